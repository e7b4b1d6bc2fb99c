"""Clocks that are wrong: behind, ahead, stopped, set back in the middle, in other zones; by libfaketime(1).

A machine's clock is only ever claimed. Whatever it says, the order is that of the log, what is entered keeps the time
that its own clock told, a time that goes back is told as a fact, and once the clock is right again all goes on as if
nothing had been.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import travaux
from bench.breaking.outcome import Outcome
from travaux.record.clocks import goes_back

LIBRARY = next(iter(sorted(Path("/usr/lib").glob("**/faketime/libfaketime.so.1"))), None)
ROUNDS = 20
ZONES = ("UTC", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin", "right/UTC")
"""With summer time and without, from 14 hours ahead to 11 behind, and one that counts leap seconds."""


@dataclass
class Clock:
    """A clock that can be set while programs run: every one of them looks at one file for the time, each second."""

    file: Path

    def set(self, said: str) -> None:
        """Sets it ahead ("+400d"), behind ("-3d"), or to a time of UTC at which it stops ("2027-01-01 00:00:00")."""
        made = self.file.with_suffix(".new")
        made.write_text(f"{said if said[0] in '+-' else round(_seconds(said))}\n")
        made.replace(self.file)

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs that is to go by it; how long something takes it still learns from the machine."""
        assert LIBRARY is not None, "libfaketime is not installed"
        return {
            "LD_PRELOAD": str(LIBRARY), "FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_CACHE_DURATION": "1",
            "DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_RESET": "1", "NO_FAKE_STAT": "1",
            "FAKETIME_FMT": "%s",
        }  # fmt: skip


@dataclass
class Office:
    """A record, and a terminal whose clock may be wrong."""

    folder: Path
    entered: int = 0

    @property
    def path(self) -> Path:
        """The record."""
        return self.folder / "velm.travaux"

    @property
    def home(self) -> Path:
        """The operator's home."""
        return self.folder / "home"

    @property
    def clock(self) -> Clock:
        """The clock."""
        return Clock(self.folder / "clock")

    def say(self, *arguments: object, zone: str = "UTC", code: int = 0) -> str:
        """Gives a command, in a process of its own, by the clock."""
        environment = {**os.environ, **self.clock.environment, "TRAVAUX_HOME": str(self.home), "TZ": zone}
        command = [sys.executable, "-m", "travaux.cli", *map(str, arguments)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def begin(self) -> None:
        """Makes the record, by a clock that is right."""
        self.clock.set("+0")
        self.say("new", self.path, "--origin", "example.org/velm")

    def enter(self, said: str, zone: str = "UTC") -> None:
        """Sets the clock, and enters something."""
        self.clock.set(said)
        self.entered += 1
        self.say("party", "admit", f"party-{self.entered}", "--record", self.path, zone=zone)

    def shown(self, *arguments: object) -> Any:
        """Gives a command that answers in JSON."""
        return json.loads(self.say(*arguments, "--record", self.path, "--json"))

    def claimed(self) -> list[str]:
        """The times that the entries claim, in their order."""
        with travaux.open(self.path, viewer="depositary", home=self.home) as record:
            return [each.entry.at for each in record.entries]

    def faults(self, settings: Sequence[str], began: float) -> list[str]:
        """What is wrong after entries were made by these settings: order, times, what is told, whether it goes on."""
        claimed, wrong = self.claimed(), list[str]()
        for at, said in zip(claimed[1:], settings, strict=True):
            if (off := _off(at, said, began)) > 120:
                wrong.append(f"{at} was entered by a clock set to {said}: {off:.0f} seconds apart")
        back = [index for index, (a, b) in enumerate(pairwise(claimed[1:]), 2) if goes_back(a, b)]
        with travaux.open(self.path, viewer="depositary", home=self.home) as record:
            told = list(record.state.book.earlier)
        if told != back:
            wrong.append(f"times go back at {back}, and it is told at {told}")
        self.clock.set("+0")
        if "holds" not in self.say("verify", self.path):
            wrong.append("it does not verify")
        return wrong


_SCALE = {"d": 86_400, "h": 3600, "m": 60, "s": 1}


def _off(at: str, said: str, began: float) -> float:
    """How far a claimed time is from what the clock was set to, in seconds, beyond what has passed since."""
    claimed = _seconds(at.replace("T", " ").removesuffix("Z"))
    if said[0] in "+-":
        ahead = float(said.rstrip("dhms")) * _SCALE.get(said[-1], 1)
        return max(0.0, abs(claimed - began - ahead) - (time.time() - began))
    return abs(claimed - _seconds(said))


def _seconds(said: str) -> float:
    return datetime.strptime(said, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC).timestamp()


SCENES: Mapping[str, Sequence[str]] = {
    "three days behind": ("+0", "-3d", "-3d"),
    "400 days ahead, then right again": ("+0", "+400d", "+400d", "+0", "+0"),
    "stopped": ("2031-03-01 12:00:00",) * 4,
    "back in the middle, again and again": ("+2h", "+0", "+3h", "+1h", "+1h", "-1h"),
    "a second before and after a leap second": ("2016-12-31 23:59:59", "2017-01-01 00:00:00"),
    "the hour that comes twice": (
        "2026-10-25 00:30:00",
        "2026-10-25 01:30:00",
        "2026-11-01 05:30:00",
        "2026-11-01 06:30:00",
    ),
}
"""To what the clock is set before each entry."""


def played(name: str, folder: Path, zone: str = "UTC") -> list[str]:
    """Plays a scene, and returns what is wrong after it."""
    office, began = Office(folder), time.time()
    office.begin()
    for said in SCENES[name]:
        office.enter(said, zone)
    return office.faults(SCENES[name], began)


def outcomes() -> list[Outcome]:
    """Every scene twenty times, in a zone of its own each time."""
    rows = []
    for name, settings in SCENES.items():
        wrong = 0
        for number in range(ROUNDS):
            with tempfile.TemporaryDirectory(prefix="travaux-clocks-") as folder:
                wrong += len(played(name, Path(folder), ZONES[number % len(ZONES)]))
        rows.append(
            Outcome(f"a clock: {name}", f"{ROUNDS * len(settings)} entries", f"{wrong} out of order or not told")
        )
    return rows
