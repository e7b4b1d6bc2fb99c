from __future__ import annotations

import pytest

from travaux.reading.classed import Classed
from travaux.reading.linker import link
from travaux.reading.prose import parse


def linked(text: str, labels: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    """What labels, one letter pair for each token, are linked to: "." is outside, "S>" begins, "s>" goes on."""
    classed = Classed.of(parse(text).paragraphs[0], frozenset())
    names = [_name(one) for one in labels.split()]
    assert len(classed.words) == len(names)
    found, loose = link(classed, names, [1.0] * len(names))
    words = classed.paragraph.words
    parts = [
        tuple(" | ".join(" ".join(words[a:b]) for a, b in part) for part in (one.source, one.cue, one.content))
        for one in found
    ]
    return parts, [" ".join(words[slice(*one.run)]) for one in loose]  # type: ignore[return-value]


def _name(mark: str) -> str:
    return "O" if mark == "." else ("B-" if mark[0].isupper() else "I-") + mark.upper()


def test_each_part_goes_to_the_cue_on_its_side() -> None:
    text = "It is over , she said , but he denied it ."
    parts, loose = linked(text, "C> c> c> . S> K . . S> K C< .")
    assert parts == [("she", "said", "It is over"), ("he", "denied", "it")]
    assert loose == []


def test_a_content_in_two_pieces() -> None:
    parts, _ = linked("It , she said , is over .", "C> . S> K . C< c< .")
    assert parts == [("she", "said", "It | is over")]


def test_a_participle_takes_the_speaker_before() -> None:
    parts, _ = linked("She said it was over , adding nothing .", "S> K C< c< c< . K C< .")
    assert parts == [("She", "said", "it was over"), ("She", "adding", "nothing")]


def test_a_statement_within_another_does_not_cut_it_short() -> None:
    text = "The chair said Boria denied all of it ."
    parts, _ = linked(text, "S> s> K S> K C< c< c< .")
    assert parts == [("The chair", "said", "Boria denied all of it"), ("Boria", "denied", "all of it")]


def test_what_no_cue_claims_is_left() -> None:
    parts, loose = linked("The rain in the north .", "C< c< c< c< c< .")
    assert (parts, loose) == ([], ["The rain in the north"])


def test_a_cue_without_words_says_nothing() -> None:
    parts, loose = linked("She said .", "S> K .")
    assert (parts, loose) == ([], ["said"])


def test_a_subject_is_looked_for_where_none_is_labelled() -> None:
    parts, _ = linked("The chair said it was over .", ". . K C< c< c< .")
    assert parts == [("The chair", "said", "it was over")]


def test_who_spoke_stands_behind_the_verb() -> None:
    parts, _ = linked("“ It is over , ” said the chair , who had seen it .", "C> c> c> c> c> c> K S> s> . S> K k C< .")
    assert parts[0] == ("the chair", "said", "“ It is over , ”")


def test_who_spoke_is_not_what_was_said() -> None:
    parts, _ = linked("“ It is over , ” said the chair .", "C> c> c> c> c> c> K C< c< .")
    assert parts == [("the chair", "said", "“ It is over , ”")]


def test_a_participle_leans_on_the_subject_of_the_sentence() -> None:
    parts, _ = linked("The envoys had left the room , saying it was over .", ". . . . . . . K C< c< c< .")
    assert parts == [("The envoys", "saying", "it was over")]


def test_an_adverb_does_not_hide_the_subject() -> None:
    parts, _ = linked("The chair also denied it .", ". . K k C< .")
    assert parts == [("The chair", "also denied", "it")]


def test_a_pronoun_before_the_cue_is_its_subject() -> None:
    parts, _ = linked("Later she said it was over .", ". C> K C< c< c< .")
    assert parts == [("she", "said", "it was over")]


def test_a_cue_does_not_reach_past_words_of_the_next_sentence() -> None:
    text = "It was over , two officials said . After that , “ it is off ” , the envoy was quoted ."
    labels = "C> c> c> . S> s> K . . . . C< c< c< c< c< . S> s> K k ."
    parts, _ = linked(text, labels)
    assert parts == [("two officials", "said", "It was over"), ("the envoy", "was quoted", "“ it is off ”")]


@pytest.mark.parametrize(
    ("text", "labels", "said", "loose"),
    [
        ("She said it . He said no .", "S> K C< c< S> K C< .", [("She", "said", "it ."), ("He", "said", "no")], []),
        ("She said it was over .", "S> K C> c> c> .", [("She", "said", "it was over")], []),
        ("It was over , she said .", "C> c> c> . . . .", [("she", "said", "It was over")], []),
        ("It was over , she said .", "C> c> c> . S> . .", [("she", "said", "It was over")], ["she"]),
        ("It was over , she left .", "C> c> c> . S> . .", [], ["It was over", "she"]),
        ("She said it was over .", "S> . C< c< c< .", [("She", "said", "it was over")], ["She"]),
        ("She left it here .", "S> . C< c< .", [], ["She", "it here"]),
    ],
)
def test_a_content_finds_a_cue_on_the_other_side_or_one_that_is_not_labelled(
    text: str, labels: str, said: list[tuple[str, str, str]], loose: list[str]
) -> None:
    assert linked(text, labels) == (said, loose)


@pytest.mark.parametrize(
    ("text", "labels", "said"),
    [
        ("Did he say it was over ?", "K S> K C< c< c< .", [("he", "Did | say", "it was over")]),
        ("Saying it was over , she denied it .", "K C< c< c< . S> K C< .",
         [("she", "Saying", "it was over"), ("she", "denied", "it")]),
        ("Saying it was over , denying it , she denied that .", "K C< c< c< . K C< . S> K C< .",
         [("she", "Saying", "it was over"), ("she", "denying", "it"), ("she", "denied", "that")]),
        ("It was said and denied it .", "C> . K . K C< .", [("", "said", "It"), ("", "denied", "it")]),
        ("In the room , “ saying it was over .", ". . . . . K C< c< c< .", [("", "saying", "it was over")]),
        ("In the room saying it was over .", ". . . K C< c< c< .", [("", "saying", "it was over")]),
        ("“ It is over , ” said the chair , and Boria denied it .", "C> c> c> c> c> c> K . . . . S> K C< .",
         [("the chair", "said", "“ It is over , ”"), ("Boria", "denied", "it")]),
        ("“ It is over , ” said the chair , and denied it .", "C> c> c> c> c> c> K . . . . K C< .",
         [("the chair", "said", "“ It is over , ”"), ("", "denied", "it")]),
    ],
)  # fmt: skip
def test_whose_words_they_are_where_no_source_is_labelled(
    text: str, labels: str, said: list[tuple[str, str, str]]
) -> None:
    assert linked(text, labels)[0] == said
