"""What is still open, and for whom: of every party what it would have to do for each clause to be settled.

It follows the convention of the matrix: what counts there as settled is not listed here. What a party has to do is said
only as far as its own position says it: to confirm by a day, to lift a reservation; never what it ought to accept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from travaux.papers.agreement import Agreement, Mark
from travaux.papers.basis import Basis
from travaux.papers.counting import listed
from travaux.papers.paper import Block, Cell, Column, Heading, Paragraph, Row, Run, Table, plain
from travaux.papers.spans import told
from travaux.record.deadlines import Deadline
from travaux.record.positions import Position
from travaux.record.terms import Index, PartyId, Place


@dataclass(frozen=True, slots=True)
class Open:
    """What keeps some clauses open for a party, and the entries behind it."""

    says: str
    places: tuple[Place, ...]
    entries: tuple[Index, ...]


def still_open(basis: Basis, found: Agreement) -> Iterator[Block]:
    """Yields the part of the matrix that says what is still open, and for whom."""
    yield Heading("What is still open, and for whom", key="open")
    rows = []
    for place, party in enumerate(found.counted):
        several = [*_of_party(basis, found, place), *_limits(basis, party)]
        for count, each in enumerate(several):
            rows.append(_row(basis, party, each, first=not count))
    if not rows:
        yield plain("Nothing is open by this convention.")
        return
    columns = (
        Column("For whom", 2, head=True), Column("What is open", 5), Column("Clauses", 2), Column("Entries", 2),
    )  # fmt: skip
    yield Table("What keeps each clause open, by party", columns, tuple(rows), "open")


def _row(basis: Basis, party: PartyId, each: Open, *, first: bool) -> Row:
    name = basis.teller.party(party)
    who = Paragraph((Run(name, "strong" if first else "quiet", by=basis.letters.get(party)),))
    places = listed([place or "the whole text" for place in each.places])
    return Row((Cell((who,)), Cell((plain(each.says),)), Cell((plain(places),)), Cell((_cited(each.entries),))))


def _cited(entries: tuple[Index, ...]) -> Paragraph:
    if not entries:
        return plain("none", look="quiet")
    return Paragraph((Run(listed([str(each) for each in entries]), entry=entries[0] if len(entries) == 1 else None),))


def _of_party(basis: Basis, found: Agreement, place: int) -> Iterator[Open]:
    """Yields what a party has open, in the order of the scale, least willing first."""
    grouped: dict[tuple[int, str], list[tuple[Place, Index | None]]] = {}
    for line in found.lines:
        mark = line.marks[place]
        if mark.counts == "A":
            continue
        entry = mark.position.entry if mark.position else None
        grouped.setdefault(_says(basis, mark), []).append((line.place, entry))
    for (_, says), several in sorted(grouped.items(), key=lambda item: item[0]):
        entries = dict.fromkeys(entry for _, entry in several if entry is not None)
        yield Open(says, tuple(where for where, _ in several), tuple(entries))


def _says(basis: Basis, mark: Mark) -> tuple[int, str]:
    """Returns what a mark keeps open, in words, and its place among the others."""
    each = mark.position
    if each is None:
        return 5, "no position taken yet"
    where = f", on {mark.on}" if mark.on and mark.reach == "inside" else ""
    if mark.stale:
        return 4, _stale(each)
    match each.stance:
        case "object":
            return 0, f"objects{where}"
        case "reserve":
            kind = f"{each.reservation} reservation" if each.reservation else "reservation of no named kind"
            return 1, f"{kind} to be lifted or maintained{where}"
        case "accept":
            return 2, _provisional(basis, each) + where
        case _:
            return 5, f"says that it takes no position{where}"


def _stale(each: Position) -> str:
    was = {"accept": "acceptance", "reserve": "reservation", "object": "objection"}.get(each.stance, "position")
    if each.status == "expired":
        return f"its {was} ad referendum is over{f', {told(each.until)}' if each.until else ''}, and was not confirmed"
    return f"its {was} does not bind to these words ({each.status}: {each.reason}); to be given again or not"


def _provisional(basis: Basis, each: Position) -> str:
    says = []
    if each.ad_referendum and each.confirmed is None:
        until = f" by {told(each.until)}" if each.until else "; no day was named"
        says.append(f"accepted ad referendum, to be confirmed{until}")
    if each.condition:
        says.append(f"accepted on condition: {each.condition}")
    return "; ".join(says) or "accepted, provisionally"


def _limits(basis: Basis, party: PartyId) -> Iterator[Open]:
    """Yields the deadlines that bind a party and have not been met, lifted or withdrawn."""
    for each in basis.state.deadlines:
        if party in each.bound and each.withdrawn is None:
            fate = each.fate(basis.day) if basis.day else ""
            if fate not in ("met", "lifted"):
                yield Open(_due(basis, each, fate), (), (each.entry,))


def _due(basis: Basis, each: Deadline, fate: str) -> str:
    when = told(each.until)
    consequence = f"; stated consequence: “{each.consequence}”" if each.consequence else ""
    return f"due {when}: {each.due}{f' ({fate})' if fate else ''}{consequence}"
