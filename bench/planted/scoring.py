"""Scores: what an audit found of what was planted, and what nobody planted."""

from __future__ import annotations

from dataclasses import dataclass

from bench.planted.atoms import Pair, Planted
from travaux.text.audit import Audit, Finding

_BLANK = 2


@dataclass(frozen=True, slots=True)
class Score:
    """What an audit found of what was planted, and what it found that nobody planted."""

    found: tuple[Planted, ...]
    missed: tuple[Planted, ...]
    invented: tuple[Finding, ...]
    loose: tuple[Finding, ...]
    """Findings that name much more than what was planted there."""


def score(pair: Pair, audit: Audit) -> Score:
    """Returns the score of an audit of a pair."""
    found: list[Planted] = []
    missed: list[Planted] = []
    for planted in pair.planted:
        (found if any(_meets(planted, finding) for finding in audit.undeclared) else missed).append(planted)
    met = [(finding, [p for p in pair.planted if _meets(p, finding)]) for finding in audit.undeclared]
    invented = tuple(finding for finding, plants in met if not plants)
    loose = tuple(
        finding for finding, plants in met
        if plants and len(finding.old + finding.new) > 24 + 1.5 * sum(len(p.old + p.new) for p in plants)
    )  # fmt: skip
    return Score(tuple(found), tuple(missed), invented, loose)


def _meets(planted: Planted, finding: Finding) -> bool:
    """Tells whether a finding is about a planted change: the same part, and the same place in a text it touches."""
    if planted.part != finding.part:
        return False
    in_last, in_new = _near(planted.last, finding.last), _near(planted.place, finding.place)
    if planted.old and planted.new:
        return in_last or in_new
    return in_last if planted.old else in_new


def _near(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Tells whether two spans overlap or touch; the blank beside a word may count to either side."""
    return a[0] - _BLANK <= b[1] and b[0] <= a[1] + _BLANK
