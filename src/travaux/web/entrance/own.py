"""A member's own page: where they sit, their passkeys, their keys for programs, how pages behave for them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Literal, get_args

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from travaux.errors import Malformed
from travaux.web import gate, ways
from travaux.web.accounts.models import Member, Seat, Token

Scope = Literal["read", "act", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
"""What a key for programs may do: read; enter acts; what the secretariat alone does at the desk."""

LONGEST = 366
"""For how many days a key may hold."""

_SHOWN = "new token"


def allowed(seat: Seat) -> tuple[Scope, ...]:
    """Returns the scopes that a key of this seat may have: never more than the seat may do itself."""
    found: dict[str, tuple[Scope, ...]] = {"secretariat": SCOPES, "party": ("read", "act")}
    return found.get(seat.role, ("read",))


@never_cache
@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Shows the page. A key for programs that was made just now is shown on it, once."""
    seats = list(Seat.objects.filter(member=request.user.pk).order_by("-pk"))
    kept = Authenticator.objects.filter(user=request.user.pk)
    told = list(messages.get_messages(request))
    return render(request, "account.html", {
        "seats": [(each, _title(each), allowed(each)) for each in seats if each.holds],
        "past": [each for each in seats if not each.holds],
        "passkeys": [each.wrap() for each in kept.filter(type=Authenticator.Type.WEBAUTHN).order_by("pk")],
        "codes": next((len(each.wrap().get_unused_codes())
                       for each in kept.filter(type=Authenticator.Type.RECOVERY_CODES)), 0),
        "tokens": Token.objects.filter(seat__member=request.user.pk, revoked=None).select_related("seat"),
        "made": next((str(each) for each in told if each.extra_tags == _SHOWN), ""),
        "told": [str(each) for each in told if each.extra_tags != _SHOWN],
        "now": timezone.now(),
    })  # fmt: skip


def _title(seat: Seat) -> str:
    if seat.record not in settings.DESK.records:
        return seat.record
    with gate.opened_for(seat.record, gate.viewer_of(seat)) as record:
        return record.title or seat.record


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Goes to the page of whoever is asking."""
    return redirect("account")


@login_required
@require_POST
def make_token(request: HttpRequest) -> HttpResponse:
    """Makes a key for programs. It is shown once, on the page that comes next; only its digest is kept."""
    seat = next((each for each in _seats(request) if str(each.pk) == request.POST.get("seat", "")), None)
    if seat is None:
        raise Malformed(_("Choose for which of your seats the key is."))
    wanted = request.POST.getlist("scopes")
    scopes = [each for each in SCOPES if each in wanted]
    if not scopes or not set(scopes) <= set(allowed(seat)):
        raise Malformed(_("Choose what the key may do, as far as your seat may do it."))
    days = request.POST.get("days", "90")
    if not (days.isascii() and days.isdigit() and 1 <= int(days) <= LONGEST):
        raise Malformed(_("A key holds for 1 to 366 days."))
    messages.info(request, token(seat, request.POST.get("name", ""), scopes, int(days)), extra_tags=_SHOWN)
    return redirect("account")


def token(seat: Seat, name: str, scopes: list[Scope], days: int) -> str:
    """Makes a key for programs and returns it; only its digest is kept."""
    word = f"travaux_{secrets.token_urlsafe(32)}"
    Token.objects.create(
        seat=seat, digest=hashlib.sha256(word.encode()).hexdigest(), name=name.strip()[:100] or _("without a name"),
        scopes=scopes, until=timezone.now() + timedelta(days=days),
    )  # fmt: skip
    return word


@login_required
@require_POST
def revoke_token(request: HttpRequest, number: int) -> HttpResponse:
    """Revokes a key for programs: from then on it opens nothing."""
    found = Token.objects.filter(pk=number, seat__member=request.user.pk, revoked=None)
    if not found.update(revoked=timezone.now()):
        raise Http404
    return redirect("account")


def _seats(request: HttpRequest) -> list[Seat]:
    return [each for each in Seat.objects.filter(member=request.user.pk, revoked=None) if each.holds]


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Shows, or keeps, how pages behave for whoever is asking: in a cookie, and with their account if they have one."""
    if request.method != "POST":
        return render(request, "preferences.html", {"ways": ways.of(request)})
    chosen = ways.Ways(keys="keys" in request.POST, spoken="spoken" in request.POST)
    if request.user.is_authenticated:
        Member.objects.filter(pk=request.user.pk).update(ways=chosen.to_text())
    return ways.carry(redirect("preferences"), chosen.to_text())
