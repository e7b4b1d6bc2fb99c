"""The status of a clause by the legend of a process: which mark holds, and the entries on which it does.

A party's last position in force on the clause counts, or where it has none there, on what the clause is part of. What
is held on the parts of a clause is the status of the parts. Who signed, initialled or authenticated the draft on the
table has accepted it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

from travaux.papers.basis import Basis
from travaux.papers.legend import Legend, Mark
from travaux.papers.rolling.pending import Pending
from travaux.record.positions import IN_FORCE, Position
from travaux.record.shelf import Spot
from travaux.record.terms import Index, PartyId
from travaux.record.texts import Authentication, Decision


@dataclass(frozen=True, slots=True)
class Status:
    """The mark that holds for a clause, and the entries that make it hold."""

    mark: Mark
    entries: tuple[Index, ...] = ()


@dataclass(frozen=True)
class Statuses:
    """The statuses of the clauses on the table, by one legend. `proposals` are all of the record."""

    basis: Basis
    legend: Legend
    proposals: tuple[Pending, ...]

    def of(self, spot: Spot) -> Status:
        """Returns the status of a clause: the first mark that holds; the last one always does."""
        held = ((mark, self._holds(mark, spot)) for mark in self.legend.marks)
        return next(Status(mark, tuple(dict.fromkeys(entries))) for mark, entries in held if entries is not None)

    def _holds(self, mark: Mark, spot: Spot) -> list[Index] | None:
        """Returns the entries on which a mark holds for a clause, or None where it does not."""
        match mark.when:
            case "decided":
                return self._decided(mark.forum, spot) or None
            case "accepted by all" | "ad referendum":
                return self._by_all(mark.forum, spot, final=mark.when == "accepted by all")
            case "accepted by some":
                return list(self._accepted(spot, mark.forum)[0].values()) or None
            case "objected":
                return [each.entry for each in self._held(spot, mark.forum).values() if _opposed(each)] or None
            case "proposed by one side":
                return self._one_side(spot)
            case "otherwise":
                return []
            case _:
                assert_never(mark.when)

    @cached_property
    def _parties(self) -> tuple[PartyId, ...]:
        return tuple(each.id for each in self.basis.state.parties if each.capacity == "party" and each.present)

    def _held(self, spot: Spot, forum: str = "") -> Mapping[PartyId, Position]:
        """Returns the last position in force of each party on a clause or around it, in a forum or in any."""
        found: dict[PartyId, Position] = {}
        for number in (spot.number, *self.basis.text.around(spot.number)):
            for each in self.basis.positions.on(Spot(spot.draft, number)):
                if (
                    each.party in self._parties
                    and each.in_force
                    and _in(forum, each.forum.name if each.forum else None)
                ):
                    found.setdefault(each.party, each)
        return found

    def _by_all(self, forum: str, spot: Spot, *, final: bool) -> list[Index] | None:
        accepted, settled = self._accepted(spot, forum)
        if not accepted or len(accepted) < len(self._parties) or settled != final:
            return None
        return list(accepted.values())

    def _accepted(self, spot: Spot, forum: str) -> tuple[dict[PartyId, Index], bool]:
        """Returns who accepts a clause, each with the entry, and whether all of them do so finally."""
        held = self._held(spot, forum)
        found: dict[PartyId, Index] = {}
        settled = True
        for party in self._parties:
            if party in self.signed and not forum:
                found[party] = self.signed[party].entry
            elif party in held and held[party].stance == "accept":
                found[party] = held[party].entry
                settled = settled and held[party].final
        return found, settled

    @cached_property
    def signed(self) -> Mapping[PartyId, Authentication]:
        """Who signed, initialled or authenticated the draft on the table."""
        return signed(self.basis)

    def _decided(self, forum: str, spot: Spot) -> list[Index]:
        reach = {spot, *(Spot(spot.draft, number) for number in self.basis.text.around(spot.number))}
        return [
            decision.entry
            for decision, now in self._conclusions
            if _in(forum, decision.forum.name) and reach & set(now)
        ]  # fmt: skip

    @cached_property
    def _conclusions(self) -> list[tuple[Decision, tuple[Spot, ...]]]:
        """The conclusions that stand, each with the clauses that it closed."""
        held = [(each, self.basis.positions.stands(each.wording)) for each in self.basis.state.decisions()]
        return [
            (decision, bound.now)
            for decision, bound in held
            if decision.reopened is None and decision.outcome in ("agreed", "adopted") and bound.status in IN_FORCE
        ]

    def _one_side(self, spot: Spot) -> list[Index] | None:
        """Returns the entries of the only party that has put forward or accepted anything here."""
        entries: dict[PartyId, list[Index]] = {}
        for each in self.proposals:
            if each.fate == "open" and each.spot == spot and each.proposal.party is not None:
                entries.setdefault(each.proposal.party, []).append(each.proposal.entry)
        for party, entry in self._accepted(spot, "")[0].items():
            entries.setdefault(party, []).append(entry)
        if self.basis.table.party in self._parties:
            entries.setdefault(self.basis.table.party, []).append(self.basis.table.entry)
        return next(iter(entries.values())) if len(entries) == 1 else None


def signed(basis: Basis) -> Mapping[PartyId, Authentication]:
    """Returns who signed, initialled or authenticated the draft on the table; ad referendum only if confirmed."""
    return {
        each.party: each
        for each in basis.state.authentications(basis.table.digest)
        if each.party is not None and (each.manner != "signed ad referendum" or each.confirmed is not None)
    }


def _opposed(position: Position) -> bool:
    return position.stance == "object" or (position.stance == "reserve" and position.reservation == "substantive")


def _in(forum: str, named: str | None) -> bool:
    return not forum or (named is not None and named.casefold() == forum.casefold())
