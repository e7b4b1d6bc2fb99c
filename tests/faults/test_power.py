"""What is there when the power comes back: every acknowledged entry, wherever writing and syncing were cut off."""

from __future__ import annotations

import os
from functools import partial
from random import Random

import pytest
from bench.breaking.disk import SECTOR, Cut, Disk, Write
from bench.breaking.power import Tally, at_the_desk, at_the_terminal, explored
from bench.breaking.tracing import STRACE


@pytest.fixture(scope="module", autouse=True)
def strace() -> None:
    """Debian's strace: tests skip, loudly, where it is absent, and fail where CI is true."""
    if STRACE is None:
        message = "no strace: apt-get install strace"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)


def sound(tally: Tally, states: int) -> None:
    assert (dict(tally.faults), tally.first) == ({}, {})
    assert tally.states >= states
    assert tally.written == tally.states // 4


def test_what_the_terminal_acknowledged_is_there() -> None:
    sound(explored(at_the_terminal, 900), 900)


def test_what_a_process_acknowledged_that_stays_is_there() -> None:
    sound(explored(at_the_desk, 400), 400)


def test_what_was_acknowledged_while_the_log_was_folded_in_is_there() -> None:
    sound(explored(partial(at_the_desk, count=6), 400, "often"), 400)


@pytest.mark.parametrize(
    ("setting", "found", "none"),
    [
        ("normal", {"lost", "taken for a rollback"}, {"home", "not verified"}),
        ("off", {"unreadable"}, {"home"}),
        ("guard first", {"taken for a rollback"}, {"lost", "unreadable", "home", "not verified"}),
        ("names", {"home", "unreadable"}, {"lost", "taken for a rollback"}),
        ("log", {"erased"}, {"lost", "unreadable", "taken for a rollback", "home"}),
    ],
)
def test_a_broken_setting_is_found_out(setting: str, found: set[str], none: set[str]) -> None:
    tally = explored(partial(at_the_desk, count=2), 240, setting)
    assert (found, set()) == (found & tally.faults.keys(), none & tally.faults.keys())


def disk(*changes: Write | Cut, synced: int = 0) -> Disk:
    made = Disk()
    inode = made.make("/a/file")
    made.sync_folder("/a")
    for change in changes[:synced]:
        made.change(inode, change)
    made.sync(inode)
    for change in changes[synced:]:
        made.change(inode, change)
    return made


def test_what_was_not_synced_is_dropped_or_kept() -> None:
    made = disk(Write(0, b"old old "), Write(4, b"new"), Cut(6), synced=1)
    assert made.after_cut() == {"/a/file": b"old old "}
    assert made.after_cut(kept=True) == {"/a/file": b"old ne"}


def test_a_write_is_torn_between_sectors_and_never_within_one() -> None:
    made = disk(Write(0, b"o" * 4 * SECTOR), Write(SECTOR // 2, b"n" * 2 * SECTOR), synced=1)
    found = {made.after_cut(Random(seed))["/a/file"] for seed in range(200)}
    halves = [(0, SECTOR // 2), (SECTOR // 2, SECTOR), (SECTOR, 2 * SECTOR), (2 * SECTOR, 5 * SECTOR // 2)]
    for content in found:
        assert all(len(set(content[start:stop])) == 1 for start, stop in halves)
    assert len(found) == 2**3


def test_a_name_lasts_once_its_folder_is_synced_and_takes_its_inode_along() -> None:
    made = Disk()
    made.make_folder("/a/b")
    first = made.make("/a/b/file")
    made.change(first, Write(0, b"first"))
    made.sync(first)
    made.sync_folder("/a/b")
    assert made.after_cut() == {}
    made.sync_folder("/a")
    assert made.after_cut() == {"/a/b/file": b"first"}
    made.name(("/a/b/file", None))
    second = made.make("/a/b/file")
    made.change(second, Write(0, b"second"))
    made.sync(second)
    assert made.after_cut() == {"/a/b/file": b"first"}
    assert made.after_cut(kept=True) == {"/a/b/file": b"second"}


def test_a_sync_covers_what_was_written_before_it_began() -> None:
    made = disk(Write(0, b"one"), Write(3, b"two"))
    made.sync(0, 1)
    assert made.after_cut() == {"/a/file": b"one"}
