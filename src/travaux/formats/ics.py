"""A calendar as iCalendar (RFC 5545), for any calendar program.

- A day is `VALUE=DATE`. A date that may mean several days takes all of them, from the first to the last, is TENTATIVE
  and blocks no time; one that is open at a side stands on the day that is known.
- A moment with a stated offset is written in UTC; a moment without one floats, as it was told.
- The date as EDTF, the words in which it was given and the entry stand in `X-TRAVAUX-EDTF`, `X-TRAVAUX-WORDS` and
  `X-TRAVAUX-ENTRY`, the first two also in the description.
- What has no day that a calendar can hold (open at both sides, before year 1) is a `VJOURNAL` without a date.
- `UID` and `SEQUENCE` are the same whenever it is written, so that a calendar imported again is brought up to date.
"""

from __future__ import annotations

import datetime
from importlib import metadata

import icalendar

from travaux.papers.calendar import Calendar, Occasion
from travaux.papers.characters import settled_text

_VERSION = metadata.version("travaux")
# A stamp is required; an entry that claims no clock gets one that nobody takes for a claim.
_NO_CLOCK = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_DAY = datetime.timedelta(days=1)
_WITHOUT_DAY = {"confirmed": "FINAL", "tentative": "DRAFT", "cancelled": "CANCELLED"}

_When = datetime.date | datetime.datetime


def write(calendar: Calendar) -> bytes:
    """Returns a calendar as an `.ics` file in UTF-8, lines folded at 75 bytes."""
    made = icalendar.Calendar()
    made.add("prodid", f"-//Travaux//Travaux {_VERSION}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", settled_text(calendar.title))
    for occasion in calendar.occasions:
        made.add_component(_component(occasion))
    return bytes(made.to_ical())


def _component(occasion: Occasion) -> icalendar.Component:
    first, last = _span(occasion)
    event: icalendar.Component = icalendar.Event() if first else icalendar.Journal()
    event.add("uid", settled_text(occasion.uid))
    event.add("dtstamp", _stamp(occasion))
    event.add("summary", settled_text(occasion.title))
    event.add("description", settled_text(occasion.description))
    event.add("categories", [occasion.sort])
    event.add("sequence", occasion.sequence)
    event.add("status", occasion.status.upper() if first else _WITHOUT_DAY[occasion.status])
    if first:
        event.add("dtstart", first)
        event.add("transp", "OPAQUE" if occasion.exact and occasion.status != "cancelled" else "TRANSPARENT")
        if occasion.place:
            event.add("location", settled_text(occasion.place))
        if last and not isinstance(last, datetime.datetime) and last < datetime.date.max:
            event.add("dtend", last + _DAY)
    elif occasion.place:
        event.add("x-travaux-place", settled_text(occasion.place))
    event.add("x-travaux-edtf", settled_text(occasion.edtf))
    event.add("x-travaux-words", settled_text(occasion.words))
    event.add("x-travaux-entry", str(occasion.entry))
    return event


def _stamp(occasion: Occasion) -> datetime.datetime:
    stamp = _moment(occasion.stamp)
    return stamp.replace(tzinfo=stamp.tzinfo or datetime.UTC) if stamp else _NO_CLOCK


def _span(occasion: Occasion) -> tuple[_When | None, _When | None]:
    """Returns the first and the last day, the same where only one is known, or one moment twice; None where none is."""
    if "T" in occasion.start:
        moment = _moment(f"{occasion.start}{occasion.zone}")
        return moment, moment
    first, last = _day(occasion.start), _day(occasion.end)
    return first or last, last or first


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime.datetime | None:
    """Returns a moment, in UTC where its offset is stated; None where there is none that a calendar can hold."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    try:
        return moment.astimezone(datetime.UTC) if moment.tzinfo else moment
    except OverflowError:
        return None
