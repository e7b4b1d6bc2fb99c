"""The body of an Akoma Ntoso file: from its elements to lines, clauses and recorded changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from lxml import etree

from travaux.formats.akn.front import Named
from travaux.formats.akn.lines import Hands, Lines
from travaux.formats.akn.names import (
    BREAKS,
    KINDS,
    LEFT_OUT,
    LINES,
    MARKS,
    NOTES,
    PARTS,
    PROVISIONS,
    QUOTES,
    attribute,
    local,
)
from travaux.text.clauses import Opening
from travaux.text.drafts import Hand
from travaux.text.manuscripts import Paragraph

_STRUCK = ("del", "move_to")
_NOT_PRINTED = LEFT_OUT | NOTES | {"del"}


@dataclass(slots=True)
class Body:
    """A file being read: the stream of its text, its notes so far, and what was left out of the text.

    Elements may nest deeper than Python's own calls, so what is still to be done stands on a list, the next step last.
    """

    named: Named
    lines: Lines = field(default_factory=Lines)
    notes: list[list[Paragraph]] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    quoted: int = 0
    _steps: list[Callable[[], None]] = field(default_factory=list)
    _appended: set[etree._Element] = field(default_factory=set)

    def read(self, root: etree._Element) -> tuple[Paragraph, ...]:
        """Returns all paragraphs of a file: the text's, then each note's."""
        self._then(partial(self._read, root, Hands()))
        while self._steps:
            self._steps.pop()()
        return (*self.lines.finish(), *(paragraph for note in self.notes for paragraph in note))

    def _then(self, *steps: Callable[[], None]) -> None:
        self._steps.extend(reversed(steps))

    def _read(self, element: etree._Element, hands: Hands) -> None:
        """Writes an element, without the text that follows it, to the stream."""
        name = local(element)
        if element in self._appended:
            return
        if name in LEFT_OUT or _heads_contents(element):
            self.left_out[name] = self.left_out.get(name, 0) + 1
        elif name in NOTES:
            self._note(element, hands)
        else:
            self._element(element, name, _changed(element, name, hands))

    def _element(self, element: etree._Element, name: str, hands: Hands) -> None:
        if name in PROVISIONS or (name in PARTS and (name != "item" or _child(element, "num") is not None)):
            self._clause(element, name, hands)
        elif name == "num":
            self._label(element, hands)
        elif name in QUOTES:
            self._quotation(element, name, hands)
        elif name in BREAKS:
            self.lines.text(" ", hands)
        elif name in LINES:
            self._block(element, name, hands)
        else:
            self._contents(element, hands)

    def _contents(self, element: etree._Element, hands: Hands) -> None:
        self.lines.text(element.text or self._placeholder(element), hands)
        steps: list[Callable[[], None]] = []
        for child in element:
            steps.append(partial(self._read, child, hands))
            if child.tail:
                steps.append(partial(self._tail, child.tail, hands))
        self._then(*steps)

    def _tail(self, words: str, hands: Hands) -> None:
        self.lines.text(words, hands)

    def _block(self, element: etree._Element, name: str, hands: Hands) -> None:
        self._end_block(name)
        self._then(partial(self._contents, element, hands), partial(self._end_block, name))

    def _end_block(self, name: str) -> None:
        self.lines.end()
        self.lines.block += name in ("td", "th")

    def _clause(self, element: etree._Element, name: str, hands: Hands) -> None:
        self.lines.open(self._opening(element, name), hands)
        self._then(partial(self._contents, element, hands), self.lines.close)

    def _opening(self, element: etree._Element, name: str) -> Opening:
        kind = attribute(element, "name") if name == "hcontainer" else ""
        return Opening(
            kind or KINDS.get(name, name),
            self.lines.depth,
            label=self._printed(_child(element, "num")),
            heading=self._printed(_child(element, "heading")),
            id="" if name == "preamble" else _lasting_id(element),
            eid=attribute(element, "eId"),
            quoted=self.quoted > 0,
        )

    def _label(self, element: etree._Element, hands: Hands) -> None:
        """Writes a number; its words wait on the line for the words of the clause."""
        self.lines.label(element.text or "", hands)
        for child in element:
            if local(child) in NOTES:
                self._then(partial(self._note, child, hands))
            else:
                self._label(child, _changed(child, local(child), hands))
            self.lines.label(child.tail or "", hands)
        if local(element) == "num":
            self.lines.label(" ", hands)

    def _quotation(self, element: etree._Element, name: str, hands: Hands) -> None:
        """Writes quoted words: with `startQuote` before the first and `endQuote` after the last, unless printed."""
        block = name.endswith("Structure")
        opening, closing = _quotation_marks(element)
        if block:
            self.lines.end()
        self.quoted += block
        self.lines.label(opening, hands)
        contents = partial(self._contents, element, hands)
        self._then(contents, partial(self._end_quotation, element, block, closing, hands))

    def _end_quotation(self, element: etree._Element, block: bool, closing: str, hands: Hands) -> None:
        """Writes the closing mark, and after quoted provisions the full stop or "; and" that is printed behind it."""
        self.quoted -= block
        self.lines.append(closing, hands)
        following = element.getnext()
        if following is None and (parent := element.getparent()) is not None and not (element.tail or "").strip():
            following = parent.getnext()
        if block and following is not None and attribute(following, "name") == "AppendText":
            self.lines.append(self._printed(following), hands)
            self._appended.add(following)
        if block:
            self.lines.end()

    def _note(self, element: etree._Element, hands: Hands) -> None:
        """Writes a note to a stream of its own, named after its place in the order of the file."""
        text, self.lines = self.lines, Lines(stream=f"footnote {len(self.notes) + 1}")
        self.notes.append([])
        self._then(partial(self._contents, element, hands), partial(self._end_note, text, len(self.notes) - 1))

    def _end_note(self, text: Lines, place: int) -> None:
        self.notes[place] = self.lines.finish()
        self.lines = text

    def _placeholder(self, element: etree._Element) -> str:
        """Returns the value that an empty reference stands for, as in `<ref class="placeholder" href="#varTitle"/>`."""
        if len(element) or "placeholder" not in attribute(element, "class").split():
            return ""
        return self.named.get(attribute(element, "href").removeprefix("#"), "")

    def _printed(self, element: etree._Element | None) -> str:
        """Returns the words of a number or a heading as they stand, without notes and struck words."""
        return " ".join("".join(self._standing(element)).split()) if element is not None else ""

    def _standing(self, element: etree._Element) -> Iterator[str]:
        yield element.text or self._placeholder(element)
        for child in element:
            name = local(child)
            if name in BREAKS:
                yield " "
            elif (
                name not in ("authorialNote", "note", "del", *LEFT_OUT)
                and attribute(child, "softaction") not in _STRUCK
            ):
                yield from self._standing(child)
            yield child.tail or ""


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if local(child) == name), None)


def _lasting_id(element: etree._Element) -> str:
    """Returns the identifier that outlives a renumbering: a `GUID`, a `wId`, or an `xml:id` as LEOS keeps it.

    LEOS leaves a ghost where a provision stood that was struck or moved, and marks its identifier so.
    """
    found = attribute(element, "GUID", "wId", "id")
    return found.removeprefix("deleted_").removeprefix("moved_")


def _changed(element: etree._Element, name: str, hands: Hands) -> Hands:
    """Returns the hands for an element's words: those around it, and what the element itself records."""
    if name in MARKS:
        return replace(hands, marks=hands.marks | {MARKS[name]})
    action = attribute(element, "softaction") or (name if name in ("ins", "del") else "")
    if action in ("add", "ins", "move_from"):
        hands = replace(hands, inserted=_hand(element))
    elif action in _STRUCK:
        hands = replace(hands, deleted=_hand(element))
    if action.startswith("move_"):
        hands = replace(hands, move=_lasting_id(element) or None)
    return hands


def _hand(element: etree._Element) -> Hand:
    return Hand(attribute(element, "softuser") or None, attribute(element, "softdate") or None)


def _heads_contents(element: etree._Element) -> bool:
    """Tells whether a block is the heading of a table of contents, which is left out with it."""
    following = element.getnext()
    return local(element) == "block" and following is not None and local(following) == "toc"


def _quotation_marks(element: etree._Element) -> tuple[str, str]:
    """Returns the marks that an element asks for before and after its words, where they are not printed already."""
    opening, closing = attribute(element, "startQuote"), attribute(element, "endQuote")
    first = next((str(text) for text in element.itertext() if str(text).strip()), "").lstrip()
    last = _last_text(element).rstrip()
    return "" if opening and first.startswith(opening) else opening, "" if closing and last.endswith(
        closing
    ) else closing


def _last_text(element: etree._Element) -> str:
    """Returns the last words inside an element, without reading all of it."""
    while len(element):
        tail = element[-1].tail or ""
        if tail.strip():
            return tail
        element = element[-1]
    return element.text or ""
