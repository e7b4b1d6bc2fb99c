"""The life of a clause as it is handed out: three answers first, then each wording with what was done and said then.

Who put these words here, who took others out, and who agreed: each answer cites entries and their grades. Wordings
stand newest first; what bears on the clause before any draft has it stands with the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from travaux.papers.counting import counted, listed, sentence
from travaux.papers.telling import Teller, clipped
from travaux.record import acts
from travaux.record.authorship import Authorship, Deed, TakenOut, Words
from travaux.record.descent import Descent, Step
from travaux.record.life import Life, Moment, life
from travaux.record.positions import Position, Positions
from travaux.record.shelf import Spot
from travaux.record.state import State
from travaux.record.terms import Digest, Grade, Index, PartyId
from travaux.text.drafts import Draft
from travaux.text.tokens import tokens


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done or said about a clause: the entry, when, its grade, and a sentence."""

    entry: Index
    when: str
    grade: Grade
    says: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A clause as it stood in a draft: where, in whose draft, its words if they changed, and what happened then.

    `spots` are the clauses of the draft that it was, several where it was split.
    """

    draft: Digest
    called: str
    entry: Index
    when: str
    grade: Grade
    by: str
    place: str
    text: str
    reworded: bool
    reason: str
    events: tuple[Event, ...]
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LifePaper:
    """A clause's life. `runs` are its words now, each with whose they are; `gone` what was taken out of it."""

    place: str
    heading: str
    draft: str
    wrote: tuple[str, ...]
    removed: tuple[str, ...]
    agreed: tuple[str, ...]
    wordings: tuple[Wording, ...]
    runs: tuple[Words, ...] = ()
    gone: tuple[TakenOut, ...] = ()

    @property
    def summary(self) -> str:
        """One sentence on the whole life."""
        changed = sum(each.reworded for each in self.wordings)
        return f"{counted(changed + 1, 'wording').capitalize()} in {counted(len(self.wordings), 'draft')}."


def life_paper(
    state: State, drafts: Mapping[Digest, Draft], spot: Spot, day: str, *, positions: Positions | None = None,
    authors: Authorship | None = None,
) -> LifePaper:  # fmt: skip
    """Returns the life of a clause of a tabled draft, as it stands on a day.

    `positions` and `authors` are those of this very state and draft, where they are at hand.
    """
    positions = positions or Positions(state.book, Descent(state.book, drafts), day)
    book, descent, teller = state.book, positions.descent, Teller(state)
    text = descent.shelf[spot.draft]
    clause = text.clause(spot.number)
    authors = authors or Authorship(book, descent, spot.draft)
    runs = authors.in_clause(spot)
    gone = tuple(each for each in authors.out_of(spot) if not authors.numbers(each))
    return LifePaper(
        place=sentence(teller.place(text.place(spot.number))),
        heading=clause.heading if clause else "",
        draft=teller.draft(spot.draft),
        wrote=tuple(_wrote(runs, teller)),
        removed=tuple(_removed(gone, teller)),
        agreed=tuple(_agreed(state, positions, spot, teller)),
        wordings=_wordings(life(book, descent, spot), state, descent, teller),
        runs=runs,
        gone=gone,
    )


def _count(words: str) -> int:
    return sum(token.text[:1].isalnum() for token in tokens(words))


def _wrote(runs: Sequence[Words], teller: Teller) -> Iterable[str]:
    """Yields whose words a clause is made of, those with most words first."""
    shares: dict[tuple[Deed, Grade], int] = {}
    for run in runs:
        shares[run.by, run.grade] = shares.get((run.by, run.grade), 0) + _count(run.text)
    for (deed, grade), many in sorted(shares.items(), key=lambda each: (-each[1], each[0][0].entry)):
        if many:
            cited = f"(entry {deed.entry}, {_graded(deed, grade)})"
            yield f"{_doer(deed, teller)}: {counted(many, 'word')}, {_verb(deed)} {cited}."
    if not shares:
        yield "Nobody on record."


def _graded(deed: Deed, grade: Grade) -> str:
    return grade if grade == deed.grade else f"{deed.grade}; which words, {grade}"


def _removed(gone: Sequence[TakenOut], teller: Teller) -> Iterable[str]:
    taken: dict[Deed, list[TakenOut]] = {}
    for each in gone:
        taken.setdefault(each.removed, []).append(each)
    for deed, several in taken.items():
        words = "; ".join(f"“{clipped(each.text)}”" for each in several[:3])
        more = f" and {len(several) - 3} more" if len(several) > 3 else ""
        grades = listed(list(dict.fromkeys(each.grade for each in several)))
        yield f"{_doer(deed, teller)} took out {words}{more} (entry {deed.entry}, {deed.grade}; which words, {grades})."
    if not taken:
        yield "Nobody."


def _doer(deed: Deed, teller: Teller) -> str:
    name = teller.party(deed.party) if deed.party else "The depositary"
    person = teller.person_id(deed.person) if deed.person else ""
    return f"{name} ({person})" if person and not person.startswith("person-") else name


def _verb(deed: Deed) -> str:
    return {"propose": "proposed", "table": "tabled", "correct": "in a correction"}.get(deed.kind, deed.kind)


def _agreed(state: State, positions: Positions, spot: Spot, teller: Teller) -> Iterable[str]:
    """Yields how every party stands to the words as they are, and those that have said nothing."""
    silent: list[str] = []
    for party in [each for each in state.parties if each.present and each.capacity == "party"]:
        found = _latest(positions, spot, party.id)
        if found is None:
            silent.append(teller.party(party.id))
            continue
        yield f"{teller.party(party.id)} {_stance(found)} (entry {found.entry}, {found.grade}){_status(found)}."
    if silent:
        verb = "has" if len(silent) == 1 else "have"
        yield f"{listed(silent)} {verb} taken no position."
    for row, act in state.book.of(acts.Authenticate):
        entered = state.entry(row.index)
        if act.draft == spot.draft and entered is not None:
            yield f"{teller.sentence(entered).removesuffix('.')} (entry {row.index}, {row.grade})."


def _latest(positions: Positions, spot: Spot, party: PartyId) -> Position | None:
    own = [each for each in (*positions.on(spot), *positions.covering(spot)) if each.party == party]
    return next((each for each in own if each.in_force), None) or next(iter(own), None)


def _stance(position: Position) -> str:
    verb = {"accept": "accepts", "reserve": "reserves", "object": "objects", "none": "takes no position"}[
        position.stance
    ]
    referendum = " ad referendum" if position.ad_referendum and position.confirmed is None else ""
    return f"{verb}{referendum}"


def _status(position: Position) -> str:
    return "" if position.status == "current" else f"; {position.status}: {position.reason}"


def _wordings(found: Life, state: State, descent: Descent, teller: Teller) -> tuple[Wording, ...]:
    """Returns the drafts in which the clause stands, newest first, each with what came after it and before the next."""
    stands = [each for each in found.moments if each.kind == "table" and each.draft and each.spots]
    others = [each for each in found.moments if each not in stands]
    made = []
    for at, moment in enumerate(stands):
        start = moment.entry if at else -1
        end = stands[at + 1].entry if at + 1 < len(stands) else state.size
        events = tuple(_event(each, state, teller) for each in others if start < each.entry < end)
        made.append(_wording(moment, at, events, state, descent, teller))
    return tuple(reversed(made))


def _wording(
    moment: Moment, at: int, events: tuple[Event, ...], state: State, descent: Descent, teller: Teller
) -> Wording:  # fmt: skip
    entered = state.entry(moment.entry)
    assert entered is not None
    assert moment.draft is not None
    text = descent.shelf[moment.draft]
    reasons = listed(list(dict.fromkeys(_step(each) for each in moment.steps)))
    return Wording(
        draft=moment.draft,
        called=sentence(teller.draft(moment.draft)),
        entry=moment.entry,
        when=teller.happened(entered),
        grade=moment.grade,
        by=teller.actor(entered),
        place=listed([teller.place(text.place(spot.number)) for spot in moment.spots]),
        text=moment.text,
        reworded=bool(at) and moment.reworded,
        reason=reasons,
        events=events,
        spots=moment.spots,
    )


_FATES: Mapping[str, str] = {
    "kept": "the same clause as before",
    "renumbered": "the same clause as before under another number",
    "moved": "the same clause as before in another place",
    "split": "a part of a clause as it was before",
    "merged": "several clauses as they were before in one",
    "added": "a new clause",
    "dropped": "a clause that was dropped",
}


def _step(step: Step) -> str:
    words = ", with other words" if step.reworded else ""
    by = "" if step.entry is None else f" by entry {step.entry}"
    return f"{_FATES[step.fate]}{words} ({step.grade}{by})"


def _event(moment: Moment, state: State, teller: Teller) -> Event:
    entered = state.entry(moment.entry)
    assert entered is not None
    about = {
        "exact": "",
        "inside": "a part of it",
        "around": "what it is part of",
        "whole": "the text or clauses at large",
    }
    said = teller.sentence(entered)
    if isinstance(moment.act, acts.State):
        said = teller.statement(moment.act)
    return Event(moment.entry, teller.happened(entered), moment.grade, sentence(said), about[moment.scope])
