"""Pieces: a draft's text cut for the elements of a file, in the order of the text, and nothing of it lost between.

Each piece is the words of one element; the blanks between two are what `layout` says they are, or an attribute tells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from travaux.formats.akn.layout import BLANKS, akn, escaped, forbidden, own
from travaux.text.drafts import Mark

ELEMENTS = {"bold": "b", "italic": "i", "underline": "u", "superscript": "sup", "subscript": "sub"}
"""The formatting that Akoma Ntoso has elements for, by the mark's kind."""

AFTER = {"num": " "}
"""What stands after a piece where nothing is said, by element; a line break after all others."""

_ODD_BLANKS = re.compile(r"[\t\r]|  ")
_Run = tuple[int, int, tuple[str, ...]]


def default_after(name: str) -> str:
    """Returns what stands after a piece in an element where the file does not say."""
    return AFTER.get(name, "\n")


@dataclass(slots=True)
class Cutter:
    """A text being cut: how far it is, and the element that holds the last piece."""

    text: str
    holder: etree._Element
    marks: tuple[Mark, ...] = ()
    at: int = 0
    _last: tuple[etree._Element, str] | None = None
    _runs: list[_Run] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._runs = list(_runs(self.marks))
        self._starts = [run[0] for run in self._runs]

    def piece(self, element: etree._Element, name: str, start: int, end: int) -> None:
        """Puts the characters from `start` to `end` into an element; what stands before them are blanks."""
        self._between(start)
        self._fill(element, start, end)
        self._last, self.at = (element, default_after(name)), end

    def finish(self) -> None:
        """Says what stands after the last piece."""
        rest = self.text[self.at :]
        if rest and self._last is not None:
            self._last[0].set(own("after"), escaped(rest))
        elif rest:
            self.holder.set(own("before"), escaped(rest))

    def lines(self, start: int, end: int) -> list[tuple[int, int]]:
        """Returns the places of the lines within a stretch of the text that are not blank, without blanks around."""
        found = []
        for line in self.text[start:end].split("\n"):
            words = line.strip(BLANKS)
            if words:
                first = start + len(line) - len(line.lstrip(BLANKS))
                found.append((first, first + len(words)))
            start += len(line) + 1
        return found

    def _between(self, start: int) -> None:
        blanks = self.text[self.at : start]
        if self._last is None:
            if blanks:
                self.holder.set(own("before"), escaped(blanks))
        elif blanks != self._last[1]:
            self._last[0].set(own("after"), escaped(blanks))

    def _fill(self, element: etree._Element, start: int, end: int) -> None:
        writer = _Words(element)
        for first, last, marks in self._marked(start, end):
            writer.words(self.text[first:last], marks)
        if _ODD_BLANKS.search(self.text, start, end):
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _marked(self, start: int, end: int) -> Iterator[_Run]:
        """Yields a stretch of the text in runs of one formatting."""
        at = start
        for first, last, marks in self._runs[max(bisect_right(self._starts, start) - 1, 0) :]:
            if first >= end:
                break
            if last <= at:
                continue
            if first > at:
                yield at, first, ()
            yield max(first, at), min(last, end), marks
            at = min(last, end)
        if at < end:
            yield at, end, ()


class _Words:
    """Words being put into an element, with elements of their own where they are formatted."""

    def __init__(self, element: etree._Element) -> None:
        self._element = element

    def words(self, text: str, marks: tuple[str, ...]) -> None:
        """Adds words with their formatting; a character that XML cannot hold becomes an empty `inline`."""
        inner = self._element
        for mark in marks:
            inner = _sub(inner, mark)
        at = 0
        for place, sign in forbidden(text):
            _append(inner, text[at:place])
            etree.SubElement(inner, akn("inline"), {"name": "character", own("code"): f"{ord(sign):X}"})
            at = place + 1
        _append(inner, text[at:])


def _sub(element: etree._Element, mark: str) -> etree._Element:
    inner: etree._Element = etree.SubElement(element, akn(ELEMENTS.get(mark, "span")))
    if mark not in ELEMENTS:
        inner.set(own("mark"), escaped(mark))
    return inner


def _append(element: etree._Element, words: str) -> None:
    if not words:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _runs(marks: tuple[Mark, ...]) -> Iterator[_Run]:
    """Yields the formatted stretches of a text, each with all its formatting, in order."""
    changes: dict[int, tuple[list[str], list[str]]] = {}
    for mark in marks:
        if mark.start < mark.end:
            name = f"{mark.kind}={mark.value}" if mark.value else mark.kind
            changes.setdefault(mark.start, ([], []))[0].append(name)
            changes.setdefault(mark.end, ([], []))[1].append(name)
    standing: dict[str, int] = {}
    last = 0
    for place in sorted(changes):
        names = tuple(sorted(name for name, count in standing.items() if count))
        if names:
            yield last, place, names
        begins, ends = changes[place]
        for name in ends:
            standing[name] = standing.get(name, 0) - 1
        for name in begins:
            standing[name] = standing.get(name, 0) + 1
        last = place
