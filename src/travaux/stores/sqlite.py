"""A record in one SQLite file, `NAME.travaux`, which can be mailed. The tables are in `schema`, one file a version.

While it is open there are two more files beside it, SQLite's `-wal` and `-shm`, and the locks of `turns`; whoever
closes it last folds them in and takes them away. A store that nobody closes is closed when it is forgotten, at the end
of the program at the latest: else SQLite would fold its log in then, without the lock.

- Write-ahead log with `synchronous=FULL`: what was committed survives a loss of power.
- Every writer holds the file lock around setting up a connection, a transaction, and folding the log in. So SQLite's
  own waiting, which is unfair, never begins, and two connections never write and fold at once (the WAL-reset bug of
  SQLite 3.7.0 to 3.51.2).
- A file from elsewhere is not believed: its tables and triggers must be, word for word, those of its version.
- `secure_delete`, and a rewriting of the whole file after an erasure (`scrub`).
- After a failure to write or to sync nothing more is written here: what reached the disk is not known.
- Nor is anything written where another file was put in the place of the one that is open, such as a copy from a backup:
  what is written to a file without a name is lost when the last one closes it.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from travaux.errors import Locked, StoreFailed
from travaux.log.merkle import Frontier, Node, leaf_hash, subtrees
from travaux.stores import connecting
from travaux.stores.faults import damaged, failure, grave, told, unsettled
from travaux.stores.store import MOVED, Addition, Audience, Kept, Link, refusal
from travaux.stores.sums import Sums, unsound
from travaux.stores.turns import PATIENCE, Turns

_PAGE = 512
"""How many leaves are read at a time."""
_LONG = 1000
"""Pages in SQLite's log after which it is folded in when a transaction ends."""

_REPLACED = (
    "{}: the file was taken away, or another was put in its place, while it was open here. Nothing was entered; open "
    "the record again"
)


class SqliteStore:
    """A record in a file. One object serves one thread at a time; others wait."""

    def __init__(self, path: str | os.PathLike[str], *, patience: float = PATIENCE, create: bool = False) -> None:
        self.path = Path(path)
        self._turns = Turns(self.path, patience)
        self._mutex = threading.RLock()
        self._turning = 0
        self._broken = ""
        self._sums: Sums | None = None  # only within a transaction
        self._connections: list[sqlite3.Connection] = []
        self.writable = create or (os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK))
        if not create and not self.path.is_file():
            raise StoreFailed(f"there is no record at {self.path}; `travaux new {self.path}` makes one")
        with self._turns.turn() if self.writable else nullcontext():
            try:
                self._connection = connecting.make(self.path) if create else connecting.open(self.path, self.writable)
                self._connections.append(self._connection)
                self._inode = self.path.stat().st_ino
            except BaseException:
                if self.writable:
                    self._turns.clear()
                raise
        turns = Turns(self.path, 0.0) if self.writable else None
        self._forgotten = weakref.finalize(self, _let_go, self._connections, turns, self.path)

    # Opening and closing

    @property
    def in_place(self) -> bool:
        """Whether the file that is open is still the one of that name."""
        try:
            return self.path.stat().st_ino == self._inode
        except OSError:
            return False

    def close(self) -> None:
        """Folds SQLite's log into the file and lets go of it; the record is one file again when the last one closes."""
        with self._mutex:
            self._forgotten.detach()
            _let_go(self._connections, self._turns if self.writable else None, self.path)

    def discard(self) -> None:
        """Closes the record and removes its file."""
        self.close()
        connecting.remove(self.path)
        self._turns.clear()

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reading

    @contextmanager
    def still(self) -> Iterator[None]:
        """Opens a transaction in which to read."""
        with self._mutex, told(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._roll_back()

    def _all(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._mutex, told(self.path):
            return self._connection.execute(sql, values).fetchall()

    def _rows(self, sql: str, values: Sequence[Any] = (), *, of: tuple[type, ...]) -> list[Any]:
        rows = self._all(sql, values)
        # The tables are STRICT and without nulls; one flipped bit of a row's header makes another kind of value.
        if any(tuple(map(type, row)) != of for row in rows):
            raise StoreFailed(damaged(self.path))
        return rows

    def _row(self, sql: str, values: Sequence[Any] = (), *, of: tuple[type, ...]) -> Any:
        return next(iter(self._rows(sql, values, of=of)), None)

    @property
    def size(self) -> int:
        """How many entries there are."""
        return int(self._row("SELECT coalesce(max(idx), -1) + 1 FROM entry", of=(int,))[0])

    def hashes(self, nodes: Sequence[Node]) -> Sequence[bytes]:
        """Returns the hashes of complete subtrees."""
        found = []
        for level, place in nodes:
            if level:
                row = self._row("SELECT hash FROM node WHERE level = ? AND place = ?", (level, place), of=(bytes,))
            else:
                row = self._row("SELECT hash FROM entry WHERE idx = ?", (place,), of=(bytes,))
            if row is None:
                raise StoreFailed(f"{self.path} has no node {place} of level {level}: it is damaged")
            found.append(row[0])
        return found

    def leaves(
        self, start: int = 0, stop: int | None = None, *, kinds: Iterable[str] = ()
    ) -> Iterator[tuple[int, bytes]]:
        """Yields leaves with their indices, read a few hundred at a time."""
        wanted = tuple(kinds)
        within = f" AND kind IN ({','.join('?' * len(wanted))})" if wanted else ""
        using = " INDEXED BY entry_of_kind" if wanted else ""
        end = self.size if stop is None else stop
        sql = f"SELECT idx, leaf FROM entry{using} WHERE idx >= ? AND idx < ?{within} ORDER BY idx LIMIT {_PAGE}"
        while start < end:
            rows = self._rows(sql, (start, end, *wanted), of=(int, bytes))
            self._check_order(rows, start - 1)
            yield from rows
            if len(rows) < _PAGE:
                return
            start = rows[-1][0] + 1

    def rows(self) -> Iterator[tuple[int, bytes, bytes, str]]:
        """Yields every entry as it lies there, read a few hundred at a time."""
        sql = f"SELECT idx, hash, leaf, kind FROM entry WHERE idx > ? ORDER BY idx LIMIT {_PAGE}"
        last = -1
        while rows := self._rows(sql, (last,), of=(int, bytes, bytes, str)):
            self._check_order(rows, last)
            yield from rows
            last = rows[-1][0]

    def _check_order(self, rows: Sequence[Any], last: int) -> None:
        """Raises `StoreFailed` where SQLite, misled by a page, leads back: whoever reads on would never end."""
        for index, *_ in rows:
            if index <= last:
                raise StoreFailed(damaged(self.path))
            last = index

    def read_back(self, start: int, stop: int) -> list[bytes]:
        """Returns leaves as a second connection finds them, which shares no buffer with the one that wrote them."""
        with self.turn(), told(self.path):
            if len(self._connections) == 1:
                self._connections.append(connecting.connect(self.path, self.writable))
                self._connections[1].execute("PRAGMA query_only=ON")
            sql = "SELECT leaf FROM entry WHERE idx >= ? AND idx < ? ORDER BY idx"
            return [row[0] for row in self._connections[1].execute(sql, (start, stop))]

    def find(self, digest: bytes) -> int | None:
        """Returns the index of the entry with a leaf hash."""
        row = self._row("SELECT idx FROM entry WHERE hash = ?", (digest,), of=(int,))
        return None if row is None else int(row[0])

    def chain(self, author: str) -> Link | None:
        """Returns the last entry of an author's chain."""
        sql = "SELECT seq, idx, hash FROM chain JOIN entry USING (idx) WHERE author = ?"
        row = self._row(sql, (author,), of=(int, int, bytes))
        return None if row is None else Link(*row)

    def chains(self) -> dict[str, Link]:
        """Returns the last entry of every author's chain."""
        sql = "SELECT author, seq, idx, hash FROM chain JOIN entry USING (idx) ORDER BY author"
        rows = self._rows(sql, of=(str, int, int, bytes))
        return {author: Link(*link) for author, *link in rows}

    def checkpoint(self, size: int | None = None) -> bytes | None:
        """Returns the last checkpoint, or the last of at most `size` entries."""
        most = 2**63 - 1 if size is None else size
        sql = "SELECT note FROM checkpoint WHERE size <= ? ORDER BY size DESC LIMIT 1"
        row = self._row(sql, (most,), of=(bytes,))
        return None if row is None else bytes(row[0])

    def checkpoints(self) -> list[bytes]:
        """Returns every checkpoint that is kept, the smallest first."""
        return [bytes(row[0]) for row in self._rows("SELECT note FROM checkpoint ORDER BY size", of=(bytes,))]

    def disclosures(self, indices: Iterable[int] | None = None) -> list[Kept]:
        """Returns private values."""
        sql, of = "SELECT digest, idx, disclosure, audience FROM private", (str, int, str, str)
        if indices is None:
            return [Kept(*row) for row in self._rows(f"{sql} ORDER BY idx, digest", of=of)]
        found = []
        for index in sorted(set(indices)):
            found += [Kept(*row) for row in self._rows(f"{sql} WHERE idx = ? ORDER BY digest", (index,), of=of)]
        return found

    def manuscript(self, digest: str) -> tuple[str, bytes] | None:
        """Returns the name and the bytes of a file."""
        row = self._row("SELECT name, content FROM manuscript WHERE digest = ?", (digest,), of=(str, bytes))
        return None if row is None else (row[0], row[1])

    def manuscripts(self) -> list[str]:
        """Returns the digests of the files that are kept."""
        return [row[0] for row in self._rows("SELECT digest FROM manuscript ORDER BY digest", of=(str,))]

    def draft(self, digest: str) -> bytes | None:
        """Returns a draft as its maker wrote it."""
        row = self._row("SELECT content FROM draft WHERE digest = ?", (digest,), of=(bytes,))
        return None if row is None else bytes(row[0])

    def drafts(self) -> list[str]:
        """Returns the digests of the drafts that are kept."""
        return [row[0] for row in self._rows("SELECT digest FROM draft ORDER BY digest", of=(str,))]

    def request(self, name: str) -> tuple[int, int] | None:
        """Returns what a client's request became."""
        row = self._row("SELECT first, count FROM request WHERE id = ?", (name,), of=(int, int))
        return None if row is None else (row[0], row[1])

    def requests(self) -> dict[str, tuple[int, int]]:
        """Returns what every client's request became."""
        rows = self._rows("SELECT id, first, count FROM request ORDER BY id", of=(str, int, int))
        return {name: (first, count) for name, first, count in rows}

    def setting(self, key: str) -> str:
        """Returns a setting."""
        row = self._row("SELECT value FROM meta WHERE key = ?", (key,), of=(str,))
        return "" if row is None else str(row[0])

    def settings(self) -> dict[str, str]:
        """Returns every setting."""
        return dict(self._rows("SELECT key, value FROM meta ORDER BY key", of=(str, str)))

    def cached(self, key: str) -> bytes | None:
        """Returns what was worked out before."""
        row = self._row("SELECT content FROM cache WHERE key = ?", (key,), of=(bytes,))
        return None if row is None else bytes(row[0])

    def unsound(self) -> list[str] | None:
        """Returns what is not as it was written: pages, indices, and rows that no entry vouches for.

        A record of version 1 that may only be read has no sums: None, where its pages are sound.
        """
        with self._mutex, told(self.path):
            pages = [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check(5)")]
            links = [f"{row[0]} {row[1]} of nothing" for row in self._connection.execute("PRAGMA foreign_key_check")]
            faults = [each for each in pages if each != "ok"] + links
            if connecting.version(self._connection) == 1:
                return faults or None
            return faults + list(unsound(self._connection))

    # Writing

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Holds the file lock."""
        if not self.writable:
            raise StoreFailed(f"{self.path} may not be written to: check the rights of the file and of its folder")
        with self._mutex, self._turns.turn():
            if not self.in_place:
                raise StoreFailed(_REPLACED.format(self.path))
            self._turning += 1
            try:
                yield
            finally:
                self._turning -= 1

    @contextmanager
    def writing(self, *, durable: bool = True, moving: bool = False) -> Iterator[None]:
        """Opens a transaction."""
        if not self._turning or self._sums is not None:
            raise RuntimeError("a transaction is opened inside a turn, and not inside another")
        if self._broken:
            raise StoreFailed(f"{self._broken}; nothing more is written until the record is opened again")
        self._sums = Sums(self._all, self._write)
        try:
            self._execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            # SQLite keeps a failure to sync its log to itself where it folds it in after a commit: then all of it has
            # to be synced already.
            self._execute(f"PRAGMA wal_autocheckpoint={_LONG if durable else 0}")
            self._execute("BEGIN IMMEDIATE")
            moved = self.setting(MOVED)
            if moved and not moving:
                raise refusal(str(self.path), moved)
            yield
            self._sums.keep()
            self._execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._sums = None

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def _execute(self, sql: str, values: Sequence[Any] = ()) -> int:
        try:
            return self._connection.execute(sql, values).rowcount
        except sqlite3.Error as fault:
            said = failure(self.path, fault)
            if grave(fault):
                said = StoreFailed(unsettled(self.path)) if sql == "COMMIT" else said
                self._broken = str(said)
            raise said from fault

    def _write(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Writes something, and returns how many rows were changed."""
        self._check_writing()
        return self._execute(sql, values)

    @property
    def _summed(self) -> Sums:
        """The rows that have sums, to be written."""
        return self._check_writing()

    def _check_writing(self) -> Sums:
        if self._sums is None:
            raise RuntimeError("nothing is written outside a transaction")
        return self._sums

    def append(self, additions: Sequence[Addition]) -> int:
        """Adds entries."""
        first = self.size
        frontier = Frontier(first, tuple(self.hashes(subtrees(0, first))))
        chains: dict[str, tuple[int, int]] = {}
        for index, each in enumerate(additions, first):
            digest = leaf_hash(each.leaf)
            found = self.find(digest)
            if found is not None:
                raise StoreFailed(f"the entry is in the record already, as entry {found}")
            self._write("INSERT INTO entry VALUES (?, ?, ?, ?)", (index, digest, each.leaf, each.kind))
            frontier = frontier.extended([digest], keep=self._keep_node)
            if each.author:
                chains[each.author] = (each.seq, index)
        for author, (seq, index) in chains.items():
            self._write("INSERT OR REPLACE INTO chain VALUES (?, ?, ?)", (author, seq, index))
        return first

    def _keep_node(self, node: Node, digest: bytes) -> None:
        if node.level:
            self._write("INSERT INTO node VALUES (?, ?, ?)", (node.level, node.place, digest))

    def keep_checkpoint(self, size: int, note: bytes, *, cosigned: bool = False) -> None:
        """Keeps a checkpoint."""
        level = int(cosigned)
        self._summed.take("checkpoint", "size = ? AND cosigned <= ? OR size <= ? AND cosigned = 0", (size, level, size))
        self._summed.put("checkpoint", (size, note, level), once=True)

    def keep_disclosures(self, kept: Iterable[Kept]) -> None:
        """Keeps private values."""
        for each in kept:
            self._summed.put("private", (each.digest, each.index, each.disclosure, each.audience))

    def keep_manuscript(self, digest: str, name: str, content: bytes) -> None:
        """Keeps a file, once."""
        self._summed.put("manuscript", (digest, name, content), once=True)

    def keep_draft(self, digest: str, content: bytes) -> None:
        """Keeps a draft, once."""
        self._summed.put("draft", (digest, content), once=True)

    def keep_request(self, name: str, first: int, count: int) -> None:
        """Remembers what a client's request became."""
        self._summed.put("request", (name, first, count))

    def keep_setting(self, key: str, value: str) -> None:
        """Sets a setting."""
        self._summed.take("meta", "key = ?", (key,))
        self._summed.put("meta", (key, value))

    def cache(self, key: str, content: bytes) -> None:
        """Keeps what can be worked out again."""
        self._write("INSERT OR REPLACE INTO cache VALUES (?, ?)", (key, content))

    def show(self, digest: str, audience: Audience) -> None:
        """Changes who may see a private value."""
        for *row, _ in self._summed.take("private", "digest = ?", (digest,)):
            self._summed.put("private", (*row, audience))

    def erase(self, digests: Iterable[str]) -> None:
        """Removes private values and the whole cache."""
        for digest in digests:
            self._summed.take("private", "digest = ?", (digest,))
        self._write("DELETE FROM cache")

    def scrub(self) -> None:
        """Writes the file anew and empties SQLite's log: pages that were split may hold old copies in their gaps."""
        with self.turn():
            for second in self._connections[1:]:
                second.close()
            del self._connections[1:]
            self._execute("PRAGMA synchronous=FULL")
            self._execute("VACUUM")
            busy = self._row("PRAGMA wal_checkpoint(TRUNCATE)", of=(int, int, int))[0]
            if busy:
                raise Locked(
                    f"{self.path}: the value is erased, but others who have the record open keep an old copy of its "
                    "page; once they have closed it, erase again"
                )
            connecting.sync_log(self.path)

    def backup(self, path: str) -> None:
        """Writes a copy of the record as it is now."""
        target = Path(path)
        try:
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
        except FileExistsError:
            raise StoreFailed(f"{target} is there already; a copy never replaces a file") from None
        except OSError as fault:
            raise StoreFailed(f"{target}: {os.strerror(fault.errno or 0).lower()}") from None
        with self._mutex, told(target):
            copy = sqlite3.connect(target, isolation_level=None)
            try:
                self._connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE").fetchall()
            except BaseException:
                copy.close()
                connecting.remove(target)
                raise
            copy.close()


def _let_go(connections: Sequence[sqlite3.Connection], turns: Turns | None, path: Path) -> None:
    """Closes the connections to a file, the one that writes last: it folds the log in, in a turn.

    Where others have the turn they have the file open as well, and nothing is folded in here.
    """
    with suppress(Locked), turns.turn() if turns else nullcontext():
        for each in reversed(connections):
            with suppress(sqlite3.Error):
                if turns and each is connections[0]:
                    each.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            each.close()
        if turns and not Path(f"{path}-wal").exists():
            turns.clear()
    for each in connections:
        each.close()
