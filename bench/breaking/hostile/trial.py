"""Hostile files, tried: each in a process of its own, watched from within, and what was wrong, which may be nothing.

    python -m bench.breaking.hostile.trial [--seed 7] [--most 20] [--spoilt 0] [--large] [KIND …]

Prints a JSON object a file. Right is an answer, or a refusal as `travaux.errors` has it in a sentence that a person can
read; within two seconds of processor time and 256 MB beyond what the process had before; nothing is read or written
outside the file's own folder and Travaux itself, no socket is opened, no program is run but git on a repository, no
process is left.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import os
import resource
import select
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from random import Random

from bench.breaking.hostile.file import Hostile
from bench.breaking.hostile.spoilt import spoilt
from bench.breaking.hostile.watch import watch
from bench.breaking.outcome import Outcome
from bench.breaking.targets.target import told
from travaux.errors import TravauxError

KINDS = ("word", "markup", "pdf", "writing", "repositories", "sheets", "evidence", "forms", "polyglots")
"""The modules that make hostile files."""

SECONDS, MEGABYTES = 2.0, 256
SECONDS_OF_BIG, MEGABYTES_OF_BIG = 62.0, 1_100
PATIENCE = 600.0
"""Seconds for which an answer is waited, on a machine that may have much else to do."""
SEED, SPOILT = 7, 2_000


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a file: "read" or the refusal's kind, what was said, how long it took, how much memory, faults."""

    name: str
    way: str
    outcome: str
    said: str
    seconds: float
    megabytes: float
    faults: tuple[str, ...] = ()


def files(kinds: Sequence[str], seed: int = SEED, *, large: bool = False) -> Iterator[Hostile]:
    """Yields the hostile files of some kinds; with `large`, those that are large, and only them."""
    for kind in kinds or KINDS:
        module = importlib.import_module(f"bench.breaking.hostile.{kind}")
        yield from (module.large if large else module.files)(Random(f"{seed} {kind}"))


def some(kinds: Sequence[str], most: int, seed: int = SEED) -> Iterator[Hostile]:
    """Yields so many files of each kind, chosen by the seed."""
    for kind in kinds or KINDS:
        found = list(files([kind], seed))
        yield from Random(f"{seed} some {kind}").sample(found, min(most, len(found)))


def tried(file: Hostile) -> Tried:
    """Tries a file in a fork of this process, which has to have a single thread."""
    with tempfile.TemporaryDirectory(prefix="travaux-hostile-") as folder:
        readable, writable = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(readable)
            _alone(file, Path(folder), writable)
        os.close(writable)
        answer = _answer(readable, PATIENCE)
        os.close(readable)
        if not answer:
            os.kill(pid, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        if not answer:
            return Tried(file.name, file.way, "none", "", 0, 0, (f"no answer (it ended with {code})",))
        return _judged(file, Tried(**json.loads(answer)), Path(folder))


def _answer(readable: int, limit: float) -> bytes:
    parts: list[bytes] = []
    end = time.monotonic() + limit
    while select.select([readable], [], [], max(0, end - time.monotonic()))[0]:
        part = os.read(readable, 1 << 16)
        if not part:
            return b"".join(parts)
        parts.append(part)
    return b""


def _alone(file: Hostile, folder: Path, writable: int) -> None:
    """Lives the life of the process in which a file is tried."""
    try:
        seconds = math.ceil(SECONDS_OF_BIG if file.big else 10 * SECONDS)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        os.chdir(folder)
        path = file.put(folder)
        os.write(writable, json.dumps(asdict(_measured(file, path))).encode())
    finally:
        os._exit(0)


def _measured(file: Hostile, path: Path) -> Tried:
    from bench.breaking.hostile.ways import WAYS

    had = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
    faults = watch(path.parent, git=file.way == "repository")
    begun = _spent()
    outcome, said = "read", ""
    try:
        WAYS[file.way](path)
    except TravauxError as refusal:
        outcome, said = type(refusal).__name__, str(refusal)
        try:
            told(refusal)
        except AssertionError as fault:
            faults.append(f"told badly: {fault}")
    except BaseException as fault:
        outcome, said = "broke down", f"{type(fault).__name__}: {fault}"[:500]
        faults.append(said)
    took = _spent() - begun
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1e3
    with suppress(ChildProcessError):
        faults.append(f"a child was left: {os.waitpid(-1, os.WNOHANG)}")
    return Tried(file.name, file.way, outcome, said, took, max(peak - had, 0), tuple(faults))


def _spent() -> float:
    """Returns the processor time of this process and of those it waited for, in seconds."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _judged(file: Hostile, found: Tried, folder: Path) -> Tried:
    """Returns what came of a file, with what was wrong about time, memory and what was left behind."""
    seconds, megabytes = (SECONDS_OF_BIG, MEGABYTES_OF_BIG) if file.big else (SECONDS, MEGABYTES)
    faults = [*found.faults]
    if found.seconds > seconds:
        faults.append(f"took {found.seconds:.1f} s")
    if found.megabytes > megabytes:
        faults.append(f"took {found.megabytes:.0f} MB")
    left = sorted(each.name for each in folder.iterdir() if each.name != file.name)
    if left:
        faults.append(f"left behind: {', '.join(left)}")
    return Tried(found.name, found.way, found.outcome, found.said, found.seconds, found.megabytes, tuple(faults))


def outcomes() -> list[Outcome]:
    """Every hostile file, the large ones, and two thousand that are spoilt by chance."""
    prepare()
    kinds = list(files([]))
    rounds = {
        "hostile files": kinds,
        "hostile files, large": files([], large=True),
        "hostile files, spoilt": spoilt(Random(SEED), kinds, SPOILT),
    }
    return [_outcome(fault, [tried(file) for file in chosen]) for fault, chosen in rounds.items()]


def _outcome(fault: str, found: Sequence[Tried]) -> Outcome:
    wrong = [f"{each.name}: {', '.join(each.faults)}" for each in found if each.faults]
    refused = sum(each.outcome != "read" for each in found)
    most = max(found, key=lambda each: each.seconds), max(found, key=lambda each: each.megabytes)
    return Outcome(
        fault, f"{len(found):,} of {len(KINDS)} kinds", "; ".join(wrong) or "0",
        f"{refused:,} refused in a sentence; the slowest {most[0].seconds:.1f} s ({most[0].name}), "
        f"the largest {most[1].megabytes:.0f} MB ({most[1].name})",
    )  # fmt: skip


def prepare() -> None:
    """Imports what reads files, once, before the first fork."""
    from bench.breaking.hostile import polyglots, ways
    from travaux.formats import report

    assert ways.WAYS
    report.model()
    for data in polyglots.KINDS.values():
        with suppress(TravauxError):
            report.reading(report.read_bytes(data, isolated=False))


def main() -> None:
    """Tries the files that the command line says."""
    parser = argparse.ArgumentParser(prog="python -m bench.breaking.hostile.trial", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--most", type=int, default=0)
    parser.add_argument("--spoilt", type=int, default=0)
    parser.add_argument("--large", action="store_true")
    given = parser.parse_args()
    prepare()
    chosen = (
        some(given.kinds, given.most, given.seed) if given.most else files(given.kinds, given.seed, large=given.large)
    )
    if given.spoilt:
        chosen = spoilt(Random(given.seed), list(chosen), given.spoilt)
    for file in islice(chosen, None):
        print(json.dumps(asdict(tried(file))), flush=True)


if __name__ == "__main__":
    main()
    sys.exit(0)
