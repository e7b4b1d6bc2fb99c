"""Paragraphs: what a manuscript is made of, down to the characters with one fate. Nothing is computed here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from travaux.text.clauses import Opening
from travaux.text.drafts import Hand


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters with one fate: who put them in and who struck them, as the file tells it.

    `move` names the two halves of a move: a segment with `deleted` is where the words stood, one with `inserted` where
    they stand. `marks` is formatting, each "kind" or "kind=value" ("underline", "strike", "highlight=yellow", "bold",
    "italic", "hidden", "colour=ff0000", "shading=ffff00", "superscript", "subscript").
    """

    text: str
    inserted: Hand | None = None
    deleted: Hand | None = None
    move: str | None = None
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fate:
    """What the file records about a paragraph mark or a container (a table row, a cell, a block): put in, struck,
    both, or neither. `move` is as in `Segment`."""

    inserted: Hand | None = None
    deleted: Hand | None = None
    move: str | None = None


Same = Literal["same"]

PLAIN = Fate()
"""The fate of what nobody touched."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a manuscript.

    `mark` is the fate of its paragraph mark: struck, it merges with the next paragraph; put in, it splits one.
    `within` is the fates of the containers around it, the outermost first. `block` numbers the run of paragraphs that
    may merge with each other: it changes at every table, cell and text box boundary, and after a table is what it was.
    `numbering` is (list, level) in the manuscript's `lists`, or None; where the file records a change of numbering,
    `numbering_before` is what it was, and `renumbered` who changed it: a view without that change counts by it.
    `level` is the outline level, 0 the topmost. `label` is a number that is not computed. `opens`, `closes` and, for a
    list that is not in `lists`, `depth` are as in `clauses.Line`. `stream` is "" for the body, else the name of the
    part: "footnote 2", "header 1".
    """

    segments: tuple[Segment, ...]
    mark: Fate = PLAIN
    within: tuple[Fate, ...] = ()
    block: int = 0
    numbering: tuple[str, int] | None = None
    numbering_before: tuple[str, int] | Same | None = "same"
    renumbered: Hand | None = None
    level: int | None = None
    label: str = ""
    style: str = ""
    opens: tuple[Opening, ...] = ()
    closes: int | None = None
    stream: str = ""
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of an automatic list: `start`, a `shape` (decimal, lower-roman, upper-letter, …, see `numbering`), and
    the `pattern` of its label with %1 … %9 for the counters of the levels.

    `restart` is the number (from 1) of the level whose use starts this one afresh, 0 for never, None for any level
    above. `legal` writes the counters of every level in digits, padded ones as they are.
    """

    shape: str = "decimal"
    pattern: str = "%1."
    start: int = 1
    restart: int | None = None
    legal: bool = False


@dataclass(frozen=True, slots=True)
class NumberedList:
    """An automatic list: its levels, the `counter` it shares with other lists, and the levels at which its first use
    starts the shared counter afresh (level to start)."""

    counter: str
    levels: tuple[Level, ...]
    starts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the margin: who, when, what, and the words it is tied to (paragraph index and character offsets in
    the paragraph with every segment in place). `answers` is the index of the comment it replies to."""

    by: Hand
    text: str
    paragraph: int = 0
    start: int = 0
    end: int = 0
    answers: int | None = None
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader noticed and a person should know: characters that hide, parts not read, marks guessed."""

    what: str
    where: str = ""
