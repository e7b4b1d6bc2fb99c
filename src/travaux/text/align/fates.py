"""Fates: what became of each clause, and why, in words for people. Which clause is which was settled before.

A clause was *moved* where its home changed or its order among its fellows did. Its home is the nearest clause around
it that stands in both drafts: a new heading put above an article does not move the article. Of clauses whose order
changed, those outside the heaviest run that kept its order were moved: the lighter side moves. A clause is
*renumbered* where it was not moved and its number is another. *Reworded* is said beside the fate.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from travaux.text.align.likeness import Likeness
from travaux.text.align.pairs import Fate, Pair
from travaux.text.align.sequence import outlines_agree
from travaux.text.align.settled import BARRED, Group, Matching, heaviest_run
from travaux.text.align.sides import Side
from travaux.text.clauses import Clause
from travaux.text.tokens import words

_QUOTATION_MARKS = '“”„"«»'


@dataclass(slots=True, eq=False)
class Fates:
    """The settled clauses of two drafts, with what comparison alone would say of those that ids settle."""

    settled: Matching
    compared: Matching
    images: dict[int, set[int]] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.images = _images(self.settled)
        agreed = outlines_agree(self.settled)
        self.moved = set(_moved(self.settled, self.images) if agreed else _moved_in_text(self.settled))

    def pairs(self) -> list[Pair]:
        """Returns the pairs in the order of the later draft, each dropped clause after what preceded it."""
        settled = self.settled
        found = [*map(self._split, settled.splits), *map(self._merge, settled.merges)]
        grouped_left = {id(clause) for pair in found for clause in pair.earlier}
        grouped_right = {id(clause) for pair in found for clause in pair.later}
        lefts, rights = self.settled.left.clauses, self.settled.right.clauses
        for b, origin in enumerate(self.settled.origins):
            if id(rights[b]) not in grouped_right:
                found.append(self._one_to_one(origin, b) if origin >= 0 else self._added(b))
        for a, partner in enumerate(self.settled.partners):
            if partner < 0 and id(lefts[a]) not in grouped_left:
                found.append(self._dropped(a))
        return _in_order(found, lefts, rights)

    def _one_to_one(self, a: int, b: int) -> Pair:
        earlier, later = self.settled.left.clauses[a], self.settled.right.clauses[b]
        reworded = _own_words(self.settled.left, a) != _own_words(self.settled.right, b)
        recorded = bool(earlier.id) and earlier.id == later.id and self.settled is not self.compared
        inferred = self.compared.partners[a] == b
        fate: Fate = "kept"
        if a in self.moved:
            fate = "moved"
        elif earlier.number != later.number:
            fate = "renumbered"
        score = self.settled.likeness.plain(a, b)
        reasons = [_likeness(score, reworded, recorded), *_places(fate, earlier, later)]
        if recorded and not inferred:
            reasons.append("its words alone would not show it")
        return Pair(fate, (earlier,), (later,), round(score, 4), "; ".join(reasons), reworded, recorded, inferred)

    def _added(self, b: int) -> Pair:
        recorded = self.settled.origins[b] == BARRED
        origin = self.compared.origins[b]
        reason = "new: nothing in the earlier draft is enough like it"
        if recorded:
            reason = "new: its lasting id is not in the earlier draft"
            if origin >= 0:
                reason += f", though its words are like those of {place_of(self.settled.left.clauses[origin])}"
        later = (self.settled.right.clauses[b],)
        return Pair("added", (), later, 0.0, reason, recorded=recorded, inferred=origin < 0)

    def _dropped(self, a: int) -> Pair:
        recorded = self.settled.partners[a] == BARRED
        partner = self.compared.partners[a]
        reason = "gone: nothing in the later draft is enough like it"
        if recorded:
            reason = "gone: its lasting id is not in the later draft"
            if partner >= 0:
                reason += f", though its words are like those of {place_of(self.settled.right.clauses[partner])}"
        earlier = (self.settled.left.clauses[a],)
        return Pair("dropped", earlier, (), 0.0, reason, recorded=recorded, inferred=partner < 0)

    def _split(self, group: Group) -> Pair:
        left, right = self.settled.left, self.settled.right
        parts = tuple(right.clauses[part] for part in group.parts)
        score = _together(self.settled.likeness, left.whole(group.whole), right, group.parts)
        reason = f"its words stand in {_listed(parts)}"
        return Pair("split", (left.clauses[group.whole],), parts, score, reason, reworded=True)

    def _merge(self, group: Group) -> Pair:
        left, right = self.settled.left, self.settled.right
        parts = tuple(left.clauses[part] for part in group.parts)
        score = _together(self.settled.likeness, right.whole(group.whole), left, group.parts)
        reason = f"its words stood in {_listed(parts)}"
        return Pair("merged", parts, (right.clauses[group.whole],), score, reason, reworded=True)


def place_of(clause: Clause) -> str:
    """Returns where a clause stands, as people write it: "Article 3, 2., (a)"."""
    return ", ".join(label for label in clause.path if label) or clause.heading or clause.kind


def _listed(clauses: Iterable[Clause]) -> str:
    places = [place_of(clause) for clause in clauses]
    return " and ".join([", ".join(places[:-1]), places[-1]] if len(places) > 1 else places)


def _likeness(score: float, reworded: bool, recorded: bool) -> str:
    same = "the same words" if not reworded else f"{min(99, max(1, int(score * 100)))} % of the words are the same"
    if score < 1 and not reworded:
        same = "the same words of its own"
    return f"the same lasting id, {same}" if recorded else same


def _places(fate: Fate, earlier: Clause, later: Clause) -> list[str]:
    """Returns what is to be said of number and place."""
    if fate == "moved":
        was, is_ = place_of(earlier), place_of(later)
        return [f"moved from {was} to {is_}" if was != is_ else f"moved among its fellows in {was}"]
    if fate == "renumbered":
        return [f"now {later.label or 'without a number'}, was {earlier.label or 'without a number'}"]
    return []


def _own_words(side: Side, number: int) -> list[str]:
    """Returns a clause's own words as they stand, without the quotation marks around the whole of them."""
    return words(side.draft.own_text(side.clauses[number]).strip().strip(_QUOTATION_MARKS))


def _together(likeness: Likeness, whole: tuple[int, ...], side: Side, parts: Sequence[int]) -> float:
    return round(likeness.between(whole, tuple(word for part in parts for word in side.whole(part))), 4)


def _images(matching: Matching) -> dict[int, set[int]]:
    """Returns the clauses of the later draft that each clause of the earlier one became."""
    images = {a: {b} for a, b in enumerate(matching.partners) if b >= 0}
    for group in matching.splits:
        images.setdefault(group.whole, set()).update(group.parts)
    for group in matching.merges:
        for part in group.parts:
            images.setdefault(part, set()).add(group.whole)
    return images


def _moved(matching: Matching, images: dict[int, set[int]]) -> Iterable[int]:
    """Yields the clauses of the earlier draft that changed home, or place among those that did not."""
    left, right = matching.left, matching.right
    standing = {b for found in images.values() for b in found}
    homes: dict[int, list[tuple[int, int, float]]] = {}
    for a, b in enumerate(matching.partners):
        if b < 0:
            continue
        was = _home(left.parents, a, images)
        is_ = _home(right.parents, b, standing)
        if (was < 0 and is_ < 0) or is_ in images.get(was, ()):
            homes.setdefault(is_, []).append((a, b, left.sizes[a] + 1.0))
        else:
            yield a
    for fellows in homes.values():
        stayed = {a for a, _ in heaviest_run(fellows)}
        yield from (a for a, _, _ in fellows if a not in stayed)


def _moved_in_text(matching: Matching) -> Iterable[int]:
    """Yields the clauses that changed their place in the text, without those that went along with the one around."""
    left, right, partners = matching.left, matching.right, matching.partners
    run = heaviest_run([(a, b, len(left.own[a]) + 1.0) for a, b in enumerate(partners) if b >= 0])
    moved = {a for a, b in enumerate(partners) if b >= 0} - {a for a, _ in run}
    for a in sorted(moved):
        parent = left.parents[a]
        if parent not in moved or partners[parent] != right.parents[partners[a]]:
            yield a


def _home(parents: list[int], number: int, standing: Container[int]) -> int:
    """Returns the nearest clause around one that stands in both drafts, or -1."""
    parent = parents[number]
    while parent >= 0 and parent not in standing:
        parent = parents[parent]
    return parent


def _in_order(pairs: Iterable[Pair], lefts: Sequence[Clause], rights: Sequence[Clause]) -> list[Pair]:
    """Returns pairs by their first clause in the later draft, each dropped clause after what preceded it."""
    place_left = {id(clause): place for place, clause in enumerate(lefts)}
    place_right = {id(clause): place for place, clause in enumerate(rights)}
    place: dict[int, tuple[int, int]] = {}
    gone: list[Pair] = []
    ordered: list[tuple[tuple[int, int], Pair]] = []
    for pair in pairs:
        if not pair.later:
            gone.append(pair)
            continue
        first = min(place_right[id(clause)] for clause in pair.later)
        ordered.append(((first, 0), pair))
        place.update((place_left[id(clause)], (first, 0)) for clause in pair.earlier)
    for count, pair in enumerate(sorted(gone, key=lambda pair: place_left[id(pair.earlier[0])]), 1):
        number = place_left[id(pair.earlier[0])]
        before = place.get(number - 1, (-1, 0))[0]
        place[number] = (before, count)
        ordered.append((place[number], pair))
    return [pair for _, pair in sorted(ordered, key=lambda entry: entry[0])]
