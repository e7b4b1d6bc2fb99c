"""Deadlines and silence on a given day: lapsed is due as stated, never occurred; imprecise is unknown, not guessed."""

from __future__ import annotations

import pytest
from tests.record.building import Record, dated, party

from travaux.record import acts
from travaux.record.deadlines import Deadline, Procedure
from travaux.record.terms import Dated, Index


def talks() -> Record:
    record = Record()
    for name in ("aldania", "boria", "cedria"):
        record.admit(name)
    return record


def only(record: Record) -> Deadline:
    (deadline,) = record.state().deadlines
    return deadline


@pytest.mark.parametrize(
    ("when", "day", "fate"),
    [
        ("2031-03-16", "2031-03-15", "open"),
        ("2031-03-16", "2031-03-16", "open"),
        ("2031-03-16", "2031-03-17", "lapsed"),
        ("2031-03", "2031-03-31", "open"),
        ("2031-03", "2031-04-01", "lapsed"),
        ("[2031-03-14..2031-03-18]", "2031-03-14", "open"),
        ("[2031-03-14..2031-03-18]", "2031-03-15", "unknown"),
        ("[2031-03-14..2031-03-18]", "2031-03-19", "lapsed"),
        ("2031-03-16/..", "2031-04-01", "unknown"),
        ("2031-03-16~", "2031-04-01", "unknown"),
        ("the coming days", "2031-04-01", "unknown"),
    ],
)
def test_the_fate_on_a_day(when: str, day: str, fate: str) -> None:
    record = talks()
    record.limit("aldania", when, bound=(party("boria"),), consequence="the offer falls")
    deadline = only(record)
    assert (deadline.fate(day), deadline.consequence_on(day)) == (fate, "due as stated" if fate == "lapsed" else "")


def test_an_approximate_day_lapses_once_the_slack_is_over() -> None:
    record = talks()
    record.limit("aldania", "2031-03-16~")
    assert [only(record).fate(day, 3) for day in ("2031-03-19", "2031-03-20")] == ["unknown", "lapsed"]


def test_a_day_is_read_in_the_deadlines_own_zone() -> None:
    record = talks()
    record.enter(acts.Limit(due="an answer", when=Dated(edtf="2031-03-16", zone="+02:00")), actor="aldania")
    record.enter(acts.Limit(due="an answer", when=dated("2031-03-16T17:00:00+02:00")), actor="aldania")
    day, moment = record.state().deadlines
    assert [day.fate(one) for one in ("2031-03-16", "2031-03-17")] == ["open", "lapsed"]
    assert [moment.fate(one) for one in ("2031-03-15", "2031-03-16", "2031-03-17")] == ["open", "unknown", "lapsed"]
    assert [moment.fate(one) for one in ("2031-03-16T14:59:00Z", "2031-03-16T15:01:00Z")] == ["open", "lapsed"]


def test_whoever_set_it_extends_it_or_says_it_was_met() -> None:
    record = talks()
    entry = record.limit("aldania", "2031-03-16")
    foreign = record.enter(acts.Extend(entry=entry, outcome="met"), actor="boria")
    assert record.state().idle(foreign) == "another set that time"
    record.enter(acts.Extend(entry=entry, until=dated("2031-03-20")), actor="aldania")
    assert [only(record).fate(day) for day in ("2031-03-20", "2031-03-21")] == ["extended", "lapsed"]
    assert (only(record).when.edtf, only(record).until.edtf) == ("2031-03-16", "2031-03-20")
    met = record.enter(acts.Extend(entry=entry, outcome="met"), actor="aldania")
    assert only(record).fate("2031-03-21") == "met"
    record.void(met, actor="aldania")
    record.enter(acts.Extend(entry=entry, outcome="lifted"), actor="aldania")
    assert only(record).fate("2031-03-21") == "lifted"


def test_open_deadlines_leave_out_what_is_over_or_withdrawn() -> None:
    record = talks()
    record.limit("aldania", "2031-03-10")
    waiting = record.limit("aldania", "2031-03-16")
    record.withdraw("aldania", record.limit("aldania", "2031-03-16"))
    vague = record.limit("aldania", "2031-03-12~")
    assert [one.entry for one in record.state().open_deadlines("2031-03-12")] == [waiting, vague]


def procedure(record: Record) -> Procedure:
    (found,) = record.state().procedures
    return found


def silence(record: Record) -> Index:
    draft = record.draft("Article 1\nThe Parties shall cooperate.\n")
    act = acts.Silence(
        draft=draft, recipients=(party("boria"), party("cedria")), opens=dated("2031-03-01"), closes=dated("2031-03-10")
    )
    return record.enter(act, actor="aldania")


def test_silence_that_nobody_breaks_is_deemed_adoption() -> None:
    record = talks()
    silence(record)
    assert [procedure(record).fate(day) for day in ("2031-03-10", "2031-03-11")] == ["open", "deemed adopted"]


def test_silence_is_broken_by_a_recipient_in_time() -> None:
    record = talks()
    entry = silence(record)
    record.day = "2031-03-11"
    record.enter(acts.Silence(breaks=entry), actor="boria")
    assert procedure(record).fate("2031-03-12") == "deemed adopted"
    foreign = record.enter(acts.Silence(breaks=entry), actor="aldania")
    assert record.state().idle(foreign) == "the procedure was not addressed to its actor"
    record.day = "2031-03-10"
    broken = record.enter(acts.Silence(breaks=entry), actor="cedria")
    by = procedure(record).broken_by
    assert by
    assert (by.entry, by.party, procedure(record).fate("2031-03-12")) == (broken, party("cedria"), "broken")


def test_silence_is_extended() -> None:
    record = talks()
    entry = silence(record)
    record.enter(acts.Extend(entry=entry, until=dated("2031-03-20")), actor="aldania")
    assert [procedure(record).fate(day) for day in ("2031-03-15", "2031-03-21")] == ["extended", "deemed adopted"]
