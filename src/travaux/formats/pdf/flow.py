"""From rows to paragraphs: which rows go on, and what becomes of a hyphen at the end of one.

A row begins a paragraph where the page says so (more room above it, an indented first line, letters of another size) or
the words do (a label of its own after the end of a sentence; a short row before it that ends one, or that is short
enough for a heading). Everything else is joined with a blank. At the turn of a page only the words are asked.

A hyphen at the end of a row is kept before a capital or a figure, where the word with it stands elsewhere in the text
more often than the word without, and where neither does but both halves are words of the text; else it is dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from travaux.formats.pdf.pages import HYPHEN, Row
from travaux.text.manuscripts import Paragraph, Segment

_ENDED = re.compile(r"""[.;:!?…][\])}”’"'»]*$|[\])}]$""")
_LABEL = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})*\s?(?:bis|ter|quater|alt|[a-z])?[.)]|\d{1,3}(?:\.\d{1,3})+|\[?\((?:[a-z]{1,5}|\d{1,3})\)|[a-z]{1,4}\)"
    r"|[•–—-]|(?:Article|Section|Chapter|Part|Annex|Schedule|Option|Artículo|Artikel|Articolo|Статья|Chapitre)\b)(?:\s|$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_PART = re.compile(r"(?<![^\W\d_])([^\W\d_]+)$")
_FIRST_PART = re.compile(r"([^\W\d_]+)")


@dataclass(slots=True)
class _Text:
    """The paragraph that is being put together."""

    parts: list[str] = field(default_factory=list)
    marks: list[tuple[int, int, str]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, marks: Iterable[tuple[int, int, str]] = ()) -> None:
        self.marks.extend((start + self.length, end + self.length, mark) for start, end, mark in marks)
        self.parts.append(text)
        self.length += len(text)


def paragraphs(pages: Sequence[Sequence[Row]]) -> Iterator[Paragraph]:
    """Yields the paragraphs in the rows of some pages."""
    hyphens = any(row.text.endswith(HYPHEN) for rows in pages for row in rows)
    known = _vocabulary(pages) if hyphens else Counter()
    current = _Text()
    before: Row | None = None
    for rows in pages:
        page = _Page(rows)
        for row in rows:
            if before is not None and page.begins(row, before):
                yield _paragraph(current)
                current = _Text()
            elif before is not None and not before.text.endswith(HYPHEN):
                current.add(" ")
            joined = row.text.removesuffix(HYPHEN)
            current.add(joined, row.marks)
            if joined != row.text:
                current.add(_hyphen(row, _next(rows, row, pages), known))
            before = row
    if current.length:
        yield _paragraph(current)


def _vocabulary(pages: Sequence[Sequence[Row]]) -> Counter[str]:
    """Returns how often each word stands in the text, words with a hyphen whole, and their parts not."""
    return Counter(word for rows in pages for row in rows for word in _WORD.findall(row.text.casefold()))


class _Page:
    """What is usual on a page: the step from row to row, the left and the right edge of its text."""

    def __init__(self, rows: Sequence[Row]) -> None:
        steps = [round(a.base - b.base, 1) for a, b in pairwise(rows) if a.base - b.base > 0.5]
        self.step = _commonest(steps) or 14.0
        self.left = _commonest([round(row.left) for row in rows]) or 0.0
        self.right = max((row.right for row in rows), default=0.0)

    def begins(self, row: Row, before: Row) -> bool:
        """Tells whether a row begins a paragraph."""
        if before.text.endswith(HYPHEN):
            return False
        ended = bool(_ENDED.search(before.text))
        short = before.right < self.right - 0.12 * (self.right - self.left)
        labelled = bool(_LABEL.match(row.text)) and (ended or short or before.text.endswith((",", " and", " or")))
        if row.page != before.page:
            upper = not row.text[:1].islower()
            return labelled or (upper and (ended or short)) or abs(row.size - before.size) > 0.9
        down = before.base - row.base
        if not 0 <= down <= 1.35 * self.step or abs(row.size - before.size) > 0.9:
            return abs(down) > 0.5
        indented = row.left > before.left + 8 and row.left > self.left + 8
        headed = before.right < self.left + 0.6 * (self.right - self.left) and not row.text[:1].islower()
        return labelled or headed or (ended and (short or indented))


def _commonest(values: list[float]) -> float:
    counted = Counter(values)
    return max(counted, key=lambda value: (counted[value], -value)) if counted else 0.0


def _next(rows: Sequence[Row], row: Row, pages: Sequence[Sequence[Row]]) -> str:
    place = next(number for number, other in enumerate(rows) if other is row) + 1
    if place < len(rows):
        return rows[place].text
    later = next((rows_after for rows_after in pages[row.page + 1 :] if rows_after), ())
    return later[0].text if later else ""


def _hyphen(row: Row, after: str, known: Counter[str]) -> str:
    """Returns what stands for a hyphen at the end of a row: nothing or the hyphen."""
    first, rest = _LAST_PART.search(row.text.removesuffix(HYPHEN)), _FIRST_PART.match(after)
    if first is None or rest is None or rest[1][0].isupper():
        return "-"
    whole, apart = (first[1] + rest[1]).casefold(), f"{first[1]}-{rest[1]}".casefold()
    if known[apart] or known[whole]:
        return "-" if known[apart] >= known[whole] else ""
    both = min(len(first[1]), len(rest[1])) > 2 and known[first[1].casefold()] > 1 and known[rest[1].casefold()] > 1
    return "-" if both else ""


def _paragraph(text: _Text) -> Paragraph:
    words = "".join(text.parts)
    edges = sorted({0, len(words), *(edge for start, end, _ in text.marks for edge in (start, end))})
    segments = []
    for start, end in pairwise(edges):
        marks = frozenset(mark for begin, stop, mark in text.marks if begin <= start and end <= stop)
        segments.append(Segment(words[start:end], marks=marks))
    return Paragraph(tuple(segments))
