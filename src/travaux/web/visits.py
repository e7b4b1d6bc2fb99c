"""Visits and readings: up to where somebody has read, and that private values were shown to them.

What is noted, and when:

    a visit      the size of the record that a seat has seen: when it grew since, or when half an hour has passed
    a reading    for the audit of reads: that a page, a paper, a file or an answer of the API was made for a seat out of
                 a record in which it may see private values, or entries that are not for everybody. One row for each
                 seat, address and size of the record; shown again after a minute, the row says when last and counts on

Nothing is noted of the public, who see no private value, and nothing of an answer that was still right (304): it was
noted when it was made. Within a minute the same page of the same record writes nothing, so reading costs no writing.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Hashable
from datetime import timedelta
from threading import Lock
from weakref import WeakKeyDictionary

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from travaux.secretariat.records import Record
from travaux.web.accounts.models import Reading, Seat, Visit
from travaux.web.ask import Ask
from travaux.web.gate import Seated

ANEW = timedelta(minutes=30)
"""After how long without a page what was last read counts as an earlier visit."""

QUIET = 60.0
"""For how many seconds the same reading is not noted again."""

_MOST = 4096


class _Lately:
    """What was noted in the last minute, in this process."""

    def __init__(self) -> None:
        self._when: OrderedDict[Hashable, float] = OrderedDict()
        self._lock = Lock()

    def noted(self, *what: Hashable) -> bool:
        """Whether something was noted within the minute; if not, it is from now on."""
        now = time.monotonic()
        with self._lock:
            if now - self._when.get(what, -QUIET) < QUIET:
                return True
            self._when[what] = now
            self._when.move_to_end(what)
            while len(self._when) > _MOST:
                self._when.popitem(last=False)
            return False

    def forget(self) -> None:
        with self._lock:
            self._when.clear()


_LATELY = _Lately()
_KEPT: WeakKeyDictionary[Record, tuple[int, str, int]] = WeakKeyDictionary()


def seen(seat: Seat | None) -> str:
    """Returns what a page depends on besides the record: up to where its reader had read before."""
    if seat is None:
        return ""
    visit = Visit.objects.filter(seat=seat).only("before").first()
    return str(visit.before if visit else 0)


def shown(request: HttpRequest, asked: Ask, page: str) -> None:
    """Notes that a page was shown: up to where it was read, and to the audit of reads what it could show."""
    noted(request, asked.seated, asked.record, page, size=asked.size, now=asked.at is None)


def noted(
    request: HttpRequest, seated: Seated, record: Record, page: str, *, size: int | None = None, now: bool = True
) -> None:
    """Notes that something was made for a seat out of a record: a page, a paper, a file, an answer of the API."""
    seat = seated.seat
    if seat is None or request.method == "HEAD":
        return
    many, what = record.size if size is None else size, f"{page} {request.path}"[:200]
    values = restricted(record)
    if _LATELY.noted(seat.pk, seated.slug, what, many, record.size, values):
        return
    with transaction.atomic():
        if now:
            _visit(seat, record.size)
        if values:
            _reading(seat, seated.slug, what, many, values)


def restricted(record: Record) -> int:
    """Returns how many private values and entries its viewer sees in a record that are not for everybody."""
    size, shown_, many = _KEPT.get(record, (-1, "", 0))
    if (size, shown_) != (record.size, record.shown):
        many = record.private + sum(each.entry.visible != "all" for each in record.entries)
        _KEPT[record] = (record.size, record.shown, many)
    return many


def _visit(seat: Seat, size: int) -> None:
    now = timezone.now()
    visit, made = Visit.objects.get_or_create(seat=seat, defaults={"size": size, "at": now})
    if not made and (now - visit.at > ANEW or visit.size < size):
        before = visit.size if now - visit.at > ANEW else visit.before
        Visit.objects.filter(pk=visit.pk).update(before=before, size=size, at=now)


def _reading(seat: Seat, slug: str, page: str, size: int, values: int) -> None:
    reading, first = Reading.objects.get_or_create(
        seat=seat, record=slug, page=page, size=size, defaults={"values": values}
    )  # fmt: skip
    if not first:
        Reading.objects.filter(pk=reading.pk).update(times=F("times") + 1, last=timezone.now(), values=values)


def forget() -> None:
    """Lets go of what was noted lately: for tests."""
    _LATELY.forget()
