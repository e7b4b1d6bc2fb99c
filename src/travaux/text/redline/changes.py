"""Changes: the pieces of a redline gathered and numbered for people.

White space alone is a change where it divides or joins paragraphs, or, unless typography is left out, within a line;
blank lines, line ends and the breaks of a wrapped text are none. Nor is another encoding of the same characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from travaux.text.clauses import Clause
from travaux.text.drafts import Draft
from travaux.text.redline.pieces import Change, Piece
from travaux.text.redline.sides import Side

Kind = Literal["insertion", "deletion", "replacement", "move"]


def changes(earlier: Draft, later: Draft, a: Side, b: Side, pieces: Sequence[Piece]) -> list[Change]:
    """Returns the numbered changes, in the order of the later draft."""
    starts = frozenset(start for start, _ in a.spans), frozenset(start for start, _ in b.spans)
    found: list[Change] = []
    for group, beside_move in _gathered(pieces):
        old = a.text[group[0].earlier[0] : group[-1].earlier[1]]
        new = b.text[group[0].later[0] : group[-1].later[1]]
        kind: Kind = "replacement"
        if group[0].move:
            old, new = _moved(a, group, "earlier"), _moved(b, group, "later")
            kind = "move"
        elif not old or not new:
            kind = "insertion" if new else "deletion"
        if kind != "move" and (
            (beside_move and not (old.strip() or new.strip())) or _silent(a, b, group, old, new, starts)
        ):
            continue
        if old.strip() or new.strip():
            old, new = old.strip(), new.strip()
        found.append(Change(len(found) + 1, kind, _clause(earlier, later, kind, group), old, new, tuple(group)))
    return found


def _gathered(pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], bool]]:
    """Yields the pieces of each change, and whether it lies beside one place of a move.

    A change is neighbours that are not equal, or the two places of a move, where it came to.
    """
    moved: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.move:
            moved.setdefault(piece.move, []).append(piece)
    group: list[Piece] = []
    beside = False
    for piece in pieces:
        if piece.kind != "equal" and not piece.move:
            group.append(piece)
            continue
        if group:
            yield group, beside or bool(piece.move)
            group = []
        beside = bool(piece.move)
        # A move stands where its words came to; where it went from, nothing is counted.
        if piece.move in moved and piece.kind in ("move-to", "insert"):
            yield moved.pop(piece.move), True
    if group:
        yield group, beside


def _moved(side: Side, group: Sequence[Piece], which: Literal["earlier", "later"]) -> str:
    """Returns all the words of a moved block at one of its places."""
    spans = [getattr(piece, which) for piece in group]
    full = [span for span in spans if span[0] < span[1]]
    return side.text[full[0][0] : full[-1][1]] if full else ""


def _silent(
    a: Side, b: Side, group: Sequence[Piece], old: str, new: str, starts: tuple[frozenset[int], frozenset[int]]
) -> bool:
    """Tells whether a change is one that nobody counts."""
    if old.strip() or new.strip():
        return _squeezed(a, old) == _squeezed(b, new) != ""
    if (group[-1].earlier[1] in starts[0]) != (group[-1].later[1] in starts[1]):
        return False
    at_end = group[-1].later[1] == len(b.text) or b.text[group[-1].later[1]] == "\n"
    return a.plain or "\n" in old + new or at_end or group[-1].later[1] in starts[1]


def _squeezed(side: Side, text: str) -> str:
    return side.key(" ".join(text.split()))


def _clause(earlier: Draft, later: Draft, kind: Kind, group: Sequence[Piece]) -> Clause | None:
    """Returns the clause where a change stands in the later draft; of a deletion, the clause that lost the words."""
    if kind == "deletion":
        return earlier.clause_at(group[0].earlier[0])
    place = next(piece.later[0] for piece in group if piece.later[0] < piece.later[1])
    return later.clause_at(place)
