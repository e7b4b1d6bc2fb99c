"""Deeds: every entry as an entity, every act as an activity with whoever did it, and what it brought about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.papers.provenance.agents import DEPOSITARY, source_name
from travaux.papers.provenance.told import Fact, Told, draft_name, relation, wording_name
from travaux.papers.telling import Teller
from travaux.record import acts
from travaux.record.book import Row
from travaux.record.descent import Descent
from travaux.record.state import State
from travaux.record.terms import Index, PartyId, Wording
from travaux.record.touches import when

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def deeds(state: State, descent: Descent) -> Iterator[Told]:
    """Yields the entries with their acts or statements, in the order of the log."""
    teller = Teller(state)
    wordings: set[str] = set()
    for row in state.book.rows.values():
        yield from _entry(state, row)
        if isinstance(row.act, acts.State):
            yield from _statement(state, row, row.act, teller.sentence(row.entered))
            continue
        yield from _activity(state, row, teller.sentence(row.entered))
        if state.book.holds(row.index):
            for told in _Deed(state, descent, row).told():
                if told.kind == "Entity" and told.id.startswith("wording-"):
                    if told.id in wordings:
                        continue
                    wordings.add(told.id)
                yield told


def _entry(state: State, row: Row) -> Iterator[Told]:
    """Yields an entry as it was written down: in the record, by whom, and by whose keys it is signed."""
    name, entry = f"entry-{row.index}", row.entry
    facts: tuple[Fact, ...] = (("entry", row.index), ("hash", row.entered.hash), ("grade", row.grade))
    facts += (("clock", entry.at),) if entry.at else ()
    yield Told(kind="Entity", id=name, types=("Entry",), facts=facts)
    yield relation("Membership", "record", name)
    if entry.scribe is not None:
        yield relation("Attribution", name, entry.scribe, role="scribe", facts=_facts(row))
    for key in row.judged.keys:
        holder = state.book.keyring.holders.get(key)
        if holder is not None:
            yield relation("Attribution", name, holder.person.id, role="signer", facts=_facts(row))
    if entry.actor is None and not isinstance(row.act, acts.State):
        yield relation("Attribution", name, DEPOSITARY, role="scribe", facts=_facts(row))


def _facts(row: Row) -> tuple[Fact, ...]:
    return (("entry", row.index), ("grade", row.grade))


def _activity(state: State, row: Row, says: str) -> Iterator[Told]:
    name, entry = f"act-{row.index}", row.entry
    own = when(row.act)
    facts = _facts(row)
    facts += (("date", own.edtf),) if own is not None else (("clock", "claimed"),) if entry.at else ()
    voided, idle = state.voided(row.index), state.idle(row.index)
    facts += () if voided is None else (("voidedBy", voided),)
    facts += (("withoutEffect", idle),) if idle else ()
    told = own.edtf if own is not None else entry.at
    time = told if _MOMENT.fullmatch(told) else ""
    yield Told(kind="Activity", id=name, types=(type(row.act).__name__,), label=says, facts=facts, time=time)
    yield relation("Association", name, entry.actor or DEPOSITARY, role="actor", facts=_facts(row))
    if entry.person is not None:
        yield relation("Association", name, entry.person, role="person", facts=_facts(row))
        if entry.actor is not None:
            yield relation("Delegation", entry.person, entry.actor, name, facts=_facts(row))
    for target in dict.fromkeys((*row.touches.entries, *entry.refs)):
        other = state.book.rows.get(target)
        if other is not None and not isinstance(other.act, acts.State):
            yield relation("Communication", name, f"act-{target}", facts=_facts(row))
        elif other is not None:
            yield relation("Usage", name, f"statement-{target}", facts=_facts(row))


def _statement(state: State, row: Row, act: acts.State, says: str) -> Iterator[Told]:
    """Yields what a source said: an entity of its own, attributed to nobody but the source and whoever published it."""
    name = f"statement-{row.index}"
    facts: tuple[Fact, ...] = (*_facts(row), ("terms", act.terms), ("manner", act.manner))
    facts += tuple(("claim", claim) for claim in act.claims)
    facts += (("words", "\n".join(act.words)),)
    facts += () if act.said is None else (("date", act.said.edtf),)
    voided = state.voided(row.index)
    facts += () if voided is None else (("voidedBy", voided),)
    yield Told(kind="Entity", id=name, types=("Statement",), label=says, facts=facts)
    yield relation("Attribution", name, source_name(row.index, act), role="source", facts=_facts(row))
    if act.source.outlet and act.source.kind != "outlet":
        yield relation("Attribution", name, f"outlet-{row.index}", role="outlet", facts=_facts(row))
    if act.answers is not None and isinstance(_act(state, act.answers), acts.State):
        yield relation("Influence", name, f"statement-{act.answers}", role="answers", facts=_facts(row))


def _act(state: State, index: Index) -> acts.Act | None:
    row = state.book.rows.get(index)
    return None if row is None else row.act


class _Deed:
    """What one act that holds brought about, used, or ended."""

    def __init__(self, state: State, descent: Descent, row: Row) -> None:
        self.state, self.descent, self.row = state, descent, row
        self.name = f"act-{row.index}"
        self.facts = _facts(row)

    def told(self) -> Iterator[Told]:
        """Yields it."""
        match self.row.act:
            case acts.Table() as act:
                yield from self._tables(act)
            case acts.Propose() as act:
                yield from self._proposes(act)
            case acts.Take() as act:
                yield from self._made("position", act.wording, ("stance", act.stance), *self._conditions(act))
                yield from self._behalf(act.on_behalf_of)
            case acts.Decide() as act:
                yield from self._made("decision", act.wording, ("outcome", act.outcome), ("forum", act.forum.name))
            case acts.Correct() as act:
                yield from self._corrects(act)
            case acts.Withdraw() if not self.row.act.sponsorship_only:
                yield from self._ends(self.row.act.entry)
            case acts.Reopen() | acts.Void():
                yield from self._ends(self.row.act.entry)
            case acts.Present() | acts.Authenticate():
                yield self._uses(draft_name(self.row.act.draft))
            case acts.Silence() if self.row.act.draft is not None:
                yield self._uses(draft_name(self.row.act.draft))
            case acts.Concord() as act:
                yield self._uses(draft_name(act.earlier))
                yield self._uses(draft_name(act.later))
            case acts.Link() as act:
                yield from self._made("linkage", None, ("terms", act.terms))
                yield self._uses(draft_name(act.draft))
            case acts.Seal() if self.row.act.commitment is not None:
                yield from self._made("seal", None, ("commitment", self.row.act.commitment))
            case acts.Limit() as act:
                yield from self._made("deadline", None, ("due", act.due), ("date", act.when.edtf))

    def _uses(self, entity: str) -> Told:
        return relation("Usage", self.name, entity, facts=self.facts)

    def _made(self, kind: str, wording: Wording | None, *facts: Fact) -> Iterator[Told]:
        """Yields an entity that the act made, of its actor, and the wording it is about."""
        name = f"{kind}-{self.row.index}"
        told = (*self.facts, *(fact for fact in facts if fact[1] != ""))
        yield Told(kind="Entity", id=name, types=(kind.capitalize(),), facts=told)
        yield relation("Generation", name, self.name, facts=self.facts)
        yield relation("Attribution", name, self.row.entry.actor or DEPOSITARY, facts=self.facts)
        if wording is not None:
            entity, unknown = wording_name(self.descent, wording)
            if unknown is not None:
                yield unknown
            yield self._uses(entity)

    @staticmethod
    def _conditions(act: acts.Take) -> tuple[Fact, ...]:
        found: tuple[Fact, ...] = (("condition", act.condition), ("reservation", act.reservation or ""))
        return (*found, ("adReferendum", "yes" if act.ad_referendum else ""))

    def _behalf(self, parties: tuple[PartyId, ...]) -> Iterator[Told]:
        actor = self.row.entry.actor
        if actor is not None:
            yield from (relation("Delegation", actor, one, self.name, facts=self.facts) for one in parties)

    def _tables(self, act: acts.Table) -> Iterator[Told]:
        tabled = next((each for each in self.state.drafts if each.digest == act.draft), None)
        name = draft_name(act.draft)
        if tabled is None or tabled.entry != self.row.index:
            yield self._uses(name)
            return
        facts: tuple[Fact, ...] = (
            *self.facts, ("digest", act.draft), ("number", tabled.number), ("standing", tabled.standing),
            ("file", act.file),
        )  # fmt: skip
        facts += (("language", tabled.language),) if tabled.language else ()
        types = ("Draft", "prov:Collection")
        yield Told(kind="Entity", id=name, types=types, label=tabled.title or f"Draft {tabled.number}", facts=facts)
        yield relation("Generation", name, self.name, facts=self.facts)
        if self.row.entry.actor is not None:
            yield relation("Attribution", name, self.row.entry.actor, role="tabled", facts=self.facts)
        for parent in act.parents:
            yield self._uses(draft_name(parent))
            revision = ("prov:Revision",)
            yield relation("Derivation", name, draft_name(parent), self.name, facts=self.facts, types=revision)

    def _proposes(self, act: acts.Propose) -> Iterator[Told]:
        name = f"proposal-{self.row.index}"
        words: tuple[Fact, ...] = (("operation", act.operation), ("words", "\n".join(act.words)))
        yield from self._made("proposal", act.wording, *words, ("source", act.source))
        wording, _ = wording_name(self.descent, act.wording)
        yield relation("Derivation", name, wording, self.name, facts=self.facts)
        for sponsor in act.sponsors:
            if sponsor != self.row.entry.actor:
                yield relation("Attribution", name, sponsor, role="sponsor", facts=self.facts)
        amended = None if act.amends is None else _act(self.state, act.amends)
        if act.amends is not None and isinstance(amended, acts.Propose) and self.state.book.holds(act.amends):
            yield relation("Derivation", name, f"proposal-{act.amends}", self.name, facts=self.facts)
        yield from self._behalf(act.on_behalf_of)

    def _corrects(self, act: acts.Correct) -> Iterator[Told]:
        old, unknown = wording_name(self.descent, act.wording)
        new, unread = wording_name(self.descent, act.corrected)
        yield from (each for each in (unknown, unread) if each is not None)
        yield self._uses(old)
        yield relation("Generation", new, self.name, facts=self.facts)
        substance: Fact = ("substantive", "yes" if act.substantive else "no")
        yield relation(
            "Derivation", new, old, self.name, facts=(*self.facts, substance), types=("Correction", "prov:Revision")
        )

    def _ends(self, index: Index) -> Iterator[Told]:
        """Yields that what an entry brought about is no longer."""
        target = self.state.book.rows.get(index)
        if target is None:
            return
        kinds: dict[type[acts.Act], str] = {
            acts.Propose: "proposal", acts.Take: "position", acts.Decide: "decision", acts.Link: "linkage",
            acts.Limit: "deadline", acts.State: "statement",
        }  # fmt: skip
        voided = isinstance(self.row.act, acts.Void)
        if isinstance(target.act, acts.Table) and not voided:
            yield relation("Invalidation", draft_name(target.act.draft), self.name, facts=self.facts)
        elif isinstance(target.act, acts.State) or (type(target.act) in kinds and self.state.book.holds(index)):
            yield relation("Invalidation", f"{kinds[type(target.act)]}-{index}", self.name, facts=self.facts)
        elif voided:
            yield relation("Invalidation", f"entry-{index}", self.name, facts=self.facts)
