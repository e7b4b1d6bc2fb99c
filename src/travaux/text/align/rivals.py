"""Rivals: how far a pair of clauses stands out from the other pairs that either of them could make.

What two clauses share with everybody speaks for no pair. So from the likeness of a pair a part of its best rival's is
taken; what is left is its *prominence*. Two clauses of the same words among others of the same words have little.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from travaux.text.align.settled import Matching, by_rare_words

RIVALRY = 0.6
"""How much of a rival's likeness is taken from a pair's."""
SAME_NUMBER = 0.05
"""What the same number adds, where the words leave a choice."""

Scored = tuple[float, int, int]
"""A likeness or prominence, and the numbers of the two clauses."""


@dataclass(slots=True, eq=False)
class Rivals:
    """The two best likenesses of each clause of either side."""

    lefts: dict[int, tuple[float, float]] = field(default_factory=dict)
    rights: dict[int, tuple[float, float]] = field(default_factory=dict)

    def add(self, pairs: Iterable[Scored]) -> Rivals:
        """Takes more pairs into account."""
        for score, a, b in pairs:
            for best, number in ((self.lefts, a), (self.rights, b)):
                first, second = best.get(number, (0.0, 0.0))
                best[number] = (score, first) if score > first else (first, max(second, score))
        return self

    def of(self, score: float, a: int, b: int) -> float:
        """Returns the likeness of a pair's best rival."""
        rivals = (self.lefts.get(a, (0.0, 0.0)), self.rights.get(b, (0.0, 0.0)))
        return max(second if score >= first else first for first, second in rivals)

    def and_among(self, pairs: list[Scored]) -> Rivals:
        """Returns these rivals with those among a few more pairs."""
        few = Rivals().add(pairs)
        return Rivals(_better(few.lefts, self.lefts), _better(few.rights, self.rights))


def _better(
    few: dict[int, tuple[float, float]], many: dict[int, tuple[float, float]]
) -> dict[int, tuple[float, float]]:
    return {number: max(best, many.get(number, best)) for number, best in few.items()}


def scored(matching: Matching, pairs: Iterable[tuple[int, int]]) -> list[Scored]:
    """Returns pairs with their likeness."""
    return [(matching.likeness.of(a, b), a, b) for a, b in pairs]


def everywhere(matching: Matching) -> Rivals:
    """Returns the rivals among all clauses that are still free, of one kind and with rare words in common."""
    left, right = matching.left, matching.right
    lefts, rights = matching.free_lefts(range(len(left.own))), matching.free_rights(range(len(right.own)))
    pairs = by_rare_words(left, right, matching.likeness.words, lefts, rights)
    alike = [(a, b) for a, b in pairs if left.clauses[a].kind == right.clauses[b].kind]
    return Rivals().add(scored(matching, alike))


def prominent(matching: Matching, pairs: list[Scored], rivals: Rivals, least: float) -> list[Scored]:
    """Returns the pairs that stand out from their rivals by `least`, with their prominence."""
    found = []
    for score, a, b in pairs:
        prominence = score - RIVALRY * rivals.of(score, a, b) + SAME_NUMBER * same_number(matching, a, b)
        if prominence >= least:
            found.append((prominence, a, b))
    return found


def best_first(pairs: Iterable[Scored]) -> list[tuple[int, int]]:
    """Returns pairs by their score, the first clauses first where it is equal."""
    return [(a, b) for _, a, b in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))]


def same_number(matching: Matching, a: int, b: int) -> bool:
    """Tells whether two clauses have the same number."""
    number = matching.left.clauses[a].number
    return bool(number) and number == matching.right.clauses[b].number
