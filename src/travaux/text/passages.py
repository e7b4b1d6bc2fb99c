"""Passages: the lines in which a new draft differs from its parents, and the tokens found for them so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from travaux.text.standings import Line


class Hole(NamedTuple):
    """A run of words of a passage for which no token is known yet."""

    start: int
    end: int


class Loss(NamedTuple):
    """A run of a parent's tokens that the new draft does not hold where they stood.

    `ids` with the offsets in the parent's text (`places`), and the token before the run in the parent.
    """

    parent: int
    ids: list[int]
    left: int
    right: int
    start: int
    end: int
    skip: int


@dataclass(slots=True)
class Passage:
    """Neighbouring lines of the new draft, from line `first` on: `counts` words in each, a token or 0 for each word.

    `left` and `right` are the tokens that stand around the passage.
    """

    first: int
    counts: list[int]
    words: list[int]
    ids: list[int]
    left: int = 0
    right: int = 0
    old_first: int = 0
    old_last: int = 0
    losses: list[Loss] = field(default_factory=list)

    def holes(self) -> Iterator[Hole]:
        """Yields the runs of words without a token."""
        start = -1
        for place, token in enumerate(self.ids):
            if token and start >= 0:
                yield Hole(start, place)
                start = -1
            elif not token and start < 0:
                start = place
        if start >= 0:
            yield Hole(start, len(self.ids))

    def before(self, place: int) -> int:
        """Returns the token before a word, 0 where there is none yet."""
        return self.ids[place - 1] if place else self.left

    def after(self, place: int) -> int:
        """Returns the token after the words up to `place`, 0 where there is none yet."""
        return self.ids[place] if place < len(self.ids) else self.right

    def lines(self) -> list[Line]:
        """Returns the tokens line by line."""
        found, start = [], 0
        for count in self.counts:
            found.append(tuple(self.ids[start : start + count]))
            start += count
        return found
