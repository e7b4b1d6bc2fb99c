"""The redline: the difference between two drafts, as pieces that a person can read and a program can apply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from travaux.text.clauses import Clause
from travaux.text.drafts import Draft


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters with one fate between two drafts.

    `equal` stands in both; `insert` only in the later, `delete` only in the earlier; `move-from` and `move-to` are the
    two places of moved words and share `move` (numbered from 1 in the order of the later draft). `earlier` and `later`
    are offsets in the two texts (empty spans where the words do not stand).
    """

    kind: Literal["equal", "insert", "delete", "move-from", "move-to"]
    earlier: tuple[int, int]
    later: tuple[int, int]
    move: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A numbered change for people: neighbouring pieces that belong together, in the clause where they stand."""

    number: int
    kind: Literal["insertion", "deletion", "replacement", "move"]
    clause: Clause | None
    old: str
    new: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Redline:
    """The difference between two drafts.

    The law: the later text is the `equal`, `insert` and `move-to` pieces in order; the earlier text the `equal`,
    `delete` and `move-from` pieces in the order of their places.
    """

    earlier: Draft
    later: Draft
    pieces: Sequence[Piece]
    changes: Sequence[Change]


def compare(earlier: Draft, later: Draft, *, numbering: bool = True, typography: bool = True) -> Redline:
    """Returns the redline between two drafts; `numbering=False` and `typography=False` leave such changes out."""
    raise NotImplementedError
