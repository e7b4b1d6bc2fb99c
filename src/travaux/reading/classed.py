"""A paragraph as rules and model see it: its tokens masked and classed, and what rules and linker find in it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from travaux.reading.classes import classes
from travaux.reading.prose import Paragraph

Run = tuple[int, int]
"""Tokens `[first, last)` of a paragraph."""


@dataclass(frozen=True, slots=True)
class Classed:
    """A paragraph, its masked words and their classes, one for each token."""

    paragraph: Paragraph
    words: list[str]
    kinds: list[str]

    @classmethod
    def of(cls, paragraph: Paragraph, known: Container[str]) -> Classed:
        """Masks and classes a paragraph; `known` are the words in small letters that anybody uses."""
        return cls(paragraph, *classes(paragraph, known))


def negated(classed: Classed, first: int, last: int) -> bool:
    """Whether tokens hold a negation: "did not say", "won't say"."""
    return any(
        classed.kinds[at] == "NG" or classed.words[at].endswith(("n't", "n’t", "nnot")) for at in range(first, last)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Who is held to have said what, as tokens of one paragraph; each part in pieces, in the order of the text.

    `how` names the rule, or the model. `confidence` is 0 to 1. `beyond` is content in the paragraphs that follow, as
    characters of the text.
    """

    source: tuple[Run, ...] = ()
    cue: tuple[Run, ...] = ()
    content: tuple[Run, ...] = ()
    beyond: tuple[tuple[int, int], ...] = ()
    how: str
    confidence: float = 1.0
