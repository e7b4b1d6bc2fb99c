"""The consolidation table: sources, contributing parties, how they were merged, and what was left out of each."""

from __future__ import annotations

import pytest
from tests.record.building import Record

from travaux.errors import OutOfOrder
from travaux.papers.consolidation import consolidation
from travaux.papers.paper import Paper, Table
from travaux.record import acts
from travaux.record.terms import Digest, Place

MINE = """1. Ships navigate the Velm by day and by night.
2. No toll is levied on ships of any flag.
3. Disputes go to the Council of the Parties, which decides.
"""
YOURS = """1. Vessels of every flag pay no toll on the Velm.
2. Pilots are paid by the Parties in equal parts.
3. The seat of the Council is at Lorn.
"""
MERGED = """1. Ships navigate the Velm by day and by night.
2. No toll is levied on ships of any flag.
3. Pilots are paid by the Parties in equal shares.
4. A new Commission sees to all of this for ever.
"""


def talks() -> tuple[Record, Digest, Digest, Digest]:
    record = Record()
    for name in ("aldania", "boria", "chair"):
        record.admit(name)
    mine, yours, merged = record.draft(MINE), record.draft(YOURS), record.draft(MERGED)
    record.table("aldania", mine, standing="submission")
    record.table("boria", yours, standing="submission")
    record.propose("boria", mine, "1", "Ships navigate the Velm by day.")
    return record, mine, yours, merged


def tables(made: Paper) -> list[Table]:
    return [block for block in made.blocks if isinstance(block, Table)]


def rows(made: Paper) -> dict[str, list[str]]:
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in tables(made)[0].rows}


def left_out(made: Paper) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in tables(made)[1].rows]


def test_each_clause_names_its_sources_with_their_numbers_there() -> None:
    record, mine, yours, merged = talks()
    record.table("chair", merged, mine, yours, method="overlaps were merged")
    made = consolidation(record.state(), record.drafts)
    found = rows(made)
    assert found["1"][0] == "draft 1 (Aldania), clause 1"
    assert found["3"][0] == "draft 2 (Boria), clause 2"
    assert found["4"][0] == ""
    assert ("Method, as stated", "overlaps were merged") in made.facts
    assert ("Made from", "draft 1 (Aldania) and draft 2 (Boria)") in made.facts


def test_parties_contribute_words_and_how_says_kept_reworded_or_new_with_its_grade() -> None:
    record, mine, yours, merged = talks()
    record.table("chair", merged, mine, yours)
    found = rows(consolidation(record.state(), record.drafts))
    assert found["1"][1] == "Draft 1, tabled by Aldania (entry 7, signed): nine words."
    assert found["1"][2].startswith("Kept (from draft 1). Inferred: ")
    assert "Draft 2, tabled by Boria (entry 8, signed): eight words." in found["3"][1]
    assert found["3"][2].startswith("Renumbered, reworded (from draft 2). Inferred: ")
    assert found["4"][2].startswith("New: ")
    assert found["4"][1].startswith("Draft 3, tabled by Chair (entry 10, signed")


def test_what_was_left_out_of_each_source_is_listed_proposals_too() -> None:
    record, mine, yours, merged = talks()
    record.table("chair", merged, mine, yours)
    found = left_out(consolidation(record.state(), record.drafts))
    assert ["draft 1, clause 3", "Aldania", "3. Disputes go to the Council of the Parties, which decides."] in [
        each[:3] for each in found
    ]
    assert any(each[0] == "draft 2, clause 3" and each[3].startswith("Dropped. ") for each in found)
    assert not any(each[2] == "2." for each in found)
    assert any("Nothing of it stands in the draft" in each[3] and "by day." in each[2] for each in found)
    assert any(each[2] == "parts." and "Taken out by Chair (entry 10" in each[3] for each in found)


def test_what_a_person_fixed_by_hand_names_its_entry() -> None:
    record, mine, yours, merged = talks()
    record.table("chair", merged, mine, yours)
    pairs = ((Place("1"), Place("2")),)
    fixed = record.enter(acts.Concord(earlier=yours, later=merged, pairs=pairs, reason="one thought"), actor="chair")
    found = rows(consolidation(record.state(), record.drafts))
    assert found["2"][0].splitlines() == ["draft 1 (Aldania), clause 2", "draft 2 (Boria), clause 1"]
    assert f"fixed by hand in entry {fixed}: one thought" in found["2"][2]


def test_a_proposal_that_was_taken_up_is_a_source() -> None:
    record, mine, _, _ = talks()
    taken = record.propose("boria", mine, "2", "No toll or other fee is levied on ships of any flag.")
    later = record.draft(MINE.replace("No toll", "No toll or other fee"))
    record.table("chair", later, mine)
    made = consolidation(record.state(), record.drafts)
    found = rows(made)
    assert f"proposal of Boria on clause 2 of draft 1 (entry {taken})" in found["2"][0]
    assert f"It reads as proposed in entry {taken}." in found["2"][2]
    assert made.summary == "Of three clauses in draft 3, two are kept and one is reworded."


def test_a_draft_that_was_not_tabled_has_none() -> None:
    record, mine, _, _ = talks()
    assert consolidation(record.state(), record.drafts, draft=mine).summary == "Draft 1 was made from no earlier draft."
    with pytest.raises(OutOfOrder):
        consolidation(record.state(), record.drafts, draft=Digest("0" * 64))


def test_a_merged_clause_names_all_it_came_from_and_a_missing_parent_is_told() -> None:
    record = Record()
    for name in ("aldania", "boria"):
        record.admit(name)
    first = record.draft("1. Ships pay.\n2. Boats pay nothing at all.\n3. Rafts pay nothing.\n")
    record.table("aldania", first)
    gone = Digest("e" * 64)
    record.table("boria", gone, first)
    record.table("aldania", record.draft("1. Ships pay.\n2. Boats pay nothing at all. Rafts pay nothing.\n"), gone)
    made = consolidation(record.state(), record.drafts)
    assert ("Not here", "draft 2 (Boria)") in made.facts
    found = rows(made)["2"]
    assert found[0].splitlines() == ["draft 1 (Aldania), clause 2", "draft 1 (Aldania), clause 3"]
    assert found[2].startswith("Merged from clause 2 and clause 3. Inferred: ")
