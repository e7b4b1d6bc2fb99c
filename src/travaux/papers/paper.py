"""Papers: what is handed out, as one value that every format draws and none computes.

    Paper       a title, the sentence that comes first, the facts it rests on, blocks, a legend, notes at the end
    Block       Heading, Paragraph, Table, Chart
    Paragraph   a label in the margin and runs
    Run         some words with one look; whose they are, from which entry, which note they carry

All that a reader is told is words in this value: a verdict, a status, an attribution, a convention. Colour, tint and
rule only repeat them. A writer may add signs of its format (`{++`, a list bullet, hidden words for those who listen),
never a fact. `words` gives the words in the order in which they are read; every format of a paper holds the same.

A run's words may hold anything that a party wrote, markup and formulas included; a writer makes text of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, assert_never

from travaux.papers.writers import Writer

Look = Literal[
    "plain",
    "strong",
    "quiet",  # what is said about the text, not the text itself
    "quotation",  # words of a source, titles of papers, Latin
    "inserted",
    "deleted",
    "moved from",
    "moved to",
    "bracket",  # [ and ] that say "not agreed"
    "attribution",  # who proposes, supports or opposes, within a bracket
    "stale",
]

Tone = Literal["", "green", "yellow", "blue", "red", "grey", "white"]
"""A tint behind words that say the same. What it means is in the legend, and differs from process to process."""

Kind = Literal["text", "clause", "item", "quotation", "standfirst", "note", "part"]


@dataclass(frozen=True, slots=True)
class Run:
    """Some words with one look.

    `by` is the party whose words they are, or whose deletion it is; `at` the ISO 8601 date of the act, where known.
    `entry` is the entry of the record on which they rest. `move` names both ends of a move. `note` is the number of a
    note whose mark follows the words. `change` numbers a change of a redline, from 1. `outer` is the look of the layer
    below, in an amendment to an amendment: words inserted by the parent and struck by the child.
    """

    words: str
    look: Look = "plain"
    by: Writer | None = None
    at: str = ""
    entry: int | None = None
    move: str = ""
    note: int | None = None
    change: int | None = None
    outer: Look = "plain"
    outer_by: Writer | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a paper. `label` stands in the margin ("4.2(a)"), `depth` counts levels of indent from 0.

    `key` is an address within the paper that lasts ("4.2a"); `language` a BCP 47 tag where it is known.
    """

    runs: tuple[Run, ...]
    kind: Kind = "text"
    label: str = ""
    depth: int = 0
    key: str = ""
    language: str = ""
    tone: Tone = ""

    @property
    def text(self) -> str:
        """The words of its runs, without its label."""
        return "".join(run.words for run in self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a paper; `level` is 1 to 3, the paper's own title being above them all."""

    text: str
    level: int = 1
    label: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, whose it is, its share of the width, and whether its cells are heads of rows."""

    title: str
    weight: int = 1
    by: Writer | None = None
    head: bool = False
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: paragraphs, and the tone that says the same as its words."""

    paragraphs: tuple[Paragraph, ...] = ()
    tone: Tone = ""

    @property
    def text(self) -> str:
        """Its paragraphs, labels in front, one a line."""
        return "\n".join(" ".join(filter(None, (each.label, each.text))) for each in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a cell for each column."""

    cells: tuple[Cell, ...]
    key: str = ""
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; `wide` asks for a page turned on its side."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    key: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """Something drawn on a chart: from `start` to `end` of its breadth, each 0 to 1, in a lane counted from 0.

    `shape` is "point", "bar" (an imprecise date), "open" (a bar whose end is not known) or "line" (a deadline). What it
    is and when stand in `label` and `told`; `same` joins what happened with when it was recorded.
    """

    lane: int
    start: float
    end: float
    shape: Literal["point", "bar", "open", "line"]
    label: str
    told: str = ""
    entry: int | None = None
    by: Writer | None = None
    same: int | None = None
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with its twin in words: whoever cannot draw it hands out the table, and whoever can hands out both."""

    title: str
    lanes: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...]
    drawn: tuple[Drawn, ...]
    twin: Table
    key: str = ""


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Sign:
    """An entry of the legend: a tone, letter or look, and what it means in this process."""

    sign: str
    meaning: str
    tone: Tone = ""
    by: Writer | None = None
    look: Look = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper. `kind` names it ("rolling text"), `title` is its own, `summary` the sentence that comes first.

    `facts` are what it rests on: the draft, the entry as of which it speaks, the counting convention, each a term and a
    detail. `notes` are footnotes, numbered from 1 in their order; `remarks` stand at the end and say what it cannot
    show. `language` is that of the text it hands out.
    """

    kind: str
    title: str
    summary: str
    facts: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    legend: tuple[Sign, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    remarks: tuple[str, ...] = ()
    language: str = ""
    wide: bool = field(default=False)

    def words(self) -> Iterator[str]:
        """Yields every piece of words in the order in which a reader meets them; marks of notes are not words."""
        yield from (self.kind, self.title, self.summary)
        for term, detail in self.facts:
            yield from (term, detail)
        for sign in self.legend:
            yield from (sign.sign, sign.meaning)
        for block in self.blocks:
            yield from block_words(block)
        for note in self.notes:
            yield from paragraph_words(note)
        yield from self.remarks


def block_words(block: Block) -> Iterator[str]:
    """Yields the words of a block in reading order. A chart has its title and its twin."""
    match block:
        case Heading():
            yield from (block.label, block.text)
        case Paragraph():
            yield from paragraph_words(block)
        case Chart():
            yield block.title
            yield from block_words(block.twin)
        case Table():
            yield block.caption
            yield from (column.title for column in block.columns)
            for row in block.rows:
                for cell in row.cells:
                    for paragraph in cell.paragraphs:
                        yield from paragraph_words(paragraph)
        case _:
            assert_never(block)


def paragraph_words(paragraph: Paragraph) -> Iterator[str]:
    """Yields a paragraph's label and its text."""
    yield paragraph.label
    yield paragraph.text


def plain(text: str, kind: Kind = "text", look: Look = "plain", *, label: str = "", depth: int = 0) -> Paragraph:
    """Returns a paragraph of one run.

    >>> plain("The Parties shall cooperate.", "clause", label="1").text
    'The Parties shall cooperate.'
    """
    return Paragraph((Run(text, look),) if text else (), kind, label, depth)


def cell(text: str, tone: Tone = "", look: Look = "plain") -> Cell:
    """Returns a cell of one paragraph, or an empty one."""
    return Cell((plain(text, look=look),) if text else (), tone)


def tabled(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], key: str = "") -> Table:
    """Returns a table of plain words whose first column heads the rows."""
    columns = tuple(Column(head, head=not place) for place, head in enumerate(heads))
    return Table(caption, columns, tuple(Row(tuple(cell(each) for each in row)) for row in rows), key)
