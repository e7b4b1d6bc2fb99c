"""An amendment to an amendment as a paper: only what would change, each change with whose it is."""

from __future__ import annotations

from travaux.papers.layers import layers
from travaux.papers.paper import Heading, Paragraph
from travaux.text.drafts import Hand
from travaux.text.manuscripts import Manuscript
from travaux.text.paragraphs import Paragraph as Line
from travaux.text.paragraphs import Segment

A, B = Hand("Aldania"), Hand("Boria")


def told(*lines: Line) -> tuple[str, list[str]]:
    made = layers(Manuscript(lines), title="What they propose", facts=(), letters={})
    return made.summary, [each.text for each in made.blocks if isinstance(each, Paragraph | Heading)]


def test_words_that_one_put_in_and_another_struck_are_told_as_both() -> None:
    line = Line((Segment("Ships pay"), Segment(" "), Segment("dues", A, B), Segment("fees", B), Segment(".")))
    assert told(Line((Segment("Nobody touched this."),)), line) == (
        "One paragraph would change, by Aldania and Boria.",
        [
            "The paragraphs that would change",
            "Ships pay duesfees.",
            "“dues” put in by Aldania; “dues” taken out by Boria; “fees” put in by Boria.",
        ],
    )


def test_nobody_is_a_name_too_and_blanks_are_no_change() -> None:
    assert told(Line((Segment("Ships", None, Hand(None)), Segment(" ", A)))) == (
        "One paragraph would change, by nobody on record and Aldania.",
        ["The paragraphs that would change", "Ships ", "“Ships” taken out by nobody on record."],
    )
    assert told(Line((Segment("Ships"), Segment(" ", A)))) == (
        "Nothing would change.",
        ["The paragraphs that would change"],
    )
