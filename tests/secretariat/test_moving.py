"""Records that move between a file and a server: all of it arrives, and there is never a second place to write to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial, partialmethod
from pathlib import Path
from typing import Any

import pytest

from travaux.errors import Forked, Malformed, StoreFailed
from travaux.record.acts import Admit, State
from travaux.record.terms import PartyId, Source
from travaux.secretariat import moving
from travaux.secretariat.moving import move
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record
from travaux.secretariat.verifying import Report, verify
from travaux.stores.addresses import Address
from travaux.stores.carrying import compare
from travaux.stores.places import store_at
from travaux.stores.postgres import PostgresStore
from travaux.stores.sqlite import SqliteStore
from travaux.stores.store import MOVED

CASCADIA = PartyId("party-cccccccc")


def rich(record: Record, tmp_path: Path) -> None:
    """Enters a draft with its file, a private value that is shown, one that is erased, and a request."""
    draft = tmp_path / "draft.txt"
    draft.write_text("Article 1\nThe Parties shall cooperate.\n")
    record.table(draft, by="aldania", standing="basis", request="first")
    said = State(source=Source(kind="anonymous", attributes="a senior official"), words=("Nearly.",))
    record.enter(said, request="second")
    record.disclose(1, to="all")
    record.erase(2, ground="asked to")


def test_there_and_back(record: Record, path: Path, tmp_path: Path, address: Address) -> None:
    rich(record, tmp_path)
    size, root, note, key = record.size, record.root(), record.checkpoint, record.key
    record.close()
    assert move(path, address).report.root == root
    with open_record(address, viewer="depositary") as moved:
        assert (moved.size, moved.root(), moved.checkpoint, moved.key) == (size, root, note, key)
        again = moved.enter(Admit(party=CASCADIA, handle="cascadia"), request="third")
        assert again.index == size
    back = tmp_path / "back.travaux"
    move(address, back)
    with open_record(back, viewer="depositary") as record_again:
        assert record_again.enter(Admit(party=CASCADIA, handle="cascadia"), request="third").again
        assert record_again.enter(State(source=Source(kind="anonymous"), words=("No.",))).index == size + 1
    assert verify(back).holds
    old, there, here = store_at(path), store_at(address), store_at(back)
    assert list(old.rows()) == list(there.rows())[:size] == list(here.rows())[:size]
    for kept in (there, here):
        assert (kept.disclosures(range(size)), kept.manuscripts()) == (old.disclosures(), old.manuscripts())
    with pytest.raises(StoreFailed, match="differ"):
        compare(there, here, "it went on")
    for each in (old, there, here):
        each.close()


def test_the_old_one_is_closed_for_every_kind_of_writing_and_can_be_read(
    record: Record, path: Path, tmp_path: Path, address: Address
) -> None:
    move(path, address)
    # `record` was open all the while, as a desk has it open.
    for write in (
        lambda: record.enter(Admit(party=CASCADIA)),
        lambda: record.disclose(1, to="all"),
        lambda: record.allow("https://sign.example.org"),
    ):
        with pytest.raises(Forked, match="was moved, and is written to at postgres://clerk@"):
            write()
    assert (record.size, len(record.state.parties)) == (3, 2)
    with pytest.raises(Forked, match="was moved"):
        move(path, tmp_path / "elsewhere.travaux")
    with open_record(address, viewer="depositary") as moved:
        assert moved.enter(Admit(party=CASCADIA)).index == 3
    with pytest.raises(Forked):
        open_record(path, viewer="depositary")


def test_what_is_there_is_never_replaced(record: Record, path: Path, tmp_path: Path, address: Address) -> None:
    record.close()
    with new(address, title="Another") as other:
        root = other.root()
    with pytest.raises(StoreFailed, match="there already"):
        move(path, address)
    with pytest.raises(Malformed, match="another place"):
        move(path, path)
    with open_record(address, viewer="depositary") as kept, open_record(path, viewer="depositary") as still:
        assert kept.root() == root
        assert still.enter(Admit(party=CASCADIA)).index == 3


def test_a_record_that_does_not_hold_stays(record: Record, path: Path, tmp_path: Path, address: Address) -> None:
    rich(record, tmp_path)
    record.close()
    raw = sqlite3.connect(path)
    raw.execute("UPDATE manuscript SET content = x'00'")
    raw.commit()
    raw.close()
    with pytest.raises(StoreFailed, match="does not hold, and was not moved"):
        move(path, address)
    with SqliteStore(path) as store:
        assert store.setting(MOVED) == ""


class Cut(Exception):
    """The power, in the middle of a move."""


def cut(patch: pytest.MonkeyPatch, step: int) -> None:
    """Cuts the next move short: before anything is carried, is compared, is checked there, is opened there."""
    sound, checked = moving._sound, []

    def falls(*_: object, **__: object) -> None:
        raise Cut

    def sound_here(*given: Any) -> Report:
        checked.append(given)
        return sound(*given) if len(checked) < 2 else falls()  # type: ignore[return-value]

    def opens(real: Callable[..., None], *given: Any) -> None:
        falls() if given[-2:] == (MOVED, "") else real(*given)

    match step:
        case 0 | 1:
            patch.setattr(moving, ("carry", "compare")[step], falls)
        case 2:
            patch.setattr(moving, "_sound", sound_here)
        case 3:
            for kind in (SqliteStore, PostgresStore):
                patch.setattr(kind, "keep_setting", partialmethod(partial(opens, kind.keep_setting)))


@pytest.mark.parametrize("to_server", [True, False])
def test_a_move_that_is_cut_short_is_taken_up_again(
    record: Record, path: Path, tmp_path: Path, address: Address, to_server: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There are never two that can be written to, and the same move ends it."""
    record.close()
    target = address if to_server else tmp_path / "there.travaux"
    marks = []
    for step in range(4):
        with monkeypatch.context() as patch:
            cut(patch, step)
            with pytest.raises(Cut):
                move(path, target)
        marks.append(_writable(path, target))
    assert marks == ["the old one", "the old one", "the old one", "none"]
    move(path, target)
    assert _writable(path, target) == "the new one"
    with open_record(target, viewer="depositary") as moved:
        assert moved.enter(Admit(party=CASCADIA)).index == 3


def _writable(path: Path, target: Path | Address) -> str:
    found = []
    for name, place in (("the old one", path), ("the new one", target)):
        try:
            store = store_at(place)
        except StoreFailed:
            continue
        try:
            with store.turn(), store.writing():
                found.append(name)
        except Forked:
            pass
        store.close()
    assert len(found) < 2
    return found[0] if found else "none"
