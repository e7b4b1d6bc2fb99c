"""Exports at the gate: what a viewer may not read is in no file, and how much that is, every file says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree
from tests.secretariat.conftest import ALDANIA

from travaux.errors import Malformed, OutOfOrder
from travaux.formats.akn import read
from travaux.record.acts import Accredit, Seal, Take
from travaux.record.positions import wording
from travaux.record.terms import Digest, Instrument, Person, PersonId, Place
from travaux.secretariat.exports import KINDS, NAMES, Kind, export
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record

ONE = "1. Ships navigate the Velm.\n2. No toll is levied.\n"


@pytest.fixture
def full(record: Record, tmp_path: Path) -> Record:
    """The record with a draft, a second one that only Aldania may read, a delegate and a note of a party."""
    for name, text in (("one.txt", ONE), ("two.txt", ONE.replace("No toll", "A furtive toll"))):
        (tmp_path / name).write_text(text)
    record.table(tmp_path / "one.txt", by="aldania", title="Velm, draft 1")
    record.table(tmp_path / "two.txt", by="aldania", title="Velm, draft 2", visible=["aldania"])
    mira = Person(id=PersonId("person-mira0000"), name="Mira Tanvik")
    record.enter(Accredit(party=ALDANIA, instrument=Instrument(kind="decree"), named=(mira,)))
    record.enter(Seal(commitment=Digest("a" * 64)), by="boria", visible=["boria"])
    return record


def as_seen(path: Path, viewer: str, kind: Kind, **options: str) -> bytes:
    with open_record(path, viewer=viewer) as record:
        return export(record, kind, **options)


def test_there_is_an_ending_for_every_kind() -> None:
    assert set(NAMES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_record_and_viewer_give_the_same_bytes(full: Record, path: Path, kind: Kind) -> None:
    for viewer in ("depositary", "boria", "public"):
        assert as_seen(path, viewer, kind) == as_seen(path, viewer, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_for_a_viewer_is_not_there(full: Record, path: Path, kind: Kind) -> None:
    for viewer in ("boria", "public"):
        data = as_seen(path, viewer, kind).decode()
        assert "furtive" not in data
        assert "draft 2" not in data
    assert "furtive" in as_seen(path, "aldania", "jsonl").decode()
    for kind_ in ("prov", "jsonl"):
        assert "Mira" not in as_seen(path, "public", kind_).decode()  # type: ignore[arg-type]
        assert "Mira" in as_seen(path, "boria", kind_).decode()  # type: ignore[arg-type]


def test_how_much_is_withheld_is_said(full: Record, path: Path) -> None:
    found = [json.loads(line) for line in as_seen(path, "public", "jsonl").decode().splitlines()]
    assert found[0]["hidden"] == 2
    assert [each["index"] for each in found if each.get("sealed")] == [4, 6]
    assert [each["hash"] for each in found if each["line"] == "entry"] == full.digests()
    graph = json.loads(as_seen(path, "public", "prov"))["@graph"]
    assert graph[0]["travaux:hidden"] == [{"@value": "2", "@type": "xsd:int"}]


def test_a_draft_is_the_one_on_the_table_unless_another_is_named(full: Record, path: Path) -> None:
    assert read(as_seen(path, "aldania", "akn")).accepting("all").text.startswith("1. Ships")
    first = read(as_seen(path, "depositary", "akn", draft="1")).accepting("all")
    assert first.text == ONE
    assert read(as_seen(path, "depositary", "akn", draft=first.digest[:9])).accepting("all") == first
    assert read(as_seen(path, "public", "akn")).accepting("all").text == ONE


def test_as_of_an_entry(full: Record) -> None:
    data = export(full, "jsonl", at=3)
    assert json.loads(data.splitlines()[-1]) == {"line": "end", "entries": 4, "drafts": 1}
    assert b"draft 1" in export(full, "akn", at=3)


def test_clean_text_is_refused_while_anything_is_open(full: Record) -> None:
    with pytest.raises(OutOfOrder, match="not clean"):
        export(full, "akn", clean=True)
    for party in ("aldania", "boria"):
        full.enter_all([full.doing(act, by=party) for act in accepting(full)])
    root = etree.fromstring(export(full, "akn", clean=True))
    assert root.tag.endswith("akomaNtoso")


def accepting(record: Record) -> list[Take]:
    current = record.state.current()
    assert current is not None
    draft = record.drafts[current.digest]
    return [Take(stance="accept", wording=wording(draft, Place(place))) for place in ("1", "2")]


def test_what_there_is_not(full: Record, record: Record) -> None:
    with pytest.raises(Malformed, match="no such draft"):
        export(full, "akn", draft="9")
    with pytest.raises(Malformed, match="not exported so"):
        export(full, "docx")  # type: ignore[arg-type]
    with pytest.raises(Malformed, match="whole record"):
        export(full, "prov", draft="1")
    with pytest.raises(OutOfOrder, match="No draft"):
        export(full, "akn", at=2)
