"""Those who trace a corpus die: here and on a Dask cluster, as real processes. It costs time and nothing else."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.breaking.clusters import Cluster, children, cluster, hands, interrupted, rest, traced
from bench.laid import laid
from tests.secretariat.dying import work

from travaux.errors import Malformed, StoreFailed
from travaux.secretariat import cluster as dask
from travaux.secretariat.hands import Lost


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return laid(tmp_path_factory.mktemp("laid"), texts=8, drafts=8, words=1_500)


@pytest.fixture(scope="module")
def whole(texts: Path) -> tuple[int, str, str]:
    """What a corpus gives when nobody dies."""
    found = rest(traced(texts, "--workers", "1"))
    assert (found[0], found[1].count("\n"), found[2]) == (0, 8, "")
    return found


@pytest.fixture(scope="module")
def two() -> Iterator[Cluster]:
    with cluster(2) as made:
        yield made


def left(processes: list[int]) -> list[int]:
    """Those of some processes that do not end by themselves."""
    until = time.monotonic() + 30
    while (alive := [pid for pid in processes if Path(f"/proc/{pid}").exists()]) and time.monotonic() < until:
        time.sleep(0.05)
    return alive


def test_a_killed_worker_of_this_machine(texts: Path, whole: tuple[int, str, str]) -> None:
    assert interrupted(texts, "--workers", "2") == whole


def test_a_task_that_kills_whoever_does_it(two: Cluster, tmp_path: Path) -> None:
    """It is given up after three, and the workers live on: those beside them die."""
    marks = tmp_path / "marks"
    words = ["one", "dies", "two", "dies once", "three"]
    found = dict(dask.done(work, [(word, str(marks)) for word in words], cluster=two.address))
    assert found == {0: "ONE", 1: Lost(3), 2: "TWO", 3: "DIES ONCE", 4: "THREE"}
    begun = marks.read_text(encoding="utf-8").splitlines()
    assert sorted(begun) == sorted(["one", *["dies"] * 3, "two", *["dies once"] * 2, "three"])
    assert [each.poll() for each in two.workers] == [None, None]
    assert [children(each.pid) for each in two.workers] == [[], []]


def test_a_killed_worker_of_a_cluster(two: Cluster, texts: Path, whole: tuple[int, str, str]) -> None:
    assert interrupted(texts, "--cluster", str(two.file), victim=two.workers[0].pid) == whole


def test_an_interrupted_cluster_is_left_as_it_was(two: Cluster, texts: Path) -> None:
    command = traced(texts, "--cluster", two.address)
    assert command.stdout is not None
    command.stdout.readline()
    beside = [child for each in two.workers if each.poll() is None for child in children(each.pid)]
    assert beside != []
    command.send_signal(signal.SIGINT)
    code, _, said = rest(command)
    assert (code, said) == (130, "\nInterrupted.\n")
    assert left(beside) == []


def test_a_scheduler_that_goes_away(texts: Path, tmp_path: Path) -> None:
    with cluster(1) as made:
        command = traced(texts, "--cluster", made.address, "-o", str(tmp_path / "out"))
        assert command.stdout is not None
        command.stdout.readline()
        made.stop()
        code, _, said = rest(command)
    assert code == 8
    assert "went away: run it again when it is back" in said
    assert list((tmp_path / "out").iterdir()) != []


def test_a_text_whose_workers_die(tmp_path: Path) -> None:
    """Killed from outside, each in the middle of it, as often as the scheduler lets pass: it is given up."""
    with cluster(1, failures=0) as made:
        tasks = [("one", str(tmp_path / "marks")), ("waits", str(tmp_path / "marks"))]
        coming = dask.done(work, tasks, cluster=made.address)
        assert next(coming) == (0, "ONE")
        threading.Timer(2, made.workers[0].kill).start()
        assert next(coming) == (1, Lost(1))


def test_no_worker_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask, "PATIENCE", 1)
    tasks = [(word, str(tmp_path / "marks")) for word in ("one", "two", "three")]
    with cluster(1) as made:
        coming = dask.done(work, tasks, cluster=made.address)
        assert next(coming) == (0, "ONE")
        made.workers[0].kill()
        with pytest.raises(StoreFailed, match=r"all workers of .* are gone"):
            list(coming)


def test_a_scheduler_without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask, "SECONDS", 1)
    with cluster(0) as made, pytest.raises(Malformed, match="the scheduler has no workers"):
        list(dask.done(work, [("one", "")], cluster=made.address))


def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Malformed, match=r"pip install 'travaux\[cluster\]'"):
        list(dask.done(work, [("one", "")], cluster="tcp://127.0.0.1:9"))


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask, "SECONDS", 1)
    with pytest.raises(Malformed, match="no scheduler answers"):
        list(dask.done(work, [("one", "")], cluster="tcp://127.0.0.1:9"))


def test_an_interrupted_corpus_goes_on(texts: Path, whole: tuple[int, str, str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = traced(texts, "--workers", "2", "-o", str(out))
    assert command.stdout is not None
    command.stdout.readline()
    mine = children(command.pid)
    command.send_signal(signal.SIGINT)
    code, _, said = rest(command)
    assert (code, said) == (130, "\nInterrupted.\n")
    assert left(mine) == []
    written = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    assert 1 <= len(written) < 8
    assert rest(traced(texts, "--workers", "2", "-o", str(out))) == whole
    assert {name: (out / name).stat().st_mtime_ns for name in written} == written


def test_a_killed_command_leaves_nobody_behind(texts: Path) -> None:
    command = traced(texts, "--workers", "2")
    assert command.stdout is not None
    command.stdout.readline()
    mine = hands(command.pid)
    assert len(mine) == 2
    os.kill(command.pid, signal.SIGKILL)
    rest(command)
    assert left(mine) == []
