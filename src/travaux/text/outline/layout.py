"""Layout: the lines of a text as they lie on the page, before anybody asks what they are called.

A `Row` is a line without the blanks around it. It knows whether it begins a paragraph: in a text broken into short
lines only the one after an empty line does, in a draft of one paragraph a line each does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from travaux.text.clauses import Line

BLANK = Line()
_LEADERS = re.compile(r"(?:[.…·_]\s?){3,}\s*[\divxlc]{1,5}\s*$|\t\s*\d{1,4}\s*$")
_CONTENTS = re.compile(
    r"(?:table\s+of\s+)?contents|arrangement of (?:sections|clauses|articles)|table des mati[eè]res|sommaire"
    r"|[ií]ndice|inhalts(?:verzeichnis|übersicht)|inhoud(?:sopgave)?|sommario|содержание|оглавление|зміст"
    r"|spis treści|目录|目錄|目次"
    r"|içindekiler|المحتويات|الفهرس",
    re.IGNORECASE,
)
_FINISHED = re.compile(
    r"[.;:!?。；：！？؛؟…—–-][\s\])}*_”’\"'»]*$|,$|\b(?:and|or|et|ou|und|oder|y|o|e|и|або|та|lub|i)$"
)


@dataclass(slots=True)
class Row:
    """A line that is not empty: its place among the lines, its characters without the blanks around, how far it is set
    in, what is known of it, and whether it begins a paragraph."""

    line: int
    start: int
    end: int
    text: str
    indent: int
    info: Line = BLANK
    fresh: bool = True
    spaced: bool = True
    verbatim: bool = False
    contents: bool = False
    quote_end: int = 0
    """For the first row of a quotation: the last line it reaches, plus one."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of a text, and whether its paragraphs are broken into short lines."""

    rows: list[Row]
    wrapped: bool
    width: int


def layout(text: str, lines: Sequence[Line] = ()) -> Layout:
    """Returns the rows of a text."""
    rows = _rows(text, lines)
    told = any(line != BLANK for line in lines)
    wrapped, width = (False, 0) if told else _wrapping(rows)
    previous: Row | None = None
    for row in rows:
        gap = previous is None or row.line > previous.line + 1
        row.spaced = gap
        row.fresh = not wrapped or gap
        previous = row
    _verbatim(rows)
    _contents(rows)
    return Layout(rows, wrapped, width)


def _rows(text: str, lines: Sequence[Line]) -> list[Row]:
    rows = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        stripped = line.strip()
        info = lines[number] if number < len(lines) else BLANK
        if stripped or info.opens or info.closes is not None or info.label:
            left = len(line) - len(line.lstrip()) if stripped else 0
            indent = len(line[:left].expandtabs(4))
            rows.append(Row(number, start + left, start + left + len(stripped), stripped, indent, info))
        start += len(line) + 1
    return rows


def _wrapping(rows: list[Row]) -> tuple[bool, int]:
    """Says whether lines go on in the next one, and how wide a full line is.

    They do where many lines end in the middle of a sentence and the next one, straight below, begins with a small
    letter; a draft of one paragraph a line hardly ever does that.
    """
    if len(rows) < 4:
        return False, 0
    lengths = sorted(row.indent + len(row.text) for row in rows)
    width = lengths[int(len(lengths) * 0.9)]
    if not 30 <= width <= 140:
        return False, width
    touching = running = 0
    for one, two in pairwise(rows):
        if two.line != one.line + 1:
            continue
        touching += 1
        running += not finished(one.text) and two.text[0].islower() and len(one.text) > width * 0.5
    return running >= 3 and running * 6 > touching, width


def finished(text: str) -> bool:
    """Says whether a line ends where a sentence or an item of a list may end."""
    return _FINISHED.search(text[-12:]) is not None


_DANGLING = re.compile(
    r"\b(?:of|in|to|under|by|with|from|for|the|an?|this|that|and|or|than|as|at|on|per|see|du|de|des|la|le|les|l['’]|à|au|aux|et|ou|par|del|el|los|las"
    r"|y|o|con|der|die|das|dem|den|des|und|oder|von|zu|nach|gemäß|in|an|di|della|e|na|w|z|oraz|в|и|с|по|из|к)$",
    re.IGNORECASE,
)


def dangles(text: str) -> bool:
    """Says whether a line ends with a word that wants another after it."""
    return _DANGLING.search(text[-12:]) is not None


def _verbatim(rows: list[Row]) -> None:
    """Sets aside what is not prose: fenced code, and the header a Markdown file begins with."""
    fence = ""
    header = bool(rows) and rows[0].line == 0 and rows[0].text == "---"
    if header and not any(row.text == "---" and row.line < 60 for row in rows[1:]):
        header = False
    for place, row in enumerate(rows):
        if header:
            row.verbatim = True
            header = not (place and row.text == "---")
        elif fence:
            row.verbatim = True
            if row.text.startswith(fence):
                fence = ""
        elif row.text.startswith(("```", "~~~")):
            row.verbatim, fence = True, row.text[:3]


def _contents(rows: list[Row]) -> None:
    """Marks the lines of a table of contents: those with leaders and a page, and those under a heading that says so
    whose words all come again."""
    later: dict[str, int] = {}
    for place, row in enumerate(rows):
        later[row.text.casefold()] = place
        row.contents = bool(_LEADERS.search(row.text[-60:])) if len(row.text) < 200 else False
    place = 0
    while place < len(rows):
        if not _CONTENTS.fullmatch(rows[place].text.strip("#*_: ")):
            place += 1
            continue
        rows[place].contents = True
        first = place + 1
        place = first
        while place < len(rows) and (rows[place].contents or later[rows[place].text.casefold()] > place):
            rows[place].contents = True
            place += 1
