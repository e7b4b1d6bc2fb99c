"""A desk of the demonstration in a process of its own, on a socket that outlives it: started, replaced, watched.

python -m bench.breaking.desks SETTINGS SOCKET       the process: `travaux serve --fd`, with the settings of a desk
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.tables import ROOT
from travaux.record.acts import State
from travaux.record.terms import Source
from travaux.secretariat.opening import open as open_record
from travaux.web import config, demonstration, serve
from travaux.web.config import Config

GROWN = 250
"""How many entries are put into the plan of the demonstration, so that it is a record of some hundreds."""


def build(folder: Path, port: int, grown: int = GROWN) -> Config:
    """Makes the records of the demonstration, and the settings of a desk that serves them."""
    made = demonstration.build(folder, port=port)
    with open_record(made.records["velm"], viewer="depositary", home=made.home) as record:
        record.enter_all([
            record.doing(State(source=Source(kind="document"), words=(f"The river was measured, the {at}th time.",)))
            for at in range(grown)
        ])  # fmt: skip
    made.write(Path(made.data) / "desk.json")
    return made


@dataclass(frozen=True, slots=True)
class Held:
    """What a process holds: resident memory in MB, open files, threads."""

    megabytes: float
    files: int
    threads: int


class Running:
    """A desk that was started; its words are kept in a file."""

    def __init__(self, settings: Path, door: socket.socket, said: Path) -> None:
        self._said = said
        with said.open("wb") as words:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bench.breaking.desks", str(settings), str(door.fileno())],
                pass_fds=[door.fileno()], stdout=words, stderr=words, cwd=ROOT,
            )  # fmt: skip

    @property
    def id(self) -> int:
        """Its process id."""
        return self._process.pid

    def wait(self, seconds: float = 120) -> None:
        """Waits until it is open."""
        until = time.monotonic() + seconds
        while "The desk is open" not in self.said():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the desk did not open: {self.said()}")
            time.sleep(0.05)

    def said(self) -> str:
        """What it wrote to its terminal."""
        return self._said.read_text(encoding="utf-8", errors="replace")

    def stop(self, seconds: float = 60) -> float:
        """Asks it to end, as a machine does that is shut down; returns after how many seconds it did."""
        begun = time.monotonic()
        self._process.terminate()
        code = self._process.wait(seconds)
        if code:
            raise RuntimeError(f"the desk ended with {code}: {self.said()}")
        return time.monotonic() - begun

    def end(self) -> None:
        """Ends it at once, where it did not end by itself."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(20)

    def held(self) -> Held:
        """What it holds now."""
        of = Path(f"/proc/{self.id}")
        status = (of / "status").read_text()
        memory, threads = (int(re.findall(rf"{name}:\s+(\d+)", status)[0]) for name in ("VmRSS", "Threads"))
        return Held(memory / 1024, sum(1 for _ in (of / "fd").iterdir()), threads)


class Desk:
    """A socket that stays open, and the process that answers on it at the moment."""

    def __init__(self, folder: Path, grown: int = GROWN) -> None:
        self._folder = folder
        self._door = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self._door.getsockname()[1]
        self.config = build(folder, self.port, grown)
        self._started: list[Running] = []
        self.now = self._begin()
        try:
            self.now.wait()
        except BaseException:
            self.close()
            raise

    def _begin(self) -> Running:
        said = self._folder / f"said-{len(self._started)}"
        self._started.append(Running(Path(self.config.data) / "desk.json", self._door, said))
        return self._started[-1]

    def replace(self, *, together: bool) -> float:
        """Puts a new process in the place of the old one, while that still runs or when it has ended.

        Returns how many seconds the old one took to end.
        """
        old = self.now
        if together:
            self.now = self._begin()
            self.now.wait()
            return old.stop()
        took = old.stop()
        self.now = self._begin()
        self.now.wait()
        return took

    def close(self) -> None:
        """Ends what runs, and closes the socket."""
        for each in self._started:
            each.end()
        self._door.close()

    def said(self) -> str:
        """What all its processes wrote, but that they are open."""
        lines = "".join(each.said() for each in self._started).splitlines()
        return "\n".join(line for line in lines if not line.startswith("The desk is open"))


if __name__ == "__main__":
    serve.run(config.read(Path(sys.argv[1])), int(sys.argv[2]))
