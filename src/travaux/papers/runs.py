"""Runs: a text cut where the source of its words changes, line by line, with its deleted words in their places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from travaux.papers.ghosts import CLOSING, Ghost, is_word
from travaux.papers.register import Register
from travaux.papers.sheet import Row
from travaux.text.origins import TracedToken


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words with one source; `number` counts from 1 over the paper, `words` how many words it has.

    Deleted words are `gone`; `before` and `after` are the white space that parts them from their neighbours, which
    belongs to them and is hidden with them.
    """

    number: int
    text: str
    source: int
    words: int
    gone: bool = False
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the sheet and what stands in it: runs, and between them white space and signs without a run."""

    row: Row
    pieces: tuple[Words | str, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    source: int


def blocks(
    text: str, rows: Sequence[Row], tokens: Sequence[TracedToken], ghosts: Sequence[Ghost], register: Register
) -> list[Block]:
    """Returns the blocks of a text: its rows with their runs."""
    starts = [token.start for token in tokens]
    made: list[Block] = []
    number, done = 0, 0
    for place, row in enumerate(rows):
        mine = tokens[bisect_left(starts, row.words) : bisect_left(starts, row.end)]
        limit = rows[place + 1].start if place + 1 < len(rows) else len(text) + 1
        here = done
        while done < len(ghosts) and _belongs(ghosts[done], row, limit, last=place + 1 == len(rows)):
            done += 1
        pieces = tuple(_pieces(text, row, mine, ghosts[here:done], register, number))
        number += sum(isinstance(piece, Words) for piece in pieces)
        made.append(Block(row, pieces))
    return made


def _belongs(ghost: Ghost, row: Row, limit: int, *, last: bool) -> bool:
    if last or ghost.place < row.end:
        return True
    return ghost.place < limit and not ghost.begins_line


def _pieces(
    text: str, row: Row, tokens: Sequence[TracedToken], ghosts: Sequence[Ghost], register: Register, number: int
) -> Iterator[Words | str]:
    at, waiting = row.words, list(ghosts)
    for stretch in _stretches(tokens, [ghost.place for ghost in ghosts], register):
        while waiting and waiting[0].place < stretch.start + 1:
            ghost = waiting.pop(0)
            gap = text[at : max(at, min(stretch.start, ghost.place))]
            if gap:
                yield gap
                at += len(gap)
            number += 1
            yield _gone(number, ghost, text[max(row.words, at - 1) : at], text[at : at + 1])
        if stretch.start > at:
            yield text[at : stretch.start]
        number += 1
        inside = sum(is_word(t.text) for t in tokens if stretch.start <= t.start < stretch.end)
        yield Words(number, text[stretch.start : stretch.end], stretch.source, inside)
        at = stretch.end
    for ghost in waiting:
        number += 1
        yield _gone(number, ghost, text[max(row.words, at - 1) : at], "")
    if text[at : row.end].strip():
        yield text[at : row.end]


def _gone(number: int, ghost: Ghost, before: str, after: str) -> Words:
    apart = before and not before.isspace() and ghost.text[0] not in CLOSING
    follows = after and not after.isspace() and after not in CLOSING
    return Words(
        number,
        ghost.text,
        ghost.source,
        ghost.words,
        gone=True,
        before=" " if apart else "",
        after=" " if follows else "",
    )


def _stretches(tokens: Sequence[TracedToken], cuts: Sequence[int], register: Register) -> Iterator[_Stretch]:
    start = end = source = -1
    cut = 0
    for token in tokens:
        number = register.living(token.origin)
        while cut < len(cuts) and cuts[cut] < end:
            cut += 1
        broken = cut < len(cuts) and end <= cuts[cut] <= token.start
        if start >= 0 and (number != source or broken):
            yield _Stretch(start, end, source)
            start = -1
        if start < 0:
            start, source = token.start, number
        end = token.end
    if start >= 0:
        yield _Stretch(start, end, source)
