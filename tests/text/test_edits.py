import pytest

from travaux.text import edits
from travaux.text.edits import Block, blocks

COMMON = frozenset({"of", "the", ",", "and"})


def test_keeps_phrases_whole() -> None:
    a = ["the", "Parties", "shall", "act"]
    b = ["in", "good", "faith", "the", "Parties", "shall", "act"]
    assert [Block(0, 3, 4)] == blocks(a, b)


def test_islands_are_undone_between_larger_changes() -> None:
    a = ["alpha", "beta", "of", "the", "gamma", "delta", "end"]
    b = ["one", "two", "of", "the", "three", "four", "end"]
    assert [Block(2, 2, 2), Block(6, 6, 1)] == blocks(a, b)
    assert [Block(6, 6, 1)] == blocks(a, b, COMMON)


def test_a_common_run_longer_than_the_change_beside_it_stays() -> None:
    a = ["alpha", "of", "the", "beta"]
    b = ["one", "of", "the", "two"]
    assert [Block(1, 1, 2)] == blocks(a, b, COMMON)


@pytest.mark.parametrize("limit", ["_LONGEST_RUN_FIRST", "_SUBSEQUENCE"])
def test_larger_inputs_give_equal_runs_too(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(edits, "_LONGEST_RUN_FIRST", 0)
    monkeypatch.setattr(edits, limit, 4)
    a = ["x", "one", "two", "z", "three", "four", "y"]
    b = ["q", "one", "two", "r", "three", "p", "four", "s"]
    assert [Block(1, 1, 2), Block(4, 4, 1), Block(5, 6, 1)] == blocks(a, b)


def test_numbers_are_tokens_too() -> None:
    assert [Block(0, 0, 1), Block(2, 1, 1)] == blocks([1, 2, 3], [1, 3])
