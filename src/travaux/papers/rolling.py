"""The rolling text: the text on the table with what is not agreed in brackets, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping

from travaux.papers.basis import Basis
from travaux.papers.paper import Paper
from travaux.papers.standing_text import as_it_stands
from travaux.record.days import Day
from travaux.record.state import State
from travaux.record.terms import Digest
from travaux.text.drafts import Draft


def rolling(state: State, drafts: Mapping[Digest, Draft], *, day: Day | None = None) -> Paper:
    """Returns the rolling text as of a state (`state.at(n)` for an earlier one), with positions as they stand on a day.

    Raises `OutOfOrder` where no draft is on the table, or its text is not here.
    """
    basis = Basis(state, drafts, day)
    return Paper(
        kind="rolling text",
        title=basis.table.title or basis.called,
        summary=f"The text of {basis.called} as it stands.",
        facts=basis.facts(),
        blocks=as_it_stands(basis.text.draft),
        language=basis.text.draft.language or basis.table.language,
    )
