"""Coverage: who vouches that the record is complete, for what, from when to when. What follows is for `claims`."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.record import acts
from travaux.record.book import Book
from travaux.record.terms import Dated, Grade, Index, PartyId, PersonId, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A declaration of completeness. Empty means all of its kind.

    `from_entry` and `to_entry` are both covered; nobody vouches for what comes after the declaration, so that
    `to_entry` is the declaration's own entry where it was left out or lies beyond.
    """

    entry: Index
    grade: Grade
    party: PartyId | None
    person: PersonId | None
    scribe: PersonId | None
    acts: tuple[str, ...]
    parties: tuple[PartyId, ...]
    clauses: tuple[Place, ...]
    since: Dated | None
    until: Dated | None
    from_entry: Index
    to_entry: Index
    limits: str


def coverages(book: Book) -> tuple[Coverage, ...]:
    """Returns every coverage, in the order of the entries."""
    return tuple(
        Coverage(
            entry=row.index, grade=row.grade, party=row.entry.actor, person=row.entry.person, scribe=row.entry.scribe,
            acts=act.acts, parties=act.parties, clauses=act.clauses, since=act.since, until=act.until,
            from_entry=Index(0) if act.from_entry is None else act.from_entry,
            to_entry=row.index if act.to_entry is None else min(act.to_entry, row.index), limits=act.limits,
        )
        for row, act in book.of(acts.Cover)
    )  # fmt: skip
