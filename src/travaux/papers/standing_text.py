"""A draft's text as paragraphs of a paper, its labels in the margin. Nothing of who wrote it."""

from __future__ import annotations

from dataclasses import replace

from travaux.papers.paper import Block, Heading, Kind, Paragraph, Run
from travaux.papers.sheet import Row, sheet
from travaux.text.drafts import Draft


def as_it_stands(draft: Draft) -> tuple[Block, ...]:
    """Returns the lines of a draft as blocks."""
    return tuple(block(labelled(draft, row), (Run(draft.text[row.words : row.end]),)) for row in sheet(draft))


def labelled(draft: Draft, row: Row) -> Row:
    """Returns a row whose label holds everything that is printed before its words, brackets above all."""
    printed = draft.text[row.start : row.words].strip()
    return replace(row, label=printed) if printed else row


def block(row: Row, runs: tuple[Run, ...]) -> Block:
    """Returns a line of a draft as a block: a heading where it is nothing else, else a paragraph of the text."""
    words = "".join(run.words for run in runs)
    if row.kind in ("title", "part") and not any(run.note for run in runs):
        return Heading(words, 2 if row.kind == "title" else 3, row.label)
    kind: Kind = "part" if row.kind in ("title", "part", "heading") else "clause"
    return Paragraph(runs, kind, row.label, row.depth)
