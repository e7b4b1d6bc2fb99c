"""Showings: which acts of the record show what a claim says, of which clauses, and how far each may be relied on.

    decides    the act shows it outright
    qualified  it shows it if its proviso is passed over: ad referendum and not confirmed, withdrawn since, defective …
    possible   it may show it: the date is imprecise, the person is not told, only comparison speaks for it
    beside     it shows something near: of other words, or in a draft that does not lead to the one that counts

Statements are no acts and are never here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from travaux.claims.case import Case, Who
from travaux.claims.claim import Claim, Predicate
from travaux.claims.counting import Unit
from travaux.record import acts
from travaux.record.book import Row
from travaux.record.shelf import Spot
from travaux.record.terms import Digest, Grade, Index, PartyId, Place, Wording

A = TypeVar("A", bound=acts.Act)

Force = Literal["decides", "qualified", "possible", "beside"]

KINDS: dict[Predicate, tuple[type[acts.Act], ...]] = {
    "proposed": (acts.Table, acts.Propose),
    "changed": (acts.Table, acts.Propose, acts.Correct),
    "removed": (acts.Table, acts.Propose, acts.Correct),
    "approved": (acts.Take,),
    "accepted": (acts.Take,),
    "objected": (acts.Take, acts.Silence),
    "reserved": (acts.Take,),
    "rejected": (acts.Take, acts.Silence),
    "presented": (acts.Present,),
    "received": (acts.Table, acts.Silence),
    "attended": (acts.Convene, acts.Decide),
    "demanded": (acts.Link,),
    "offered": (acts.Link,),
    "signed": (acts.Authenticate,),
    "initialled": (acts.Authenticate,),
    "tabled": (acts.Table,),
    "withdrew": (acts.Withdraw,),
    "extended": (acts.Extend,),
}
"""The acts that can show each predicate: those that coverage must reach before their absence counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What one entry shows: of which units (by their place among those counted), with what force.

    `needs` are further entries it rests on; `proviso` is why it is qualified; `assumes` what was taken for granted.
    """

    entry: Index
    grade: Grade
    says: str
    when: str
    units: frozenset[int]
    force: Force = "decides"
    needs: tuple[Index, ...] = ()
    proviso: str = ""
    assumes: tuple[str, ...] = ()


Shown = Iterator[Showing]


@dataclass(frozen=True)
class Asked:
    """A claim with its subject resolved and its clauses counted; `table` is the digest of the draft that counts."""

    case: Case
    claim: Claim
    who: Who
    units: tuple[Unit, ...]
    table: Digest | None

    def of(self, kind: type[A]) -> Iterator[tuple[Row, A]]:
        """Yields the entries of one kind of act that hold, in the order of the log, with the act."""
        return self.case.state.book.of(kind)

    def showing(
        self, row: Row, says: str, units: Iterable[int], *, others: tuple[PartyId, ...] = (), proviso: str = "",
        force: Force = "decides", needs: tuple[Index, ...] = (), assumes: tuple[str, ...] = (),
    ) -> Showing | None:  # fmt: skip
        """Returns what an entry shows, with the force that its author, its date and its validity leave it."""
        did = self.case.did(row, self.who, others)
        timely = self.case.in_time(row, self.claim.since, self.claim.until)
        touched = frozenset(units)
        if did == "no" or timely == "no" or not touched:
            return None
        fault = self.case.fault(row)
        if fault and force == "decides":
            force, proviso = "qualified", "; ".join(part for part in (proviso, fault) if part)
            says = f"{says} ({fault})"
        elif proviso and force == "decides":
            force = "qualified"
        if force in ("decides", "qualified") and (did == "possible" or timely == "possible" or row.grade == "reported"):
            force = "possible"
            says += _doubt(did == "possible", timely == "possible")
        return Showing(
            entry=row.index, grade=row.grade, says=says, when=self.case.date(row), units=touched, force=force,
            needs=needs, proviso=proviso, assumes=assumes,
        )  # fmt: skip

    def by(self, row: Row) -> str:
        """Returns by whom an entry was done, in words."""
        return self.case.called(row.entry.actor)

    def draft(self, digest: Digest) -> str:
        """Returns how a draft is called: "draft 2"."""
        number = self.case.numbers.get(digest)
        return f"draft {number}" if number is not None else f"draft {digest[:12]}"

    def spot(self, draft: Digest, place: Place) -> Spot | None:
        """Returns the clause that a place means in a draft that is at hand."""
        return self.case.descent.shelf.spot(draft, place)

    def within(self, spot: Spot, *, whole: bool = False) -> frozenset[int]:
        """Returns the units that are a clause or hold it; with `whole` also those that stand in it."""
        key = (spot, whole)
        if key not in self._within:
            self._within[key] = frozenset(self._touched(spot, whole))
        return self._within[key]

    def _touched(self, spot: Spot, whole: bool) -> Iterator[int]:
        text = self.case.descent.shelf[spot.draft]
        around = text.around(spot.number)
        for number, mine in self.places.get(spot.draft, ()):
            if mine == spot or mine.number in around or (whole and spot.number in text.around(mine.number)):
                yield number

    @cached_property
    def places(self) -> dict[Digest, list[tuple[int, Spot]]]:
        """Where the units are in each draft: in the line that leads to the draft that counts, or beside it."""
        found: dict[Digest, list[tuple[int, Spot]]] = {}
        for number, unit in enumerate(self.units):
            for mine in sorted(unit.line | unit.side):
                found.setdefault(mine.draft, []).append((number, mine))
        return found

    @cached_property
    def _within(self) -> dict[tuple[Spot, bool], frozenset[int]]:
        return {}


def _doubt(person: bool, date: bool) -> str:
    doubts = ["which person acted is not told"] * person + ["its date may lie outside the time that is meant"] * date
    return f" ({'; '.join(doubts) or 'no key that was valid then signed it'})"


def only(showing: Showing | None) -> Shown:
    """Yields what an entry shows, if it shows anything."""
    if showing is not None:
        yield showing


def called(asked: Asked, wording: Wording) -> str:
    """Returns how a wording is called: "clause 14 of draft 2"."""
    place = f"clause {wording.clause}" if wording.clause else "the whole"
    return f"{place} of {asked.draft(wording.draft)}"


Shows = Callable[[Asked], Shown]
