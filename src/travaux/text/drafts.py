"""Drafts: one reading of one text, in lines and clauses. How a file became a draft is the manuscript's matter.

A draft that was made from a file with recorded changes keeps them: `before` is the text with none of them made, and
`edits` say which characters were put in (places in `text`) and which were taken out (places in `before`).

The law that ties them: `text` without its insertions is, character for character, `before` without its deletions.
A line break is a character like any other here: a paragraph mark put in is an inserted `\\n`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from travaux.text.clauses import Clause, Line, Span


@dataclass(frozen=True, slots=True)
class Hand:
    """Who a file claims made a change, and when: a display name and a date as the file tells them.

    `at` ends in "Z" where the file gives UTC; without it the time is floating, a clock on somebody's desk
    (ISO 8601, to the second or the day). Both are claims in a file, never more than `recorded`.
    """

    author: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that the file itself records.

    `insert`: characters `start` to `end` of `text` were put in by `by`.
    `delete`: characters `start` to `end` of `before` were taken out by `by`.
    `transient`: `words` were put in by `by` and struck again by `then`, so that they stand in neither text;
    `start` and `end` are the place in `text` where they would stand.
    The two halves of a move, an insert and a delete, share the name in `move`.
    """

    kind: Literal["insert", "delete", "transient"]
    start: int
    end: int
    by: Hand
    move: str | None = None
    words: str = ""
    then: Hand | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Formatting over characters `start` to `end` of a draft's text: underline, strike, highlight, bold, italic,
    hidden, colour. It is never part of a token's identity, but a reader may have meant something by it."""

    kind: str
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True)
class Draft:
    """One reading of one text: its lines, its clauses, and the changes recorded in it.

    `text` is plain, a paragraph a line. `lines` has one `Line` for each line of the text, or is empty where nothing is
    known but the characters. `apparatus` holds what stands outside the body, each a draft of its own with its `name`:
    footnotes, endnotes, headers, footers. `language` is a BCP 47 tag, or empty where unknown.

    >>> draft = Draft("Article 1\\nThe Parties shall cooperate.\\n")
    >>> [clause.label for clause in draft.clauses]
    ['Article 1']
    """

    text: str
    lines: tuple[Line, ...] = ()
    before: str | None = None
    edits: tuple[Edit, ...] = ()
    marks: tuple[Mark, ...] = ()
    apparatus: tuple[Draft, ...] = ()
    name: str = ""
    language: str = ""

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The outermost clauses, in the order of the text."""
        # Imported when first asked for: a draft that is only read needs none of the tables of headings.
        from travaux.text.outline import outline

        return outline(self.text, self.lines)

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the text in UTF-8 and then, each after a form feed, the apparatus."""
        parts = [self.text, *(f"{part.name}\n{part.text}" for part in self.apparatus)]
        return hashlib.sha256("\f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def walk(self) -> Iterator[Clause]:
        """Yields every clause, each before its children."""
        for clause in self.clauses:
            yield from clause.walk()

    def own_text(self, clause: Clause) -> str:
        """Returns the words of a clause itself, without its label and its children, spans joined by a line break."""
        return "\n".join(self.text[start:end] for start, end in clause.own)

    def clause_at(self, place: int) -> Clause | None:
        """Returns the innermost clause that covers a character offset, or None between clauses."""
        found: Clause | None = None
        level: tuple[Clause, ...] = self.clauses
        while inner := next((c for c in level if c.span[0] <= place < c.span[1]), None):
            found, level = inner, inner.children
        return found

    def line_spans(self) -> list[Span]:
        """Returns the offsets of each line, without its line break."""
        spans, start = [], 0
        for line in self.text.split("\n"):
            spans.append((start, start + len(line)))
            start += len(line) + 1
        return spans
