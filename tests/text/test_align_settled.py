"""The heaviest run against every possible one; rivals by hand."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from travaux.text.align.rivals import Rivals
from travaux.text.align.settled import heaviest_run

PLACE = st.integers(0, 5)
PAIRS = st.lists(st.tuples(PLACE, PLACE, st.integers(1, 5).map(float)), max_size=8, unique_by=lambda pair: pair[:2])


def rises(pairs: tuple[tuple[int, int, float], ...]) -> bool:
    return all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))


@given(PAIRS)
def test_no_rising_set_is_heavier(pairs: list[tuple[int, int, float]]) -> None:
    weights = {pair[:2]: pair[2] for pair in pairs}
    run = heaviest_run(pairs)
    assert rises(tuple((*pair, 0.0) for pair in run))
    best = max(
        sum(pair[2] for pair in some)
        for size in range(len(pairs) + 1)
        for some in combinations(sorted(pairs), size)
        if rises(some)
    )
    assert sum(weights[pair] for pair in run) == best


def test_a_pair_alone_has_no_rival() -> None:
    assert Rivals().add([(0.9, 1, 2)]).of(0.9, 1, 2) == 0


def test_the_best_rival_of_either_side_counts() -> None:
    rivals = Rivals().add([(0.9, 1, 2), (0.4, 1, 3), (0.7, 5, 2)])
    assert rivals.of(0.9, 1, 2) == 0.7
    assert rivals.of(0.4, 1, 3) == 0.9


def test_equals_are_each_others_rivals() -> None:
    assert Rivals().add([(1.0, 1, 2), (1.0, 1, 3)]).of(1.0, 1, 2) == 1.0
