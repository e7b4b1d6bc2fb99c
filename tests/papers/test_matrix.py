"""The agreement matrix: exact stances, stale marks, forums, holdouts, conventions, what is open for whom."""

from __future__ import annotations

import pytest
from tests.papers.river import DAY, rows, table
from tests.record.building import Record as Entries

from travaux.claims.counting import Counting
from travaux.errors import Malformed
from travaux.papers.conventions import CONVENTIONS, LEAST_WILLING, convention, least
from travaux.papers.matrix import matrix
from travaux.papers.paper import Paragraph
from travaux.papers.standing import ORDER, standing
from travaux.record import acts
from travaux.record.terms import Digest, Place
from travaux.secretariat.records import Record

PARTIES = ("Aldania", "Boria", "Delvia", "Estovia")


def cell(record: Record, clause: str, party: str, day: str = DAY, **options: str) -> str:
    """Returns the words of a party's cell for a clause."""
    paper = record.paper("matrix", day=day, **options)
    found = next(row for row in table(paper, "matrix").rows if row.key == clause)
    return found.cells[1 + PARTIES.index(party)].text.split("\n")[0]


def test_stances_are_told_exactly(river: Record) -> None:
    assert [cell(river, clause, "Boria") for clause in ("1", "3", "4", "7", "8", "12")] == [
        "AR accepted ad referendum; until 15 June 2018",
        "AR accepted ad referendum; until 31 May 2018, not confirmed; expired",
        "R reserved (general); stale: the words have changed (entry 28)",
        "R reserved (scrutiny)",
        "O objected",
        "A accepted; confirmed by entry 98",
    ]
    assert cell(river, "9", "Estovia") == "R reserved (parliamentary)"
    assert cell(river, "8", "Estovia") == "A accepted; on condition: the gauge at Carrow is read by the Commission"
    assert cell(river, "8", "Aldania") == "A accepted; stale: the words have changed (entry 72)"
    assert cell(river, "4", "Delvia") == "– no position"


def test_a_position_goes_with_its_clause_when_the_number_changes(river: Record) -> None:
    assert cell(river, "10", "Delvia") == "A accepted"  # it was clause 11 when Delvia accepted it
    assert river.drafts[river.state.drafts[2].digest].text.index("11. Settlement") > 0


def test_an_acceptance_ad_referendum_is_open_until_its_day(river: Record) -> None:
    assert cell(river, "3", "Boria", day="2018-05-31") == "AR accepted ad referendum; until 31 May 2018"


def test_a_stale_cell_looks_and_counts_so(river: Record) -> None:
    paper = river.paper("matrix", day=DAY)
    row = next(row for row in table(paper, "matrix").rows if row.key == "8")
    assert (row.cells[1].tone, row.cells[1].paragraphs[0].runs[0].look) == ("grey", "stale")
    assert (row.cells[2].tone, row.cells[2].paragraphs[0].runs[0].look) == ("red", "strong")


def test_every_cell_names_the_entry_on_which_it_rests(river: Record) -> None:
    for row in table(river.paper("matrix", day=DAY), "matrix").rows[:-1]:
        for cell_ in row.cells[1:-1]:
            entries = [run.entry for each in cell_.paragraphs for run in each.runs if run.entry is not None]
            assert bool(entries) != cell_.text.startswith("– no position")


def test_where_it_stands_names_who_keeps_it_there_and_what_the_chair_concluded(river: Record) -> None:
    last = {row[0].split()[0]: row[-1] for row in rows(river.paper("matrix", day=DAY), "matrix")}
    assert last["7"] == "Reserved by Boria\nAgreed in working group, but for Boria (entry 69, recorded)"
    assert last["8"] == "Objected to by Boria"
    assert last["12"] == "Accepted by every party"
    assert last["1"] == "Accepted ad referendum by Boria and Estovia"


def test_one_forum_alone_counts_where_it_is_asked_about(river: Record) -> None:
    assert cell(river, "1", "Boria", forum="working group") == "– no position"
    assert cell(river, "1", "Boria", forum="informals") == "AR accepted ad referendum; until 15 June 2018"
    assert ("Forum", "only informals") in river.paper("matrix", forum="Informals", day=DAY).facts
    with pytest.raises(Malformed, match="There are: informals; working group"):
        river.paper("matrix", forum="plenary")


def test_the_convention_is_printed_and_changes_what_is_counted(river: Record) -> None:
    stands: dict[str, list[str]] = {}
    for name in CONVENTIONS:
        paper = river.paper("matrix", convention=name, day=DAY)
        assert dict(paper.facts)["Counted by"] == f"{name}. {CONVENTIONS[name].says}"
        stands[name] = [row[-1].split("\n")[0] for row in rows(paper, "matrix")[:-1]]
    assert [stands[name][3] for name in CONVENTIONS] == [
        "No position of Aldania, Boria, Delvia and Estovia", "No objection", "Kept",
    ]  # fmt: skip
    assert [stands[name][6] for name in CONVENTIONS] == [
        "Reserved by Boria",
        "Provisional for Boria",
        "Opposed by Boria",
    ]
    with pytest.raises(Malformed, match="no such counting convention"):
        convention("majority/1")


def test_the_first_convention_counts_as_the_status_does(river: Record) -> None:
    for day in ("2018-04-01", "2018-05-20", DAY):
        found = standing(river.state, river.drafts, day)
        paper = matrix(river.state, river.drafts, day=day, convention=LEAST_WILLING)
        assert paper.summary == found.sentence("draft 4")


def test_least_is_the_least_willing() -> None:
    assert [least(*ORDER[place:]) for place in range(len(ORDER))] == list(ORDER)


def test_what_is_open_is_told_for_each_party(river: Record) -> None:
    found = [row[:3] for row in rows(river.paper("matrix", day=DAY), "open") if row[0] == "Boria"]
    assert ["Boria", "objects", "8"] in found
    assert ["Boria", "scrutiny reservation to be lifted or maintained", "7"] in found
    assert ["Boria", "accepted ad referendum, to be confirmed by 15 June 2018", "1, 9, 10 and 11"] in found
    over = "its acceptance ad referendum is over, 31 May 2018, and was not confirmed"
    assert ["Boria", over, "2, 3, 5 and 6"] in found
    due = [row for row in found if row[1].startswith("due 11 June 2018, 18:00: an answer on the flow at Carrow (open)")]
    assert len(due) == 1
    assert "“Where no answer has come, draft 4 goes to the ministers as it stands" in due[0][1]


def test_what_is_open_follows_the_convention(river: Record) -> None:
    paper = river.paper("matrix", convention="no-objection/1", day=DAY)
    assert [row for row in rows(paper, "open") if "no position" in row[1]] == []


def test_linkages_tell_whether_their_legs_still_read_so(river: Record) -> None:
    paper = river.paper("matrix", day=DAY)
    (tied,) = [each.text for each in paper.blocks if getattr(each, "kind", "") == "item"]
    assert tied.startswith("Boria (Sela Marrick) offers clause 9 of draft 1 in return for clause 8.")
    assert "Since then: clause 9 stale" in tied


def test_a_mediator_is_not_counted_and_said_not_to_be(river: Record) -> None:
    facts = dict(river.paper("matrix", day=DAY).facts)
    assert facts["Parties counted"] == "Aldania, Boria, Delvia and Estovia"
    assert facts["Not counted"] == "Cascadia, mediator; Union of the Fishers of the Orn, observer"


def table_of(record: Entries, *, counting: Counting = "top") -> list[list[str]]:
    """Returns the first words of each cell of a matrix, row by row."""
    paper = matrix(record.state(), record.drafts, counting=counting)
    return [[cell.text.split("\n")[0] for cell in row.cells] for row in table(paper, "matrix").rows[:-1]]


def talks(text: str) -> tuple[Entries, Digest]:
    record = Entries()
    for name in ("aldania", "boria"):
        record.admit(name)
    draft = record.draft(text)
    record.table("aldania", draft)
    return record, draft


def test_a_position_says_on_what_and_through_whom_it_was_taken() -> None:
    record, draft = talks("Article 1\n1. Ships pay.\n2. Boats do not.\nArticle 2\nThey meet.\n")
    record.admit("league", "group", members=("boria",))
    record.take("aldania", draft, "1", "accept")
    record.take("league", draft, "1.2", "object")
    assert [row[1:3] for row in table_of(record, counting="leaf")][:2] == [
        ["A accepted; on clause 1", "– no position"],
        ["A accepted; on clause 1", "O objected; through League"],
    ]
    record.take("boria", draft, "", "accept")
    assert table_of(record, counting="leaf")[0][2] == "A accepted"


def test_an_acceptance_that_a_certified_correction_carries_says_so() -> None:
    record, draft = talks("1. Ships pays.\n2. Boats do not.\n")
    mended = record.draft("1. Ships pay.\n2. Boats do not.\n")
    record.take("boria", draft, "1", "accept")
    correction = record.correct("aldania", draft, mended, "1", "boria", by="depositary")
    record.table("aldania", mended, draft)
    carried = "carried: the words were corrected; the party certified the correction"
    assert table_of(record)[0][2] == f"A accepted; {carried} (entry {correction})"


def test_where_all_accept_all_nothing_is_open() -> None:
    record, draft = talks("1. Ships pay.\n2. Boats do not.\n")
    for name in ("aldania", "boria"):
        record.take(name, draft, "", "accept")
    found = [each.text for each in matrix(record.state(), record.drafts).blocks if isinstance(each, Paragraph)]
    assert found == ["Nothing is open by this convention."]


def test_a_draft_without_clauses_has_no_rows() -> None:
    record, _ = talks("")
    paper = matrix(record.state(), record.drafts)
    assert (paper.summary, table(paper, "matrix").rows) == ("Draft 1 has no clauses.", ())


def test_a_linkage_that_was_withdrawn_ties_nothing() -> None:
    record, draft = talks("1. Ships pay.\n2. Boats do not.\n")
    tied = record.do(acts.Link, "aldania", draft=draft, offered=(Place("1"),), for_=(Place("2"),))
    assert "linkages" in [getattr(each, "key", "") for each in matrix(record.state(), record.drafts).blocks]
    record.withdraw("aldania", tied)
    assert "linkages" not in [getattr(each, "key", "") for each in matrix(record.state(), record.drafts).blocks]


def test_who_says_something_else_in_another_forum_is_told_beside_it() -> None:
    record, draft = talks("1. Ships pay.\n2. Boats do not.\n")
    record.take("boria", draft, "1", "accept", forum="plenary")
    other = record.take("boria", draft, "1", "object")
    third = record.take("boria", draft, "1", "none", forum="working group")
    paper = matrix(record.state(), record.drafts)
    told = table(paper, "matrix").rows[0].cells[2].text.split("\n")
    assert told[0] == "– takes no position"
    assert told[2] == f"O objected, in no forum named (entry {other}, signed)"
    assert ["Boria", "says that it takes no position", "1", f"{third}"] in rows(paper, "open")
