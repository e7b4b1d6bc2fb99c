"""The sure tier asks more of the model where no quotation mark shows where the words begin and end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from travaux.reading.classed import Classed, Found
from travaux.reading.prose import parse
from travaux.reading.tiers import LIKELY, merged, tier


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


def test_a_source_in_another_sentence_is_never_sure() -> None:
    classed, one = found("The chair left. “It was over,” he said.", "The chair", "said", "“It was over,”", 0.99)
    assert tier(classed, one, True, by_model=True) == "likely"


def test_without_a_source_nothing_is_sure() -> None:
    classed, one = found(*QUOTED, 0.99)
    assert tier(classed, replace(one, source=()), True, by_model=True) == "likely"


def test_all_that_the_model_finds_but_for_what_is_unlikely_and_an_announcement_that_it_cannot_see() -> None:
    classed, one = found(*QUOTED, 0.75)
    rule = replace(one, how="quotation, source, cue")
    unlikely = replace(one, content=((0, 2),), confidence=0.3)
    ahead = replace(one, cue=((10, 11),), content=(), how="source, cue, colon")
    assert merged(classed, [rule, ahead], [one, unlikely]) == [
        (replace(one, how="model; quotation, source, cue"), "sure"),
        (replace(ahead, confidence=LIKELY), "likely"),
    ]


def test_what_no_rule_agrees_with_keeps_its_own_name() -> None:
    classed, one = found(*QUOTED, 0.75)
    assert merged(classed, [], [one]) == [(one, "sure")]
