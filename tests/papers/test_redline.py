"""The paper of a comparison: lines, parts and numbered changes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.papers.redline import RedlinePaper, redline_paper
from travaux.text.drafts import Draft
from travaux.text.redline import compare

WORDS = st.lists(st.sampled_from(["the", "Parties", "shall", "may", "act", ".", "\n"]), max_size=14).map(" ".join)


def paper(earlier: str, later: str) -> RedlinePaper:
    return redline_paper(compare(Draft(earlier, name="a"), Draft(later, name="b")))


def marked(made: RedlinePaper) -> list[str]:
    signs = {"equal": "", "insert": "+", "delete": "-", "move-from": "<", "move-to": ">"}
    return ["".join(f"{signs[p.fate]}{{{p.text}}}" if signs[p.fate] else p.text for p in x.parts) for x in made.lines]


def test_a_word_replaced() -> None:
    made = paper("1. The Parties shall act.\n2. They report.", "1. The Parties may act.\n2. They report.")
    assert marked(made) == ["The Parties -{shall}+{may} act.", "They report."]
    assert [line.changed for line in made.lines] == [True, False]
    assert made.summary == "One replacement, in clause 1."
    assert [(e.number, e.kind, e.place, e.old, e.new) for e in made.entries] == [
        (1, "replacement", "clause 1", "shall", "may")
    ]


def test_nothing_changed() -> None:
    assert paper("The Parties act.", "The Parties act.").summary == "Nothing changed."


def test_every_change_has_its_number_in_the_text() -> None:
    made = paper(
        "The Parties shall act.\nThey report.\nThey meet.", "The Parties may act.\nThey report.\nNobody meets."
    )
    numbers = {part.change for line in made.lines for part in line.parts if part.fate != "equal"}
    assert numbers == {entry.number for entry in made.entries}


def test_a_paragraph_taken_out_stands_on_its_own() -> None:
    made = paper("One stands here.\nTwo goes away wholly.\nThree stays too.", "One stands here.\nThree stays too.")
    assert len(made.lines) == 3
    assert [line.row is None for line in made.lines] == [False, True, False]


@settings(max_examples=150)
@given(WORDS, WORDS)
def test_the_parts_hold_every_word_of_the_later_text(earlier: str, later: str) -> None:
    made = paper(earlier, later)
    standing = [p.text for x in made.lines for p in x.parts if p.fate in ("equal", "insert", "move-to")]
    labels = [x.row.label for x in made.lines if x.row]
    shown = "".join("".join(standing).replace("¶", "").split())
    assert sorted(shown + "".join("".join(labels).split())) == sorted("".join(later.split()))
