"""Matching: which clause is which, one to one. Splits, fates and reasons are not its matter.

The evidence, strongest first:

1. *The same words*, all the way down, that stand once in each draft: these settle a pair wherever they stand.
2. *Children.* A clause that holds most of another's clauses is that clause.
3. *Place.* Between two settled neighbours, under a settled parent, clauses are compared in order. Where one clause is
   left on each side, a moderate likeness is enough; where several are, a pair must stand out from its rivals.
4. *Words anywhere.* What is left is looked for in the whole draft by its rarest words; with no place to speak for it,
   a pair must be more alike, and stand out more.

Steps 2 to 4 are repeated until nothing changes. What occurs several times ("Reserved", an empty chapeau) never pairs
by its words alone, because then no pair stands out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from travaux.text.align_likeness import Likeness
from travaux.text.align_sides import Side, Words

FREE = -1
"""A clause that has no partner yet."""
BARRED = -2
"""A clause that is known to have no partner."""
ALONE = 0.45
"""Least likeness of the only two clauses left between settled neighbours."""
AT_HOME = 0.9
"""Least likeness of two clauses under one parent that need not stand out from clauses elsewhere."""
AMONG = 0.5
"""Least prominence of a pair among several clauses left between settled neighbours."""
ANYWHERE = 0.5
"""Least prominence of a pair that no place speaks for."""
RIVALRY = 0.6
"""How much of a rival's likeness is taken from a pair's."""
SAME_NUMBER = 0.05
"""What the same number adds, where the words leave a choice."""
ONE_OF_A_KIND = ("front", "contents", "preamble", "closing")
RARE_WORDS = 6
"""How many of a clause's rarest words lead to candidates."""
HOLDERS = 20
"""Most clauses that a word leads to."""
ALL_PAIRS = 900
"""Largest product of two numbers of clauses that are compared each with each."""
CONTENT = 1.2
"""Least weight of words that can settle a pair anywhere."""


@dataclass(slots=True, eq=False)
class Rivals:
    """The two best likenesses of each clause of either side: what a pair of them has to stand out from.

    A pair's rivals are the other pairs of either clause. What two clauses share with everybody speaks for no pair.
    """

    lefts: dict[int, tuple[float, float]] = field(default_factory=dict)
    rights: dict[int, tuple[float, float]] = field(default_factory=dict)

    def add(self, scored: Iterable[tuple[float, int, int]]) -> None:
        """Takes more pairs into account."""
        for score, a, b in scored:
            for best, number in ((self.lefts, a), (self.rights, b)):
                first, second = best.get(number, (0.0, 0.0))
                best[number] = (score, first) if score > first else (first, max(second, score))

    def of(self, score: float, a: int, b: int) -> float:
        """Returns the likeness of a pair's best rival."""
        rivals = (self.lefts.get(a, (0.0, 0.0)), self.rights.get(b, (0.0, 0.0)))
        return max(second if score >= first else first for first, second in rivals)

    def and_of(self, scored: list[tuple[float, int, int]]) -> Rivals:
        """Returns these rivals with those among a few more pairs."""
        few = Rivals()
        few.add(scored)
        return Rivals(_better(few.lefts, self.lefts), _better(few.rights, self.rights))


def _better(
    few: dict[int, tuple[float, float]], all_: dict[int, tuple[float, float]]
) -> dict[int, tuple[float, float]]:
    return {number: max(best, all_.get(number, best)) for number, best in few.items()}


@dataclass(slots=True, eq=False)
class Matching:
    """Pairs found so far: for each clause of a side the number of its partner, or -1."""

    likeness: Likeness
    partners: list[int] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)
    rivals: Rivals = field(default_factory=Rivals)

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


def match(likeness: Likeness, settled: Matching | None = None) -> Matching:
    """Returns which clause of the earlier draft is which of the later; what is `settled` stays."""
    matching = settled or Matching(likeness)
    _one_of_a_kind(matching)
    _same_words(matching)
    while True:
        before = matching.partners.copy()
        _by_children(matching)
        _by_place(matching)
        _anywhere(matching)
        if matching.partners == before:
            return matching


def _same_words(matching: Matching) -> None:
    """Pairs clauses whose words, all the way down, stand once in each draft; the outermost first."""
    left, right = matching.left, matching.right
    once = _once(left.exact)
    for exact, b in _once(right.exact).items():
        a = once.get(exact, -1)
        if a >= 0 and b >= 0 and matching.free(a, b) and left.sizes[a] > 1:
            matching.pair_inside(a, b)


def _one_of_a_kind(matching: Matching) -> None:
    """Pairs what every draft has one of: what stands before the first clause, the preamble, the closing words."""
    left, right = matching.left, matching.right
    for kind in ONE_OF_A_KIND:
        lefts = [a for a in left.outermost if left.clauses[a].kind == kind]
        rights = [b for b in right.outermost if right.clauses[b].kind == kind]
        if len(lefts) == len(rights) == 1 and matching.free(lefts[0], rights[0]):
            matching.pair(lefts[0], rights[0])


def _once(exact: list[int]) -> dict[int, int]:
    places: dict[int, int] = {}
    for place, number in enumerate(exact):
        places[number] = -1 if number in places else place
    return places


def _by_children(matching: Matching) -> None:
    """Pairs clauses of which one holds most of the other's clauses, the innermost first."""
    left, right = matching.left, matching.right
    for a in range(len(left.clauses) - 1, -1, -1):
        if matching.partners[a] != FREE or not left.children[a]:
            continue
        votes: Counter[int] = Counter()
        for child in left.children[a]:
            partner = matching.partners[child]
            b = right.parents[partner] if partner >= 0 else -1
            if b >= 0 and matching.origins[b] == FREE and left.clauses[a].kind == right.clauses[b].kind:
                votes[b] += left.sizes[child] + 1
        if votes:
            _elect(matching, a, min(votes, key=lambda b: (-votes[b], b)), votes)


def _elect(matching: Matching, a: int, b: int, votes: Counter[int]) -> None:
    """Pairs two clauses if the clauses they share are at least half of either's, and they are alike as wholes."""
    left, right = matching.left, matching.right
    sizes = sum(left.sizes[child] + 1 for child in left.children[a])
    others = sum(right.sizes[child] + 1 for child in right.children[b])
    if 2 * votes[b] >= min(sizes, others) and matching.likeness.of(a, b) >= ALONE:
        matching.pair(a, b)


def _by_place(matching: Matching) -> None:
    """Pairs the children of settled parents, from the outermost clauses inwards."""
    matching.rivals = _rivals(matching)
    waiting = deque([(-1, -1)])
    while waiting:
        parent, partner = waiting.popleft()
        _children(matching, matching.left.below(parent), matching.right.below(partner))
        waiting.extend((a, matching.partners[a]) for a in matching.left.below(parent) if matching.partners[a] >= 0)


def _children(matching: Matching, lefts: list[int], rights: list[int]) -> None:
    """Pairs the free children of two parents, gap by gap, until no gap yields another pair."""
    found = True
    while found:
        found = False
        for free_left, free_right in _gaps(matching, lefts, rights):
            found = _gap(matching, free_left, free_right) or found
        found = found or _out_of_order(matching, matching.free_lefts(lefts), matching.free_rights(rights))


def _gaps(matching: Matching, lefts: list[int], rights: list[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Yields the free clauses between neighbours that are paired with each other in order."""
    places = {b: place for place, b in enumerate(rights)}
    paired = [(place, places.get(matching.partners[a], -1)) for place, a in enumerate(lefts)]
    steady = heaviest_run([(x, y, matching.left.sizes[lefts[x]] + 1.0) for x, y in paired if y >= 0])
    x_from = y_from = 0
    for x, y in [*steady, (len(lefts), len(rights))]:
        free_left, free_right = matching.free_lefts(lefts[x_from:x]), matching.free_rights(rights[y_from:y])
        if free_left and free_right:
            yield free_left, free_right
        x_from, y_from = x + 1, y + 1


def _gap(matching: Matching, lefts: list[int], rights: list[int]) -> bool:
    """Pairs what can be paired in one gap; tells whether anything was."""
    if _trim(matching, lefts, rights):
        return True
    if len(lefts) == len(rights) and _in_step(matching, lefts, rights):
        return True
    scored = _scored(matching, _candidates(matching, lefts, rights))
    found = _at_home(matching, scored)
    found += _prominent(matching, scored, matching.rivals.and_of(scored), AMONG)
    places_left = {a: place for place, a in enumerate(lefts)}
    places_right = {b: place for place, b in enumerate(rights)}
    run = heaviest_run([(places_left[a], places_right[b], score - AMONG + 0.01) for score, a, b in found])
    for x, y in run:
        matching.pair_all(lefts[x], rights[y])
    return bool(run)


def _at_home(matching: Matching, scored: list[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    """Returns the pairs of nearly the same words that stand out from the others under the same parent."""
    nearly = [pair for pair in scored if pair[0] >= AT_HOME]
    return _prominent(matching, nearly, Rivals().and_of(scored), 1 - RIVALRY + 0.01) if nearly else []


def _out_of_order(matching: Matching, lefts: list[int], rights: list[int]) -> bool:
    """Pairs clauses of nearly the same words that changed places under one parent."""
    if not lefts or not rights:
        return False
    found = _at_home(matching, _scored(matching, _candidates(matching, lefts, rights)))
    for _, a, b in sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if matching.free(a, b):
            matching.pair_all(a, b)
    return bool(found)


def _in_step(matching: Matching, lefts: list[int], rights: list[int]) -> bool:
    """Pairs the first with the first, the second with the second …, where nothing in the gap is more alike."""
    rivals = Rivals()
    rivals.add(_scored(matching, _candidates(matching, lefts, rights)))
    found = False
    for a, b in zip(lefts, rights, strict=True):
        score = matching.likeness.of(a, b)
        if score >= ALONE and score >= rivals.of(score, a, b):
            matching.pair(a, b)
            found = True
    return found


def _trim(matching: Matching, lefts: list[int], rights: list[int]) -> bool:
    """Pairs the same words at both ends of a gap."""
    left, right = matching.left, matching.right
    found = 0
    for direction in (1, -1):
        ends = zip(lefts[::direction], rights[::direction], strict=False)
        for a, b in ends:
            if left.exact[a] != right.exact[b] or not matching.free(a, b):
                break
            matching.pair_inside(a, b)
            found += 1
    return found > 0


def _candidates(matching: Matching, lefts: list[int], rights: list[int]) -> Iterable[tuple[int, int]]:
    """Returns the pairs worth comparing: each with each where they are few, else by the same rare words."""
    if len(lefts) * len(rights) <= ALL_PAIRS:
        return [(a, b) for a in lefts for b in rights]
    return by_rare_words(matching.left, matching.right, matching.likeness.words, lefts, rights)


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


def _rivals(matching: Matching) -> Rivals:
    """Returns the rivals of every pair among all clauses that are still free."""
    lefts = matching.free_lefts(range(len(matching.partners)))
    rights = matching.free_rights(range(len(matching.origins)))
    pairs = by_rare_words(matching.left, matching.right, matching.likeness.words, lefts, rights)
    rivals = Rivals()
    rivals.add(_scored(matching, _of_one_kind(matching, pairs)))
    return rivals


def _of_one_kind(matching: Matching, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    left, right = matching.left.clauses, matching.right.clauses
    return [(a, b) for a, b in pairs if left[a].kind == right[b].kind]


def _scored(matching: Matching, pairs: Iterable[tuple[int, int]]) -> list[tuple[float, int, int]]:
    return [(matching.likeness.of(a, b), a, b) for a, b in pairs]


def _prominent(
    matching: Matching, scored: list[tuple[float, int, int]], rivals: Rivals, least: float
) -> list[tuple[float, int, int]]:
    """Returns the pairs that stand out from their rivals by `least`, with their prominence."""
    found = []
    for score, a, b in scored:
        prominence = score - RIVALRY * rivals.of(score, a, b) + SAME_NUMBER * _same_number(matching, a, b)
        if prominence >= least:
            found.append((prominence, a, b))
    return found


def _same_number(matching: Matching, a: int, b: int) -> bool:
    number = matching.left.clauses[a].number
    return bool(number) and number == matching.right.clauses[b].number


def _anywhere(matching: Matching) -> None:
    """Pairs what is left by its words alone, wherever it stands, the most prominent first."""
    left, right, words = matching.left, matching.right, matching.likeness.words
    lefts = [a for a in matching.free_lefts(range(len(left.own))) if words.weight(left.own[a]) >= CONTENT]
    rights = [b for b in matching.free_rights(range(len(right.own))) if words.weight(right.own[b]) >= CONTENT]
    scored = _scored(matching, by_rare_words(left, right, words, lefts, rights))
    found = _prominent(matching, scored, Rivals().and_of(scored), ANYWHERE)
    for _, a, b in sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if matching.free(a, b):
            matching.pair(a, b)


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
