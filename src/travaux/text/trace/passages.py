"""Passages: the lines in which a new draft differs from its parents, and the tokens found for them so far.

A passage starts with *holes*, runs of words for which no token is known; each step of the rule fills some. What a
parent held in those lines and the new draft does not hold there is a *loss*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from travaux.text.trace.ledger import Ledger
from travaux.text.trace.standings import Line


class Hole(NamedTuple):
    """A run of words of a passage for which no token is known: from `start` to `end`, counted in words."""

    start: int
    end: int


class Loss(NamedTuple):
    """A run of tokens of the draft `parent` that the new draft does not hold where they stood.

    `places` are their offsets in the parent's text, `left` and `right` the tokens around the run there.
    """

    parent: int
    ids: Sequence[int]
    places: Sequence[int]
    left: int
    right: int


@dataclass(slots=True)
class Passage:
    """Neighbouring lines of the new draft, from line `first` on and from offset `at`: `counts` words in each line,
    a token or 0 for each word. `left` and `right` are the tokens that stand around the passage."""

    first: int
    at: int
    counts: list[int]
    words: list[int]
    ids: list[int]
    left: int = 0
    right: int = 0

    def holes(self) -> list[Hole]:
        """Returns the runs of words without a token."""
        known = bytes(map(bool, self.ids)) + b"\1"
        found = []
        start = known.find(0)
        while start >= 0:
            end = known.find(1, start)
            found.append(Hole(start, end))
            start = known.find(0, end)
        return found

    def before(self, place: int) -> int:
        """Returns the token before a word, 0 where there is none."""
        return self.ids[place - 1] if place else self.left

    def after(self, place: int) -> int:
        """Returns the token at a word's place, the one after the passage at its end, 0 where there is none."""
        return self.ids[place] if place < len(self.ids) else self.right

    def fill(self, start: int, ids: Sequence[int], ledger: Ledger) -> None:
        """Puts living tokens in the places from `start` on."""
        self.ids[start : start + len(ids)] = ids
        ledger.wake(ids)

    def lines(self) -> Iterator[Line]:
        """Yields the tokens line by line."""
        for start, end in pairwise(accumulate(self.counts, initial=0)):
            yield tuple(self.ids[start:end])
