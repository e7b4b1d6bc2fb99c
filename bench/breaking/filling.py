"""Full disks: the same errands with no page free, with one, with two, until there is room for them; and files that may
not grow past a length, as under a quota."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.breaking.errands import ERRANDS, Errand, Office, Tally
from bench.breaking.outcome import Outcome

PAGE = 4096
MEGABYTES = 6
PRLIMIT = shutil.which("prlimit")


@dataclass(frozen=True, slots=True)
class SmallDisk:
    """A disk of a few megabytes, in memory."""

    place: Path

    def leave(self, pages: int) -> None:
        """Fills it up to so many free pages, or frees as many."""
        ballast = self.place / "ballast"
        with ballast.open("ab") as file:
            taken = file.tell() // PAGE
            file.truncate(PAGE * max(0, min(taken, taken + self.free - pages)))
            file.seek(0, os.SEEK_END)
            file.write(bytes(PAGE * max(0, self.free - pages)))

    @property
    def free(self) -> int:
        """How many pages are free."""
        state = os.statvfs(self.place)
        return state.f_bavail * state.f_frsize // PAGE


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """Mounts a small disk until the block ends; `PermissionError` where this user may not mount."""
    place = folder / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PermissionError(done.stderr.strip())
    try:
        yield SmallDisk(place)
    finally:
        if subprocess.run(["umount", str(place)], capture_output=True, check=False).returncode:
            subprocess.run(["umount", "--lazy", str(place)], check=True)
            raise RuntimeError(f"a file on {place} was left open")


def filled(disk: SmallDisk, office: Office, errand: Errand, pages: Iterable[int]) -> Tally:
    """Does an errand with so many pages free, for each number of them."""
    tally = Tally()
    for free in pages:
        office.open()
        disk.leave(free)
        done = office.do(errand)
        wrong = office.faults(errand, done, says="disk that is full|no space left")
        disk.leave(MEGABYTES << 20)
        tally.add(f"{errand.name}, {free} pages free", done, [*wrong, *office.again(errand)])
    return tally


def limited(office: Office, errand: Errand, lengths: Iterable[int]) -> Tally:
    """Does an errand that may make no file longer than so many bytes, for each number of them."""
    assert PRLIMIT, "prlimit is not installed"
    tally = Tally()
    for length in lengths:
        office.open()
        done = office.do(errand, PRLIMIT, f"--fsize={length}")
        tally.add(f"{errand.name}, files of {length}", done, [*office.faults(errand, done), *office.again(errand)])
    return tally


ROOM = {"new": 64, "state": 28, "table": 32, "act apply": 28, "backup": 40, "paper": 200}
"""How many pages are more than enough for each errand."""


def outcomes() -> list[Outcome]:
    """What came of it at length."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        with small_disk(Path(folder)) as disk:
            office = Office(disk.place, disk.place / "home", Path(folder) / "full")
            made = [
                filled(disk, office, each, range(0, ROOM[each.name], 1 + ROOM[each.name] // 24)) for each in ERRANDS
            ]
            rows.append(_row("disk full", "from no page free on", made))
        office = Office(Path(folder) / "place", Path(folder) / "home", Path(folder) / "limited")
        longest = PAGE * 40
        made = [limited(office, each, range(0, longest, 3 * PAGE + 1)) for each in ERRANDS]
        rows.append(_row("files that may not grow", f"up to {longest:,} bytes", made))
    return rows


def _row(fault: str, tried: str, made: Sequence[Tally]) -> Outcome:
    wrong = [each for tally in made for each in tally.wrong]
    return Outcome(
        f"{fault}: {', '.join(each.name for each in ERRANDS)}",
        f"{sum(each.tried for each in made)} commands, {tried}",
        "; ".join(wrong[:3]) or "0 lost, 0 doubled, 0 half written",
        f"{sum(each.refused for each in made)} ended with exit code 8 and a sentence, and were done with room",
    )
