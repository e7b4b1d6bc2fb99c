"""The waters of the Orn, played into a record for tests of papers: four parties, four drafts, every kind of act."""

from __future__ import annotations

import shutil
from pathlib import Path

from travaux.papers.paper import Chart, Paper, Table
from travaux.secretariat import sheets
from travaux.secretariat.opening import new
from travaux.secretariat.records import Record

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "river-convention"
DAY = "2018-06-02"


def played(folder: Path) -> Record:
    """Returns the record, open for the depositary."""
    shutil.copytree(EXAMPLE, folder / "orn")
    made = new(
        folder / "orn.travaux", title="The waters of the Orn", rules="vclt-1969", home=folder / "home",
        origin="example.org/orn",
    )  # fmt: skip
    for key in ("aldania", "boria", "delvia", "estovia"):
        made.home.new_key(key)
    sheets.apply(made, folder / "orn" / "acts.yaml")
    return made


def table(paper: Paper, key: str) -> Table:
    """Returns a table of a paper by its key, a chart's twin too."""
    tables = [each.twin if isinstance(each, Chart) else each for each in paper.blocks]
    return next(each for each in tables if isinstance(each, Table) and each.key == key)


def rows(paper: Paper, key: str) -> list[list[str]]:
    """Returns the words of a table, cell by cell."""
    return [[cell.text for cell in row.cells] for row in table(paper, key).rows]
