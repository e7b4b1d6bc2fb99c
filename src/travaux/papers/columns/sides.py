"""A column for each party: what it holds on a clause, and what it proposes for it. Each said with its entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from travaux.papers.basis import Basis
from travaux.papers.columns.rows import Stretch
from travaux.papers.paper import Cell, Column, Paragraph, Run
from travaux.papers.rolling.holdings import HAD, HAS, holdings
from travaux.papers.rolling.pending import Pending
from travaux.papers.telling import day as told_day
from travaux.record.positions import Position
from travaux.record.shelf import Spot
from travaux.record.terms import PartyId


@dataclass(frozen=True)
class Sides:
    """The columns of the parties: all that take part as parties, and others that have proposed or held something.

    `None` is the depositary, who has a column where it wrote a proposal down that no party made.
    """

    basis: Basis
    proposals: tuple[Pending, ...]

    @property
    def parties(self) -> tuple[PartyId | None, ...]:
        """Whose columns they are, in the order of admission."""
        spoke = {each.proposal.party for each in self.proposals if each.fate == "open"}
        spoke |= {each.party for each in self.basis.positions.all if each.through is None}
        named = [each.id for each in self.basis.state.parties if each.capacity == "party" or each.id in spoke]
        return (*named, None) if None in spoke else tuple(named)

    def columns(self) -> tuple[Column, ...]:
        """Returns the heads of the columns."""
        return tuple(
            Column(self.basis.teller.party(each), 3, by=self.basis.letters[each]) if each else Column("Depositary", 3)
            for each in self.parties
        )

    def cells(self, row: Stretch) -> tuple[Cell, ...]:
        """Returns the cells of a row."""
        return tuple(Cell(tuple(self._cell(row, party))) for party in self.parties)

    def _cell(self, row: Stretch, party: PartyId | None) -> Iterator[Paragraph]:
        if row.new is not None:
            wanted = [each for each in self.proposals if each.proposal.entry in row.new.entries]
            yield from self._proposed(wanted, party)
        elif row.begins:
            spot = Spot(self.basis.table.digest, row.clause)
            for each in holdings(self.basis, spot):
                if each.party == party:
                    yield Paragraph((Run(held(each), "plain" if each.in_force else "stale", entry=each.entry),))
            wanted = [each for each in self.proposals if each.fate == "open" and each.spot == spot]
            yield from self._proposed(
                [each for each in wanted if not each.proposal.operation.startswith("insert")], party
            )

    def _proposed(self, wanted: Sequence[Pending], party: PartyId | None) -> Iterator[Paragraph]:
        for each in wanted:
            act = each.proposal
            if act.party == party:
                asks = "Proposes to take it out" if act.operation == "delete" else "Proposes"
                amends = f", amending entry {act.amends}" if act.amends is not None else ""
                behalf = f" for {self.basis.teller.parties(act.on_behalf_of)}" if act.on_behalf_of else ""
                end = "." if act.operation == "delete" else ":"
                cited = f"{asks}{behalf}{amends} (entry {act.entry}, {act.grade}){end}"
                yield Paragraph((Run(cited, "quiet", entry=act.entry),))
                by = self.basis.letters.get(party) if party else None
                for line in act.words:
                    yield Paragraph((Run(line, by=by, entry=act.entry),), "clause")
            elif party in act.sponsors:
                yield Paragraph((Run(f"Sponsors the proposal of entry {act.entry}.", "quiet", entry=act.entry),))


def held(position: Position) -> str:
    """Returns a position as a cell says it: "Accepts, ad referendum (entry 12, signed)."."""
    verb = (HAS if position.in_force else HAD)[position.stance].removesuffix(" on").removesuffix(" to")
    kind = f"{position.reservation} reservation" if position.reservation else ""
    more = [
        kind,
        "ad referendum" if position.ad_referendum and position.confirmed is None else "",
        f"until {told_day(position.until)}" if position.until else "",
        f"in {position.forum.name}" if position.forum else "",
        f"on condition: {position.condition}" if position.condition else "",
    ]
    rest = "".join(f", {each}" for each in more if each)
    status = "" if position.status == "current" else f"; {position.status}: {position.reason}"
    return f"{verb.capitalize()}{rest} (entry {position.entry}, {position.grade}){status}."
