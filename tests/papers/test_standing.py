"""Where a text stands is one answer: the status, the overview and the matrix count the same positions."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.building import Record, party

from travaux.papers.agreement import agreement
from travaux.papers.basis import Basis
from travaux.papers.standing import standing
from travaux.record.terms import Stance

TEXT = "Article 1\nThe Parties shall cooperate.\nArticle 2\n1. No force exceeds 42 units.\n2. Each Party reports.\n"
DAY = "2031-04-02"
TAKEN = st.tuples(
    st.sampled_from(("aldania", "boria")),
    st.sampled_from(("", "1", "2.1")),
    st.sampled_from(("accept", "reserve", "object", "none")),
    st.sampled_from(("", "plenary")),
    st.booleans(),
)
"""Who, on what, which stance, where, and whether it is withdrawn afterwards."""


def played(taken: list[tuple[str, str, Stance, str, bool]]) -> Record:
    """Returns a record in which positions were taken, each withdrawn at once where it is to be."""
    record = Record()
    for name in ("aldania", "boria"):
        record.admit(name)
    draft = record.draft(TEXT)
    record.table("aldania", draft)
    for who, clause, stance, forum, ended in taken:
        entry = record.take(who, draft, clause, stance, forum)
        if ended:
            record.withdraw(who, entry)
    return record


def held(record: Record) -> list[tuple[str, list[str]]]:
    """Returns where each clause stands and the parties' cells, by the status."""
    found = standing(record.state(), record.drafts, DAY)
    return [(row.held, [cell.held for cell in row.cells]) for row in found.rows]


def counted(record: Record) -> list[tuple[str, list[str]]]:
    """Returns the same by the matrix."""
    found = agreement(Basis(record.state(), record.drafts, DAY))
    return [(line.stands, [mark.counts for mark in line.marks]) for line in found.lines]


def test_what_a_withdrawn_position_had_replaced_does_not_come_back() -> None:
    record = played([("boria", "1", "accept", "", False), ("boria", "1", "object", "", True)])
    assert held(record)[0] == ("–", ["–", "–"])
    assert counted(record) == held(record)
    (cell,) = [each for each in standing(record.state(), record.drafts, DAY).rows[0].cells if each.entry is not None]
    assert cell.status == "withdrawn"


def test_a_position_on_what_a_clause_is_part_of_counts_where_its_own_is_withdrawn() -> None:
    record = played([("boria", "", "accept", "", False), ("boria", "1", "object", "", True)])
    assert [cells for _, cells in held(record)] == [["–", "A"], ["–", "A"]]
    assert counted(record) == held(record)


def test_the_nearest_position_in_force_counts_whichever_came_later() -> None:
    record = played([("boria", "1", "reserve", "", False), ("boria", "", "accept", "", False)])
    assert [cells for _, cells in held(record)] == [["–", "R"], ["–", "A"]]
    assert counted(record) == held(record)


@settings(max_examples=100, deadline=None)
@given(taken=st.lists(TAKEN, min_size=4, max_size=12))
def test_the_status_and_the_matrix_agree(taken: list[tuple[str, str, Stance, str, bool]]) -> None:
    record = played(taken)
    assert counted(record) == held(record)
    assert party("aldania") in standing(record.state(), record.drafts, DAY).parties


def test_without_a_text_or_without_clauses_nothing_stands() -> None:
    record = Record()
    record.admit("aldania")
    draft = record.draft("")
    record.table("aldania", draft)
    assert standing(record.state(), record.drafts, DAY).sentence("draft 1") == "Draft 1 has no clauses."
    found = standing(record.state(), {}, DAY)
    assert found.missing
    assert found.sentence("draft 1") == "The text of draft 1 is not in this record."
