"""A desk whose records and accounts are on a PostgreSQL server: pages, an invitation, news, and a server restarted."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.breaking.servers import Server

from travaux.record.acts import Admit
from travaux.record.terms import PartyId
from travaux.secretariat.news import watch
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.stores.addresses import Address
from travaux.web.serve import places, slugs

ALDANIA, BORIA = PartyId("party-aaaaaaaa"), PartyId("party-bbbbbbbb")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRAVAUX_", "DJANGO_"))}
    return {**kept, "TRAVAUX_HOME": str(home)}


@pytest.fixture
def served(address: Address, home: Path, environment: dict[str, str]) -> Iterator[str]:
    """The address of a desk in a process of its own, which serves one record to everybody."""
    with new(address, title="Velm Valley Plan (synthetic)", name="The secretariat", home=home) as record:
        record.enter(Admit(party=ALDANIA, handle="aldania", name="Federation of Aldania"))
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    store = str(address).partition("#")[0]
    arguments = ["serve", "--store", store, address.record, "--public", "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, "-m", "travaux.cli", *arguments], env=environment, stderr=subprocess.PIPE, text=True
    )
    base = f"http://localhost:{port}"
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            page(base)
            break
        except urllib.error.URLError:
            time.sleep(0.1)
    yield base
    process.terminate()
    _, said = process.communicate(timeout=30)
    assert "Traceback" not in said


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        found: str = answer.read().decode()
        return found


def test_a_desk_on_a_server(
    served: str, address: Address, server: Server, home: Path, environment: dict[str, str]
) -> None:
    assert "Velm Valley Plan" in page(served)
    note = page(f"{served}/r/{address.record}/checkpoint")
    assert note.split("\n")[1] == "2"
    invite = ["invite", address.record, "legal@example.org", "--party", "aldania"]
    run = [sys.executable, "-m", "travaux.cli", *invite]
    link = subprocess.run(run, env=environment, capture_output=True, text=True, check=True, timeout=60).stdout
    assert re.fullmatch(rf"{served}/invited/\S+/\n", link)
    name = address.uri.partition("?")[0].rpartition("/")[2]
    assert server.say("SELECT record, email FROM web.accounts_invitation", name).split("|")[0] == address.record
    assert list((home / "desk").glob("*.sqlite3")) == []
    server.restart("fast")
    with open_record(address, viewer="depositary", home=home) as record:
        record.enter(Admit(party=BORIA, handle="boria"))
    assert page(f"{served}/r/{address.record}/checkpoint").split("\n")[1] == "3"


def test_news_of_a_record_on_a_server(address: Address, server: Server, home: Path) -> None:
    new(address, home=home).close()
    looks = watch(address)
    assert looks.size() == 1
    with open_record(address, viewer="depositary", home=home) as record:
        record.enter(Admit(party=ALDANIA))
    assert looks.size() == 2
    server.restart("fast")
    assert looks.size() == 2
    looks.close()


def test_records_are_named_by_what_they_are_in_their_database(tmp_path: Path) -> None:
    file = tmp_path / "Accord 2.travaux"
    file.touch()
    store = "postgres://clerk:secret@db.example.org/talks"
    mixed = slugs(places([str(file), f"{store}#velm"]))
    assert {slug: str(each) for slug, each in mixed.items()} == {
        "accord-2": str(file), "velm": "postgres://clerk@db.example.org/talks#velm",
    }  # fmt: skip
    assert [each.text for each in places(["velm"], store) if isinstance(each, Address)] == [f"{store}#velm"]
