"""Splits and merges: clauses whose words flowed into several, or came from several.

A clause was split where two or more clauses of the later draft together hold nearly all of its words in their order,
where no one of them does, and where each of them is made mostly of them. A merge is a split read backwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from travaux.text.align.likeness import Likeness
from travaux.text.align.settled import FREE, GROUPED, Group, Matching, by_rare_words
from travaux.text.align.sides import Side

COVERED = 0.8
"""Least share of a clause's words that its parts hold together; a part that holds as much alone is no part."""
MADE_OF = 0.6
"""Least share of a part's words that come from the clause."""
LEAST = 1.5
"""Least weight of the words that each part adds."""
ALIKE = 0.75
"""Least likeness of a clause and its parts, one after the other."""
SHARE = 0.12
"""Least share of a clause's words that each part adds to what the others hold."""


@dataclass(frozen=True, slots=True, eq=False)
class _Flow:
    """One direction of reading: from the side of the wholes to the side of the parts."""

    likeness: Likeness
    wholes: Side
    parts: Side
    partners: list[int]
    origins: list[int]
    used_wholes: set[int]
    used_parts: set[int]
    at_home: bool

    def groups(self) -> list[Group]:
        """Settles the groups it finds, and returns them."""
        found: list[Group] = []
        for whole, candidates in sorted(self._candidates().items()):
            free = sorted(part for part in candidates if self.origins[part] < 0 and self.origins[part] != GROUPED)
            if self._may_split(whole) and (group := self._group(whole, free)):
                self._settle(group)
                found.append(group)
        return found

    def _settle(self, group: Group) -> None:
        text = self.wholes.whole(group.whole)
        main = self.partners[group.whole]
        if main < 0:
            main = max(group.parts, key=lambda part: (self._flow(text, [part]), -part))
            self.partners[group.whole], self.origins[main] = main, group.whole
        for part in group.parts:
            if part != main:
                self.origins[part] = GROUPED
        self.used_wholes.add(group.whole)
        self.used_parts.update(group.parts)

    def _candidates(self) -> dict[int, set[int]]:
        """Returns, for each clause, the unpaired clauses that share its rare words or hold clauses from inside it."""
        free = [part for part, origin in enumerate(self.origins) if origin < 0 and origin != GROUPED]
        wholes = [whole for whole, partner in enumerate(self.partners) if partner >= FREE]
        found: dict[int, set[int]] = {}
        words = self.likeness.words
        rare = by_rare_words(self.wholes, self.parts, words, wholes, free)
        rare += [(whole, part) for part, whole in by_rare_words(self.parts, self.wholes, words, free, wholes)]
        for whole, part in [*rare, *self._by_children(free)]:
            if self._may_split(whole) and (not self.at_home or self._is_home(whole, part)):
                found.setdefault(whole, set()).add(part)
        return found

    def _may_split(self, whole: int) -> bool:
        """Tells whether neither a clause nor its partner is in a group already."""
        return whole not in self.used_wholes and self.partners[whole] not in self.used_parts

    def _is_home(self, whole: int, part: int) -> bool:
        """Tells whether a part stands under the parent of the whole."""
        parent, home = self.wholes.parents[whole], self.parts.parents[part]
        return home == (self.partners[parent] if parent >= 0 else -1)

    def _by_children(self, free: list[int]) -> Iterator[tuple[int, int]]:
        for part in free:
            for child in self.parts.children[part]:
                if (origin := self.origins[child]) >= 0 and (whole := self.wholes.parents[origin]) >= 0:
                    yield whole, part

    def _group(self, whole: int, candidates: list[int]) -> Group | None:
        partner = self.partners[whole]
        if not candidates or (partner >= 0 and self.wholes.exact[whole] == self.parts.exact[partner]):
            return None
        text = self.wholes.whole(whole)
        weight = self.likeness.words.weight(text)
        parts = [partner] if partner >= 0 else []
        covered = self._flow(text, parts) if parts else 0.0
        if covered >= COVERED * weight:
            return None
        flows = {part: self._flow(text, [part]) for part in {*parts, *candidates}}
        for part in sorted(candidates, key=lambda number: (-flows[number], number)):
            together = self._flow(text, sorted([*parts, part])) if self._may_join(whole, part, parts) else 0.0
            if together - covered >= max(SHARE * weight, LEAST):
                parts, covered = sorted([*parts, part]), together
        if not parts or covered < COVERED * weight or max(flows[part] for part in parts) >= COVERED * weight:
            return None
        joined = tuple(word for part in parts for word in self.parts.whole(part))
        if self.likeness.between(text, joined) < ALIKE or not self._each(parts, flows):
            return None
        return Group(whole, tuple(parts))

    def _flow(self, text: tuple[int, ...], parts: list[int]) -> float:
        """Returns what the words weigh that a clause shares with some parts, one after the other."""
        return self.likeness.shared(text, tuple(word for part in parts for word in self.parts.whole(part)))

    def _may_join(self, whole: int, part: int, parts: list[int]) -> bool:
        same_kind = self.wholes.clauses[whole].kind == self.parts.clauses[part].kind
        return same_kind and not any(self._nested(part, other) for other in parts)

    def _each(self, parts: list[int], flows: dict[int, float]) -> bool:
        weight = self.likeness.words.weight
        return all(flows[part] >= MADE_OF * weight(self.parts.whole(part)) for part in parts)

    def _nested(self, part: int, other: int) -> bool:
        return part in self.parts.inside(other) or other in self.parts.inside(part)


def find_splits(matching: Matching, at_home: bool) -> int:
    """Settles the clauses of the earlier draft that became several; returns how many there are."""
    sides = (matching.left, matching.right, matching.partners, matching.origins)
    found = _Flow(matching.likeness, *sides, matching.grouped_left, matching.grouped_right, at_home).groups()
    matching.splits.extend(found)
    return len(found)


def find_merges(matching: Matching, at_home: bool) -> int:
    """Settles the clauses of the later draft that came from several; returns how many there are."""
    sides = (matching.right, matching.left, matching.origins, matching.partners)
    found = _Flow(matching.likeness, *sides, matching.grouped_right, matching.grouped_left, at_home).groups()
    matching.merges.extend(found)
    return len(found)
