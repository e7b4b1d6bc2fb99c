"""Predications: who is said to do what, however the sentence is built; seen by the changes that they tell of."""

from __future__ import annotations

import pytest
from tests.reading.telling import facts, only, parts, told


@pytest.mark.parametrize(
    ("text", "by", "what"),
    [
        ("Boria left; and changed clause 4.", "", "clause 4"),
        ("A judge handling the suit signed the plan.", "A judge", "the plan"),
        ("The five signed the text.", "The five", "the text"),
        ("Fifty members signed a letter Monday changing the text.", "a letter", "the text"),
        ("That's it: Boria changed clause 4.", "Boria", "clause 4"),
        ("Boria changed the text seriously.", "Boria", "the text"),
        ("Boria changed the text and they left.", "Boria", "the text"),
        ("Boria changed the text and left", "Boria", "the text"),
        ("Earlier in the season of all the unions changed clause 4.", "the season of all the unions", "clause 4"),
        ("Without changing clause 4, Boria signed the plan.", "Boria", "the plan"),
        ("The veto is late; , said the chair, and changed clause 4.", "", "clause 4"),
        ("Boria left and signed clauses 3 and 4", "Boria", "clauses 3 and 4"),
    ],
)
def test_who_changed_what(text: str, by: str, what: str) -> None:
    assert parts(only(text, "change"), "by", "object") == [(by,) if by else (), (what,)]


@pytest.mark.parametrize(
    "text",
    [
        "We can't change the plan.",
        "They don't sign the text.",
        "“To change clause 4 was wrong.”",
        "Boria is being helped to change clause 4.",
        "Boria is said to change clause 4.",
        "It is false that Boria changed clause 4.",
        "Boria rejected the claim that Delvia had changed clause 4.",
        "Boria left and refused to sign the text.",
        "They would tell the chair anything it already changed.",
        "The talks said changed clause 4.",
        "Boria spoke of changing",
        "The union demands",
        "It's signing.",
    ],
)
def test_who_changed_nothing(text: str) -> None:
    assert facts(told(text), "change") == []


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Boria proposed a freeze on wages in May.", "a freeze on wages"),
        ("Boria proposed a freeze on Monday.", "a freeze"),
        ("Boria proposed a freeze on", "a freeze"),
        ("Boria proposed a freeze to Aldania.", "a freeze"),
        ("Boria proposed a freeze in return.", "a freeze"),
    ],
)
def test_what_a_preposition_joins_to_an_object(text: str, terms: str) -> None:
    assert parts(only(text, "proposal"), "terms") == [(terms,)]


def test_only_is_none_of_those_who_meet() -> None:
    fact = only("The two sides met with only Boria in Velm.", "meeting")
    assert parts(fact, "attendee", "place") == [("The two sides", "Boria"), ("Velm",)]


def test_a_line_that_ends_with_its_day() -> None:
    assert parts(only("The chair set a deadline of Friday", "deadline"), "by", "date") == [("The chair",), ("Friday",)]
