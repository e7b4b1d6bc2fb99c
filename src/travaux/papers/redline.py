"""The paper of a comparison: the later text with what was put in, taken out and moved, and its changes by number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from travaux.papers.counting import counted, listed, sentence
from travaux.papers.places import address, addresses
from travaux.papers.sheet import Row, sheet
from travaux.text.redline import Change, Redline

Fate = Literal["equal", "insert", "delete", "move-from", "move-to"]
_NOUNS = {
    "insertion": "insertion",
    "deletion": "deletion",
    "replacement": "replacement",
    "move": "move",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Words with one fate in the redline: `change` numbers the change they belong to, `move` their move."""

    text: str
    fate: Fate
    change: int | None = None
    move: int | None = None


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


def _numbers(changes: Sequence[Change]) -> dict[tuple[str, tuple[int, int], tuple[int, int]], int]:
    return {
        (piece.kind, piece.earlier, piece.later): change.number
        for change in changes
        for piece in change.pieces
        if piece.kind != "equal"
    }


def _entry(change: Change) -> Entry:
    return Entry(change.number, _NOUNS[change.kind], address(change.clause), change.old, change.new)


def _lines(redline: Redline, numbers: dict[tuple[str, tuple[int, int], tuple[int, int]], int]) -> Iterator[Line]:
    rows = sheet(redline.later)
    starts = [row.start for row in rows]
    parts: list[Part] = []
    at = 0
    for piece in redline.pieces:
        number = numbers.get((piece.kind, piece.earlier, piece.later))
        gone = piece.kind in ("delete", "move-from")
        text = redline.earlier.text[slice(*piece.earlier)] if gone else redline.later.text[slice(*piece.later)]
        for place, chunk in enumerate(text.split("\n")):
            if place:
                whole = all(part.fate in ("delete", "move-from") for part in parts)
                if gone and not whole:
                    parts.append(Part("¶", piece.kind, number, piece.move))
                else:
                    if not gone and piece.kind != "equal" and parts:
                        parts.append(Part("¶", piece.kind, number, piece.move))
                    yield from _line(redline.later.text, rows, starts, parts, at)
                    parts = []
                if not gone:
                    at = piece.later[0] + sum(len(line) + 1 for line in text.split("\n")[:place])
            if chunk:
                parts.append(Part(chunk, piece.kind, number, piece.move))
    yield from _line(redline.later.text, rows, starts, parts, at)


def _line(text: str, rows: Sequence[Row], starts: Sequence[int], parts: Sequence[Part], at: int) -> Iterator[Line]:
    if not any(part.text.strip() for part in parts):
        return
    if all(part.fate in ("delete", "move-from") for part in parts):
        yield Line(None, tuple(parts))
        return
    place = bisect_right(starts, at) - 1
    row = rows[place] if place >= 0 and rows[place].start <= at <= rows[place].end else None
    yield Line(row, tuple(_unlabelled(text, row, parts)) if row else tuple(parts))


def _unlabelled(text: str, row: Row, parts: Sequence[Part]) -> Iterator[Part]:
    """Leaves out of a line the printed label that stands in the margin, where the label did not change."""
    label = text[row.start : row.words]
    if label and parts and parts[0].fate == "equal" and parts[0].text.startswith(label):
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
