"""The headers that every answer carries: one constant policy. No page needs an exception, so none has one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; manifest-src 'self'"
)
PERMISSIONS = (
    "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), microphone=(), geolocation=(), "
    "payment=(), usb=()"
)


class Headers:
    """Puts the policy on every answer, static files and faults among them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answers a request, with the policy."""
        response = self._next(request)
        response.headers["Content-Security-Policy"] = policy(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers.setdefault("X-Frame-Options", "DENY")
        return response


def policy(request: HttpRequest) -> str:
    """Returns the policy. It lets forms go on to the site where entries are signed, which is ours too."""
    from django.conf import settings

    onward = f" {settings.DESK.signing_origin} {settings.DESK.origin}"
    return POLICY.replace("form-action 'self'", f"form-action 'self'{onward}")
