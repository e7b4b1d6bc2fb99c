"""The overlay: two rows laid beside each other, and every place where what they show cannot both be true.

A word that stands in both rows is looked at for what each file shows of it; a word that stands in one only is a
difference whatever it shows, but for one that is shown as put in. White space is nothing, except between paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from travaux.text.audit.rows import Dropped, Row, Status
from travaux.text.clauses import Span
from travaux.text.redline.matching import Same, likeness, matching
from travaux.text.redline.sides import Side, folded
from travaux.text.tokens import words

ACCEPTED = "put in by a pending change of the last draft that was accepted in silence"
REJECTED = "put in by a pending change of the last draft that was rejected in silence"
ALTERED = "changed in silence inside words that were pending and still are"
RESTORED = "struck in the last draft, restored in silence"
REMOVED = "struck in the last draft, removed in silence"
STOOD = "shown as put in, but stood in the last draft already"
NEVER_STOOD = "shown as struck, but never stood in the last draft"
EXCUSED = "stands on under a mark that shows it as put in"
HIDDEN = "made hidden text"
SHOWN = "was hidden text in the last draft"
PUT_IN_HIDDEN = "hidden text"

_FLIPS: dict[tuple[Status, Status], tuple[str, str]] = {
    ("pending", "plain"): ("insertion", ACCEPTED),
    ("pending", "struck"): ("insertion", ACCEPTED),
    ("struck", "plain"): ("insertion", RESTORED),
    ("plain", "pending"): ("both", STOOD),
    ("plain", "hidden"): ("deletion", HIDDEN),
    ("pending", "hidden"): ("deletion", HIDDEN),
    ("hidden", "plain"): ("insertion", SHOWN),
    ("struck", "hidden"): ("insertion", RESTORED),
}
_Flipped = tuple[Span, Span, tuple[str, str]]
"""Words of both rows of which the files show something else, and what of `_FLIPS` that is."""
_GONE: dict[Status, str] = {"plain": "", "pending": REJECTED, "struck": REMOVED, "hidden": ""}
_COME: dict[Status, str] = {"plain": "", "pending": ALTERED, "struck": NEVER_STOOD, "hidden": PUT_IN_HIDDEN}


@dataclass(frozen=True, slots=True)
class Difference:
    """Characters of the last row and of the new one that do not agree, either span empty where there are none.

    `division` says that only the division into paragraphs differs. `shown` is where, in the new draft's text, words
    that are not in its row are shown as put in.
    """

    a: Span
    b: Span
    note: str = ""
    division: bool = False
    shown: Span | None = None


@dataclass(frozen=True)
class Overlay:
    """Two rows, made ready to be compared, and what stands in both."""

    last: Row
    new: Row
    a: Side
    b: Side
    same: Sequence[Same]

    def differences(self) -> Iterator[Difference]:
        """Yields every difference, in the order of the new row."""
        a_from = b_from = 0
        ends = Same(len(self.a.text), len(self.a.text), len(self.b.text), len(self.b.text))
        for run in [*self.same, ends]:
            yield from self._gap((a_from, run.a), (b_from, run.b))
            yield from self._flips(run)
            yield from self._divisions(run)
            a_from, b_from = run.a_end, run.b_end

    def _gap(self, a_gap: Span, b_gap: Span) -> Iterator[Difference]:
        """Yields what differs between two matched words."""
        old = list(_by_status(self.last, *a_gap))
        # Words put in are shown; in the place of words that were pending, they are shown as if they had been pending.
        pending = any(status == "pending" for _, _, status in old)
        new = [part for part in _by_status(self.new, *b_gap) if part[2] != "pending" or pending]
        if self.a.plain and _signs(self.a, old) == _signs(self.b, new):
            old = new = []
        if not old and not new:
            yield from self._break(a_gap, b_gap)
            return
        at_a, at_b = _tip(self.a.text, *a_gap), _tip(self.b.text, *b_gap)
        for (a_start, a_end, was), (b_start, b_end, status) in zip(old, new, strict=False):
            note = ALTERED if was == status == "pending" else _GONE[was] or _COME[status]
            yield Difference((a_start, a_end), (b_start, b_end), note)
        for a_start, a_end, was in old[len(new) :]:
            yield self._lost((a_start, a_end), at_b, b_gap, _GONE[was])
        for b_start, b_end, status in new[len(old) :]:
            yield Difference((at_a, at_a), (b_start, b_end), _COME[status])
        yield from self._break(a_gap, b_gap)

    def _lost(self, a_span: Span, at: int, b_gap: Span, note: str) -> Difference:
        """Returns words that are not in the new row, with a note where they stand on, shown as if they were new."""
        lost = words(self.a.text[slice(*a_span)])
        ways = {gone.how for gone in self._left_out(b_gap)}
        for how in sorted(ways):
            shown = [word for gone in self._left_out(b_gap) if gone.how == how for word in words(gone.text)]
            if lost and likeness(lost, shown).words == len(lost):
                note = STOOD if how == "tracked change" else EXCUSED
                places = [gone.place for gone in self._left_out(b_gap) if gone.how == how]
                return Difference(a_span, (at, at), note, shown=(places[0][0], places[-1][1]))
        return Difference(a_span, (at, at), note)

    def _left_out(self, b_gap: Span) -> Sequence[Dropped]:
        """Returns what is left out of the new row in a gap of it."""
        dropped = self.new.dropped
        first = bisect_left(dropped, b_gap[0], key=lambda gone: gone.at)
        last = bisect_right(dropped, b_gap[1], key=lambda gone: gone.at)
        return dropped[first:last]

    def match(self, at: int) -> int | None:
        """Returns where in the last row a character of the new row stood, or None where it did not."""
        number = bisect_right(self.same, at, key=lambda run: run.b) - 1
        if number < 0 or at >= self.same[number].b_end:
            return None
        run = self.same[number]
        return min(run.a + at - run.b, run.a_end - 1)

    def back(self, at: int) -> int:
        """Returns where in the last row a place of the new row was, or the end of the words before it."""
        number = bisect_right(self.same, at, key=lambda run: run.b) - 1
        if number < 0:
            return 0
        run = self.same[number]
        return run.a_end if at >= run.b_end else min(run.a + at - run.b, run.a_end)

    def _flips(self, run: Same) -> Iterator[Difference]:
        """Yields words that stand in both rows where the two files show something else of them."""
        if _only(self.last, run.a, run.a_end, "plain") and not _any(self.new, run.b, run.b_end, ("pending", "hidden")):
            return
        pairs = [((run.a, run.a_end), (run.b, run.b_end))]
        if self.a.text[run.a : run.a_end] != self.b.text[run.b : run.b_end]:
            first, second = self.a.words(run.a, run.a_end), self.b.words(run.b, run.b_end)
            pairs = list(zip(first.spans, second.spans, strict=True))
        for a_span, b_span, (kind, note) in _joined(self._flipped(pairs), self.a.text, self.b.text):
            division = not self.a.text[slice(*a_span)].strip()
            old = (a_span[0], a_span[0]) if kind == "insertion" else a_span
            new = (b_span[0], b_span[0]) if kind == "deletion" else b_span
            yield Difference(old, new, note, division)

    def _flipped(self, pairs: Sequence[tuple[Span, Span]]) -> Iterator[_Flipped]:
        for a_span, b_span in pairs:
            shift = b_span[0] - a_span[0]
            for start, end, was, status in _both(self.last, self.new, a_span, b_span):
                flip = _FLIPS.get((was, status))
                words = self.a.text[start:end]
                if flip is not None and (words.strip() or "\n" in words):
                    yield (start, end), (start + shift, end + shift), flip

    def _divisions(self, run: Same) -> Iterator[Difference]:
        """Yields where words that follow each other in both rows lie in one paragraph in one of them only."""
        if self.a.text[run.a : run.a_end] == self.b.text[run.b : run.b_end]:
            return
        first, second = self.a.words(run.a, run.a_end), self.b.words(run.b, run.b_end)
        for here in range(1, len(first)):
            a_gap = (first.spans[here - 1][1], first.spans[here][0])
            b_gap = (second.spans[here - 1][1], second.spans[here][0])
            yield from self._break(a_gap, b_gap)

    def _break(self, a_gap: Span, b_gap: Span) -> Iterator[Difference]:
        """Yields a difference where a paragraph begins after a gap in one row only."""
        if not (self._words_around(self.a, a_gap) and self._words_around(self.b, b_gap)):
            return
        # Where only one text is wrapped, a line break in both says nothing.
        if (
            self.a.wrapped != self.b.wrapped
            and "\n" in self.a.text[slice(*a_gap)]
            and "\n" in self.b.text[slice(*b_gap)]
        ):
            return
        if _begins(self.a, a_gap) != _begins(self.b, b_gap) and not self._shown_division(b_gap):
            yield Difference(a_gap, b_gap, "", True)

    def _shown_division(self, b_gap: Span) -> bool:
        """Tells whether all line breaks of a gap of the new row are shown as put in."""
        breaks = [at for at in range(*b_gap) if self.b.text[at] == "\n"]
        return bool(breaks) and all(self.new.stretch(at).status == "pending" for at in breaks)

    def _words_around(self, side: Side, gap: Span) -> bool:
        return bool(side.spans) and side.spans[0][0] < gap[0] and gap[1] < side.spans[-1][1]


def overlay(last: Row, new: Row, *, typography: bool, wrapped: tuple[bool, bool]) -> Overlay:
    """Returns two rows laid beside each other; `wrapped` says whose lines were broken to fit a width."""
    a = Side(last.text, plain=not typography, wrapped=wrapped[0])
    b = Side(new.text, plain=not typography, wrapped=wrapped[1])
    return Overlay(last, new, a, b, list(_closed(a, b, matching(a, b))))


def _closed(a: Side, b: Side, same: Sequence[Same]) -> Iterator[Same]:
    """Yields matched runs, those made one between which both texts are the same and that are themselves the same."""
    held: Same | None = None
    for run in same:
        if (
            held
            and a.text[held.a_end : run.a] == b.text[held.b_end : run.b]
            and _exact(a, b, held)
            and _exact(a, b, run)
        ):
            held = Same(held.a, run.a_end, held.b, run.b_end)
            continue
        if held:
            yield held
        held = run
    if held:
        yield held


def _exact(a: Side, b: Side, run: Same) -> bool:
    return run.a_end - run.a == run.b_end - run.b and a.text[run.a : run.a_end] == b.text[run.b : run.b_end]


def _begins(side: Side, gap: Span) -> bool:
    """Tells whether a paragraph of a side begins in a gap or right after it."""
    number = bisect_left(side.spans, (gap[0], -1))
    return number < len(side.spans) and side.spans[number][0] <= gap[1]


def _by_status(found: Row, start: int, end: int) -> Iterator[tuple[int, int, Status]]:
    """Yields the words of a row between two places: runs of one status, less the white space at their ends."""
    held: tuple[int, int, Status] | None = None
    for stretch in found.over(start, end):
        if held and held[2] == stretch.status:
            held = (held[0], stretch.end, held[2])
            continue
        if held:
            yield from _stripped(found.text, *held)
        held = (stretch.start, stretch.end, stretch.status)
    if held:
        yield from _stripped(found.text, *held)


def _stripped(text: str, start: int, end: int, status: Status) -> Iterator[tuple[int, int, Status]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end, status


def _tip(text: str, start: int, end: int) -> int:
    """Returns where in a gap words would stand that are not there: after the white space that begins it."""
    while start < end and text[start].isspace():
        start += 1
    return start


def _signs(side: Side, found: Sequence[tuple[int, int, Status]]) -> str:
    return "".join("".join(folded(side.text[start:end]).split()) for start, end, _ in found)


def _only(found: Row, start: int, end: int, status: Status) -> bool:
    return all(stretch.status == status for stretch in found.over(start, end))


def _any(found: Row, start: int, end: int, statuses: Sequence[Status]) -> bool:
    return any(stretch.status in statuses for stretch in found.over(start, end))


def _both(last: Row, new: Row, a_span: Span, b_span: Span) -> Iterator[tuple[int, int, Status, Status]]:
    """Yields spans of the last row with one status in each row, for two spans of the same length."""
    shift = b_span[0] - a_span[0]
    ends = {a_span[1]}
    ends.update(stretch.end for stretch in last.over(*a_span))
    ends.update(stretch.end - shift for stretch in new.over(b_span[0], b_span[0] + a_span[1] - a_span[0]))
    start = a_span[0]
    for end in sorted(end for end in ends if a_span[0] < end <= a_span[1]):
        yield start, end, last.stretch(start).status, new.stretch(start + shift).status
        start = end


def _joined(found: Iterable[_Flipped], a_text: str, b_text: str) -> list[_Flipped]:
    """Returns words of which something else is shown with those made one between which there is only white space."""
    done: list[_Flipped] = []
    for old, new, flip in found:
        last = done[-1] if done else None
        if (
            last
            and last[2] == flip
            and not a_text[last[0][1] : old[0]].strip()
            and not b_text[last[1][1] : new[0]].strip()
        ):
            done[-1] = (last[0][0], old[1]), (last[1][0], new[1]), flip
        else:
            done.append((old, new, flip))
    return done
