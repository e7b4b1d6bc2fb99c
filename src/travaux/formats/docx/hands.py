"""Who made a change and when, as a Word file claims it.

`w:author` is a display name, often scrubbed to "Author" or left empty. `w:date` is the clock on somebody's desk,
stamped "Z" although it is not UTC: it is kept as floating time. `w16du:dateUtc`, where it is given, is UTC and is
preferred. A date with an offset is turned into UTC; one that cannot be read is left out.

>>> desk_time("2024-05-06T07:25:00Z"), utc_time("2024-05-06T05:25:00Z"), desk_time("2024-05-06T07:25:00+02:00")
('2024-05-06T07:25:00', '2024-05-06T05:25:00Z', '2024-05-06T05:25:00Z')
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from lxml import etree

from travaux.formats.docx.names import UTC_DATES, w
from travaux.text.drafts import Hand

_AUTHOR, _DATE, _UTC = w("author"), w("date"), f"{{{UTC_DATES}}}dateUtc"
_SHAPE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(\.\d+)?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)


class Hands:
    """The hands of one file, each made once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str | None, str | None, str | None], Hand] = {}

    def of(self, element: etree._Element) -> Hand:
        """Returns who made the change that an element records."""
        key = (element.get(_AUTHOR), element.get(_DATE), element.get(_UTC))
        hand = self._known.get(key)
        if hand is None:
            author, desk, utc = key
            hand = self._known[key] = Hand(author or None, utc_time(utc) or desk_time(desk))
        return hand


def desk_time(written: str | None) -> str | None:
    """Returns floating time, the false "Z" taken off, or UTC where an offset is given."""
    read = _read(written)
    if read is None:
        return None
    moment, zone = read
    if zone not in ("", "Z"):
        return _in_utc(moment)
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") if "T" in (written or "") else str(moment.date())


def utc_time(written: str | None) -> str | None:
    """Returns UTC, ending in "Z"."""
    read = _read(written)
    return _in_utc(read[0]) if read else None


def _read(written: str | None) -> tuple[datetime, str] | None:
    found = _SHAPE.fullmatch(written or "")
    if found is None or written is None:
        return None
    try:
        return datetime.fromisoformat(written), found[4] or ""
    except ValueError:
        return None


def _in_utc(moment: datetime) -> str | None:
    try:
        moved = moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        return None
    return moved.isoformat(timespec="seconds") + "Z"
