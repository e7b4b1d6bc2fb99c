"""Records of earlier versions of the format: read as they are, and made new where they may be written to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib import resources
from pathlib import Path

import pytest

from travaux.errors import StoreFailed
from travaux.secretariat.opening import new
from travaux.secretariat.verifying import Report, verify
from travaux.stores import connecting
from travaux.stores.sqlite import SqliteStore
from travaux.stores.store import Addition, Kept


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A record of version 1, as that version left it, with a row in each table that has a sum since."""
    path = tmp_path / "velm.travaux"
    with SqliteStore(path, create=True) as store, store.turn(), store.writing():
        store.append([Addition(b"one\n"), Addition(b"two\n")])
        store.keep_checkpoint(2, b"note")
        store.keep_disclosures([Kept("a" * 43, 1, "private", "parties")])
        store.keep_manuscript("0" * 64, "draft.docx", b"PK")
        store.keep_draft("1" * 64, b"{}")
        store.keep_request("a client's", 0, 2)
        store.keep_setting("title", "Velm")
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("DROP TABLE sum")
        file.execute("PRAGMA user_version = 1")
    return path


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: file.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in tables if name != "sum"}


def test_it_is_given_sums_and_nothing_else_of_it_changes(first: Path) -> None:
    before = rows(first)
    with SqliteStore(first) as store:
        assert store.unsound() == []
        with store.turn(), store.writing():
            store.keep_setting("title", "Velm Valley")
        assert store.unsound() == []
    with closing(sqlite3.connect(first)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (connecting.VERSION,)
        file.execute("UPDATE meta SET value = 'Velm Valley, another' WHERE key = 'title'")
        file.commit()
    with SqliteStore(first) as store:
        assert store.unsound() == ["the table meta does not add up"]
    after = rows(first)
    before.pop("meta"), after.pop("meta")
    assert before == after


def test_where_it_may_only_be_read_it_stays_as_it_is(first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = first.read_bytes()
    monkeypatch.setattr("travaux.stores.sqlite.os.access", lambda *_: False)
    with SqliteStore(first) as store:
        assert [leaf for _, leaf in store.leaves()] == [b"one\n", b"two\n"]
        assert store.unsound() is None
    assert before == first.read_bytes()


def test_one_with_tables_of_another_version_is_refused(first: Path) -> None:
    with closing(sqlite3.connect(first)) as file:
        file.executescript(resources.files("travaux.stores").joinpath("schema", "0002.sql").read_text())
        file.execute("PRAGMA user_version = 1")
    with pytest.raises(StoreFailed, match="other tables or triggers than a record of format 1 has"):
        SqliteStore(first)


def test_verify_says_that_sums_are_not_proved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = tmp_path / "real.travaux"
    new(record, home=tmp_path / "home").close()
    with closing(sqlite3.connect(record, isolation_level=None)) as file:
        file.execute("DROP TABLE sum")
        file.execute("PRAGMA user_version = 1")
    monkeypatch.setattr("travaux.stores.sqlite.os.access", lambda *_: False)
    assert told(verify(record, home=tmp_path / "home")) == "not proved"
    monkeypatch.undo()
    assert told(verify(record, home=tmp_path / "home")) == "holds"


def told(report: Report) -> str:
    assert report.holds
    return next(check.answer for check in report.checks if "as they were written" in check.says)
