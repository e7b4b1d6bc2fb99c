"""Standings: which tokens stand in a draft, line by line; and how to have an earlier draft's again.

The newest drafts are kept whole. An older one is kept as what must be put back into a newer one to have it again:
a few lines, their text and their tokens. Token tuples are shared between drafts and never changed.
"""

from __future__ import annotations

from dataclasses import dataclass

from travaux.text.stretches import Stretch, equal_after, equal_before

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


@dataclass(frozen=True, slots=True)
class _Older:
    """What gives an older draft's standing when put into a newer one's, in place of lines `first` to `last`."""

    newer: int
    start: int
    end: int
    text: str
    first: int
    last: int
    lines: tuple[Line, ...]


class Standings:
    """The standings of all drafts of a history, the newest whole, the older ones as differences."""

    def __init__(self) -> None:
        self._whole: dict[int, Standing] = {}
        self._older: dict[int, _Older] = {}

    def add(self, draft: int, standing: Standing, parents: tuple[int, ...]) -> None:
        """Keeps a draft's standing whole and turns those of its parents into differences from it."""
        self._whole[draft] = standing
        for parent in parents:
            if parent in self._whole and parent != draft:
                self._older[parent] = _difference(self._whole.pop(parent), standing, draft)

    def of(self, draft: int) -> Standing:
        """Returns the standing of any earlier draft."""
        steps = []
        while draft not in self._whole:
            steps.append(self._older[draft])
            draft = steps[-1].newer
        standing = self._whole[draft]
        for step in reversed(steps):
            text = standing.text[: step.start] + step.text + standing.text[step.end :]
            standing = Standing(text, [*standing.lines[: step.first], *step.lines, *standing.lines[step.last :]])
        return standing


def _difference(older: Standing, newer: Standing, draft: int) -> _Older:
    whole = Stretch(0, len(older.text), 0, len(newer.text))
    head = equal_before(older.text, newer.text, whole)
    tail = equal_after(older.text, newer.text, Stretch(head, len(older.text), head, len(newer.text)))
    whole = Stretch(0, len(older.lines), 0, len(newer.lines))
    first = equal_before(older.lines, newer.lines, whole)
    last = equal_after(older.lines, newer.lines, Stretch(first, len(older.lines), first, len(newer.lines)))
    lines = tuple(older.lines[first : len(older.lines) - last])
    text = older.text[head : len(older.text) - tail]
    return _Older(draft, head, len(newer.text) - tail, text, first, len(newer.lines) - last, lines)
