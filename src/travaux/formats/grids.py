"""Tables in files that people send back, Word files and workbooks alike. Which of the two is told by content."""

from __future__ import annotations

from travaux.formats.docx.package import Package
from travaux.papers.grid import Grid


def grids(data: bytes) -> tuple[Grid, ...]:
    """Returns the tables in a Word file or a workbook. Raises `Unreadable`, `Malformed` or `Refused`."""
    if Package(data).main.startswith("xl/"):
        from travaux.formats.sheets import tables as of_workbook

        return of_workbook(data)
    from travaux.formats.docx.tables import tables as of_word_file

    return of_word_file(data)
