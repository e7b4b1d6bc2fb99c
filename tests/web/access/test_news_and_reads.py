"""Live news ends with the seat that hears it; the audit of reads tells who was shown what, and costs nothing twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.access import closed
from tests.web.waiting import waited

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.access.conftest import Doors

Clients = Callable[[str], "Client"]


def scope(ticket: str, host: str = "localhost:8000", origin: str | None = None, method: str = "GET") -> dict[str, Any]:
    headers = [(b"host", host.encode())] + ([(b"origin", origin.encode())] if origin is not None else [])
    return {"type": "http", "path": "/events", "method": method, "headers": headers,
            "query_string": f"ticket={ticket}".encode()}  # fmt: skip


def ticket(doors: Doors, role: str) -> str:
    from travaux.web import gate, hub

    seat = doors.seats[role]
    return hub.ticket(gate.Seated(seat.record, gate.viewer_of(seat), seat))


def test_a_ticket_is_for_one_seat_and_one_record(doors: Doors) -> None:
    from travaux.web import hub

    found = hub.admitted(scope(ticket(doors, "boria")))
    assert found == (closed.SLUG, doors.seats["boria"].pk)
    assert hub.holding(*found)
    assert not hub.holding("velm", doors.seats["boria"].pk)
    assert not hub.holding(closed.SLUG, hub.PUBLIC)
    assert hub.holding("velm", hub.PUBLIC)


@pytest.mark.parametrize("role", ["revoked", "expired"])
def test_a_ticket_dies_with_its_seat(doors: Doors, role: str) -> None:
    from travaux.web import hub

    found = hub.admitted(scope(ticket(doors, role)))
    assert found is not None
    assert not hub.holding(*found)


@pytest.mark.parametrize(
    "wrong",
    [
        {"host": "evil.example"}, {"host": "sign.localhost:8000"}, {"origin": "https://evil.example"},
        {"origin": "null"}, {"origin": ""}, {"origin": "http://localhost:9999"}, {"method": "POST"},
    ],
)  # fmt: skip
def test_no_other_host_origin_or_method_is_let_in(doors: Doors, wrong: dict[str, str]) -> None:
    from travaux.web import hub

    assert hub.admitted(scope(ticket(doors, "boria"), **wrong)) is None


@pytest.mark.parametrize("forged", ["", "x", "x:y:z", "ImNsb3NlZCI:1:x"])
def test_a_forged_ticket_is_none(doors: Doors, forged: str) -> None:
    from travaux.web import hub

    assert hub.admitted(scope(forged)) is None


def test_whoever_waits_hears_nothing_after_their_seat_is_gone(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader waits; the seat is revoked; the record grows: the connection ends and says nothing."""
    from django.utils import timezone

    from travaux.secretariat.opening import open as open_record
    from travaux.web import hub
    from travaux.web.accounts.models import Seat

    monkeypatch.setattr(hub, "EVERY", 0.02)
    sent: list[dict[str, Any]] = []

    async def wait() -> None:
        gone = asyncio.Event()

        async def receive() -> dict[str, str]:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        running = asyncio.create_task(hub.Hub()(scope(ticket_), receive, send))
        while not any(each.get("body") for each in sent):
            await asyncio.sleep(0.01)
        await asyncio.to_thread(revoke)
        await asyncio.to_thread(grow)
        await asyncio.wait_for(running, 20)

    def revoke() -> None:
        Seat.objects.filter(pk=seat.pk).update(revoked=timezone.now())

    def grow() -> None:
        from django.conf import settings

        nonlocal grown
        with open_record(settings.DESK.records[closed.SLUG], viewer="depositary", home=settings.DESK.home) as record:
            closed.enter(record, {"take": "none", "by": "boria", "draft": "4", "clauses": "7"}, {}, 0)
            grown = record.size

    grown = 0
    seat, ticket_ = doors.seats["observer"], ticket(doors, "observer")
    try:
        waited(wait())
    finally:
        Seat.objects.filter(pk=seat.pk).update(revoked=None)
    told = b"".join(each.get("body", b"") for each in sent)
    assert f'"size": {grown}'.encode() not in told
    assert sent[-1].get("more_body") is False


def test_what_was_shown_is_in_the_audit_of_reads(doors: Doors) -> None:
    from travaux.web import visits

    visits.forget()
    doors.client("aldania").get(f"/r/{closed.SLUG}/log/")
    doors.client("aldania").get(f"/api/records/{closed.SLUG}/entries")
    doors.client("secretariat").get(f"/r/{closed.SLUG}/")
    found = doors.client("secretariat").get(f"/r/{closed.SLUG}/reads.json").json()
    told = {(each["email"], each["page"]) for each in found["readings"] if each["values"]}
    assert ("aldania@closed.example", f"log /r/{closed.SLUG}/log/") in told
    assert ("aldania@closed.example", f"entries 0 /api/records/{closed.SLUG}/entries") in told
    assert not any(email.startswith("observer@") for email, _ in told)
    narrowed = doors.client("secretariat").get(f"/r/{closed.SLUG}/reads.json?member=aldania@closed.example").json()
    assert {each["email"] for each in narrowed["readings"]} == {"aldania@closed.example"}


@pytest.mark.parametrize("role", ["aldania", "observer", "nobody", "stranger"])
def test_nobody_else_reads_the_audit(doors: Doors, role: str) -> None:
    assert doors.client(role).get(f"/r/{closed.SLUG}/reads/").status_code == 404


def test_a_page_shown_again_within_a_minute_writes_nothing(doors: Doors) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from travaux.web import visits

    reader = doors.client("aldania")
    visits.forget()
    reader.get(f"/r/{closed.SLUG}/log/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for _ in range(5):
            reader.get(f"/r/{closed.SLUG}/log/")
    assert [each["sql"] for each in asked if each["sql"].split()[0] in ("INSERT", "UPDATE", "BEGIN", "DELETE")] == []
    assert len(asked) <= 5 * 4
