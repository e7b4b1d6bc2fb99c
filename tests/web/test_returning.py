"""A desk whose record comes back: an old copy in its place, a second copy, a record that was moved. Never a 500."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from travaux.record.acts import Admit
from travaux.record.terms import PartyId
from travaux.secretariat.moving import move
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record

if TYPE_CHECKING:
    from django.test import Client

    from travaux.web.config import Config

ALDANIA, BORIA = PartyId("party-aaaaaaaa"), PartyId("party-bbbbbbbb")
OLD = "this is an old copy. Put back the newest copy of the file, one with 3 entries or more"


@dataclass(frozen=True)
class Kept:
    """A record that the desk serves to everybody, and what a reader is told."""

    path: Path
    home: Path
    reader: Client

    def enter(self, party: PartyId) -> None:
        with open_record(self.path, viewer="depositary", home=self.home) as record:
            record.enter(Admit(party=party))

    def told(self, slug: str = "returning") -> tuple[int, str]:
        """What the page says, once the API is found to say the same."""
        page, answer = self.reader.get(f"/r/{slug}/log/"), self.reader.get(f"/api/records/{slug}/log")
        if page.status_code == answer.status_code == 200:
            return 200, ""
        problem = answer.json()
        assert answer.headers["content-type"] == "application/problem+json"
        assert page.status_code == answer.status_code == problem["status"]
        assert problem["detail"].replace("`", "") in page.content.decode().replace("`", "")
        return page.status_code, problem["detail"]


@pytest.fixture
def kept(desk: Config, client: Callable[[], Client], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    from django.conf import settings

    from travaux.web import gate

    made = Kept(tmp_path / "returning.travaux", Path(desk.home), client())
    new(made.path, home=made.home, origin=f"example.org/{tmp_path.name}").close()
    ours = {"returning": str(made.path), "second": str(tmp_path / "second.travaux")}
    serving = replace(desk, records={**desk.records, **ours}, public=(*desk.public, *ours))
    monkeypatch.setattr(settings, "DESK", serving)
    yield made
    gate.close()


def test_an_old_copy_in_its_place(kept: Kept, tmp_path: Path) -> None:
    kept.enter(ALDANIA)
    copy, newest = tmp_path / "copy", tmp_path / "newest"
    with open_record(kept.path, viewer="depositary", home=kept.home) as record:
        record.backup(copy)
    assert kept.told() == (200, "")
    kept.enter(BORIA)
    assert kept.told() == (200, "")
    # The desk has it open all the while.
    kept.path.rename(newest)
    shutil.copy(copy, kept.path)
    code, says = kept.told()
    assert (code, OLD in says) == (409, True), says
    newest.replace(kept.path)
    assert kept.told() == (200, "")


def test_a_copy_beside_it_that_another_desk_writes_to(kept: Kept, tmp_path: Path) -> None:
    kept.enter(ALDANIA)
    with open_record(kept.path, viewer="depositary", home=kept.home) as record:
        record.backup(tmp_path / "second.travaux")
    assert kept.told("second") == (200, "")
    kept.enter(BORIA)
    code, says = kept.told("second")
    assert (code, OLD in says) == (409, True), says
    assert kept.told() == (200, "")


def test_a_record_that_was_moved(kept: Kept, tmp_path: Path) -> None:
    kept.enter(ALDANIA)
    assert kept.told() == (200, "")
    there = tmp_path / "there.travaux"
    move(kept.path, there, home=kept.home)
    assert kept.told() == (200, ""), "it can be read until the new one goes on"
    with open_record(there, viewer="depositary", home=kept.home) as record:
        record.enter(Admit(party=BORIA))
    code, says = kept.told()
    assert (code, says) == (
        409,
        f"returning.travaux was moved, and is written to at {there}; what is here stays as it was",
    )
