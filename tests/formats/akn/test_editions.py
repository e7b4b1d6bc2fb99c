"""What a record knows of a draft, in its Akoma Ntoso file: events, changes, who; and nothing that no entry says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree
from tests.record.building import Record, dated, party, person

from travaux.formats.akn import read
from travaux.formats.akn.metadata import printable
from travaux.formats.akn.write import write
from travaux.papers.edition import Edition, edition
from travaux.record import acts
from travaux.record.terms import WITHHELD, Digest

NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "t": "urn:travaux:akn:1"}

ONE = """Article 1
Each Party shall keep the channel of the river Velm free and shall mark it with buoys at its own expense.

Article 2
No toll is levied on any ship, whatever its flag, that carries timber or grain from the upper valley.

Article 3
A joint commission of six members meets twice a year at Port Sorrel and reports to both governments.

Article 4
Pilots are licensed by the commission after an examination held in the language of the port.

Article 5
Kites may be flown from ships under way.
"""
TWO = """Article 1
Each Party shall keep the channel of the river Velm free and shall mark it with buoys at its own expense.

Article 2
Customs posts at the mouth of the river are open by day and night.

Article 3
No toll is levied on any ship, whatever its flag, that carries timber or salt from the upper valley.

Article 4
A joint commission of six members meets twice a year at Port Sorrel and reports to both governments.

Article 5
Pilots are licensed by the commission after an examination held in the language of the port.
"""


def negotiation() -> tuple[Record, Digest, Digest]:
    record = Record()
    record.admit("aldania")
    record.admit("boria")
    one, two = record.draft(ONE), record.draft(TWO)
    record.day = "2031-03-09"
    record.table("aldania", one, title="The Velm, draft 1", language="en", person=person("Mira Tanvik").id)
    record.day = "2031-03-20"
    record.table("boria", two, one, title="The Velm & its <kites>, draft 2")
    return record, one, two


def edition_of(record: Record, draft: Digest) -> Edition:
    state = record.state()
    tabled = state.draft(draft)
    assert tabled is not None
    return edition(state, record.drafts, tabled, log=record.origin, title="Velm Valley")


def written(schema: etree.XMLSchema, record: Record, draft: Digest) -> etree._Element:
    data = write(record.drafts[draft], edition_of(record, draft))
    root = etree.fromstring(data)
    schema.assertValid(root)
    assert read(data).accepting("all").digest == draft
    return root


def found(root: etree._Element, path: str) -> list[str]:
    return [str(each) for each in root.xpath(path, namespaces=NS)]


def test_each_event_is_tied_to_its_entry_and_its_party(schema: etree.XMLSchema) -> None:
    record, _, two = negotiation()
    record.decide("aldania", two, "")
    record.do(acts.Authenticate, "boria", draft=two, manner="signed", when=dated("2031-04"))
    root = written(schema, record, two)
    assert root[0].tag == "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}bill"
    assert [
        (each.get("date"), each.get("type"), each.get("{urn:travaux:akn:1}what"), each.get("source"))
        for each in root.iterfind(".//a:eventRef", NS)
    ] == [
        ("2031-03-09", "generation", "tabled", f"#{party('aldania')}"),
        ("2031-03-20", "amendment", "tabled", f"#{party('boria')}"),
        ("2031-03-20", None, "agreed", f"#{party('aldania')}"),
        ("9999-01-01", None, "signed", f"#{party('boria')}"),
    ]
    assert found(root, "//a:eventRef[@date='9999-01-01']/@t:date") == ["2031-04"]
    assert found(root, "//a:FRBRdate/@date") == ["2031-03-09", "2031-03-20", "9999-01-01"]
    assert found(root, "//a:FRBRauthor/@href") == [f"#{party('aldania')}", f"#{party('boria')}", "#unknown"]
    assert found(root, "//a:eventRef/@t:clock") == ["claimed"] * 3
    events = {each.removeprefix("#") for each in found(root, "//a:eventRef/@refersTo")}
    assert events == set(found(root, "//a:TLCEvent/@eId"))


def test_every_reference_in_a_file_leads_somewhere(schema: etree.XMLSchema) -> None:
    record, _, two = negotiation()
    root = written(schema, record, two)
    eids = set(found(root, "//@eId"))
    pointing = found(root, "//@source | //@refersTo | //@t:person | //a:FRBRauthor/@href")
    pointing += found(root, "//a:textualMod/*/@href[starts-with(., '#')]")
    assert {each.removeprefix("#") for each in pointing} <= eids


def test_the_earlier_draft_is_named_as_it_names_itself(schema: etree.XMLSchema) -> None:
    record, one, two = negotiation()
    earlier, later = written(schema, record, one), written(schema, record, two)
    (uri,) = found(earlier, "//a:FRBRExpression/a:FRBRuri/@value")
    eids = set(found(earlier, "//@eId"))
    old = found(later, "//a:old/@href")
    assert old
    assert {each.partition("#")[0] for each in old} == {uri}
    assert {each.partition("#")[2] for each in old} <= eids


def changes(root: etree._Element) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return {
        (
            str(each.get("type")),
            tuple(str(old.get("href")).partition("#")[2] for old in each.iterfind("a:old", NS)),
            tuple(str(new.get("href")).partition("#")[2] for new in each.iterfind("a:new", NS)),
        )
        for each in root.iterfind(".//a:textualMod", NS)
    }


def test_changes_are_those_between_the_drafts(schema: etree.XMLSchema) -> None:
    record, _, two = negotiation()
    assert changes(written(schema, record, two)) == {
        ("insertion", (), ("art_2",)),
        ("renumbering", ("art_2",), ("art_3",)),
        ("substitution", ("art_2",), ("art_3",)),
        ("renumbering", ("art_3",), ("art_4",)),
        ("renumbering", ("art_4",), ("art_5",)),
        ("repeal", ("art_5",), ()),
    }


def test_a_renumbered_clause_keeps_its_first_identifier(schema: etree.XMLSchema) -> None:
    record, _, two = negotiation()
    three = record.draft("Article 1\nThe river belongs to both banks.\n\n" + TWO.replace("Article 1", "Article 1 bis"))
    record.table("aldania", three, two)
    root = written(schema, record, three)
    wids = {str(each.get("eId")): each.get("wId") for each in root.iterfind(".//a:article", NS)}
    assert wids == {
        "art_1": None, "art_1bis": "art_1", "art_2": None, "art_3": "art_2", "art_4": "art_3", "art_5": "art_4",
    }  # fmt: skip


def test_what_a_person_fixed_is_not_inferred(schema: etree.XMLSchema) -> None:
    record, one, two = negotiation()
    fixed = record.do(acts.Concord, earlier=one, later=two, pairs=(("2", "2"), ("2", "3"), ("3", "4"), ("4", "4")))
    root = written(schema, record, two)
    assert ("split", ("art_2",), ("art_2", "art_3")) in changes(root)
    assert ("join", ("art_3", "art_4"), ("art_4",)) in changes(root)
    by_hand = found(root, f"//a:textualMod[@t:fixed='#entry_{fixed}']/@t:grade")
    assert by_hand == ["recorded", "recorded"]
    assert found(root, f"//a:TLCEvent[@eId='entry_{fixed}']/@showAs") != []


def test_a_move_is_a_repeal_and_an_insertion_of_one_number(schema: etree.XMLSchema) -> None:
    record = Record()
    record.admit("aldania")
    parts = ONE.split("\n\n")
    moved = "\n\n".join([*parts[:1], *parts[2:4], parts[1], parts[4]])
    one, two = record.draft(ONE), record.draft(moved)
    record.table("aldania", one)
    record.table("aldania", two, one)
    root = written(schema, record, two)
    assert sorted(
        (each.get("type"), each.get("{urn:travaux:akn:1}move"))
        for each in root.iterfind(".//a:textualMod[@t:move]", NS)
    ) == [("insertion", "1"), ("repeal", "1")]


def test_an_adopted_text_is_an_act_and_a_corrected_one_says_so(schema: etree.XMLSchema) -> None:
    record, _, two = negotiation()
    three = record.draft(TWO.replace("Customs posts", "Customs-posts"))
    record.correct("aldania", two, three, "2")
    record.table("aldania", three, two, standing="authentic", authentic=True)
    root = written(schema, record, three)
    assert root[0].tag.endswith("}act")
    assert found(root, "//a:FRBRauthoritative/@value") == ["true"]
    assert "corrected" in found(root, "//a:eventRef/@t:what")
    assert found(root, "//a:old/@href")[0].startswith("/akn/zz/bill/2031-03-09/velm-valley/")


@pytest.mark.parametrize("shown", ["Mira Tanvik", ""])
def test_a_person_stands_there_only_where_the_name_is_disclosed(schema: etree.XMLSchema, shown: str) -> None:
    record, _, two = negotiation()
    mira = person("Mira Tanvik")
    named = replace(mira, name=mira.name if shown else WITHHELD)
    record.accredit("aldania", named)
    root = written(schema, record, two)
    assert found(root, "//a:TLCPerson/@showAs") == ([shown] if shown else [])
    assert ("Mira" in etree.tostring(root).decode()) is bool(shown)


def test_a_voided_tabling_is_no_event(schema: etree.XMLSchema) -> None:
    record, one, two = negotiation()
    again = record.table("boria", two, one, title="again")
    record.void(again)
    assert f"#entry_{again}" not in found(written(schema, record, two), "//a:eventRef/@refersTo")


HOSTILE = ["<b>&amp;\"']]>", "=1+1", "\x00\x0b\ufffe", "\u202egnol", "\ud800", "#set page()", "a\nb"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_in_any_field_are_words(schema: etree.XMLSchema, words: str) -> None:
    record = Record()
    record.admit("aldania")
    admitted = acts.Admit(party=party("aldania"), handle="aldania", name=words)
    record.enter(admitted)
    record.accredit("aldania", replace(person("mira"), name=words))
    draft = record.draft(f"1. {words}\n2. {words}")
    record.table("aldania", draft, title=words, language=words, method=words, person=person("mira").id)
    record.decide("aldania", draft, "1", words)
    root = written(schema, record, draft)
    assert found(root, "//a:TLCOrganization/@showAs") == [printable(words)]
    assert found(root, "//a:TLCPerson/@showAs") == [printable(words)]
    assert found(root, "//a:FRBRalias/@value") == [printable(words)]
