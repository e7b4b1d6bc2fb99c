"""The lattice: the best labels of a stretch of tokens, and how probable each is (Viterbi; forward and backward).

A score is an integer, `UNIT` to a natural logarithm's one. Scores of all labels of a token come packed in one
integer, a lane of 16 bits each, so that adding up features is adding up integers.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from math import exp

UNIT = 32
LANE = 16
_HALF = 1 << (LANE - 1)


class Lattice:
    """Labels and what it costs to go from one to the next."""

    def __init__(self, labels: Sequence[str], steps: Sequence[Sequence[int]]) -> None:
        """`steps[a][b]` is the score of label b after label a; an `I-` label follows only its own `B-` or `I-`."""
        self.labels = tuple(labels)
        self.steps = [list(line) for line in steps]
        size = self.size = len(labels)
        self._bias = sum(_HALF << (LANE * lane) for lane in range(size))
        self._shape = struct.Struct(f"<{size}H")
        may = [[_may(labels[a], labels[b]) for b in range(size)] for a in range(size)]
        self._into = [[(a, steps[a][b]) for a in range(size) if may[a][b]] for b in range(size)]
        self._weights = [[(a, exp(steps[a][b] / UNIT)) for a in range(size) if may[a][b]] for b in range(size)]
        self._outof = [[(b, exp(steps[a][b] / UNIT)) for b in range(size) if may[a][b]] for a in range(size)]
        self._first = [not label.startswith("I-") for label in labels]

    def pack(self, weights: Sequence[tuple[int, int]]) -> int:
        """Packs weights by label in one integer."""
        return sum(weight << (LANE * lane) for lane, weight in weights)

    def unpack(self, packed: int) -> list[int]:
        """The score of each label."""
        raw = self._shape.unpack((packed + self._bias).to_bytes(2 * self.size, "little"))
        return [value - _HALF for value in raw]

    def best(self, scores: Sequence[Sequence[int]]) -> list[int]:
        """The labels of the best path, by number."""
        into, size = self._into, self.size
        low = -(1 << 40)
        line = [score if self._first[b] else low for b, score in enumerate(scores[0])]
        backs: list[list[int]] = []
        for token in scores[1:]:
            new: list[int] = [0] * size
            back: list[int] = [0] * size
            for b in range(size):
                top, where = low * 2, 0
                for a, step in into[b]:
                    value = line[a] + step
                    if value > top:
                        top, where = value, a
                new[b] = top + token[b]
                back[b] = where
            backs.append(back)
            line = new
        at = max(range(size), key=line.__getitem__)
        path = [at]
        for back in reversed(backs):
            at = back[at]
            path.append(at)
        path.reverse()
        return path

    def sureness(self, scores: Sequence[Sequence[int]], path: Sequence[int]) -> list[float]:
        """The probability of each label of a path (marginals)."""
        size = self.size
        lifted = [_lifted(token) for token in scores]
        ahead: list[list[float]] = []
        line = [value if self._first[b] else 0.0 for b, value in enumerate(lifted[0])]
        line = _scaled(line)
        ahead.append(line)
        weights = self._weights
        for raised in lifted[1:]:
            line = _scaled([raised[b] * sum([line[a] * weight for a, weight in weights[b]]) for b in range(size)])
            ahead.append(line)
        found = [0.0] * len(scores)
        behind = [1.0] * size
        outof = self._outof
        for at in range(len(scores) - 1, -1, -1):
            line = ahead[at]
            total = sum([one * other for one, other in zip(line, behind, strict=True)])
            found[at] = line[path[at]] * behind[path[at]] / total
            if at:
                mixed = [lifted[at][b] * behind[b] for b in range(size)]
                behind = _scaled([sum([weight * mixed[b] for b, weight in outof[a]]) for a in range(size)])
        return found


def _may(before: str, label: str) -> bool:
    return not label.startswith("I-") or before[1:] == label[1:]


def _lifted(token: Sequence[int]) -> list[float]:
    top = max(token)
    return [exp((value - top) / UNIT) for value in token]


def _scaled(line: list[float]) -> list[float]:
    total = sum(line)
    return [value / total for value in line]
