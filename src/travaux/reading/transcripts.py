"""Transcripts: paragraphs that begin with a speaker's name and a colon, where a text has several and they speak.

A list has names and colons too. So there must be three or more such paragraphs, and half of them must say "I", "we" or
"you". What the speakers say is then theirs up to the end of their paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence

from travaux.reading.classed import Classed, Found

_NAMES = frozenset(["NAME", "NO", "NT"])
_LONGEST = 5
_SPEAKING = frozenset(["i", "we", "you", "my", "our", "your", "me", "us", "i'm", "i’m"])


def turns(paragraphs: Sequence[Classed]) -> dict[int, Found]:
    """What speakers of a transcript say, by the number of the paragraph; empty where the text is none."""
    found = {number: one for number, classed in enumerate(paragraphs) if (one := _turn(classed))}
    speaking = sum(_speaks(paragraphs[number]) for number in found)
    return found if len(found) >= 3 and 2 * speaking >= len(found) else {}


def _turn(classed: Classed) -> Found | None:
    kinds, words = classed.kinds, classed.paragraph.words
    first = 1 if classed.paragraph.marks[0] == 1 else 0
    last = first
    while last < len(kinds) and last - first < _LONGEST and (kinds[last] in _NAMES or words[last].isupper()):
        last += 1
    if last == first or last + 3 >= len(kinds) or kinds[last] != ":":
        return None
    return Found(
        source=((first, last),), cue=((last, last + 1),), content=((last + 1, len(kinds)),), how="speaker, colon",
        confidence=0.6,
    )  # fmt: skip


def _speaks(classed: Classed) -> bool:
    return any(word.lower() in _SPEAKING for word in classed.paragraph.words)
