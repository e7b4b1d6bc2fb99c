"""Stance: what a cue makes of what is said."""

from __future__ import annotations

import pytest

from travaux.reading.hedges import stance


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("said", "that it was over", "says"),
        ("denied", "having changed it", "denies"),
        ("did not deny", "having changed it", "says"),
        ("rejected", "the claim", "denies"),
        ("rejected", "the offer", "says"),
        ("insisted", "that it was over", "says"),
        ("insisted on", "a reply", "asks"),
        ("called", "the plan unfair", "says"),
        ("called for", "a reply", "asks"),
        ("called on", "Boria to answer", "asks"),
        ("proposed", "that it be signed", "says"),
    ],
)
def test_what_a_cue_makes_of_it(cue: str, content: str, expected: str) -> None:
    assert stance(cue, content) == expected
