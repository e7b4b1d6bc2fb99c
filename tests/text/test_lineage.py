"""Lineage: a clause of an invented treaty followed back through its bracketed drafts."""

from __future__ import annotations

from travaux.text.align import align
from travaux.text.align.lineage import lineage
from travaux.text.drafts import Draft

FIRST = Draft(
    "1. [The Parties][Aldony] [shall][should] keep the river free of [all] tolls [and dues] [, without prejudice to the"
    " rights of the Grand Harbour Master] [until the year 2040][for ever].\n"
    "2. Upstream States should take the lead in dredging [by publishing yearly plans for every lock].\n"
    "3. Fish are counted in June by the Joint Commission.\n"
)
SECOND = Draft(
    "1. Fish are counted in June by the Joint Commission.\n"
    "2. The Parties [shall][should] keep the river free of tolls [and dues].\n"
    "2bis. Upstream States should take the lead in dredging.\n"
)
LAST = Draft(
    "1. The Parties shall keep the river free of tolls.\n"
    "2. All States on the river cooperate. Upstream States should continue to take the lead in dredging, within the"
    " means of their ports, and shall report on sand removed, the cost of its carriage and the state of the banks.\n"
    "3. Fish are counted in June by the Joint Commission.\n"
)
CHAIN = [align(FIRST, SECOND), align(SECOND, LAST)]


def line(label: str) -> list[list[str]]:
    clause = next(clause for clause in LAST.clauses if clause.label == label)
    return [[kin.clause.label for kin in step] for step in lineage(CHAIN, clause)]


def test_a_clause_comes_from_its_bracketed_form() -> None:
    assert line("1.") == [["2."], ["1."]]


def test_a_clause_that_was_taken_up_in_a_longer_one_is_kin() -> None:
    assert line("2.") == [["2bis."], ["2."]]


def test_numbers_do_not_matter() -> None:
    assert line("3.") == [["1."], ["3."]]


def test_steps_say_where_and_why_and_fade() -> None:
    steps = lineage(CHAIN, LAST.clauses[1])
    assert [kin.draft for step in steps for kin in step] == [1, 0]
    assert steps[0][0].score > steps[1][0].score > 0.2
    assert "of its own words were taken up" in steps[0][0].reason


def test_a_new_clause_has_no_kin() -> None:
    last = Draft("1. Pilots wear blue caps with a silver badge at all hours.")
    assert lineage([align(SECOND, last)], last.clauses[0]) == ()


def test_a_clause_that_was_split_and_made_one_again_comes_from_one_clause() -> None:
    free = "The Parties shall keep the river Nemeth free of tolls and open to the ships of all nations"
    buoys = "shall mark the fairway with buoys kept in good repair at their own cost"
    first = Draft(f"1. {free}, and {buoys}.\n2. Fish are counted.\n")
    second = Draft(f"1. {free}.\n2. The Parties {buoys}.\n")
    last = Draft(f"1. {free}. They {buoys}.\n")
    steps = lineage([align(first, second), align(second, last)], last.clauses[0])
    assert [[(kin.clause.label, kin.reason.split(":")[0]) for kin in step] for step in steps] == [
        [("1.", "merged"), ("2.", "merged")],
        [("1.", "split")],
    ]
