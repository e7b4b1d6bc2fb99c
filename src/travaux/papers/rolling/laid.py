"""Laid out: what was written as lines of a paper, labels in the margin. Nothing is computed but which line is which."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from travaux.papers.paper import Block, Run
from travaux.papers.rolling.writing import Piece
from travaux.papers.sheet import Row, sheet
from travaux.papers.standing_text import block
from travaux.text.clauses import Line
from travaux.text.drafts import Draft


def lines(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yields pieces line by line, without the line breaks."""
    line: list[Piece] = []
    for piece in pieces:
        at = 0
        for number, words in enumerate(piece.text.split("\n")):
            if number:
                yield line
                line = []
            if words or not piece.text:
                origin = None if piece.origin is None else piece.origin + at
                line.append(replace(piece, text=words, origin=origin))
            at += len(words) + 1
    yield line


def known_lines(draft: Draft, found: Sequence[Sequence[Piece]]) -> tuple[Line, ...]:
    """Returns what the file says of each line, for lines in which the text on the table has more in it."""
    if not draft.lines:
        return ()
    starts = {start: known for (start, _), known in zip(draft.line_spans(), draft.lines, strict=True)}
    made = []
    for line in found:
        first = next((piece.origin for piece in line if piece.origin is not None), None)
        made.append(Line() if first is None else starts.pop(first, Line()))
    return tuple(made)


def blocks(draft: Draft, found: Sequence[Sequence[Piece]], depths: Mapping[int, int]) -> Iterator[Block]:
    """Yields lines as blocks. `depths` are the levels of lines that are new clauses, by the number of the line."""
    rows = sheet(draft)
    starts = [row.start for row in rows]
    begun: set[int] = set()
    depth = 0
    for number, line in enumerate(found):
        if not any(piece.text.strip() for piece in line) and not any(piece.note for piece in line):
            continue
        first = next((piece.origin for piece in line if piece.origin is not None), None)
        row = None if first is None else rows[max(0, bisect_right(starts, first) - 1)]
        if row is None or first != row.start or row.start in begun:
            depth = depths.get(number, depth)
            yield block(Row(0, 0, 0, depth=depth), _runs(line))
            continue
        begun.add(row.start)
        depth = row.depth
        yield _laid(row, line)


def _laid(row: Row, line: Sequence[Piece]) -> Block:
    """Returns the first line of a row: its printed label in the margin, with whatever stands before it."""
    printed, rest = "", list(line)
    while rest and rest[0].origin is not None and rest[0].origin < row.words:
        piece = rest.pop(0)
        cut = row.words - (piece.origin or 0)
        printed += piece.text[:cut]
        if piece.text[cut:]:
            rest.insert(0, replace(piece, text=piece.text[cut:], origin=row.words))
            break
    # A label that is printed and not met yet stands behind a bracket that was written before it.
    label = printed.strip() or ("" if row.start < row.words else row.label)
    if rest and label:
        rest[0] = replace(rest[0], text=rest[0].text.lstrip())
    return block(replace(row, label=label), _runs(rest))


def _runs(line: Sequence[Piece]) -> tuple[Run, ...]:
    """Returns pieces as runs, neighbours that look alike as one."""
    made: list[Run] = []
    for piece in line:
        run = Run(piece.text, piece.look, by=piece.by, entry=piece.entry, note=piece.note)
        if not piece.text and piece.note is None:
            continue
        if made and replace(made[-1], words="") == replace(run, words="") and run.note is None:
            made[-1] = replace(run, words=made[-1].words + run.words)
        else:
            made.append(run)
    return tuple(made)
