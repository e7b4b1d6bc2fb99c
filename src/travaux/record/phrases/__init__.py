"""Phrases: words that give a date, read into a `Dated` that keeps them; and a date written in words.

What is read is a phrase by itself, not prose: "27 November 2025", "late November 2025", "the weekend of 22-23
November", "in the coming days", "by Friday", "5 p.m. on 27 November 2025 (UTC+2)". Words that need a reference day are
refused where there is none, and so is whatever cannot be sure: a year is never guessed, a feast never looked up, a
weekday that does not agree with its date never overlooked. What was chosen, a convention names (`CONVENTIONS`).

`read` and `write` make the round trip: what `write` says, `read` gives back.
"""

from __future__ import annotations

import re
from datetime import date

from travaux.errors import Malformed
from travaux.record import dates
from travaux.record.phrases import clock
from travaux.record.phrases.limits import read_any
from travaux.record.phrases.names import CONVENTIONS, Found, Setting, Tense, unsure
from travaux.record.phrases.written import write
from travaux.record.terms import Dated

__all__ = ["CONVENTIONS", "Tense", "read", "write"]

_BEFORE = re.compile(r"^(?:before|prior to|earlier than) ")
"""Before a time of day: the moment is on the day itself, not on the one before."""

LONGEST = 120
"""Characters of a phrase, at most."""


def read(words: str, *, reference: Dated | str = "", tense: Tense = "") -> Dated:
    """Returns the date that words give, with the words as they are.

    `reference` is the day on which they were said or published; `tense` tells whether they speak of what was or of what
    is to come, where their sentence does. EDTF is taken as it is. Raises `Malformed`, saying what is missing, where
    the words give no date, need a reference, or are not sure.

    >>> read("late November 2025").edtf
    '[2025-11-21..2025-11-30]'
    >>> dated = read("in the coming days", reference="2025-11-24")
    >>> dated.edtf, dated.convention
    ('[2025-11-25..2025-12-01]', 'coming-days/1')
    """
    if _is_edtf(words):
        return Dated(edtf=words, words=words)
    if len(words) > LONGEST:
        raise unsure(f"{words[:LONGEST]}…", "is too long for a date", "Give the words of the date alone")
    setting = Setting(_reference(reference), tense)
    text, moment = clock.cut(_normal(words), words)
    if moment is not None:
        text = _BEFORE.sub("by ", text)
    found = _found(text, setting, words)
    if moment is not None:
        found = _at(found, moment, words)
    return Dated(
        edtf=found.edtf,
        words=words,
        zone="" if moment is None else moment.zone,
        reference=str(setting.reference) if setting.asked else "",
        convention=" ".join(dict.fromkeys(found.by)),
    )


def _found(text: str, setting: Setting, words: str) -> Found:
    """Returns the date in a text; refuses one before the year 1 or after the year 9999."""
    try:
        found = read_any(text, setting, words)
    except (OverflowError, ValueError):
        found = Found("")
    if not _is_edtf(found.edtf):
        raise unsure(words, "leads out of the calendar", "Look at the source again")
    return found


def _is_edtf(words: str) -> bool:
    if not words.isascii():
        return False
    try:
        dates.parse(words)
    except Malformed:
        return False
    return True


def _reference(given: Dated | str) -> date | None:
    edtf = given if isinstance(given, str) else given.edtf
    if not edtf:
        return None
    first, last = dates.bounds(edtf)
    if first is None or first != last or dates.qualifier(edtf):
        raise Malformed(
            f"the reference {edtf} is not one day", where="reference", advice="Give a day, such as 2025-11-24"
        )
    return date.fromisoformat(first)


_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "−": "-", "’": "'", "\u00a0": " ", "\u202f": " "})


def _normal(words: str) -> str:
    return re.sub(r"\s+", " ", words.translate(_DASHES).lower()).strip(" .,;:\"“”'")


def _at(found: Found, moment: clock.Clock, words: str) -> Found:
    """Returns the moment at a time of day; the day must be one, or the last of those up to it."""
    day, by = found.edtf, found.by
    if day.startswith(("[..", "../")):
        day, by = day[3:].removesuffix("]"), (*by, "moment/1")
    first, last = dates.bounds(day)
    if first is None or first != last or dates.qualifier(day) or day != first:
        raise unsure(words, "gives a time of day, and no one day", "Say the day")
    clock.check(moment, int(day[5:7]), words)
    return Found(f"{day}T{moment.time}{moment.zone}", by)
