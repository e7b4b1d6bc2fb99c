"""What every comparison shares: where the real drafts lie, one way to time, one way to print a table."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("TRAVAUX_CORPUS", ROOT.parent / "shared" / "data"))


def show(title: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Prints a Markdown table under a title, columns as wide as their widest cell."""
    cells = [[str(cell) for cell in row] for row in [header, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    print(f"\n{title}\n", *lines, sep="\n", flush=True)


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Returns the median wall time of some runs of `work`, in seconds."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return sorted(times)[len(times) // 2]


def milliseconds(work: Callable[[], object], count: int) -> list[float]:
    """Returns how long each of many runs took, sorted."""
    times = []
    for _ in range(count):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1e3)
    return sorted(times)


@dataclass(frozen=True, slots=True)
class Run:
    """A finished process: wall seconds, peak memory in MB (of the largest single process), what it printed."""

    seconds: float
    megabytes: float
    output: str
    code: int


def run(command: Sequence[str], *, cwd: Path | None = None, timeout: float = 900) -> Run:
    """Runs a command as a process of its own and measures the whole of it."""
    script = (
        "import resource, subprocess, sys, time\n"
        "begun = time.perf_counter()\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)\n"
        "took = time.perf_counter() - begun\n"
        "peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024\n"
        "sys.stderr.write(f'{took} {peak} {done.returncode}')\n"
        "sys.stdout.buffer.write(done.stdout)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command], cwd=cwd, capture_output=True, timeout=timeout, check=True
    )
    took, peak, code = done.stderr.decode().split()
    return Run(float(took), float(peak), done.stdout.decode("utf-8", "replace"), int(code))


def peak_megabytes() -> float:
    """Returns the peak memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ratio(ours: float, theirs: float) -> str:
    """Returns how many times `theirs` is of `ours`, for a table."""
    return f"{theirs / ours:.1f}×" if ours else "–"
