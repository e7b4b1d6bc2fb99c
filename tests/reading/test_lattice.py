from __future__ import annotations

from itertools import pairwise, product
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.reading.lattice import UNIT, Lattice

LABELS = ("O", "B-C", "I-C", "B-K")
WEIGHTS = st.integers(-90, 90)
STEPS = st.lists(st.lists(WEIGHTS, min_size=4, max_size=4), min_size=4, max_size=4)
SCORES = st.lists(st.lists(WEIGHTS, min_size=4, max_size=4), min_size=1, max_size=5)


def paths(length: int) -> list[tuple[int, ...]]:
    """Every path in which an I- label follows its own."""
    return [
        path
        for path in product(range(4), repeat=length)
        if all(label != 2 or (at > 0 and path[at - 1] in (1, 2)) for at, label in enumerate(path))
    ]


def value(path: tuple[int, ...], scores: list[list[int]], steps: list[list[int]]) -> int:
    return sum(scores[at][label] for at, label in enumerate(path)) + sum(steps[a][b] for a, b in pairwise(path))


@given(STEPS, SCORES)
def test_law_the_best_path_is_the_best_of_all(steps: list[list[int]], scores: list[list[int]]) -> None:
    found = tuple(Lattice(LABELS, steps).best(scores))
    assert found in paths(len(scores))
    assert max(value(path, scores, steps) for path in paths(len(scores))) == value(found, scores, steps)


@given(STEPS, SCORES)
def test_law_sureness_is_the_share_of_all_paths(steps: list[list[int]], scores: list[list[int]]) -> None:
    lattice = Lattice(LABELS, steps)
    best = lattice.best(scores)
    weights = {path: exp(value(path, scores, steps) / UNIT) for path in paths(len(scores))}
    total = sum(weights.values())
    expected = [
        sum(weight for path, weight in weights.items() if path[at] == label) / total for at, label in enumerate(best)
    ]
    assert expected == pytest.approx(lattice.sureness(scores, best))


@given(st.lists(st.lists(st.integers(-127, 127), min_size=4, max_size=4), max_size=200))
def test_law_packed_weights_add_up(rows: list[list[int]]) -> None:
    lattice = Lattice(LABELS, [[0] * 4] * 4)
    packed = sum(lattice.pack(list(enumerate(row))) for row in rows)
    assert lattice.unpack(packed) == [sum(row[lane] for row in rows) for lane in range(4)]
