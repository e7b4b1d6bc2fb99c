"""Relative: words that mean nothing without a reference day: tomorrow, this week, on Friday, in the coming days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from travaux.record.phrases.fixed import bounds_of, one_of, third
from travaux.record.phrases.names import NUMBERS, WEEKDAY_NUMBERS, Found, Setting, number, unsure

_WEEKDAY = rf"(?P<weekday>{'|'.join(sorted(WEEKDAY_NUMBERS, key=len, reverse=True))})\.?"
_N = rf"(?P<n>\d{{1,4}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?P<unit>hour|day|week|month|year)s?'?"

Match = re.Match[str]

_DAYS = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1,
    "yesterday morning": -1, "yesterday evening": -1, "tomorrow": 1, "tomorrow morning": 1, "tomorrow evening": 1,
    "the day after tomorrow": 2, "day after tomorrow": 2, "the day before yesterday": -2, "day before yesterday": -2,
}  # fmt: skip


def read(text: str, setting: Setting, words: str) -> Found | None:
    """Returns the date in a text in lower case, None where it is of another kind; `Malformed` where not sure."""
    if text in _DAYS:
        return Found(str(setting.day(words) + timedelta(_DAYS[text])))
    for form, reader in _FORMS:
        found = form.fullmatch(text)
        if found:
            return reader(found, setting, words)
    return None


def _after(day: date, weekday: int, *, least: int = 1) -> date:
    """Returns the first such weekday at least so many days after a day."""
    start = day + timedelta(least)
    return start + timedelta((weekday - start.weekday()) % 7)


def _last_night(found: Match, setting: Setting, words: str) -> Found:
    day = setting.day(words)
    return one_of(day - timedelta(1), day)


def _on_weekday(found: Match, setting: Setting, words: str) -> Found:
    """Reads a weekday alone: by the tense, or the one before and the one after."""
    day, weekday = setting.day(words), WEEKDAY_NUMBERS[found["weekday"]]
    ahead, behind = _after(day, weekday), _after(day, weekday, least=-7)
    same = (day,) if day.weekday() == weekday else ()
    tense = setting.tense or setting.lean
    if tense == "future":
        return _choice((*same, ahead), "coming/1")
    if tense == "past":
        return _choice((behind, *same), "past/1")
    return _choice((behind, *same, ahead), "either-weekday/1")


def _choice(days: tuple[date, ...], by: str) -> Found:
    one = dict.fromkeys(map(str, days))
    return Found(f"[{','.join(one)}]" if len(one) > 1 else str(days[0]), (by,), len(one) == 1)


def _which_weekday(found: Match, setting: Setting, words: str) -> Found:
    """Reads next, last, this and coming weekdays."""
    day, weekday = setting.day(words), WEEKDAY_NUMBERS[found["weekday"]]
    monday = day - timedelta(day.weekday())
    match found["which"]:
        case "this":
            return Found(str(monday + timedelta(weekday)), ("weeks-from-monday/1",))
        case "next":
            return _choice((_after(day, weekday), monday + timedelta(7 + weekday)), "this-or-next/1")
        case "last":
            latest = _after(day, weekday, least=-7)
            return _choice((monday + timedelta(weekday - 7), latest), "this-or-next/1")
        case "coming" | "this coming":
            return Found(str(_after(day, weekday)), ("coming/1",))
    return Found(str(_after(day, weekday, least=-7)), ("past/1",))


def _week(found: Match, setting: Setting, words: str) -> Found:
    day = setting.day(words)
    monday = day - timedelta(day.weekday() - 7 * _STEPS[found["which"]])
    first, last = monday, monday + timedelta(6)
    if found["what"].startswith("weekend"):
        return Found(f"{monday + timedelta(5)}/{last}", ("weeks-from-monday/1",))
    first, last = _narrowed(found["part"], first, last, day, words)
    return one_of(first, last, "weeks-from-monday/1", definite=True)


_STEPS = {"last": -1, "past": -1, "this": 0, "next": 1}


def _narrowed(part: str | None, first: date, last: date, day: date, words: str) -> tuple[date, date]:
    """Returns what of a stretch around a day is earlier or later than that day."""
    match part:
        case "earlier ":
            last = day - timedelta(1)
        case "later ":
            first = day + timedelta(1)
    if first > last:
        raise unsure(words, f"names no day, said on {day}", "Look at the source again")
    return first, last


def _month(found: Match, setting: Setting, words: str) -> Found:
    day = setting.day(words)
    year, month = divmod(day.year * 12 + day.month - 1 + _STEPS[found["which"]], 12)
    first, last = bounds_of(year, month + 1)
    match found["part"]:
        case None:
            return Found(f"{year:04}-{month + 1:02}")
        case "earlier " | "later " if found["which"] == "this":
            first, last = _narrowed(found["part"], first, last, day, words)
            return one_of(first, last, definite=True)
        case "earlier " | "later ":
            raise unsure(words, "names no stretch of days", "Say early or late")
    return third(found["part"].strip(), year, month + 1)


def _year(found: Match, setting: Setting, words: str) -> Found:
    year = setting.day(words).year + _STEPS[found["which"]]
    part = found["part"]
    return third(part.strip(), year, 0) if part else Found(f"{year:04}")


def _coming(found: Match, setting: Setting, words: str) -> Found:
    day = setting.day(words)
    return one_of(day + timedelta(1), day + timedelta(_MANY[found["unit"]]), "coming-days/1")


def _recent(found: Match, setting: Setting, words: str) -> Found:
    day = setting.day(words)
    return one_of(day - timedelta(_MANY[found["unit"]] - 1), day, "recent-days/1")


_MANY = {"days": 7, "weeks": 28}


def _counted(found: Match, setting: Setting, words: str) -> Found:
    """Reads "in three days" and "two weeks ago": days are exact, longer units approximate."""
    day, count = setting.day(words), _count(found, words)
    count = -count if found.groupdict().get("ago") else count
    match found["unit"]:
        case "day":
            return Found(str(day + timedelta(count)), ("counted/1",))
        case "week":
            return Found(f"{day + timedelta(7 * count)}~", ("counted/1",))
        case "month":
            year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
            return Found(f"{year:04}-{month + 1:02}~", ("counted/1",))
        case "year":
            return Found(f"{day.year + count:04}~", ("counted/1",))
    raise unsure(words, "counts hours from a moment that is not known", "Say the day and the time")


def _within(found: Match, setting: Setting, words: str) -> Found:
    """Reads "within 72 hours": from the reference day to the last that the count can reach."""
    day, count, back = setting.day(words), _count(found, words), bool(found.groupdict().get("back"))
    days = {"hour": -(-count // 24), "day": count, "week": 7 * count}.get(found["unit"])
    if days is None:
        raise unsure(words, "counts in months or years, which differ in length", "Say the last day")
    first, last = (day - timedelta(days), day) if back else (day, day + timedelta(days))
    return one_of(first, last, "counted/1", definite=True)


def _count(found: Match, words: str) -> int:
    count = number(found["n"])
    if not count:
        raise unsure(words, "counts nothing", "Look at the source again")
    return count


_Reader = Callable[[Match, Setting, str], Found]

_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(form), reader)
    for form, reader in (
        (r"last night|overnight", _last_night),
        (_WEEKDAY, _on_weekday),
        (rf"(?:the )?(?P<which>next|last|this|coming|this coming|past|this past) {_WEEKDAY}", _which_weekday),
        (r"(?P<part>earlier |later )?(?P<which>this|last|past|next) (?P<what>week|weekend)", _week),
        (r"(?P<part>earlier |later |early |mid[ -]|late )?(?P<which>this|last|next) month", _month),
        (r"(?P<part>early |mid[ -]|late )?(?P<which>this|last|next) year", _year),
        (r"(?:the )?(?:coming|next few|next couple of|following) (?P<unit>days|weeks)", _coming),
        (r"(?:the )?(?P<unit>days|weeks) (?:ahead|to come)", _coming),
        (r"(?:the )?(?:recent|past|past few|last few|last couple of) (?P<unit>days|weeks)", _recent),
        (rf"{_N} {_UNIT}(?: from now| from today|' time)", _counted),
        (rf"in {_N} {_UNIT}(?: time| from now)?", _counted),
        (rf"{_N} {_UNIT} (?P<ago>ago|earlier)", _counted),
        (rf"(?:within|inside) (?:the (?:next|coming) )?{_N} {_UNIT}", _within),
        (rf"(?:in |over |during )?the (?:next|coming|following) {_N} {_UNIT}", _within),
        (rf"(?:in |within |over |during )?the (?P<back>last|past) {_N} {_UNIT}", _within),
    )
)
