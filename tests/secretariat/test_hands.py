"""Hands: what is done comes back, whoever dies; and nobody is left behind."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from io import BytesIO, TextIOWrapper
from pathlib import Path
from uuid import uuid4

import pytest
from tests.secretariat.dying import work

from travaux.secretariat import beside
from travaux.secretariat.hands import DEATHS, Lost, done


@pytest.mark.parametrize("hands", [1, 2])
def test_a_death_costs_time_and_three_cost_the_task(hands: int, tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    words = ["one", "dies", "two", "dies once", "three"]
    found = dict(done(work, [(word, str(marks)) for word in words], hands=hands))
    assert found == {0: "ONE", 1: Lost(DEATHS), 2: "TWO", 3: "DIES ONCE", 4: "THREE"}
    begun = marks.read_text(encoding="utf-8").splitlines()
    assert sorted(begun) == sorted(["one", *["dies"] * 3, "two", *["dies once"] * 2, "three"])
    assert multiprocessing.active_children() == []


def test_who_stops_asking_leaves_nobody_behind(tmp_path: Path) -> None:
    coming = done(work, [(str(number), str(tmp_path / "marks")) for number in range(50)], hands=2)
    next(coming)
    coming.close()
    assert multiprocessing.active_children() == []


def test_nothing_to_do() -> None:
    assert list(done(work, [], hands=2)) == []


def test_beside_a_thread_of_a_worker(tmp_path: Path) -> None:
    marks = str(tmp_path / "marks")
    run = uuid4().hex
    assert beside.do(work, ("one", marks), run, 0) == "ONE"
    assert beside.do(work, ("dies once", marks), run, 200) == "DIES ONCE"
    assert beside.do(work, ("dies", marks), run, 0) == Lost(DEATHS)
    assert beside.do(work, ("two", marks), run, 0) == "TWO"
    beside.end(run)
    assert beside.do(work, ("three", marks), run, 0) == Lost(0)
    assert "three" not in Path(marks).read_text(encoding="utf-8")


def test_the_life_of_a_process_beside_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is lived when it is asked for two things, and then for nothing more."""
    marks = str(tmp_path / "marks")
    asked = BytesIO(pickle.dumps((work, ("one", marks))) + pickle.dumps((work, ("two", marks))))
    monkeypatch.setattr("sys.stdin", TextIOWrapper(asked))
    out, saved = os.open(tmp_path / "out", os.O_RDWR | os.O_CREAT), os.dup(1)
    handler = signal.getsignal(signal.SIGINT)
    os.dup2(out, 1)
    try:
        beside.serve(0)
    finally:
        os.dup2(saved, 1)
        os.close(saved)
        os.close(out)
        signal.signal(signal.SIGINT, handler)
    with (tmp_path / "out").open("rb") as made:
        assert [pickle.load(made), pickle.load(made)] == ["ONE", "TWO"]
