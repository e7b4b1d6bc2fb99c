"""A Dask cluster of its own on this machine, as real processes, and what becomes of a corpus when its workers die."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.breaking.outcome import Outcome
from bench.laid import laid
from bench.tables import ROOT

ROUNDS = 10
TRACE = [sys.executable, "-m", "travaux.cli", "trace"]


class Cluster:
    """A scheduler and workers on loopback, each a process with one thread; `folder` is for what they write."""

    def __init__(self, folder: Path, workers: int, *, failures: int = 3) -> None:
        self.file = folder / "scheduler.json"
        self._folder = folder
        self._failures = failures
        self._scheduler = self._begun(
            "scheduler", "--port", "0", "--scheduler-file", str(self.file), "--dashboard-address", "127.0.0.1:0"
        )
        self.workers = [self.another() for _ in range(workers)]

    @property
    def address(self) -> str:
        """The scheduler's address, once it has one."""
        until = time.monotonic() + 60
        while True:
            try:
                return str(json.loads(self.file.read_text(encoding="utf-8"))["address"])
            except (OSError, ValueError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def another(self) -> subprocess.Popen[bytes]:
        """Begins a worker."""
        return self._begun(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory",
            str(self._folder), "--memory-limit", "1GB",
        )  # fmt: skip

    def _begun(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        told = {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(self._failures)}
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments, "--host", "127.0.0.1"]
        with (self._folder / "said").open("ab") as said:
            return subprocess.Popen(command, env={**os.environ, **told}, stdout=said, stderr=said, cwd=self._folder)

    def stop(self) -> None:
        """Ends them all, by their numbers."""
        for process in [*self.workers, self._scheduler]:
            process.kill()
            process.wait()


@contextmanager
def cluster(workers: int, *, failures: int = 3) -> Iterator[Cluster]:
    """Gives a cluster for the block."""
    with tempfile.TemporaryDirectory(prefix="travaux-dask-") as folder:
        made = Cluster(Path(folder), workers, failures=failures)
        try:
            yield made
        finally:
            made.stop()


def traced(corpus: Path, *options: str) -> subprocess.Popen[str]:
    """Begins to trace a corpus at the terminal, a line a text."""
    command = [*TRACE, "--corpus", str(corpus), "--jsonl", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def rest(process: subprocess.Popen[str], begun: str = "") -> tuple[int, str, str]:
    """Returns the exit code of a command, what it printed, of which `begun` was read before, and what else it said."""
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout, process.stderr:
        out = begun + process.stdout.read()
        said = process.stderr.read()
    return process.wait(timeout=60), out, said


def children(pid: int) -> list[int]:
    """Returns the numbers of a process's own children, whichever of its threads began them."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(number) for each in threads for number in each.read_text(encoding="ascii").split()]


def hands(pid: int) -> list[int]:
    """Returns the numbers of the processes that trace for a command on this machine."""
    return [each for each in children(pid) if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]


def interrupted(corpus: Path, *options: str, victim: int | None = None) -> tuple[int, str, str]:
    """Traces a corpus, kills who traces when the first line is there, and returns what `rest` does.

    `victim` is a worker of a cluster; without one it is a process that the command began itself.
    """
    command = traced(corpus, *options)
    assert command.stdout is not None
    first = command.stdout.readline()
    os.kill(victim or hands(command.pid)[0], signal.SIGKILL)
    return rest(command, first)


def outcomes() -> list[Outcome]:
    """What comes of a corpus when one who traces it is killed, in so many rounds: here, and on a cluster."""
    with tempfile.TemporaryDirectory() as place, cluster(1) as dask:
        corpus = laid(Path(place), texts=12, drafts=12, words=2_000)
        whole = rest(traced(corpus, "--workers", "2"))
        here = [interrupted(corpus, "--workers", "2") for _ in range(ROUNDS)]
        there = []
        for _ in range(ROUNDS):
            victim = dask.another()
            dask.workers.append(victim)
            there.append(interrupted(corpus, "--cluster", dask.address, victim=victim.pid))
        return [
            Outcome(
                f"a worker of two killed, {where}", f"{len(found)} runs of 12 texts",
                f"{sum(each != whole for each in found)} runs told anything else", "lines compared, byte by byte",
            )
            for where, found in (("this machine", here), ("Dask", there))
        ]  # fmt: skip
