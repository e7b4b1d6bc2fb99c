"""Paragraphs as they are put together: words arrive with the formatting and the fate that hold just then."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from travaux.formats.markdown.critic import Signs
from travaux.text.drafts import Hand
from travaux.text.paragraphs import PLAIN, Comment, Fate, Paragraph, Segment

NOBODY = Hand()
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]")


_Fate = tuple[Hand | None, Hand | None, frozenset[str]]


@dataclass(slots=True)
class _Open:
    """A change or a highlight that is open: by whom, where in the paragraph it began, whether it began a paragraph."""

    by: Hand
    start: int
    whole: bool


@dataclass(slots=True)
class Writer:
    """Puts paragraphs together. What is open (a change, a mark) stays open from one paragraph to the next."""

    signs: Signs
    paragraphs: list[Paragraph] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    _open: dict[str, list[_Open]] = field(default_factory=lambda: {"insert": [], "delete": [], "mark": []})
    _runs: list[tuple[_Fate, list[str]]] = field(default_factory=list)
    _length: int = 0
    _whole: dict[str, Hand] = field(default_factory=dict)
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
        """Takes words, with the signs among them."""
        start = 0
        if self.signs.meanings:
            for place, sign in enumerate(text):
                if sign in self.signs.meanings:
                    self._add(text[start:place])
                    self._sign(sign)
                    start = place + 1
        self._add(text[start:])

    def begin(self, what: str, by: Hand = NOBODY) -> None:
        """Opens an "insert", a "delete" or a "mark"."""
        self._open[what].append(_Open(by, self._length, self._length == 0))

    def end(self, what: str) -> None:
        """Closes the innermost of a kind, if one is open."""
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
            self._add(" ")

    def paragraph(
        self, *, level: int | None = None, depth: int | None = None, style: str = "", stream: str = "", block: int = 0
    ) -> None:
        """Ends the paragraph; one without words is left out."""
        segments = tuple(self._segments())
        if segments:
            self.comments.extend(self._pending)
            fate = self._break()
            found = Paragraph(segments, mark=fate, block=block, level=level, depth=depth, style=style, stream=stream)
            self.paragraphs.append(found)
        else:
            place = max(len(self.paragraphs) - 1, 0)
            self.comments.extend(Comment(comment.by, comment.text, place) for comment in self._pending)
        self._runs, self._pending, self._length, self._last = [], [], 0, None
        self._whole = {}
        for opened in (*self._open["insert"], *self._open["delete"], *self._open["mark"]):
            opened.start = 0

    def _sign(self, sign: str) -> None:
        meaning = self.signs.meanings[sign]
        match meaning:
            case "insert" | "delete" | "mark":
                self.begin(meaning)
            case "inserted":
                self.end("insert")
            case "deleted":
                self.end("delete")
            case "marked":
                self.end("mark")
            case "comment":
                start, end = self._last if self._last and self._last[1] == self._length else (self._length,) * 2
                place = len(self.paragraphs)
                self._pending.append(Comment(NOBODY, self.signs.comments[sign], place, start, end))

    def _add(self, text: str) -> None:
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

    def _by(self, what: str) -> Hand | None:
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
        """Returns the fate of the paragraph's break.

        It is that of a change still open, or of one that ends here and began where a paragraph began.
        """
        inserted = self._by("insert") or self._whole.get("insert")
        deleted = self._by("delete") or self._whole.get("delete")
        return Fate(inserted, deleted) if inserted or deleted else PLAIN
