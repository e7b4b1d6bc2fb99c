"""A table of a paper as CSV (RFC 4180): UTF-8 with its signature, CR LF, quotation marks where they are needed.

The first row holds the heads of the columns. Within a cell, paragraphs are lines, and words put in or taken out stand
in the signs of `paper_text`, braces doubled as it says. Nothing else of the paper is in the file: it is for a program
that counts, or for a sheet.

A program of sheets takes a cell that begins with `=`, `+`, `-`, `@` for a formula. So a cell that begins with one of
them, with its full-width twin, with a blank or a control before one, or with an apostrophe, gets an apostrophe in
front; nothing else ever begins with one. `unguarded` undoes it:

>>> guarded("=1+1"), guarded("'tis"), guarded("– 3")
("'=1+1", "''tis", '– 3')
>>> [unguarded(guarded(cell)) for cell in ("=1+1", "'tis", "– 3")]
['=1+1', "'tis", '– 3']
"""

from __future__ import annotations

import csv
import io
import re

from travaux.errors import Malformed
from travaux.formats.paper_text import cell_text, doubled
from travaux.papers.characters import mapped, settled
from travaux.papers.paper import Chart, Paper, Table

_FORMULA = re.compile(r"'|[\s\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


def write(paper: Paper, table: str = "") -> bytes:
    """Returns one table of a paper as CSV: the first, or the one with a key; of a chart, its twin.

    Raises `Malformed` for a paper without a table, or without that one.
    """
    paper = mapped(settled(paper), doubled)
    tables = [block.twin if isinstance(block, Chart) else block for block in paper.blocks]
    found = [each for each in tables if isinstance(each, Table) and table in ("", each.key)]
    if not found:
        missing = f"this {paper.kind or 'paper'} has no table{f' {table!r}' if table else ''}"
        raise Malformed(missing, where="csv", advice="Ask for html, docx, pdf, md or txt")
    written = io.StringIO(newline="")
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow([guarded(column.title) for column in found[0].columns])
    rows.writerows([guarded(cell_text(cell)) for cell in row.cells] for row in found[0].rows)
    return written.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """Returns a cell that no program of sheets takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Returns a cell as it was before it was guarded."""
    return cell.removeprefix("'")
