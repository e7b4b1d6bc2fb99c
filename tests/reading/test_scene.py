"""The scene: every character of a report lies in a passage, or between two."""

from __future__ import annotations

from travaux.reading.items import Report
from travaux.reading.mentions import Mentions
from travaux.reading.passages import passages
from travaux.reading.prose import parse
from travaux.reading.scene import Scene


def test_the_passage_that_holds_a_character_or_comes_after_it() -> None:
    text = " One. Two.\n\nThree. "
    scene = Scene(Report(text=text, digest="0" * 64), passages(parse(text), ""), Mentions())
    assert [scene.passage(place).number for place in range(len(text))] == [*[0] * 5, *[1] * 5, *[2] * 9]
