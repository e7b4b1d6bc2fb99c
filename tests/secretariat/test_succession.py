"""Succession: a new record says, under its first checkpoint, upon which log it follows and what is known of its end."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.secretariat.test_witnessing import NAME, SEED, direct, policy, said

from travaux.errors import StoreFailed
from travaux.keys.private import PrivateKey
from travaux.record.acts import State
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record
from travaux.secretariat.verifying import verify
from travaux.secretariat.witnessing import WitnessKeeper


def told(path: Path, *others: str | Path) -> list[str]:
    """What a new record says of others, a line each; the record has to hold."""
    with new(path, follows=others) as record:
        statements = [each.entry.act for each in record.entries[1:]]
        assert record.checkpoint.split("\n")[1] == str(1 + len(others)), "the first checkpoint has them all"
    assert verify(path).holds
    return [line for act in statements if isinstance(act, State) for line in act.words]


def notes(lines: list[str], origin: str) -> list[int]:
    """The sizes of the checkpoints among the lines."""
    return [int(lines[at + 1]) for at, line in enumerate(lines) if line == origin]


def test_a_copy_that_lacks_the_end(record: Record, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.travaux"
    record.backup(copy)
    for words in ("one", "two"):
        record.enter(said(words))
    root = record.root(3)
    lines = told(tmp_path / "next.travaux", copy)
    assert lines[:4] == [
        f"This record follows upon the log {record.origin}, which cannot go on under its name.",
        f"The key of that log: {record.key}",
        f"What is left of it here has three entries, with the root {root}.",
        "A checkpoint was signed for 5: entries 3 to 4 are lost. Whoever has a receipt or a copy may hand it in.",
    ]
    assert notes(lines, record.origin) == [3, 5]


def test_nothing_lost(record: Record, path: Path, tmp_path: Path) -> None:
    """As where the log's key was stolen: all is there, and the log ends all the same."""
    record.close()
    lines = told(tmp_path / "next.travaux", path)
    assert not any("lost" in line for line in lines)
    assert notes(lines, record.origin) == [3]


def test_nothing_left(record: Record, path: Path, tmp_path: Path) -> None:
    record.close()
    path.unlink()
    lines = told(tmp_path / "next.travaux", record.origin)
    assert lines[2] == "Nothing of it is left here but its last checkpoint:"
    assert notes(lines, record.origin) == [3]
    with pytest.raises(
        StoreFailed, match=r"there is no record at example\.org/other, and no log of that name was seen"
    ):
        told(tmp_path / "other.travaux", "example.org/other")
    assert not (tmp_path / "other.travaux").exists()


def test_what_does_not_hold_is_said(record: Record, path: Path, tmp_path: Path) -> None:
    record.close()
    path.write_bytes(path.read_bytes().replace(b'"admit"', b'"admix"'))
    (line,) = [line for line in told(tmp_path / "next.travaux", path) if line.startswith("It does not hold.")]
    assert "It fails that 3 entries are there, without a gap, as they were hashed: entry 1" in line


def test_what_a_witness_saw(record: Record, tmp_path: Path) -> None:
    """The last checkpoint that was witnessed stands there with its cosignature, before a later one without."""
    with WitnessKeeper(tmp_path / "witness.db", PrivateKey.from_seed(SEED), NAME) as keeper:
        keeper.know(record.key)
        assert record.cosign(policy(record, keeper), ask=direct(keeper)) == ["boria cosigned"]
    record.enter(said("one"))
    copy = tmp_path / "copy.travaux"
    record.backup(copy)
    lines = told(tmp_path / "next.travaux", copy)
    assert notes(lines, record.origin) == [3, 4]
    assert [line.split()[1] for line in lines if line.startswith("— ")] == [record.origin, NAME, record.origin]


def test_two_histories(record: Record, path: Path, home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.travaux"
    record.backup(other)
    shutil.copytree(home, tmp_path / "second")
    record.enter(said("one"))
    with open_record(other, viewer="depositary", home=tmp_path / "second") as second:
        second.enter(said("two"))
    record.close()
    lines = told(tmp_path / "next.travaux", path, other)
    assert notes(lines, record.origin) == [4, 4, 4], "of the other file, its own checkpoint and the one of this home"
    assert len({line for line in lines if line.startswith("What is left")}) == 2


def test_a_record_says_whether_it_still_stands(record: Record, path: Path, tmp_path: Path) -> None:
    assert record.stands()
    copy = tmp_path / "copy.travaux"
    record.backup(copy)
    with open_record(copy, viewer="public") as second:
        assert second.stands()
        record.enter(said("more"))
        assert not second.stands()
    assert record.stands()
    copy.replace(path)
    assert not record.stands()
