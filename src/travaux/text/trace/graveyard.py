"""The graveyard: every span of tokens that was ever taken out, found again by its words. Nothing decides here.

Spans lie one after another in an array, apart by a 0. Where `GRAM` words in a row begin is kept in chains, as a
compressor keeps them: a table from a hash to the last place with it, and for every place the one before with the same
hash. Twelve bytes a token, where a dictionary of word groups takes a hundred and more.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from travaux.text.trace.ledger import Deed, Ledger
from travaux.text.trace.passages import Loss

GRAM = 4
"""How many words in a row are looked up."""
_TRIES = 32
"""How many places with the same words are tried, the last buried first."""

_MET = 1 << 20
"""Size of the table that tells hashes never met from others, in bytes."""


def grams(words: Sequence[int]) -> list[int]:
    """Returns a hash for every `GRAM` words in a row."""
    return list(map(hash, zip(words, words[1:], words[2:], words[3:], strict=False)))


class Chains:
    """Places in a growing array of tokens, found by a hash of the words that begin there, the last entered first."""

    def __init__(self) -> None:
        self._hashes = array("I", [0])
        self._before = array("I", [0])
        self._heads = array("I", [0]) * 4096
        self._entered = 0
        self._met = bytearray(_MET)

    def enter(self, start: int, hashes: Sequence[int]) -> None:
        """Enters the hashes of the places from `start` on, which lie after all that were entered before."""
        gap = start - len(self._hashes)
        self._hashes.extend(array("I", [0]) * gap)
        self._before.extend(array("I", [0]) * gap)
        self._entered += len(hashes)
        if self._entered > 2 * len(self._heads):
            self._widen()
        heads, add_hash, add_before, met = self._heads, self._hashes.append, self._before.append, self._met
        mask = len(heads) - 1
        for place, gram in enumerate(hashes, start):
            met[gram & (_MET - 1)] = 1
            add_hash(gram & 0xFFFFFFFF)
            add_before(heads[gram & mask])
            heads[gram & mask] = place

    def likely(self, hashes: Sequence[int]) -> list[int]:
        """Returns which of these hashes may have been entered; most that were not are left out."""
        met = self._met
        return [number for number, gram in enumerate(hashes) if met[gram & (_MET - 1)]]

    def places(self, gram: int) -> list[int]:
        """Returns the places with this hash, the last entered first; now and then other words stand there."""
        hashes, before = self._hashes, self._before
        key = gram & 0xFFFFFFFF
        place = self._heads[key & (len(self._heads) - 1)]
        found: list[int] = []
        while place:
            if hashes[place] == key:
                found.append(place)
                if len(found) == _TRIES:
                    break
            place = before[place]
        return found

    def _widen(self) -> None:
        """Makes the table wide enough, four times as wide at least, and enters everything again."""
        size = len(self._heads)
        while self._entered > 2 * size:
            size *= 4
        self._heads = array("I", [0]) * size
        heads, before, mask = self._heads, self._before, len(self._heads) - 1
        for place, key in enumerate(self._hashes):
            if key:
                before[place] = heads[key & mask]
                heads[key & mask] = place


class Graveyard:
    """Deleted spans, the last buried found first."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._chains = Chains()
        self._between: dict[int, int] = {}
        self.spans = array("I", [0])

    def bury(self, loss: Loss, deed: Deed) -> int:
        """Takes a run of tokens out of the draft and returns the place of its first in `spans`."""
        self._ledger.remove(loss.ids, deed, loss.parent, loss.places, (loss.left, loss.right))
        start = len(self.spans)
        self.spans.extend(loss.ids)
        self.spans.append(0)
        if len(loss.ids) >= GRAM:
            self._chains.enter(start, grams(self._ledger.words(loss.ids)))
        return start

    def settle(self, loss: Loss, place: int) -> None:
        """Notes between which tokens the parts of a buried run stood that were not woken again."""
        around, alive = [loss.left, *loss.ids, loss.right], self._ledger.alive
        start = 0
        while start < len(loss.ids):
            end = start
            while end < len(loss.ids) and not alive[loss.ids[end]]:
                end += 1
            if end > start:
                words = self._ledger.words(loss.ids[start:end])
                self._between[hash((around[start], around[end + 1], *words))] = place + start
            start = max(end, start + 1)

    def between(self, left: int, right: int, words: Sequence[int]) -> Sequence[int]:
        """Returns the ids of the span with these words that was last taken out between these two tokens, or none."""
        start = self._between.get(hash((left, right, *words)), 0)
        ids = self.spans[start : start + len(words)]
        return ids if start and self._ledger.words(ids) == list(words) else ()

    def likely(self, hashes: Sequence[int]) -> list[int]:
        """Returns which of these hashes may be found."""
        return self._chains.likely(hashes)

    def places(self, gram: int) -> list[int]:
        """Returns places in `spans` where words with this hash begin, the last buried first."""
        return self._chains.places(gram)
