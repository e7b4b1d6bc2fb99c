"""The audit: what a circulated draft shows as changed, against what really changed since the last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from travaux.text.clauses import Clause, Span
from travaux.text.drafts import Draft, Hand
from travaux.text.manuscripts import Manuscript


@dataclass(frozen=True, slots=True)
class Finding:
    """A change between the last circulated draft and this one.

    `kind` is what happened: words put in, taken out, put in the place of others, moved; `paragraphs` where only the
    division into paragraphs changed. `how` is how the file shows it ("tracked change", "underline", "strike-through",
    "highlight", "brackets"), empty where it does not. `last` and `new` are the places in the two texts; `part` names
    the footnote or header they are in, empty for the body.
    """

    kind: Literal["insertion", "deletion", "replacement", "move", "paragraphs"]
    clause: Clause | None
    old: str
    new: str
    last: Span
    place: Span
    how: str = ""
    by: Hand | None = None
    part: str = ""


@dataclass(frozen=True)
class Audit:
    """Every change since the last circulated draft, declared and undeclared, in the order of the new text."""

    last: Draft
    new: Draft
    declared: Sequence[Finding]
    undeclared: Sequence[Finding]
    marked: bool
    """Whether the new file declares anything at all."""


def audit(last: Manuscript | Draft, new: Manuscript | Draft) -> Audit:
    """Returns what `new` shows as changed since `last`, and what changed without being shown."""
    raise NotImplementedError
