"""Characters that every format can carry."""

from __future__ import annotations

import pytest

from travaux.papers.characters import replaced, settled_text
from travaux.papers.paper import Paper


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("a\u2067b\u202ec\u2069d", "a\u2067b\u202ec\u2069d"),  # what closes an isolate closes what was opened in it
        ("a\u2067b\u202ec", "a\u2067b\u202ec\u202c\u2069"),
        ("a\u202eb\u202cc\u202c", "a\u202eb\u202cc\u202c"),
        ("a\u202eb\nc", "a\u202eb\u202c\nc"),
        ("a\x07b\u2028c", "a\ufffdb\nc"),
    ],
)
def test_a_turn_of_direction_ends_with_its_line(text: str, settled: str) -> None:
    assert settled_text(text) == settled


def test_other_signs_may_stand_for_some_with_a_remark() -> None:
    paper = Paper(kind="note", title="x → y", summary="→", remarks=("As it is.",))
    made = replaced(paper, {"→": "->"}, "Arrows are written with two signs.")
    assert (made.title, made.summary, made.remarks) == (
        "x -> y", "->", ("As it is.", "Arrows are written with two signs."),
    )  # fmt: skip
