"""Joining: from the link of an invitation to a seat. The web session keeps which invitation was followed.

An invitation is for one address, for one use, until a day. It makes a seat when whoever followed it has signed in, and
not before; where they had a seat at that record already, the new one takes its place.
"""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from travaux.web.accounts.models import Invitation, Member, Seat

KEY = "invited"
"""Where the web session keeps the digest of the invitation that was followed."""


def found(word: str) -> Invitation | None:
    """Returns the invitation whose link ends in a word, used and old ones too."""
    return Invitation.objects.filter(digest=hashlib.sha256(word.encode()).hexdigest()).first()


def holds(invitation: Invitation) -> bool:
    """Whether an invitation may still be followed."""
    return invitation.used is None and timezone.now() < invitation.until


def follow(request: HttpRequest, invitation: Invitation) -> None:
    """Notes in the web session which invitation was followed."""
    request.session[KEY] = invitation.digest


def take(request: HttpRequest, member: Member) -> Seat | None:
    """Gives a member the seat of the invitation that their web session holds, if it is theirs and still holds."""
    digest = request.session.pop(KEY, "")
    with transaction.atomic():
        invitation = Invitation.objects.filter(digest=digest, used=None, until__gt=timezone.now()).first()
        if invitation is None or invitation.email != member.email:
            return None
        Invitation.objects.filter(pk=invitation.pk).update(used=timezone.now())
        Seat.objects.filter(member=member, record=invitation.record, revoked=None).update(revoked=timezone.now())
        return Seat.objects.create(
            member=member, record=invitation.record, role=invitation.role, party=invitation.party,
            person=invitation.person,
        )  # fmt: skip
