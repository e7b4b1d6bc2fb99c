"""The entrance: the link of an invitation, signing in with a passkey, or with a recovery code where it is lost."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.signup import complete_signup
from allauth.account.models import EmailAddress, Login
from allauth.account.views import LoginView
from allauth.core.internal import ratelimit
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from travaux.papers.telling import Teller
from travaux.record.terms import PartyId
from travaux.web import faults, gate
from travaux.web.accounts.models import Invitation, Member, Seat
from travaux.web.entrance import joining

LIMITS = {"recover": "5/m/ip,5/5m/key"}
"""How often somebody may try a recovery code: from one address on the net, and for one member."""


class SignIn(LoginView):  # type: ignore[misc]
    """The page with the button that asks for a passkey. There is no form to fill in."""

    http_method_names = ("get", "head")


sign_in = SignIn.as_view()


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """Removes a passkey, but not the last: whoever did could never come back."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Removes it, if another is left."""
        if self.get_queryset().count() < 2:
            messages.error(self.request, _("This is your only passkey. Add another before you remove it."))
            return redirect("account")
        response: HttpResponse = super().form_valid(form)
        return response


remove_passkey = RemovePasskey.as_view()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, word: str) -> HttpResponse:
    """Shows for what seat somebody is invited, and on their word lets them in."""
    invitation = joining.found(word)
    if invitation is None:
        raise Http404
    if not joining.holds(invitation):
        return faults.answer(request, 410, _("This invitation was used before, or its time is over. Ask for another."))
    if request.method == "POST":
        return _accepted(request, invitation)
    title, party = _where(invitation)
    mine = not request.user.is_authenticated or request.user.email == invitation.email
    told = {"invitation": invitation, "record": title, "party": party, "mine": mine}
    return render(request, "invitation.html", told)


def _where(invitation: Invitation) -> tuple[str, str]:
    """Returns the names of the record and of the party, as whoever takes the seat will read them."""
    seat = Seat(record=invitation.record, role=invitation.role, party=invitation.party)
    with gate.opened_for(invitation.record, gate.viewer_of(seat)) as record:
        party = Teller(record.state).party(PartyId(invitation.party)) if invitation.party else ""
        return record.title or invitation.record, party


def _accepted(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    joining.follow(request, invitation)
    if request.user.is_authenticated:
        seat = joining.take(request, request.user)
        return redirect("page:overview", slug=seat.record) if seat else redirect(request.path)
    member = Member.objects.filter(email=invitation.email).first()
    if member is not None and Authenticator.objects.filter(user=member, type=Authenticator.Type.WEBAUTHN).exists():
        return redirect(f"{reverse('account_login')}?{urlencode({'next': reverse('records')})}")
    member = member or Member.objects.create_user(invitation.email, invitation.name)
    EmailAddress.objects.update_or_create(
        user=member, email=member.email, defaults={"verified": True, "primary": True}
    )  # fmt: skip
    response: HttpResponse = complete_signup(request, user=member, by_passkey=True)
    return response


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """Says that there is no signing up without an invitation."""
    return faults.answer(request, 403, _("A seat is by invitation: ask the secretariat of your record for a link."))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    """Signs in by e-mail address and recovery code, each code once, and goes on to make a new passkey."""
    if request.method != "POST":
        return render(request, "recover.html", {"wrong": False})
    email, code = request.POST.get("email", "").strip().lower()[:254], request.POST.get("code", "").strip()[:32]
    if not ratelimit.consume(request, app="accounts", action="recover", config=LIMITS, key=email or "-"):
        return faults.answer(request, 429)
    kept = Authenticator.objects.filter(user__email=email, type=Authenticator.Type.RECOVERY_CODES).first()
    if kept is None or not code or not kept.wrap().validate_code(code):
        return render(request, "recover.html", {"wrong": True}, status=422)
    kept.refresh_from_db()
    post_authentication(request, kept, reauthenticated=True)
    response: HttpResponse = perform_login(request, Login(user=kept.user, redirect_url=reverse("mfa_add_webauthn")))
    return response
