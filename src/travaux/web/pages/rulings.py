"""What a rule says of an act, as pages show it: of an entry, and of what is about to be one."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.record.rules.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a rule says: whether the act is valid by it, its name and source, in words why, and what is missing."""

    ruling: str
    rule: str
    source: str
    says: str
    missing: str


def ruling(verdict: Verdict) -> Ruling:
    """Returns a verdict as pages show it."""
    return Ruling(
        ruling=verdict.ruling, rule=verdict.rule, source=verdict.source, says=verdict.says, missing=verdict.missing
    )
