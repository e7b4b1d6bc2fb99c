"""Every command that is about a record takes the address of one on a server, and says what is wrong with an address."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from travaux.cli.main import run
from travaux.stores.addresses import Address


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAVAUX_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def test_a_record_on_a_server_from_beginning_to_end(
    said: Callable[..., Any], address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = address.text
    assert f"{address} is a new record: Velm." in said("new", place, "--title", "Velm").replace("\n", " ").replace(
        "  ", " "
    )
    for handle in ("aldania", "boria"):
        said("party", "admit", handle, "--record", place)
    (tmp_path / "draft.txt").write_text("Article 1\nThe Parties shall cooperate.\n")
    said("table", "draft.txt", "--by", "aldania", "--record", place.replace("#", "&record="))
    monkeypatch.setenv("TRAVAUX_RECORD", place)
    found = said("status", "--json")
    assert (found["record"]["size"], found["record"]["title"]) == (4, "Velm")
    assert said("verify", place, "--json")["holds"] is True
    note = said("log", "checkpoint")
    said("backup", place, "copy.travaux")
    assert said("verify", "copy.travaux", "--json")["root"] == said("verify", place, "--json")["root"]
    moved = said("move", place, "back.travaux", "--json")
    assert (moved["size"], moved["to"]) == (4, str(tmp_path / "back.travaux"))
    assert said("log", "checkpoint", "--record", "back.travaux") == note
    said("party", "admit", "cascadia", "--record", "back.travaux")


def test_what_is_closed_and_what_is_old_is_said_in_one_line(
    address: Address, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", address.text, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["record"]["size"] == 1
    assert run(["move", address.text, "there.travaux"]) == 0
    capsys.readouterr()
    assert run(["party", "admit", "aldania", "--record", address.text]) == 3
    err = capsys.readouterr().err
    assert err == f"travaux: {address} was moved, and is written to at {Path.cwd() / 'there.travaux'}; {STAYS}\n"
    assert run(["party", "admit", "aldania", "--record", "there.travaux"]) == 0
    capsys.readouterr()
    assert run(["status", "--record", address.text]) == 3
    assert f"was moved, and is written to at {Path.cwd() / 'there.travaux'}" in capsys.readouterr().err


STAYS = "what is here stays as it was"


@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        ("mysql://clerk@db/talks#velm", 7, "there is no such record"),
        ("postgres://clerk@db.invalid:x/talks#velm", 2, "not an address"),
        ("postgres://clerk:secret@db.invalid/talks#../velm", 2, "a record's name is letters"),
        ("postgres://clerk:secret@/talks?host=/nowhere#velm", 8, "the server does not let us in"),
        ("postgres://clerk:secret@/talks?host=/nowhere", 8, "names a database and no record in it"),
    ],
)
def test_addresses_that_are_none(given: str, code: int, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "--record", given]) == code
    err = " ".join(capsys.readouterr().err.split())
    assert says in err
    assert "secret" not in err
