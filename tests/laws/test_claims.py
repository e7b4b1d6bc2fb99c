"""Laws of claims: what is written reads back, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.claims.strategies import claims

from travaux.claims.claim import Claim
from travaux.claims.grammar import from_text, to_text
from travaux.errors import Malformed


@given(claims())
def test_a_claim_that_is_written_reads_back_in_one_way(claim: Claim) -> None:
    assert [(claim,)] == [reading.claims for reading in from_text(to_text(claim))]


@given(st.lists(claims(), min_size=1, max_size=3, unique=True))
def test_claims_made_together_read_back(made: list[Claim]) -> None:
    assert [tuple(made)] == [reading.claims for reading in from_text(to_text(made))]


WORDS = (
    "boria", "did", "not", "no", "approved", "changed", "clause", "clauses", "14", "and", "most", "of", "by", "2031-03",
    "after", ",", ";", '"', "were",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=9))
def test_any_words_are_read_or_refused_with_a_place(words: list[str]) -> None:
    fault = None
    try:
        for reading in from_text(" ".join(words)):
            assert [again.claims for again in from_text(to_text(reading.claims))] == [reading.claims]
    except Malformed as refused:
        fault = refused
    assert fault is None or (fault.where and fault.advice.startswith("Nearest forms: "))
