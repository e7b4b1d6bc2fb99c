"""Laws of the audit: a file that tells the truth has no finding, and one that does not has exactly what was planted."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from bench.planted import Pool, invented, pair, pools, score
from hypothesis import given
from hypothesis import strategies as st

from travaux.formats.docx import read
from travaux.formats.docx.write import write
from travaux.text.audit import audit
from travaux.text.drafts import Draft, Hand
from travaux.text.manuscripts import Manuscript
from travaux.text.paragraphs import Fate, Paragraph, Segment
from travaux.text.redline.sides import is_wrapped, paragraphs
from travaux.text.tokens import words

WORDS = ["The", "Parties", "shall", "not", "act", "and", "report", "in", "good", "faith", ",", ".", "(a)", "1.", "5",
         "é", "agree", "to", "the", "terms", "of", "this", "Article", "[", "]", "may"]  # fmt: skip
HANDS = [Hand("Aldania", "2025-03-01T09:00:00Z"), Hand("Boria"), Hand()]
hands = st.sampled_from([None, None, None, *HANDS])
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join).map(lambda text: text + " ")
segments = st.builds(Segment, texts, hands, hands)
marks = st.builds(Fate, hands, hands)
lines = st.builds(Paragraph, st.lists(segments, max_size=5).map(tuple), marks)
manuscripts = st.lists(lines, min_size=1, max_size=6).map(lambda found: Manuscript(tuple(found), format="docx"))


@given(manuscripts)
def test_a_file_that_shows_everything(manuscript: Manuscript) -> None:
    last = Draft(manuscript.accepting("none").text)
    assert list(audit(last, manuscript).undeclared) == []


@given(manuscripts)
def test_a_file_against_itself(manuscript: Manuscript) -> None:
    report = audit(manuscript, manuscript)
    assert list(report.undeclared) == []
    assert list(report.declared) == []


@given(manuscripts)
def test_a_file_against_itself_where_changes_were_settled(manuscript: Manuscript) -> None:
    assert list(audit(manuscript, manuscript, settled=True).undeclared) == []


def told(text: str) -> list[tuple[str, ...]]:
    """Returns what counts in a text: its words, paragraph by paragraph."""
    whole = unicodedata.normalize("NFC", text)
    return [tuple(words(whole[start:end])) for start, end in paragraphs(whole, is_wrapped(whole))]


@given(manuscripts, st.integers(0, 10_000), st.sampled_from(WORDS))
def test_nothing_is_found_only_where_nothing_is_hidden(manuscript: Manuscript, seed: int, word: str) -> None:
    """The last draft is what the file says it was, but for a word or a break."""
    before = manuscript.accepting("none").text
    dice = random.Random(seed)
    place = dice.randrange(len(before) + 1)
    end = min(len(before), place + dice.choice([0, 0, 1, 4, 12]))
    last = before[:place] + dice.choice([f" {word} ", word, "", "\n"]) + before[end:]
    report = audit(Draft(last), manuscript)
    assert (told(last) == told(before)) == (not report.undeclared)


@given(manuscripts, st.randoms(use_true_random=False))
def test_formatting_is_nothing(manuscript: Manuscript, dice: random.Random) -> None:
    looks = ["bold", "italic", "underline", "highlight=yellow", "colour=ff0000"]

    def dressed(segment: Segment) -> Segment:
        return replace(segment, marks=frozenset(dice.sample(looks, dice.randrange(3))))

    plain = Manuscript(tuple(replace(p, mark=Fate(), segments=tuple(Segment(s.text) for s in p.segments))
                             for p in manuscript.paragraphs), format="docx")  # fmt: skip
    other = Manuscript(
        tuple(replace(p, segments=tuple(map(dressed, p.segments))) for p in plain.paragraphs), format="docx"
    )
    assert list(audit(plain, other).undeclared) == []


@cache
def real(folder: Path) -> Pool:
    return pools(folder)


@pytest.mark.parametrize("seed", range(60))
def test_what_was_planted_is_found_and_nothing_else(seed: int) -> None:
    made = pair(seed, invented())
    result = score(made, audit(made.last, made.new))
    assert (result.missed, result.invented, result.loose) == ((), (), ())


@pytest.mark.parametrize("seed", range(1_000, 1_012))
def test_the_same_through_word_files(seed: int) -> None:
    made = pair(seed, invented())
    result = score(made, audit(read(write(made.last)), read(write(made.new))))
    assert (result.missed, result.invented, result.loose) == ((), (), ())


@pytest.mark.corpus
@pytest.mark.parametrize("first", [0, 777, 4_242, 90_000, 123_456, 2_000_000])
def test_the_same_in_real_drafts(first: int, corpus: Path) -> None:
    for seed in range(first, first + 10):
        made = pair(seed, real(corpus))
        result = score(made, audit(made.last, made.new))
        assert (result.missed, result.invented) == ((), ()), f"seed {seed}"


def test_the_check_can_fail() -> None:
    made = next(made for made in (pair(seed, invented()) for seed in range(60)) if len(made.planted) > 1)
    report = audit(made.last, made.new)
    blind = replace(report, undeclared=report.undeclared[:0])
    assert score(made, blind).missed == made.planted
    honest = replace(made, planted=())
    assert len(score(honest, report).invented) == len(report.undeclared)
