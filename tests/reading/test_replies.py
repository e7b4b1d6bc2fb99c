"""Replies: which statement another one answers by its own words; and which could be meant, so that none is."""

from __future__ import annotations

import pytest
from tests.reading.telling import statements, told

LATE = "the draft was late"


def answers(text: str, *said: tuple[str, str, str]) -> list[int | None]:
    return [each.answers for each in statements(told(text, *said))]


@pytest.mark.parametrize(
    ("who", "cue", "noun"),
    [
        ("Boria", "alleged", "the allegation"),
        ("Boria", "said", "the charge"),
        ("Boria", "said", "the claim"),
        ("The Ledger, a daily newspaper,", "said", "the report"),
        ("Boria", "said", "the claim by Boria"),
    ],
)
def test_one_statement_before_is_answered(who: str, cue: str, noun: str) -> None:
    text = f"{who} {cue} {LATE}. Delvia denied {noun}."
    first = (f"{{{who}}} {cue}", f"{{{cue}}} {LATE}", LATE)
    assert answers(text, first, ("Delvia", "denied", f"denied {{{noun}}}")) == [None, 0]


def test_an_allegation_is_answered_before_what_was_only_said() -> None:
    text = f"Boria alleged {LATE}. Aldania said it was not. Delvia denied the allegation."
    said = (("Boria", "alleged", LATE), ("Aldania", "said", "it was not"), ("Delvia", "denied", "the allegation"))
    assert answers(text, *said) == [None, None, 0]


def test_words_inside_what_is_said_answer_nothing() -> None:
    text = f"Boria said {LATE}. Delvia said it was right in rejecting the claim by Boria."
    content = "it was right in rejecting the claim by Boria"
    assert answers(text, ("{Boria} said", f"{{said}} {LATE}", LATE), ("Delvia", "Delvia {said}", content)) == [
        None,
        None,
    ]
