"""Meetings, as each source announced them. Two announcements are two meetings here: nothing merges them.

Whoever thinks that two announcements mean one meeting may say so; the record keeps both, with who said which.
"""

from __future__ import annotations

from dataclasses import dataclass

from travaux.record import acts
from travaux.record.book import Book, Row
from travaux.record.terms import Dated, Forum, Grade, Index, PartyId, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjournment:
    """A meeting ended or was put off, by the entry `entry`."""

    entry: Index
    when: Dated | None
    until: Dated | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One announcement of a meeting, or one meeting as held. `source` is who announced it, by the entry `announced`.

    Who is `expected`, and the `others` in the words used, are as announced: nobody is said to have come unless the
    meeting was `held`.
    """

    entry: Index
    grade: Grade
    convened_by: PartyId | None
    forum: Forum
    when: Dated
    place: str
    announced: Index | None
    source: Source | None
    expected: tuple[PartyId, ...]
    others: str
    held: bool
    adjourned: tuple[Adjournment, ...] = ()


def meetings(book: Book) -> tuple[Meeting, ...]:
    """Returns every meeting by every source, in the order of the entries."""
    return tuple(_meeting(book, row, act) for row, act in book.of(acts.Convene))


def _meeting(book: Book, row: Row, act: acts.Convene) -> Meeting:
    told = book.rows.get(act.announced) if act.announced is not None else None
    source = told.act.source if told is not None and isinstance(told.act, acts.State) else None
    return Meeting(
        entry=row.index, grade=row.grade, convened_by=row.entry.actor, forum=act.forum, when=act.when, place=act.place,
        announced=act.announced, source=source, expected=act.expected, others=act.others, held=act.held,
        adjourned=tuple(
            Adjournment(entry=later.index, when=ending.when, until=ending.until)
            for later, ending in book.on(acts.Adjourn, row.index)
        ),
    )  # fmt: skip
