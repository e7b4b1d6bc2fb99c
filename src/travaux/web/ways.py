"""Ways: how pages behave for somebody, in a cookie, and with a member's account so that it follows them.

keys=off        no shortcuts of one key (WCAG 2.1.4)
spoken=off      words taken out are not announced as such to those who listen to a page
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "ways"
_YEAR = 31_536_000


@dataclass(frozen=True, slots=True)
class Ways:
    """What somebody chose."""

    keys: bool = True
    spoken: bool = True

    def to_text(self) -> str:
        """Returns it as a cookie holds it."""
        return f"keys={'on' if self.keys else 'off'}&spoken={'on' if self.spoken else 'off'}"

    @classmethod
    def from_text(cls, text: str) -> Ways:
        """Reads a cookie; what is not known in it counts for nothing."""
        parts = text.split("&")
        return cls(keys="keys=off" not in parts, spoken="spoken=off" not in parts)


def of(request: HttpRequest) -> Ways:
    """Returns how pages behave for whoever is asking."""
    return Ways.from_text(request.COOKIES.get(COOKIE, ""))


def carry(response: HttpResponse, text: str) -> HttpResponse:
    """Puts what somebody chose into their browser, where they chose anything."""
    if text:
        response.set_cookie(
            COOKIE, Ways.from_text(text).to_text(), max_age=_YEAR, samesite="Lax", httponly=True,
            secure=settings.DESK.secure,
        )  # fmt: skip
    return response
