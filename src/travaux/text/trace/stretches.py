"""Stretches: where two texts differ, in whole lines. Nothing of words, nothing of history.

Between two drafts of a long text almost everything is equal, so the equal parts are never cut into lines: they are
found by comparing slices of the raw text, which the machine does many times faster than anything line by line.

1. The equal start and the equal end are found by bisection.
2. In what is left, the characters in the middle of the shorter side are looked up in the longer side. An equal part
   longer than half of the shorter side must hold that middle, and no way of matching the two sides in order can be
   better without it. Where there is none, pieces from other points are looked up, and the equal parts around them are
   taken that keep their order and are together longer than half. What lies between is tried again.
3. Where there are no such parts, the lines are aligned by patience.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Postfix, Prefix

from travaux.text.patience import Block, patience

_SHORT = 2_000
"""Characters below which a stretch is cut into lines at once."""
_PROBES = (64, 512)
"""Lengths of the pieces of text looked up in the other text, in characters."""
_GRAIN = 64
"""Characters more than which an equal part never falls short: about a line, and lines are compared afterwards."""
_ANCHOR = 12
"""Characters of the shortest line that may hold two texts together: a blank line or "(a)" holds nothing."""
_POINTS = 16
"""In how many parts a side is divided by the points where pieces are taken."""


class Stretch(NamedTuple):
    """Whole lines that differ: offsets where they start in two texts, each line with its line break.

    The last line is taken to end in a line break too, so an offset may be one past the end of its text.
    """

    a: int
    a_end: int
    b: int
    b_end: int

    def earlier(self, a: str) -> list[str]:
        """Returns the lines of the first text, without their line breaks."""
        return a[self.a : self.a_end - 1].split("\n") if self.a_end > self.a else []

    def later(self, b: str) -> list[str]:
        """Returns the lines of the second text, without their line breaks."""
        return b[self.b : self.b_end - 1].split("\n") if self.b_end > self.b else []


def line_count(text: str, start: int, end: int) -> int:
    """Returns how many lines lie between one line's start and another's, which may be one past the end of the text."""
    return text.count("\n", start, end) + (start <= len(text) < end)


def stretches(a: str, b: str) -> Iterator[Stretch]:
    """Yields the stretches in which two texts differ, in order; all that lies between them is equal.

    >>> list(stretches("one\\ntwo\\nthree", "one\\n2\\nthree"))
    [Stretch(a=4, a_end=8, b=4, b_end=6)]
    """
    if a == b:
        return
    pending = [Stretch(0, len(a) + 1, 0, len(b) + 1)]
    while pending:
        stretch = _trimmed(a, b, pending.pop())
        parts = _parts(a, b, stretch)
        if parts:
            pending += reversed(parts)
        else:
            yield from _by_lines(a, b, stretch)


def _trimmed(a: str, b: str, whole: Stretch) -> Stretch:
    """Returns a stretch without the equal lines at its start and at its end."""
    everything = whole == Stretch(0, len(a) + 1, 0, len(b) + 1)
    head = Prefix.similarity(a, b) if everything else equal_before(a, b, whole, _GRAIN)
    a_from = max(a.rfind("\n", whole.a, whole.a + head) + 1, whole.a)
    b_from = whole.b + a_from - whole.a
    rest = Stretch(a_from, whole.a_end, b_from, whole.b_end)
    if everything:
        tail = min(Postfix.similarity(a, b) + 1, rest.a_end - rest.a, rest.b_end - rest.b)
    else:
        tail = equal_after(a, b, rest, _GRAIN)
    a_to, b_to = whole.a_end - tail, whole.b_end - tail
    if tail and not (_starts_line(a, a_to, whole.a) and _starts_line(b, b_to, whole.b)):
        following = a.find("\n", a_to, whole.a_end)
        step = (following + 1 if following >= 0 else whole.a_end) - a_to
        a_to, b_to = a_to + step, b_to + step
    return Stretch(a_from, a_to, b_from, b_to)


def _starts_line(text: str, place: int, start: int) -> bool:
    return place == start or text[place - 1 : place] == "\n"


def equal_before(a: Sequence[object], b: Sequence[object], stretch: Stretch, grain: int = 1) -> int:
    """Returns how many things at the start of a stretch are equal; slices are compared, never things one by one.

    With a coarser `grain` the answer may be too small by less than the grain.
    """
    a_from, a_to, b_from, b_to = stretch
    low, high = 0, min(a_to - a_from, b_to - b_from, len(a) - a_from, len(b) - b_from)
    step = 256
    while low < high:
        size = min(step, high - low)
        if a[a_from + low : a_from + low + size] == b[b_from + low : b_from + low + size]:
            low, step = low + size, step * 4
        elif size <= grain:
            break
        else:
            high, step = low + size, max(1, size // 2)
    return low


def equal_after(a: Sequence[object], b: Sequence[object], stretch: Stretch, grain: int = 1) -> int:
    """Returns how many things at the end of a stretch are equal, the line break after the last line included.

    A stretch ends one past the end of both or of neither. With a coarser `grain` the answer may be too small by less
    than the grain.
    """
    a_from, a_to, b_from, b_to = stretch
    if a_to <= len(a) and (a_to <= a_from or b_to <= b_from or a[a_to - 1] != b[b_to - 1]):
        return 0
    low, high = min(1, a_to - a_from, b_to - b_from), min(a_to - a_from, b_to - b_from)
    step = 256
    while low < high:
        size = min(step, high - low)
        if a[a_to - low - size : a_to - low] == b[b_to - low - size : b_to - low]:
            low, step = low + size, step * 4
        elif size <= grain:
            break
        else:
            high, step = low + size, max(1, size // 2)
    return low


def _parts(a: str, b: str, stretch: Stretch) -> list[Stretch]:
    """Returns what lies between equal parts that together are longer than half of the shorter side, if there are such.

    The parts are cut at line starts, so a piece of an equal line may be left on either side of a cut.
    """
    a_from, a_to, b_from, b_to = stretch
    shorter = min(a_to - a_from, b_to - b_from)
    if shorter < _SHORT:
        return []
    chosen = _heaviest(_equal_parts(a, b, stretch))
    if sum(block.size for block in chosen) * 2 <= shorter:
        return []
    found = []
    for block in chosen:
        first = a.find("\n", block.a, block.a + block.size) + 1
        last = a.rfind("\n", block.a, block.a + block.size) + 1
        if 0 < first < last:
            shift = block.b - block.a
            found.append(Stretch(a_from, first, b_from, first + shift))
            a_from, b_from = last, last + shift
    return [*found, Stretch(a_from, a_to, b_from, b_to)] if found else []


def _equal_parts(a: str, b: str, stretch: Stretch) -> list[Block]:
    """Returns equal parts of two sides: the one around the middle of the shorter side alone, where it is long enough,
    else those around each of some points of it."""
    a_from, a_to, b_from, b_to = stretch
    if a_to - a_from > b_to - b_from:
        turned = _equal_parts(b, a, Stretch(b_from, b_to, a_from, a_to))
        return sorted(Block(y, x, size) for x, y, size in turned)
    size = a_to - a_from
    middle = _around(a, b, stretch, a_from + size // 2)
    if middle and middle.size * 2 > size:
        return [middle]
    found: list[Block] = []
    for step in range(1, _POINTS):
        point = a_from + size * step // _POINTS
        if not found or point >= found[-1].a + found[-1].size:
            part = middle if step * 2 == _POINTS else _around(a, b, stretch, point)
            found += [part] if part and part not in found else []
    return found


def _around(a: str, b: str, stretch: Stretch, point: int) -> Block | None:
    """Returns the equal part around a point of the first side, where its place in the second side is certain."""
    a_from, a_to, b_from, b_to = stretch
    for length in _PROBES:
        start = max(a_from, point - length // 2)
        piece = a[start : min(start + length, a_to)]
        place = b.find(piece, b_from, b_to)
        if place < 0:
            return None
        if b.find(piece, place + 1, b_to) < 0:
            before = equal_after(a, b, Stretch(a_from, start, b_from, place), _GRAIN)
            after = equal_before(a, b, Stretch(start, a_to, place, b_to), _GRAIN)
            return Block(start - before, place - before, before + after)
    return None


def _heaviest(parts: Sequence[Block]) -> list[Block]:
    """Returns those parts, in order on both sides, that are longest together; where two overlap the later is cut."""
    best: list[tuple[int, list[Block]]] = [(0, [])]
    for part in parts:
        options = []
        for weight, chain in best:
            rest = _after(chain[-1], part) if chain else part
            if rest.size > 0:
                options.append((weight + rest.size, [*chain, rest]))
        best.append(max(options, key=lambda one: one[0]))
    return max(best, key=lambda one: one[0])[1]


def _after(earlier: Block, part: Block) -> Block:
    """Returns what of a part lies after another on both sides."""
    cut = max(earlier.a + earlier.size - part.a, earlier.b + earlier.size - part.b, 0)
    return Block(part.a + cut, part.b + cut, part.size - cut)


def _anchoring(line: str) -> bool:
    return len(line) >= _ANCHOR


def _by_lines(a: str, b: str, stretch: Stretch) -> Iterator[Stretch]:
    """Yields the stretches that remain when the lines of one are aligned by patience."""
    a_lines, b_lines = stretch.earlier(a), stretch.later(b)
    a_at = b_at = 0
    a_place, b_place = stretch.a, stretch.b
    runs = patience(a_lines, b_lines, _anchoring) if a_lines and b_lines else []
    for run in [*runs, Block(len(a_lines), len(b_lines), 0)]:
        a_start = a_place + sum(map(len, a_lines[a_at : run.a])) + run.a - a_at
        b_start = b_place + sum(map(len, b_lines[b_at : run.b])) + run.b - b_at
        if run.a > a_at or run.b > b_at:
            yield Stretch(a_place, a_start, b_place, b_start)
        equal = sum(map(len, a_lines[run.a : run.a + run.size])) + run.size
        a_at, b_at = run.a + run.size, run.b + run.size
        a_place, b_place = a_start + equal, b_start + equal
