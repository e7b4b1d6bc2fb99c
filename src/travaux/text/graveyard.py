"""The graveyard: every span of tokens that was ever taken out, found again by its words. Nothing decides here.

Spans lie one after another in an array, apart by a 0. Where four words in a row begin is kept in chains, as a
compressor keeps them: a table from a hash to the last place with it, and for every place the one before with the same
hash. Four bytes a token for the spans and four for the chains, instead of a hundred for a dictionary of word groups.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from travaux.text.ledger import Ledger

GRAM = 4
"""How many words in a row are looked up."""
_TRIES = 32
"""How many places with the same words are tried, the last buried first."""


def grams(words: Sequence[int]) -> list[int]:
    """Returns a hash for every four words in a row."""
    return list(map(hash, zip(words, words[1:], words[2:], words[3:])))  # noqa: B905


class Graveyard:
    """Deleted spans, the last buried found first."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.spans = array("I", [0])
        self._before = array("I", [0])
        self._heads = array("I", [0]) * 1024
        self._places: dict[int, int] = {}

    def bury(self, ids: Sequence[int]) -> int:
        """Lays a span of tokens down and returns the place of its first."""
        start = len(self.spans)
        self.spans.extend(ids)
        self.spans.append(0)
        self._before.extend(array("I", [0]) * (len(ids) + 1))
        if len(self.spans) > 4 * len(self._heads):
            self._widen()
        elif len(ids) >= GRAM:
            self._chain(start, grams(self._ledger.words(ids)))
        return start

    def mark(self, place: int, size: int, left: int, right: int) -> None:
        """Notes between which living tokens a part of a buried span stood when it was taken out."""
        self._places[hash((left, right, *self._ledger.words(self.spans[place : place + size])))] = place

    def between(self, left: int, right: int, words: Sequence[int]) -> Sequence[int]:
        """Returns the ids of the span with these words that was last taken out between these two tokens, or none."""
        start = self._places.get(hash((left, right, *words)), 0)
        ids = self.spans[start : start + len(words)]
        return ids if start and self._ledger.words(ids) == list(words) else ()

    def places(self, gram: int) -> Iterator[int]:
        """Yields where four words with this hash may begin, the last buried first."""
        place = self._heads[gram % len(self._heads)]
        tries = _TRIES
        while place and tries:
            yield place
            place = self._before[place]
            tries -= 1

    def _chain(self, start: int, hashes: Sequence[int]) -> None:
        heads, before, size = self._heads, self._before, len(self._heads)
        for place, gram in enumerate(hashes, start):
            slot = gram % size
            before[place] = heads[slot]
            heads[slot] = place

    def _widen(self) -> None:
        """Makes the table four times as wide and enters everything again."""
        self._heads = array("I", [0]) * (4 * len(self._heads))
        self._before = array("I", [0]) * len(self.spans)
        words = self._ledger.words(self.spans)
        start = 1
        for place, token in enumerate(self.spans):
            if not token:
                if place - start >= GRAM:
                    self._chain(start, grams(words[start:place]))
                start = place + 1
