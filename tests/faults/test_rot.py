"""What is said of a record's file that rots: nothing that means anything is another and believed."""

from __future__ import annotations

import hmac
from collections.abc import Iterator

import pytest
from bench.breaking.rot import Damage, Rot, rotting

from travaux.stores.sqlite import SqliteStore


@pytest.fixture(scope="module")
def small() -> Iterator[Rot]:
    with rotting(16) as rot:
        yield rot


def test_rot_on_every_page_is_found_or_does_no_harm() -> None:
    with rotting(70) as rot:
        tally = rot.spread(400)
        assert tally.believed == []
        assert set(tally.came) == {"found when it is read", "found when it is verified", "harmless"}
        assert set(tally.pages) == set(rot.made.pages.values())


@pytest.mark.parametrize("table", ["private", "draft", "request", "meta", "checkpoint"])
def test_rot_in_rows_that_no_entry_vouches_for(small: Rot, table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert small.again().spread(30, only=table).believed == []
    monkeypatch.setattr(SqliteStore, "unsound", lambda _: None)
    assert small.again().spread(30, only=table).believed != []


def test_rot_in_the_name_of_a_file(small: Rot, monkeypatch: pytest.MonkeyPatch) -> None:
    damage = Damage("flip", small.made.content.index(b"draft.md"), b"e")
    assert small.look(damage) == "found when it is verified"
    monkeypatch.setattr(SqliteStore, "unsound", lambda _: None)
    assert small.look(damage).startswith("believed: files: ")


def test_a_state_that_was_kept_and_rots_is_worked_out_anew(small: Rot, monkeypatch: pytest.MonkeyPatch) -> None:
    tally = small.again().spread(30, only="cache")
    assert tally.believed == []
    assert tally.came["harmless"] > 10
    monkeypatch.setattr(hmac, "compare_digest", lambda *_: True)
    assert small.again().spread(30, only="cache").believed != []
