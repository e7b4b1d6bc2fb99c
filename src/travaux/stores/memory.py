"""A record in memory: for tests, and for a record that nobody means to keep. It passes the suite that files pass."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from travaux.errors import StoreFailed
from travaux.log.merkle import Frontier, Node, leaf_hash, subtrees
from travaux.stores.store import MOVED, Addition, Audience, Kept, Link, refusal

K = TypeVar("K")
V = TypeVar("V")


class MemoryStore:
    """A store whose transactions are undone step by step where they fail."""

    writable = in_place = True

    def __init__(self) -> None:
        self._leaves: list[tuple[bytes, str]] = []
        self._nodes: dict[Node, bytes] = {}
        self._found: dict[bytes, int] = {}
        self._chains: dict[str, Link] = {}
        self._checkpoints: dict[int, tuple[bytes, bool]] = {}
        self._private: dict[str, Kept] = {}
        self._manuscripts: dict[str, tuple[str, bytes]] = {}
        self._drafts: dict[str, bytes] = {}
        self._requests: dict[str, tuple[int, int]] = {}
        self._settings: dict[str, str] = {}
        self._cache: dict[str, bytes] = {}
        self._undo: list[Callable[[], object]] | None = None
        self._mutex = threading.RLock()
        self._turns = 0

    @contextmanager
    def still(self) -> Iterator[None]:
        """Keeps others out."""
        with self._mutex:
            yield

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self._leaves)

    def hashes(self, nodes: Sequence[Node]) -> Sequence[bytes]:
        """Returns the hashes of complete subtrees."""
        try:
            return [self._nodes[node] for node in nodes]
        except KeyError as fault:
            raise StoreFailed(f"the record has no node {fault.args[0]}") from None

    def leaves(
        self, start: int = 0, stop: int | None = None, *, kinds: Iterable[str] = ()
    ) -> Iterator[tuple[int, bytes]]:
        """Yields leaves with their indices."""
        wanted = frozenset(kinds)
        for index, (leaf, kind) in enumerate(self._leaves[start:stop], start):
            if not wanted or kind in wanted:
                yield index, leaf

    def rows(self) -> Iterator[tuple[int, bytes, bytes, str]]:
        """Yields every entry: index, hash, leaf, kind."""
        for index, (leaf, kind) in enumerate(self._leaves):
            yield index, self._nodes[Node(0, index)], leaf, kind

    def read_back(self, start: int, stop: int) -> list[bytes]:
        """Returns leaves; memory has no buffer to look past."""
        return [leaf for leaf, _ in self._leaves[start:stop]]

    def find(self, digest: bytes) -> int | None:
        """Returns the index of the entry with a leaf hash."""
        return self._found.get(digest)

    def chain(self, author: str) -> Link | None:
        """Returns the last entry of an author's chain."""
        return self._chains.get(author)

    def chains(self) -> dict[str, Link]:
        """Returns the last entry of every author's chain."""
        return dict(sorted(self._chains.items()))

    def checkpoint(self, size: int | None = None) -> bytes | None:
        """Returns the last checkpoint, or the last of at most `size` entries."""
        sizes = [each for each in self._checkpoints if size is None or each <= size]
        return self._checkpoints[max(sizes)][0] if sizes else None

    def checkpoints(self) -> list[bytes]:
        """Returns every checkpoint that is kept, the smallest first."""
        return [self._checkpoints[size][0] for size in sorted(self._checkpoints)]

    def disclosures(self, indices: Iterable[int] | None = None) -> list[Kept]:
        """Returns private values."""
        wanted = None if indices is None else frozenset(indices)
        found = [kept for kept in self._private.values() if wanted is None or kept.index in wanted]
        return sorted(found, key=lambda kept: (kept.index, kept.digest))

    def manuscript(self, digest: str) -> tuple[str, bytes] | None:
        """Returns the name and the bytes of a file."""
        return self._manuscripts.get(digest)

    def manuscripts(self) -> list[str]:
        """Returns the digests of the files that are kept."""
        return sorted(self._manuscripts)

    def draft(self, digest: str) -> bytes | None:
        """Returns a draft as its maker wrote it."""
        return self._drafts.get(digest)

    def drafts(self) -> list[str]:
        """Returns the digests of the drafts that are kept."""
        return sorted(self._drafts)

    def request(self, name: str) -> tuple[int, int] | None:
        """Returns what a client's request became."""
        return self._requests.get(name)

    def requests(self) -> dict[str, tuple[int, int]]:
        """Returns what every client's request became."""
        return dict(sorted(self._requests.items()))

    def setting(self, key: str) -> str:
        """Returns a setting."""
        return self._settings.get(key, "")

    def settings(self) -> dict[str, str]:
        """Returns every setting."""
        return dict(sorted(self._settings.items()))

    def cached(self, key: str) -> bytes | None:
        """Returns what was worked out before."""
        return self._cache.get(key)

    def unsound(self) -> None:
        """Returns nothing: what is in memory is not looked at twice."""

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Keeps other threads from writing."""
        with self._mutex:
            self._turns += 1
            try:
                yield
            finally:
                self._turns -= 1

    @contextmanager
    def writing(self, *, durable: bool = True, moving: bool = False) -> Iterator[None]:
        """Opens a transaction."""
        if not self._turns or self._undo is not None:
            raise RuntimeError("a transaction is opened inside a turn, and not inside another")
        if self.setting(MOVED) and not moving:
            raise refusal("the record in memory", self.setting(MOVED))
        self._undo = []
        try:
            yield
        except BaseException:
            for step in reversed(self._undo):
                step()
            raise
        finally:
            self._undo = None

    def append(self, additions: Sequence[Addition]) -> int:
        """Adds entries."""
        first = self.size
        frontier = Frontier(first, tuple(self.hashes(subtrees(0, first))))
        for index, each in enumerate(additions, first):
            digest = leaf_hash(each.leaf)
            if digest in self._found:
                raise StoreFailed(f"the entry is in the record already, as entry {self._found[digest]}")
            self._set(self._found, digest, index)
            self._leaves.append((each.leaf, each.kind))
            self._step(self._leaves.pop)
            frontier = frontier.extended([digest], keep=lambda node, made: self._set(self._nodes, node, made))
            if each.author:
                self._set(self._chains, each.author, Link(each.seq, index, digest))
        return first

    def keep_checkpoint(self, size: int, note: bytes, *, cosigned: bool = False) -> None:
        """Keeps a checkpoint."""
        for old in [at for at, (_, kept) in self._checkpoints.items() if not kept and at <= size]:
            self._drop(self._checkpoints, old)
        if cosigned or size not in self._checkpoints:
            self._set(self._checkpoints, size, (note, cosigned))

    def keep_disclosures(self, kept: Iterable[Kept]) -> None:
        """Keeps private values."""
        for each in kept:
            self._set(self._private, each.digest, each)

    def keep_manuscript(self, digest: str, name: str, content: bytes) -> None:
        """Keeps a file, once."""
        if digest not in self._manuscripts:
            self._set(self._manuscripts, digest, (name, content))

    def keep_draft(self, digest: str, content: bytes) -> None:
        """Keeps a draft, once."""
        if digest not in self._drafts:
            self._set(self._drafts, digest, content)

    def keep_request(self, name: str, first: int, count: int) -> None:
        """Remembers what a client's request became."""
        self._set(self._requests, name, (first, count))

    def keep_setting(self, key: str, value: str) -> None:
        """Sets a setting."""
        self._set(self._settings, key, value)

    def cache(self, key: str, content: bytes) -> None:
        """Keeps what can be worked out again."""
        self._set(self._cache, key, content)

    def show(self, digest: str, audience: Audience) -> None:
        """Changes who may see a private value."""
        if digest in self._private:
            old = self._private[digest]
            self._set(self._private, digest, Kept(digest, old.index, old.disclosure, audience))

    def erase(self, digests: Iterable[str]) -> None:
        """Removes private values and the whole cache."""
        for digest in digests:
            self._drop(self._private, digest)
        for key in list(self._cache):
            self._drop(self._cache, key)

    def scrub(self) -> None:
        """Does nothing: what memory forgets is gone."""

    def backup(self, path: str) -> None:
        """Refuses: a record in memory has no file."""
        raise StoreFailed("a record in memory cannot be copied to a file")

    def discard(self) -> None:
        """Does nothing: what memory forgets is gone."""

    def close(self) -> None:
        """Does nothing."""

    def _step(self, undo: Callable[[], object]) -> None:
        if self._undo is None:
            raise RuntimeError("nothing is written outside a transaction")
        self._undo.append(undo)

    def _set(self, table: dict[K, V], key: K, value: V) -> None:
        if key in table:
            old = table[key]
            self._step(lambda: table.__setitem__(key, old))
        else:
            self._step(lambda: table.pop(key))
        table[key] = value

    def _drop(self, table: dict[K, V], key: K) -> None:
        if key in table:
            old = table.pop(key)
            self._step(lambda: table.__setitem__(key, old))
