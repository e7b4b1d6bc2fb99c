"""Runs: a draft as people see it, clause by clause and line by line, cut where the origin of its words changes.

A run is named by the characters that it holds in its draft, `1702-1718`, and deleted words by the draft in which they
last stood, `1.553-556`. Drafts never change, so these names last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from travaux.papers.sheet import Row, sheet
from travaux.papers.standing import Held
from travaux.record.authorship import Authorship, TakenOut, Words
from travaux.record.shelf import Text
from travaux.record.terms import Digest
from travaux.web.pages.texts.bylines import Byline, Bylines, counted_words

Kind = Literal["title", "part", "heading", "words"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one origin: their name, the words, and the number of their byline. A run without a byline is white space
    or a sign between two others."""

    words: str
    text: str
    byline: int | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a clause: what it is, its printed label, how deep it is, the place that it opens, and its runs."""

    kind: Kind
    label: str
    depth: int
    place: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A clause with its lines, or what stands between clauses: where it is, and where it stands among the parties.

    `unknown` counts its words that have no author on record.
    """

    place: str
    held: Held | None
    unknown: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A draft in pieces, with the bylines that its runs name and how many words each of them put in."""

    pieces: tuple[Piece, ...]
    bylines: tuple[Byline, ...]
    counts: Mapping[Byline, int] = field(default_factory=dict)
    gone: int = 0


def laid(
    text: Text, authors: Authorship, bylines: Bylines, *, ghosts: bool, numbers: Mapping[Digest, int],
    stands: Mapping[str, Held],
) -> Sheet:  # fmt: skip
    """Returns a draft in pieces. `numbers` are those of the drafts, `stands` where clauses stand, by their places."""
    return _Laying(text, authors, bylines, ghosts, numbers).sheet(stands)


class _Laying:
    def __init__(
        self, text: Text, authors: Authorship, bylines: Bylines, ghosts: bool, numbers: Mapping[Digest, int]
    ) -> None:
        self._text, self._hands, self._numbers = text, bylines, numbers
        self._words = authors.words
        self._ends = [each.end for each in self._words]
        self._known: dict[Byline, int] = {}
        self._unknown: set[int | None] = set()
        self._counts: dict[Byline, int] = {}
        placed = [each for each in authors.taken_out if each.now is not None and not authors.numbers(each)]
        self.gone = sum(counted_words(each.text) for each in placed)
        self._ghosts = sorted(placed, key=lambda each: (each.now or 0, each.removed.entry, each.start))
        if not ghosts:
            self._ghosts = []

    def sheet(self, stands: Mapping[str, Held]) -> Sheet:
        rows = sheet(self._text.draft)
        pieces: list[Piece] = []
        held: list[Line] = []
        for number, row in enumerate(rows):
            line = self._line(row, rows[number + 1].start if number + 1 < len(rows) else None)
            if held and _begins(row):
                pieces.append(self._piece(held, stands))
                held = []
            held.append(line)
        if held:
            pieces.append(self._piece(held, stands))
        return Sheet(tuple(pieces), tuple(self._known), self._counts, self.gone)

    def _piece(self, lines: Sequence[Line], stands: Mapping[str, Held]) -> Piece:
        place = next((line.place for line in lines if line.place and line.kind != "part"), "")
        unknown = sum(
            counted_words(run.text)
            for line in lines
            for run in line.runs
            if run.byline in self._unknown and not run.gone
        )
        return Piece(place=place, held=stands.get(place), unknown=unknown, lines=tuple(lines))

    def _line(self, row: Row, until: int | None) -> Line:
        place = self._place(row) if row.opens or row.kind == "part" else ""
        mine = self._before(row, until)
        return Line(row.kind, row.label, row.depth, place, tuple(self._runs(row, mine)))

    def _place(self, row: Row) -> str:
        return self._text.place(self._text.number(row.clause)) if row.clause else ""

    def _before(self, row: Row, until: int | None) -> list[TakenOut]:
        """Takes the deleted words that would stand in a line, or between it and the next."""
        end = len(self._ghosts) if until is None else bisect_left(self._ghosts, until, key=lambda each: each.now or 0)
        mine, self._ghosts = self._ghosts[:end], self._ghosts[end:]
        return mine

    def _runs(self, row: Row, ghosts: Sequence[TakenOut]) -> Iterator[Run]:
        at, waiting = row.words, list(ghosts)
        for number in range(bisect_left(self._ends, row.words + 1), len(self._words)):
            words = self._words[number]
            if words.start >= row.end:
                break
            start, end = max(at, words.start), min(words.end, row.end)
            if start > at:
                yield self._between(at, start)
                at = start
            while waiting and (waiting[0].now or 0) < end:
                cut = max(at, waiting[0].now or 0)
                if cut > at:
                    yield self._run(words, at, cut)
                    at = cut
                yield self._ghost(waiting.pop(0))
            if end > at:
                yield self._run(words, at, end)
                at = end
        yield from (self._ghost(each) for each in waiting)
        if at < row.end:
            yield self._between(at, row.end)

    def _between(self, start: int, end: int) -> Run:
        return Run("", self._text.draft.text[start:end])

    def _run(self, words: Words, start: int, end: int) -> Run:
        byline, text = self._hands.of(words), self._text.draft.text[start:end]
        self._counts[byline] = self._counts.get(byline, 0) + counted_words(text)
        return Run(f"{start}-{end}", text, self._number(byline))

    def _ghost(self, each: TakenOut) -> Run:
        name = f"{self._numbers.get(each.last, 0)}.{each.start}-{each.end}"
        return Run(name, " ".join(each.text.split()), self._number(self._hands.gone(each)), gone=True)

    def _number(self, byline: Byline) -> int:
        number = self._known.setdefault(byline, len(self._known))
        if byline.colour == "px" and byline.grade == "inferred":
            self._unknown.add(number)
        return number


def _begins(row: Row) -> bool:
    return row.kind == "part" or (row.opens and row.depth == 0)
