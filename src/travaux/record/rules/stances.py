"""Stances: who stood how on exact words when somebody concluded on them. By digests alone; no text is read here.

A position counts where it is on the same words: at the same clause of the same draft, or in another draft, since the
same words bind wherever they are tabled. A certified correction carries it over, for whoever certified. A position that
was withdrawn or reopened is none, and what it had replaced does not come back. A group speaks for the members that it
had then; a party's own position stands before its group's.
"""

from __future__ import annotations

from collections.abc import Iterator

from travaux.record import acts
from travaux.record.book import Row
from travaux.record.people import Membership
from travaux.record.state import State
from travaux.record.terms import Digest, PartyId, Wording

Stance = tuple[Row, acts.Take]


def stances(state: State, wording: Wording) -> dict[PartyId, Stance]:
    """Returns the position of every party that has one on these words."""
    membership, same = Membership.of(state.book), _same(state, wording)
    own: dict[PartyId, Stance | None] = {}
    through: dict[PartyId, Stance | None] = {}
    for row, take in state.book.of(acts.Take):
        if not _on(take.wording, wording, same):
            continue
        carried = same[take.wording.words]
        for party, itself in _speaks_for(row, take, membership):
            if carried is None or party in carried:
                (own if itself else through)[party] = None if _ended(state, row) else (row, take)
    standing = {party: own.get(party) or through.get(party) for party in {**through, **own}}
    return {party: each for party, each in standing.items() if each is not None}


def _on(taken: Wording, wording: Wording, same: dict[Digest, frozenset[PartyId] | None]) -> bool:
    elsewhere = taken.draft != wording.draft or taken.words != wording.words
    return taken.words in same and (elsewhere or taken.clause == wording.clause)


def _same(state: State, wording: Wording) -> dict[Digest, frozenset[PartyId] | None]:
    """Returns the words that count as these, each with the parties for whom they do; None is everybody."""
    found: dict[Digest, frozenset[PartyId] | None] = {wording.words: None}
    for correction in reversed(state.corrections):
        later = correction.corrected.words
        if later in found and correction.wording.words not in found:
            certified, before = frozenset(correction.certified), found[later]
            found[correction.wording.words] = certified if before is None else certified & before
    return found


def _speaks_for(row: Row, take: acts.Take, membership: Membership) -> Iterator[tuple[PartyId, bool]]:
    """Yields the parties that a position speaks for, each with whether it is its own."""
    actor = row.entry.actor
    if actor is None:
        yield from ((party, True) for party in take.on_behalf_of)
        return
    yield actor, True
    members = membership.at(actor, row.index)
    yield from ((party, False) for party in take.on_behalf_of or members if party in members and party != actor)


def _ended(state: State, row: Row) -> bool:
    """Whether a position was withdrawn or reopened."""
    return any(state.book.last(kind, row.index) for kind in (acts.Withdraw, acts.Reopen))
