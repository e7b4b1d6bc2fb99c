"""Edits: what two token sequences have in common, run by run. Nothing of where the sequences came from.

The longest equal run is taken first, then the longest on each side of it, and so on: the comparison that people who
mark changes by hand agree with most, because it keeps phrases whole. Its cost grows with the repetition in a text, so
larger stretches are compared by longest common subsequence (Hyyrö 2004, bit-parallel), and the largest are cut at
their anchors first, so that memory stays bounded.

*Islands*: where two sentences have nothing to do with each other, "of the" and "," still match. A short run of common
tokens is undone where the changes on both sides of it are at least as long as it is.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Sequence

from cydifflib import SequenceMatcher
from rapidfuzz.distance import LCSseq

from travaux.text.patience import Block as Block
from travaux.text.patience import equal_end, equal_start, joined, patience

_LONGEST_RUN_FIRST = 250_000
"""Largest product of two lengths compared longest run first."""
_SUBSEQUENCE = 4_000_000
"""Largest product of two lengths compared by longest common subsequence: about a megabyte of bits."""
ISLAND = 4
"""Longest run that may be an island, in tokens."""


def blocks(a: Sequence[Hashable], b: Sequence[Hashable], common: Container[Hashable] = frozenset()) -> list[Block]:
    """Returns the equal runs between two token sequences, in order and without overlaps.

    `common` holds the tokens that say nothing by themselves; runs of them between larger changes are undone.

    >>> blocks("the Parties shall act".split(), "the Parties may act".split())
    [Block(a=0, b=0, size=2), Block(a=3, b=3, size=1)]
    """
    return without_islands(_equal_runs(a, b), len(a), len(b), a, common)


def without_islands(
    runs: Sequence[Block], a_end: int, b_end: int, a: Sequence[Hashable], common: Container[Hashable]
) -> list[Block]:
    """Returns runs without the islands: at most `ISLAND` tokens, all `common`, no longer than the changes beside."""
    kept: list[Block] = []
    for number, run in enumerate(runs):
        following = runs[number + 1] if number + 1 < len(runs) else Block(a_end, b_end, 0)
        after = max(following.a - run.a - run.size, following.b - run.b - run.size)
        before = _change_before(kept, run)
        small = run.size <= ISLAND and run.size <= min(before, after)
        if not (small and all(token in common for token in a[run.a : run.a + run.size])):
            kept.append(run)
    return kept


def _change_before(kept: Sequence[Block], run: Block) -> int:
    """Returns the larger side of the change before a run, in tokens."""
    last = kept[-1] if kept else Block(0, 0, 0)
    return max(run.a - last.a - last.size, run.b - last.b - last.size)


def _equal_runs(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Block]:
    head = equal_start(a, b, 0, len(a), 0, len(b))
    tail = equal_end(a, b, head, len(a), head, len(b))
    a_to, b_to = len(a) - tail, len(b) - tail
    middle = _middle(a[head:a_to], b[head:b_to])
    return joined([(0, 0, head), *((head + x, head + y, size) for x, y, size in middle), (a_to, b_to, tail)])


def _middle(a: Sequence[Hashable], b: Sequence[Hashable]) -> Sequence[tuple[int, int, int]]:
    """Returns the equal runs of two stretches that differ at both ends; a run may be empty."""
    product = len(a) * len(b)
    if product == 0:
        return []
    if product <= _LONGEST_RUN_FIRST:
        found: list[tuple[int, int, int]] = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
        return found
    if product <= _SUBSEQUENCE:
        return [(match[0], match[1], match[2]) for match in LCSseq.editops(a, b).as_matching_blocks()]
    return _between_anchors(a, b)


def _between_anchors(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Block]:
    """Returns the equal runs of two long stretches: by anchors first, then within each gap that is small enough."""
    found: list[Block] = []
    a_from = b_from = 0
    for run in [*patience(a, b), Block(len(a), len(b), 0)]:
        if 0 < (run.a - a_from) * (run.b - b_from) <= _SUBSEQUENCE:
            gap = _middle(a[a_from : run.a], b[b_from : run.b])
            found += [Block(a_from + x, b_from + y, size) for x, y, size in gap]
        found.append(run)
        a_from, b_from = run.a + run.size, run.b + run.size
    return joined(found)
