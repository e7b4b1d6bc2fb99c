"""Papers made from texts and positions, of the example negotiations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from travaux.cli import desk
from travaux.papers.clean import StillOpen, clean
from travaux.papers.columns import columns
from travaux.papers.consolidation import consolidation
from travaux.papers.legend import TWO_SIDES
from travaux.papers.paper import Paragraph, Table
from travaux.papers.rolling import rolling
from travaux.secretariat.forms import sheet
from travaux.secretariat.opening import new
from travaux.secretariat.records import Record

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def played(folder: Path, acts: Path, *keys: str, rules: str) -> Record:
    record = new(folder / "x.travaux", title=acts.stem, rules=rules, home=folder / "home")
    for key in keys:
        record.home.new_key(key)
    desk.enter(record, sheet.forms(acts.read_bytes(), acts.name), acts.parent)
    return record


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder, acts = tmp_path_factory.mktemp("plan"), EXAMPLES / "peace-plan" / "b-contradicted.yaml"
    with played(folder, acts, "aldania-clerk", "boria-clerk", rules="vclt-1969") as record:
        yield record


@pytest.fixture(scope="module")
def wages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder, acts = tmp_path_factory.mktemp("wages"), EXAMPLES / "wage-agreement" / "acts.yaml"
    with played(folder, acts, "company", "union", rules="contract") as record:
        yield record


def line(record: Record, label: str, at: int | None = None) -> str:
    """What stands under a label in the rolling text: its line, and the lines before the next label."""
    state = record.state if at is None else record.state.at(at)
    found, taking = [], False
    for block in rolling(state, record.drafts, day="2019-03-26").blocks:
        if isinstance(block, Paragraph):
            taking = block.label == label if block.label else taking
            if taking:
                found.append(block.text)
    return "\n".join(found)


def test_while_draft_1_was_on_the_table_what_boria_proposed_stood_in_brackets(plan: Record) -> None:
    assert plan.state.entry(22) is not None
    assert line(plan, "3.", at=22).splitlines()[1] == (
        "[Boria keeps no more than [six][eight: Boria] thousand soldiers and no heavy weapons within thirty kilometres "
        "of the lines.: -Aldania]"
    )
    assert "Option 2: No question is asked about earlier gifts" in line(plan, "14.", at=22)


def test_on_draft_2_boria_s_objection_brackets_clause_2_and_its_proposals_are_taken_up(plan: Record) -> None:
    assert line(plan, "2.").splitlines()[1].endswith("those who live there.: +Aldania, -Boria]")
    (table,) = [block for block in rolling(plan.state, plan.drafts).blocks if isinstance(block, Table)]
    assert [row.cells[3].text.split(":")[0] for row in table.rows] == ["Taken up"] * 3


def test_the_plan_is_not_clean_and_says_for_whom(plan: Record) -> None:
    with pytest.raises(StillOpen) as refusal:
        clean(plan.state, plan.drafts)
    told = {(each.whom, each.why): each.place for each in refusal.value.points}
    assert told["Boria", "objects"] == "2"
    assert told["Boria", "scrutiny reservation"] == "3, 4 and 16"
    assert told["Boria", "accepts ad referendum, not confirmed"] == "14 and 18"


def test_the_plan_in_columns_by_the_legend_of_two_sides(plan: Record) -> None:
    made = columns(plan.state, plan.drafts, legend=TWO_SIDES)
    (table,) = [block for block in made.blocks if isinstance(block, Table)]
    status = {row.cells[1].text: row.cells[-2].text.split(" (")[0] for row in table.rows}
    assert [status[place] for place in ("1", "2", "3", "18")] == [
        "Agreed by the negotiators",
        "Proposed by one side",
        "In discussion",
        "Agreed in its aim, the drafting still open",
    ]
    assert "a proposal of Boria (entry 19, signed): 24 words" in next(
        row.cells[-1].text for row in table.rows if row.cells[1].text == "14"
    )


def test_draft_2_was_made_of_draft_1_and_what_boria_proposed(plan: Record) -> None:
    made = consolidation(plan.state, plan.drafts)
    first, left = (block for block in made.blocks if isinstance(block, Table))
    row = next(row for row in first.rows if row.cells[0].text == "14")
    assert row.cells[1].text.splitlines() == [
        "draft 1 (Aldania), clause 14",
        "proposal of Boria on clause 14 of draft 1 (entry 19)",
    ]
    assert any("independent audit" in each.cells[2].text for each in left.rows)


def test_the_wages_are_agreed_and_signed_so_their_text_is_clean(wages: Record) -> None:
    made = clean(wages.state, wages.drafts)
    assert any("Lorn Yards Limited" in detail for term, detail in made.facts if term.startswith("Signed"))
    with pytest.raises(StillOpen):
        clean(wages.state.at(19), wages.drafts)


def test_a_proposal_that_nothing_came_of_can_be_read_in_the_rolling_text_of_its_time(wages: Record) -> None:
    at = wages.state.proposals()[1].entry
    assert "3.1" in [
        block.label for block in rolling(wages.state.at(at), wages.drafts).blocks if isinstance(block, Paragraph)
    ]
    assert line(wages, "3.1", at=at) == "The company pays [7][9: Union] per cent of the wage into the pension fund."
