"""The graveyard: every span of tokens that was ever taken out, found again by its words. Nothing decides here.

Spans lie one after another in an array, apart by a 0. Where `GRAM` words in a row begin is kept in chains, as a
compressor keeps them: a table from a hash to the last place with it, and for every place the one before with the same
hash. Eight bytes a token, where a dictionary of word groups takes a hundred and more.
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
    """Returns a hash for every `GRAM` words in a row."""
    return list(map(hash, zip(words, words[1:], words[2:], words[3:], strict=False)))


class Chains:
    """Places in a growing array of tokens, found by a hash of the words that begin there, the last entered first."""

    def __init__(self) -> None:
        self._before = array("I", [0])
        self._heads = array("I", [0]) * 1024
        self._entered = 0

    def enter(self, start: int, hashes: Sequence[int]) -> None:
        """Enters the hashes of the places from `start` on, which lie after all that were entered before."""
        self._entered += len(hashes)
        if self._entered > 4 * len(self._heads):
            self._widen()
        self._before.extend(array("I", [0]) * (start + len(hashes) - len(self._before)))
        heads, before, mask = self._heads, self._before, len(self._heads) - 1
        for place, gram in enumerate(hashes, start):
            slot = gram & mask
            before[place] = heads[slot]
            heads[slot] = place

    def places(self, gram: int) -> Iterator[int]:
        """Yields places where words with this hash may begin, the last entered first; other words may stand there."""
        place = self._heads[gram & (len(self._heads) - 1)]
        tries = _TRIES
        while place and tries:
            yield place
            place = self._before[place]
            tries -= 1

    def _widen(self) -> None:
        """Doubles the table: a chain of the new table holds every place of the old chain, in the same order.

        The hashes are not kept, so a chain is not split in two; it is reached from both of its new heads, and words
        are always compared before a place is taken.
        """
        self._heads = self._heads * 2


class Graveyard:
    """Deleted spans, the last buried found first."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._chains = Chains()
        self._between: dict[int, int] = {}
        self.spans = array("I", [0])

    def bury(self, ids: Sequence[int]) -> int:
        """Lays a span of tokens down and returns the place of its first."""
        start = len(self.spans)
        self.spans.extend(ids)
        self.spans.append(0)
        if len(ids) >= GRAM:
            self._chains.enter(start, grams(self._ledger.words(ids)))
        return start

    def mark(self, place: int, size: int, left: int, right: int) -> None:
        """Notes between which tokens a part of a buried span stood when it was taken out."""
        words = self._ledger.words(self.spans[place : place + size])
        self._between[hash((left, right, *words))] = place

    def between(self, left: int, right: int, words: Sequence[int]) -> Sequence[int]:
        """Returns the ids of the span with these words that was last taken out between these two tokens, or none."""
        start = self._between.get(hash((left, right, *words)), 0)
        ids = self.spans[start : start + len(words)]
        return ids if start and self._ledger.words(ids) == list(words) else ()

    def places(self, gram: int) -> Iterator[int]:
        """Yields places in `spans` where words with this hash may begin, the last buried first."""
        return self._chains.places(gram)
