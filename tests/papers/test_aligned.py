"""What an alignment comes to, in a sentence."""

from __future__ import annotations

from travaux.papers.aligned import summary
from travaux.text.align import align
from travaux.text.drafts import Draft

ONE = "1. Ships navigate the Velm by day.\n2. No toll is levied on ships of any flag.\n3. Pilots are paid in gold.\n"


def test_the_fates_are_counted_and_so_is_what_was_reworded() -> None:
    two = ONE.replace("paid in gold", "paid in silver").replace("2. No toll is levied on ships of any flag.\n", "")
    assert summary(align(Draft(ONE), Draft(ONE)).pairs) == "Three clauses: three kept."
    assert summary(align(Draft(ONE), Draft(two)).pairs) == "Three clauses: two kept and one dropped; one reworded."


def test_two_texts_without_clauses_have_nothing_to_align() -> None:
    assert summary(align(Draft(""), Draft("")).pairs) == "There are no clauses to align."
