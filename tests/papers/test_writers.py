"""Letters and colours: no two writers share a letter, and nobody on record is one of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from travaux.papers.writers import UNKNOWN, writers


def test_first_letters_then_initials() -> None:
    made = writers(["Boria (O. Velling)", "Aldania", "Boria (D. Karst)"])
    assert [writer.letter for writer in made.values()] == ["B", "A", "BD"]


def test_two_who_share_their_first_two_initials_have_their_last_or_a_number() -> None:
    made = writers(["Otto Bern", "Ola Berg Dahl", "Olga Bern Dahl", "Olaf Bern Dahl"])
    assert [writer.letter for writer in made.values()] == ["O", "OB", "OD", "O2"]


def test_the_thirteenth_repeats_a_colour_with_its_own_letter() -> None:
    made = list(writers([f"Party {letter}" for letter in "ABCDEFGHIJKLM"]).values())
    assert made[12].colour == made[0].colour == "p0"
    assert made[12].letter != made[0].letter


@given(st.lists(st.text(min_size=1, max_size=6), max_size=30))
def test_letters_differ(names: list[str]) -> None:
    letters = [writer.letter for writer in writers(names).values()]
    assert len(letters) == len(set(letters)) == len(set(names))
    assert UNKNOWN.letter not in letters
    assert all(letter.strip() for letter in letters)
