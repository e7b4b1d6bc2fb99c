"""Two drafts laid out for comparison: their clauses in order, as words by number, with how much each word says.

A word says more the fewer clauses hold it. Numbers and single letters say little however rare they are, because a
renumbering changes them everywhere; so do signs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log

from travaux.text.clauses import Clause
from travaux.text.drafts import Draft
from travaux.text.tokens import words

REFERENCE = 0.35
"""The most that a number or a single letter can weigh."""
SIGN = 0.15
"""The most that a punctuation mark can weigh."""
_QUOTATION_MARKS = frozenset("“”„\"«»‘’'")


@dataclass(slots=True)
class Words:
    """The words of both drafts, each with its number, and their weights from 0 to 1."""

    numbers: dict[str, int] = field(default_factory=dict)
    weights: list[float] = field(default_factory=list)

    def numbered(self, text: Iterable[str]) -> tuple[int, ...]:
        """Returns words as their numbers, giving new ones to new words."""
        return tuple(self.numbers.setdefault(word, len(self.numbers)) for word in text)

    def weigh(self, clauses: Sequence[tuple[int, ...]]) -> None:
        """Sets the weights from the words of every clause of both drafts."""
        holders = Counter(word for clause in clauses for word in set(clause))
        most = log(1 + len(clauses)) or 1.0
        self.weights = [
            min(_ceiling(word), log(1 + len(clauses) / max(1, holders[number])) / most)
            for word, number in self.numbers.items()
        ]

    def weight(self, numbers: Iterable[int]) -> float:
        """Returns what some words weigh together."""
        weights = self.weights
        return sum(weights[number] for number in numbers)


def _ceiling(word: str) -> float:
    if not word[0].isalnum():
        return SIGN
    return REFERENCE if word.isdigit() or len(word) == 1 else 1.0


@dataclass(eq=False)
class Side:
    """One of two drafts: its clauses in the order of the text, numbered from 0, and what comparison needs of each.

    `parents` is -1 for an outermost clause. `own` is the clause's words, folded, without its label. `exact` is a
    number that two clauses of either draft share when they have the same words, all the way down. `ends` is the number
    of the clause after the last one inside. `bracketed` is those of the clause's own words that stand in square
    brackets, or all of them where the clause is one of several options.
    """

    draft: Draft
    clauses: list[Clause]
    parents: list[int]
    children: list[list[int]]
    outermost: list[int]
    ends: list[int]
    own: list[tuple[int, ...]]
    exact: list[int]
    bracketed: list[tuple[int, ...]]

    def inside(self, number: int) -> range:
        """Returns the numbers of a clause and of all clauses inside it; of -1, of all clauses."""
        return range(number, self.ends[number]) if number >= 0 else range(len(self.clauses))

    def below(self, number: int) -> list[int]:
        """Returns the children of a clause; of -1, the outermost clauses."""
        return self.children[number] if number >= 0 else self.outermost

    def whole(self, number: int) -> tuple[int, ...]:
        """Returns the words of a clause and of all clauses inside it, in order."""
        own = self.own
        return tuple(word for inner in self.inside(number) for word in own[inner])

    def disputed(self, number: int, words: Words) -> float:
        """Returns what a clause's own words in brackets weigh."""
        return words.weight(self.bracketed[number])

    def disputed_inside(self, number: int, words: Words) -> float:
        """Returns what the words in brackets of a clause and of all clauses inside it weigh."""
        return sum(words.weight(self.bracketed[inner]) for inner in self.inside(number))

    @cached_property
    def sizes(self) -> list[int]:
        """How many words each clause has, with all clauses inside it."""
        total = [0]
        for own in self.own:
            total.append(total[-1] + len(own))
        return [total[end] - total[number] for number, end in enumerate(self.ends)]


def sides(earlier: Draft, later: Draft) -> tuple[Side, Side, Words]:
    """Returns two drafts laid out for comparison, and the words of both."""
    vocabulary = Words()
    shapes: dict[tuple[object, ...], int] = {}
    left, right = (_side(draft, vocabulary, shapes) for draft in (earlier, later))
    vocabulary.weigh([*left.own, *right.own])
    return left, right, vocabulary


def _side(draft: Draft, vocabulary: Words, shapes: dict[tuple[object, ...], int]) -> Side:
    side = Side(draft, [], [], [], [], [], [], [], [])
    waiting = [(clause, -1) for clause in reversed(draft.clauses)]
    while waiting:
        clause, parent = waiting.pop()
        number = len(side.clauses)
        side.clauses.append(clause)
        side.parents.append(parent)
        side.children.append([])
        side.below(parent).append(number)
        own = _own_words(draft, clause)
        side.own.append(vocabulary.numbered(own))
        side.bracketed.append(vocabulary.numbered(own if clause.kind == "option" else _in_brackets(own)))
        waiting.extend((child, number) for child in reversed(clause.children))
    _close(side, shapes)
    return side


def _own_words(draft: Draft, clause: Clause) -> list[str]:
    """Returns a clause's own words, folded and without quotation marks, the heading first."""
    found = words(draft.own_text(clause).casefold())
    heading = words(clause.heading.casefold())
    if found[: len(heading)] != heading:
        found = heading + found
    return [word for word in found if word not in _QUOTATION_MARKS]


def _in_brackets(own: list[str]) -> list[str]:
    """Returns the words that stand in square brackets, the brackets included; an unclosed one ends with the clause."""
    found, depth = [], 0
    for word in own:
        depth += word == "["
        if depth > 0:
            found.append(word)
        depth = max(0, depth - (word == "]"))
    return found


def _close(side: Side, shapes: dict[tuple[object, ...], int]) -> None:
    """Fills in where each clause ends and which clauses are the same, from the last clause to the first."""
    count = len(side.clauses)
    side.ends, side.exact = [0] * count, [0] * count
    for number in range(count - 1, -1, -1):
        inner = side.children[number]
        side.ends[number] = side.ends[inner[-1]] if inner else number + 1
        shape = (side.own[number], tuple(side.exact[child] for child in inner))
        side.exact[number] = shapes.setdefault(shape, len(shapes))
