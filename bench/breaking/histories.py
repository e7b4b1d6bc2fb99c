"""Histories: what writers and readers of one record did and saw, held against a plain model of a log.

The model is a list that only grows. It explains a history if every operation can be given a moment between the times
at which it was asked for and answered, such that a list to which things are done one after another, at those moments,
would have given the same answers (Herlihy and Wing's linearizability).

For a list that only grows no search is needed. An append that was given index i stands at rank 2i + 1; a read that saw
n entries stands at rank 2n, after entry n - 1 and before entry n. The history is explained if no operation ended
before another of lower rank began: sorted by rank, then by time, all of them happen one after another. Reads of
entries and reads of checkpoints are two lists, for a checkpoint comes a little after its entries.

What each saw is told as size and root (RFC 6962, 2.1), so that a read of n entries is one of the very first n.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import inf
from operator import attrgetter

from travaux.log.merkle import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Append:
    """An entry handed in, by its leaf hash; without an index and an end where nothing was acknowledged."""

    who: str
    begun: float
    ended: float = inf
    hash: bytes
    index: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was seen of "entries", or as "checkpoint": how many entries, under which root."""

    who: str
    begun: float
    ended: float
    what: str
    size: int
    root: bytes


Operation = Append | Read


def anomalies(log: Sequence[bytes], operations: Iterable[Operation], start: int = 0) -> list[str]:
    """Returns what no list explains, each in a line. `log` is what is stored in the end, as leaf hashes; the first
    `start` of them were there, and acknowledged, before."""
    done = list(operations)
    appends = [each for each in done if isinstance(each, Append)]
    reads = [each for each in done if isinstance(each, Read)]
    placed, found = _placed(log, appends, start)
    found += _other_roots(log, reads)
    for what in sorted({each.what for each in reads} | {"entries"}):
        ranked: list[tuple[int, Operation]] = [(2 * index + 1, append) for index, append in placed.items()]
        before = Read(who="the beginning", begun=-inf, ended=-inf, what=what, size=start, root=b"")
        ranked += [(2 * each.size, each) for each in [before, *reads] if each.what == what]
        found += _out_of_time(ranked)
    return found


def _placed(log: Sequence[bytes], appends: Sequence[Append], start: int) -> tuple[Mapping[int, Append], list[str]]:
    """Returns the append that made each entry, and what is wrong with those: lost, moved, doubled, from nowhere."""
    counts = Counter(log)
    found = [f"{digest.hex()[:8]} is stored {count} times" for digest, count in counts.items() if count > 1]
    at = {digest: index for index, digest in enumerate(log)}
    placed: dict[int, Append] = {}
    for each in appends:
        index = at.get(each.hash)
        if each.index is not None and (each.index >= len(log) or log[each.index] != each.hash):
            found.append(f"{_name(each)} was acknowledged, and is at {index}")
        if index is not None:
            placed[index] = each
    nowhere = [index for index in range(start, len(log)) if index not in placed and counts[log[index]] == 1]
    return placed, found + [f"nobody handed in entry {index}" for index in nowhere]


def _other_roots(log: Sequence[bytes], reads: Iterable[Read]) -> Iterator[str]:
    """Yields the reads of something else than the first entries of the log."""
    tree = Tree()
    for size, same in groupby(sorted(reads, key=attrgetter("size")), key=attrgetter("size")):
        tree.extend(log[tree.size : size])
        for each in same:
            if tree.size < size:
                yield f"{_name(each)} is of more than the {len(log)} entries that there are"
            elif tree.root() != each.root:
                yield f"{_name(each)} is of another history"


def _out_of_time(ranked: Sequence[tuple[int, Operation]]) -> Iterator[str]:
    """Yields each operation that began when another, of higher rank, had ended."""
    ends = sorted(ranked, key=lambda each: each[1].ended)
    at, highest, last = 0, -1, None
    for rank, each in sorted(ranked, key=lambda each: each[1].begun):
        while at < len(ends) and ends[at][1].ended < each.begun:
            if ends[at][0] > highest:
                highest, last = ends[at]
            at += 1
        if last is not None and rank < highest:
            yield f"{_name(each)} began after {_name(last)} had ended"


def _name(each: Operation) -> str:
    if isinstance(each, Read):
        return f"{each.who}'s {each.what} of {each.size}"
    return f"{each.who}'s entry {each.hash.hex()[:8]} at {each.index}"
