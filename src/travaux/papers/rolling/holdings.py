"""Holdings: the last position of each party on a clause, as the rolling text shows it: in a bracket, or in a note.

A party's last position in force counts, in whichever forum it was taken; one that is not in force is shown where the
party has no other, and said to be stale. A group is shown by its own name, not once for each member.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from travaux.papers.basis import Basis
from travaux.papers.counting import sentence
from travaux.papers.paper import Look
from travaux.papers.telling import day as told_day
from travaux.record.positions import IN_FORCE, Position
from travaux.record.shelf import WHOLE, Spot
from travaux.record.terms import PartyId
from travaux.record.texts import Decision

HAD: dict[str, str] = {
    "accept": "accepted", "reserve": "reserved on", "object": "objected to", "none": "took no position on",
}  # fmt: skip
HAS: dict[str, str] = {
    "accept": "accepts", "reserve": "reserves on", "object": "objects to", "none": "takes no position on",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence for a note, and its look."""

    words: str
    look: Look = "plain"


def holdings(basis: Basis, spot: Spot) -> tuple[Position, ...]:
    """Returns the last position of each party on a clause itself, in the order of admission; not the withdrawn ones."""
    taken: dict[PartyId, list[Position]] = {}
    for each in basis.positions.on(spot):
        if each.through is None and each.status != "withdrawn":
            taken.setdefault(each.party, []).append(each)
    present = [each.id for each in basis.state.parties if each.present]
    return tuple(_last(taken[party]) for party in present if party in taken)


def _last(found: list[Position]) -> Position:
    return next((each for each in found if each.in_force), found[0])


def bearing(basis: Basis, spot: Spot) -> tuple[Position, ...]:
    """Returns the last positions in force on a clause, or where a party has none there, on what it is part of."""
    found: dict[PartyId, Position] = {}
    for number in (spot.number, *basis.text.around(spot.number)):
        for each in holdings(basis, Spot(spot.draft, number)):
            if each.in_force:
                found.setdefault(each.party, each)
    return tuple(found.values())


def brackets(basis: Basis, position: Position) -> bool:
    """Whether a position puts its clause in brackets: an objection, or a substantive reservation, of a party."""
    party = next((each for each in basis.state.parties if each.id == position.party), None)
    counts = party is not None and party.capacity in ("party", "group")
    opposed = position.stance == "object" or (position.stance == "reserve" and position.reservation == "substantive")
    return counts and position.in_force and opposed


def noted(basis: Basis, position: Position) -> bool:
    """Whether a position is told in a note: all but a plain acceptance in force."""
    return not position.final


def told(basis: Basis, position: Position) -> Said:
    """Returns what a note says of a position."""
    who = basis.teller.party(position.party)
    place = basis.teller.place(position.wording.clause)
    kind = ""
    if position.stance == "reserve":
        name = position.reservation
        kind = f": a {name} reservation" if name else ""
        kind = kind or ": a reservation whose kind is not told"
    pending = position.ad_referendum and position.confirmed is None
    more = [
        "ad referendum" if pending else "",
        f"until {told_day(position.until)}" if position.until else "",
        f"in {position.forum.name}" if position.forum else "",
        f"on condition: {position.condition}" if position.condition else "",
    ]
    rest = kind + "".join(f", {each}" for each in more if each)
    cited = f"(entry {position.entry}, {position.grade})"
    if position.in_force:
        carried = f"; {position.status}: {position.reason}" if position.status != "current" else ""
        return Said(f"{who} {HAS[position.stance]} {place}{rest} {cited}{carried}.")
    draft = basis.teller.draft(position.wording.draft)
    by = f" (entry {position.by})" if position.by is not None and position.by != position.entry else ""
    where = f"{place} of {draft}" if place != "the whole text" else draft
    return Said(
        f"{who} {HAD[position.stance]} {where}{rest} {cited}; {position.status}: {position.reason}{by}.", "stale"
    )


def lost(basis: Basis) -> Iterator[Said]:
    """Yields the positions whose clause has become nothing in the draft on the table, each party's last."""
    seen: set[tuple[PartyId, str, str]] = set()
    found: list[Said] = []
    for each in reversed(basis.positions.all):
        key = (each.party, each.wording.draft, each.wording.clause)
        if each.through is not None or key in seen:
            continue
        seen.add(key)
        own = basis.descent.shelf.spot(each.wording.draft, each.wording.clause)
        here = own is not None and own.draft == basis.table.digest
        if not each.in_force and each.status != "withdrawn" and not each.now and not here:
            found.append(told(basis, each))
    yield from reversed(found)


def conclusions(basis: Basis) -> Iterator[tuple[Spot, Decision, Said]]:
    """Yields what a chair concluded on each clause on the table, as a note says it."""
    for decision in basis.state.decisions():
        held = basis.positions.stands(decision.wording)
        for spot in held.now:
            yield spot, decision, _concluded(basis, decision, held.status in IN_FORCE, held.reason, spot)


def _concluded(basis: Basis, decision: Decision, stands: bool, reason: str, spot: Spot) -> Said:
    place = basis.teller.place(decision.wording.clause)
    but = f", but for {basis.teller.parties(decision.holdouts)}" if decision.holdouts else ""
    said = f"{sentence(place)} was {decision.outcome} in {decision.forum.name}{but} (entry {decision.entry}, "
    said += f"{decision.grade})"
    if decision.reopened is not None:
        return Said(f"{said}; reopened by entry {decision.reopened}.", "stale")
    return Said(f"{said}.") if stands else Said(f"{said}; stale: {reason}.", "stale")


def rejected(basis: Basis, spot: Spot) -> bool:
    """Whether a chair last concluded that a clause as it stands is rejected."""
    last: Decision | None = None
    for decision in basis.state.decisions():
        held = basis.positions.stands(decision.wording)
        if decision.reopened is None and held.status in IN_FORCE and spot in held.now and spot.number != WHOLE:
            last = decision
    return last is not None and last.outcome == "rejected"
