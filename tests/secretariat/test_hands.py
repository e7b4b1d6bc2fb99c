"""Hands: what is done comes back, whoever dies; and nobody is left behind."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from tests.secretariat.dying import work

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
