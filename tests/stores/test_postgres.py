"""What is only PostgreSQL's: sessions that are lost, turns, faults in words, what is refused."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from bench.breaking.servers import Server

from travaux.errors import Locked, StoreFailed
from travaux.log.merkle import Tree, frontier, leaf_hash
from travaux.stores import sessions
from travaux.stores.addresses import Address
from travaux.stores.postgres import PostgresStore
from travaux.stores.store import Addition, Kept


@pytest.fixture
def store(address: Address) -> Iterator[PostgresStore]:
    with PostgresStore(address, create=True) as made:
        yield made


def append(store: PostgresStore, *leaves: bytes) -> int:
    with store.turn(), store.writing():
        return store.append([Addition(leaf) for leaf in leaves])


def entries(store: PostgresStore) -> list[bytes]:
    """Returns the leaves, after the tree that is kept was found to be theirs."""
    found = [leaf for _, leaf in store.leaves()]
    assert store.size == len(found)
    assert frontier(store, len(found)).root() == Tree(map(leaf_hash, found)).root()
    return found


# Sessions and answers that are lost; writers and servers that are killed: tests/faults/test_killing.py


def cut_off(store: PostgresStore, server: Server) -> None:
    """Ends a store's session from the server's side, as a network may."""
    (pid,) = store._session.execute("SELECT pg_backend_pid()").fetchone() or (0,)
    server.say(f"SELECT pg_terminate_backend({pid}, 5000)")


def test_a_reader_asks_again_when_its_session_was_lost(store: PostgresStore, server: Server) -> None:
    append(store, b"one\n")
    cut_off(store, server)
    assert store.size == 1
    cut_off(store, server)
    assert append(store, b"two\n") == 1


def test_nothing_of_a_transaction_that_was_lost_is_kept(store: PostgresStore, server: Server) -> None:
    append(store, b"one\n")

    def loses() -> None:
        with store.turn(), store.writing():
            store.append([Addition(b"two\n")])
            cut_off(store, server)
            store.keep_setting("title", "x")

    with pytest.raises(StoreFailed, match="the server was lost"):
        loses()
    assert entries(store) == [b"one\n"]
    assert append(store, b"two\n") == 1


class Losing:
    """A session that loses the answer to its commits, before or after the server has had them."""

    def __init__(self, session: sessions.Session, server: Server, *, after: bool) -> None:
        self._session, self._server, self._after = session, server, after

    def __getattr__(self, name: str) -> object:
        return getattr(self._session, name)

    def execute(self, sql: str, values: object = ()) -> object:
        if sql != "COMMIT":
            return self._session.execute(sql, values)  # type: ignore[arg-type]
        if self._after:
            self._session.execute("COMMIT")
        self._session.close()
        raise psycopg.OperationalError("the connection is lost")


@pytest.mark.parametrize("after", [False, True])
def test_a_commit_whose_answer_is_lost_is_settled(store: PostgresStore, server: Server, after: bool) -> None:
    store._session = Losing(store._session, server, after=after)  # type: ignore[assignment]
    if after:
        assert append(store, b"one\n", b"two\n") == 0
    else:
        with pytest.raises(StoreFailed, match="nothing of this was entered"):
            append(store, b"one\n", b"two\n")
        assert append(store, b"one\n", b"two\n") == 0
    assert entries(store) == [b"one\n", b"two\n"]


def test_a_commit_that_cannot_be_settled_closes_the_store(
    store: PostgresStore, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    store._session = Losing(store._session, server, after=True)  # type: ignore[assignment]

    def refuses(*_: object, **__: object) -> None:
        raise StoreFailed("the server does not let us in")

    with monkeypatch.context() as patch:
        patch.setattr(sessions, "begin", refuses)
        with pytest.raises(StoreFailed, match="whether anything was entered is not known"):
            append(store, b"one\n")
    with pytest.raises(StoreFailed, match="is not known"), store.turn(), store.writing():
        pass
    with PostgresStore(store.address) as again:
        assert entries(again) == [b"one\n"]


def test_a_turn_that_was_lost_writes_over_nobody(store: PostgresStore, address: Address, server: Server) -> None:
    def late() -> None:
        with store.turn():
            assert store.size == 0
            cut_off(store, server)
            append(other, b"theirs\n")
            with store.writing():
                store.append([Addition(b"ours\n")])

    with PostgresStore(address) as other, pytest.raises(Locked, match="others wrote since"):
        late()
    assert entries(store) == [b"theirs\n"]


# Turns and records


def test_turns_are_given_in_the_order_of_asking(address: Address, store: PostgresStore) -> None:
    counts: Counter[int] = Counter()
    until = time.monotonic() + 1.0

    def work(number: int) -> None:
        with PostgresStore(address) as own:
            while time.monotonic() < until:
                append(own, f"{number} {counts[number]}\n".encode())
                counts[number] += 1

    threads = [threading.Thread(target=work, args=(each,)) for each in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts.values()) == store.size == len(entries(store))
    assert max(counts.values()) - min(counts.values()) <= max(4, max(counts.values()) // 2)


def test_who_waits_too_long_is_told(address: Address, store: PostgresStore) -> None:
    with (
        PostgresStore(address, patience=0.1) as hasty,
        store.turn(),
        pytest.raises(Locked, match="others have been writing"),
        hasty.turn(),
    ):
        pass
    assert append(store, b"one\n") == 0


def test_records_of_one_database_keep_apart(address: Address, store: PostgresStore) -> None:
    append(store, b"one\n", b"two\n")
    with PostgresStore(address.of(f"{address.record}-other"), create=True) as other, store.turn():
        # Another record's writer does not wait for this one's.
        assert append(other, b"one\n") == 0
        with other.turn(), other.writing():
            other.keep_disclosures([Kept("d", 0, "text")])
        assert (store.size, other.size, store.disclosures()) == (2, 1, [])
    with pytest.raises(StoreFailed, match="there already"):
        PostgresStore(address, create=True)
    with pytest.raises(StoreFailed, match="there is no record at"):
        PostgresStore(address.of("nobody"))
    with pytest.raises(StoreFailed, match="no record in it"):
        PostgresStore(Address(address.uri))


def test_a_record_in_which_nothing_was_entered_is_taken_away(address: Address) -> None:
    store = PostgresStore(address, create=True)
    with store.turn(), store.writing():
        store.keep_setting("log", "x")
    store.discard()
    with PostgresStore(address, create=True) as again:
        assert again.settings() == {}
        append(again, b"one\n")
    kept = PostgresStore(address)
    with pytest.raises(StoreFailed):
        kept.discard()
    with PostgresStore(address) as still:
        assert entries(still) == [b"one\n"]


def _grown(store: PostgresStore, size: int) -> None:
    until = time.monotonic() + 30
    while store.size < size:
        assert time.monotonic() < until, "the writers do not write"
        time.sleep(0.01)


def test_a_copy_is_of_one_moment(store: PostgresStore, address: Address, tmp_path: Path) -> None:
    from travaux.stores.sqlite import SqliteStore

    stop = threading.Event()

    def work() -> None:
        number = 0
        with PostgresStore(address) as own:
            while not stop.is_set():
                with own.turn(), own.writing():
                    at = own.append([Addition(b"%d\n" % number)])
                    own.keep_disclosures([Kept(f"d{number}", at, "text")])
                number += 1

    thread = threading.Thread(target=work)
    thread.start()
    _grown(store, 20)
    store.backup(str(tmp_path / "copy.travaux"))
    stop.set()
    thread.join()
    with SqliteStore(tmp_path / "copy.travaux") as copy:
        assert 20 <= copy.size <= store.size
        assert list(copy.rows()) == list(store.rows())[: copy.size]
        assert [kept.index for kept in copy.disclosures()] == list(range(copy.size))


# What stays, and what is refused


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM travaux.entry",
        "UPDATE travaux.entry SET kind = 'x'",
        "TRUNCATE travaux.entry CASCADE",
        "DELETE FROM travaux.node",
        "INSERT INTO travaux.entry SELECT record, 7, sha256('x'), 'x', '' FROM travaux.head HERE",
        "INSERT INTO travaux.entry SELECT record, 2, sha256('x'), 'x', '' FROM travaux.head HERE",
    ],
)
def test_what_is_in_the_log_stays(store: PostgresStore, address: Address, sql: str) -> None:
    append(store, b"one\n", b"two\n")
    with (
        closing(psycopg.connect(address.uri, autocommit=True)) as raw,
        pytest.raises(psycopg.Error, match=r"never changed|no gaps"),
    ):
        raw.execute(sql.replace("HERE", f"WHERE name = '{address.record}'"))
    assert entries(store) == [b"one\n", b"two\n"]


def test_what_was_erased_is_rewritten_out_of_the_tables(store: PostgresStore, server: Server) -> None:
    append(store, b"one\n")
    with store.turn(), store.writing():
        store.keep_disclosures([Kept("d", 0, "A-SECRET-OF-SOMEBODY"), Kept("e", 0, "kept")])
    server.say("CHECKPOINT")
    assert _files_with(server, b"A-SECRET-OF-SOMEBODY")
    with store.turn():
        with store.writing():
            store.erase(["d"])
        store.scrub()
    server.say("CHECKPOINT")
    assert _files_with(server, b"A-SECRET-OF-SOMEBODY") == []
    assert [each.digest for each in store.disclosures()] == ["e"]


def _files_with(server: Server, word: bytes) -> list[Path]:
    (oid,) = server.say("SELECT oid FROM pg_database WHERE datname = 'talks1'").split()
    found = [path for path in (server.data / "base" / oid).iterdir() if path.is_file()]
    return [path for path in found if word in path.read_bytes()]


def test_a_server_that_does_not_sync_is_refused(address: Address, store: PostgresStore, server: Server) -> None:
    server.say("ALTER SYSTEM SET fsync = off")
    server.say("SELECT pg_reload_conf()")
    try:
        until = time.monotonic() + 10
        while server.say("SHOW fsync").strip() != "off":
            assert time.monotonic() < until
        with pytest.raises(StoreFailed, match="does not sync"):
            PostgresStore(address)
    finally:
        server.say("ALTER SYSTEM RESET fsync")
        server.say("SELECT pg_reload_conf()")
        while server.say("SHOW fsync").strip() != "on":
            time.sleep(0.05)


def test_commits_are_durable_whatever_the_database_is_set_to(address: Address) -> None:
    careless = Address.from_text(address.text.replace("#", "&options=-csynchronous_commit%3Doff#"))
    with PostgresStore(careless, create=True) as store, store.turn():
        for durable, expected in ((True, "on"), (False, "off"), (True, "on")):
            with store.writing(durable=durable):
                assert store._session.execute("SHOW synchronous_commit").fetchone() == (expected,)


def test_whoever_may_only_read_is_told(server: Server, address: Address, store: PostgresStore) -> None:
    append(store, b"one\n")
    name = address.uri.partition("?")[0].rpartition("/")[2]
    server.say(f"CREATE ROLE reader_of_{name} LOGIN")
    server.say(
        f"GRANT USAGE ON SCHEMA travaux TO reader_of_{name}; "
        f"GRANT SELECT ON ALL TABLES IN SCHEMA travaux TO reader_of_{name}",
        name,
    )
    reading = Address(address.uri.replace("clerk@", f"reader_of_{name}@"), address.record)
    with PostgresStore(reading) as reader:
        assert (reader.writable, entries(reader)) == (False, [b"one\n"])
        with pytest.raises(StoreFailed, match="may only read"), reader.turn():
            pass


def test_other_encodings_and_other_versions_are_refused(server: Server, address: Address, store: PostgresStore) -> None:
    with pytest.raises(StoreFailed, match="SQL_ASCII"):
        PostgresStore(Address.from_text(server.database(encoding="SQL_ASCII")).of("velm"), create=True)
    with pytest.raises(StoreFailed, match="the database holds no records"):
        PostgresStore(Address.from_text(server.address("postgres")).of("velm"))
    with pytest.raises(StoreFailed, match="does not let us in"):
        PostgresStore(Address.from_text(server.address("nowhere")).of("velm"))
    store._session.execute("INSERT INTO travaux.version VALUES (99)")
    try:
        with pytest.raises(StoreFailed, match="newer Travaux"):
            PostgresStore(address)
    finally:
        store._session.execute("DELETE FROM travaux.version WHERE number = 99")
