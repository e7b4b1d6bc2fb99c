"""What is said of a claim: which statement speaks for it, which against, and which of something else."""

from __future__ import annotations

import pytest
from tests.claims.test_check import TEXT, ask, opened, press
from tests.record.building import Record, party

from travaux.claims.check import check
from travaux.record.terms import Source


def sides(asked: str, said: str, **fields: object) -> set[str]:
    """The sides of a claim on which a source stands who said something else."""
    record, _ = opened()
    entry = press(record, said)
    return {each.side for each in ask(record, asked, **fields).bearing if each.entry == entry}


@pytest.mark.parametrize(
    ("asked", "said", "side"),
    [
        ("boria accepted clause 1", "boria accepted clause 1", "for"),
        ("boria accepted clause 1", "boria did not accept clause 1", "against"),
        ("boria accepted clause 1", "boria accepted clauses 1 and 2", "for"),
        ("boria accepted clauses 1 and 2", "boria did not accept clause 1", "against"),
        ("boria accepted any clause", "boria accepted clause 1", "for"),
        ("boria rejected clause 1", "boria objected to clause 1", "for"),
        ("boria objected to clause 1", "boria did not reject clause 1", "against"),
        ("boria changed clause 1", "boria removed clause 1", "for"),
        ("boria removed clause 1", "boria did not change clause 1", "against"),
        ("someone changed clause 1", "boria changed clause 1", "for"),
        ("boria changed clause 1", "no one changed clause 1", "against"),
        ("no party changed clause 1", "no party changed clause 1", "for"),
        ("no party changed clause 1", "it is not so that no party changed clause 1", ""),
        ("most parties accepted clause 1", "it is not so that most parties accepted clause 1", "against"),
        ("carelia accepted clause 1", "Carelia accepted clause 1", "for"),
        ("an official of carelia accepted clause 1", "an official of Carelia accepted clause 1", "for"),
        ('boria demanded "an audit"', 'boria demanded "an Audit"', "for"),
        ("boria signed the text", "boria signed the text", "for"),
        ("boria signed the text", "boria did not sign the text", "against"),
        ("boria attended the meeting", "boria attended meeting vienna", "for"),
        ("boria presented the text to its council", "boria presented the text to its Council", "for"),
        ("boria accepted clause 1 of draft 1", "boria accepted clause 1", "for"),
        ("boria accepted clause 1 by 2031-03-10", "boria accepted clause 1 since 2031-03-10", "for"),
    ],
)
def test_statements_that_bear_on_a_claim(asked: str, said: str, side: str) -> None:
    assert sides(asked, said) == ({side} if side else set())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("boria accepted clause 1", "aldania accepted clause 1"),
        ("boria accepted clause 1", "boria accepted clause 2"),
        ("boria accepted clause 1", "boria signed the text"),
        ("boria accepted clause 1", "boria accepted any clause"),
        ("boria accepted clause 1", "most parties accepted clause 1"),
        ("most parties accepted clause 1", "boria accepted clause 1"),
        ("most parties accepted clause 1", "several parties accepted clause 1"),
        ("someone changed clause 1", "boria did not change clause 1"),
        ("boria changed clause 1", "someone changed clause 1"),
        ("boria removed clause 1", "boria changed clause 1"),
        ("boria changed clause 1", "boria did not remove clause 1"),
        ("carelia accepted clause 1", "velia accepted clause 1"),
        ('"Dav Karst" accepted clause 1', '"Orla Velling" accepted clause 1'),
        ('boria demanded "an audit"', 'boria demanded "a fund"'),
        ("boria attended meeting geneva", "boria attended meeting vienna"),
        ('boria offered "an audit"', "boria offered clause 1"),
        ("boria presented the text to its council", "boria presented the text to its president"),
        ("boria accepted clause 1 of draft 1", "boria accepted clause 1 of draft 2"),
        ("boria accepted clause 1 by 2031-03-09", "boria accepted clause 1 since 2031-03-10"),
        ("boria accepted clause 1 since 2031-03-10", "boria accepted clause 1 by 2031-03-09"),
        ("boria accepted clause 1", "it was a good day"),
    ],
)
def test_statements_about_something_else(asked: str, said: str) -> None:
    record, draft = opened()
    record.table("boria", record.draft(TEXT + "4. More\nMore.\n"), draft, standing="tabled")
    entry = press(record, said)
    assert entry not in {each.entry for each in ask(record, asked).bearing}


@pytest.mark.parametrize(
    ("asked", "said", "assumption", "printed"),
    [
        ("boria accepted clause 1", "boria approved clause 1", "approved is accepted", "“approved” is read as"),
        ("boria rejected clause 1", "boria objected to clause 1", "rejected is objected", "“rejected” is read as"),
        (
            "boria accepted clause 1", "an official of boria accepted clause 1", "an official is the party",
            "what an official of a party is said to have done",
        ),
    ],
)  # fmt: skip
def test_what_is_assumed_is_printed_and_may_be_left_out(asked: str, said: str, assumption: str, printed: str) -> None:
    record, _ = opened()
    entry = press(record, said)
    finding = ask(record, asked)
    assert entry in {each.entry for each in finding.bearing}
    assert any(each.startswith(printed) for each in finding.assumptions)
    assert sides(asked, said, assuming=()) == set()


def test_a_statement_that_can_be_read_in_two_ways_says_in_which_it_was() -> None:
    record, _ = opened()
    press(record, "two parties objected to clause 1")
    finding = ask(record, "exactly two parties objected to clause 1")
    said = "“two parties objected to clause 1” is read as “exactly two parties objected to clause 1”"
    assert said in finding.assumptions


def denial(record: Record, answers: int, *claims: str) -> int:
    return record.say(
        "That is not so", who=Source(kind="office", organisation="the chair", party=party("boria")), manner="denies",
        answers=answers, claims=claims,
    )  # fmt: skip


def test_a_bare_denial_says_the_opposite_of_one_claim() -> None:
    record, _ = opened()
    said = press(record, "boria accepted clause 1")
    denied = denial(record, said)
    finding = ask(record, "boria accepted clause 1")
    assert {(each.entry, each.side) for each in finding.bearing} == {(said, "for"), (denied, "against")}
    assert "says that it is not so that boria accepted clause 1" in finding.entries("against")[0].shows
    turned = ask(record, "boria did not accept clause 1")
    assert {(each.entry, each.side) for each in turned.bearing} == {(denied, "for"), (said, "against")}


def test_a_bare_denial_of_several_claims_or_of_none_is_no_admission() -> None:
    record, _ = opened()
    source = Source(kind="anonymous", attributes="a senior official")
    both = record.say("All of it", who=source, claims=("boria accepted clause 1", "boria accepted clause 2"))
    denied = denial(record, both)
    finding = ask(record, "boria accepted clause 1")
    assert {(each.entry, each.side) for each in finding.bearing} == {(both, "for"), (denied, "context")}
    assert "is silent on this; that is no admission" in finding.entries("context")[0].shows
    of_an_act = denial(record, 5)
    assert of_an_act not in {each.entry for each in ask(record, "boria accepted clause 1").bearing}


def test_an_act_of_a_claim_given_as_a_value() -> None:
    """Claims that are no sentence are checked as those are that a bundle can carry."""
    from travaux.claims.grammar import from_text

    record, _ = opened()
    press(record, "boria accepted clause 1")
    ((first,), (second,)) = (from_text(f"boria accepted clause {n} on 2031-03")[0].claims for n in (1, 2))
    one = check(first, record.state(), record.drafts)
    assert one == ask(record, "boria accepted clause 1 on 2031-03")
    both = check([first, second], record.state(), record.drafts)
    assert both == ask(record, "boria accepted clause 1 on 2031-03; boria accepted clause 2 on 2031-03")
