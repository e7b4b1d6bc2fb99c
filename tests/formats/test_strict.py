"""What may not come from a stranger, and what may, though it looks like it."""

from __future__ import annotations

import pytest

from travaux.errors import Refused
from travaux.formats.intake import manuscript
from travaux.formats.strict import check_text

HIDING = {
    "an override": "pay \u202e001 euros",
    "an embedding where all runs from left to right": "pay \u202bten\u202c euros",
    "an isolate there": "pay \u2067ten\u2069 euros",
    "no width inside a word": "shall n\u200bot",
    "a joiner inside a word": "shall\u200dnot",
    "a tag inside a word": "shall\U000e0041not",
    "no width inside a number": "1\u20600 days",
}
HONEST = {
    "a soft hyphen": "trans\u00adboundary waters",
    "Persian joiners": "می\u200cخواهم",
    "Thai breaks": "ภาษา\u200bไทย",
    "isolates in Arabic": "المادة \u2066Article 4\u2069 من",
    "an emblem of several": "\U0001f469\u200d\U0001f4bb",
    "a mark of direction": "Article 4\u200e, in",
}


@pytest.mark.parametrize("text", HIDING.values(), ids=HIDING)
def test_what_hides_is_refused_by_name_and_place(text: str) -> None:
    with pytest.raises(Refused, match=r"U\+") as caught:
        check_text(f"One.\n{text}")
    assert caught.value.where == "line 2"
    assert manuscript(text.encode(), "x.txt").notices, "an operator's own file is read, with a notice"


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST)
def test_what_a_script_needs_is_taken(text: str) -> None:
    assert text in manuscript(text.encode(), "x.txt", strictly=True).accepting("all").text
