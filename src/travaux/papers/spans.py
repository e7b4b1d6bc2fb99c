"""Spans: imprecise dates as prose says them. What has no plain words stays as EDTF writes it.

>>> [spoken(each) for each in ("2031-04-04", "2031-04-04T18:00:00", "2031-04", "2031-06-20~", "2031-03-16/2031-03-17")]
['4 April 2031', '4 April 2031, 18:00', 'April 2031', 'about 20 June 2031', '16 March 2031 to 17 March 2031']
>>> [spoken(each) for each in ("2031-07/..", "../2031-03-28", "[..2031-03-28]", "[2031-03-13..2031-03-19]", "2031-XX")]
['from July 2031 on', 'until 28 March 2031', 'by 28 March 2031', 'between 13 March 2031 and 19 March 2031', '2031-XX']
"""

from __future__ import annotations

from travaux.errors import Malformed
from travaux.papers.days import day as long_day
from travaux.record import dates
from travaux.record.dates import Date, Days, Interval, Span
from travaux.record.terms import Dated

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_HOW = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}


def told(dated: Dated | None) -> str:
    """Returns a date as it was given, with how it was read where that is not the same.

    >>> told(Dated(edtf="[..2031-03-28]", words="by Thursday")), told(Dated(edtf="2031-03-28", words="2031-03-28"))
    ('“by Thursday” (by 28 March 2031)', '28 March 2031')
    """
    if dated is None or not dated.edtf:
        return ""
    read = spoken(dated.edtf, dated.zone)
    same = not dated.words or dated.words in (dated.edtf, read)
    return read if same else f"“{dated.words}” ({read})"


def spoken(edtf: str, zone: str = "") -> str:
    """Returns a date in words; one that cannot be read, or has no words, as it is."""
    try:
        read = dates.parse(edtf)
    except Malformed:
        return edtf
    match read:
        case Date():
            return _date(read, zone) or edtf
        case Interval(start, end):
            return _interval(start, end) or edtf
        case Days(members, every=False) if len(members) == 1:
            return _one_of(members[0]) or edtf
    return edtf


def _date(date: Date, zone: str = "") -> str:
    """Returns a date in words, or nothing where a digit is not known or only a part of it is qualified."""
    signs = set(date.qualifiers[: 1 + bool(date.month) + bool(date.day)])
    if "X" in date.year + date.month + date.day or len(signs) > 1:
        return ""
    how = _HOW[signs.pop()]
    if date.day:
        at = f", {date.time[1:6]}{_zone(zone or date.time[9:])}" if date.time else ""
        return f"{how}{long_day(f'{date.year}-{date.month}-{date.day}')}{at}"
    if date.month:
        month = int(date.month)
        return f"{how}{_MONTHS[month - 1]} {date.year}" if month <= 12 else ""
    return f"{how}{date.year}"


def _zone(zone: str) -> str:
    return "" if not zone else " UTC" if zone == "Z" else f" UTC{zone}"


def _interval(start: Date | str, end: Date | str) -> str:
    first = _date(start) if isinstance(start, Date) else start
    last = _date(end) if isinstance(end, Date) else end
    if isinstance(start, Date) and isinstance(end, Date):
        return f"{first} to {last}" if first and last else ""
    if isinstance(start, Date):
        return first and (f"from {first} on" if end else f"from {first}, until when is not known")
    return last and (f"until {last}" if start else f"until {last}, since when is not known")


def _one_of(member: Date | Span) -> str:
    if isinstance(member, Date):
        return _date(member)
    first, last = (None if each is None else _date(each) for each in (member.first, member.last))
    if first and last:
        return f"between {first} and {last}"
    return f"by {last}" if last else f"{first} or later" if first else ""
