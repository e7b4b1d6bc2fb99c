"""Coverage: whether somebody vouches that an absence counts, for these acts, this party, this clause and this time.

Nobody's act is shown by its absence unless a coverage reaches all of it. A claim that names no time is read for the
time of the talks as recorded: from the first to the last act of the kinds in question, tablings of texts among them. A
coverage that was itself entered without a valid key vouches for nothing; one that does not reach the last such entry
neither. Where entries are hidden from the reader, no absence counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from travaux.claims.case import Case, plain_day
from travaux.claims.claim import Claim, Vouched
from travaux.claims.counting import Unit
from travaux.claims.showings import KINDS
from travaux.record import acts, chronology, dates
from travaux.record.book import Row
from travaux.record.coverage import Coverage
from travaux.record.shelf import WHOLE, Spot
from travaux.record.terms import Dated, Digest, Index, PartyId

WHEN_NOT_NAMED = "no time is named, so that the claim is read for the time of the talks as recorded"


@dataclass(frozen=True, slots=True)
class Window:
    """The time that has to be covered, as days, and the entries that lie in it; empty ends where nothing is dated."""

    since: str
    until: str
    first: Index | None = None
    last: Index | None = None
    named: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """Which coverages let the absence of a claim's acts count, party by party and clause by clause."""

    case: Case
    claim: Claim
    table: Digest | None
    window: Window
    usable: tuple[Coverage, ...]

    @classmethod
    def of(cls, case: Case, claim: Claim, table: Digest | None) -> Reach:
        """Returns the reach of the coverages in a record, for a claim."""
        window = _window(case, claim)
        state = case.state
        fit = [
            each for each in state.coverages if each.grade != "reported" and not case.fault(state.book.rows[each.entry])
        ]
        usable = tuple(each for each in fit if _in_time(each, window)) if not case.hidden else ()
        return cls(case, claim, table, window, usable)

    def covers(
        self, unit: Unit | None, parties: Iterable[PartyId], *, anyone: bool = False
    ) -> tuple[Index, ...] | None:
        """Returns the coverages by which an absence counts, None where it does not.

        `unit` is None where the clauses of the text are not at hand: then only a coverage of all clauses will do.
        """
        found: dict[Index, None] = {}
        asked: list[PartyId | None] = [None] if anyone else list(parties)
        for kind in KINDS[self.claim.predicate]:
            for party in asked:
                fitting = next((each for each in self.usable if self._fits(each, kind, party, unit)), None)
                if fitting is None:
                    return None
                found[fitting.entry] = None
        return tuple(found)

    def _fits(self, coverage: Coverage, kind: type[acts.Act], party: PartyId | None, unit: Unit | None) -> bool:
        if coverage.acts and kind.__name__.lower() not in {word.casefold() for word in coverage.acts}:
            return False
        if coverage.parties and party not in coverage.parties:
            return False
        return not coverage.clauses or (unit is not None and self._reaches(coverage, unit))

    def _reaches(self, coverage: Coverage, unit: Unit) -> bool:
        """Whether one of the clauses of a coverage is a unit, or holds it."""
        if self.table is None or unit.spot.number == WHOLE:
            return False
        shelf = self.case.descent.shelf
        for place in coverage.clauses:
            spot = shelf.spot(self.table, place)
            for mine in unit.line:
                if (
                    spot is not None
                    and mine.draft == spot.draft
                    and _holds(shelf[mine.draft].around(mine.number), mine, spot)
                ):
                    return True
        return False

    def vouched(self, entries: Iterable[Index]) -> tuple[Vouched, ...]:
        """Returns coverages in words, with who vouches."""
        wanted = set(entries)
        return tuple(self._vouched(each) for each in self.case.state.coverages if each.entry in wanted)

    def _vouched(self, coverage: Coverage) -> Vouched:
        parts = [
            f"acts: {', '.join(coverage.acts) or 'all'}",
            f"parties: {', '.join(map(self.case.called, coverage.parties)) or 'all'}",
            f"clauses: {', '.join(coverage.clauses) or 'all'}",
            f"time: {_span(coverage.since, coverage.until)}",
            f"entries {coverage.from_entry} to {coverage.to_entry}",
        ]
        limits = f"; left out: {coverage.limits}" if coverage.limits else ""
        return Vouched(
            entry=coverage.entry, by=self.case.called(coverage.party), grade=coverage.grade,
            says="; ".join(parts) + limits,
        )  # fmt: skip

    @property
    def declared(self) -> bool:
        """Whether the record has any coverage at all."""
        return bool(self.case.state.coverages)

    def wanted(self, who: str) -> str:
        """Returns what coverage would let an absence count, in words."""
        kinds = ", ".join(kind.__name__.lower() for kind in KINDS[self.claim.predicate])
        time = f", from {self.window.since or 'the beginning'} to {self.window.until or 'now'}"
        return f"a coverage that reaches the acts {kinds} of {who}{time}"


def _holds(around: tuple[int, ...], mine: Spot, spot: Spot) -> bool:
    return mine == spot or spot.number in around


def _span(since: Dated | None, until: Dated | None) -> str:
    if since is None and until is None:
        return "all"
    return f"{since.edtf if since else 'the beginning'} to {until.edtf if until else 'the entry'}"


def _window(case: Case, claim: Claim) -> Window:
    """Returns the time and the entries that an absence is about."""
    book = case.state.book
    kinds = {acts.Table, *KINDS[claim.predicate]}
    rows = [book.rows[index] for kind in kinds for index in book.kinds.get(kind, ()) if book.holds(index)]
    within = [row for row in rows if case.in_time(row, claim.since, claim.until) != "no"]
    days = sorted(day for row in within for day in _days(case, row))
    since = plain_day(claim.since) or (days[0] if days else "")
    until = plain_day(claim.until) or (days[-1] if days else "")
    indices = sorted(row.index for row in within)
    named = claim.since is not None or claim.until is not None
    return Window(since, until, indices[0] if indices else None, indices[-1] if indices else None, named)


def _days(case: Case, row: Row) -> list[str]:
    day = plain_day(case.date(row))
    first, last = dates.bounds(day)
    return [each for each in (first, last) if each is not None]


def _in_time(coverage: Coverage, window: Window) -> bool:
    """Whether a coverage spans a window, for sure."""
    if window.last is not None and not coverage.from_entry <= (window.first or 0) <= window.last <= coverage.to_entry:
        return False
    since, until = plain_day(coverage.since), plain_day(coverage.until)
    if (coverage.since is not None and not since) or (coverage.until is not None and not until):
        return False
    ends = [end for end in (window.since, window.until) if end]
    return all(chronology.within(end, since or None, until or None) == "yes" for end in ends)
