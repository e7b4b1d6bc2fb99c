"""The audit of reads: to which seat private values, or entries that are not for everybody, were shown, and when.

What is noted, and when, is written in `visits`. The secretariat sees it, and nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.record.terms import PartyId
from travaux.web.accounts.models import Reading
from travaux.web.ask import Ask
from travaux.web.pages.page import Page
from travaux.web.words import roles

EACH = 100
"""Readings on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A reading: who, sitting as what; what was shown, and how many values and entries that are not for everybody."""

    number: int
    member: str
    email: str
    role: str
    party: PartyId | None
    page: str
    size: int
    values: int
    first: str
    last: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """The page's value. `older` is where the next page begins."""

    readings: tuple[Read, ...]
    member: str
    members: tuple[str, ...]
    older: int | None
    total: int


def build(ask: Ask) -> Reads:
    """Returns the readings of a record, newest first, of everybody or of one member."""
    found = Reading.objects.filter(record=ask.seated.slug).select_related("seat__member").order_by("-pk")
    everybody = tuple(sorted({email for (email,) in found.order_by().values_list("seat__member__email").distinct()}))
    member, before = ask.query.get("member", ""), ask.query.get("before", "")
    if member:
        found = found.filter(seat__member__email=member)
    total = found.count()
    if before.isascii() and before.isdigit() and len(before) < 18:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: EACH + 1])
    return Reads(
        readings=tuple(_read(each) for each in rows[:EACH]),
        member=member if member in everybody else "",
        members=everybody,
        older=rows[EACH - 1].pk if len(rows) > EACH else None,
        total=total,
    )


def _read(reading: Reading) -> Read:
    seat = reading.seat
    return Read(
        number=reading.pk,
        member=str(seat.member),
        email=seat.member.email,
        role=roles().get(seat.role, _("unknown")),
        party=PartyId(seat.party) if seat.party else None,
        page=reading.page,
        size=reading.size,
        values=reading.values,
        first=f"{reading.first:%Y-%m-%d %H:%M}",
        last=f"{reading.last:%Y-%m-%d %H:%M}",
        times=reading.times,
    )


PAGE = Page("reads", "reads/", build, "reads.html", gettext_lazy("Reads"), readers="secretariat", fresh=True)
