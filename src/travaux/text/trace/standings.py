"""Standings: which tokens stand in a draft, line by line; and how to have an earlier draft's again.

The newest drafts are kept whole. An older one is kept as what must be put back into a newer one to have it again:
a few lines, their text and their tokens. Token tuples are shared between drafts and never changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from travaux.text.trace.stretches import Stretch, equal_after, equal_before

Line = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A draft's text and, for each of its lines, the ids of the tokens in it."""

    text: str
    lines: list[Line]

    def before(self, line: int) -> int:
        """Returns the last token before a line, 0 where there is none."""
        return next((self.lines[n][-1] for n in range(line - 1, -1, -1) if self.lines[n]), 0)

    def after(self, line: int) -> int:
        """Returns the first token from a line on, 0 where there is none."""
        return next((self.lines[n][0] for n in range(line, len(self.lines)) if self.lines[n]), 0)


class Seam(NamedTuple):
    """Where two drafts differ: offsets of whole lines in the older and in the newer text, which may be one past the
    end, and the numbers of those lines."""

    text: Stretch
    lines: Stretch


@dataclass(frozen=True, slots=True)
class _Patch:
    """What an older draft held where a newer one differs."""

    seam: Seam
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Older:
    """What gives an older draft's standing when put into a newer one's: patches in the order of the text."""

    newer: int
    patches: tuple[_Patch, ...]

    def of(self, newer: Standing) -> Standing:
        """Returns the older draft's standing."""
        whole = newer.text + "\n"
        text: list[str] = []
        lines: list[Line] = []
        at = line = 0
        for patch in self.patches:
            text += whole[at : patch.seam.text.b], patch.text
            lines += newer.lines[line : patch.seam.lines.b]
            lines += patch.lines
            at, line = patch.seam.text.b_end, patch.seam.lines.b_end
        text.append(whole[at:])
        return Standing("".join(text)[:-1], lines + newer.lines[line:])


class Standings:
    """The standings of all drafts of a history, the newest whole, the older ones as differences."""

    def __init__(self) -> None:
        self._whole: dict[int, Standing] = {}
        self._older: dict[int, _Older] = {}

    def add(
        self, draft: int, standing: Standing, parents: tuple[int, ...], seams: Sequence[Seam] | None = None
    ) -> None:
        """Keeps a draft's standing whole and turns those of its parents into differences from it.

        `seams` is where it differs from its only parent, in order, where that is known already.
        """
        self._whole[draft] = standing
        for parent in parents:
            if parent in self._whole:
                older = self._whole.pop(parent)
                known = [_seam(older, standing)] if seams is None else seams
                self._older[parent] = _Older(draft, tuple(_patch(older, seam) for seam in known))

    def of(self, draft: int) -> Standing:
        """Returns the standing of any earlier draft."""
        steps = []
        while draft not in self._whole:
            steps.append(self._older[draft])
            draft = steps[-1].newer
        standing = self._whole[draft]
        for step in reversed(steps):
            standing = step.of(standing)
        return standing


def _patch(older: Standing, seam: Seam) -> _Patch:
    text = older.text[seam.text.a : seam.text.a_end]
    if seam.text.a_end > len(older.text) >= seam.text.a:
        text += "\n"
    return _Patch(seam, text, tuple(older.lines[seam.lines.a : seam.lines.a_end]))


def _seam(older: Standing, newer: Standing) -> Seam:
    """Returns where two drafts differ in their lines or in the tokens of these."""
    a = list(zip(older.text.split("\n"), older.lines, strict=True))
    b = list(zip(newer.text.split("\n"), newer.lines, strict=True))
    head = equal_before(a, b, Stretch(0, len(a), 0, len(b)))
    tail = equal_after(a, b, Stretch(head, len(a), head, len(b)))
    lines = Stretch(head, len(a) - tail, head, len(b) - tail)
    offsets = (_offset(a, lines.a), _offset(a, lines.a_end), _offset(b, lines.b), _offset(b, lines.b_end))
    return Seam(Stretch(*offsets), lines)


def _offset(lines: list[tuple[str, Line]], number: int) -> int:
    return sum(len(text) + 1 for text, _ in lines[:number])
