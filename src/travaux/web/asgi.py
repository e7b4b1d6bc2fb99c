"""The desk as one application: live news beside the pages, in one process.

Pages run on Django's synchronous handler in a pool of threads; `/events` goes to the hub, which keeps thousands of
idle readers at next to no cost. Raw ASGI passes by Django's middleware, so the hub checks hosts and tickets itself.

    GET /healthz        200 open, 503 closing: for whoever stands before the desk; it says nothing of any record

A desk that closes answers what was begun, ends every connection with its answer, and lets go of those who wait for news
(they come back). What cannot be answered in time is 503 with `Retry-After`.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

from travaux.web.bodies import Gone, Unfit, taken
from travaux.web.hub import Hub

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "travaux.web.settings")

THREADS = 8
AGAIN = b"2"
"""Seconds after which whoever was sent away may come back."""
_PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
_CLOSING = b"The desk is being started anew. Look whether it was done, before you do it again.\n"


class Desk:
    """Sends a request to the hub or to the pages."""

    def __init__(self) -> None:
        self._pages = WSGIMiddleware(get_wsgi_application(), workers=THREADS)  # type: ignore[arg-type]
        self._hub = Hub()
        self.closing = False

    def close(self) -> None:
        """Ends each connection with its next answer, and lets go of those who wait for news."""
        self.closing = True
        self._hub.close()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answers one connection."""
        if scope["type"] == "lifespan":
            await self._hub.lifespan(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, _Answer(send, self))

    async def _answer(self, scope: Any, receive: Any, answer: _Answer) -> None:
        if scope["path"] == "/events":
            await self._hub(scope, receive, answer)
        elif scope["path"] == "/healthz":
            await (answer.away() if self.closing else answer.plain(200, b"open\n"))
        else:
            try:
                await self._page(scope, receive, answer)
            except asyncio.CancelledError:
                if answer.begun:
                    raise
                await answer.away()

    async def _page(self, scope: Any, receive: Any, answer: _Answer) -> None:
        try:
            async with taken(scope, receive) as body:
                await self._pages(scope, body, answer)
        except Unfit as unfit:
            await answer.plain(unfit.status, b"It is too large, or came too slowly.\n", (b"connection", b"close"))
        except Gone:
            pass


class _Answer:
    """What is sent to one request: whether it was begun, and, of a desk that closes, that it is the last."""

    def __init__(self, send: Callable[[Any], Awaitable[None]], desk: Desk) -> None:
        self._send = send
        self._desk = desk
        self.begun = False

    async def __call__(self, message: Any) -> None:
        """Sends a part of it."""
        if message["type"] == "http.response.start":
            self.begun = True
            if self._desk.closing:
                message = {**message, "headers": [*message["headers"], (b"connection", b"close")]}
        await self._send(message)

    async def plain(self, status: int, body: bytes, *headers: tuple[bytes, bytes]) -> None:
        """Sends a few words."""
        await self({"type": "http.response.start", "status": status, "headers": [*_PLAIN, *headers]})
        await self({"type": "http.response.body", "body": body})

    async def away(self) -> None:
        """Sends whoever asked away, to come back."""
        await self.plain(503, _CLOSING, (b"retry-after", AGAIN))


application = Desk()
