"""What an alignment comes to, in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from travaux.papers.counting import counted, listed, number, sentence
from travaux.text.align import Fate, Pair


def summary(pairs: Sequence[Pair]) -> str:
    """Returns how many clauses met each fate: "Of twenty clauses, eighteen are kept and two renumbered."."""
    fates = Counter(pair.fate for pair in pairs)
    if not pairs:
        return "There are no clauses to align."
    told = [f"{number(fates[fate])} {fate}" for fate in get_args(Fate) if fates[fate]]
    reworded = sum(pair.reworded for pair in pairs if pair.earlier and pair.later)
    first = f"{sentence(counted(len(pairs), 'clause'))}: {listed(told)}"
    return f"{first}; {number(reworded)} reworded." if reworded else f"{first}."
