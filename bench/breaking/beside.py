"""Programs of these modules that run beside, each in a process of its own, and are ended by their number."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.tables import ROOT
from travaux.stores.addresses import Place


class Beside:
    """A program that works on a record. What it says is kept in files, which outlive it however it ends."""

    def __init__(self, module: str, where: Place, who: str, *options: str, home: Path) -> None:
        self.who = who
        self._out, self._faults = (tempfile.NamedTemporaryFile() for _ in range(2))  # noqa: SIM115 (until `close`)
        address = where if isinstance(where, Path) else where.text
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, str(address), who, *options],
            stdout=self._out,
            stderr=self._faults,
            env={**os.environ, "TRAVAUX_HOME": str(home)},
            cwd=ROOT,
        )

    @property
    def process(self) -> int:
        """Its process id."""
        return self._process.pid

    def speaks(self, seconds: float = 60.0) -> None:
        """Waits until it has said something."""
        until = time.monotonic() + seconds
        while not os.fstat(self._out.fileno()).st_size:
            assert not self._process.poll(), self.faults()
            assert time.monotonic() < until, f"{self.who} says nothing: {self.faults()[-500:]}"
            time.sleep(0.002)

    def kill(self) -> None:
        """Ends it without a word of warning."""
        self._process.kill()
        self._process.wait()

    def wait(self, seconds: float = 180.0) -> int:
        """Waits until it ends by itself; returns its exit code."""
        return self._process.wait(seconds)

    def lines(self) -> list[str]:
        """What it said so far; a line that was cut short was never said."""
        # Opened anew: where the file is read at is shared with the program, and would be where it writes.
        return [line for line in Path(self._out.name).read_text("utf-8").splitlines(keepends=True) if line[-1] == "\n"]

    def faults(self) -> str:
        """What went wrong meanwhile."""
        return Path(self._faults.name).read_text("utf-8")

    def close(self) -> None:
        """Ends it where it still runs, and lets go of what it said."""
        self.kill()
        self._out.close()
        self._faults.close()
