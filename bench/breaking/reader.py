"""A reader: a process that looks at a record again and again, and says what it saw and when.

    python -m bench.breaking.reader PLACE NAME

A line for each look: who looked, at what ("entries" or "checkpoint"), how many entries it saw, under which root, and
when it began and ended, in nanoseconds of CLOCK_MONOTONIC. It looks until it is killed.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from bench.breaking.beside import Beside
from bench.breaking.histories import Read
from travaux.log.checkpoint import Checkpoint
from travaux.log.note import text_of
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record
from travaux.stores.addresses import Place, place

PAUSE = 0.002
"""Seconds between two looks."""


class Reader(Beside):
    """A reader that runs beside."""

    def __init__(self, where: Place, who: str, *, home: Path) -> None:
        super().__init__("bench.breaking.reader", where, who, home=home)

    def reads(self) -> list[Read]:
        """What it saw so far."""
        return list(map(_read, self.lines()))


def _read(line: str) -> Read:
    who, what, size, root, begun, ended = line.split()
    return Read(who=who, what=what, size=int(size), root=bytes.fromhex(root), begun=int(begun), ended=int(ended))


def entries(record: Record) -> tuple[int, str]:
    """Returns how many entries there are, and their root; every one of them is read."""
    state = record.state
    return state.size, record.root(state.size)


def checkpoint(record: Record) -> tuple[int, str]:
    """Returns what the last checkpoint says."""
    said = Checkpoint.from_text(text_of(record.checkpoint.encode()))
    return said.size, said.root.hex()


def main(where: str, who: str) -> None:
    """Looks until it is killed."""
    with open_record(place(where), viewer="depositary") as record:
        while True:
            for look in (entries, checkpoint):
                begun = time.monotonic_ns()
                size, root = look(record)
                os.write(1, f"{who} {look.__name__} {size} {root} {begun} {time.monotonic_ns()}\n".encode())
            time.sleep(PAUSE)


if __name__ == "__main__":
    main(*sys.argv[1:])
