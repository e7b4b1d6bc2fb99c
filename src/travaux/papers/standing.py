"""Where a text stands: each clause of the draft on the table, and each party's position on it, by a named convention.

The convention `least-willing/1`: a clause stands where its least willing party stands, in the order objected, reserved,
no position, accepted ad referendum, accepted. Only parties that take part as parties are counted: a mediator, a
guarantor or an observer takes no part in the count. A position that the wording has left behind is stale, and counts as
none; so does one that has expired, or was withdrawn: what it had replaced never comes back. A position on the whole
text, or on what a clause is part of, counts for the clause where the party has none of its own. A party is no more
willing on a clause than on what is in it: who accepts clause 2 and objects to 2.2 objects there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from travaux.claims.counting import counted as counted_clauses
from travaux.papers.counting import counted, listed, number, sentence
from travaux.record.descent import Descent
from travaux.record.positions import Position, Positions
from travaux.record.shelf import Spot
from travaux.record.state import State
from travaux.record.terms import Digest, Index, PartyId, Place
from travaux.text.drafts import Draft

CONVENTION = "least-willing/1"
Held = Literal["O", "R", "–", "AR", "A"]
ORDER: tuple[Held, ...] = ("O", "R", "–", "AR", "A")
"""Objected, reserved, none, accepted ad referendum, accepted: the least willing first."""

WORDS: Mapping[Held, str] = {
    "O": "objected to",
    "R": "reserved",
    "–": "without a position of every party",
    "AR": "accepted ad referendum",
    "A": "accepted by every party",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A party's position on a clause: how it counts, the entry behind it, and its status where it is not in force."""

    held: Held
    entry: Index | None = None
    grade: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A clause of the draft on the table, where it stands, and the cells of the parties in their order."""

    place: Place
    heading: str
    held: Held
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a text stands. `parties` are those counted, in order; `draft` is the one on the table, if there is one."""

    draft: Digest | None
    parties: tuple[PartyId, ...]
    rows: tuple[Row, ...] = ()
    missing: bool = False
    counts: Mapping[Held, int] = field(default_factory=dict)

    def sentence(self, called: str) -> str:
        """Returns the sentence that says it all, about the draft that is called so."""
        if self.draft is None:
            return "No draft has been tabled."
        if self.missing:
            return f"The text of {called} is not in this record."
        if not self.rows:
            return f"{sentence(called)} has no clauses."
        told = [
            f"{number(self.counts[held])} {'is' if self.counts[held] == 1 else 'are'} {WORDS[held]}"
            for held in reversed(ORDER)
            if self.counts.get(held)
        ]
        return f"Of {counted(len(self.rows), 'clause')} in {called}, {listed(told)}."


def standing(
    state: State, drafts: Mapping[Digest, Draft], day: str, positions: Positions | None = None
) -> Standing:  # fmt: skip
    """Returns where the draft on the table stands, on a day; `positions` are those of that day, where at hand."""
    counted_ = tuple(each.id for each in state.parties if each.capacity == "party" and each.present)
    table = state.current()
    if table is None:
        return Standing(draft=None, parties=counted_)
    if table.digest not in drafts:
        return Standing(draft=table.digest, parties=counted_, missing=True)
    positions = positions or Positions(state.book, Descent(state.book, drafts), day)
    shelf = positions.descent.shelf
    text = shelf[table.digest]
    rows = tuple(
        _row(positions, spot, text.place(spot.number), text.clauses[spot.number].heading, counted_)
        for spot in counted_clauses(text, "top")
    )
    counts = {held: sum(row.held == held for row in rows) for held in ORDER}
    return Standing(draft=table.digest, parties=counted_, rows=rows, counts=counts)


def _row(positions: Positions, spot: Spot, place: Place, heading: str, parties: Sequence[PartyId]) -> Row:
    cells = tuple(_cell(positions, spot, party) for party in parties)
    held: Held = min((cell.held for cell in cells), key=ORDER.index, default="–")
    return Row(place=place, heading=heading, held=held, cells=cells)


def _cell(positions: Positions, spot: Spot, party: PartyId) -> Cell:
    cells = [_of(positions, spot, party), *_within(positions, spot, party)]
    return min(cells, key=lambda cell: ORDER.index(cell.held))


def _of(positions: Positions, spot: Spot, party: PartyId) -> Cell:
    """Returns a party's position on the clause itself, or on what it is part of: the nearest that is in force."""
    around = positions.descent.shelf[spot.draft].around(spot.number)
    nearest = [_last(positions, Spot(spot.draft, number), party) for number in (spot.number, *around)]
    found = [each for several in nearest for each in several]
    chosen = next((each for each in found if each.in_force), None) or next(iter(nearest[0]), None)
    if chosen is None:
        return Cell(held="–")
    if not chosen.in_force:
        return Cell(held="–", entry=chosen.entry, grade=chosen.grade, status=chosen.status)
    return Cell(held=held_by(chosen), entry=chosen.entry, grade=chosen.grade)


def _within(positions: Positions, spot: Spot, party: PartyId) -> Iterator[Cell]:
    """Yields a party's positions in force on what is in the clause."""
    for inner in positions.descent.shelf[spot.draft].within(spot.number):
        taken = _last(positions, Spot(spot.draft, inner), party)
        if found := next((each for each in taken if each.in_force), None):
            yield Cell(held=held_by(found), entry=found.entry, grade=found.grade)


def _last(positions: Positions, spot: Spot, party: PartyId) -> Sequence[Position]:
    """Returns a party's last position in each forum, the latest first: what one of them replaced never comes back."""
    found = [each for (who, _), each in positions.latest(spot).items() if who == party]
    return sorted(found, key=lambda each: -each.entry)


def held_by(position: Position) -> Held:
    """Returns what a position is, whether it is in force or not: "AR" for any acceptance that is not final."""
    match position.stance:
        case "object":
            return "O"
        case "reserve":
            return "R"
        case "accept":
            pending = position.ad_referendum and position.confirmed is None
            return "AR" if pending or position.condition else "A"
        case _:
            return "–"
