"""Speech that goes on in the next paragraph: the words are the speaker's before, by a sign that the text itself gives.

Two signs count: the paragraph before ends with a colon, or it leaves its quotation open and this one takes it up with a
mark of its own. A paragraph that is all quotation and has neither sign is not given to anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from travaux.reading.classed import Classed, Found
from travaux.reading.items import Span


def carry(paragraphs: Sequence[Classed], found: list[list[Found]]) -> None:
    """Adds to the last attribution of a paragraph the quotation of the next, where it goes on; in place."""
    speaker: tuple[int, int] | None = None
    for number, classed in enumerate(paragraphs):
        whole = _opening(classed, found[number])
        if whole and speaker and _goes_on(paragraphs[number - 1], classed):
            at, place = speaker
            one = found[at][place]
            found[at][place] = replace(one, beyond=(*one.beyond, whole))
            continue
        speaker = _last(classed, found[number], number)


def _opening(classed: Classed, found: Sequence[Found]) -> Span | None:
    """The quotation with which a paragraph begins, where nobody in the paragraph is said to have spoken it."""
    quotations = classed.paragraph.quotations
    if not quotations or quotations[0].first != 0 or not quotations[0].opened:
        return None
    first = quotations[0]
    if any(run[0] < first.last for one in found for run in one.content):
        return None
    return first.start, first.end


def _goes_on(before: Classed, classed: Classed) -> bool:
    return (before.paragraph.carries and classed.paragraph.carried) or before.kinds[-1] == ":"


def _last(classed: Classed, found: Sequence[Found], number: int) -> tuple[int, int] | None:
    """The attribution to which a following paragraph may belong: the last of its paragraph, at its end."""
    if not found:
        return None
    place = max(range(len(found)), key=lambda at: (found[at].cue, found[at].content))
    end = max((run[1] for run in found[place].cue + found[place].content), default=0)
    return (number, place) if end >= len(classed.kinds) - 12 or classed.paragraph.carries else None
