"""Comparison: a new draft against one parent, passage by passage. What is moved or restored is not its matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from math import log2

from travaux.text.edits import Block, blocks
from travaux.text.ledger import Ledger
from travaux.text.passages import Loss, Passage
from travaux.text.standings import Standing
from travaux.text.stretches import Stretch, line_count, stretches
from travaux.text.vocabulary import Vocabulary

ISLAND_BITS = 8.0


def passages(parent: int, standing: Standing, text: str, vocabulary: Vocabulary, ledger: Ledger) -> Iterator[Passage]:
    """Yields the passages of `text` that differ from a parent, each with the tokens that it keeps."""
    old_line = new_line = old_end = new_end = 0
    for stretch in stretches(standing.text, text):
        old_line += line_count(standing.text, old_end, stretch.a)
        new_line += line_count(text, new_end, stretch.b)
        old_lines, new_lines = stretch.lines(standing.text, text)
        ids = list(chain.from_iterable(standing.lines[old_line : old_line + len(old_lines)]))
        passage = _unmatched(new_line, new_lines, vocabulary)
        passage.left = standing.before(old_line)
        passage.right = standing.after(old_line + len(old_lines))
        passage.old_first, passage.old_last = old_line, old_line + len(old_lines)
        _match(passage, parent, stretch, ids, vocabulary, ledger)
        yield passage
        old_line, new_line = old_line + len(old_lines), new_line + len(new_lines)
        old_end, new_end = stretch.a_end, stretch.b_end


def _unmatched(first: int, lines: Sequence[str], vocabulary: Vocabulary) -> Passage:
    by_line = [vocabulary.read(line) for line in lines]
    words = list(chain.from_iterable(by_line))
    return Passage(first, list(map(len, by_line)), words, [0] * len(words))


def _match(
    passage: Passage, parent: int, stretch: Stretch, ids: list[int], vocabulary: Vocabulary, ledger: Ledger
) -> None:
    old = ledger.words(ids)
    runs = _without_islands(blocks(old, passage.words), old, len(passage.words), vocabulary.bits())
    start = 0
    for run in [*runs, Block(len(ids), len(passage.words), 0)]:
        passage.ids[run.b : run.b + run.size] = ids[run.a : run.a + run.size]
        if run.a > start:
            left = ids[start - 1] if start else passage.left
            right = ids[run.a] if run.a < len(ids) else passage.right
            lost = Loss(parent, ids[start : run.a], left, right, stretch.a, stretch.a_end, start)
            passage.losses.append(lost)
        start = run.a + run.size


def _without_islands(runs: list[Block], old: list[int], new_size: int, bits: Sequence[float]) -> list[Block]:
    kept: list[Block] = []
    for number, run in enumerate(runs):
        following = runs[number + 1] if number + 1 < len(runs) else Block(len(old), new_size, 0)
        last = kept[-1] if kept else Block(0, 0, 0)
        before = max(run.a - last.a - last.size, run.b - last.b - last.size)
        after = max(following.a - run.a - run.size, following.b - run.b - run.size)
        if run.size <= min(before, after):
            says = sum(bits[word] for word in old[run.a : run.a + run.size])
            if says < ISLAND_BITS * log2(1 + min(before, after)):
                continue
        kept.append(run)
    return kept
