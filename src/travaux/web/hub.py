"""The hub: live news as server-sent events. An event says only "the record grew to N"; the page asks again at the gate.

    GET /events?ticket=…        text/event-stream
    data: {"size": 149}

A ticket is signed, names one record, and is good for a day; it is handed out by the gate to whoever may read the
record. Where the signature, the host or the origin is not right, the answer is 403 and nothing more is said.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core import signing

AGE = 86_400
SALT = "travaux.news"
EVERY = 0.25
"""Seconds between looks at a record's size."""
BREATH = 20.0
"""Seconds of silence after which a comment keeps the connection alive."""


def ticket(slug: str) -> str:
    """Returns a ticket for news of a record."""
    return signing.dumps(slug, salt=SALT)


class Hub:
    """Readers by record, and one watcher for each record that somebody waits for."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Queue[int]]] = {}
        self._watchers: dict[str, asyncio.Task[None]] = {}

    async def lifespan(self, receive: Any, send: Any) -> None:
        """Starts and ends with the server; what is open is let go of."""
        from travaux.web import gate

        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            else:
                for watcher in self._watchers.values():
                    watcher.cancel()
                await asyncio.to_thread(gate.close)
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answers one reader until it goes away."""
        slug = admitted(scope)
        if slug is None:
            await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b"not for you\n"})
            return
        queue: asyncio.Queue[int] = asyncio.Queue(1)
        self._waiting.setdefault(slug, set()).add(queue)
        if slug not in self._watchers:
            self._watchers[slug] = asyncio.create_task(self._watch(slug))
        gone = asyncio.create_task(_gone(receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            await send({"type": "http.response.body", "body": b"retry: 2000\n\n", "more_body": True})
            await self._tell(queue, gone, send)
        finally:
            gone.cancel()
            self._leave(slug, queue)

    async def _tell(self, queue: asyncio.Queue[int], gone: asyncio.Task[None], send: Any) -> None:
        while not gone.done():
            news = asyncio.create_task(queue.get())
            await asyncio.wait({news, gone}, timeout=BREATH, return_when=asyncio.FIRST_COMPLETED)
            if news.done():
                body = f"data: {json.dumps({'size': news.result()})}\n\n".encode()
            else:
                news.cancel()
                body = b": still here\n\n"
            if not gone.done():
                await send({"type": "http.response.body", "body": body, "more_body": True})

    def _leave(self, slug: str, queue: asyncio.Queue[int]) -> None:
        waiting = self._waiting.get(slug, set())
        waiting.discard(queue)
        if not waiting:
            self._waiting.pop(slug, None)
            watcher = self._watchers.pop(slug, None)
            if watcher is not None:
                watcher.cancel()

    async def _watch(self, slug: str) -> None:
        from travaux.secretariat.news import Watch

        watch = await asyncio.to_thread(Watch, settings.DESK.records[slug])
        try:
            size = watch.size()
            while True:
                await asyncio.sleep(EVERY)
                now = watch.size()
                if now != size:
                    size = now
                    for queue in self._waiting.get(slug, ()):
                        with suppress(asyncio.QueueEmpty):
                            queue.get_nowait()
                        queue.put_nowait(size)
        finally:
            watch.close()


_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


def admitted(scope: Any) -> str | None:
    """Returns the record of which a connection may hear, or None: its host, origin and ticket must be right."""
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
    origin = headers.get("origin")
    if host != settings.DESK.host or (origin and urlsplit(origin).hostname != settings.DESK.host):
        return None
    given = parse_qs(scope["query_string"].decode("latin-1")).get("ticket", [""])[0]
    try:
        slug = signing.loads(given, salt=SALT, max_age=AGE)
    except signing.BadSignature:
        return None
    return slug if slug in settings.DESK.records else None


async def _gone(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
