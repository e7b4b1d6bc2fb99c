"""A disk whose calls come back with EIO: exit code 8 and a sentence, or all is well; what is acknowledged is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.breaking import failing
from bench.breaking.errands import ERRANDS, Errand, Office
from tests.faults.conftest import missing

NEW, STATE, TABLE, APPLY, BACKUP, PAPER = ERRANDS


@pytest.fixture(autouse=True)
def strace() -> None:
    if failing.STRACE is None:
        missing("no strace: apt-get install strace")


@pytest.mark.parametrize(
    ("errand", "call", "number", "after"),
    [
        (STATE, "fdatasync", 3, False),
        (APPLY, "pwrite64", 12, True),
        (BACKUP, "fdatasync", 8, False),
        (NEW, "ftruncate", 2, False),
    ],
    ids=lambda each: each.name if isinstance(each, Errand) else str(each),
)
def test_a_call_that_fails(tmp_path: Path, template: Path, errand: Errand, call: str, number: int, after: bool) -> None:
    office = Office(tmp_path / "place", tmp_path / "home", template)
    tally = failing.failed(office, errand, call, [number], after=after)
    assert (tally.wrong, tally.refused) == ([], 1)


def test_a_sync_that_fails_under_one_who_goes_on(tmp_path: Path) -> None:
    """Of the log, and of the guard: the act is not acknowledged before the record was opened again."""
    tally = failing.syncs(tmp_path, (2, 5))
    assert tally.wrong == []
