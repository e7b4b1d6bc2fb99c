"""Deadlines: who set one, for whom, what is due, or else; and the sentences that only look like one."""

from __future__ import annotations

import pytest
from tests.reading.telling import facts, only, parts, told

PARTS = ("by", "for", "due", "consequence")


@pytest.mark.parametrize(
    ("text", "by", "whom", "due", "consequence"),
    [
        ("The union was given until Thursday to answer.", "", "The union", "to answer", ""),
        ("The union has until Thursday, 20 March, to answer.", "", "The union", "to answer", ""),
        ("The union has until Thursday.", "", "The union", "", ""),
        ("“Boria has until Friday to …”", "", "Boria", "", ""),
        ("Boria has until Thursday to answer or face a strike.", "", "Boria", "to answer", "face a strike"),
        ("Boria has until Friday to pay the fees and, the mayor said, to go.", "", "Boria", "to pay the fees", ""),
        ("The union has until 20 March to pay; otherwise the port will close.", "", "The union", "to pay",
         "the port will close"),
        ("The mediator gave Boria until Thursday to answer, or lose its seat, – a first.", "The mediator", "Boria",
         "to answer", "lose its seat"),
        ("The mediator gave Boria until Thursday to answer, or lose its seat, she said.", "The mediator", "Boria",
         "to answer", "lose its seat"),
    ],
)  # fmt: skip
def test_somebody_is_given_until_a_day(text: str, by: str, whom: str, due: str, consequence: str) -> None:
    fact = only(text, "deadline")
    assert [" ".join(each) for each in parts(fact, *PARTS)] == [by, whom, due, consequence]


@pytest.mark.parametrize(
    ("text", "by", "whom", "due"),
    [
        ("Boria must by 30 March return its samples.", "", "Boria", ""),
        ("Boria has to return its samples by 30 March.", "", "Boria", "return its samples"),
        ("Boria is required to return its samples by 30 March.", "", "Boria", "return its samples"),
        ("The committee was asked to return its samples by 30 March.", "", "The committee", "to return its samples"),
        ("The union demanded that the owners sign the text by Friday.", "The union", "the owners", "sign the text"),
        ("It was demanded that the company sign the text by Friday.", "", "", "the company sign the text"),
    ],
)
def test_somebody_must_or_is_asked_to_by_a_day(text: str, by: str, whom: str, due: str) -> None:
    fact = only(text, "deadline")
    assert [" ".join(each) for each in parts(fact, *PARTS)] == [by, whom, due, ""]


def test_unless_somebody_does_it() -> None:
    fact = only("Unless Boria accepts the plan by 30 March, the strait will close.", "deadline")
    assert parts(fact, *PARTS) == [(), ("Boria",), ("accepts the plan",), ("the strait will close",)]


@pytest.mark.parametrize(
    ("text", "by", "whom", "due"),
    [
        ("The chair said the deadline is Friday.", "", "", ""),
        ("The deadline for a reply is Friday.", "", "", "a reply"),
        ("The chair set a deadline of 30 March to answer.", "The chair", "", "to answer"),
        ("The chair set a deadline of 30 March to …", "The chair", "", ""),
        ("The chair set a deadline of 30 March for …", "The chair", "", ""),
        ("The chair set a deadline of 30 March for Boria.", "The chair", "Boria", ""),
        ("The chair set a deadline of 30 March for Boria to answer.", "The chair", "Boria", "to answer"),
        ("The chair set a deadline of 30 March for Boria to …", "The chair", "Boria", ""),
    ],
)
def test_a_deadline_by_that_name(text: str, by: str, whom: str, due: str) -> None:
    fact = only(text, "deadline")
    assert [" ".join(each) for each in parts(fact, *PARTS)] == [by, whom, due, ""]


def test_two_days_in_one_word_are_one_deadline() -> None:
    fact = only("The deadline is Monday/Tuesday.", "deadline")
    assert [each.words for each in fact.dates] == ["Monday"]


@pytest.mark.parametrize(
    "text",
    [
        "The union gave until Thursday for a reply.",
        "You have until Thursday to answer.",
        "It must be signed by 30 March.",
        "The committee must not sit by 30 March.",
        "The union demanded a reply by Friday.",
        "The union demanded that by Friday the gates open.",
        "If the talks end by 30 March, the strait will close.",
        "If Boria does not lift the levy by 30 March, …",
    ],
)
def test_what_sets_nobody_a_deadline(text: str) -> None:
    assert facts(told(text), "deadline") == []
