"""Whether anybody writes to a record's file without its lock, as strace(1) sees it: every program, each in a process.

SQLite before 3.51.3 can spoil a file in WAL mode when two connections write and fold the log in at the same instant
(sqlite.org/wal.html, "The WAL-Reset Bug"). What keeps a record from it is that nothing is written to it, by anyone and
for any reason, outside the file lock: not by a reader that closes last, not by a copy, not by an examination.

    python -m bench.breaking.locks ROLE RECORD      one program, as the processes below are
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import travaux
from bench.breaking.outcome import Outcome
from travaux.cli.main import run
from travaux.record.acts import State
from travaux.record.terms import Source
from travaux.secretariat.news import watch
from travaux.stores import sqlite
from travaux.stores.turns import Turns

STRACE = shutil.which("strace")
SAID = State(source=Source(kind="document"), words=("The talks go on. " * 60,))
"""A kilobyte: some hundreds of them reach SQLite's own threshold for folding its log in."""
_CALLS = "openat,dup,dup2,dup3,fcntl,close,flock,write,pwrite64,writev,ftruncate,fallocate,unlink,rename"
_WRITES = {"write", "pwrite64", "writev", "ftruncate", "fallocate", "unlink", "rename"}
_AT_THE_END = {"openat", "dup", "dup2", "dup3", "fcntl", "flock"}
"""Calls that count from when they return; a write counts from when it begins, a lock that is let go of too."""
_LINE = re.compile(r"\d+ +(?:<\.\.\. )?(\w+)(?:\((.*)| resumed>(.*))")
_DESCRIPTOR = re.compile(r"(\d+)<([^>]*)>")


@dataclass(slots=True)
class Seen:
    """What one process did to a record: how often it wrote to it, and what it wrote without the lock."""

    record: Path
    writes: int = 0
    bare: list[str] = field(default_factory=list)
    _files: dict[int, int] = field(default_factory=dict)
    _held: set[int] = field(default_factory=set)
    _numbers: Iterator[int] = field(default_factory=count)

    def read(self, trace: Path) -> Seen:
        """Takes in a trace, call by call."""
        begun: dict[str, str] = {}
        for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
            found = _LINE.match(line)
            if found is None:
                continue
            thread, name, whole = line.split(maxsplit=1)[0], found[1], found[2] or found[3] or ""
            if line.endswith("<unfinished ...>"):
                begun[thread] = whole
                if name in _AT_THE_END:
                    continue
            elif found[3] is not None:
                if name not in _AT_THE_END:
                    continue
                whole = begun.pop(thread, "") + whole
            self._call(name, whole)
        return self

    def _call(self, name: str, told: str) -> None:
        if name in _WRITES:
            self._write(name, told)
        elif f"{self.record}.lock>" in told:
            self._lock(name, told)

    def _write(self, name: str, told: str) -> None:
        places = (f"<{self.record}>", f"<{self.record}-wal>", f'"{self.record}"', f'"{self.record}-wal"')
        if any(each in told for each in places) and not re.search(r"\) += -1 ", told):
            self.writes += 1
            if not self._held:
                self.bare.append(f"{name}({told[:160]}")

    def _lock(self, name: str, told: str) -> None:
        found = [int(each[1]) for each in _DESCRIPTOR.finditer(told)]
        result = re.search(r"\) += (-?\d+)", told)
        match name:
            case "openat":
                self._files[found[-1]] = next(self._numbers)
            case "dup" | "dup2" | "dup3" | "fcntl" if len(found) == 2 and found[0] in self._files:
                self._files[found[1]] = self._files[found[0]]
            case "flock" if result and result[1] == "0" and found[0] in self._files:
                (self._held.discard if "LOCK_UN" in told else self._held.add)(self._files[found[0]])
            case "close":
                gone = self._files.pop(found[0], None)
                if gone is not None and gone not in self._files.values():
                    self._held.discard(gone)


def writer(path: Path) -> None:
    """Enters so much that SQLite folds its log in of itself, and closes."""
    with travaux.open(path, viewer="depositary") as record:
        for _ in range(8):
            record.enter_all([record.doing(SAID) for _ in range(20)])


def eraser(path: Path) -> None:
    """Erases a private value, for which the whole file is written anew."""
    with travaux.open(path, viewer="depositary") as record:
        record.erase(0, ground="asked to")


def reader(path: Path) -> None:
    """Reads all, again and again, and closes, perhaps last."""
    for viewer in ("public", "depositary", "public"):
        with travaux.open(path, viewer=viewer) as record:
            size = record.size
            assert len(record.entries) + record.hidden >= size > 0


def looker(path: Path) -> None:
    """Reads with no right to write, as another user of the machine does."""
    sqlite.os.access = lambda *_: False  # type: ignore[attr-defined]
    reader(path)


def newsman(path: Path) -> None:
    """Asks for news, as a desk does for whoever waits."""
    with closing(watch(path)) as looks:
        for _ in range(200):
            looks.size()


def forgetful(path: Path) -> None:
    """Writes, and ends without closing the record."""
    record = travaux.open(path, viewer="depositary")
    record.enter(SAID)


def careless(path: Path) -> None:
    """Writes without a lock: what the watching itself is tried on."""
    Turns._enter = lambda self: os.open(os.devnull, os.O_RDONLY)  # type: ignore[method-assign]
    writer(path)


def copier(path: Path) -> None:
    """Copies the record, whole and for the public."""
    for viewer in ([], ["--for", "public"]):
        target = path.with_name(f"copy-{os.getpid()}-{len(viewer)}")
        assert run(["backup", str(path), str(target), *viewer]) == 0


def doctor(path: Path) -> None:
    """Has it examined, and verified."""
    assert run(["doctor", str(path)]) == 0
    assert run(["verify", str(path)]) == 0


def mover(path: Path) -> None:
    """Moves it to another file and back."""
    there = path.with_name("there.travaux")
    assert run(["move", str(path), str(there)]) == 0
    back = path.with_name("back.travaux")
    assert run(["move", str(there), str(back)]) == 0


ROLES: Mapping[str, Callable[[Path], None]] = {
    each.__name__: each
    for each in (writer, eraser, reader, looker, newsman, forgetful, careless, copier, doctor, mover)
}


def watched(folder: Path, roles: Sequence[str], record: Path | None = None) -> dict[str, Seen]:
    """Makes a record, has every role played on it at once, each in a process, and returns what each was seen to do.

    `record` is the file whose writes count, by default the one that is made.
    """
    path, environment = folder / "velm.travaux", {**os.environ, "TRAVAUX_HOME": str(folder / "home")}
    assert STRACE, "strace is not installed"
    with travaux.new(path, home=folder / "home", name="The secretariat") as made:
        made.enter(SAID)
    players = []
    for number, role in enumerate(roles):
        trace = folder / f"{number}.strace"
        command = [STRACE, "-f", "-y", "--seccomp-bpf", "-s", "16", "-o", str(trace), "-e", f"trace={_CALLS}"]
        command += [sys.executable, "-m", "bench.breaking.locks", role, str(path)]
        players.append(
            (role, trace, subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT))
        )
    seen: dict[str, Seen] = {}
    for number, (role, trace, process) in enumerate(players):
        said, _ = process.communicate(timeout=300)
        if process.returncode:
            raise RuntimeError(f"{role}: {said.decode()[-2000:]}")
        seen[f"{role} {number}"] = Seen(record or path).read(trace)
    return seen


def outcomes() -> list[Outcome]:
    """Four writers, and everybody else who opens a record, at once, ten times over."""
    roles = ["writer"] * 4 + ["eraser", "reader", "looker", "newsman", "copier", "doctor", "forgetful"]
    writes = bare = 0
    for _ in range(10):
        with tempfile.TemporaryDirectory(prefix="travaux-locks-") as folder:
            for each in watched(Path(folder), roles).values():
                writes, bare = writes + each.writes, bare + len(each.bare)
    with tempfile.TemporaryDirectory(prefix="travaux-locks-") as folder:
        caught = watched(Path(folder), ["careless"])["careless 0"]
    return [
        Outcome(
            "a write to a record's file without its lock (SQLite's WAL-reset bug)",
            f"{writes:,} writes by {10 * len(roles)} processes",
            f"{bare} without it",
            f"a writer that takes no lock: {len(caught.bare)} of {caught.writes} found",
        )
    ]


if __name__ == "__main__":
    ROLES[sys.argv[1]](Path(sys.argv[2]))
