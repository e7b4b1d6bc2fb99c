"""The sheet: a draft's lines as people see them, with labels in the margin, headings, and parts. No authorship here."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from travaux.text.clauses import Clause, Span
from travaux.text.drafts import Draft

RowKind = Literal["title", "part", "heading", "words"]
_PART = re.compile(r"^(?:part|title|chapter|book|division|annex|schedule|preamble)\b", re.IGNORECASE)
_PART_KINDS = {"part", "title", "chapter", "book", "division", "annex", "schedule", "preamble"}
_SKIP = re.compile(r"[\s.:)–—-]*")
_SENTENCE = re.compile(r"[.;,]\s*$")
_SHORT = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a draft: its characters, where its words begin after a printed label, and what it is.

    `label` is what stands in the margin, printed or computed, empty where the line opens no clause. `clause` is the
    innermost clause to which the line belongs; `depth` counts from 0, parts and chapters not counted. `bare` says that
    no clause around the line has a label to stand under.
    """

    start: int
    end: int
    words: int
    kind: RowKind = "words"
    label: str = ""
    depth: int = 0
    clause: Clause | None = None
    opens: bool = False
    bare: bool = False


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
        if not rows and not row.label and row.kind == "words" and end - start <= _SHORT:
            row = replace(row, kind="title")
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
    words = _words_begin(draft.text, line, opened)
    labelled = [clause for clause in opened if clause.label.strip()]
    deep = [clause for clause in enclosing if not _is_part(clause) and clause.label.strip()]
    new = sum(any(clause is other for other in deep) for clause in opened)
    return Row(
        *line,
        words,
        kind=_kind(draft.text[words : line[1]].strip(), opened, enclosing, awaited),
        label=" ".join(clause.label.strip() for clause in labelled),
        depth=max(0, len(deep) - max(1, new)),
        clause=enclosing[-1] if enclosing else None,
        opens=bool(labelled),
        bare=not deep,
    )


def _words_begin(text: str, line: Span, opened: Sequence[Clause]) -> int:
    printed = [c.label_span[1] for c in opened if line[0] <= c.label_span[0] < c.label_span[1] <= line[1]]
    if not printed:
        return line[0]
    skipped = _SKIP.match(text, max(printed), line[1])
    return skipped.end() if skipped else max(printed)


def _kind(rest: str, opened: Sequence[Clause], enclosing: Sequence[Clause], awaited: str) -> RowKind:
    if opened and _is_part(opened[-1]):
        return "part" if len(rest) <= _SHORT and not _SENTENCE.search(rest) else "words"
    if rest and any(rest == clause.heading.strip() for clause in opened):
        return "heading"
    if awaited and rest == awaited.strip():
        return "part" if enclosing and _is_part(enclosing[-1]) else "heading"
    return "words"


def _is_part(clause: Clause) -> bool:
    return clause.kind in _PART_KINDS or bool(_PART.match(clause.label))
