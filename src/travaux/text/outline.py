"""The outline of a legal text: from lines to clauses."""

from __future__ import annotations

from collections.abc import Sequence

from travaux.text.clauses import Clause, Line


def outline(text: str, lines: Sequence[Line] = ()) -> tuple[Clause, ...]:
    """Returns the outermost clauses of a text."""
    raise NotImplementedError
