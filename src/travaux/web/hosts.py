"""Two sites in one process: the desk, and the one where entries are signed. Each has addresses of its own."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class Sites:
    """Gives a request the addresses of the site that it was made to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answers a request by its host; one that is neither site's was refused before."""
        host = request.get_host().rpartition(":")[0] or request.get_host()
        if host == settings.DESK.signing_host:
            request.urlconf = settings.SIGNING_URLCONF
        return self._next(request)
