"""Matching: which characters of one text stand in another, in order. Moves are no matter of this module.

Paragraphs first, by patience; what is left between two anchors is paired by likeness, so that a paragraph meets its own
ancestor, also where it was split or joined; then words within each pair.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from travaux.text.edits import Block, blocks
from travaux.text.patience import patience
from travaux.text.redline.sides import Side, Words, folded

_LIKE = 0.5
"""Least share of two paragraphs' words in common for the two to be one paragraph, edited."""
_LIKE_ALONE = 0.25
"""The same where each is the only one between two paragraphs that stand in both texts."""
_WITHIN = 0.8
"""Least share of a paragraph's words within another for the two to be one paragraph, grown or cut."""
_FLOW = 4
"""Fewest words that flow between neighbouring paragraphs for the two to be compared as one."""
_VALVE_WORDS = 8
"""Fewest words of a paragraph that is shown whole where most of it was rewritten."""
_VALVE_OF_LONGER, _VALVE_OF_SHORTER = 0.4, 0.6
"""Shares of the longer and the shorter paragraph below which what is left of it is too little."""
_PAIRS = 2_500
"""Most pairs of paragraphs in a gap that are all looked at."""


Paragraphs = Mapping[int, Sequence[str]]
"""The words of some paragraphs of a side, by their place."""
Group = tuple[range, range]
"""Neighbouring paragraphs of each side that are compared as one."""


class Same(NamedTuple):
    """Characters that stand in both texts: from `a` to `a_end` in one, from `b` to `b_end` in the other."""

    a: int
    a_end: int
    b: int
    b_end: int


class Likeness(NamedTuple):
    """How alike two word sequences are: words in common, in order, and two shares of them from 0 to 1."""

    words: int
    of_both: float
    of_shorter: float

    @property
    def related(self) -> bool:
        """Whether one may be the other, edited."""
        grown = self.of_shorter >= _WITHIN and self.words >= 5
        return self.of_both >= _LIKE or grown or (self.of_shorter == 1 and self.words >= 3)


def likeness(a: Sequence[str], b: Sequence[str]) -> Likeness:
    """Returns how alike two word sequences are."""
    if not a or not b:
        return Likeness(0, 0.0, 0.0)
    words = LCSseq.similarity(a, b)
    return Likeness(words, 2 * words / (len(a) + len(b)), words / min(len(a), len(b)))


def matching(a: Side, b: Side, common: Container[str] | None = None) -> list[Same]:
    """Returns what stands in both texts, in order.

    For people, give the `common` words: runs of them inside a rewritten phrase, and what little is left of a rewritten
    paragraph, then do not count.

    >>> matching(Side("The Parties shall act."), Side("The  Parties may act."))
    [Same(a=0, a_end=11, b=0, b_end=12), Same(a=18, a_end=22, b=17, b_end=21)]
    """
    found: list[Same] = []
    a_from = b_from = 0
    for block in [*_anchored(a, b), Block(len(a.spans), len(b.spans), 0)]:
        for group in _groups(a, b, range(a_from, block.a), range(b_from, block.b)):
            found += _within(a, b, *group, common)
        for step in range(block.size):
            found += _paragraph(a, b, block.a + step, block.b + step)
        a_from, b_from = block.a + block.size, block.b + block.size
    return found


def _paragraph(a: Side, b: Side, i: int, j: int) -> Iterator[Same]:
    """Yields two paragraphs with the same key as one run."""
    yield Same(*a.spans[i], *b.spans[j])


def _anchored(a: Side, b: Side) -> list[Block]:
    """Returns the runs of equal paragraphs that keep their order, by patience.

    An equal paragraph that crosses longer ones, edited or not, moved past them: it is no anchor.
    """
    crossing = _crossing(a, b)
    if not crossing:
        return patience(a.keys, b.keys)
    first: list[Hashable] = list(a.keys)
    second: list[Hashable] = list(b.keys)
    for i, j in crossing:
        first[i], second[j] = ("a", i), ("b", j)
    return patience(first, second)


def _crossing(a: Side, b: Side) -> list[tuple[int, int]]:
    """Returns the equal paragraphs, each the only one of its words, that cross others of more weight."""
    in_b = _once(b.keys)
    anchors = [(i, in_b[key]) for key, i in _once(a.keys).items() if key in in_b]
    left = set(range(len(a.spans))) - {i for i, _ in anchors}
    right = set(range(len(b.spans))) - {j for _, j in anchors}
    rising = all(x[1] < y[1] for x, y in pairwise(anchors))
    if rising and not (left and right):
        return []
    # A word weighs about six characters, and a paragraph thirty words more: few moves are easier to follow than many.
    # An edited one weighs more than its words in common: it is easier to follow where it stands.
    runs = [(i, j, size, weight / 6 + 30 * size) for i, j, size, weight in _runs(a, anchors)]
    first = {i: a.words(*a.spans[i]).keys for i in sorted(left)}
    second = {j: b.words(*b.spans[j]).keys for j in sorted(right)}
    edited = [(i, j, 1.3 * weight + 30) for i, j, weight in _candidates(first, second)]
    kept = set(_heaviest_runs([*runs, *((i, j, 1, weight) for i, j, weight in edited)]))
    return [(i + n, j + n) for i, j, size, _ in runs if (i, j) not in kept for n in range(size)]


def _once(keys: Sequence[str]) -> dict[str, int]:
    """Returns the place of each key that occurs once."""
    places: dict[str, int] = {}
    for place, key in enumerate(keys):
        places[key] = -1 if key in places else place
    return {key: place for key, place in places.items() if place >= 0}


def _runs(a: Side, anchors: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Yields equal paragraphs that follow each other in both texts as one: where, how many, how many characters."""
    held: tuple[int, int, int, int] | None = None
    for i, j in anchors:
        weight = a.spans[i][1] - a.spans[i][0]
        if held and (held[0] + held[2], held[1] + held[2]) == (i, j):
            held = (held[0], held[1], held[2] + 1, held[3] + weight)
            continue
        if held:
            yield held
        held = (i, j, 1, weight)
    if held:
        yield held


def _within(a: Side, b: Side, a_range: range, b_range: range, common: Container[str] | None) -> Iterator[Same]:
    """Yields the runs of words that two groups of paragraphs have in common."""
    first = a.words(a.spans[a_range[0]][0], a.spans[a_range[-1]][1])
    second = b.words(b.spans[b_range[0]][0], b.spans[b_range[-1]][1])
    if common is None:
        yield from runs(first, second)
    elif not _rewritten(first, second, common):
        yield from runs(first, second, common)


def _rewritten(a: Words, b: Words, common: Container[str]) -> bool:
    """Tells whether so little of a paragraph is left that a person reads the old one and the new one more easily."""
    if min(len(a), len(b)) < _VALVE_WORDS:
        return False
    plain = [folded(key) for key in a.keys], [folded(key) for key in b.keys]
    equal = sum(block.size for block in blocks(*plain, common))
    return equal < _VALVE_OF_LONGER * max(len(a), len(b)) and equal < _VALVE_OF_SHORTER * min(len(a), len(b))


def runs(a: Words, b: Words, common: Container[str] = frozenset()) -> Iterator[Same]:
    """Yields the runs that two stretches of words have in common, changes between them at natural places."""
    found = _seamed(blocks(a.keys, b.keys, common), a, b)
    for x, y, size in found:
        yield Same(a.spans[x][0], a.spans[x + size - 1][1], b.spans[y][0], b.spans[y + size - 1][1])


def _seamed(found: Sequence[Block], a: Words, b: Words) -> list[Block]:
    """Returns equal runs with each pure insertion and each pure deletion slid to its most natural place.

    "the [old and the] new" and "the old and [the new]" are the same change; what begins and ends at a paragraph, then
    at a sentence, then at a comma, is what a person would have marked.
    """
    done = [Block(0, 0, 0), *found, Block(len(a), len(b), 0)]
    for here in range(len(done) - 1):
        left, right = done[here], done[here + 1]
        a_gap = range(left.a + left.size, right.a)
        b_gap = range(left.b + left.size, right.b)
        if bool(a_gap) == bool(b_gap):
            continue
        slide = _slide(a, a_gap, left.size, right.size) if a_gap else _slide(b, b_gap, left.size, right.size)
        done[here] = Block(left.a, left.b, left.size + slide)
        done[here + 1] = Block(right.a + slide, right.b + slide, right.size - slide)
    return [block for block in done if block.size]


def _slide(words: Words, gap: range, left: int, right: int) -> int:
    """Returns by how many words to move a change: forward, or back where negative."""
    keys = words.keys
    back = ahead = 0
    while back < left and keys[gap.start - back - 1] == keys[gap.stop - back - 1]:
        back += 1
    while ahead < right and keys[gap.start + ahead] == keys[gap.stop + ahead]:
        ahead += 1
    if not back and not ahead:
        return 0
    places = range(-back, ahead + 1)
    return max(places, key=lambda step: (words.seam(gap.start + step) + words.seam(gap.stop + step), -abs(step), step))


def _groups(a: Side, b: Side, a_range: range, b_range: range) -> list[Group]:
    """Returns which paragraphs of a gap belong together, in order: one with one, or with several where it was split."""
    if not a_range or not b_range:
        return []
    left = {i: a.words(*a.spans[i]).keys for i in a_range}
    right = {j: b.words(*b.spans[j]).keys for j in b_range}
    pairs = _heaviest(_candidates(left, right))
    if not pairs and len(left) == len(right) == 1 and _alone(*left.values(), *right.values()):
        pairs = [(a_range.start, b_range.start)]
    groups: list[Group] = []
    for place, (i, j) in enumerate(pairs):
        low = groups[-1] if groups else (range(a_range.start, a_range.start), range(b_range.start, b_range.start))
        high = pairs[place + 1] if place + 1 < len(pairs) else (a_range.stop, b_range.stop)
        groups.append(_grown(left, right, i, j, range(low[0].stop, high[0]), range(low[1].stop, high[1])))
    return _flowing(left, right, groups)


def _alone(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tells whether a paragraph is another, edited, when there is no other that it might be."""
    like = likeness(old, new)
    return like.of_both >= _LIKE_ALONE or like.of_shorter == 1


def _flowing(left: Paragraphs, right: Paragraphs, groups: Sequence[Group]) -> list[Group]:
    """Returns groups with neighbours made one where words flow from one into the other: joined here, split there."""
    done: list[Group] = []
    for group in groups:
        last = done[-1] if done else None
        if last and (last[0].stop, last[1].stop) == (group[0].start, group[1].start):
            wider = range(last[0].start, group[0].stop), range(last[1].start, group[1].stop)
            apart = _in_common(left, right, last) + _in_common(left, right, group)
            if _in_common(left, right, wider) >= apart + _FLOW:
                done[-1] = wider
                continue
        done.append(group)
    return done


def _in_common(left: Paragraphs, right: Paragraphs, group: Group) -> int:
    first = [word for i in group[0] for word in left[i]]
    second = [word for j in group[1] for word in right[j]]
    return likeness(first, second).words


def _grown(left: Paragraphs, right: Paragraphs, i: int, j: int, a_room: range, b_room: range) -> Group:
    """Returns a pair of paragraphs with the neighbours that were one paragraph with them."""
    group = range(i, i + 1), range(j, j + 1)
    while wider := _wider(left, right, group, a_room, b_room):
        group = wider
    return group


def _wider(left: Paragraphs, right: Paragraphs, group: Group, a_room: range, b_room: range) -> Group | None:
    """Returns a group with one neighbour more, half of whose words the other side has; None where there is none."""
    standing = _in_common(left, right, group)
    if standing == max(sum(len(left[i]) for i in group[0]), sum(len(right[j]) for j in group[1])):
        return None
    for place in (group[1].stop, group[1].start - 1):
        if place in b_room:
            wider = group[0], range(min(place, group[1].start), max(place + 1, group[1].stop))
            if _in_common(left, right, wider) - standing >= max(2, 0.5 * len(right[place])):
                return wider
    for place in (group[0].stop, group[0].start - 1):
        if place in a_room:
            wider = range(min(place, group[0].start), max(place + 1, group[0].stop)), group[1]
            if _in_common(left, right, wider) - standing >= max(2, 0.5 * len(left[place])):
                return wider
    return None


def _candidates(left: Paragraphs, right: Paragraphs) -> list[tuple[int, int, float]]:
    """Returns the pairs of paragraphs that may be one, each with its weight."""
    found = []
    for i, j in _worth_a_look(left, right):
        like = likeness(left[i], right[j])
        if like.related:
            found.append((i, j, like.words * max(like.of_both, like.of_shorter / 2)))
    return found


def _worth_a_look(left: Paragraphs, right: Paragraphs) -> Iterator[tuple[int, int]]:
    """Yields all pairs of a small gap; of a large one those that share some of their rarest words."""
    if len(left) * len(right) <= _PAIRS:
        yield from ((i, j) for i in left for j in right)
        return
    holders: dict[str, list[int]] = defaultdict(list)
    for j, words in right.items():
        for word in set(words):
            holders[word].append(j)
    for i, words in left.items():
        known = sorted((word for word in set(words) if word in holders), key=lambda word: (len(holders[word]), word))
        votes = Counter(j for word in known[:12] if len(holders[word]) <= 40 for j in holders[word])
        best = sorted(votes.items(), key=lambda vote: (-vote[1], abs(vote[0] - i), vote[0]))
        yield from ((i, j) for j, _ in best[:6])


def _heaviest(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Returns the pairs of greatest weight in all that rise on both sides."""
    return _heaviest_runs([(i, j, 1, weight) for i, j, weight in pairs])


def _heaviest_runs(runs: Sequence[tuple[int, int, int, float]]) -> list[tuple[int, int]]:
    """Returns where the runs begin that are of greatest weight in all and rise on both sides, none over another.

    Heaviest increasing subsequence: `tree` is a Fenwick tree of maxima that holds, for each end of a run in the second
    sequence, the heaviest series of runs that ends there or before. A run enters it once no run that begins before its
    end in the first sequence is left.
    """
    ends = sorted({j + size for _, j, size, _ in runs})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ends) + 1)
    before: list[int] = []
    ordered = sorted(runs, key=lambda run: (run[0], -run[1]))
    waiting: list[tuple[int, int, float]] = []
    top = (0.0, -1)
    for number, (i, j, size, weight) in enumerate(ordered):
        while waiting and waiting[0][0] <= i:
            _, other, total = heappop(waiting)
            _raise(tree, bisect_right(ends, ordered[other][1] + ordered[other][2]), (total, other))
        best = _best(tree, bisect_right(ends, j))
        before.append(best[1])
        heappush(waiting, (i + size, number, best[0] + weight))
        top = max(top, (best[0] + weight, number), key=lambda entry: entry[0])
    series: list[tuple[int, int]] = []
    number = top[1]
    while number >= 0:
        series.append(ordered[number][:2])
        number = before[number]
    return series[::-1]


def _best(tree: Sequence[tuple[float, int]], rank: int) -> tuple[float, int]:
    """Returns the heaviest entry at a rank or before it."""
    best = (0.0, -1)
    while rank > 0:
        best = max(best, tree[rank], key=lambda entry: entry[0])
        rank -= rank & -rank
    return best


def _raise(tree: list[tuple[float, int]], rank: int, entry: tuple[float, int]) -> None:
    """Enters a series at a rank."""
    while rank < len(tree):
        tree[rank] = max(tree[rank], entry, key=lambda entry: entry[0])
        rank += rank & -rank
