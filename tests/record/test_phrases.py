"""Phrases: what words give which date, by which convention; and what is refused, with what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from travaux.errors import Malformed
from travaux.record import phrases
from travaux.record.phrases import Tense
from travaux.record.terms import Dated

MONDAY = "2025-11-24"


@pytest.mark.parametrize(
    ("words", "edtf", "conventions"),
    [
        # What a library with a wide grammar reads wrongly, without a word, or not at all.
        ("circa November 2025", "2025-11~", ""),
        ("autumn 2025", "2025-23", "northern-seasons/1"),
        ("on or about 23 November 2025", "2025-11-23~", ""),
        ("late November 2025", "[2025-11-21..2025-11-30]", "thirds/1"),
        ("early 2026", "[2026-01..2026-04]", "thirds/1"),
        ("before 27 November 2025", "[..2025-11-26]", ""),
        ("Q4 2025", "2025-36", ""),
        ("23-27 November 2025", "2025-11-23/2025-11-27", ""),
        ("23–27 November 2025", "2025-11-23/2025-11-27", ""),
        ("the weekend of 22-23 November 2025", "2025-11-22/2025-11-23", "weeks-from-monday/1"),
        ("23 November to 27 November 2025", "2025-11-23/2025-11-27", ""),
        # Days
        ("27 November 2025", "2025-11-27", ""),
        ("27th of November, 2025", "2025-11-27", ""),
        ("Nov. 27, 2025", "2025-11-27", ""),
        ("Thursday, 27 November 2025", "2025-11-27", ""),
        ("on Thursday, November 27th, 2025.", "2025-11-27", ""),
        ("27/11/2025", "2025-11-27", ""),
        ("11/27/2025", "2025-11-27", ""),
        ("27.11.2025", "2025-11-27", ""),
        ("05/05/2025", "2025-05-05", ""),
        ("2025-11-27", "2025-11-27", ""),
        ("2025-11-2X", "2025-11-2X", ""),
        # Stretches and choices
        ("November 23 to December 2, 2025", "2025-11-23/2025-12-02", ""),
        ("28 December to 3 January 2026", "2025-12-28/2026-01-03", ""),
        ("28 December 2025 - 3 January 2026", "2025-12-28/2026-01-03", ""),
        ("between 23 and 27 November 2025", "[2025-11-23..2025-11-27]", ""),
        ("from 23 to 27 November 2025", "2025-11-23/2025-11-27", ""),
        ("November-December 2025", "2025-11/2025-12", ""),
        ("22 and 23 November 2025", "{2025-11-22,2025-11-23}", ""),
        ("22, 23 and 25 November 2025", "{2025-11-22,2025-11-23,2025-11-25}", ""),
        ("22 or 23 November 2025", "[2025-11-22,2025-11-23]", ""),
        ("the weekend of 23 November 2025", "2025-11-22/2025-11-23", "weeks-from-monday/1"),
        ("the week of 27 November 2025", "[2025-11-24..2025-11-30]", "weeks-from-monday/1"),
        ("mid-November 2025", "[2025-11-11..2025-11-20]", "thirds/1"),
        ("the beginning of February 2024", "[2024-02-01..2024-02-10]", "thirds/1"),
        ("late February 2024", "[2024-02-21..2024-02-29]", "thirds/1"),
        ("the second half of November 2025", "[2025-11-16..2025-11-30]", "halves/1"),
        ("the first half of 2026", "2026-40", ""),
        ("H2 2026", "2026-41", ""),
        ("the third quarter of 2026", "2026-35", ""),
        ("winter 2025/26", "2025-24", "northern-seasons/1"),
        # Limits
        ("by 27 November 2025", "[..2025-11-27]", ""),
        ("no later than November 2025", "[..2025-11]", ""),
        ("27 November 2025 at the latest", "[..2025-11-27]", ""),
        ("by the end of November 2025", "[..2025-11-30]", ""),
        ("before the end of 2025", "[..2025-12-31]", ""),
        ("before November 2025", "[..2025-10-31]", ""),
        ("after 27 November 2025", "[2025-11-28..]", ""),
        ("not before 27 November 2025", "[2025-11-27..]", ""),
        ("since 23 November 2025", "2025-11-23/..", ""),
        ("from 23 November 2025 onwards", "2025-11-23/..", ""),
        ("until 27 November 2025", "../2025-11-27", ""),
        ("possibly on 27 November 2025", "2025-11-27?", ""),
        ("about 23 to 27 November 2025", "2025-11-23~/2025-11-27~", ""),
    ],
)
def test_words_that_need_no_reference(words: str, edtf: str, conventions: str) -> None:
    assert phrases.read(words) == Dated(edtf=edtf, words=words, convention=conventions)
    assert phrases.read(words, reference="1999-01-01") == phrases.read(words)


@pytest.mark.parametrize(
    ("words", "edtf", "conventions"),
    [
        ("Nov. 27", "2025-11-27", "nearest-year/1"),
        ("Thursday, 27 November", "2025-11-27", "nearest-year/1"),
        ("15 January", "2026-01-15", "nearest-year/1"),
        ("15 September", "2025-09-15", "nearest-year/1"),
        ("in November", "2025-11", "nearest-year/1"),
        ("late November", "[2025-11-21..2025-11-30]", "nearest-year/1 thirds/1"),
        ("23-27 November", "2025-11-23/2025-11-27", "nearest-year/1"),
        ("23 November to 27 November", "2025-11-23/2025-11-27", "nearest-year/1"),
        ("28 December to 3 January", "2025-12-28/2026-01-03", "nearest-year/1"),
        ("the weekend of 22-23 November", "2025-11-22/2025-11-23", "nearest-year/1 weeks-from-monday/1"),
        ("before 27 November", "[..2025-11-26]", "nearest-year/1"),
        ("before 20 November", "[..2025-11-19]", "nearest-year/1"),
        ("today", "2025-11-24", ""),
        ("tomorrow", "2025-11-25", ""),
        ("yesterday evening", "2025-11-23", ""),
        ("last night", "[2025-11-23..2025-11-24]", ""),
        ("this week", "[2025-11-24..2025-11-30]", "weeks-from-monday/1"),
        ("next week", "[2025-12-01..2025-12-07]", "weeks-from-monday/1"),
        ("later this week", "[2025-11-25..2025-11-30]", "weeks-from-monday/1"),
        ("before next week", "[..2025-11-30]", "weeks-from-monday/1"),
        ("by the end of the week", "[..2025-11-30]", "weeks-from-monday/1"),
        ("over the weekend", None, ""),
        ("this weekend", "2025-11-29/2025-11-30", "weeks-from-monday/1"),
        ("this month", "2025-11", ""),
        ("early next month", "[2025-12-01..2025-12-10]", "thirds/1"),
        ("by the end of the year", "[..2025-12-31]", ""),
        ("last year", "2024", ""),
        ("in the coming days", "[2025-11-25..2025-12-01]", "coming-days/1"),
        ("in coming weeks", "[2025-11-25..2025-12-22]", "coming-days/1"),
        ("in recent days", "[2025-11-18..2025-11-24]", "recent-days/1"),
        ("on Friday", "[2025-11-21,2025-11-28]", "either-weekday/1"),
        ("on Monday", "[2025-11-17,2025-11-24,2025-12-01]", "either-weekday/1"),
        ("this Friday", "2025-11-28", "weeks-from-monday/1"),
        ("next Friday", "[2025-11-28,2025-12-05]", "this-or-next/1"),
        ("last Friday", "2025-11-21", "this-or-next/1"),
        ("this past Friday", "2025-11-21", "past/1"),
        ("the coming Friday", "2025-11-28", "coming/1"),
        ("by Friday", "[..2025-11-28]", "coming/1"),
        ("until Friday", "../2025-11-28", "coming/1"),
        ("since Friday", "2025-11-21/..", "past/1"),
        ("in three days", "2025-11-27", "counted/1"),
        ("three days ago", "2025-11-21", "counted/1"),
        ("in two weeks' time", "2025-12-08~", "counted/1"),
        ("two months ago", "2025-09~", "counted/1"),
        ("within 72 hours", "[2025-11-24..2025-11-27]", "counted/1"),
        ("within 36 hours", "[2025-11-24..2025-11-26]", "counted/1"),
        ("within ten days", "[2025-11-24..2025-12-04]", "counted/1"),
        ("over the last three days", "[2025-11-21..2025-11-24]", "counted/1"),
        ("earlier this month", "[2025-11-01..2025-11-23]", ""),
        ("later this month", "[2025-11-25..2025-11-30]", ""),
    ],
)
def test_words_against_a_reference(words: str, edtf: str | None, conventions: str) -> None:
    if edtf is None:
        with pytest.raises(Malformed):
            phrases.read(words, reference=MONDAY)
        return
    expected = Dated(edtf=edtf, words=words, reference=MONDAY, convention=conventions)
    assert phrases.read(words, reference=MONDAY) == expected
    assert phrases.read(words, reference=Dated(edtf=f"{MONDAY}T23:00:00Z")) == expected
    with pytest.raises(Malformed, match="needs a reference day"):
        phrases.read(words)


@pytest.mark.parametrize(
    ("words", "tense", "edtf", "conventions"),
    [
        ("on Friday", "past", "2025-11-21", "past/1"),
        ("on Friday", "future", "2025-11-28", "coming/1"),
        ("on Monday", "future", "[2025-11-24,2025-12-01]", "coming/1"),
        ("by Friday", "past", "[..2025-11-21]", "past/1"),
        ("Nov. 20", "future", "2026-11-20", "coming/1"),
        ("Nov. 20", "past", "2025-11-20", "past/1"),
        ("27 May", "past", "2025-05-27", "past/1"),
        ("29 February", "past", "2024-02-29", "past/1"),
        ("29 February", "future", "2028-02-29", "coming/1"),
        ("in November", "future", "2025-11", "coming/1"),
    ],
)
def test_what_the_sentence_tells(words: str, tense: Tense, edtf: str, conventions: str) -> None:
    found = phrases.read(words, reference=MONDAY, tense=tense)
    assert (found.edtf, found.convention) == (edtf, conventions)


@pytest.mark.parametrize(
    ("words", "edtf", "zone", "conventions"),
    [
        ("27 November 2025 at 17:00 UTC", "2025-11-27T17:00:00Z", "Z", ""),
        ("17:00 (UTC+2) on 27 November 2025", "2025-11-27T17:00:00+02:00", "+02:00", ""),
        ("5 p.m. on 27 November 2025, UTC-05:30", None, "", ""),
        ("27 November 2025, 5 p.m. UTC-05:30", "2025-11-27T17:00:00-05:30", "-05:30", ""),
        ("12 a.m. GMT on 27 November 2025", "2025-11-27T00:00:00Z", "Z", ""),
        ("12:30 p.m. on 27 November 2025", "2025-11-27T12:30:00", "", ""),
        ("noon on 27 November 2025", "2025-11-27T12:00:00", "", ""),
        ("17h30 CET, 27 November 2025", "2025-11-27T17:30:00+01:00", "+01:00", ""),
        ("17:00 local time, 27 November 2025", "2025-11-27T17:00:00", "", ""),
        ("by 17:00 CET on 27 November 2025", "2025-11-27T17:00:00+01:00", "+01:00", "moment/1"),
        ("before 27 November 2025 at 17:00 UTC", "2025-11-27T17:00:00Z", "Z", "moment/1"),
        ("2025-11-27T17:00:00Z", "2025-11-27T17:00:00Z", "", ""),
    ],
)
def test_times_of_day(words: str, edtf: str | None, zone: str, conventions: str) -> None:
    if edtf is None:
        with pytest.raises(Malformed):
            phrases.read(words)
    else:
        assert phrases.read(words) == Dated(edtf=edtf, words=words, zone=zone, convention=conventions)


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("by Thanksgiving 2025", "names Thanksgiving, a feast whose day is not kept here"),
        ("before Christmas", "names Christmas, a feast"),
        ("Friday, 27 November 2025", "2025-11-27 is a Thursday"),
        ("the weekend of 22-23 November 2024", "2024-11-22 to 2024-11-23 is no weekend"),
        ("the week beginning 25 November 2025", "2025-11-25 is no Monday"),
        ("30 February 2025", "a day that does not exist in 2025"),
        ("31 November", "a day that does not exist"),
        ("27-23 November 2025", "ends before it begins"),
        ("27 May", "is far from 2025-11-24, so its year is not sure"),
        ("29 February", "so its year is not sure"),
        ("03/04/2025", "may be day and month or month and day"),
        ("27/11/25", "has a year of two digits"),
        ("32/13/2025", "a day that does not exist"),
        ("winter 2025", "may be the winter that begins in that year or the one that ends in it"),
        ("by late November", "sets a limit that is not exact"),
        ("before 21 or 28 November 2025", "sets a limit that is not exact"),
        ("about late November 2025", "is inexact twice over"),
        ("earlier this week", "names no day, said on 2025-11-24"),
        ("in 48 hours", "counts hours from a moment that is not known"),
        ("within two months", "which differ in length"),
        ("midnight on 27 November 2025", "may mean the beginning of the day or its end"),
        ("5 p.m. Geneva time on 27 November 2025", "gives the time of a place, “geneva”"),
        ("17:00 BST on 27 November 2025", "British Summer Time or Bangladesh time"),
        ("17:00 CET on 27 July 2025", "says CET, which is not in force at that time of the year"),
        ("17:00 EDT on 27 January 2025", "says EDT, which is not in force"),
        ("25:00 on 27 November 2025", "has no such time of day"),
        ("17 p.m. on 27 November 2025", "has no such hour"),
        ("17:00 UTC+15 on 27 November 2025", "has no such zone"),
        ("17:00 in November 2025", "gives a time of day, and no one day"),
        ("17:00", "gives no date"),
        ("soon", "gives no date"),
        ("the 27th", "gives no date"),
        ("in February of", "gives no date"),
        ("in 400000 days", "gives no date"),
        ("in 0 days", "counts nothing"),
        ("9999 years ago", "leads out of the calendar"),
        ("27 November 2025 or thereabouts, they said", "gives no date"),
        ("28 December 2025 to 3 January", "gives the year of its beginning alone"),
        ("spring 2025/26", "names two years"),
        ("the week of November 2025", "names no week"),
        ("later next month", "names no stretch of days"),
        ("17:00 XYZ on 27 November 2025", "gives no date"),
        ("", "gives no date"),
        ("x" * 1000, "is too long for a date"),
    ],
)
def test_words_that_are_not_sure_are_refused(words: str, missing: str) -> None:
    with pytest.raises(Malformed) as refusal:
        phrases.read(words, reference=MONDAY)
    assert missing in str(refusal.value)
    assert refusal.value.advice


@pytest.mark.parametrize(
    ("words", "tense", "reference"),
    [("1 January", "future", "9999-12-31"), ("31 December", "past", "0001-01-01"), ("tomorrow", None, "9999-12-31")],
)
def test_the_calendar_has_an_end(words: str, tense: Tense, reference: str) -> None:
    with pytest.raises(Malformed, match="leads out of the calendar"):
        phrases.read(words, reference=reference, tense=tense)


@pytest.mark.parametrize("reference", ["2025-11", "2025-11-24~", "[..2025-11-24]", "2025-11-24/.."])
def test_a_reference_is_one_day(reference: str) -> None:
    with pytest.raises(Malformed, match="is not one day"):
        phrases.read("tomorrow", reference=reference)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-11-27", "27 November 2025"),
        ("2025-11-23/2025-12-02", "23 November 2025 to 2 December 2025"),
        ("[2025-11-11..2025-11-20]", "mid-November 2025"),
        ("2025-36", "the fourth quarter of 2025"),
        ("2025-11-27T17:00:00+02:00", "27 November 2025 at 17:00 UTC+02:00"),
        ("[2025-11-24..2025-11-30]", "between 24 and 30 November 2025"),
        ("2025-11-2X", "2025-11-2X"),
        ("2025-11-23/", "2025-11-23/"),
        ("2025-11-23%", "2025-11-23%"),
        ("../2025-11-27", "until 27 November 2025"),
        ("[..2025-11-27]", "by 27 November 2025"),
        ("[2025-11-27..]", "not before 27 November 2025"),
        ("2025-11-23~/2025-11-27", "2025-11-23~/2025-11-27"),
        ("2025-11/2025-12", "2025-11/2025-12"),
        ("[2025-11..2025-12]", "[2025-11..2025-12]"),
        ("[2025-11-27..2025-11-27]", "[2025-11-27..2025-11-27]"),
        ("[2025-11-23..2025-12-02]", "between 23 November 2025 and 2 December 2025"),
        ("{2025-11-22,2025-11-23}", "22 and 23 November 2025"),
        ("[2025-11-22,2025-12-23]", "[2025-11-22,2025-12-23]"),
        ("2025-25", "2025-25"),
        ("2025-11-27T17:00:00+02", "2025-11-27T17:00:00+02"),
        ("2025-11-27T17:00:00+00:00", "2025-11-27T17:00:00+00:00"),
    ],
)
def test_written(edtf: str, words: str) -> None:
    assert phrases.write(edtf) == words
    assert phrases.read(words).edtf == edtf


def test_every_convention_is_explained() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "formats" / "dates.md").read_text(encoding="utf-8")
    assert [name for name, meaning in phrases.CONVENTIONS.items() if f"| `{name}` | {meaning} |" not in page] == []


def test_a_year_of_which_no_digit_is_known_reads_back() -> None:
    assert phrases.read(phrases.write("XXXX")).edtf == "XXXX"
