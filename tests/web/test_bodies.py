"""What is sent is taken in before a page is asked: slow and endless senders hold nobody up."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Sequence
from typing import Any

import pytest
from tests.web.waiting import waited

from travaux.web.config import Config

LENGTHS = [0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 3 << 20]


def came(parts: Sequence[bytes], length: str = "", gone: bool = False) -> bytes:
    """What a page receives of a body that comes in parts."""
    from travaux.web.bodies import taken

    messages = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    messages.append({"type": "http.disconnect"} if gone else {"type": "http.request", "body": b"", "more_body": False})

    async def receive() -> dict[str, Any]:
        return messages.pop(0)

    async def run() -> bytes:
        found, more = b"", True
        headers = [(b"content-length", length.encode())] if length else []
        async with taken({"headers": headers}, receive) as body:
            while more:
                message = await body()
                found, more = found + message["body"], message["more_body"]
        return found

    return waited(run())


@pytest.mark.parametrize("length", LENGTHS)
def test_a_page_receives_what_was_sent(desk: Config, length: int) -> None:
    content = bytes(at % 251 for at in range(length))
    assert came([content[at : at + 100_000] for at in range(0, length, 100_000)]) == content


def test_what_is_too_large_is_refused_by_its_word_and_by_its_size(desk: Config) -> None:
    from django.conf import settings

    from travaux.web.bodies import AROUND, Unfit

    most = settings.LARGEST_UPLOAD + AROUND
    with pytest.raises(Unfit) as said:
        came([], length=str(most + 1))
    with pytest.raises(Unfit) as seen:
        came([bytes(1 << 20)] * ((most >> 20) + 1))
    assert (said.value.status, seen.value.status) == (413, 413)


def test_who_goes_away_is_not_answered(desk: Config) -> None:
    from travaux.web.bodies import Gone

    with pytest.raises(Gone):
        came([b"half of it"], gone=True)


def test_slow_senders_hold_nobody_up(served: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """More of them than there are threads for pages; in the end they are told that they were too slow."""
    from travaux.web import bodies
    from travaux.web.asgi import THREADS

    monkeypatch.setattr(bodies, "PATIENCE", 3.0)
    host, port = served.removeprefix("http://").split(":")
    slow = [socket.create_connection((host, int(port)), timeout=60) for _ in range(THREADS + 2)]
    try:
        for each in slow:
            each.sendall(b"POST /demo/boria HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf")
        reader = http.client.HTTPConnection(host, int(port), timeout=60)
        reader.request("GET", "/healthz")
        assert reader.getresponse().read() == b"open\n"
        reader.request("GET", "/verify/")
        assert reader.getresponse().status in (200, 400)
        assert {each.recv(12) for each in slow} == {b"HTTP/1.1 408"}
        reader.close()
    finally:
        for each in slow:
            each.close()
