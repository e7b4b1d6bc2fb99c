"""A paper as Markdown: CommonMark with pipe tables, footnotes and CriticMarkup.

    {++put in++}{>>Boria, 2031-03-28<<}   {--taken out--}   {++moved here++}{>>move 2<<}
    **strong**   *quotation*   ~~given to an earlier wording~~   a note[^1]

Every other sign of Markdown, CriticMarkup or HTML in the words of a paper is written so that it stands for itself: with
a backslash, or as an entity where a program might not know the backslash. Square brackets of the text stay as they are
wherever they cannot be read as a link or a note, so that `[shall][should]` is what it says. A line feed within words is
a hard break, in a table `<br>`. Indents are not kept but for items; labels say where a paragraph stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from travaux.papers.characters import settled
from travaux.papers.paper import Block, Cell, Chart, Heading, Look, Paper, Paragraph, Run, Table

_CRITIC: dict[Look, tuple[str, str]] = {
    "inserted": ("{++", "++}"), "moved to": ("{++", "++}"), "deleted": ("{--", "--}"), "moved from": ("{--", "--}"),
}  # fmt: skip
_EMPHASIS: dict[Look, str] = {"strong": "**", "quotation": "*", "stale": "~~"}
_ALWAYS = re.compile(r"[\\`*_~|$]|<|>|&(?=[#\w])|!(?=\[)")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_BRACKET = re.compile(r"\[(?=\^|\Z)|\](?=[(:{^]|\[\^|\Z)")
_BRACE = re.compile(r"\{(?=[+\-=~>{]|\Z)|(?<=[+\-=~<}])\}|\A\}")
_START = re.compile(r"(?:#+(?=\s|\Z)|[-+=](?=[\s\-+=]|\Z)|:(?=\s)|\[(?=[ xX]\]))")
_CLOSERS = re.compile(r"(?<!\\)#+\Z")  # at the end of a heading they would close it
_NUMBER = re.compile(r"\A(\d{1,9})([.)])(?=\s|\Z)")


def write(paper: Paper) -> bytes:
    """Returns a paper as Markdown in UTF-8."""
    blocks = [block for block in _paper(settled(paper)) if block]
    return f"{chr(10).join(_joined(blocks))}\n".encode()


def escaped(text: str, *, starts: bool = False, table: bool = False, after: str = " ") -> str:
    r"""Returns text in which no character has a meaning; `starts` says that it begins a block, `after` what follows.

    >>> escaped("1. [shall][should] *not*", starts=True)
    '1\\. [shall][should] \\*not\\*'
    """
    lines = text.split("\n")
    while len(lines) > 1 and starts and not lines[0].strip():
        lines.pop(0)
    made = [*map(_inline, lines[:-1]), _inline(lines[-1], after)]
    made = [_at_start(line.lstrip(" \t")) if place or starts else line for place, line in enumerate(made)]
    return ("<br>" if table else "\\\n").join(made)


def told(runs: Sequence[Run], *, starts: bool = True, table: bool = False) -> str:
    """Returns runs as Markdown; `starts` says that they begin a block."""
    made = []
    for place, run in enumerate(runs):
        before = runs[place - 1].words[-1:] if place else ""
        after = runs[place + 1].words[:1] if place + 1 < len(runs) else " "
        made.append(_run(run, before, after, starts=starts, table=table))
        starts = not run.words.rpartition("\n")[2].strip() and ("\n" in run.words or starts)
    return "".join(made)


def _inline(line: str, after: str = " ") -> str:
    line = _ALWAYS.sub(lambda sign: _ENTITIES.get(sign[0], f"\\{sign[0]}"), line)
    line = _BRACE.sub(lambda brace: f"&#{ord(brace[0])};", line)
    meant = [found.start() for found in _BRACKET.finditer(line + after) if found.start() < len(line)]
    for place in reversed(meant):
        line = f"{line[:place]}\\{line[place:]}"
    return line


def _at_start(line: str) -> str:
    return _NUMBER.sub(r"\1\\\2", f"\\{line}" if _START.match(line) else line, count=1) if line else line


def _run(run: Run, before: str, after: str, *, starts: bool, table: bool) -> str:
    plain = run.note is None and run.look not in _CRITIC and run.outer not in _CRITIC
    words = escaped(run.words, starts=starts, table=table, after=after if plain else "")
    sign = _EMPHASIS.get(run.look, "")
    if sign and _may_stand(run.words, before, after):
        words = f"{sign}{words}{sign}"
    layers = ((run.look, run.by, run.at, run.move), (run.outer, run.outer_by, "", ""))
    for place, (look, by, at, move) in enumerate(layers):
        opening, closing = _CRITIC.get(look, ("", ""))
        # A sign within its own kind would not be read.
        if opening and words and (not place or _CRITIC.get(run.look, ("", ""))[0] != opening):
            why = ", ".join(filter(None, (f"move {move}" if move else "", by.name if by else "", at)))
            words = f"{opening}{words}{closing}{f'{{>>{_comment(why)}<<}}' if why else ''}"
    return words + (f"[^{run.note}]" if run.note is not None else "")


def _may_stand(words: str, before: str, after: str) -> bool:
    """Tells whether signs of emphasis round these words are read as such (CommonMark 0.31, 6.2)."""
    inside = words[:1].isalnum() and words[-1:].isalnum() and "\n" not in words
    return inside and not before.isalnum() and not after.isalnum()


def _comment(text: str) -> str:
    return escaped(" ".join(text.split())).replace("{", "&#123;").replace("}", "&#125;")


def _joined(blocks: Sequence[str]) -> Iterator[str]:
    for place, block in enumerate(blocks):
        if place and not (_is_item(block) and _is_item(blocks[place - 1])):
            yield ""
        yield block


def _is_item(block: str) -> bool:
    return block.lstrip(" ").startswith("- ")


def _paper(paper: Paper) -> Iterator[str]:
    yield _line(paper.kind)
    yield _heading(1, paper.title)
    yield escaped(paper.summary.strip(), starts=True)
    yield from (_pair(term, detail) for term, detail in paper.facts)
    if paper.facts and paper.legend:
        yield "---"
    yield from (
        _pair(told([Run(" ".join(sign.sign.split()), sign.look)]), sign.meaning, raw=True) for sign in paper.legend
    )
    depth = -1
    for block in paper.blocks:
        # An item too deep for the one above it would be code.
        depth = min(block.depth, depth + 1) if isinstance(block, Paragraph) and block.kind == "item" else -1
        yield from _block(replace(block, depth=depth) if isinstance(block, Paragraph) and depth >= 0 else block)
    for number, note in enumerate(paper.notes, 1):
        yield f"[^{number}]: {_labelled(note)}".rstrip()
    yield from (escaped(remark.strip(), starts=True) for remark in paper.remarks)


def _pair(term: str, detail: str, *, raw: bool = False) -> str:
    first = term.strip() if raw else f"**{_line(term)}**" if _may_stand(term, "", "") else _line(term)
    return f"- {first} {_line(detail)}".rstrip() if term or detail else ""


def _line(text: str) -> str:
    """Returns text for a place that holds one line only."""
    return escaped(" ".join(text.split()), starts=True)


def _heading(level: int, text: str) -> str:
    words = _CLOSERS.sub(r"\\\g<0>", _line(text))
    return f"{'#' * level} {words}" if words else ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield _heading(min(block.level, 3) + 1, " ".join(filter(None, (block.label, block.text))))
        case Paragraph():
            yield _paragraph(block)
        case Chart():
            yield f"**{_line(block.title)}**" if _may_stand(block.title, "", "") else _line(block.title)
            yield from _table(block.twin)
        case Table():
            yield from _table(block)


def _labelled(paragraph: Paragraph, *, table: bool = False) -> str:
    label = _line(paragraph.label)
    words = told(paragraph.runs, starts=not label, table=table)
    return _ended(f"{label} {words}" if label and words else label or words)


def _ended(words: str) -> str:
    """Returns the words of a block without breaks and blanks at its end."""
    return re.sub(r"(?:\s|\\\n|<br>)+\Z", "", words)


def _paragraph(paragraph: Paragraph) -> str:
    words = _labelled(paragraph)
    if not words:
        return ""
    match paragraph.kind:
        case "item":
            indent = "  " * paragraph.depth
            return f"{indent}- {words}".replace("\n", f"\n{indent}  ")
        case "quotation":
            return "> " + words.replace("\n", "\n> ")
        case _:
            return words


def _table(table: Table) -> Iterator[str]:
    caption = _line(table.caption)
    yield f"**{caption}**" if _may_stand(table.caption, "", "") else caption
    if not table.columns:
        return
    heads = [escaped(column.title.strip(), table=True) for column in table.columns]
    rules = ["--:" if column.numbers else "---" for column in table.columns]
    rows = [[_cell(cell) for cell in row.cells] for row in table.rows]
    yield "\n".join(f"| {' | '.join(row)} |" for row in (heads, rules, *rows))


def _cell(cell: Cell) -> str:
    return "<br>".join(filter(None, (_labelled(each, table=True) for each in cell.paragraphs)))
