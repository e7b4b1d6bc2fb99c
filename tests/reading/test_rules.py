from __future__ import annotations

import pytest

from travaux.reading.items import Attributed
from travaux.reading.read import attributions


def told(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of every attribution by the rules alone; pieces joined by " | "."""
    return [_parts(text, one) for one in attributions(text)[1]]


def _parts(text: str, one: Attributed) -> tuple[str, str, str]:
    source, cue, content = (" | ".join(text[a:b] for a, b in part) for part in (one.source, one.cue, one.content))
    return source, cue, content


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("“The text is closed,” Ms Torr said.", "Ms Torr", "said", "“The text is closed,”"),
        ("“The text is closed,” said Aven Torr.", "Aven Torr", "said", "“The text is closed,”"),
        ('"The text is closed," said the envoy.', "the envoy", "said", '"The text is closed,"'),
        ("''The text is closed,'' she added.", "she", "added", "''The text is closed,''"),
        ("«The text is closed», she wrote.", "she", "wrote", "«The text is closed»"),
        ("Ms Torr said, “The text is closed.”", "Ms Torr", "said", "“The text is closed.”"),
        ("Ms Torr said: “The text is closed.”", "Ms Torr", "said", "“The text is closed.”"),
        ("The envoy said that the text was closed.", "The envoy", "said", "that the text was closed"),
        ("The envoy said the text was closed.", "The envoy", "said", "the text was closed"),
        ("The envoy told reporters that it was closed.", "The envoy", "told", "that it was closed"),
        ("She said on Monday that it was closed.", "She", "said", "that it was closed"),
        ("The envoy had also said that it was closed.", "The envoy", "had also said", "that it was closed"),
        (
            "Ms Marsk, the chief negotiator, said that it was closed.",
            "Ms Marsk, the chief negotiator", "said", "that it was closed",
        ),
        ("Delvia denied having changed any clause.", "Delvia", "denied", "having changed any clause"),
        ("The text was closed, the envoy said.", "the envoy", "said", "The text was closed"),
        ("According to the chair, the text was closed.", "the chair", "According to", "the text was closed"),
        ("The text was closed, according to the chair.", "the chair", "according to", "The text was closed"),
        ("She said that “nothing is agreed”.", "She", "said", "that “nothing is agreed”"),
        ("“The text is closed,” said he.", "he", "said", "“The text is closed,”"),
        ("“The text is closed,” said the chair this Monday.", "the chair", "said", "“The text is closed,”"),
        ("“The text is closed,” said the chair of “X”.", "the chair", "said", "“The text is closed,”"),
        ("“The text is closed,” said Aven Torr, this chair.", "Aven Torr", "said", "“The text is closed,”"),
        ("“The text is closed,” said Aven Torr, the chair – it was late.", "Aven Torr", "said",
         "“The text is closed,”"),
        ("“The text is closed,” said Aven Torr, the chair is late.", "Aven Torr", "said", "“The text is closed,”"),
        ("But the plan was bad, he said.", "he", "said", "the plan was bad"),
        ("Boria denied it, she said.", "she", "said", "Boria denied it"),
        ("The talks ended and officials said it was over.", "officials", "said", "it was over"),
        ("It is late but officials said it was over.", "officials", "said", "it was over"),
        ("The envoy said earlier on Friday later today it was over.", "The envoy", "said", "today it was over"),
        ("The envoy announced in a statement he had left.", "The envoy", "announced", "he had left"),
        ("The envoy said it was over; the chair left.", "The envoy", "said", "it was over"),
        ("The chair said it was over, but Boria denied it.", "The chair", "said", "it was over"),
        ("The chair said it was over, but Boria, too, left.", "The chair", "said", "it was over, but Boria, too, left"),
        ("The chair said it was over, but Boria left in the very early hours of the long day.", "The chair", "said",
         "it was over, but Boria left in the very early hours of the long day"),
        ("It is over, according to Aven Torr, the chair, and they left.", "Aven Torr, the chair", "according to",
         "It is over"),
        ("It is over, according to Aven Torr, the chair.", "Aven Torr, the chair", "according to", "It is over"),
        ("It is over, according to Aven Torr, the chair of the union of the dockers of the port of the city of Velm",
         "Aven Torr", "according to", "It is over"),
    ],
)  # fmt: skip
def test_one_statement(text: str, source: str, cue: str, content: str) -> None:
    assert [(source, cue, content)] == told(text)


def test_a_quotation_in_two_pieces_is_one_statement() -> None:
    text = "“The text,” she said, “is closed.” “Nobody will touch it.”"
    assert told(text) == [("she", "said", "“The text,” | “is closed.” | “Nobody will touch it.”")]


def test_two_speakers_in_one_paragraph() -> None:
    text = "“The text is closed,” Ms Torr said. “It is not closed,” Mr Orlen said."
    assert told(text) == [
        ("Ms Torr", "said", "“The text is closed,”"), ("Mr Orlen", "said", "“It is not closed,”"),
    ]  # fmt: skip


def test_a_participle_and_a_second_verb_keep_the_speaker() -> None:
    text = "The chair admitted that two clauses were lost but insisted that the rest was safe, adding that it was over."
    assert told(text) == [
        ("The chair", "admitted", "that two clauses were lost"),
        ("The chair", "insisted", "that the rest was safe"),
        ("The chair", "adding", "that it was over"),
    ]


def test_a_colon_and_an_open_quotation_reach_into_the_next_paragraph() -> None:
    text = "Ms Torr said:\n\n“The text is closed.\n\n“Nobody will touch it.”\n\nThe talks end on Friday."
    assert told(text) == [("Ms Torr", "said", "“The text is closed. | “Nobody will touch it.”")]


def test_a_quotation_after_a_quotation_and_its_speaker_is_for_a_person_to_look_at() -> None:
    text = "“The text is closed,” said Aven Torr.\n\n“Nobody will touch it.”"
    first, second = attributions(text)[1]
    assert _parts(text, second) == ("Aven Torr", "", "“Nobody will touch it.”")
    assert (first.tier, second.tier) == ("likely", "look")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The talks ended on Friday.",
        "Clause 7 was agreed ad referendum.",
        "She read the “final” text aloud.",
        "“Nobody will touch it.”",
        "“The text is closed, Ms Torr left the room.\n\nMr Orlen came in. “We agree.”",
        "They plan to say that it is closed.",
        "The committee faces allegations that it was bought.",
        "“The text is closed,” said him.",
        "“The text is closed,” said",
        "“It is over. She said:",
        "Said in detail:",
        "They turned to the council which reported “many fine events” in May.",
        "Boria denies changes.",
        "The envoy said on Monday",
        "The envoy says peace for all; they left.",
        "She asked if it was over.",
        "It was over, according to “sources”.",
        "According to the chair “it is over”.",
        "In addition, according to the chair, the text is closed.",
    ],
)
def test_nothing_is_made_of_it(text: str) -> None:
    assert told(text) == []


def test_what_an_earlier_cue_holds_ends_where_the_clause_of_the_last_one_ends() -> None:
    text = "Boria had told the press that it agreed, but the union denied it all, the source added."
    assert told(text) == [
        ("Boria", "had told", "that it agreed"),
        ("the union", "denied", "it all"),
        ("the source", "added", text[: text.index(", the source")]),
    ]


def test_every_part_stands_in_the_text() -> None:
    text = "Ms Torr, who chairs it, told the press on Monday that “it is over”, adding: “Go home.”" * 3
    for one in attributions(text)[1]:
        for start, end in one.source + one.cue + one.content:
            assert 0 <= start < end <= len(text)
