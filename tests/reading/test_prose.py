from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.reading.prose import LONGEST, Prose, parse


def sentences(text: str) -> list[str]:
    return [text[one.start : one.end] for one in parse(text).sentences()]


def quoted(text: str) -> list[str]:
    return [text[one.start : one.end] for paragraph in parse(text).paragraphs for one in paragraph.quotations]


def balanced(text: str) -> list[bool]:
    return [one.balanced for one in parse(text).paragraphs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ended. They left.", ["It ended.", "They left."]),
        ("Mr. Ost met Ms. Ave. He left.", ["Mr. Ost met Ms. Ave.", "He left."]),
        ("The U.S. team left at 5 p.m. on Friday. It won.", ["The U.S. team left at 5 p.m. on Friday.", "It won."]),
        ("They left the U.S. The talks failed.", ["They left the U.S.", "The talks failed."]),
        ("“It ended. We left,” she said.", ["“It ended.", "We left,” she said."]),
        ("''It ended.'' He left.", ["''It ended.''", "He left."]),
        ("Article No. 4 fell. No. They kept it.", ["Article No. 4 fell.", "No.", "They kept it."]),
        ("On Nov. 27 they met. J. R. Ost spoke.", ["On Nov. 27 they met.", "J. R. Ost spoke."]),
        ("Why? Because … it did! “Yes.”", ["Why?", "Because … it did!", "“Yes.”"]),
        ("It rose 3.5 percent. See www.example.org/a.b for more.", None),
        ("They met at 5 p.m.” Then it ended.", ["They met at 5 p.m.”", "Then it ended."]),
        ("It may end … but …. . It ended.", ["It may end … but …. .", "It ended."]),
        ("One.\x0b \x0bTwo.", ["One.", "Two."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str] | None) -> None:
    expected = expected if expected is not None else [text[:20], text[21:]]
    assert expected == sentences(text)


def test_words_and_their_endings_are_tokens() -> None:
    words = parse("Mr. Ost’s anti-war clause wasn't read; the workers' $4.5m offer—it's up 7%...").paragraphs[0].words
    assert words == [
        "Mr.", "Ost", "’s", "anti-war", "clause", "wasn't", "read", ";", "the", "workers", "'", "$4.5m", "offer", "—",
        "it", "'s", "up", "7%", "...",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We agree,” she said.", ["“We agree,”"]),
        ('"We agree," she said.', ['"We agree,"']),
        ("''We agree,'' she said.", ["''We agree,''"]),
        ("``We agree,'' she said.", ["``We agree,''"]),
        ("'We agree,' she said.", ["'We agree,'"]),
        ("‘We agree,’ she said.", ["‘We agree,’"]),
        ("«We agree», she said.", ["«We agree»"]),
        ("»We agree«, she said.", ["»We agree«"]),
        ("„We agree“, she said.", ["„We agree“"]),
        ("„We agree”, she said.", ["„We agree”"]),
        ("‹We agree›, she said.", ["‹We agree›"]),
        ("「We agree」 she said.", ["「We agree」"]),
        ('“We agree," she said, "today.”', ['“We agree,"', '"today.”']),
        ("”We agree,” she said.", ["”We agree,”"]),
        ("“We agree,“ she said.", ["“We agree,“"]),
        ("“He said ‘no’ to us,” she said.", ["“He said ‘no’ to us,”", "‘no’"]),
        ("'It's the workers' clause,' she said.", ["'It's the workers' clause,'"]),
        ("She didn't read 'em the workers' list of '98.", []),
        ('A 6" pipe and a 7\'2" man.', []),
        ('He read the "final" and the "basic" text.', ['"final"', '"basic"']),
    ],
)
def test_quotations_in_every_style(text: str, expected: list[str]) -> None:
    assert expected == quoted(text)
    assert balanced(text) == [True]


def test_depth_and_marks() -> None:
    paragraph = parse("“He said ‘no’,” she said.").paragraphs[0]
    assert paragraph.words == ["“", "He", "said", "‘", "no", "’", ",", "”", "she", "said", "."]
    assert paragraph.quoted == [0, 1, 1, 1, 2, 1, 1, 0, 0, 0, 0]
    assert paragraph.marks == [1, 0, 0, 1, 0, 2, 0, 2, 0, 0, 0]


def test_a_quotation_left_open_is_taken_up_by_the_next_paragraph() -> None:
    first, second, third = parse("“We agree, she said.\n\n“We do.”\n\n“No.”").paragraphs
    assert (first.balanced, first.carries, first.carried) == (True, True, False)
    assert (second.balanced, second.carries, second.carried) == (True, False, True)
    assert (third.balanced, third.carries, third.carried) == (True, False, False)


@pytest.mark.parametrize(
    "text",
    [
        "“We agree, she said.\n\nThey left.",
        "We agree,” she said.",
        '"We agree, she said.\n\n‘No.’',
        "“We “agree,” she said.",
        "''He says: 'It's real. He's one of us,''' she said. 'No.'",
        '"One “two «three 「four ‘five’',
    ],
)
def test_marks_that_do_not_match_are_said_to_be_so(text: str) -> None:
    assert balanced(text)[0] is False


def test_paragraphs() -> None:
    wrapped = (
        "The parties met on the shore of the lake in the\nmorning and spoke of fish until the sun went down\non them."
    )
    lines = "Parties meet\nThe parties met on the shore of the lake in the morning.\nThey spoke of fish."
    assert [wrapped] == [wrapped[p.start : p.end] for p in parse(wrapped).paragraphs]
    assert lines.split("\n") == [lines[p.start : p.end] for p in parse(lines).paragraphs]
    assert sentences("\n\n  One. \r\n\r\n\tTwo.\n") == ["One.", "Two."]


def test_spans_and_tokens_are_each_others_inverse() -> None:
    paragraph = parse("They met. “We agree,” she said.").paragraphs[0]
    for first in range(len(paragraph.words)):
        for last in range(first + 1, len(paragraph.words) + 1):
            assert (first, last) == paragraph.tokens(paragraph.span(first, last))
    assert paragraph.sentence(0) is paragraph.sentences[0]
    assert paragraph.sentence(4) is paragraph.sentences[1]


def test_a_place_has_a_sentence_and_a_paragraph() -> None:
    prose = parse("One. Two.\n\nThree.")
    assert [prose.paragraph(place) for place in (0, 8, 9, 11)] == [0, 0, None, 1]
    assert [_words(prose, place) for place in (3, 5, 10, 16)] == ["One.", "Two.", None, "Three."]


def _words(prose: Prose, place: int) -> str | None:
    one = prose.sentence(place)
    return prose.text[one.start : one.end] if one else None


def test_a_sentence_has_an_end() -> None:
    found = list(parse("word " * 20_000).sentences())
    assert max(one.last - one.first for one in found) == LONGEST
    assert sum(one.last - one.first for one in found) == 20_000


PIECES = st.sampled_from(
    ["“", "”", '"', "''", "'", "‘", "’", "«", "»", "„", "a", "B.", " ", "\n", "\n\n", ",", "s", "7"]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_law_every_character_that_is_not_space_is_in_one_token_and_one_sentence(text: str) -> None:
    prose = parse(text)
    covered: list[int] = []
    for paragraph in prose.paragraphs:
        assert len(paragraph.words) == len(paragraph.quoted) == len(paragraph.marks)
        for word, start, end in zip(paragraph.words, paragraph.starts, paragraph.ends, strict=True):
            assert text[start:end] == word
            covered.extend(range(start, end))
        assert [0, *(one.last for one in paragraph.sentences)] == [
            *(one.first for one in paragraph.sentences), len(paragraph.words),
        ]  # fmt: skip
        assert min(paragraph.quoted) >= 0
    assert [at for at, sign in enumerate(text) if not sign.isspace()] == covered
