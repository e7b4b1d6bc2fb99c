"""What is only SQLite's: one file at rest, rows that stay, faults in words, and settings that make a commit durable."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from travaux.errors import Locked, StoreFailed
from travaux.stores import connecting
from travaux.stores.faults import failure
from travaux.stores.sqlite import SqliteStore
from travaux.stores.store import Addition, Kept


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "velm.travaux"


def filled(path: Path) -> SqliteStore:
    store = SqliteStore(path, create=True)
    with store.turn(), store.writing():
        store.append([Addition(b"one\n"), Addition(b"two\n")])
    return store


def write(store: SqliteStore) -> None:
    with store.writing():
        store.append([Addition(b"three\n")])


def test_one_file_when_the_last_one_closes(path: Path) -> None:
    first = filled(path)
    second = SqliteStore(path)
    assert second.size == 2
    first.close()
    assert second.size == 2
    with second.turn(), second.writing():
        second.append([Addition(b"three\n")])
    second.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    with SqliteStore(path) as third:
        assert [leaf for _, leaf in third.leaves()] == [b"one\n", b"two\n", b"three\n"]


def test_settings(path: Path) -> None:
    with filled(path) as store:
        for connection in (store._connection, connecting.connect(path, writable=True)):
            found = {
                name: connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("journal_mode", "secure_delete", "trusted_schema", "mmap_size", "foreign_keys")
            }
            assert found == {
                "journal_mode": "wal", "secure_delete": 1, "trusted_schema": 0, "mmap_size": 0, "foreign_keys": 1,
            }  # fmt: skip
        connection.close()
        with store.turn():
            # A failure to sync the log is kept from us where SQLite folds it in by itself: not while it is not synced.
            for durable, synchronous, folded in ((True, 2, 1000), (False, 1, 0)):
                with store.writing(durable=durable):
                    assert store._connection.execute("PRAGMA synchronous").fetchone() == (synchronous,)
                    assert store._connection.execute("PRAGMA wal_autocheckpoint").fetchone() == (folded,)


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE entry SET leaf = x'00' WHERE idx = 0", "an entry is never changed"),
        ("DELETE FROM entry WHERE idx = 1", "an entry is never deleted"),
        ("INSERT INTO entry VALUES (5, zeroblob(32), x'00', '')", "entries have no gaps"),
        ("UPDATE node SET hash = zeroblob(32)", "a node is never changed"),
        ("DELETE FROM node", "a node is never deleted"),
        ("INSERT INTO entry VALUES (2, zeroblob(31), x'00', '')", "CHECK constraint failed"),
        ("INSERT INTO entry VALUES (2, zeroblob(32), 'text', '')", "cannot store TEXT value in BLOB column"),
    ],
)
def test_accidents(path: Path, sql: str, says: str) -> None:
    filled(path).close()
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match=says):
        connection.execute(sql)
    connection.close()


def test_another_program_that_holds_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled(path) as store:
        store._connection.execute("PRAGMA busy_timeout = 50")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        told = "is held by another program; close it there, and try again"
        with store.turn(), pytest.raises(Locked, match=told), store.writing():
            pass
        other.execute("ROLLBACK")
        other.close()
        with store.turn(), store.writing():
            store.keep_setting("title", "again")


def test_after_a_failure_of_the_disk_nothing_more_is_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second attempt could seem to succeed where the first one's bytes never reached the disk."""

    class Failing:
        def __init__(self, connection: sqlite3.Connection) -> None:
            self.connection = connection
            self.in_transaction = False

        def __getattr__(self, name: str) -> object:
            return getattr(self.connection, name)

        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
            if sql == "COMMIT":
                self.connection.execute("ROLLBACK")
                fault = sqlite3.OperationalError("disk I/O error")
                fault.sqlite_errorcode = 10 | 4 << 8  # SQLITE_IOERR_FSYNC
                raise fault
            return self.connection.execute(sql, *values)

    with filled(path) as store:
        real = store._connection
        monkeypatch.setattr(store, "_connection", Failing(real))
        with store.turn(), pytest.raises(StoreFailed, match="whether anything was entered is not known"):
            write(store)
        monkeypatch.setattr(store, "_connection", real)
        with store.turn(), pytest.raises(StoreFailed, match="nothing more is written until the record is opened again"):
            write(store)
    with SqliteStore(path) as again:
        assert again.size == 2


@pytest.mark.parametrize(
    ("code", "kind", "says"),
    [
        (5, Locked, "is held by another program"),
        (8, StoreFailed, "may not be written to"),
        (10 | 4 << 8, StoreFailed, "stands on a disk that failed"),
        (10 | 19 << 8, StoreFailed, "stands on a disk that is full"),
        (11, StoreFailed, "is damaged: take the newest copy"),
        (13, StoreFailed, "stands on a disk that is full"),
        (14, StoreFailed, "cannot be opened"),
        (26, StoreFailed, "is not a record of Travaux"),
        (1, StoreFailed, "failed: no such thing"),
    ],
)
def test_faults_in_words(code: int, kind: type[StoreFailed], says: str) -> None:
    fault = sqlite3.OperationalError("no such thing")
    fault.sqlite_errorcode = code
    told = failure("velm.travaux", fault)
    assert type(told) is kind
    assert says in str(told)


def test_a_copy_while_it_is_open(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.travaux"
    with filled(path) as store:
        store.backup(str(copy))
        with store.turn(), store.writing():
            store.append([Addition(b"three\n")])
        with pytest.raises(StoreFailed, match="is there already; a copy never replaces a file"):
            store.backup(str(copy))
    with SqliteStore(copy) as other:
        assert [leaf for _, leaf in other.leaves()] == [b"one\n", b"two\n"]


def test_erasing_while_others_read_is_said(path: Path) -> None:
    """A reader in the middle of a reading keeps an old page; whoever erases is told, and does it again."""
    with filled(path) as store:
        with store.turn(), store.writing():
            store.keep_disclosures([Kept("digest", 0, "a secret text")])
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        assert reader.execute("SELECT disclosure FROM private").fetchall() == [("a secret text",)]
        store._connection.execute("PRAGMA busy_timeout = 50")
        with store.turn():
            with store.writing():
                store.erase(["digest"])
            with pytest.raises(Locked, match="keep an old copy of its page; once they have closed it, erase again"):
                store.scrub()
        reader.close()
        store.scrub()
    assert b"a secret text" not in path.read_bytes()


def test_what_is_read_is_of_one_moment(path: Path) -> None:
    with filled(path) as store, SqliteStore(path) as other:
        with store.still():
            assert store.size == 2
            with other.turn():
                write(other)
            assert (store.size, len(list(store.rows())), other.size) == (2, 2, 3)
        assert store.size == 3


def test_another_file_in_its_place(path: Path) -> None:
    """What is written to a file that has lost its name would be gone at the end."""
    told = "the file was taken away, or another was put in its place, while it was open here. Nothing was entered"
    with filled(path) as store:
        copy = path.with_name("copy.travaux")
        store.backup(str(copy))
        for takes_place in (path.unlink, lambda: copy.rename(path)):
            takes_place()
            with pytest.raises(StoreFailed, match=told), store.turn():
                write(store)
        assert not store.in_place
    with SqliteStore(path) as again:
        assert (again.size, again.in_place) == (2, True)


def test_a_page_that_leads_back(path: Path) -> None:
    """A flipped bit in the tree of pages may send whoever reads on by the last index to an earlier one, for ever."""
    with SqliteStore(path, create=True) as store, store.turn(), store.writing():
        store.append([Addition(b"%d" % at * 200, "take") for at in range(100)])
    content = path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'entry'").fetchone()
    told = Counter[str]()
    for at in range(root * 4096 - 60, root * 4096):
        path.write_bytes(content[:at] + bytes([content[at] ^ 0x80]) + content[at + 1 :])
        with SqliteStore(path) as store:
            try:
                told[f"{len(list(islice(store.rows(), 1000)))} entries"] += 1
            except StoreFailed:
                told["damaged"] += 1
    assert told["1000 entries"] == 0
    assert told["damaged"] > 0
