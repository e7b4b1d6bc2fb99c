"""Origins: what a trace says of each word. The rule that finds them lives in `trace`.

The grades are the project's four; a trace gives two of them: `recorded` where a file or an amendment says who made
the change, `inferred` where drafts were compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from travaux.text.drafts import Draft
from travaux.text.history import Version

Relation = Literal["written", "moved", "restored", "copied", "case only"]
Grade = Literal["signed", "recorded", "reported", "inferred"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words came from.

    `draft` is the place in the history of the draft in which they first stood; `author` who put them there.
    `relation` says how they came to stand where they stand now; where that was not in `draft` itself, `by` and
    `since` are who moved, restored or recased them last, and in which draft. `source` is, for copied words, the draft
    and offset where the words they copy stand, in the last draft where they still do. `margin` is from 0 to 1: how far
    the best source stood above the second; 1 where there was no second. `also` is other drafts that tabled the same
    words independently.
    """

    draft: int
    author: str | None = None
    relation: Relation = "written"
    grade: Grade = "inferred"
    margin: float = 1.0
    by: str | None = None
    since: int | None = None
    source: tuple[int, int] | None = None
    also: tuple[int, ...] = ()


class TracedToken(NamedTuple):
    """A token of the last draft: its place in that draft's text, and its origin."""

    text: str
    start: int
    end: int
    origin: Origin


class DeletedToken(NamedTuple):
    """A token that no longer stands: its origin, who removed it, in which draft, with which grade.

    `place` is the character offset in the text of the draft that last held it (draft `last`). `now` is the offset in
    the last draft's text where it would stand: the end of the nearest token before it that still lives, 0 where none
    does, None where that is not known."""

    text: str
    origin: Origin
    removed_by: str | None
    removed_in: int
    last: int
    place: int
    grade: Grade = "inferred"
    now: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring tokens of the last draft with the same origin: offsets in its text, and how many tokens."""

    start: int
    end: int
    tokens: int
    origin: Origin


@dataclass(frozen=True)
class Trace:
    """The origin of every token of the last draft, and of every token that was ever deleted.

    `versions` are the drafts of the history without their texts' meaning: keys, authors, dates, parents.
    """

    draft: Draft
    tokens: Sequence[TracedToken]
    deleted: Sequence[DeletedToken]
    versions: Sequence[Version] = field(default=())
    rule: str = "travaux-trace/1"

    def runs(self) -> Iterator[Run]:
        """Yields the tokens in runs of one origin, in the order of the text."""
        tokens = iter(self.tokens)
        first = next(tokens, None)
        if first is None:
            return
        start, end, count, origin = first.start, first.end, 1, first.origin
        for token in tokens:
            if token.origin == origin:
                end, count = token.end, count + 1
            else:
                yield Run(start, end, count, origin)
                start, end, count, origin = token.start, token.end, 1, token.origin
        yield Run(start, end, count, origin)
