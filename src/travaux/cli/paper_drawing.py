"""A paper at a terminal: the sentence first, then what it says in words and columns, then what it rests on.

Nothing is worked out here. Colour repeats what a word, a letter or a bracket says already; words put in, taken out and
moved have the terminal's own marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from travaux.cli import terminal
from travaux.papers.paper import Block, Chart, Drawn, Heading, Look, Paper, Paragraph, Run, Sign, Table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

TONES: Mapping[str, str] = {
    "green": "green", "yellow": "yellow", "blue": "cyan", "red": "bold red", "grey": "dim", "white": "", "": "",
}  # fmt: skip
STYLES: Mapping[Look, str] = {
    "plain": "", "strong": "bold", "quiet": "dim", "quotation": "italic", "bracket": "bold", "attribution": "cyan",
    "stale": "dim strike",
}  # fmt: skip
HIGHEST = 9
"""Lines of a cell above which a table is told row by row, as it is where a column would break a word."""


def draw(out: Console, paper: Paper) -> None:
    """Prints a paper."""
    terminal.say(out, terminal.text((paper.title, "bold")))
    terminal.verdict(out, paper.summary)
    for block in paper.blocks:
        _block(out, block)
    if paper.notes:
        terminal.part(out, "Notes")
        for number, note in enumerate(paper.notes, 1):
            terminal.table(out, [[f"{number}", _runs(note.runs)]], (0,))
    if paper.legend:
        terminal.part(out, "Legend")
        terminal.table(out, [[_sign(sign), sign.meaning] for sign in paper.legend])
    terminal.how(out, [*(f"{term}: {_ended(detail)}" for term, detail in paper.facts), *paper.remarks])


def _sign(sign: Sign) -> Text:
    """Returns a sign of the legend as it is drawn here."""
    body = _runs((Run(sign.sign, sign.look),))
    body.stylize(TONES[sign.tone])
    return body


def _ended(detail: str) -> str:
    return detail if detail.endswith((".", "”", "?", "!")) else f"{detail}."


def _block(out: Console, block: Block) -> None:
    match block:
        case Heading(level=1):
            terminal.part(out, " ".join(filter(None, (block.label, block.text))))
        case Heading():
            terminal.clause_head(out, block.label or block.text, block.text if block.label else "")
        case Paragraph():
            _paragraph(out, block)
        case Table():
            table(out, block)
        case Chart():
            chart(out, block)
            table(out, block.twin)


def _paragraph(out: Console, paragraph: Paragraph) -> None:
    indent = 2 * paragraph.depth
    body = _runs(paragraph.runs)
    if paragraph.kind == "item":
        terminal.table(out, [[" " * indent + (paragraph.label or "–"), body]])
    elif paragraph.label:
        terminal.table(out, [[" " * indent + f"{paragraph.label:<4}", body]])
    else:
        terminal.say(out, body, indent + (5 if paragraph.kind == "clause" else 0))


def _runs(runs: Sequence[Run]) -> Text:
    return terminal.text(*(part for run in runs for part in _run(run)))


def _run(run: Run) -> Iterator[tuple[str, str] | str]:
    core = run.words.strip()
    if not core:
        yield run.words
        return
    before, after = run.words[: len(run.words) - len(run.words.lstrip())], run.words[len(run.words.rstrip()) :]
    move = int(run.move) if run.move.isdigit() else None
    yield before
    match run.look:
        case "inserted":
            yield terminal.put_in(core)
        case "deleted":
            yield terminal.taken_out(core)
        case "moved from":
            yield terminal.moved_from(core, move)
        case "moved to":
            yield terminal.moved_to(core, move)
        case _:
            yield core, STYLES[run.look]
    yield f"[{run.note}]" if run.note is not None else ""
    yield after


def table(out: Console, drawn: Table) -> None:
    """Prints a table in columns, or where these would be too narrow row by row."""
    if not drawn.rows:
        return
    out.print()
    terminal.say(out, terminal.text((drawn.caption, "dim")))
    (_in_columns if _fits(out.width, drawn) else _by_row)(out, drawn)


def _fits(width: int, drawn: Table) -> bool:
    """Whether columns are wide enough: no word is broken, and no cell grows higher than a few lines."""
    weights = sum(column.weight for column in drawn.columns)
    for place, column in enumerate(drawn.columns):
        room = width * column.weight // weights - 2
        for text in (column.title, *(row.cells[place].text for row in drawn.rows)):
            longest = max(map(len, text.split()), default=0)
            if longest > room or len(text) > room * HIGHEST:
                return False
    return True


def _in_columns(out: Console, drawn: Table) -> None:
    from rich.table import Table as Grid

    grid = Grid(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="dim", pad_edge=False)
    for column in drawn.columns:
        grid.add_column(
            terminal.text(column.title), ratio=column.weight, overflow="fold",
            justify="right" if column.numbers else "left",
        )  # fmt: skip
    for row in drawn.rows:
        grid.add_row(*(_cell(cell.paragraphs, cell.tone) for cell in row.cells))
    _print(out, grid)


def _print(out: Console, grid: Grid) -> None:
    """Prints a grid with no white space at the ends of its lines."""
    from rich.text import Text

    for line in out.render_lines(grid, out.options, pad=False):
        shown = Text.assemble(*((segment.text, segment.style or "") for segment in line))
        shown.rstrip()
        out.print(shown, no_wrap=True, crop=False, overflow="ignore")


def _by_row(out: Console, drawn: Table) -> None:
    for row in drawn.rows:
        head, *rest = row.cells
        out.print()
        terminal.say(out, terminal.text(("; ".join(head.text.split("\n")), "bold")))
        told = [
            [terminal.text((column.title, "dim")), _cell(cell.paragraphs, cell.tone)]
            for column, cell in zip(drawn.columns[1:], rest, strict=True)
            if cell.text
        ]
        terminal.table(out, told)


def _cell(paragraphs: Sequence[Paragraph], tone: str) -> Text:
    from rich.text import Text

    lines = []
    for place, each in enumerate(paragraphs):
        label = terminal.text((f"{each.label} ", "")) if each.label else terminal.text("")
        body = label + _runs(each.runs)
        if not place and tone:
            body.stylize(TONES[tone])
        lines.append(body)
    return Text("\n").join(lines)


def chart(out: Console, drawn: Chart) -> None:
    """Prints a chart as lanes of signs, with its ticks above."""
    names = max((len(lane) for lane in drawn.lanes), default=0)
    room = max(out.width - names - 3, 20)
    out.print()
    terminal.say(out, terminal.text((drawn.title, "dim")))
    terminal.say(out, terminal.text((" " * (names + 2) + _ticks(drawn.ticks, room), "dim")))
    for number, lane in enumerate(drawn.lanes):
        signs = [" "] * room
        for each in sorted((one for one in drawn.drawn if one.lane == number), key=lambda one: one.shape == "point"):
            _place(signs, each, room)
        terminal.say(out, terminal.text((f"{lane:<{names}}  ", "bold"), "".join(signs).rstrip()))


def _ticks(ticks: Sequence[tuple[float, str]], room: int) -> str:
    line = ""
    for place, label in ticks:
        at = round(place * (room - 1))
        if at >= len(line) + (1 if line else 0):
            line = f"{line:<{at}}{label}"
    return line[:room]


_SIGNS = {"point": "●", "bar": "─", "open": "─", "line": "─"}


def _place(signs: list[str], each: Drawn, room: int) -> None:
    first, last = round(each.start * (room - 1)), round(each.end * (room - 1))
    for at in range(max(first, 0), min(last, room - 1) + 1):
        signs[at] = _SIGNS[each.shape]
    if each.shape == "bar" and last > first:
        signs[first], signs[last] = "├", "┤"
    if each.shape == "line":
        signs[last] = "┤"
    if each.shape == "open":
        signs[last] = "→"
