"""The clean text: the text on the table where nothing in it is open; else the list of what is, and for whom.

Nothing is open where, for every clause that is counted,

- every party that takes part as such accepts the words as they stand, finally and without a condition; or has signed,
  initialled or authenticated this very draft; or the chair concluded on these words, no holdout being named that still
  holds out, and the party has neither objected nor reserved nor accepted provisionally;
- no proposal on the words is before the meeting, none of them stands in brackets (citations apart), and the chair has
  not concluded that they are rejected or deferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from travaux.errors import OutOfOrder
from travaux.papers.agreement import Concluded, Mark, agreement
from travaux.papers.basis import Basis
from travaux.papers.counting import counted, listed, sentence
from travaux.papers.paper import Paper
from travaux.papers.places import address
from travaux.papers.rolling.holdings import holdings
from travaux.papers.rolling.pending import Pending, pending
from travaux.papers.standing_text import as_it_stands
from travaux.papers.status import signed as signatures
from travaux.record.days import Day
from travaux.record.positions import IN_FORCE, Position
from travaux.record.shelf import WHOLE, Spot
from travaux.record.state import State
from travaux.record.terms import Digest, Index, PartyId
from travaux.record.texts import Decision
from travaux.text.brackets import brackets
from travaux.text.brackets.slots import Note, Options, Run, Slot
from travaux.text.drafts import Draft

CONVENTIONS = (
    "A text is clean where every party accepts every clause as it stands, finally and without a condition, or has "
    "signed, initialled or authenticated this very draft; where the chair concluded on these words, a party that has "
    "said nothing on them holds nothing open.",
    "A pending proposal, a bracket, and a conclusion that words are rejected or deferred each leave them open.",
)


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something not agreed: the clauses ("2, 3 and 7"), for whom (empty for all), why, and the entries behind it."""

    place: str
    whom: str
    why: str
    entries: tuple[Index, ...] = ()


class StillOpen(OutOfOrder):
    """Says that a text is not clean; `points` are all that is open, in the order of the text, party by party."""

    def __init__(self, message: str, points: tuple[OpenPoint, ...]) -> None:
        super().__init__(message)
        self.points = points


def clean(state: State, drafts: Mapping[Digest, Draft], *, day: Day | None = None) -> Paper:
    """Returns the clean text as of a state; raises `StillOpen` with everything that is open where it is not clean.

    Raises `OutOfOrder` where no draft is on the table, or its text is not here.
    """
    basis = Basis(state, drafts, day)
    found = pending(basis)
    points = tuple(open_points(basis, found))
    if points:
        several = counted(len(points), "point is", "points are")
        raise StillOpen(f"{sentence(basis.called)} is not clean: {several} open", points)
    return Paper(
        kind="clean text",
        title=basis.table.title or sentence(basis.called),
        summary=f"Nothing in {basis.called} is open.",
        facts=(*basis.facts(), *_agreed(basis)),
        blocks=as_it_stands(basis.text.draft),
        remarks=(*CONVENTIONS, *_left(found)),
        language=basis.text.draft.language or basis.table.language,
    )


def open_points(basis: Basis, proposals: Sequence[Pending]) -> Iterator[OpenPoint]:
    """Yields everything that is open in the draft on the table: by party, then proposals, conclusions and brackets."""
    yield from _by_party(basis)
    for each in proposals:
        if each.fate == "open" and each.spot is not None:
            who = basis.teller.party(each.proposal.party) if each.proposal.party else "the depositary"
            place = basis.text.place(each.spot.number) or "the whole text"
            asks = {"delete": "its deletion", "replace": "other words for it"}.get(
                each.proposal.operation, "a new clause"
            )
            yield OpenPoint(place, who, f"proposes {asks}", (each.proposal.entry,))
    yield from _concluded(basis)
    yield from _bracketed(basis)


def _by_party(basis: Basis) -> Iterator[OpenPoint]:
    found = agreement(basis)
    if not found.counted:
        yield OpenPoint("the whole text", "", "nobody takes part as a party")
    grouped: dict[tuple[PartyId, str], list[tuple[str, tuple[Index, ...]]]] = {}
    signed = signatures(basis)
    for line in found.lines:
        for mark in line.marks:
            if mark.party in found.counted and mark.party not in signed:
                why = _why(mark, line.concluded)
                if why:
                    grouped.setdefault((mark.party, why), []).append((line.place, _entries(mark)))
    told = {(mark.party, mark.position.entry) for line in found.lines for mark in line.marks if mark.position}
    for party, place, position in _elsewhere(basis, found.counted):
        if party not in signed and (party, position.entry) not in told:
            grouped.setdefault((party, _held(position)), []).append((place, (position.entry,)))
    for party in found.counted:
        for (who, why), several in grouped.items():
            if who == party:
                entries = tuple(dict.fromkeys(entry for _, each in several for entry in each))
                yield OpenPoint(listed([place for place, _ in several]), basis.teller.party(party), why, entries)


def _elsewhere(basis: Basis, parties: Sequence[PartyId]) -> Iterator[tuple[PartyId, str, Position]]:
    """Yields positions that hold open what is not counted as a clause, or is part of one: preambles, points."""
    for number in (WHOLE, *range(len(basis.text.clauses))):
        for each in holdings(basis, Spot(basis.table.digest, number)):
            if each.party in parties and each.in_force and not each.final and each.stance != "none":
                yield each.party, basis.text.place(number) or "the whole text", each


def _why(mark: Mark, concluded: Sequence[Concluded]) -> str:
    """Returns why a clause is open for a party; nothing where it is not."""
    if mark.counts == "A":
        return ""
    closing = [each.decision for each in concluded if _closes(each)]
    holdout = next((each for each in closing if mark.party in each.holdouts), None)
    silent = mark.position is None or not mark.position.in_force or mark.position.stance == "none"
    if closing and silent:
        return f"named as a holdout in {holdout.forum.name}" if holdout else ""
    return "has taken no position" if mark.position is None else _held(mark.position)


def _held(position: Position) -> str:
    if not position.in_force:
        was = {"accept": "acceptance", "reserve": "reservation", "object": "objection"}.get(position.stance, "position")
        return f"its {was} is {position.status}: {position.reason}"
    match position.stance:
        case "object":
            return "objects"
        case "reserve":
            return f"{position.reservation} reservation" if position.reservation else "reserves; the kind is not told"
        case "none":
            return "takes no position"
        case "accept":
            pending_ = "ad referendum, not confirmed" if position.ad_referendum and position.confirmed is None else ""
            condition = f"on condition: {position.condition}" if position.condition else ""
            return f"accepts {' and '.join(filter(None, (pending_, condition)))}".strip()
        case _:
            assert_never(position.stance)


def _closes(each: Concluded) -> bool:
    return each.decision.outcome in ("agreed", "adopted") and each.bound.status in IN_FORCE


def _entries(mark: Mark) -> tuple[Index, ...]:
    return (mark.position.entry,) if mark.position else ()


def _concluded(basis: Basis) -> Iterator[OpenPoint]:
    """Yields the clauses on which a chair last concluded that they are rejected or deferred."""
    last: dict[Spot, Decision] = {}
    for decision in basis.state.decisions():
        bound = basis.positions.stands(decision.wording)
        if decision.reopened is None and bound.status in IN_FORCE:
            last.update(dict.fromkeys(bound.now, decision))
    for spot, decision in last.items():
        if decision.outcome in ("rejected", "deferred"):
            place = basis.text.place(spot.number) or "the whole text"
            yield OpenPoint(place, "", f"{decision.outcome} in {decision.forum.name}", (decision.entry,))


def _bracketed(basis: Basis) -> Iterator[OpenPoint]:
    """Yields the brackets, notes and options that stand in the text, the outermost only."""
    end = 0
    for part in brackets(basis.text.draft).walk():
        cause = _cause(part)
        if part.start < end or cause == "citation":
            continue
        end = part.end
        words = " ".join(basis.text.draft.text[part.start : part.end].split())
        shown = words if len(words) <= 60 else f"{words[:59].rstrip()}…"
        yield OpenPoint(address(basis.text.draft.clause_at(part.start)), "", f"{cause}: {shown}")


def _cause(part: Slot | Run | Note | Options) -> str:
    match part:
        case Run():
            return part.slots[0].cause
        case Options():
            return "options"
        case _:
            return part.cause


def _agreed(basis: Basis) -> Iterator[tuple[str, str]]:
    signed = signatures(basis)
    if signed:
        told = [f"{basis.teller.party(each.party)} (entry {each.entry})" for each in signed.values() if each.party]
        yield "Signed, initialled or authenticated by", listed(told)


def _left(found: Sequence[Pending]) -> Iterator[str]:
    """Yields what a reader of a clean text should know of proposals whose words are gone."""
    adrift = [each.proposal.entry for each in found if each.fate == "adrift"]
    if adrift:
        many = counted(len(adrift), "proposal")
        cited = f"{'entry' if len(adrift) == 1 else 'entries'} {listed([str(entry) for entry in adrift])}"
        yield f"{sentence(many)} on words that stand no longer can be read in the rolling text ({cited})."
