"""Fuzzing: bytes that nobody would think of, at every parser of ours, for as long as one likes.

    python -m bench.breaking.fuzzing [--seconds 60] [--keep] [TARGET …]

Each target runs in a process of its own (`fuzzed`), begins with its seeds and with what was kept (`corpus`), and ends
at the first broken law, which is printed with the input that broke it. With `--keep` what reached something new is
kept.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.breaking import corpus
from bench.breaking.outcome import Outcome
from bench.breaking.targets.every import TARGETS
from bench.breaking.targets.target import Target
from bench.tables import show

SECONDS = 60
SLOW = 5
"""Seconds that one input of a few kilobytes may take, at most."""
MEGABYTES = 1_024
_RUNS = re.compile(r"stat::number_of_executed_units: (\d+)")
_REACHED = re.compile(r"\bft: (\d+)")
_BROKEN = re.compile(r"=== Uncaught Python exception: ===\n(.*?)\n(?:Traceback|==)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """What came of a target: how many inputs, how far they reached, and the first that broke a law, with why."""

    name: str
    runs: int
    reached: int
    broken: str = ""
    input: bytes = b""

    def row(self) -> list[str]:
        """Its cells."""
        return [
            self.name,
            f"{self.runs:,}",
            f"{self.reached:,}",
            self.broken or "–",
            repr(self.input)[1:80] if self.broken else "",
        ]


def fuzz(target: Target, seconds: int, *, keep: bool = False) -> Fuzzed:
    """Fuzzes a target for some seconds, or until a law breaks."""
    with tempfile.TemporaryDirectory(prefix="travaux-fuzz-") as name:
        folder = Path(name)
        inputs = _laid_out(folder / "inputs", [*target.seeds, *corpus.kept(target.name)])
        options = [
            f"-max_total_time={seconds}", f"-max_len={target.longest}", f"-timeout={SLOW}",
            f"-rss_limit_mb={MEGABYTES}",
            "-print_final_stats=1", f"-artifact_prefix={folder}/", "-verbosity=1", "-use_value_profile=1",
        ]  # fmt: skip
        said = _run(target.name, [*options, str(inputs)], folder)
        broken = next((each for each in folder.iterdir() if each.name.startswith(("crash-", "timeout-", "oom-"))), None)
        if keep:
            corpus.keep(target.name, [each.read_bytes() for each in inputs.iterdir()])
        return Fuzzed(
            target.name, _number(_RUNS, said), _number(_REACHED, said), _why(said, broken),
            broken.read_bytes() if broken else b"",
        )  # fmt: skip


def _laid_out(folder: Path, inputs: Iterable[bytes]) -> Path:
    folder.mkdir()
    for number, data in enumerate(inputs):
        (folder / str(number)).write_bytes(data)
    return folder


def _run(name: str, options: Sequence[str], folder: Path) -> str:
    command = [sys.executable, "-m", "bench.breaking.fuzzed", name, *options]
    with (folder / "said").open("w+", errors="replace") as said:
        subprocess.run(command, stdout=said, stderr=said, check=False)
        said.seek(0)
        return said.read()


def _number(pattern: re.Pattern[str], said: str) -> int:
    found = pattern.findall(said)
    return int(found[-1]) if found else 0


def _why(said: str, broken: Path | None) -> str:
    if broken is None:
        return "" if _RUNS.search(said) else f"the fuzzer broke down: {said[-300:]}"
    found = _BROKEN.search(said)
    return found[1].strip() if found else broken.name.partition("-")[0]


def rounds(names: Sequence[str], seconds: int, *, keep: bool = False) -> Iterator[Fuzzed]:
    """Fuzzes targets one after the other."""
    for name in names or TARGETS:
        yield fuzz(TARGETS[name], seconds, keep=keep)


def outcomes() -> list[Outcome]:
    """Every target for a minute."""
    found = list(rounds((), SECONDS))
    wrong = [f"{each.name}: {each.broken}" for each in found if each.broken]
    tried = f"{sum(each.runs for each in found):,} inputs at {len(found)} parsers"
    return [Outcome("fuzzed input", tried, "; ".join(wrong) or "0")]


def main() -> None:
    """Fuzzes what the command line says, and prints a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.breaking.fuzzing", description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--keep", action="store_true")
    given = parser.parse_args()
    rows = []
    for each in rounds(given.targets, given.seconds, keep=given.keep):
        print(*each.row(), sep="  ", flush=True)
        rows.append(each.row())
    show(f"Fuzzing, {given.seconds} s a target", ["target", "inputs", "reached", "broken", "by"], rows)
    sys.exit(any(row[3] != "–" for row in rows))


if __name__ == "__main__":
    main()
