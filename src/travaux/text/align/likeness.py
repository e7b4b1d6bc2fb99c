"""Likeness: how much two clauses have in common, from 0 to 1, by the words that say something.

Of two word sequences the longest common subsequence is taken, each word by its weight. `own` compares the clauses'
own words, `whole` everything inside them, and `likeness` is what both say together: an article whose heading stands
but whose paragraphs are new is still half itself, and one under a new heading is what its paragraphs are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from rapidfuzz.distance import LCSseq

from travaux.text.align.sides import Side, Words

HEADING = 0.9
"""The least likeness of own words under the same heading."""
OTHER_KIND = 0.75
"""What remains of the likeness of two clauses of different kinds, such as a paragraph and a point."""
STRANGE = 0.25
"""The likeness of own words below which the same contents do not make two clauses one: one may be inside the other."""
THIN = 1.2
"""The weight of own words below which they say nothing for or against a pair."""
IN_BRACKETS = 0.25
"""What a word in brackets that is not shared counts."""
_LONGEST = 4_000_000
"""Largest product of two lengths whose order is compared; beyond it only which words they share counts."""


@dataclass(slots=True, eq=False)
class Likeness:
    """The likeness of any clause of one side with any of the other, remembered once computed."""

    left: Side
    right: Side
    words: Words
    _own: dict[tuple[int, int], float] = field(default_factory=dict)
    _whole: dict[tuple[int, int], float] = field(default_factory=dict)

    def of(self, a: int, b: int) -> float:
        """Returns the likeness of two clauses."""
        kinds = 1.0 if self.left.clauses[a].kind == self.right.clauses[b].kind else OTHER_KIND
        if self.left.exact[a] == self.right.exact[b]:
            return kinds
        if not self.left.children[a] and not self.right.children[b]:
            return kinds * self.own(a, b)
        whole, own = self.whole(a, b), self.own(a, b)
        if own > whole or (own < STRANGE and not self._thin(a, b)):
            return kinds * (whole + own) / 2
        return kinds * whole

    def plain(self, a: int, b: int) -> float:
        """Returns how much of their words two clauses share, whatever else speaks for them: what people are told."""
        if self.left.exact[a] == self.right.exact[b]:
            return 1.0
        return self.whole(a, b)

    def _thin(self, a: int, b: int) -> bool:
        """Tells whether one of two clauses has next to no words of its own."""
        return min(self.words.weight(self.left.own[a]), self.words.weight(self.right.own[b])) < THIN

    def own(self, a: int, b: int) -> float:
        """Returns the likeness of two clauses' own words."""
        if (a, b) not in self._own:
            disputed = self.left.disputed(a, self.words), self.right.disputed(b, self.words)
            words = self.between(self.left.own[a], self.right.own[b], disputed)
            self._own[a, b] = max(words, HEADING) if self._same_heading(a, b) else words
        return self._own[a, b]

    def _same_heading(self, a: int, b: int) -> bool:
        heading = self.left.clauses[a].heading
        return bool(heading) and heading.casefold() == self.right.clauses[b].heading.casefold()

    def whole(self, a: int, b: int) -> float:
        """Returns the likeness of two clauses with everything inside them."""
        if (a, b) not in self._whole:
            disputed = self.left.disputed_inside(a, self.words), self.right.disputed_inside(b, self.words)
            self._whole[a, b] = self.between(self.left.whole(a), self.right.whole(b), disputed)
        return self._whole[a, b]

    def between(self, a: tuple[int, ...], b: tuple[int, ...], disputed: tuple[float, float] = (0.0, 0.0)) -> float:
        """Returns the likeness of two word sequences: twice what they share, over what they weigh together.

        Of the words that are not shared, those in brackets count a quarter: they were there to be taken out. How much
        the bracketed words of each weigh is `disputed`.
        """
        if a == b:
            return 1.0
        shared, total = self.shared(a, b), 0.0
        for weight, bracketed in zip((self.words.weight(a), self.words.weight(b)), disputed, strict=True):
            total += weight - (1 - IN_BRACKETS) * min(bracketed, weight - shared)
        return 2 * shared / total if total > 0 else 0.0

    def shared(self, a: tuple[int, ...], b: tuple[int, ...]) -> float:
        """Returns what the words weigh that two sequences share in the same order."""
        if len(a) * len(b) > _LONGEST:
            return self.words.weight((Counter(a) & Counter(b)).elements())
        runs = LCSseq.editops(a, b).as_matching_blocks()
        return sum(self.words.weight(a[run.a : run.a + run.size]) for run in runs)
