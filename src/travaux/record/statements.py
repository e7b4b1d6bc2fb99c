"""Statements: what sources said, on which terms. A statement is never promoted to an act, whoever made it.

Whether two statements have one speaker is known only where both name the same person by id. Two anonymous sources are
never assumed to be one, nor is an office without a name.
"""

from __future__ import annotations

from dataclasses import dataclass

from travaux.record import acts
from travaux.record.book import Book
from travaux.record.terms import Attribution, Dated, Index, Lines, PersonId, Source, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a source said. `answered_by` are the statements that deny, confirm or answer it. `scribe` wrote it down."""

    entry: Index
    source: Source
    words: Lines
    terms: Attribution
    span: Span | None
    said: Dated | None
    claims: tuple[str, ...]
    answers: Index | None
    manner: str
    hedge: str
    scribe: PersonId | None
    answered_by: tuple[Index, ...] = ()


def statements(book: Book) -> tuple[Statement, ...]:
    """Returns every statement, in the order of the entries."""
    return tuple(
        Statement(
            entry=row.index, source=act.source, words=act.words, terms=act.terms, span=act.span, said=act.said,
            claims=act.claims, answers=act.answers, manner=act.manner, hedge=act.hedge, scribe=row.entry.scribe,
            answered_by=tuple(
                later.index for later, answer in book.on(acts.State, row.index) if answer.answers == row.index
            ),
        )
        for row, act in book.of(acts.State)
    )  # fmt: skip


def same_speaker(one: Source, other: Source) -> bool | None:
    """Says whether two sources are one speaker: True or False where both name a person by id, else None: not known."""
    if one.kind == other.kind == "person" and one.person is not None and other.person is not None:
        return one.person.id == other.person.id
    return None
