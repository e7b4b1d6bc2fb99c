"""Findings: what an audit says. How it comes to say so lives elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from travaux.text.clauses import Clause, Span
from travaux.text.drafts import Draft, Hand

Kind = Literal["insertion", "deletion", "replacement", "move", "paragraphs"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A change between the last circulated draft and this one.

    `kind` is what happened: words put in, taken out, put in the place of others, moved; `paragraphs` where only the
    division into paragraphs changed. `clause` is where it stands in the new draft; of a deletion, the clause that lost
    the words. `how` is how the file shows it ("tracked change", "underline", "strike-through", "highlight",
    "brackets"), empty where it does not. `last` and `new` are the places in the two texts; `part` names the footnote
    or header they are in, empty for the body. `note` says what else a reader should know: that a pending change was
    accepted in silence, that the words shown as struck never stood.
    """

    kind: Kind
    clause: Clause | None
    old: str
    new: str
    last: Span
    place: Span
    how: str = ""
    by: Hand | None = None
    part: str = ""
    note: str = ""


@dataclass(frozen=True)
class Audit:
    """Every change since the last circulated draft, declared and undeclared, in the order of the new text."""

    last: Draft
    new: Draft
    declared: Sequence[Finding]
    undeclared: Sequence[Finding]
    marked: bool
    """Whether the new file declares anything at all."""
