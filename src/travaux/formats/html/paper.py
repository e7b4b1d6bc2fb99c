"""The page of a paper: the sentence first, then what it rests on, its blocks, and its notes with the way back.

What a page adds to the words of a paper is either hidden from the eye (what happened to words, for those who listen) or
hidden from the ear (the raised letter of a party, the number of a change), and never the only place where it is told.
A table has its heads as heads, and scrolls in a region of its own where it is wider than the page; a chart stands above
its table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from travaux.formats.html.page import escaped, head, page, seal, spoken
from travaux.formats.html.paper_runs import NO_LINKS, Links, Marks, key_line
from travaux.formats.svg import picture
from travaux.papers.characters import direction, settled
from travaux.papers.paper import Block, Cell, Chart, Column, Heading, Paper, Paragraph, Row, Table

_SHORT, _MIDDLE, _FEW = 3, 8, 4
_WORDS = ("clause", "item", "quotation", "part")
_THEIRS = ("clause", "quotation")
_ENTRIES = ("Entry", "Entries")


def write(paper: Paper) -> bytes:
    """Returns a paper as one page of HTML that asks for nothing."""
    paper = settled(paper)
    name = " ".join(paper.title.split()) or paper.kind
    shape = "wide" if paper.wide or any(isinstance(block, Table) and block.wide for block in paper.blocks) else ""
    return page(f"{name} · Travaux", name, _Page(paper).parts(), shape=shape).encode()


def fragment(paper: Paper, links: Links = NO_LINKS) -> str:
    """Returns what a page shows of a paper below its title: legend, blocks, notes and remarks, for a page of others.

    Entries that are cited, and clauses, are links where `links` says so. The legend of a chart stands below it. The
    styles are those of `sheets/paper.css`.
    """
    made = _Page(settled(paper), links)
    made.below = any(isinstance(block, Chart) for block in paper.blocks[:1])
    return "".join(made.body())


@dataclass
class _Page:
    """A page as it is written: ids given so far, the level of the last heading, tables counted."""

    paper: Paper
    links: Links = NO_LINKS
    marks: Marks = field(init=False)
    ids: Counter[str] = field(default_factory=Counter)
    level: int = 1
    tables: int = 0
    below: bool = False

    def __post_init__(self) -> None:
        self.marks = Marks(len(self.paper.notes), self.links)

    def parts(self) -> Iterator[str]:
        """Yields the pieces of the main part."""
        paper = self.paper
        yield from head(paper.kind, paper.title, paper.summary)
        if paper.facts:
            yield from seal("What this paper rests on", paper.facts)
        yield from self.body()

    def body(self) -> Iterator[str]:
        """Yields what stands below the title and what it rests on."""
        paper = self.paper
        if not self.below:
            yield from self._legend()
        labels = [block.label for block in paper.blocks if isinstance(block, Paragraph) and block.kind == "clause"]
        longest = max([0, *(len(label) for label in labels if len(label) <= _MIDDLE)])
        yield f'<div class="sheet{" labels" if longest > _SHORT else ""}">\n'
        for items, blocks in groupby(paper.blocks, _is_item):
            write_all = self._items if items else self._each
            yield from write_all(blocks)
        yield "</div>\n"
        yield from self._notes()
        yield from self._remarks()

    def _legend(self) -> Iterator[str]:
        if self.paper.legend:
            yield '<dl class="legend">\n'
            for sign in self.paper.legend:
                tone = f' class="tone t-{sign.tone}"' if sign.tone else ""
                yield f"<div><dt{tone}>{self.marks.sign(sign)}</dt><dd>{_lines(sign.meaning)}</dd></div>\n"
            yield "</dl>\n"
        yield from key_line(self.paper)

    def _each(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            match block:
                case Heading():
                    yield self._heading(block)
                case Paragraph():
                    yield self._paragraph(block)
                case Chart():
                    yield from self._chart(block)
                case Table():
                    yield from self._table(block)

    def _heading(self, heading: Heading) -> str:
        words = " ".join(filter(None, (heading.label, heading.text)))
        if not words.strip():
            return ""
        # No level is left out on the way down: those who go from heading to heading would look for it.
        self.level = min(heading.level + 1, self.level + 1, 4)
        label = f'<span class="num">{escaped(heading.label)}</span> ' if heading.label else ""
        tag, tongue = f"h{self.level}", self._tongue(heading.text, "")
        return f"<{tag}{self._id(heading.key)}{tongue}>{label}{_lines(heading.text)}</{tag}>\n"

    def _paragraph(self, paragraph: Paragraph) -> str:
        runs, label = self._runs(paragraph), escaped(paragraph.label)
        if not runs and not label:
            return ""
        tone = f" tone t-{paragraph.tone}" if paragraph.tone else ""
        name, tongue = self._id(paragraph.key), self._tongue(paragraph.text, paragraph.language, paragraph.kind)
        match paragraph.kind:
            case "clause":
                return self._clause(paragraph, runs, f"{tone}", name, tongue)
            case "quotation":
                return f'<blockquote class="quoted{tone}"{name}{tongue}><p>{_before(label)}{runs}</p></blockquote>\n'
            case "standfirst" | "note" | "part" as kind:
                shape = {"standfirst": "standfirst", "note": "small", "part": "part"}[kind]
                return f'<p class="{shape}{tone}"{name}{tongue}>{_before(label)}{runs}</p>\n'
            case _:
                depth = f" d{min(paragraph.depth, 4)}" if paragraph.depth else ""
                return f'<p class="prose{depth}{tone}"{name}{tongue}>{_before(label)}{runs}</p>\n'

    def _clause(self, paragraph: Paragraph, runs: str, tone: str, name: str, tongue: str) -> str:
        depth = f" d{min(paragraph.depth, 4)}" if paragraph.depth else ""
        label = escaped(paragraph.label)
        shape = " bare" if not label else " long" if len(paragraph.label) > _MIDDLE else ""
        called = self.links.called(label, paragraph.key)
        margin = f'<span class="num minor">{called}</span>' if label else ""
        return f'<div class="row{shape}{depth}{tone}"{name}{tongue}>{margin}<p class="words">{runs}</p></div>\n'

    def _items(self, blocks: Iterable[Block]) -> Iterator[str]:
        yield '<ul class="items">\n'
        for block in blocks:
            if isinstance(block, Paragraph) and (block.runs or block.label):
                depth = f' class="d{min(block.depth, 4)}"' if block.depth else ""
                tongue = self._tongue(block.text, block.language, block.kind)
                label, runs = _before(escaped(block.label)), self._runs(block)
                yield f"<li{depth}{self._id(block.key)}{tongue}>{label}{runs}</li>\n"
        yield "</ul>\n"

    def _chart(self, chart: Chart) -> Iterator[str]:
        self.tables += 1
        name = f"chart-{self.tables}"
        yield f'<figure class="figure"{self._id(chart.key)}>\n<figcaption>{_lines(chart.title)}</figcaption>\n'
        label = escaped(f"Chart {self.tables}: {' '.join(chart.title.split())}")
        yield f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">{picture(chart, name)}</div>\n'
        yield "</figure>\n"
        if self.below:
            self.below = False
            yield from self._legend()
        yield from self._table(chart.twin)

    def _table(self, table: Table) -> Iterator[str]:
        self.tables += 1
        label = escaped(f"Table {self.tables}: {' '.join(table.caption.split())}")
        yield f'<div class="scroll" tabindex="0" role="region" aria-label="{label}"{self._id(table.key)}>\n'
        yield f'<table class="grid{" roomy" if len(table.columns) > _FEW else ""}">\n'
        if table.caption:
            yield f"<caption>{_lines(table.caption)}</caption>\n"
        yield f"<colgroup>{''.join(_widths(table.columns))}</colgroup>\n"
        yield f"<thead><tr>{''.join(map(_head, table.columns))}</tr></thead>\n<tbody>\n"
        for row in table.rows:
            yield from self._row(row, table.columns)
        yield "</tbody>\n</table>\n</div>\n"

    def _row(self, row: Row, columns: Sequence[Column]) -> Iterator[str]:
        tone = f' class="tone t-{row.tone}"' if row.tone else ""
        yield f"<tr{tone}{self._id(row.key)}>"
        for place, cell in enumerate(row.cells):
            column = columns[place] if place < len(columns) else Column("")
            yield self._cell(cell, column, row.key)
        yield "</tr>\n"

    def _cell(self, cell: Cell, column: Column, key: str) -> str:
        words = "".join(self._within(cell, key if column.head else ""))
        if column.title in _ENTRIES:
            words = self.links.numbers(words)
        classes = " ".join(filter(None, (f"tone t-{cell.tone}" if cell.tone else "", "num" if column.numbers else "")))
        shape = f' class="{classes}"' if classes else ""
        return f'<th scope="row"{shape}>{words}</th>' if column.head and words else f"<td{shape}>{words}</td>"

    def _within(self, cell: Cell, key: str) -> Iterator[str]:
        alone = len(cell.paragraphs) == 1
        for paragraph in cell.paragraphs:
            words = _before(self.links.called(escaped(paragraph.label), key)) + self._runs(paragraph)
            tongue = self._tongue(paragraph.text, paragraph.language, paragraph.kind)
            tone = f' class="tone t-{paragraph.tone}"' if paragraph.tone else ""
            yield words if alone and not tongue and not tone else f"<p{tone}{tongue}>{words}</p>"

    def _runs(self, paragraph: Paragraph) -> str:
        return self.marks.runs(paragraph.runs, theirs=paragraph.kind in _THEIRS)

    def _notes(self) -> Iterator[str]:
        if not self.paper.notes:
            return
        yield '<section class="notes" aria-labelledby="notes">\n<h2 class="vh" id="notes">Notes</h2>\n<ol>\n'
        # A note may hold the mark of another: all are written before the ways back are known.
        made = [_before(escaped(note.label)) + self.marks.runs(note.runs) for note in self.paper.notes]
        for number, (note, words) in enumerate(zip(self.paper.notes, made, strict=True), 1):
            tongue = self._tongue(note.text, note.language)
            yield f'<li id="note-{number}"><span{tongue}>{words}</span>{self.marks.back(number)}</li>\n'
        yield "</ol>\n</section>\n"

    def _remarks(self) -> Iterator[str]:
        if self.paper.remarks:
            yield '<div class="method">\n'
            yield from (f"<p>{_lines(remark)}</p>\n" for remark in self.paper.remarks)
            yield "</div>\n"

    def _tongue(self, words: str, language: str, kind: str = "") -> str:
        """Returns the attributes of words that are not English written from left to right, as the page is."""
        known = language or (self.paper.language if kind in _WORDS else "")
        way = direction(known, words)
        return spoken(known, words) if way == "rtl" or known.split("-")[0].lower() not in ("", "en") else ""

    def _id(self, key: str) -> str:
        """Returns an id that nothing else on the page has, made of a key."""
        plain = re.sub(r"[^a-z0-9.]+", "-", key.lower()).strip("-.")
        if not plain:
            return ""
        self.ids[plain] += 1
        count = self.ids[plain]
        return f' id="c-{plain}"' if count == 1 else f' id="c-{plain}_{count}"'


def _is_item(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.kind == "item"


def _before(label: str) -> str:
    return f'<span class="label">{label}</span> ' if label else ""


def _lines(words: str) -> str:
    return escaped(words).replace("\n", "<br>")


def _widths(columns: Sequence[Column]) -> Iterator[str]:
    """Yields a `col` for each column; the class is its share of the width in steps of five in a hundred."""
    whole = sum(max(column.weight, 1) for column in columns)
    for column in columns:
        share = max(round(max(column.weight, 1) / whole * 20) * 5, 5)
        yield f'<col class="w{share}">'


def _head(column: Column) -> str:
    words = _lines(column.title)
    if not words.strip():
        return "<td></td>"
    letter = ""
    if column.by:
        letter = (
            f'<span class="party {escaped(column.by.colour)}" aria-hidden="true">{escaped(column.by.letter)}</span> '
        )
    shape = ' class="num"' if column.numbers else ""
    return f'<th scope="col"{shape}>{letter}{words}</th>'
