"""Comparison: a new text against one parent. What is moved, restored or new is not its matter.

The lines that are equal keep their tokens untouched. In the lines that differ, tokens are aligned; then short runs
that say too little are undone, because two sentences that have nothing to do with each other still share "of the".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import log2

from travaux.text.edits import Block, blocks
from travaux.text.tokens import PATTERN
from travaux.text.trace.boundaries import Slide
from travaux.text.trace.ledger import Ledger
from travaux.text.trace.passages import Loss, Passage
from travaux.text.trace.standings import Line, Seam, Standing
from travaux.text.trace.stretches import Stretch, line_count, stretches
from travaux.text.trace.vocabulary import Vocabulary

_ISLAND_BITS = 8.0
"""How much an equal run must say, in bits, for every doubling of the changes around it."""


@dataclass(frozen=True, slots=True)
class Parent:
    """A draft that the new one was made from: its place in the history and what stands in it."""

    draft: int
    standing: Standing


@dataclass(slots=True)
class Comparison:
    """What a new text keeps of a parent: the passages with their holes, and what the parent lost.

    `lines` are lines of tokens to start from, and `cuts` which of them each passage takes the place of. `seams` is
    where the texts differ.
    """

    lines: Sequence[Line]
    cuts: list[tuple[int, int]]
    passages: list[Passage]
    losses: list[Loss]
    seams: list[Seam]

    def assembled(self) -> list[Line]:
        """Returns the lines with each passage in its place."""
        lines = list(self.lines)
        for (first, last), passage in zip(reversed(self.cuts), reversed(self.passages), strict=True):
            lines[first:last] = passage.lines()
        return lines


def compare(parent: Parent, text: str, vocabulary: Vocabulary, ledger: Ledger) -> Comparison:
    """Returns what a new text keeps of a parent."""
    standing = parent.standing
    found = Comparison(standing.lines, [], [], [], [])
    old_end = old_line = new_line = 0
    for stretch in stretches(standing.text, text):
        first = old_line + _lines_to(standing, old_line, old_end, stretch.a)
        new_line += first - old_line
        last = first + line_count(standing.text, stretch.a, stretch.a_end)
        passage = _passage(new_line, stretch, text, vocabulary)
        passage.left, passage.right = standing.before(first), standing.after(last)
        ids = list(chain.from_iterable(standing.lines[first:last]))
        found.losses += _match(passage, ids, parent, stretch, text, vocabulary, ledger)
        found.passages.append(passage)
        found.cuts.append((first, last))
        old_line, new_line = last, new_line + len(passage.counts)
        old_end = stretch.a_end
        found.seams.append(Seam(stretch, Stretch(first, last, passage.first, new_line)))
    return found


def _lines_to(standing: Standing, line: int, start: int, end: int) -> int:
    """Returns how many lines lie between the start of a line, known by its number, and that of a later one."""
    if end - start <= len(standing.text) - end:
        return line_count(standing.text, start, end)
    return len(standing.lines) - line - line_count(standing.text, end, len(standing.text) + 1)


def _passage(first: int, stretch: Stretch, text: str, vocabulary: Vocabulary) -> Passage:
    by_line = [vocabulary.read(line) for line in stretch.later(text)]
    words = list(chain.from_iterable(by_line))
    return Passage(first, stretch.b, list(map(len, by_line)), words, [0] * len(words))


def _match(
    passage: Passage,
    ids: list[int],
    parent: Parent,
    stretch: Stretch,
    text: str,
    vocabulary: Vocabulary,
    ledger: Ledger,
) -> list[Loss]:
    """Fills in the tokens of a passage that the parent has in the same order, and returns the others."""
    old, new = ledger.words(ids), passage.words
    if old and new:
        slide = Slide(old, new, parent.standing.text[stretch.a : stretch.a_end], text[stretch.b : stretch.b_end])
        runs = without_islands(slide.settle(blocks(old, new)), old, len(new), vocabulary.bits())
    else:
        runs = []
    for run in runs:
        passage.ids[run.b : run.b + run.size] = ids[run.a : run.a + run.size]
    return _losses(runs, ids, passage, parent, stretch)


def _losses(runs: list[Block], ids: list[int], passage: Passage, parent: Parent, stretch: Stretch) -> list[Loss]:
    if sum(run.size for run in runs) == len(ids):
        return []
    text = parent.standing.text
    places = [match.start() for match in PATTERN.finditer(text, stretch.a, max(stretch.a_end - 1, 0))]
    around = [passage.left, *ids, passage.right]
    found, start = [], 0
    for run in [*runs, Block(len(ids), 0, 0)]:
        if run.a > start:
            lost = slice(start, run.a)
            found.append(Loss(parent.draft, ids[lost], places[lost], around[start], around[run.a + 1]))
        start = run.a + run.size
    return found


def without_islands(runs: Sequence[Block], old: Sequence[int], new_size: int, bits: Sequence[float]) -> list[Block]:
    """Returns runs without those that are no longer than the changes on both sides and say too little.

    The longer the smaller of the two changes, the more words of it meet by chance, and the more a run must say.
    """
    kept: list[Block] = []
    end = Block(len(old), new_size, 0)
    for number, run in enumerate(runs):
        following = runs[number + 1] if number + 1 < len(runs) else end
        last = kept[-1] if kept else Block(0, 0, 0)
        before = max(run.a - last.a - last.size, run.b - last.b - last.size)
        after = max(following.a - run.a - run.size, following.b - run.b - run.size)
        smaller = min(before, after)
        if run.size <= smaller:
            says = sum([bits[word] for word in old[run.a : run.a + run.size]])
            if says < _ISLAND_BITS * log2(1 + smaller):
                continue
        kept.append(run)
    return kept
