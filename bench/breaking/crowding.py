"""Crowds: many who write to one record at once, in processes and in threads of one process, beside many who read it.

Each writer's acknowledgements and each reader's looks are timed by one clock and held against a plain model
(`histories`). How fair the turns are is counted between the moment when all have begun and the moment of the end.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from bench.breaking import interleaving
from bench.breaking.histories import Append, Read, anomalies
from bench.breaking.outcome import Outcome
from bench.breaking.promises import stored
from bench.breaking.reader import Reader
from bench.breaking.servers import running
from bench.breaking.writer import Told, Writer, words
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.stores.addresses import Place

SECONDS = 20.0
SMALL = {"memory": 4_500, "files": 4_500, "PostgreSQL": 1_000}
"""How many small histories are done on each kind of store."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a crowd was told and saw. `start` and `stop` are when all were at work, in nanoseconds."""

    told: Sequence[Told]
    reads: Sequence[Read]
    faults: str
    start: int
    stop: int

    @property
    def counts(self) -> Counter[str]:
        """How many acts of each were acknowledged while all were at work."""
        return Counter(each.who for each in self.told if self.start <= each.begun and each.ended <= self.stop)

    @property
    def fairness(self) -> float:
        """How many times as many turns as the unluckiest the luckiest had."""
        return max(self.counts.values()) / min(self.counts.values())

    def wait(self, of: float) -> float:
        """The seconds within which so many of a hundred acts were acknowledged."""
        waits = sorted(each.ended - each.begun for each in self.told if self.start <= each.begun)
        return waits[min(len(waits) - 1, int(len(waits) * of / 100))] / 1e9

    def anomalies(self, where: Place, home: Path) -> list[str]:
        """What no list that only grows explains of it, the record as it is now."""
        with open_record(where, viewer="depositary", home=home) as record:
            log, there = [bytes.fromhex(each) for each in record.digests()], stored(record)
        appends = [
            Append(who=each.who, begun=each.begun, ended=each.ended, hash=bytes.fromhex(each.hash), index=each.index)
            for each in self.told
        ]
        # Who was killed may have stored one more, and was not told.
        last = {each.who: each for each in self.told}.values()
        appends += [
            Append(who=each.who, begun=each.ended, hash=log[index])
            for each in last
            for index in there.get(words(each.who, each.number + 1), ())
        ]
        return anomalies(log, [*appends, *self.reads], start=1)


def crowd(
    where: Place, home: Path, *, processes: int, threads: int = 0, readers: int = 0, turns: int = 0, seconds: float = 0
) -> Crowd:
    """Makes a record and lets writers and readers at it, until each writer had so many turns, and for some seconds.

    `threads` are further writers, all in one process, where those who wait come in together.
    """
    new(where, home=home).close()
    with ExitStack() as ends:
        options = [(f"w{at}",) for at in range(processes)] + [("t", "--threads", str(threads))] * bool(threads)
        writers = [ends.enter_context(closing(Writer(where, *each, home=home))) for each in options]
        lookers = [ends.enter_context(closing(Reader(where, f"r{at}", home=home))) for at in range(readers)]
        _until(writers, processes + threads, 1)
        start = time.monotonic_ns()
        time.sleep(seconds)
        _until(writers, processes + threads, turns, start)
        stop = time.monotonic_ns()
        for each in [*lookers, *writers]:
            each.kill()
        return Crowd(
            [told for each in writers for told in each.told()],
            [read for each in lookers for read in each.reads()],
            "".join(each.faults() for each in [*writers, *lookers]),
            start,
            stop,
        )


def _until(writers: Sequence[Writer], count: int, turns: int, start: int = 0) -> None:
    """Waits until each of so many writers had so many turns since a moment."""
    until = time.monotonic() + 120
    while True:
        had = Counter(told.who for each in writers for told in each.told() if told.begun >= start)
        if not turns or (len(had) == count and min(had.values()) >= turns):
            return
        assert time.monotonic() < until, [had, *(each.faults() for each in writers)]
        time.sleep(0.1)


def outcomes() -> list[Outcome]:
    """What came of it at length."""
    rows = []
    with tempfile.TemporaryDirectory() as folder, running() as ours:
        home = Path(folder) / "home"
        for name, processes, threads in (("16 processes", 16, 0), ("8 processes beside 8 threads of one", 8, 8)):
            for kind, where in (("a file", Path(folder) / f"{processes}.travaux"), ("PostgreSQL", ours.record())):
                made = crowd(where, home, processes=processes, threads=threads, readers=2, seconds=SECONDS)
                rows.append(_row(f"{name}, {kind}", made, made.anomalies(where, home)))
        logs = {
            "memory": interleaving.in_memory,
            "files": interleaving.in_files(Path(folder)),
            "PostgreSQL": interleaving.on(ours),
        }
        for seed, (name, count) in enumerate(SMALL.items()):
            wrong = interleaving.histories(logs[name], Path(folder) / name, count, seed)
            told = "; ".join(wrong[:3]) or "0 anomalies"
            rows.append(Outcome(f"histories of 2 to 4 threads, {name}", f"{count:,} histories", told))
    return rows


def _row(fault: str, made: Crowd, wrong: list[str]) -> Outcome:
    acts, took = sum(made.counts.values()), (made.stop - made.start) / 1e9
    return Outcome(
        fault,
        f"{acts:,} acts acknowledged in {took:.0f} s, {len(made.reads):,} looks",
        "; ".join([*wrong, *made.faults.splitlines()][:3]) or "0 anomalies, no lock seen by anybody",
        f"most turns / fewest {made.fairness:.2f}; wait: median {made.wait(50):.3f} s, one in a hundred "
        f"{made.wait(99):.3f} s, longest {made.wait(100):.3f} s",
    )
