"""Disks that fail: a system call on a record, or on what belongs to it, that comes back with EIO, as strace(1) has it.

For each call that an errand makes there, it is done with that call failing, and for some with all that follow as well.
It ends with exit code 8, or it is done: never is anything acknowledged that is not there.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.breaking.errands import BESIDE, COPY, ERRANDS, OTHER, RECORD, Done, Errand, Office, Tally
from bench.breaking.outcome import Outcome
from bench.breaking.promises import broken
from bench.breaking.tracing import STRACE
from bench.breaking.writer import Told
from bench.tables import ROOT
from travaux.secretariat.opening import new

CALLS = ("pwrite64", "fdatasync", "fsync", "openat", "ftruncate")
_SAYS = "disk failed|disk that failed|disk that is full or fails|input/output error|the disk, and|and the disk"


def _strace(paths: Sequence[Path], *options: str) -> list[str]:
    assert STRACE, "strace is not installed"
    watched = [word for path in paths for word in ("-P", str(path))]
    return [STRACE, "-f", "--seccomp-bpf", "-qqq", "-e", "signal=none", *watched, *options]


def _paths(office: Office) -> list[Path]:
    """Returns what is watched: the record, what may be beside it, what is made, and what is in the home."""
    files = [office.place / f"{name}{end}" for name in (RECORD, OTHER, COPY) for end in (*BESIDE, "-journal")]
    kept = [path for path in office.home.rglob("*") if path.is_file()]
    return files + kept


def calls(office: Office, errand: Errand) -> Counter[str]:
    """Returns how often an errand makes each call there."""
    office.open()
    with tempfile.NamedTemporaryFile("r") as trace:
        watched = _strace(_paths(office), "-o", trace.name, "-e", f"trace={','.join(CALLS)}")
        done = office.do(errand, *watched)
        assert done.code == 0, done
        return Counter(re.findall(r"^\d+ +(?:<\.\.\. )?(\w+)", trace.read(), re.MULTILINE))


def failed(office: Office, errand: Errand, call: str, numbers: Sequence[int], *, after: bool = False) -> Tally:
    """Does an errand with the n-th of a call failing, and with `after` all that follow, for each n."""
    tally = Tally()
    for number in numbers:
        office.open()
        fault = f"inject={call}:error=EIO:when={number}{'+' if after else ''}"
        watched = _strace(_paths(office), "-o", os.devnull, "-e", f"trace={call}", "-e", fault)
        done = office.do(errand, *watched)
        wrong = [*office.faults(errand, done, says=_SAYS), *office.again(errand)]
        tally.add(f"{errand.name}, {call} {number}{' and on' if after else ''}", done, wrong)
    return tally


ACTS, FIRST, EACH = 6, 3, 2
"""How many acts are entered in one process, and how often the first and each other is synced before it is acknowledged:
in SQLite's log, whose head is synced once, and in the guard."""


def under(writer: Path, home: Path, number: int) -> tuple[list[Told], list[str]]:
    """Enters acts in one process whose n-th sync fails, that of the log or of the guard; returns what it was told, and
    what it said was wrong. It opens the record again and asks again, under the same id, until it is told."""
    new(writer, home=home).close()
    guard = next(path for path in (home / "guards").iterdir() if path.suffix not in (".lock", ".queue"))
    watched = _strace([Path(f"{writer}-wal"), guard], "-o", os.devnull, "-e", "trace=fdatasync")
    command = [sys.executable, "-m", "bench.breaking.writer", str(writer), "w", "--count", str(ACTS)]
    done = subprocess.run(
        [*watched, "-e", f"inject=fdatasync:error=EIO:when={number}", *command],
        cwd=ROOT, env={**os.environ, "TRAVAUX_HOME": str(home)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return list(map(Told.from_text, done.stdout.splitlines(keepends=True))), done.stderr.splitlines()


def syncs(folder: Path, numbers: Iterable[int]) -> Tally:
    """Enters acts in a process whose n-th sync fails, for each n: that act is not acknowledged before all is opened
    again, it is stored once, and so are the others."""
    tally = Tally()
    for number in numbers:
        path, home = folder / f"{number}.travaux", folder / f"home-{number}"
        told, faults = under(path, home, number)
        wrong = broken(path, home, told)
        expected = f"w-{max(0, number - FIRST + EACH - 1) // EACH}: "
        if [each.startswith(expected) for each in faults] != [True]:
            wrong.append(f"of {expected} was said: {faults}")
        if [each.number for each in told] != list(range(ACTS)):
            wrong.append(f"acknowledged: {[each.number for each in told]}")
        tally.add(f"sync {number}", Done(8, "", ""), wrong)
    return tally


def outcomes() -> list[Outcome]:
    """What came of it at length: each call failing once, and every fourth with all that follow."""
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder) / "place", Path(folder) / "home", Path(folder) / "template")
        made = []
        for errand in ERRANDS:
            for call, count in calls(office, errand).items():
                made.append(failed(office, errand, call, range(1, count + 1)))
                made.append(failed(office, errand, call, range(1, count + 1, 4), after=True))
        made.append(syncs(Path(folder), range(1, FIRST + EACH * (ACTS - 1) + 1)))
    wrong = [each for tally in made for each in tally.wrong]
    return [
        Outcome(
            f"EIO from {', '.join(CALLS)}",
            f"{sum(each.tried for each in made):,} calls, of {', '.join(each.name for each in ERRANDS)}, a server",
            "; ".join(wrong[:3]) or "0 lost, 0 doubled, 0 acknowledged after a failed sync",
            f"{sum(each.refused for each in made):,} ended with exit code 8 and a sentence, the others were done",
        )
    ]
