"""The clean text, and the refusal that lists what is open, for whom, why, by which entries."""

from __future__ import annotations

import pytest
from tests.record.building import Record, dated, party

from travaux.errors import OutOfOrder
from travaux.papers.clean import OpenPoint, StillOpen, clean
from travaux.papers.paper import Paragraph
from travaux.record import acts
from travaux.record.terms import Digest

TEXT = "1. Ships navigate the Velm.\n2. No toll is levied.\n3. The Parties meet.\n"


def talks(text: str = TEXT) -> tuple[Record, Digest]:
    record = Record()
    record.admit("aldania")
    record.admit("boria")
    draft = record.draft(text)
    record.table("aldania", draft)
    return record, draft


def agreed(text: str = TEXT) -> tuple[Record, Digest]:
    record, draft = talks(text)
    record.take("aldania", draft, "", "accept")
    record.take("boria", draft, "", "accept")
    return record, draft


def points(record: Record, day: str | None = None) -> list[OpenPoint]:
    with pytest.raises(StillOpen) as refusal:
        clean(record.state(), record.drafts, day=day)
    return list(refusal.value.points)


def test_where_all_accept_all_the_text_is_clean() -> None:
    record, _ = agreed()
    made = clean(record.state(), record.drafts)
    assert [(block.label, block.text) for block in made.blocks if isinstance(block, Paragraph)] == [
        ("1.", "Ships navigate the Velm."),
        ("2.", "No toll is levied."),
        ("3.", "The Parties meet."),
    ]
    assert made.summary == "Nothing in draft 1 is open."


def test_who_has_said_nothing_or_not_all_holds_it_open() -> None:
    record, draft = talks()
    one = record.take("aldania", draft, "1", "accept")
    two = record.take("aldania", draft, "2", "accept", ad_referendum=True)
    three = record.take("aldania", draft, "3", "reserve", reservation="scrutiny")
    assert one
    assert points(record) == [
        OpenPoint("2", "Aldania", "accepts ad referendum, not confirmed", (two,)),
        OpenPoint("3", "Aldania", "scrutiny reservation", (three,)),
        OpenPoint("1, 2 and 3", "Boria", "has taken no position"),
    ]


def test_an_objection_to_a_point_or_a_preamble_is_open_though_the_clause_is_accepted() -> None:
    text = "Preamble\nThe Parties are at peace.\nArticle 1\nThe Parties meet:\n(a) yearly;\n(b) at need.\n"
    record, draft = agreed(text)
    inside = record.take("boria", draft, "1(a)", "object")
    before = record.take("aldania", draft, "preamble", "reserve", reservation="substantive")
    found = points(record)
    assert {(each.whom, each.why, each.entries) for each in found} == {
        ("Aldania", "substantive reservation", (before,)),
        ("Boria", "objects", (inside,)),
    }


def test_a_pending_proposal_a_bracket_and_a_deferral_are_open() -> None:
    record, draft = agreed(TEXT.replace("No toll", "No [toll][fee]"))
    proposed = record.propose("boria", draft, "3", "", "delete")
    deferred = record.decide("aldania", draft, "1", outcome="deferred")
    assert points(record) == [
        OpenPoint("3", "Boria", "proposes its deletion", (proposed,)),
        OpenPoint("1", "", "deferred in plenary", (deferred,)),
        OpenPoint("clause 2", "", "disputed: [toll][fee]"),
    ]
    record.withdraw("boria", proposed)
    assert [each.why for each in points(record)] == ["deferred in plenary", "disputed: [toll][fee]"]


def test_the_chair_s_conclusion_speaks_for_the_silent_but_not_over_a_holdout_or_an_objection() -> None:
    record, draft = talks()
    record.decide("aldania", draft, "1")
    record.decide("aldania", draft, "2", holdouts=(party("boria"),))
    record.decide("aldania", draft, "3")
    objected = record.take("boria", draft, "3", "object")
    assert points(record) == [
        OpenPoint("2", "Boria", "named as a holdout in plenary"),
        OpenPoint("3", "Boria", "objects", (objected,)),
    ]


def test_who_signed_the_draft_agrees_to_it() -> None:
    record, draft = talks()
    record.take("aldania", draft, "", "accept")
    record.do(acts.Authenticate, "boria", draft=draft, manner="signed ad referendum")
    assert [each.whom for each in points(record)] == ["Boria"]
    record.do(acts.Authenticate, "boria", draft=draft, manner="signed")
    assert any("Boria" in detail for _, detail in clean(record.state(), record.drafts).facts)


def test_an_acceptance_ad_referendum_that_has_expired_is_none() -> None:
    record, draft = talks()
    record.take("aldania", draft, "", "accept")
    taken = record.take("boria", draft, "", "accept", ad_referendum=True, until=dated("2031-04-01"))
    (found,) = points(record, "2031-05-01")
    assert (found.whom, found.entries) == ("Boria", (taken,))
    assert found.why.startswith("its acceptance is expired")


def test_a_stale_acceptance_holds_it_open() -> None:
    record, draft = agreed()
    later = record.draft(TEXT.replace("No toll", "No fee"))
    record.table("aldania", later, draft)
    assert {(each.place, each.whom) for each in points(record)} == {("1, 2 and 3", "Aldania"), ("1, 2 and 3", "Boria")}


def test_the_refusal_says_how_much_is_open_and_is_out_of_order() -> None:
    record, _ = talks()
    with pytest.raises(OutOfOrder, match="Draft 1 is not clean: two points are open"):
        clean(record.state(), record.drafts)


def test_where_nobody_takes_part_as_a_party_nothing_is_agreed() -> None:
    record = Record()
    draft = record.draft(TEXT)
    record.do(acts.Table, draft=draft, file=draft)
    assert points(record) == [OpenPoint("the whole text", "", "nobody takes part as a party")]


def test_options_in_the_text_are_open() -> None:
    record, _ = agreed("1. Ships pay.\nOption 1: in gold\nOption 2: in silver\n")
    assert [(each.whom, each.why) for each in points(record)] == [
        ("", "options: Option 1: in gold Option 2: in silver")
    ]


def test_an_acceptance_on_a_condition_and_a_position_of_none_hold_it_open() -> None:
    record, draft = talks("1. Ships pay.\n")
    one = record.take("aldania", draft, "1", "accept", condition="all do")
    two = record.take("boria", draft, "1", "none")
    assert points(record) == [
        OpenPoint("1", "Aldania", "accepts on condition: all do", (one,)),
        OpenPoint("1", "Boria", "takes no position", (two,)),
    ]


@pytest.mark.parametrize(("many", "told"), [(1, "One proposal"), (2, "Two proposals")])
def test_a_clean_text_says_which_proposals_lost_their_words(many: int, told: str) -> None:
    record, draft = talks()
    gone = [record.propose("boria", draft, "2", f"A toll of {each} is levied.") for each in range(many)]
    later = record.draft(TEXT.replace("No toll is", "Tolls are"))
    record.table("aldania", later, draft)
    for name in ("aldania", "boria"):
        record.take(name, later, "", "accept")
    cited = f"entry {gone[0]}" if many == 1 else f"entries {gone[0]} and {gone[1]}"
    assert clean(record.state(), record.drafts).remarks[-1] == (
        f"{told} on words that stand no longer can be read in the rolling text ({cited})."
    )


def test_a_rejection_that_was_reopened_or_lost_its_words_holds_nothing_open() -> None:
    record, draft = agreed()
    rejected = record.decide("aldania", draft, "1", outcome="rejected")
    assert [each.why for each in points(record)] == ["rejected in plenary"]
    record.do(acts.Reopen, "boria", entry=rejected, reason="new facts")
    assert clean(record.state(), record.drafts).summary == "Nothing in draft 1 is open."
