"""Writers: whose words they are, as a name, a letter and one of twelve colours. Nobody on record is one of them.

The letter is what tells writers apart without colour, so no two share one. Where no author of any draft is known, the
drafts themselves stand for their writers, each with its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

COLOURS = 12
NOBODY = "nobody on record"


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody whose words stand in a text: `colour` is "p0" to "p11", or "px" for nobody on record."""

    name: str
    letter: str
    colour: str


UNKNOWN = Writer(NOBODY, "?", "px")


def writers(names: Sequence[str]) -> Mapping[str, Writer]:
    """Returns a writer for each name, those who wrote most first: they get the colours that differ most.

    >>> [writer.letter for writer in writers(["Boria (O. Velling)", "Aldania", "Boria (D. Karst)", "b"]).values()]
    ['B', 'A', 'BD', 'B2']
    """
    taken: set[str] = set()
    made = {}
    for place, name in enumerate(dict.fromkeys(names)):
        letter = next(letter for letter in _letters(name) if letter not in taken)
        taken.add(letter)
        made[name] = Writer(name, letter, f"p{place % COLOURS}")
    return made


def _letters(name: str) -> Iterable[str]:
    initials = [word[0].upper() for word in "".join(c if c.isalnum() else " " for c in name).split()]
    first = initials[0] if initials else "–"
    yield first
    if len(initials) > 1:
        yield first + initials[1]
        yield first + initials[-1]
    count = 2
    while True:
        yield f"{first}{count}"
        count += 1
