"""Mutants: small faults put into the source one at a time, each of which some test has to notice.

    python -m bench.breaking.mutants [ROOM …]

mutmut makes them in a copy of the tree: a comparison or a number moved by one, an operator or a condition turned, an
argument, a case or a value left out, a word changed. For each it runs the tests that reach the function. A mutant that
never ends is stopped, and counts as noticed. What no test notices is printed, unless `survivors.txt` says why it may
live; and what stands there and is noticed after all, or is no longer made, is printed too.

What stands outside functions (constants, patterns, defaults) is not mutated.
"""

from __future__ import annotations

import ast
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.breaking.outcome import Outcome
from bench.tables import ROOT, show

SURVIVORS = Path(__file__).with_name("survivors.txt")
MEMORY = 2 << 30
"""Bytes that a test run may take: some mutants never end, and eat while they run."""


@dataclass(frozen=True, slots=True)
class Room:
    """A part of the source that is mutated, as patterns of paths, and the tests that have to notice."""

    sources: tuple[str, ...]
    tests: tuple[str, ...]


ROOMS = {
    "errors": Room(("src/travaux/errors.py",), ("tests/test_errors.py",)),
    "canon": Room(("src/travaux/canon.py",), ("tests/test_canon.py",)),
    "log": Room(("src/travaux/log/*.py",), ("tests/log",)),
    "keys": Room(("src/travaux/keys/*.py",), ("tests/keys",)),
    "bundle": Room(
        tuple(f"src/travaux/claims/{name}.py" for name in ("bundle", "carried", "lines", "archive", "readme", "claim")),
        tuple(f"tests/claims/test_{name}.py" for name in ("verifying", "carried", "lines", "archive", "claim")),
    ),
}

_NOTICED = {
    "killed": "fails", "timeout": "runs out of time", "suspicious": "dies, of memory or otherwise", "segfault": "dies",
}  # fmt: skip
"""What mutmut calls the fates of mutants whose tests did not pass, and what we call them."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A mutant that was not plainly noticed: the function it is in, the line as it reads then, and what came of it."""

    function: str
    line: str
    fate: str


@dataclass(frozen=True, slots=True)
class Herd:
    """All mutants of a room: how many there are, how many came to which fate, and those that were not killed."""

    total: int
    fates: Counter[str]
    unkilled: tuple[Mutant, ...]

    @property
    def noticed(self) -> float:
        """The part of all that some test notices; those that change nothing are not left out of the reckoning."""
        return sum(self.fates[fate] for fate in _NOTICED) / self.total

    @property
    def living(self) -> set[str]:
        """Those that no test notices, as `survivors.txt` names them."""
        return {f"{each.function}: {each.line}" for each in self.unkilled if each.fate not in _NOTICED}


def excused(text: str) -> set[str]:
    """Returns the mutants that may live: in the list, each stands indented under its reason."""
    return {line.strip() for line in text.splitlines() if line.startswith("    ")}


def undecorated(source: str) -> str:
    """Returns a module whose properties and context managers are made by an assignment, for mutmut skips decorated
    functions."""
    lines = source.splitlines()
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    for node in sorted(functions, key=lambda node: node.lineno, reverse=True):
        match node.decorator_list:
            case [ast.Name(id="property" | "contextmanager" as kind)]:
                lines.insert(node.end_lineno or 0, f"{' ' * node.col_offset}{node.name} = {kind}({node.name})")
                del lines[node.lineno - 2]
    return "\n".join(lines) + "\n"


def herd(room: Room) -> Herd:
    """Returns what became of all mutants of a room."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _copy(place, room)
        _mutmut(place, "run", "--max-children", str(os.cpu_count() or 1))
        fates = dict(fates_in(_mutmut(place, "results", "--all", "true")))
        unkilled = tuple(_shown(place, name, fate) for name, fate in fates.items() if fate != "killed")
        return Herd(len(fates), Counter(fates.values()), unkilled)


def _copy(place: Path, room: Room) -> None:
    folders = ("src", "tests", "bench", "docs", "examples")
    for name in folders:
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    for pattern in room.sources:
        for file in place.glob(pattern):
            file.write_text(undecorated(file.read_text("utf-8")), "utf-8")
    settings = {
        "source_paths": ["src"],
        "only_mutate": [*room.sources],
        "also_copy": [*folders, "README.md"],
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "--hypothesis-seed=0"],
        "pytest_add_cli_args_test_selection": [*room.tests],
        "timeout_multiplier": 15.0,
        "timeout_constant": 5.0,
    }
    shutil.copy(ROOT / "README.md", place)
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    (place / "pyproject.toml").write_text(
        "\n".join([(ROOT / "pyproject.toml").read_text("utf-8"), "[tool.mutmut]", *lines, ""]), "utf-8"
    )


def _mutmut(place: Path, *words: str) -> str:
    command = [sys.executable, "-m", "mutmut", *words]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False, preexec_fn=_bounded)
    if done.returncode:
        raise SystemExit(f"mutmut {words[0]} did not go through:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def fates_in(results: str) -> Iterator[tuple[str, str]]:
    """Yields each mutant's name and what became of it, as `mutmut results` tells."""
    for line in results.splitlines():
        if found := re.fullmatch(r"\s*(\S+__mutmut_\d+): (.+)", line):
            yield found[1], found[2]


def _shown(place: Path, name: str, fate: str) -> Mutant:
    changes = [line for line in _mutmut(place, "show", name).splitlines() if re.match(r"[-+](?![-+]{2} )", line)]
    added = [line[1:].strip() for line in changes if line[0] == "+"]
    gone = ["without " + line[1:].strip() for line in changes[:1]]
    return Mutant(function_of(name), " ".join(added or gone), fate)


def function_of(name: str) -> str:
    """Returns a function's name as it stands in the source: mutmut's has marks in it, and a number behind it."""
    module, _, function = name.removeprefix("travaux.").rpartition("__mutmut_")[0].rpartition(".")
    inner = function.removeprefix("x").removeprefix("_") if "ǁ" not in function else function[2:].replace("ǁ", ".")
    return f"{module}.{inner}"


def told(name: str) -> tuple[Outcome, list[list[str]]]:
    """Returns what came of a room, and the mutants that somebody has to look at."""
    found = herd(ROOMS[name])
    allowed = {line for line in excused(SURVIVORS.read_text("utf-8")) if belongs(line, ROOMS[name])}
    rows = [["lives", line] for line in sorted(found.living - allowed)]
    rows += [["is noticed, or is no longer made", line] for line in sorted(allowed - found.living)]
    ended = [each for each in found.unkilled if each.fate in _NOTICED]
    rows += [[_NOTICED[each.fate], f"{each.function}: {each.line}"] for each in ended]
    live = sum(count for fate, count in found.fates.items() if fate not in _NOTICED)
    unknown = len(found.living - allowed)
    return Outcome(
        f"a fault in the source of {name}",
        f"{found.total:,} mutants",
        f"{live} unnoticed ({found.noticed:.1%} noticed), {unknown} of them without a reason that is written down",
        f"{len(ended)} had to be stopped",
    ), rows


def belongs(line: str, room: Room) -> bool:
    """Says whether a survivor is of a room."""
    parts = line.partition(":")[0].split(".")
    paths = [Path("src/travaux", *parts[:length]).with_suffix(".py") for length in range(1, len(parts))]
    return any(path.match(pattern) for path in paths for pattern in room.sources)


def outcomes() -> list[Outcome]:
    """Every room at its full length: some twenty minutes."""
    return [told(name)[0] for name in ROOMS]


def main(names: list[str]) -> None:
    """Mutates rooms, by default all, and prints what lives."""
    made = [told(name) for name in names or ROOMS]
    show("Mutants", ["fault", "tried", "wrong", "beside it"], [outcome.row() for outcome, _ in made])
    show("To look at", ["it", "mutant"], [row for _, rows in made for row in rows])


if __name__ == "__main__":
    main(sys.argv[1:])
