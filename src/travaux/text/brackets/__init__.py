"""Brackets: what is not agreed, read as a value. Never fails; what is wrong is listed, with what was done about it.

    "Each Party [shall][should] [, if able,] act {pending Article 9}."

becomes words, a run of two alternatives, a slot, words, a note. `markup` says which brackets belong to Markdown
instead, `pairing` how they pair and are repaired, `causes` why each stands, `readings` what text a choice gives.
Printing the value gives the text back, byte for byte. Time grows with the length of the text, however deep the brackets
nest. A draft's notes and headers are drafts of their own, and read as such.

>>> found = brackets("Each Party [shall][should] act[, if able].")
>>> found.reading("first"), found.reading("none")
('Each Party shall act, if able.', 'Each Party act.')
>>> [(slot.start, slot.depth, slot.cause) for slot in found.slots()]
[(11, 1, 'disputed'), (18, 1, 'disputed'), (30, 1, 'disputed')]
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, assert_never

from travaux.text.brackets.causes import is_silence, note_cause, slot_cause
from travaux.text.brackets.markup import RULE, Aside, Covered, asides, emphasis, is_markdown
from travaux.text.brackets.pairing import Counts, Defect, Pairing, Places, pair
from travaux.text.brackets.readings import Choice, Page, chooser, render
from travaux.text.brackets.slots import Note, Option, Options, Part, Run, Slot, Words, walk
from travaux.text.clauses import Clause, Span
from travaux.text.drafts import Draft
from travaux.text.outline import outline

_BLANKS = " \t\u00a0\u202f"


@dataclass(frozen=True)
class Bracketed:
    """A text read with its brackets: the parts it is made of, what is wrong, and what a bare count gives."""

    text: str
    parts: tuple[Part, ...]
    defects: tuple[Defect, ...] = ()
    counts: Counts = field(default_factory=Counts)
    asides: tuple[Aside, ...] = ()
    marks: tuple[Span, ...] = ()
    rule: str = RULE

    def walk(self) -> Iterator[Slot | Run | Note | Options]:
        """Yields everything bracketed, each before what is inside it."""
        return walk(self.parts)

    def slots(self) -> Iterator[Slot]:
        """Yields every pair of square brackets, the outer before the inner."""
        return (part for part in self.walk() if isinstance(part, Slot))

    def to_text(self) -> str:
        """Prints the parts: the text that was read, byte for byte."""
        return "".join(_printed(self.text, self.parts))

    def reading(self, choice: Choice = "all") -> str:
        """Returns the text that stands when every bracket is decided.

        "all" keeps all optional text, of alternatives the first, of a run that may be a list every member; "first" also
        takes only the first of such a run; "none" keeps what nobody bracketed. A function is asked about each `Slot`,
        `Run`, `Options` and `Note` and returns the places of what it keeps (`(0,)` or `()` for a slot or a note).
        """
        page = Page(self.text, list(self.asides), list(self.marks))
        return render(self.parts, page, chooser(choice), self._stray())

    def _stray(self) -> frozenset[int]:
        places: set[int] = set()
        for defect in self.defects:
            if defect.kind in ("stray closing", "left open", "crossed pair"):
                places |= {defect.start, defect.end - 1}
            elif defect.kind == "crosses a clause":
                places.add(defect.end - 1)
        return frozenset(place for place in places if self.text[place] in "[]{}")


def brackets(source: str | Draft) -> Bracketed:
    """Returns a text, or a draft's text, read with its brackets.

    A string may be Markdown source; a draft's text is plain, a paragraph a line.
    """
    text = source if isinstance(source, str) else source.text
    clauses = outline(text) if isinstance(source, str) else source.clauses
    aside = asides(text)
    marks = emphasis(text) if isinstance(source, str) and is_markdown(text) else []
    places = Places(text, clauses, by_line=not isinstance(source, str))
    found = pair(text, Covered(aside), places)
    builder = _Builder(text, marks, places)
    parts = builder.build(found, _options(clauses, text))
    defects = sorted([*found.defects, *builder.defects], key=lambda defect: (defect.start, defect.end))
    return Bracketed(text, parts, tuple(defects), found.counts, tuple(aside), tuple(marks))


@dataclass(slots=True)
class _Node:
    kind: Literal["square", "open", "brace", "option", "text"]
    start: int
    end: int
    depth: int = 0
    clause: Clause | None = None
    children: list[_Node] = field(default_factory=list)
    part: Slot | Note | Option | None = None

    @property
    def inner(self) -> Span:
        match self.kind:
            case "square" | "brace":
                return self.start + 1, self.end - 1
            case "open":
                return self.start + 1, self.end
            case _:
                return self.start, self.end


def _options(clauses: tuple[Clause, ...], text: str) -> list[_Node]:
    found = []
    waiting = list(clauses)
    while waiting:
        clause = waiting.pop()
        waiting += clause.children
        if clause.kind == "option":
            start = clause.label_span[0] if clause.label_span[0] < clause.label_span[1] else clause.span[0]
            while start > clause.span[0] and text[start - 1] in "*_":
                start -= 1
            found.append(_Node("option", start, clause.span[1], clause=clause))
    return found


class _Builder:
    """Lays pairs, notes and options into one another and makes parts of them."""

    def __init__(self, text: str, marks: list[Span], places: Places) -> None:
        self.text = text
        self.marks = marks
        self.places = places
        self.defects: list[Defect] = []

    def build(self, found: Pairing, options: list[_Node]) -> tuple[Part, ...]:
        nodes = [_Node("square", start, end + 1) for start, end in found.squares]
        nodes += [_Node("brace", start, end + 1) for start, end in found.braces]
        nodes += [_Node("open", start, end) for start, end in found.open_squares]
        nodes += options
        nodes.sort(key=lambda node: (node.start, -node.end, node.kind == "option"))
        root = _Node("text", 0, len(self.text))
        self._nest(root, nodes)
        # Every node begins after its parent, so that backwards each is finished before it is needed.
        for node in reversed(nodes):
            node.part = self._part(node)
        return self._parts(root)

    def _nest(self, root: _Node, nodes: list[_Node]) -> None:
        stack = [root]
        open_options: list[_Node] = []
        for node in nodes:
            while len(stack) > 1 and stack[-1].inner[1] <= node.start:
                if stack.pop().kind == "option":
                    open_options.pop()
            top = stack[-1]
            if node.kind == "option":
                node.end = min(node.end, top.inner[1])
            else:
                for outer in reversed(open_options):
                    if outer.end >= node.end:
                        break
                    outer.end = node.end
            node.depth = top.depth + (node.kind in ("square", "open"))
            top.children.append(node)
            stack.append(node)
            if node.kind == "option":
                open_options.append(node)

    def _part(self, node: _Node) -> Slot | Note | Option:
        start, end = node.inner
        if node.kind == "option":
            assert node.clause is not None
            begin = max(node.start, min(node.clause.label_span[1], node.end))
            while begin < node.end and self.text[begin] in "*_ \t":
                begin += 1
            begin = min([begin, *(child.start for child in node.children)])
            parts = self._parts(node, begin)
            silent = is_silence(self.text[begin : node.end]) if node.end - begin < 240 else False
            return Option(node.start, node.end, node.clause.label, node.clause.number, begin, parts, silent)
        inner = self._plain(start, min(end, start + 400))
        if node.kind == "brace":
            return Note(node.start, node.end, node.depth + 1, note_cause(inner), self._parts(node))
        closed = node.kind == "square"
        cause = slot_cause(self.text, node.start, node.end, inner)
        return Slot(node.start, node.end, node.depth, cause, self._parts(node), closed)

    def _plain(self, start: int, end: int) -> str:
        at = bisect_left(self.marks, (start, 0))
        pieces = []
        while at < len(self.marks) and self.marks[at][0] < end:
            pieces.append(self.text[start : self.marks[at][0]])
            start = self.marks[at][1]
            at += 1
        return "".join(pieces) + self.text[start:end]

    def _parts(self, node: _Node, begin: int | None = None) -> tuple[Part, ...]:
        at, end = node.inner
        at = at if begin is None else begin
        parts: list[Part] = []
        children = node.children
        place = 0
        while place < len(children):
            if at < children[place].start:
                parts.append(Words(at, children[place].start))
            taken = self._together(children, place)
            parts.append(self._group(children[place:taken]))
            at = children[taken - 1].end
            place = taken
        if at < end:
            parts.append(Words(at, end))
        return tuple(parts)

    def _together(self, children: list[_Node], place: int) -> int:
        """Returns the place after the last child that belongs in one run or one set of options with this one.

        Slots that touch are a run of their own; only lone ones with blanks between them may be a list.
        """
        first = children[place]
        if first.kind == "option":
            return self._options_together(children, place)
        if first.kind != "square":
            return place + 1
        last = self._touching(children, place)
        if last > place + 1:
            return last
        while last < len(children) and self._gap(children[last - 1], children[last]):
            if self._touching(children, last) > last + 1:
                break
            last += 1
        return last

    def _touching(self, children: list[_Node], place: int) -> int:
        last = place + 1
        while last < len(children) and self._gap(children[last - 1], children[last]) == "":
            last += 1
        return last

    def _options_together(self, children: list[_Node], place: int) -> int:
        last = place + 1
        while last < len(children) and children[last].kind == "option":
            one, two = children[last - 1], children[last]
            if self.text[one.end : two.start].strip() or _restarts(two):
                break
            last += 1
        return last

    def _gap(self, one: _Node, two: _Node) -> str | None:
        """Returns what stands between two slots if it lets them be one run."""
        if two.kind != "square" or one.kind != "square":
            return None
        if two.start - one.end > 12:
            return None
        between = self._plain(one.end, two.start)
        return between if not between.strip(_BLANKS) else None

    def _group(self, nodes: list[_Node]) -> Part:
        first = nodes[0].part
        if isinstance(first, Option):
            options = tuple(node.part for node in nodes if isinstance(node.part, Option))
            return Options(nodes[0].start, nodes[-1].end, options)
        assert first is not None
        if len(nodes) == 1:
            return first
        slots = tuple(node.part for node in nodes if isinstance(node.part, Slot))
        sure = self._gap(nodes[0], nodes[1]) == ""
        if not sure:
            where = f"line {self.places.line(nodes[0].start)}"
            message = f"{where}: a blank between brackets; alternatives or a list, both readings are kept"
            self.defects.append(Defect("ambiguous run", nodes[0].start, nodes[-1].end, message))
        return Run(nodes[0].start, nodes[-1].end, slots, sure)


def _restarts(option: _Node) -> bool:
    return option.clause is not None and option.clause.number in ("1", "i", "a")


def _printed(text: str, parts: tuple[Part, ...]) -> Iterator[str]:
    waiting: list[Part | Option | str] = list(reversed(parts))
    while waiting:
        part = waiting.pop()
        match part:
            case str():
                yield part
            case Words():
                yield text[part.start : part.end]
            case Slot():
                waiting += ["]" if part.closed else "", *reversed(part.parts), "["]
            case Note():
                waiting += ["}", *reversed(part.parts), "{"]
            case Run():
                for place in range(len(part.slots) - 1, -1, -1):
                    waiting.append(part.slots[place])
                    if place:
                        waiting.append(text[part.slots[place - 1].end : part.slots[place].start])
            case Option():
                waiting += [*reversed(part.parts), text[part.start : part.words_start]]
            case Options():
                for place in range(len(part.options) - 1, -1, -1):
                    waiting.append(part.options[place])
                    if place:
                        waiting.append(text[part.options[place - 1].end : part.options[place].start])
            case _:
                assert_never(part)
