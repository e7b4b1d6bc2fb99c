"""Limits: words around a date that say before, by, after, until or since it, or that it is not exact."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from travaux.record import dates
from travaux.record.dates import Date, Interval
from travaux.record.phrases import fixed, relative
from travaux.record.phrases.names import Found, Setting, Tense, unsure

_ABOUT = re.compile(
    r"(?:(?:on or |in or )?(?:about|around)|circa|approximately|approx\.?|roughly|c\.|ca\.?)(?: the)? (.+)"
    r"|(.+?),? (?:or so|or thereabouts)"
)
_PERHAPS = re.compile(r"(?:probably|possibly|perhaps|presumably|maybe)(?: on| in)? (.+)")
_LIMITS: tuple[tuple[re.Pattern[str], str, Tense], ...] = tuple(
    (re.compile(form), kind, tense)  # type: ignore[misc]
    for form, kind, tense in (
        (r"(?:before|prior to|earlier than) (.+)", "before", "future"),
        (
            r"(?:by|no later than|not later than|on or before|not after|at the latest by|at the latest on) (.+)",
            "by",
            "future",
        ),
        (r"(.+?),? at the latest", "by", "future"),
        (r"(?:after|later than) (.+)", "after", ""),
        (r"(?:not before|no earlier than|not earlier than|on or after) (.+)", "not before", "future"),
        (r"(.+?),? at the earliest", "not before", "future"),
        (r"(?:since|ever since) (.+)", "from", "past"),
        (
            r"(?:from|as of|as from|starting|starting on|beginning|beginning on) (.+?)(?: on| onwards?| forward)?",
            "from",
            "",
        ),
        (r"(?:until|till|up to|up until|through) (.+)", "until", "future"),
    )
)
_END = re.compile(r"(?:the )?end of (.+)")
_CURRENT = {"the day": "today", "day": "today", **{f"the {one}": f"this {one}" for one in ("week", "month", "year")}}
_LEADS = re.compile(r"(?:on or about to |sometime |some time |at some point |on|in|during|over|throughout|at)\b ?(.+)")
_FEASTS = re.compile(
    r"\b(thanksgiving|christmas|easter|ramadan|eid|passover|hanukkah|diwali|pentecost|new year'?s?|epiphany|lent|"
    r"independence day|labou?r day|bank holiday|ascension|carnival|yom kippur|rosh hashanah|nowruz|midsummer)\b"
)


def read_any(text: str, setting: Setting, words: str) -> Found:
    """Returns the date in a text in lower case, whatever its kind; `Malformed` where there is none for sure."""
    found = _read(text, setting, words)
    if found is not None:
        return found
    if feast := _FEASTS.search(text):
        raise unsure(words, f"names {feast[0].title()}, a feast whose day is not kept here", "Say the day")
    raise unsure(words, "gives no date that can be read", "Say it as 27 November 2025, or in EDTF")


def _read(text: str, setting: Setting, words: str) -> Found | None:
    found = relative.read(text, setting, words) or fixed.read(text, setting, words)
    if found is not None:
        return found
    if about := _ABOUT.fullmatch(text):
        return _qualified(read_any(about[1] or about[2], setting, words), "~", words)
    if perhaps := _PERHAPS.fullmatch(text):
        return _qualified(read_any(perhaps[1], setting, words), "?", words)
    for form, kind, tense in _LIMITS:
        if limit := form.fullmatch(text):
            return _limited(kind, limit[1], _speaking(setting, tense), words)
    if lead := _LEADS.fullmatch(text):
        return _read(lead[1], setting, words)
    return None


def _speaking(setting: Setting, tense: Tense) -> Setting:
    """Lets a preposition say what a weekday after it speaks of, where the sentence does not tell."""
    setting.lean = setting.lean or tense
    return setting


def _qualified(found: Found, sign: str, words: str) -> Found:
    match dates.parse(found.edtf):
        case Date(time="") as day if not any(day.qualifiers):
            return replace(found, edtf=found.edtf + sign, definite=False)
        case Interval(Date(), Date()) as stretch:
            start, end = found.edtf.split("/")
            assert stretch is not None
            return replace(found, edtf=f"{start}{sign}/{end}{sign}", definite=False)
    raise unsure(words, "is inexact twice over", "Say a day, a month or a year")


def _limited(kind: str, text: str, setting: Setting, words: str) -> Found:
    end = _END.fullmatch(text)
    inner = _CURRENT.get(end[1], end[1]) if end else text
    found = read_any(inner, setting, words)
    first, last = dates.bounds(found.edtf)
    if first is None or last is None or dates.qualifier(found.edtf) or not found.definite:
        raise unsure(words, "sets a limit that is not exact", "Say the day")
    if end:
        first = last
        kind = "by" if kind == "before" else kind
    return replace(found, edtf=_edtf(kind, first, last, found.edtf, ended=end is not None))


def _edtf(kind: str, first: str, last: str, edtf: str, *, ended: bool) -> str:
    whole = edtf if isinstance(dates.parse(edtf), Date) and not ended else None
    match kind:
        case "before":
            return f"[..{date.fromisoformat(first) - timedelta(1)}]"
        case "by":
            return f"[..{whole or last}]"
        case "after":
            return f"[{date.fromisoformat(last) + timedelta(1)}..]"
        case "not before":
            return f"[{whole or first}..]"
        case "from":
            return f"{whole or first}/.."
    return f"../{whole or last}"
