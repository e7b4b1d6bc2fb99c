"""Weighing: how many clauses an act shows the claim of, at the least and at the most, and what follows from that.

For each clause the answer is yes where an act decides it; no where no act shows it and a coverage lets that count; else
it is open. The claim is borne out where it holds for every number of clauses between those that are surely so and those
that may be so, contradicted where it holds for none of these numbers, and undecided otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from travaux.claims.claim import Claim
from travaux.claims.coverage import Reach
from travaux.claims.showings import Asked, Showing
from travaux.record.terms import Index

Decided = Literal["borne out", "contradicted"]

UNKNOWN = 1_000
"""How many clauses there may be at the most, where a text is not at hand."""


@dataclass(frozen=True, slots=True)
class Weight:
    """`least` to `most` of `total` clauses are so. `open` of them are neither shown nor covered, `doubtful` rest on
    acts that may show it. `relied` are the coverages by which an absence counted, where it did."""

    least: int
    most: int
    total: int
    open: int
    doubtful: int
    relied: tuple[Index, ...] = ()

    def verdict(self, claim: Claim) -> Decided | None:
        """Returns what follows for a claim about clauses; None where nothing does."""
        answers = {claim.holds(count, self.total) for count in range(self.least, self.most + 1)}
        return None if len(answers) != 1 else "borne out" if answers.pop() else "contradicted"


def weigh(asked: Asked, showings: Sequence[Showing], reach: Reach, *, lenient: bool) -> Weight:
    """Returns the weight of the acts; `lenient` counts the qualified ones, else they are as if they were not there."""
    counts = {"decides", "qualified"} if lenient else {"decides"}
    yes = {number for each in showings if each.force in counts for number in each.units}
    maybe = {number for each in showings if each.force == "possible" for number in each.units} - yes
    relied: dict[Index, None] = {}
    uncovered = 0
    for number, unit in enumerate(asked.units):
        if number in yes or number in maybe:
            continue
        covered = reach.covers(unit, asked.who.parties, anyone=asked.who.anyone)
        if covered is None:
            uncovered += 1
        else:
            relied |= dict.fromkeys(covered)
    most = len(yes) + len(maybe) + uncovered
    return Weight(len(yes), most, len(asked.units), uncovered, len(maybe), tuple(relied))
