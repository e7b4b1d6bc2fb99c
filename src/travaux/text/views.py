"""Views: the draft that stands when some of the changes recorded in a manuscript are made and the others undone.

Every character, a paragraph's mark included, stands in a view by a rule of its own: nobody put it in or the view
accepts who did; nobody struck it or the view does not accept who did; and the same holds for each container around it.
So the order of acceptance cannot matter, and the text and the text `before` are two selections from one row of
characters: what stands in one only is an edit. A mark that is gone merges its paragraph with the next one that stands
in the same block; at the end of a block there is none, and the words keep a line of their own.

The line break after the last line is left out. Where the two texts do not end with the same paragraph, the break that
is left out of one of them becomes part of the edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from travaux.text.clauses import Line
from travaux.text.drafts import Draft, Edit, Hand, Mark
from travaux.text.numbering import Counters
from travaux.text.paragraphs import PLAIN, Fate, NumberedList, Paragraph, Segment

NOBODY = Hand()


@dataclass(frozen=True, slots=True)
class View:
    """Whose changes are made: the names in `authors`, or everybody's where it is None."""

    authors: frozenset[str | None] | None

    def makes(self, hand: Hand | None) -> bool:
        """Tells whether a change by this hand, if there is one, is made."""
        return hand is not None and (self.authors is None or hand.author in self.authors)

    def shows(self, touched: Segment | Fate) -> bool:
        """Tells whether what has this fate stands in the view."""
        return (touched.inserted is None or self.makes(touched.inserted)) and not self.makes(touched.deleted)

    def holds(self, paragraph: Paragraph) -> bool:
        """Tells whether every container around a paragraph stands."""
        return all(map(self.shows, paragraph.within))


BEFORE = View(frozenset())


@dataclass(slots=True)
class _Piece:
    """Characters in a row, or a paragraph's break: whether they stand before and after, and by whose hand not."""

    text: str
    before: bool
    after: bool
    inserted: Hand | None = None
    deleted: Hand | None = None
    move: str | None = None
    marks: frozenset[str] = frozenset()
    transient: bool = False
    ends: bool = False


def fold(
    paragraphs: Sequence[Paragraph], lists: Mapping[str, NumberedList], view: View, *, language: str = ""
) -> Draft:
    """Returns the draft of a view; the parts outside the body are its apparatus."""
    streams: dict[str, list[Paragraph]] = {"": []}
    for paragraph in paragraphs:
        streams.setdefault(paragraph.stream, []).append(paragraph)
    recorded = any(_touched(paragraph) or paragraph.numbering_before != "same" for paragraph in paragraphs)
    body, *others = (
        _draft(part, lists, view, name=name, language=language, recorded=recorded) for name, part in streams.items()
    )
    return replace(body, apparatus=tuple(part for part in others if part.lines or part.before))


def _touched(paragraph: Paragraph) -> bool:
    if paragraph.within or paragraph.mark != PLAIN:
        return True
    return any(segment.inserted is not None or segment.deleted is not None for segment in paragraph.segments)


def _draft(
    part: Sequence[Paragraph],
    lists: Mapping[str, NumberedList],
    view: View,
    *,
    name: str,
    language: str,
    recorded: bool,
) -> Draft:
    breaks_before, breaks_after = _breaks(part, BEFORE), _breaks(part, view)
    lines = tuple(_lines(part, breaks_after, lists, view))
    pieces = list(_pieces(part, breaks_before, breaks_after, view))
    _leave_out_the_last_breaks(pieces)
    return Draft(
        text="".join(piece.text for piece in pieces if piece.after),
        lines=lines,
        before="".join(piece.text for piece in pieces if piece.before) if recorded else None,
        edits=tuple(_edits(pieces)),
        marks=tuple(_marks(pieces)),
        name=name,
        language=language,
    )


def _breaks(part: Sequence[Paragraph], view: View) -> list[bool]:
    """Tells for each paragraph whether a line ends with it in the view."""
    standing = [False] * len(part)
    held, words = -1, False
    for place, paragraph in enumerate(part):
        if paragraph.within and not view.holds(paragraph):
            continue
        if held >= 0 and part[held].block != paragraph.block:
            standing[held], held, words = words, -1, False
        if view.shows(paragraph.mark):
            standing[place], held, words = True, -1, False
        else:
            held, words = place, words or any(view.shows(s) and s.text for s in paragraph.segments)
    if held >= 0:
        standing[held] = words
    return standing


def _pieces(
    part: Sequence[Paragraph], breaks_before: Sequence[bool], breaks_after: Sequence[bool], view: View
) -> Iterator[_Piece]:
    for paragraph, break_before, break_after in zip(part, breaks_before, breaks_after, strict=True):
        if not _touched(paragraph):
            yield from (_Piece(segment.text, True, True, marks=segment.marks) for segment in paragraph.segments)
            yield _Piece("\n", break_before, break_after, ends=True)
            continue
        around = _around(paragraph)
        was = not paragraph.within or BEFORE.holds(paragraph)
        stands = not paragraph.within or view.holds(paragraph)
        for segment in paragraph.segments:
            before, after = was and segment.inserted is None, stands and view.shows(segment)
            yield _piece(segment.text, before, after, segment, around, view, segment.marks)
        mark = _piece("\n", break_before, break_after, paragraph.mark, around, view)
        mark.ends = True
        yield mark


def _around(paragraph: Paragraph) -> Fate:
    """Returns the hands that put in and struck the containers around a paragraph, the innermost of each."""
    inserted = deleted = None
    for fate in paragraph.within:
        inserted, deleted = fate.inserted or inserted, fate.deleted or deleted
    return Fate(inserted, deleted)


def _piece(
    text: str,
    before: bool,
    after: bool,
    touched: Segment | Fate,
    around: Fate,
    view: View,
    marks: frozenset[str] = frozenset(),
) -> _Piece:
    inserted, deleted = touched.inserted or around.inserted, touched.deleted or around.deleted
    gone = not before and not after
    transient = gone and view.makes(inserted) and view.makes(deleted)
    return _Piece(text, before, after, inserted, deleted, touched.move, marks, transient)


def _leave_out_the_last_breaks(pieces: list[_Piece]) -> None:
    """Takes the last break out of both texts; where they are two, the one that still stands in one text gets a hand."""
    was = next((p for p in reversed(pieces) if p.ends and p.before), None)
    last = next((p for p in reversed(pieces) if p.ends and p.after), None)
    if was is not None:
        was.before = False
    if last is not None:
        last.after = False
    if was is not None and last is not None and was is not last:
        if last.before:
            last.deleted, last.move = was.deleted, was.move
        elif was.after:
            was.inserted, was.move = last.inserted, last.move


def _edits(pieces: Iterable[_Piece]) -> Iterator[Edit]:
    """Yields the edits, neighbours of one hand and one move made one."""
    held: Edit | None = None
    place = was = 0
    last = NOBODY
    for piece in pieces:
        found = _edit(piece, was, place, last)
        was, place = was + len(piece.text) * piece.before, place + len(piece.text) * piece.after
        if found is None:
            continue
        last = found.by
        joined = held and _joined(held, found)
        if held and not joined:
            yield held
        held = joined or found
    if held:
        yield held


def _edit(piece: _Piece, was: int, place: int, last: Hand) -> Edit | None:
    size = len(piece.text)
    if piece.transient and piece.text:
        return Edit("transient", place, place, piece.inserted or last, piece.move, piece.text, piece.deleted)
    if piece.before == piece.after or not size:
        return None
    # A break may stand because words before it do, and have no hand of its own: its neighbour's is taken.
    if piece.after:
        return Edit("insert", place, place + size, piece.inserted or last, piece.move)
    return Edit("delete", was, was + size, piece.deleted or last, piece.move)


def _joined(first: Edit, second: Edit) -> Edit | None:
    if (first.kind, first.by, first.move, first.then) != (second.kind, second.by, second.move, second.then):
        return None
    if first.end != second.start:
        return None
    return replace(first, end=second.end, words=first.words + second.words)


def _marks(pieces: Iterable[_Piece]) -> Iterator[Mark]:
    """Yields the formatting that stands, neighbours of one kind made one, in the order in which they begin."""
    open_: dict[str, int] = {}
    done: list[Mark] = []
    place = end = 0
    for piece in pieces:
        if not piece.after or not piece.text:
            continue
        # Formatting of words on both sides of a line break does not end at the break.
        if not piece.ends:
            if piece.marks != open_.keys():
                done.extend(_mark(name, open_.pop(name), end) for name in sorted(open_.keys() - piece.marks))
                for name in piece.marks:
                    open_.setdefault(name, place)
            end = place + len(piece.text)
        place += len(piece.text)
    done.extend(_mark(name, start, end) for name, start in sorted(open_.items()))
    return iter(sorted(done, key=lambda mark: (mark.start, mark.end, mark.kind, mark.value)))


def _mark(name: str, start: int, end: int) -> Mark:
    kind, _, value = name.partition("=")
    return Mark(kind, start, end, value)


def _lines(
    part: Sequence[Paragraph], breaks: Sequence[bool], lists: Mapping[str, NumberedList], view: View
) -> Iterator[Line]:
    counters = Counters(lists)
    held: list[Paragraph] = []
    for paragraph, ends in zip(part, breaks, strict=True):
        if paragraph.within and not view.holds(paragraph):
            continue
        held.append(paragraph)
        if ends:
            yield _line(held, counters, view)
            folded = sum(s.text.count("\n") for p in held for s in p.segments if view.shows(s))
            yield from (Line() for _ in range(folded))
            held = []


def _line(held: Sequence[Paragraph], counters: Counters, view: View) -> Line:
    """Returns what is known of a line; of merged paragraphs the last kept its mark, so its properties count."""
    last = held[-1]
    label, depth, numbering = last.label, last.depth, _numbering(last, view)
    if numbering is not None:
        label, depth = counters.label(*numbering) or label, numbering[1]
    elif counters.known and depth is None:
        depth = -1
    if len(held) == 1:
        return Line(label, last.level, last.opens, last.closes, depth)
    shown = [p for p in held if p is last or any(view.shows(s) and s.text for s in p.segments)]
    opens = tuple(opening for p in shown for opening in p.opens)
    closes = min((p.closes for p in shown if p.closes is not None), default=None)
    return Line(label, last.level, opens, closes, depth)


def _numbering(paragraph: Paragraph, view: View) -> tuple[str, int] | None:
    before = paragraph.numbering_before
    if before == "same" or view.makes(paragraph.renumbered) or (paragraph.renumbered is None and view != BEFORE):
        return paragraph.numbering
    return before
