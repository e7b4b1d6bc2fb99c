"""The words of one paragraph of a Word file: the walk from its runs to segments.

Shown are `w:t` and `w:delText`, formulas' letters, symbols; a tab as a tab; a line or page break as U+2028, so that
a paragraph stays one line; a no-break hyphen as U+2011; of a ruby its base. Not shown are instructions of fields,
references to notes, and properties. Of alternatives the one that a word processor shows is taken (`names.shown`).

Words inside `w:ins` or `w:moveTo` were put in, inside `w:del` or `w:moveFrom` struck, in any nesting; the innermost
hand counts. A move has the name of the `…RangeStart` before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from lxml import etree

from travaux.formats.docx import marks
from travaux.formats.docx.fields import FIELD_CHAR, Fields
from travaux.formats.docx.hands import Hands
from travaux.formats.docx.names import ALTERNATE, WORD_2006, XML_SPACE, m, names, shown, w
from travaux.formats.docx.styles import Styles
from travaux.formats.docx.symbols import symbol
from travaux.text.paragraphs import PLAIN, Fate, Segment

LINE_BREAK = "\u2028"

P, R, T, DELETED_TEXT, RUN_PROPERTIES = w("p"), w("r"), w("t"), w("delText"), w("rPr")
INSERTED, DELETED, MOVED_HERE, MOVED_AWAY = w("ins"), w("del"), w("moveTo"), w("moveFrom")
CHANGES = frozenset({INSERTED, DELETED, MOVED_HERE, MOVED_AWAY})
MOVES = frozenset({MOVED_HERE, MOVED_AWAY})
RANGES = frozenset({w("moveFromRangeStart"), w("moveToRangeStart"), w("moveFromRangeEnd"), w("moveToRangeEnd")})
# Strict files of some word processors have text boxes under the second name.
TEXT_BOXES = frozenset({w("txbxContent"), f"{{{WORD_2006}}}txbxContent"})
FORMULAS = frozenset({m("oMath"), m("oMathPara")})
_M_TEXT, _M_RUN = m("t"), m("r")
_TEXTS = frozenset({T, DELETED_TEXT, _M_TEXT})
_SCRIPTS = {m("sup"): "superscript", m("sub"): "subscript"}
_FONT, _CHAR, _ID, _NAME = w("font"), w("char"), w("id"), w("name")
_SYMBOL, RUBY, _RUBY_BASE = w("sym"), w("ruby"), w("rubyBase")
_SIGNS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): LINE_BREAK,
    w("cr"): LINE_BREAK,
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_SILENT = names(
    "pPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "rt", "instrText", "delInstrText", "fldData",
    "ffData", "lastRenderedPageBreak", "proofErr", "bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "pgNum",
    "annotationRef", "footnoteRef", "endnoteRef", "separator", "continuationSeparator",
)  # fmt: skip
_DRAWN = names("drawing", "pict", "object")
NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the text that leads to a note, and its fate."""

    kind: str
    id: str
    fate: Fate


class Moves:
    """The names of the moves that are open at one place of a part; a range may run across paragraphs."""

    def __init__(self) -> None:
        self._open: dict[tuple[bool, str], str | None] = {}

    def meet(self, element: etree._Element) -> None:
        """Goes past the start or the end of a moved range."""
        tag = str(element.tag)
        key = ("moveFrom" in tag, element.get(_ID) or "")
        if tag.endswith("Start"):
            self._open[key] = element.get(_NAME)
        else:
            self._open.pop(key, None)

    def name(self, *, away: bool) -> str | None:
        """Returns the name of the move last begun, of words moved away or moved here."""
        return next((name for (is_away, _), name in reversed(self._open.items()) if is_away == away), None)


def changed(element: etree._Element, fate: Fate, hands: Hands, moves: Moves) -> Fate:
    """Returns the fate of what stands inside an `ins`, `del`, `moveTo` or `moveFrom`."""
    hand, tag = hands.of(element), element.tag
    if tag == INSERTED:
        return replace(fate, inserted=hand)
    if tag == DELETED:
        return replace(fate, deleted=hand)
    name = moves.name(away=tag == MOVED_AWAY) or fate.move
    if tag == MOVED_AWAY:
        return replace(fate, deleted=hand, move=name)
    return replace(fate, inserted=hand, move=name)


class Words:
    """The segments of one paragraph while it is walked through, and what hangs on it."""

    __slots__ = (
        "_fields", "_hands", "_length", "_meet", "_moves", "_parts", "_plain", "_style", "_styles", "boxes",
        "references",
    )  # fmt: skip

    def __init__(
        self,
        styles: Styles,
        hands: Hands,
        moves: Moves,
        fields: Fields,
        style: str | None,
        meet: Callable[[etree._Element, int], None],
    ) -> None:
        self._styles, self._hands, self._moves, self._fields, self._style = styles, hands, moves, fields, style
        self._meet = meet
        self._plain = styles.marks(style, None, ())
        self._parts: list[tuple[list[str], Fate, frozenset[str]]] = []
        self._length = 0
        self.boxes: list[tuple[etree._Element, Fate]] = []
        self.references: list[Reference] = []

    def segments(self) -> tuple[Segment, ...]:
        """Returns what was walked through so far, neighbours of one fate and look made one."""
        return tuple(
            Segment("".join(texts), fate.inserted, fate.deleted, fate.move, looks) for texts, fate, looks in self._parts
        )

    def walk(self, parent: Iterable[etree._Element], fate: Fate = PLAIN) -> None:
        """Walks through what stands between runs: links, controls, changes, formulas, comment ranges."""
        for child in parent:
            tag = child.tag
            if tag == R:
                self._content(child, fate, self._plain)
            elif tag in _SILENT:
                continue
            elif tag in CHANGES:
                self.walk(child, changed(child, fate, self._hands, self._moves))
            elif tag in RANGES:
                self._moves.meet(child)
            elif tag in FORMULAS:
                self._formula(child, fate, frozenset())
            elif tag == ALTERNATE:
                branch = shown(child)
                if branch is not None:
                    self.walk(branch, fate)
            elif tag in _DRAWN:
                self._drawn(child, fate)
            elif len(child):
                self.walk(child, fate)
            else:
                self._meet(child, self._length)

    def _content(self, parent: Iterable[etree._Element], fate: Fate, looks: frozenset[str]) -> None:
        """Walks through a run, or what stands around a part of one."""
        for child in parent:
            tag = child.tag
            if tag in _TEXTS:
                self._add(written(child), fate, looks)
            elif tag == RUN_PROPERTIES:
                looks, fate = self._looks(child), self._changed(child, fate)
            elif tag in _SILENT:
                continue
            elif tag in _SIGNS:
                self._add(_SIGNS[tag], fate, looks)
            elif tag == FIELD_CHAR:
                self._keep(self._fields.meet(child), fate, looks)
            elif tag == _SYMBOL:
                self._add(symbol(child.get(_FONT), child.get(_CHAR)), fate, looks)
            elif tag in NOTES:
                self.references.append(Reference(NOTES[tag], child.get(_ID) or "", fate))
            elif tag in _DRAWN:
                self._drawn(child, fate)
            elif tag in CHANGES:
                self._content(child, changed(child, fate, self._hands, self._moves), looks)
            elif tag == ALTERNATE:
                branch = shown(child)
                if branch is not None:
                    self._content(branch, fate, looks)
            elif tag == RUBY:
                self._meet(child, self._length)
                for base in child.iterchildren(_RUBY_BASE):
                    self.walk(base, fate)
            elif len(child):
                self.walk(child, fate)
            else:
                self._meet(child, self._length)

    def _looks(self, properties: etree._Element) -> frozenset[str]:
        style, direct = marks.direct(properties)
        return self._styles.marks(self._style, style, direct)

    def _changed(self, properties: etree._Element, fate: Fate) -> Fate:
        """Returns the fate of a run whose own properties record a change, as some formulas have it."""
        for child in properties:
            if child.tag in CHANGES:
                fate = changed(child, fate, self._hands, self._moves)
        return fate

    def _add(self, text: str, fate: Fate, looks: frozenset[str]) -> None:
        if not self._fields.hidden:
            self._keep(text, fate, looks)

    def _keep(self, text: str, fate: Fate, looks: frozenset[str]) -> None:
        if not text:
            return
        self._length += len(text)
        if self._parts:
            texts, last, shape = self._parts[-1]
            if shape == looks and (last is fate or last == fate):
                texts.append(text)
                return
        self._parts.append(([text], fate, looks))

    def _formula(self, parent: etree._Element, fate: Fate, looks: frozenset[str]) -> None:
        """Walks through a formula: its letters in their order, raised and lowered ones marked so."""
        for child in parent:
            tag = str(child.tag)
            if tag == _M_RUN:
                self._formula_run(child, fate, looks)
            elif tag == R:
                self._content(child, fate, self._plain)
            elif tag in CHANGES:
                self._formula(child, changed(child, fate, self._hands, self._moves), looks)
            elif tag in _SCRIPTS:
                self._formula(child, fate, looks | {_SCRIPTS[tag]})
            elif not tag.endswith("Pr") and tag not in _SILENT:
                self._formula(child, fate, looks)

    def _formula_run(self, run: etree._Element, fate: Fate, looks: frozenset[str]) -> None:
        """A change in a formula's run stands beside its letters (`CT_MathCtrlIns`) or, as some write it, around."""
        beside = [child for child in run if child.tag in CHANGES]
        for change in beside:
            fate = changed(change, fate, self._hands, self._moves)
        for part in (run, *beside):
            for child in part:
                if child.tag == RUN_PROPERTIES:
                    fate = self._changed(child, fate)
                    looks |= self._looks(child)
                elif child.tag not in CHANGES:
                    self._content((child,), fate, looks)

    def _drawn(self, parent: etree._Element, fate: Fate) -> None:
        """Finds the text boxes of a drawing; a box inside a box belongs to the outer one."""
        for child in parent:
            if child.tag in TEXT_BOXES:
                self.boxes.append((child, fate))
            elif child.tag == ALTERNATE:
                branch = shown(child)
                if branch is not None:
                    self._drawn(branch, fate)
            elif len(child):
                self._drawn(child, fate)


def written(element: etree._Element) -> str:
    """Returns the characters of a `w:t`: outer spaces count only where the file says so, line ends are spaces."""
    text = element.text
    if not text:
        return ""
    if (text[0] in " \n\t\r" or text[-1] in " \n\t\r") and element.get(XML_SPACE) != "preserve":
        text = text.strip(" \n\t\r")
    return " ".join(text.replace("\r", "\n").replace("\t", "\n").split("\n")) if "\n" in text or "\t" in text else text
