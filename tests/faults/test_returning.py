"""What comes back: nobody signs a second history, the refusal says what to do, and what it says can be done."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bench.breaking import returning
from bench.breaking.returning import Office
from bench.breaking.servers import Server


@pytest.mark.parametrize("name", returning.SCENES)
def test_a_scene(name: str, tmp_path: Path) -> None:
    refused, then = returning.played(name, tmp_path)
    assert returning.told(name, refused), refused
    assert then.code == 0, then


def test_a_database_put_back_from_a_dump(server: Server, tmp_path: Path) -> None:
    refused, then = returning.restored_on_a_server(Office(tmp_path), server)
    assert (refused.code, then.code) == (3, 0), (refused, then)
    assert "has 5 entries, and its log has signed a checkpoint for 7: this is an old copy" in refused.says


def test_copies_while_others_write(tmp_path: Path) -> None:
    count, wrong = returning.backups(tmp_path, 4, writers=2)
    assert wrong == []
    assert count > 4


def test_a_machine_that_is_lost(tmp_path: Path) -> None:
    went = returning.drill(tmp_path, 3)
    assert went.wrong == []
    assert went.size > 3 << 20


def test_what_is_said_where_nobody_here_can_tell(tmp_path: Path) -> None:
    """Nobody here can tell: so the examination says what it does not know, and a witness knows it."""
    office = Office(tmp_path)
    office.begin(tmp_path / "velm.travaux")
    shutil.rmtree(office.home / "guards")
    found = office.say("doctor", office.place)
    assert found.code == 0
    assert "and no checkpoint of the log: the guard was lost, or taken away. An old copy cannot be told" in found.says
