"""Papers of a record: entries in sentences, where a text stands, the life of a clause, a finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.record.building import Record as Entries
from tests.record.building import dated, key, party

from travaux.claims.check import check
from travaux.claims.claim import Bearing
from travaux.cli import desk
from travaux.papers.finding import finding_paper
from travaux.papers.life_sheet import life_sheet
from travaux.papers.lives import life_paper
from travaux.papers.paper import Heading, Paragraph
from travaux.papers.standing import standing
from travaux.papers.telling import Teller, day, quoted
from travaux.record import acts
from travaux.record.shelf import WHOLE, Spot, Text
from travaux.record.terms import Dated, Digest, Forum, Index, Place, Source
from travaux.secretariat.forms import sheet
from travaux.secretariat.opening import new
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.records import Record

ONE = "1. Ships navigate the Velm.\n2. No toll is levied.\n3. The Parties meet.\n"
TWO = ONE.replace("No toll", "No toll but for pilotage")
ACTS = """
- admit: aldania
  name: Aldania
- admit: boria
  name: Boria
- admit: cascadia
  capacity: mediator
- table: one.txt
  by: aldania
- take: accept
  by: aldania
  clauses: 1, 2, 3
- take: accept
  by: boria
  clauses: 1, 2
- take: object
  by: cascadia
  clauses: 1
- take: accept
  by: boria
  clauses: 3
  ad-referendum: yes
  until: 2019-04-01
- propose: 2
  by: boria
  words: No toll but for pilotage is levied.
- table: two.txt
  by: cascadia
- take: reserve
  by: boria
  clauses: 2
- state: We agreed.
  speaker: Vi Strand, clerk
  of: boria
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder = tmp_path_factory.mktemp("papers")
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    with new(folder / "x.travaux", title="X", home=folder / "home") as made:
        forms = sheet.forms(ACTS.replace("by: cascadia\n- take", "by: cascadia\n  parents: 1\n- take").encode(), "acts")
        desk.enter(made, forms, folder)
        yield made


def held(record: Record, on: str) -> dict[Place, list[str]]:
    found = standing(record.state, record.drafts, on)
    return {row.place: [cell.status or cell.held for cell in row.cells] for row in found.rows}


def test_a_clause_stands_where_its_least_willing_party_stands(record: Record) -> None:
    found = standing(record.state, record.drafts, "2019-03-01")
    assert [row.held for row in found.rows] == ["A", "R", "AR"]
    assert found.sentence("draft 2").split(", ", 1) == [
        "Of three clauses in draft 2",
        "one is accepted by every party, one is accepted ad referendum and one is reserved.",
    ]


NESTED = "1. Ships navigate the Velm.\n\n2. Dues\n2.1 No toll is levied.\n2.2 Pilots are paid.\n"


def test_who_accepts_a_clause_and_objects_to_what_is_in_it_objects_there(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(NESTED, encoding="utf-8")
    acts = "- admit: a\n- admit: b\n- table: one.txt\n  by: a\n- take: accept\n  by: a\n  clauses: all\n"
    acts += "- take: accept\n  by: b\n  clauses: all\n"
    acts += "- take: object\n  by: b\n  clauses: 2.2\n"
    with new(tmp_path / "x.travaux", title="X", home=tmp_path / "home") as made:
        desk.enter(made, sheet.forms(acts.encode(), "acts"), tmp_path)
        found = standing(made.state, made.drafts, "2019-03-01")
    assert [[cell.held for cell in row.cells] for row in found.rows] == [["A", "A"], ["A", "O"]]
    assert [row.held for row in found.rows] == ["A", "O"]


def test_mediators_are_not_counted(record: Record) -> None:
    assert [str(record.state.party(each)) for each in standing(record.state, record.drafts, "2019-03-01").parties] == [
        "aldania", "boria",
    ]  # fmt: skip


def test_a_position_that_the_wording_left_behind_is_stale(record: Record) -> None:
    assert held(record, "2019-03-01")[Place("2")] == ["stale", "R"]


def test_an_acceptance_ad_referendum_expires(record: Record) -> None:
    assert held(record, "2019-04-01")[Place("3")] == ["A", "AR"]
    assert held(record, "2019-04-02")[Place("3")] == ["A", "expired"]


def test_before_any_draft_nothing_stands(record: Record) -> None:
    assert standing(record.state.at(3), record.drafts, "2019-03-01").sentence("") == "No draft has been tabled."


def test_the_life_of_a_clause_answers_first(record: Record) -> None:
    state = record.state
    current = state.current()
    assert current is not None
    text = Text(record.drafts[current.digest])
    paper = life_paper(state, record.drafts, text.at(Place("2")), "2019-03-01")
    assert paper.wrote == (
        "Aldania: five words, tabled (entry 4, recorded).",
        "Boria: three words, proposed (entry 12, recorded).",
    )
    assert paper.agreed[1].startswith("Boria reserves")
    assert paper.agreed[0].startswith("Aldania accepts")
    assert "; stale: " in paper.agreed[0]
    assert [each.reworded for each in paper.wordings] == [True, False]
    assert [event.entry for event in paper.wordings[1].events if "proposes" in event.says]


def test_every_act_is_told_in_a_sentence(record: Record) -> None:
    teller = Teller(record.state)
    for each in record.entries:
        told = teller.sentence(each)
        assert told[0].isupper()
        assert "  " not in told
        assert told.endswith((".", "”"))


def test_withheld_names_are_said_to_be_withheld(record: Record) -> None:
    with open_record(record._store.path, viewer="public", home=record.home.path) as public:  # type: ignore[attr-defined]
        teller = Teller(public.state)
        told = [teller.sentence(each) for each in public.entries]
    assert "withheld" in told[1]
    assert "a person whose name is withheld" in told[-1].lower()
    assert not any("Boria" in each or "Strand" in each for each in told)


def test_days_keep_their_words() -> None:
    assert day(Dated(edtf="2019-03-16", words="2019-03-16")) == "16 March 2019"
    assert day(Dated(edtf="[..2019-03-28]", words="by Thursday")) == "“by Thursday” ([..2019-03-28])"
    assert day(None) == ""


def test_quotations_are_clipped_and_nested() -> None:
    assert quoted("x" * 200).endswith("x…”")
    assert quoted("he said “no”") == "“he said ‘no’”"


def test_a_finding_gives_both_sides_in_the_order_of_its_verdict(record: Record) -> None:
    finding = check("boria did not accept any clause", record.state, record.drafts)
    paper = finding_paper(finding)
    assert paper.verdict == "Contradicted"
    assert paper.sides[0].title == "Against it"


def test_entries_that_show_the_same_are_told_together(record: Record) -> None:
    finding = check("boria accepted clause 1", record.state, record.drafts)
    rows = tuple(
        Bearing(entry=Index(at), side="for", grade="signed", shows=f"boria accepts clause {at} of draft 2")
        for at in (4, 5, 6, 8)
    )  # fmt: skip
    other = Bearing(entry=Index(9), side="for", grade="recorded", shows="boria accepts clause 9 of draft 2")
    (side,) = finding_paper(replace(finding, bearing=(*rows, other))).sides
    assert [(told.shows, told.cited, told.grade) for told in side.told] == [
        ("boria accepts clauses 4, 5, 6 and 8 of draft 2", "entries 4, 5, 6 and 8", "signed"),
        ("boria accepts clause 9 of draft 2", "entry 9", "recorded"),
    ]


def test_whoever_signed_is_told_beside_who_agreed(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    acts = "- admit: a\n  name: Aldania\n- table: one.txt\n  by: a\n- authenticate: signed\n  by: a\n  binds: yes\n"
    with new(tmp_path / "x.travaux", title="X", home=tmp_path / "home") as made:
        desk.enter(made, sheet.forms(acts.encode(), "acts"), tmp_path)
        spot = Text(next(iter(made.drafts.values()))).at(Place("1"))
        paper = life_paper(made.state, made.drafts, spot, "2019-03-01")
    assert paper.agreed == (
        "Aldania has taken no position.",
        "Aldania signs draft 1 as party, and is bound by it (entry 3, recorded).",
    )


def test_the_life_of_a_text_without_words_has_nobody_in_it() -> None:
    record = Entries()
    record.admit("aldania")
    draft = record.draft("")
    record.table("aldania", draft)
    paper = life_paper(record.state(), record.drafts, Spot(draft, WHOLE), "2031-04-01")
    assert (paper.wrote, paper.removed) == (("Nobody on record.",), ("Nobody.",))
    assert [block.text for block in life_sheet(paper, {}).blocks if isinstance(block, Heading)] == [
        "Who put these words here?", "Who took others out?", "Who agreed?", "Every wording, the newest first",
        "Draft 1, the whole text, 1 March 2031",
    ]  # fmt: skip


def test_blank_lines_of_a_clause_are_no_paragraphs_and_another_draft_signed_is_not_told() -> None:
    record = Entries()
    record.admit("aldania")
    first, second = record.draft("1. Ships pay\n\nin gold.\n"), record.draft("1. Ships pay\n\nin silver.\n")
    record.table("aldania", first)
    record.do(acts.Authenticate, "aldania", draft=first, manner="initialled")
    record.table("aldania", second, first)
    paper = life_paper(record.state(), record.drafts, Spot(second, 0), "2031-04-01")
    assert paper.agreed == ("Aldania has taken no position.",)
    shown = [block.text for block in life_sheet(paper, {}).blocks if isinstance(block, Paragraph)]
    start = shown.index("Aldania has taken no position.")
    assert [each.strip() for each in shown[start + 1 : start + 3]] == ["1. Ships pay", "in silver."]


def test_several_places_are_told_by_number_or_by_name() -> None:
    teller = Teller(Entries().state())
    assert teller.places((Place("1"), Place("2(a)"))) == "clauses 1 and 2(a)"
    assert teller.places((Place("preamble"), Place("1"))) == "preamble and clause 1"


def test_who_announced_a_meeting_is_told_where_a_statement_says_so() -> None:
    record = Entries()
    record.admit("aldania")
    said = record.say("We meet in May.", who=Source(kind="office", office="the chair"))
    record.do(acts.Convene, "aldania", forum=Forum(name="plenary"), when=dated("2031-05"), announced=said)
    record.do(acts.Convene, "aldania", forum=Forum(name="plenary"), when=dated("2031-06"))
    state = record.state()
    assert [Teller(state).announced(each) for each in state.meetings] == ["the chair", ""]


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (acts.Roll(last=(("aldania", 4), ("boria", 2))), "The depositary logs the last numbers of two authors."),
        (acts.Extend(entry=Index(4), outcome="met"), "The depositary calls met what entry 4 set."),
        (acts.Retire(key=key("boria"), reason="lost"), "lost"),
        (acts.Revoke(accreditation=Index(4)), "The depositary ends the accreditation of entry 4."),
        (acts.Leave(party=party("aldania")), "The depositary notes that Aldania takes part no longer."),
        (acts.Present(draft=Digest("e" * 64), office="the Council"), "to the Council."),
        (acts.Erase(entry=Index(4), digest="d", ground="a request"), "erases a private value of entry 4"),
        (acts.Void(entry=Index(4), reason="twice"), "The depositary voids entry 4"),
        (acts.Confirm(entry=Index(4)), "The depositary confirms entry 4."),
    ],
)
def test_acts_are_told(act: acts.Act, told: str) -> None:
    record = Entries()
    record.admit("aldania")
    entry = record.enter(act)
    found = record.state().entry(entry)
    assert found is not None
    assert told in Teller(record.state()).sentence(found)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (Source(kind="unstated"), "Somebody, it is not said who,"),
        (Source(kind="document"), "A document"),
        (Source(kind="outlet", outlet="The Velm Post"), "The Velm Post"),
        (Source(kind="anonymous", organisation="the Council"), "A source, not named, of the Council"),
        (Source(kind="office", organisation="the Council"), "the Council"),
        (Source(kind="office"), "An office"),
        (Source(kind="person", office="envoy"), "A person, envoy"),
    ],
)
def test_sources_are_told_as_far_as_they_are_known(source: Source, told: str) -> None:
    assert Teller(Entries().state()).source(source) == told


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (acts.Rotate(old=key("aldania"), new=key("boria")), "replaces the key"),
        (
            acts.Adjourn(meeting=Index(4), until=dated("2031-05-01")),
            "adjourns the meeting of entry 4 until 1 May 2031.",
        ),
        (
            acts.Link(draft=Digest("e" * 64), offered=(Place("1"),), everything=True),
            "is agreed until everything is agreed.",
        ),
        (
            acts.Link(draft=Digest("e" * 64), offered=(Place("1"),), terms="peace"),
            "offers clause 1 of a draft that was not tabled (eeeeeeeeeeee) in return for “peace”.",
        ),
        (
            acts.Seal(opens=Index(4), note=("No more", "than ten.")),
            "opens the sealed note of entry 4: “No more than ten.”",
        ),
    ],
)
def test_more_acts_are_told(act: acts.Act, told: str) -> None:
    test_acts_are_told(act, told)
