"""Positions: a party's stance on an exact wording, in a forum; and whether that wording still stands.

    current     the clause of the draft on the table has these very words
    carried     a correction changed the words, and the party certified that nothing of substance changed
    stale       the words have changed since, or the clause is gone, or the draft was replaced by one not made from it
    expired     accepted ad referendum until a day that is over, and not confirmed
    withdrawn   by the party
    reopened    the acceptance was reopened
    unknown     a text is missing, or the draft never had the words that the position binds to

The first of these that holds, read from below but for `unknown`, is the status; `by` is the entry behind it.

A position speaks for its actor; a group's for its members, through the group; one taken on behalf of other parties for
those that signed it too, or for all of them if the depositary wrote it down. Where a party has a position of its own in
force, no other's stands before it, whichever came later. A correction counts in the same way: for a party that signed
it, or for all if the depositary did; for others the words change when the corrected draft is tabled. A position on a
clause is not one on its parts, nor on what it is part of: those are given apart, as `covering`.

A reservation is neither opposition nor consent, and no position is not support. Who counts how is for whoever counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from travaux.record import acts
from travaux.record.book import Book, Row
from travaux.record.days import Day, over
from travaux.record.descent import Descent
from travaux.record.links import Linkage
from travaux.record.people import Membership, parties
from travaux.record.shelf import Spot
from travaux.record.terms import (
    Dated,
    Digest,
    Forum,
    Grade,
    Index,
    PartyId,
    PersonId,
    Place,
    Reservation,
    Stance,
    Wording,
)
from travaux.record.texts import current
from travaux.record.wordings import wording as wording
from travaux.record.wordings import wording_digest as wording_digest

Status = Literal["current", "carried", "stale", "expired", "withdrawn", "reopened", "unknown"]
IN_FORCE: frozenset[Status] = frozenset({"current", "carried"})
"""The statuses of a position that binds to the words as they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A position of `party`, taken by itself or `through` another. `entry` is where it was taken.

    `now` are the clauses of the draft on the table that its clause has become. `confirmed` is the entry that confirmed
    an acceptance ad referendum. `reason` says in words what the status rests on, `by` is the entry behind that.
    """

    entry: Index
    grade: Grade
    party: PartyId
    through: PartyId | None
    person: PersonId | None
    stance: Stance
    wording: Wording
    forum: Forum | None
    ad_referendum: bool
    until: Dated | None
    condition: str
    reservation: Reservation | None
    confirmed: Index | None
    status: Status
    reason: str
    by: Index | None
    now: tuple[Spot, ...] = ()

    @property
    def in_force(self) -> bool:
        """Whether it binds to the words as they stand."""
        return self.status in IN_FORCE

    @property
    def final(self) -> bool:
        """Whether it is an acceptance in force, without a condition, and confirmed where it was ad referendum."""
        pending = self.ad_referendum and self.confirmed is None
        return self.in_force and self.stance == "accept" and not pending and not self.condition


@dataclass(frozen=True, slots=True)
class Held:
    """Whether a wording still stands: the status, in words why, the entry behind it, and where the clause is now."""

    status: Status
    reason: str
    by: Index | None = None
    now: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Leg:
    """One side of a linkage: a clause offered, or one asked for in return, and whether its words still stand."""

    place: Place
    offered: bool
    held: Held


class Positions:
    """The positions of a record, held against the draft on the table and, where given, a day.

    Without a day nothing expires. `slack` is by how many days at most an approximate date is taken to be off.
    """

    def __init__(self, book: Book, descent: Descent, day: Day | None = None, slack: int | None = None) -> None:
        self._book, self.descent, self._day, self._slack = book, descent, day, slack
        self.table = current(book)
        self._stands: dict[tuple[Wording, PartyId | None, int], Held] = {}
        self._corrections = list(book.of(acts.Correct))

    @cached_property
    def all(self) -> tuple[Position, ...]:
        """Every position, in the order of the entries; one for each party that it speaks for."""
        membership = Membership.of(self._book)
        found = []
        for row, act in self._book.of(acts.Take):
            for party, through in self._speaks_for(row, act, membership):
                found.append(self._position(row, act, party, through))
        return tuple(found)

    @cached_property
    def _by_spot(self) -> dict[Spot, list[Position]]:
        found: dict[Spot, list[Position]] = {}
        for position in self.all:
            own = self.descent.shelf.spot(position.wording.draft, position.wording.clause)
            for spot in dict.fromkeys((*([own] if own else []), *position.now)):
                found.setdefault(spot, []).append(position)
        return found

    def on(self, spot: Spot, party: PartyId | None = None, forum: str | None = None) -> tuple[Position, ...]:
        """Returns the positions taken on a clause, or on what it came from, the latest first."""
        return tuple(
            each
            for each in reversed(self._by_spot.get(spot, ()))
            if party in (None, each.party) and forum in (None, _forum(each))
        )

    def covering(self, spot: Spot) -> tuple[Position, ...]:
        """Returns the positions on what a clause is part of, up to the whole text, the latest first."""
        text = self.descent.shelf.get(spot.draft)
        around = () if text is None else text.around(spot.number)
        found = [each for number in around for each in self.on(Spot(spot.draft, number))]
        return tuple(sorted(found, key=lambda each: -each.entry))

    def latest(self, spot: Spot) -> dict[tuple[PartyId, str], Position]:
        """Returns the last position of each party in each forum: its own before a group's, if that is in force.

        A position that is not in force is given where the party has no other, so that it can be seen to be stale; what
        a later one replaced never comes back.
        """
        own: dict[tuple[PartyId, str], Position] = {}
        others: dict[tuple[PartyId, str], Position] = {}
        for each in self.on(spot):
            (own if each.through is None else others).setdefault((each.party, _forum(each)), each)
        return {
            key: one if one.in_force or key not in others or not others[key].in_force else others[key]
            for key, one in {**others, **own}.items()
        }

    def holdouts(self, spot: Spot, forum: str | None = None) -> tuple[PartyId, ...]:
        """Returns the parties that take part as such and have no acceptance of a clause in force, in order."""
        accepted = {
            each.party
            for (_, where), each in self.latest(spot).items()
            if forum in (None, where) and each.in_force and each.stance == "accept"
        }
        taking_part = [one for one in parties(self._book) if one.capacity == "party" and one.present]
        return tuple(one.id for one in taking_part if one.id not in accepted)

    def legs(self, linkage: Linkage) -> tuple[Leg, ...]:
        """Returns the clauses that a linkage ties, each with whether it still reads as when it was linked."""
        sides = [(place, True) for place in linkage.offered] + [(place, False) for place in linkage.given]
        return tuple(Leg(place, offered, self._leg(linkage, place)) for place, offered in sides)

    def _leg(self, linkage: Linkage, place: Place) -> Held:
        text, spot = self.descent.shelf.get(linkage.draft), self.descent.shelf.spot(linkage.draft, place)
        if text is None:
            return Held("unknown", f"the text of draft {linkage.draft[:12]} is not here")
        if spot is None:
            return Held("unknown", f"draft {linkage.draft[:12]} has no clause {place!r}")
        linked = Wording(draft=linkage.draft, clause=place, words=text.words(spot.number))
        return self.stands(linked, linkage.party, linkage.entry)

    def spot(self, place: Place) -> Spot | None:
        """Returns a clause of the draft on the table by its place there."""
        return None if self.table is None else self.descent.shelf.spot(self.table.digest, place)

    def _position(self, row: Row, act: acts.Take, party: PartyId, through: PartyId | None) -> Position:
        confirmed = self._book.last(acts.Confirm, row.index)
        stands = self._status(row, act, party, confirmed[0].index if confirmed else None)
        return Position(
            entry=row.index, grade=row.grade, party=party, through=through, person=row.entry.person, stance=act.stance,
            wording=act.wording, forum=act.forum, ad_referendum=act.ad_referendum, until=act.until,
            condition=act.condition, reservation=act.reservation, confirmed=confirmed[0].index if confirmed else None,
            status=stands.status, reason=stands.reason, by=stands.by, now=stands.now,
        )  # fmt: skip

    def _speaks_for(self, row: Row, act: acts.Take, membership: Membership) -> Iterator[tuple[PartyId, PartyId | None]]:
        """Yields the parties that a position speaks for, each with through whom."""
        actor = row.entry.actor
        members = () if actor is None else membership.at(actor, row.index)
        if actor is not None:
            yield actor, None
        for party in dict.fromkeys(act.on_behalf_of or members):
            if party != actor and (party in members or self._book.signed_for(row, party)):
                yield party, actor

    def _status(self, row: Row, act: acts.Take, party: PartyId, confirmed: Index | None) -> Held:
        stands = self.stands(act.wording, party, row.index)
        if ended := self._book.last(acts.Withdraw, row.index):
            return replace(stands, status="withdrawn", reason="withdrawn by the party", by=ended[0].index)
        if reopened := self._book.last(acts.Reopen, row.index):
            return replace(stands, status="reopened", reason=reopened[1].reason, by=reopened[0].index)
        if act.ad_referendum and act.until and confirmed is None and self._day is not None:
            match over(act.until, self._day, self._slack):
                case "yes":
                    reason = f"accepted ad referendum until {act.until.words or act.until.edtf}, and not confirmed"
                    return replace(stands, status="expired", reason=reason, by=row.index)
                case "possible":
                    return replace(stands, reason=f"{stands.reason}; its time may be over, and it is not confirmed")
        return stands

    def stands(self, wording: Wording, party: PartyId | None = None, since: int = -1) -> Held:
        """Returns whether a wording still stands, for a party, as it was at the entry `since`."""
        key = (wording, party, since if self._corrections else -1)
        if key not in self._stands:
            self._stands[key] = self._followed(wording, party, since)
        return self._stands[key]

    def _followed(self, wording: Wording, party: PartyId | None, since: int) -> Held:
        """Follows a wording through the corrections that the party certified, then to the draft on the table."""
        carried: Held | None = None
        first = wording
        for row, act in self._corrections:
            counts = party is None or self._book.signed_for(row, party)
            if row.index <= since or not counts or not self._corrects(act, wording):
                continue
            stale = Held("stale", "the words were corrected, and the party did not certify the correction", row.index)
            follows = self._corrected(act, wording)
            if party not in act.certified or follows is None:
                return replace(stale, now=self._drawn(wording).now)
            wording = follows
            carried = Held("carried", "the words were corrected; the party certified the correction", row.index)
        if carried and self.table and self.descent.descends(wording.draft, self.table.digest):
            # The corrected text was not tabled itself: what is on the table reads as corrected.
            return replace(carried, now=self._drawn(first).now)
        drawn = self._drawn(wording)
        return replace(carried, now=drawn.now) if carried and drawn.status == "current" else drawn

    def _corrects(self, act: acts.Correct, wording: Wording) -> bool:
        """Whether a correction changes a wording: the same clause, or a clause in it."""
        if act.wording.draft != wording.draft:
            return act.wording.words == wording.words and self.descent.descends(act.wording.draft, wording.draft)
        if act.wording.clause == wording.clause:
            return True
        text = self.descent.shelf.get(wording.draft)
        mine = self.descent.shelf.spot(wording.draft, wording.clause)
        theirs = self.descent.shelf.spot(wording.draft, act.wording.clause)
        if text is None or mine is None or theirs is None:
            return False
        return mine == theirs or mine.number in text.around(theirs.number)

    def _corrected(self, act: acts.Correct, wording: Wording) -> Wording | None:
        """Returns what a corrected wording reads now: of a clause that holds the corrected one, from the new text."""
        if act.wording.words == wording.words:
            return act.corrected
        text = self.descent.shelf.get(act.corrected.draft)
        spot = self.descent.shelf.spot(act.corrected.draft, wording.clause)
        if text is None or spot is None:
            return None
        return Wording(draft=act.corrected.draft, clause=wording.clause, words=text.words(spot.number))

    def _drawn(self, wording: Wording) -> Held:
        """Returns whether a wording still stands in the draft on the table."""
        shelf, table = self.descent.shelf, self.table
        text, spot = shelf.get(wording.draft), shelf.spot(wording.draft, wording.clause)
        if table is None:
            return Held("unknown", "no draft is on the table")
        if text is None:
            return Held("unknown", f"the text of draft {wording.draft[:12]} is not here")
        if spot is None or text.words(spot.number) != wording.words:
            return Held("unknown", f"draft {wording.draft[:12]} has no such words at {wording.clause or 'all'!r}")
        if table.digest not in shelf:
            return Held("unknown", f"the text of draft {table.digest[:12]}, on the table, is not here")
        return self._traced(wording.words, spot, table.digest)

    def _traced(self, words: Digest, spot: Spot, target: Digest) -> Held:
        layers = self.descent.layers(spot, target)
        if not layers:
            by = self.descent.order.get(target)
            return Held("stale", "the draft on the table was not made from the one it was taken on", by)
        changed = [each for each in layers if not any(self._reads(one, words) for one in each.spots)]
        now = layers[-1].spots
        if changed and changed[-1] == layers[-1]:
            gone = not changed[0].spots
            reason = "the clause was dropped" if gone else "the words have changed"
            return Held("stale", reason, self.descent.order.get(changed[0].draft), now)
        if changed:
            return Held("current", "the words had changed, and are again as they were", None, now)
        return Held("current", "the words are as they were", None, now)

    def _reads(self, spot: Spot, words: Digest) -> bool:
        return self.descent.shelf[spot.draft].words(spot.number) == words


def _forum(position: Position) -> str:
    return position.forum.name if position.forum else ""
