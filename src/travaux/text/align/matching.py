"""Matching: which clause is which. Fates and reasons are not its matter.

The evidence, strongest first:

1. *The same words*, all the way down, that stand once in each draft: these settle a pair wherever they stand.
2. *Children.* A clause that holds most of another's clauses is that clause.
3. *Place.* Under a settled parent, between settled neighbours, a moderate likeness is enough (`places`).
4. *Parts.* Words that flowed into several clauses side by side, or came from several (`groups`).
5. *Sequence.* Where the two outlines do not agree, the order of the text speaks instead (`sequence`).
6. *Words anywhere.* What is left is looked for in the whole draft by its rarest words; with no place to speak for it,
   a pair must stand out more.

Each step starts again from the second whenever it found something. What occurs several times ("Reserved", an empty
chapeau) never pairs by its words alone, because then no pair stands out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import TypeVar

from travaux.text.align.groups import find_merges, find_splits
from travaux.text.align.likeness import Likeness
from travaux.text.align.places import ALONE, by_place
from travaux.text.align.rivals import Rivals, prominent, scored
from travaux.text.align.sequence import by_sequence, outlines_agree
from travaux.text.align.settled import FREE, Matching, by_rare_words

Thing = TypeVar("Thing", bound=Hashable)

ANYWHERE = 0.5
"""Least prominence of a pair that no place speaks for."""
CONTENT = 1.2
"""Least weight of words that can settle a pair anywhere."""
TELLING = 3.0
"""Least weight of own words that settle a pair wherever it stands."""
RELATED = 0.6
"""Least likeness, contents included, of two clauses with the same own words."""
ONE_OF_A_KIND = ("front", "contents", "preamble", "closing")


def match(likeness: Likeness, settled: Matching | None = None) -> Matching:
    """Returns which clause of the earlier draft is which of the later; what is `settled` stays."""
    matching = settled or Matching(likeness)
    _one_of_a_kind(matching)
    _same_words(matching)
    _same_own_words(matching)
    _in_place(matching)
    for at_home in (True, False):
        if find_splits(matching, at_home) + find_merges(matching, at_home):
            _in_place(matching)
        if at_home:
            _in_sequence(matching)
            _anywhere(matching)
    return matching


def _in_place(matching: Matching) -> None:
    """Pairs by children and by place until nothing changes."""
    before: list[int] = []
    while before != matching.partners:
        before = matching.partners.copy()
        _by_children(matching)
        by_place(matching)


def _in_sequence(matching: Matching) -> None:
    """Pairs by the order of the text where the two outlines do not agree."""
    while not outlines_agree(matching) and by_sequence(matching):
        _in_place(matching)


def _one_of_a_kind(matching: Matching) -> None:
    """Pairs what every draft has one of: what stands before the first clause, the preamble, the closing words."""
    left, right = matching.left, matching.right
    for kind in ONE_OF_A_KIND:
        lefts = [a for a in left.outermost if left.clauses[a].kind == kind]
        rights = [b for b in right.outermost if right.clauses[b].kind == kind]
        if len(lefts) == len(rights) == 1 and matching.free(lefts[0], rights[0]):
            matching.pair(lefts[0], rights[0])


def _same_words(matching: Matching) -> None:
    """Pairs clauses whose words, all the way down, stand once in each draft; the outermost first."""
    left, right = matching.left, matching.right
    once = _once(left.exact)
    for exact, b in _once(right.exact).items():
        a = once.get(exact, -1)
        if a >= 0 and b >= 0 and matching.free(a, b) and left.sizes[a] > 1:
            matching.pair_inside(a, b)


def _same_own_words(matching: Matching) -> None:
    """Pairs clauses whose own words say much and stand once in each draft, unless their contents are strangers."""
    left, right, words = matching.left, matching.right, matching.likeness.words
    once = _once(left.own)
    for own, b in _once(right.own).items():
        a = once.get(own, -1)
        telling = a >= 0 and b >= 0 and matching.free(a, b) and words.weight(own) >= TELLING
        if telling and matching.likeness.of(a, b) >= RELATED:
            matching.pair(a, b)


def _once(things: Sequence[Thing]) -> dict[Thing, int]:
    """Returns the place of each thing that occurs once, and -1 for the others."""
    places: dict[Thing, int] = {}
    for place, thing in enumerate(things):
        places[thing] = -1 if thing in places else place
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


def _anywhere(matching: Matching) -> None:
    """Pairs what is left by its words alone, the most prominent first, and what then has a place, until no more is."""
    left, right, words = matching.left, matching.right, matching.likeness.words
    while True:
        lefts = [a for a in matching.free_lefts(range(len(left.own))) if words.weight(left.own[a]) >= CONTENT]
        rights = [b for b in matching.free_rights(range(len(right.own))) if words.weight(right.own[b]) >= CONTENT]
        pairs = scored(matching, by_rare_words(left, right, words, lefts, rights))
        # Of two pairs of one clause at most one stands out by half.
        found = prominent(matching, pairs, Rivals().add(pairs), ANYWHERE)
        if not found:
            return
        for _, a, b in found:
            matching.pair(a, b)
        _in_place(matching)
