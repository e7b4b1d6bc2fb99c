"""Visits and readings: up to where somebody has read, and that private values were shown to them."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from travaux.web.accounts.models import Reading, Seat, Visit
from travaux.web.ask import Ask

ANEW = timedelta(minutes=30)
"""After how long without a page what was last read counts as an earlier visit."""


def seen(seat: Seat | None) -> str:
    """Returns what a page depends on besides the record: up to where its reader had read before."""
    if seat is None:
        return ""
    visit = Visit.objects.filter(seat=seat).only("before").first()
    return str(visit.before if visit else 0)


def shown(request: HttpRequest, asked: Ask, page: str) -> None:
    """Notes that a page was shown: up to where it was read and, to the audit of reads, what private values it could
    show. Nothing is noted of the public, who see none."""
    seat = asked.seated.seat
    if seat is None or request.method == "HEAD":
        return
    now = timezone.now()
    with transaction.atomic():
        visit, made = Visit.objects.get_or_create(seat=seat, defaults={"size": asked.record.size, "at": now})
        if not made and asked.at is None and (now - visit.at > ANEW or visit.size < asked.record.size):
            before = visit.size if now - visit.at > ANEW else visit.before
            Visit.objects.filter(pk=visit.pk).update(before=before, size=asked.record.size, at=now)
        reading, first = Reading.objects.get_or_create(
            seat=seat, record=asked.seated.slug, page=f"{page} {request.path}"[:200], size=asked.size,
            defaults={"values": asked.record.private},
        )  # fmt: skip
        if not first:
            Reading.objects.filter(pk=reading.pk).update(times=F("times") + 1, last=now)
