"""A home of its own for every test, and a record to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from travaux.record.acts import Admit
from travaux.record.terms import PartyId
from travaux.secretariat.opening import new
from travaux.secretariat.records import Record

ALDANIA, BORIA = PartyId("party-aaaaaaaa"), PartyId("party-bbbbbbbb")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRAVAUX_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "velm.travaux"


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    """A record with two parties, in entries 1 and 2."""
    with new(path, title="Velm Valley Plan", rules="vclt-1969", name="The secretariat") as made:
        made.enter(Admit(party=ALDANIA, handle="aldania", name="Federation of Aldania"))
        made.enter(Admit(party=BORIA, handle="boria", name="Republic of Boria"))
        yield made
