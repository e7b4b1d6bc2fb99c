"""Rows: all characters of a file in one row, those that are struck too, each with what the file shows of it.

A row is what a reader has on the desk: the words that stand, the words that are struck through, the words shown as
put in. Two files are audited by laying their rows beside each other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from travaux.text.clauses import Span
from travaux.text.drafts import Draft, Edit, Hand, Mark
from travaux.text.tokens import words

Status = Literal["plain", "pending", "struck", "hidden"]
"""What a file shows of a word: it stands; it is put in, not settled; it is struck; it stands where nobody sees it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a row with one status: where they begin in the row, in the draft's text (where they stand or would
    stand) and in its text before any change; whether they stand in the text; and who is said to have touched them."""

    start: int
    end: int
    place: int
    was: int
    stands: bool
    status: Status = "plain"
    by: Hand | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Characters shown as put in that are left out of a row: where they would stand in it, and in the draft's text."""

    at: int
    place: Span
    text: str
    by: Hand | None = None
    how: str = "tracked change"


@dataclass(frozen=True)
class Row:
    """Characters with their stretches in order, and what was left out."""

    text: str
    stretches: Sequence[Stretch]
    dropped: Sequence[Dropped] = ()

    def stretch(self, at: int) -> Stretch:
        """Returns the stretch that holds a character of the row, or the last one."""
        return self.stretches[max(0, bisect_right(self.stretches, at, key=lambda s: s.start) - 1)]

    def place(self, span: Span) -> Span:
        """Returns where characters of the row stand, or would stand, in the draft's text."""
        first, last = self.stretch(span[0]), self.stretch(max(span[0], span[1] - 1))
        start = first.place + (span[0] - first.start) * first.stands
        end = last.place + (span[1] - last.start) * last.stands
        return (start, max(start, end))

    def over(self, start: int, end: int) -> Iterator[Stretch]:
        """Yields the stretches over some characters, cut to them."""
        number = max(0, bisect_right(self.stretches, start, key=lambda s: s.start) - 1)
        while number < len(self.stretches) and self.stretches[number].start < end:
            stretch = self.stretches[number]
            cut = max(0, start - stretch.start)
            if stretch.start + cut < stretch.end:
                yield replace(
                    stretch,
                    start=stretch.start + cut,
                    end=min(end, stretch.end),
                    place=stretch.place + cut * stretch.stands,
                    was=stretch.was + cut,
                )
            number += 1


@dataclass(frozen=True, slots=True)
class Part:
    """Characters between two edits, or those of an edit: the places where they begin in the two texts."""

    text: str
    place: int
    was: int
    edit: Edit | None = None


def parts(draft: Draft) -> Iterator[Part]:
    """Yields a draft's characters with and without its edits made, in one row.

    An edit is placed by how many characters that no edit touched come before it; the law of a draft's edits makes that
    number the same in both texts.
    """
    before = draft.text if draft.before is None else draft.before
    place = was = 0
    for edit in draft.edits:
        plain = edit.start - (was if edit.kind == "delete" else place)
        if plain > 0:
            yield Part(draft.text[place : place + plain], place, was)
            place, was = place + plain, was + plain
        size = edit.end - edit.start
        if edit.kind == "insert":
            yield Part(draft.text[edit.start : edit.end], place, was, edit)
            place += size
        elif edit.kind == "delete":
            yield Part(before[edit.start : edit.end], place, was, edit)
            was += size
        else:
            yield Part(edit.words, place, was, edit)
    if place < len(draft.text):
        yield Part(draft.text[place:], place, was)


def row(draft: Draft, keeps: Callable[[Edit, str], Status | None]) -> Row:
    """Returns the row of a draft; `keeps` says what becomes of the characters of an edit, None to leave them out."""
    text: list[str] = []
    stretches: list[Stretch] = []
    dropped: list[Dropped] = []
    at = 0
    for part in parts(draft):
        status: Status | None = "plain"
        stands = part.edit is None or part.edit.kind == "insert"
        if part.edit is not None:
            status = keeps(part.edit, part.text)
        size = len(part.text)
        if status is None:
            if stands and part.edit is not None:
                dropped.append(Dropped(at, (part.place, part.place + size), part.text, part.edit.by))
            continue
        by = part.edit.by if part.edit is not None else None
        stretches.append(Stretch(at, at + size, part.place, part.was, stands, status, by))
        text.append(part.text)
        at += size
    return Row("".join(text), stretches or [Stretch(0, 0, 0, 0, True)], dropped)


def shaded(found: Row, marks: Iterable[Mark], status: Status) -> Row:
    """Returns a row whose characters under some marks (places in the draft's text) have another status.

    Characters that are struck already stay struck.
    """
    spans = merged((mark.start, mark.end) for mark in marks)
    if not spans:
        return found
    stretches: list[Stretch] = []
    for stretch in found.stretches:
        if not stretch.stands or stretch.status == "struck":
            stretches.append(stretch)
            continue
        for start, end, inside in _cut(spans, stretch.place, stretch.place + stretch.end - stretch.start):
            shift = start - stretch.place
            stretches.append(
                replace(
                    stretch,
                    start=stretch.start + shift,
                    end=stretch.start + shift + end - start,
                    place=start,
                    was=stretch.was + shift,
                    status=status if inside else stretch.status,
                )
            )
    return replace(found, stretches=stretches)


def spaced(found: Row, put_in: Sequence[Span], other: Row) -> Row:
    """Returns a row with a space wherever struck words run into words put in, pending or under marks that put in.

    "shall" struck and "may" put in are two words, whatever lies between them on the page. Where both together are a
    word of the other row, only its end was struck.
    """
    pieces: list[str] = []
    stretches: list[Stretch] = []
    shifts: list[tuple[int, int]] = []
    at = 0
    known = cache(lambda: frozenset(words(other.text)))
    for number, stretch in enumerate(found.stretches):
        before = found.stretches[number - 1] if number else None
        if before and _run_into(found, before, stretch, put_in) and _word(found.text, stretch.start) not in known():
            stretches.append(Stretch(at, at + 1, stretch.place, stretch.was, False))
            pieces.append(" ")
            at += 1
        shifts.append((stretch.start, at))
        pieces.append(found.text[stretch.start : stretch.end])
        stretches.append(replace(stretch, start=at, end=at + stretch.end - stretch.start))
        at += stretch.end - stretch.start
    if at == len(found.text):
        return found
    return Row("".join(pieces), stretches, [replace(gone, at=shifted(shifts, gone.at)) for gone in found.dropped])


def _word(text: str, place: int) -> str:
    """Returns the whole word over a place."""
    start = end = place
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def _run_into(found: Row, first: Stretch, second: Stretch, put_in: Sequence[Span]) -> bool:
    if (
        (first.status == "struck") == (second.status == "struck")
        or first.start == first.end
        or second.start == second.end
    ):
        return False
    if not (found.text[first.end - 1].isalnum() and found.text[second.start].isalnum()):
        return False
    other, place = (second, second.place) if first.status == "struck" else (first, second.place - 1)
    return other.status == "pending" or (other.stands and within(put_in, place))


def less(found: Row, spans: Sequence[tuple[Span, str]]) -> Row:
    """Returns a row without the words at some places of the draft's text, each with how they are shown as put in.

    White space at their ends stays, so that the words on both sides stay apart where they are, and so do line breaks.
    """
    cuts = merged(span for span, _ in spans)
    text: list[str] = []
    stretches: list[Stretch] = []
    dropped: list[Dropped] = []
    shifts: list[tuple[int, int]] = []
    at = 0
    for stretch in found.stretches:
        for place, piece, inside in _pieces(found, stretch, cuts):
            if inside:
                dropped.append(Dropped(at, (place, place + len(piece)), piece, None, _way(spans, place)))
            kept = _edges(piece) if inside else piece
            shift = place - stretch.place
            shifts.append((stretch.start + shift, at))
            if kept:
                stretches.append(replace(stretch, start=at, end=at + len(kept), place=place, was=stretch.was + shift))
                text.append(kept)
            at += len(kept)
    shifts.append((len(found.text), at))
    before = [replace(gone, at=shifted(shifts, gone.at)) for gone in found.dropped]
    left_out = sorted(before + dropped, key=lambda gone: gone.at)
    return Row("".join(text), stretches or [Stretch(0, 0, 0, 0, True)], left_out)


def _pieces(found: Row, stretch: Stretch, cuts: Sequence[Span]) -> Iterator[tuple[int, str, bool]]:
    """Yields a stretch in pieces: where each stands in the draft's text, its characters, whether they are left out."""
    words = found.text[stretch.start : stretch.end]
    if not stretch.stands or stretch.status == "pending":
        if not _parts_from(found, stretch, cuts):
            yield stretch.place, words, False
        return
    for start, end, inside in _cut(cuts, stretch.place, stretch.place + len(words)):
        yield start, words[start - stretch.place : end - stretch.place], inside


def _way(spans: Sequence[tuple[Span, str]], place: int) -> str:
    """Returns how words at a place are shown as put in, given the places in order."""
    number = bisect_right(spans, place, key=lambda entry: entry[0][0]) - 1
    return spans[max(0, number)][1]


def _edges(words: str) -> str:
    """Returns the white space at both ends of some words, and the line breaks between them."""
    bare = words.strip()
    start = words.index(bare)
    return words[:start] + "\n" * bare.count("\n") + words[start + len(bare) :]


def _parts_from(found: Row, stretch: Stretch, cuts: Sequence[Span]) -> bool:
    """Tells whether a stretch is a space of `spaced` beside words that are left out, where it has nothing to part."""
    spacing = stretch.status == "plain" and not stretch.stands and found.text[stretch.start : stretch.end] == " "
    return spacing and (within(cuts, stretch.place) or within(cuts, stretch.place - 1))


def shifted(shifts: Sequence[tuple[int, int]], at: int) -> int:
    """Returns where a place is after shifts, each a place where characters begin and where they begin now."""
    old, new = shifts[max(0, bisect_right(shifts, at, key=lambda shift: shift[0]) - 1)]
    return new + at - old


def merged(spans: Iterable[Span]) -> list[Span]:
    """Returns spans in order, those that touch or overlap made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return found


def within(spans: Sequence[Span], place: int) -> bool:
    """Tells whether a place lies in one of some spans given in order."""
    number = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return number >= 0 and place < spans[number][1]


def _cut(spans: Sequence[Span], start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yields a span in pieces, each with whether it lies inside one of some spans given in order."""
    number = max(0, bisect_right(spans, start, key=lambda span: span[0]) - 1)
    for first, last in spans[number:]:
        if first >= end:
            break
        if last <= start:
            continue
        if start < first:
            yield start, first, False
        yield max(start, first), min(end, last), True
        start = min(end, last)
    if start < end:
        yield start, end, False
