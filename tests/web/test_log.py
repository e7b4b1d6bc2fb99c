"""The raw log: what is sealed to a reader is a line with its index and digest, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

Clients = Callable[[str], "Client"]


def test_every_entry_is_a_line(client: Clients) -> None:
    found = client("secretariat").get("/r/velm/log.json").json()
    assert found["at"] >= 52
    assert [line["entry"] for line in found["lines"]] == list(range(found["at"], -1, -1))[:100]


def test_entries_of_one_party_and_kind(client: Clients) -> None:
    reader = client("aldania")
    parties = {each["name"]: each["id"] for each in reader.get("/r/velm/overview.json").json()["parties"]}
    lines = reader.get("/r/velm/log.json", {"party": parties["Aldania"], "kind": "take"}).json()["lines"]
    assert lines
    assert {parties["Aldania"]} == {line["party"] for line in lines}


@pytest.mark.parametrize("role", ["aldania", "observer", "public"])
def test_an_entry_says_who_and_when(client: Clients, role: str) -> None:
    found = client(role).get("/r/velm/e/48.json").json()
    assert (found["kind"], found["grade"], found["sealed"]) == ("take", "signed", False)


def test_a_receipt_is_what_the_record_gives(client: Clients) -> None:
    answer = client("public").get("/r/velm/e/48.tlog-proof")
    assert answer.content.startswith(b"c2sp.org/tlog-proof@v1\n")
    assert client("public").get("/r/velm/e/5300.tlog-proof").status_code == 404
