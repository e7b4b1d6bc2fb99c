"""Alignment: which clause of a later draft is which clause of an earlier one.

A clause keeps its identity through renumbering, moving and rewording; its number is no identity. Where both files
carry lasting ids (an Akoma Ntoso `GUID`), these decide, and the pair says whether comparison alone agrees.

>>> earlier = Draft("1. The Parties shall cooperate.\\n2. Disputes go to the Council.\\n")
>>> later = Draft("1. Words are plain.\\n2. The Parties shall cooperate.\\n3. All disputes go to the Council.\\n")
>>> for pair in align(earlier, later).pairs:
...     print(pair.fate, [clause.label for clause in pair.later], pair.reason)
added ['1.'] new: nothing in the earlier draft is enough like it
renumbered ['2.'] the same words; now 2., was 1.
renumbered ['3.'] 87 % of the words are the same; now 3., was 2.
"""

from __future__ import annotations

from collections import Counter

from travaux.text.align.fates import Fates
from travaux.text.align.likeness import Likeness
from travaux.text.align.matching import match
from travaux.text.align.pairs import Alignment as Alignment
from travaux.text.align.pairs import Fate as Fate
from travaux.text.align.pairs import Pair as Pair
from travaux.text.align.settled import BARRED, Matching
from travaux.text.align.sides import Side, sides
from travaux.text.drafts import Draft


def align(earlier: Draft, later: Draft, *, ids: bool = True) -> Alignment:
    """Returns which clause of `later` is which clause of `earlier`; `ids` lets lasting ids in the files decide."""
    left, right, words = sides(earlier, later)
    likeness = Likeness(left, right, words)
    compared = match(likeness)
    settled = compared
    if ids and (recorded := _by_ids(likeness, compared)) is not None:
        settled = match(likeness, recorded)
    return Alignment(earlier, later, tuple(Fates(settled, compared).pairs()))


def _by_ids(likeness: Likeness, compared: Matching) -> Matching | None:
    """Returns what lasting ids settle, or nothing where the two files have none in common.

    A clause whose id the other file does not have is known to have no partner. Ids that contradict most of the pairs
    with the very same words follow the place of a clause, not the clause; such ids settle nothing.
    """
    left, right = likeness.left, likeness.right
    lefts, rights = _unique_ids(left), _unique_ids(right)
    shared = lefts.keys() & rights.keys()
    if not shared or _contradicted(left, right, compared, shared):
        return None
    recorded = Matching(likeness)
    for name in shared:
        recorded.pair(lefts[name], rights[name])
    for name in lefts.keys() - shared:
        recorded.partners[lefts[name]] = BARRED
    for name in rights.keys() - shared:
        recorded.origins[rights[name]] = BARRED
    return recorded


def _unique_ids(side: Side) -> dict[str, int]:
    """Returns the clause of each lasting id that one clause alone has."""
    counts = Counter(clause.id for clause in side.clauses)
    return {clause.id: number for number, clause in enumerate(side.clauses) if clause.id and counts[clause.id] == 1}


def _contradicted(left: Side, right: Side, compared: Matching, shared: set[str]) -> bool:
    agree = against = 0
    for a, b in enumerate(compared.partners):
        if b >= 0 and left.exact[a] == right.exact[b]:
            one, other = left.clauses[a].id, right.clauses[b].id
            if one in shared or other in shared:
                agree, against = agree + (one == other), against + (one != other)
    return against > agree
