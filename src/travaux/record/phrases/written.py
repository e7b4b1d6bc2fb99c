"""Written: a date in words, such that they read back as the same date; what no words say stays EDTF."""

from __future__ import annotations

from datetime import date

from travaux.record.dates import Date, Days, Edtf, Interval, Span, bounds, parse, to_text
from travaux.record.phrases.names import MONTHS

_PARTS = {
    21: "spring", 22: "summer", 23: "autumn", 33: "the first quarter of", 34: "the second quarter of",
    35: "the third quarter of", 36: "the fourth quarter of", 40: "the first half of", 41: "the second half of",
}  # fmt: skip


def write(edtf: str) -> str:
    """Returns a date in words; `Malformed` where it is none.

    >>> write("2025-11-23/2025-11-27"), write("[..2025-11-27]"), write("[2025-11-21..2025-11-30]")
    ('23-27 November 2025', 'by 27 November 2025', 'late November 2025')
    """
    return _write(parse(edtf)) or edtf


def _write(thing: Edtf) -> str:
    match thing:
        case Date():
            return _date(thing)
        case Interval(Date() as start, Date() as end):
            return _stretch(start, end)
        case Interval(Date() as start, ".."):
            return _after("from", start)
        case Interval("..", Date() as end):
            return _after("until", end)
        case Days((Span(None, Date() as last),), every=False):
            return _after("by", last)
        case Days((Span(Date() as first, None),), every=False):
            return _after("not before", first)
        case Days((Span(Date() as first, Date() as last),), every=False):
            return _choice(first, last)
        case Days(members, every):
            return _list(members, "and" if every else "or")
    return ""


def _plain(thing: Date) -> bool:
    return not any(thing.qualifiers) and not thing.time and "X" not in thing.year + thing.month + thing.day


def _date(thing: Date) -> str:
    bare = Date(thing.year, thing.month, thing.day)
    if not _plain(bare):
        return ""
    if thing.time:
        return _moment(thing)
    leads = {"": "", "~": "about ", "?": "possibly "}
    signs = {sign for sign, part in zip(thing.qualifiers, (thing.year, thing.month, thing.day), strict=True) if part}
    words = _named(bare)
    sign = signs.pop() if len(signs) == 1 else None
    return leads[sign] + words if words and sign is not None and sign in leads else ""


def _named(thing: Date) -> str:
    if not thing.month:
        return thing.year
    month = int(thing.month)
    if month > 12:
        return f"{_PARTS[month]} {thing.year}" if month in _PARTS else ""
    named = f"{MONTHS[month - 1].capitalize()} {thing.year}"
    return f"{int(thing.day)} {named}" if thing.day else named


def _moment(thing: Date) -> str:
    clock, zone = thing.time[1:9], thing.time[9:]
    short = clock.removesuffix(":00")
    # Without minutes an offset reads the same and is not what the record says.
    if zone and zone != "Z" and len(zone) != 6:
        return ""
    named = {"": "", "Z": " UTC"}.get(zone, f" UTC{zone}")
    return (
        "" if zone in ("+00:00", "-00:00") else f"{_named(Date(thing.year, thing.month, thing.day))} at {short}{named}"
    )


def _after(lead: str, thing: Date) -> str:
    words = _named(thing) if _plain(thing) else ""
    return f"{lead} {words}" if words else ""


def _stretch(start: Date, end: Date) -> str:
    if not (_plain(start) and _plain(end) and start.day and end.day):
        return ""
    if (start.year, start.month) == (end.year, end.month):
        return f"{int(start.day)}-{_named(end)}" if start.day < end.day else ""
    return f"{_named(start)} to {_named(end)}"


def _choice(first: Date, last: Date) -> str:
    if not (_plain(first) and _plain(last) and first.day and last.day):
        return ""
    if (first.year, first.month) == (last.year, last.month):
        month = f"{MONTHS[int(last.month) - 1].capitalize()} {last.year}"
        end = bounds(f"{last.year}-{last.month}")[1]
        parts = {("01", "10"): "early", ("11", "20"): "mid", ("21", (end or "")[-2:]): "late"}
        part = parts.get((first.day, last.day))
        if part:
            return f"{part}-{month}" if part == "mid" else f"{part} {month}"
        if first.day < last.day:
            return f"between {int(first.day)} and {_named(last)}"
    return f"between {_named(first)} and {_named(last)}" if _day(first) < _day(last) else ""


def _day(thing: Date) -> date:
    return date.fromisoformat(to_text(thing))


def _list(members: tuple[Date | Span, ...], join: str) -> str:
    days = [each for each in members if isinstance(each, Date) and _plain(each) and each.day]
    months = {(each.year, each.month) for each in days}
    if len(days) != len(members) or len(days) < 2 or len(months) != 1:
        return ""
    *most, last = days
    return f"{', '.join(str(int(each.day)) for each in most)} {join} {_named(last)}"
