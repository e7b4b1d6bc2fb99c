"""Cutting: two texts into pieces that put both together again, white space included.

Words are matched; what lies between two matched words is a gap. A gap that is the same in both texts belongs to what
is equal; of any other the white space at both ends that is the same stays with its neighbours, and the rest is taken
out of the earlier text and put into the later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from travaux.text.clauses import Span
from travaux.text.redline.matching import Same
from travaux.text.redline.moves import Move
from travaux.text.redline.pieces import Piece
from travaux.text.redline.sides import Side, folded


def cut(a: Side, b: Side, same: Sequence[Same], moved: Sequence[Move]) -> list[Piece]:
    """Returns the pieces, given what is the same in order and what moved."""
    pieces: list[Piece] = []
    ordered = sorted(enumerate(moved, 1), key=lambda entry: entry[1].a)
    comes = list(enumerate(moved, 1))
    a_from = b_from = 0
    for run in [*same, Same(len(a.text), len(a.text), len(b.text), len(b.text))]:
        pieces += _between(a, b, (a_from, run.a), (b_from, run.b), ordered, comes)
        pieces += _same(a, b, run)
        a_from, b_from = run.a_end, run.b_end
    return list(_joined(a, b, pieces))


def gaps(a: Side, b: Side, same: Iterable[Same]) -> Iterator[tuple[Span, Span]]:
    """Yields what lies between matched words, in both texts, less the white space and the labels at its ends."""
    a_from = b_from = 0
    for run in [*same, Same(len(a.text), len(a.text), len(b.text), len(b.text))]:
        _, gap, _ = _trimmed(a, b, (a_from, run.a), (b_from, run.b))
        yield gap
        a_from, b_from = run.a_end, run.b_end


def _same(a: Side, b: Side, run: Same) -> Iterator[Piece]:
    """Yields a run of matched words as pieces: where the characters differ, it is cut between words."""
    if a.plain or a.text[run.a : run.a_end] == b.text[run.b : run.b_end]:
        if run.a < run.a_end:
            yield Piece("equal", (run.a, run.a_end), (run.b, run.b_end))
        return
    first, second = a.words(run.a, run.a_end), b.words(run.b, run.b_end)
    a_from, b_from = run.a, run.b
    for a_span, b_span in zip(first.spans, second.spans, strict=True):
        yield from _between(a, b, (a_from, a_span[0]), (b_from, b_span[0]), (), ())
        old, new = a.text[slice(*a_span)], b.text[slice(*b_span)]
        # Words of other keys are matched only where numbering is left out: references to a clause renumbered.
        if old == new or a.key(old) != b.key(new):
            yield Piece("equal", a_span, b_span)
        else:
            yield Piece("delete", a_span, (b_span[0], b_span[0]))
            yield Piece("insert", (a_span[1], a_span[1]), b_span)
        a_from, b_from = a_span[1], b_span[1]


def _trimmed(a: Side, b: Side, a_gap: Span, b_gap: Span) -> tuple[list[Piece], tuple[Span, Span], list[Piece]]:
    """Returns what is equal at the start of a gap, what is left of it, and what is equal at its end."""
    (a_start, a_end), (b_start, b_end) = a_gap, b_gap
    head: list[Piece] = []
    tail: list[Piece] = []
    if a.text[a_start:a_end] == b.text[b_start:b_end]:
        head = [Piece("equal", a_gap, b_gap)] if a_start < a_end else []
        return head, ((a_end, a_end), (b_end, b_end)), tail
    for label in (False, True):
        a_next, b_next = _head(a, b, (a_start, a_end), (b_start, b_end), label)
        if (a_next, b_next) != (a_start, b_start):
            head.append(Piece("equal", (a_start, a_next), (b_start, b_next)))
            a_start, b_start = a_next, b_next
        a_last, b_last = _tail(a, b, (a_start, a_end), (b_start, b_end), label)
        if (a_last, b_last) != (a_end, b_end):
            tail.insert(0, Piece("equal", (a_last, a_end), (b_last, b_end)))
            a_end, b_end = a_last, b_last
    return head, ((a_start, a_end), (b_start, b_end)), tail


def _head(a: Side, b: Side, a_gap: Span, b_gap: Span, label: bool) -> tuple[int, int]:
    """Returns where the equal white space, or the labels, at the start of a gap end."""
    (i, a_end), (j, b_end) = a_gap, b_gap
    if label:
        at_line = _opens_line(a, i) and _opens_line(b, j)
        return (a.label_after(i, a_end), b.label_after(j, b_end)) if at_line else (i, j)
    while i < a_end and j < b_end and a.text[i] == b.text[j] and a.text[i].isspace():
        i, j = i + 1, j + 1
    return i, j


def _tail(a: Side, b: Side, a_gap: Span, b_gap: Span, label: bool) -> tuple[int, int]:
    """Returns where the equal white space, or the labels, at the end of a gap begin."""
    (a_start, i), (b_start, j) = a_gap, b_gap
    if label:
        return max(a.label_before(i), a_start), max(b.label_before(j), b_start)
    while a_start < i and b_start < j and a.text[i - 1] == b.text[j - 1] and a.text[i - 1].isspace():
        i, j = i - 1, j - 1
    return i, j


def _opens_line(side: Side, place: int) -> bool:
    """Tells whether a line begins at a place, or right after the white space there."""
    begin = side.text.rfind("\n", 0, place) + 1
    return not side.text[begin:place].strip() or side.text[place : place + 1] == "\n"


def _between(
    a: Side,
    b: Side,
    a_gap: Span,
    b_gap: Span,
    goes: Sequence[tuple[int, Move]],
    comes: Sequence[tuple[int, Move]],
) -> Iterator[Piece]:
    """Yields a gap as pieces: what is equal at its ends, what went, what came."""
    head, (a_rest, b_rest), tail = _trimmed(a, b, a_gap, b_gap)
    yield from head
    if a_rest[0] < a_rest[1] or b_rest[0] < b_rest[1]:
        if a.plain and _plainly(a.text[slice(*a_rest)]) == _plainly(b.text[slice(*b_rest)]):
            yield Piece("equal", a_rest, b_rest)
        else:
            yield from _gone(a_rest, b_rest[0], goes)
            yield from _come(b_rest, a_rest[1], comes)
    yield from tail


def _plainly(text: str) -> str:
    return "".join(folded(text).split())


def _gone(span: Span, at: int, goes: Sequence[tuple[int, Move]]) -> Iterator[Piece]:
    """Yields what was taken out, words that stand elsewhere now apart."""
    start, end = span
    for number, move in goes:
        if not (start <= move.a[0] and move.a[1] <= end):
            continue
        if start < move.a[0]:
            yield Piece("delete", (start, move.a[0]), (at, at))
        start = move.a[0]
        for run in sorted(move.same):
            if start < run.a:
                yield Piece("delete", (start, run.a), (at, at), number)
            yield Piece("move-from", (run.a, run.a_end), (at, at), number)
            start = run.a_end
        if start < move.a[1]:
            yield Piece("delete", (start, move.a[1]), (at, at), number)
        start = move.a[1]
    if start < end:
        yield Piece("delete", (start, end), (at, at))


def _come(span: Span, at: int, comes: Sequence[tuple[int, Move]]) -> Iterator[Piece]:
    """Yields what was put in, words that stood elsewhere before apart."""
    start, end = span
    for number, move in comes:
        if not (start <= move.b[0] and move.b[1] <= end):
            continue
        if start < move.b[0]:
            yield Piece("insert", (at, at), (start, move.b[0]))
        start = move.b[0]
        for run in move.same:
            if start < run.b:
                yield Piece("insert", (at, at), (start, run.b), number)
            yield Piece("move-to", (at, at), (run.b, run.b_end), number)
            start = run.b_end
        if start < move.b[1]:
            yield Piece("insert", (at, at), (start, move.b[1]), number)
        start = move.b[1]
    if start < end:
        yield Piece("insert", (at, at), (start, end))


def _joined(a: Side, b: Side, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yields pieces with neighbours of one kind made one; equal ones whose characters differ stay apart."""
    held: Piece | None = None
    for piece in pieces:
        if held and (held.kind, held.move) == (piece.kind, piece.move) and _exact(a, b, held) == _exact(a, b, piece):
            held = Piece(held.kind, (held.earlier[0], piece.earlier[1]), (held.later[0], piece.later[1]), held.move)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _exact(a: Side, b: Side, piece: Piece) -> bool:
    return piece.kind != "equal" or a.text[slice(*piece.earlier)] == b.text[slice(*piece.later)]
