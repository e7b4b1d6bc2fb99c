"""Editions: what a record knows of one of its drafts besides the words: who tabled it and when, what was decided on it,
and what was changed since the drafts it was made from. How a format writes that is the format's matter.

Nothing is said here that no entry says, but for the changes, which are computed by comparing drafts (`inferred`) or
fixed by hand in an entry. A day stands only where a single day is known; an act without a date of its own has the day
of its author's clock, which is only `claimed`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from travaux.papers.telling import Teller
from travaux.record import acts
from travaux.record.book import Row
from travaux.record.descent import Descent, Step
from travaux.record.shelf import Spot
from travaux.record.state import State
from travaux.record.terms import Dated, Digest, Grade, Index, PartyId, PersonId, Standing
from travaux.record.texts import Tabled
from travaux.record.touches import when
from travaux.text.drafts import Draft

Kind = Literal["insertion", "repeal", "substitution", "renumbering", "split", "join"]
"""What was done to a clause, in the words of Akoma Ntoso. A move is a repeal and an insertion that share a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a draft, or to one that it was made from.

    `what` is "tabled", "agreed", "adopted", "rejected", "deferred", "corrected", "presented", "initialled",
    "authenticated", "signed", "signed ad referendum" or "withdrawn"; `draft` is the text it happened to, `clause` the
    place in it, empty for all of it. `day` is ISO 8601, empty where no single day is known; `edtf` is the date as
    imprecise as it was told; `claimed` says that it is only a clock's.
    """

    entry: Index
    what: str
    draft: Digest
    clause: str
    day: str
    edtf: str
    claimed: bool
    party: PartyId | None
    person: PersonId | None
    grade: Grade
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was done to clauses since an `earlier` draft: their numbers in either text (`shelf`), and how that is known.

    `by` is the entry that tabled the text with the change; `fixed` the one in which a person fixed which clause is
    which. `move` is shared by the two halves of a move.
    """

    kind: Kind
    earlier: Digest
    old: tuple[int, ...]
    new: tuple[int, ...]
    by: Index
    grade: Grade
    fixed: Index | None = None
    move: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A draft of a record as a publisher would describe it. `others` are all drafts of the record, this one among them.

    `parties` and `people` give a name to every one that an event names: a party its name, or else its handle or id; a
    person only where the name is disclosed to this viewer. `texts` are the drafts that this one goes back to. `origins`
    gives, for a clause by its number, the first clause that it goes back to, one becoming one at every step.
    """

    log: str
    title: str
    draft: Digest
    number: int
    standing: Standing
    authentic: bool
    language: str
    party: PartyId | None
    events: tuple[Event, ...] = ()
    changes: tuple[Change, ...] = ()
    parties: Mapping[PartyId, str] = field(default_factory=dict)
    people: Mapping[PersonId, str] = field(default_factory=dict)
    others: Mapping[Digest, Tabled] = field(default_factory=dict)
    texts: Mapping[Digest, Draft] = field(default_factory=dict)
    origins: Mapping[int, Spot] = field(default_factory=dict)

    @property
    def tabled(self) -> Event | None:
        """The event by which this draft was first tabled."""
        return next((each for each in self.events if each.what == "tabled" and each.draft == self.draft), None)

    @property
    def first(self) -> Event | None:
        """The event by which the first draft that this one goes back to was tabled."""
        return next((each for each in self.events if each.what == "tabled"), None)


def edition(state: State, drafts: Mapping[Digest, Draft], tabled: Tabled, *, log: str, title: str) -> Edition:
    """Returns what a state says of a draft; `title` is the record's, taken where the draft has none."""
    descent = Descent(state.book, drafts)
    line = [one for one in descent.parents if descent.descends(tabled.digest, one)] or [tabled.digest]
    events = tuple(_events(state, line, tabled.digest))
    teller = Teller(state)
    parties = {each.party: teller.party(each.party) for each in events if each.party is not None}
    if tabled.party is not None:
        parties.setdefault(tabled.party, teller.party(tabled.party))
    return Edition(
        log=log, title=tabled.title or title, draft=tabled.digest, number=tabled.number, standing=tabled.standing,
        authentic=tabled.authentic, language=tabled.language, party=tabled.party, events=events,
        changes=tuple(_changes(descent, tabled)), parties=parties,
        people=dict(_disclosed(state, events)), others={each.digest: each for each in state.drafts},
        texts={each: descent.shelf[each].draft for each in line if each in descent.shelf},
        origins=_origins(descent, tabled.digest),
    )  # fmt: skip


def _disclosed(state: State, events: tuple[Event, ...]) -> Iterator[tuple[PersonId, str]]:
    for one in dict.fromkeys(each.person for each in events if each.person is not None):
        known = state.person(one)
        if known is not None and isinstance(known.person.name, str):
            yield one, known.person.name


def _events(state: State, line: list[Digest], draft: Digest) -> Iterator[Event]:
    """Yields what happened to a draft and, as far as tabling and correcting go, to those it was made from."""
    indices = sorted({index for one in line for index in state.book.drafts.get(one, ())})
    withdrawn = {each.withdrawn for each in state.drafts if each.digest == draft} - {None}
    for index in (*indices, *(one for one in withdrawn if one is not None and one not in indices)):
        row = state.book.rows[index]
        if not state.book.holds(index):
            continue
        for what, text, clause in _happened(row.act, draft, index in withdrawn):
            if text in line:
                yield _event(state, row, what, text, clause)


def _happened(act: acts.Act, draft: Digest, withdrawn: bool) -> Iterator[tuple[str, Digest, str]]:
    match act:
        case acts.Table():
            yield "tabled", act.draft, ""
        case acts.Correct():
            yield "corrected", act.corrected.draft, act.corrected.clause
        case acts.Decide() if act.wording.draft == draft:
            yield act.outcome, draft, act.wording.clause
        case acts.Present() if act.draft == draft:
            yield "presented", draft, ""
        case acts.Authenticate() if act.draft == draft:
            yield act.manner, draft, ""
        case acts.Withdraw() if withdrawn:
            yield "withdrawn", draft, ""


def _event(state: State, row: Row, what: str, draft: Digest, clause: str) -> Event:
    day, edtf, claimed = moment(when(row.act), row.entry.at)
    return Event(
        entry=row.index, what=what, draft=draft, clause=clause, day=day, edtf=edtf, claimed=claimed,
        party=row.entry.actor, person=row.entry.person, grade=row.grade, says=Teller(state).sentence(row.entered),
    )  # fmt: skip


def moment(dated: Dated | None, clock: str) -> tuple[str, str, bool]:
    """Returns the single day on which something was done, or nothing; the date as told; and whether it is a clock's.

    >>> moment(Dated(edtf="2031-03"), "2031-04-01T09:00:00Z"), moment(None, "2031-04-01T09:00:00Z")
    (('', '2031-03', False), ('2031-04-01', '2031-04-01T09:00:00Z', True))
    """
    told = dated.edtf if dated is not None else clock
    single = len(told) >= 10 and told[:10].replace("-", "").isdigit() and told[10:11] in ("", "T")
    return (told[:10] if single else ""), told, dated is None and bool(clock)


def _changes(descent: Descent, tabled: Tabled) -> Iterator[Change]:
    """Yields the changes since each draft that this one was made from, in the order of the later text."""
    moves = 0
    for parent in descent.parents.get(tabled.digest, ()):
        for step in descent.steps(parent, tabled.digest):
            moves += step.fate == "moved"
            yield from _changed(descent, step, parent, tabled, moves)


def _changed(descent: Descent, step: Step, parent: Digest, tabled: Tabled, moves: int) -> Iterator[Change]:
    old, new = _numbers(step.earlier), _numbers(step.later)

    def change(kind: Kind, old: tuple[int, ...], new: tuple[int, ...], move: int | None = None) -> Change:
        return Change(
            kind=kind, earlier=parent, old=old, new=new, by=tabled.entry, grade=step.grade, fixed=step.entry, move=move
        )

    match step.fate:
        case "added":
            yield change("insertion", (), new)
        case "dropped":
            yield change("repeal", old, ())
        case "split":
            yield change("split", old, new)
        case "merged":
            yield change("join", old, new)
        case "moved":
            yield change("repeal", old, (), moves)
            yield change("insertion", (), new, moves)
        case "renumbered":
            yield change("renumbering", old, new)
    if step.fate in ("kept", "renumbered", "moved") and _own_words_differ(descent, step):
        yield change("substitution", old, new)


def _origins(descent: Descent, draft: Digest) -> dict[int, Spot]:
    """Returns the first clause that each clause goes back to, where it is in an earlier draft."""
    found: dict[Spot, Spot] = {}
    for one in descent.parents:
        if not descent.descends(draft, one):
            continue
        for parent in reversed(descent.parents[one]):
            for step in descent.steps(parent, one):
                if len(step.earlier) == len(step.later) == 1:
                    found[step.later[0]] = found.get(step.earlier[0], step.earlier[0])
    return {spot.number: origin for spot, origin in found.items() if spot.draft == draft}


def _own_words_differ(descent: Descent, step: Step) -> bool:
    """Says whether a clause's own words changed: those of the clauses in it have changes of their own."""
    if not step.reworded:
        return False
    (one,), (other,) = step.earlier[:1], step.later[:1]
    return _own(descent, one).split() != _own(descent, other).split()


def _own(descent: Descent, spot: Spot) -> str:
    text = descent.shelf[spot.draft]
    clause = text.clause(spot.number)
    return text.draft.text if clause is None else text.draft.own_text(clause)


def _numbers(spots: tuple[Spot, ...]) -> tuple[int, ...]:
    return tuple(spot.number for spot in spots)
