from hypothesis import given
from hypothesis import strategies as st

from travaux.text.edits import blocks
from travaux.text.patience import Block, patience

SEQUENCES = st.lists(st.integers(0, 8), max_size=40)


def check(runs: list[Block], a: list[int], b: list[int]) -> None:
    ends = (0, 0)
    for run in runs:
        assert run.size > 0
        assert run.a >= ends[0]
        assert run.b >= ends[1]
        assert a[run.a : run.a + run.size] == b[run.b : run.b + run.size]
        ends = (run.a + run.size, run.b + run.size)
    assert ends <= (len(a), len(b))


@given(SEQUENCES, SEQUENCES)
def test_runs_are_equal_in_order_and_apart(a: list[int], b: list[int]) -> None:
    check(patience(a, b), a, b)
    check(blocks(a, b), a, b)
    check(blocks(a, b, {0, 1, 2}), a, b)


@given(SEQUENCES)
def test_a_sequence_is_equal_to_itself(a: list[int]) -> None:
    assert blocks(a, a, set(a)) == ([Block(0, 0, len(a))] if a else [])


@given(SEQUENCES, SEQUENCES)
def test_islands_are_only_taken_away(a: list[int], b: list[int]) -> None:
    assert set(blocks(a, b, {0, 1, 2, 3})) <= set(blocks(a, b))
