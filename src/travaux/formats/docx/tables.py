"""Tables of a Word file as grids: rows and cells with their words, changes and marks; nothing of what they mean.

Words put in and struck are those of tracked changes (all made), and of the convention by which an addition is
highlighted in yellow and a deletion struck through by hand. A cell merged with the one above it goes on with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from travaux.formats.docx.lists import Lists
from travaux.formats.docx.names import VAL, w, whole
from travaux.formats.docx.package import Package
from travaux.formats.docx.story import Sheet, Story
from travaux.formats.docx.styles import Styles
from travaux.papers.grid import Fate, Grid, GridCell
from travaux.text.paragraphs import Paragraph

TRACKED, BY_HAND = "tracked changes", "yellow and strike-through"
_ROW, _CELL, _NAME = w("tr"), w("tc"), w("name")
_YELLOW = frozenset({"highlight=yellow", "shading=ffff00"})


def tables(data: bytes) -> tuple[Grid, ...]:
    """Returns the tables of a Word file in their order. Raises `Unreadable`, `Malformed` or `Refused`."""
    package = Package(data)
    main = package.main
    roots = {relation.kind: relation.target for relation in package.relations(main) if not relation.outside}
    styles = Styles(package.xml(roots["styles"]) if "styles" in roots else None)
    sheet = Sheet(styles, Lists(package.xml(roots["numbering"]) if "numbering" in roots else None, styles))
    found = package.xml(main).iter(w("tbl"))
    return tuple(Grid(tuple(_rows(table, sheet))) for table in found)


def _rows(table: etree._Element, sheet: Sheet) -> Iterator[tuple[GridCell, ...]]:
    for row in _own(table, _ROW):
        gone = row.find(f"{w('trPr')}/{w('del')}") is not None
        if not gone:
            yield tuple(_cell(cell, sheet) for cell in _own(row, _CELL))


def _own(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yields the rows of a table or the cells of a row, through what may stand between, not those of tables within."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("smartTag")):
            yield from _own(child, wanted)


def _cell(cell: etree._Element, sheet: Sheet) -> GridCell:
    properties = cell.find(w("tcPr"))
    span = merge = None
    if properties is not None:
        spanned, merged = properties.find(w("gridSpan")), properties.find(w("vMerge"))
        span = whole(spanned.get(VAL)) if spanned is not None else None
        merge = merged is not None and merged.get(VAL) != "restart"
    story = Story(sheet)
    story.read(cell)
    pieces, ways = _pieces(story.paragraphs)
    marks = tuple(mark.get(_NAME) or "" for mark in cell.iter(w("bookmarkStart")))
    return GridCell(pieces, min(max(span or 1, 1), 64), bool(merge), marks, ways)


def _pieces(paragraphs: Iterable[Paragraph]) -> tuple[tuple[tuple[str, Fate], ...], frozenset[str]]:
    made: list[tuple[str, Fate]] = []
    ways: set[str] = set()
    for number, paragraph in enumerate(paragraphs):
        if number:
            made.append(("\n", "plain"))
        for segment in paragraph.segments:
            fate: Fate = "plain"
            if segment.deleted is not None or segment.inserted is not None:
                fate = "deleted" if segment.deleted is not None else "inserted"
                ways.add(TRACKED)
            elif "strike" in segment.marks or segment.marks & _YELLOW:
                fate = "deleted" if "strike" in segment.marks else "inserted"
                ways.add(BY_HAND)
            text = segment.text.replace("\u2028", "\n")
            if made and made[-1][1] == fate:
                made[-1] = (made[-1][0] + text, fate)
            else:
                made.append((text, fate))
    return tuple(made), frozenset(ways)
