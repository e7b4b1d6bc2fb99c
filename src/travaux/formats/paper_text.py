"""A paper as plain text: what a terminal, a letter or a sheet of paper can hold, in lines of 80 columns.

    {++ put in ++}  {-- taken out --}     who did it, where that is known: {++ put in ++ Boria}
    {++ moved here ++ move 2}             and {-- moved from here --  move 2} at the other end
    ¹                                     the mark of a note; the notes stand at the end under the same marks

Without the blanks: they belong to the words. Where the words themselves have a brace that could be read as such a sign,
the brace is doubled, `{{++`, so that nobody can write a change into a paper by writing its signs.

A column of a table is as wide as the line of dashes under its head. A table too wide for that is handed out row by row,
each cell after the head of its column. Cells written from right to left are isolated, so that columns keep their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from travaux.formats.columns import laid_out, width_of, wrapped
from travaux.papers.characters import mapped, settled
from travaux.papers.paper import Block, Cell, Chart, Heading, Paper, Paragraph, Run, Sign, Table

WIDTH = 80
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = {
    "inserted": ("{++", "++"), "moved to": ("{++", "++"), "deleted": ("{--", "--"), "moved from": ("{--", "--"),
}  # fmt: skip
_BRACE = re.compile(r"\{(?=[{+\-=~>]|\Z)|(?<=[}+\-=~<])\}|\A\}")


def write(paper: Paper, width: int = WIDTH) -> bytes:
    """Returns a paper as plain text in UTF-8, lines wrapped to a width; 0 wraps nothing."""
    lines = _lines(mapped(settled(paper), doubled), width)
    return f"{chr(10).join(lines).strip(chr(10))}\n".encode()


def doubled(text: str) -> str:
    """Returns a text in which a brace that could be read as a sign of this format is doubled.

    >>> doubled("{note} {++agreed++}")
    '{note} {{++agreed++}}'
    """
    return _BRACE.sub(lambda brace: brace[0] * 2, text)


def told(runs: Iterable[Run]) -> str:
    """Returns runs, their braces doubled, as text with the signs of this format.

    >>> told([Run("within "), Run("ten", "deleted"), Run("fourteen", "inserted"), Run(" days", note=1)])
    'within {--ten--}{++fourteen++} days¹'
    """
    return "".join(_run(run) for run in runs)


def cell_text(cell: Cell) -> str:
    """Returns a cell as text with the signs of this format, a paragraph a line."""
    return "\n".join(" ".join(filter(None, (each.label, told(each.runs)))) for each in cell.paragraphs)


def _run(run: Run) -> str:
    words = run.words
    for look, by, move in ((run.look, run.by, run.move), (run.outer, run.outer_by, "")):
        if look in _SIGNS and words:
            opening, closing = _SIGNS[look]
            who = _plain(by.name) if by else ""
            why = ", ".join(filter(None, (f"move {_plain(move)}" if move else "", who)))
            words = f"{opening}{words}{closing}{' ' if why else ''}{why}}}"
    return words + (str(run.note).translate(_RAISED) if run.note is not None else "")


def _plain(name: str) -> str:
    return re.sub(r"[{}\s]+", " ", name).strip()


def _lines(paper: Paper, width: int) -> Iterator[str]:
    yield from _wrapped(paper.kind, width)
    title = list(_wrapped(paper.title, width))
    yield from title
    yield "═" * max(map(width_of, title), default=0)
    yield from _apart(_wrapped(paper.summary, width))
    yield from _apart(_pairs(paper.facts, width))
    yield from _apart(_pairs([(_sign(sign), sign.meaning) for sign in paper.legend], width))
    for block in paper.blocks:
        yield from _apart(_block(block, width))
    if paper.notes:
        yield from ("", "─" * 20)
    for number, note in enumerate(paper.notes, 1):
        yield from _hung(str(number).translate(_RAISED), _labelled(note), width, 0)
    for remark in paper.remarks:
        yield from _apart(_wrapped(remark, width))


def _apart(lines: Iterable[str]) -> Iterator[str]:
    """Yields a blank line and then some lines, or nothing where there are none."""
    made = list(lines)
    if made:
        yield from ("", *made)


def _sign(sign: Sign) -> str:
    return told([Run(sign.sign, sign.look)])


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading():
            words = list(_wrapped(" ".join(filter(None, (block.label, block.text))), width))
            yield from words
            yield ("━", "─", "┄")[min(block.level, 3) - 1] * max(map(width_of, words), default=0)
        case Paragraph():
            yield from _paragraph(block, width)
        case Chart():
            yield from _wrapped(block.title, width)
            yield from _apart(_table(block.twin, width))
        case Table():
            yield from _table(block, width)


def _labelled(paragraph: Paragraph) -> str:
    return " ".join(filter(None, (paragraph.label, told(paragraph.runs))))


def _paragraph(paragraph: Paragraph, width: int) -> Iterator[str]:
    words = told(paragraph.runs)
    if paragraph.kind == "item":
        mark = paragraph.label or "•"
    elif paragraph.kind in ("quotation", "note"):
        mark, words = "", _labelled(paragraph)
        yield from (f"    {'  ' * paragraph.depth}{line}" for line in _wrapped(words, width and width - 4))
        return
    else:
        mark = paragraph.label
    yield from _hung(mark, words, width, paragraph.depth)


def _hung(mark: str, words: str, width: int, depth: int) -> Iterator[str]:
    """Yields words beside their mark, which hangs in the margin; a long mark goes on the line of the words."""
    margin = "    " * depth
    hang = max(4, width_of(mark) + 1) if mark and width_of(mark) < 12 else 0
    if mark and not hang:
        words = f"{mark} {words}"
    lines = list(_wrapped(words, width and max(width - hang - len(margin), 20))) or [""]
    if not mark and not words:
        return
    for place, line in enumerate(lines):
        front = f"{mark}{' ' * (hang - width_of(mark))}" if place == 0 and hang else " " * hang
        yield f"{margin}{front}{line}".rstrip(" ")


def _pairs(pairs: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Yields terms and their details side by side; a term too long for its column stands above its detail."""
    column = min(max((width_of(term) for term, _ in pairs), default=0) + 2, 26)
    for term, detail in pairs:
        if not term and not detail:
            continue
        lines = list(_wrapped(detail, width and width - column)) or [""]
        if width_of(term) > column - 2 or "\n" in term:
            yield from _wrapped(term, width)
        else:
            yield f"{term}{' ' * (column - width_of(term))}{lines.pop(0)}".rstrip(" ")
        yield from (f"{' ' * column}{line}".rstrip(" ") for line in lines if line)


def _table(table: Table, width: int) -> Iterator[str]:
    yield from _wrapped(table.caption, width)
    heads = [column.title for column in table.columns]
    rows = [[cell_text(cell) for cell in row.cells] for row in table.rows]
    ends = [column.numbers for column in table.columns]
    yield from _apart(laid_out(heads, rows, width, [column.weight for column in table.columns], ends))


def _wrapped(words: str, width: int) -> Iterator[str]:
    """Yields the lines of some words; blank lines at either end are left out."""
    lines = [part for line in words.split("\n") for part in wrapped(line, width)]
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    yield from lines
