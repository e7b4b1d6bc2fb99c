"""Positions bind to exact words: current, stale, carried, expired, withdrawn; groups, holdouts, forums."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.building import Record, dated, party

from travaux.record import acts
from travaux.record.descent import Descent
from travaux.record.positions import Positions
from travaux.record.terms import Place

FIRST = "Article 1\nThe Parties shall cooperate.\nArticle 2\n1. No force exceeds 42 units.\n2. Each Party reports.\n"
SECOND = (
    "Article 1\nThe Parties shall cooperate.\nArticle 2\n1. Words have their plain meaning.\n"
    "2. No force exceeds 40 units.\n3. Each Party reports.\n"
)


def talks(*names: str) -> Record:
    record = Record()
    for name in names or ("aldania", "boria"):
        record.admit(name)
    return record


def positions(record: Record, day: str | None = None) -> Positions:
    book = record.state().book
    return Positions(book, Descent(book, record.drafts), day)


def test_stale_where_the_words_changed_and_current_where_only_the_number_did() -> None:
    record = talks()
    first, second = record.draft(FIRST), record.draft(SECOND)
    record.table("aldania", first, standing="basis")
    record.take("boria", first, "2.1", "accept")
    record.take("boria", first, "2.2", "accept")
    changed = record.table("aldania", second, first)
    found = positions(record)
    assert [(each.status, each.by) for each in found.all] == [("stale", changed), ("current", None)]
    spot = found.spot(Place("2.3"))
    assert spot is not None
    assert [each.status for each in found.on(spot)] == ["current"]
    assert found.holdouts(spot) == (party("aldania"),)


def test_words_that_come_back_bind_again() -> None:
    record = talks()
    first, second = record.draft(FIRST), record.draft(SECOND)
    record.table("aldania", first)
    record.take("boria", first, "2.1", "accept")
    record.table("aldania", second, first)
    record.table("boria", record.draft(FIRST + " "), second)
    (position,) = positions(record).all
    assert (position.status, position.reason) == ("current", "the words had changed, and are again as they were")


def test_a_text_that_is_missing_is_said_to_be() -> None:
    record = talks()
    first, second = record.draft(FIRST), record.draft(SECOND)
    record.table("aldania", first)
    record.take("boria", first, "2.1", "accept")
    record.table("aldania", second, first)
    del record.drafts[second]
    (position,) = positions(record).all
    assert (position.status, position.now) == ("unknown", ())
    assert "is not here" in position.reason


def test_a_new_basis_carries_nothing_over() -> None:
    record = talks()
    first = record.draft(FIRST)
    record.table("aldania", first, standing="basis")
    record.take("boria", first, "2.1", "accept")
    chair = record.table("aldania", record.draft("Preamble\n" + FIRST), standing="basis")
    (position,) = positions(record).all
    assert (position.status, position.by) == ("stale", chair)


def test_carried_for_those_who_certified_a_correction() -> None:
    record = talks()
    first, mended = record.draft(FIRST), record.draft(FIRST.replace("exceeds", "shall exceed"))
    record.table("aldania", first)
    record.take("aldania", first, "2.1", "accept")
    record.take("boria", first, "2.1", "accept")
    record.take("boria", first, "2", "accept")
    correction = record.correct("aldania", first, mended, "2.1", "boria", by="depositary")
    record.table("aldania", mended, first)
    found = positions(record).all
    assert [(each.party, each.status, each.by) for each in found] == [
        (party("aldania"), "stale", correction),
        (party("boria"), "carried", correction),
        (party("boria"), "carried", correction),
    ]


def test_ad_referendum_expires_unless_confirmed() -> None:
    record = talks()
    first = record.draft(FIRST)
    record.table("aldania", first)
    for name in ("aldania", "boria"):
        record.take(name, first, "1", "accept", ad_referendum=True, until=dated("2031-03-16"))
    confirmed = record.enter(acts.Confirm(entry=len(record.entered) - 1), actor="boria")  # type: ignore[arg-type]
    assert [each.status for each in positions(record).all] == ["current", "current"]
    assert [each.status for each in positions(record, "2031-03-16").all] == ["current", "current"]
    late = positions(record, "2031-03-17").all
    assert [(each.status, each.confirmed, each.final) for each in late] == [
        ("expired", None, False),
        ("current", confirmed, True),
    ]


def test_only_the_party_withdraws_its_position() -> None:
    record = talks()
    first = record.draft(FIRST)
    record.table("aldania", first)
    objected = record.take("boria", first, "1", "object")
    foreign = record.withdraw("aldania", objected)
    assert [each.status for each in positions(record).all] == ["current"]
    assert record.state().idle(foreign) == "that entry is another's"
    own = record.withdraw("boria", objected)
    assert [(each.status, each.by) for each in positions(record).all] == [("withdrawn", own)]


def test_a_group_speaks_for_the_members_it_has_and_not_over_their_own_word() -> None:
    record = talks("aldania", "boria", "cedria")
    record.admit("league", "group", ("boria", "cedria"))
    first = record.draft(FIRST)
    record.table("aldania", first)
    record.take("cedria", first, "1", "object")
    record.take("league", first, "1", "accept")
    record.enter(acts.Leave(party=party("boria"), group=party("league")), actor="boria")
    record.take("league", first, "2.2", "accept")
    found = positions(record)
    one, two = found.spot(Place("1")), found.spot(Place("2.2"))
    assert one is not None
    assert two is not None
    latest = found.latest(one)
    assert {who: (each.stance, each.through) for (who, _), each in latest.items()} == {
        party("cedria"): ("object", None),
        party("league"): ("accept", None),
        party("boria"): ("accept", party("league")),
    }
    assert found.holdouts(one) == (party("aldania"), party("cedria"))
    assert {who for who, _ in found.latest(two)} == {party("league"), party("cedria")}


def test_forums_are_kept_apart_and_the_latest_comes_first() -> None:
    record = talks()
    first = record.draft(FIRST)
    record.table("aldania", first)
    record.take("boria", first, "1", "object", forum="plenary")
    record.take("boria", first, "1", "accept", forum="informals")
    record.take("boria", first, "1", "reserve", forum="informals", reservation="scrutiny")
    found = positions(record)
    spot = found.spot(Place("1"))
    assert spot is not None
    assert [each.stance for each in found.on(spot)] == ["reserve", "accept", "object"]
    assert {where: each.stance for (_, where), each in found.latest(spot).items()} == {
        "plenary": "object",
        "informals": "reserve",
    }


def test_a_position_on_the_whole_covers_its_parts_without_being_on_them() -> None:
    record = talks()
    first = record.draft(FIRST)
    record.table("aldania", first)
    whole = record.take("boria", first, "", "accept")
    article = record.take("boria", first, "2", "reserve")
    found = positions(record)
    spot = found.spot(Place("2.1"))
    assert spot is not None
    assert found.on(spot) == ()
    assert [each.entry for each in found.covering(spot)] == [article, whole]


def test_a_linkage_tells_which_leg_has_changed() -> None:
    record = talks()
    first, second = record.draft(FIRST), record.draft(SECOND)
    record.table("aldania", first)
    legs = (Place("1"), Place("9"))
    record.enter(acts.Link(draft=first, offered=legs, for_=(Place("2.1"),)), actor="aldania")
    changed = record.table("aldania", second, first)
    (linkage,) = record.state().linkages
    found = positions(record).legs(linkage)
    assert [(leg.place, leg.offered, leg.held.status, leg.held.by) for leg in found] == [
        ("1", True, "current", None),
        ("9", True, "unknown", None),
        ("2.1", False, "stale", changed),
    ]


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_what_different_parties_do_does_not_matter(order: list[int]) -> None:
    """Each party's own acts stay in order; those of others may come between them anyhow."""
    record = talks("aldania", "boria", "cedria")
    first = record.draft(FIRST)
    record.table("aldania", first)
    waiting = {name: [("1", "object"), ("2.1", "accept")] for name in ("aldania", "boria", "cedria")}
    for name in [("aldania", "boria", "cedria")[one % 3] for one in order]:
        place, stance = waiting[name].pop(0)
        record.take(name, first, place, stance)  # type: ignore[arg-type]
    found = positions(record)
    said = {(each.party, each.wording.clause, each.stance, each.status) for each in found.all}
    assert said == {
        (party(name), place, stance, "current")
        for name in ("aldania", "boria", "cedria")
        for place, stance in (("1", "object"), ("2.1", "accept"))
    }


def test_words_that_the_draft_never_had_bind_to_nothing() -> None:
    record = talks()
    first = record.draft(FIRST)
    record.table("aldania", first)
    claimed = dataclasses.replace(record.wording(first, "1"), words=record.wording(first, "2.1").words)
    record.enter(acts.Take(stance="accept", wording=claimed), actor="boria")
    (position,) = positions(record).all
    assert (position.status, position.in_force) == ("unknown", False)


def test_a_reopened_acceptance_is_no_longer_in_force() -> None:
    record = talks()
    first = record.draft(FIRST)
    record.table("aldania", first)
    taken = record.take("boria", first, "1", "accept")
    reopened = record.enter(acts.Reopen(entry=taken, reason="new instructions"), actor="boria")
    (position,) = positions(record).all
    assert (position.status, position.reason, position.by) == ("reopened", "new instructions", reopened)


def test_nobody_certifies_for_another() -> None:
    record = talks()
    first, mended = record.draft(FIRST), record.draft(FIRST.replace("exceeds", "shall exceed"))
    record.table("aldania", first)
    for name in ("aldania", "boria"):
        record.take(name, first, "2.1", "accept")
    correction = record.correct("aldania", first, mended, "2.1", "aldania", "boria")
    assert [(each.status, each.by) for each in positions(record).all] == [("carried", correction), ("current", None)]
    record.table("aldania", mended, first)
    found = [(each.status, each.by, each.reason) for each in positions(record).all]
    assert found == [
        ("carried", correction, "the words were corrected; the party certified the correction"),
        ("stale", correction, "the words have changed"),
    ]


def test_nobody_accepts_on_behalf_of_a_party_that_did_not_sign() -> None:
    record = talks()
    first = record.draft(FIRST)
    record.table("aldania", first)
    behalf = (party("boria"),)
    record.take("aldania", first, "1", "accept", on_behalf_of=behalf)
    assert [each.party for each in positions(record).all] == [party("aldania")]
    record.take("aldania", first, "1", "accept", on_behalf_of=behalf, by="depositary")
    assert [(each.party, each.through) for each in positions(record).all][1:] == [
        (party("aldania"), None),
        (party("boria"), party("aldania")),
    ]


def test_what_a_position_replaced_does_not_come_back_when_it_is_withdrawn() -> None:
    record = talks()
    first = record.draft(FIRST)
    record.table("aldania", first)
    record.take("boria", first, "1", "accept")
    objected = record.take("boria", first, "1", "object")
    elsewhere = record.take("boria", first, "1", "reserve", "plenary")
    record.withdraw("boria", objected)
    found = positions(record)
    spot = found.spot(Place("1"))
    assert spot is not None
    assert {where: (each.entry, each.status) for (_, where), each in found.latest(spot).items()} == {
        "": (objected, "withdrawn"), "plenary": (elsewhere, "current"),
    }  # fmt: skip
    assert found.holdouts(spot) == (party("aldania"), party("boria"))


def test_what_cannot_be_read_binds_to_nothing_and_says_why() -> None:
    record = talks()
    first, second = record.draft(FIRST), record.draft(SECOND)
    record.take("boria", first, "2.1", "accept")
    (before,) = positions(record).all
    assert (before.status, before.reason) == ("unknown", "no draft is on the table")
    record.table("aldania", second)
    del record.drafts[first]
    (after,) = positions(record).all
    assert (after.status, after.reason) == ("unknown", f"the text of draft {first[:12]} is not here")


def test_a_linkage_of_a_text_that_is_not_here() -> None:
    record = talks()
    first = record.draft(FIRST)
    record.table("aldania", first)
    record.enter(acts.Link(draft=first, offered=(Place("1"),), for_=(Place("9"),)), actor="aldania")
    (linkage,) = record.state().linkages
    assert [leg.held.reason for leg in positions(record).legs(linkage)][1] == f"draft {first[:12]} has no clause '9'"
    del record.drafts[first]
    assert {leg.held.reason for leg in positions(record).legs(linkage)} == {
        f"the text of draft {first[:12]} is not here"
    }


def test_whether_an_acceptance_ran_out_is_not_sure_where_its_time_is_not() -> None:
    record = talks()
    first = record.draft(FIRST)
    record.table("aldania", first)
    record.take("boria", first, "2.1", "accept", ad_referendum=True, until=dated("2031-03-04~"))
    (found,) = positions(record, "2031-03-04").all
    assert found.reason.endswith("; its time may be over, and it is not confirmed")


def test_what_the_secretariat_writes_down_counts_for_those_in_whose_name_it_was_taken() -> None:
    record = talks()
    first = record.draft(FIRST)
    record.table("aldania", first)
    act = acts.Take(stance="object", wording=record.wording(first, "2.1"), on_behalf_of=(party("boria"),))
    record.enter(act)
    assert [(each.party, each.through) for each in positions(record).all] == [(party("boria"), None)]


def test_a_correction_of_a_clause_that_is_not_there_changes_no_position() -> None:
    record = talks()
    first, mended = record.draft(FIRST), record.draft(FIRST.replace("exceeds", "shall exceed"))
    record.table("aldania", first)
    record.take("boria", first, "1", "accept")
    act = acts.Correct(
        wording=dataclasses.replace(record.wording(first, "2.1"), clause=Place("9")), words=(),
        corrected=record.wording(mended, "2.1"), certified=(party("boria"),), substantive=False,
    )  # fmt: skip
    record.enter(act, actor="aldania", by="depositary")
    assert [each.status for each in positions(record).all] == ["current"]


def test_a_whole_whose_corrected_text_is_not_here_is_stale() -> None:
    record = talks()
    first, mended = record.draft(FIRST), record.draft(FIRST.replace("exceeds", "shall exceed"))
    record.table("aldania", first)
    record.take("boria", first, "2", "accept")
    record.correct("aldania", first, mended, "2.1", "boria", by="depositary")
    del record.drafts[mended]
    assert [each.status for each in positions(record).all] == ["stale"]
