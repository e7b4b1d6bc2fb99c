"""What forms refuse: of people, papers, sources, times and lists, each with its line, and nothing is entered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.secretariat.test_forms import BEGIN

from travaux.errors import Malformed
from travaux.secretariat.forms import sheet
from travaux.secretariat.forms.form import Given, written
from travaux.secretariat.records import Record
from travaux.secretariat.sheets import apply


def entered(record: Record, tmp_path: Path, text: str) -> list[Any]:
    (tmp_path / "acts.yaml").write_text(text, encoding="utf-8")
    return apply(record, tmp_path / "acts.yaml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- admit: [boria, delvia]\n", "a text is expected here, not a list or fields"),
        ("- accredit: boria\n  count: some\n", "'some' is not a whole number"),
        ("- accredit: boria\n  named: [{office: envoy}]\n", "a person has a name, and perhaps an office"),
        ("- accredit: boria\n  named: [{name: Orla Velling, age: 40}]\n", "a person has a name, and perhaps an office"),
        ("- accredit: boria\n  named: [', envoy']\n", "a person needs a name"),
        ("- accredit: boria\n  powers: rule\n", "'rule' is none of: "),
        ("- accredit: boria\n  instrument: papers/gone.pdf\n", "cannot read papers/gone.pdf"),
        ("- revoke: 3\n  persons: Nobody\n", "nobody in this record is called 'Nobody'"),
        ("- retire: nokey\n", "no such key"),
        ("- state: words\n  speaker: Orla\n  anonymous: yes\n", "an anonymous source has no name"),
        ("- state: words\n  kind: rumour\n", "'rumour' is none of: person, office"),
        ("- state:\n  outlet: The Gazette\n", "state needs the words that were said"),
        ("- state:\n  source: report.txt:900-901\n", "there is nothing at 900-901"),
        ("- state: other words\n  source: report.txt:0-10\n", "the words at 0-10 are others"),
        ("- state: words\n  source: letters.bin\n", "the source is not plain text in UTF-8"),
        ("- cover: dance\n", "no act is called 'dance'"),
        ("- take: accept\n  by: boria\n  clauses: 1\n  reservation: general\n", "only a reservation has a kind"),
        ("- decide: agreed\n  clauses: 1\n", "decide needs 'forum': who is it that agreed?"),
        ("- link: 1\n  by: boria\n", "link needs clauses, and what they are offered 'for'"),
        ("- extend: b\n", "extend needs 'until', or an 'outcome' of met or lifted"),
        ("- concord: 1\n  earlier: 1\n  later: 1\n", "is not EARLIER=LATER"),
        ("- take: object\n  by: boria\n  clauses: 1\n  draft: second\n", "'second' is no draft of this record"),
        ("- table: draft.txt\n  parents: 0000\n", "'0000' is no draft of this record"),
    ],
)
def test_a_refusal(record: Record, tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "report.txt").write_text("We agreed. We agreed to most of it.\n")
    (tmp_path / "letters.bin").write_bytes(b"\xff\xfe\x00words")
    (tmp_path / "draft.txt").write_text("Article 1\nThe Parties shall cooperate.\n")
    entered(record, tmp_path, BEGIN)
    size = record.size
    with pytest.raises(Malformed) as caught:
        entered(record, tmp_path, text)
    assert message in str(caught.value)
    assert record.size == size


def test_nothing_is_tabled_yet(record: Record, tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="no draft was tabled yet"):
        entered(record, tmp_path, "- take: object\n  by: boria\n  clauses: 1\n")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"x" * (sheet.MOST_BYTES + 1), "more than"),
        (b"- admit: \xff\n", "acts.yaml: byte 9: not UTF-8"),
        (b"- admit: a\x07\n", "acts.yaml: not YAML"),
        (b"- {? [a]: b}\n", "a field's name is a word"),
    ],
)
def test_what_is_no_file_of_acts(content: bytes, message: str) -> None:
    with pytest.raises(Malformed, match=message):
        sheet.forms(content, "acts.yaml")


def test_a_form_is_written_from_plain_values() -> None:
    made = written({"a": True, "b": [1, "x"], "c": {"d": False}})
    assert isinstance(made.value, dict)
    assert (made.value["a"].value, made.value["c"].value["d"].value) == ("yes", "no")
    assert [each.value for each in made.value["b"].several()] == ["1", "x"]
    assert Given({"name": Given("Orla")}).several() == [Given({"name": Given("Orla")})]
    with pytest.raises(TypeError, match="float cannot stand in a form"):
        written(1.5)
