"""Tickets: how somebody comes from the desk to the signing site. One use, five minutes, bound to a seat that holds.

A ticket that was used lives on in a web session of this site alone, for a quarter of an hour: there is no signing in
here, and nothing else to reach.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from travaux.web.accounts.models import Ticket
from travaux.web.pages.entering.pending import digest_of

LASTS = 15 * 60
"""For how many seconds the site remembers a ticket."""

_KEPT = "ticket"


def take(request: HttpRequest, word: str) -> Ticket | None:
    """Uses a ticket up, and remembers it; None where there is none of this word, or it was used, or is over."""
    now = timezone.now()
    found = Ticket.objects.filter(digest=digest_of(word), used=None, until__gt=now)
    ticket = found.select_related("seat__member", "pending").first()
    if ticket is None or not _holds(ticket) or not found.update(used=now):
        return None
    request.session.cycle_key()
    request.session[_KEPT] = ticket.pk
    request.session.set_expiry(LASTS)
    return ticket


def held(request: HttpRequest) -> Ticket | None:
    """Returns the ticket by which somebody is here, as long as their seat at the record holds."""
    kept = request.session.get(_KEPT)
    if kept is None:
        return None
    ticket = Ticket.objects.filter(pk=kept).select_related("seat__member", "pending").first()
    return ticket if ticket is not None and _holds(ticket) else None


def _holds(ticket: Ticket) -> bool:
    return ticket.seat.holds and ticket.seat.member.is_active
