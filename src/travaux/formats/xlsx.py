"""A paper as a workbook: a sheet that says what it is, then each table of the paper on a sheet of its own.

- The first sheet holds the kind, the title, the sentence that comes first, the facts and the legend, a pair a row.
- Headings and paragraphs between tables stand on sheets of their own, in their place; notes and remarks on the last.
- On the sheet of a table the first row is the caption, the second the heads, which stay in sight; rows can be filtered.
- Every cell is text, also what looks like a number, a date, an address or a formula: a record is not computed with.
- Words put in carry a double line and words taken out are struck, within the cell.

A cell holds 32,767 characters at most; a longer one goes on in the cells below it, in rows that are else empty. The
same paper gives the same bytes: no date of making is kept.
"""

from __future__ import annotations

import datetime
import io
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from travaux.errors import Malformed
from travaux.formats import palette
from travaux.papers.characters import settled
from travaux.papers.paper import Cell, Chart, Column, Heading, Look, Paper, Paragraph, Run, Sign, Table, Tone
from travaux.papers.writers import Writer

_MOST = 32_000
_EPOCH = datetime.datetime(1980, 1, 1)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]+")
_NAME = 28
_WIDTH, _HEAD = 18, 30
_READ_AS_MARKUP = re.compile(r"_(?=x[0-9a-fA-F]{4}_)|<(?=r>)")
_UNSEEN = re.compile(r"\s*\Z")


def write(paper: Paper) -> bytes:
    """Returns a paper as a workbook; raises `Malformed` for one without a table."""
    paper = settled(paper)
    if not any(isinstance(block, (Table, Chart)) for block in paper.blocks):
        missing = f"this {paper.kind or 'paper'} has no table"
        raise Malformed(missing, where="xlsx", advice="Ask for docx, html, pdf, md or txt")
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, options) as book:
        book.set_properties({"title": paper.title[:255], "created": _EPOCH})
        _Workbook(book, paper).write()
    return data.getvalue()


@dataclass
class _Workbook:
    """A workbook as it is written: formats by their look, and the names of sheets given so far."""

    book: xlsxwriter.Workbook
    paper: Paper
    formats: dict[tuple[object, ...], Format] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def write(self) -> None:
        self._front()
        text: list[Heading | Paragraph] = []
        for block in self.paper.blocks:
            match block:
                case Heading() | Paragraph():
                    text.append(block)
                case Chart():
                    self._text([*text, Heading(block.title)])
                    self._table(block.twin)
                    text = []
                case Table():
                    self._text(text)
                    self._table(block)
                    text = []
        self._text(text)
        self._end()

    def _front(self) -> None:
        sheet = self._sheet(self.paper.kind or "Paper")
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 90)
        rows = _Rows(self, sheet)
        rows.line(Run(self.paper.kind, "quiet"))
        rows.line(Run(self.paper.title, "strong"))
        rows.line(Run(self.paper.summary))
        for term, detail in self.paper.facts:
            rows.cells([_worded(Run(term, "quiet")), _worded(Run(detail))])
        for sign in self.paper.legend:
            rows.cells([_signed(sign), _worded(Run(sign.meaning))], sign.tone)

    def _text(self, blocks: Sequence[Heading | Paragraph]) -> None:
        if not blocks:
            return
        sheet = self._sheet("Text")
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 102)
        rows = _Rows(self, sheet)
        for block in blocks:
            if isinstance(block, Heading):
                rows.cells([_worded(Run(block.label, "strong")), _worded(Run(block.text, "strong"))])
            else:
                rows.cells([_worded(Run(block.label)), Cell((replace(block, label=""),), block.tone)])

    def _table(self, table: Table) -> None:
        sheet = self._sheet(table.caption or "Table")
        rows = _Rows(self, sheet)
        rows.line(Run(table.caption, "strong"))
        whole = sum(max(column.weight, 1) for column in table.columns) or 1
        for place, column in enumerate(table.columns):
            share = max(column.weight, 1) * _WIDTH * len(table.columns) / whole
            sheet.set_column(place, place, min(max(share, 9), 80))
        rows.cells([_worded(Run(column.title, "strong", column.by)) for column in table.columns], head=True)
        heads = next((place for place, column in enumerate(table.columns) if not column.head), 0)
        sheet.freeze_panes(rows.number, heads)
        if table.columns and table.rows:
            sheet.autofilter(rows.number - 1, 0, rows.number - 1 + len(table.rows), len(table.columns) - 1)
        for row in table.rows:
            rows.cells(row.cells, row.tone, columns=table.columns)
        sheet.repeat_rows(0, 1)

    def _end(self) -> None:
        if not self.paper.notes and not self.paper.remarks:
            return
        sheet = self._sheet("Notes")
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 108)
        rows = _Rows(self, sheet)
        for number, note in enumerate(self.paper.notes, 1):
            rows.cells([_worded(Run(f"note {number}", "quiet")), Cell((note,))])
        for remark in self.paper.remarks:
            rows.cells([_worded(Run("")), _worded(Run(remark))])

    def _sheet(self, wanted: str) -> Worksheet:
        """Returns a new sheet under a name that Excel takes and no other sheet has."""
        plain = textwrap.shorten(_FORBIDDEN.sub(" ", wanted), _NAME, placeholder="…") or "Sheet"
        name, count = "Record" if plain.lower() == "history" else plain, 1
        while name.lower() in self.names:
            count += 1
            name = f"{plain[: _NAME - len(str(count))]} {count}"
        self.names.add(name.lower())
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def format(self, look: Look, outer: Look, tone: Tone, *, head: bool = False, by: Writer | None = None) -> Format:
        """Returns the format of some words, made once."""
        key = (look, outer, tone, head, by.colour if by else "")
        if key not in self.formats:
            self.formats[key] = self.book.add_format(_format(look, outer, tone, head=head, by=by))
        return self.formats[key]


@dataclass
class _Rows:
    """The rows of a sheet, from the top; a cell too long for the format takes several."""

    book: _Workbook
    sheet: Worksheet
    number: int = 0

    def line(self, run: Run) -> None:
        """Writes a row of one cell; one without words takes no row."""
        if run.words:
            self.cells([_worded(run)])

    def cells(
        self, cells: Sequence[Cell], tone: Tone = "", *, head: bool = False, columns: Sequence[Column] = ()
    ) -> None:
        """Writes a row of cells, and below it what did not fit."""
        pieces = [list(_pieces(list(_flat(cell)))) for cell in cells]
        for depth in range(max([1, *map(len, pieces)])):
            for place, (cell, made) in enumerate(zip(cells, pieces, strict=True)):
                ground = cell.tone or tone or next((each.tone for each in cell.paragraphs if each.tone), "")
                if depth < len(made):
                    self._write(place, made[depth], ground, head=head)
                elif ground:
                    self.sheet.write_blank(self.number, place, None, self.book.format("plain", "plain", ground))
            self.number += 1

    def _write(self, place: int, runs: Sequence[Run], tone: Tone, *, head: bool) -> None:
        by = runs[0].by if head and runs else None
        whole = self.book.format("strong" if head else "plain", "plain", tone, head=head, by=by)
        words = "".join(run.words for run in runs)
        runs = [part for run in runs for part in _split(run)]
        if not words:
            self.sheet.write_blank(self.number, place, None, whole)
        elif len(runs) == 1 or _UNSEEN.match(words):
            only = self.book.format(runs[0].look, runs[0].outer, tone, head=head, by=by)
            self.sheet.write_string(self.number, place, words, only)
        else:
            parts: list[Format | str] = []
            for run in runs:
                parts += [self.book.format(run.look, run.outer, ""), run.words]
            self.sheet.write_rich_string(self.number, place, *parts, whole)


def _split(run: Run) -> Iterator[Run]:
    """Yields a run in parts, none of which the library would read as its own escape or as finished XML."""
    start = 0
    for found in _READ_AS_MARKUP.finditer(run.words):
        yield replace(run, words=run.words[start : found.end()])
        start = found.end()
    if run.words[start:]:
        yield replace(run, words=run.words[start:])


def _worded(run: Run) -> Cell:
    return Cell((Paragraph((run,) if run.words else ()),))


def _signed(sign: Sign) -> Cell:
    return Cell((Paragraph((Run(sign.sign, sign.look, sign.by),) if sign.sign else ()),), sign.tone)


def _flat(cell: Cell) -> Iterator[Run]:
    """Yields the runs of a cell, its paragraphs a line each and their labels in front; marks of notes as words."""
    begun = False
    for paragraph in cell.paragraphs:
        if not paragraph.label and not paragraph.runs:
            continue
        if begun:
            yield Run("\n")
        begun = True
        if paragraph.label:
            yield Run(f"{paragraph.label} ")
        for run in paragraph.runs:
            if run.words:
                yield run
            if run.note is not None:
                yield Run(f" (note {run.note})", "quiet")


def _pieces(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Yields runs in pieces that a cell can hold, neighbours of one look as one."""
    piece: list[Run] = []
    size = 0
    for run in _joined(runs):
        words = run.words
        while _units(words) + size > _MOST:
            kept = _fitting(words, _MOST - size)
            yield [*piece, replace(run, words=kept)] if kept else piece
            words, piece, size = words[len(kept) :], [], 0
        if words:
            piece.append(replace(run, words=words))
            size += _units(words)
    if piece:
        yield piece


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    held: Run | None = None
    for run in runs:
        if held and (held.look, held.outer, held.by) == (run.look, run.outer, run.by):
            held = replace(held, words=held.words + run.words)
        else:
            if held:
                yield held
            held = run
    if held:
        yield held


def _units(words: str) -> int:
    """Returns how long a text is as Excel counts: in units of UTF-16."""
    return len(words.encode("utf-16-le")) // 2


def _fitting(words: str, room: int) -> str:
    kept = words[:room]
    while kept and _units(kept) > room:
        kept = kept[: len(kept) - max((_units(kept) - room) // 2, 1)]
    return kept


def _format(look: Look, outer: Look, tone: Tone, *, head: bool, by: Writer | None) -> dict[str, object]:
    """Returns the properties of a format: the look of words, the tint of a tone, the line under a head."""
    made: dict[str, object] = {"text_wrap": True, "valign": "top", "num_format": "@"}
    for each in (outer, look):
        made |= _LOOKS.get(each, {})
    if tone:
        line = palette.TONES[tone][0]
        made |= {"bg_color": palette.tint(line, 0.14), "left": _EDGES[tone], "left_color": line}
    if head:
        made |= {"bold": True, "bottom": 1, "valign": "bottom"}
    if head and by:
        colour = palette.PARTIES.get(by.colour, palette.QUIET)[0]
        made |= {"bg_color": palette.tint(colour), "bottom": 5, "bottom_color": colour}
    return made


_LOOKS: dict[Look, dict[str, object]] = {
    "strong": {"bold": True},
    "quiet": {"font_color": palette.QUIET[0]},
    "quotation": {"italic": True},
    "inserted": {"underline": 2, "font_color": palette.NEW[0]},
    "deleted": {"font_strikeout": True, "font_color": palette.GONE[0]},
    "moved from": {"font_strikeout": True, "font_color": palette.QUIET[0]},
    "moved to": {"underline": 1, "font_color": palette.MOVED[0]},
    "bracket": {"bold": True, "font_color": palette.QUIET[0]},
    "attribution": {"font_color": palette.QUIET[0]},
    "stale": {"font_strikeout": True, "font_color": palette.QUIET[0]},
}
_EDGES: dict[Tone, int] = {"green": 2, "yellow": 8, "blue": 6, "red": 5, "grey": 4, "white": 1}
