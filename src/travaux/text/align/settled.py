"""What is settled between two drafts: pairs, and groups of clauses that were split or merged. How is not known here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from travaux.text.align.likeness import Likeness
from travaux.text.align.sides import Side, Words

FREE = -1
"""A clause that has no partner yet."""
BARRED = -2
"""A clause that is known to have no partner."""
GROUPED = -3
"""A part of a split or merged clause that is not its main part."""
RARE_WORDS = 6
"""How many of a clause's rarest words lead to candidates."""
HOLDERS = 20
"""Most clauses that a word leads to."""


@dataclass(frozen=True, slots=True)
class Group:
    """A clause and the several clauses it became, or came from, by their numbers in order."""

    whole: int
    parts: tuple[int, ...]


@dataclass(slots=True, eq=False)
class Matching:
    """Pairs found so far: for each clause of a side the number of its partner, or -1."""

    likeness: Likeness
    partners: list[int] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)
    splits: list[Group] = field(default_factory=list)
    merges: list[Group] = field(default_factory=list)
    grouped_left: set[int] = field(default_factory=set)
    grouped_right: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.partners = [FREE] * len(self.left.clauses)
        self.origins = [FREE] * len(self.right.clauses)

    @property
    def left(self) -> Side:
        """The earlier draft."""
        return self.likeness.left

    @property
    def right(self) -> Side:
        """The later draft."""
        return self.likeness.right

    def pair(self, a: int, b: int) -> None:
        """Settles a pair."""
        self.partners[a], self.origins[b] = b, a

    def pair_inside(self, a: int, b: int) -> None:
        """Settles two clauses with the same words, and all clauses inside them, as far as they are free."""
        for x, y in zip(self.left.inside(a), self.right.inside(b), strict=True):
            if self.free(x, y):
                self.pair(x, y)

    def pair_all(self, a: int, b: int) -> None:
        """Settles a pair, with all that is inside where that is the same."""
        if self.left.exact[a] == self.right.exact[b]:
            self.pair_inside(a, b)
        else:
            self.pair(a, b)

    def free(self, a: int, b: int) -> bool:
        """Tells whether neither clause has a partner, or was found to have none."""
        return self.partners[a] == FREE and self.origins[b] == FREE

    def free_lefts(self, among: Iterable[int]) -> list[int]:
        """Returns those clauses of the earlier draft that are still free."""
        return [a for a in among if self.partners[a] == FREE]

    def free_rights(self, among: Iterable[int]) -> list[int]:
        """Returns those clauses of the later draft that are still free."""
        return [b for b in among if self.origins[b] == FREE]


def by_rare_words(
    left: Side, right: Side, words: Words, lefts: Iterable[int], rights: Iterable[int]
) -> list[tuple[int, int]]:
    """Returns pairs of clauses that share one of the rarest of their words, or everything."""
    weights = words.weights
    holders: dict[int, list[int]] = {}
    same: dict[int, list[int]] = {}
    for b in rights:
        same.setdefault(right.exact[b], []).append(b)
        for word in set(right.own[b]):
            holders.setdefault(word, []).append(b)
    found: set[tuple[int, int]] = set()
    for a in lefts:
        rare = sorted(set(left.own[a]) & holders.keys(), key=lambda word: (-weights[word], word))[:RARE_WORDS]
        nearest = [b for word in rare if len(holders[word]) <= HOLDERS for b in holders[word]]
        found.update((a, b) for b in [*same.get(left.exact[a], [])[:HOLDERS], *nearest])
    return sorted(found)


def heaviest_run(pairs: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Returns the heaviest set of (x, y, weight) that rises on both sides, as (x, y) in order.

    Each pair takes the best run that ends below it; `tops` keeps, by y, only runs heavier than all before them.
    """
    tops: list[int] = []
    weights: list[float] = []
    ends: list[int] = []
    before = [-1] * len(pairs)
    order = sorted(range(len(pairs)), key=lambda n: (pairs[n][0], -pairs[n][1]))
    for number in order:
        _, y, weight = pairs[number]
        place = bisect_left(tops, y)
        total = weight + (weights[place - 1] if place else 0.0)
        before[number] = ends[place - 1] if place else -1
        stop = place
        while stop < len(tops) and weights[stop] <= total:
            stop += 1
        if stop > place or place == len(tops) or tops[place] != y:
            tops[place:stop], weights[place:stop], ends[place:stop] = [y], [total], [number]
    run, number = [], ends[-1] if ends else -1
    while number >= 0:
        run.append(pairs[number][:2])
        number = before[number]
    return run[::-1]
