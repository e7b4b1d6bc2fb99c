"""What is found of a record's place, guard, checks, keys and clocks, and what is to be done about it."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from travaux.cli.main import run
from travaux.errors import StoreFailed
from travaux.keys.private import PrivateKey
from travaux.record import clocks
from travaux.record.acts import Admit
from travaux.record.terms import PartyId
from travaux.secretariat import entering, examining
from travaux.secretariat.examining import examine
from travaux.secretariat.guards import Guard
from travaux.secretariat.moving import move
from travaux.secretariat.opening import new
from travaux.secretariat.records import Record
from travaux.stores import conditions as conditions_
from travaux.stores.addresses import Address
from travaux.stores.conditions import Finding, room, sqlite
from travaux.stores.turns import Turns

CASCADIA = PartyId("party-cccccccc")


def not_well(found: list[Finding]) -> dict[str, str]:
    """Returns the answers that are not "well", but for those that are this machine's: its SQLite, its disk."""
    return {each.says: each.answer for each in found if each.answer != "well" and "SQLite is" not in each.says}


def only(found: list[Finding], word: str) -> Finding:
    (one,) = [each for each in found if word in each.says]
    return one


def test_a_record_that_is_well(record: Record, path: Path) -> None:
    record.close()
    found = examine(path)
    assert not_well(found) == {}
    for word in ("file lock can be had", "WAL, FULL", "pages and indices", "guard agrees", "checks of", "clocks agree"):
        assert only(found, word).answer == "well"
    assert [file.name for file in path.parent.iterdir() if file.is_file()] == [path.name]


def test_a_record_on_a_server(address: Address) -> None:
    new(address).close()
    found = examine(address)
    assert only(found, "PostgreSQL is 1").answer == "well"
    assert list(not_well(found)) == ["the server keeps no checksums of its pages"]


@pytest.mark.parametrize(
    ("version", "answer"),
    [((3, 40, 1), "see to it"), ((3, 51, 2), "see to it"), ((3, 51, 3), "well"), ((3, 53, 0), "well")],
)
def test_versions_of_sqlite(version: tuple[int, int, int], answer: str) -> None:
    assert sqlite(version).answer == answer


def test_room() -> None:
    path = Path("a.travaux")
    assert [room(path, 100 << 20, free << 20).answer for free in (300, 200)] == ["well", "see to it"]


def test_a_lock_that_others_hold(record: Record, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("travaux.stores.conditions._PATIENCE", 0.05)
    from travaux.stores.conditions import _lock

    with Turns(path).turn():
        assert _lock(path).answer == "see to it"
    assert _lock(path).answer == "well"


def test_an_old_copy(record: Record, path: Path, tmp_path: Path) -> None:
    record.backup(tmp_path / "old.travaux")
    record.enter(Admit(party=CASCADIA))
    record.close()
    found = examine(tmp_path / "old.travaux")
    assert only(found, "this is an old copy. Put back").answer == "wrong"
    assert run(["doctor", str(tmp_path / "old.travaux")]) == 3


def test_another_home(record: Record, path: Path, tmp_path: Path) -> None:
    record.close()
    found = not_well(examine(path, home=tmp_path / "elsewhere"))
    assert set(found.values()) == {"see to it"}
    assert [says.partition(" in ")[0] for says in found] == [
        "no checkpoint of this log was seen", "the log's key is not"
    ]  # fmt: skip


def test_a_guard_that_was_lost(record: Record, path: Path, home: Path) -> None:
    record.close()
    shutil.rmtree(home / "guards")
    found = only(examine(path), "the guard was lost, or taken away")
    assert (found.answer, "ask a witness" in found.advice) == ("see to it", True)


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (PermissionError(errno.EACCES, "", "/home/keys"), "/home/keys: permission denied"),
        (StoreFailed("the guard cannot be read"), "the guard cannot be read"),
    ],
)
def test_what_cannot_be_looked_at_keeps_nobody_from_the_rest(
    record: Record, path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, says: str
) -> None:
    """A home with the wrong rights, a disk that has no room for a connection more."""

    def fails(*_: object) -> None:
        raise fault

    record.close()
    monkeypatch.setattr(Guard, "read", fails)
    monkeypatch.setattr(conditions_, "_settings", fails)
    found = examine(path)
    assert [each.answer for each in found if each.says == says] == ["wrong", "wrong"]
    assert only(found, "checks of `travaux verify` hold").answer == "well"


def test_a_record_that_does_not_name_its_log(record: Record, path: Path) -> None:
    record.close()
    raw = sqlite3.connect(path)
    raw.execute("DELETE FROM meta WHERE key = 'log'")
    raw.commit()
    raw.close()
    assert only(examine(path), "does not name its log").answer == "wrong"


def test_a_file_whose_index_is_damaged(record: Record, path: Path) -> None:
    """SQLite's own check finds it, and whoever reads finds it too."""
    record.close()
    data = bytearray(path.read_bytes())
    raw = sqlite3.connect(path)
    (page,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'entry_of_kind'").fetchone()
    raw.close()
    at = 4096 * (page - 1)
    data[at + 8 : at + 10] = data[at + 10 : at + 12]
    path.write_bytes(data)
    assert only(examine(path), "the file is damaged: ").answer == "wrong"
    assert run(["doctor", str(path)]) == 3


def test_a_record_that_cannot_be_written_to(record: Record, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert not_well(examine(path)) == {f"{path} can be read and not written to": "see to it"}


def test_what_was_changed(record: Record, path: Path) -> None:
    record.close()
    raw = sqlite3.connect(path)
    raw.execute("UPDATE private SET disclosure = 'x'")
    raw.commit()
    raw.close()
    assert {each.answer for each in examine(path) if "it fails that" in each.says} == {"wrong"}


def test_a_file_that_is_no_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "no.travaux").write_bytes(b"no")
    with pytest.raises(StoreFailed):
        examine(tmp_path / "no.travaux")
    assert run(["doctor", str(tmp_path / "no.travaux")]) == 8
    assert "travaux: " in capsys.readouterr().err


def test_keys_that_others_may_read(record: Record, path: Path, home: Path) -> None:
    record.close()
    (home / "keys" / "depositary").chmod(0o644)
    assert only(examine(path), "others on this machine may read").answer == "see to it"


def test_a_record_that_was_moved(record: Record, path: Path, tmp_path: Path) -> None:
    record.close()
    move(path, tmp_path / "there.travaux")
    assert only(examine(path), "was moved, and is written to at").answer == "see to it"
    assert not_well(examine(tmp_path / "there.travaux")) == {}


def test_clocks(record: Record, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    for hours in (3, 1):
        monkeypatch.setattr(entering, "now", lambda hours=hours: now + timedelta(hours=hours))
        record.enter(Admit(party=PartyId(f"party-{'cd'[hours == 3] * 8}")))
    record.close()
    found = examine(path)
    assert (
        only(found, "1 entry claims a time before that of the entry before, the last of them entry 4").answer
        == "see to it"
    )
    assert only(found, "the clock here says").answer == "see to it"
    monkeypatch.setattr(clocks, "APART", timedelta(hours=4))
    assert only(examine(path), "clocks agree").answer == "well"


def test_entries_that_nobody_signed_over(record: Record, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(_: object) -> None:
        raise StoreFailed("the power is gone")

    guard = record._ledger._guard
    assert guard is not None
    monkeypatch.setattr(guard, "advance", dies)
    with pytest.raises(StoreFailed):
        record.enter(Admit(party=CASCADIA))
    record.close()
    late = only(examine(path), "one entry came after the last checkpoint that was signed here")
    assert (late.answer, "`travaux log checkpoint`" in late.advice) == ("see to it", True)


def test_a_record_that_cannot_be_checked(record: Record, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise StoreFailed("entry 2 is damaged")

    record.close()
    monkeypatch.setattr(examining, "verify_store", fails)
    assert only(examine(path), "the record cannot be checked: entry 2 is damaged").answer == "wrong"


def test_a_log_s_key_that_is_another(record: Record, path: Path, home: Path) -> None:
    record.close()
    (file,) = (home / "logs").iterdir()
    file.write_text(PrivateKey.from_seed(bytes(32)).to_text())
    assert only(examine(path), "is another than the record's").answer == "wrong"
