"""Boundaries: where between two tokens a change is likely to begin or to end. Nothing of who changed what.

"One. Two." made of "One." is ambiguous: " Two." may have been put in after the full stop or ". Two" before it. People
put in whole sentences and whole lines, so among the places to which a change can slide without altering either text,
the one with the strongest boundaries is taken; among equals the last, as if the text had been written onwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from travaux.text.patience import Block
from travaux.text.tokens import PATTERN

_LINE, _SENTENCE, _SPACE, _NOTHING = 3, 2, 1, 0


def boundaries(text: str) -> list[int]:
    """Returns the strength of the boundary before each token of a text, and after the last one.

    >>> boundaries("One. Two\\n(a)")
    [3, 0, 2, 3, 0, 0, 3]
    """
    spans = [match.span() for match in PATTERN.finditer(text)]
    return [
        _LINE,
        *(_strength(text, end, start) for (_, end), (start, _) in pairwise(spans)),
        *([_LINE] if spans else []),
    ]


def _strength(text: str, end: int, start: int) -> int:
    if end == start:
        return _NOTHING
    if text.find("\n", end, start) >= 0:
        return _LINE
    return _SPACE if text[end - 1].isalnum() else _SENTENCE


class Slide:
    """Moves pure insertions and pure deletions to better boundaries; the strengths are reckoned only where needed."""

    def __init__(self, a: Sequence[int], b: Sequence[int], a_text: str, b_text: str) -> None:
        self._sides = (a, b)
        self._texts = (a_text, b_text)
        self._strengths: list[list[int] | None] = [None, None]

    def settle(self, runs: Sequence[Block]) -> list[Block]:
        """Returns equal runs with the change between each two of them at the strongest boundaries."""
        settled = list(runs)
        for number in range(len(settled) - 1):
            run, following = settled[number], settled[number + 1]
            a_end, b_end = run.a + run.size, run.b + run.size
            if a_end == following.a:
                step = self._step(1, b_end, following.b, run.size, following.size)
            elif b_end == following.b:
                step = self._step(0, a_end, following.a, run.size, following.size)
            else:
                step = 0
            if step:
                settled[number] = Block(run.a, run.b, run.size + step)
                settled[number + 1] = Block(following.a + step, following.b + step, following.size - step)
        return [run for run in settled if run.size]

    def _step(self, side: int, start: int, end: int, before: int, after: int) -> int:
        """Returns how far the change from `start` to `end` of one side slides, between -`before` and `after`."""
        things = self._sides[side]
        back = forth = 0
        while back < before and things[start - back - 1] == things[end - back - 1]:
            back += 1
        while forth < after and things[start + forth] == things[end + forth]:
            forth += 1
        if not back and not forth:
            return 0
        strength = self._strength(side)
        steps = range(-back, forth + 1)
        return max(steps, key=lambda step: (strength[start + step] + strength[end + step], step))

    def _strength(self, side: int) -> list[int]:
        known = self._strengths[side]
        if known is None:
            known = self._strengths[side] = boundaries(self._texts[side])
        return known
