"""Verdicts: what a rule says of an act, and the rows and packs that rules stand in. No rule lives here.

A rule never swallows an act: an act without authority is in the record like any other, and marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from travaux.record.acts import Act
from travaux.record.rules.case import Case
from travaux.record.terms import Index

Ruling = Literal["valid", "defective", "unknown"]
"""Valid by this rule; defective by it; or not to be told from this record, for want of something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one rule says of one act. `rule` is its name, `source` the text it comes from ("VCLT art. 8").

    `says` is the reason in words; `missing` what is wanted, where the ruling is unknown. `entries` are those relied on.
    """

    ruling: Ruling
    rule: str
    source: str
    says: str
    missing: str = ""
    entries: tuple[Index, ...] = ()

    def __str__(self) -> str:
        """The verdict in one line: `defective: the mandate does not name the person (VCLT art. 7)`."""
        wanted = f"; missing: {self.missing}" if self.missing else ""
        return f"{self.ruling}: {self.says} ({self.source}){wanted}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check finds: whether what the rule demands holds, does not, or cannot be told."""

    holds: bool | None
    says: str
    missing: str = ""
    entries: tuple[Index, ...] = ()


def holds(says: str, *entries: Index | None) -> Outcome:
    """What is demanded holds."""
    return Outcome(True, says, entries=_known(entries))


def fails(says: str, *entries: Index | None) -> Outcome:
    """What is demanded does not hold."""
    return Outcome(False, says, entries=_known(entries))


def lacks(says: str, missing: str, *entries: Index | None) -> Outcome:
    """Whether it holds cannot be told without what is missing."""
    return Outcome(None, says, missing, _known(entries))


def _known(entries: Iterable[Index | None]) -> tuple[Index, ...]:
    return tuple(dict.fromkeys(each for each in entries if each is not None))


Check = Callable[[Case], Outcome | None]
"""Looks at an act and the state before it; None where the rule has nothing to say of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of a pack: of which acts it demands what, by which source, and the verdict where that does not hold.

    `cured` says that a later confirmation by the same party makes up for it (VCLT art. 8).
    """

    name: str
    acts: tuple[type[Act], ...]
    demands: str
    source: str
    check: Check
    otherwise: Literal["defective", "unknown"] = "defective"
    cured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A named table of rules. What a pack of this name demands does not change once it is released."""

    name: str
    title: str
    rules: tuple[Rule, ...]

    def on(self, act: Act) -> tuple[Rule, ...]:
        """Returns the rules that speak of an act, in the order of the table."""
        return tuple(rule for rule in self.rules if isinstance(act, rule.acts))
