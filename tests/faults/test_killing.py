"""Writers killed at any moment, and servers stopped under their writers: nothing is lost, nothing stands twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from bench.breaking import killing, promises
from bench.breaking.servers import Server
from bench.breaking.writer import Told, ask

from travaux.errors import StoreFailed
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_writers_that_are_killed(tmp_path: Path, home: Path) -> None:
    tally = killing.kills(tmp_path / "velm.travaux", home, 4, random.Random(3))
    assert tally.wrong == []
    assert tally.told > 4 * killing.WRITERS
    assert [path.name for path in tmp_path.glob("velm*")] == ["velm.travaux"]


def test_writers_to_a_server_that_are_killed(server: Server, home: Path) -> None:
    tally = killing.kills(server.record(), home, 1, random.Random(3))
    assert tally.wrong == []
    assert tally.told >= killing.WRITERS


@pytest.mark.parametrize("name", killing.STOPS)
def test_a_server_that_stops_under_load(server: Server, home: Path, name: str) -> None:
    tally = killing.restarts(server, home, killing.STOPS[name], 1, random.Random(3))
    assert tally.wrong == []
    assert tally.told >= 8


def test_broken_promises_are_found(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "velm.travaux"
    with new(path, home=home) as record:
        kept = [ask(record, "w", number) for number in range(3)]
    told = [
        Told(who="w", number=number, index=each.index, hash=each.hash, begun=0, ended=0)
        for number, each in enumerate(kept)
    ]
    assert promises.broken(path, home, told) == []
    moved = Told(who="w", number=0, index=3, hash=kept[0].hash, begun=0, ended=0)
    other = Told(who="w", number=1, index=2, hash=kept[0].hash, begun=0, ended=0)
    lost = Told(who="w", number=9, index=9, hash=kept[0].hash, begun=0, ended=0)
    assert promises.broken(path, home, [moved, other, lost]) == [
        "w-0 was acknowledged as entry 3, and is at [1]",
        "entry 2 is another than the one that was acknowledged",
        "w-9 was acknowledged as entry 9, and is at None",
    ]


def test_an_entry_that_stands_twice_is_found(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "velm.travaux"
    with new(path, home=home) as record:
        ask(record, "w", 0)
        again = record.doing(record.entries[1].entry.act)
        record.enter_all([again])
    assert promises.broken(path, home, []) == ["w-0 is stored 2 times"]


def test_who_stores_and_says_nothing_is_settled(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "velm.travaux"
    with new(path, home=home) as record:
        guard = record._ledger._guard
        assert guard is not None

        def dies(_: object) -> None:
            raise StoreFailed("the power is gone")

        monkeypatch.setattr(guard, "advance", dies)
        with pytest.raises(StoreFailed):
            ask(record, "w", 0)
    answers, before = promises.settled(path, home, {"w": 0, "v": 0})
    assert ([each.index for each in answers], before) == ([1, 2], 1)
    with open_record(path, viewer="depositary", home=home) as record:
        assert promises.stored(record) == {"w-0": [1], "v-0": [2]}
