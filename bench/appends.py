"""Appends to a record, each durable and with its receipt, beside the disk and a bare database; and opening a record."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.tables import milliseconds, ratio, show
from travaux.record.acts import Admit, Take
from travaux.record.terms import Digest, Place, Wording
from travaux.secretariat.entering import new_party
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record
from travaux.secretariat.verifying import verify

SINGLE = 1_000
BATCHES = (10, 100, 1_000)
LARGE = 100_000


def row(name: str, times: list[float]) -> list[object]:
    middle, late = times[len(times) // 2], times[int(len(times) * 0.99)]
    return [name, f"{len(times) / sum(times) * 1e3:,.0f}", f"{middle:.2f}", f"{late:.2f}"]


class Appending:
    """One record, and acts to enter in it."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.party = new_party()
        self.number = 0
        record.enter(Admit(party=self.party, handle="boria"))

    def act(self) -> Take:
        self.number += 1
        wording = Wording(draft=Digest("0" * 64), clause=Place(f"{self.number % 40 + 1}"), words=Digest("1" * 64))
        return Take(stance="accept", wording=wording)

    def one(self) -> None:
        self.record.enter(self.act(), by=self.party)

    def many(self, count: int) -> None:
        self.record.enter_all([self.record.doing(self.act(), by=self.party) for _ in range(count)])


def synced(folder: Path) -> Callable[[], object]:
    """What the disk takes at least: the bytes of an entry at the end of a file, synced."""
    file = os.open(folder / "synced", os.O_CREAT | os.O_RDWR | os.O_APPEND)
    sync = getattr(os, "fdatasync", os.fsync)
    return lambda: (os.write(file, bytes(700)), sync(file))


def bare(folder: Path) -> Callable[[], object]:
    """What a bare table takes: one row, one durable transaction, nothing signed and nothing proved."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE entry (idx INTEGER PRIMARY KEY, leaf BLOB)")
    return lambda: connection.execute("INSERT INTO entry (leaf) VALUES (zeroblob(700))")


def in_turns(works: list[Callable[[], object]], count: int, rounds: int = 10) -> list[list[float]]:
    """Times of several works, a part of each in every round, so that a disk that slows down slows all."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for mine, work in zip(times, works, strict=True):
            mine += milliseconds(work, count // rounds)
    return [sorted(each) for each in times]


def appends(folder: Path) -> None:
    with new(folder / "velm.travaux", home=folder / "home") as record:
        appending = Appending(record)
        disk, table, ours = in_turns([synced(folder), bare(folder), appending.one], SINGLE)
        show(
            "One act at a time, durable, with its receipt (goal: 1,000/s where the disk allows it)",
            ["", "a second", "median ms", "p99 ms"],
            [row("the disk alone: write, fdatasync", disk), row("SQLite alone: one row", table), row("Travaux", ours)],
        )
        begun = time.process_time()
        for _ in range(200):
            appending.one()
        busy = (time.process_time() - begun) / 200 * 1e3
        print(
            f"\nTwo syncs are owed for each, the record's and the guard's: {2 * disk[len(disk) // 2]:.2f} ms here. "
            f"The processor is busy for {busy:.2f} ms, so that a core does {1e3 / busy:,.0f} a second at most"
        )
        rows = []
        for size in BATCHES:
            begun = time.perf_counter()
            count = max(3, 3_000 // size)
            for _ in range(count):
                appending.many(size)
            rows.append([f"{size:,}", f"{count * size / (time.perf_counter() - begun):,.0f}"])
        show("Several acts at once, all or none", ["in a batch", "entries a second"], rows)


def opening(folder: Path) -> None:
    path, home = folder / "large.travaux", folder / "home"
    with new(path, home=home) as record:
        appending = Appending(record)
        while record.size < LARGE:
            appending.many(min(1_000, LARGE - record.size))
    rows = []
    first = 0.0
    for name in ("read whole, its state kept at the end", "from the state that was kept"):
        begun = time.perf_counter()
        record = open_record(path, viewer="depositary", home=home)
        assert record.state.size == LARGE
        took = time.perf_counter() - begun
        closing = time.perf_counter()
        record.close()
        first = first or took
        rows.append([name, f"{took:.2f} s", ratio(took, first), f"{time.perf_counter() - closing:.2f} s"])
    begun = time.perf_counter()
    assert verify(path, home=home).holds
    rows.append(["verified whole, every signature", f"{time.perf_counter() - begun:.2f} s", "", ""])
    size = path.stat().st_size / 1e6
    show(f"Opening a record of {LARGE:,} entries ({size:.0f} MB)", ["", "opened in", "faster", "closed in"], rows)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        appends(Path(folder))
        opening(Path(folder))


if __name__ == "__main__":
    main()
