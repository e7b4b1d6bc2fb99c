"""The parts of a redline: pieces, numbered changes, and the redline itself. How they are found lives elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from travaux.text.clauses import Clause, Span
from travaux.text.drafts import Draft


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters with one fate between two drafts.

    `equal` stands in both; `insert` only in the later, `delete` only in the earlier; `move-from` and `move-to` are the
    two places of moved words and share `move` (numbered from 1 in the order of the later draft); what was put in or
    taken out inside a moved block carries its number too. `earlier` and `later` are offsets in the two texts (empty
    spans where the words do not stand). The characters of an `equal` piece are the same in both texts, unless
    numbering or typography was left out of the comparison.
    """

    kind: Literal["equal", "insert", "delete", "move-from", "move-to"]
    earlier: Span
    later: Span
    move: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A numbered change for people: neighbouring pieces that belong together, in the clause where they stand.

    A move is one change: its pieces are those at both places, edits inside the moved block included. `old` and `new`
    are its words, without the white space around them, which the pieces hold.
    """

    number: int
    kind: Literal["insertion", "deletion", "replacement", "move"]
    clause: Clause | None
    old: str
    new: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Renumbering:
    """A line whose computed number changed, which no character of either text shows: its place in both texts."""

    old: str
    new: str
    earlier: Span
    later: Span


@dataclass(frozen=True)
class Redline:
    """The difference between two drafts.

    The law: the later text is the `equal`, `insert` and `move-to` pieces in order; the earlier text the `equal`,
    `delete` and `move-from` pieces in order. `renumbered` are the lines with another computed number. `apparatus` has
    a redline for each footnote, header and the like that differs or stands in one draft only; `name` is what it is
    called.
    """

    earlier: Draft
    later: Draft
    pieces: Sequence[Piece]
    changes: Sequence[Change]
    renumbered: Sequence[Renumbering] = ()
    apparatus: Sequence[Redline] = ()
    name: str = ""
