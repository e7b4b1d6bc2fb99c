"""Workbooks in (SpreadsheetML, ISO/IEC 29500): each sheet as a grid of words; formulas give what was computed last.

The package is opened under the guards of Word files: sizes, names, duplicate parts. Nothing is computed, no link is
followed. Words struck through are struck; cells filled, or written, in yellow are additions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from travaux.formats.docx.package import Package
from travaux.papers.grid import Fate, Grid, GridCell

_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_MOST_COLUMNS, _MOST_ROWS = 256, 50_000
_MOST_COVERED = 200_000
"""Cells that merged ones cover, at most; of further ones it is not said."""
BY_HAND = "yellow and strike-through"

Words = tuple[tuple[str, bool], ...]
"""Stretches of a cell, each with whether it is struck."""


@dataclass(frozen=True, slots=True)
class _Look:
    struck: bool = False
    yellow: bool = False


def tables(data: bytes) -> tuple[Grid, ...]:
    """Returns the sheets of a workbook in their order. Raises `Unreadable`, `Malformed` or `Refused`."""
    package = Package(data)
    main = package.main
    relations = {relation.id: relation for relation in package.relations(main) if not relation.outside}
    kinds = {relation.kind: relation.target for relation in relations.values()}
    shared = _shared(package.xml(kinds["sharedStrings"])) if "sharedStrings" in kinds else []
    looks = _looks(package.xml(kinds["styles"])) if "styles" in kinds else []
    listed = [relations.get(sheet.get(_RELATION) or "") for sheet in package.xml(main).iter(f"{_SPACE}sheet")]
    # A part stands once, however often it is listed.
    sheets = dict.fromkeys(found.target for found in listed if found is not None and found.kind == "worksheet")
    return tuple(Grid(tuple(_rows(package.xml(target), shared, looks))) for target in sheets)


def _shared(root: etree._Element) -> list[Words]:
    return [_words(item) for item in root.iterchildren(f"{_SPACE}si")]


def _words(item: etree._Element) -> Words:
    """Returns a string of the workbook; what reads it aloud (`rPh`) is no part of it."""
    found: list[tuple[str, bool]] = []
    for child in item:
        if child.tag == f"{_SPACE}t":
            found.append((child.text or "", False))
        elif child.tag == f"{_SPACE}r":
            text = child.find(f"{_SPACE}t")
            strike = child.find(f"{_SPACE}rPr/{_SPACE}strike")
            found.append(((text.text if text is not None else "") or "", _on(strike)))
    return tuple(found)


def _on(element: etree._Element | None) -> bool:
    return element is not None and element.get("val") not in ("0", "false")


def _looks(root: etree._Element) -> list[_Look]:
    fonts = [_on(font.find(f"{_SPACE}strike")) for font in root.iterfind(f"{_SPACE}fonts/{_SPACE}font")]
    fills = [
        any((sign.get("rgb") or "").upper().endswith("FFFF00") for sign in fill.iter(f"{_SPACE}fgColor"))
        for fill in root.iterfind(f"{_SPACE}fills/{_SPACE}fill")
    ]
    return [
        _Look(_at(fonts, form.get("fontId")), _at(fills, form.get("fillId")))
        for form in root.iterfind(f"{_SPACE}cellXfs/{_SPACE}xf")
    ]


def _at(found: Sequence[bool], number: str | None) -> bool:
    place = _number(number)
    return found[place] if place is not None and place < len(found) else False


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 9 else None


def _rows(root: etree._Element, shared: Sequence[Words], looks: Sequence[_Look]) -> Iterator[tuple[GridCell, ...]]:
    covering, covered = _merged(root)
    at = 0
    for row in root.iterfind(f"{_SPACE}sheetData/{_SPACE}row"):
        number = _number(row.get("r")) or at + 1
        at = number
        cells: list[GridCell] = []
        for cell in row.iterchildren(f"{_SPACE}c"):
            place = _PLACE.fullmatch(cell.get("r") or "")
            column = _column(place[1]) if place else len(cells)
            if column >= _MOST_COLUMNS or at > _MOST_ROWS:
                continue
            cells += [GridCell()] * (column - len(cells))
            where = (at, column)
            if where in covered:
                cells.append(GridCell(below=covered[where]))
            else:
                cells.append(_cell(cell, shared, looks, where in covering))
        yield tuple(cells)


def _merged(root: etree._Element) -> tuple[set[tuple[int, int]], dict[tuple[int, int], bool]]:
    """Returns the cells that cover others; and those covered, with whether from above."""
    covering: set[tuple[int, int]] = set()
    covered: dict[tuple[int, int], bool] = {}
    room = _MOST_COVERED
    for merge in root.iter(f"{_SPACE}mergeCell"):
        ends = [_PLACE.fullmatch(end) for end in (merge.get("ref") or "").split(":")]
        if len(ends) != 2 or ends[0] is None or ends[1] is None:
            continue
        (left, top), (right, bottom) = ((_column(end[1]), int(end[2])) for end in ends if end is not None)
        area = (right - left + 1) * (bottom - top + 1)
        if not (left <= right < _MOST_COLUMNS and top <= bottom <= _MOST_ROWS) or area > room:
            continue
        room -= area
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                covered[row, column] = row > top
        del covered[top, left]
        covering.add((top, left))
    return covering, covered


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _cell(cell: etree._Element, shared: Sequence[Words], looks: Sequence[_Look], merged: bool) -> GridCell:
    words = _content(cell, shared)
    place = _number(cell.get("s"))
    look = looks[place] if place is not None and place < len(looks) else _Look()
    pieces: list[tuple[str, Fate]] = []
    for text, struck in words:
        fate: Fate = "deleted" if struck or look.struck else "inserted" if look.yellow else "plain"
        pieces.append((text, fate))
    ways = frozenset({BY_HAND}) if any(fate != "plain" for _, fate in pieces) else frozenset[str]()
    return GridCell(tuple(pieces), ways=ways, merged=merged)


def _content(cell: etree._Element, shared: Mapping[int, Words] | Sequence[Words]) -> Words:
    kind = cell.get("t")
    if kind == "inlineStr":
        inner = cell.find(f"{_SPACE}is")
        return _words(inner) if inner is not None else ()
    value = cell.find(f"{_SPACE}v")
    written = (value.text if value is not None else "") or ""
    if kind == "s":
        number = _number(written)
        return shared[number] if number is not None and number < len(shared) else ()
    return ((written, False),) if written else ()
