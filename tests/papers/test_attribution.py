"""Whose the characters of a change are: stretches cut, apart from each other, and traced back to the earlier draft."""

from __future__ import annotations

from travaux.papers.attribution import Stretches, apart, by_trace
from travaux.text.drafts import Draft, Hand
from travaux.text.history import Version
from travaux.text.trace import trace

A, B = Hand("Aldania"), Hand("Boria")


def test_of_two_that_claim_the_same_characters_the_first_counts() -> None:
    assert apart([(3, 9, B), (0, 5, A)]) == [(0, 5, A), (5, 9, B)]
    assert apart([(0, 9, A), (3, 5, B)]) == [(0, 9, A)]


def test_signs_go_with_the_words_before_them_and_words_of_nobody_with_nobody() -> None:
    found = Stretches(B, "one, two three.", [(0, 3, A), (9, 14, A)])
    assert found.cut(0, 5) == [(0, 5, A)]
    assert found.cut(0, 15) == [(0, 3, A), (3, 9, B), (9, 15, A)]


def test_words_that_were_gone_before_the_earlier_draft_are_no_change_since() -> None:
    texts = ("Ships and rafts pay a toll.", "Ships pay a toll.", "Ships pay a small toll.")
    versions = [Version(Draft(text), str(n), (n - 1,) if n else (), f"party {n}") for n, text in enumerate(texts)]
    found = by_trace(trace(versions), versions, 1)
    assert found.struck.spans == []
    assert found.put_in.cut(12, 17) == [(12, 17, Hand("party 2"))]
    whole = by_trace(trace(versions), versions, 0)
    assert whole.struck.cut(6, 15) == [(6, 15, Hand("party 1"))]
