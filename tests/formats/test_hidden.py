from __future__ import annotations

import pytest

from travaux.formats.hidden import notices


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("pay \u202e001\u202c euros", "2 characters changing the direction of the text, the first U+202E"),
        ("\u2066x\u2069", "2 characters changing the direction"),
        ("Part\u200by", "1 character without width, U+200B"),
        ("Par\u00adty", "1 character without width, U+00AD"),
        ("x\U000e0041y", "1 character without width, U+E0041"),
        ("a\u200db", "1 character without width, U+200D"),
        ("one\x08two", "1 character controlling a machine, U+0008"),
        ("one\rtwo", "1 character controlling a machine, U+000D"),
        ("\ue000", "1 character of private use, which only one font can show, U+E000"),
        ("lost \ufffd", "1 character lost before the file was written, U+FFFD"),
        (
            "the Раrty shall",
            "a word is written with letters of another script that look the same: “Раrty” (U+0420, U+0430)",
        ),
        ("Ρarty and Ρarties", "2 words are written with letters of another script"),
        (
            "each of the Parties to this Agreement shall keep a сору",
            "a word is written with letters of another script that look the same: “сору”",
        ),
    ],
)
def test_what_hides_is_said(text: str, what: str) -> None:
    assert [notice.what.startswith(what) for notice in notices([text])] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The Parties’ «régime» – §\u00a05\n\tx",
        "Стороны договорились о статье 5",
        "Τα Μέρη συμφωνούν",
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d⚖️",
        "ΔT and µm and π",
        "COVID-19 и РФ",
        "Стороны (the Parties) и орган",
    ],
)
def test_what_a_language_needs_is_left_alone(text: str) -> None:
    assert notices([text]) == ()


def test_the_place_is_the_first() -> None:
    found = notices(["clean", "", "x\u200b", "y\u200b"])
    assert [(n.where, n.what) for n in found] == [
        ("paragraph 3", "2 characters without width, the first U+200B ZERO WIDTH SPACE, in “x\u200b”")
    ]
