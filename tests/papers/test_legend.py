"""Legends: read from plain mappings, refused with the place; and the statuses that they give."""

from __future__ import annotations

import pytest
from tests.record.building import Record, party

from travaux.errors import Malformed
from travaux.papers import legend as legends
from travaux.papers.basis import Basis
from travaux.papers.legend import BUILT_IN, Legend, named, read, write
from travaux.papers.rolling.pending import pending
from travaux.papers.status import Statuses
from travaux.record import acts
from travaux.record.shelf import Spot
from travaux.record.terms import Digest

TEXT = "1. Ships navigate the Velm.\n2. No toll is levied.\n3. The Parties meet.\n"


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_legend_makes_the_round_trip(name: str) -> None:
    assert read(write(named(name))) == named(name)


@pytest.mark.parametrize(
    ("value", "where", "says"),
    [
        ([], "", "a legend is a mapping"),
        ({"name": "x", "marks": []}, "", "list of marks"),
        ({"name": "x", "marks": ["green"]}, "marks[0]", "a mark is a mapping"),
        ({"name": "x", "marks": [{"tone": "red", "hue": 1}]}, "marks[0]", "a mark has no 'hue'"),
        (
            {"name": "x", "marks": [{"tone": "pink", "words": "w", "when": "otherwise"}]},
            "marks[0].tone",
            "no such tone",
        ),
        (
            {"name": "x", "marks": [{"tone": "red", "words": "w", "when": "later"}]},
            "marks[0].when",
            "no such condition",
        ),
        ({"name": "x", "marks": [{"tone": "red", "when": "otherwise"}]}, "marks[0].words", "some words"),
        ({"name": "x", "marks": [{"tone": "red", "words": "w", "when": "decided"}]}, "", "the last mark"),
        ({"name": "x", "marks": [], "colour": 1}, "", "has no 'colour'"),
        ({"marks": [{"tone": "red", "words": "w", "when": "otherwise"}]}, "name", "some words"),
    ],
)
def test_what_is_no_legend_is_refused_with_the_place(value: object, where: str, says: str) -> None:
    with pytest.raises(Malformed, match=says) as refusal:
        read(value)
    assert refusal.value.where == where


def test_a_name_that_is_not_known_is_refused_with_those_that_are() -> None:
    with pytest.raises(Malformed, match="assembly"):
        named("whatever")


def talks() -> tuple[Record, Digest]:
    record = Record()
    record.admit("aldania")
    record.admit("boria")
    record.admit("chair", "mediator")
    draft = record.draft(TEXT)
    record.table("chair", draft)
    return record, draft


def marks(record: Record, legend: Legend) -> list[tuple[str, tuple[int, ...]]]:
    basis = Basis(record.state(), record.drafts)
    statuses = Statuses(basis, legend, pending(basis))
    found = [statuses.of(Spot(basis.table.digest, number)) for number in range(len(basis.text.clauses))]
    return [(each.mark.words, each.entries) for each in found]


def test_what_the_group_and_what_plenary_concluded_have_their_own_tones() -> None:
    record, draft = talks()
    group = record.decide("chair", draft, "1", "working group")
    plenary = record.decide("chair", draft, "2", "plenary")
    assert marks(record, legends.ASSEMBLY) == [
        ("agreed in the working group", (group,)),
        ("agreed in plenary", (plenary,)),
        ("neither agreed nor taken up", ()),
    ]
    record.enter(acts.Reopen(entry=plenary, reason="a party was absent"), actor="chair")
    assert marks(record, legends.ASSEMBLY)[1] == ("neither agreed nor taken up", ())


def test_two_sides_agree_in_full_or_in_aim_or_one_proposes() -> None:
    record, draft = talks()
    both = tuple(record.take(who, draft, "1", "accept") for who in ("aldania", "boria"))
    one = record.take("aldania", draft, "2", "accept")
    two = record.take("boria", draft, "2", "accept", condition="clause 3 stays")
    proposed = record.propose("boria", draft, "3", "The Parties meet yearly.")
    assert marks(record, legends.TWO_SIDES) == [
        ("agreed by the negotiators", both),
        ("agreed in its aim, the drafting still open", (one, two)),
        ("proposed by one side", (proposed,)),
    ]
    record.take("aldania", draft, "3", "accept")
    assert marks(record, legends.TWO_SIDES)[2][0] == "in discussion"


def test_a_position_whose_words_have_changed_gives_no_status() -> None:
    record, draft = talks()
    for who in ("aldania", "boria"):
        record.take(who, draft, "", "accept")
    assert [words for words, _ in marks(record, legends.PLAIN)] == ["accepted by every party"] * 3
    record.table("chair", record.draft(TEXT.replace("No toll", "No fee")), draft)
    assert [words for words, _ in marks(record, legends.PLAIN)] == ["not agreed"] * 3


def test_signing_the_draft_is_accepting_it_and_objecting_is_seen_first() -> None:
    record, draft = talks()
    record.take("aldania", draft, "", "accept")
    objected = record.take("aldania", draft, "3", "object")
    signed = record.do(acts.Authenticate, "boria", draft=draft, manner="signed")
    found = marks(record, legends.PLAIN)
    assert found[0][0] == "accepted by every party"
    assert signed in found[0][1]
    assert found[2] == ("objected to", (objected,))
    assert party("boria") in Statuses(Basis(record.state(), record.drafts), legends.PLAIN, ()).signed


def test_what_a_party_tabled_is_proposed_by_its_side_alone() -> None:
    record = Record()
    for name in ("aldania", "boria"):
        record.admit(name)
    draft = record.draft(TEXT)
    tabled = record.table("aldania", draft)
    assert marks(record, legends.TWO_SIDES)[0] == ("proposed by one side", (tabled,))
    record.take("boria", draft, "1", "accept")
    assert marks(record, legends.TWO_SIDES)[0][0] == "in discussion"


def test_a_proposal_for_another_clause_is_none_for_this_one() -> None:
    record, draft = talks()
    proposed = record.propose("boria", draft, "3", "The Parties meet yearly.")
    assert [entries for _, entries in marks(record, legends.TWO_SIDES)] == [(), (), (proposed,)]
