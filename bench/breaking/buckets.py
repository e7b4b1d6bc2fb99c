"""An S3 store on this machine, as a process of its own that holds to conditions, and showcases that fail on purpose."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from travaux.stores.showcase import Showcase, Shown

CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "clerk", "AWS_SECRET_ACCESS_KEY": "synthetic", "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}  # fmt: skip


@contextmanager
def endpoint() -> Iterator[str]:
    """Runs the store for the block, and gives its address; nothing that is put there outlives it."""
    with tempfile.NamedTemporaryFile() as said:
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
        process = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            yield _address(Path(said.name), process)
        finally:
            process.kill()
            process.wait()


def _address(said: Path, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + 60
    while (found := re.search(r"http://127\.0\.0\.1:\d+", said.read_text(encoding="utf-8"))) is None:
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(said.read_text(encoding="utf-8"))
        time.sleep(0.05)
    return found[0]


class Cut(Exception):
    """The moment at which a publisher is cut short."""


@dataclass(slots=True)
class CutShort:
    """A showcase whose publisher is cut short after so many requests that change something."""

    within: Showcase
    left: int

    def __str__(self) -> str:
        return str(self.within)

    def read(self, path: str) -> Shown | None:
        return self.within.read(path)

    def add(self, path: str, content: bytes) -> bool:
        self._spend()
        return self.within.add(path, content)

    def replace(self, path: str, content: bytes, shown: Shown | None) -> bool:
        self._spend()
        return self.within.replace(path, content, shown)

    def _spend(self) -> None:
        if not self.left:
            raise Cut
        self.left -= 1
