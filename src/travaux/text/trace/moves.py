"""Moves and restores: words without a token, looked up among everything that was ever taken out.

A run of words is taken for the same text when it *says* enough to rule out chance. Words in running text are not
independent: a phrase says about half of what its words say one by one, so the run must say twice what it takes to
single out one place among everything ever written, and a little more.

Of several places with the same words, the one that says most wins; among equals the one that was taken out between the
same words, then the one nearest to where it stands now, then the one taken out last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log2
from typing import NamedTuple

from travaux.text.trace.graveyard import GRAM, Graveyard, grams
from travaux.text.trace.ledger import Ledger
from travaux.text.trace.passages import Hole, Passage
from travaux.text.trace.vocabulary import Vocabulary

_SURE = 22.0
"""Bits beyond those that single out a place: about one run in a thousand by chance, counted twice."""
_LONG_AGO = 12.0
"""Bits more for a restore: a move is looked for in what one draft took out, a restore in what all drafts did."""
_SHORTEST = 3
"""Fewest tokens of a run that was cut down because a better one took its ends."""


def needed(vocabulary: Vocabulary) -> float:
    """Returns how much a run of words must say to be the same text, in bits."""
    return _SURE + 2 * log2(vocabulary.total + 2)


class Find(NamedTuple):
    """A run of words of a passage, and a place in the graveyard with the same words.

    `says` is how much they say, in bits; `fits` is how well the place fits by its surroundings, more is better;
    `second` is what the best other place for these words says.
    """

    says: float
    fits: tuple[int, int, int]
    passage: int
    start: int
    place: int
    size: int
    second: float


class Taken(NamedTuple):
    """Words that were found: the passage, where they start in it, their tokens, the margin in hundredths."""

    passage: Passage
    start: int
    ids: list[int]
    margin: int


class Search:
    """Looks up the holes of the passages of a draft in the graveyard."""

    def __init__(self, draft: int, graveyard: Graveyard, ledger: Ledger, vocabulary: Vocabulary) -> None:
        self._draft = draft
        self._graveyard = graveyard
        self._ledger = ledger
        self._bits = vocabulary.bits()
        self._needed = needed(vocabulary)

    def take(self, passages: Sequence[Passage]) -> list[Taken]:
        """Fills holes with dead tokens, what says most first, and returns what was taken."""
        finds = [
            find
            for number, passage in enumerate(passages)
            for hole in passage.holes()
            if self._could(passage, hole)
            for find in self._finds(number, passage, hole)
        ]
        finds.sort(key=lambda find: (-find.says, find.passage, find.start))
        taken: list[Taken] = []
        for find in finds:
            taken += self._take(find, passages[find.passage])
        return taken

    def _could(self, passage: Passage, hole: Hole) -> bool:
        """Returns whether all words of a hole together say enough."""
        if hole.end - hole.start < GRAM:
            return False
        return sum([self._bits[word] for word in passage.words[hole.start : hole.end]]) >= self._needed

    def _finds(self, number: int, passage: Passage, hole: Hole) -> Iterator[Find]:
        """Yields the runs of a hole that lie buried, each as long as it can be."""
        words = passage.words[hole.start : hole.end]
        hashes = grams(words)
        done = 0
        for at in self._graveyard.likely(hashes):
            find = self._best(number, passage, hole.start, words, at, hashes[at]) if at >= done else None
            if find:
                yield find
                done = find.start + find.size - GRAM + 1 - hole.start

    def _best(
        self, number: int, passage: Passage, offset: int, words: Sequence[int], at: int, gram: int
    ) -> Find | None:
        """Returns the place that says most for the words around `at`."""
        best: Find | None = None
        second = 0.0
        for place in self._graveyard.places(gram):
            begin, size = self._extent(words, at, place)
            says = sum([self._bits[word] for word in words[begin : begin + size]])
            if not size or (best is not None and says < best.says):
                second = max(second, says)
                continue
            start, there = offset + begin, place - at + begin
            find = Find(says, self._fits(passage, start, there, size), number, start, there, size, 0.0)
            if best is None:
                best = find
            elif find[:2] > best[:2]:
                best, second = find, best.says
            else:
                second = says
        return None if best is None else best._replace(second=second)

    def _extent(self, words: Sequence[int], at: int, place: int) -> tuple[int, int]:
        """Returns where the equal run around a place begins and how long it is; living tokens end it."""
        spans, word, alive = self._graveyard.spans, self._ledger.word, self._ledger.alive
        end, there = at, place
        while end < len(words) and (token := spans[there]) and word[token] == words[end] and not alive[token]:
            end, there = end + 1, there + 1
        if end - at < GRAM:
            return at, 0
        begin, there = at, place
        while begin and (token := spans[there - 1]) and word[token] == words[begin - 1] and not alive[token]:
            begin, there = begin - 1, there - 1
        return begin, end - begin

    def _fits(self, passage: Passage, start: int, place: int, size: int) -> tuple[int, int, int]:
        """Returns how well a place fits: neighbours that are the same, then nearness, then how lately it was buried."""
        token = self._graveyard.spans[place]
        last = self._graveyard.spans[place + size - 1]
        same = (self._ledger.left[token] == passage.before(start)) + (
            self._ledger.right[last] == passage.after(start + size)
        )
        return same, -abs(self._ledger.place[token] - passage.at), place

    def _take(self, find: Find, passage: Passage) -> Iterator[Taken]:
        """Fills a find's words where they are still free on both sides and still say enough."""
        enough = self._enough(find)
        if find.says < enough:
            return
        margin = round(100 * (1 - find.second / find.says))
        for start, ids in self._free(find, passage):
            whole = len(ids) == find.size
            says = find.says if whole else sum([self._bits[word] for word in self._ledger.words(ids)])
            if says >= enough and len(ids) >= _SHORTEST:
                passage.fill(start, ids, self._ledger)
                yield Taken(passage, start, ids, margin)

    def _enough(self, find: Find) -> float:
        """Returns how much the words of a find must say."""
        moved = self._ledger.removed_in[self._graveyard.spans[find.place]] == self._draft + 1
        return self._needed + (0.0 if moved else _LONG_AGO)

    def _free(self, find: Find, passage: Passage) -> list[tuple[int, list[int]]]:
        """Returns the parts of a find that nothing better has taken."""
        parts: list[tuple[int, list[int]]] = []
        joins = False
        for step, token in enumerate(self._graveyard.spans[find.place : find.place + find.size]):
            free = not passage.ids[find.start + step] and not self._ledger.alive[token]
            if free and joins:
                parts[-1][1].append(token)
            elif free:
                parts.append((find.start + step, [token]))
            joins = free
        return parts
