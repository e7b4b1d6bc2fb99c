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
from travaux.papers.rolling.found import alternatives
from travaux.papers.rolling.pending import pending
from travaux.papers.rolling.text import rolled
from travaux.record import acts
from travaux.record.terms import Digest, Place, Wording
from travaux.text.brackets import brackets
from travaux.text.clauses import Line
from travaux.text.drafts import Draft
from travaux.text.outline.numerals import SUFFIXES

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


def undrawn(record: Record) -> list[str]:
    """Returns why proposals are not drawn into the text."""
    return list(rolled(Basis(record.state(), record.drafts)).undrawn.values())


TORN = "1. The toll is paid and {note}.\n(a) the toll ] [X] dues and all;\n(b) and;\n"
OTHERWISE = [
    # Written word by word a bracket would close another: the clause is given as options.
    ("1. The toll and {note}.\n(a) the ] [X];\n(b) and;\n", "1(a)", "replace", "the shall [X];",
     ["(a) ", "Option 1: the ] [X]; {as tabled}", "Option 2: the shall [X]; {Boria}", "(b) and;"]),
    (TORN, "1(a)", "replace", "the toll [X] fees and some;",
     ["(a) ", "Option 1: the toll ] [X] dues and all; {as tabled}", "Option 2: the toll [X] fees and some; {Boria}"]),
    # A bracket of the text runs across the clause: another wording stands on a line of its own.
    ("1. Parties act.\n2. [ \n [shall].\n", "2", "replace", "the \n [shall].",
     ["2. [ ", " [shall].", "[2 alt. the ", " [shall].: Boria]"]),
    ("1. Pay [toll\n2. and dues] yearly.\n", "1", "replace", "Owe nothing",
     ["1. Pay [toll", "[1 alt. Owe nothing: Boria]", "2. and dues] yearly."]),
    ("1. [.\n(a) shall;\n(b) \n;\n2. ships.\n", "1(b)", "replace", "ships shall",
     ["(b) [ships shall: Boria] ", ";"]),
    # The whole text otherwise, and new words before it and behind it.
    (TEXT, "", "replace", "Nobody pays.",
     ["2. Disputes go to the Council of the Parties.", "[alt. Nobody pays.: Boria]"]),
    ("1. Ships pay.\n", "", "insert before", "The Parties,", ["[The Parties,: Boria]", "1. Ships pay."]),
    ("1. Ships pay.", "", "insert after", "Done at Lorn.", ["1. Ships pay.", "[Done at Lorn.: Boria]"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "operation", "wanted", "shown"), OTHERWISE)
def test_what_could_be_misread_is_written_otherwise(
    text: str, place: str, operation: str, wanted: str, shown: list[str]
) -> None:
    record, draft = talks(text)
    record.propose("boria", draft, place, wanted, operation)
    assert undrawn(record) == []
    assert "\n".join(shown) in "\n".join(lines(record))
    printed = "".join(block.text for block in paper(record).blocks if isinstance(block, Paragraph))
    assert "".join(wanted.split()) in "".join(printed.split())


def test_a_bracket_round_a_clause_that_a_bracket_of_the_text_crosses_is_told_at_the_end() -> None:
    record, draft = talks("1. Pay [toll\n2. and dues] yearly.\n3. So be it.\n")
    record.take("aldania", draft, "2", "object")
    record.propose("boria", draft, "1", "Owe nothing")
    told = [block.text for block in paper(record).blocks if isinstance(block, Paragraph) and block.kind == "item"]
    assert told == ["Clause 2 ought to stand in brackets, and a bracket of the text itself crosses it."]
    assert "2. and dues] yearly." in lines(record)


def test_two_places_of_one_proposal_that_only_a_line_parts_are_one() -> None:
    record, draft = talks("1. [X] boats \n ships.\n")
    record.propose("aldania", draft, "1", "[X] rafts sail")
    record.propose("cedria", draft, "1", "[X] boats \n barges.")
    assert lines(record)[2:] == [
        "Option 1: ships. {as tabled}", "Option 2: [X] rafts sail {Aldania}", "Option 3: barges. {Cedria}",
    ]  # fmt: skip


def test_what_the_file_says_of_its_lines_goes_with_them() -> None:
    known = (Line("1.", depth=0), Line("2.", depth=0))
    record = Record()
    record.admit("aldania")
    draft = record.keep(Draft("Ships pay.\nBoats do not.", known))
    record.table("aldania", draft)
    record.propose("aldania", draft, "1", "Rafts pay nothing.", "insert after")
    made = rolled(Basis(record.state(), record.drafts)).draft
    assert made.text == "Ships pay.\n[1 bis. Rafts pay nothing.: Aldania]\nBoats do not."
    assert made.lines == (known[0], Line(), known[1])


def test_a_proposal_that_repeats_the_heading_is_held_against_it_too() -> None:
    record, draft = talks()
    inside = "1. Ships [shall][should] navigate the Velm.\n2. No fee is levied on ships."
    record.propose("boria", draft, "1", f"Scope\n{inside}")
    assert lines(record)[2:5] == [
        "Scope", "1. Ships [shall][should] navigate the Velm.", "2. No [toll][fee: Boria] is levied on ships.",
    ]  # fmt: skip


def test_the_table_of_proposals_says_what_each_amends_whose_words_it_has_and_what_was_not_placed() -> None:
    record, draft = talks()
    first = record.propose("boria", draft, "1.2", "No fee is levied on ships.", source="the paper of the chair")
    record.propose("cedria", draft, "1.2", "No [fee is levied on ships.", amends=first)
    (table,) = [block for block in paper(record).blocks if isinstance(block, Table)]
    assert [row.cells[3].text for row in table.rows] == [
        "In the text. The words are those of the paper of the chair.",
        f"Could not be placed: the brackets in its own words do not pair. It amends the proposal of entry {first}.",
    ]


def test_a_group_is_told_by_its_own_name_where_its_clause_is_gone() -> None:
    record, draft = talks()
    record.admit("league", "group", members=("aldania", "boria"))
    record.take("league", draft, "2.2", "object")
    record.table("aldania", record.draft(TEXT.replace("2. Disputes go to the Council of the Parties.\n", "")), draft)
    told = [block.text for block in paper(record).blocks if isinstance(block, Paragraph) and block.kind == "item"]
    assert [each.split(" (")[0] for each in told] == ["League objected to clause 2.2 of draft 1"]


def test_a_bracket_of_the_text_that_would_be_torn_keeps_a_proposal_out_of_it() -> None:
    text = "1. , and -Boria.\n(a) [shall];\n(b) ships;\n2. ].\n(a) ] (b) x\n \n -Boria;\n(b) [X] and [X] ships;\n"
    record, draft = talks(text)
    record.propose("cedria", draft, "2(b)", "[X] 3 bis. \n 3 bis. ships shall ships;")
    record.propose("boria", draft, "1(a)", "\n [shall][should] toll 3 bis.", "insert before")
    record.propose("boria", draft, "1(b)", "toll")
    assert undrawn(record) == ["its bracket would not read as it is meant"]
    assert "[[shall][should] toll 3 bis.: Boria]" in lines(record)
    assert "(b) [ships;][toll: Boria]" in lines(record)
    assert "one proposal could not be placed" in paper(record).summary


def test_a_proposal_without_words_is_listed_as_such() -> None:
    record, draft = talks()
    record.propose("boria", draft, "1.2", "")
    assert undrawn(record) == ["it has no words"]
    assert lines(record) == TEXT.splitlines()


def test_words_around_a_bracket_round_the_clause_keep_within_it() -> None:
    record, draft = talks("1. Option 1: (a) {note}.\n")
    record.take("aldania", draft, "1", "object")
    record.propose("cedria", draft, "1", ": toll")
    assert lines(record) == ["1. [[Option 1: (a) {note}.][: toll: Cedria]: -Aldania]"]


def test_after_the_last_latin_number_new_clauses_have_none() -> None:
    record, draft = talks()
    for count in range(len(SUFFIXES) + 1):
        record.propose("boria", draft, "1.1", f"Boat number {count} is a ship.", "insert after")
    found = [line for line in lines(record) if "Boat number" in line]
    assert found[0] == "[1 bis. Boat number 0 is a ship.: Boria]"
    assert found[-2:] == [
        f"[1 {SUFFIXES[-1]}. Boat number {len(SUFFIXES) - 1} is a ship.: Boria]",
        f"[Boat number {len(SUFFIXES)} is a ship.: Boria]",
    ]


def test_a_new_clause_is_taken_up_where_a_later_draft_has_it_and_its_own_had_not() -> None:
    record, draft = talks()
    record.propose("boria", draft, "1.2", "Pilots are paid in gold.", "insert after")
    record.propose("boria", draft, "1.2", "Rafts are towed by night.", "insert after")
    record.propose("cedria", draft, "1.1", "(a) yearly;", "insert after")
    record.table("aldania", record.draft(TEXT.replace("Article 2", "3. Pilots are paid in gold.\nArticle 2")), draft)
    assert fates(record) == [
        ("taken up", "draft 2 reads as it proposes"),
        ("open", "the words are as they were"),
        ("open", "the words are as they were"),
    ]


def test_a_proposal_for_what_stands_already_or_on_a_text_that_is_not_here() -> None:
    record, draft = talks()
    record.propose("boria", draft, "1.2", "No toll is levied on ships.")
    gone = Wording(draft=Digest("e" * 64), clause=Place("1"), words=Digest("f" * 64))
    record.do(acts.Propose, "cedria", wording=gone, operation="replace", words=("None.",))
    assert fates(record)[0] == ("taken up", "the text reads so already")
    assert fates(record)[1][0] == "adrift"


def test_what_was_held_on_a_clause_that_is_gone_is_told_at_the_end() -> None:
    record, draft = talks()
    objected = record.take("boria", draft, "2.2", "object")
    withdrawn = record.take("cedria", draft, "1.2", "object")
    record.withdraw("cedria", withdrawn)
    record.table("aldania", record.draft(TEXT.replace("2. Disputes go to the Council of the Parties.\n", "")), draft)
    told = [block for block in paper(record).blocks if isinstance(block, Paragraph) and block.kind == "item"]
    assert [(block.text, block.runs[0].look) for block in told] == [
        (
            f"Boria objected to clause 2.2 of draft 1 (entry {objected}, signed); stale: "
            f"the clause was dropped (entry {withdrawn + 2}).",
            "stale",
        )
    ]


def test_what_the_chair_concluded_on_the_whole_text_stands_before_it_reopened_or_not() -> None:
    record, draft = talks()
    decided = record.decide("aldania", draft, "", outcome="adopted")
    first = paper(record).blocks[0]
    assert isinstance(first, Paragraph)
    assert first.text == f"The whole text was adopted in plenary (entry {decided}, signed)."
    reopened = record.do(acts.Reopen, "boria", entry=decided, reason="new facts")
    again = paper(record).blocks[0]
    assert isinstance(again, Paragraph)
    assert again.text == (
        f"The whole text was adopted in plenary (entry {decided}, signed); reopened by entry {reopened}."
    )
    assert again.runs[0].look == "stale"


def test_places_of_two_proposals_on_two_lines_stay_two() -> None:
    record, draft = talks("1. [X] (a) \n ships.\n")
    record.take("cedria", draft, "1", "object")
    record.propose("aldania", draft, "1", "ships : Aldania and toll and : Aldania")
    record.propose("cedria", draft, "1", "[X] (a) 3 bis. no text ships.")
    assert lines(record) == [
        "1. [X] (a) [3 bis. no text: Cedria] ",
        " [[ships.][ships : Aldania and toll and : Aldania: Aldania]: -Cedria]",
    ]


def test_an_unclosed_bracket_of_the_text_keeps_new_wordings_on_lines_of_their_own() -> None:
    record, draft = talks("1. [c \n(a) d] \n(b) [\n")
    record.take("aldania", draft, "1", "object")
    record.take("aldania", draft, "1(b)", "object")
    record.propose("boria", draft, "1(a)", "", "delete")
    record.propose("boria", draft, "1(a)", "[c d] z [c d] e")
    assert lines(record) == [
        "1. [c ", "(a) d] ", "[(a alt) no text: Boria]", "[(a alt) [c d] z [c d] e: Boria]", "(b) [",
    ]  # fmt: skip


def test_a_clause_without_words_gets_no_bracket_and_names_are_those_that_may_stand_in_one() -> None:
    record, draft = talks("1.\n2. Ships pay.\n")
    record.take("boria", draft, "1", "object")
    assert lines(record) == ["1.", "2. Ships pay."]
    made = rolled(Basis(record.state(), record.drafts))
    assert made.known == {"Aldania", "Boria", "Cedria", "Depositary"}


def test_a_conclusion_on_other_clauses_overtakes_nothing() -> None:
    record, draft = talks()
    record.propose("boria", draft, "1.2", "No fee is levied on ships.")
    record.decide("aldania", draft, "2.1")
    assert [fate for fate, _ in fates(record)] == ["open"]


def test_a_note_of_the_text_stays_a_note() -> None:
    record, draft = talks("1. Ships pay {to be reviewed} dues.\n")
    record.propose("boria", draft, "1", "Boats pay {to be reviewed} dues.")
    assert lines(record) == ["1. [Ships][Boats: Boria] pay {to be reviewed} dues."]


def test_words_put_in_before_a_word_are_parted_from_it() -> None:
    record, draft = talks("1. (ships) pay.\n")
    record.propose("boria", draft, "1", "(all ships) pay.")
    assert lines(record) == ["1. ([all: Boria] ships) pay."]


def test_a_note_behind_an_option_of_the_text_names_nobody() -> None:
    text = "1. The seat is:\nOption 1: Lorn {see the annex}\nOption 2: Carrow {Aldania}\n"
    (found,) = alternatives(brackets(Draft(text)), {"Aldania"}).values()
    assert found == (
        ("Lorn {see the annex}", Attribution()),
        ("Carrow", Attribution(proposers=("Aldania",))),
    )


def test_within_a_bracket_round_a_clause_stand_its_notes_and_the_words_put_in() -> None:
    record, draft = talks()
    record.take("boria", draft, "2.1", "object")
    record.take("cedria", draft, "2.1(a)", "reserve", reservation="scrutiny")
    record.propose("aldania", draft, "2.1(b)", "at urgent need.")
    assert lines(record)[7:10] == ["1. [The Parties meet:", "(a) yearly;", "(b) at [urgent: Aldania] need.: -Boria]"]
    marked = [
        block for block in paper(record).blocks if isinstance(block, Paragraph) and any(r.note for r in block.runs)
    ]
    assert [block.label for block in marked] == ["(a)", "(b)"]
