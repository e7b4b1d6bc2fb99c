"""What is sent to a desk, taken in whole before a page is asked: whoever sends slowly holds no thread of the pages.

    larger than a file may be       413, as soon as it is said or seen; nothing more is read
    nothing for `PATIENCE` seconds  408

What is larger than a megabyte is held in a file that has no name.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from tempfile import SpooledTemporaryFile
from typing import Any

from django.conf import settings

PATIENCE = 30.0
PIECE = 1 << 16
"""Bytes that a page is given at once."""
AROUND = 1 << 20
"""Bytes that a form may have around its file."""

Receive = Callable[[], Awaitable[Any]]


class Unfit(Exception):
    """What was sent is not taken in: with which status that is answered."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Gone(Exception):
    """Whoever sent it went away: there is nobody to answer."""


@asynccontextmanager
async def taken(scope: Any, receive: Receive) -> AsyncIterator[Receive]:
    """Takes in all that is sent, and gives what a page receives it by, piece by piece. Raises `Unfit` or `Gone`."""
    most, size = settings.LARGEST_UPLOAD + AROUND, 0
    if said(scope) > most:
        raise Unfit(413)
    with SpooledTemporaryFile(settings.FILE_UPLOAD_MAX_MEMORY_SIZE) as file:
        async for piece in _pieces(receive):
            size += file.write(piece)
            if size > most:
                raise Unfit(413)
        file.seek(0)

        async def again() -> Any:
            return {"type": "http.request", "body": file.read(PIECE), "more_body": file.tell() < size}

        yield again


def said(scope: Any) -> int:
    """Returns how long a body is by its own word; 0 where it does not say."""
    found = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    return int(found) if found.isdigit() else 0


async def _pieces(receive: Receive) -> AsyncIterator[bytes]:
    more = True
    while more:
        try:
            async with asyncio.timeout(PATIENCE):
                message = await receive()
        except TimeoutError:
            raise Unfit(408) from None
        if message["type"] == "http.disconnect":
            raise Gone
        yield message.get("body", b"")
        more = message.get("more_body", False)
