"""A record on a PostgreSQL server, one of many in a database. The tables are in `schema/postgres`, one file a version.

- Who writes queues for the record's advisory lock, which the server gives in the order of asking and takes back when
  its holder dies. So a turn is a session's.
- Every transaction locks the record's head row and finds the size there that its turn last saw, or gives up (`Locked`):
  where a session was lost in the middle of a turn, nobody's entries are written over.
- What a durable transaction wrote is synced before it is acknowledged; a server that does not sync is refused.
- A commit whose answer was lost is settled: the head row is locked, which waits for that transaction's fate, and the
  entry is looked for at its index. Where that cannot be done, nothing more is written until the record is opened again.
- Whoever only reads waits some seconds for a server that is started again, and asks once more.

What was erased is rewritten out of the tables (`scrub`); the server's own log and its backups keep it until they go.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from typing import Any

import psycopg

from travaux.errors import Locked, StoreFailed
from travaux.log.merkle import Frontier, leaf_hash, subtrees
from travaux.stores import sessions
from travaux.stores.addresses import Address
from travaux.stores.carrying import carry
from travaux.stores.rows import Rows
from travaux.stores.sessions import told
from travaux.stores.sqlite import SqliteStore
from travaux.stores.store import MOVED, Addition, Audience, Kept, refusal
from travaux.stores.turns import PATIENCE


class PostgresStore(Rows):
    """A record on a server. One object serves one thread at a time; others wait."""

    in_place = True

    def __init__(self, address: Address, *, patience: float = PATIENCE, create: bool = False) -> None:
        if not address.record:
            raise StoreFailed(f"{address} names a database and no record in it: add #NAME")
        self.address = address
        self._name = str(address)
        self._patience = patience
        self._mutex = threading.RLock()
        self._turning = 0
        self._known: int | None = None
        self._writing = False
        self._added: tuple[int, bytes] | None = None
        self._broken = ""
        self._second: sessions.Session | None = None
        self._session = sessions.begin(address)
        try:
            self._record = self._make() if create else self._find()
            self.writable = self._may_write()
        except BaseException:
            sessions.end(self._session)
            raise
        self._set_patience()

    # Opening and closing

    def _make(self) -> int:
        sessions.make_tables(self._session, self.address)
        with told(self._name):
            made = self._session.execute(
                "INSERT INTO travaux.head (name) VALUES (%s) ON CONFLICT DO NOTHING RETURNING record",
                (self.address.record,),
            ).fetchone()
        if made is None:
            raise StoreFailed(f"{self._name} is there already; a new record never replaces another")
        return int(made[0])

    def _find(self) -> int:
        with told(self._name):
            sessions.check_version(self._session, self.address)
            sql = "SELECT record FROM travaux.head WHERE name = %s"
            found = self._session.execute(sql, (self.address.record,)).fetchone()
        if found is None:
            raise StoreFailed(f"there is no record at {self._name}; `travaux new {self._name}` makes one")
        return int(found[0])

    def _may_write(self) -> bool:
        sql = "SELECT NOT pg_is_in_recovery() AND has_table_privilege('travaux.entry', 'INSERT')"
        return bool(self._row(sql)[0])

    def close(self) -> None:
        """Lets go of the server."""
        with self._mutex:
            sessions.end(self._second)
            sessions.end(self._session)

    def discard(self) -> None:
        """Takes a record away in which nothing was entered, and lets go of the server."""
        with closing(self), self.turn(), self.writing(moving=True):
            for table in ("manuscript", "draft", "meta", "cache", "checkpoint"):
                self._write(f"DELETE FROM travaux.{table} WHERE record = %s", (self._record,))
            self._write("DELETE FROM travaux.head WHERE record = %s", (self._record,))

    def __enter__(self) -> PostgresStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def still(self) -> Iterator[None]:
        """Opens a transaction in which to read; with the session it is lost, and nothing is asked twice."""
        with self._mutex, told(self._name):
            self._rows("SELECT 1")
            self._session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            self._writing = True
            try:
                yield
            finally:
                self._writing = False
                with suppress(psycopg.Error):
                    self._session.execute("ROLLBACK")

    # Writing

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Holds the record's advisory lock."""
        if not self.writable:
            raise StoreFailed(f"{self._name} may not be written to: the server or this user may only read")
        if not self._mutex.acquire(timeout=self._patience):
            raise Locked(f"others have been writing to {self._name} for {self._patience:g} seconds; try again later")
        try:
            if not self._turning:
                self._known = None
                self._rows("SELECT pg_advisory_lock(%s, %s)", (sessions.LOCKS, self._record))
            self._turning += 1
            try:
                yield
            finally:
                self._turning -= 1
                if not self._turning:
                    self._let_go()
        finally:
            self._mutex.release()

    def _let_go(self) -> None:
        # A session that was lost holds nothing; one that took its place never did, and is told so by a warning.
        try:
            self._session.execute("SELECT pg_advisory_unlock(%s, %s)", (sessions.LOCKS, self._record))
        except psycopg.Error:
            sessions.end(self._session)

    @contextmanager
    def writing(self, *, durable: bool = True, moving: bool = False) -> Iterator[None]:
        """Opens a transaction."""
        if not self._turning or self._writing:
            raise RuntimeError("a transaction is opened inside a turn, and not inside another")
        if self._broken:
            raise StoreFailed(self._broken)
        known = self._known
        self._writing, self._added = True, None
        try:
            with told(self._name):
                self._begin(durable, moving)
                yield
                self._commit()
        except BaseException:
            self._known = known
            with suppress(psycopg.Error):
                self._session.execute("ROLLBACK")
            raise
        finally:
            self._writing = False

    def _begin(self, durable: bool, moving: bool) -> None:
        begin = "BEGIN" if durable else "BEGIN; SET LOCAL synchronous_commit = off"
        try:
            self._session.execute(begin)
        except psycopg.Error:
            if not sessions.lost(self._session):
                raise
            self._again()
            self._session.execute(begin)
        sql = (
            "SELECT size, (SELECT value FROM travaux.meta AS m WHERE m.record = h.record AND key = %s) "
            "FROM travaux.head AS h WHERE record = %s FOR UPDATE"
        )
        row = self._session.execute(sql, (MOVED, self._record)).fetchone()
        if row is None:
            raise StoreFailed(f"{self._name} is gone from its database")
        size, moved = row
        if moved and not moving:
            raise refusal(self._name, moved)
        if self._known not in (None, size):
            raise Locked(
                f"the turn to write to {self._name} was lost with the server, and others wrote since; try again"
            )
        self._known = size

    def _commit(self) -> None:
        try:
            self._session.execute("COMMIT")
        except psycopg.Error:
            if not sessions.lost(self._session):
                raise
            self._settle()

    def _settle(self) -> None:
        """Finds out what became of a commit whose answer was lost; returns where it was kept."""
        try:
            self._again()
            with self._session.transaction():
                self._session.execute("SELECT FROM travaux.head WHERE record = %s FOR UPDATE", (self._record,))
                if self._added is not None and self.find(self._added[1]) == self._added[0]:
                    return
        except (psycopg.Error, StoreFailed) as fault:
            self._broken = (
                f"{self._name}: the server was lost in the middle of a commit, and whether anything was entered is not "
                "known. Open the record again and look, or send the same request again: it is entered once"
            )
            raise StoreFailed(self._broken) from fault
        was = "nothing of this was entered" if self._added else "it is not known whether this was kept"
        raise StoreFailed(f"{self._name}: the server was lost in the middle of a commit; {was}. Try again")

    def _write(self, sql: str, values: Sequence[Any]) -> None:
        if not self._writing:
            raise RuntimeError("nothing is written outside a transaction")
        with told(self._name):
            self._session.execute(sql, values)

    def append(self, additions: Sequence[Addition]) -> int:
        """Adds entries: those that are new are sent at once, with their nodes and the ends of their chains."""
        if not self._writing:
            raise RuntimeError("nothing is written outside a transaction")
        first = self.size
        if not additions:
            return first
        digests = [leaf_hash(each.leaf) for each in additions]
        self._refuse_known(digests, first)
        nodes: list[tuple[int, int, bytes]] = []
        Frontier(first, tuple(self.hashes(subtrees(0, first)))).extended(
            digests, keep=lambda node, made: nodes.append((*node, made)) if node.level else None
        )
        chains = {each.author: (each.seq, at) for at, each in enumerate(additions, first) if each.author}
        with told(self._name), self._session.pipeline():
            self._write(_HEAD, (len(additions), self._record))
            self._write(
                _ENTRY, (self._record, first - 1, digests, [a.leaf for a in additions], [a.kind for a in additions])
            )
            if nodes:
                self._write(_NODE, (self._record, *map(list, zip(*nodes, strict=True))))
            if chains:
                seqs, ends = zip(*chains.values(), strict=True)
                self._write(_CHAINED, (self._record, list(chains), list(seqs), list(ends)))
        self._known = first + len(additions)
        self._added = self._added or (first, digests[0])
        return first

    def _refuse_known(self, digests: Sequence[bytes], first: int) -> None:
        places: dict[bytes, int] = {}
        for at, digest in enumerate(digests, first):
            if digest in places:
                raise StoreFailed(f"the entry is in the record already, as entry {places[digest]}")
            places[digest] = at
        sql = "SELECT idx FROM travaux.entry WHERE record = %s AND hash = ANY(%s::bytea[]) ORDER BY idx LIMIT 1"
        found = self._one(sql, list(digests))
        if found is not None:
            raise StoreFailed(f"the entry is in the record already, as entry {found}")

    def keep_checkpoint(self, size: int, note: bytes, *, cosigned: bool = False) -> None:
        """Keeps a checkpoint."""
        self._write(
            "DELETE FROM travaux.checkpoint WHERE record = %s AND NOT cosigned AND size <= %s", (self._record, size)
        )
        self._write(
            "INSERT INTO travaux.checkpoint AS c VALUES (%s, %s, %s, %s) ON CONFLICT (record, size) DO UPDATE "
            "SET note = excluded.note, cosigned = excluded.cosigned WHERE excluded.cosigned >= c.cosigned",
            (self._record, size, note, cosigned),
        )

    def keep_disclosures(self, kept: Iterable[Kept]) -> None:
        """Keeps private values."""
        for each in kept:
            values = (self._record, each.digest, each.index, each.disclosure, each.audience)
            self._write("INSERT INTO travaux.private VALUES (%s, %s, %s, %s, %s)", values)

    def keep_manuscript(self, digest: str, name: str, content: bytes) -> None:
        """Keeps a file, once."""
        sql = "INSERT INTO travaux.manuscript VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
        self._write(sql, (self._record, digest, name, content))

    def keep_draft(self, digest: str, content: bytes) -> None:
        """Keeps a draft, once."""
        sql = "INSERT INTO travaux.draft VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
        self._write(sql, (self._record, digest, content))

    def keep_request(self, name: str, first: int, count: int) -> None:
        """Remembers what a client's request became."""
        self._write("INSERT INTO travaux.request VALUES (%s, %s, %s, %s)", (self._record, name, first, count))

    def keep_setting(self, key: str, value: str) -> None:
        """Sets a setting."""
        sql = (
            "INSERT INTO travaux.meta VALUES (%s, %s, %s) "
            "ON CONFLICT (record, key) DO UPDATE SET value = excluded.value"
        )
        self._write(sql, (self._record, key, value))

    def cache(self, key: str, content: bytes) -> None:
        """Keeps what can be worked out again."""
        sql = (
            "INSERT INTO travaux.cache VALUES (%s, %s, %s) "
            "ON CONFLICT (record, key) DO UPDATE SET content = excluded.content"
        )
        self._write(sql, (self._record, key, content))

    def show(self, digest: str, audience: Audience) -> None:
        """Changes who may see a private value."""
        sql = "UPDATE travaux.private SET audience = %s WHERE record = %s AND digest = %s"
        self._write(sql, (audience, self._record, digest))

    def erase(self, digests: Iterable[str]) -> None:
        """Removes private values and the whole cache."""
        sql = "DELETE FROM travaux.private WHERE record = %s AND digest = ANY(%s::text[])"
        self._write(sql, (self._record, list(digests)))
        self._write("DELETE FROM travaux.cache WHERE record = %s", (self._record,))

    def scrub(self) -> None:
        """Writes the tables that held erased values anew, without what was deleted from them."""
        with self.turn(), told(self._name):
            for table in ("private", "cache"):
                self._session.execute(f"VACUUM FULL travaux.{table}")

    def backup(self, path: str) -> None:
        """Writes a copy of the record as it is now, as a file."""
        copy = SqliteStore(path, create=True)
        try:
            with PostgresStore(self.address) as other, other.still(), copy.turn(), copy.writing():
                carry(other, copy)
        except BaseException:
            copy.discard()
            raise
        copy.close()


_HEAD = "UPDATE travaux.head SET size = size + %s WHERE record = %s"
_ENTRY = """INSERT INTO travaux.entry SELECT %s, %s + at, hash, leaf, kind
    FROM unnest(%s::bytea[], %s::bytea[], %s::text[]) WITH ORDINALITY AS a (hash, leaf, kind, at)"""
_NODE = "INSERT INTO travaux.node SELECT %s, a.* FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[]) AS a"
_CHAINED = """INSERT INTO travaux.chain SELECT %s, a.* FROM unnest(%s::text[], %s::bigint[], %s::bigint[]) AS a
    ON CONFLICT (record, author) DO UPDATE SET seq = excluded.seq, idx = excluded.idx"""
