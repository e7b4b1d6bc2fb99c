"""Automatic numbers: counters, restarts, shapes."""

from __future__ import annotations

import pytest

from travaux.text.manuscripts import Level, NumberedList
from travaux.text.numbering import Counters, in_shape


def labels(lists: dict[str, NumberedList], *used: tuple[str, int]) -> list[str]:
    counters = Counters(lists)
    return [counters.label(name, level) for name, level in used]


CONTRACT = NumberedList("0", (Level("decimal", "%1."), Level("decimal", "%1.%2"), Level("lower-letter", "(%3)")))


def test_deeper_levels_start_afresh() -> None:
    used = [("a", 0), ("a", 1), ("a", 2), ("a", 2), ("a", 1), ("a", 2), ("a", 0), ("a", 1)]
    assert labels({"a": CONTRACT}, *used) == ["1.", "1.1", "(a)", "(b)", "1.2", "(a)", "2.", "2.1"]


def test_a_level_above_begins_with_the_level_below_it() -> None:
    assert labels({"a": CONTRACT}, ("a", 1), ("a", 0), ("a", 1)) == ["1.1", "2.", "2.1"]


def test_lists_share_a_counter_and_a_start_is_taken_once() -> None:
    again = NumberedList("0", CONTRACT.levels, ((0, 1),))
    used = [("a", 0), ("a", 0), ("b", 0), ("b", 0), ("a", 0)]
    assert labels({"a": CONTRACT, "b": again}, *used) == ["1.", "2.", "1.", "2.", "3."]


def test_a_list_with_starts_begins_there_whenever_the_level_starts_again() -> None:
    later = NumberedList("0", CONTRACT.levels, ((1, 5),))
    used = [("a", 0), ("a", 1), ("a", 1), ("a", 0), ("a", 1)]
    assert labels({"a": later}, *used) == ["1.", "1.5", "1.6", "2.", "2.5"]


def test_a_level_may_never_restart_or_wait_for_one_further_up() -> None:
    levels = (Level(pattern="%1"), Level(pattern="%2", restart=0), Level(pattern="%3", restart=1))
    used = [("a", level) for level in (0, 1, 2, 1, 2, 0, 1, 2)]
    assert labels({"a": NumberedList("0", levels)}, *used) == ["1", "1", "1", "2", "2", "2", "3", "1"]


def test_legal_style_writes_every_counter_in_digits() -> None:
    levels = (Level("upper-roman", "Article %1"), Level("decimal", "Section %1.%2", legal=True))
    assert labels({"a": NumberedList("0", levels)}, ("a", 0), ("a", 1)) == ["Article I", "Section 1.1"]


def test_legal_style_leaves_padded_digits_as_they_are() -> None:
    levels = (Level("upper-roman", "Article %1"), Level("padded", "Section %1.%2", legal=True))
    assert labels({"a": NumberedList("0", levels)}, ("a", 0), ("a", 1)) == ["Article I", "Section 1.01"]


def test_a_pattern_that_names_a_level_that_is_not_there_says_nothing_of_it() -> None:
    levels = (Level("decimal", "%1.%3"),)
    assert labels({"a": NumberedList("0", levels)}, ("a", 0)) == ["1."]


def test_bullets_and_unknown_lists() -> None:
    bullets = NumberedList("0", (Level("bullet", "•"),))
    assert labels({"a": bullets}, ("a", 0), ("a", 0), ("b", 0), ("a", 5)) == ["•", "•", "", ""]


@pytest.mark.parametrize(
    ("shape", "numbers", "expected"),
    [
        ("decimal", [0, 1, 12], ["0", "1", "12"]),
        ("padded", [1, 12, 123], ["01", "12", "123"]),
        ("lower-roman", [1, 4, 9, 14, 40, 1999], ["i", "iv", "ix", "xiv", "xl", "mcmxcix"]),
        ("upper-letter", [1, 26, 27, 53], ["A", "Z", "AA", "AAA"]),
        ("ordinal", [1, 2, 3, 4, 11, 12, 21, 113], ["1st", "2nd", "3rd", "4th", "11th", "12th", "21st", "113th"]),
        ("ordinal-words", [1, 12, 20, 21, 105], ["First", "Twelfth", "Twentieth", "Twenty-first", "One hundred fifth"]),
        ("cardinal-words", [0, 15, 42, 100], ["Zero", "Fifteen", "Forty-two", "One hundred"]),
        ("cardinal-words", [1000, 2031], ["One thousand", "Two thousand thirty-one"]),
        ("lower-russian", [1, 29, 30], ["а", "я", "аа"]),
        ("arabic-abjad", [1, 2, 3], ["أ", "ب", "ج"]),
        ("hebrew", [1, 15, 16, 115], ["א", "טו", "טז", "קטו"]),
        ("han", [1, 10, 11, 20, 105, 1010], ["一", "十", "十一", "二十", "一百〇五", "一千〇一十"]),
        ("circled", [1, 20, 21], ["①", "⑳", "21"]),
        ("between-dashes", [3], ["- 3 -"]),
        ("none", [1], [""]),
        ("nobody knows", [7], ["7"]),
    ],
)  # fmt: skip
def test_shapes(shape: str, numbers: list[int], expected: list[str]) -> None:
    assert [in_shape(number, shape) for number in numbers] == expected


def test_numbers_outside_a_shape_are_written_in_digits() -> None:
    assert [in_shape(0, "lower-roman"), in_shape(0, "upper-letter"), in_shape(-1, "hebrew")] == ["0", "0", "-1"]
    assert [in_shape(1000, "hebrew"), in_shape(10_000, "han"), in_shape(0, "han")] == ["1000", "一〇〇〇〇", "〇"]
