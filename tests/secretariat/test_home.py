"""The operator's home: what is kept in it is on the disk, and what was only begun does not count."""

from __future__ import annotations

from pathlib import Path

import pytest

from travaux.errors import Malformed, StoreFailed, Unreadable
from travaux.record.acts import Admit
from travaux.record.terms import PartyId
from travaux.secretariat.home import Home
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record
from travaux.stores import durability


def test_a_key_that_was_cut_off_while_it_was_kept_does_not_count(record: Record, path: Path, home: Path) -> None:
    (home / "keys" / ".clerk.4711").write_bytes(b"-----BEGIN OPENSSH")
    assert Home().names() == ["depositary"]
    record.close()
    with open_record(path, viewer="depositary") as opened:
        assert opened.enter(Admit(party=PartyId("party-cccccccc"))).index == 3


def test_a_sealed_note_is_kept_once(home: Path) -> None:
    Home().keep_sealed("ab" * 32, b"the note")
    assert Home().sealed("ab" * 32) == b"the note"
    assert (home / "sealed" / f"{'ab' * 32}.json").stat().st_mode & 0o777 == 0o600
    with pytest.raises(StoreFailed, match="never replaced"):
        Home().keep_sealed("ab" * 32, b"another")
    with pytest.raises(Unreadable, match="nobody else has it"):
        Home().sealed("cd" * 32)


def test_every_folder_that_is_made_is_synced_in_the_one_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(durability, "sync_folder", synced.append)
    durability.make_folder(tmp_path / "a" / "b")
    assert [tmp_path, tmp_path / "a"] == synced
    durability.make_folder(tmp_path / "a" / "b")
    assert len(synced) == 2


def test_names_that_no_key_can_have(home: Path) -> None:
    for name in ("clerk.pub", "../clerk", "", "a" * 70):
        with pytest.raises(Malformed, match="a key's name is letters, digits"):
            Home().new_key(name)
    assert not (home / "keys").exists()


def test_the_public_half_without_its_file(home: Path) -> None:
    key = Home().new_key("clerk")
    (home / "keys" / "clerk.pub").unlink()
    assert Home().public("clerk") == key.public


def test_a_home_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreFailed, match="file exists"):
        Home(tmp_path / "file").new_key("clerk")


def test_the_secret_is_made_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two that make it at the same time have the same: that of whoever was first."""
    first = Home().secret()
    real, asked = Path.exists, []

    def exists(path: Path) -> bool:
        asked.append(path)
        return len(asked) > 1 and real(path)

    monkeypatch.setattr(Path, "exists", exists)
    assert Home().secret() == first
