"""Computed numbers that changed without a reason: nothing was put in, taken out or moved that would explain them.

A number that shifts because a clause before it came or went is a consequence, and the clause is the finding. So a line
that stands in both drafts is a finding only where its number departs from the shift of the line before it in such a
list, while no numbered line between the two came, went or moved.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from travaux.text.audit.bridge import Bridge
from travaux.text.audit.findings import Finding
from travaux.text.audit.overlay import Overlay
from travaux.text.clauses import Span
from travaux.text.drafts import Draft
from travaux.text.tokens import PATTERN

NOTE = "computed number"
_COUNTER = re.compile(r"\d+|\b[A-Za-z]{1,6}\b")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line: its place among the lines, its span, the number computed for it."""

    place: int
    span: Span
    label: str

    @property
    def counted(self) -> bool:
        """Whether the label counts; a bullet does not."""
        return any(sign.isalnum() for sign in self.label)


@dataclass(slots=True)
class _Shifts:
    """By how much the numbers of each shape have shifted, and how many numbered lines had come or gone by then."""

    changes: int = 0
    seen: dict[str, tuple[int, int]] = field(default_factory=dict)
    reshaped: tuple[str, str] = ("", "")

    def explains(self, old: str, new: str) -> bool:
        """Tells whether a number of a line that stands in both drafts was to be expected, and remembers its shift."""
        shapes = _shape(old), _shape(new)
        if shapes[0] != shapes[1]:
            expected = self.reshaped == shapes
            self.reshaped = shapes
            return expected
        shift = _shift(old, new)
        before, changes = self.seen.get(shapes[1], (0, 0))
        self.seen[shapes[1]] = (shift, self.changes)
        return shift in (0, before) or self.changes > changes


def renumbered(last: Draft, new: Draft, laid: Overlay) -> Iterator[Finding]:
    """Yields the computed numbers that changed without a reason."""
    old, now = _lines(last), _lines(new)
    if not any(line.counted for line in old) or not any(line.counted for line in now):
        return
    pairs = _pairs(new, old, now, laid)
    stayed = set(pairs.values())
    shifts = _Shifts()
    reached = 0
    for line in now:
        partner = pairs.get(line.place)
        if partner is None:
            shifts.changes += line.counted
            continue
        # A line that moved back counts for those it left behind, once.
        shifts.changes += sum(gone.counted for gone in old[reached:partner] if gone.place not in stayed)
        shifts.changes += partner < reached
        reached = max(reached, partner + 1)
        before = old[partner]
        if (before.counted or line.counted) and not shifts.explains(before.label, line.label):
            at, was = line.span[0], before.span[0]
            clause = new.clause_at(at)
            yield Finding("replacement", clause, before.label, line.label, (was, was), (at, at), note=NOTE)


def _lines(draft: Draft) -> list[_Numbered]:
    spans = draft.line_spans()
    return [
        _Numbered(place, span, line.label) for place, (span, line) in enumerate(zip(spans, draft.lines, strict=False))
    ]


def _pairs(new: Draft, old: Sequence[_Numbered], now: Sequence[_Numbered], laid: Overlay) -> dict[int, int]:
    """Returns which line of the new draft is which of the last: the one with the first word that stands in both."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    starts = [line.span[0] for line in old]
    bridge = Bridge(laid)
    for line in now:
        stood = next((at for at in map(bridge.match, _words(new, line)) if at is not None), None)
        if stood is None:
            continue
        partner = bisect_right(starts, laid.last.place((stood, stood + 1))[0]) - 1
        if partner not in taken:
            found[line.place] = partner
            taken.add(partner)
    return found


def _words(draft: Draft, line: _Numbered) -> Iterator[int]:
    return (word.start() for word in PATTERN.finditer(draft.text, *line.span))


def _shape(label: str) -> str:
    """Returns a label with every counter made one of its kind: "12.3 (b)" has the shape "1.1 (a)"."""
    return _COUNTER.sub(_kind, label)


def _kind(counter: re.Match[str]) -> str:
    text = counter.group()
    if text.isdecimal():
        return "1"
    if len(set(text)) > 1 and not _roman(text):
        return text
    return "A" if text.isupper() else "a"


def _shift(old: str, new: str) -> int:
    """Returns by how much the last counter of a label shifted, read as the kind of number that makes it smallest."""
    before, after = _COUNTER.findall(old), _COUNTER.findall(new)
    if not before or not after or before[-1] == after[-1]:
        return 0
    pairs = zip(_readings(before[-1]), _readings(after[-1]), strict=True)
    return min((y - x for x, y in pairs if x and y), key=abs, default=0)


def _readings(counter: str) -> tuple[int, int, int]:
    """Returns a counter read as a decimal, a letter, a roman number; 0 for what it cannot be."""
    if counter.isdecimal():
        return int(counter), 0, 0
    letter = (ord(counter[0].lower()) - 96) + 26 * (len(counter) - 1) if len(set(counter.lower())) == 1 else 0
    return 0, letter, _roman(counter)


def _roman(text: str) -> int:
    """Returns the value of a roman number, 0 where the text is none."""
    values = [_ROMAN.get(sign, 0) for sign in text.lower()]
    if not all(values):
        return 0
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
