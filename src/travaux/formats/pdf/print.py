"""What the typesetter is told: a paper as plain data, every word of it text, with the colours it may use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from travaux.formats import palette
from travaux.formats.columns import width_of
from travaux.formats.svg import print_picture
from travaux.papers.characters import direction
from travaux.papers.paper import Block, Cell, Chart, Column, Heading, Paper, Paragraph, Row, Run, Table
from travaux.papers.writers import Writer

_LONGEST = 28
_STEP = 14
_HANG = 9
_ACROSS, _TALL = 100, 24  # letters across a page, and lines of a row that is too tall to be kept whole
_BREAK = "\u200b"
_JOINING_NOTHING = re.compile("(?<![\u0590-\U0010ffff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0590-\U0010ffff])")
"""Joiners beside no letter of a script that joins: nothing is drawn for them, at which, in a picture, typst stops."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=-|\Z)")
_WORDS = ("clause", "item", "quotation", "part")

Data = dict[str, object]


def prepared(paper: Paper, families: Sequence[str]) -> Data:
    """Returns a paper as data for `paper.typ`; `families` are fonts to try before the last."""
    setting = _Setting(paper)
    return {
        "kind": broken(paper.kind),
        "title": broken(paper.title),
        "summary": broken(paper.summary),
        "facts": [[broken(term), broken(detail)] for term, detail in paper.facts],
        "legend": [
            {
                "runs": [setting.run(Run(sign.sign, sign.look, sign.by), alone=True)],
                "meaning": broken(sign.meaning),
                "tone": sign.tone,
            }
            for sign in paper.legend
        ],
        "blocks": [made for block in paper.blocks for made in setting.block(block)],
        "notes": [setting.paragraph(note) for note in paper.notes],
        "remarks": [broken(remark) for remark in paper.remarks],
        "wide": paper.wide or any(isinstance(block, Table) and block.wide for block in paper.blocks),
        "families": list(families),
        "colours": _colours(),
    }


def broken(text: str) -> str:
    """Returns a text in which words too long for a line or a cell may break; nothing is seen of it.

    >>> broken("a" * 30) == "a" * 14 + "\u200b" + "a" * 14 + "\u200b" + "aa"
    True
    """
    if len(text) < _LONGEST:
        return text
    return re.sub(rf"\S{{{_LONGEST},}}", lambda word: _stepped(word[0]), text)


def _stepped(word: str) -> str:
    return _BREAK.join(word[place : place + _STEP] for place in range(0, len(word), _STEP))


class _Setting:
    """What is counted while a paper is prepared: levels of headings and changes that have their number."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.level = 1
        self.changes: set[int] = set()
        labels = [each.label for each in paper.blocks if isinstance(each, Paragraph) and each.kind == "clause"]
        short = [width_of(label) for label in labels if width_of(label) <= _HANG]
        self.hang = max([2.4, *(0.58 * each for each in short)])

    def block(self, block: Block) -> Iterator[Data]:
        match block:
            case Heading():
                if block.label.strip() or block.text.strip():
                    self.level = min(block.level + 1, self.level + 1, 4)
                    words = {"label": broken(block.label), "text": broken(block.text)}
                    yield {"is": "heading", "level": self.level, **words}
            case Paragraph():
                if block.label or block.runs:
                    yield {"is": "paragraph", **self.paragraph(block)}
            case Chart():
                svg = list(_JOINING_NOTHING.sub("", print_picture(block).decode()).encode())
                title = broken(block.title)
                yield {"is": "chart", "title": title, "svg": svg, "twin": self._table(block.twin)}
            case Table():
                yield {"is": "table", **self._table(block)}

    def paragraph(self, paragraph: Paragraph) -> Data:
        known = paragraph.language or (self.paper.language if paragraph.kind in _WORDS else "")
        language = _LANGUAGE.match(known)
        return {
            "kind": paragraph.kind,
            "label": broken(paragraph.label),
            "hang": round(self.hang, 2) if width_of(paragraph.label) <= _HANG else 0,
            "depth": min(paragraph.depth, 6),
            "tone": paragraph.tone,
            "lang": language[0].lower() if language and language[0].lower() != "en" else "",
            "dir": direction(known, paragraph.text),
            "runs": [self.run(run) for run in paragraph.runs],
        }

    def run(self, run: Run, *, alone: bool = False) -> Data:
        """Returns a run with what stands raised before and after it."""
        by = run.by or run.outer_by
        shown = by and run.look != "attribution" and not (alone and run.words == by.letter)
        letter = by.letter if by and shown else ""
        before, after = letter, ""
        if run.move and run.look == "moved to":
            before = f"{run.move}→{letter}"
        elif run.move and run.look == "moved from":
            after = f"→{run.move}"
        change = ""
        if run.change is not None and run.change not in self.changes:
            self.changes.add(run.change)
            change = str(run.change)
        note = "" if run.note is None else str(run.note)
        known = run.note is not None and 1 <= run.note <= len(self.paper.notes)
        return {
            "words": broken(run.words), "look": run.look, "outer": run.outer, "colour": _colour(by), "change": change,
            "before": before, "after": after, "note": note, "known": known,
        }  # fmt: skip

    def _table(self, table: Table) -> Data:
        whole = sum(max(column.weight, 1) for column in table.columns)
        shares = [max(column.weight, 1) / whole for column in table.columns]
        return {
            "caption": broken(table.caption),
            "columns": [_column(column) for column in table.columns],
            "rows": [self._row(row, shares) for row in table.rows],
        }

    def _row(self, row: Row, shares: Sequence[float]) -> list[Data]:
        """Returns a cell for each column, or else the typesetter would go on in the next row.

        A row stays on one page, so that it is read cell by cell, unless it is long.
        """
        count = len(shares)
        cells = (*row.cells[:count], *(Cell() for _ in range(count - len(row.cells))))
        long = any(_lines(cell, share) > _TALL for cell, share in zip(cells, shares, strict=True))
        return [self._cell(cell, "" if place else row.tone, row.tone, long) for place, cell in enumerate(cells)]

    def _cell(self, cell: Cell, edge: str, ground: str, long: bool) -> Data:
        parts = [self.paragraph(each) for each in cell.paragraphs]
        return {"parts": parts, "tone": cell.tone or ground, "edge": cell.tone or edge, "breakable": long}


def _lines(cell: Cell, share: float) -> float:
    """Returns about how many lines a cell takes, the page being as narrow as it can be."""
    across = max(_ACROSS * share, 6)
    return sum(1 + (len(each.label) + len(each.text)) / across + each.text.count("\n") for each in cell.paragraphs)


def _column(column: Column) -> Data:
    colour = _colour(column.by)
    return {
        "title": broken(column.title),
        "weight": max(column.weight, 1),
        "numbers": column.numbers,
        "letter": column.by.letter if column.by else "",
        "colour": colour,
        "tint": palette.tint(colour) if colour else "",
    }


def _colour(by: Writer | None) -> str:
    return palette.PARTIES.get(by.colour, palette.QUIET)[0] if by else ""


def _colours() -> Data:
    return {
        "ink": palette.INK[0], "quiet": palette.QUIET[0], "rule": palette.RULE[0], "new": palette.NEW[0],
        "gone": palette.GONE[0], "moved": palette.MOVED[0],
        "tones": {tone: {"line": both[0], "tint": palette.tint(both[0], 0.09)} for tone, both in palette.TONES.items()},
    }  # fmt: skip
