"""What a record survives: threads, copies, old copies, a guard that fails, bytes that the disk did not keep."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from pathlib import Path

import pytest

from travaux.errors import Forked, Locked, StoreFailed
from travaux.log.receipt import Receipt
from travaux.record import acts
from travaux.record.terms import Source
from travaux.secretariat import guards
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record
from travaux.secretariat.verifying import verify
from travaux.stores import durability
from travaux.stores.sqlite import SqliteStore
from travaux.stores.store import Addition


def said(words: str) -> acts.State:
    return acts.State(source=Source(kind="outlet", outlet="The Gazette"), words=(words,))


def words(record: Record) -> list[str]:
    return [each.entry.act.words[0] for each in record.entries if isinstance(each.entry.act, acts.State)]


def holds(path: Path) -> None:
    report = verify(path)
    assert report.holds, report.failed
    assert [file.name for file in path.parent.iterdir() if file.name.startswith(path.name)] == [path.name]


def test_threads_with_a_record_each_and_all_with_one(path: Path) -> None:
    """Within one process turns are taken as between processes."""
    with new(path) as shared:

        def own(name: str) -> None:
            with open_record(path, viewer="depositary") as record:
                for number in range(5):
                    record.enter(said(f"{name} {number}"))

        def together(name: str) -> None:
            for number in range(5):
                shared.enter(said(f"{name} {number}"))

        threads = [threading.Thread(target=own, args=(f"own {at}",)) for at in range(4)]
        threads += [threading.Thread(target=together, args=(f"together {at}",)) for at in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(set(words(shared))) == 40
    holds(path)


def test_who_waits_too_long_is_told(path: Path) -> None:
    new(path).close()
    holder, waiter = SqliteStore(path), SqliteStore(path, patience=0.2)
    told = "others have been writing to .*velm.travaux for 0.2 seconds"
    with holder.turn(), pytest.raises(Locked, match=told), waiter.turn():
        pass
    with waiter.turn(), waiter.writing():
        waiter.append([Addition(b"after all\n")])
    holder.close()
    waiter.close()


def test_an_old_copy_is_refused(record: Record, path: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.travaux"
    record.backup(backup)
    record.enter(said("after the backup"))
    record.close()
    shutil.copy(backup, path)
    with pytest.raises(Forked) as refusal:
        open_record(path, viewer="depositary")
    assert str(refusal.value) == (
        "velm.travaux has 3 entries, and its log has signed a checkpoint for 4: this is an old copy. Put back the "
        "newest copy of the file, one with 4 entries or more. If there is none, the log cannot go on under its "
        "name: `travaux new NEXT.travaux --follows velm.travaux` begins a record that says what was lost"
    )
    failed = [check for check in verify(path).failed if "old copy" in str(check.faults)]
    assert [check.says for check in failed] == ["the record holds all that was seen of its log here before"]


def test_two_copies_with_two_writers(record: Record, path: Path, tmp_path: Path) -> None:
    """The second is refused before it writes anything; and so it is when it would have written as much."""
    copy = tmp_path / "copy.travaux"
    record.backup(copy)
    with open_record(copy, viewer="depositary") as other:
        record.enter(said("in the first"))
        with pytest.raises(Forked, match="this is an old copy"):
            other.enter(said("in the second"))
        assert other.size == 3
    guard = next((tmp_path / "home" / "guards").glob("?" * 32))
    kept = guard.read_bytes()
    guard.unlink()
    with open_record(copy, viewer="depositary") as other:
        other.enter(said("in the second"))
    guard.write_bytes(kept)
    with pytest.raises(Forked, match="is another history than the one whose checkpoint for 4 entries is kept here"):
        open_record(copy, viewer="depositary")


def test_a_checkpoint_that_only_the_guard_has(record: Record, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that dies between the guard and the record leaves both in order: the same checkpoint is made again."""

    def dies(self: SqliteStore, size: int, note: bytes, *, cosigned: bool = False) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(SqliteStore, "keep_checkpoint", dies)
        with pytest.raises(KeyboardInterrupt):
            record.enter(said("once"), request="r")
    record.close()
    with open_record(path, viewer="depositary") as again:
        receipt = again.enter(said("once"), request="r")
        assert (receipt.index, receipt.again, again.size) == (3, True, 4)
    holds(path)


def test_stored_bytes_that_are_not_what_was_written(
    record: Record, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is signed over bytes that the disk did not keep."""
    before = record.checkpoint
    with monkeypatch.context() as patch:
        patch.setattr(SqliteStore, "read_back", lambda self, start, stop: [b"rot"] * (stop - start))
        with pytest.raises(StoreFailed, match="what was stored is not what was written; no checkpoint was signed"):
            record.enter(said("lost"))
    assert record.checkpoint == before


def test_a_guard_cut_short(record: Record, path: Path, tmp_path: Path) -> None:
    """A slot that was half written is passed over, for the one before it."""
    record.enter(said("one more"))
    record.close()
    guard = next((tmp_path / "home" / "guards").glob("?" * 32))
    data = bytearray(guard.read_bytes())
    newest = max((0, 4096), key=lambda at: b"\n4\n" in data[at : at + 4096])
    data[newest + 70 : newest + 90] = bytes(20)
    guard.write_bytes(data)
    with open_record(path, viewer="depositary") as again:
        again.enter(said("and on"))
        assert again.size == 5
    holds(path)


def test_a_guard_that_is_put_back(record: Record, path: Path, tmp_path: Path) -> None:
    """Where the home is restored while the record is open, the guard goes on in the new file."""
    guard = next((tmp_path / "home" / "guards").glob("?" * 32))
    kept = guard.read_bytes()
    guard.unlink()
    guard.write_bytes(kept)
    record.enter(said("one more"))
    assert guard.read_bytes() != kept
    assert verify(path).holds


def test_a_guard_whose_disk_fails(record: Record, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry is stored and no receipt is given; the same record takes nothing more, and opened again it goes on."""

    def fails(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(guards, "_sync", fails)
        with pytest.raises(StoreFailed, match=r"stored, and no receipt was given: .*input/output error"):
            record.enter(said("once"), request="r")
    with pytest.raises(StoreFailed, match=r"guards/.* could not be written to; open the record again"):
        record.enter(said("once"), request="r")
    record.close()
    with open_record(path, viewer="depositary") as again:
        receipt = again.enter(said("once"), request="r")
        assert (receipt.index, receipt.again, again.size) == (3, True, 4)
    holds(path)


def test_a_guard_that_cannot_be_made(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was not synced whole is none: it is made anew by whoever comes next."""

    def fails(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with new(path) as record:
        record.enter(said("one"))
    guard = next((tmp_path / "home" / "guards").glob("?" * 32))
    guard.unlink()
    with monkeypatch.context() as patch, open_record(path, viewer="depositary") as record:
        patch.setattr(durability, "sync_folder", fails)
        with pytest.raises(StoreFailed, match=r"guards/.*: no space left on device"):
            record.enter(said("two"))
        assert not guard.exists()
    with open_record(path, viewer="depositary") as record:
        record.enter(said("three"))
    assert guard.stat().st_size == 2 * guards.SLOT
    holds(path)


def test_a_guard_takes_all_or_says_so(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system may write less than it was given, without a word."""
    whole = os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda file, content, at: whole(file, content[:100], at))
    record.enter(said("one"))
    assert guards.Guard(record._ledger._guard._path).read().checkpoint.size == 4


def test_a_receipt_needs_no_copy_of_its_checkpoint_in_the_record(
    record: Record, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard has it on the disk by then, and it is made again for the next entry."""
    before = record.checkpoint

    def full(*_: object, **__: object) -> None:
        raise StoreFailed("the disk is full: nothing of this was entered")

    with monkeypatch.context() as patch:
        patch.setattr(SqliteStore, "keep_checkpoint", full)
        assert record.enter(said("once")).index == 3
        assert record.checkpoint == before
    assert Receipt.from_text(record.receipt(3).encode()).index == 3
    assert record.checkpoint != before
    record.close()
    holds(path)
