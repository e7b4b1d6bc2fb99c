"""The sure tier asks more of the model where no quotation mark shows where the words begin and end."""

from __future__ import annotations

import pytest

from travaux.reading.classed import Classed, Found
from travaux.reading.prose import parse
from travaux.reading.tiers import tier


def found(text: str, source: str, cue: str, content: str, confidence: float) -> tuple[Classed, Found]:
    """An attribution in a text of one paragraph, its parts given by their words."""
    paragraph = parse(text).paragraphs[0]
    parts = [(paragraph.tokens((text.index(part), text.index(part) + len(part))),) for part in (source, cue, content)]
    one = Found(source=parts[0], cue=parts[1], content=parts[2], how="model", confidence=confidence)
    return Classed.of(paragraph, frozenset({"said", "it", "was", "over", "talks", "were", "who", "the", "chair"})), one


QUOTED = ("“It was over,” the chair said.", "the chair", "said", "“It was over,”")
TOLD = ("The chair said it was over.", "The chair", "said", "it was over")


@pytest.mark.parametrize(
    ("parts", "confidence", "agreed", "expected"),
    [
        (QUOTED, 0.75, True, "sure"),
        (QUOTED, 0.75, False, "sure"),
        (QUOTED, 0.65, True, "look"),
        (TOLD, 0.9, True, "likely"),
        (TOLD, 0.94, True, "sure"),
        (TOLD, 0.94, False, "sure"),
        (TOLD, 0.6, True, "look"),
        (("“It was” over, the chair said.", "the chair", "said", "“It was” over"), 0.94, False, "likely"),
        (("The chair, who said it was over.", "who", "said", "it was over"), 0.99, True, "likely"),
    ],
)
def test_how_certain_the_model_must_be(
    parts: tuple[str, str, str, str], confidence: float, agreed: bool, expected: str
) -> None:
    classed, one = found(*parts, confidence)
    assert expected == tier(classed, one, agreed, by_model=True)


def test_marks_that_do_not_match_are_for_a_person_to_look_at() -> None:
    classed, one = found("“It was over, the chair said.", "the chair", "said", "It was over", 0.99)
    assert tier(classed, one, True, by_model=True) == "look"
