"""The timeline, the deadlines and the calendar: two clocks, imprecise dates, consequences, fates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.papers.river import DAY, rows
from tests.record.building import Record as Entries
from tests.record.building import dated, party

from travaux.papers.basis import Basis
from travaux.papers.calendar import Calendar, calendar, span
from travaux.papers.deadlines import deadlines, dues
from travaux.papers.paper import Chart, Drawn, Paper
from travaux.papers.scale import MOST, Scale
from travaux.papers.spans import spoken, told
from travaux.papers.timeline import timeline
from travaux.record import acts
from travaux.record.state import fold
from travaux.record.terms import Dated, Digest
from travaux.secretariat.records import Record


def chart(paper: Paper) -> Chart:
    """Returns the chart of a paper."""
    return next(each for each in paper.blocks if isinstance(each, Chart))


def drawn(paper: Paper, lane: str) -> list[Drawn]:
    """Returns what is drawn in a lane."""
    found = chart(paper)
    return [each for each in found.drawn if found.lanes[each.lane] == lane]


def test_lanes_are_the_parties_and_what_no_party_has(river: Record) -> None:
    assert chart(river.paper("timeline", day=DAY)).lanes == (
        "Drafts", "Meetings", "Aldania", "Boria", "Delvia", "Estovia", "Cascadia", "The depositary", "Statements",
        "Deadlines", "Entered",
    )  # fmt: skip


def test_what_was_entered_late_stands_twice_and_is_joined(river: Record) -> None:
    paper = river.paper("timeline", day=DAY)
    (confirmed,) = [each for each in drawn(paper, "Boria") if each.entry == 98]
    (entered,) = [each for each in drawn(paper, "Entered") if each.same == 98]
    assert confirmed.same == 98
    assert confirmed.start < entered.start
    row = next(row for row in rows(paper, "events") if row[0] == "98")
    assert row[1:3] == ["28 May 2018\nas the act itself says", "31 May 2018\nthree days later"]


def test_imprecise_dates_are_bars_and_open_ends_open_bars(river: Record) -> None:
    shapes = {
        each.told.split(":")[1].split(" at ")[0].strip(): each.shape
        for each in drawn(river.paper("timeline", day=DAY), "Meetings")
    }
    assert shapes["plenary"] == "open"
    assert shapes["meeting of ministers"] == "bar"
    assert shapes["first session"] == "bar"
    (about,) = [each for each in drawn(river.paper("timeline", day=DAY), "Statements") if each.entry == 71]
    assert about.shape == "bar"


def test_neighbours_that_say_the_same_are_one_event(river: Record) -> None:
    found = {row[0]: row[3] for row in rows(river.paper("timeline", day=DAY), "events")}
    assert found["57–61"] == (
        "Boria (Sela Marrick) accepts clauses 2, 3, 5, 6 and 12 of draft 2, ad referendum, until 31 May 2018, in "
        "working group."
    )


def test_every_event_stands_in_the_table_and_in_the_chart(river: Record) -> None:
    paper = river.paper("timeline", day=DAY)
    cited = [row[0] for row in rows(paper, "events")]
    from travaux.papers.events import KEEPING

    want = [each.index for each in river.entries if not isinstance(each.entry.act, KEEPING)]
    have = {number for text in cited for number in _numbers(text)}
    assert set(want) - have == set()
    told_ = " ".join(each.told for each in chart(paper).drawn)
    assert "tables draft 3" in told_


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for part in text.split(", "):
        first, _, last = part.partition("–")
        found += range(int(first), int(last or first) + 1)
    return found


def test_a_voided_act_is_struck_and_says_by_which_entry(river: Record) -> None:
    row = next(row for row in rows(river.paper("timeline", day=DAY), "events") if "voided by" in row[3])
    assert row[3].endswith("\nvoided by entry 104")


def test_days_and_parties_can_be_picked(river: Record) -> None:
    paper = river.paper("timeline", party="boria", since="2018-05-01", day=DAY)
    assert chart(paper).lanes == ("Boria", "Deadlines", "Entered")
    assert any("of other days or parties" in each for each in paper.remarks)
    assert all(row[0] not in ("57–61",) for row in rows(paper, "events"))


def test_places_on_a_chart_are_shares_of_its_breadth(river: Record) -> None:
    for kind in ("timeline", "deadlines"):
        for each in chart(river.paper(kind, day=DAY)).drawn:
            assert 0 <= each.start <= each.end <= 1


def test_deadlines_tell_consequence_and_fate(river: Record) -> None:
    found = {row[2].split("\n")[0]: row for row in rows(river.paper("deadlines", day=DAY), "due")}
    met = found["written comments on the zero draft"]
    assert met[0] == "2 April 2018\nfirst set for 26 March 2018"
    assert met[4] == "“What has not come by then is not in the second draft.”"
    assert met[5].split("\n") == [
        "Met", "extended until 2 April 2018 by Cascadia: Boria’s translation was late (entry 26)",
        "called met by Cascadia: all four have come (entry 27)",
    ]  # fmt: skip
    lapsed = found["payment of the first part of the costs of the gauges"]
    assert lapsed[5] == "Lapsed; its consequence is due as stated"
    assert found["an answer on the flow at Carrow"][5] == "Open"
    assert found["an answer on the flow at Carrow"][0] == "11 June 2018, 18:00\nthe time zone was not stated"
    assert found["to break the silence on draft 3"][5].startswith("Broken\nbroken by Delvia (Tomas Brandt)")
    assert found["to confirm clause 12 of draft 2"][5].startswith("Confirmed")


@pytest.mark.parametrize(
    ("day", "fate"),
    [("2018-04-30", "open"), ("2018-05-15", "open"), ("2018-06-01", "lapsed")],
)
def test_a_deadline_in_a_month_ends_with_the_month(river: Record, day: str, fate: str) -> None:
    sight = river.sight(day=day)
    (found,) = [each.fate for each in dues(sight.basis) if each.what.startswith("payment")]
    assert found == fate


def test_the_next_deadline_comes_first_with_its_consequence_in_quotation_marks(river: Record) -> None:
    assert river.paper("deadlines", day=DAY).summary.startswith(
        "Two deadlines are open; the next is due from Boria and Delvia, 11 June 2018, 18:00: an answer on the flow at "
        "Carrow. Stated consequence: “Where no answer has come, draft 4 goes to the ministers as it stands, with the "
        "names of those who have not answered.”"
    )


def test_before_anything_is_due_nothing_is(river: Record) -> None:
    assert river.paper("deadlines", at=10, day=DAY).summary == "No deadline was entered."


def occasions(record: Record) -> Calendar:
    return record.calendar(day=DAY)


def test_the_calendar_never_claims_a_day_that_was_not_told(river: Record) -> None:
    found = {(each.sort, each.entry): each for each in occasions(river).occasions}
    plenary = next(each for each in found.values() if each.title == "Plenary")
    assert (plenary.start, plenary.end, plenary.status, plenary.exact) == ("2018-07-01", "", "tentative", False)
    ministers = next(each for each in found.values() if each.title == "Meeting of ministers")
    assert (ministers.start, ministers.end, ministers.words, ministers.status) == (
        "2018-06-20", "2018-06-20", "about 20 June 2018", "tentative",
    )  # fmt: skip
    assert not ministers.exact
    answer = next(each for each in found.values() if each.title.endswith("an answer on the flow at Carrow"))
    assert (answer.start, answer.zone, answer.status) == ("2018-06-11T18:00:00", "", "confirmed")
    assert "The time zone was not stated." in answer.description
    comments = next(each for each in found.values() if "written comments" in each.title)
    assert (comments.status, comments.sequence) == ("cancelled", 2)


def test_occasions_keep_their_ids(river: Record) -> None:
    before = {each.uid for each in river.calendar(day=DAY, at=60).occasions}
    after = [each.uid for each in occasions(river).occasions]
    assert before <= set(after)
    assert len(after) == len(set(after))
    assert all(uid.endswith("@example.org.orn") for uid in after)


def test_spans_are_bounds() -> None:
    assert span(None) == ("", "")
    assert span(Dated(edtf="2018-07/..")) == ("2018-07-01", "")


def test_words_as_said_stand_before_what_they_were_read_as() -> None:
    assert told(Dated(edtf="2018-05", words="in May 2018")) == "“in May 2018” (May 2018)"
    assert told(None) == ""
    assert [spoken(each) for each in ("2018-05-2X", "[2018-05-01,2018-05-09]", "2018-23", "nonsense", "2018?-05")] == [
        "2018-05-2X", "[2018-05-01,2018-05-09]", "2018-23", "nonsense", "2018?-05",
    ]  # fmt: skip
    assert spoken("2018-06-11T18:00:00", "+02:00") == "11 June 2018, 18:00 UTC+02:00"
    assert [spoken(each) for each in ("2018-07/", "/2018-07", "[2018-07..]")] == [
        "from July 2018, until when is not known", "until July 2018, since when is not known", "July 2018 or later",
    ]  # fmt: skip


DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31)).map(date.isoformat)


@given(st.lists(DAYS, max_size=6))
def test_a_scale_holds_its_days_in_order_with_few_ticks(days: list[str]) -> None:
    scale = Scale.over(days)
    places = [scale.middle(each) for each in sorted(days)]
    assert places == sorted(places)
    assert all(0 < place < 1 for place in places)
    ticks = scale.ticks()
    assert len(ticks) <= MOST + 1
    assert [place for place, _ in ticks] == sorted(place for place, _ in ticks)
    assert len({label for _, label in ticks}) == len(ticks) or len(days) < 2


def negotiation() -> tuple[Entries, Digest]:
    record = Entries()
    for name in ("aldania", "boria"):
        record.admit(name)
    draft = record.draft("1. Ships pays.\n2. Boats do not.\n")
    record.table("aldania", draft)
    return record, draft


def test_a_deadline_that_whoever_set_it_withdrew_says_so() -> None:
    record, _ = negotiation()
    limit = record.limit("aldania", "2031-04-01", "a list", bound=(party("boria"),))
    withdrawn = record.withdraw("aldania", limit)
    (found,) = dues(Basis(record.state(), record.drafts, "2031-05-01"))
    assert (found.fate, found.became) == ("withdrawn", (("withdrawn by Aldania", withdrawn),))


@pytest.mark.parametrize(("day", "fate"), [("2031-05-01", "open"), ("2031-05-15", "unknown"), ("2031-06-01", "lapsed")])
def test_the_time_to_object_to_a_correction_is_due(day: str, fate: str) -> None:
    record, draft = negotiation()
    mended = record.draft("1. Ships pay.\n2. Boats do not.\n")
    record.correct("aldania", draft, mended, "1", objections_until=dated("[2031-05-10..2031-05-20]"))
    (found,) = dues(Basis(record.state(), record.drafts, day))
    assert (found.what, found.fate) == ("to object to the correction of clause 1 of draft 1", fate)


def test_a_silence_of_which_no_end_is_told_is_in_the_table_and_on_no_chart_and_in_no_calendar() -> None:
    record, draft = negotiation()
    record.do(acts.Silence, "aldania", draft=draft, recipients=(party("boria"),))
    paper = deadlines(record.state(), record.drafts, day="2031-05-01", slack=3)
    assert [row[0] for row in rows(paper, "due")] == ["no day was told"]
    assert chart(paper).drawn == ()
    assert ("Taken for granted", "an approximate date is off by at most three days") in paper.facts
    assert calendar(record.state(), title="V", origin="example.org", day="2031-05-01").occasions == ()


def test_an_act_of_which_no_day_is_told_is_in_the_table_and_not_drawn() -> None:
    record, draft = negotiation()
    record.take("boria", draft, "1", "accept", at="soon")
    record.take("aldania", draft, "2", "object", at="")
    paper = timeline(record.state(), record.drafts, day="2031-05-01")
    assert [row[1:3] for row in rows(paper, "events")][1:] == [["not told", "not told"]] * 2
    assert [each.told for each in chart(paper).drawn] == [
        "Aldania tables draft 1, as tabled.",
        "entered on 1 March 2031",
    ]


def test_what_is_left_out_is_counted_where_anything_is() -> None:
    record, _ = negotiation()
    left = "Left out: five entries about keys, and about who is at the table."
    assert left in timeline(record.state(), record.drafts, day="2031-05-01").remarks
    seen = fold([each for each in record.entered if isinstance(each.entry.act, acts.Table)])
    assert len(timeline(seen, record.drafts, day="2031-05-01").remarks) == 1


def test_a_year_and_the_one_of_a_set_are_spoken() -> None:
    assert [spoken(each) for each in ("2031", "2031~", "[2031-03-01]", "[..2031]")] == [
        "2031", "about 2031", "1 March 2031", "by 2031",
    ]  # fmt: skip


def test_where_no_deadline_is_open_any_more_those_that_are_over_are_counted() -> None:
    record, draft = negotiation()
    record.limit("aldania", "2031-04-01", "a list")
    record.correct("aldania", draft, record.draft("1. Ships pay.\n2. Boats do not.\n"), "1")
    paper = deadlines(record.state(), record.drafts, day="2031-05-01")
    assert paper.summary == "No deadline is open. One time limit is over."
