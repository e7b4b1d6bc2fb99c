"""Tables as they come back in a file, whatever became of them on the way: cells with their words and changes.

Words put in and struck within a cell, by tracked changes or by hand (yellow for an addition, a line through a
deletion, as some councils ask for), are kept as such. No file format is known here, nor what a table is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Fate = Literal["plain", "inserted", "deleted"]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as it came: its words, each stretch with its fate. `span` is how many columns it covers where those it
    covers are not cells of their own, `below` that it goes on with the cell above it, `merged` that it covers others.
    `marks` are the names of bookmarks in it, `ways` how changes were shown in it."""

    pieces: tuple[tuple[str, Fate], ...] = ()
    span: int = 1
    below: bool = False
    marks: tuple[str, ...] = ()
    ways: frozenset[str] = frozenset()
    merged: bool = False

    @property
    def text(self) -> str:
        """Its words, without those that were struck."""
        return "".join(words for words, fate in self.pieces if fate != "deleted").strip()

    @property
    def empty(self) -> bool:
        """Whether it holds no word, not even a struck one."""
        return not any(words.strip() for words, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it came."""

    rows: tuple[tuple[GridCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back: its name, its tables, and why it could not be read, if so."""

    file: str
    grids: tuple[Grid, ...] = ()
    unread: str = ""


def spread(row: Sequence[GridCell]) -> tuple[GridCell, ...]:
    """Returns a row with an empty cell for every further column that a merged one covers."""
    made: list[GridCell] = []
    for each in row:
        made.append(each)
        made += [GridCell()] * (min(each.span, 64) - 1)
    return tuple(made)
