"""A record as JSON Lines: a line for every entry, sealed where it is not for the reader, and an end that counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from tests.record.building import Record, party, person

from travaux.formats.jsonl import lines, write
from travaux.record import acts
from travaux.record.state import fold
from travaux.record.terms import Digest, Person, Withheld
from travaux.text.drafts import Draft

HEAD = {"log": "example.com/velm", "key": "k", "title": "Velm", "rules": "plain", "viewer": "public"}
TEXT = "1. Ships navigate the Velm.\n2. No toll is levied.\n"


def negotiation() -> Record:
    record = Record()
    record.admit("aldania")
    record.accredit("aldania", Person(id=person("Mira Tanvik").id, name=Withheld(7)))
    draft = record.draft(TEXT)
    record.table("aldania", draft, language="en")
    taken = record.take("aldania", draft, "1", "accept")
    record.void(taken)
    record.do(acts.Take, "aldania", stance="object", wording=record.wording(draft, "2"), by="boria")
    return record


def read(record: Record, *hidden: int, drafts: Mapping[Digest, Draft] | None = None) -> list[dict[str, Any]]:
    state = fold(each for each in record.entered if each.index not in hidden)
    hashes = [each.hash for each in record.entered]
    data = write(lines(state, record.drafts if drafts is None else drafts, head=HEAD, hashes=hashes))
    assert data == write(lines(state, record.drafts if drafts is None else drafts, head=HEAD, hashes=hashes))
    return [json.loads(line) for line in data.decode().splitlines()]


def test_the_first_line_tells_the_record_and_the_last_one_counts() -> None:
    record = negotiation()
    found = read(record)
    assert found[0] == {"line": "record", "format": "record-lines/1", **HEAD, "size": 8, "hidden": 0}
    assert found[-1] == {"line": "end", "entries": 8, "drafts": 1}
    assert [each["line"] for each in found] == ["record", *["entry"] * 8, "draft", "end"]


def test_every_entry_has_its_place_hash_grade_and_act() -> None:
    record = negotiation()
    for entered, line in zip(record.entered, read(record)[1:], strict=False):
        assert (line["index"], line["hash"], line["type"]) == (entered.index, entered.hash, entered.entry.type)
        assert line["grade"] in ("signed", "recorded", "reported", "inferred")
        assert line["says"].endswith(".")


def test_what_became_of_an_entry_is_told() -> None:
    found = {line["index"]: line for line in read(negotiation()) if line["line"] == "entry"}
    assert found[5]["effect"]["voided_by"] == 6
    assert found[5]["bears"]["later"] == [6]
    assert found[6]["bears"]["entries"] == [5]
    assert found[7]["effect"]["without_effect"]
    assert found[7]["effect"]["unkeyed"] is True
    assert found[1]["effect"] == {
        "voided_by": None, "without_effect": None, "suspect": False, "unkeyed": False, "erased_by": [],
    }  # fmt: skip


def test_a_sealed_entry_shows_its_place_and_its_hash_and_no_more() -> None:
    record = negotiation()
    found = read(record, 4, drafts={})
    assert found[5] == {"line": "entry", "index": 4, "hash": record.entered[4].hash, "sealed": True}
    assert found[0]["hidden"] == 1
    assert found[-1]["drafts"] == 0


def test_a_withheld_name_says_so() -> None:
    line = next(line for line in read(negotiation()) if line.get("type") == "accredit")
    assert line["act"]["named"][0]["name"] == {"withheld": True, "erased_by": 7}


def test_drafts_stand_whole() -> None:
    record = negotiation()
    (draft,) = [line for line in read(record) if line["line"] == "draft"]
    assert draft["text"] == TEXT
    assert (draft["number"], draft["language"], draft["entry"]) == (1, "en", 4)


@pytest.mark.parametrize("words", ["a\nb", "\u2028", '"}', "\ud800", "\x85"])
def test_a_line_is_a_line_whatever_is_said(words: str) -> None:
    record = Record()
    record.admit("aldania")
    record.enter(acts.Leave(party=party("aldania"), reason=words))
    state = record.state()
    data = write(lines(state, {}, head=HEAD, hashes=["x"] * state.size))
    assert data.count(b"\n") == state.size + 2
    assert json.loads(data.split(b"\n")[state.size])["act"]["reason"] == words
