"""Pairs: what an alignment says, as values. How they are found is not known here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from travaux.text.clauses import Clause
from travaux.text.drafts import Draft

Fate = Literal["kept", "renumbered", "moved", "split", "merged", "added", "dropped"]


@dataclass(frozen=True, slots=True)
class Pair:
    """What became of a clause.

    `earlier` and `later` hold one clause each; `split` has several later, `merged` several earlier, `added` none
    earlier, `dropped` none later. `score` is the likeness of their words, from 0 to 1; 0 where there is nothing to
    compare. `reason` is a short phrase for people: what the pairing rests on. `reworded` says that the clause's own
    words differ. `recorded` is true where a lasting id in both files settles the pair (`inferred` then says whether
    comparison alone agrees).
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

    def pair_of(self, clause: Clause) -> Pair | None:
        """Returns the pair that a clause of the later draft, or else of the earlier, is in."""
        return self._later.get(id(clause)) or self._earlier.get(id(clause))

    @cached_property
    def _later(self) -> dict[int, Pair]:
        return {id(clause): pair for pair in self.pairs for clause in pair.later}

    @cached_property
    def _earlier(self) -> dict[int, Pair]:
        return {id(clause): pair for pair in self.pairs for clause in pair.earlier}
