"""Days: how a date in the record stands to the day that somebody asks about.

The asker's day is a plain one ("2031-03-16") or a moment. A plain day is read in the zone of the date it is held
against; of a moment in the record, told by a clock, the clock's own day counts. A date that is no EDTF is unknown.
"""

from __future__ import annotations

import re

from travaux.errors import Malformed
from travaux.record import chronology, dates
from travaux.record.chronology import Answer
from travaux.record.terms import Dated

Day = str
"""A day (ISO 8601) or a moment."""

_ZONE = re.compile(r"T.{8}(.*)")


def over(limit: Dated | None, day: Day, slack: int | None = None) -> Answer:
    """Says whether a deadline is over on a day: on the last day that it may mean it is not.

    `slack` is by how many days at most an approximate date is taken to be off.

    >>> over(Dated(edtf="2031-03-16"), "2031-03-16"), over(Dated(edtf="2031-03-16"), "2031-03-17")
    ('no', 'yes')
    """
    if limit is None:
        return "possible"
    try:
        kept = chronology.by(_asked(day, limit), limit, slack=slack)
    except Malformed:
        return "possible"
    return {"yes": "no", "no": "yes"}.get(kept, "possible")  # type: ignore[return-value]


def told(date: Dated | None, at: str) -> str:
    """Returns the day on which something was done, as an EDTF: by its own date, or else by a clock's."""
    return (at if date is None else date.edtf).partition("T")[0]


def happened(edtf: str, day: Day, slack: int | None = None) -> Answer:
    """Says whether what was done then had been done by the end of a day; of an empty date nothing is known."""
    if not edtf:
        return "possible"
    try:
        return chronology.by(edtf, day.partition("T")[0], slack=slack)
    except Malformed:
        return "possible"


def last(edtf: str) -> Day:
    """Returns the last day that a date may mean: the order of days. Empty where that is not known."""
    try:
        return dates.bounds(edtf)[1] or ""
    except Malformed:
        return ""


def _asked(day: Day, limit: Dated) -> Dated:
    inside = _ZONE.search(limit.edtf)
    zone = limit.zone or (inside[1] if inside else "")
    return Dated(edtf=day, zone="" if "T" in day else zone)
