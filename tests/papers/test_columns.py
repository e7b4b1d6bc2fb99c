"""The column document: by parties and by drafts, with text origin, statuses, and rows for what is gone or moved."""

from __future__ import annotations

import pytest
from tests.record.building import Record, party

from travaux.papers.columns import columns
from travaux.papers.legend import ASSEMBLY
from travaux.papers.paper import Paper, Paragraph, Row, Table
from travaux.record import acts
from travaux.record.terms import Digest, Place
from travaux.text.tokens import words

ONE = """The Velm Plan
Article 1
Scope
1. Ships navigate the Velm by day and by night.
2. No toll is levied on ships of any flag.
Article 2
Meetings
1. The Parties meet at Lorn in the first week of spring.
2. Disputes go to the Council of the Parties, which decides.
"""


def talks() -> tuple[Record, Digest]:
    record = Record()
    for name in ("aldania", "boria"):
        record.admit(name)
    draft = record.draft(ONE)
    record.table("aldania", draft)
    return record, draft


def table(made: Paper) -> Table:
    (found,) = [block for block in made.blocks if isinstance(block, Table)]
    return found


def row(made: Paper, place: str) -> Row:
    (found,) = [each for each in table(made).rows if each.cells[1].text == place]
    return found


def texts(found: Row) -> list[str]:
    return [cell.text for cell in found.cells]


def test_a_row_for_each_clause_and_a_column_for_each_party() -> None:
    record, draft = talks()
    accepted = record.take("aldania", draft, "1.2", "accept", forum="plenary")
    proposed = record.propose("boria", draft, "1.2", "No fee is levied.", sponsors=(party("aldania"),))
    made = columns(record.state(), record.drafts)
    assert [column.title for column in table(made).columns] == [
        "Row", "Clause", "Aldania", "Boria", "Status", "The text as it stands",
    ]  # fmt: skip
    assert [each.cells[1].text for each in table(made).rows] == ["", "1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert texts(row(made, "1.2")) == [
        "4",
        "1.2",
        f"Accepts, in plenary (entry {accepted}, signed).\nSponsors the proposal of entry {proposed}.",
        f"Proposes (entry {proposed}, signed):\nNo fee is levied.",
        f"Accepted by some (entry {accepted})",
        "2. No toll is levied on ships of any flag.\n"
        "Text origin: draft 1, tabled by Aldania (entry 5, signed): nine words.",
    ]
    assert row(made, "1.2").cells[4].tone == "yellow"


def test_every_word_of_the_text_stands_in_the_last_column() -> None:
    record, _ = talks()
    last = [
        paragraph
        for each in table(columns(record.state(), record.drafts)).rows
        for paragraph in each.cells[-1].paragraphs
        if paragraph.kind == "clause"
    ]
    assert words(" ".join(f"{each.label} {each.text}" for each in last)) == words(ONE)


def test_a_new_clause_has_a_row_of_its_own_where_it_would_stand() -> None:
    record, draft = talks()
    record.propose("boria", draft, "1.1", "Rafts are ships.", "insert after")
    made = columns(record.state(), record.drafts)
    assert [each.cells[1].text for each in table(made).rows] == ["", "1", "1.1", "1.1 bis", "1.2", "2", "2.1", "2.2"]
    assert texts(row(made, "1.1 bis"))[-1] == "not in the text"
    assert "Rafts are ships." in texts(row(made, "1.1 bis"))[3]


def test_a_proposal_whose_words_are_gone_is_told_below_with_its_words() -> None:
    record, draft = talks()
    record.propose("boria", draft, "1.2", "No fee is levied.")
    record.table("aldania", record.draft(ONE.replace("toll", "due")), draft)
    made = columns(record.state(), record.drafts)
    assert "No fee is levied." in [block.text for block in made.blocks if isinstance(block, Paragraph)]


def later() -> tuple[Record, Digest, Digest]:
    record, first = talks()
    proposal = record.propose("boria", first, "1.2", "No toll or fee is levied on ships of any flag.")
    assert proposal
    second = record.draft("""The Velm Plan
Article 1
Scope
1. Ships navigate the Velm by day and by night.
2. No toll or fee is levied on ships of any flag.
Article 2
Meetings
1. The Parties meet at Lorn in the first week of spring.
""")
    record.table("boria", second, first)
    return record, first, second


def test_by_drafts_a_cell_says_what_the_clause_was_and_what_is_gone_has_a_row() -> None:
    record, _, _ = later()
    made = columns(record.state(), record.drafts, by="drafts")
    assert [column.title for column in table(made).columns][2:3] == ["Draft 1, Aldania"]
    assert texts(row(made, "1.1"))[2] == "1. Ships navigate the Velm by day and by night."
    assert "Draft 1 unchanged." in texts(row(made, "1.1"))[-1]
    assert texts(row(made, "1.2"))[2] == "2. No toll is levied on ships of any flag."
    assert "unchanged" not in texts(row(made, "1.2"))[-1]
    assert texts(row(made, "2.2"))[2:] == [
        "2. Disputes go to the Council of the Parties, which decides.",
        "",
        "deleted in draft 2 of Boria (entry 7)",
    ]


def test_text_origin_names_the_draft_or_the_proposal_the_party_and_how_it_is_known() -> None:
    record, _, _ = later()
    made = columns(record.state(), record.drafts, by="drafts")
    assert texts(row(made, "1.2"))[-1].splitlines()[-1] == (
        "Text origin: draft 1, tabled by Aldania (entry 5, signed): nine words; "
        "a proposal of Boria (entry 6, signed): two words."
    )


def test_a_third_draft_says_that_the_second_is_as_the_first() -> None:
    record, _, second = later()
    record.table("aldania", record.draft(record.drafts[second].text.replace("spring", "autumn")), second)
    made = columns(record.state(), record.drafts, by="drafts")
    assert texts(row(made, "2.1"))[2:4] == [
        "1. The Parties meet at Lorn in the first week of spring.",
        "Draft 1 unchanged",
    ]
    gone = texts(row(made, "2.2"))
    assert gone[2:4] == ["2. Disputes go to the Council of the Parties, which decides.", ""]
    assert gone[-1].startswith("deleted in draft 2")


def test_what_was_moved_has_a_row_where_it_stood_that_says_to_which_row() -> None:
    record = Record()
    record.admit("aldania")
    river = "1. No toll is levied on any ship.\n2. Ships of Aldania navigate the Velm.\n3. Pilots are paid in gold.\n"
    council = "1. A Council of five is set up.\n2. It sits at Lorn.\n3. It decides by four votes.\n"
    seat = "4. Disputes go to the Council, whose word is final for both sides.\n"
    first = record.draft(f"Article 1\n{river}Article 2\n{council}{seat}")
    second = record.draft(f"Article 1\n{river}{seat}Article 2\n{council}")
    record.table("aldania", first)
    record.table("aldania", second, first)
    made = columns(record.state(), record.drafts, by="drafts")
    (new,) = [each for each in table(made).rows if "Disputes" in each.cells[-1].text]
    (old,) = [each for each in table(made).rows if each.cells[-1].text.startswith("moved to row")]
    assert texts(old)[1:] == ["4", seat.strip(), "", f"moved to row {new.cells[0].text}"]
    assert int(old.cells[0].text) > int(new.cells[0].text)


def test_a_submission_beside_the_text_is_compared_with_it_and_what_is_fixed_by_hand_counts() -> None:
    record, first = talks()
    other = record.draft("Article 1\nScope\n1. Ships navigate the Velm by day.\n2. Pilots are paid by all in gold.\n")
    record.table("boria", other, standing="submission")
    made = columns(record.state(), record.drafts, by="drafts")
    assert texts(row(made, "1.1"))[2] == "1. Ships navigate the Velm by day."
    pairs = ((Place("1.2"), Place("1.2")),)
    record.enter(acts.Concord(earlier=other, later=first, pairs=pairs))
    made = columns(record.state(), record.drafts, by="drafts")
    assert texts(row(made, "1.2"))[2] == "2. Pilots are paid by all in gold."


def test_the_legend_of_the_process_is_printed_and_gives_the_status() -> None:
    record, draft = talks()
    decided = record.decide("aldania", draft, "1.2", "working group")
    made = columns(record.state(), record.drafts, legend=ASSEMBLY)
    assert ("Legend", "assembly") in made.facts
    assert [sign.tone for sign in made.legend] == ["green", "yellow", "white"]
    assert texts(row(made, "1.2"))[-2] == f"Agreed in the working group (entry {decided})"
    assert made.summary == (
        "Of six clauses in draft 1, one is agreed in the working group and five are neither agreed nor taken up."
    )


def test_columns_are_by_parties_or_by_drafts() -> None:
    record, _ = talks()
    with pytest.raises(ValueError, match="by parties or by drafts"):
        columns(record.state(), record.drafts, by="colours")  # type: ignore[arg-type]


NESTED = ONE.replace(
    "1. Ships navigate the Velm by day and by night.\n",
    "1. Ships pay:\n(a) in gold;\n(b) in silver.\nto the Council.\n",
)


def test_a_clause_that_goes_on_after_what_is_in_it_has_a_second_row_without_status_or_past() -> None:
    record = Record()
    record.admit("aldania")
    first = record.draft(NESTED)
    record.table("aldania", first)
    record.table("aldania", record.draft(NESTED.replace("gold", "copper")), first)
    for by in ("parties", "drafts"):
        made = columns(record.state(), record.drafts, by=by)  # type: ignore[arg-type]
        goes_on = texts([each for each in table(made).rows if each.cells[1].text == "1.1"][1])
        assert goes_on[2:-1] == ["", ""]
        assert goes_on[-1].startswith("to the Council.")


def test_new_clauses_behind_the_last_row_come_last_under_the_number_they_would_have() -> None:
    record, draft = talks()
    record.propose("boria", draft, "2.2", "3. They vote.", "insert after")
    record.propose("aldania", draft, "", "Done at Lorn.", "insert after")
    made = columns(record.state(), record.drafts)
    assert [each.cells[1].text for each in table(made).rows][-2:] == ["2.3", "after the whole text"]


def test_a_clause_that_was_dropped_two_drafts_ago_has_one_row_with_all_that_it_was() -> None:
    record, first = talks()
    gone = "2. No toll is levied on ships of any flag.\n"
    second = record.draft(ONE.replace("by night", "at night"))
    record.table("aldania", second, first)
    record.table("boria", record.draft(ONE.replace("by night", "at night").replace(gone, "")), second)
    made = columns(record.state(), record.drafts, by="drafts")
    (found,) = [each for each in table(made).rows if each.cells[1].text == "1.2"]
    assert texts(found)[2:] == [gone.strip(), "Draft 1 unchanged", "", "deleted in draft 3 of Boria (entry 7)"]


def test_what_is_gone_from_the_beginning_stands_before_the_first_row() -> None:
    record = Record()
    record.admit("aldania")
    first = record.draft("1. Ships navigate the Velm by day.\n2. Pilots are paid in gold.\n3. No toll is levied.\n")
    record.table("aldania", first)
    record.table("aldania", record.draft("3. No toll is levied.\n"), first)
    made = columns(record.state(), record.drafts, by="drafts")
    assert [each.cells[2].text for each in table(made).rows] == [
        "1. Ships navigate the Velm by day.", "2. Pilots are paid in gold.", "3. No toll is levied.",
    ]  # fmt: skip


def test_a_draft_without_clauses_has_no_rows() -> None:
    record = Record()
    record.admit("aldania")
    record.table("aldania", record.draft(""))
    made = columns(record.state(), record.drafts)
    assert (made.summary, table(made).rows) == ("Draft 1 has no clauses.", ())
