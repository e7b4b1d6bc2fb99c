"""Linkages: terms offered in return for terms. Whether a leg has changed since is for `positions`."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.record import acts
from travaux.record.book import Book
from travaux.record.terms import Digest, Grade, Index, PartyId, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """What a party offers, and for what. `everything`: nothing is agreed until everything is agreed.

    `offered` and `given` are places in `draft`; `withdrawn` is the entry that withdrew the linkage.
    """

    entry: Index
    grade: Grade
    party: PartyId | None
    draft: Digest
    offered: tuple[Place, ...]
    given: tuple[Place, ...]
    everything: bool
    terms: str
    withdrawn: Index | None = None


def linkages(book: Book) -> tuple[Linkage, ...]:
    """Returns every linkage, the withdrawn ones too."""
    found = []
    for row, act in book.of(acts.Link):
        ended = book.last(acts.Withdraw, row.index)
        linkage = Linkage(
            entry=row.index, grade=row.grade, party=row.entry.actor, draft=act.draft, offered=act.offered,
            given=act.for_, everything=act.everything, terms=act.terms, withdrawn=ended and ended[0].index,
        )  # fmt: skip
        found.append(linkage)
    return tuple(found)
