"""The paper of a comparison: the later text with what was put in, taken out and moved, and its changes by number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from travaux.papers.counting import counted, listed, sentence
from travaux.papers.places import address, addresses
from travaux.papers.sheet import Row, sheet
from travaux.text.clauses import Span
from travaux.text.redline import Change, Redline

Fate = Literal["equal", "insert", "delete", "move-from", "move-to"]
_GONE = ("delete", "move-from")
_NOUNS = {
    "insertion": "insertion",
    "deletion": "deletion",
    "replacement": "replacement",
    "move": "move",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Words with one fate in the redline: `change` numbers the change they belong to, `move` their move.

    `whole` says that they are shown whole, although the other wording has some of them too (`wholesale`).
    """

    text: str
    fate: Fate
    change: int | None = None
    move: int | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the redline: its row in the later draft, or None where the line stands no longer."""

    row: Row | None
    parts: tuple[Part, ...]

    @property
    def changed(self) -> bool:
        """Whether anything in the line is not as it was."""
        return any(part.fate != "equal" for part in self.parts)


@dataclass(frozen=True, slots=True)
class Entry:
    """A change in the list of changes: its number, what happened, where, and the words."""

    number: int
    kind: str
    place: str
    old: str
    new: str


@dataclass(frozen=True)
class RedlinePaper:
    """What really changed between two drafts."""

    earlier: str
    later: str
    lines: Sequence[Line]
    entries: Sequence[Entry]
    summary: str
    language: str
    clauses: int


def redline_paper(redline: Redline) -> RedlinePaper:
    """Returns the paper of a comparison."""
    return RedlinePaper(
        earlier=redline.earlier.name or "the earlier draft",
        later=redline.later.name or "the later draft",
        lines=list(_lines(redline, _numbers(redline.changes))),
        entries=[_entry(change) for change in redline.changes],
        summary=_summary(redline),
        language=redline.later.language,
        clauses=len({address(change.clause) for change in redline.changes}),
    )


def _numbers(changes: Sequence[Change]) -> dict[tuple[str, Span, Span], int]:
    return {
        (piece.kind, piece.earlier, piece.later): change.number
        for change in changes
        for piece in change.pieces
        if piece.kind != "equal"
    }


def _entry(change: Change) -> Entry:
    return Entry(change.number, _NOUNS[change.kind], address(change.clause), change.old, change.new)


def _lines(redline: Redline, numbers: dict[tuple[str, Span, Span], int]) -> Iterator[Line]:
    """Yields the lines: those of the later draft, and each paragraph that stands no longer on a line of its own."""
    laid = _Lines(redline.later.text, sheet(redline.later))
    for piece in redline.pieces:
        number = numbers.get((piece.kind, piece.earlier, piece.later))
        gone = piece.kind in _GONE
        text = redline.earlier.text[slice(*piece.earlier)] if gone else redline.later.text[slice(*piece.later)]
        at = piece.later[0]
        for place, chunk in enumerate(text.split("\n")):
            if place:
                mark = Part("¶", piece.kind, number, piece.move)
                yield from laid.broken(mark) if gone else laid.ended(mark, at)
            if chunk:
                laid.add(Part(chunk, piece.kind, number, piece.move))
            at += len(chunk) + 1
    yield from laid.ended(Part("¶", "equal"), len(redline.later.text))


class _Lines:
    """A line that is being filled with parts, and where in the later text it began."""

    def __init__(self, text: str, rows: Sequence[Row]) -> None:
        self._text = text
        self._rows = rows
        self._starts = [row.start for row in rows]
        self._at = 0
        self._parts: list[Part] = []

    def add(self, part: Part) -> None:
        """Adds a part, joined with the one before it where both had the same fate."""
        if self._parts and replace(self._parts[-1], text=part.text) == part:
            part = replace(part, text=self._parts.pop().text + part.text)
        self._parts.append(part)

    def broken(self, mark: Part) -> Iterator[Line]:
        """A paragraph mark went: what is gone stands on a line of its own, or the two paragraphs are now one."""
        standing = [part for part in self._parts if part.fate not in _GONE]
        if self._says(standing):
            self.add(mark)
            return
        yield from _line(None, [part for part in self._parts if part.fate in _GONE])
        self._parts = standing

    def ended(self, mark: Part, at: int) -> Iterator[Line]:
        """The line ends, in the later text at the offset before `at`; a mark put in between old words is shown."""
        if mark.fate != "equal" and self._says([part for part in self._parts if part.fate == "equal"]):
            self.add(mark)
        row = self._row()
        yield from _line(row, list(_unlabelled(self._text, row, self._parts)) if row else self._parts)
        self._parts, self._at = [], at

    def _row(self) -> Row | None:
        place = bisect_right(self._starts, self._at) - 1
        row = self._rows[place] if place >= 0 else None
        return row if row and row.start <= self._at <= row.end else None

    def _says(self, parts: Sequence[Part]) -> bool:
        """Whether some parts hold more than the printed label of the line."""
        row = self._row()
        label = self._text[row.start : row.words].strip() if row else ""
        return "".join(part.text for part in parts).strip() not in ("", label)


def _line(row: Row | None, parts: Sequence[Part]) -> Iterator[Line]:
    if any(part.text.strip() for part in parts) or (row is not None and row.label and not parts):
        gone = bool(parts) and all(part.fate in _GONE for part in parts)
        yield Line(None if gone else row, tuple(parts))


def _unlabelled(text: str, row: Row, parts: Sequence[Part]) -> Iterator[Part]:
    """Leaves out of a line the printed label that stands in the margin, but where the label alone changed."""
    label = text[row.start : row.words]
    whole = bool(parts) and all(part.fate in ("insert", "move-to") for part in parts)
    if label and parts and (whole or parts[0].fate == "equal") and parts[0].text.startswith(label):
        first = parts[0].text[len(label) :]
        if first:
            yield replace(parts[0], text=first)
        yield from parts[1:]
    else:
        yield from parts


def _summary(redline: Redline) -> str:
    if not redline.changes:
        return "Nothing changed."
    kinds = [change.kind for change in redline.changes]
    told = [counted(kinds.count(kind), noun) for kind, noun in _NOUNS.items() if kind in kinds]
    place = addresses(change.clause for change in redline.changes)
    whole = sentence(counted(len(kinds), "change"))
    return f"{whole}, in {place}: {listed(told)}." if len(told) > 1 else f"{sentence(told[0])}, in {place}."
