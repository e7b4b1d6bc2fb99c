"""A desk opens, closes in order, and takes over a socket that was open already."""

from __future__ import annotations

import asyncio
import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.waiting import waited

from travaux.errors import Malformed
from travaux.web.config import Config
from travaux.web.running import listening


@pytest.fixture
def door() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


def test_a_desk_that_is_told_to_stop_ends_and_leaves_nothing(door: socket.socket, tmp_path: Path) -> None:
    port = door.getsockname()[1]
    run = [sys.executable, "-m", "travaux.cli", "serve", "--demo", "--port", str(port), "--fd", str(door.fileno())]
    process = subprocess.Popen(
        run, env={**os.environ, "TMPDIR": str(tmp_path)}, pass_fds=[door.fileno()], stderr=subprocess.PIPE, text=True
    )
    reader, news = (http.client.HTTPConnection("localhost", port, timeout=60) for _ in range(2))
    try:
        reader.request("GET", "/r/velm/log/")  # it waits in the socket until there is a desk
        page = reader.getresponse().read().decode()
        ticket = page.partition('data-ticket="')[2].partition('"')[0]
        news.request("GET", f"/events?ticket={ticket}")
        told = news.getresponse()
        assert told.readline().startswith(b"retry: ")
        process.terminate()
        rest = told.read()
        said = process.communicate(timeout=60)[1]
    finally:
        process.kill()
        reader.close()
        news.close()
    assert process.returncode == 0
    assert rest.strip().startswith(b'data: {"size": ') or rest.strip() == b""
    assert said == f"The desk is open at http://localhost:{port}/  (Ctrl+C closes it)\n"
    assert list(tmp_path.iterdir()) == []


class Pages:
    """Pages that take as long as one likes."""

    def __init__(self, begin: bool) -> None:
        self.begin = begin
        self.reached = asyncio.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if self.begin:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        self.reached.set()
        await asyncio.sleep(60)


def asked(desk: Any, path: str, sent: list[dict[str, Any]]) -> asyncio.Task[None]:
    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    return asyncio.create_task(desk(scope, receive, send))


def closing(path: str, pages: Pages | None = None) -> tuple[list[dict[str, Any]], bool]:
    """What is sent to one who asked before a desk closes and is cut off at the end of its time; and whether that
    connection breaks. Without pages, of one who asks when it closes already."""
    from travaux.web.asgi import Desk

    async def run() -> tuple[list[dict[str, Any]], bool]:
        desk, sent = Desk(), list[dict[str, Any]]()
        if pages is None:
            desk.close()
            await asked(desk, path, sent)
            return sent, False
        desk._pages = pages  # type: ignore[assignment]
        task = asked(desk, path, sent)
        await pages.reached.wait()
        desk.close()
        task.cancel()
        await asyncio.wait([task])
        return sent, task.cancelled()

    return waited(run())


def test_what_cannot_be_answered_in_time_is_503(desk: Config) -> None:
    [start, body], broken = closing("/r/velm/", Pages(begin=False))
    assert (start["status"], broken) == (503, False)
    assert {(b"retry-after", b"2"), (b"connection", b"close")} <= set(start["headers"])
    assert b"before you do it again" in body["body"]


def test_what_was_begun_breaks_rather_than_lies(desk: Config) -> None:
    [start], broken = closing("/r/velm/", Pages(begin=True))
    assert (start["status"], broken) == (200, True)


def test_whoever_stands_before_a_desk_is_told_how_it_is(desk: Config) -> None:
    from travaux.web.asgi import Desk

    async def run() -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = []
        await asked(Desk(), "/healthz", sent)
        return sent

    [start, body] = waited(run())
    assert (start["status"], body["body"]) == (200, b"open\n")
    [start, _], _ = closing("/healthz")
    assert start["status"] == 503


def test_a_socket_for_others_is_refused(door: socket.socket) -> None:
    with listening(os.dup(door.fileno())) as found:
        assert found.getsockname() == door.getsockname()
    with socket.create_server(("0.0.0.0", 0)) as wide, pytest.raises(Malformed, match="it listens to other machines"):
        listening(os.dup(wide.fileno()))
    with socket.socket() as deaf, pytest.raises(Malformed, match="it does not listen"):
        listening(os.dup(deaf.fileno()))
    with (Path(__file__)).open() as file, pytest.raises(Malformed, match="no socket"):
        listening(os.dup(file.fileno()))
