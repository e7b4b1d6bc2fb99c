"""The column document: a row for each clause, a column for each party or each draft, its status, the text as it stands.

By parties, a cell says what the party holds on the clause and what it proposes for it. By drafts, it says what the
clause was in that draft: in words where they changed, else `unchanged`; clauses that are gone have rows too, `deleted`
or `moved to` another row. The last column is the text on the table with its *text origin*: which draft or proposal each
share of its words comes from, of which party, and how that is known. Statuses come from acts, by the legend of the
process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from travaux.papers import shares
from travaux.papers.basis import Basis
from travaux.papers.columns.past import Gone, Past
from travaux.papers.columns.rows import Stretch, stretches, with_new
from travaux.papers.columns.sides import Sides
from travaux.papers.counting import counted, listed, number, sentence
from travaux.papers.legend import PLAIN, Legend, Mark
from travaux.papers.paper import Cell, Column, Heading, Paper, Paragraph, Row, Run, Table, cell, plain
from travaux.papers.rolling.attributions import short_names
from travaux.papers.rolling.items import entrants
from travaux.papers.rolling.pending import Pending, pending
from travaux.papers.status import Status, Statuses
from travaux.record.authorship import Authorship
from travaux.record.days import Day
from travaux.record.shelf import Spot
from travaux.record.state import State
from travaux.record.terms import Digest
from travaux.text.drafts import Draft

By = Literal["parties", "drafts"]
NOT_HERE = "not in the text"


def columns(
    state: State, drafts: Mapping[Digest, Draft], *, by: By = "parties", legend: Legend = PLAIN, day: Day | None = None
) -> Paper:  # fmt: skip
    """Returns the column document of the draft on the table, with a column for each party or for each draft.

    Raises `OutOfOrder` where no draft is on the table, or its text is not here; `ValueError` for another `by`.
    """
    if by not in ("parties", "drafts"):
        raise ValueError(f"columns are by parties or by drafts, not by {by!r}")
    return _Document(Basis(state, drafts, day), by, legend).paper()


@dataclass(frozen=True)
class _Document:
    basis: Basis
    by: By
    legend: Legend

    def paper(self) -> Paper:
        basis = self.basis
        table = self._table()
        return Paper(
            kind="column document",
            title=basis.table.title or sentence(basis.called),
            summary=self._summary(),
            facts=(*basis.facts(), ("Legend", self.legend.name)),
            blocks=(table, *self._elsewhere()),
            legend=self.legend.signs(),
            remarks=tuple(self._remarks()),
            language=basis.text.draft.language or basis.table.language,
            wide=True,
        )

    # What it is made of

    @cached_property
    def proposals(self) -> tuple[Pending, ...]:
        return pending(self.basis)

    @cached_property
    def rows(self) -> list[Stretch]:
        return stretches(self.basis.text)

    @cached_property
    def statuses(self) -> Statuses:
        return Statuses(self.basis, self.legend, self.proposals)

    @cached_property
    def authors(self) -> Authorship:
        return Authorship(self.basis.state.book, self.basis.descent, self.basis.table.digest)

    @cached_property
    def sides(self) -> Sides:
        return Sides(self.basis, self.proposals)

    @cached_property
    def past(self) -> Past:
        return Past(self.basis, self.rows)

    # The table

    def _table(self) -> Table:
        middle = self.sides.columns() if self.by == "parties" else self.past.columns()
        heads = (Column("Row", head=True, numbers=True), Column("Clause"), *middle, Column("Status", 2))
        rows = list(self._by_parties() if self.by == "parties" else self._by_drafts())
        return Table("The text by clause", (*heads, Column("The text as it stands", 4)), tuple(rows), wide=True)

    def _by_parties(self) -> Iterator[Row]:
        new = list(entrants(self.basis, self.proposals, short_names(self.basis)))
        for place, row in enumerate(with_new(self.basis, self.rows, new), 1):
            cells = self.sides.cells(row)
            if row.new is not None:
                yield self._row(place, row.place, cells, Cell(), cell(NOT_HERE, look="quiet"))
            else:
                yield self._of_text(place, row, cells)

    def _by_drafts(self) -> Iterator[Row]:
        gone: dict[int, list[Gone]] = {}
        for each in self.past.gone():
            gone.setdefault(each.after, []).append(each)
        numbers: dict[int, int] = {}
        order: list[Stretch | Gone] = [*gone.get(0, ())]
        for at, row in enumerate(self.rows, 1):
            numbers.setdefault(row.clause, len(order) + 1)
            order += [row, *gone.get(at, ())]
        for place, one in enumerate(order, 1):
            if isinstance(one, Gone):
                fate = one.fate if one.moved is None else f"moved to row {numbers[one.moved]}"
                yield self._row(place, one.place, one.cells, Cell(), cell(fate, look="quiet"))
            else:
                yield self._of_text(place, one, self.past.cells(one))

    def _of_text(self, place: int, row: Stretch, cells: tuple[Cell, ...]) -> Row:
        origin = "; ".join(shares.told(self.basis, each) for each in shares.shares(self.authors, row.spans))
        told = (Paragraph((Run(f"Text origin: {origin}.", "quiet"),)),) if origin else ()
        if self.by == "drafts" and (same := self.past.same(row)):
            told = (plain(f"{same} unchanged.", look="quiet"), *told)
        status = self.statuses.of(Spot(self.basis.table.digest, row.clause)) if row.ranked else None
        return self._row(place, row.place, cells, self._status(status), Cell((*row.paragraphs, *told)), status)

    @staticmethod
    def _row(
        at: int, place: str, cells: tuple[Cell, ...], status: Cell, text: Cell, found: Status | None = None
    ) -> Row:  # fmt: skip
        tone = found.mark.tone if found else ""
        return Row((cell(f"{at}"), cell(place), *cells, status, text), key=f"row-{at}", tone=tone)

    @staticmethod
    def _status(status: Status | None) -> Cell:
        if status is None:
            return Cell()
        cited = ""
        if status.entries:
            several = listed([str(entry) for entry in status.entries])
            cited = f" (entr{'y' if len(status.entries) == 1 else 'ies'} {several})"
        return cell(f"{sentence(status.mark.words)}{cited}", status.mark.tone)

    # Around it

    def _summary(self) -> str:
        clauses = [row for row in self.rows if row.ranked]
        found: dict[Mark, int] = {}
        for row in clauses:
            mark = self.statuses.of(Spot(self.basis.table.digest, row.clause)).mark
            found[mark] = found.get(mark, 0) + 1
        told: dict[str, int] = {}
        for mark in self.legend.marks:
            told[mark.words] = told.get(mark.words, 0) + found.get(mark, 0)
        parts = [f"{number(many)} {'is' if many == 1 else 'are'} {words}" for words, many in told.items() if many]
        if not parts:
            return f"{sentence(self.basis.called)} has no clauses."
        return f"Of {counted(len(clauses), 'clause')} in {self.basis.called}, {listed(parts)}."

    def _elsewhere(self) -> Iterator[Heading | Paragraph]:
        """Yields the proposals that are in no row, each with all its words."""
        left = [each for each in self.proposals if each.fate == "adrift"]
        whole = [
            each for each in self.proposals if each.fate == "open" and each.spot is not None and each.spot.number < 0
        ]
        whole = [each for each in whole if not each.proposal.operation.startswith("insert")]
        if self.by == "parties" and (left or whole):
            yield Heading("Proposals that are in no row", 2)
            for each in (*whole, *left):
                act = each.proposal
                who = self.basis.teller.party(act.party) if act.party else "The depositary"
                where = self.basis.teller.wording(act.wording)
                why = f"{each.reason}" if each.fate == "adrift" else "it is on the whole text"
                yield plain(f"{who}, on {where}, {act.operation} (entry {act.entry}, {act.grade}): {why}.", "item")
                for line in act.words:
                    yield plain(line, "quotation")

    def _remarks(self) -> Iterator[str]:
        yield (
            "A row is a clause’s own words; a clause that goes on after the clauses in it has a row more. The first "
            "mark of the legend that holds is the status of a row; titles and parts have none. A party’s last position "
            "in force counts, on the clause or, where it has none there, on what the clause is part of."
        )
        yield (
            "Text origin counts words, signs left out: the deed in which they first stood, and how that is known, by "
            f"the rule {self.authors.trace.rule}."
        )
        if self.by == "drafts":
            yield (
                "“Unchanged” says that the words are those of the draft before, labels left out. Drafts from which the "
                "text was not made are compared with it directly, and what is aligned so is inferred."
            )
        else:
            yield "A position that is not in force is shown as such, struck through, and counts for nothing."
