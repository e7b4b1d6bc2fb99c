"""Tables in files that people send back, Word files and workbooks alike. Which of the two is told by content."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from travaux.formats import intake, worker
from travaux.formats.docx.package import Package
from travaux.papers.grid import Grid


def read(path: str | os.PathLike[str]) -> tuple[Grid, ...]:
    """Returns the tables in a file, which is read in a process of its own, as any file of a stranger is.

    Raises `Unreadable`, `Malformed` or `Refused`.
    """
    data = intake.contents(Path(path))
    return tuple(worker.stream("travaux.formats.grids:parsed", [], data, Grid))


def parsed(options: list[str], data: bytes) -> Iterator[Grid]:
    """Yields the tables in a file; no option is known."""
    yield from grids(data)


def grids(data: bytes) -> tuple[Grid, ...]:
    """Returns the tables in a Word file or a workbook. Raises `Unreadable`, `Malformed` or `Refused`."""
    if Package(data).main.startswith("xl/"):
        from travaux.formats.sheets import tables as of_workbook

        return of_workbook(data)
    from travaux.formats.docx.tables import tables as of_word_file

    return of_word_file(data)
