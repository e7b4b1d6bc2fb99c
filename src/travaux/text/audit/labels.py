"""Labels across formats: where one file prints the numbers of its clauses and the other computes them.

A number that a word processor computes is not among the characters of a line. Beside a text in which the same numbers
are printed it would seem missing, so it is put into the row, where the two then agree or do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from travaux.text.audit.rows import Row, Stretch, shifted
from travaux.text.drafts import Draft

Numbers = Sequence[tuple[int, str]]
"""Where lines begin, and the number computed for each."""

_PRINTED = 0.5
"""Least share of the computed numbers of one file that begin a line of the other."""


def computed(draft: Draft) -> Numbers:
    """Returns where each line with a computed number begins, and the number; bullets are none."""
    return [
        (span[0], line.label)
        for span, line in zip(draft.line_spans(), draft.lines, strict=False)
        if any(sign.isalnum() for sign in line.label)
    ]


def prints(draft: Draft, numbers: Numbers) -> bool:
    """Tells whether a draft without computed numbers has most of those of another at the start of its lines."""
    if not numbers or computed(draft):
        return False
    firsts = {line.split(maxsplit=1)[0] for line in draft.text.split("\n") if line.strip()}
    begun = sum(number.split()[0] in firsts for _, number in numbers)
    return begun >= _PRINTED * len(numbers)


def with_numbers(row: Row, numbers: Numbers, *, before: bool = False) -> Row:
    """Returns a row with computed numbers put in where their lines begin.

    The places are in the draft's text, or with `before` in its text before any change.
    """
    if not numbers:
        return row
    left = list(numbers)
    text: list[str] = []
    stretches: list[Stretch] = []
    shifts: list[tuple[int, int]] = [(0, 0)]
    at = 0
    for stretch in row.stretches:
        shifts.append((stretch.start, at))
        start, end = stretch.start, stretch.end
        origin = stretch.was if before else stretch.place
        counts = stretch.status != "pending" if before else stretch.stands
        while counts and left and left[0][0] < origin + stretch.end - stretch.start:
            place, number = left.pop(0)
            cut = max(start, stretch.start + place - origin)
            at = _add(text, stretches, row, stretch, start, cut, at)
            shown = stretch.place + (cut - stretch.start) * stretch.stands
            stretches.append(Stretch(at, at + len(number) + 1, shown, stretch.was + cut - stretch.start, False))
            text.append(f"{number} ")
            at, start = at + len(number) + 1, cut
            shifts.append((cut, at))
        at = _add(text, stretches, row, stretch, start, end, at)
    dropped = [replace(gone, at=shifted(shifts, gone.at)) for gone in row.dropped]
    return Row("".join(text), stretches or row.stretches, dropped)


def _add(text: list[str], stretches: list[Stretch], row: Row, stretch: Stretch, start: int, end: int, at: int) -> int:
    """Adds characters of a stretch to a row that is being made; returns where the next go."""
    if start == end:
        return at
    shift = start - stretch.start
    place = stretch.place + shift * stretch.stands
    text.append(row.text[start:end])
    stretches.append(
        Stretch(at, at + end - start, place, stretch.was + shift, stretch.stands, stretch.status, stretch.by)
    )
    return at + end - start
