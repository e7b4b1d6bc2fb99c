"""A writer: a process that enters real signed acts, each under an id of its own, and says each when it is acknowledged.

    python -m bench.breaking.writer PLACE NAME [--first N] [--count N] [--seconds S] [--sitting N] [--threads N]

It asks again, under the same id, until it is told, as a client does whose answer was lost; why, goes to standard error.
An acknowledgement is a line: who asked, the act's number, its index and its hash in the log, and when it was asked for
and told, in nanoseconds of the clock that all processes of a machine share (CLOCK_MONOTONIC).
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.breaking.beside import Beside
from travaux.errors import StoreFailed
from travaux.record.acts import State
from travaux.record.terms import Source
from travaux.secretariat.desk import Receipt
from travaux.secretariat.ledger import Waiting
from travaux.secretariat.lines import Line
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record
from travaux.stores.addresses import Place, place

PATIENCE = 120.0
"""Seconds after which a writer that is told nothing gives up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An acknowledgement."""

    who: str
    number: int
    index: int
    hash: str
    begun: int
    ended: int

    @property
    def words(self) -> str:
        """What the entry says."""
        return words(self.who, self.number)

    def to_text(self) -> str:
        """Returns it as a line."""
        return f"{self.who} {self.number} {self.index} {self.hash} {self.begun} {self.ended}\n"

    @classmethod
    def from_text(cls, line: str) -> Told:
        """Reads a line."""
        who, number, index, digest, begun, ended = line.split()
        return cls(who=who, number=int(number), index=int(index), hash=digest, begun=int(begun), ended=int(ended))


def words(who: str, number: int) -> str:
    """Returns what somebody's act of a number says; it is its id too."""
    return f"{who}-{number}"


def ask(record: Record, who: str, number: int) -> Receipt:
    """Enters the act of a number, once."""
    said = words(who, number)
    return record.enter(State(source=Source(kind="anonymous"), words=(said,)), request=said)


class Client:
    """One who enters acts, and leaves the record after so many of them (`sitting`) to open it again."""

    def __init__(self, where: Place, who: str, *, sitting: int = 0, line: Waiting | None = None) -> None:
        self._where = where
        self._who = who
        self._sitting = sitting
        self._line = line
        self._record: Record | None = None

    def work(self, number: int, goes_on: Callable[[int], bool]) -> None:
        """Enters acts from a number on, for as long as it goes on."""
        first = number
        while goes_on(number - first):
            begun = time.monotonic_ns()
            got = self._told(number)
            told = Told(
                who=self._who, number=number, index=got.index, hash=got.hash, begun=begun, ended=time.monotonic_ns()
            )
            # One write: whoever is killed in the middle has said nothing.
            os.write(sys.stdout.fileno(), told.to_text().encode())
            number += 1
            if self._sitting and not number % self._sitting:
                self._leave()
        self._leave()

    def _told(self, number: int) -> Receipt:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self._record = self._record or open_record(self._where, viewer="depositary", line=self._line)
                return ask(self._record, self._who, number)
            except StoreFailed as fault:
                os.write(sys.stderr.fileno(), f"{words(self._who, number)}: {fault}\n".encode())
                self._leave()
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)

    def _leave(self) -> None:
        record, self._record = self._record, None
        if record is not None:
            with suppress(StoreFailed):
                record.close()


class Writer(Beside):
    """A writer that runs beside."""

    def __init__(self, where: Place, who: str, *options: str, home: Path) -> None:
        super().__init__("bench.breaking.writer", where, who, *options, home=home)

    def told(self) -> list[Told]:
        """What it was told so far."""
        return list(map(Told.from_text, self.lines()))


def main(arguments: list[str] | None = None) -> None:
    """Writes, as asked for."""
    parser = argparse.ArgumentParser(prog="bench.breaking.writer")
    parser.add_argument("place", type=place)
    parser.add_argument("who")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=1 << 40)
    parser.add_argument("--seconds", type=float, default=PATIENCE)
    parser.add_argument("--sitting", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args(arguments)
    until, most = time.monotonic() + given.seconds, int(given.count)
    line: Waiting | None = Line() if given.threads > 1 else None
    names = [given.who] if given.threads == 1 else [f"{given.who}.{at}" for at in range(given.threads)]
    clients = [Client(given.place, name, sitting=given.sitting, line=line) for name in names]

    def goes_on(done: int) -> bool:
        return done < most and time.monotonic() < until

    threads = [threading.Thread(target=each.work, args=(given.first, goes_on)) for each in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
