"""Interleavings: small histories of a few threads at one log, thousands of them, each drawn by a seed.

Some threads grow the log and some look at it, and all dawdle where a switch would hurt: before and in the turn, and
when the checkpoint is signed. Ledgers are shared or not, as are the lines in which they wait; the store is in memory, a
file, or on a server. What is done, and where it dawdles, comes of the seed; which thread the machine lets go first does
not. Each history is held against a plain model (`histories`).
"""

from __future__ import annotations

import random
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.breaking.histories import Append, Operation, Read, anomalies
from bench.breaking.servers import Server
from travaux.keys.private import PrivateKey
from travaux.log.merkle import frontier, leaf_hash
from travaux.log.note import ED25519, Key
from travaux.secretariat.home import Home
from travaux.secretariat.ledger import Growth, Ledger, Waiting
from travaux.secretariat.lines import Line
from travaux.stores.memory import MemoryStore
from travaux.stores.postgres import PostgresStore
from travaux.stores.sqlite import SqliteStore
from travaux.stores.store import Addition, Store

ORIGIN = "travaux/interleaved"
EACH = 50
"""So many histories are done at one log, one after another."""
Open = Callable[[], Store]
"""Opens the store of the log, once more each time."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A log, and the ledgers at which threads may stand."""

    ledgers: Sequence[Ledger]
    key: PrivateKey

    @property
    def log(self) -> list[bytes]:
        """The leaf hashes of all there is."""
        return [digest for _, digest, _, _ in self.ledgers[0].store.rows()]


@contextmanager
def ground(open_: Open, home: Home, lot: random.Random, key: PrivateKey) -> Iterator[Ground]:
    """Opens a log for a few threads: each with a store of its own or with another's, in a line with others or alone."""
    name: Key = Key(ORIGIN, ED25519, key.public.public)
    line: Waiting = Line()
    with ExitStack() as ends:
        stores: list[Store] = []
        ledgers = []
        for _ in range(4):
            if not stores or lot.random() < 0.7:
                stores.append(ends.enter_context(closing(open_())))
            ledgers.append(Ledger(stores[-1], home.guard(ORIGIN), name, "a log", line if lot.random() < 0.5 else None))
        yield Ground(ledgers, key)


class Hand:
    """A thread that does a few things at a ledger, as a lot says."""

    def __init__(self, who: str, ledger: Ledger, key: PrivateKey, lot: random.Random) -> None:
        self.who, self._ledger, self._key, self._lot = who, ledger, key, lot
        self._number = 0
        self.done: list[Operation] = []
        self.fault: BaseException | None = None

    def work(self, count: int) -> None:
        """Does so many things."""
        try:
            for _ in range(count):
                self._dawdle()
                self._lot.choice((self._append, self._append, self._entries, self._checkpoint))()
        except BaseException as fault:
            self.fault = fault

    def _dawdle(self) -> None:
        time.sleep(self._lot.choice((0, 0, 0, 1e-5, 1e-4, 5e-4)))

    def _append(self) -> None:
        leaf = f"{self.who} {self._number} {self._lot.random()}\n".encode()
        self._number += 1

        def fill(growth: Growth) -> None:
            self._dawdle()
            growth.additions.append(Addition(leaf))

        def make(text: bytes) -> bytes:
            self._dawdle()
            return self._key.make(text)

        begun = time.monotonic_ns()
        share, _ = self._ledger.grow(fill, make, lambda start, stop: None)
        ended = time.monotonic_ns()
        self.done.append(Append(who=self.who, begun=begun, ended=ended, hash=leaf_hash(leaf), index=share.first))

    def _entries(self) -> None:
        def look() -> tuple[int, bytes]:
            size = self._ledger.store.size
            return size, frontier(self._ledger.store, size).root()

        self._read("entries", look)

    def _checkpoint(self) -> None:
        def look() -> tuple[int, bytes]:
            last = self._ledger.last()
            return last.size, last.root

        self._read("checkpoint", look)

    def _read(self, what: str, look: Callable[[], tuple[int, bytes]]) -> None:
        begun = time.monotonic_ns()
        size, root = look()
        self.done.append(Read(who=self.who, begun=begun, ended=time.monotonic_ns(), what=what, size=size, root=root))


def history(place: Ground, lot: random.Random) -> list[str]:
    """Lets two to four threads do three to eight things in all; returns what no model explains, and what went wrong."""
    start, count = place.ledgers[0].store.size, lot.randint(3, 8)
    ledgers = lot.sample(list(place.ledgers), lot.randint(2, len(place.ledgers)))
    hands = [Hand(f"h{at}", ledger, place.key, random.Random(lot.random())) for at, ledger in enumerate(ledgers)]
    threads = [
        threading.Thread(target=hand.work, args=(len(range(at, count, len(hands))),)) for at, hand in enumerate(hands)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    faults = [f"{hand.who}: {hand.fault!r}" for hand in hands if hand.fault is not None]
    return faults + anomalies(place.log, [each for hand in hands for each in hand.done], start)


@contextmanager
def switching(seconds: float = 1e-5) -> Iterator[None]:
    """Has the interpreter go from thread to thread this often."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(seconds)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def histories(opener: Callable[[int], Open], folder: Path, count: int, seed: int) -> list[str]:
    """Returns what went wrong in so many histories, each with its number. `opener` makes a log, by number."""
    lot, key, wrong = random.Random(seed), PrivateKey.from_seed(bytes(32)), []
    with switching():
        for first in range(0, count, EACH):
            with ground(opener(first), Home(folder / f"home-{first}"), lot, key) as place:
                for number in range(first, min(first + EACH, count)):
                    wrong += [f"history {number}: {each}" for each in history(place, lot)]
    return wrong


def in_memory(_: int) -> Open:
    """A log in memory: one store, whoever opens it."""
    store = MemoryStore()
    return lambda: store


def in_files(folder: Path) -> Callable[[int], Open]:
    """Logs in files of a folder."""

    def opener(number: int) -> Open:
        path = folder / f"{number}.travaux"
        SqliteStore(path, create=True).close()
        return lambda: SqliteStore(path)

    return opener


def on(server: Server) -> Callable[[int], Open]:
    """Logs on a server."""

    def opener(_: int) -> Open:
        address = server.record()
        PostgresStore(address, create=True).close()
        return lambda: PostgresStore(address)

    return opener
