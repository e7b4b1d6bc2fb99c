"""The controlled English: synonyms, readings, refusals."""

from __future__ import annotations

from contextlib import suppress

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
        ("boria approved the majority", "boria approved most clauses"),
        ("boria approved no fewer than 12 clauses", "boria approved at least twelve clauses"),
        ("boria approved exactly 14 clauses", "boria approved exactly 14 clauses"),
        ("boria changed nothing", "boria did not change any clause"),
        ("anybody changed clause 3", "someone changed clause 3"),
        ("any clause was not accepted by boria", "some clauses were not accepted by boria"),
        ("boria signed it", "boria signed the text"),
        ("boria signed the draft 2", "boria signed the text of draft 2"),
        ('boria signed the draft "Second text"', 'boria signed the text of draft "Second text"'),
        ("boria attended meeting vienna", "boria attended meeting vienna"),
        ("boria may have not approved clause 3", "boria may have not approved clause 3"),
        ("boria may have neither tabled nor signed it", "boria may have neither tabled nor signed the text"),
        ("boria has neither tabled nor signed it", "boria neither tabled nor signed the text"),
        ("boria did not accept all clauses", "boria did not accept all clauses"),
        ("boria accepted clause 3 since 2031-03", "boria accepted clause 3 since 2031-03"),
        ("boria signed on [2031-03-01, 2031-03-04]", "boria signed the text on [2031-03-01,2031-03-04]"),
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
            "boria did not accept several clauses",
            "it is not so that boria accepted several clauses",
            "several clauses were not accepted by boria",
        ),
        (
            "boria did not accept exactly two clauses",
            "it is not so that boria accepted exactly two clauses",
            "exactly two clauses were not accepted by boria",
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


TWICE = "a denial of a denial cannot be read"


@pytest.mark.parametrize(
    ("sentence", "where", "message"),
    [
        ("it is not so that most parties did not accept clause 3", "end of the claim", TWICE),
        ("no clause was not accepted by boria", "end of the claim", TWICE),
        ("boria did not change nothing", "end of the claim", TWICE),
        (
            "clause 3 was not accepted by most parties",
            "end of the claim",
            "so many parties cannot stand behind “were not … by”",
        ),
        ("boria accepted exactly clauses", "word 3 of the claim, 'exactly'", "“exactly” how many?"),
        (
            "boria accepted clauses 9 to 3",
            "end of the claim",
            "a range of clauses goes from a smaller number to a greater",
        ),
        ('boria demanded ""', "word 3 of the claim, ''", "nothing stands in the quotation marks"),
        ("boria presented the text to", "end of the claim", "to whom is missing"),
        ("boria accepted clause 3 between 2031-03", "end of the claim", "until when?"),
        (
            "boria accepted clause 3 before 0001-01-01",
            "word 6 of the claim, '0001-01-01'",
            "there is no day beside that date",
        ),
        (
            "boria accepted clause 3 after 9999-12-31",
            "word 6 of the claim, '9999-12-31'",
            "there is no day beside that date",
        ),
        (
            "boria accepted clause 3 on [2031-03-01,2031-03-04",
            "word 8 of the claim, '2031-03-04'",
            "no date that can be read ('[2031-03-01,2031-03-04' is not a set); dates are written in EDTF",
        ),
    ],
)
def test_refusals_say_what_was_expected(sentence: str, where: str, message: str) -> None:
    with pytest.raises(Malformed) as refused:
        from_text(sentence)
    assert (where, message) == (refused.value.where, refused.value.message)


@pytest.mark.parametrize("name", ['the "old" party', " boria", "two  blanks", " "])
def test_names_that_no_sentence_can_hold(name: str) -> None:
    with pytest.raises(Malformed, match=r"cannot be written in a claim\. Leave out quotation marks and double blanks$"):
        to_text(Claim(subject=Subject(kind="person", name=name), predicate="signed", object="text"))


def test_a_quantity_counts() -> None:
    most = Quantity(kind="most")
    assert [most.holds(count, 20) for count in (9, 10, 11)] == [False, False, True]
    assert not Quantity(kind="all").holds(0, 0)
    assert Claim(subject=BORIA, predicate="changed", denied=True, quantity=ANY).holds(0, 20)
    left = Claim(subject=BORIA, predicate="accepted", quantity=most, denied=True, inside=True)
    assert left.holds(9, 20)
    assert not left.holds(11, 20)


def test_sentences_that_can_be_read_in_very_many_ways_are_refused() -> None:
    """Five of them have thirty-two readings; the twenty-seven that go into a claim of the desk, a hundred million."""
    sentence = "boria did not accept several clauses"
    assert len(from_text("; ".join([sentence] * 5))) == 32
    with pytest.raises(Malformed, match="more than 32 ways"):
        from_text("; ".join([sentence] * 27))


@pytest.mark.parametrize("last", ["9" * 5_000, "9" * 10, "²"])
def test_a_number_that_no_clause_has_ends_no_range(last: str) -> None:
    with suppress(Malformed):
        assert len(from_text(f"boria accepted clauses 1 to {last}")[0].claims[0].clauses) < 1_000
