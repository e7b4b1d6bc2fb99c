"""The column document: a row for each clause, a column for each party or draft, the text as it stands, a status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from travaux.papers.basis import Basis
from travaux.papers.legend import PLAIN, Legend
from travaux.papers.paper import Cell, Column, Paper, Row, Sign, Table, cell, plain
from travaux.papers.standing import standing
from travaux.record.days import Day
from travaux.record.state import State
from travaux.record.terms import Digest
from travaux.text.drafts import Draft

By = Literal["parties", "drafts"]


def columns(
    state: State, drafts: Mapping[Digest, Draft], *, by: By = "parties", legend: Legend = PLAIN, day: Day | None = None
) -> Paper:  # fmt: skip
    """Returns the column document of the draft on the table."""
    basis = Basis(state, drafts, day)
    text = basis.text
    found = standing(state, drafts, day or "")
    rows = []
    for row in found.rows:
        clause = text.clause(text.at(row.place).number)
        words = text.draft.text if clause is None else text.draft.text[slice(*clause.span)]
        cells = tuple(cell(each.status or each.held) for each in row.cells)
        rows.append(Row((cell(row.place), *cells, Cell((plain(words, "clause"),)))))
    heads = (Column("Row", head=True), *(Column(basis.teller.party(each), 2) for each in found.parties))
    return Paper(
        kind="column document",
        title=basis.table.title or basis.called,
        summary=found.sentence(basis.called),
        facts=(*basis.facts(), ("Legend", legend.name)),
        blocks=(Table("The text by clause", (*heads, Column("The text as it stands", 3)), tuple(rows), wide=True),),
        legend=tuple(Sign(mark.words, mark.when, mark.tone) for mark in legend.marks),
        wide=True,
    )
