"""An S3 store on this machine, as a process of its own that holds to conditions, and showcases that fail on purpose."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from bench.appends import Appending
from bench.breaking.outcome import Outcome
from travaux.errors import Locked
from travaux.log.note import Key
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.published import Published
from travaux.secretariat.records import Record
from travaux.stores.buckets import BucketShowcase
from travaux.stores.showcase import Showcase, Shown

GROWTH = (1, 10, 100, 141, 1, 1, 300, 1_000)
"""By how much a log grows from one time that it is published to the next."""
ROUNDS, TIMES = 10, 10

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
    """A showcase whose publisher is cut short after so many requests that change something: told, or `killed`."""

    within: Showcase
    left: int
    killed: bool = False

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
        if not self.left and self.killed:
            os.kill(os.getpid(), signal.SIGKILL)
        if not self.left:
            raise Cut
        self.left -= 1


def outcomes() -> list[Outcome]:
    """What comes of a log in a bucket when its publisher is cut short at every request, and when three are at it."""
    with endpoint() as address, tempfile.TemporaryDirectory() as place:
        found = {**CREDENTIALS, "AWS_ENDPOINT_URL_S3": address, "TRAVAUX_HOME": f"{place}/home"}
        with patch.dict(os.environ, found), new(f"{place}/velm.travaux") as record:
            import boto3

            boto3.client("s3").create_bucket(Bucket="logs")
            log = Appending(record)
            return [_cuts(log), _races(log, Path(place) / "velm.travaux")]


def _shown(record: Record, where: str) -> int:
    """Returns how many entries a bucket shows, every file of which is held against the checkpoint."""
    published = Published(BucketShowcase(where), Key.from_text(record.key))
    published.check()
    return published.checkpoint.size


def _cuts(log: Appending) -> Outcome:
    states = wrong = 0
    log.record.tiles("s3://logs/cuts")
    for more in GROWTH:
        before, left, done = log.record.size, 0, False
        log.many(more)
        while not done:
            try:
                log.record.tiles(CutShort(BucketShowcase("s3://logs/cuts"), left))
                done = True
            except Cut:
                states, left = states + 1, left + 1
            wrong += _shown(log.record, "s3://logs/cuts") != (log.record.size if done else before)
    return Outcome("a publisher cut short, S3", f"{states} states", f"{wrong} without their tiles", "every file read")


def _races(log: Appending, path: Path) -> Outcome:
    """Lets three enter and publish, over and over, each in its own time."""
    late = wrong = 0

    def publisher(_: int) -> tuple[int, int]:
        published = late = 0
        with open_record(path, viewer="depositary") as mine:
            for _ in range(TIMES):
                receipt = mine.enter(log.act(), by=log.party)
                try:
                    mine.tiles("s3://logs/races")
                    published = receipt.index + 1
                except Locked:
                    late += 1
        return published, late

    with ThreadPoolExecutor(3) as pool:
        for _ in range(ROUNDS):
            found = list(pool.map(publisher, range(3)))
            late += sum(each for _, each in found)
            wrong += _shown(log.record, "s3://logs/races") < max(size for size, _ in found)
    tried = f"{ROUNDS * 3 * TIMES} times, by three"
    return Outcome("publishers at once, S3", tried, f"{wrong} undone", f"{late} were told that they came late")


def main(path: str, where: str, left: str) -> None:
    """Publishes a record, as a process that is killed after so many requests."""
    with open_record(path, viewer="depositary") as record:
        record.tiles(CutShort(BucketShowcase(where), int(left), killed=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
