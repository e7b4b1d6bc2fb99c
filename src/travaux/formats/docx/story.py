"""One story of a Word file: the body, a note, a header; its paragraphs in order, tables and text boxes included.

Rows and cells that were put in or struck, and block containers that were, are the fates *within* which a paragraph
stands. Paragraphs merge only inside one block: a table, a cell, a content control and a text box begin another. After a
table the block before it goes on: the paragraphs around a table that is gone as a whole may merge. A text box follows
the paragraph it hangs on, or where the marks of that paragraph and the next ones were touched, the last that may merge
with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from travaux.formats.docx.fields import Fields, stray
from travaux.formats.docx.hands import Hands
from travaux.formats.docx.lists import Lists
from travaux.formats.docx.names import ALTERNATE, VAL, names, shown, w, whole
from travaux.formats.docx.styles import Styles
from travaux.formats.docx.words import (
    CHANGES,
    INSERTED,
    MOVES,
    RANGES,
    RUBY,
    RUN_PROPERTIES,
    Moves,
    P,
    Reference,
    Words,
)
from travaux.formats.docx.words import changed as changed_by
from travaux.text.drafts import Hand
from travaux.text.paragraphs import PLAIN, Fate, Paragraph, Same, Segment

_TABLE, _ROW, _CELL, _CONTROL, _CONTENT = w("tbl"), w("tr"), w("tc"), w("sdt"), w("sdtContent")
_WRAPPERS = frozenset({w("customXml"), w("smartTag"), w("sdtContent")})
_SECTION = w("sectPr")
_PARAGRAPH_PROPERTIES = w("pPr")
_PARTS = {w("headerReference"): "header", w("footerReference"): "footer"}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_COMMENT_SIGNS = {w("commentRangeStart"): "start", w("commentRangeEnd"): "end", w("commentReference"): "reference"}
_RUN_LEVEL = names("r", "hyperlink", "fldSimple", "dir", "bdo")
_OUTLINES = 9
_STYLE, _NUMBERING, _OUTLINE, _CHANGED = w("pStyle"), w("numPr"), w("outlineLvl"), w("pPrChange")
_LIST, _LEVEL = w("numId"), w("ilvl")


@dataclass(slots=True)
class Anchor:
    """Where a comment is tied: the places of its range, as paragraph and offset; None where the file gives none."""

    start: tuple[int, int] | None = None
    end: tuple[int, int] | None = None
    reference: tuple[int, int] | None = None


@dataclass(slots=True)
class Sheet:
    """What every story of a file shares: styles, lists, hands."""

    styles: Styles
    lists: Lists
    hands: Hands = field(default_factory=Hands)


class Story:
    """The paragraphs of one story, in `paragraphs` once `read` has run, and what they refer to."""

    def __init__(self, sheet: Sheet, *, stream: str = "", within: tuple[Fate, ...] = (), block: int = 0) -> None:
        self._sheet, self._stream, self._around = sheet, stream, within
        self._moves = Moves()
        self._stray: frozenset[etree._Element] = frozenset()
        self._fields = Fields(self._stray)
        self._held: list[tuple[etree._Element, tuple[Fate, ...]]] = []
        self.block = self._free = block
        self.whole = True
        self.rubies = 0
        self.paragraphs: list[Paragraph] = []
        self.references: list[Reference] = []
        self.parts: list[tuple[str, str]] = []
        self.anchors: dict[str, Anchor] = {}

    def read(self, root: etree._Element) -> None:
        """Reads a story from the element that holds its blocks."""
        self._stray = stray(root)
        self._fields = Fields(self._stray)
        self.pass_by(root)

    def pass_by(self, blocks: Iterable[etree._Element]) -> None:
        """Reads a story from its blocks as they come; where `whole` is false after, stray signs of fields hid words."""
        self._blocks(blocks, self._around)
        self._end_block()
        self.whole = self.whole and self._fields.whole

    def _end_block(self) -> None:
        """Closes the run of paragraphs that may merge; text boxes that waited for its end follow."""
        self.block = self._free
        held, self._held = self._held, []
        for box, within in held:
            fields, self._fields = self._fields, Fields(self._stray)
            self._blocks(box, within)
            self._end_block()
            self.whole = self.whole and self._fields.whole
            self._fields = fields

    def _blocks(self, parent: Iterable[etree._Element], within: tuple[Fate, ...]) -> None:
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child, within)
            elif tag == _TABLE:
                around, used = self.block, self.block < self._free
                self._end_block()
                self._table(child, within)
                self._end_block()
                self.block = around if used else self.block
            elif tag == _CONTROL or tag in _WRAPPERS:
                self._end_block()
                for content in child.iterchildren(_CONTENT) if tag == _CONTROL else (child,):
                    self._blocks(content, within)
                self._end_block()
            elif tag in CHANGES:
                fate = changed_by(child, PLAIN, self._sheet.hands, self._moves)
                self._blocks(child, (*within, fate))
            elif tag == ALTERNATE:
                branch = shown(child)
                if branch is not None:
                    self._blocks(branch, within)
            elif tag in RANGES:
                self._moves.meet(child)
            elif tag == _SECTION:
                self._section(child)
            elif tag in _COMMENT_SIGNS:
                self._meet(child, 0)
            elif tag in _RUN_LEVEL or str(tag).endswith(("}oMath", "}oMathPara")):
                self._loose(child, within)

    def _table(self, table: etree._Element, within: tuple[Fate, ...]) -> None:
        for row, outer in self._inside(table, _ROW, within):
            for cell, around in self._inside(
                row, _CELL, (*outer, *_fates(row, "trPr", "ins", "del", self._sheet.hands))
            ):
                self._end_block()
                self._blocks(cell, (*around, *_fates(cell, "tcPr", "cellIns", "cellDel", self._sheet.hands)))
                self._end_block()

    def _inside(
        self, parent: etree._Element, wanted: str, within: tuple[Fate, ...]
    ) -> Iterator[tuple[etree._Element, tuple[Fate, ...]]]:
        """Yields the rows of a table or the cells of a row, through the containers that may stand between."""
        for child in parent:
            tag = child.tag
            if tag == wanted:
                yield child, within
            elif tag in RANGES:
                self._moves.meet(child)
            elif tag in CHANGES:
                fate = changed_by(child, PLAIN, self._sheet.hands, self._moves)
                yield from self._inside(child, wanted, (*within, fate))
            elif tag == ALTERNATE:
                branch = shown(child)
                if branch is not None:
                    yield from self._inside(branch, wanted, within)
            elif tag == _CONTROL or tag in _WRAPPERS:
                yield from self._inside(child, wanted, within)

    def _paragraph(self, element: etree._Element, within: tuple[Fate, ...]) -> None:
        properties = next(iter(element), None)
        if properties is not None and properties.tag != _PARAGRAPH_PROPERTIES:
            properties = element.find(_PARAGRAPH_PROPERTIES)
        shape = _Shape(properties, self._sheet)
        words = Words(
            self._sheet.styles, self._sheet.hands, self._moves, self._fields, shape.style or shape.default, self._meet
        )
        words.walk(element)
        segments = words.segments()
        self._emit(words, segments, self._mark(properties, segments), within, shape)
        if shape.section is not None:
            self._section(shape.section)

    def _loose(self, element: etree._Element, within: tuple[Fate, ...]) -> None:
        """Reads words that stand in no paragraph, as a formula between paragraphs may."""
        shape = _Shape(None, self._sheet)
        words = Words(self._sheet.styles, self._sheet.hands, self._moves, self._fields, shape.default, self._meet)
        words.walk((element,))
        self._emit(words, words.segments(), PLAIN, within, shape)

    def _emit(
        self, words: Words, segments: tuple[Segment, ...], mark: Fate, within: tuple[Fate, ...], shape: _Shape
    ) -> None:
        self.paragraphs.append(
            Paragraph(
                segments=segments,
                mark=mark,
                within=within,
                block=self.block,
                numbering=shape.numbering,
                numbering_before=shape.before,
                renumbered=shape.renumbered,
                level=shape.outline,
                style=self._sheet.styles.name(shape.style),
                stream=self._stream,
            )
        )
        self._free = max(self._free, self.block + 1)
        self.references.extend(
            replace(reference, fate=_joined(within, reference.fate)) for reference in words.references
        )
        self._held.extend((box, (*within, fate) if fate != PLAIN else within) for box, fate in words.boxes)
        if self._held and mark == PLAIN:
            self._end_block()

    def _mark(self, properties: etree._Element | None, segments: tuple[Segment, ...]) -> Fate:
        """Returns the fate of the paragraph's mark, which stands at its end; a move before it may include it."""
        fate = PLAIN
        for run in properties.iterchildren(RUN_PROPERTIES) if properties is not None else ():
            for child in run:
                if child.tag in CHANGES:
                    fate = changed_by(child, fate, self._sheet.hands, self._moves)
                    if child.tag in MOVES and fate.move is None and segments:
                        fate = replace(fate, move=segments[-1].move)
        return fate

    def _section(self, element: etree._Element) -> None:
        for child in element:
            if child.tag in _PARTS:
                self.parts.append((_PARTS[str(child.tag)], child.get(_RELATION) or ""))

    def _meet(self, element: etree._Element, offset: int) -> None:
        """Notes where a comment begins, ends or hangs, and where words stand above others."""
        if element.tag == RUBY:
            self.rubies += 1
        kind = _COMMENT_SIGNS.get(str(element.tag))
        if kind is not None:
            anchor = self.anchors.setdefault(element.get(w("id")) or "", Anchor())
            if getattr(anchor, kind) is None:
                setattr(anchor, kind, (len(self.paragraphs), offset))


def _joined(within: tuple[Fate, ...], fate: Fate) -> Fate:
    """Returns one fate for a place inside containers, the innermost hands counting."""
    inserted = deleted = None
    for around in (*within, fate):
        inserted, deleted = around.inserted or inserted, around.deleted or deleted
    return Fate(inserted, deleted)


def _fates(element: etree._Element, properties: str, inserted: str, deleted: str, hands: Hands) -> tuple[Fate, ...]:
    """Returns the fate of a row or a cell, or nothing where nobody touched it."""
    found = element.find(w(properties))
    if found is None:
        return ()
    put_in, struck = found.find(w(inserted)), found.find(w(deleted))
    if put_in is None and struck is None:
        return ()
    return (Fate(hands.of(put_in) if put_in is not None else None, hands.of(struck) if struck is not None else None),)


class _Shape:
    """What a paragraph's properties say of it besides its words."""

    __slots__ = ("before", "default", "numbering", "outline", "renumbered", "section", "style")

    def __init__(self, properties: etree._Element | None, sheet: Sheet) -> None:
        self.default = sheet.styles.default
        self.style: str | None = None
        self.section: etree._Element | None = None
        self.renumbered: Hand | None = None
        self.before: tuple[str, int] | Same | None = "same"
        outline: int | None = None
        numbering: etree._Element | None = None
        changed: etree._Element | None = None
        for child in properties if properties is not None else ():
            tag = child.tag
            if tag == _STYLE:
                self.style = child.get(VAL)
            elif tag == _NUMBERING:
                numbering = child
            elif tag == _OUTLINE:
                outline = whole(child.get(VAL))
            elif tag == _SECTION:
                self.section = child
            elif tag == _CHANGED:
                changed = child
        if outline is None:
            outline = sheet.styles.outline(self.style or self.default)
        self.outline = outline if outline is not None and 0 <= outline < _OUTLINES else None
        self.numbering = _numbering(self.style or self.default, numbering, sheet)
        self._was(numbering, changed, sheet)

    def _was(self, numbering: etree._Element | None, changed: etree._Element | None, sheet: Sheet) -> None:
        """Notes what the numbering was, where it was put in or the paragraph's properties were changed."""
        put_in = next(numbering.iterchildren(INSERTED), None) if numbering is not None else None
        if changed is not None:
            old = changed.find(_PARAGRAPH_PROPERTIES)
            style = old.find(w("pStyle")) if old is not None else None
            named = style.get(VAL) if style is not None else None
            was = _numbering(named or self.default, old.find(w("numPr")) if old is not None else None, sheet)
            by = changed
        elif put_in is not None:
            was, by = _numbering(self.style or self.default, None, sheet), put_in
        else:
            return
        if was != self.numbering:
            self.before, self.renumbered = was, sheet.hands.of(by)


def _numbering(style: str | None, numbering: etree._Element | None, sheet: Sheet) -> tuple[str, int] | None:
    if numbering is None:
        return sheet.lists.of(style, None, None)
    list_id, level = None, None
    for child in numbering:
        if child.tag == _LIST:
            list_id = child.get(VAL)
        elif child.tag == _LEVEL:
            level = whole(child.get(VAL))
    return sheet.lists.of(style, list_id, level)
