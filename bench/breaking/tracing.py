"""What processes did to files, as strace(1) tells it, done over again on a simulated disk.

The trace is one file for a process and all that it starts. Files are known by inode: a descriptor goes on meaning the
file that it was opened on, whoever takes the name away or gives it to another. Only what lies below one folder counts,
and what is said on standard output, which comes out as `Said` in its place among the rest.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bench.breaking.disk import FOLDER, Cut, Disk, Write

STRACE = shutil.which("strace")
_CALLS = (
    "open,openat,creat,close,dup,dup2,dup3,fcntl,lseek,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,"
    "fallocate,fsync,fdatasync,msync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir,"
    "symlink,symlinkat,copy_file_range,sendfile,splice,sync,syncfs,clone,clone3,fork,vfork"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a process wrote to standard output at one stroke."""

    process: int
    text: bytes


Step = Said | Literal["changed", "synced"]


def traced(command: Sequence[str], trace: Path, environment: Mapping[str, str], cwd: Path) -> bytes:
    """Runs a command under strace, and returns what it said; its trace is in a file then."""
    assert STRACE, "strace is not installed"
    strace = [STRACE, "-f", "--seccomp-bpf", "-xx", "-s", str(1 << 26), "-o", str(trace), "-e", f"trace={_CALLS}"]
    done = subprocess.run(
        [*strace, *command], env={**os.environ, **environment}, cwd=cwd, capture_output=True, check=False, timeout=300
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.returncode}: {done.stderr.decode()[-2000:]}")
    return done.stdout


@dataclass(slots=True)
class _Open:
    """An open file: its inode, or the path of a folder, and the place where the next write goes."""

    inode: int = FOLDER
    folder: str = ""
    place: int = 0


@dataclass(slots=True)
class _Process:
    files: dict[int, _Open] = field(default_factory=dict)


_LINE = re.compile(
    r"(\d+) +(?:(\w+)\((.*)\) += (-?\d+|0x[0-9a-f]+|\?).*|(.*) <unfinished \.\.\.>|<\.\.\. \w+ resumed>(.*))"
)
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that ended, or one that only began and that others' come between: then there is no result."""

    process: int
    name: str
    told: str
    """Its arguments, with a dash for each text."""
    texts: tuple[bytes, ...] = ()
    result: int | None = None

    @property
    def numbers(self) -> list[str]:
        """Its arguments, those that are numbers and those that are not."""
        return [each.strip() for each in self.told.split(",")]


@dataclass(frozen=True, slots=True)
class Trace:
    """What strace wrote, read: the calls in their order, and which process was made by which."""

    calls: tuple[Call, ...]
    makers: Mapping[int, tuple[int, bool]]
    """The maker of each process, and whether it shares its maker's open files, as threads do."""

    @classmethod
    def of(cls, path: Path) -> Trace:
        """Reads a trace; calls that failed are left out."""
        lines = path.read_text(encoding="ascii").splitlines()
        return cls(tuple(_calls(lines)), dict(_makers(lines)))


def _calls(lines: Sequence[str]) -> Iterator[Call]:
    begun: dict[int, str] = {}
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        process = int(found[1])
        if found[5] is not None:
            begun[process] = found[5]
            name, _, told = found[5].partition("(")
            yield Call(process, name, told)
            continue
        if found[6] is not None:
            found = _LINE.fullmatch(f"{process} {begun.pop(process)}{found[6]}")
            assert found is not None, line
        if found[2] and not found[4].startswith(("-", "?")):
            texts = tuple(bytes.fromhex(each[1].replace("\\x", "")) for each in _TEXT.finditer(found[3]))
            yield Call(process, found[2], _TEXT.sub("-", found[3]), texts, int(found[4], 0))


def _makers(lines: Sequence[str]) -> Iterator[tuple[int, tuple[int, bool]]]:
    begun: dict[int, str] = {}
    for line in lines:
        process = int(line.partition(" ")[0])
        if line.endswith("<unfinished ...>") and re.search(r" v?(clone3?|fork)\(", line):
            begun[process] = line
        elif found := re.search(
            r" (?:clone3?|v?fork)\(.*= (\d+)$| <\.\.\. (?:clone3?|v?fork) resumed>.*= (\d+)$", line
        ):
            yield int(found[1] or found[2]), (process, "CLONE_FILES" in line + begun.pop(process, ""))


@dataclass(slots=True)
class Replay:
    """A trace on its way onto a disk. `root` is the folder that counts, `cwd` the one where the command was run."""

    trace: Trace
    disk: Disk
    root: Path
    cwd: Path
    _tables: dict[int, _Process] = field(default_factory=dict)
    _marks: dict[int, tuple[int, int]] = field(default_factory=dict)

    def steps(self) -> Iterator[Step]:
        """Yields each step when it is done, so that whoever asks may look at the disk between two."""
        for call in self.trace.calls:
            if call.process not in self._tables:
                self._tables[call.process] = self._table(self.trace.makers.get(call.process))
            if call.result is None:
                self._begin(call)
            else:
                yield from self._call(call, call.result)

    def _table(self, parent: tuple[int, bool] | None) -> _Process:
        if parent is None:
            return _Process()
        above = self._tables[parent[0]]
        return above if parent[1] else _Process(dict(above.files))

    def _begin(self, call: Call) -> None:
        """Remembers what was written before a sync began: that, and no more, is what it covers."""
        if call.name in ("fsync", "fdatasync"):
            file = self._tables[call.process].files.get(int(call.told))
            if file is not None and file.inode != FOLDER:
                self._marks[call.process] = file.inode, len(self.disk.inodes[file.inode].pending)

    def _call(self, call: Call, result: int) -> Iterator[Step]:
        table, numbers = self._tables[call.process].files, call.numbers
        match call.name:
            case "open" | "openat" | "creat":
                yield from self._open(table, self._path(call.texts[0]), call.told, result)
            case "close":
                table.pop(int(numbers[0]), None)
            case "dup" | "dup2" | "dup3":
                self._copy(table, int(numbers[0]), result)
            case "fcntl":
                if "F_DUPFD" in call.told:
                    self._copy(table, int(numbers[0]), result)
            case "lseek":
                if int(numbers[0]) in table:
                    table[int(numbers[0])].place = result
            case "write" | "writev" | "pwrite64" | "pwritev":
                yield from self._write(call, b"".join(call.texts)[:result], numbers)
            case "ftruncate" if int(numbers[0]) in table:
                self.disk.change(table[int(numbers[0])].inode, Cut(int(numbers[1])))
                yield "changed"
            case "fsync" | "fdatasync":
                yield from self._sync(call.process, int(numbers[0]))
            case "rename" | "renameat" | "renameat2" | "link" | "linkat" | "unlink" | "unlinkat" | "mkdir" | "mkdirat":
                yield from self._name(call.name, [self._path(each) for each in call.texts])
            case "ftruncate" | "clone" | "clone3" | "fork" | "vfork":
                pass
            case _:
                concerned = [each for each in numbers if each.isdigit() and int(each) in table]
                if concerned or any(self._within(self._path(each)) for each in call.texts):
                    raise NotImplementedError(f"{call.name}({call.told}) is not known to the simulated disk")

    def _open(self, table: dict[int, _Open], path: str, told: str, result: int) -> Iterator[Step]:
        table.pop(result, None)
        if not self._within(path):
            return
        if (path not in self.disk.names and "O_CREAT" not in told) or self.disk.names.get(path) == FOLDER:
            table[result] = _Open(folder=path)
        elif path in self.disk.names:
            table[result] = _Open(self.disk.names[path])
            if "O_TRUNC" in told:
                self.disk.change(table[result].inode, Cut(0))
                yield "changed"
        else:
            table[result] = _Open(self.disk.make(path))
            yield "changed"

    def _copy(self, table: dict[int, _Open], old: int, new: int) -> None:
        table.pop(new, None)
        if old in table:
            table[new] = table[old]

    def _write(self, call: Call, data: bytes, numbers: list[str]) -> Iterator[Step]:
        file = self._tables[call.process].files.get(int(numbers[0]))
        if file is None:
            if int(numbers[0]) == 1:
                yield Said(call.process, data)
            return
        at = int(numbers[-1]) if call.name.startswith("p") else file.place
        if not call.name.startswith("p"):
            file.place += len(data)
        self.disk.change(file.inode, Write(at, data))
        yield "changed"

    def _sync(self, process: int, descriptor: int) -> Iterator[Step]:
        file = self._tables[process].files.get(descriptor)
        inode, count = self._marks.pop(process, (FOLDER, None))
        if file is None:
            return
        if file.inode == FOLDER:
            self.disk.sync_folder(file.folder)
        else:
            self.disk.sync(file.inode, count if inode == file.inode else None)
        yield "synced"

    def _name(self, name: str, paths: list[str]) -> Iterator[Step]:
        if not any(map(self._within, paths)):
            return
        if name.startswith("mkdir"):
            self.disk.make_folder(paths[0])
        elif name.startswith("unlink"):
            self.disk.name((paths[0], None))
        else:
            old = self.disk.names[paths[0]]
            self.disk.name((paths[1], old), *([(paths[0], None)] if name.startswith("rename") else []))
        yield "changed"

    def _path(self, text: bytes) -> str:
        return os.path.normpath(self.cwd / os.fsdecode(text))

    def _within(self, path: str) -> bool:
        return path == str(self.root) or path.startswith(f"{self.root}/")
