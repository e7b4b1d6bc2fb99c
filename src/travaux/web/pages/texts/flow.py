"""The flow of a clause: a column for each draft, a block for each author's words in their order, a band for words kept.

It is drawn for the eye; the same is told by its table, and by the steps of the life.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from django.utils.functional import Promise
from markupsafe import Markup

from travaux.text.drafts import Draft
from travaux.text.redline import pieces_between

MOST = 12
"""How many drafts are drawn: the last."""
HIGH, GAP, TOP, WIDE, ACROSS, FAR = 250.0, 2.0, 46.0, 34.0, 840.0, 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Words of one author in a draft of the clause: characters `start` to `end` of it there, and how many words."""

    name: str
    letter: str
    colour: str
    grade: str
    words: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A draft of the clause: its number, its place there, its words, and whose they are."""

    draft: int
    place: str
    text: str
    blocks: tuple[Block, ...]

    @property
    def shares(self) -> tuple[tuple[str, str, str, int], ...]:
        """Name, letter, colour and words of each author, those with most words first."""
        found: dict[tuple[str, str, str], int] = {}
        for each in self.blocks:
            key = (each.name, each.letter, each.colour)
            found[key] = found.get(key, 0) + each.words
        order = sorted(found.items(), key=lambda each: (-each[1], each[0][0]))
        return tuple((*key, many) for key, many in order if many)


def drawn(columns: Sequence[Column], title: str | Promise, called: str) -> Markup:
    """Returns the picture; `called` names a draft: "Draft %(number)s"."""
    shown = columns[-MOST:]
    longest = max((len(each.text) for each in shown), default=1) or 1
    scale = HIGH / longest
    apart = min(FAR, ACROSS / max(1, len(shown) - 1))
    laid = [_Laid(each, 20 + apart * place, scale) for place, each in enumerate(shown)]
    high = max((each.bottom for each in laid), default=TOP) + 8
    body = "".join([*(path for one, other in pairwise(laid) for path in _bands(one, other)),
                    *(part for each in laid for part in each.parts(called))])  # fmt: skip
    return Markup(
        f'<svg viewBox="0 0 960 {high:.0f}" class="wide" role="img" aria-labelledby="flow-t">'
        f'<title id="flow-t">{escape(str(title))}</title>{body}</svg>'
    )


class _Laid:
    """A column with its place in the picture."""

    def __init__(self, column: Column, x: float, scale: float) -> None:
        self.column, self.x, self.scale = column, x, scale
        self.tops: list[tuple[int, float]] = []
        y = TOP
        for block in column.blocks:
            self.tops.append((block.start, y))
            y += max(3.0, (block.end - block.start) * scale) + GAP
        self.bottom = y

    def y(self, block: int, offset: int) -> float:
        """Returns how far down a character of a block is."""
        start, top = self.tops[block]
        return top + (offset - start) * self.scale

    def parts(self, called: str) -> Iterator[str]:
        yield f'<text x="{self.x:.0f}" y="14" class="b">{escape(called % {"number": self.column.draft})}</text>'
        yield f'<text x="{self.x:.0f}" y="32" class="q">{escape(_short(self.column.place))}</text>'
        for block, (_start, top) in zip(self.column.blocks, self.tops, strict=True):
            high = max(3.0, (block.end - block.start) * self.scale)
            hollow = " inferred" if block.grade == "inferred" else ""
            yield (
                f'<rect class="col {block.colour}{hollow}" x="{self.x:.0f}" y="{top:.1f}" width="{WIDE:.0f}" '
                f'height="{high:.1f}"/>'
            )
            if high >= 12:
                x, y = self.x + WIDE / 2, top + high / 2 + 4.5
                letter = escape(block.letter)
                yield f'<text class="letter mid {block.colour}" x="{x:.0f}" y="{y:.1f}">{letter}</text>'


def _bands(one: _Laid, other: _Laid) -> Iterator[str]:
    """Yields a band for every stretch of words that stand in both columns, in the colour of their author."""
    for piece in pieces_between(Draft(one.column.text), Draft(other.column.text)):
        if piece.kind != "equal" or not other.column.text[slice(*piece.later)].strip():
            continue
        shift = piece.earlier[0] - piece.later[0]
        for place, block in enumerate(other.column.blocks):
            start, end = max(piece.later[0], block.start), min(piece.later[1], block.end)
            for number, was in enumerate(one.column.blocks):
                low, high = max(start + shift, was.start), min(end + shift, was.end)
                if low < high and other.column.text[low - shift : high - shift].strip():
                    yield _band(
                        block.colour, one.x + WIDE, (one.y(number, low), one.y(number, high)), other.x,
                        (other.y(place, low - shift), other.y(place, high - shift)),
                    )  # fmt: skip


def _band(colour: str, x: float, left: tuple[float, float], to: float, right: tuple[float, float]) -> str:
    middle = (x + to) / 2
    (a, b), (c, d) = left, right
    return (
        f'<path class="band {colour}" d="M{x:.0f} {a:.1f}C{middle:.0f} {a:.1f} {middle:.0f} {c:.1f} {to:.0f} {c:.1f}'
        f'V{d:.1f}C{middle:.0f} {d:.1f} {middle:.0f} {b:.1f} {x:.0f} {b:.1f}Z"/>'
    )


def _short(place: str) -> str:
    return place if len(place) <= 16 else f"{place[:15]}…"
