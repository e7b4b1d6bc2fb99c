"""Phrases in prose that name days: where they stand, what day they give, and what is refused."""

from __future__ import annotations

import pytest

from travaux.reading.passages import Passage, passages
from travaux.reading.prose import parse

DAY = "2025-11-26"
"""A Wednesday."""


def read(text: str, day: str = DAY) -> list[tuple[str, str]]:
    found: list[Passage] = passages(parse(text), day)
    return [(text[slice(*each.span)], each.dated.edtf) for passage in found for each in passage.days]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Friday.", [("on Friday", "2025-11-21")]),
        ("They will meet on Friday.", [("on Friday", "2025-11-28")]),
        ("On Friday they met.", [("On Friday", "2025-11-21")]),
        ("The talks are due to resume on Friday.", [("on Friday", "2025-11-28")]),
        (
            "She said on Monday that they would meet on Friday.",
            [("on Monday", "2025-11-24"), ("on Friday", "2025-11-28")],
        ),
        ("They gave Boria until Thursday.", [("until Thursday", "../2025-11-27")]),
        ("It must answer by Thursday.", [("by Thursday", "[..2025-11-27]")]),
        ("The deadline of Nov. 27 stands.", [("Nov. 27", "2025-11-27")]),
        ("They met on Nov. 27.", [("on Nov. 27", "2025-11-27")]),
        ("They met on 29 February.", [("on 29 February", "2024-02-29")]),
        ("They will meet on 29 February.", [("on 29 February", "2028-02-29")]),
        ("They agreed in March.", [("in March", "2025-03")]),
        ("They will agree in March.", [("in March", "2026-03")]),
        ("They met this week.", [("this week", "[2025-11-24..2025-11-30]")]),
        ("They will meet in the coming days.", [("in the coming days", "[2025-11-27..2025-12-03]")]),
        ("It was signed two weeks ago.", [("two weeks ago", "2025-11-12~")]),
        ("It was signed in late November.", [("in late November", "[2025-11-21..2025-11-30]")]),
        ("Talks run from 17 to 19 March 2031.", [("from 17 to 19 March 2031", "2031-03-17/2031-03-19")]),
        ("They met on 8 and 9 April 2031.", [("on 8 and 9 April 2031", "{2031-04-08,2031-04-09}")]),
        (
            "It ends before Thursday, Nov. 27, at 5 p.m.",
            [("before Thursday, Nov. 27, at 5 p.m", "2025-11-27T17:00:00")],
        ),
    ],
)
def test_what_a_phrase_gives(text: str, expected: list[tuple[str, str]]) -> None:
    found = read(text)
    assert [edtf for _, edtf in expected] == [edtf for _, edtf in found]
    assert [words.strip(".") for words, _ in expected] == [words.strip(".") for words, _ in found]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("They will meet next Friday.", "2025-11-28 or 2025-12-05"),
        ("A Friday meeting, or none.", "2025-11-21 or 2025-11-28"),
    ],
)
def test_where_two_readings_stay_both_are_told_and_no_day_is_given(text: str, readings: str) -> None:
    ((day,),) = [passage.days for passage in passages(parse(text), DAY)]
    assert day.dated.edtf == ""
    assert readings in day.how


@pytest.mark.parametrize(
    "text", ["They met on Friday.", "They met this week.", "By Nov. 27 they will.", "Two days ago."]
)
def test_without_a_reference_day_the_words_stay_and_give_no_day(text: str) -> None:
    ((words, edtf),) = read(text, "")
    assert (edtf, words in text) == ("", True)


@pytest.mark.parametrize(
    "text",
    [
        "They may meet for two weeks.",
        "A three-day trip took a year.",
        "They march, and may sing.",
        "The Sunday-school class has 2,025 pupils.",
        "Clause 27 is long; the talks took 40 days.",
        "Within reach since then.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) == []


def test_the_convention_and_the_day_it_was_read_against_are_named() -> None:
    ((day,),) = [passage.days for passage in passages(parse("They met on Friday."), DAY)]
    assert (day.dated.convention, day.dated.reference, day.dated.words) == ("past/1", DAY, "on Friday")


def test_a_date_moves_with_the_day_of_the_report() -> None:
    assert read("They met on Friday.", "2025-12-03") == [("on Friday", "2025-11-28")]
