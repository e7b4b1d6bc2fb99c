"""Files of acts: what is read as it is written, and refusals that name the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from travaux.cli import desk
from travaux.errors import Malformed, Refused
from travaux.record import acts
from travaux.secretariat import sheets
from travaux.secretariat.entering import new_party
from travaux.secretariat.forms import sheet
from travaux.secretariat.forms.form import Form, Given, written
from travaux.secretariat.opening import new
from travaux.secretariat.records import Record

DRAFT = "Article 4\n4.1 No force exceeds 42 units.\n4.10 Each Party reports.\n"


@pytest.fixture
def record(tmp_path: Path) -> Record:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "report.txt").write_text("A source said: we agreed. And again: we agreed to more.", encoding="utf-8")
    return new(tmp_path / "x.travaux", title="X", home=tmp_path / "home")


def entered(record: Record, folder: Path, text: str) -> list[acts.Act]:
    return [each.entered.entry.act for each in desk.enter(record, sheet.forms(text.encode(), "acts.yaml"), folder)]


BEGIN = "- admit: boria\n- table: draft.txt\n  by: boria\n"


def test_a_clause_is_never_read_as_a_number(record: Record, tmp_path: Path) -> None:
    *_, taken = entered(record, tmp_path, f"{BEGIN}- take: object\n  by: boria\n  clauses: 4.10\n")
    assert isinstance(taken, acts.Take)
    assert taken.wording.clause == "4.10"


def test_no_is_a_word_and_not_false(record: Record, tmp_path: Path) -> None:
    act = entered(record, tmp_path, "- admit: no\n  name: NO\n")[0]
    assert isinstance(act, acts.Admit)
    assert (act.handle, act.name) == ("no", "NO")


def test_each_clause_is_an_act_of_its_own(record: Record, tmp_path: Path) -> None:
    taken = entered(record, tmp_path, f"{BEGIN}- take: accept\n  by: boria\n  clauses: [4.1, 4.10]\n")[2:]
    assert [act.wording.clause for act in taken if isinstance(act, acts.Take)] == ["4.1", "4.10"]


def test_a_label_names_an_entry_of_the_same_file(record: Record, tmp_path: Path) -> None:
    *_, withdrawn = entered(
        record, tmp_path,
        f"{BEGIN}- propose: 4.1\n  by: boria\n  words: None at all.\n  label: cut\n- withdraw: cut\n  by: boria\n",
    )  # fmt: skip
    assert isinstance(withdrawn, acts.Withdraw)
    assert record.entry(withdrawn.entry).entry.type == "propose"


def test_words_are_found_in_their_source(record: Record, tmp_path: Path) -> None:
    *_, said = entered(record, tmp_path, "- state: we agreed to more\n  source: report.txt\n  anonymous: yes\n")
    assert isinstance(said, acts.State)
    assert said.span is not None
    text = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert text[said.span.start : said.span.end] == "we agreed to more"


def test_relative_dates_are_read_against_the_day_of_the_act(record: Record, tmp_path: Path) -> None:
    *_, held = entered(
        record, tmp_path, "- convene: talks\n  when: in the coming days\n  at: 2019-03-12T10:00:00Z\n"
    )  # fmt: skip
    assert isinstance(held, acts.Convene)
    assert (held.when.words, held.when.edtf) == ("in the coming days", "[2019-03-13..2019-03-19]")
    assert (held.when.reference, held.when.convention) == ("2019-03-12", "coming-days/1")


def test_the_clock_of_an_act_is_its_own(record: Record, tmp_path: Path) -> None:
    entered(record, tmp_path, "- admit: boria\n  at: 2019-03-12T10:00:00Z\n")
    assert record.entries[-1].entry.at == "2019-03-12T10:00:00Z"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- admit: [", "acts.yaml: line 1: not YAML"),
        ("", "acts.yaml: the file is empty"),
        ("admit: boria\n", "acts.yaml: no acts in this file"),
        ("- admit\n", "acts.yaml: line 1: an act is fields"),
        ("- name: Boria\n", "acts.yaml: line 1: the item names no act"),
        ("- admit: boria\n  leave: boria\n", "acts.yaml: line 1: the item names admit and leave. One item, one act"),
        ("- admit: boria\n  admit: delvia\n", "acts.yaml: line 2: 'admit' stands twice"),
        ("- admit: &a boria\n- admit: *a\n", "acts.yaml: line 1: anchors and aliases have no place here"),
        (
            "- admit: !!python/name:os.system boria\n",
            "acts.yaml: line 1: the tag tag:yaml.org,2002:python/name:os.system",
        ),
        ("- admit: boria\n  nmae: Boria\n", "acts.yaml: line 2: nmae: admit has no field 'nmae'. Did you mean name?"),
        ("- admit: boria\n  said: 2019-03-01\n", "acts.yaml: line 2: said: admit has no field 'said'"),
        ("- admit: boria\n  capacity: king\n", "acts.yaml: line 2: capacity: 'king' is none of: party, mediator"),
        ("- leave: boria\n", "acts.yaml: line 1: leave: no party is called 'boria'. This record knows nobody yet"),
        (f"{BEGIN}- take: object\n  by: boria\n", "acts.yaml: line 4: take needs 'clauses'"),
        (f"{BEGIN}- take: object\n  by: boria\n  clauses: 4.2\n", "acts.yaml: line 6: clauses: no clause '4.2'"),
        (f"{BEGIN}- propose: 4.1\n", "acts.yaml: line 4: propose needs 'words', or 'operation: delete' and none"),
        (f"{BEGIN}- withdraw: 40\n", "acts.yaml: line 4: withdraw: there is no entry 40 yet"),
        (f"{BEGIN}- withdraw: cut\n", "acts.yaml: line 4: withdraw: 'cut' is no entry: give its number"),
        ("- table: gone.txt\n", "gone.txt: there is no such file"),
        ("- convene: talks\n  when: in the coming days\n", "acts.yaml: line 2: when: “in the coming days”"),
        ('- convene: ""\n  when: 2031-03-12\n', "acts.yaml: line 1: convene: a meeting has a forum"),
        ("- state: we agreed\n  source: report.txt:²-³\n", "report.txt:²-³: there is no such file"),
        ("- state: we agreed\n  source: report.txt\n", "acts.yaml: line 2: source: the words stand more than once"),
        (
            "- state: never said\n  source: report.txt\n",
            "acts.yaml: line 2: source: the words stand nowhere in the source",
        ),
        ("- admit: boria\n  at: yesterday\n", "not a time like 2031-03-16T09:30:00Z"),
    ],
)
def test_a_refusal_names_the_line_and_enters_nothing(record: Record, tmp_path: Path, text: str, message: str) -> None:
    size = record.size
    with pytest.raises(Malformed) as caught:
        entered(record, tmp_path, text)
    assert message in str(caught.value)
    assert record.size == size


def test_all_or_none(record: Record, tmp_path: Path) -> None:
    size = record.size
    with pytest.raises(Malformed):
        entered(record, tmp_path, f"{BEGIN}- leave: nobody\n")
    assert (record.size, record.state.parties) == (size, ())


def test_a_field_that_nobody_read_is_refused() -> None:
    form = Form("admit", {"admit": written("boria"), "colour": written("red")})
    form.text("admit")
    with pytest.raises(Malformed, match="admit has no field 'colour'"):
        form.finish()


def test_several_are_a_list_or_between_commas() -> None:
    assert [each.text() for each in Given("1, 3,4").several()] == ["1", "3", "4"]
    assert [each.text() for each in written(["1, 3"]).several()] == ["1, 3"]


def test_acts_are_filled_in_anew_where_others_wrote_meanwhile(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = sheets.names_of
    calls = []

    def overtaken(opened: Record, folder: Path = tmp_path, held: object = None) -> object:
        names = told(opened, folder)
        calls.append(names)
        if len(calls) == 1:
            opened.enter(acts.Leave(party=new_party()))
        return names

    monkeypatch.setattr(sheets, "names_of", overtaken)
    text = f"{BEGIN}- propose: 4.1\n  by: boria\n  words: None at all.\n  label: cut\n- withdraw: cut\n  by: boria\n"
    *_, withdrawn = entered(record, tmp_path, text)
    assert isinstance(withdrawn, acts.Withdraw)
    assert record.entry(withdrawn.entry).entry.type == "propose"
    assert len(calls) == 2


@pytest.mark.parametrize(
    "name", ["/etc/hostname", "../secret.txt", "inside/../../secret.txt", "link.txt", "a\\0b", "ring"]
)
def test_a_file_of_acts_reads_nothing_outside_its_folder(record: Record, tmp_path: Path, name: str) -> None:
    """It may be another's work, and what it names goes into the record for all to read."""
    folder = tmp_path / "acts"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("1. A secret.\n")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "ring").symlink_to(folder / "ring")
    text = f'- table: "{name}"\n  by: boria\n  standing: basis\n'
    with pytest.raises(Refused, match="is no file beside the acts"):
        entered(record, folder, text)


def test_a_person_may_name_any_file(record: Record, tmp_path: Path) -> None:
    entered(record, tmp_path, "- admit: boria\n")
    said = {"table": str(tmp_path / "draft.txt"), "by": "boria", "standing": "basis"}
    form = Form("table", {name: Given(words) for name, words in said.items()})
    assert [each.entered.entry.type for each in desk.enter(record, [form])] == ["table"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('- admit: "\\U00110000"', "an escape of no character"),
        ("- admit: " + "[" * 50_000, "acts.yaml: line 1: lists inside lists without end"),
        ("- " * 30 + "admit", "acts.yaml: line 1: lists inside lists without end"),
    ],
)
def test_what_is_no_yaml_is_said_to_be_none(record: Record, tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(Malformed, match=message):
        entered(record, tmp_path, text)
