"""Deadlines and silence procedures, and how they stand on a given day. The day is always the asker's.

A deadline that has lapsed makes its consequence *due as stated*, never *occurred*. Where the day falls within an
imprecise date, the fate is unknown: it may have passed, and it may not. `slack` is by how many days at most an
approximate date is taken to be off, an assumption to be printed.

    open       the time has not come yet              extended   it was put off, and the new time has not come yet
    met        whoever set it says it was met         lifted     whoever set it lifted it
    lapsed     the last day it may mean is over       unknown    the day falls within the date, or there is no date

A silence procedure is open, extended, lifted or unknown likewise; it is `broken` by the first recipient who breaks it
before it closes, and else, closed, `deemed adopted`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, assert_never

from travaux.record import acts
from travaux.record.book import Book, Row
from travaux.record.days import Day, over
from travaux.record.terms import Dated, Digest, Grade, Index, PartyId

Fate = Literal["open", "met", "lapsed", "extended", "lifted", "unknown"]
Quiet = Literal["open", "broken", "deemed adopted", "extended", "lifted", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What whoever set a time made of it later: extended until, met, or lifted."""

    entry: Index
    grade: Grade
    outcome: Literal["extended", "met", "lifted"]
    until: Dated | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A deadline. `until` is the time as it now stands, `when` as it was first set by the party `set_by`."""

    entry: Index
    grade: Grade
    set_by: PartyId | None
    due: str
    bound: tuple[PartyId, ...]
    when: Dated
    until: Dated
    consequence: str
    met_by: str
    changes: tuple[Change, ...] = ()
    withdrawn: Index | None = None

    def fate(self, day: Day, slack: int | None = None) -> Fate:
        """Returns how it stands on a day."""
        return _fate(self.changes, self.until, day, slack)

    def consequence_on(self, day: Day, slack: int | None = None) -> str:
        """Returns what is said of the stated consequence on a day: "due as stated" once lapsed, else nothing."""
        return "due as stated" if self.consequence and self.fate(day, slack) == "lapsed" else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A party broke a silence, at a time that its clock claims."""

    entry: Index
    grade: Grade
    party: PartyId | None
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """A silence procedure. `until` is the closing as it now stands; `breaks` everyone who broke it."""

    entry: Index
    grade: Grade
    opened_by: PartyId | None
    draft: Digest | None
    recipients: tuple[PartyId, ...]
    delivered: str
    opens: Dated | None
    closes: Dated | None
    until: Dated | None
    breaks: tuple[Break, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def broken_by(self) -> Break | None:
        """Who broke it first, by a clock that is not surely after the closing."""
        return next((each for each in self.breaks if not each.at or over(self.until, each.at) != "yes"), None)

    def fate(self, day: Day, slack: int | None = None) -> Quiet:
        """Returns how it stands on a day."""
        if self.broken_by is not None:
            return "broken"
        fate = _fate(self.changes, self.until, day, slack)
        return _QUIET[fate]


_QUIET: dict[Fate, Quiet] = {
    "open": "open",
    "met": "lifted",
    "lapsed": "deemed adopted",
    "extended": "extended",
    "lifted": "lifted",
    "unknown": "unknown",
}


def _fate(changes: tuple[Change, ...], until: Dated | None, day: Day, slack: int | None) -> Fate:
    if changes and changes[-1].outcome != "extended":
        return changes[-1].outcome
    match over(until, day, slack):
        case "yes":
            return "lapsed"
        case "no":
            return "extended" if changes else "open"
        case "possible":
            return "unknown"
        case never:
            assert_never(never)


def deadlines(book: Book) -> tuple[Deadline, ...]:
    """Returns every deadline, in the order of the entries."""
    return tuple(_deadline(book, row, act) for row, act in book.of(acts.Limit))


def _deadline(book: Book, row: Row, act: acts.Limit) -> Deadline:
    changes = _changes(book, row.index)
    withdrawn = book.last(acts.Withdraw, row.index)
    return Deadline(
        entry=row.index, grade=row.grade, set_by=row.entry.actor, due=act.due, bound=act.bound, when=act.when,
        until=_until(changes) or act.when, consequence=act.consequence, met_by=act.met_by, changes=changes,
        withdrawn=withdrawn and withdrawn[0].index,
    )  # fmt: skip


def procedures(book: Book) -> tuple[Procedure, ...]:
    """Returns every silence procedure, in the order of the entries."""
    found = book.of(acts.Silence)
    return tuple(_procedure(book, row, act) for row, act in found if act.breaks is None)


def _procedure(book: Book, row: Row, act: acts.Silence) -> Procedure:
    changes = _changes(book, row.index)
    breaks = tuple(
        Break(entry=later.index, grade=later.grade, party=later.entry.actor, at=later.entry.at)
        for later, broken in book.on(acts.Silence, row.index)
        if broken.breaks == row.index
    )
    return Procedure(
        entry=row.index, grade=row.grade, opened_by=row.entry.actor, draft=act.draft, recipients=act.recipients,
        delivered=act.delivered, opens=act.opens, closes=act.closes, until=_until(changes) or act.closes,
        breaks=breaks, changes=changes,
    )  # fmt: skip


def _changes(book: Book, entry: Index) -> tuple[Change, ...]:
    return tuple(
        Change(entry=row.index, grade=row.grade, outcome=act.outcome, until=act.until, reason=act.reason)
        for row, act in book.on(acts.Extend, entry)
    )


def _until(changes: tuple[Change, ...]) -> Dated | None:
    return next((each.until for each in reversed(changes) if each.until is not None), None)
