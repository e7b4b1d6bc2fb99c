"""Reading a record's rows on a PostgreSQL server, through a session that is begun again where it was lost.

A server that is being started again is waited for, and asked once more. Inside a transaction nothing is asked twice:
what was written in it went with the session. Who writes, and how, is in `postgres`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import psycopg

from travaux.errors import StoreFailed
from travaux.log.merkle import Node
from travaux.stores import sessions
from travaux.stores.addresses import Address
from travaux.stores.sessions import told
from travaux.stores.store import Kept, Link

_PAGE = 512
"""How many leaves are read at a time."""


class Rows:
    """The rows of one record of a database. `_known` is the size that a turn last saw."""

    address: Address
    _name: str
    _record: int
    _patience: float
    _mutex: threading.RLock
    _session: sessions.Session
    _second: sessions.Session | None
    _turning: int
    _writing: bool
    _known: int | None

    def _set_patience(self) -> None:
        with told(self._name):
            sql = "SELECT set_config('lock_timeout', %s, false)"
            self._session.execute(sql, (f"{max(1, int(self._patience * 1000))}ms",))

    def _again(self) -> None:
        """Begins a new session in the place of one that was lost."""
        sessions.end(self._session)
        self._session = sessions.begin(self.address, wait=sessions.RETURNS)
        self._set_patience()

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._mutex, told(self._name):
            try:
                return self._session.execute(sql, values).fetchall()
            except psycopg.Error:
                if self._writing or not sessions.lost(self._session):
                    raise
            self._again()
            return self._session.execute(sql, values).fetchall()

    def _row(self, sql: str, values: Sequence[Any] = ()) -> Any:
        return next(iter(self._rows(sql, values)), None)

    def _one(self, sql: str, *values: object) -> Any:
        """Returns one column of one row of this record, whose key comes first among the values; None where none is."""
        row = self._row(sql, (self._record, *values))
        return None if row is None else row[0]

    @property
    def size(self) -> int:
        """How many entries there are."""
        if self._writing and self._known is not None:
            return self._known
        size = int(self._one("SELECT size FROM travaux.head WHERE record = %s"))
        if self._turning:
            self._known = size
        return size

    def hashes(self, nodes: Sequence[Node]) -> Sequence[bytes]:
        """Returns the hashes of complete subtrees, all in one query."""
        if not nodes:
            return []
        sql = """SELECT CASE WHEN level = 0
            THEN (SELECT hash FROM travaux.entry AS e WHERE e.record = %s AND e.idx = a.place)
            ELSE (SELECT hash FROM travaux.node AS n WHERE n.record = %s AND n.level = a.level AND n.place = a.place)
            END FROM unnest(%s::smallint[], %s::bigint[]) WITH ORDINALITY AS a (level, place, at) ORDER BY at"""
        levels, places = [node.level for node in nodes], [node.place for node in nodes]
        found = [row[0] for row in self._rows(sql, (self._record, self._record, levels, places))]
        for node, each in zip(nodes, found, strict=True):
            if each is None:
                raise StoreFailed(f"{self._name} has no node {node.place} of level {node.level}: it is damaged")
        return found

    def leaves(
        self, start: int = 0, stop: int | None = None, *, kinds: Iterable[str] = ()
    ) -> Iterator[tuple[int, bytes]]:
        """Yields leaves with their indices, read a few hundred at a time."""
        wanted = list(kinds)
        end = self.size if stop is None else stop
        within = "AND kind = ANY(%s::text[]) " if wanted else ""
        sql = (
            f"SELECT idx, leaf FROM travaux.entry WHERE record = %s AND idx >= %s AND idx < %s {within}"
            f"ORDER BY idx LIMIT {_PAGE}"
        )
        while start < end:
            rows = self._rows(sql, (self._record, start, end, *([wanted] if wanted else [])))
            yield from rows
            if len(rows) < _PAGE:
                return
            start = rows[-1][0] + 1

    def rows(self) -> Iterator[tuple[int, bytes, bytes, str]]:
        """Yields every entry as it lies there, read a few hundred at a time."""
        sql = (
            f"SELECT idx, hash, leaf, kind FROM travaux.entry WHERE record = %s AND idx > %s ORDER BY idx LIMIT {_PAGE}"
        )
        last = -1
        while rows := self._rows(sql, (self._record, last)):
            yield from rows
            last = rows[-1][0]

    def read_back(self, start: int, stop: int) -> list[bytes]:
        """Returns leaves as a second session finds them, which sees only what was committed."""
        sql = "SELECT leaf FROM travaux.entry WHERE record = %s AND idx >= %s AND idx < %s ORDER BY idx"
        with self._mutex, told(self._name):
            if self._second is None or sessions.lost(self._second):
                self._second = sessions.begin(self.address, wait=sessions.RETURNS)
            return [row[0] for row in self._second.execute(sql, (self._record, start, stop))]

    def find(self, digest: bytes) -> int | None:
        """Returns the index of the entry with a leaf hash."""
        found: int | None = self._one("SELECT idx FROM travaux.entry WHERE record = %s AND hash = %s", digest)
        return found

    def chain(self, author: str) -> Link | None:
        """Returns the last entry of an author's chain."""
        row = self._row(f"{_CHAIN} AND author = %s", (self._record, author))
        return None if row is None else Link(*row[1:])

    def chains(self) -> dict[str, Link]:
        """Returns the last entry of every author's chain."""
        return {author: Link(*link) for author, *link in self._rows(f"{_CHAIN} ORDER BY author", (self._record,))}

    def checkpoint(self, size: int | None = None) -> bytes | None:
        """Returns the last checkpoint, or the last of at most `size` entries."""
        most = 2**63 - 1 if size is None else size
        sql = "SELECT note FROM travaux.checkpoint WHERE record = %s AND size <= %s ORDER BY size DESC LIMIT 1"
        note: bytes | None = self._one(sql, most)
        return note

    def checkpoints(self) -> list[bytes]:
        """Returns every checkpoint that is kept, the smallest first."""
        return self._column("SELECT note FROM travaux.checkpoint WHERE record = %s ORDER BY size")

    def _column(self, sql: str) -> list[Any]:
        return [row[0] for row in self._rows(sql, (self._record,))]

    def disclosures(self, indices: Iterable[int] | None = None) -> list[Kept]:
        """Returns private values."""
        within, values = "", [self._record]
        if indices is not None:
            within, values = " AND idx = ANY(%s::bigint[])", [self._record, list(indices)]  # type: ignore[list-item]
        sql = f"SELECT digest, idx, disclosure, audience FROM travaux.private WHERE record = %s{within}"
        return [Kept(*row) for row in self._rows(f"{sql} ORDER BY idx, digest", values)]

    def manuscript(self, digest: str) -> tuple[str, bytes] | None:
        """Returns the name and the bytes of a file."""
        sql = "SELECT name, content FROM travaux.manuscript WHERE record = %s AND digest = %s"
        row = self._row(sql, (self._record, digest))
        return None if row is None else (row[0], row[1])

    def manuscripts(self) -> list[str]:
        """Returns the digests of the files that are kept."""
        return self._column("SELECT digest FROM travaux.manuscript WHERE record = %s ORDER BY digest")

    def draft(self, digest: str) -> bytes | None:
        """Returns a draft as its maker wrote it."""
        found: bytes | None = self._one("SELECT content FROM travaux.draft WHERE record = %s AND digest = %s", digest)
        return found

    def drafts(self) -> list[str]:
        """Returns the digests of the drafts that are kept."""
        return self._column("SELECT digest FROM travaux.draft WHERE record = %s ORDER BY digest")

    def request(self, name: str) -> tuple[int, int] | None:
        """Returns what a client's request became."""
        row = self._row("SELECT first, count FROM travaux.request WHERE record = %s AND id = %s", (self._record, name))
        return None if row is None else (row[0], row[1])

    def requests(self) -> dict[str, tuple[int, int]]:
        """Returns what every client's request became."""
        sql = "SELECT id, first, count FROM travaux.request WHERE record = %s ORDER BY id"
        return {name: (first, count) for name, first, count in self._rows(sql, (self._record,))}

    def setting(self, key: str) -> str:
        """Returns a setting."""
        return str(self._one("SELECT value FROM travaux.meta WHERE record = %s AND key = %s", key) or "")

    def settings(self) -> dict[str, str]:
        """Returns every setting."""
        sql = "SELECT key, value FROM travaux.meta WHERE record = %s ORDER BY key"
        return dict(self._rows(sql, (self._record,)))

    def unsound(self) -> None:
        """Returns nothing: pages and their checksums are the server's matter (`conditions`)."""

    def cached(self, key: str) -> bytes | None:
        """Returns what was worked out before."""
        found: bytes | None = self._one("SELECT content FROM travaux.cache WHERE record = %s AND key = %s", key)
        return found


_CHAIN = "SELECT author, seq, idx, hash FROM travaux.chain JOIN travaux.entry USING (record, idx) WHERE record = %s"
