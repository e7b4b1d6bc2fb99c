"""The hub: live news as server-sent events. An event says only "the record grew to N"; the page asks again at the gate.

    GET /events?ticket=…        text/event-stream
    data: {"size": 149}

The first event comes at once, so that nothing is missed that was entered between a page and its connection, or while a
desk was started anew. Every process of a desk has a hub of its own, and each looks at the record itself.

A ticket is signed, names one record and the seat it was given to, and is good for a day; it is handed out by the gate
to whoever may read the record. Where the signature, the host or the origin is not right, or the seat is no longer
theirs, the answer is 403 and nothing more is said. Before news is told, and with every breath, the seats of those who
wait are looked at again: who lost theirs hears nothing more.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from django.conf import settings
from django.core import signing

if TYPE_CHECKING:
    from travaux.web.gate import Seated

AGE = 86_400
SALT = "travaux.news"
EVERY = 0.25
"""Seconds between looks at a record's size."""
BREATH = 20.0
"""Seconds of silence after which a comment keeps the connection alive."""


RETRY = range(1_000, 4_000)
"""Milliseconds after which a reader whose connection was lost comes back, by lot: thousands must not come at once."""

PUBLIC = 0
"""The seat of those who have none."""


def ticket(seated: Seated) -> str:
    """Returns a ticket for news of a record, for whoever is asking."""
    return signing.dumps([seated.slug, seated.seat.pk if seated.seat else PUBLIC], salt=SALT)


@dataclass(eq=False, slots=True)
class Reader:
    """One open connection: the seat that hears, and what is to be told: the newest size, or that the seat is lost.

    One event wakes it for news and for its own end alike: of thousands who wait, nobody has more than one.
    """

    seat: int
    size: int | None = None
    lost: bool = False
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, size: int) -> None:
        """Puts news before whatever was not told yet."""
        self.size = size
        self.woken.set()

    def end(self) -> None:
        """Lets the reader go."""
        self.lost = True
        self.woken.set()


class Hub:
    """Readers by record, and one watcher for each record that somebody waits for."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[Reader]] = {}
        self._watchers: dict[str, asyncio.Task[None]] = {}
        self._sizes: dict[str, int] = {}
        self._closing = False

    def close(self) -> None:
        """Lets all readers go, and whoever still comes: each was told after how long to come back."""
        self._closing = True
        for waiting in self._waiting.values():
            for reader in waiting:
                reader.end()

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
        found = admitted(scope)
        if found is None or not await asyncio.to_thread(holding, *found):
            await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b"not for you\n"})
            return
        slug, seat = found
        reader = Reader(seat)
        if self._closing:
            reader.end()
        self._waiting.setdefault(slug, set()).add(reader)
        if slug not in self._watchers:
            self._watchers[slug] = asyncio.create_task(self._watch(slug))
        elif slug in self._sizes:
            reader.tell(self._sizes[slug])
        gone = asyncio.create_task(_gone(receive, reader))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            retry = b"retry: %d\n\n" % random.choice(RETRY)
            await send({"type": "http.response.body", "body": retry, "more_body": True})
            await _told(reader, send)
        finally:
            gone.cancel()
            self._leave(slug, reader)

    def _leave(self, slug: str, reader: Reader) -> None:
        waiting = self._waiting.get(slug, set())
        waiting.discard(reader)
        if not waiting:
            self._waiting.pop(slug, None)
            watcher = self._watchers.pop(slug, None)
            if watcher is not None:
                watcher.cancel()

    async def _watch(self, slug: str) -> None:
        try:
            await self._looking(slug)
        except Exception:
            # A record that cannot be looked at for a moment: its readers come back by themselves, and so does this.
            _LOG.exception("news of %s ended", slug)
            self._watchers.pop(slug, None)
            for reader in list(self._waiting.get(slug, ())):
                reader.end()
        finally:
            self._sizes.pop(slug, None)

    async def _looking(self, slug: str) -> None:
        from travaux.secretariat.news import watch

        looks = await asyncio.to_thread(watch, settings.DESK.records[slug])
        try:
            size, looked = -1, time.monotonic()
            while True:
                now = await asyncio.to_thread(looks.size)
                if now != size or time.monotonic() - looked > BREATH / 2:
                    grew, size, looked = now != size, now, time.monotonic()
                    self._sizes[slug] = size
                    await self._tell_all(slug, size if grew else None)
                await asyncio.sleep(EVERY)
        finally:
            looks.close()

    async def _tell_all(self, slug: str, size: int | None) -> None:
        """Tells the size to those whose seats hold, if it is news; those who lost theirs are let go."""
        waiting = list(self._waiting.get(slug, ()))
        there = await asyncio.to_thread(holders, slug, {each.seat for each in waiting})
        for reader in waiting:
            if reader.seat not in there:
                reader.end()
            elif size is not None:
                reader.tell(size)


_LOG = logging.getLogger("travaux.web")
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


def admitted(scope: Any) -> tuple[str, int] | None:
    """Returns the record of which a connection may hear and the seat that hears, or None.

    Its host, origin, method and ticket must be right. Whether the seat still holds is asked of `holding`.
    """
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
    origin = headers.get("origin")
    if scope.get("method", "GET") != "GET" or host != settings.DESK.host:
        return None
    if origin is not None and origin != settings.DESK.origin:
        return None
    given = parse_qs(scope["query_string"].decode("latin-1")).get("ticket", [""])[0]
    try:
        slug, seat = signing.loads(given, salt=SALT, max_age=AGE)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return (slug, seat) if slug in settings.DESK.records else None


def holding(slug: str, seat: int) -> bool:
    """Whether a seat is still theirs to whom the ticket was given."""
    return seat in holders(slug, (seat,))


def holders(slug: str, seats: Iterable[int]) -> set[int]:
    """Returns those of some seats that hold now; of those who have none, whether the public may read the record."""
    from django.db import close_old_connections

    from travaux.web.accounts.models import Seat

    wanted = sorted(set(seats))
    found = {PUBLIC} if slug in settings.DESK.public else set()
    try:
        for start in range(0, len(wanted), 500):
            part = Seat.objects.filter(
                pk__in=wanted[start : start + 500], record=slug, revoked=None, member__is_active=True
            )  # fmt: skip
            found |= {each.pk for each in part if each.holds}
    finally:
        close_old_connections()
    return found & set(wanted)


async def _gone(receive: Any, reader: Reader) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    reader.end()


async def _told(reader: Reader, send: Any) -> None:
    """Tells a reader what there is to tell, until it goes or is let go."""
    while True:
        with suppress(TimeoutError):
            async with asyncio.timeout(BREATH):
                await reader.woken.wait()
        reader.woken.clear()
        if reader.lost:
            break
        size, reader.size = reader.size, None
        body = b": still here\n\n" if size is None else f"data: {json.dumps({'size': size})}\n\n".encode()
        await send({"type": "http.response.body", "body": body, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
