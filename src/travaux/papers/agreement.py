"""Agreement: the position of each party on each clause of the draft on the table, exactly, and how it is counted.

A party's last position counts, in the forum that is asked about or, where none is, in whichever forum it was taken.
What a later position replaced never comes back. A position on the clause itself goes before one on what it is part of;
but a party is no more willing on a clause than on what is in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from travaux.claims.claim import Counting
from travaux.claims.counting import counted as counted_clauses
from travaux.errors import Malformed
from travaux.papers.basis import Basis
from travaux.papers.conventions import LEAST_WILLING, Convention, least
from travaux.papers.standing import ORDER, Held, held_by
from travaux.record.people import Party
from travaux.record.positions import Held as Bound
from travaux.record.positions import Position
from travaux.record.shelf import Spot
from travaux.record.terms import PartyId, Place
from travaux.record.texts import Decision

Reach = Literal["itself", "inside", "around"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A party's position on a clause. `held` is what it is, `counts` what it counts as by the convention.

    `position` is the one behind it, in force or not; None where the party never took any. `on` is the place it was
    taken on where that is not the clause itself but `reach` from it. `elsewhere` are the party's positions in force in
    other forums that say something else.
    """

    party: PartyId
    held: Held
    counts: Held
    position: Position | None = None
    on: str = ""
    reach: Reach = "itself"
    elsewhere: tuple[Position, ...] = ()

    @property
    def stale(self) -> bool:
        """Whether there is a position, and it does not bind to the words as they stand."""
        return self.position is not None and not self.position.in_force


@dataclass(frozen=True, slots=True)
class Concluded:
    """What a chair concluded on a clause or on what it is part of, and whether those words still stand."""

    decision: Decision
    bound: Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A clause: its place, where it stands by the convention, the mark of every party, what was concluded on it.

    `holding` are the counted parties that keep it where it stands; none where all accept.
    """

    spot: Spot
    place: Place
    heading: str
    stands: Held
    marks: tuple[Mark, ...]
    holding: tuple[PartyId, ...]
    concluded: tuple[Concluded, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Who agrees to what. `counted` are the parties that count; `beside` others that took a position all the same."""

    convention: Convention
    forum: str
    counted: tuple[PartyId, ...]
    beside: tuple[PartyId, ...]
    lines: tuple[Line, ...]

    def many(self, held: Held) -> int:
        """Returns how many clauses stand there."""
        return sum(line.stands == held for line in self.lines)


def agreement(
    basis: Basis, convention: Convention = LEAST_WILLING, forum: str = "", counting: Counting = "top"
) -> Agreement:
    """Returns who agrees to what of the draft on the table.

    Raises `OutOfOrder` where no text is on the table, `Malformed` where a forum is asked for that nobody named.
    """
    asked = _forum(basis, forum)
    present = [each for each in basis.state.parties if each.present]
    counted = tuple(each.id for each in present if each.capacity == "party")
    beside = tuple(each.id for each in present if each.capacity != "party" and _took(basis, each, asked))
    reader = _Reader(basis, convention, asked, counted, beside)
    spots = counted_clauses(basis.text, counting)
    return Agreement(
        convention=convention, forum=asked, counted=counted, beside=beside,
        lines=tuple(reader.line(spot) for spot in spots),
    )  # fmt: skip


def forums(basis: Basis) -> tuple[str, ...]:
    """Returns the forums in which positions were taken or conclusions drawn, in the order of first mention."""
    named = [each.forum.name for each in basis.positions.all if each.forum]
    return tuple(dict.fromkeys([*named, *(each.forum.name for each in basis.state.decisions())]))


def _forum(basis: Basis, forum: str) -> str:
    known = forums(basis)
    found = [each for each in known if each.casefold() == forum.casefold()]
    if forum and not found:
        there = f"There are: {'; '.join(known)}" if known else "No position names a forum"
        raise Malformed("no position was taken in this forum", where=forum, advice=there)
    return found[0] if found else ""


def _took(basis: Basis, party: Party, forum: str) -> bool:
    table = basis.table.digest
    return any(
        each.party == party.id and _fits(each, forum) and (each.wording.draft == table or each.now)
        for each in basis.positions.all
    )


def _fits(position: Position, forum: str) -> bool:
    return not forum or (position.forum is not None and position.forum.name == forum)


@dataclass(frozen=True)
class _Reader:
    basis: Basis
    convention: Convention
    forum: str
    counted: tuple[PartyId, ...]
    beside: tuple[PartyId, ...]

    def line(self, spot: Spot) -> Line:
        marks = tuple(self.mark(spot, party) for party in (*self.counted, *self.beside))
        counts = {each.party: each.counts for each in marks if each.party in self.counted}
        stands: Held = least(*counts.values()) if counts else "–"
        holding = tuple(party for party, held in counts.items() if held == stands and stands != "A")
        text = self.basis.text
        return Line(
            spot=spot, place=text.place(spot.number), heading=text.clauses[spot.number].heading, stands=stands,
            marks=marks, holding=holding, concluded=tuple(self.concluded(spot)),
        )  # fmt: skip

    def mark(self, spot: Spot, party: PartyId) -> Mark:
        """Returns a party's mark on a clause: its own, or a less willing one on what is in it."""
        own = self.own(spot, party)
        inside = [self.of(inner, "inside") for inner in self.within(spot, party)]
        return min([own, *inside], key=lambda mark: ORDER.index(mark.counts))

    def own(self, spot: Spot, party: PartyId) -> Mark:
        """Returns a party's mark on the clause itself or on what it is part of, the nearest that is in force first."""
        around = self.basis.text.around(spot.number)
        latest = [self.latest(Spot(spot.draft, number), party) for number in (spot.number, *around)]
        for place, found in enumerate(latest):
            for each in found:
                if each.in_force:
                    elsewhere = tuple(one for one in found if one.in_force and _says(one) != _says(each))
                    return self.of(each, "around" if place else "itself", elsewhere)
        dead = next((each for found in latest for each in found), None)
        if dead is None:
            return Mark(party=party, held="–", counts=self.convention.counts("–"))
        return self.of(dead, "itself" if latest[0] else "around")

    def within(self, spot: Spot, party: PartyId) -> Iterator[Position]:
        """Yields a party's positions in force on what is in a clause."""
        for inner in self.basis.text.within(spot.number):
            found = self.latest(Spot(spot.draft, inner), party)
            yield from [each for each in found if each.in_force][:1]

    def latest(self, spot: Spot, party: PartyId) -> Sequence[Position]:
        """Returns a party's last position on a clause in each forum that is asked about, the latest first."""
        found = [each for (who, _), each in self.basis.positions.latest(spot).items() if who == party]
        return sorted((each for each in found if _fits(each, self.forum)), key=lambda each: -each.entry)

    def of(self, position: Position, reach: Reach, elsewhere: tuple[Position, ...] = ()) -> Mark:
        """Returns the mark of a position."""
        held = held_by(position)
        counts = self.convention.counts(held if position.in_force else "–", position.reservation)
        on = "" if reach == "itself" else self.called(position)
        return Mark(
            party=position.party, held=held, counts=counts, position=position, on=on, reach=reach, elsewhere=elsewhere
        )

    def called(self, position: Position) -> Place:
        """Returns how the clause that a position was taken on is called in the draft on the table."""
        now = [spot for spot in position.now if spot.draft == self.basis.table.digest]
        return self.basis.text.place(now[0].number) if now else position.wording.clause

    def concluded(self, spot: Spot) -> Iterator[Concluded]:
        """Yields what was concluded on a clause, or on what it is part of, in the forum asked about."""
        reach = {spot.number, *self.basis.text.around(spot.number)}
        for each in self.basis.state.decisions():
            if each.reopened is not None or (self.forum and each.forum.name != self.forum):
                continue
            bound = self.basis.positions.stands(each.wording, None, each.entry)
            if any(one.draft == spot.draft and one.number in reach for one in bound.now):
                yield Concluded(each, bound)


def _says(position: Position) -> tuple[object, ...]:
    return held_by(position), position.reservation, position.condition
