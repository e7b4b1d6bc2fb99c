"""Changes: what was done to a text; and what is only wanted, asked for, or told of something else."""

from __future__ import annotations

import pytest
from tests.reading.telling import facts, only, parts, told


def test_an_outlet_does_not_say_who_changed_it_where_nobody_is_named() -> None:
    fact = only("Clause 4 was changed by Monday.", "change")
    assert parts(fact, "by", "deed", "object") == [(), ("changed",), ("Clause 4",)]


@pytest.mark.parametrize(
    "text",
    [
        "The text changed by Friday was long.",
        "The weaver's cousin made several changes to the rota.",
    ],
)
def test_what_changed_no_text(text: str) -> None:
    assert facts(told(text), "change") == []


@pytest.mark.parametrize(
    "text",
    [
        "Boria demanded that clause 9 be deleted.",
        "Boria demanded that clause 9 not be deleted.",
        "Boria demanded that the owners sign the text.",
        "Boria demanded that on Friday the owners sign the text.",
        "Boria demanded that the owners not sign the text.",
        "Boria insisted that the owners sign the text.",
        "Boria suggested that the owners sign the text.",
        "Boria recommends that the owners sign the text.",
        "It is important that the owners sign the text.",
        "The unions wish the owners accept the plan.",
        "“Please sign the text,” the chair said.",
        "“Chair, please sign the text,” she said.",
    ],
)
def test_what_is_only_wanted_was_not_done(text: str) -> None:
    assert facts(told(text), "change") == []


@pytest.mark.parametrize("text", ["The owners sign the text.", "The chair said that the owners sign the text."])
def test_what_is_told_in_the_present_is(text: str) -> None:
    assert parts(only(text, "change"), "deed", "object") == [("sign",), ("the text",)]
