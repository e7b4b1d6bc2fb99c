"""Places: clauses paired by where they stand, under parents that are paired and between neighbours that are.

Between two settled neighbours clauses are compared in order. Where as many are left on one side as on the other, each
with the one in its place, a moderate likeness is enough; where one side has more, a pair must stand out from its
rivals, here and elsewhere. Clauses of nearly the same words under one parent may also have changed places, or have
been put under a new heading there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from travaux.text.align.rivals import (
    RIVALRY,
    SAME_NUMBER,
    Rivals,
    Scored,
    best_first,
    everywhere,
    prominent,
    same_number,
    scored,
)
from travaux.text.align.settled import Matching, by_rare_words, heaviest_run

ALONE = 0.45
"""Least likeness of two clauses in the same place between settled neighbours."""
AMONG = 0.5
"""Least prominence of a pair among several clauses left between settled neighbours."""
AT_HOME = 0.9
"""Least likeness of two clauses under one parent that need not stand out from clauses elsewhere."""
ALL_PAIRS = 900
"""Largest product of two numbers of clauses that are compared each with each."""


def by_place(matching: Matching) -> None:
    """Pairs the children of settled parents, from the outermost clauses inwards."""
    rivals = everywhere(matching)
    waiting = deque([(-1, -1)])
    while waiting:
        parent, partner = waiting.popleft()
        lefts, rights = matching.left.below(parent), matching.right.below(partner)
        _children(matching, lefts, rights, rivals)
        waiting.extend((a, matching.partners[a]) for a in lefts if matching.partners[a] >= 0)


def _children(matching: Matching, lefts: list[int], rights: list[int], rivals: Rivals) -> None:
    """Pairs the free children of two parents, gap by gap, until no gap yields another pair."""
    found = True
    while found:
        found = False
        for free_left, free_right in _gaps(matching, lefts, rights):
            found = _gap(matching, free_left, free_right, rivals) or found
        if not found:
            free_left, free_right = matching.free_lefts(lefts), matching.free_rights(rights)
            found = _out_of_order(matching, free_left, free_right) or _under_new(matching, free_left, free_right)


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


def _gap(matching: Matching, lefts: list[int], rights: list[int], rivals: Rivals) -> bool:
    """Pairs what can be paired in one gap; tells whether anything was."""
    if _trim(matching, lefts, rights):
        return True
    if len(lefts) == len(rights) and _in_step(matching, lefts, rights):
        return True
    pairs = scored(matching, candidates(matching, lefts, rights))
    found = [*_at_home(matching, pairs), *prominent(matching, pairs, rivals.and_among(pairs), AMONG)]
    places_left = {a: place for place, a in enumerate(lefts)}
    places_right = {b: place for place, b in enumerate(rights)}
    run = heaviest_run([(places_left[a], places_right[b], score) for score, a, b in found])
    for x, y in run:
        matching.pair_all(lefts[x], rights[y])
    return bool(run)


def _trim(matching: Matching, lefts: list[int], rights: list[int]) -> bool:
    """Pairs the same words at both ends of a gap."""
    left, right = matching.left, matching.right
    found = False
    for direction in (1, -1):
        for a, b in zip(lefts[::direction], rights[::direction], strict=False):
            if left.exact[a] != right.exact[b] or not matching.free(a, b):
                break
            matching.pair_inside(a, b)
            found = True
    return found


def _in_step(matching: Matching, lefts: list[int], rights: list[int]) -> bool:
    """Pairs the first with the first, the second with the second …, where nothing in the gap is more alike."""
    rivals = Rivals().add(scored(matching, candidates(matching, lefts, rights)))
    found = False
    for a, b in zip(lefts, rights, strict=True):
        score = matching.likeness.of(a, b)
        least = ALONE - SAME_NUMBER * same_number(matching, a, b)
        if score >= least and score >= rivals.of(score, a, b):
            matching.pair(a, b)
            found = True
    return found


def _at_home(matching: Matching, pairs: list[Scored]) -> list[Scored]:
    """Returns the pairs of nearly the same words that stand out from the others under the same parent."""
    nearly = [pair for pair in pairs if pair[0] >= AT_HOME]
    return prominent(matching, nearly, Rivals().add(pairs), 1 - RIVALRY + 0.01) if nearly else []


def _out_of_order(matching: Matching, lefts: list[int], rights: list[int]) -> bool:
    """Pairs clauses of nearly the same words, in whatever order."""
    if not lefts or not rights:
        return False
    found = best_first(_at_home(matching, scored(matching, candidates(matching, lefts, rights))))
    for a, b in found:
        if matching.free(a, b):
            matching.pair_all(a, b)
    return bool(found)


def _under_new(matching: Matching, lefts: list[int], rights: list[int]) -> bool:
    """Pairs clauses of nearly the same words of which one was put under a clause that the other draft has not."""
    inner_left = [inner for a in lefts for inner in matching.free_lefts(matching.left.children[a])]
    inner_right = [inner for b in rights for inner in matching.free_rights(matching.right.children[b])]
    return _out_of_order(matching, lefts, inner_right) or _out_of_order(matching, inner_left, rights)


def candidates(matching: Matching, lefts: list[int], rights: list[int]) -> Iterable[tuple[int, int]]:
    """Returns the pairs worth comparing: each with each where they are few, else by the same rare words."""
    if len(lefts) * len(rights) <= ALL_PAIRS:
        return [(a, b) for a in lefts for b in rights]
    return by_rare_words(matching.left, matching.right, matching.likeness.words, lefts, rights)
