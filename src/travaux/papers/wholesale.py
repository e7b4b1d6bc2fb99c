"""Wholesale change: a paragraph that changed in most of its words is shown whole, the old one and then the new.

Words that two wordings happen to share are no help to a reader where little else is left. So a line of a redline is
shown as it was and as it is

- where more than 60 per cent of the paragraph changed: the whole old paragraph, then the whole new one;
- where its changes lie in a middle longer than 100 characters of which more than 40 per cent changed: the whole old
  middle, then the whole new one, between the words around it.

What changed is the share of the characters of both wordings that the other has not. Paragraphs that were divided or
joined, and those with moved words, stay as they are: they show something else than a change of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from travaux.papers.redline import Line, Part

PARAGRAPH, MIDDLE, LONG = 0.6, 0.4, 100
_WORDS = ("equal", "insert", "delete")


def wholesale(lines: Sequence[Line]) -> Iterator[Line]:
    """Yields the lines of a redline, those that changed in most of their words as two lines, or with a whole middle.

    The whole old paragraph stands with the row of the new one.
    """
    for line in lines:
        yield from _shown(line)


def _shown(line: Line) -> Iterator[Line]:
    parts = line.parts
    changed = [place for place, part in enumerate(parts) if part.fate != "equal"]
    if line.row is None or len(changed) < 2 or any(part.fate not in _WORDS or part.text == "¶" for part in parts):
        yield line
        return
    if _both(parts) and share(parts) > PARAGRAPH:
        old, new = _whole(parts)
        yield Line(line.row, (old,))
        yield Line(line.row, (new,))
        return
    first, last = changed[0], changed[-1] + 1
    middle = parts[first:last]
    if len(changed) > 2 and _both(middle) and _length(middle) > LONG and share(middle) > MIDDLE:
        yield replace(line, parts=(*parts[:first], *_whole(middle), *parts[last:]))
        return
    yield line


def share(parts: Sequence[Part]) -> float:
    """Returns which share of two wordings changed: 0 where nothing did, 1 where nothing stayed.

    >>> share([Part("The Parties ", "equal"), Part("shall", "delete"), Part("may", "insert"), Part(" act.", "equal")])
    0.19047619047619047
    """
    kept = 2 * sum(len(part.text) for part in parts if part.fate == "equal")
    changed = sum(len(part.text) for part in parts if part.fate != "equal")
    return changed / (kept + changed) if changed else 0.0


def _both(parts: Sequence[Part]) -> bool:
    """Whether words were taken out and others put in: else there is no old and new to set side by side."""
    fates = {part.fate for part in parts}
    return "insert" in fates and "delete" in fates


def _length(parts: Sequence[Part]) -> int:
    return max(sum(len(part.text) for part in parts if part.fate != fate) for fate in ("insert", "delete"))


def _whole(parts: Sequence[Part]) -> tuple[Part, Part]:
    """Returns all the old words as one deletion and all the new ones as one insertion, under the first number."""
    number = next((part.change for part in parts if part.change is not None), None)
    old = "".join(part.text for part in parts if part.fate != "insert")
    new = "".join(part.text for part in parts if part.fate != "delete")
    return Part(old, "delete", number, whole=True), Part(new, "insert", number, whole=True)
