"""The state: grades, what has effect, what is voided, and other times."""

from __future__ import annotations

import pytest
from tests.record.building import Record, dated, party

from travaux.record import acts
from travaux.record.descent import Descent
from travaux.record.positions import Positions
from travaux.record.state import State, fold
from travaux.record.terms import Index, Place

TEXT = "Article 1\nThe Parties shall cooperate.\nArticle 2\n1. No force exceeds 42 units.\n2. Each Party reports.\n"


def talks() -> Record:
    record = Record()
    for name in ("aldania", "boria"):
        record.admit(name)
    return record


def test_the_grade_is_by_whose_key_signed() -> None:
    record = talks()
    draft = record.draft(TEXT)
    take = acts.Take(stance="object", wording=record.wording(draft, "2.1"))
    entries = {
        "signed": record.table("aldania", draft),
        "recorded": record.enter(take, actor="boria", by="depositary"),
        "said": record.say("We agreed to most of it."),
        "by another party": record.enter(take, actor="boria", by="aldania"),
        "by nobody known": record.enter(take, actor="boria", by="nobody"),
    }
    state = record.state()
    found = {name: (grade(state, index), state.unkeyed(index)) for name, index in entries.items()}
    assert found == {
        "signed": ("signed", False),
        "recorded": ("recorded", False),
        "said": ("reported", False),
        "by another party": ("reported", False),
        "by nobody known": ("reported", True),
    }


def grade(state: State, index: int) -> str:
    entered = state.entry(index)
    assert entered is not None
    return entered.grade


def test_the_person_signs_for_acts_without_a_party() -> None:
    record = Record()
    clerk = record.state().holders[0].person.id
    act = acts.Roll(last=())
    own, other = record.enter(act, person=clerk), record.enter(act)
    assert [grade(record.state(), one) for one in (own, other)] == ["signed", "recorded"]


def test_a_voided_act_stays_and_counts_for_nothing() -> None:
    record = talks()
    first = record.limit("aldania", "2031-03-16")
    voided = record.void(first)
    assert (record.state().deadlines, record.state().voided(first)) == ((), voided)
    assert record.state().entry(first) is not None
    record.void(voided, "the first was right")
    assert [each.entry for each in record.state().deadlines] == [first]


def test_nobody_voids_what_another_party_did() -> None:
    record = talks()
    first = record.limit("aldania", "2031-03-16")
    foreign = record.void(first, actor="boria")
    state = record.state()
    assert (state.voided(first), state.idle(foreign)) == (None, "that entry is another's")
    own = record.void(first, actor="aldania")
    assert record.state().voided(first) == own


@pytest.mark.parametrize("by", ["aldania", "nobody"])
def test_nobody_acts_in_another_partys_name(by: str) -> None:
    record = talks()
    draft = record.draft(TEXT)
    record.table("aldania", draft)
    objected = record.take("boria", draft, "2.1", "object")
    forged = [
        record.take("boria", draft, "2.1", "accept", by=by),
        record.withdraw("boria", objected, by=by),
        record.enter(acts.Void(entry=objected, reason="a mistake"), actor="boria", by=by),
        record.table("boria", record.draft(TEXT + "Article 3\nA gift.\n"), draft, by=by),
    ]
    state = record.state()
    assert {state.idle(one) for one in forged} == {"neither a key of its actor nor the depositary's signed it"}
    (found,) = Positions(state.book, Descent(state.book, record.drafts)).all
    assert (found.entry, found.stance, found.status) == (objected, "object", "current")
    assert [one.digest for one in state.drafts] == [draft]


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (acts.Withdraw(entry=Index(99)), "it names an entry that does not come before it"),
        (acts.Withdraw(entry=Index(1)), "only a proposal, a draft, a position or a sponsorship is withdrawn"),
        (acts.Extend(entry=Index(1)), "that entry sets no time"),
        (acts.Revoke(accreditation=Index(1)), "that entry is no accreditation"),
        (acts.Adjourn(meeting=Index(1)), "that entry is no meeting"),
        (acts.Seal(opens=Index(1)), "that entry is no sealed note"),
        (acts.Silence(breaks=Index(1)), "that entry is no silence procedure"),
        (acts.Withdraw(entry=Index(1), sponsorship_only=True), "its actor does not sponsor that entry"),
    ],
)
def test_acts_without_effect_say_why(act: acts.Act, reason: str) -> None:
    record = talks()
    index = record.enter(act, actor="boria")
    assert record.state().idle(index) == reason


def test_entries_that_bear_on_something() -> None:
    record = talks()
    draft = record.draft(TEXT)
    tabled = record.table("aldania", draft)
    taken = record.take("boria", draft, "2.1", "object")
    withdrawn = record.withdraw("boria", taken)
    limit = record.limit("aldania", "2031-03-16", bound=(party("boria"),))
    state = record.state()
    assert state.bearing_on(draft=draft) == (tabled, taken)
    assert state.bearing_on(draft=draft, place=Place("2.1")) == (taken,)
    assert state.bearing_on(entry=taken) == (withdrawn,)
    assert state.bearing_on(party=party("boria"))[-3:] == (taken, withdrawn, limit)
    assert state.bearing_on(party=party("boria"), draft=draft) == (taken,)
    assert state.bearing_on() == ()


def test_what_had_been_recorded() -> None:
    record = talks()
    draft = record.draft(TEXT)
    record.table("aldania", draft)
    taken = record.take("boria", draft, "2.1", "object")
    record.void(taken)
    state = record.state()
    assert state.at(taken) == fold(record.entered[: taken + 1])
    assert (state.at(taken).voided(taken), state.voided(taken)) == (None, taken + 1)


def test_what_had_happened_goes_by_the_date_of_the_act_or_the_clock() -> None:
    record = talks()
    record.day = "2031-03-10"
    late = record.say("He left on the 3rd.", said=dated("2031-03-05"))
    vague = record.say("He had left by March.", said=dated("2031-03"))
    undated = record.say("He left.", said=None, at="")
    clocked = record.limit("aldania", "2031-03-16")
    state = record.state()

    def known(day: str) -> list[int]:
        return [each.entry for each in state.on(day).statements]

    def possible(day: str) -> list[int]:
        return [each.entry for each in state.on(day, "possible").statements]

    assert (known("2031-03-04"), possible("2031-03-04")) == ([], [undated, vague])
    assert (known("2031-03-05"), sorted(possible("2031-03-05"))) == ([late], [late, vague, undated])
    assert sorted(known("2031-03-31")) == [late, vague]
    assert [len(state.on(day).deadlines) for day in ("2031-03-09", "2031-03-10")] == [0, 1]
    assert state.on("2031-03-10").deadlines[0].entry == clocked


def test_what_happened_later_comes_later_though_it_was_entered_first() -> None:
    record = talks()
    record.day = "2031-03-10"
    draft = record.draft(TEXT)
    record.table("aldania", draft)
    accredited = record.accredit("boria", since=dated("2031-03-09"), at="2031-03-12T09:00:00Z")
    revoked = record.enter(acts.Revoke(accreditation=accredited, since=dated("2031-03-08")), actor="boria")
    state = record.state()
    assert [each.ended for each in state.on("2031-03-09").delegations()] == [revoked]
    assert state.on("2031-03-08").delegations() == ()


def test_voided_is_voided_on_any_day() -> None:
    record = talks()
    record.day = "2031-03-10"
    limit = record.limit("aldania", "2031-03-16")
    record.day = "2031-03-20"
    record.void(limit)
    assert record.state().on("2031-03-11").deadlines == ()


def test_a_date_that_is_none_is_only_possible() -> None:
    record = talks()
    record.say("Soon.", said=dated("the coming days"))
    state = record.state()
    assert [len(state.on("2031-12-31", certainty).statements) for certainty in ("known", "possible")] == [0, 1]


def test_a_reader_who_does_not_see_every_entry() -> None:
    record = talks()
    draft = record.draft(TEXT)
    tabled = record.table("aldania", draft)
    taken = record.take("boria", draft, "2.1", "object")
    withdrawn = record.withdraw("boria", taken)
    state = fold(each for each in record.entered if each.index != taken)
    assert (state.complete, record.state().complete) == (False, True)
    assert (state.entry(taken), state.size) == (None, withdrawn + 1)
    assert [gap.entry for gap in state.gaps] == [withdrawn]
    assert [each.entry for each in state.drafts] == [tabled]


def test_entries_come_in_order() -> None:
    record = talks()
    with pytest.raises(ValueError, match="entry 0 after entry 4"):
        fold(record.entered[:1], record.state())
