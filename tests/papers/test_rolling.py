"""The rolling text: brackets, options, new clauses, notes, and what could not be placed, each from acts."""

from __future__ import annotations

from hashlib import sha256

import pytest
from tests.record.building import Record, dated, party

from travaux.errors import OutOfOrder
from travaux.papers.basis import Basis
from travaux.papers.paper import Paper, Paragraph, Table
from travaux.papers.rolling import rolling
from travaux.papers.rolling.attributions import Attribution, read
from travaux.papers.rolling.pending import pending
from travaux.papers.rolling.text import rolled
from travaux.record import acts
from travaux.record.terms import Digest, Place, Wording

TEXT = """The Velm Plan
Article 1
Scope
1. Ships [shall][should] navigate the Velm.
2. No toll is levied on ships.
Article 2
Meetings
1. The Parties meet:
(a) yearly;
(b) at need.
2. Disputes go to the Council of the Parties.
"""


def talks(text: str = TEXT) -> tuple[Record, Digest]:
    record = Record()
    for name in ("aldania", "boria", "cedria"):
        record.admit(name)
    draft = record.draft(text)
    record.table("aldania", draft, title="The Velm Plan")
    return record, draft


def lines(record: Record) -> list[str]:
    return rolled(Basis(record.state(), record.drafts)).text.splitlines()


def paper(record: Record, day: str | None = None) -> Paper:
    return rolling(record.state(), record.drafts, day=day)


def notes(made: Paper) -> list[str]:
    return [note.text for note in made.notes]


def fates(record: Record) -> list[tuple[str, str]]:
    return [(each.fate, each.reason) for each in pending(Basis(record.state(), record.drafts))]


def test_nothing_proposed_is_the_text_as_it_stands() -> None:
    record, _ = talks()
    assert lines(record) == TEXT.splitlines()
    assert paper(record).summary == "Draft 1 has two brackets of its own."


def test_words_to_be_replaced_stand_beside_the_words_proposed() -> None:
    record, draft = talks()
    record.propose("boria", draft, "1.2", "No fee is levied on ships.", sponsors=(party("cedria"),))
    assert "2. No [toll][fee: Boria, +Cedria] is levied on ships." in lines(record)


def test_words_to_be_put_in_stand_alone_and_words_to_be_taken_out_beside_no_text() -> None:
    record, draft = talks()
    record.propose("boria", draft, "1.2", "No toll is ever levied on ships.")
    record.propose("cedria", draft, "2.2", "Disputes go to the Council.")
    assert "2. No toll is [ever: Boria] levied on ships." in lines(record)
    assert "2. Disputes go to the Council [of the Parties][no text: Cedria]." in lines(record)


def test_proposals_on_the_same_words_are_alternatives_of_one_slot() -> None:
    record, draft = talks()
    record.propose("boria", draft, "1.2", "No fee is levied on ships.")
    record.propose("cedria", draft, "1.2", "No due is levied on ships.")
    record.propose("aldania", draft, "1.2", "No fee is levied on ships.")
    record.take("cedria", draft, "1.2", "accept")
    assert "2. No [toll: +Cedria][fee: Boria, Aldania][due: Cedria] is levied on ships." in lines(record)


def test_who_objects_to_the_words_proposed_stands_with_a_minus() -> None:
    record, draft = talks()
    record.propose("boria", draft, "1.2", "No fee is levied on ships.")
    digest = Digest(sha256(b"No fee is levied on ships .").hexdigest())
    wanted = Wording(draft=draft, clause=Place("1.2"), words=digest)
    record.do(acts.Take, "cedria", stance="object", wording=wanted)
    record.do(acts.Take, "aldania", stance="accept", wording=wanted)
    assert "2. No [toll][fee: Boria, +Aldania, -Cedria] is levied on ships." in lines(record)


def test_a_clause_of_which_most_would_change_is_given_as_options() -> None:
    record, draft = talks()
    other = "Any quarrel is settled by arbitration at Lorn, under rules of the sea that both sides choose at the time."
    record.propose("boria", draft, "2.2", other)
    record.propose("cedria", draft, "2.2", "", "delete")
    assert lines(record)[-4:] == [
        "2. ",
        "Option 1: Disputes go to the Council of the Parties. {as tabled}",
        f"Option 2: {other} {{Boria}}",
        "Option 3: No text {Cedria}",
    ]


def test_a_clause_to_be_deleted_stands_beside_no_text() -> None:
    record, draft = talks()
    record.propose("boria", draft, "1.2", "", "delete")
    assert "2. [No toll is levied on ships.][no text: Boria]" in lines(record)


def test_new_clauses_are_numbered_bis_and_ter_unless_their_own_number_is_free() -> None:
    record, draft = talks()
    record.propose("boria", draft, "1.1", "Rafts count as ships.", "insert after")
    record.propose("cedria", draft, "1.1", "2. Barges count as ships.", "insert after")
    record.propose("cedria", draft, "2.1(b)", "(c) in spring.", "insert after")
    record.propose("boria", draft, "2.2", "Its seat is Lorn.", "insert before")
    assert lines(record)[3:7] == [
        "1. Ships [shall][should] navigate the Velm.",
        "[1 bis. Rafts count as ships.: Boria]",
        "[1 ter. Barges count as ships.: Cedria]",
        "2. No toll is levied on ships.",
    ]
    assert lines(record)[-3:] == [
        "[(c) in spring.: Cedria]",
        "[1 bis. Its seat is Lorn.: Boria]",
        "2. Disputes go to the Council of the Parties.",
    ]
    assert notes(paper(record)) == ["Proposed as “2.”, a number that stands in the text already."]


def test_an_amendment_to_a_new_clause_is_its_alternative() -> None:
    record, draft = talks()
    first = record.propose("boria", draft, "1.2", "Pilots are paid.", "insert after")
    record.propose("cedria", draft, "1.2", "Pilots are free.", "insert after", amends=first)
    assert "[no text][2 bis. Pilots are paid.: Boria][2 bis. Pilots are free.: Cedria]" in lines(record)


def test_an_objection_brackets_the_whole_clause_with_who_is_for_it_and_who_against() -> None:
    record, draft = talks()
    record.take("boria", draft, "2.1", "object")
    record.take("cedria", draft, "2.1", "accept")
    assert lines(record)[7:10] == ["1. [The Parties meet:", "(a) yearly;", "(b) at need.: +Cedria, -Boria]"]


def test_only_a_substantive_reservation_brackets_and_every_one_is_a_note_with_its_kind() -> None:
    record, draft = talks()
    record.take("boria", draft, "1.2", "reserve", reservation="scrutiny")
    record.take("cedria", draft, "2.2", "reserve", reservation="substantive", forum="plenary")
    record.take("aldania", draft, "2.2", "reserve")
    made = paper(record)
    assert "2. No toll is levied on ships." in lines(record)
    assert "2. [Disputes go to the Council of the Parties.]" in lines(record)
    assert notes(made) == [
        "Boria reserves on clause 1.2: a scrutiny reservation (entry 8, signed).",
        "Aldania reserves on clause 2.2: a reservation whose kind is not told (entry 10, signed).",
        "Cedria reserves on clause 2.2: a substantive reservation, in plenary (entry 9, signed).",
    ]
    marked = [run.note for block in made.blocks if isinstance(block, Paragraph) for run in block.runs if run.note]
    assert marked == [1, 2, 3]


def test_a_position_whose_words_have_changed_is_stale_and_brackets_nothing() -> None:
    record, draft = talks()
    record.take("boria", draft, "1.2", "object")
    later = record.draft(TEXT.replace("No toll", "No fee"))
    record.table("aldania", later, draft)
    made = paper(record)
    assert "2. No fee is levied on ships." in lines(record)
    assert notes(made) == [
        "Boria objected to clause 1.2 of draft 1 (entry 8, signed); stale: the words have changed (entry 9)."
    ]
    assert made.notes[0].runs[0].look == "stale"


def test_an_objector_who_is_an_observer_brackets_nothing() -> None:
    record, draft = talks()
    record.admit("delvia", "observer")
    record.take("delvia", draft, "1.2", "object")
    assert "2. No toll is levied on ships." in lines(record)
    assert notes(paper(record)) == ["Delvia objects to clause 1.2 (entry 10, signed)."]


def test_a_proposal_stands_on_a_later_draft_as_long_as_its_words_do() -> None:
    record, draft = talks()
    record.propose("boria", draft, "1.2", "No fee is levied on ships.")
    later = record.draft(TEXT.replace("yearly", "monthly").replace("2. No toll", "3. No toll"))
    record.table("aldania", later, draft)
    assert "3. No [toll][fee: Boria] is levied on ships." in lines(record)


def test_what_became_of_proposals() -> None:
    record, draft = talks()
    taken = record.propose("boria", draft, "1.2", "No fee is levied on ships.")
    gone = record.propose("boria", draft, "2.2", "Disputes go to a court.\nIt sits at Lorn.")
    off = record.propose("cedria", draft, "2.1(a)", "monthly;")
    record.withdraw("cedria", off)
    later = record.draft(TEXT.replace("No toll", "No fee").replace("the Council of the Parties", "the Chair"))
    record.table("aldania", later, draft)
    assert fates(record) == [
        ("taken up", "draft 2 reads as it proposes"),
        ("adrift", "the words have changed"),
        ("withdrawn", "withdrawn"),
    ]
    made = paper(record)
    assert "one proposal could not be placed" in made.summary
    told = [block for block in made.blocks if isinstance(block, Paragraph) and block.kind in ("item", "quotation")]
    assert [block.text for block in told] == [
        f"Boria proposes other words for clause 2.2 of draft 1 (entry {gone}, signed): "
        "the words have changed (entry 12).",
        "Disputes go to a court.",
        "It sits at Lorn.",
    ]
    (table,) = [block for block in made.blocks if isinstance(block, Table)]
    assert [row.cells[0].text for row in table.rows] == [f"{taken}", f"{gone}", f"{off}"]


def test_a_conclusion_overtakes_what_was_proposed_before_it_but_not_of_a_holdout() -> None:
    record, draft = talks()
    record.propose("boria", draft, "1.2", "No fee is levied on ships.")
    record.propose("cedria", draft, "1.2", "No due is levied on ships.")
    record.decide("aldania", draft, "1.2", holdouts=(party("cedria"),))
    assert "2. No [toll][due: Cedria] is levied on ships." in lines(record)
    assert notes(paper(record)) == ["Clause 1.2 was agreed in plenary, but for Cedria (entry 10, signed)."]
    assert [fate for fate, _ in fates(record)] == ["overtaken", "open"]


def test_as_of_an_earlier_entry_later_acts_are_not_there() -> None:
    record, draft = talks()
    first = record.propose("boria", draft, "1.2", "No fee is levied on ships.")
    record.withdraw("boria", first)
    made = rolling(record.state().at(first), record.drafts)
    assert ("As of", f"entry {first}") in made.facts
    assert any("[toll][fee: Boria]" in block.text for block in made.blocks if isinstance(block, Paragraph))
    assert "2. No toll is levied on ships." in lines(record)


def test_what_is_on_the_whole_text_stands_before_it() -> None:
    record, draft = talks()
    record.take("boria", draft, "", "accept", ad_referendum=True, until=dated("2031-04-01"))
    first = paper(record).blocks[0]
    assert isinstance(first, Paragraph)
    assert first.text == "Boria accepts the whole text, ad referendum, until 1 April 2031 (entry 8, signed)."
    late = paper(record, "2031-05-01").blocks[0]
    assert isinstance(late, Paragraph)
    assert late.runs[0].look == "stale"


def test_a_proposal_whose_own_brackets_do_not_pair_is_listed_whole() -> None:
    record, draft = talks()
    record.propose("boria", draft, "1.2", "No [toll is levied on ships.")
    made = paper(record)
    assert "2. No toll is levied on ships." in lines(record)
    assert [block.text for block in made.blocks if isinstance(block, Paragraph)][-2:] == [
        "Boria proposes other words for clause 1.2 of draft 1 (entry 8, signed): "
        "the brackets in its own words do not pair.",
        "No [toll is levied on ships.",
    ]


def test_names_that_could_be_misread_go_by_a_letter_that_the_legend_explains() -> None:
    record = Record()
    record.admit("aldania")
    record.admit("b: c], +d")
    draft = record.draft(TEXT)
    record.table("aldania", draft)
    record.propose("b: c], +d", draft, "1.2", "No fee is levied on ships.")
    assert "2. No [toll][fee: B] is levied on ships." in lines(record)
    assert any("B: C], +D" in sign.meaning for sign in paper(record).legend)


def test_a_new_clause_proposed_by_nobody_on_record_is_the_depositary_s() -> None:
    record, draft = talks()
    record.do(acts.Propose, wording=record.wording(draft, "1.2"), operation="delete")
    assert "2. [No toll is levied on ships.][no text: Depositary]" in lines(record)


def test_every_paper_prints_its_conventions_and_as_of_when() -> None:
    record, _ = talks()
    made = paper(record)
    assert ("As of", "entry 7") in made.facts
    assert len(made.remarks) == 5


def test_without_a_draft_on_the_table_there_is_no_rolling_text() -> None:
    record = Record()
    record.admit("aldania")
    with pytest.raises(OutOfOrder, match="No draft has been tabled"):
        paper(record)
    record.table("aldania", Digest("0" * 64))
    with pytest.raises(OutOfOrder, match="not in this record"):
        paper(record)


def test_attributions_are_read_from_behind() -> None:
    names = {"Aldania", "Boria"}
    assert read("as follows: peace: Aldania, -Boria", names) == (
        "as follows: peace",
        Attribution(proposers=("Aldania",), opposers=("Boria",)),
    )
    assert read("as follows: peace", names) == ("as follows: peace", Attribution())
