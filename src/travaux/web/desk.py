"""The desk itself: which records somebody may sit at, and, in the demonstration, its five sign-ins."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from travaux.web import gate
from travaux.web.accounts.models import Member
from travaux.web.demonstration import SEATS


@dataclass(frozen=True, slots=True)
class Offered:
    """A record that somebody may read, and as what."""

    slug: str
    title: str
    role: str
    party: str
    size: int


_SHOWN = tuple(f"{name}@example.org" for name, _told, _role in SEATS)
"""The demonstration's own members: nobody signs in as anybody else without their passkey."""


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """Shows the records at which whoever is asking may sit; in the demonstration, the sign-ins."""
    found = []
    for slug in settings.DESK.records:
        try:
            seated = gate.seated(request, slug)
        except Http404:
            continue
        with gate.opened(seated) as record:
            party = next((str(each) for each in record.state.parties if each.id == seated.party), "")
            found.append(Offered(slug, record.title or slug, seated.role, party, record.size))
    members = list(Member.objects.filter(email__in=_SHOWN).order_by("pk")) if settings.DESK.demo else []
    return render(request, "records.html", {"records": found, "members": members, "title": _("Records")})


@require_POST
def sit(request: HttpRequest, role: str) -> HttpResponse:
    """Signs in as one of the demonstration's members, who have no passkeys. Anywhere else there is no such page."""
    if not settings.DESK.demo:
        raise Http404
    if role == "public":
        request.session.flush()
        return redirect("records")
    member = Member.objects.filter(email=f"{role}@example.org").first()
    if member is None or member.email not in _SHOWN:
        raise Http404
    login(request, member, backend=settings.AUTHENTICATION_BACKENDS[0])
    seat = member.seats.first()
    return redirect("page:overview", slug=seat.record) if seat else redirect("records")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keeps the language in which somebody reads the desk, in a cookie, and goes back to their page."""
    chosen, onward = request.POST.get("language", ""), request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure()):
        onward = "/"
    response = redirect(onward)
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=31_536_000, samesite="Lax", httponly=True,
            secure=settings.DESK.secure,
        )  # fmt: skip
    return response
