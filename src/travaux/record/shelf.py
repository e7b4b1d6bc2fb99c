"""The shelf: the texts of drafts by digest, their clauses numbered and their wordings digested when first asked for.

A record holds digests; the texts are kept elsewhere, and one that is not on the shelf is said to be missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from travaux.errors import Malformed
from travaux.record.terms import Digest, Place
from travaux.record.wordings import clause_at, wording_digest
from travaux.text.citation import find
from travaux.text.clauses import Clause
from travaux.text.drafts import Draft

WHOLE = -1
"""The number of the whole text."""


class Spot(NamedTuple):
    """A clause of a draft: its number counts the draft's clauses in order, each before what is in it; -1 is the whole
    text."""

    draft: Digest
    number: int


class Text:
    """A draft with its clauses numbered."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.digest = Digest(draft.digest)
        self._digests: dict[int, Digest] = {}
        self._places: dict[int, Place] = {}
        self._spots: dict[Place, Spot] = {}

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses, each before those in it; a clause's place here is its number."""
        return tuple(self.draft.walk())

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {id(clause): number for number, clause in enumerate(self.clauses)}

    @cached_property
    def _above(self) -> dict[int, int]:
        """The clause in which a clause is."""
        return {
            self._numbers[id(child)]: number for number, clause in enumerate(self.clauses) for child in clause.children
        }

    def clause(self, number: int) -> Clause | None:
        """Returns a clause, None for the whole text."""
        return None if number == WHOLE else self.clauses[number]

    def number(self, clause: Clause | None) -> int:
        """Returns the number of a clause of this draft."""
        return WHOLE if clause is None else self._numbers[id(clause)]

    def at(self, place: Place) -> Spot:
        """Returns the clause that a place means; refuses like `wordings.clause_at`."""
        if place not in self._spots:
            self._spots[place] = Spot(self.digest, self.number(clause_at(self.draft, place)))
        return self._spots[place]

    def words(self, number: int) -> Digest:
        """Returns the digest of a clause's wording."""
        if number not in self._digests:
            self._digests[number] = wording_digest(self.draft, self.clause(number))
        return self._digests[number]

    def around(self, number: int) -> tuple[int, ...]:
        """Returns the clauses in which a clause is, the innermost first, and last the whole text."""
        found = []
        while number in self._above:
            number = self._above[number]
            found.append(number)
        return (*found, WHOLE) if number != WHOLE else ()

    def within(self, number: int) -> tuple[int, ...]:
        """Returns the clauses that are in a clause, at any depth, in order."""
        return tuple(inner for inner in range(number + 1, len(self.clauses)) if number in self.around(inner))

    def place(self, number: int) -> Place:
        """Returns the shortest name by which this clause, and no other, is found: "4.2(a)"; as printed if there is
        none."""
        if number not in self._places:
            self._places[number] = self._named(number)
        return self._places[number]

    def _named(self, number: int) -> Place:
        clause = self.clause(number)
        if clause is None:
            return Place("")
        trail = [one for one in (number, *self.around(number)) if one != WHOLE][::-1]
        steps = [step for one in trail if (step := _step(self.clauses[one]))]
        for start in range(len(steps) - 1, -1, -1):
            name = _joined(steps[start:])
            if self._means(name, clause):
                return Place(name)
        path = " > ".join(clause.path)
        return Place(path or clause.kind)

    def _means(self, name: str, clause: Clause) -> bool:
        try:
            found = find(self.draft, name)
        except Malformed:
            return False
        return len(found) == 1 and found[0] is clause


def _step(clause: Clause) -> str:
    if clause.number:
        return f"({clause.number})" if clause.number.isalpha() else clause.number
    if clause.kind == "recital" and clause.path:
        return clause.path[-1]
    return clause.kind if clause.kind in ("preamble", "annex", "schedule", "appendix") else ""


def _joined(steps: list[str]) -> str:
    name = steps[0]
    for step in steps[1:]:
        name += step if step.startswith("(") else f".{step}" if step[0].isdigit() else f", {step}"
    return name


class Shelf:
    """The texts of drafts by digest."""

    def __init__(self, drafts: Mapping[Digest, Draft]) -> None:
        self._drafts = drafts
        self._texts: dict[Digest, Text] = {}

    def get(self, digest: Digest) -> Text | None:
        """Returns a text, None where it is missing."""
        if digest not in self._texts:
            if digest not in self._drafts:
                return None
            self._texts[digest] = Text(self._drafts[digest])
        return self._texts[digest]

    def __contains__(self, digest: Digest) -> bool:
        return digest in self._drafts

    def __getitem__(self, digest: Digest) -> Text:
        text = self.get(digest)
        if text is None:
            raise Malformed(f"the text of draft {digest[:12]} is not here", advice="Give the file of that draft")
        return text

    def spot(self, draft: Digest, place: Place) -> Spot | None:
        """Returns the clause that a place in a draft means, None where the text is missing or the place means none."""
        text = self.get(draft)
        if text is None:
            return None
        try:
            return text.at(place)
        except Malformed:
            return None
