"""The sheet: a draft's lines as people see them, with labels in the margin, headings, and parts. No authorship here."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from travaux.text.clauses import Clause, Span
from travaux.text.drafts import Draft

RowKind = Literal["part", "heading", "words"]
_PART = re.compile(r"^(?:part|title|chapter|book|division|annex|schedule|preamble)\b", re.IGNORECASE)
_PART_KINDS = {"part", "title", "chapter", "book", "division", "annex", "schedule", "preamble"}
_SKIP = re.compile(r"[\s.:)–—-]*")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a draft: its characters, where its words begin after a printed label, and what it is.

    `label` is what stands in the margin, printed or computed, empty where the line opens no clause. `clause` is the
    innermost clause to which the line belongs; `depth` counts from 0.
    """

    start: int
    end: int
    words: int
    kind: RowKind = "words"
    label: str = ""
    depth: int = 0
    clause: Clause | None = None
    opens: bool = False


def sheet(draft: Draft) -> list[Row]:
    """Returns the lines of a draft that hold anything, in order."""
    spans = draft.line_spans()
    opening = _openings(draft, spans)
    rows: list[Row] = []
    enclosing: list[Clause] = []
    awaited = ""
    for place, (start, end) in enumerate(spans):
        opened = opening.get(place, [])
        enclosing = _enclosing(enclosing, opened, start)
        if not draft.text[start:end].strip() and not opened:
            continue
        row = _row(draft, (start, end), opened, enclosing, awaited)
        awaited = opened[-1].heading if opened and not draft.text[row.words : row.end].strip() else ""
        rows.append(row)
    return rows


def within(rows: Sequence[Row], span: Span) -> list[Row]:
    """Returns the rows that lie in a span of characters."""
    first = bisect_left(rows, span[0], key=lambda row: row.end)
    last = bisect_right(rows, max(span[1] - 1, span[0]), key=lambda row: row.start)
    return list(rows[first:last])


def _openings(draft: Draft, spans: Sequence[Span]) -> dict[int, list[Clause]]:
    starts = [start for start, _ in spans]
    opening: dict[int, list[Clause]] = {}
    for clause in draft.walk():
        opening.setdefault(bisect_right(starts, clause.span[0]) - 1, []).append(clause)
    return opening


def _enclosing(before: Sequence[Clause], opened: Sequence[Clause], start: int) -> list[Clause]:
    return [clause for clause in before if clause.span[1] > start] + list(opened)


def _row(draft: Draft, line: Span, opened: Sequence[Clause], enclosing: Sequence[Clause], awaited: str) -> Row:
    start, end = line
    printed = [c.label_span[1] for c in opened if c.label_span[1] > c.label_span[0]]
    words = max([start, *(place for place in printed if start < place <= end)])
    if words > start:
        skipped = _SKIP.match(draft.text, words, end)
        words = skipped.end() if skipped else words
    rest = draft.text[words:end].strip()
    labelled = [clause for clause in opened if clause.label.strip()]
    kind: RowKind = "words"
    if any(_is_part(clause) for clause in opened[-1:]) and (not rest or rest == opened[-1].heading.strip()):
        kind = "part"
    elif rest and any(rest == clause.heading.strip() for clause in opened):
        kind = "heading"
    elif awaited and rest == awaited.strip():
        kind = "part" if enclosing and _is_part(enclosing[-1]) else "heading"
    return Row(
        start,
        end,
        words,
        kind=kind,
        label=" ".join(clause.label.strip() for clause in labelled),
        depth=max(0, len(enclosing) - max(1, len(opened))),
        clause=enclosing[-1] if enclosing else None,
        opens=bool(labelled),
    )


def _is_part(clause: Clause) -> bool:
    return clause.kind in _PART_KINDS or bool(_PART.match(clause.label))
