"""Alignment: which clause of a later draft is which clause of an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from travaux.text.clauses import Clause
from travaux.text.drafts import Draft

Fate = Literal["kept", "renumbered", "moved", "split", "merged", "added", "dropped"]


@dataclass(frozen=True, slots=True)
class Pair:
    """What became of a clause.

    `earlier` and `later` hold one clause each; `split` has several later, `merged` several earlier, `added` none
    earlier, `dropped` none later. `score` is from 0 to 1. `reason` is a short phrase for people: what the pairing rests
    on. `reworded` says that the clause's own words differ. `recorded` is true where a lasting id in both files settles
    the pair (`inferred` then says whether comparison alone agrees).
    """

    fate: Fate
    earlier: tuple[Clause, ...]
    later: tuple[Clause, ...]
    score: float = 1.0
    reason: str = ""
    reworded: bool = False
    recorded: bool = False
    inferred: bool = True


@dataclass(frozen=True)
class Alignment:
    """The pairs between two drafts, in the order of the later draft, each dropped clause after what preceded it."""

    earlier: Draft
    later: Draft
    pairs: Sequence[Pair]


def align(earlier: Draft, later: Draft, *, ids: bool = True) -> Alignment:
    """Returns which clause of `later` is which clause of `earlier`; `ids` lets lasting ids in the files decide."""
    raise NotImplementedError
