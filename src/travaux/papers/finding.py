"""A finding as it is handed out: the verdict, both sides at equal weight, and what it was taken for granted on.

Neighbouring entries that show the same of several clauses are told together: "accepts clauses 1, 5 and 6 of draft 2".
The side that the verdict follows comes first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from travaux.claims.claim import Bearing, Finding
from travaux.papers.counting import listed, sentence
from travaux.record.terms import Grade, Index

_CLAUSE = re.compile(r"\bclause (\S+?)(?=[\s,;:.]|$)")


@dataclass(frozen=True, slots=True)
class Told:
    """Entries that show the same, of several clauses or of one, told in a sentence."""

    entries: tuple[Index, ...]
    grade: Grade
    shows: str

    @property
    def cited(self) -> str:
        """How the entries are cited: "entries 23 to 33", "entry 19"."""
        if len(self.entries) == 1:
            return f"entry {self.entries[0]}"
        in_a_row = self.entries[-1] - self.entries[0] == len(self.entries) - 1
        if in_a_row and len(self.entries) > 2:
            return f"entries {self.entries[0]} to {self.entries[-1]}"
        return f"entries {listed([str(each) for each in self.entries])}"


@dataclass(frozen=True, slots=True)
class Side:
    """The entries on one side, under its title."""

    title: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPaper:
    """A finding: what was asked, the verdict in a word, the reason, the sides in order, and everything beside them."""

    says: str
    verdict: str
    reason: tuple[str, ...]
    sides: tuple[Side, ...]
    coverage: tuple[str, ...]
    assumptions: tuple[str, ...]
    settles: tuple[str, ...]
    readings: tuple[FindingPaper, ...]
    size: int


def finding_paper(finding: Finding) -> FindingPaper:
    """Returns the paper of a finding."""
    order = ("against", "for", "context") if finding.verdict == "contradicted" else ("for", "against", "context")
    titles = {"for": "For it", "against": "Against it", "context": "Beside it"}
    sides = [Side(titles[side], _told(finding.entries(side))) for side in order]  # type: ignore[arg-type]
    parts = tuple(f"“{part.says}” is {part.verdict}: {part.reason}." for part in finding.parts)
    return FindingPaper(
        says=finding.says,
        verdict=sentence(finding.verdict),
        reason=parts or (f"{sentence(finding.reason)}.",),
        sides=tuple(side for side in sides if side.told),
        coverage=tuple(
            f"{sentence(each.by)} vouches: {each.says} (entry {each.entry}, {each.grade})." for each in finding.coverage
        ),
        assumptions=tuple(f"{sentence(each)}." for each in dict.fromkeys(finding.assumptions)),
        settles=_settles(finding.settles),
        readings=tuple(map(finding_paper, finding.readings)),
        size=finding.size,
    )


def _told(bearing: Sequence[Bearing]) -> tuple[Told, ...]:
    found = []
    for (shape, grade), group in groupby(
        _once(bearing), key=lambda each: (_CLAUSE.sub("clause *", each.shows, count=1), each.grade)
    ):
        rows = list(group)
        places = [match[1] for each in rows if (match := _CLAUSE.search(each.shows))]
        shows = rows[0].shows
        if len(rows) > 1 and len(places) == len(rows):
            shows = shape.replace("clause *", f"clauses {listed(places)}", 1)
        found.append(Told(tuple(each.entry for each in rows), grade, shows))
    return tuple(found)


def _once(bearing: Sequence[Bearing]) -> list[Bearing]:
    """Returns bearings without those that tell of the same entry what another tells already, for another claim."""
    kept: dict[tuple[int, str], Bearing] = {}
    for each in bearing:
        said = each.shows.rpartition(": ")[2] if each.grade == "reported" else each.shows
        kept.setdefault((each.entry, said), each)
    return list(kept.values())


_ENTRY = re.compile(r"^(.*\bof entry )(\d+)$")


def _settles(settles: Sequence[str]) -> tuple[str, ...]:
    """Returns what would settle it; the same of several entries in one line."""
    found: dict[str, list[str]] = {}
    for each in dict.fromkeys(settles):
        match = _ENTRY.match(each)
        found.setdefault(match[1] if match else each, []).extend([match[2]] if match else [])
    return tuple(
        f"{sentence(begin)}{listed(numbers)}.".replace("of entry", "of entries" if len(numbers) > 1 else "of entry")
        for begin, numbers in found.items()
    )
