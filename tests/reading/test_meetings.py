"""Meetings: who meets, where and when; held, to come, announced as a noun, or only planned."""

from __future__ import annotations

import pytest
from tests.reading.telling import facts, only, parts, told


@pytest.mark.parametrize(
    ("text", "attendee", "place", "day", "done"),
    [
        ("Boria is meeting Aldania in Velm on Friday.", ("Boria", "Aldania"), "Velm", "2031-03-14", False),
        ("Talks convened in Velm on Monday.", (), "Velm", "2031-03-10", True),
        ("The two sides met to the north of Velm on Monday.", ("The two sides",), "", "2031-03-10", True),
        ("The two sides met in private in Velm on Monday.", ("The two sides",), "Velm", "2031-03-10", True),
        ("The two sides met in talks in Velm.", ("The two sides",), "Velm", "", True),
        ("In Velm, the two sides met on Monday.", ("the two sides",), "Velm", "2031-03-10", True),
        ("In private, the two sides met on Monday.", ("the two sides",), "", "2031-03-10", True),
        ("Talks are planned for Friday.", (), "", "2031-03-14", False),
        ("Talks are planned for Friday in private.", (), "", "2031-03-14", False),
        ("Talks between Boria and Aldania are planned for Friday.", ("Boria", "Aldania"), "", "2031-03-14", False),
    ],
)
def test_meetings(text: str, attendee: tuple[str, ...], place: str, day: str, done: bool) -> None:
    fact = only(text, "meeting")
    assert parts(fact, "attendee", "place") == [attendee, (place,) if place else ()]
    assert ([each.edtf for each in fact.dates], fact.done) == ([day] if day else [], done)


def test_who_announced_what_is_planned() -> None:
    text = "The ministry said that talks are planned for Friday in Velm."
    fact = only(text, "meeting", ("The ministry", "said", "that talks are planned for Friday in Velm"))
    assert parts(fact, "announcer", "place") == [("The ministry",), ("Velm",)]


def test_a_meeting_that_would_have_been_is_none() -> None:
    content = "that Boria would have met Aldania in Velm on Monday"
    assert facts(told(f"The chair said {content}.", ("The chair", "said", content))) == []


@pytest.mark.parametrize("text", ["The ministry announced talks.", "Talks are planned in Velm."])
def test_a_meeting_without_a_place_or_a_day_is_none(text: str) -> None:
    assert facts(told(text)) == []
