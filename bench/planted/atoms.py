"""Atoms: a text being changed, and where in it a change may be made."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from travaux.text.drafts import Hand
from travaux.text.manuscripts import Manuscript
from travaux.text.tokens import tokens

ONE = Hand("Delegate One", "2025-03-01T09:00:00Z")
TWO = Hand("Delegate Two", "2025-03-02T10:30:00Z")
CHAIR = Hand("Chair", "2025-02-01T08:00:00Z")


@dataclass(frozen=True, slots=True)
class Atom:
    """Characters, a paragraph's break where they are a line break, with their state in both files."""

    text: str
    last: str | None = "plain"
    new: str | None = "plain"
    by: Hand | None = None
    was: Hand | None = None
    marks_last: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    move: str | None = None
    tag: int | None = None
    cell: int = 0
    """Of a break: the table cell its paragraph is in, 0 for none."""
    list_last: str = ""
    list_new: str = ""
    """Of a break: the automatic list its paragraph is in, in each file."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A change that the new file does not show: what kind, what words, and where in the two texts as accepted."""

    kind: str
    old: str
    new: str
    last: tuple[int, int]
    place: tuple[int, int]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two manuscripts and the truth about them."""

    seed: int
    source: str
    style: str
    last: Manuscript
    new: Manuscript
    planted: tuple[Planted, ...]
    declared: int


@dataclass(slots=True)
class Text:
    """A text being changed: its parts, each a list of paragraphs, each a list of atoms that ends with its break."""

    parts: dict[str, list[list[Atom]]]
    style: str
    kinds: list[str] = field(default_factory=list)
    declared: int = 0
    moves: int = 0
    margin: int = 4
    """How many atoms lie untouched between two changes, at least."""

    def tag(self, kind: str) -> int:
        """Notes that a change of this kind is planted, and returns its number."""
        self.kinds.append(kind)
        return len(self.kinds) - 1


def atoms_of(paragraph: str) -> list[Atom]:
    """Returns a paragraph as atoms: words, signs, blanks, and its break."""
    found: list[Atom] = []
    at = 0
    for token in tokens(paragraph):
        if at < token.start:
            found.append(Atom(paragraph[at : token.start]))
        found.append(Atom(token.text))
        at = token.end
    return [*found, Atom("\n")]


def untouched(atom: Atom) -> bool:
    return (atom.last, atom.new, atom.tag) == ("plain", "plain", None) and "strike" not in atom.marks


def run_at(dice: random.Random, paragraph: list[Atom], size: int, margin: int = 4) -> int | None:
    """Returns where a run of `size` words begins that nothing has touched, nor its neighbours."""
    places = []
    words = [place for place, atom in enumerate(paragraph) if atom.text.strip()]
    for first in range(len(words) - size + 1):
        start, end = words[first], words[first + size - 1] + 1
        around = paragraph[max(0, start - margin) : min(len(paragraph), end + margin)]
        headed = "underline" in paragraph[start].marks_last
        if all(untouched(atom) for atom in around) and paragraph[start].text[0].isalnum() and not headed:
            places.append(start)
    return dice.choice(places) if places else None


def end_of(paragraph: Sequence[Atom], start: int, size: int) -> int:
    """Returns where a run of `size` words ends."""
    end = start
    while size:
        size -= bool(paragraph[end].text.strip())
        end += 1
    return end


def spot(dice: random.Random, text: Text, size: int, body: bool = False) -> tuple[list[Atom], int] | None:
    """Returns a paragraph and a place in it for a change of `size` words."""
    parts = [""] if body or dice.random() < 0.8 else sorted(text.parts)
    paragraphs = list(text.parts[dice.choice(parts)])
    dice.shuffle(paragraphs)
    for paragraph in paragraphs:
        start = None if body and paragraph[-1].cell else run_at(dice, paragraph, size, text.margin)
        if start is not None:
            return paragraph, start
    return None


def phrase(dice: random.Random, words: Sequence[str], size: int) -> str:
    start = dice.randrange(max(1, len(words) - size))
    return " ".join(words[start : start + size])


def fresh(paragraph: Sequence[Atom]) -> bool:
    return all(untouched(atom) for atom in paragraph)


def body_place(dice: random.Random, text: Text) -> int | None:
    """Returns a paragraph of the body, not at an end, that nothing touched, nor the ones beside it."""
    body = text.parts[""]
    places = [
        n
        for n in range(1, len(body) - 1)
        if all(fresh(p) and not p[-1].cell for p in body[n - 1 : n + 2]) and len(body[n]) > 12
    ]
    return dice.choice(places) if places else None


def moved(text: Text, dice: random.Random) -> tuple[list[Atom], list[Atom]] | None:
    """Takes a paragraph to another place; returns it where it was and where it is, the same atoms twice."""
    place = body_place(dice, text)
    body = text.parts[""]
    if place is None or sum(atom.text.isalpha() for atom in body[place]) < 10:
        return None
    others = [n for n in range(1, len(body)) if abs(n - place) > 1 and _open(body[n - 1]) and _open(body[n])]
    if not others:
        return None
    gone, come = body[place], list(body[place])
    body.insert(dice.choice(others), come)
    return gone, come


def _open(paragraph: Sequence[Atom]) -> bool:
    return fresh(paragraph) and not paragraph[-1].cell
