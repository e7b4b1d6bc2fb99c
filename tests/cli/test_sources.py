"""Sources that spoke so as not to be named: no output names them, no bundle carries their name, no id leads to them."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

Said = Callable[..., Any]
CLAIM = "boria approved all clauses"


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Said) -> Path:
    """A record in which Vi Strand is accredited, and told something not for attribution (entry 4)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRAVAUX_HOME", str(tmp_path / "home"))
    (tmp_path / "one.txt").write_text("1. Ships pass.\n\n2. Dues\n2.1 No toll is levied.\n2.2 Pilots are paid.\n")
    said("new", "x.travaux", "--title", "X")
    said("party", "admit", "boria", "--name", "Boria")
    said("table", "one.txt", "--by", "boria")
    said("accredit", "boria", "--named", "Vi Strand, minister", "--count", "1")
    said(
        "state", "We agreed.", "--speaker", "Vi Strand, minister", "--of", "boria", "--terms", "not-for-attribution",
        "--claims", CLAIM,
    )  # fmt: skip
    return tmp_path


@pytest.mark.parametrize("command", [("check", CLAIM, "--json"), ("clause", "1")])
def test_nobody_is_named_who_spoke_so_as_not_to_be(talks: Path, said: Said, command: tuple[str, ...]) -> None:
    told = str(said(*command, code=4 if command[0] == "check" else 0)).lower()
    assert "a person who is not to be named" in told
    assert "strand" not in told


def test_a_list_of_entries_names_them_only_where_they_act_in_the_open(talks: Path, said: Said) -> None:
    entries = said("entries")
    assert entries.count("Vi Strand") == 1
    assert "A person who is not to be named, of Boria, not" in entries


def test_no_bundle_carries_the_name(talks: Path, said: Said) -> None:
    said("disclose", CLAIM, "-o", "a.bundle", "--names", "all", code=0)
    with ZipFile(talks / "a.bundle") as bundle:
        shown = bundle.read("disclosures.jsonl")
    values = [b64decode(text + b"==", altchars=b"-_") for text in re.findall(rb"[A-Za-z0-9_-]{24,}", shown)]
    assert sum(b"Boria" in each for each in values) == 1
    assert sum(b"Vi Strand" in each for each in values) == 1, "in the accreditation, and not in the statement"


def test_no_id_leads_from_what_was_said_to_who_said_it(talks: Path, said: Said) -> None:
    said("key", "new", "clerk")
    said("key", "enrol", "clerk", "--holder", "Vi Strand", "--party", "boria")
    for terms in ("on the record", "not for attribution"):
        said("state", "We meet.", "--speaker", "Vi Strand", "--of", "boria", "--terms", terms)
    enrolled = said("show", "5", "--json")["entry"]["act"]["person"]["id"]
    ids = [said("show", entry, "--json")["entry"]["act"]["source"]["person"]["id"] for entry in ("6", "7")]
    assert ids[0] == enrolled
    assert ids[1] != enrolled


def test_clauses_may_stand_between_commas(talks: Path, said: Said) -> None:
    told = said("take", "boria", "accept", "1,2.1", "2.2")
    assert [f"Boria accepts clause {clause} of draft 1." for clause in ("1", "2.1", "2.2")] == [
        line for line in told.splitlines() if line.startswith("Boria accepts")
    ]


@pytest.mark.parametrize(("viewer", "sees"), [("depositary", True), ("boria", False), ("public", False)])
def test_the_depositary_alone_can_look_up_who_spoke(talks: Path, said: Said, viewer: str, sees: bool) -> None:
    assert ("Vi Strand" in str(said("show", "4", "--as", viewer, "--json"))) is sees
