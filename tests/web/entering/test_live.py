"""Live news: what is entered in one place is told in another within a second, and nobody misses what came meanwhile."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from tests.web.entering.conftest import Own
from tests.web.waiting import waited

from travaux.secretariat.news import Watch

POSITION = {"take": "object", "clauses": ["3"]}


def entered(own: Own, count: int = 1) -> None:
    """The secretariat enters positions by form."""
    with own.open() as record:
        boria = record.party("boria")
    desk = own.client("secretariat")
    for number in range(count):
        sent = {**POSITION, "by": boria, "request": f"live-request-{own.size}-{number}"}
        assert desk.post(own.url("act/position/enter"), sent).status_code == 302


def a_hub() -> Any:
    from travaux.web.hub import Hub

    return Hub()


class Line:
    """A connection to the hub, as a server has it: what was sent, and a way to go."""

    def __init__(self, own: Own, **fields: Any) -> None:
        from django.conf import settings

        from travaux.web.gate import Seated
        from travaux.web.hub import ticket

        name = ticket(Seated(own.slug, "public", own.seat("observer")))  # type: ignore[arg-type]
        self.scope = {
            "type": "http", "method": "GET", "path": "/events", "query_string": f"ticket={name}".encode(),
            "headers": [(b"host", settings.DESK.host.encode())], **fields,
        }  # fmt: skip
        self.sent: list[dict[str, Any]] = []
        self._gone = asyncio.Event()

    async def receive(self) -> dict[str, str]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)

    def go(self) -> None:
        self._gone.set()

    @property
    def sizes(self) -> list[int]:
        lines = b"".join(each.get("body", b"") for each in self.sent).decode().splitlines()
        return [json.loads(line.removeprefix("data: "))["size"] for line in lines if line.startswith("data: ")]

    async def until(self, size: int) -> None:
        while size not in self.sizes:
            await asyncio.sleep(0.01)


def test_every_reader_is_told_the_size_at_once_and_what_comes(own: Own) -> None:
    size = own.size

    async def run() -> list[list[int]]:
        hub, lines = a_hub(), [Line(own) for _ in range(3)]
        tasks = [asyncio.create_task(hub(line.scope, line.receive, line.send)) for line in lines[:2]]
        await asyncio.wait_for(asyncio.gather(*(line.until(size) for line in lines[:2])), 5)
        tasks.append(asyncio.create_task(hub(lines[2].scope, lines[2].receive, lines[2].send)))
        await asyncio.wait_for(lines[2].until(size), 5)
        await asyncio.to_thread(entered, own)
        await asyncio.wait_for(asyncio.gather(*(line.until(size + 1) for line in lines)), 5)
        for line in lines:
            line.go()
        await asyncio.gather(*tasks)
        assert hub._watchers == {}
        return [line.sizes for line in lines]

    assert waited(run()) == [[size, size + 1]] * 3


def test_a_record_that_cannot_be_looked_at_ends_the_connection_and_the_next_one_is_served(
    own: Own, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser comes back by itself when a connection ends; it must not wait for news that nobody looks for."""

    def failing(watch: Watch) -> int:
        raise OSError("the disk is away")

    async def run() -> None:
        hub, first, second = a_hub(), Line(own), Line(own)
        with monkeypatch.context() as patch:
            patch.setattr(Watch, "size", failing)
            await asyncio.wait_for(hub(first.scope, first.receive, first.send), 5)
        assert first.sent[-1]["more_body"] is False
        task = asyncio.create_task(hub(second.scope, second.receive, second.send))
        await asyncio.wait_for(second.until(own.size), 5)
        second.go()
        await task

    waited(run())


@pytest.mark.parametrize(
    "wrong",
    [
        {"headers": [(b"host", b"elsewhere.example")]},
        {"headers": [(b"host", b"localhost"), (b"origin", b"https://elsewhere.example")]},
        {"query_string": b"ticket=nonsense"},
        {"query_string": b""},
        {"method": "POST"},
    ],
)
def test_whoever_has_no_right_to_news_hears_nothing(own: Own, wrong: dict[str, Any]) -> None:
    line = Line(own, **wrong)
    waited(asyncio.wait_for(a_hub()(line.scope, line.receive, line.send), 5))
    assert [each.get("status") for each in line.sent] == [403, None]


@pytest.mark.browser
def test_what_another_enters_is_told_on_an_open_page(own: Own, served: str, browser: Any, tmp_path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{served}/")
    page.click("text=An observer")
    page.goto(f"{served}{own.url()}")
    size = own.size
    assert page.locator("#grew").is_hidden()
    entered(own)
    page.locator("#grew").wait_for(state="visible", timeout=5_000)
    assert page.inner_text("#grew") == f"The record has grown to {size + 1} entries. Show them"
    page.click("#grew a")
    page.locator(f"a[href^='{own.url(f'e/{size}/')}']").first.wait_for()
    assert page.locator("#grew").is_hidden()
    context.close()


def test_a_hub_that_closes_lets_everybody_go_to_come_back(own: Own) -> None:
    size = own.size

    async def run() -> list[Line]:
        hub, waiting, late = a_hub(), Line(own), Line(own)
        task = asyncio.create_task(hub(waiting.scope, waiting.receive, waiting.send))
        await asyncio.wait_for(waiting.until(size), 20)
        hub.close()
        await asyncio.wait_for(task, 20)
        await asyncio.wait_for(hub(late.scope, late.receive, late.send), 20)
        return [waiting, late]

    for line in waited(run()):
        assert line.sent[0]["status"] == 200
        assert line.sent[1]["body"].startswith(b"retry: ")
        assert line.sent[-1] == {"type": "http.response.body", "body": b"", "more_body": False}
