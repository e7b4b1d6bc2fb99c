"""The scene: a report with its sentences and names, against which a source is read; a source with all told of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from travaux.reading.items import Report, Span
from travaux.reading.mentions import Mentions
from travaux.reading.names import Kind
from travaux.reading.passages import Passage
from travaux.record.terms import Attribution as Terms
from travaux.record.terms import PersonId, Source

UNLISTED = PersonId("")
"""The id of a person whom no record lists yet; whoever enters the statement gives one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A source and all that is told of it. `spans` are the characters it stands in; `how` names every step.

    `first` is by what name "I" in its words is meant, `kind` what that name is, where that is known.
    """

    source: Source
    spans: tuple[Span, ...] = ()
    terms: Terms = "unstated"
    terms_spans: tuple[Span, ...] = ()
    channel_spans: tuple[Span, ...] = ()
    through: tuple[Source, ...] = ()
    how: tuple[str, ...] = ()
    first: str = ""
    kind: Kind = "name"


@dataclass(frozen=True, slots=True)
class Scene:
    """A report with its passages and its names: what a source is read against."""

    report: Report
    passages: Sequence[Passage]
    names: Mentions

    def passage(self, place: int) -> Passage:
        """Returns the passage that holds a character; of one between two, the later."""
        behind = bisect_right(self.passages, place, key=lambda one: one.span[1])
        return self.passages[min(behind, len(self.passages) - 1)]
