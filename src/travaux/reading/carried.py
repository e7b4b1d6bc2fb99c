"""Speech that goes on in the next paragraph.

By a sign that the text itself gives, the words belong to the statement before: the paragraph before ends with a colon,
or it leaves its quotation open and this one takes it up with a mark of its own. Without such a sign, a paragraph that
is all quotation and follows one that ends with a quotation and its speaker is held to be that speaker's too, as a
statement of its own for a person to look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from travaux.reading.classed import Classed, Found
from travaux.reading.items import Span


@dataclass(frozen=True, slots=True)
class Carried:
    """A quotation held to be the speaker's of an attribution before: which one, in which paragraph; and the words."""

    paragraph: int
    place: int
    quotation: Span


def carry(paragraphs: Sequence[Classed], found: list[list[Found]]) -> list[Carried]:
    """Adds to the last attribution of a paragraph the quotations that go on after it by a sign, in place.

    Returns those that go on without one. An attribution that only announced words, and got none, is left empty.
    """
    without_sign: list[Carried] = []
    speaker: tuple[int, int] | None = None
    ends = False
    for number, classed in enumerate(paragraphs):
        whole = _opening(classed, found[number])
        if whole and speaker and _by_sign(paragraphs[number - 1], classed):
            at, place = speaker
            one = found[at][place]
            found[at][place] = replace(one, beyond=(*one.beyond, whole))
            ends = False
        elif whole and speaker and ends and not found[number] and whole[1] >= classed.paragraph.ends[-1]:
            without_sign.append(Carried(*speaker, whole))
            ends = False
        else:
            speaker = _last(classed, found[number], number)
            ends = speaker is not None and _ends_with_speaker(classed, found[number][speaker[1]])
    return without_sign


def _opening(classed: Classed, found: Sequence[Found]) -> Span | None:
    """The quotation with which a paragraph begins, where nobody in the paragraph is said to have spoken it."""
    quotations = classed.paragraph.quotations
    if not quotations or quotations[0].first != 0 or not quotations[0].opened:
        return None
    first = quotations[0]
    if any(run[0] < first.last for one in found for run in one.content):
        return None
    return first.start, first.end


def _by_sign(before: Classed, classed: Classed) -> bool:
    return (before.paragraph.carries and classed.paragraph.carried) or before.kinds[-1] == ":"


def _last(classed: Classed, found: Sequence[Found], number: int) -> tuple[int, int] | None:
    """The attribution to which a following paragraph may belong: the last of its paragraph."""
    if not found:
        return None
    place = max(range(len(found)), key=lambda at: (found[at].cue, found[at].content))
    return number, place


def _ends_with_speaker(classed: Classed, one: Found) -> bool:
    """Whether a paragraph begins with a quotation of this attribution and ends with it or its cue: "…," he said."""
    parts = one.source + one.cue + one.content
    first = min(run[0] for run in one.content) if one.content else 1
    return first == 0 and classed.paragraph.marks[0] == 1 and max(run[1] for run in parts) >= len(classed.kinds) - 8
