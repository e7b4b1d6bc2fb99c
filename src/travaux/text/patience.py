"""Patience: two sequences aligned by the things that occur once on each side. Nothing of what the things are.

Things that occur once in both sequences are *anchors*. The longest run of anchors that keeps its order on both sides
is taken as equal; between two anchors the same is tried again, and equal ends are taken off each gap. **A gap without
anchors is left unmatched**: blank lines and "(a)" are the most frequent lines of a legal text, and whoever lets them
match ties unrelated clauses together. What is left is for a finer comparison, which sees the gap as a whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T", bound=Hashable)


class Block(NamedTuple):
    """An equal run: `size` things from `a` in the first sequence and from `b` in the second."""

    a: int
    b: int
    size: int


def patience(a: Sequence[T], b: Sequence[T], anchoring: Callable[[T], bool] = lambda thing: True) -> list[Block]:
    """Returns equal runs between two sequences, in order, without overlaps, that rest on anchors or on equal ends.

    Only things that are `anchoring` may be anchors: in a small gap the blank line between two paragraphs is unique too.

    >>> patience(["(a)", "war", "(b)", "peace"], ["(a)", "peace", "(b)", "war", "(c)"])
    [Block(a=0, b=0, size=1), Block(a=1, b=3, size=1)]
    """
    found: list[tuple[int, int, int]] = []
    gaps = [(0, len(a), 0, len(b))]
    while gaps:
        a_from, a_to, b_from, b_to = gaps.pop()
        head = equal_start(a, b, a_from, a_to, b_from, b_to)
        if head:
            found.append((a_from, b_from, head))
            a_from, b_from = a_from + head, b_from + head
        tail = equal_end(a, b, a_from, a_to, b_from, b_to)
        if tail:
            a_to, b_to = a_to - tail, b_to - tail
            found.append((a_to, b_to, tail))
        if a_from < a_to and b_from < b_to:
            pairs = [pair for pair in anchors(a, b, a_from, a_to, b_from, b_to) if anchoring(a[pair[0]])]
            gaps.extend(_between(pairs, a_from, a_to, b_from, b_to))
    return joined(sorted(found))


def equal_start(a: Sequence[Hashable], b: Sequence[Hashable], a_from: int, a_to: int, b_from: int, b_to: int) -> int:
    """Returns how many things at the start of two stretches are equal, pair by pair."""
    limit = min(a_to - a_from, b_to - b_from)
    size = 0
    while size < limit and a[a_from + size] == b[b_from + size]:
        size += 1
    return size


def equal_end(a: Sequence[Hashable], b: Sequence[Hashable], a_from: int, a_to: int, b_from: int, b_to: int) -> int:
    """Returns how many things at the end of two stretches are equal, pair by pair."""
    limit = min(a_to - a_from, b_to - b_from)
    size = 0
    while size < limit and a[a_to - size - 1] == b[b_to - size - 1]:
        size += 1
    return size


def anchors(
    a: Sequence[Hashable], b: Sequence[Hashable], a_from: int, a_to: int, b_from: int, b_to: int
) -> list[tuple[int, int]]:
    """Returns the longest run of pairs, rising on both sides, of things that occur once in both stretches."""
    in_a = _unique(a, a_from, a_to)
    in_b = _unique(b, b_from, b_to)
    return _rising([(in_a[thing], place) for thing, place in in_b.items() if place >= 0 and in_a.get(thing, -1) >= 0])


def joined(blocks: Sequence[tuple[int, int, int]]) -> list[Block]:
    """Returns blocks in order with those that touch on both sides made one."""
    found: list[Block] = []
    a_from = b_from = a_to = b_to = 0
    for a, b, size in blocks:
        if not size:
            continue
        if a == a_to and b == b_to:
            a_to, b_to = a + size, b + size
            continue
        if a_to > a_from:
            found.append(Block(a_from, b_from, a_to - a_from))
        a_from, b_from, a_to, b_to = a, b, a + size, b + size
    if a_to > a_from:
        found.append(Block(a_from, b_from, a_to - a_from))
    return found


def _unique(things: Sequence[Hashable], start: int, end: int) -> dict[Hashable, int]:
    """Returns the place of each thing of a stretch, or -1 where it occurs more than once."""
    places: dict[Hashable, int] = {}
    for place in range(start, end):
        thing = things[place]
        places[thing] = -1 if thing in places else place
    return places


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns the longest run of `pairs` (given by rising second place) whose first places rise too.

    Patience sorting: each pair goes on the first pile whose top is not below it and remembers the top of the pile
    before; the last pile's top leads back along a longest run.
    """
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (first, _) in enumerate(pairs):
        pile = bisect_left(tops, first)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [first]
        piles[pile : pile + 1] = [number]
    run: list[tuple[int, int]] = []
    number = piles[-1] if piles else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _between(
    pairs: list[tuple[int, int]], a_from: int, a_to: int, b_from: int, b_to: int
) -> list[tuple[int, int, int, int]]:
    """Returns the stretches that begin at each anchor and end before the next, and the one before the first.

    A stretch begins with its anchor, so that the equal start of the next round takes the anchor and what follows it;
    anchors in a row begin one stretch.
    """
    stretches = []
    a_at, b_at = a_from, b_from
    a_next, b_next = -1, -1
    for first, second in pairs:
        if first != a_next or second != b_next:
            stretches.append((a_at, first, b_at, second))
            a_at, b_at = first, second
        a_next, b_next = first + 1, second + 1
    if pairs:
        stretches.append((a_at, a_to, b_at, b_to))
    return stretches
