"""Manuscripts: a file as received, before anybody chose what to accept. No file format is known here.

A manuscript is paragraphs; a paragraph is segments of one fate: put in by somebody, struck by somebody, or both, or
neither. A draft is a *view* of it: `accepting("all")`, `accepting("none")`, or the changes of some authors only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from travaux.text.clauses import Opening
from travaux.text.drafts import Draft, Hand


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters with one fate: who put them in and who struck them, as the file tells it.

    `move` names the two halves of a move: a segment with `deleted` is where the words stood, one with `inserted` where
    they stand. `marks` is formatting, each "kind" or "kind=value" ("underline", "strike", "highlight=yellow", "bold",
    "italic", "hidden", "colour=ff0000").
    """

    text: str
    inserted: Hand | None = None
    deleted: Hand | None = None
    move: str | None = None
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fate:
    """What the file records about a container (a table row, a cell, a block): put in, struck, or neither."""

    inserted: Hand | None = None
    deleted: Hand | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a manuscript.

    `mark` is the fate of its paragraph mark: struck, it merges with the next paragraph; put in, it splits one.
    `within` is the fates of the containers around it, the outermost first. `block` numbers the run of paragraphs that
    may merge with each other: it changes at every table, cell and text box boundary.
    `numbering` is (list, level) in the manuscript's `lists`, or None; in the view with no change made it is
    `numbering_before` where the file records a change of numbering. `level` is the outline level, 0 the topmost.
    `opens` and `closes` are as in `clauses.Line`. `stream` is "" for the body, else the name of the part: "footnote 2",
    "header 1".
    """

    segments: tuple[Segment, ...]
    mark: Fate = Fate()
    within: tuple[Fate, ...] = ()
    block: int = 0
    numbering: tuple[str, int] | None = None
    numbering_before: tuple[str, int] | Literal["same"] | None = "same"
    level: int | None = None
    label: str = ""
    style: str = ""
    opens: tuple[Opening, ...] = ()
    closes: int | None = None
    stream: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of an automatic list: `start`, a `shape` (decimal, roman, letter, …, see `numbering`), and the
    `pattern` of its label with %1 … %9 for the counters of the levels."""

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


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file as received: paragraphs with everything the file tells about who changed what.

    `digest` is the SHA-256 of the file's bytes, in hexadecimal. `format` is the reader's name ("docx", "plain", …).
    """

    paragraphs: tuple[Paragraph, ...]
    lists: Mapping[str, NumberedList] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    notices: tuple[Notice, ...] = ()
    format: str = "plain"
    digest: str = ""
    title: str = ""
    language: str = ""

    @property
    def authors(self) -> tuple[str | None, ...]:
        """The names under which the file records changes, in the order in which they first appear."""
        raise NotImplementedError

    def accepting(self, whose: Literal["all", "none"] | Iterable[str | None]) -> Draft:
        """Returns the draft that stands when the changes of `whose` are made and all others undone.

        >>> from travaux.text.manuscripts import Manuscript, Paragraph, Segment
        >>> clerk = Hand("A. Clerk")
        >>> paragraph = Paragraph((Segment("The Parties "), Segment("shall", deleted=clerk), Segment("may", clerk)))
        >>> manuscript = Manuscript((paragraph,))
        >>> manuscript.accepting("all").text, manuscript.accepting("none").text
        ('The Parties may', 'The Parties shall')
        """
        raise NotImplementedError
