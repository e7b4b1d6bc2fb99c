"""Strands: a text with the changes of one or several hands woven in, character by character. No record is read here.

A strand is bits in a row. A bit of the first text may be struck; a bit that somebody put in may be struck by somebody
else. `weave` lays one redline onto the part of a strand that it was made on: the first text for a proposal
beside others, the text with all earlier changes made for an amendment to an amendment.

Where two hands ask for the same thing (they strike the same words, put the same words into the same place), the bit has
both names, parted by "; ": accepting the changes of either, under any name that holds theirs, gives their text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from travaux.text.clauses import Span
from travaux.text.drafts import Hand
from travaux.text.redline import Piece

TOGETHER = "; "
"""What parts the names of several who ask for the same change."""

Whose = Callable[[int, int], Iterable[tuple[int, int, Hand]]]
"""Cuts characters of a text, from an offset to another, by whose change they are."""


class Bit(NamedTuple):
    """Characters with one fate. `at` is the text and the offset where they stand, `base` their offset in the first."""

    text: str
    at: tuple[int, int]
    base: int = -1
    inserted: Hand | None = None
    deleted: Hand | None = None
    move: str | None = None

    def cut(self, place: int) -> tuple[Bit, Bit]:
        """Returns what stands before a place within it, and the rest."""
        number, offset = self.at
        base = self.base + place if self.base >= 0 else -1
        fate = self.inserted, self.deleted, self.move
        return Bit(self.text[:place], self.at, self.base, *fate), Bit(
            self.text[place:], (number, offset + place), base, *fate
        )


class Edit(NamedTuple):
    """A change of one redline: characters `start` to `end` of the text it was made on are struck, or, where `words`
    stand in the new text from `new` on, put in at `start`. `lines` says that whole lines are put in."""

    start: int
    end: int
    words: str = ""
    new: int = 0
    move: str | None = None
    lines: bool = False


def strand(text: str) -> list[Bit]:
    """Returns a text that nobody has touched, a line a bit."""
    bits, start = [], 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        bits.append(Bit(text[start:end], (0, start), start))
        start = end
    return bits


def edits(old: str, new: str, pieces: Sequence[Piece], layer: int) -> list[Edit]:
    """Returns the edits that pieces stand for, whole paragraphs taken with their own mark and not the one before."""
    made: list[Edit] = []
    names = _Names(old, new, pieces, layer)
    for kept, grouped in groupby(pieces, key=lambda piece: _is_equal(piece, old, new)):
        if not kept:
            run = list(grouped)
            made += _whole_lines(old, new, *names.parts(run), run[0].earlier[0])
    return made


def _is_equal(piece: Piece, old: str, new: str) -> bool:
    return piece.kind == "equal" and old[slice(*piece.earlier)] == new[slice(*piece.later)]


class _Names:
    """The names of moves. Moved words that run across a paragraph's end, and are no whole paragraphs, are several moves
    of one paragraph each: a word processor knows no other."""

    def __init__(self, old: str, new: str, pieces: Sequence[Piece], layer: int) -> None:
        self._texts, self._layer = (old, new), layer
        self._marks: list[dict[int, int]] = [{}, {}]
        self._broken = {
            move
            for side, text in enumerate((old, new))
            for move, (start, end) in _extents(pieces, side).items()
            if "\n" in text[start:end].rstrip("\n") and not _is_lines(text, start, end)
        }

    def parts(self, run: Sequence[Piece]) -> tuple[list[_Part], list[_Part]]:
        """Returns what neighbouring pieces strike and put in."""
        gone = [part for p in run for part in self._parts(0, p.earlier, p if p.kind == "move-from" else None)]
        come = [part for p in run for part in self._parts(1, p.later, p if p.kind == "move-to" else None)]
        return gone, come

    def _parts(self, side: int, span: Span, moved: Piece | None) -> Iterator[_Part]:
        start, end = span
        if moved is None or moved.move is None:
            if start < end:
                yield _Part(start, end, None)
            return
        name = f"move{self._layer}{moved.move:04d}"
        if moved.move not in self._broken:
            yield _Part(start, end, name)
            return
        marks, text = self._marks[side], self._texts[side]
        while (mark := text.find("\n", start, end)) >= 0:
            yield _Part(start, mark, self._numbered(name, marks.get(moved.move, 0)))
            yield _Part(mark, mark + 1, None)
            marks[moved.move] = marks.get(moved.move, 0) + 1
            start = mark + 1
        yield _Part(start, end, self._numbered(name, marks.get(moved.move, 0)))

    def _numbered(self, name: str, number: int) -> str:
        return f"{name}.{number + 1}"


def _extents(pieces: Sequence[Piece], side: int) -> dict[int, Span]:
    """Returns where each move begins and ends on a side, what was edited in it included."""
    found: dict[int, Span] = {}
    for piece in pieces:
        start, end = piece.later if side else piece.earlier
        if piece.move and start < end:
            first, last = found.get(piece.move, (start, end))
            found[piece.move] = (min(first, start), max(last, end))
    return found


def _is_lines(text: str, start: int, end: int) -> bool:
    """Tells whether characters are whole lines, with the mark before or after them or without either."""
    after = text[end - 1 : end] == "\n" or text[end : end + 1] in ("\n", "")
    before = _begins_line(text, start) or text[start : start + 1] == "\n"
    return before and after


@dataclass(slots=True)
class _Part:
    start: int
    end: int
    move: str | None


def _whole_lines(old: str, new: str, gone: Sequence[_Part], come: Sequence[_Part], at: int) -> Iterator[Edit]:
    """Yields the edits of neighbouring pieces. Struck words come first, as word processors show them."""
    if gone and come:
        if not (_replaced(old, (gone[0].start, gone[-1].end)) and _replaced(new, (come[0].start, come[-1].end))):
            yield from _sharing_a_mark(old, new, gone, come)
            return
        gone[-1].end += 1
        come[-1].end += 1
    yield from _exchanged(old, new, gone, come, at)


def _sharing_a_mark(old: str, new: str, gone: Sequence[_Part], come: Sequence[_Part]) -> Iterator[Edit]:
    """Yields the edits of words struck and put in across lines: the last mark on either side stays where it stands."""
    old_mark = old.rfind("\n", gone[0].start, gone[-1].end)
    new_mark = new.rfind("\n", come[0].start, come[-1].end)
    if old_mark < 0 or new_mark < 0:
        yield from _exchanged(old, new, gone, come, gone[0].start)
        return
    yield from _exchanged(old, new, _clipped(gone, 0, old_mark), _clipped(come, 0, new_mark), old_mark)
    last = _clipped(gone, old_mark + 1, len(old)), _clipped(come, new_mark + 1, len(new))
    yield from _exchanged(old, new, *last, old_mark + 1)


def _exchanged(old: str, new: str, gone: Sequence[_Part], come: Sequence[_Part], at: int) -> Iterator[Edit]:
    """Yields edits: what is struck, then what is put in, where nothing is struck at an offset."""
    _end_with_their_mark(gone, old)
    _end_with_their_mark(come, new)
    yield from (Edit(part.start, part.end, move=part.move) for part in gone if part.start < part.end)
    if gone:
        at = gone[-1].end
    lines = bool(come) and _begins_line(new, come[0].start) and new[come[-1].end - 1] == "\n"
    for part in come:
        if part.start < part.end:
            yield Edit(at, at, new[part.start : part.end], part.start, part.move, lines)


def _clipped(parts: Sequence[_Part], start: int, end: int) -> list[_Part]:
    found = [_Part(max(part.start, start), min(part.end, end), part.move) for part in parts]
    return [part for part in found if part.start < part.end]


def _replaced(text: str, span: Span) -> bool:
    """Tells whether characters are whole lines, with a mark after them that may be taken too."""
    start, end = span
    return _begins_line(text, start) and text[end : end + 1] == "\n" and text[end - 1] != "\n"


def _begins_line(text: str, place: int) -> bool:
    return place == 0 or text[place - 1] == "\n"


def _end_with_their_mark(parts: Sequence[_Part], text: str) -> None:
    """Gives a mark between two parts to the one whose line it ends."""
    for first, second in pairwise(parts):
        joined = first.start < first.end == second.start < second.end
        if joined and text[second.start] == "\n":
            first.end += 1
            second.start += 1


def weave(
    bits: Sequence[Bit],
    changes: Sequence[Edit],
    layer: int,
    shown: Callable[[Bit], bool],
    struck: Whose,
    put_in: Whose,
    *,
    beside: bool = False,
) -> list[Bit]:
    """Returns a strand with the edits of one more text laid onto what it shows.

    `struck` and `put_in` say whose change the characters are, by their offsets in the text the edits were made on and
    in the new one.
    """
    made = _Weaving(layer, struck, put_in, beside)
    loom = iter(changes)
    edit = next(loom, None)
    place = 0
    for bit in bits:
        if not shown(bit):
            made.bits.append(bit)
            continue
        rest: Bit | None = bit
        while rest is not None:
            while edit is not None and edit.words and edit.start == place:
                made.put_in(edit)
                edit = next(loom, None)
            if edit is None or edit.start >= place + len(rest.text):
                made.keep(rest)
                place += len(rest.text)
                break
            if edit.start > place:
                first, rest = rest.cut(edit.start - place)
                made.keep(first)
                place = edit.start
                continue
            size = min(edit.end - place, len(rest.text))
            first, last = rest.cut(size)
            made.strike(first, place, edit.move)
            place += size
            rest = last if last.text else None
            if place == edit.end:
                edit = next(loom, None)
    while edit is not None:
        assert edit.start == place, "an edit lies outside the text it was made on"
        made.put_in(edit)
        edit = next(loom, None)
    return made.whole()


def typed_on(bits: Sequence[Bit]) -> list[Bit]:
    """Returns a strand in which lines put in after words that were put in at the end of a line begin with its mark, as
    if they had been typed on from there: some word processors else join the lines around them when they go again."""
    made: list[Bit] = []
    at = 0
    while at < len(bits):
        bit = bits[at]
        made.append(bit)
        at += 1
        if bit.text != "\n" or _is_touched(bit) or len(made) < 2 or not _is_put_in(made[-2]):
            continue
        end = at
        while end < len(bits) and _is_put_in(bits[end]):
            end += 1
        while end > at and not bits[end - 1].text.endswith("\n"):
            end -= 1
        if end == at:
            continue
        words, mark = bits[end - 1].cut(len(bits[end - 1].text) - 1)
        made[-1] = bit._replace(base=-1, inserted=mark.inserted)
        made += [each for each in (*bits[at : end - 1], words) if each.text]
        made.append(mark._replace(base=bit.base, inserted=None, move=None))
        at = end
    return made


def _is_touched(bit: Bit) -> bool:
    return bit.inserted is not None or bit.deleted is not None


def _is_put_in(bit: Bit) -> bool:
    return bit.inserted is not None and bit.deleted is None


class _Weaving:
    """Bits as they are put together. `_since` is where the bits begin that follow the last one of the text laid on."""

    def __init__(self, layer: int, struck: Whose, put_in: Whose, beside: bool) -> None:
        self.bits: list[Bit] = []
        self._layer, self._struck, self._put_in, self._beside = layer, struck, put_in, beside
        self._new = 0
        self._since = 0
        self._broken: set[str | None] = set()

    def whole(self) -> list[Bit]:
        """Returns the strand; moves of which two hands hold parts, or that have one end, are no moves in it."""
        ends: dict[str, set[bool]] = {}
        for bit in self.bits:
            if bit.move is not None:
                ends.setdefault(bit.move, set()).add(bit.inserted is not None)
        self._broken |= {move for move, both in ends.items() if len(both) < 2}
        return [bit._replace(move=None) if bit.move in self._broken else bit for bit in self.bits]

    def keep(self, bit: Bit) -> None:
        self.bits.append(bit if self._beside else bit._replace(at=(self._layer, self._new)))
        self._new += len(bit.text)
        self._since = len(self.bits)

    def strike(self, bit: Bit, place: int, move: str | None) -> None:
        for start, end, hand in self._struck(place, place + len(bit.text)):
            part, bit = bit.cut(end - start)
            if part.inserted is None and part.deleted is None:
                self.bits.append(part._replace(deleted=hand, move=move))
                continue
            # Two hands on the same words, or words that came in another layer: no longer one whole move.
            self._broken |= {move, None if part.inserted else part.move}
            self.bits.append(part._replace(deleted=_together(part.deleted, hand), move=part.move))
        self._since = len(self.bits)

    def put_in(self, edit: Edit) -> None:
        self._new += len(edit.words)
        made = [
            Bit(edit.words[start - edit.new : end - edit.new], (self._layer, start), -1, hand, None, edit.move)
            for start, end, hand in self._put_in(edit.new, edit.new + len(edit.words))
        ]
        if len(made) == 1 and self._asked_already(made[0]):
            return
        place = len(self.bits)
        if edit.lines:
            # Whole lines go before words that others put in at the start of the next line.
            while place > self._since and not self.bits[place - 1].text.endswith("\n"):
                place -= 1
        self.bits[place:place] = made
        self._since = place + len(made)

    def _asked_already(self, bit: Bit) -> bool:
        """Joins somebody who puts the same words into the same place as another before."""
        for place in range(self._since, len(self.bits)):
            other = self.bits[place]
            if other.inserted and not other.deleted and other.text == bit.text and other.at[0] != bit.at[0]:
                self._broken |= {other.move, bit.move}
                self.bits[place] = other._replace(inserted=_together(other.inserted, bit.inserted))
                self._since = place + 1
                return True
        return False


def _together(one: Hand | None, other: Hand | None) -> Hand:
    """Returns the hand of two who ask for the same; the date only where it is the same."""
    if one is None or other is None or one == other:
        return one or other or Hand()
    names = [name for hand in (one, other) for name in (hand.author or "").split(TOGETHER)]
    return Hand(TOGETHER.join(dict.fromkeys(names)), one.at if one.at == other.at else None)
