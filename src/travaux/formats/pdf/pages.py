"""Pages of a PDF as lines of characters with their places, and the drawings that cross them.

Places are in points, from the lower left corner of the page. A line is what PDFium reads in one go; where it has joined
two lines at a hyphen (it writes U+FFFE there) they are taken apart again, the sign left at the end of the first.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from travaux.errors import Malformed

HYPHEN = "\ufffe"
_NUMBER_FIRST = re.compile(r"\d{1,4}\s+(?=\S)")
_HALVES = re.compile("[\ud800-\udfff]")
_LOST = "\N{REPLACEMENT CHARACTER}"
_THICKEST = 2.5
_ANNOTATIONS = {9: "highlight", 10: "underline", 11: "underline", 12: "strike"}


@dataclass(slots=True)
class Row:
    """A line of a page: its characters, where it begins and ends, its base line, the size of its letters.

    `marks` are characters from, to, and what is drawn over them. `first` is the place of its first character on the
    page. `inner` is where the words begin after a number at its beginning, else None.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int
    first: int = 0
    inner: float | None = None
    marks: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A page: its rows in reading order, its size, and what else is on it."""

    rows: list[Row]
    width: float
    height: float
    pictured: bool = False
    """Whether one picture covers it nearly whole."""


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    low: float
    right: float
    high: float


def pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    """Yields the pages of a document, each closed again before the next."""
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            place = f"page {number + 1}"
            raise Malformed("this page is damaged", where=place, advice="Ask for the file again, unbroken") from None
        text = pdfium.FPDFText_LoadPage(page.raw)
        try:
            found = Page(_rows(text, number), *page.get_size())
            _look(page.raw, text, found)
            for row in found.rows:
                _pair(row)
        finally:
            pdfium.FPDFText_ClosePage(text)
            page.close()
        yield found


def _rows(text: Any, number: int) -> list[Row]:
    characters = _characters(text)
    rows, start = [], 0
    for line in characters.replace("\r", " ").replace(HYPHEN, HYPHEN + "\n").split("\n"):
        stripped = line.strip()
        if stripped:
            rows.append(_row(text, stripped, start + line.index(stripped), number))
        # A hyphen takes no line end from the page; every other line end is there, as CR LF.
        start += len(line) + (0 if line.endswith(HYPHEN) else 1)
    return rows


def _row(text: Any, line: str, first: int, number: int) -> Row:
    last = first + len(line) - 1
    begin, end = _box(text, first), _box(text, last)
    across, base = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, first, across, base)
    # A bullet or a note's number may be smaller than the words beside it.
    size = max(_size(text, first), _size(text, last))
    figures = _NUMBER_FIRST.match(line)
    inner = _box(text, first + figures.end()).left if figures else None
    return Row(line, min(begin.left, end.left), max(begin.right, end.right), base.value, size, number, first, inner)


def _size(text: Any, place: int) -> float:
    """Returns the height of letters as it is seen: programs often set a size of one and stretch it."""
    shape = pdfium.FS_MATRIX()
    stretched = math.hypot(shape.c, shape.d) if pdfium.FPDFText_GetMatrix(text, place, shape) else 1.0
    return float(pdfium.FPDFText_GetFontSize(text, place)) * (stretched or 1.0)


def _characters(text: Any) -> str:
    """Returns the characters of a page, one for each that PDFium counts."""
    count = pdfium.FPDFText_CountChars(text)
    room = ctypes.create_string_buffer(2 * (count + 1))
    written = pdfium.FPDFText_GetText(text, 0, count, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)))
    found = room.raw[: 2 * (written - 1)].decode("utf-16-le", "surrogatepass") if written else ""
    if len(found) == count:
        return found
    codes = (pdfium.FPDFText_GetUnicode(text, place) for place in range(count))
    return "".join(HYPHEN if code == 2 else chr(code) if 0 < code < 0x110000 else _LOST for code in codes)


def _pair(row: Row) -> None:
    """Makes one character of each two that PDFium counts for a letter beyond U+FFFF."""
    if not _HALVES.search(row.text):
        return
    row.marks = [(len(_paired(row.text[:first])), len(_paired(row.text[:end])), mark) for first, end, mark in row.marks]
    row.text = _paired(row.text)


def _paired(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _box(text: Any, place: int) -> _Box:
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, place, left, right, low, high)
    return _Box(left.value, low.value, right.value, high.value)


def _look(page: Any, text: Any, found: Page) -> None:
    """Looks at the drawings and the annotations of a page: lines through words, lines under them, pictures."""
    level: list[_Box] = []
    upright: list[_Box] = []
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, number)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            box = _bounds(drawn)
            if box.high - box.low <= _THICKEST < box.right - box.left:
                level.append(box)
            elif box.right - box.left <= _THICKEST < box.high - box.low:
                upright.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(drawn)
            area = max(box.right - box.left, 0) * max(box.high - box.low, 0)
            found.pictured = found.pictured or area > 0.8 * found.width * found.height
    for box in level:
        if not any(_meet(box, other) for other in upright):
            _cross(text, found.rows, box)
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        _annotation(page, text, found.rows, number)


def _meet(level: _Box, upright: _Box) -> bool:
    """Tells whether two lines are the edges of a table's cell."""
    across = upright.left - 1 <= level.right and level.left <= upright.right + 1
    return across and upright.low - 1 <= level.high and level.low <= upright.high + 1


def _bounds(drawn: Any) -> _Box:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn, left, low, right, high)
    return _Box(left.value, low.value, right.value, high.value)


def _annotation(page: Any, text: Any, rows: list[Row], number: int) -> None:
    annotation = pdfium.FPDFPage_GetAnnot(page, number)
    try:
        mark = _ANNOTATIONS.get(pdfium.FPDFAnnot_GetSubtype(annotation))
        for quad in range(pdfium.FPDFAnnot_CountAttachmentPoints(annotation) if mark else 0):
            points = pdfium.FS_QUADPOINTSF()
            pdfium.FPDFAnnot_GetAttachmentPoints(annotation, quad, points)
            across = (points.x1, points.x2, points.x3, points.x4)
            up = (points.y1, points.y2, points.y3, points.y4)
            box = _Box(min(across), min(up), max(across), max(up))
            for row in rows:
                if mark and box.low <= row.base + row.size * 0.3 <= box.high:
                    _mark(text, row, box, mark)
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _cross(text: Any, rows: list[Row], box: _Box) -> None:
    """Marks the words that a thin level line crosses or underlines, unless it reaches beyond them like a rule."""
    middle = (box.low + box.high) / 2
    for row in rows:
        if box.left < row.left - row.size / 2 or box.right > row.right + row.size / 2:
            continue
        height = (middle - row.base) / (row.size or 1)
        if 0.12 < height < 0.55:
            _mark(text, row, box, "strike")
        elif -0.35 < height <= 0.05:
            _mark(text, row, box, "underline")


def _mark(text: Any, row: Row, box: _Box, mark: str) -> None:
    places = []
    for place in range(len(row.text)):
        own = _box(text, row.first + place)
        if box.left - 0.5 <= (own.left + own.right) / 2 <= box.right + 0.5 and not row.text[place].isspace():
            places.append(place)
    if places:
        row.marks.append((places[0], places[-1] + 1, mark))
