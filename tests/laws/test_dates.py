"""Laws of dates: what is printed reads back, bounds hold what they bound, and no answer belies another."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.errors import Malformed
from travaux.record import chronology, dates, phrases
from travaux.record.dates import Date, Days, Edtf, Interval, Qualifier, Span
from travaux.record.phrases import Tense
from travaux.record.terms import Dated

YEARS = st.integers(1990, 2040)
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
SIGNS: st.SearchStrategy[Qualifier] = st.sampled_from(["", "?", "~", "%"])
ZONES = st.sampled_from(["", "Z", "+02:00", "-05:30", "+14:00"])


def from_day(day: date, parts: int, signs: tuple[Qualifier, Qualifier, Qualifier]) -> Date:
    kept = [f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"][:parts] + [""] * (3 - parts)
    first, second, third = (sign if part else "" for sign, part in zip(signs, kept, strict=True))
    return Date(kept[0], kept[1], kept[2], (first, second, third))  # type: ignore[arg-type]


WHOLE = st.builds(from_day, DAYS, st.integers(1, 3), st.tuples(SIGNS, SIGNS, SIGNS))
SEASONS = st.builds(lambda year, code: Date(f"{year}", f"{code}"), YEARS, st.integers(21, 41))
MOMENTS = st.builds(
    lambda day, time, zone: Date(*f"{day}".split("-"), time=f"T{time:%H:%M:%S}{zone}"), DAYS, st.times(), ZONES
)
ENDS = st.one_of(WHOLE, st.sampled_from(["", ".."]))


def valid(thing: Edtf) -> bool:
    try:
        dates.parse(dates.to_text(thing))
    except Malformed:
        return False
    return True


INTERVALS = st.builds(Interval, ENDS, ENDS).filter(valid)
SPANS = st.builds(Span, st.one_of(st.none(), WHOLE), st.one_of(st.none(), WHOLE))
SETS = st.builds(Days, st.lists(st.one_of(WHOLE, SPANS), min_size=1, max_size=3).map(tuple), st.booleans()).filter(
    valid
)
ALL: st.SearchStrategy[Edtf] = st.one_of(WHOLE, SEASONS, MOMENTS, INTERVALS, SETS)


@given(ALL)
def test_what_is_printed_reads_back(thing: Edtf) -> None:
    assert dates.parse(dates.to_text(thing)) == thing


@given(ALL)
def test_what_is_written_in_words_reads_back(thing: Edtf) -> None:
    edtf = dates.to_text(thing)
    assert phrases.read(phrases.write(edtf)).edtf == edtf


@given(DAYS, st.sampled_from([4, 7, 10]), st.integers(0, 3))
def test_a_day_lies_within_what_is_known_of_it(day: date, length: int, hidden: int) -> None:
    digits = str(day)[:length]
    known = "".join("X" if place >= length - hidden and c != "-" else c for place, c in enumerate(digits))
    first, last = dates.bounds(known)
    assert first is not None
    assert last is not None
    assert first <= str(day) <= last


@given(YEARS, st.integers(1, 12))
def test_months_have_their_days(year: int, month: int) -> None:
    length = calendar.monthrange(year, month)[1]
    assert dates.bounds(f"{year}-{month:02}") == (f"{year}-{month:02}-01", f"{year}-{month:02}-{length}")


@given(ALL, ALL, ZONES, ZONES)
def test_one_answer_never_belies_another(one: Edtf, other: Edtf, zone: str, other_zone: str) -> None:
    first, second = (
        Dated(edtf=dates.to_text(each), zone="" if isinstance(each, Date) and each.time else where)
        for each, where in ((one, zone), (other, other_zone))
    )
    answers = chronology.before(first, second), chronology.before(second, first)
    assert answers != ("yes", "yes")
    if answers[0] == "yes":
        assert chronology.by(first, second) != "no"


@given(ALL, ALL, st.integers(0, 400))
def test_more_slack_never_makes_surer(one: Edtf, other: Edtf, slack: int) -> None:
    first, second = dates.to_text(one), dates.to_text(other)
    sure, surer = chronology.before(first, second, slack=slack + 10), chronology.before(first, second, slack=slack)
    assert sure in ("possible", surer)


@given(DAYS, DAYS)
def test_days_compare_as_days(one: date, other: date) -> None:
    assert chronology.before(str(one), str(other)) == ("yes" if one < other else "no")
    assert chronology.by(str(one), str(other)) == ("yes" if one <= other else "no")


@given(DAYS, st.integers(-149, 149))
def test_a_year_that_is_chosen_is_the_nearest(reference: date, away: int) -> None:
    day = reference + timedelta(away)
    found = phrases.read(f"{day.day} {calendar.month_name[day.month]}", reference=str(reference))
    assert (found.edtf, found.convention, found.reference) == (str(day), "nearest-year/1", str(reference))


@given(DAYS, st.sampled_from(list(calendar.day_name)), st.sampled_from(["", "last ", "next ", "this "]))
def test_a_weekday_is_that_weekday(reference: date, name: str, which: str) -> None:
    edtf = phrases.read(f"{which}{name}", reference=str(reference)).edtf
    for day in edtf.strip("[]").split(","):
        assert calendar.day_name[date.fromisoformat(day).weekday()] == name
        assert abs((date.fromisoformat(day) - reference).days) <= 14


VOCABULARY = re.findall(
    r"\S+",
    """27 23 31 1 0 9999 2025 November Nov. Feb Friday Thursday week weekend month year days weeks hours next last this
    the in on by before after until since between and to or - , early late mid-November end of first half quarter Q4
    autumn winter about circa possibly within ago three a coming recent tomorrow today 17:00 5 p.m. noon UTC CET UTC+2
    [ ] / .. 2025-11-27 ~ Christmas""",
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=7).map(" ".join),
    st.sampled_from(["", "2025-11-24", "0001-01-01", "9999-12-31", "2024-02-29"]),
    st.sampled_from(["", "past", "future"]),
)
def test_words_give_a_date_or_a_refusal(words: str, reference: str, tense: Tense) -> None:
    try:
        found = phrases.read(words, reference=reference, tense=tense)
    except Malformed:
        return
    assert found.words == words
    assert found.reference in ("", reference)
    assert dates.to_text(dates.parse(found.edtf))
    assert set(found.convention.split()) <= set(phrases.CONVENTIONS)


RIGHT = st.one_of(
    st.builds(lambda day, parts: dates.to_text(from_day(day, parts, ("", "", ""))), DAYS, st.integers(1, 3)),
    st.builds(lambda year, code: f"{year}-{code}", YEARS, st.integers(21, 23)),
    st.builds(lambda year: f"{year // 10}X", YEARS),
    st.builds(lambda year: f"{year}-XX", YEARS),
    st.builds(lambda first, more: f"{first}/{first + timedelta(more)}", DAYS, st.integers(0, 900)),
    st.builds(lambda first, more: f"[{first},{first + timedelta(more)}]", DAYS, st.integers(1, 900)),
    st.builds(lambda first, more: f"[{first}..{first + timedelta(more)}]", DAYS, st.integers(1, 900)),
)


@settings(max_examples=60, deadline=None)
@given(RIGHT)
def test_another_reader_of_edtf_agrees_where_it_is_right(edtf: str) -> None:
    """Not asked: what it pads by a fancy of its own, winters, quarters, open and unknown ends."""
    oracle = pytest.importorskip("edtf")
    theirs = oracle.parse_edtf(edtf)
    first, last = theirs.lower_strict(), theirs.upper_strict()
    assert dates.bounds(edtf) == tuple(
        f"{each.tm_year:04}-{each.tm_mon:02}-{each.tm_mday:02}" for each in (first, last)
    )
