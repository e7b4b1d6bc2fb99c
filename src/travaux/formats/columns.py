"""Columns of plain text: words wrapped to a width as a terminal shows them, and cells side by side.

Width is counted as terminals do: letters of East Asian scripts take two columns, marks that stand on others and
characters without width take none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_GUTTER = "  "
_LEAST = 14
_TO, _BACK = "\u2068", "\u2069"
Cells = Sequence[str]


def width_of(text: str) -> int:
    """Returns how many columns a text takes.

    >>> width_of("clause"), width_of("条約"), width_of("e\u0301")
    (6, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def wrapped(text: str, width: int) -> list[str]:
    """Returns the lines of a text without line feeds: broken at blanks, and within a word too long for a line.

    >>> wrapped("The Parties shall cooperate.", 12)
    ['The Parties', 'shall', 'cooperate.']
    """
    if not width or (width_of(text) <= width):
        return [text.rstrip(" ")] if text.strip(" ") else []
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _cut(word, width)
        lines.extend(whole)
    return [*lines, line] if line else lines


def laid_out(
    heads: Cells, rows: Sequence[Cells], width: int, weights: Sequence[int], numbers: Sequence[bool]
) -> Iterator[str]:
    """Yields a table: side by side where the columns have room, else row by row."""
    if not heads:
        return
    widths = _widths([heads, *rows], width, weights)
    if widths is None:
        yield from _row_by_row(heads, rows, width)
        return
    yield from _side_by_side(heads, widths, [False] * len(heads))
    yield _GUTTER.join("─" * each for each in widths)
    loose = any(len(_lines(cell, size)) > 1 for row in rows for cell, size in zip(row, widths, strict=False))
    for place, row in enumerate(rows):
        if loose and place:
            yield ""
        yield from _side_by_side(row, widths, numbers)


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cut(word: str, width: int) -> list[str]:
    """Returns a word in pieces of a width."""
    if width_of(word) <= width:
        return [word]
    pieces, piece, size = [], "", 0
    for character in word:
        wide = _width(character)
        if size + wide > width and piece:
            pieces.append(piece)
            piece, size = "", 0
        piece += character
        size += wide
    return [*pieces, piece]


def _lines(cell: str, width: int) -> list[str]:
    return [part for line in cell.split("\n") for part in wrapped(line, width)]


def _widths(rows: Sequence[Cells], width: int, weights: Sequence[int]) -> list[int] | None:
    """Returns the width of each column, or None where there is no room for them side by side."""
    count = len(rows[0])
    natural = [
        max([1, *(width_of(line) for row in rows if place < len(row) for line in row[place].split("\n"))])
        for place in range(count)
    ]
    room = width - len(_GUTTER) * (count - 1)
    if not width or sum(natural) <= room:
        return natural
    least = [min(each, _LEAST, _longest_word(rows, place)) for place, each in enumerate(natural)]
    if sum(least) > room:
        return None
    return _shared(natural, least, weights, room)


def _longest_word(rows: Sequence[Cells], place: int) -> int:
    return max([1, *(width_of(word) for row in rows if place < len(row) for word in row[place].split())])


def _shared(natural: list[int], least: list[int], weights: Sequence[int], room: int) -> list[int]:
    """Gives the room column by column, one at a time to whoever lacks most for its weight."""
    widths = list(least)
    for _ in range(room - sum(least)):
        lacking = [place for place, each in enumerate(widths) if each < natural[place]]
        widths[min(lacking, key=lambda place: (widths[place] / max(weights[place], 1), place))] += 1
    return widths


def _side_by_side(row: Cells, widths: Sequence[int], numbers: Sequence[bool]) -> Iterator[str]:
    cells = [_lines(cell, size) for cell, size in zip(row, widths, strict=False)]
    for number in range(max([1, *map(len, cells)])):
        line = [
            _padded(cell[number] if number < len(cell) else "", size, right)
            for cell, size, right in zip(cells, widths, numbers, strict=False)
        ]
        yield _GUTTER.join(line).rstrip(" ")


def _padded(text: str, width: int, right: bool) -> str:
    blanks = " " * (width - width_of(text))
    if any(unicodedata.bidirectional(character) in ("R", "AL", "RLE", "RLO", "RLI") for character in text):
        text = f"{_TO}{text}{_BACK}"
    return blanks + text if right else text + blanks


def _row_by_row(heads: Cells, rows: Sequence[Cells], width: int) -> Iterator[str]:
    """Yields each row as a list: the head of a column, then what stands in it."""
    yield from wrapped(" · ".join(filter(None, heads)), width)
    for row in rows:
        yield ""
        for head, cell in zip(heads, row, strict=False):
            if lines := _lines(cell, width - 4):
                yield from wrapped(head, width)
                yield from (f"    {line}" for line in lines)
