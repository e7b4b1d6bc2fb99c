"""Agents of a record: parties, persons and sources, and who acts on behalf of whom. A name only where it is disclosed.

A source that spoke so as not to be named is an agent of its own, and leads to nobody; so does every source that is not
a person with an id, since two such are never assumed to be one.
"""

from __future__ import annotations

from collections.abc import Iterator

from travaux.papers.provenance.told import Fact, Told, relation
from travaux.record import acts
from travaux.record.state import State
from travaux.record.terms import UNATTRIBUTED, Index, Person, PersonId

DEPOSITARY = "depositary"


def agents(state: State) -> Iterator[Told]:
    """Yields every agent that the record names."""
    yield Told(kind="Agent", id=DEPOSITARY, types=("Depositary",), label="The depositary of the record")
    yield from _parties(state)
    yield from _persons(state)
    for row, act in state.book.of(acts.State):
        yield from _source(row.index, act)
    yield from _delegations(state)


def source_name(index: Index, act: acts.State) -> str:
    """Returns the name of whoever made a statement."""
    person = act.source.person
    if act.source.kind == "person" and person is not None and act.terms not in UNATTRIBUTED:
        return person.id
    return f"source-{index}"


def _parties(state: State) -> Iterator[Told]:
    known = {each.id: each for each in state.parties}
    for one in dict.fromkeys((*known, *state.book.parties)):
        party = known.get(one)
        if party is None:
            yield Told(kind="Agent", id=one, types=("Party",))
            continue
        grade = state.book.rows[party.entry].grade
        facts: tuple[Fact, ...] = (("capacity", party.capacity), ("entry", party.entry), ("grade", grade))
        facts += () if party.left is None else (("left", party.left),)
        label = str(party) if str(party) != party.id else ""
        yield Told(kind="Agent", id=one, types=("Party", "prov:Organization"), label=label, facts=facts)


def _persons(state: State) -> Iterator[Told]:
    unnamed = set(_spoken_for(state))
    for one in state.book.people:
        if one in unnamed:
            continue
        known = state.person(one)
        person = known.person if known else Person(id=one)
        label = person.name if isinstance(person.name, str) else ""
        office: tuple[Fact, ...] = (("office", person.office),) if isinstance(person.office, str) else ()
        yield Told(kind="Agent", id=one, types=("prov:Person",), label=label, facts=office)


def _spoken_for(state: State) -> Iterator[PersonId]:
    """Yields the ids that stand only in statements made so as not to be named."""
    for one, entries in state.book.people.items():
        said = [state.book.rows[index].act for index in entries]
        if all(isinstance(act, acts.State) and act.terms in UNATTRIBUTED for act in said):
            yield one


def _source(index: Index, act: acts.State) -> Iterator[Told]:
    name = source_name(index, act)
    source = act.source
    facts: list[Fact] = [("source", source.kind), ("entry", index), ("grade", "reported")]
    if name == f"source-{index}":
        told = {
            "office": source.office, "organisation": source.organisation, "attributes": source.attributes,
            "outlet": source.outlet,
        }  # fmt: skip
        facts += [(key, value) for key, value in told.items() if value]
        label = source.attributes or source.office or source.outlet if source.kind != "person" else ""
        facts += [("party", source.party)] if source.party is not None else []
        yield Told(kind="Agent", id=name, types=("Source",), label=label, facts=tuple(facts))
    if source.outlet and source.kind != "outlet":
        kind: tuple[Fact, ...] = (("source", "outlet"), ("entry", index), ("grade", "reported"))
        yield Told(kind="Agent", id=f"outlet-{index}", types=("Source",), label=source.outlet, facts=kind)


def _delegations(state: State) -> Iterator[Told]:
    for party in state.parties:
        row = state.book.rows[party.entry]
        for member in party.members:
            yield relation("Delegation", party.id, member, facts=(("entry", party.entry), ("grade", row.grade)))
    for each in state.delegations():
        row = state.book.rows[each.entry]
        facts: tuple[Fact, ...] = (("entry", each.entry), ("grade", row.grade), ("instrument", each.instrument.kind))
        facts += tuple(("power", power) for power in each.powers)
        facts += () if each.ended is None else (("ended", each.ended),)
        for person in each.named:
            yield relation("Delegation", person.id, each.party, facts=facts)
        for gone, by in each.revoked:
            yield relation("Delegation", gone, each.party, facts=(*facts, ("ended", by)))
