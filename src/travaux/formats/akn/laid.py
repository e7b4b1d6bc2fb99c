"""Files with a `layout` of ours, read back character for character: the text, and the clauses that open in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from travaux.errors import Malformed
from travaux.formats.akn.layout import BLANKS, VERSION, own, unescaped
from travaux.formats.akn.names import LEFT_OUT, MARKS, PROVISIONS, QUOTES, attribute, local
from travaux.formats.akn.pieces import default_after
from travaux.text.clauses import Opening
from travaux.text.manuscripts import Paragraph, Segment
from travaux.text.outline.structure import folded_number

_PIECES = frozenset({"num", "heading", "p", "block"})
_WRITTEN = PROVISIONS | MARKS.keys() | _PIECES | frozenset({
    "preface", "preamble", "recitals", "recital", "body", "conclusions", "intro", "wrapUp", "content", "mod",
    "quotedStructure", "span", "inline", "authorialNote",
})  # fmt: skip
_BROKEN = re.compile(r"[ \t\r]*\n[ \t\r\n]*")
_Words = list[tuple[str, frozenset[str]]]


def body_of(root: etree._Element) -> etree._Element | None:
    """Returns the body of a file that is laid out so; None where it is not, or where somebody added to it since what we
    do not write: changes of their own, tables."""
    body = next(root.iter("{*}body"), None)
    if body is None or body.get(own("layout")) != VERSION:
        return None
    return None if any(_added(each) for document in root for part in document for each in _within(part)) else body


def _within(part: etree._Element) -> Iterator[etree._Element]:
    return iter(()) if local(part) == "meta" else part.iter("*")


def _added(element: etree._Element) -> bool:
    return local(element) not in _WRITTEN or bool(attribute(element, "softaction"))


def language(root: etree._Element) -> str:
    """Returns the language of the draft that such a file keeps, a BCP 47 tag."""
    body = body_of(root)
    return "" if body is None else _said(body, "language")


def read(root: etree._Element, body: etree._Element) -> tuple[Paragraph, ...]:
    """Returns the paragraphs of such a file: the text's, then those of each part that stands apart."""
    laid = Laid(_said(body, "before"))
    for element in root:
        laid.read(element)
    return (*laid.paragraphs(""), *(paragraph for name, part in laid.notes for paragraph in part.paragraphs(name)))


@dataclass(slots=True)
class _Open:
    """A clause that was opened: the element, its place among the others, and where its label is printed."""

    opening: Opening
    number: str | None = None
    start: int = -1
    label: tuple[int, int] = (-1, -1)


@dataclass(slots=True)
class Laid:
    """A text being put together from its pieces."""

    before: str = ""
    notes: list[tuple[str, Laid]] = field(default_factory=list)
    _words: _Words = field(default_factory=list)
    _length: int = 0
    _after: str = ""
    _clauses: list[_Open] = field(default_factory=list)
    _around: list[_Open] = field(default_factory=list)
    _owners: list[tuple[int, int]] = field(default_factory=list)
    _quoted: int = 0
    _said_after: bool = False

    def __post_init__(self) -> None:
        self._add(self.before, frozenset())

    def read(self, element: etree._Element) -> None:
        """Takes in an element; nesting is bounded by the parser."""
        name = local(element)
        kind = _kind(element, name)
        if name in LEFT_OUT:
            return
        if kind is not None:
            self._clause(element, kind)
        elif name in _PIECES:
            self._piece(element, name)
        elif name == "authorialNote":
            self._note(element)
        else:
            self._quoted += name in QUOTES
            for child in element:
                self.read(child)
            self._quoted -= name in QUOTES

    def _clause(self, element: etree._Element, kind: str) -> None:
        quoted = _said(element, "quoted") or ("yes" if self._quoted else "no")
        opening = Opening(
            kind, len(self._around), id=_said(element, "id") or element.get("GUID", ""), quoted=quoted == "yes",
            eid=_said(element, "eid") or element.get("eId", ""), heading=_said(element, "heading"),
        )  # fmt: skip
        opened = _Open(opening, None if element.get(own("number")) is None else _said(element, "number"))
        self._clauses.append(opened)
        self._around.append(opened)
        for child in element:
            self.read(child)
        self._around.pop()

    def _piece(self, element: etree._Element, name: str) -> None:
        name = str(element.get("name")) if name == "block" else name
        words: _Words = []
        apart = list(_gather(element, words, frozenset()))
        words = _mended(words)
        text = "".join(each for each, _ in words)
        if name == "num" and _said(element, "printed") == "no":
            self._labelled(_said(element, "label") or text, None)
        elif _said(element, "piece") != "no":
            start = self._begin(element, name)
            for each, marks in words:
                self._add(each, marks)
            if name == "num":
                self._labelled(text, (start, min(_number(element, "lead", 10), len(text))))
            elif name == "heading" and self._around and not self._around[-1].opening.heading:
                self._around[-1].opening = replace(self._around[-1].opening, heading=text)
        for each_ in apart:
            self.read(each_)

    def _begin(self, element: etree._Element, name: str) -> int:
        """Ends the piece before with its blanks, and returns where the next one begins."""
        self._add(self._after, frozenset())
        said = element.get(own("after"))
        self._after = default_after(name) if said is None else unescaped(said)
        self._said_after = said is not None
        self._owners.append((self._length, len(self._around)))
        for opened in self._around:
            if opened.start < 0:
                opened.start = self._length
        return self._length

    def _labelled(self, text: str, printed: tuple[int, int] | None) -> None:
        if not self._around:
            return
        opened = self._around[-1]
        if printed is None:
            opened.opening = replace(opened.opening, label=text)
            return
        start, lead = printed
        opened.opening = replace(opened.opening, label=text[lead:])
        opened.label = (start + lead, start + len(text))

    def _note(self, element: etree._Element) -> None:
        note = Laid(_said(element, "before"))
        self.notes.append((_said(element, "name") or f"footnote {len(self.notes) + 1}", note))
        for child in element:
            note.read(child)

    def _add(self, words: str, marks: frozenset[str]) -> None:
        if words:
            self._words.append((words, marks))
            self._length += len(words)

    def paragraphs(self, stream: str) -> Iterator[Paragraph]:
        """Yields the lines of the text with the clauses that open in them."""
        if self._said_after:
            self._add(self._after, frozenset())
        if not self._owners and not self._words:
            return
        lines = list(_lines(self._words))
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + sum(len(each.text) for each in line) + 1)
        opening: dict[int, list[_Open]] = {}
        for opened in self._clauses:
            opening.setdefault(bisect_right(starts, max(opened.start, 0)) - 1, []).append(opened)
        owners: dict[int, list[tuple[int, int]]] = {}
        for owner in self._owners:
            owners.setdefault(bisect_right(starts, owner[0]) - 1, []).append(owner)
        standing = 0
        for number, line in enumerate(lines):
            here, whose = opening.get(number, []), owners.get(number, [])
            text = "".join(each.text for each in line)
            first = starts[number] + (len(text) - len(text.lstrip()) if text.strip() else 0)
            closes = None
            if whose and (not here or here[0].start > whose[0][0]) and whose[0][1] < standing:
                closes = whose[0][1]
            if here:
                standing = here[-1].opening.depth + 1
            elif closes is not None:
                standing = closes
            yield Paragraph(
                tuple(line), opens=tuple(_placed(each, first) for each in here), closes=closes, stream=stream
            )


def _placed(opened: _Open, first: int) -> Opening:
    """Returns an opening with its places on its line."""
    start = max(opened.start, first)
    label = opened.label if opened.label[0] >= 0 else (start, start)
    number = folded_number(opened.opening.label) if opened.number is None else opened.number
    return replace(opened.opening, place=(start - first, label[0] - first, label[1] - first), number=number)


def _kind(element: etree._Element, name: str) -> str | None:
    """Returns the kind of clause that an element is, or None where it is none."""
    said = element.get(own("clause"))
    if said is not None:
        return None if said == "no" else unescaped(said)
    if name == "hcontainer":
        return unescaped(element.get("name", ""))
    return name if name in PROVISIONS or name == "recital" else None


def _gather(element: etree._Element, words: _Words, marks: frozenset[str]) -> Iterator[etree._Element]:
    """Takes the words of a piece, and yields what stands in it and is none of them: quoted law, notes."""
    if element.text:
        words.append((element.text, marks))
    for child in element:
        name = local(child)
        code = child.get(own("code"))
        if name in ("mod", "authorialNote"):
            yield child
            continue
        if code is not None:
            words.append((chr(_number(child, "code", 16)), marks))
        else:
            mark = MARKS.get(name) or unescaped(child.get(own("mark"), ""))
            yield from _gather(child, words, marks | {mark} if mark else marks)
        if child.tail:
            words.append((child.tail, marks))


def _mended(words: _Words) -> _Words:
    """Returns the words of a piece as they were before somebody set the file in anew: no piece of ours has a line
    break in it."""
    if not any("\n" in text for text, _ in words):
        return words
    whole = [(_BROKEN.sub(" ", text), marks) for text, marks in words]
    first = whole[0]
    whole[0] = (first[0].lstrip(BLANKS) if "\n" in words[0][0] else first[0], first[1])
    last = whole[-1]
    whole[-1] = (last[0].rstrip(BLANKS) if "\n" in words[-1][0] else last[0], last[1])
    return whole


def _lines(words: _Words) -> Iterator[list[Segment]]:
    """Yields the lines of a text as segments, equal neighbours joined."""
    line: list[Segment] = []
    for text, marks in words:
        for place, part in enumerate(text.split("\n")):
            if place:
                yield line
                line = []
            if part and line and line[-1].marks == marks:
                line[-1] = Segment(line[-1].text + part, marks=marks)
            elif part:
                line.append(Segment(part, marks=marks))
    yield line


def _said(element: etree._Element, name: str) -> str:
    return unescaped(element.get(own(name), ""))


def _number(element: etree._Element, name: str, base: int) -> int:
    said = element.get(own(name), "0")
    if not re.fullmatch(r"[0-9A-Fa-f]{1,6}" if base == 16 else r"[0-9]{1,6}", said) or int(said, base) > 0x10FFFF:
        raise Malformed(f"{name}={said!r} is no number that fits there", where=f"line {element.sourceline}")
    return int(said, base)
