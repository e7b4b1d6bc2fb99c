"""Laws of the readers: nothing is lost, nothing fails but with a refusal, and a worker's answer is what was read."""

from __future__ import annotations

import contextlib
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.errors import Malformed
from travaux.formats import answers, markdown, plain, sniff
from travaux.formats.html import read as html
from travaux.text.drafts import Hand
from travaux.text.manuscripts import Comment, Fate, Manuscript, Notice, Paragraph, Segment

WORDS = st.text(
    st.sampled_from("abé [](){}*_#>`~+-=<!:|\\.\n1") | st.characters(exclude_categories=["Cs"]), max_size=60
)
HANDS = st.none() | st.builds(Hand, st.none() | WORDS, st.none() | WORDS)
SEGMENTS = st.builds(Segment, WORDS, HANDS, HANDS, st.none() | WORDS, st.frozensets(WORDS, max_size=2))
PARAGRAPHS = st.builds(
    Paragraph,
    st.lists(SEGMENTS, max_size=3).map(tuple),
    st.builds(Fate, HANDS, HANDS),
    st.lists(st.builds(Fate, HANDS, HANDS), max_size=2).map(tuple),
    st.integers(),
    st.none() | st.tuples(WORDS, st.integers()),
    st.none() | st.just("same") | st.tuples(WORDS, st.integers()),
)
MANUSCRIPTS = st.builds(
    Manuscript,
    st.lists(PARAGRAPHS, max_size=3).map(tuple),
    comments=st.lists(st.builds(Comment, st.builds(Hand), WORDS, st.integers()), max_size=2).map(tuple),
    notices=st.lists(st.builds(Notice, WORDS), max_size=2).map(tuple),
)
PIECES = st.sampled_from(
    [
        "{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{>>", "<<}", "{==", "==}", "\n\n", "\n", "one ", "[two] ", "*",
        "**", "# ", "1. ", "- ", "> ", "| a | b |\n|---|---|\n", "[x](http://a.b)", "[^1]", "\n[^1]: note\n", "`",
        "<ins>", "</ins>", "<!--", "-->", "    ", "(a) ", "```\n", "\ue000", "\U0010f000",
    ]
)  # fmt: skip


@given(MANUSCRIPTS)
def test_a_workers_answer_is_what_was_read(manuscript: Manuscript) -> None:
    assert answers.decode(answers.encode(manuscript), Manuscript) == manuscript


@given(st.binary(max_size=200))
def test_any_bytes_are_no_answer_or_one_of_the_declared_type(data: bytes) -> None:
    with contextlib.suppress(TypeError, ValueError):
        assert isinstance(answers.decode(data, Manuscript), Manuscript)


@given(WORDS.filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_plain_text_is_kept_to_the_character(text: str) -> None:
    read = plain.read(text.encode())
    assert read.accepting("all").text == (text.replace("\r\n", "\n") if "\n" in text else text.replace("\r", "\n"))


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_markdown_never_fails_and_accepts_what_it_rejects(source: str) -> None:
    read = markdown.read(source.encode())
    draft = read.accepting("all")
    assert draft.before is None or draft.before == read.accepting("none").text


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(["[shall]", "[should]", "[", "]", "{note}", "(a)", " ", "be", "[x](a)", "*", "1bis. "]),
        max_size=15,
    )
)
def test_no_bracket_of_a_draft_is_lost(pieces: list[str]) -> None:
    source = "".join(pieces)
    text = markdown.read(f"x {source}".encode()).accepting("all").text
    brackets = re.compile(r"[][{}()]")
    assert brackets.findall(text) == brackets.findall(source)


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(st.sampled_from(["", "++", "--"]), st.sampled_from(["one ", "two", "\n\nthree", "[x] "])), max_size=8
    )
)
def test_criticmarkup_gives_the_two_texts(pieces: list[tuple[str, str]]) -> None:
    """The words of each text are those that its marks leave, however the marks cut paragraphs."""
    source = "".join(f"{{{mark}{words}{mark}}}" if mark else words for mark, words in pieces)
    read = markdown.read(f"x {source}".encode())
    for whose, left_out in (("all", "--"), ("none", "++")):
        expected = re.sub(r"\s", "", "x" + "".join(words for mark, words in pieces if mark != left_out))
        assert re.sub(r"\s", "", read.accepting(whose).text) == expected  # type: ignore[arg-type]


TAGS = [
    "p",
    "div",
    "ol",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "ins",
    "del",
    "b",
    "h2",
    "pre",
    "span hidden",
    "br",
    "script",
]


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from([*(f"<{t}>" for t in TAGS), *(f"</{t.split()[0]}>" for t in TAGS), "one ", "\n", "&amp;"]),
        max_size=30,
    )
)
def test_html_never_fails(pieces: list[str]) -> None:
    read = html.read(("<p>" + "".join(pieces)).encode())
    draft = read.accepting("all")
    assert draft.before is None or draft.before == read.accepting("none").text


@given(st.binary(max_size=300))
def test_any_bytes_have_a_kind_or_are_refused_with_advice(data: bytes) -> None:
    advice, kind = "", None
    try:
        kind = sniff.kind(data)
    except Malformed as refused:
        advice = refused.advice
    assert (kind in sniff.WORDS) != bool(advice)
