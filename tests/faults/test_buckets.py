"""A log in an S3 bucket, on a server of its own on this machine: two who publish, one that is killed, plain readers."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import boto3
import pytest
from bench.breaking.buckets import CREDENTIALS, Cut, CutShort, endpoint
from bench.tables import ROOT
from tests.secretariat.conftest import ALDANIA
from tests.secretariat.test_publishing import enter, key

from travaux.cli.main import run
from travaux.errors import Forked, Locked, Malformed, StoreFailed
from travaux.record.acts import Admit
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.published import Published, files_at
from travaux.secretariat.records import Record
from travaux.stores.buckets import BucketShowcase
from travaux.stores.showcase import CHECKPOINT, Shown


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    with endpoint() as address:
        yield address


@pytest.fixture
def where(store: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """A bucket of one's own, reached as anybody's would be: by the environment."""
    for name, value in {**CREDENTIALS, "AWS_ENDPOINT_URL_S3": store}.items():
        monkeypatch.setenv(name, value)
    bucket = "log-" + re.sub("[^a-z0-9]+", "-", request.node.name)[-40:].strip("-")
    readable = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/*"}
    client = boto3.client("s3")
    client.create_bucket(Bucket=bucket)
    client.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [readable]}))
    return f"s3://{bucket}/logs/velm"


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Record]:
    monkeypatch.setenv("TRAVAUX_HOME", str(tmp_path / "home"))
    with new(tmp_path / "velm.travaux") as made:
        made.enter(Admit(party=ALDANIA, handle="aldania"))
        yield made


def test_everybody_reads_it_by_plain_requests(record: Record, where: str, store: str) -> None:
    enter(record, 300)
    assert record.tiles(where) == 6
    assert record.tiles(where) == 0
    address = where.replace("s3://", f"{store}/")
    told = {}
    for path in (CHECKPOINT, "tile/0/000", "tile/entries/001.p/46"):
        with urlopen(f"{address}/{path}") as answer:
            told[path] = (answer.headers["Content-Type"], answer.headers["Cache-Control"])
    for_ever = ("application/octet-stream", "public, max-age=31536000, immutable")
    assert told == {
        CHECKPOINT: ("text/plain; charset=utf-8", "no-cache"),
        "tile/0/000": for_ever,
        "tile/entries/001.p/46": for_ever,
    }
    published = Published(files_at(address), key(record))
    published.check()
    assert published.leaf(301) == record.leaf(301)


def test_at_the_terminal(
    record: Record, where: str, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert run(["log", "tiles", where, "--endpoint", store]) == 0
    assert "is the log as files; 3 of them are new." in " ".join(capsys.readouterr().out.split())
    assert run(["log", "verify", where, "--entry", "1"]) == 0
    said = capsys.readouterr().out
    assert "Entry 1 is in" in said
    assert record.leaf(1).decode() in said
    assert run(["log", "verify", where, "--json", "--key", record.key]) == 0
    assert '"format":"published/1"' in capsys.readouterr().out
    assert run(["log", "verify", where, "--entry", "2"]) == 2
    monkeypatch.setenv("TRAVAUX_HOME", str(tmp_path / "stranger"))
    assert run(["log", "verify", where]) == 2
    assert "Give its key, as its depositary gave it to you" in capsys.readouterr().err
    assert run(["log", "tiles", "s3://nosuchbucket/x"]) == 8
    assert run(["log", "tiles", "s3://UPPER"]) == 2


def test_no_two_undo_each_other(record: Record, where: str) -> None:
    """The slower of two finds the checkpoint changed, by the store's own condition."""

    class Overtaken(BucketShowcase):
        def replace(self, path: str, content: bytes, shown: Shown | None) -> bool:
            enter(record, 5)
            record.tiles(BucketShowcase(where))
            return super().replace(path, content, shown)

    for _ in range(2):
        enter(record, 5)
        with pytest.raises(Locked, match="somebody else published at the same time"):
            record.tiles(Overtaken(where))
    published = Published(BucketShowcase(where), key(record))
    published.check()
    assert published.checkpoint.size == record.size


def test_many_at_once(record: Record, where: str, tmp_path: Path) -> None:
    told: list[str] = []

    def publisher() -> None:
        with open_record(tmp_path / "velm.travaux", viewer="depositary") as mine:
            for _ in range(6):
                enter(mine, 3)
                try:
                    mine.tiles(where)
                    told.append("published")
                except Locked:
                    told.append("late")

    threads = [threading.Thread(target=publisher) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(told) == 18
    record.tiles(where)
    published = Published(BucketShowcase(where), key(record))
    published.check()
    assert published.checkpoint.size == record.size == 2 + 3 * 18


@pytest.mark.parametrize("left", [3, 7])
def test_a_publisher_that_is_killed(record: Record, where: str, tmp_path: Path, left: int) -> None:
    """With kill -9, in the middle or before its last request: what is there stays whole, and the next one goes on."""
    record.tiles(where)
    before = Published(BucketShowcase(where), key(record)).checkpoint.size
    enter(record, 600)
    command = [sys.executable, "-m", "bench.breaking.buckets", str(tmp_path / "velm.travaux"), where, str(left)]
    assert subprocess.run(command, cwd=ROOT).returncode == -signal.SIGKILL
    published = Published(BucketShowcase(where), key(record))
    published.check()
    assert published.checkpoint.size == before
    assert record.tiles(where) == 8 - left
    published = Published(BucketShowcase(where), key(record))
    published.check()
    assert published.checkpoint.size == record.size


def test_a_fork(record: Record, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    """A copy with its home, written to on its own: refused by the checkpoint, and before there is one, by a tile."""
    record.backup(tmp_path / "other.travaux")
    shutil.copytree(tmp_path / "home", tmp_path / "elsewhere")
    enter(record, 5)
    with pytest.raises(Cut):
        record.tiles(CutShort(BucketShowcase(where), 1))
    with open_record(tmp_path / "other.travaux", viewer="depositary", home=tmp_path / "elsewhere") as other:
        enter(other, 5)
        with pytest.raises(Forked, match=r"tile/entries/000\.p/7 is not that of this record: a fork"):
            other.tiles(where)
    record.tiles(where)
    monkeypatch.setenv("TRAVAUX_HOME", str(tmp_path / "elsewhere"))
    assert run(["log", "tiles", where, "--record", str(tmp_path / "other.travaux")]) == 3
    assert "shows another history" in capsys.readouterr().err


class Careless:
    """A store that takes whatever is put, whatever the conditions."""

    def __init__(self, within: Any) -> None:
        self.get_object = within.get_object
        self._put_object = within.put_object

    def put_object(self, **asked: Any) -> Any:
        return self._put_object(**{name: value for name, value in asked.items() if not name.startswith("If")})


def test_a_store_that_passes_over_conditions(record: Record, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    showcase = BucketShowcase(where)
    monkeypatch.setattr(showcase, "_client", Careless(showcase._client))
    with pytest.raises(StoreFailed, match="passes over conditions"):
        record.tiles(showcase)
    assert BucketShowcase(where).read("tile/0/000.p/2") is None


def test_a_store_that_is_not_there(record: Record, where: str) -> None:
    with pytest.raises(StoreFailed, match="Could not connect"):
        record.tiles(where, endpoint="http://127.0.0.1:9")
    with pytest.raises(Malformed, match="Invalid endpoint"):
        record.tiles(where, endpoint="nonsense")
