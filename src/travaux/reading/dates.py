"""Dates: phrases in prose that name days, each with its characters. What day they give, `record.phrases` works out.

The words stay as they are. Words that hang on the day of the report ("on Friday", "this week") are read against its
reference day, by a convention that is named; without one they are kept, and give no day. So are words of which two
readings stay: "next Friday" is the coming one or that of the week after, and both are told.

The tense of the sentence decides which Friday "on Friday" is; of a day and month without a year it is the nearest, and
tense corrects it only where that would lead more than a month the wrong way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from travaux.errors import Malformed
from travaux.reading.items import Span
from travaux.record import dates, phrases
from travaux.record.phrases import Tense
from travaux.record.terms import Dated


@dataclass(frozen=True, slots=True)
class Day:
    """A phrase that names days: its characters, the date that it gives (none where `edtf` is empty), and how."""

    span: Span
    dated: Dated
    how: str


_M = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_W = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Mon|Tues?|Wed|Thur?s?|Fri)\.)"
_D = r"[0-3]?\d(?:st|nd|rd|th)?\b"
_Y = r"(?:19|20)\d\d\b"
_YY = rf"(?:,? {_Y})?"
_N = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty"
    r"|sixty|ninety)"
)
_UNITS = r"(?:hours?|days?|weeks?|months?|years?)\b"
_TO = r"(?: ?[-–—] ?| to | and | or )"
_NAMED = (
    rf"the weekend of {_D}{_TO}{_D} {_M}{_YY}",
    rf"(?:{_W},? )?(?:the )?{_D}{_TO}(?:the )?{_D} (?:of )?{_M}{_YY}",
    rf"(?:{_W},? )?(?:the )?{_D} (?:of )?{_M}{_YY}(?: to (?:the )?{_D} (?:of )?{_M}{_YY})?",
    rf"(?:{_W},? )?{_M} {_D}(?:{_TO}(?:{_M} )?{_D})?{_YY}",
    rf"(?:[Ee]arly|[Mm]id|[Ll]ate|[Tt]he (?:beginning|start|middle|end) of)[ -]{_M}(?: {_Y})?",
    rf"the (?:first|second) half of {_M}(?: {_Y})?",
    rf"{_M},? {_Y}",
    rf"(?:(?:[Tt]his coming|[Tt]his past|[Tt]his|[Nn]ext|[Ll]ast|[Tt]he coming|[Cc]oming) )?{_W}",
)
_SMALL = (
    r"\d{4}-[01]\d-[0-3]\d\b",
    r"(?:earlier |later )?(?:this|next|last) (?:week|weekend|month|year)\b(?!-)",
    r"(?:early|mid|late)[ -](?:this|next|last) (?:month|year)\b",
    r"(?:the day after tomorrow|the day before yesterday|today|tonight)\b",
    r"(?:tomorrow|yesterday)(?: morning| evening)?\b",
    r"(?:this (?:morning|afternoon|evening)|last night)\b",
    r"the (?:coming|next few|next couple of|past few|last few|last couple of) (?:days|weeks)\b",
    rf"the (?:next|coming|last|past) {_N} {_UNITS}",
    rf"{_N} {_UNITS}(?: ago\b| from now\b)?",
    r"(?:recent|coming) (?:days|weeks)\b",
    r"the end of (?:the|this|next) (?:day|week|month|year)\b",
    rf"(?:the )?(?:first half|second half|first quarter|second quarter|third quarter|fourth quarter) (?:of )?{_Y}",
    rf"(?:the )?(?:spring|summer|autumn|fall|winter) (?:of )?{_Y}",
    rf"(?:early|mid|late)[ -]{_Y}",
)
_PREFIX = (
    r"(?:no later than|not later than|not before|as of|by|before|after|until|till|since|from|on|in|over|during|within"
    r"|about|around|through)"
)
_CLOCK = r"(?:[01]?\d[:.][0-5]\d(?: ?[ap]\.?m\b\.?)?|[01]?\d ?[ap]\.?m\b\.?|noon|midnight)"
_PHRASE = re.compile(
    rf"(?<![\w-])(?P<prefix>(?i:{_PREFIX})\s)?(?:(?:at )?{_CLOCK},?\s(?:on\s)?)?(?P<core>(?i:{'|'.join(_SMALL)})"
    rf"|{'|'.join(_NAMED)})(?:,? at {_CLOCK})?(?: \(?(?:UTC|GMT)(?:[+-]\d{{1,2}}(?::\d\d)?)?\)?)?"
    rf"|(?<![\w-])(?P<spare>(?i:in|by|until|since|before|after|during|through)\s(?:{_M}(?![\w-])|{_Y}(?![\w-])))"
)
_HINT = re.compile(
    r"\d\d|day|week|month|year|night|morning|afternoon|evening|hours|tomorrow|recent"
    r"|Mon|Tue|Wed|Thu|Fri|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
_COUNT = re.compile(rf"(?i)(?P<rest>{_N} {_UNITS})(?P<ago> ago| from now)?")
_LIMIT = frozenset(("by", "before", "until", "till", "no later than", "not later than", "not before", "as of", "after"))
_AHEAD = re.compile(
    r"\b(?:deadline|due|scheduled|set|planned|slated|expected|meeting|talks|session|summit) (?:is |was )?(?:of |for )$"
    r"|\bdeadline (?:is |was )?$"
)
FAR = 31
"""Days by which the nearest year may lie on the wrong side of the report's day before the tense corrects it."""

Tells = Callable[[int], Tense]
"""Says of a place in the text whether its sentence speaks of what was or of what is to come there."""


def phrases_in(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Returns the phrases between two places that name days, unread, in order."""
    if not _HINT.search(text, start, end):
        return []
    return [found for found in _PHRASE.finditer(text, start, end) if _is_date(text, found)]


def _is_date(text: str, found: re.Match[str]) -> bool:
    """Tells a date from a duration ("for two weeks", "a year") and from what only looks like one."""
    core, prefix = found["core"], (found["prefix"] or "").strip().lower()
    if core is None:
        return True
    after = text[found.end() : found.end() + 2]
    if after[:1] == "-" and after[1:].isalnum():
        return False
    counted = _COUNT.fullmatch(core)
    if counted is None:
        return True
    if counted["ago"]:
        return True
    return prefix == "within" or (prefix == "in" and not counted["rest"].lower().startswith(("a ", "an ")))


def read(text: str, found: re.Match[str], reference: str, tense: Tells) -> Day:
    """Returns the day that a phrase names, read against the reference day and by the tense of its sentence."""
    words = found[0]
    prefix = (found["prefix"] or words.split()[0]).strip().lower()
    try:
        dated = _read(words, reference, _tense(text, found, prefix, tense))
    except Malformed as fault:
        return Day(found.span(), Dated(edtf="", words=words), f"date: {fault}")
    if "this-or-next/1" in dated.convention and dated.edtf.startswith("["):
        which = " or ".join(dated.edtf.strip("[]").split(","))
        return Day(found.span(), Dated(edtf="", words=words), f"date: “{words}” may be {which}")
    if "either-weekday/1" in dated.convention:
        which = " or ".join(dated.edtf.strip("[]").split(","))
        return Day(found.span(), Dated(edtf="", words=words), f"date: “{words}” may be {which}; no tense tells")
    by = f", {dated.convention}" if dated.convention else ""
    against = f" against {dated.reference}" if dated.reference else ""
    return Day(found.span(), dated, f"date: “{words}” read as {dated.edtf}{against}{by}")


def _tense(text: str, found: re.Match[str], prefix: str, tense: Tells) -> Tense:
    """Returns what a phrase speaks of: a limit by its preposition, what is set for a day as to come, else the tense."""
    if prefix in _LIMIT:
        return ""
    if _AHEAD.search(text, max(found.start() - 40, 0), found.start()):
        return "future"
    return tense(found.start())


def _read(words: str, reference: str, tense: Tense) -> Dated:
    one = " ".join(words.split())
    if _yearless(one) and reference and tense:
        return _nearest(words, one, reference, tense)
    read = phrases.read(one, reference=reference, tense="" if _yearless(one) else tense)
    return Dated(edtf=read.edtf, words=words, zone=read.zone, reference=read.reference, convention=read.convention)


def _yearless(words: str) -> bool:
    return re.search(_M, words) is not None and re.search(_Y, words) is None


def _nearest(words: str, one: str, reference: str, tense: Tense) -> Dated:
    """Returns a day and month in the nearest year, or where that is far on the wrong side, in the one of the tense."""
    told = phrases.read(one, reference=reference, tense=tense)
    try:
        near = phrases.read(one, reference=reference)
    except Malformed:
        near = told
    day = dates.bounds(near.edtf)[0]
    far = day is None or abs((date.fromisoformat(day) - date.fromisoformat(reference)).days) > FAR
    chosen = told if far else near
    return Dated(edtf=chosen.edtf, words=words, reference=chosen.reference, convention=chosen.convention)
