"""Killing: writers ended at any moment with kill -9, and servers ended under those who write to them.

In each round three writers enter acts in one record, and open and close it as they go; each is killed at a moment of
its own, drawn by a seed. After it the record opens and verifies, and all promises are kept (`promises`).
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.breaking import promises
from bench.breaking.outcome import Outcome
from bench.breaking.servers import Server, running
from bench.breaking.writer import Told, Writer
from travaux.secretariat.opening import new
from travaux.stores.addresses import Place

ROUNDS, RECORDS = 200, 10
RESTARTS = 10
WRITERS = 3
LONGEST = 0.25
"""Seconds that a writer lives at most, once all have begun to write."""
SITTING = 6
"""After so many acts a writer closes the record and opens it again: that is a moment to be killed too."""


@dataclass(slots=True)
class Tally:
    """What came of some rounds: how many acts were acknowledged, how many were stored and settled later, what broke."""

    told: int = 0
    settled: int = 0
    wrong: list[str] = field(default_factory=list)


@contextmanager
def writers(where: Place, home: Path, following: dict[str, int], *options: str) -> Iterator[list[Writer]]:
    """Runs writers, each from its own number on, until the block ends."""
    with ExitStack() as ends:
        begun = [
            ends.enter_context(closing(Writer(where, who, "--first", str(number), *options, home=home)))
            for who, number in following.items()
        ]
        yield begun


def kills(where: Place, home: Path, rounds: int, lot: random.Random) -> Tally:
    """Makes a record and kills those who write to it, in so many rounds."""
    new(where, home=home).close()
    tally, told = Tally(), list[Told]()
    following = {f"w{at}": 0 for at in range(WRITERS)}
    for _ in range(rounds):
        with writers(where, home, following, "--sitting", str(SITTING)) as begun:
            for writer in begun:
                writer.speaks()
            _kill(begun, lot)
            said = [each for writer in begun for each in writer.told()]
        tally.told += len(said)
        following |= {each.who: each.number + 1 for each in said}
        told += said
        tally.wrong += promises.broken(where, home, told)
        answers, before = promises.settled(where, home, following)
        tally.settled += before
        told += answers
        following = {who: number + 1 for who, number in following.items()}
    tally.wrong += promises.broken(where, home, told)
    return tally


def _kill(begun: list[Writer], lot: random.Random) -> None:
    """Kills each at a moment of its own."""
    start = time.monotonic()
    for moment, writer in sorted(((lot.uniform(0, LONGEST), each) for each in begun), key=lambda each: each[0]):
        time.sleep(max(0.0, start + moment - time.monotonic()))
        writer.kill()


STOPS: dict[str, Callable[[Server], None]] = {
    "fast": lambda server: server.restart("fast"),
    "immediate": lambda server: server.restart("immediate"),
    "kill -9": Server.kill,
}
"""The ways in which a server ends."""


def restarts(server: Server, home: Path, stop: Callable[[Server], None], times: int, lot: random.Random) -> Tally:
    """Makes a record on a server, and stops the server so many times under four who write to it and do not give up."""
    where, tally = server.record(), Tally()
    new(where, home=home).close()
    with writers(where, home, {f"w{at}": 0 for at in range(4)}, "--seconds", str(3600)) as begun:
        for _ in range(times):
            _all_go_on(begun)
            time.sleep(lot.uniform(0, 4 * LONGEST))
            stop(server)
        _all_go_on(begun)
        for writer in begun:
            writer.kill()
        told = [each for writer in begun for each in writer.told()]
    tally.told = len(told)
    tally.wrong += promises.broken(where, home, told)
    following = {each.who: each.number + 1 for each in told}
    answers, tally.settled = promises.settled(where, home, following)
    tally.wrong += promises.broken(where, home, [*told, *answers])
    return tally


def _all_go_on(begun: list[Writer]) -> None:
    """Waits until each has been told something new."""
    before = [len(writer.told()) for writer in begun]
    until = time.monotonic() + 60
    while any(len(writer.told()) <= count for writer, count in zip(begun, before, strict=True)):
        assert time.monotonic() < until, [writer.faults()[-500:] for writer in begun]
        time.sleep(0.01)


def outcomes() -> list[Outcome]:
    """What came of it at length."""
    lot = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{at}" for at in range(RECORDS)]
        for each in files:
            each.mkdir()
        made = [kills(each / "velm.travaux", each / "home", ROUNDS // RECORDS, lot) for each in files]
        rows = [_row(f"kill -9 of {WRITERS} writers, a file", f"{ROUNDS} rounds", made)]
        with running() as ours:
            made = [kills(ours.record(), Path(folder) / "home", ROUNDS // RECORDS, lot) for _ in range(2)]
            rows.append(_row(f"kill -9 of {WRITERS} writers, PostgreSQL", f"{2 * ROUNDS // RECORDS} rounds", made))
            for name, stop in STOPS.items():
                made = [restarts(ours, Path(folder) / "home", stop, RESTARTS, lot)]
                rows.append(_row(f"PostgreSQL stopped under 4 writers, {name}", f"{RESTARTS} times", made))
    return rows


def _row(fault: str, tried: str, made: list[Tally]) -> Outcome:
    told, settled = sum(each.told for each in made), sum(each.settled for each in made)
    wrong = [fault for each in made for fault in each.wrong]
    return Outcome(
        fault,
        f"{tried}, {told:,} acts acknowledged",
        "; ".join(wrong[:3]) if wrong else "0 lost, 0 doubled",
        f"{settled} stored and not acknowledged, each settled by its id",
    )
