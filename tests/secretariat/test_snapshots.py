"""A state that was kept is the state that would be folded, and is believed only where this home made it of this log."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from travaux.errors import StoreFailed
from travaux.log.merkle import Node, frontier, leaf_hash
from travaux.record import acts
from travaux.record.terms import Person, PersonId, Source
from travaux.secretariat import views
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record
from travaux.secretariat.snapshots import Leaves
from travaux.secretariat.verifying import verify
from travaux.stores.memory import MemoryStore
from travaux.stores.store import Addition

VIEWERS = ("depositary", "boria", "public")


def said(words: str) -> acts.State:
    return acts.State(source=Source(kind="outlet", outlet="The Gazette"), words=(words,))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Which entries are read from their leaves."""
    read: list[int] = []
    entered = views.View._entered

    def counting(self: views.View, index: int, *rest: object) -> object:
        read.append(index)
        return entered(self, index, *rest)

    monkeypatch.setattr(views, "LEAST", 10)
    monkeypatch.setattr(views.View, "_entered", counting)
    return read


@pytest.fixture
def long(record: Record, path: Path, counted: list[int]) -> Path:
    """A record of 78 entries, some hidden, whose state was kept for every viewer."""
    doings = []
    for number in range(25):
        doings += [
            record.doing(said(f"{number}")),
            record.doing(said(f"for Aldania {number}"), visible=["aldania"]),
            record.doing(acts.Present(draft="0" * 64, to=Person(id=PersonId("person-pppppppp"), name=f"N{number}"))),
        ]
    record.enter_all(doings)
    record.close()
    for viewer in VIEWERS:
        with open_record(path, viewer=viewer) as view:
            assert view.state.size == 78
    counted.clear()
    return path


def drop_cache(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM cache")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("viewer", VIEWERS)
def test_it_is_the_state_that_is_folded(long: Path, counted: list[int], viewer: str) -> None:
    with open_record(long, viewer=viewer) as kept:
        assert kept.state.size == 78
        assert len(counted) < 10
        assert kept.state.parties[0].id == "party-aaaaaaaa"
        hidden = kept.hidden
        drop_cache(long)
        with open_record(long, viewer=viewer) as folded:
            assert folded.entries == kept.entries
            assert (folded.state.gaps, kept.state.gaps, folded.hidden) == ((), (), hidden)


@pytest.mark.parametrize("viewer", VIEWERS)
def test_it_goes_on(long: Path, counted: list[int], viewer: str) -> None:
    with open_record(long, viewer="depositary") as record:
        for words, visible in (("a", "all"), ("b", ["aldania"]), ("c", "all")):
            record.enter(said(words), visible=visible)
    with open_record(long, viewer=viewer) as kept:
        assert kept.state.size == 81
        found = kept.entries
        assert kept.state.gaps == ()
    drop_cache(long)
    with open_record(long, viewer=viewer) as folded:
        assert folded.entries == found


def test_what_is_erased_or_withheld_is_not_in_it(long: Path, counted: list[int]) -> None:
    with open_record(long, viewer="depositary") as record, open_record(long, viewer="boria") as view:
        assert view.entry(5).entry.act.to.name == "N0"
        record.withhold(5)
        assert str(view.entry(5).entry.act.to.name) == "withheld"
        record.disclose(5, to="parties")
        assert view.entry(5).entry.act.to.name == "N0"
        (receipt,) = record.erase(5, ground="asked for")
        for each in (record, view):
            assert str(each.entry(5).entry.act.to.name) == f"erased by entry {receipt.index}"
        assert view.entry(8).entry.act.to.name == "N1"


def test_another_home_does_not_believe_it(long: Path, counted: list[int], tmp_path: Path) -> None:
    with open_record(long, viewer="depositary", home=tmp_path / "away") as record:
        assert record.state.size == 78
    assert len(counted) == 78


def test_one_bit_of_it(long: Path, counted: list[int]) -> None:
    connection = sqlite3.connect(long)
    (content,) = connection.execute("SELECT content FROM cache WHERE key = 'state for the depositary'").fetchone()
    forged = bytearray(content)
    forged[-1] ^= 1
    connection.execute("UPDATE cache SET content = ? WHERE key = 'state for the depositary'", (bytes(forged),))
    connection.commit()
    connection.close()
    with open_record(long, viewer="depositary") as record:
        assert record.state.size == 78
    assert len(counted) == 78


def test_an_entry_changed_under_it(long: Path, counted: list[int]) -> None:
    connection = sqlite3.connect(long)
    (trigger,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'entry_is_final'").fetchone()
    connection.execute("DROP TRIGGER entry_is_final")
    (leaf,) = connection.execute("SELECT leaf FROM entry WHERE idx = 6").fetchone()
    changed = leaf.replace(b'"1"', b'"2"')
    assert changed != leaf
    connection.execute("UPDATE entry SET leaf = ?, hash = ? WHERE idx = 6", (changed, leaf_hash(changed)))
    connection.execute(trigger)
    connection.commit()
    connection.close()
    with open_record(long, viewer="depositary") as record, pytest.raises(StoreFailed, match="it is damaged"):
        record.entry(6)
    assert not verify(long).holds


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 700])
def test_leaves_are_held_against_the_root(size: int) -> None:
    store = MemoryStore()
    with store.turn(), store.writing():
        store.append([Addition(b"%d\n" % at) for at in range(size)])
    leaves = Leaves(store, size)
    assert leaves.frontier == frontier(store, size)
    assert [leaves.hash(at) for at in range(size)] == [leaf_hash(b"%d\n" % at) for at in range(size)]


def test_a_leaf_that_is_not_under_the_root() -> None:
    class Rotten(MemoryStore):
        def hashes(self, nodes: Sequence[Node]) -> Sequence[bytes]:
            return [
                bytes(32) if node == Node(0, 7) else digest
                for node, digest in zip(nodes, super().hashes(nodes), strict=True)
            ]

    store = Rotten()
    with store.turn(), store.writing():
        store.append([Addition(b"%d\n" % at) for at in range(600)])
    leaves = Leaves(store, 600)
    assert leaves.hash(256) == leaf_hash(b"256\n")
    with pytest.raises(StoreFailed, match="entries 0 to 255 are not those of the log"):
        leaves.hash(8)
