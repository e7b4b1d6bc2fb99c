"""Sequence: clauses paired by the order of the text alone, for two drafts whose outlines do not agree.

A file with its own structure beside a printed text of the same law, or two printed texts whose lists were read
differently: the words follow one another as before, but what stands inside what does not. There only a clause's own
words are compared, between neighbours in the text that are settled; a parent says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from travaux.text.align.places import ALONE, AT_HOME, candidates
from travaux.text.align.rivals import RIVALRY, Rivals, Scored, prominent
from travaux.text.align.settled import Matching, heaviest_run

AGREED = 0.97
"""Share of settled pairs under settled parents from which two outlines are said to agree."""
FEWEST = 8
"""Fewest settled pairs inside other clauses by which outlines can be judged."""


def outlines_agree(matching: Matching) -> bool:
    """Tells whether clauses that are paired mostly stand under clauses that are paired."""
    left, right = matching.left.parents, matching.right.parents
    inside = agreed = 0
    for a, b in enumerate(matching.partners):
        if b >= 0 and (left[a] >= 0 or right[b] >= 0):
            inside += 1
            agreed += left[a] >= 0 and right[b] >= 0 and matching.partners[left[a]] == right[b]
    return inside < FEWEST or agreed >= AGREED * inside


def by_sequence(matching: Matching) -> bool:
    """Pairs free clauses between settled neighbours in the text; tells whether any were."""
    ever, found = False, True
    while found:
        found = sum(_gap(matching, lefts, rights) for lefts, rights in _gaps(matching)) > 0
        ever = ever or found
    return ever


def _gaps(matching: Matching) -> Iterator[tuple[list[int], list[int]]]:
    """Yields the free clauses with words of their own between pairs that keep the order of the text."""
    own = matching.left.own
    steady = heaviest_run([(a, b, len(own[a]) + 1.0) for a, b in enumerate(matching.partners) if b >= 0])
    a_from = b_from = 0
    for a, b in [*steady, (len(own), len(matching.right.own))]:
        lefts = [free for free in matching.free_lefts(range(a_from, a)) if own[free]]
        rights = [free for free in matching.free_rights(range(b_from, b)) if matching.right.own[free]]
        if lefts and rights:
            yield lefts, rights
        a_from, b_from = a + 1, b + 1


def _gap(matching: Matching, lefts: list[int], rights: list[int]) -> bool:
    """Pairs nearly the same words in order; where as many are left on one side as on the other, alike ones in step."""
    pairs = [(matching.likeness.own(a, b), a, b) for a, b in candidates(matching, lefts, rights)]
    rivals = Rivals().add(pairs)
    nearly = [pair for pair in pairs if pair[0] >= AT_HOME]
    run = heaviest_run([(a, b, score) for score, a, b in prominent(matching, nearly, rivals, 1 - RIVALRY + 0.01)])
    if not run:
        run = _equal_ends(matching, lefts, rights)
    if not run and len(lefts) == len(rights):
        run = _in_step(pairs, rivals, set(zip(lefts, rights, strict=True)))
    for a, b in run:
        matching.pair(a, b)
    return bool(run)


def _equal_ends(matching: Matching, lefts: list[int], rights: list[int]) -> list[tuple[int, int]]:
    """Returns the pairs of the very same words at the two ends of a gap, as far as they do not meet."""
    own_left, own_right = matching.left.own, matching.right.own
    found: list[tuple[int, int]] = []
    for direction in (1, -1):
        for a, b in zip(lefts[::direction], rights[::direction], strict=False):
            if own_left[a] != own_right[b] or any(a == x or b == y for x, y in found):
                break
            found.append((a, b))
    return found


def _in_step(pairs: Iterable[Scored], rivals: Rivals, step: set[tuple[int, int]]) -> list[tuple[int, int]]:
    alike = [(a, b) for score, a, b in pairs if score >= ALONE and score >= rivals.of(score, a, b)]
    return [pair for pair in alike if pair in step]
