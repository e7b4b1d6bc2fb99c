"""Many at one record, in processes and in threads: turns are fair, no lock reaches anybody, and histories are explained
by a list that only grows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from bench.breaking import interleaving
from bench.breaking.crowding import Crowd, crowd
from bench.breaking.servers import Server

from travaux.secretariat.guards import Guard
from travaux.stores.addresses import Place
from travaux.stores.memory import MemoryStore

TURNS = 40
"""So many of each writer: over fewer, it is counted how the machine shares out its time, not how turns are given."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def check(made: Crowd, where: Place, home: Path, clients: int) -> None:
    assert made.faults == ""
    assert made.anomalies(where, home) == []
    assert len(made.counts) == clients
    assert made.fairness <= 1.5, made.counts
    assert made.wait(99) < 10
    assert {each.what for each in made.reads} == {"entries", "checkpoint"}


def test_sixteen_processes(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "velm.travaux"
    check(crowd(path, home, processes=16, readers=1, turns=TURNS), path, home, 16)


def test_processes_beside_threads_that_come_in_together(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "velm.travaux"
    check(crowd(path, home, processes=4, threads=8, readers=1, turns=TURNS), path, home, 12)


def test_a_crowd_at_a_server(server: Server, home: Path) -> None:
    where = server.record()
    check(crowd(where, home, processes=3, threads=3, readers=1, turns=TURNS), where, home, 6)


# Small histories


def test_interleavings_in_memory(tmp_path: Path) -> None:
    assert interleaving.histories(interleaving.in_memory, tmp_path, 100, 1) == []


def test_interleavings_in_files(tmp_path: Path) -> None:
    assert interleaving.histories(interleaving.in_files(tmp_path), tmp_path, 60, 2) == []


def test_interleavings_on_a_server(server: Server, tmp_path: Path) -> None:
    assert interleaving.histories(interleaving.on(server), tmp_path, 40, 3) == []


class Lagging(MemoryStore):
    """A store whose readers see the entries one look late."""

    _seen = 0

    @property
    def size(self) -> int:
        seen, self._seen = self._seen, len(self._leaves)
        return len(self._leaves) if self._turns else seen


class Hasty(MemoryStore):
    """A store that writes with no turn."""

    @contextmanager
    def turn(self) -> Iterator[None]:
        self._turns += 1
        yield
        self._turns -= 1


def test_a_store_whose_readers_lag_is_found(tmp_path: Path) -> None:
    store = Lagging()
    found = interleaving.histories(lambda _: lambda: store, tmp_path, 50, 4)
    assert [each for each in found if "entries of" in each]


def test_writers_who_do_not_take_turns_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The turn at the store would not be missed where the guard is held, nor the other way about."""
    monkeypatch.setattr(Guard, "held", lambda _: nullcontext())
    store = Hasty()
    assert interleaving.histories(lambda _: lambda: store, tmp_path, 50, 4)


def test_receipts_before_the_entry_is_kept_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger that keeps the checkpoint once the receipt is out."""
    monkeypatch.setattr(MemoryStore, "keep_checkpoint", lambda *_: None)
    found = interleaving.histories(interleaving.in_memory, tmp_path, 50, 5)
    assert [each for each in found if "checkpoint of 0 began after" in each]
