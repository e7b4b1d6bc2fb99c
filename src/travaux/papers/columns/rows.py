"""Rows: the text on the table cut into the rows of a column document, a row for each clause's own words, in order.

A clause that goes on after the clauses in it has a row more. New clauses that are proposed have rows of their own where
they would stand, with nothing in the last column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from travaux.papers.basis import Basis
from travaux.papers.paper import Paragraph, Run
from travaux.papers.rolling.items import Entrant
from travaux.papers.sheet import Row as Line
from travaux.papers.sheet import sheet
from travaux.papers.standing_text import labelled
from travaux.record.shelf import Text
from travaux.text.clauses import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The words of a draft in one row: of which clause (-1 outside every clause), where, and as paragraphs.

    `begins` says that the clause begins here; a row in which it goes on has no positions of its own. `ranked` says that
    it has a status: it is more than a title or the name of a part. `new` is a clause
    that is proposed and does not stand in the text.
    """

    clause: int
    place: str
    start: int
    spans: tuple[Span, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    begins: bool = True
    ranked: bool = False
    new: Entrant | None = None


def stretches(text: Text) -> list[Stretch]:
    """Returns the rows of a text."""
    found: list[Stretch] = []
    seen: set[int] = set()
    for number, group in groupby(
        sheet(text.draft), key=lambda line: -1 if line.clause is None else text.number(line.clause)
    ):
        lines = list(group)
        found.append(
            Stretch(
                clause=number,
                place=text.place(number) if number >= 0 and text.clauses[number].kind != "front" else "",
                start=lines[0].start,
                spans=tuple((line.words, line.end) for line in lines),
                paragraphs=tuple(_paragraph(text, line) for line in lines),
                begins=number >= 0 and number not in seen,
                ranked=number >= 0 and number not in seen and _ranked(text, number, lines),
            )
        )
        seen.add(number)
    return found


def _ranked(text: Text, number: int, lines: Sequence[Line]) -> bool:
    return text.clauses[number].kind != "front" and any(line.kind in ("heading", "words") for line in lines)


def _paragraph(text: Text, line: Line) -> Paragraph:
    row = labelled(text.draft, line)
    words = text.draft.text[row.words : row.end]
    return Paragraph((Run(words),) if words else (), "clause", row.label)


def with_new(basis: Basis, rows: Sequence[Stretch], new: Sequence[Entrant]) -> Iterator[Stretch]:
    """Yields rows with those of the clauses that are proposed anew among them, where they would stand."""
    waiting = sorted(new, key=lambda each: each.at)
    for row in rows:
        while waiting and waiting[0].at <= row.start:
            yield _new(basis, waiting.pop(0))
        yield row
    for each in waiting:
        yield _new(basis, each)


def _new(basis: Basis, entrant: Entrant) -> Stretch:
    after = basis.text.place(entrant.anchor) or "the whole text"
    place = _place(basis, entrant) or (f"before {after}" if entrant.before else f"after {after}")
    return Stretch(clause=entrant.anchor, place=place, start=entrant.at, begins=False, new=entrant)


def _place(basis: Basis, entrant: Entrant) -> str:
    """Returns what a new clause would be called: "2.1(c)", "2.1 bis"; nothing where it has no number."""
    label = entrant.label.strip("().: ")
    around = basis.text.around(entrant.anchor)
    outer = basis.text.place(around[0]) if len(around) > 1 else ""
    if not label or not outer:
        return label
    return f"{outer}({label})" if entrant.label.startswith("(") else f"{outer}.{label}"
