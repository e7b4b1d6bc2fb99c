"""Counting: which clauses a claim is about, in which draft, and what each of them was in the other drafts.

By "top" are counted the outermost clauses of a draft that have a number, as its articles or its points; parts, chapters
and headings around them are not, nor are preambles and recitals. By "leaf" the clauses that have no clause in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from travaux.claims.claim import Counting
from travaux.record.descent import Descent
from travaux.record.shelf import WHOLE, Spot, Text
from travaux.record.terms import Digest, Place
from travaux.text.clauses import Clause

_AROUND = frozenset((
    "heading", "part", "book", "title", "subtitle", "chapter", "subchapter", "annex", "schedule", "appendix",
    "protocol", "option",
))  # fmt: skip
"""Kinds of clauses that only gather others."""
_BEFORE = frozenset(("front", "preamble", "recital", "chapeau", "back"))
"""Kinds that nobody counts among the clauses."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause that a claim is about. `label` is how people call it, `spot` where it stands in the draft that counts.

    `line` is the clause in that draft and everything it came from or became; `side` what it became in drafts that do
    not lead to that draft, such as a submission.
    """

    label: str
    spot: Spot
    line: frozenset[Spot] = field(default=frozenset(), compare=False)
    side: frozenset[Spot] = field(default=frozenset(), compare=False)


def counted(text: Text, counting: Counting) -> tuple[Spot, ...]:
    """Returns the clauses of a draft that are counted, in its order."""
    chosen = _leaves(text.draft.clauses) if counting == "leaf" else _outermost(text.draft.clauses)
    found = [text.number(clause) for clause in chosen]
    if not found:
        found = [text.number(clause) for clause in _leaves(text.draft.clauses)]
    return tuple(Spot(text.digest, number) for number in found)


def _outermost(clauses: tuple[Clause, ...]) -> Iterator[Clause]:
    for clause in clauses:
        inner = [child.kind for child in clause.children]
        gathers = clause.kind in _AROUND or (clause.kind in ("section", "subsection") and "article" in inner)
        if gathers and clause.children:
            yield from _outermost(clause.children)
        elif clause.number and not gathers and clause.kind not in _BEFORE and not clause.quoted:
            yield clause


def _leaves(clauses: tuple[Clause, ...]) -> Iterator[Clause]:
    for clause in clauses:
        for inside in clause.walk():
            if not inside.children and inside.kind not in _BEFORE and inside.kind != "heading":
                yield inside


def unit_of(descent: Descent, spot: Spot, label: str = "") -> Unit:
    """Returns the unit of a clause, with what it was and became in every draft."""
    text = descent.shelf[spot.draft]
    label = label or (f"clause {text.place(spot.number)}" if spot.number != WHOLE else "the text")
    if spot.number == WHOLE:
        return Unit(label, spot, frozenset(Spot(draft, WHOLE) for draft in descent.parents))
    before = _reach(descent, [spot], back=True)
    line = before | _reach(descent, [spot], back=False)
    return Unit(label, spot, frozenset(line), frozenset(_reach(descent, sorted(before), back=False) - line))


def _reach(descent: Descent, start: list[Spot], *, back: bool) -> set[Spot]:
    found: set[Spot] = set()
    waiting = list(start)
    while waiting:
        spot = waiting.pop()
        if spot in found:
            continue
        found.add(spot)
        for step in descent.back(spot) if back else descent.on(spot):
            waiting += step.earlier if back else step.later
    return found


def dropped(descent: Descent, draft: Digest, counting: Counting) -> tuple[Spot, ...]:
    """Returns the counted clauses of earlier drafts that were dropped on the way to a draft, in their order."""
    found = []
    above = [one for one in descent.order if one in descent.parents and descent.descends(draft, one) and one != draft]
    for parent in above:
        among = set(counted(descent.shelf[parent], counting))
        for child in descent.children[parent]:
            if descent.descends(draft, child):
                steps = descent.steps(parent, child)
                found += [spot for step in steps if step.fate == "dropped" for spot in step.earlier if spot in among]
    return tuple(dict.fromkeys(found))


def find(descent: Descent, draft: Digest, place: Place) -> Spot | None:
    """Returns the clause that a place means: in the draft itself, else in the latest draft before it that has one."""
    above = [one for one in reversed(descent.order) if one in descent.parents and descent.descends(draft, one)]
    for one in sorted(above, key=lambda each: each != draft):
        spot = descent.shelf.spot(one, place)
        if spot is not None:
            return spot
    return None
