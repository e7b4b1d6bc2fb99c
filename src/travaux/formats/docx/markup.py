"""Paragraphs written as WordprocessingML, with tracked changes in the word processor's own elements.

Words put in stand in `w:ins` or, moved here, `w:moveTo`; words struck in `w:del` or, moved away, `w:moveFrom`; words
put in and struck again in both, the insertion outside. The two ranges of a move share its name. A paragraph mark's fate
is in the run properties of its paragraph. Every change has an id, an author, and a date only where one is known: UTC is
written as `w:date` and as `w16du:dateUtc`, floating time as `w:date` with the "Z" that word processors stamp on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from xml.sax.saxutils import escape, quoteattr

from travaux.formats.docx.template import heading_level
from travaux.text.drafts import Hand
from travaux.text.paragraphs import PLAIN, Fate, Paragraph, Segment

HIGHLIGHTS = frozenset(
    {"black", "blue", "cyan", "green", "magenta", "red", "yellow", "white", "darkBlue", "darkCyan", "darkGreen",
     "darkMagenta", "darkRed", "darkYellow", "darkGray", "lightGray"}
)  # fmt: skip
_PLAIN_MARKS = {
    "bold": "<w:b/>",
    "italic": "<w:i/>",
    "strike": "<w:strike/>",
    "hidden": "<w:vanish/>",
    "tiny": '<w:sz w:val="2"/>',
    "underline": '<w:u w:val="single"/>',
    "superscript": '<w:vertAlign w:val="superscript"/>',
    "subscript": '<w:vertAlign w:val="subscript"/>',
}
# The order in which the schema wants run properties (CT_RPr).
_ORDER = ("bold", "italic", "strike", "hidden", "colour", "tiny", "highlight", "underline", "shading", "superscript",
          "subscript")  # fmt: skip
_SIGNS = {
    "\t": "<w:tab/>",
    "\n": "<w:br/>",
    "\r": "<w:br/>",
    "\u2028": "<w:br/>",
    "\u2011": "<w:noBreakHyphen/>",
    "\u00ad": "<w:softHyphen/>",
}
_PIECES = re.compile("([\t\n\r\u2028\u2011\u00ad])")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_COLOUR = re.compile("[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Point:
    """Something without words at an offset of a paragraph: the start or end of a comment, a reference to a note."""

    offset: int
    markup: str


class Markup:
    """Writes the stories of one file; ids run through all of them."""

    def __init__(self, styles: Mapping[str, str], lists: Mapping[str, str]) -> None:
        self._styles, self._lists = styles, lists
        self._ids = count(1)
        self._signed: dict[Hand, str] = {}
        self._move: tuple[str, str] | None = None
        self._move_id = 0
        self._ends: Mapping[tuple[str, str], tuple[int, float]] = {}

    def story(self, paragraphs: Sequence[Paragraph], points: Mapping[int, Sequence[Point]] | None = None) -> str:
        """Returns the blocks of one story; `points` are by place in `paragraphs`.

        Words that stand in a container are put into rows of tables, and so is every block that does not go on with the
        one before the table: that is what keeps blocks apart. Raises `ValueError` for what the format cannot hold.
        """
        written: list[str] = []
        in_table = False
        around: int | None = None
        self._ends = _last_places(paragraphs)
        numbered = enumerate(paragraphs)
        for number, block in groupby(numbered, key=lambda pair: pair[1].block):
            members = list(block)
            as_row = bool(members[0][1].within) or around not in (None, number)
            inner = "".join(self._paragraph(p, place, (points or {}).get(place, ())) for place, p in members)
            if as_row and not in_table:
                written.append(_TABLE)
            elif not as_row and in_table:
                written.append("</w:tbl>")
            written.append(self._row(inner, [p for _, p in members]) if as_row else inner)
            around, in_table = around if as_row else number, as_row
        return "".join(written) + ("</w:tbl>" if in_table else "") + self._ended(PLAIN, (len(paragraphs), _AT_MARK))

    def wrapped(self, inner: str, fate: Fate) -> str:
        """Returns runs inside the elements of their fate."""
        if fate.deleted is not None:
            name = "moveFrom" if fate.move is not None and fate.inserted is None else "del"
            inner = f"<w:{name} {self._by(fate.deleted)}>{inner}</w:{name}>"
        if fate.inserted is not None:
            name = "moveTo" if fate.move is not None else "ins"
            inner = f"<w:{name} {self._by(fate.inserted)}>{inner}</w:{name}>"
        return inner

    def _by(self, hand: Hand) -> str:
        found = self._signed.get(hand)
        if found is None:
            found = self._signed[hand] = signed(hand)
        return f'w:id="{next(self._ids)}" {found}'

    def _row(self, inner: str, members: Sequence[Paragraph]) -> str:
        within = members[0].within
        if any(paragraph.within != within for paragraph in members) or len(within) > 2:
            raise ValueError("a block of paragraphs stands in more containers than a row and a cell")
        row, cell = (*within, PLAIN, PLAIN)[:2]
        if cell.inserted is not None and cell.deleted is not None:
            raise ValueError("a cell cannot be put in and struck in a Word file; a row can")
        marks = "".join(f"<w:{name} {self._by(hand)}/>" for name, hand in _hands(row, "ins", "del"))
        cell_marks = "".join(f"<w:{name} {self._by(hand)}/>" for name, hand in _hands(cell, "cellIns", "cellDel"))
        properties = f"<w:trPr>{marks}</w:trPr>" if marks else ""
        properties += f'<w:tc><w:tcPr><w:tcW w:w="9000" w:type="dxa"/>{cell_marks}</w:tcPr>'
        return f"<w:tr>{properties}{inner}</w:tc></w:tr>"

    def _paragraph(self, paragraph: Paragraph, place: int, points: Sequence[Point]) -> str:
        written: list[str] = []
        offset = 0
        # A range that ends with the paragraph before ends between the two: other programs miscount marks else.
        before = self._ended(
            next(iter(paragraph.segments), paragraph.mark), (place, 0 if paragraph.segments else _AT_MARK)
        )
        for piece in _pieces(paragraph.segments, points):
            if isinstance(piece, Point):
                written.append(piece.markup)
                continue
            at = (place, offset)
            written.append(self._ended(piece, at) + self._begun(piece))
            offset += len(piece.text)
            fate = Fate(piece.inserted, piece.deleted, piece.move)
            struck = fate.deleted is not None and (fate.move is None or fate.inserted is not None)
            written.append(self.wrapped(run(piece.text, piece.marks, struck=struck), fate))
        written.append(self._ended(paragraph.mark, (place, _AT_MARK)) + self._begun(paragraph.mark))
        return f"{before}<w:p>{self._properties(paragraph)}{''.join(written)}</w:p>"

    def _ended(self, touched: Segment | Fate, at: tuple[int, float]) -> str:
        """Ends the range of the open move where what comes next is not in it.

        What was put in or struck within moved words stands within their range.
        """
        if self._move is None:
            return ""
        move = _moved(touched)
        edited = move is None and (touched.inserted is not None or touched.deleted is not None)
        if move == self._move or (edited and self._ends[self._move] > at):
            return ""
        end = f'<w:{self._move[0]}RangeEnd w:id="{self._move_id}"/>'
        self._move = None
        return end

    def _begun(self, touched: Segment | Fate) -> str:
        """Begins the range of a move, where none is open."""
        move = _moved(touched)
        if move is None or self._move is not None:
            return ""
        self._move, self._move_id = move, next(self._ids)
        kind, name = move
        by = signed((touched.deleted if kind == "moveFrom" else touched.inserted) or Hand())
        return f'<w:{kind}RangeStart w:id="{self._move_id}" {by} w:name={quoteattr(name)}/>'

    def _properties(self, paragraph: Paragraph) -> str:
        inner = self._shape(paragraph, paragraph.numbering)
        level = heading_level(paragraph.style)
        if paragraph.level != level:
            inner += f'<w:outlineLvl w:val="{9 if paragraph.level is None else paragraph.level}"/>'
        inner += self._mark(paragraph.mark)
        before = paragraph.numbering_before
        if before != "same":
            old = self._shape(paragraph, before)
            inner += f"<w:pPrChange {self._by(paragraph.renumbered or Hand())}><w:pPr>{old}</w:pPr></w:pPrChange>"
        return f"<w:pPr>{inner}</w:pPr>" if inner else ""

    def _shape(self, paragraph: Paragraph, numbering: tuple[str, int] | None) -> str:
        style = f"<w:pStyle w:val={quoteattr(self._styles[paragraph.style])}/>" if paragraph.style else ""
        if numbering is None:
            return style
        list_id, level = self._lists[numbering[0]], numbering[1]
        return f'{style}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'

    def _mark(self, mark: Fate) -> str:
        if mark == PLAIN:
            return ""
        moved = mark.move is not None
        inserted = "moveTo" if moved else "ins"
        deleted = "moveFrom" if moved and mark.inserted is None else "del"
        hands = dict(_hands(mark, inserted, deleted))
        ordered = [name for name in ("ins", "del", "moveFrom", "moveTo") if name in hands]
        return "<w:rPr>" + "".join(f"<w:{name} {self._by(hands[name])}/>" for name in ordered) + "</w:rPr>"


_TABLE = '<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>'


def signed(hand: Hand) -> str:
    """Returns the attributes that say whose change it is, and when where that is known."""
    written = f"w:author={quoteattr(writable(hand.author or ''))}"
    if hand.at is None:
        return written
    if hand.at.endswith("Z"):
        return f"{written} w:date={quoteattr(hand.at)} w16du:dateUtc={quoteattr(hand.at)}"
    return f"{written} w:date={quoteattr(desk_date(hand.at))}"


def desk_date(at: str) -> str:
    """Returns floating time as word processors write it; a bare day is written as its first minute."""
    return (at if "T" in at else f"{at}T00:00:00") + "Z"


def run(text: str, marks: Iterable[str], *, struck: bool = False) -> str:
    """Returns a run; struck words stand in `w:delText`."""
    return f"<w:r>{_looks(marks)}{run_content(writable(text), struck=struck)}</w:r>"


def run_content(text: str, *, struck: bool = False) -> str:
    """Returns what stands in a run for words that a Word file can hold: text, tabs, breaks and the like."""
    name = "delText" if struck else "t"
    if text and _PIECES.search(text) is None:
        return f'<w:{name} xml:space="preserve">{escape(text)}</w:{name}>'
    return "".join(
        _SIGNS.get(piece) or f'<w:{name} xml:space="preserve">{escape(piece)}</w:{name}>'
        for piece in _PIECES.split(text)
        if piece
    )


def writable(text: str) -> str:
    """Returns the text, once it holds nothing that XML cannot. Raises `ValueError`."""
    found = _UNWRITABLE.search(text)
    if found:
        raise ValueError(f"U+{ord(found[0]):04X} cannot stand in a Word file; take it out first")
    return text


def _looks(marks: Iterable[str]) -> str:
    found = {}
    for mark in marks:
        kind, _, value = mark.partition("=")
        if kind in _PLAIN_MARKS and not value:
            found[kind] = _PLAIN_MARKS[kind]
        elif kind == "highlight" and value in HIGHLIGHTS:
            found[kind] = f'<w:highlight w:val="{value}"/>'
        elif kind == "colour" and _COLOUR.fullmatch(value):
            found[kind] = f'<w:color w:val="{value.upper()}"/>'
        elif kind == "shading" and _COLOUR.fullmatch(value):
            found[kind] = f'<w:shd w:val="clear" w:color="auto" w:fill="{value.upper()}"/>'
        else:
            raise ValueError(f"a Word file has no formatting called {mark!r}")
    return "<w:rPr>" + "".join(found[kind] for kind in _ORDER if kind in found) + "</w:rPr>" if found else ""


def _hands(fate: Fate, inserted: str, deleted: str) -> Iterator[tuple[str, Hand]]:
    if fate.inserted is not None:
        yield inserted, fate.inserted
    if fate.deleted is not None:
        yield deleted, fate.deleted


def _moved(touched: Segment | Fate) -> tuple[str, str] | None:
    if touched.move is None or (touched.inserted is None and touched.deleted is None):
        return None
    return ("moveFrom" if touched.inserted is None else "moveTo"), touched.move


_AT_MARK = float("inf")


def _last_places(paragraphs: Iterable[Paragraph]) -> dict[tuple[str, str], tuple[int, float]]:
    """Returns for each end of a move where the last of it begins: a paragraph and an offset."""
    found: dict[tuple[str, str], tuple[int, float]] = {}
    for place, paragraph in enumerate(paragraphs):
        offset = 0
        for segment in paragraph.segments:
            if segment.move is not None and (move := _moved(segment)):
                found[move] = (place, offset)
            offset += len(segment.text)
        if paragraph.mark.move is not None and (move := _moved(paragraph.mark)):
            found[move] = (place, _AT_MARK)
    return found


def _pieces(segments: Sequence[Segment], points: Sequence[Point]) -> Iterator[Segment | Point]:
    """Yields the segments, cut where a point stands, and the points between them."""
    waiting = sorted(points, key=lambda point: point.offset)
    place = 0
    for segment in segments:
        text = segment.text
        while waiting and waiting[0].offset < place + len(text):
            cut = max(waiting[0].offset - place, 0)
            if cut:
                yield Segment(text[:cut], segment.inserted, segment.deleted, segment.move, segment.marks)
                place, text = place + cut, text[cut:]
            yield waiting.pop(0)
        if text:
            yield Segment(text, segment.inserted, segment.deleted, segment.move, segment.marks)
        place += len(text)
    yield from waiting
