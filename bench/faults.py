"""Every fault, done at length: one table of what was tried and what was found wrong, beside the disk that it ran on.

    python -m bench.faults [PART …]

Tests do the same for a few seconds each (`tests/faults`).
"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from bench.breaking.outcome import Outcome
from bench.tables import milliseconds, show

PARTS: dict[str, str] = {
    "power": "power",
    "killing": "killing",
    "filling": "filling",
    "failing": "failing",
    "rot": "rot",
    "crowding": "crowding",
    "locks": "locks",
    "returning": "returning",
    "clocks": "clocks",
    "mutants": "mutants",
    "soak": "soak",
    "workers": "clusters",
    "buckets": "buckets",
    "hostile": "hostile.trial",
    "fuzzing": "fuzzing",
}
"""Names of the parts, and the module of `bench.breaking` that does each."""


def latency(count: int = 500) -> tuple[float, float]:
    """What this disk takes to sync a page that was written, in milliseconds: the median, and one in a hundred."""
    with tempfile.NamedTemporaryFile(dir=Path.cwd()) as file:
        sync = getattr(os, "fdatasync", os.fsync)
        times = milliseconds(lambda: (os.write(file.fileno(), bytes(4096)), sync(file.fileno())), count)
    return times[count // 2], times[count * 99 // 100]


def outcomes(name: str) -> list[Outcome]:
    """What came of one part."""
    found: list[Outcome] = importlib.import_module(f"bench.breaking.{PARTS[name]}").outcomes()
    return found


def main(names: list[str] | None = None) -> None:
    """Does the parts named, or all, and prints the table."""
    middle, late = latency()
    rows = [each.row() for name in names or PARTS for each in outcomes(name)]
    show(
        f"Faults, {date.today():%d %B %Y}; fdatasync of a page: {middle:.2f} ms, one in a hundred {late:.2f} ms",
        ["fault", "tried", "wrong", "beside it"],
        rows,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
