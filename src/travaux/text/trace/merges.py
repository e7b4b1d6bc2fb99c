"""Merges: a new text against several parents. Only what no parent has is new.

Every word has, for each parent, the token that the parent has there, or none. Where several parents have one, the
longest run of known tokens around the word wins: a whole sentence from one side is not broken up by an "of the" from
the other. Between equals the token that was written first wins; the other parent's draft tabled the same word too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby

from travaux.text.trace.comparison import Comparison
from travaux.text.trace.ledger import Ledger
from travaux.text.trace.passages import Loss, Passage
from travaux.text.trace.standings import Line


def merge(comparisons: Sequence[Comparison], text: str, ledger: Ledger) -> tuple[Comparison, list[tuple[int, int]]]:
    """Returns one comparison made of several, and pairs of tokens that are the same words from different parents."""
    pairs: list[tuple[int, int]] = []
    options = [one.assembled() for one in comparisons]
    lines = list(options[0])
    seen: set[int] = set()
    for first, last in _stretches(options):
        known = [list(chain.from_iterable(option[first:last])) for option in options]
        ids = list(_best(known, ledger, seen, pairs))
        start = 0
        for number in range(first, last):
            end = start + len(lines[number])
            lines[number] = tuple(ids[start:end])
            start = end
    passages = list(_passages(_words(comparisons[0], options[0], ledger), lines, text))
    cuts = [(passage.first, passage.first + len(passage.counts)) for passage in passages]
    return Comparison(lines, cuts, passages, _losses(comparisons, lines, ledger), []), pairs


def _stretches(options: Sequence[Sequence[Line]]) -> Iterator[tuple[int, int]]:
    """Yields the lines, from the first to the one after the last, in which the parents do not all agree."""
    first, *others = options
    agree = [all(other[n] is line or other[n] == line for other in others) for n, line in enumerate(first)]
    for settled, group in groupby(range(len(first)), key=agree.__getitem__):
        if not settled:
            numbers = list(group)
            yield numbers[0], numbers[-1] + 1


def _best(
    options: Sequence[Sequence[int]], ledger: Ledger, seen: set[int], pairs: list[tuple[int, int]]
) -> Iterator[int]:
    """Yields the best token for each word, 0 where no parent has one; no token twice."""
    lengths = [_runs(option) for option in options]
    for place in range(len(options[0])):
        known = [
            (-length[place], ledger.born[option[place]], option[place])
            for option, length in zip(options, lengths, strict=True)
            if option[place] and option[place] not in seen
        ]
        if not known:
            yield 0
            continue
        best = min(known)
        pairs += [(best[2], other[2]) for other in known if other[0] == best[0] and other[2] != best[2]]
        seen.add(best[2])
        yield best[2]


def _runs(ids: Sequence[int]) -> list[int]:
    """Returns for each place how many known tokens stand around it in a row."""
    lengths: list[int] = []
    for _, group in groupby(ids, key=bool):
        size = len(list(group))
        lengths += [size] * size
    return lengths


def _words(first: Comparison, lines: Sequence[Line], ledger: Ledger) -> Callable[[int], list[int]]:
    """Returns how to have the words of a line: from a passage with the first parent, else from that parent's tokens.

    A line that the first parent has whole may still get holes, where its tokens were taken for another line.
    """
    passages = {
        passage.first + number: line_words
        for passage in first.passages
        for number, line_words in enumerate(_by_line(passage))
    }
    return lambda number: passages.get(number) or ledger.words(lines[number])


def _passages(words: Callable[[int], list[int]], lines: Sequence[Line], text: str) -> Iterator[Passage]:
    """Yields the lines that still have holes."""
    starts = _line_starts(text)
    for empty, group in groupby(range(len(lines)), key=lambda n: 0 in lines[n]):
        if not empty:
            continue
        numbers = list(group)
        counts = [len(lines[n]) for n in numbers]
        passage = Passage(numbers[0], starts[numbers[0]], counts, [], [])
        passage.words = list(chain.from_iterable(words(n) for n in numbers))
        passage.ids = list(chain.from_iterable(lines[n] for n in numbers))
        passage.left = next((line[-1] for line in reversed(lines[: numbers[0]]) if line), 0)
        passage.right = next((line[0] for line in lines[numbers[-1] + 1 :] if line), 0)
        yield passage


def _by_line(passage: Passage) -> Iterator[list[int]]:
    start = 0
    for count in passage.counts:
        yield passage.words[start : start + count]
        start += count


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _losses(comparisons: Sequence[Comparison], lines: Sequence[Line], ledger: Ledger) -> list[Loss]:
    """Returns what the merge takes out, each token once: what stood in a parent, stands nowhere in the merge, and was
    not taken out already on the way to another parent."""
    known = set(chain.from_iterable(lines))
    losses = list(chain.from_iterable(one.losses for one in comparisons))
    held = Counter(chain.from_iterable(loss.ids for loss in losses))
    known.update(token for token, times in held.items() if times < len(comparisons) and ledger.removed_in[token])
    found = []
    for loss in losses:
        around = [loss.left, *loss.ids, loss.right]
        gone = [token not in known for token in loss.ids]
        for settled, group in groupby(range(len(gone)), key=gone.__getitem__):
            numbers = list(group)
            if settled:
                part = slice(numbers[0], numbers[-1] + 1)
                ids, places = loss.ids[part], loss.places[part]
                found.append(Loss(loss.parent, ids, places, around[part.start], around[part.stop + 1]))
                known.update(ids)
    return found
