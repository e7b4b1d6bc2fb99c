"""Tracked: a redline as a manuscript with native changes, each by the party whose act it was, on the day of the act.

    redlined    two drafts
    proposed    a draft and what several parties would make of it, in one manuscript
    layered     an amendment, and an amendment to that amendment

Accepting everything gives the new text (of proposals: all of them at once, which is no text that anybody asked for),
accepting nothing the old; `part_of` gives a draft with the changes of one party alone. Who stands behind a change is
handed in (`attribution`); where nobody is on record, that is its author's name; a day that is not known is left out.

What a draft says of its lines goes with them: outline levels, numbers that a word processor had computed (as fixed
labels: in this file they count nothing), formatting. Tables are paragraphs. Footnotes, headers and the like are
compared each with its own. Control characters, which no word processor's file can hold, become U+FFFD.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from travaux.papers.attribution import NOBODY, Attribution, by_one
from travaux.papers.strands import TOGETHER, Bit, edits, strand, typed_on, weave
from travaux.text.clauses import Line
from travaux.text.drafts import Draft, Hand
from travaux.text.manuscripts import Manuscript
from travaux.text.paragraphs import PLAIN, Comment, Fate, Level, NumberedList, Paragraph, Segment
from travaux.text.redline import Piece, pieces_between
from travaux.text.redline.parts import paired

_LOOKS = frozenset({"bold", "italic", "underline", "strike", "superscript", "subscript"})
_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DEEPEST = 8
_MOST_PAGES = 3


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a party would make of a draft: the text with its changes, and whose they are."""

    text: Draft
    by: Hand


def redlined(
    earlier: Draft,
    later: Draft,
    whose: Attribution | None = None,
    *,
    pieces: Sequence[Piece] | None = None,
    title: str = "",
) -> Manuscript:
    """Returns the redline between two drafts; `whose` says who stands behind its changes.

    `pieces` are those of their redline, where it is at hand.
    """
    whose = whose or by_one(NOBODY)
    bits = _laid(strand(earlier.text), (earlier.text, later.text), whose, 1, pieces=pieces)
    bound = _Binding((earlier, later), whose.default)
    paragraphs = [*bound.paragraphs(bits), *bound.apparatus(earlier.apparatus, later.apparatus)]
    return _manuscript(bound, paragraphs, title or later.name or earlier.name, whose.told)


def proposed(base: Draft, proposals: Sequence[Proposed], *, title: str = "") -> Manuscript:
    """Returns a draft with the changes of several parties beside each other, each by its party.

    Footnotes, headers and the like are those of the draft.
    """
    bits = strand(base.text)
    for layer, proposal in enumerate(proposals, 1):
        bits = _laid(bits, (base.text, proposal.text.text), by_one(proposal.by), layer, shown=_of_base, beside=True)
    bound = _Binding((base, *(proposal.text for proposal in proposals)), NOBODY, proposals=True)
    paragraphs = [*bound.paragraphs(bits), *bound.apparatus(base.apparatus, base.apparatus)]
    return _manuscript(bound, paragraphs, title or base.name, ())


def layered(
    base: Draft,
    parent: Draft,
    child: Draft,
    parent_by: Attribution,
    child_by: Attribution,
    *,
    title: str = "",
) -> Manuscript:
    """Returns an amendment and an amendment to it in one manuscript: what the second strikes of what the first put in
    is both. `parent` is the base as the first would have it, `child` the parent as the second would."""
    bits = _laid(strand(base.text), (base.text, parent.text), parent_by, 1)
    bits = _laid(bits, (parent.text, child.text), child_by, 2, shown=_standing)
    bound = _Binding((base, parent, child), child_by.default)
    paragraphs = [*bound.paragraphs(bits), *bound.apparatus(base.apparatus, child.apparatus)]
    return _manuscript(bound, paragraphs, title or child.name, (*parent_by.told, *child_by.told))


def part_of(manuscript: Manuscript, *parties: str) -> Draft:
    """Returns the draft that stands with the changes of some parties alone, those they share with others included."""
    wanted = set(parties)
    return manuscript.accepting(
        [author for author in manuscript.authors if wanted & set((author or "").split(TOGETHER))]
    )


def _untouched(bit: Bit) -> bool:
    return True


def _of_base(bit: Bit) -> bool:
    return bit.inserted is None


def _standing(bit: Bit) -> bool:
    return bit.deleted is None


def _laid(
    bits: Sequence[Bit],
    texts: tuple[str, str],
    whose: Attribution,
    layer: int,
    *,
    shown: Callable[[Bit], bool] = _untouched,
    beside: bool = False,
    pieces: Sequence[Piece] | None = None,
) -> list[Bit]:
    """Returns a strand with the redline between two texts laid onto it."""
    if pieces is None:
        pieces = pieces_between(Draft(texts[0]), Draft(texts[1]))
    changes = edits(*texts, pieces, layer)
    return weave(bits, changes, layer, shown, whose.struck.cut, whose.put_in.cut, beside=beside)


def _manuscript(bound: _Binding, paragraphs: Sequence[Paragraph], title: str, told: Sequence[str]) -> Manuscript:
    comments = (Comment(Hand("Travaux"), "\n".join(told), 0, 0, 0),) if told and paragraphs else ()
    language = next((text.language for text in reversed(bound.texts) if text.language), "")
    return Manuscript(
        tuple(paragraphs), lists=bound.lists, comments=comments, format="redline", title=title, language=language
    )


@dataclass
class _Binding:
    """Makes paragraphs of bits. `texts` are the drafts in which the bits stand, by number; the first is the base."""

    texts: Sequence[Draft]
    hand: Hand
    proposals: bool = False
    lists: dict[str, NumberedList] = field(default_factory=dict)
    _block: int = 0

    def paragraphs(self, bits: Sequence[Bit], stream: str = "", within: tuple[Fate, ...] = ()) -> Iterator[Paragraph]:
        """Yields the paragraphs of bits, cut at every mark."""
        margins = [_Margin(text) for text in self.texts]
        segments: list[Segment] = []
        block, self._block = self._block, self._block + 1
        last: Bit | None = None
        for bit in typed_on(bits):
            words, rest = bit, bit
            while "\n" in rest.text:
                words, mark = rest.cut(rest.text.index("\n"))
                mark, rest = mark.cut(1)
                segments += _segments(words, margins)
                # An empty paragraph is struck here and put in there: some word processors move none.
                fate = Fate(mark.inserted, mark.deleted, mark.move if segments else None)
                yield self._paragraph(segments, fate, mark, margins, stream, within, block)
                segments = []
            segments += _segments(rest, margins)
            last = bit
        end = len(self.texts[-1 if not self.proposals else 0].text)
        closing = Bit("", (0 if self.proposals else len(self.texts) - 1, end), len(self.texts[0].text))
        if last is not None or not stream:
            yield self._paragraph(segments, PLAIN, closing, margins, stream, within, block)

    def apparatus(self, earlier: Sequence[Draft], later: Sequence[Draft]) -> Iterator[Paragraph]:
        """Yields the paragraphs of footnotes, headers and the like, each compared with its own."""
        counts: dict[str, int] = {}
        for before, after in paired(earlier, later):
            part = after or before
            assert part is not None
            kind = part.name.rstrip("0123456789 ")
            counts[kind] = counts.get(kind, 0) + 1
            if kind in ("header", "footer") and counts[kind] > _MOST_PAGES:
                continue
            yield from self._part(f"{kind} {counts[kind]}", before, after)

    def _part(self, stream: str, before: Draft | None, after: Draft | None) -> Iterator[Paragraph]:
        one = by_one(self.hand)
        whole = (Fate(self.hand),) if before is None else (Fate(None, self.hand),) if after is None else ()
        if "note" in stream and whole:
            # The whole note came or went with its reference: its words are not changed one by one.
            before = after = before or after
        before, after = before or Draft(""), after or Draft("")
        bits = _laid(strand(before.text), (before.text, after.text), one, 1)
        inner = _Binding((before, after), self.hand, lists=self.lists, _block=self._block)
        yield from inner.paragraphs(bits, stream, whole if "note" in stream else ())
        self._block = inner._block

    def _paragraph(
        self,
        segments: Sequence[Segment],
        fate: Fate,
        mark: Bit,
        margins: Sequence[_Margin],
        stream: str,
        within: tuple[Fate, ...],
        block: int,
    ) -> Paragraph:
        number, offset = mark.at
        line = margins[number].line(offset)
        paragraph = Paragraph(
            tuple(_joined(segments)), fate, within, block, numbering=self._numbering(line), stream=stream,
            level=line.level, style=f"heading {line.level + 1}" if line.level is not None and line.level < 9 else "",
        )  # fmt: skip
        if number == 0 or mark.base < 0 or fate != PLAIN or self.proposals:
            return paragraph
        was = self._numbering(margins[0].line(mark.base))
        if was == paragraph.numbering:
            return paragraph
        return replace(paragraph, numbering_before=was, renumbered=self.hand)

    def _numbering(self, line: Line) -> tuple[str, int] | None:
        """Returns a list of its own for a computed label: a fixed one, which counts nothing."""
        if not line.label or "%" in line.label:
            return None
        level = min(max(line.depth or 0, 0), _DEEPEST)
        name = f"{line.label} at {level}"
        if name not in self.lists:
            self.lists.setdefault("none at all", NumberedList("labels", _NO_LABELS))
            levels = (*_NO_LABELS[:level], Level("decimal", line.label), *_NO_LABELS[level + 1 :])
            self.lists[name] = NumberedList("labels", levels)
        return name, level


_NO_LABELS = tuple(Level("none", "") for _ in range(_DEEPEST + 1))


class _Margin:
    """What a draft says of its lines, and its formatting, by offset."""

    def __init__(self, draft: Draft) -> None:
        self._lines = draft.lines
        self._starts = _line_starts(draft.text) if draft.lines else []
        self._cuts, self._looks = _looks(draft)

    def line(self, offset: int) -> Line:
        """Returns what is known of the line at an offset."""
        place = bisect_right(self._starts, offset) - 1
        return self._lines[place] if 0 <= place < len(self._lines) else _NOTHING

    def looks(self, start: int, end: int) -> Iterator[tuple[int, int, frozenset[str]]]:
        """Yields characters with one formatting."""
        place = bisect_right(self._cuts, start) - 1
        while start < end:
            until = self._cuts[place + 1] if place + 1 < len(self._cuts) else end
            yield start, min(until, end), self._looks[place] if place >= 0 else frozenset()
            start, place = until, place + 1


_NOTHING = Line()


def _line_starts(text: str) -> list[int]:
    starts = [0]
    while (place := text.find("\n", starts[-1])) >= 0:
        starts.append(place + 1)
    return starts


def _looks(draft: Draft) -> tuple[list[int], list[frozenset[str]]]:
    """Returns the offsets at which the formatting of a draft changes, and what it is from there on."""
    at: dict[int, list[tuple[bool, str]]] = {}
    for mark in draft.marks:
        if mark.kind in _LOOKS and not mark.value and mark.start < mark.end:
            at.setdefault(mark.start, []).append((True, mark.kind))
            at.setdefault(mark.end, []).append((False, mark.kind))
    held: dict[str, int] = {}
    cuts, looks = [], []
    for place in sorted(at):
        for opens, kind in at[place]:
            held[kind] = held.get(kind, 0) + (1 if opens else -1)
        cuts.append(place)
        looks.append(frozenset(kind for kind, count in held.items() if count > 0))
    return cuts, looks


def _segments(bit: Bit, margins: Sequence[_Margin]) -> Iterator[Segment]:
    if not bit.text:
        return
    number, offset = bit.at
    for start, end, look in margins[number].looks(offset, offset + len(bit.text)):
        text = _UNHELD.sub("\ufffd", bit.text[start - offset : end - offset])
        yield Segment(text, bit.inserted, bit.deleted, bit.move, look)


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    held: Segment | None = None
    for segment in segments:
        if held is not None and _alike(held, segment):
            held = replace(held, text=held.text + segment.text)
            continue
        if held is not None:
            yield held
        held = segment
    if held is not None:
        yield held


def _alike(one: Segment, other: Segment) -> bool:
    same = one.inserted == other.inserted and one.deleted == other.deleted and one.move == other.move
    return same and one.marks == other.marks
