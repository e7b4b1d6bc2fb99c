"""Errands: what people do at a terminal, each in a folder of its own, under a fault, and then once more with all well.

An errand either is done, with exit code 0, or ends with exit code 8 and one plain sentence. In both cases the record
verifies at once, holds what was acknowledged once, and nothing half written is left beside it. When the fault is gone
the same errand is done.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from travaux.cli.main import run
from travaux.errors import TravauxError
from travaux.secretariat.verifying import verify

RECORD, COPY, PAPER, OTHER = "velm.travaux", "copy.travaux", "paper.html", "other.travaux"
BESIDE = ("", "-wal", "-shm", ".lock", ".queue")
"""What may stand beside a record that is open, or whose log could not be folded in."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What is done: the words of the command, how many entries it adds, and which file it makes."""

    name: str
    words: Sequence[str]
    grows: int = 0
    makes: str = ""


ERRANDS = (
    Errand("new", ("new", OTHER), makes=OTHER),
    Errand("state", ("state", "The talks go on. " * 300, "--anonymous", "--record", RECORD), grows=1),
    Errand("table", ("table", "draft-2.md", "--record", RECORD), grows=1),
    Errand("act apply", ("act", "apply", "acts.yaml", "--record", RECORD), grows=3),
    Errand("backup", ("backup", RECORD, COPY), makes=COPY),
    Errand("paper", ("paper", "rolling", "--record", RECORD, "-o", PAPER), makes=PAPER),
)
_DRAFT = "# The Velm Valley Plan (synthetic)\n\n" + "".join(
    f"{number}. The parties shall share the water of the river Velm, and shall meet every year in month {number}.\n\n"
    for number in range(1, 60)
)
_ACTS = "".join(
    f"- state: The delegations are close, for the {number}th time.\n  outlet: The Gazette\n" for number in "456"
)


@dataclass(frozen=True, slots=True)
class Done:
    """How an errand ended."""

    code: int
    said: str
    faults: str


@dataclass(slots=True)
class Tally:
    """How many errands were done under a fault, how many of them were refused, and what was wrong."""

    tried: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, done: Done, wrong: Iterable[str]) -> None:
        """Counts one in, with what was wrong in it."""
        self.tried += 1
        self.refused += done.code != 0
        self.wrong += [f"{name}: {each}" for each in wrong]


@dataclass(slots=True)
class Office:
    """Where errands are done: a folder with a record and what goes into it, made anew for each; a home, within or not.

    `place` and `home` are folders, emptied each time; `template` is one from which they are filled.
    """

    place: Path
    home: Path
    template: Path
    size: int = field(init=False)

    def __post_init__(self) -> None:
        files, home = self.template / "place", self.template / "home"
        if not files.exists():
            self._furnish(files, home)
        self.size = verify(files / RECORD, home=home).size

    def _furnish(self, files: Path, home: Path) -> None:
        files.mkdir(parents=True)
        (files / "draft-1.md").write_text(_DRAFT, encoding="utf-8")
        (files / "draft-2.md").write_text(_DRAFT.replace("every year", "twice a year"), encoding="utf-8")
        (files / "acts.yaml").write_text(_ACTS, encoding="utf-8")
        for words in (["new", RECORD, "--title", "Velm Valley"], ["table", "draft-1.md", "--record", RECORD]):
            done = _here(words, files, home)
            assert done.code == 0, done

    def open(self) -> None:
        """Puts everything in its place, as it was at first."""
        for folder in (self.place, self.home):
            folder.mkdir(parents=True, exist_ok=True)
            for each in folder.iterdir():
                shutil.rmtree(each) if each.is_dir() else each.unlink()
        shutil.copytree(self.template / "home", self.home, dirs_exist_ok=True)
        shutil.copytree(self.template / "place", self.place, dirs_exist_ok=True)

    def do(self, errand: Errand, *before: str) -> Done:
        """Does an errand in a process of its own, its command set behind others such as prlimit(1)."""
        done = subprocess.run(
            [*before, sys.executable, "-m", "travaux.cli", *errand.words],
            cwd=self.place,
            env={**os.environ, "TRAVAUX_HOME": str(self.home), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def faults(self, errand: Errand, done: Done, *, says: str = "") -> list[str]:
        """Returns what is wrong with how an errand ended, and with what it left, the fault being there still.

        `says` is a pattern of what it has to say where it is not done.
        """
        found = list(_manners(done, says))
        size = self._verified(found)
        grown = size - self.size
        if grown not in ((errand.grows,) if done.code == 0 else (0, errand.grows)):
            found.append(f"ended with {done.code}, and {grown} entries were added")
        if grown and done.code and "nothing of this was entered" in done.faults:
            found.append(f"says that nothing was entered, and {grown} entries were: {done.faults}")
        return found + [f"ended with {done.code}, and left {name}" for name in self._left(errand, done)]

    def _left(self, errand: Errand, done: Done) -> list[str]:
        """Returns what should not be there: files half written, under their own name or another."""
        known = {each.name for each in (self.template / "place").iterdir()} | {"home", "ballast"}
        known |= {f"{RECORD}{end}" for end in BESIDE}
        if done.code == 0 and errand.makes:
            known |= {f"{errand.makes}{end}" for end in BESIDE}
        left = [each.name for each in self.place.iterdir() if each.name not in known]
        return sorted([*left, *(f"home/{each.name}" for each in self.home.rglob(".*"))])

    def again(self, errand: Errand) -> list[str]:
        """Does an errand with all well, after it was done under a fault; returns what is wrong now."""
        before = self._verified([])
        for end in BESIDE if errand.makes else ():
            (self.place / f"{errand.makes}{end}").unlink(missing_ok=True)
        done = _here(errand.words, self.place, self.home)
        found = [] if done.code == 0 else [f"with all well it ended with {done.code}: {done.faults}"]
        grown = self._verified(found) - before
        if grown != errand.grows:
            found.append(f"with all well {grown} entries were added")
        if errand.makes.endswith(".travaux") and not verify(self.place / errand.makes, home=self.home).holds:
            found.append(f"{errand.makes} does not hold")
        return found

    def _verified(self, found: list[str]) -> int:
        """Returns how many entries the record has, verified in a copy of its files: the disk may be of no use."""
        with tempfile.TemporaryDirectory() as folder:
            for end in ("", "-wal"):
                if (self.place / f"{RECORD}{end}").exists():
                    shutil.copyfile(self.place / f"{RECORD}{end}", Path(folder) / f"{RECORD}{end}")
            try:
                report = verify(Path(folder) / RECORD, home=self.home)
            except TravauxError as fault:
                found.append(f"the record cannot be verified: {fault}")
                return -1
        found += [f"{each.says}: {'; '.join(each.faults)}" for each in report.failed]
        return report.size


def _manners(done: Done, says: str) -> Iterator[str]:
    """Yields what is wrong with how a command ended: it is done, or says in one line what is the matter."""
    lines = done.faults.splitlines()
    if done.code not in (0, 8):
        yield f"ended with {done.code}: {done.faults}"
    elif done.code == 0 and lines:
        yield f"was done, and says {done.faults}"
    elif done.code and (len(lines) != 1 or not re.fullmatch(f"travaux: (?!.*Errno).*({says}).*", lines[0])):
        yield f"says {done.faults}"


def _here(words: Sequence[str], place: Path, home: Path) -> Done:
    """Runs a command in this process."""
    with (
        chdir(place),
        patch.dict(os.environ, {"TRAVAUX_HOME": str(home)}),
        redirect_stdout(StringIO()) as said,
        redirect_stderr(StringIO()) as faults,
    ):
        code = run(words)
    return Done(code, said.getvalue(), faults.getvalue())
