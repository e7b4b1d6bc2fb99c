"""What a record survives: threads, a full disk, copies, old copies, bytes that the disk did not keep."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from travaux.errors import Forked, Locked, StoreFailed
from travaux.record import acts
from travaux.record.terms import Source
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record
from travaux.secretariat.verifying import verify
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


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of three megabytes, where this may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)], capture_output=True, check=False
    ).returncode == 0  # fmt: skip
    if not mounted:
        pytest.skip("no small disk can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


def fill(record: Record, acknowledged: list[str]) -> None:
    for number in range(10_000):
        text = f"{number} " + "x" * 5000
        record.enter(said(text))
        acknowledged.append(text)


def test_a_full_disk(small_disk: Path) -> None:
    """Nothing is half written, everything acknowledged is there, and with room it goes on."""
    path = small_disk / "velm.travaux"
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(1_500_000))
    acknowledged: list[str] = []
    with new(path) as record:
        with pytest.raises(StoreFailed, match="the disk is full: nothing of this was entered; make room and try again"):
            fill(record, acknowledged)
        assert words(record) == acknowledged
        ballast.unlink()
        record.enter(said("with room"))
    assert len(acknowledged) > 20
    with open_record(path, viewer="depositary") as record:
        assert words(record) == [*acknowledged, "with room"]
    holds(path)


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
