"""Fixed: words that name days, a month or a part of one by the calendar. Without a year they need a setting."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from travaux.record.dates import bounds
from travaux.record.phrases.names import (
    MONTH_NUMBERS,
    WEEKDAY_NUMBERS,
    WEEKDAYS,
    Found,
    Setting,
    Tense,
    unsure,
)


def _of(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_M = rf"(?P<month>{_of(MONTH_NUMBERS)})\.?"
_M1 = _M.replace("month", "month1")
_D = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_D1 = _D.replace("day", "day1")
_Y, _Y1 = r"(?:,? (?P<year>\d{4}))?", r"(?:,? (?P<year1>\d{4}))?"
_OF_Y = r"(?:(?: of|,)? (?P<year>\d{4}))?"
_W = rf"(?:(?P<weekday>{_of(WEEKDAY_NUMBERS)})\.?,? )?(?:the )?"
_TO = r"(?: ?- ?| to | until | till | through )"
_LEAD = r"(?P<lead>from |between )?(?:the )?"
_PART = r"(?P<part>early|mid|late|(?:the )?(?:beginning|start|middle|end) of)[ -]"

_AGAIN = "Look at the source again"

FURTHEST = 150
"""Days between a reference and a date whose year is not said, at most."""

Match = re.Match[str]


def read(text: str, setting: Setting, words: str) -> Found | None:
    """Returns the date in a text in lower case, None where it is of another kind; `Malformed` where not sure."""
    for form, reader in _FORMS:
        found = form.fullmatch(text)
        if found:
            return reader(found, setting, words)
    return None


def exact(year: int, month: int, day: int, words: str) -> date:
    """Returns a day of the calendar; `Malformed` where there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        raise unsure(words, f"names a day that does not exist in {year}", _AGAIN) from None


def _number(found: Match, name: str) -> int:
    return int(found[name])


def _month(found: Match, name: str = "month") -> int:
    return MONTH_NUMBERS[found[name]]


def _year(found: Match, month: int, day: int, setting: Setting, words: str) -> tuple[int, tuple[str, ...]]:
    """Returns the year that is said, or the one that the setting's convention chooses, and the convention."""
    if found["year"]:
        return int(found["year"]), ()
    return chosen(month, day, setting, words)


def chosen(month: int, day: int, setting: Setting, words: str) -> tuple[int, tuple[str, ...]]:
    """Returns the year of a day or of a month (day 0) whose year is not said, and the convention that chose it."""
    reference = setting.day(words)
    years = [year for year in range(reference.year - 8, reference.year + 9) if _is_day(year, month, day or 1)]
    if not years:
        raise unsure(words, "names a day that does not exist", _AGAIN)
    if setting.tense:
        return _by_tense(years, month, day, setting.tense, reference, words)
    away = {year: abs((date(year, month, day or 15) - reference).days) for year in years}
    year = min(away, key=lambda each: away[each])
    if away[year] > FURTHEST:
        raise unsure(words, f"is far from {reference}, so its year is not sure", "Say the year")
    return year, ("nearest-year/1",)


def _by_tense(
    years: list[int], month: int, day: int, tense: Tense, reference: date, words: str
) -> tuple[int, tuple[str, ...]]:
    if tense == "future":
        fitting, by = [year for year in years if _ends(year, month, day) >= reference][:1], "coming/1"
    else:
        fitting, by = [year for year in years if date(year, month, day or 1) <= reference][-1:], "past/1"
    if not fitting:
        raise unsure(words, "leads out of the calendar", _AGAIN)
    return fitting[0], (by,)


def _is_day(year: int, month: int, day: int) -> bool:
    return bounds_of(year, month)[1].day >= day if 1 <= year <= 9999 else False


def _ends(year: int, month: int, day: int) -> date:
    return date(year, month, day) if day else bounds_of(year, month)[1]


def bounds_of(year: int, month: int) -> tuple[date, date]:
    """Returns the first and the last day of a month."""
    first, last = bounds(f"{year:04}-{month:02}")
    assert first is not None
    assert last is not None
    return date.fromisoformat(first), date.fromisoformat(last)


def one_of(first: date, last: date, *by: str, definite: bool = False) -> Found:
    """Returns the set of days of which it is one."""
    return Found(f"[{first}..{last}]" if first < last else str(first), by, definite or first == last)


def _read_day(found: Match, setting: Setting, words: str) -> Found:
    month, number = _month(found), _number(found, "day")
    year, by = _year(found, month, number, setting, words)
    day = exact(year, month, number, words)
    _check_weekday(found["weekday"], day, words)
    return Found(str(day), by)


def _check_weekday(weekday: str | None, day: date, words: str) -> None:
    if weekday and WEEKDAY_NUMBERS[weekday] != day.weekday():
        name = WEEKDAYS[day.weekday()].capitalize()
        raise unsure(words, f"does not agree with the calendar: {day} is a {name}", _AGAIN)


def _read_month(found: Match, setting: Setting, words: str) -> Found:
    month = _month(found)
    year, by = _year(found, month, 0, setting, words)
    return Found(f"{year:04}-{month:02}", by)


def _read_year(found: Match, setting: Setting, words: str) -> Found:
    return Found(found["year"])


def _read_days(found: Match, setting: Setting, words: str) -> Found:
    """Reads the first and the last day of a stretch in one month."""
    month = _month(found)
    year, by = _year(found, month, _number(found, "day"), setting, words)
    first, last = (exact(year, month, _number(found, name), words) for name in ("day", "day1"))
    return _between(found, first, last, by, words)


def _read_long(found: Match, setting: Setting, words: str) -> Found:
    """Reads the first and the last day of a stretch from one month to another."""
    month, month1 = _month(found), _month(found, "month1")
    day, day1 = _number(found, "day"), _number(found, "day1")
    by: tuple[str, ...] = ()
    if found["year1"]:
        last_year = int(found["year1"])
    elif found["year"]:
        raise unsure(words, "gives the year of its beginning alone", "Say both years")
    else:
        last_year, by = chosen(month1, day1, setting, words)
    year = int(found["year"]) if found["year"] else last_year - ((month, day) > (month1, day1))
    return _between(found, exact(year, month, day, words), exact(last_year, month1, day1, words), by, words)


def _between(found: Match, first: date, last: date, by: tuple[str, ...], words: str) -> Found:
    if first > last:
        raise unsure(words, "ends before it begins", _AGAIN)
    return one_of(first, last, *by) if found["lead"] == "between " else Found(f"{first}/{last}", by)


def _read_months(found: Match, setting: Setting, words: str) -> Found:
    month, month1 = _month(found), _month(found, "month1")
    last_year, by = (int(found["year1"]), ()) if found["year1"] else chosen(month1, 0, setting, words)
    year = last_year - (month > month1)
    return Found(f"{year:04}-{month:02}/{last_year:04}-{month1:02}", by)


def _read_list(found: Match, setting: Setting, words: str) -> Found:
    """Reads several days of one month: all of them, or one of them."""
    month = _month(found)
    days = [int(each) for each in re.findall(r"\d+", found["days"])]
    year, by = _year(found, month, days[0], setting, words)
    members = ",".join(str(exact(year, month, day, words)) for day in days)
    return Found(f"[{members}]", by, False) if found["join"] == "or" else Found(f"{{{members}}}", by)


def _read_part(found: Match, setting: Setting, words: str) -> Found:
    month, (year, by) = _month(found), _year(found, _month(found), 0, setting, words)
    return third(found["part"], year, month, by)


def third(part: str, year: int, month: int, by: tuple[str, ...] = ()) -> Found:
    """Returns the early, middle or late third of a month, or of a year (month 0)."""
    place = _third(part)
    if not month:
        return Found(f"[{year:04}-{4 * place + 1:02}..{year:04}-{4 * place + 4:02}]", (*by, "thirds/1"), False)
    first, last = bounds_of(year, month)
    start = first + timedelta(10 * place)
    return one_of(start, last if place == 2 else start + timedelta(9), *by, "thirds/1")


def _third(part: str) -> int:
    bare = part.removeprefix("the ")
    return 0 if bare.startswith(("early", "beg", "start")) else 1 if bare.startswith("mid") else 2


def _read_part_year(found: Match, setting: Setting, words: str) -> Found:
    return third(found["part"], int(found["year"]), 0)


def _read_half(found: Match, setting: Setting, words: str) -> Found:
    month, (year, by) = _month(found), _year(found, _month(found), 0, setting, words)
    first, last = bounds_of(year, month)
    middle = first + timedelta(14)
    early = found["half"] in ("first", "1st")
    ends = (first, middle) if early else (middle + timedelta(1), last)
    return one_of(*ends, *by, "halves/1", definite=True)


def _read_half_year(found: Match, setting: Setting, words: str) -> Found:
    return Found(f"{found['year']}-{40 if found['half'] in ('first', '1st', 'h1') else 41}")


def _read_quarter(found: Match, setting: Setting, words: str) -> Found:
    names = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
    which = found["quarter"]
    return Found(f"{found['year']}-{32 + (names.get(which) or int(which[-1]))}")


def _read_season(found: Match, setting: Setting, words: str) -> Found:
    season, year, upto = found["season"], int(found["year"]), found["upto"]
    if season == "winter":
        if upto is None or (year + 1) % 10 ** len(upto) != int(upto):
            raise unsure(words, "may be the winter that begins in that year or the one that ends in it", "Say 2025/26")
        return Found(f"{year:04}-24", ("northern-seasons/1",))
    if upto:
        raise unsure(words, "names two years", "Say one")
    codes = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23}
    return Found(f"{year:04}-{codes[season]}", ("northern-seasons/1",))


def _read_numbers(found: Match, setting: Setting, words: str) -> Found:
    """Reads a day written in three numbers: sure only where one of the two orders gives no day, or both the same."""
    one, two, year = found["one"], found["two"], found["year"]
    if len(year) != 4:
        raise unsure(words, "has a year of two digits", "Write four")
    orders = {(int(one), int(two)), (int(two), int(one))}
    days = [(day, month) for day, month in orders if 1 <= month <= 12]
    if len(days) > 1:
        raise unsure(words, "may be day and month or month and day", "Write the month as a word")
    if not days:
        raise unsure(words, "names a day that does not exist", _AGAIN)
    return Found(str(exact(int(year), days[0][1], days[0][0], words)))


def _read_weekend(found: Match, setting: Setting, words: str) -> Found:
    inside = read(found["of"], setting, words)
    first, last = bounds(inside.edtf) if inside else (None, None)
    if inside is None or first is None or last is None:
        raise unsure(words, "names no weekend", "Say its Saturday and Sunday")
    saturday, sunday = date.fromisoformat(first), date.fromisoformat(last)
    if saturday == sunday and saturday.weekday() in (5, 6):
        saturday -= timedelta(saturday.weekday() - 5)
        sunday = saturday + timedelta(1)
    if saturday.weekday() != 5 or sunday - saturday != timedelta(1):
        raise unsure(words, f"does not agree with the calendar: {first} to {last} is no weekend", _AGAIN)
    return Found(f"{saturday}/{sunday}", (*inside.by, "weeks-from-monday/1"))


def _read_week(found: Match, setting: Setting, words: str) -> Found:
    inside = read(found["of"], setting, words)
    first, last = bounds(inside.edtf) if inside else (None, None)
    if inside is None or first is None or first != last:
        raise unsure(words, "names no week", "Say one day of it")
    day = date.fromisoformat(first)
    monday = day - timedelta(day.weekday())
    if found["how"] != "of" and day != monday:
        raise unsure(words, f"does not agree with the calendar: {day} is no Monday", _AGAIN)
    return one_of(monday, monday + timedelta(6), *inside.by, "weeks-from-monday/1", definite=True)


_Reader = Callable[[Match, Setting, str], Found]

_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(form), reader)
    for form, reader in (
        (rf"{_W}{_D} (?:of )?{_M}{_Y}", _read_day),
        (rf"{_W}{_M} {_D}{_Y}", _read_day),
        (rf"{_M}{_OF_Y}", _read_month),
        (r"(?:the year )?(?P<year>\d{4})", _read_year),
        (rf"{_LEAD}{_D}{_TO}(?:the )?{_D1} (?:of )?{_M}{_Y}", _read_days),
        (rf"(?P<lead>between )(?:the )?{_D} and (?:the )?{_D1} (?:of )?{_M}{_Y}", _read_days),
        (rf"{_LEAD}{_M} {_D}{_TO}(?:the )?{_D1}{_Y}", _read_days),
        (rf"(?P<lead>between ){_M} {_D} and {_D1}{_Y}", _read_days),
        (rf"{_LEAD}{_D} (?:of )?{_M}{_Y}{_TO}(?:the )?{_D1} (?:of )?{_M1}{_Y1}", _read_long),
        (rf"(?P<lead>between )(?:the )?{_D} (?:of )?{_M}{_Y} and (?:the )?{_D1} (?:of )?{_M1}{_Y1}", _read_long),
        (rf"{_LEAD}{_M} {_D}{_Y}{_TO}{_M1} {_D1}{_Y1}", _read_long),
        (rf"(?P<lead>between ){_M} {_D}{_Y} and {_M1} {_D1}{_Y1}", _read_long),
        (rf"{_LEAD}{_M}{_TO}{_M1}{_Y1}", _read_months),
        (rf"(?P<days>\d{{1,2}}(?:, \d{{1,2}})*,? (?P<join>and|or) \d{{1,2}}) (?:of )?{_M}{_Y}", _read_list),
        (rf"{_M} (?P<days>\d{{1,2}}(?:, \d{{1,2}})*,? (?P<join>and|or) \d{{1,2}}){_Y}", _read_list),
        (rf"{_PART}{_M}{_OF_Y}", _read_part),
        (r"(?P<part>early|mid|late)[ -](?P<year>\d{4})", _read_part_year),
        (rf"(?:the )?(?P<half>first|second|1st|2nd) half of {_M}{_OF_Y}", _read_half),
        (r"(?:the )?(?P<half>first|second|1st|2nd) half of (?P<year>\d{4})", _read_half_year),
        (r"(?P<half>h[12]) (?:of )?(?P<year>\d{4})", _read_half_year),
        (r"(?P<quarter>q[1-4]) (?:of )?(?P<year>\d{4})", _read_quarter),
        (r"(?:the )?(?P<quarter>first|second|third|fourth|last) quarter (?:of )?(?P<year>\d{4})", _read_quarter),
        (
            r"(?:the )?(?P<season>spring|summer|autumn|fall|winter) (?:of )?(?P<year>\d{4})(?:[-/](?P<upto>\d{2,4}))?",
            _read_season,
        ),
        (r"(?P<one>\d{1,2})(?P<sep>[./])(?P<two>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})", _read_numbers),
        (r"(?:the )?weekend (?:of |from )?(?P<of>.+)", _read_weekend),
        (r"(?:the )?week (?P<how>of|beginning|starting)(?: on)? (?P<of>.+)", _read_week),
    )
)
