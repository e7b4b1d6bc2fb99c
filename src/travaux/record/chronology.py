"""Chronology: what can be said of which came first, of dates as imprecise as they are: yes, no, or possible.

- Two days in the same zone, or both in a zone not stated, compare as days of one calendar.
- As soon as a time of day or two different zones are in play, moments compare. A zone that is not stated, beside one
  that is, may be any from UTC-12 to UTC+14, and the answer is sure only if it holds for all of them.
- An end that is open or not known may be anywhere.
- Of a date that is approximate or uncertain nothing is sure, unless somebody says by how many days at most it is off:
  the `slack`, an assumption to be printed with the answer.

An interval is a stretch of time: it begins at its first moment and ends at its last. A set is one of its days (or all
of them, in braces). A month or a year is some day in it, but a deadline "in November" ends with November.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from travaux.errors import Malformed
from travaux.record import dates
from travaux.record.dates import Bounds, Date, Days, Interval
from travaux.record.terms import Dated

Answer = Literal["yes", "no", "possible"]
"""What can be said: it was so, it was not so, it may have been so."""

_DAY = 86_400
_EASTMOST, _WESTMOST = 14 * 3600, 12 * 3600
_ZONE = re.compile(r"([+-])([01][0-9])(?::([0-5][0-9]))?")


def before(one: Dated | str, other: Dated | str, *, slack: int | None = None) -> Answer:
    """Says whether one had ended before the other began.

    >>> before("2025-11-26", "2025-11-27"), before("2025-11", "2025-11-27"), before("2025-11-27", "2025-11-27")
    ('yes', 'possible', 'no')
    """
    if days := _whole_days(one, other):
        return "yes" if days[0] < days[1] else "no"
    first, second = _pair(one, _ended, other, _began, slack)
    if _holds(first.latest, second.earliest, strictly=True):
        return "yes"
    return "no" if _holds(second.latest, first.earliest) else "possible"


def by(done: Dated | str, limit: Dated | str, *, slack: int | None = None) -> Answer:
    """Says whether what was done had ended by a deadline; a day that is a deadline counts to its end.

    >>> by("2025-11-27", "2025-11-27"), by("2025-11-28", "../2025-11-27"), by("2025-11-25", "[2025-11-21..2025-11-30]")
    ('yes', 'no', 'possible')
    """
    if days := _whole_days(done, limit):
        return "yes" if days[0] <= days[1] else "no"
    first, second = _pair(done, _ended, limit, _limit, slack)
    if _holds(first.latest, second.due):
        return "yes"
    return "no" if _holds(second.latest, first.earliest, strictly=True) else "possible"


def within(
    when: Dated | str, since: Dated | str | None, until: Dated | str | None, *, slack: int | None = None
) -> Answer:
    """Says whether a date lies in the time from `since` to `until`, both included; None is no limit on that side."""
    early = before(when, since, slack=slack) if since else "no"
    over = by(when, until, slack=slack) if until else "yes"
    if early == "yes" or over == "no":
        return "no"
    return "yes" if early == "no" and over == "yes" else "possible"


def lasts(start: Dated | str, end: Dated | str, hours: int) -> Answer:
    """Says whether at least so many hours lie between the moment at which something opens and the one when it closes.

    A day opens at its end at the latest, and closes with its end.

    >>> lasts("2025-11-24", "2025-11-27", 72), lasts("2025-11-24T10:00:00Z", "2025-11-26T10:00:00Z", 72)
    ('yes', 'no')
    """
    first, second = _seconds_of(start, dates.bounds, end, _limit)
    # A day ends one second after the last that is counted in it.
    late, over = (0 if "T" in each.edtf else 1 for each in _both(start, end))
    least, most = _gap(second.due, first.latest), _gap(second.latest, first.earliest)
    if least is not None and least + over - late >= hours * 3600:
        return "yes"
    return "no" if most is not None and most + over < hours * 3600 else "possible"


def _gap(later: int | None, earlier: int | None) -> int | None:
    return None if later is None or earlier is None else later - earlier


@dataclass(frozen=True, slots=True)
class _Moment:
    """A moment as far as it is known, in days or in seconds: where it may lie at the earliest and the latest.

    `due` is the end of the earliest unit: what was done by then was done by a deadline wherever in here that lies.
    """

    earliest: int | None
    latest: int | None
    due: int | None


def _holds(one: int | None, other: int | None, *, strictly: bool = False) -> bool:
    if one is None or other is None:
        return False
    return one < other if strictly else one <= other


def _whole_days(one: Dated | str, other: Dated | str) -> tuple[str, str] | None:
    """Returns two days of one calendar, the common case; None for anything else."""
    first, second = _both(one, other)
    if first.zone or second.zone or len(first.edtf) != 10 or len(second.edtf) != 10:
        return None
    whole = all(dates.bounds(each.edtf) == (each.edtf, each.edtf) for each in (first, second))
    return (first.edtf, second.edtf) if whole else None


def _pair(
    one: Dated | str,
    end: Callable[[str], Bounds],
    other: Dated | str,
    other_end: Callable[[str], Bounds],
    slack: int | None,
) -> tuple[_Moment, _Moment]:
    """Returns an end of each of two dates in one unit: days of one calendar, or seconds of UTC."""
    first, second = _both(one, other)
    if "T" in first.edtf or "T" in second.edtf or _zone(first) != _zone(second):
        return _seconds_of(first, end, second, other_end, slack)
    return _days(first.edtf, end(first.edtf), slack), _days(second.edtf, other_end(second.edtf), slack)


def _both(one: Dated | str, other: Dated | str) -> tuple[Dated, Dated]:
    first, second = (Dated(edtf=each) if isinstance(each, str) else each for each in (one, other))
    return first, second


def _seconds_of(
    one: Dated | str,
    end: Callable[[str], Bounds],
    other: Dated | str,
    other_end: Callable[[str], Bounds],
    slack: int | None = None,
) -> tuple[_Moment, _Moment]:
    first, second = _both(one, other)
    zones = _zone(first), _zone(second)
    made = _days(first.edtf, end(first.edtf), slack), _days(second.edtf, other_end(second.edtf), slack)
    alone = zones == (None, None)
    return _seconds(first.edtf, made[0], zones[0], alone), _seconds(second.edtf, made[1], zones[1], alone)


def _days(edtf: str, found: Bounds, slack: int | None) -> _Moment:
    first, last = (None if day is None else date.fromisoformat(day).toordinal() for day in found)
    if dates.qualifier(edtf):
        if slack is None:
            return _Moment(None, None, None)
        first = None if first is None else first - slack
        last = None if last is None else last + slack
    return _Moment(first, last, first)


def _seconds(edtf: str, days: _Moment, zone: int | None, alone: bool) -> _Moment:
    time = _time(edtf)
    start, end = (0, _DAY - 1) if time is None else (time, time)
    # A clock that is ahead of UTC shows a time that UTC has later: the offset is taken away.
    back, on = (-zone, -zone) if zone is not None else (0, 0) if alone else (-_EASTMOST, _WESTMOST)
    first = None if days.earliest is None else days.earliest * _DAY + back
    last = None if days.latest is None else days.latest * _DAY + on
    return _Moment(
        None if first is None else first + start,
        None if last is None else last + end,
        None if first is None else first + end,
    )


def _time(edtf: str) -> int | None:
    if "T" not in edtf:
        return None
    clock = edtf.partition("T")[2]
    return int(clock[:2]) * 3600 + int(clock[3:5]) * 60 + int(clock[6:8])


def _zone(thing: Dated) -> int | None:
    """Returns the offset from UTC in seconds, or None where no zone is stated."""
    inside = thing.edtf.partition("T")[2][8:]
    found = {_offset(text) for text in (inside, thing.zone) if text}
    if len(found) > 1:
        raise Malformed(f"the date says {inside} and the zone {thing.zone}", where="zone")
    return found.pop() if found else None


def _offset(text: str) -> int:
    if text == "Z":
        return 0
    found = _ZONE.fullmatch(text)
    if found is None:
        raise Malformed(f"{text!r} is not a UTC offset", where="zone", advice="Write it as Z or +02:00")
    sign, hours, minutes = found.groups(default="0")
    return (-1 if sign == "-" else 1) * (int(hours) * 3600 + int(minutes) * 60)


def _began(edtf: str) -> Bounds:
    match dates.parse(edtf) if edtf else None:
        case Interval(start, _):
            return _end_bounds(start)
        case Days(members, every=True):
            return _edge(edtf, 0) if members else (None, None)
    return dates.bounds(edtf)


def _ended(edtf: str) -> Bounds:
    match dates.parse(edtf) if edtf else None:
        case Interval(_, end):
            return _end_bounds(end)
        case Days(every=True):
            return _edge(edtf, 1)
    return dates.bounds(edtf)


def _limit(edtf: str) -> Bounds:
    """Returns when a deadline may lie: a month ends with its last day, "before the 27th" with the 26th."""
    match dates.parse(edtf) if edtf else None:
        case Interval(_, Date() as end):
            return _limit(dates.to_text(end))
        case Interval():
            return None, None
        case Date(year, month, day) if "X" not in year + month + day:
            return _edge(edtf, 1)
        case Days(every=False):
            first, last = dates.bounds(edtf)
            return last if first is None else first, last
        case Days():
            return _edge(edtf, 1)
    return dates.bounds(edtf)


def _edge(edtf: str, side: int) -> Bounds:
    day = dates.bounds(edtf)[side]
    return day, day


def _end_bounds(end: Date | str) -> Bounds:
    return dates.bounds(dates.to_text(end)) if isinstance(end, Date) else (None, None)
