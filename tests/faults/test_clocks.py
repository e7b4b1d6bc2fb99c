"""Clocks that are wrong, at the terminal and at a desk: order is kept, what goes back is told, nothing is poisoned."""

from __future__ import annotations

import http.cookiejar
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from bench.breaking import clocks
from bench.breaking.clocks import Clock, Office

from travaux.errors import StoreFailed
from travaux.log.note import Note
from travaux.log.witness import Answer
from travaux.record.acts import Admit
from travaux.record.terms import PartyId
from travaux.secretariat import entering
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.witnessing import WitnessKeeper


@pytest.fixture(autouse=True)
def _faked() -> None:
    if clocks.LIBRARY is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no libfaketime: apt-get install faketime")
        pytest.skip("no libfaketime: apt-get install faketime")


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("400 days ahead, then right again", "UTC"),
        ("stopped", "Pacific/Kiritimati"),
        ("the hour that comes twice", "America/New_York"),
        ("a second before and after a leap second", "right/UTC"),
    ],
)
def test_a_scene(name: str, zone: str, tmp_path: Path) -> None:
    assert clocks.played(name, tmp_path, zone) == []


def test_what_is_told(tmp_path: Path) -> None:
    """Back in the middle: in `status`, `show`, `verify`, `doctor`; answers for a day come back with the clock."""
    office = Office(tmp_path)
    office.begin()
    office.enter("+400d")
    office.say("deadline", "set", "comments", "--when", "2031-05-01", "--record", office.path)
    assert office.shown("status")["deadlines"][0]["fate"] == "open"
    office.clock.set("2031-06-01 12:00:00")
    assert office.shown("status")["deadlines"][0]["fate"] == "lapsed"
    office.clock.set("+0")
    assert office.shown("status")["deadlines"][0]["fate"] == "open"
    office.enter("-3d")
    told = " ".join(office.say("status", "--record", office.path).split())
    assert "One entry claims a time before that of the entry before: entry 3. Written down later, or a clock" in told
    told = " ".join(office.say("show", 3, "--record", office.path).split())
    assert "only claimed the entry before it claims a later time, 20" in told
    assert "the entry before it" not in office.say("show", 2, "--record", office.path)
    assert "which clock was right: 1 entry claims a time before" in " ".join(office.say("verify", office.path).split())
    told = " ".join(office.say("doctor", office.path).split())
    assert "1 entry claims a time before that of the entry before, the last of them entry 3" in told


def test_a_process_that_died_by_a_clock_that_was_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it left came in by the door as it was then: whoever comes with the right clock signs over it."""
    path, home = tmp_path / "velm.travaux", tmp_path / "home"
    with monkeypatch.context() as patch, new(path, home=home) as record:
        ahead = entering.now() + timedelta(days=400)
        patch.setattr(entering, "now", lambda: ahead)
        guard = record._ledger._guard
        assert guard is not None

        def dies(_: object) -> None:
            raise StoreFailed("the power is gone")

        patch.setattr(guard, "advance", dies)
        with pytest.raises(StoreFailed, match="the power is gone"):
            record.enter(Admit(party=PartyId("party-aaaaaaaa")))
    with open_record(path, viewer="depositary", home=home) as record:
        assert record.enter(Admit(party=PartyId("party-bbbbbbbb"))).index == 2
        assert list(record.state.book.earlier) == [2]


def test_a_witness_whose_clock_goes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cosigns by what it saw, never by when: the time in a cosignature is its clock's, as it is."""

    def ask(days: int, _: str, body: bytes) -> Answer:
        with monkeypatch.context() as patch:
            patch.setattr(entering, "now", lambda: start + timedelta(days=days))
            return keeper.add_checkpoint(body)

    path, home = tmp_path / "velm.travaux", tmp_path / "home"
    stamps = []
    with new(path, home=home) as record, WitnessKeeper(tmp_path / "w", record.home.new_key("w"), "boria") as keeper:
        keeper.know(record.key)
        policy = f"log {record.key}\nwitness boria {keeper.key.to_text()} http://boria.example\nquorum boria\n"
        start = entering.now()
        for number, (days, aside) in enumerate(STANDS.items()):
            record.enter(Admit(party=PartyId(f"party-{number:08}")))
            assert record.cosign(policy, ask=partial(ask, days)) == [f"boria cosigned{aside}"]
            (line,) = [each for each in Note.from_text(record.checkpoint.encode()).signatures if each.name == "boria"]
            stamps.append(round((int.from_bytes(line.data[:8], "big") - start.timestamp()) / 86_400))
    assert stamps == list(STANDS)


STANDS = {
    0: "",
    400: "; its clock stands 400 days after the one here: one of the two is wrong",
    -3: "; its clock stands three days before the one here: one of the two is wrong",
}
"""What is said of a witness whose clock stands so many days apart: of two clocks, that is."""


# The desk


class Visitor:
    """A browser without scripts, at a desk."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str, **sent: str) -> tuple[int, str]:
        """Asks for a page, or sends a form: the status, and what came."""
        data = urllib.parse.urlencode(sent).encode() if sent else None
        asked = urllib.request.Request(f"{self.base}{path}", data=data, headers={"Referer": f"{self.base}/"})
        try:
            with self._opener.open(asked, timeout=60) as answer:
                return answer.status, answer.read(200_000).decode() if "events" not in path else ""
        except urllib.error.HTTPError as fault:
            with fault:
                return fault.code, fault.read().decode()

    def sit(self, role: str) -> int:
        """Signs in as a member of the demonstration."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get("/")[1])
        assert token is not None
        return self.get(f"/demo/{role}", csrfmiddlewaretoken=token[1])[0]

    @property
    def answered(self) -> bool:
        """Whether the desk is open."""
        try:
            return self.get("/")[0] == 200
        except urllib.error.URLError:
            return False

    @property
    def seated(self) -> bool:
        """Whether the desk knows who is asking: whoever has not signed in is sent to where one does."""
        with self._opener.open(f"{self.base}/account/", timeout=60) as answer:
            return urllib.parse.urlsplit(answer.geturl()).path == "/account/"

    @property
    def day(self) -> str:
        """Which day it is there."""
        with self._opener.open(f"{self.base}/static/desk.css", timeout=60) as answer:
            return str(answer.headers["Date"][:16])

    @property
    def ticket(self) -> str:
        """The ticket for news in the overview."""
        found = re.search(r'data-ticket="([^"]+)"', self.get("/r/velm/")[1])
        assert found is not None
        return found[1]

    def hears(self, ticket: str) -> bool:
        """Whether a ticket is good for news."""
        return self.get(f"/events?ticket={urllib.parse.quote(ticket)}")[0] == 200


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    made = Clock(tmp_path / "clock")
    made.set("+0")
    return made


@pytest.fixture
def visitor(clock: Clock) -> Iterator[Visitor]:
    """A visitor of the demonstration's desk, in a process that goes by the clock."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "travaux.cli", "serve", "--demo", "--port", str(port)],
        env={**os.environ, **clock.environment}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    made, until = Visitor(f"http://localhost:{port}"), time.monotonic() + 60
    try:
        while time.monotonic() < until and process.poll() is None and not made.answered:
            time.sleep(0.1)
        yield made
    finally:
        process.terminate()
        _, said = process.communicate(timeout=60)
    assert "Traceback" not in said, said


def test_a_desk_whose_clock_jumps(clock: Clock, visitor: Visitor) -> None:
    """Who sat keeps the seat, or signs in again; tickets run out and are handed out anew; nobody is shut out after."""

    def set_to(said: str) -> None:
        before = visitor.day
        clock.set(said)
        while visitor.day == before:
            time.sleep(0.2)

    assert visitor.sit("boria") == 200
    assert visitor.seated
    ticket = visitor.ticket
    assert visitor.hears(ticket)
    set_to("-3d")
    assert visitor.seated
    assert not visitor.hears(ticket), "by this clock the seat is taken in three days"
    set_to("+400d")
    assert not visitor.seated, "two weeks are over"
    assert not visitor.hears(ticket), "and so is a day"
    later = Visitor(visitor.base)
    assert (later.sit("boria"), later.seated) == (200, True)
    set_to("+0")
    assert later.seated
    assert later.hears(later.ticket)
    assert (visitor.sit("aldania"), visitor.seated) == (200, True)
    assert visitor.hears(ticket)
