"""Paragraphs as they are put together: words arrive with the formatting and the fate that hold just then.

The fate of a paragraph's break is that of a change still open there, or of one that ends there and began where a
paragraph began: such a change put in (or took out) whole paragraphs. A change that began in the middle of one paragraph
and ends with another put in one break fewer than it put in ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote

from travaux.text.drafts import Hand
from travaux.text.paragraphs import PLAIN, Comment, Fate, Paragraph, Segment

NOBODY = Hand()
What = Literal["insert", "delete", "mark"]

_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]")


def hand(attributes: Mapping[str, str]) -> Hand:
    """Returns who made the change in an `ins` or `del` tag, by its attributes, as far as they tell.

    HTML knows `datetime`; the author stands in `data-author`, `data-party` or `author`, or, as Word writes it, in a
    `cite` that begins with `mailto:`.

    >>> hand({"cite": "mailto:A.%20Clerk", "datetime": "2015-12-01T10:00"})
    Hand(author='A. Clerk', at='2015-12-01T10:00')
    """
    named = attributes.get("data-author") or attributes.get("data-party") or attributes.get("author") or ""
    cite = attributes.get("cite", "")
    if not named and cite.lower().startswith("mailto:"):
        named = unquote(cite[len("mailto:") :])
    return Hand(named.strip() or None, attributes.get("datetime", "").strip() or None)


_Fate = tuple[Hand | None, Hand | None, frozenset[str]]


@dataclass(slots=True)
class _Open:
    """A change or a highlight that is open: by whom, where in the paragraph it began, whether it began a paragraph."""

    by: Hand
    start: int
    whole: bool


@dataclass(slots=True)
class Scribe:
    """Puts paragraphs together. What is open (a change, a mark) stays open from one paragraph to the next."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    _open: dict[What, list[_Open]] = field(default_factory=lambda: {"insert": [], "delete": [], "mark": []})
    _runs: list[tuple[_Fate, list[str]]] = field(default_factory=list)
    _length: int = 0
    _whole: dict[What, Hand] = field(default_factory=dict)
    _last: tuple[int, int] | None = None
    _pending: list[Comment] = field(default_factory=list)

    @property
    def first(self) -> str:
        """The words with which the paragraph begins."""
        return self._runs[0][1][0] if self._runs else ""

    @property
    def last(self) -> str:
        """The words that were taken last."""
        return self._runs[-1][1][-1] if self._runs else ""

    def words(self, text: str) -> None:
        """Takes words; blanks before the first of a paragraph are left out."""
        if not self._runs:
            text = text.lstrip()
        if not text:
            return
        marks = frozenset((*self.marks, "highlight") if self._open["mark"] else self.marks)
        fate = (self._by("insert"), self._by("delete"), marks)
        self._length += len(text)
        self._whole = {}
        if self._runs and self._runs[-1][0] == fate:
            self._runs[-1][1].append(text)
        else:
            self._runs.append((fate, [text]))

    def begin(self, what: What, by: Hand = NOBODY) -> None:
        """Opens an "insert", a "delete" or a "mark"."""
        self._open[what].append(_Open(by, self._length, self._length == 0))

    def end(self, what: What) -> None:
        """Closes the innermost of a kind, if one is open; a comment that follows at once is tied to its words."""
        if not self._open[what]:
            return
        closed = self._open[what].pop()
        self._last = (closed.start, self._length)
        if closed.whole and what != "mark":
            self._whole[what] = closed.by

    def unmark(self, mark: str) -> None:
        """Ends the innermost formatting of a kind, if it is on."""
        if mark in self.marks:
            del self.marks[len(self.marks) - 1 - self.marks[::-1].index(mark)]

    def join(self, after: str) -> None:
        """Joins the source line `after` to the one before: with a blank, unless the script has none between words."""
        end = self.last[-1:]
        if end and not end.isspace() and not (_WIDE.match(end) and _WIDE.match(after)):
            self.words(" ")

    def comment(self, text: str, by: Hand = NOBODY) -> None:
        """Takes a comment, tied to the change or highlight that ended just before, else to this place."""
        tied = self._last if self._last and self._last[1] == self._length else (self._length, self._length)
        self._pending.append(Comment(by, text, len(self.paragraphs), *tied))

    def paragraph(
        self,
        *,
        level: int | None = None,
        numbering: tuple[str, int] | None = None,
        depth: int | None = None,
        style: str = "",
        stream: str = "",
        block: int = 0,
    ) -> bool:
        """Ends the paragraph, and tells whether there was one: without words there is none."""
        segments = tuple(self._segments())
        if segments:
            self.comments.extend(self._pending)
            fate = self._break()
            found = Paragraph(
                segments,
                mark=fate,
                block=block,
                level=level,
                numbering=numbering,
                depth=depth,
                style=style,
                stream=stream,
            )
            self.paragraphs.append(found)
        else:
            place = max(len(self.paragraphs) - 1, 0)
            self.comments.extend(Comment(comment.by, comment.text, place) for comment in self._pending)
        self._runs, self._pending, self._length, self._last = [], [], 0, None
        self._whole = {}
        for opened in (*self._open["insert"], *self._open["delete"], *self._open["mark"]):
            opened.start = 0
        return bool(segments)

    def _by(self, what: What) -> Hand | None:
        return self._open[what][-1].by if self._open[what] else None

    def _segments(self) -> list[Segment]:
        """Returns the paragraph's segments, the blanks at its end left out."""
        found = [Segment("".join(texts), fate[0], fate[1], None, fate[2]) for fate, texts in self._runs]
        while found:
            last = found.pop()
            if kept := last.text.rstrip():
                return [*found, Segment(kept, last.inserted, last.deleted, None, last.marks)]
        return found

    def _break(self) -> Fate:
        inserted = self._by("insert") or self._whole.get("insert")
        deleted = self._by("delete") or self._whole.get("delete")
        return Fate(inserted, deleted) if inserted or deleted else PLAIN
