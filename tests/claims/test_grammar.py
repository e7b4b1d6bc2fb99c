"""The controlled English: synonyms, readings, refusals."""

from __future__ import annotations

import pytest

from travaux.claims.claim import ALL, ANY, Claim, Quantity, Subject
from travaux.claims.grammar import from_text, to_text
from travaux.claims.words import CLAUSE_FORMS
from travaux.errors import Malformed
from travaux.record.terms import Dated, Place

BORIA = Subject(name="boria")
CLAUSE_14 = (Place("14"),)


def only(sentence: str) -> tuple[Claim, ...]:
    (reading,) = from_text(sentence)
    return reading.claims


@pytest.mark.parametrize("sentence", CLAUSE_FORMS)
def test_the_forms_that_refusals_show_are_read(sentence: str) -> None:
    assert from_text(sentence)


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("Boria altered clause 14.", "Boria changed clause 14"),
        ("boria modified article 14", "boria changed clause 14"),
        ("boria agreed to the majority of the clauses", "boria accepted most clauses"),
        ("boria agreed to most of the plan", "boria accepted most clauses"),
        ("boria approved every clause", "boria approved all clauses"),
        ("boria turned down clause 3", "boria rejected clause 3"),
        ("boria struck out clause 14 of the plan", "boria removed clause 14"),
        ("the delegation of boria", ""),
        ("boria's delegation accepted clause 3", "boria accepted clause 3"),
        ("a representative of boria accepted clause 3", "an official of boria accepted clause 3"),
        ("boria did not approve or change anything", "boria neither approved nor changed any clause"),
        ("boria has not approved clause 3", "boria did not approve clause 3"),
        ("boria never approved clause 3", "boria did not approve clause 3"),
        ("boria changed no clause", "boria did not change any clause"),
        ("nobody changed clause 3", "no one changed clause 3"),
        ("no official of boria changed clause 3", "it is not so that an official of boria changed clause 3"),
        ("clause 14 was not changed by boria", "boria did not change clause 14"),
        ("no clause was changed", "no one changed any clause"),
        ("boria accepted clauses 3 to 6", "boria accepted clauses 3, 4, 5 and 6"),
        ("boria approved and signed the text", "boria approved the text; boria signed the text"),
        ("boria accepted clause 3 before 2031-03", "boria accepted clause 3 by 2031-02-28"),
        ("boria accepted clause 3 after 2031-03-31", "boria accepted clause 3 since 2031-04-01"),
        ("boria signed in 2031-03", "boria signed the text on 2031-03"),
        ("boria signed between 2031-03 and 2031-04", "boria signed the text from 2031-03 to 2031-04"),
        ("boria attended", "boria attended the meeting"),
        ("boria accepted all of clauses 3 and 9", "boria accepted clauses 3 and 9"),
    ],
)  # fmt: skip
def test_synonyms_have_one_form(sentence: str, written: str) -> None:
    if not written:
        with pytest.raises(Malformed):
            from_text(sentence)
    elif sentence.startswith("no official"):
        assert only(sentence)[0].denied
    else:
        assert written == to_text(only(sentence))


def test_neither_nor_is_two_claims() -> None:
    approved, changed = only("boria neither approved nor changed any clause")
    assert Claim(subject=BORIA, predicate="approved", denied=True) == approved
    assert Claim(subject=BORIA, predicate="changed", denied=True) == changed


def test_approved_and_accepted_are_two_predicates() -> None:
    assert only("boria approved clause 14")[0].predicate == "approved"
    assert only("boria agreed to clause 14")[0].predicate == "accepted"


def test_a_hedge_is_kept() -> None:
    (claim,) = only("boria reportedly changed clause 14")
    assert Claim(subject=BORIA, predicate="changed", clauses=CLAUSE_14, quantity=ALL, hedge="reportedly") == claim
    assert only("boria may have changed clause 14")[0].hedge == "may have"


def test_quantities_of_parties() -> None:
    (claim,) = only("exactly two parties objected to clause 4 in 2031-03")
    assert Subject(kind="parties", quantity=Quantity(kind="exactly", number=2)) == claim.subject
    assert (Dated(edtf="2031-03"), Dated(edtf="2031-03")) == (claim.since, claim.until)


@pytest.mark.parametrize(
    ("sentence", "first", "second"),
    [
        (
            "boria did not accept some clauses",
            "boria did not accept any clause",
            "some clauses were not accepted by boria",
        ),
        (
            "delvia did not propose clauses 3 and 9",
            "clauses 3 and 9 were not proposed by delvia",
            "it is not so that delvia proposed clauses 3 and 9",
        ),
        (
            "two parties objected to clause 4",
            "exactly two parties objected to clause 4",
            "at least two parties objected to clause 4",
        ),
        (
            "boria accepted most clauses after several changes",
            "boria accepted most clauses; someone changed several clauses",
            "boria accepted most clauses; boria changed several clauses",
        ),
    ],
)  # fmt: skip
def test_ambiguous_sentences_give_their_readings(sentence: str, first: str, second: str) -> None:
    found = from_text(sentence)
    assert [first, second] == [to_text(reading.claims) for reading in found]
    assert all(reading.because for reading in found)


@pytest.mark.parametrize(
    ("sentence", "where", "near"),
    [
        ("boria aproved clause 14", "word 2 of the claim, 'aproved'", "boria approved clause 14"),
        ("boria approved", "end of the claim", "boria approved clause 14"),
        ("", "end of the claim", "boria"),
        ("boria approved or changed clause 14", "word 3 of the claim, 'or'", "boria"),
        ("boria did not change no clause", "end of the claim", "boria did not change any clause"),
        ("boria approved clause 14 on Friday", "word 6 of the claim, 'Friday'", "2031-03-16"),
        ("boria approved clause 14 and that is that", "word 5 of the claim, 'and'", "boria"),
        ("boria approved clause 14 before 2031~", "word 6 of the claim, '2031~'", "by 2031-03-15"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_nearest_forms(sentence: str, where: str, near: str) -> None:
    with pytest.raises(Malformed) as refused:
        from_text(sentence)
    assert where == refused.value.where
    assert near in refused.value.advice


def test_a_quantity_counts() -> None:
    most = Quantity(kind="most")
    assert [most.holds(count, 20) for count in (9, 10, 11)] == [False, False, True]
    assert not Quantity(kind="all").holds(0, 0)
    assert Claim(subject=BORIA, predicate="changed", denied=True, quantity=ANY).holds(0, 20)
    left = Claim(subject=BORIA, predicate="accepted", quantity=most, denied=True, inside=True)
    assert left.holds(9, 20)
    assert not left.holds(11, 20)
