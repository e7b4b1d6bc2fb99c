"""Descent: which clause of a tabled draft became which of the next: by alignment, and fixed by hand with `Concord`.

A draft descends from its parents as they were tabled, a corrected text from the one that was corrected. Where the text
of a parent is missing, its own parents stand in for it, and `missing` names it.

Every step has a grade: `inferred` where texts were compared, and that of its entry where a `Concord` says so. A Concord
settles the clauses it names, and no others; an empty place on one side says that the clause has none there. Between
drafts of which one was not made from the other, it is all there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from travaux.errors import Malformed
from travaux.record import acts
from travaux.record.book import Book
from travaux.record.shelf import WHOLE, Shelf, Spot, Text
from travaux.record.terms import Digest, Grade, Index
from travaux.record.texts import drafts
from travaux.text.align import Fate, align
from travaux.text.drafts import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What became of a clause from one draft to the next; several earlier where merged, several later where split.

    `reworded` says that its words differ, those of the clauses in it included; `score` is how like they are, from 0
    to 1; `reason` says in words what the step rests on. `entry` is the Concord that fixed it, if one did.
    """

    fate: Fate
    earlier: tuple[Spot, ...]
    later: tuple[Spot, ...]
    reworded: bool
    score: float
    reason: str
    grade: Grade = "inferred"
    entry: Index | None = None


class Layer(NamedTuple):
    """The clauses of one draft that a clause has become."""

    draft: Digest
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A clause that an entry names and that is not found in its draft, or not for certain."""

    entry: Index
    draft: Digest
    place: str
    says: str


class Descent:
    """The drafts of a record, what they came from, and the steps between them.

    `order` is every draft by the entry that brought it in, `parents` those with a text; `missing` the drafts without.
    Two drafts are compared when that is first asked for.
    """

    def __init__(self, book: Book, texts: Mapping[Digest, Draft] | Shelf) -> None:
        self.shelf = texts if isinstance(texts, Shelf) else Shelf(texts)
        self.unplaced: list[Unplaced] = []
        self._steps: dict[tuple[Digest, Digest], tuple[Step, ...]] = {}
        self._between: dict[tuple[Digest, Digest], tuple[Digest, ...]] = {}
        self._layers: dict[tuple[Spot, Digest], tuple[Layer, ...]] = {}
        self._concords: dict[tuple[Digest, Digest], list[tuple[Index, Grade, acts.Concord]]] = {}
        self.order: dict[Digest, Index] = {}
        given = self._given(book)
        self.missing = tuple(one for one in self.order if one not in self.shelf)
        self.parents = {one: self._present(one, given) for one in self.order if one in self.shelf}
        self.children: dict[Digest, list[Digest]] = {one: [] for one in self.parents}
        for child, parents in self.parents.items():
            for parent in parents:
                self.children[parent].append(child)

    def _given(self, book: Book) -> dict[Digest, dict[Digest, None]]:
        """Returns the parents of every draft as the entries give them, and enters the drafts in order."""
        given: dict[Digest, dict[Digest, None]] = {}
        brought: list[tuple[Index, Digest, tuple[Digest, ...]]] = [
            (each.entry, each.digest, each.parents) for each in drafts(book)
        ]
        for row, act in book.of(acts.Correct):
            brought.append((row.index, act.corrected.draft, (act.wording.draft,)))
        for row, link in book.of(acts.Concord):
            brought += [(row.index, link.earlier, ()), (row.index, link.later, ())]
            self._concords.setdefault((link.earlier, link.later), []).append((row.index, row.grade, link))
        for index, draft, parents in sorted(brought, key=lambda each: each[0]):
            for one in parents:
                self.order.setdefault(one, index)
            self.order.setdefault(draft, index)
            given.setdefault(draft, {}).update(dict.fromkeys(one for one in parents if one != draft))
        return given

    def _present(self, draft: Digest, given: Mapping[Digest, Mapping[Digest, None]]) -> tuple[Digest, ...]:
        """Returns the nearest ancestors of a draft whose texts are here, that came before it."""
        place = {one: number for number, one in enumerate(self.order)}
        found: dict[Digest, None] = {}
        waiting, seen = list(given.get(draft, ())), {draft}
        while waiting:
            parent = waiting.pop(0)
            if parent in seen or place[parent] > place[draft]:
                continue
            seen.add(parent)
            if parent in self.shelf:
                found[parent] = None
            else:
                waiting += given.get(parent, ())
        return tuple(found)

    def descends(self, later: Digest, earlier: Digest) -> bool:
        """Whether a draft came from another, or is it."""
        return bool(self.between(earlier, later))

    def between(self, earlier: Digest, later: Digest) -> tuple[Digest, ...]:
        """Returns the drafts on every way from one to another, both included, in order; none where there is no way."""
        key = (earlier, later)
        if key not in self._between:
            below = _reached(earlier, self.children)
            above = _reached(later, self.parents)
            self._between[key] = tuple(one for one in self.order if one in below and one in above)
        return self._between[key]

    def steps(self, earlier: Digest, later: Digest) -> tuple[Step, ...]:
        """Returns what became of every clause from a draft to one that was made from it."""
        if (earlier, later) not in self._steps:
            self._steps[earlier, later] = self._compared(self.shelf[earlier], self.shelf[later])
        return self._steps[earlier, later]

    def back(self, spot: Spot) -> tuple[Step, ...]:
        """Returns the steps by which a clause came to be, from each parent of its draft."""
        return tuple(
            step
            for parent in (*self.parents.get(spot.draft, ()), *self._tied(later=spot.draft))
            for step in self.steps(parent, spot.draft)
            if spot in step.later
        )

    def on(self, spot: Spot) -> tuple[Step, ...]:
        """Returns what became of a clause in each draft made from its own."""
        return tuple(
            step
            for child in (*self.children.get(spot.draft, ()), *self._tied(earlier=spot.draft))
            for step in self.steps(spot.draft, child)
            if spot in step.earlier
        )

    def _tied(self, *, earlier: Digest | None = None, later: Digest | None = None) -> list[Digest]:
        """Returns the drafts that a Concord ties to one, though neither was made from the other."""
        loose = [
            (one, other)
            for one, other in self._concords
            if one in self.parents and other in self.parents and one not in self.parents[other]
        ]
        return [one if earlier is None else other for one, other in loose if other == later or one == earlier]

    def layers(self, spot: Spot, target: Digest) -> tuple[Layer, ...]:
        """Returns what a clause has become in each draft on the way to another that was made from its own.

        The first layer is the clause itself, the last is in the target, without clauses where it was dropped. Nothing
        where the target was not made from its draft.
        """
        key = (spot, target)
        if key not in self._layers:
            self._layers[key] = tuple(self._walk(spot, target))
        return self._layers[key]

    def _walk(self, spot: Spot, target: Digest) -> list[Layer]:
        between = self.between(spot.draft, target)
        reached: dict[Digest, dict[Spot, None]] = {one: {} for one in between}
        if spot.draft not in reached:
            return []
        reached[spot.draft][spot] = None
        for draft in between:
            for child in self.children[draft]:
                if child in reached:
                    for one in reached[draft]:
                        reached[child].update(dict.fromkeys(self._heirs(one, child)))
        return [Layer(draft, tuple(found)) for draft, found in reached.items()]

    def _heirs(self, spot: Spot, child: Digest) -> Iterable[Spot]:
        if spot.number == WHOLE:
            return (Spot(child, WHOLE),)
        return (one for step in self.steps(spot.draft, child) if spot in step.earlier for one in step.later)

    def _compared(self, earlier: Text, later: Text) -> tuple[Step, ...]:
        key = (earlier.digest, later.digest)
        found = self._aligned(earlier, later) if earlier.digest in self.parents[later.digest] else []
        for index, grade, act in self._concords.get(key, ()):
            found = self._fixed(found, index, grade, act)
        return tuple(found)

    def _aligned(self, earlier: Text, later: Text) -> list[Step]:
        found = []
        for pair in align(earlier.draft, later.draft).pairs:
            left = tuple(Spot(earlier.digest, earlier.number(clause)) for clause in pair.earlier)
            right = tuple(Spot(later.digest, later.number(clause)) for clause in pair.later)
            step = Step(
                fate=pair.fate, earlier=left, later=right, reworded=self._differ(left, right), score=pair.score,
                reason=pair.reason,
            )  # fmt: skip
            found.append(step)
        return found

    def _differ(self, left: tuple[Spot, ...], right: tuple[Spot, ...]) -> bool:
        """Whether the words differ; those of a clause that was split or merged have changed."""
        if len(left) != 1 or len(right) != 1:
            return bool(left and right)
        (one,), (other,) = left, right
        return self.shelf[one.draft].words(one.number) != self.shelf[other.draft].words(other.number)

    def _fixed(self, steps: list[Step], index: Index, grade: Grade, act: acts.Concord) -> list[Step]:
        """Returns the steps with the pairs of a Concord in place of what was found for their clauses."""
        pairs = []
        for one, other in act.pairs:
            left = self._named(index, act.earlier, one) if one else None
            right = self._named(index, act.later, other) if other else None
            if (left or not one) and (right or not other) and (left or right):
                pairs.append((left, right))
        named = {spot for pair in pairs for spot in pair if spot is not None}
        kept = [left_over for step in steps for left_over in _without(step, named)]
        return kept + [self._by_hand(group, index, grade, act.reason) for group in _groups(pairs)]

    def _named(self, index: Index, draft: Digest, place: str) -> Spot | None:
        try:
            return self.shelf[draft].at(place)  # type: ignore[arg-type]
        except Malformed as fault:
            self.unplaced.append(Unplaced(index, draft, place, str(fault)))
            return None

    def _by_hand(self, group: tuple[list[Spot], list[Spot]], index: Index, grade: Grade, reason: str) -> Step:
        left, right = tuple(group[0]), tuple(group[1])
        why = f"fixed by hand in entry {index}" + (f": {reason}" if reason else "")
        return Step(
            fate=self._fate(left, right), earlier=left, later=right, reworded=self._differ(left, right), score=1.0,
            reason=why, grade=grade, entry=index,
        )  # fmt: skip

    def _fate(self, left: tuple[Spot, ...], right: tuple[Spot, ...]) -> Fate:
        if not left or not right:
            return "dropped" if left else "added"
        if len(right) > 1:
            return "split"
        if len(left) > 1:
            return "merged"
        labels = [self.shelf[spot.draft].clauses[spot.number].number for spot in (*left, *right)]
        return "kept" if labels[0] == labels[1] else "renumbered"


def _reached(start: Digest, ways: Mapping[Digest, Sequence[Digest]]) -> set[Digest]:
    """Returns what can be reached from a draft, itself included."""
    found, waiting = {start} if start in ways else set[Digest](), [start]
    while waiting:
        new = [one for one in ways.get(waiting.pop(), ()) if one not in found]
        found.update(new)
        waiting += new
    return found


def _without(step: Step, named: set[Spot]) -> list[Step]:
    """Returns what is left of a step when some of its clauses have been settled otherwise."""
    left = tuple(spot for spot in step.earlier if spot not in named)
    right = tuple(spot for spot in step.later if spot not in named)
    if (left, right) == (step.earlier, step.later):
        return [step]
    if left and right:
        fate: Fate = "split" if len(right) > 1 else "merged" if len(left) > 1 else "moved"
        return [replace(step, fate=fate, earlier=left, later=right)]
    reason = "its counterpart was fixed by hand otherwise"
    gone = [replace(step, fate="dropped", earlier=(one,), later=(), reworded=False, reason=reason) for one in left]
    return gone + [
        replace(step, fate="added", earlier=(), later=(one,), reworded=False, reason=reason) for one in right
    ]


def _groups(pairs: Iterable[tuple[Spot | None, Spot | None]]) -> list[tuple[list[Spot], list[Spot]]]:
    """Returns pairs that share a clause as one group: what was split or merged."""
    groups: list[tuple[list[Spot], list[Spot]]] = []
    for left, right in pairs:
        mine: tuple[list[Spot], list[Spot]] = ([left] if left else [], [right] if right else [])
        for other in [each for each in groups if (left in each[0] if left else False) or (right in each[1])]:
            groups.remove(other)
            for side in (0, 1):
                mine[side][:0] = [spot for spot in other[side] if spot not in mine[side]]
        groups.append(mine)
    return groups
