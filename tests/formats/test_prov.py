"""A record as W3C PROV: read back by others with the same counts, and saying nothing that no entry says."""

from __future__ import annotations

import json
from collections import Counter

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from prov.model import ProvDocument
from tests.record.building import Record, dated, party, person

from travaux.formats.prov import write
from travaux.papers.provenance import Told, provenance
from travaux.record import acts
from travaux.record.state import fold
from travaux.record.terms import WITHHELD, Index, Person, Source
from travaux.text.tokens import tokens

ONE = "Article 1\n1. Ships navigate the Velm.\n2. No toll is levied.\nArticle 2\nThe Parties meet.\n"
TWO = ONE.replace("No toll", "No toll but for pilotage")


def negotiation() -> Record:
    record = Record()
    record.admit("aldania")
    record.admit("boria")
    record.admit("league", "group", members=("aldania", "boria"))
    record.accredit("aldania", person("Mira Tanvik"), count=3)
    one, two = record.draft(ONE), record.draft(TWO)
    record.table("aldania", one, person=person("Mira Tanvik").id)
    proposed = record.propose("boria", one, "1.2", "No toll but for pilotage is levied.", sponsors=(party("aldania"),))
    record.take("boria", one, "1.1", "accept", condition="that it is [quoted]")
    record.table("boria", two, one)
    reopened = record.decide("aldania", two, "1.1")
    record.do(acts.Reopen, "boria", entry=reopened, reason="new facts")
    record.withdraw("boria", proposed)
    said = record.say("They never approved it.", said=dated("2031-03-12"), terms="background")
    record.say("We did.", who=Source(kind="person", person=person("Vi Strand"), party=party("boria")), answers=said)
    record.void(record.take("boria", two, "2", "object"))
    record.do(acts.Take, "boria", stance="accept", wording=record.wording(two, "2"), by="aldania")
    return record


def told_of(record: Record) -> list[Told]:
    return list(provenance(record.state(), record.drafts, title="Velm"))


def document(told: list[Told]) -> ProvDocument:
    data = write(told, log="example.com/velm valley")
    assert data == write(told, log="example.com/velm valley")
    read: ProvDocument = ProvDocument.deserialize(content=data.decode(), format="jsonld")
    return read


def assert_sound(told: list[Told]) -> None:
    ids = Counter(each.id for each in told if each.id)
    assert [name for name, count in ids.items() if count > 1] == []
    assert {link for each in told for link in each.links} <= set(ids)


def test_prov_reads_it_back_with_the_same_counts() -> None:
    told = told_of(negotiation())
    assert_sound(told)
    read = Counter(each.get_type().localpart for each in document(told).get_records())
    assert read == Counter(each.kind for each in told)
    assert {
        "Entity", "Activity", "Agent", "Generation", "Usage", "Communication", "Invalidation", "Derivation",
        "Attribution", "Association", "Delegation", "Influence", "Membership",
    } == set(read)  # fmt: skip


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_it_is_linked_data_without_fetching_anything() -> None:
    told = told_of(negotiation())
    graph = rdflib.Graph().parse(data=write(told, log="example.com/velm").decode(), format="json-ld")
    prov, own = rdflib.Namespace("http://www.w3.org/ns/prov#"), rdflib.Namespace("urn:travaux:prov:1#")
    for kind in ("Derivation", "Attribution", "Association", "Delegation", "Usage", "Generation", "Invalidation"):
        expected = sum(each.kind == kind for each in told)
        assert len(list(graph.triples((None, prov[f"qualified{kind}"], None)))) == expected
        assert len(list(graph.triples((None, rdflib.RDF.type, prov[kind])))) == expected
    others = {
        "Derivation": "entity", "Attribution": "agent", "Association": "agent", "Delegation": "agent",
        "Usage": "entity", "Generation": "activity", "Invalidation": "activity", "Communication": "activity",
        "Influence": "influencer",
    }  # fmt: skip
    base = "urn:travaux:log:example.com/velm#"
    for kind, other in others.items():
        found = Counter(
            (str(about).removeprefix(base), str(graph.value(node, prov[other])).removeprefix(base))
            for about, _, node in graph.triples((None, prov[f"qualified{kind}"], None))
        )
        assert found == Counter(each.links[:2] for each in told if each.kind == kind)
    grades = {str(grade) for grade in graph.objects(None, own["grade"])}
    assert grades == {"signed", "recorded", "reported", "inferred"}


def test_everything_that_rests_on_an_entry_has_its_grade() -> None:
    for each in told_of(negotiation()):
        facts = dict(each.facts)
        assert ("entry" not in facts) or "grade" in facts, each


def statement_of(told: list[Told]) -> list[Told]:
    return [each for each in told if "Statement" in each.types]


def test_a_statement_is_no_act_and_is_attributed_to_its_source_alone() -> None:
    told = told_of(negotiation())
    activities = {each.id for each in told if each.kind == "Activity"}
    for statement in statement_of(told):
        assert statement.id.replace("statement", "act") not in activities
        whose = [each.links[1] for each in told if each.kind == "Attribution" and each.links[0] == statement.id]
        assert whose
        assert all(name.startswith(("source-", "outlet-", "person-")) for name in whose)
    assert [each.role for each in told if each.kind == "Influence"] == ["answers"]


def test_a_source_not_to_be_named_leads_to_nobody() -> None:
    record = Record()
    secret = person("Ilse Vorn")
    source = Source(kind="person", person=secret, party=None, office="an adviser")
    record.say("It is dead.", who=source, terms="not for attribution")
    record.say("It is alive.", who=replace_person(source, person("Vi Strand")), terms="on the record")
    data = write(told_of(record), log="x").decode()
    assert secret.id not in data
    assert "Ilse" not in data
    assert "Vi Strand" in data


def replace_person(source: Source, who: Person) -> Source:
    return Source(kind=source.kind, person=who, party=source.party, office=source.office)


def test_a_withheld_name_is_not_there() -> None:
    record = Record()
    record.admit("aldania")
    record.accredit("aldania", Person(id=person("Mira Tanvik").id, name=WITHHELD))
    data = write(told_of(record), log="x").decode()
    assert "Mira" not in data
    assert person("Mira Tanvik").id in data


def test_no_program_is_an_agent() -> None:
    told = told_of(negotiation())
    types = {name for each in told if each.kind == "Agent" for name in each.types}
    assert types == {"Depositary", "Party", "prov:Organization", "prov:Person", "Source"}


def test_an_act_that_is_voided_or_hearsay_brings_nothing_about() -> None:
    record = negotiation()
    state = record.state()
    told = told_of(record)
    idle = [row.index for row in state.book.rows.values() if not state.book.holds(row.index)]
    assert len(idle) == 2
    for index in idle:
        (activity,) = [each for each in told if each.id == f"act-{index}"]
        assert {"voidedBy", "withoutEffect"} & dict(activity.facts).keys()
        assert [each for each in told if each.kind == "Generation" and each.links[1] == activity.id] == []


def test_whose_words_stand_in_the_last_draft() -> None:
    record = negotiation()
    told = told_of(record)
    wrote = [each for each in told if each.role == "wrote"]
    assert {each.links[1] for each in wrote} == {party("aldania"), party("boria")}
    last = record.state().drafts[-1].digest
    assert all(each.links[0].startswith(f"clause-{last}") for each in wrote)
    counted = sum(int(value) for each in wrote for word, value in each.facts if word == "tokens")
    assert counted == len(tokens(TWO))


def test_a_clause_comes_from_a_clause_by_comparison() -> None:
    found = [
        dict(each.facts) for each in told_of(negotiation())
        if each.kind == "Derivation" and each.links[0].startswith("clause-")
    ]  # fmt: skip
    assert [fact["grade"] for fact in found] == ["inferred"] * 4
    assert sorted(str(fact["reworded"]) for fact in found) == ["no", "no", "yes", "yes"]


HOSTILE = ['"}]}', "\\", "\u2028\n", "<script>", "=cmd()", "\u202e", "é" * 3, "\ud800"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words(words: str) -> None:
    record = Record()
    record.say(words)
    data = write(told_of(record), log=words)
    graph = json.loads(data)["@graph"]
    (said,) = [each for each in graph if each.get("type") == ["travaux:Statement"]]
    expected = words.encode("utf-8", "replace").decode()
    assert said["travaux:words"] == [{"@value": expected}]


@given(st.lists(st.integers(0, 17), max_size=6, unique=True))
@settings(max_examples=40)
def test_a_reader_who_sees_less_has_a_sound_graph_too(hidden: list[int]) -> None:
    record = negotiation()
    shown = [each for each in record.entered if each.index not in hidden]
    told = list(provenance(fold(shown), record.drafts, title="Velm", hidden=len(hidden)))
    assert_sound(told)
    assert Index(len(shown)) == sum("Entry" in each.types for each in told)
    assert len(list(document(told).get_records())) == len(told)
