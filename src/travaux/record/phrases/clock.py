"""Clock: a time of day in words, with its zone stated or not known. A zone is an offset from UTC, never a place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from travaux.record.phrases.names import unsure

_LEAD = r"(?:\bat\s+|,\s*)?"
_TIMES = (
    re.compile(_LEAD + r"(?<![+-])\b(\d{1,2})[:h](\d{2})(?::(\d{2}))?\s*([ap])?\.?(?:m\b\.?)?(?:\s*(?:hours|hrs)\b)?"),
    re.compile(_LEAD + r"\b(\d{1,2})(?:\.(\d{2}))?()\s*([ap])\.?m\b\.?"),
    re.compile(_LEAD + r"\b(\d{1,2})()()h()\b"),
    re.compile(_LEAD + r"\b(noon|midday|midnight)\b()()()"),
)
_OFFSET = re.compile(r"[\s,]*\(?(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?(?!\d)\)?")
_NAME = re.compile(r"[\s,]*\(?\b(utc|gmt|z|[a-z]{1,3}t|west|cest|eest|msk)\b\)?")
_PLACE = re.compile(r"[\s,]*\(?\b([a-z][a-z ]*?) time\b\)?")

ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "cet": 60, "eet": 120, "msk": 180, "jst": 540, "est": -300, "edt": -240,
    "pst": -480, "pdt": -420, "west": 60, "cest": 120, "eest": 180,
}  # fmt: skip
"""Names of zones that mean one offset, in minutes."""

TWOFOLD = {
    "bst": "British Summer Time or Bangladesh time",
    "ist": "Indian, Irish or Israel time",
    "cst": "North American Central or China time",
    "ast": "Atlantic or Arabia time",
    "et": "standard or daylight time",
    "ct": "standard or daylight time",
    "pt": "standard or daylight time",
}
"""Names of zones that mean several."""

_WINTER, _SUMMER = {"wet", "cet", "eet", "est", "pst"}, {"west", "cest", "eest", "edt", "pdt"}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as EDTF writes it (`17:00:00`); its zone as an offset, empty where unknown, and the zone's name."""

    time: str
    zone: str = ""
    name: str = ""


def cut(text: str, words: str) -> tuple[str, Clock | None]:
    """Takes a time of day out of a text in lower case; returns what is left, and the time, if there is one.

    Raises `Malformed` for a time or a zone that is not sure.
    """
    for form in _TIMES:
        found = form.search(text)
        if found:
            time = _time(*found.groups(default=""), words=words)
            zone, name, end = _zone(text, found.end(), words)
            before, after = text[: found.start()].strip(" ,"), text[end:].strip(" ,").removeprefix("on ")
            return f"{before} {after}".strip(), Clock(time, zone, name)
    return text, None


def check(clock: Clock, month: int, words: str) -> None:
    """Refuses a zone that is not in force in that month: people write CET all the year round, and mean the clock."""
    if (clock.name in _WINTER and 4 <= month <= 9) or (clock.name in _SUMMER and month in (12, 1, 2)):
        raise unsure(words, f"says {clock.name.upper()}, which is not in force at that time of the year", _ADVICE)


_ADVICE = "Give the offset from UTC, such as UTC+2"


def _time(hour: str, minute: str, second: str, half: str, *, words: str) -> str:
    if hour == "midnight":
        raise unsure(words, "may mean the beginning of the day or its end", "Write 00:00 of the day, or 23:59")
    if hour in ("noon", "midday"):
        return "12:00:00"
    hours, minutes, seconds = int(hour), int(minute or 0), int(second or 0)
    if half:
        if not 1 <= hours <= 12:
            raise unsure(words, "has no such hour", "Write 5 p.m. or 17:00")
        hours = hours % 12 + (12 if half == "p" else 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        raise unsure(words, "has no such time of day", "Write 17:00")
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _zone(text: str, start: int, words: str) -> tuple[str, str, int]:
    if found := _OFFSET.match(text, start):
        sign, hours, minutes = found.groups(default="00")
        if int(hours) > 14 or int(minutes) > 59:
            raise unsure(words, "has no such zone", _ADVICE)
        return _offset((int(hours) * 60 + int(minutes)) * (-1 if sign == "-" else 1)), "", found.end()
    if found := _PLACE.match(text, start):
        if found[1] != "local":
            raise unsure(words, f"gives the time of a place, “{found[1]}”", _ADVICE)
        return "", "", found.end()
    if found := _NAME.match(text, start):
        name = found[1]
        if name in TWOFOLD:
            raise unsure(words, f"says {name.upper()}, which may be {TWOFOLD[name]}", _ADVICE)
        if name in ZONES:
            return _offset(ZONES[name]), name, found.end()
    return "", "", start


def _offset(minutes: int) -> str:
    if not minutes:
        return "Z"
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
