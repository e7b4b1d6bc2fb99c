"""What a page carries and the text does not: running heads and feet, page numbers, line numbers in the margin.

Each is told by repetition and place, never by its words alone:

- a *head* or *foot* stands among the first or last three rows of at least three pages, and of a third of them, apart
  from the text, at the same height, with the same words; figures in it may differ, and must then grow with the pages.
  A heading that is numbered ("Article 3") is never one;
- *line numbers* stand before the words of four rows of a page or more, to the left of where its text begins, and
  count rows.

Both are listed in notices.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from travaux.formats.pdf.pages import Page, Row
from travaux.text.manuscripts import Notice

_FIGURES = re.compile(r"\d+")
_NUMBERED_HEADING = re.compile(
    r"\W*(?:art(?:icle|ículo|igo|icolo|ikel|\.)?|section|sec\.|§|chapter|chapitre|cap[ií]tulo|part|partie|annex|annexe|anexo"
    r"|schedule|title|titre|clause|appendix|rule|regulation|option|paragraph|статья|глава|第)\W*#",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(r"(\d{1,4})(?:\s+(?=\S)|$)")
_PAGE_NUMBER = re.compile(r"\W*\d{1,4}\W*")
_NEAR = 3.0
_DEEP = 3


def stripped(pages: Sequence[Page]) -> tuple[list[list[Row]], list[Notice]]:
    """Returns the rows of each page without what repeats, and what was left out."""
    notices: list[Notice] = []
    running = _running(pages)
    rows = [[row for row in page.rows if id(row) not in running] for page in pages]
    shown = Counter(_FIGURES.sub("#", running[key].text) for key in running)
    for words, count in sorted(shown.items(), key=lambda item: (-item[1], item[0])):
        notices.append(Notice(f"left out as a running head or foot on {count} pages: “{words}”"))
    numbered = [number for number, found in enumerate(rows) if _without_numbers(found)]
    if numbered:
        pages_word = "page" if len(numbered) == 1 else "pages"
        notices.append(Notice(f"line numbers in the margin were left out on {len(numbered)} {pages_word}"))
    return rows, notices


def _running(pages: Sequence[Page]) -> dict[int, Row]:
    """Returns the rows that are heads and feet, by their identity."""
    edges = [sorted(page.rows, key=lambda row: -row.base) for page in pages]
    repeated = _repeated([[*rows[:_DEEP], *rows[-_DEEP:]] for rows in edges], len(pages))
    found: dict[int, Row] = {}
    for rows in edges:
        for inward in (rows, rows[::-1]):
            outer = list(takewhile(lambda row: id(row) in repeated, inward[:_DEEP]))
            if len(outer) == len(inward):
                outer = outer[:1]
            while outer and len(outer) < len(inward) and _close(outer[-1], inward[len(outer)]):
                outer.pop()
            found |= {id(row): row for row in outer}
    return found


def _repeated(edges: Sequence[Sequence[Row]], pages: int) -> set[int]:
    """Returns the rows near the edges whose words stand at the same height on enough pages, by their identity."""
    places: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for rows in edges:
        for row in {id(row): row for row in rows}.values():
            key = _FIGURES.sub("#", " ".join(row.text.split()))
            places[key, round(row.base / _NEAR)].append(row)
    enough = max(3, -(-pages // 3)) if pages > 2 else 2
    found: set[int] = set()
    for (words, height), rows in sorted(places.items()):
        near = [*rows, *places.get((words, height - 1), ()), *places.get((words, height + 1), ())]
        if len({row.page for row in near}) >= enough and not _NUMBERED_HEADING.match(words) and _grows(near):
            found.update(id(row) for row in rows)
    return found


def _close(outer: Row, inner: Row) -> bool:
    """Tells whether a row stands as near to the next one inward as rows of one text do; a page number may."""
    return abs(outer.base - inner.base) < 1.6 * max(outer.size, inner.size) and not _PAGE_NUMBER.fullmatch(outer.text)


def _grows(rows: Sequence[Row]) -> bool:
    """Tells whether the figures in rows are the same on every page, or grow with the pages.

    Of many pages a few may differ: a printer's mark often has another figure on the first page and the last.
    """
    ordered = sorted(rows, key=lambda row: row.page)
    figures = [[int(figure) for figure in _FIGURES.findall(row.text)] for row in ordered]
    steps = list(pairwise(zip(figures, ordered, strict=True)))
    odd = sum(
        any(b not in (a, a + later.page - earlier.page) for a, b in zip(before, after, strict=False))
        for (before, earlier), (after, later) in steps
    )
    return odd <= min(len(steps) // 4, 2)


def _without_numbers(rows: list[Row]) -> bool:
    """Takes the line numbers out of a page's rows, if it has any."""
    numbers = [(place, int(found[1])) for place, row in enumerate(rows) if (found := _NUMBER_FIRST.match(row.text))]
    if len(numbers) < 4:
        return False
    steps = list(pairwise(numbers))
    alone = {place for place, _ in numbers if _FIGURES.fullmatch(rows[place].text)}
    counting = sum(1 for (a, m), (b, n) in steps if n - m == _rows_between(a, b, alone))
    lefts = sorted(rows[place].left for place, _ in numbers)
    if counting < 0.8 * len(steps) or lefts[-1] - lefts[0] > 20:
        return False
    for place, _ in reversed(numbers):
        row = rows[place]
        cut = len(_NUMBER_FIRST.match(row.text)[0])  # type: ignore[index]
        if cut == len(row.text):
            del rows[place]
        else:
            marks = [(max(start - cut, 0), end - cut, mark) for start, end, mark in row.marks if end > cut]
            rows[place] = replace(
                row, text=row.text[cut:], marks=marks, first=row.first + cut, left=row.inner or row.left
            )
    return True


def _rows_between(earlier: int, later: int, alone: set[int]) -> int:
    """Counts the lines from one number to the next: a number that PDFium reads as a row of its own is not a line."""
    return later - earlier - sum(1 for place in range(earlier, later) if place in alone)
