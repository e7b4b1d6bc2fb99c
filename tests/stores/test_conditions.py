"""The condition of the place: what a file system, SQLite or a server does not do as it should is found and told."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from bench.breaking.servers import Server

from travaux.errors import StoreFailed
from travaux.stores import connecting
from travaux.stores.addresses import Address
from travaux.stores.conditions import Finding, conditions
from travaux.stores.postgres import PostgresStore
from travaux.stores.sqlite import SqliteStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    SqliteStore(tmp_path / "velm.travaux", create=True).close()
    return tmp_path / "velm.travaux"


def wrong(found: list[Finding]) -> list[str]:
    return [each.says for each in found if each.answer == "wrong"]


def test_a_lock_that_cannot_be_had(path: Path) -> None:
    path.with_name("velm.travaux.lock").mkdir()
    with pytest.raises(StoreFailed):
        list(conditions(path))
    first = next(each for each in conditions(path) if "SQLite is" not in each.says)
    assert (first.says.partition(": ")[0], first.answer) == ("the file lock cannot be had", "wrong")


def test_settings_that_are_not_taken(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = connecting.open

    def careless(path: Path, writable: bool) -> sqlite3.Connection:
        connection = real(path, writable)
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection

    monkeypatch.setattr(connecting, "open", careless)
    assert wrong(list(conditions(path))) == [
        "SQLite does not take the settings that Travaux asks for: journal_mode wal, synchronous 1, foreign_keys 1, "
        "secure_delete 1"
    ]


def test_a_server_that_may_tear_pages(server: Server, address: Address) -> None:
    PostgresStore(address, create=True).close()
    server.say("ALTER SYSTEM SET full_page_writes = off")
    server.restart("fast")
    try:
        assert wrong(list(conditions(address))) == ["full_page_writes is off: a loss of power may tear a page"]
    finally:
        server.say("ALTER SYSTEM RESET full_page_writes")
        server.restart("fast")
    assert wrong(list(conditions(address))) == []


def test_a_new_record_that_comes_to_nothing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreFailed, match="no such file or directory"):
        SqliteStore(tmp_path / "gone" / "velm.travaux", create=True)
    monkeypatch.setattr(connecting, "_schema", lambda _: "CREATE nonsense;")
    with pytest.raises(StoreFailed, match="syntax error"):
        SqliteStore(tmp_path / "velm.travaux", create=True)
    assert list(tmp_path.iterdir()) == []
