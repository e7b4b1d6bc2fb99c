"""The desk as one application: live news beside the pages, in one process.

Pages run on Django's synchronous handler in a pool of threads; `/events` goes to the hub, which keeps thousands of
idle readers at next to no cost. Raw ASGI passes by Django's middleware, so the hub checks hosts and tickets itself.
"""

from __future__ import annotations

import os
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

from travaux.web.hub import Hub

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "travaux.web.settings")

THREADS = 8


class Desk:
    """Sends a request to the hub or to the pages."""

    def __init__(self) -> None:
        self._pages = WSGIMiddleware(get_wsgi_application(), workers=THREADS)  # type: ignore[arg-type]
        self._hub = Hub()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answers one connection."""
        if scope["type"] == "lifespan":
            await self._hub.lifespan(receive, send)
        elif scope["type"] == "http" and scope["path"] == "/events":
            await self._hub(scope, receive, send)
        elif scope["type"] == "http":
            await self._pages(scope, receive, send)


application = Desk()
