"""Lineage: one clause followed back through the drafts it came from.

Each step back goes from a clause to its *kin* in the draft before: the clause it is aligned with, and where its words
came from more than one place, or from a clause too much altered to be called the same, the clauses that hold its words.
A bracketed draft is often several times longer than the text that was agreed from it, so what stands in brackets there,
or in one of several options, and did not survive, hardly counts against a kinship; and a short clause may be kin by its
whole being taken up in a longer one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from travaux.text.align.likeness import Likeness
from travaux.text.align.pairs import Alignment
from travaux.text.align.settled import by_rare_words
from travaux.text.align.sides import Side, sides
from travaux.text.clauses import Clause

KIN = 0.35
"""Least kinship: the mean of the likeness of two clauses and the larger share of one's words in the other."""
AT_HOME = 0.25
"""What it adds to a kinship to stand where the clauses around the heir came from."""
TELLING = 1.5
"""Least weight of the words two clauses share."""
GAIN = 0.1
"""Least share of a clause's words that each further kin adds."""
MOST = 3
"""Most kin of one step."""


@dataclass(frozen=True, slots=True)
class Kin:
    """A clause of an earlier draft that a clause came from.

    `draft` is its draft's place in the chain, 0 the oldest. `score` is from 0 to 1 and falls with every step back: the
    likeness of the aligned pair, or the kinship, times the score of the clause it is kin to. `reason` says for people
    how the two belong together.
    """

    draft: int
    clause: Clause
    score: float
    reason: str


def lineage(alignments: Sequence[Alignment], clause: Clause) -> tuple[tuple[Kin, ...], ...]:
    """Returns the kin of a clause of the last draft, step by step back, nearest draft first, best kin first.

    `alignments` are those between neighbouring drafts, the oldest first. The steps end where there is no kin.
    """
    steps: list[tuple[Kin, ...]] = []
    heirs = [(clause, 1.0)]
    for place in range(len(alignments) - 1, -1, -1):
        step = _step(alignments[place], heirs, place)
        if not step:
            break
        steps.append(step)
        heirs = [(kin.clause, kin.score) for kin in step]
    return tuple(steps)


def _step(alignment: Alignment, heirs: Sequence[tuple[Clause, float]], place: int) -> tuple[Kin, ...]:
    found: dict[int, Kin] = {}
    sources = _Sources.of(alignment)
    for heir, nearness in heirs:
        for near in sources.kin(heir, place, alignment):
            kin = replace(near, score=round(near.score * nearness, 4))
            known = found.get(id(kin.clause))
            if known is None or known.score < kin.score:
                found[id(kin.clause)] = kin
    return tuple(sorted(found.values(), key=lambda kin: (-kin.score, kin.clause.span))[:MOST])


@dataclass(frozen=True, slots=True, eq=False)
class _Sources:
    """Where the words of later clauses stood in the earlier draft."""

    left: Side
    right: Side
    likeness: Likeness
    lefts: dict[int, int]
    rights: dict[int, int]

    @classmethod
    def of(cls, alignment: Alignment) -> _Sources:
        left, right, words = sides(alignment.earlier, alignment.later)
        lefts = {id(clause): number for number, clause in enumerate(left.clauses)}
        rights = {id(clause): number for number, clause in enumerate(right.clauses)}
        return cls(left, right, Likeness(left, right, words), lefts, rights)

    def kin(self, heir: Clause, place: int, alignment: Alignment) -> list[Kin]:
        """Returns the clauses a clause is aligned with, then those that hold more of its words, the nearest first."""
        number, pair = self.rights[id(heir)], alignment.pair_of(heir)
        text = self.right.whole(number)
        weight = self.likeness.words.weight(text)
        aligned = pair.earlier if pair else ()
        found = [Kin(place, clause, pair.score, f"{pair.fate}: {pair.reason}") for clause in aligned if pair]
        chosen = [self.lefts[id(clause)] for clause in aligned]
        covered = tuple(word for kin in chosen for word in self.left.whole(kin))
        for kinship, candidate in self._candidates(number, text, self._homes(number, alignment)):
            more = covered + self.left.whole(candidate)
            gain = self.likeness.shared(text, more) - self.likeness.shared(text, covered)
            if gain >= GAIN * weight and not any(self._nested(candidate, other) for other in chosen):
                covered = more
                chosen.append(candidate)
                found.append(Kin(place, self.left.clauses[candidate], round(kinship, 4), self._why(text, candidate)))
        return found[:MOST]

    def _homes(self, number: int, alignment: Alignment) -> list[int]:
        """Returns what the clauses around one were in the earlier draft, the innermost first."""
        found = []
        parent = self.right.parents[number]
        while parent >= 0:
            pair = alignment.pair_of(self.right.clauses[parent])
            found += [self.lefts[id(clause)] for clause in (pair.earlier if pair else ())]
            parent = self.right.parents[parent]
        return found

    def _candidates(self, number: int, text: tuple[int, ...], homes: list[int]) -> list[tuple[float, int]]:
        """Returns the clauses of the earlier draft that are kin to a later one, by kinship, the nearest first.

        What the clauses around it were is no kin of a clause; what stood inside the innermost of them comes first.
        """
        words, left = self.likeness.words, self.left
        found = []
        for candidate, _ in by_rare_words(left, self.right, words, range(len(left.own)), [number]):
            shared = self.likeness.shared(text, left.whole(candidate))
            if shared >= TELLING and candidate not in homes:
                share = shared / min(words.weight(text), words.weight(left.whole(candidate)))
                found.append(((self.likeness.whole(candidate, number) + share) / 2, candidate))
        near = left.inside(homes[0]) if homes else range(0)
        kin = [
            (min(1.0, kinship + AT_HOME * (candidate in near)), candidate)
            for kinship, candidate in found
            if kinship >= KIN
        ]
        return sorted(kin, key=lambda entry: (-entry[0], entry[1]))

    def _nested(self, candidate: int, other: int) -> bool:
        return candidate in self.left.inside(other) or other in self.left.inside(candidate)

    def _why(self, text: tuple[int, ...], candidate: int) -> str:
        whole = self.left.whole(candidate)
        shared, words = self.likeness.shared(text, whole), self.likeness.words
        taken, held = int(100 * shared / words.weight(whole)), int(100 * shared / words.weight(text))
        return f"holds {held} % of its words; {taken} % of its own words were taken up"
