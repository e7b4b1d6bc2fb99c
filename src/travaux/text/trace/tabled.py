"""What was tabled: every run of words that somebody put in, found again by its words.

Two questions are asked of words that are about to be entered as new. Do the same words stand in the draft already?
Then they are a copy, and where from is noted. Did somebody table the same words in a draft that this one does not
descend from? Then both tabled them, and each origin names the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from travaux.text.trace.graveyard import GRAM, Chains, grams
from travaux.text.trace.ledger import Ledger
from travaux.text.trace.moves import needed
from travaux.text.trace.vocabulary import Vocabulary


class Likeness(NamedTuple):
    """Words from `start` on that are the same as those of tokens with the ids `ids`."""

    start: int
    ids: range


class Tabled:
    """The runs of tokens in the ledger; an id is its own place."""

    def __init__(self, ledger: Ledger, vocabulary: Vocabulary) -> None:
        self._ledger = ledger
        self._vocabulary = vocabulary
        self._chains = Chains()

    def enter(self, ids: range) -> None:
        """Enters a run of tokens that was just written."""
        if len(ids) >= GRAM:
            self._chains.enter(ids.start, grams(self._ledger.word[ids.start : ids.stop]))

    def like(self, words: Sequence[int], counts: Callable[[int], object]) -> Iterator[Likeness]:
        """Yields runs of tokens with the same words, each token of which `counts`, and which say enough."""
        enough, bits = needed(self._vocabulary), self._vocabulary.bits()
        if len(words) < GRAM or sum([bits[word] for word in words]) < enough:
            return
        hashes = grams(words)
        done = 0
        for at in self._chains.likely(hashes):
            if at < done:
                continue
            best = range(0)
            for token in self._chains.places(hashes[at]):
                size = self._extent(words, at, token, counts)
                if size > len(best):
                    best = range(token, token + size)
            if sum([bits[word] for word in words[at : at + len(best)]]) >= enough:
                yield Likeness(at, best)
                done = at + len(best)
            else:
                done = at + max(1, len(best) - GRAM + 1)

    def _extent(self, words: Sequence[int], at: int, token: int, counts: Callable[[int], object]) -> int:
        word = self._ledger.word
        size, limit = 0, min(len(words) - at, len(word) - token)
        while size < limit and word[token + size] == words[at + size] and counts(token + size):
            size += 1
        return size if size >= GRAM else 0
