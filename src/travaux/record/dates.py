"""Dates as imprecise as they are: a subset of EDTF (ISO 8601-2), and its bounds.

    2025-11-27   2025-11   2025                    a day, a month, a year
    2025-11-27T17:00:00+02:00                      a moment; `Z`, an offset, or no zone where it is unknown
    2025-23   2025-36   2025-40                    a season (21-32), a quarter (33-36), a third or half (37-41)
    202X   2025-XX   2025-11-2X   XXXX-11-27       digits that are not known
    2025-11-23~   2025?   2025-11%                 approximate, uncertain, both: the whole date
    2025-11~-23   2025-11-~23                      as far as the sign from the left; the one part after the sign
    2025-11-23/2025-11-27                          from, to
    2025-11-23/..   ../2025-11-27                  an end that is open: there is none yet
    2025-11-23/   /2025-11-27                      an end that is not known
    [2025-11-21..2025-11-30]   [2025-11-21,2025-11-28]   [..2025-11-26]      one of these days
    {2025-11-22,2025-11-23}                        all of these days

A moment in an interval or a set is not EDTF. Years are 0001 to 9999: so days compare as text. Seasons 21 to 24 say
nothing of the hemisphere and are read as the northern ones (25 to 28), by whole months; winter is December to February.

`bounds` never widens a date that is approximate or uncertain: how far it may be off is nobody's to say but a person's,
who names it. Which of two came first is `chronology`'s matter; words are read in `phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal, assert_never

from travaux.errors import Malformed

Qualifier = Literal["", "?", "~", "%"]
"""Nothing, uncertain, approximate, both."""

Bounds = tuple[str | None, str | None]
"""The first and the last day (ISO 8601) that a date may be; None where an end is open or not known."""

_SIGN, _PAIR = "([?~%]?)", "([0-9X]{2})"
_DATE = re.compile(
    rf"{_SIGN}([0-9X]{{4}}){_SIGN}(?:-{_SIGN}{_PAIR}{_SIGN}(?:-{_SIGN}{_PAIR}{_SIGN})?)?"
    r"(T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](Z|[+-](?:0[0-9]|1[0-3])(?::[0-5][0-9])?|[+-]14(?::00)?)?)?"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

SEASONS = {
    **{code: (3 * (code - 21) + 3, 3) for code in range(21, 25)},
    **{code: (3 * (code - 25) + 3, 3) for code in range(25, 29)},
    **{code: ((3 * (code - 29) + 8) % 12 + 1, 3) for code in range(29, 33)},
    **{code: (3 * (code - 33) + 1, 3) for code in range(33, 37)},
    **{code: (4 * (code - 37) + 1, 4) for code in range(37, 40)},
    **{code: (6 * (code - 40) + 1, 6) for code in range(40, 42)},
}
"""The first month and the number of months of each part of a year: 21 spring … 24 winter, 33 first quarter …"""


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a moment: digits as written, X where one is not known, and a qualifier for each part.

    `time` is empty or "T17:00:00" with its zone, if it has one.
    """

    year: str
    month: str = ""
    day: str = ""
    qualifiers: tuple[Qualifier, Qualifier, Qualifier] = ("", "", "")
    time: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """From a date to a date. An end is a date, ".." where it is open, or "" where it is not known."""

    start: Date | str
    end: Date | str


@dataclass(frozen=True, slots=True)
class Span:
    """All dates from `first` to `last` inside a set; None where that side is open."""

    first: Date | None
    last: Date | None


@dataclass(frozen=True, slots=True)
class Days:
    """A set: one of its members, or with `every` all of them."""

    members: tuple[Date | Span, ...]
    every: bool = False


Edtf = Date | Interval | Days


def bounds(edtf: str) -> Bounds:
    """Returns the first and the last day that a date may be; an empty text is no date, and both are None.

    >>> bounds("2025-11")
    ('2025-11-01', '2025-11-30')
    >>> bounds("[..2025-11-26]")
    (None, '2025-11-26')

    Raises `Malformed` for what is not in the subset.
    """
    return _bounds(edtf) if edtf else (None, None)


@lru_cache(maxsize=4096)
def _bounds(edtf: str) -> Bounds:
    return _span(parse(edtf))


def qualifier(edtf: str) -> Qualifier:
    """Returns what is said of any part of a date: uncertain, approximate, both or neither."""
    return _qualifier(edtf) if edtf else ""


@lru_cache(maxsize=4096)
def _qualifier(edtf: str) -> Qualifier:
    found: Qualifier = ""
    for each in _dates(parse(edtf)):
        for sign in each.qualifiers:
            found = _both(found, sign)
    return found


def parse(edtf: str) -> Edtf:
    """Returns the date in a text; `Malformed` where it is not in the subset, or no such day exists."""
    return _parse(edtf)


@lru_cache(maxsize=4096)
def _parse(edtf: str) -> Edtf:
    if edtf[:1] in ("[", "{"):
        return _parse_set(edtf)
    if "/" in edtf:
        return _parse_interval(edtf)
    return _parse_date(edtf)


def to_text(thing: Edtf) -> str:
    """Returns the text of a date, in its one normal form."""
    match thing:
        case Date():
            return _date_text(thing)
        case Interval(start, end):
            return f"{_end_text(start)}/{_end_text(end)}"
        case Days(members, every):
            inside = ",".join(_member_text(each) for each in members)
            return f"{{{inside}}}" if every else f"[{inside}]"
        case _:
            assert_never(thing)


def _dates(thing: Edtf) -> Iterator[Date]:
    match thing:
        case Date():
            yield thing
        case Interval(start, end):
            yield from (each for each in (start, end) if isinstance(each, Date))
        case Days(members):
            for member in members:
                ends = (member,) if isinstance(member, Date) else (member.first, member.last)
                yield from (each for each in ends if each is not None)
        case _:
            assert_never(thing)


def _parse_date(text: str) -> Date:
    found = _DATE.fullmatch(text)
    if found is None:
        raise Malformed(
            f"{text!r} is not a date", where=text, advice="Write it as 2025-11-27, 2025-11 or 2025-11-23/.."
        )
    before_year, year, after_year, before_month, month, after_month, before_day, day, after_day, time, _ = found.groups(
        ""
    )
    if not _exists(year, month, day):
        raise Malformed(f"there is no {text}", where=text)
    if time and (not day or "X" in year + month + day):
        raise Malformed("a time of day needs a whole day", where=text)
    if before_year or after_year or before_month or after_month or before_day or after_day:
        last = after_day
        middle = _both(after_month, after_day)
        first = _both(after_year, middle)
        signs = _both(before_year, first), _both(before_month, middle), _both(before_day, last)
        if time:
            raise Malformed("a moment has no qualifier", where=text)
        return Date(year, month, day, signs)
    return Date(year, month, day, time=time)


def _both(one: str, other: str) -> Qualifier:
    if not one or one == other:
        return other  # type: ignore[return-value]
    return one if not other else "%"  # type: ignore[return-value]


def _parse_interval(text: str) -> Interval:
    ends = text.split("/")
    if len(ends) != 2:
        raise Malformed(f"{text!r} has more than two ends", where=text)
    start, end = (each if each in ("", "..") else _whole(each) for each in ends)
    if isinstance(start, str) and isinstance(end, str):
        raise Malformed("an interval needs one end that is known", where=text)
    _check_order(start, end, text)
    return Interval(start, end)


def _parse_set(text: str) -> Days:
    every = text[0] == "{"
    if text[-1] != ("}" if every else "]") or len(text) < 3:
        raise Malformed(f"{text!r} is not a set", where=text)
    members = tuple(_parse_member(each, text) for each in text[1:-1].split(","))
    opens = [isinstance(each, Span) and each.first is None for each in members]
    closes = [isinstance(each, Span) and each.last is None for each in members]
    if any(opens[1:]) or any(closes[:-1]):
        raise Malformed("only the first and the last of a set may be open", where=text)
    return Days(members, every)


def _parse_member(text: str, whole: str) -> Date | Span:
    if ".." not in text:
        return _whole(text)
    first, _, last = text.partition("..")
    if not first and not last:
        raise Malformed("a range needs one end that is known", where=whole)
    span = Span(_whole(first) if first else None, _whole(last) if last else None)
    _check_order(span.first, span.last, whole)
    return span


def _whole(text: str) -> Date:
    found = _parse_date(text)
    if found.time:
        raise Malformed("a moment has no place in an interval or a set", where=text)
    return found


def _check_order(start: Date | str | None, end: Date | str | None, text: str) -> None:
    if isinstance(start, Date) and isinstance(end, Date):
        first, last = _date_span(start)[0], _date_span(end)[1]
        if first is not None and last is not None and first > last:
            raise Malformed("it ends before it begins", where=text)


def _date_text(thing: Date) -> str:
    parts = [part for part in (thing.year, thing.month, thing.day) if part]
    signs = thing.qualifiers
    if any(signs):
        # A sign after a part reaches back to the year; what it does not cover has its own sign in front.
        reach = 0
        while signs[0] and reach < len(parts) and signs[reach] == signs[0]:
            reach += 1
        parts = [part if place < reach else signs[place] + part for place, part in enumerate(parts)]
        if reach:
            parts[reach - 1] += signs[0]
    return "-".join(parts) + thing.time


def _end_text(end: Date | str) -> str:
    return end if isinstance(end, str) else _date_text(end)


def _member_text(member: Date | Span) -> str:
    if isinstance(member, Date):
        return _date_text(member)
    return "..".join("" if each is None else _date_text(each) for each in (member.first, member.last))


def _span(thing: Edtf) -> Bounds:
    match thing:
        case Date():
            return _date_span(thing)
        case Interval(start, end):
            return _member_span(start)[0], _member_span(end)[1]
        case Days(members):
            spans = [_member_span(each) for each in members]
            firsts, lasts = [first for first, _ in spans], [last for _, last in spans]
            return (
                None if None in firsts else min(each for each in firsts if each),
                None if None in lasts else max(each for each in lasts if each),
            )
        case _:
            assert_never(thing)


def _member_span(member: Date | Span | str) -> Bounds:
    match member:
        case Date():
            return _date_span(member)
        case Span(first, last):
            return _date_span(first)[0] if first else None, _date_span(last)[1] if last else None
    return None, None


def _date_span(thing: Date) -> Bounds:
    if thing.day and "X" not in thing.year + thing.month + thing.day:
        day = f"{thing.year}-{thing.month}-{thing.day}"
        return day, day
    if thing.year == "XXXX":
        return None, None
    if thing.month.isdigit() and int(thing.month) > 12:
        return _season_span(thing.year, int(thing.month))
    last = next(_candidates(thing.year, thing.month, thing.day, backwards=True))
    return next(_candidates(thing.year, thing.month, thing.day)), last


def _season_span(year: str, code: int) -> Bounds:
    month, length = SEASONS[code]
    first, last = year.replace("X", "0"), int(year.replace("X", "9"))
    end = month + length - 1
    last, end = (last + 1, end - 12) if end > 12 else (last, end)
    if last > 9999:
        return f"{max(first, '0001')}-{month:02}-01", None
    return f"{max(first, '0001')}-{month:02}-01", f"{last:04}-{end:02}-{_length(last, end):02}"


def _candidates(year: str, month: str, day: str, *, backwards: bool = False) -> Iterator[str]:
    """Yields the days that fit digits of which some are not known, in order."""
    step = -1 if backwards else 1
    years = ["".join(each) for each in product(*(("0123456789" if d == "X" else d)[::step] for d in year))]
    for y in years:
        for m in [f"{n:02}" for n in range(1, 13)][::step]:
            if y != "0000" and _fits(month, m):
                days = [f"{n:02}" for n in range(1, _length(int(y), int(m)) + 1)][::step]
                yield from (f"{y}-{m}-{d}" for d in days if _fits(day, d))


def _fits(pattern: str, digits: str) -> bool:
    return not pattern or all(p in ("X", d) for p, d in zip(pattern, digits, strict=True))


def _length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@lru_cache(maxsize=4096)
def _exists(year: str, month: str, day: str) -> bool:
    # A leap year has every day: what it lacks no year has, and ten thousand need not be looked through.
    if day and next(_candidates("2000", month, day), None) is None:
        return False
    if year == "0000":
        return False
    if not day and month.isdigit() and int(month) > 12:
        return int(month) in SEASONS
    return next(_candidates(year, month, day), None) is not None
