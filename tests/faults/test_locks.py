"""Every write to a record's file, by whichever program, as the system sees it: under the record's lock, all of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from bench.breaking import locks
from bench.breaking.locks import watched

EVERYBODY = ("writer", "writer", "eraser", "reader", "looker", "newsman", "copier", "doctor", "forgetful")


@pytest.fixture(autouse=True)
def _traced() -> None:
    if locks.STRACE is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no strace: apt-get install strace")
        pytest.skip("no strace: apt-get install strace")


def test_nobody_writes_without_the_lock(tmp_path: Path) -> None:
    seen = watched(tmp_path, EVERYBODY)
    assert {name: each.bare for name, each in seen.items() if each.bare} == {}
    wrote = {name.split()[0] for name, each in seen.items() if each.writes}
    assert {"writer", "eraser", "copier", "doctor", "forgetful"} <= wrote
    assert not {"looker", "newsman"} & wrote, "whoever may only read folds nothing in, not even as the last to close"


@pytest.mark.parametrize("role", ["mover", "newsman"])
def test_alone(role: str, tmp_path: Path) -> None:
    """Whoever moves a record, and whoever has it open last with no right to write."""
    (seen,) = watched(tmp_path, [role]).values()
    assert seen.bare == []


def test_a_writer_that_takes_no_lock_is_seen(tmp_path: Path) -> None:
    (seen,) = watched(tmp_path, ["careless"]).values()
    assert 100 < len(seen.bare) == seen.writes
