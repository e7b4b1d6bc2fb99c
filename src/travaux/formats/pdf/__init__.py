"""PDF: its text layer, in paragraphs. A PDF is a picture of a text; what is read from it is said with that in mind.

- Rows are joined to paragraphs, and hyphens at their ends undone (`flow`).
- Running heads and feet and line numbers in the margin are left out, and listed (`furniture`).
- A text layer that cannot be what the pages show is refused; a doubtful one is noted (`layer`).
- A line drawn through words, or under them, is no property of the words but a drawing. It is carried as a mark,
  "strike" or "underline", and every struck passage is listed: it may be a deletion. So are the marks of annotations.

At most 5,000 pages are read.
"""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from travaux.errors import Malformed, Refused
from travaux.formats.pdf.flow import paragraphs
from travaux.formats.pdf.furniture import stripped
from travaux.formats.pdf.layer import examined
from travaux.formats.pdf.pages import pages
from travaux.text.manuscripts import Manuscript, Notice, Paragraph

MOST_PAGES = 5_000


def read(data: bytes) -> Manuscript:
    """Returns the manuscript in a PDF.

    Raises `Malformed` where it is damaged, `Refused` where it is locked, too long, or its text layer is broken.
    """
    document = _opened(data)
    try:
        if len(document) > MOST_PAGES:
            raise Refused(f"it has {len(document):,} pages, more than {MOST_PAGES:,}", advice="Split the file")
        found = list(pages(document))
        title = _title(document)
    finally:
        document.close()
    notices = examined(found)
    rows, left_out = stripped(found)
    text = tuple(paragraphs(rows))
    return Manuscript(text, notices=(*notices, *left_out, *_struck(text)), format="pdf", title=title)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused("it is locked with a password", advice="Save a copy without one") from None
        raise Malformed("this PDF is damaged", advice="Ask for the file again, unbroken") from None


def _title(document: pypdfium2.PdfDocument) -> str:
    """Returns the title that a PDF gives itself; none where it is in no letters."""
    try:
        return str(document.get_metadata_value("Title"))
    except UnicodeDecodeError:
        return ""


def _struck(text: Sequence[Paragraph]) -> list[Notice]:
    found = []
    for number, paragraph in enumerate(text, 1):
        for segment in paragraph.segments:
            if "strike" in segment.marks:
                what = f"possible deletion: a line is drawn through “{segment.text}”, which is part of the text here"
                found.append(Notice(what, f"paragraph {number}"))
    return found
