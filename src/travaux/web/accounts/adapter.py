"""How allauth behaves here: by invitation only, with passkeys only."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

INVITED = "invited"
"""Where the web session keeps the digest of the invitation that was followed."""


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Lets in whoever follows an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether this web session holds an invitation."""
        return INVITED in request.session

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends nothing: there is no mail server. An invitation has proved the address."""
