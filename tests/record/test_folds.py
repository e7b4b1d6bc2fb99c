"""Laws of the fold: it may stop and go on anywhere, takes every act there is, and changes nothing it gave before."""

from __future__ import annotations

import copy
import dataclasses
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.building import Record, key, party, person
from tests.record.test_entries import anything

from travaux.record import acts, terms
from travaux.record.entries import Entered
from travaux.record.state import State, fold
from travaux.record.touches import touches, when

NAMES = ("aldania", "boria", "cedria")
IDS = st.sampled_from([party(name) for name in NAMES])
PEOPLE = st.sampled_from([person("Orla Velling"), person("Ivo Marr"), person("Clerk of the Depositary")])
DRAFTS = st.sampled_from([terms.Digest(f"{number:064x}") for number in range(3)])


def nearby(kind: type[acts.Act], place: int) -> st.SearchStrategy[acts.Act]:
    """Acts whose references mostly hit something: few parties, few drafts, entries that are there."""
    fields = {each.name: each for each in dataclasses.fields(kind)}
    drawn: dict[str, st.SearchStrategy[Any]] = {}
    earlier = st.integers(0, max(place, 1)).map(terms.Index)
    for name in ("entry", "accreditation", "meeting"):
        if name in fields:
            drawn[name] = earlier
    for name in ("opens", "breaks", "answers", "amends", "announced", "mandate"):
        if name in fields and "Index" in str(fields[name].type):
            drawn[name] = st.none() | earlier
    for name in ("party", "group"):
        if name in fields:
            drawn[name] = IDS
    for name in ("draft", "earlier", "later"):
        if name in fields:
            drawn[name] = DRAFTS
    for name in ("key", "old", "new"):
        if name in fields:
            drawn[name] = st.sampled_from([key(each) for each in (*NAMES, "depositary", "spare")])
    if "person" in fields:
        drawn["person"] = PEOPLE
    return st.builds(dataclass_with(kind), anything(kind), st.fixed_dictionaries(drawn))


def dataclass_with(kind: type[acts.Act]) -> Any:
    return lambda act, fields: dataclasses.replace(act, **fields)


@st.composite
def records(draw: st.DrawFn, most: int = 14) -> list[Entered]:
    record = Record()
    for name in NAMES:
        record.admit(name)
    for _ in range(draw(st.integers(0, most))):
        kind = draw(st.sampled_from(list(acts.ACTS.values())))
        act = draw(nearby(kind, len(record.entered) - 1))
        actor = draw(st.none() | st.sampled_from(NAMES))
        record.enter(act, actor=actor, by=draw(st.none() | st.sampled_from(["depositary", *NAMES])))
    return record.entered


def everything(state: State) -> dict[str, object]:
    """What every query says, so that none can fail on any record."""
    found: dict[str, object] = {}
    for name in dir(State):
        if isinstance(getattr(State, name), property):
            found[name] = getattr(state, name)
    found |= {
        "proposals": state.proposals(), "decisions": state.decisions(), "authentications": state.authentications(),
        "delegations": state.delegations(), "current": state.current(), "party": state.party("aldania"),
        "person": state.person("Orla Velling"), "open": state.open_deadlines("2031-03-16"),
        "fates": [each.fate("2031-03-16") for each in (*state.deadlines, *state.procedures)],
        "entries": [
            (state.idle(one), state.voided(one), state.suspect(one), state.unkeyed(one)) for one in range(state.size)
        ],
    }  # fmt: skip
    return found


@settings(max_examples=60, deadline=None)
@given(records(), st.data())
def test_a_fold_may_stop_and_go_on_anywhere(entered: list[Entered], data: st.DataObject) -> None:
    whole = fold(entered)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(entered)), max_size=3)))
    state = State()
    for start, end in zip([0, *cuts], [*cuts, len(entered)], strict=True):
        state = fold(entered[start:end], state)
    assert (state, everything(state)) == (whole, everything(whole))
    assert list(state.book.rows) == list(whole.book.rows)


@settings(max_examples=30, deadline=None)
@given(records(8), records(4), st.data())
def test_going_on_leaves_what_was_given_before_as_it_was(
    entered: list[Entered], others: list[Entered], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(entered)))
    before = fold(entered[:cut])
    said = copy.deepcopy(everything(before))
    fold(entered[cut:], before)
    fold([dataclasses.replace(each, index=each.index + cut) for each in others], before)
    assert everything(before) == said


@settings(max_examples=40, deadline=None)
@given(records(), st.data())
def test_as_of_an_entry_is_the_fold_of_what_came_before(entered: list[Entered], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(entered) - 1))
    assert fold(entered).at(place) == fold(entered[: place + 1])


@settings(max_examples=40, deadline=None)
@given(records(), st.sampled_from(["2031-02-28", "2031-03-01", "2031-03-02"]))
def test_what_is_known_to_have_happened_is_possible_too(entered: list[Entered], day: str) -> None:
    state = fold(entered)
    known, possible = state.on(day), state.on(day, "possible")
    assert set(known.book.rows) <= set(possible.book.rows) <= set(state.book.rows)
    everything(known)
    everything(possible)


@pytest.mark.parametrize("kind", acts.ACTS.values(), ids=list(acts.ACTS))
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_every_act_is_read(kind: type[acts.Act], data: st.DataObject) -> None:
    act = data.draw(anything(kind))
    read = touches(act)
    assert {type(each) for each in read.people} <= {terms.Person}
    assert isinstance(when(act), terms.Dated | None)
    record = Record()
    index = record.enter(act, actor="aldania")
    entry = record.state().entry(index)
    assert entry is not None
    assert entry.entry.act == act


@pytest.mark.parametrize("cut", [3, 4, 5, 6])
def test_reading_again_is_as_if_it_had_been_read_so_at_first(cut: int) -> None:
    record = Record()
    record.admit("boria", keyed=False)
    record.enrol("boria", person("Orla Velling", "Minister"))
    record.enter(acts.Rotate(old=key("boria"), new=key("boria 2")), actor="boria")
    record.accredit("boria", person("Orla Velling", "Minister"), count=9)
    erase = partial(acts.Erase, digest="a digest", ground="asked to")
    record.enter(erase(entry=terms.Index(3)))
    record.enter(erase(entry=terms.Index(4)))
    state = fold(record.entered[cut:], fold(record.entered[:cut]))
    anew = list(record.entered)
    for index in (2, 3, 4):
        anew[index] = dataclasses.replace(anew[index], entry=without_names(anew[index]))
        state = state.reread(anew[index])
    assert state == fold(anew)
    assert "Velling" not in repr(state)
    with pytest.raises(ValueError, match="entry 4 is another"):
        state.reread(dataclasses.replace(anew[4], hash="other"))


def without_names(entered: Entered) -> Any:
    act = entered.entry.act
    gone = terms.Person(id=person("Orla Velling").id, name=terms.Withheld(5), office=terms.Withheld(5))
    if isinstance(act, acts.Enrol):
        return dataclasses.replace(entered.entry, act=dataclasses.replace(act, person=gone))
    if isinstance(act, acts.Accredit):
        return dataclasses.replace(entered.entry, act=dataclasses.replace(act, named=(gone,)))
    return entered.entry
