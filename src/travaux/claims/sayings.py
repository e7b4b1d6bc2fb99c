"""Sayings: what sources say about a claim. They bear on it, for or against, and never decide it.

A statement bears on a claim where one of the claims in it, if it were so, would settle the other: the same subject and
predicate, or such as are read as the same under an assumption that is printed; and quantities that imply each other or
exclude each other. `claims` of a statement are what it says, denials included; its `manner` never turns them round.

Who denies one thing says nothing of another: that is no admission. Two sources without a name are never taken for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

from travaux.claims.case import Case, plain_day
from travaux.claims.claim import Bearing, Claim, Subject
from travaux.claims.counting import find
from travaux.claims.grammar import from_text, to_text
from travaux.errors import Malformed
from travaux.record import chronology
from travaux.record.statements import Statement
from travaux.record.terms import UNATTRIBUTED, Digest, Withheld

Side = Literal["for", "against"]

PARTY = "what an official of a party is said to have done is read as done by the party"
APPROVED = "“approved” is read as “accepted”"
REJECTED = "“rejected” is read as “objected to”"

_MANY = (1, 2, 3, 4, 5, 6, 7, 9, 12, 20)
"""How many clauses there may be, where that is not known."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement that bears on a claim, and what had to be assumed for that."""

    bearing: Bearing
    assumes: tuple[str, ...] = ()
    anonymous: bool = False


def sayings(case: Case, claim: Claim, table: Digest | None, total: int | None) -> list[Saying]:
    """Returns the statements that bear on a claim, in the order of the log."""
    ear = _Ear(case, claim, table, total)
    return [saying for each in case.state.statements for saying in ear.hear(each)]


@dataclass(frozen=True, slots=True)
class _Ear:
    """Listens for one claim."""

    case: Case
    claim: Claim
    table: Digest | None
    total: int | None

    def hear(self, statement: Statement) -> Iterator[Saying]:
        sides: dict[Side, tuple[str, tuple[str, ...]]] = {}
        for sentence in statement.claims:
            for side, said, assumes in self._sides(sentence):
                sides.setdefault(side, (said, assumes))
        if not statement.claims and statement.manner == "denies" and statement.answers is not None:
            for side, said, assumes in self._denied(statement):
                sides.setdefault(side, (said, assumes))
        for side, (said, assumes) in sides.items():
            yield self._saying(statement, side, f"says that {said}", assumes)
        if not sides and self._answers(statement):
            of = f"denies entry {statement.answers}, and is silent on this; that is no admission"
            yield self._saying(statement, "context", of, ())

    def _answers(self, statement: Statement) -> bool:
        """Whether a statement denies another that bears on the claim."""
        if statement.manner != "denies" or statement.answers is None:
            return False
        other = next((each for each in self.case.state.statements if each.entry == statement.answers), None)
        return other is not None and any(True for sentence in other.claims for _ in self._sides(sentence))

    def _sides(self, sentence: str) -> Iterator[tuple[Side, str, tuple[str, ...]]]:
        try:
            readings = from_text(sentence)
        except Malformed:
            return
        for reading in readings:
            for claim in reading.claims:
                side, assumes = self._side(claim)
                if side is not None and len(readings) > 1:
                    assumes = (*assumes, f"“{sentence}” is read as “{to_text(reading.claims)}”")
                if side is not None:
                    yield side, to_text(claim), assumes

    def _denied(self, statement: Statement) -> Iterator[tuple[Side, str, tuple[str, ...]]]:
        """Yields what a bare denial says: the opposite of another statement, where that made one claim alone."""
        other = next((each for each in self.case.state.statements if each.entry == statement.answers), None)
        if other is None or len(other.claims) != 1:
            return
        for side, said, assumes in self._sides(other.claims[0]):
            yield ("against" if side == "for" else "for"), f"it is not so that {said}", assumes

    # What a claim that was said implies for the one that is asked

    def _side(self, said: Claim) -> tuple[Side | None, tuple[str, ...]]:
        asked = self.claim
        assumes: list[str] = []
        said, same = self._subject(said, assumes)
        if not same or not self._predicate(said, assumes) or not self._object(said):
            return None, ()
        if said.draft and asked.draft and said.draft.casefold() != asked.draft.casefold():
            return None, ()
        if _apart(said, asked):
            return None, ()
        return self._counts(said), tuple(assumes)

    def _subject(self, said: Claim, assumes: list[str]) -> tuple[Claim, bool]:
        mine, theirs = self.claim.subject, said.subject
        if mine == theirs:
            return said, True
        if theirs.kind == "anyone" and mine.kind != "parties":
            return said, said.denied
        if mine.kind == "anyone":
            return said, theirs.kind != "parties" and not said.denied
        if "parties" in (mine.kind, theirs.kind):
            return said, False
        ids = [self._ids(one) for one in (mine, theirs)]
        if None in ids or ids[0] != ids[1]:
            return said, False
        if mine.kind != theirs.kind:
            if "an official is the party" not in self.case.assuming:
                return said, False
            assumes.append(PARTY)
        return said, True

    def _ids(self, subject: Subject) -> object:
        who = self.case.who(subject)
        if who is None:
            return ("unknown", subject.name.casefold()) if subject.kind != "person" else None
        return who.persons or who.parties

    def _predicate(self, said: Claim, assumes: list[str]) -> bool:
        one, other = sorted((said.predicate, self.claim.predicate))
        if one == other:
            return True
        if (one, other) == ("accepted", "approved") and "approved is accepted" in self.case.assuming:
            assumes.append(APPROVED)
            return True
        if (one, other) == ("objected", "rejected") and "rejected is objected" in self.case.assuming:
            assumes.append(REJECTED)
            return True
        # A clause that was taken out was changed; one that was not changed was not taken out.
        return (one, other) == ("changed", "removed") and (
            (said.predicate == "removed" and not said.denied) or (said.predicate == "changed" and said.denied)
        )

    def _object(self, said: Claim) -> bool:
        asked = self.claim
        if said.object != asked.object:
            return False
        if said.to and asked.to and said.to.casefold() != asked.to.casefold():
            return False
        if asked.object in ("matter", "meeting"):
            return not (said.matter and asked.matter) or said.matter.casefold() == asked.matter.casefold()
        return True

    def _counts(self, said: Claim) -> Side | None:
        """Returns what one quantity implies for another, for every number of clauses that there may be."""
        asked = self.claim
        if asked.subject.kind == "parties":
            alike = (said.quantity, said.inside, said.clauses) == (asked.quantity, asked.inside, asked.clauses)
            return None if not alike else "for" if said.denied == asked.denied else "against"
        if asked.object != "clauses":
            return "for" if said.denied == asked.denied else "against"
        mine, theirs = self._clauses(asked), self._clauses(said)
        totals = [self.total] if self.total else _MANY
        implied = excluded = True
        for total in totals:
            for one, other in _cases(theirs, mine, total):
                if not said.holds(*one):
                    continue
                implied, excluded = implied and asked.holds(*other), excluded and not asked.holds(*other)
        return "for" if implied and not excluded else "against" if excluded and not implied else None

    def _clauses(self, claim: Claim) -> frozenset[object]:
        """Returns the clauses that a claim names, as they stand in the draft that counts; empty for all of them."""
        if self.table is None:
            return frozenset(claim.clauses)
        found = [find(self.case.descent, self.table, place) or place for place in claim.clauses]
        return frozenset(found)

    # In words

    def _saying(
        self, statement: Statement, side: Literal["for", "against", "context"], says: str, assumes: Iterable[str]
    ) -> Saying:
        hedge = f" ({statement.hedge})" if statement.hedge else ""
        shows = f"{speaker(self.case, statement)} {says}{hedge}: “{' '.join(statement.words)}”"
        bearing = Bearing(
            entry=statement.entry, side=side, grade="reported", shows=shows,
            when=statement.said.edtf if statement.said else "",
        )  # fmt: skip
        anonymous = statement.source.kind in ("anonymous", "unstated", "office")
        return Saying(bearing, tuple(assumes), anonymous)


def speaker(case: Case, statement: Statement) -> str:
    """Returns who spoke, as far as told, and on which terms; nobody is named who spoke so as not to be."""
    source = statement.source
    person = None if statement.terms in UNATTRIBUTED else source.person
    name = ""
    if person is not None and person.name is not None:
        name = f"a person (name {person.name})" if isinstance(person.name, Withheld) else person.name
    office = source.office or (person.office if person is not None and isinstance(person.office, str) else "") or ""
    who = {"anonymous": "a source without a name", "unstated": "a source not stated"}.get(source.kind, "")
    itself = {"outlet": source.outlet, "document": source.attributes, "office": source.organisation}.get(source.kind)
    who = name or who or office or itself or f"a {source.kind}"
    who = f"{who} who is not to be named" if source.person and person is None else who
    told = [part for part in (source.attributes, office, source.organisation) if part and part != who]
    if source.party is not None:
        told.append(f"of {case.called(source.party)}")
    told.append(statement.terms)
    if source.outlet and source.outlet != who:
        told.append(source.outlet)
    return f"{who} ({', '.join(told)})"


def _apart(one: Claim, other: Claim) -> bool:
    """Whether the times of two claims surely have no day in common."""
    for first, second in ((one, other), (other, one)):
        until, since = plain_day(first.until), plain_day(second.since)
        if until and since and chronology.before(until, since) == "yes":
            return True
    return False


def _cases(
    theirs: frozenset[object], mine: frozenset[object], total: int
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yields every way in which so many of the one's clauses, and so many of the other's, may be true together."""
    if not theirs and not mine:
        parts = (total, 0, 0)
    elif not mine:
        parts = (len(theirs), 0, max(total - len(theirs), 0))
    elif not theirs:
        parts = (len(mine), max(total - len(mine), 0), 0)
    else:
        parts = (len(theirs & mine), len(theirs - mine), len(mine - theirs))
    both, their_own, my_own = parts
    for x, y, z in product(range(both + 1), range(their_own + 1), range(my_own + 1)):
        yield (x + y, both + their_own), (x + z, both + my_own)
