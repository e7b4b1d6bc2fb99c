"""How allauth behaves here: by invitation only, with passkeys only, and without a mail server."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from travaux.web import ways
from travaux.web.accounts.models import Member
from travaux.web.entrance import joining


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Lets in whoever follows an invitation, and after that whoever holds one of their passkeys."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether this web session holds an invitation."""
        return joining.KEY in request.session

    def get_login_stages(self) -> list[str]:
        """Returns what comes between who signs in and the desk: whoever is new makes a passkey.

        A passkey is all there is to signing in, so no second factor is asked for after it; and the invitation has
        proved the address.
        """
        return ["allauth.mfa.webauthn.stages.PasskeySignupStage"]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Returns how somebody shows once more that it is they: their passkey before anything else."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return sorted(found, key=lambda each: each["id"] != "mfa_reauthenticate:webauthn")

    def post_login(self, request: HttpRequest, user: Member, **told: Any) -> HttpResponse:
        """Gives the seat of the invitation that was followed, and shows whoever is new their recovery codes."""
        response: HttpResponse = super().post_login(request, user, **told)
        joined = joining.take(request, user)
        if told.get("signup"):
            RecoveryCodes.activate(user)
            # Whoever made their passkey this minute is not asked for it again before they see their codes.
            record_authentication(request, user, "mfa", type="webauthn", reauthenticated=True)
            response = redirect("mfa_view_recovery_codes")
        elif joined is not None:
            response = redirect("page:overview", slug=joined.record)
        return ways.carry(response, user.ways)

    def add_message(self, request: HttpRequest, level: int, *given: Any, **named: Any) -> None:
        """Keeps what went wrong for the next page. What went well shows by itself."""
        if level >= messages.WARNING:
            super().add_message(request, level, *given, **named)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends nothing: there is no mail server. An invitation has proved the address."""


class Passkeys(DefaultMFAAdapter):  # type: ignore[misc]
    """How passkeys for signing in are named and made."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Returns under which domain a passkey is made, and the name that the browser shows."""
        return {"id": settings.DESK.host, "name": "Travaux"}

    def generate_authenticator_name(self, user: Member, type: Any) -> str:  # noqa: A002 (allauth's name)
        """Returns the name that is offered for a new passkey."""
        many = Authenticator.objects.filter(user=user, type=type).count()
        return _("My passkey") if not many else _("Passkey %(number)s") % {"number": many + 1}
