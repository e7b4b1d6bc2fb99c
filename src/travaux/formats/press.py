"""The press: a paper printed in a format. One table of formats; what each can hold is said by its own module.

Every format but the calendar and the sheets takes every paper. The same paper gives the same bytes.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import cast

from travaux.errors import Malformed
from travaux.papers.paper import Paper

_PRINTERS = {
    "docx": "travaux.formats.docx.paper",
    "html": "travaux.formats.html.paper",
    "md": "travaux.formats.markdown.paper",
    "pdf": "travaux.formats.pdf.paper",
    "txt": "travaux.formats.paper_text",
    "xlsx": "travaux.formats.xlsx",
    "csv": "travaux.formats.paper_csv",
    "svg": "travaux.formats.svg",
}
"""Where each format is written: a module with `write(paper) -> bytes`, imported when first asked for."""

FORMATS = tuple(_PRINTERS)


def write(paper: Paper, kind: str) -> bytes:
    """Returns a paper in a format ("docx", "html", "md", "pdf", "txt", "xlsx", "csv", "svg").

    Raises `Malformed` for a format that is not known, cannot hold this paper, or needs an extra that is not installed.
    """
    if kind not in _PRINTERS:
        raise Malformed(
            f"papers are not written as {kind!r}", where=kind, advice=f"choose one of: {', '.join(sorted(_PRINTERS))}"
        )
    printer = cast("Callable[[Paper], bytes]", importlib.import_module(_PRINTERS[kind]).write)
    return printer(paper)
