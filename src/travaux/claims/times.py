"""Times: when something was done, as the controlled English says it. Both ends belong to the time.

"Before" a date ends with the day before it, "after" a date begins with the day after: then there is one way to write a
time. "After several changes" is no time but another claim, made together with the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from travaux.claims.claim import Quantity, Subject
from travaux.claims.cursor import Cursor
from travaux.claims.objects import read_quantity
from travaux.errors import Malformed
from travaux.record import dates
from travaux.record.terms import Dated


@dataclass(frozen=True, slots=True)
class Changes:
    """So many changes that came before. `by` is who made them, None for the subject of the sentence."""

    quantity: Quantity
    by: Subject | None


@dataclass(frozen=True, slots=True)
class Time:
    """From when to when; and the changes that came before, with how that was read."""

    since: Dated | None = None
    until: Dated | None = None
    changes: Changes | None = None
    because: str = ""


def read_time(cursor: Cursor) -> list[Time]:
    """Takes the time of a sentence, if it has one; returns its readings."""
    time = _time(cursor)
    cursor.take(",")
    if not _changes_follow(cursor):
        return [time]
    cursor.take("after")
    found = []
    for quantity, said in read_quantity(cursor):
        anyone = '"after … changes" is read as: changes by anyone'
        own = '"after … changes" is read as: changes by the same'
        for by, read in ((Subject(kind="anyone"), anyone), (None, own)):
            because = "; ".join(part for part in (said, read) if part)
            found.append(Time(time.since, time.until, Changes(quantity, by), because))
    cursor.take("changes", "change", "amendments", "alterations")
    return found


def _changes_follow(cursor: Cursor) -> bool:
    start = cursor.at
    if not cursor.take("after"):
        return False
    fits = bool(read_quantity(cursor)) and bool(cursor.take("changes", "change", "amendments", "alterations"))
    cursor.at = start
    return fits


def _time(cursor: Cursor) -> Time:
    start = cursor.at
    if cursor.take("after") and not _is_date(cursor):
        cursor.at = start
        return Time()
    cursor.at = start
    if cursor.take("between", "from"):
        first = _date(cursor)
        if not cursor.take("and", "to", "until"):
            raise cursor.refusal("until when?")
        return Time(first, _date(cursor))
    if cursor.take("before"):
        return Time(None, _beside(cursor, -1))
    if cursor.take("after"):
        return Time(_beside(cursor, 1), None)
    if cursor.take("by", "until", "up to"):
        return Time(None, _date(cursor))
    if cursor.take("since"):
        return Time(_date(cursor), None)
    if cursor.take("on", "in", "during"):
        found = _date(cursor)
        return Time(found, found)
    return Time()


def _is_date(cursor: Cursor) -> bool:
    return any(sign.isdigit() for sign in cursor.peek()[:5])


def _date(cursor: Cursor) -> Dated:
    text = "" if cursor.done else cursor.words[cursor.at].text.upper().rstrip(".") + _set_rest(cursor)
    try:
        dates.parse(text)
    except Malformed as fault:
        near = ["2031-03-16", "2031-03", "2031-03-16/2031-03-20"]
        raise cursor.refusal(f"no date that can be read ({fault.message}); dates are written in EDTF", near) from None
    cursor.at += 1
    return Dated(edtf=text)


def _set_rest(cursor: Cursor) -> str:
    """Returns what follows of a set in brackets: its comma divides words, and its days are one date."""
    first, rest = cursor.words[cursor.at].text, ""
    closing = {"[": "]", "{": "}"}.get(first[0], "")
    while closing and not (first + rest).endswith(closing) and cursor.at + 1 < len(cursor.words):
        cursor.at += 1
        rest += cursor.words[cursor.at].text.upper()
    return rest


def _beside(cursor: Cursor, step: int) -> Dated:
    """Returns the day before a date, or the day after it."""
    given = _date(cursor)
    days = dates.bounds(given.edtf)
    day = days[0] if step < 0 else days[1]
    if day is None or dates.qualifier(given.edtf) or "T" in given.edtf:
        cursor.at -= 1
        raise cursor.refusal("the day beside that date is not known", ["by 2031-03-15", "since 2031-03-17"])
    try:
        return Dated(edtf=(date.fromisoformat(day) + timedelta(days=step)).isoformat())
    except OverflowError:
        cursor.at -= 1
        raise cursor.refusal("there is no day beside that date") from None
