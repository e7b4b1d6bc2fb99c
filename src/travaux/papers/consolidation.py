"""The consolidation table: for each clause of a draft, which clauses it was made of, by whom, how they were merged."""

from __future__ import annotations

from collections.abc import Mapping

from travaux.errors import OutOfOrder
from travaux.papers.basis import Basis
from travaux.papers.paper import Paper, tabled
from travaux.record.days import Day
from travaux.record.shelf import Spot
from travaux.record.state import State
from travaux.record.terms import Digest
from travaux.text.drafts import Draft


def consolidation(
    state: State, drafts: Mapping[Digest, Draft], *, draft: Digest | None = None, day: Day | None = None
) -> Paper:  # fmt: skip
    """Returns the consolidation table of a draft, of the one on the table where none is named."""
    basis = Basis(state, drafts, day)
    chosen = draft or basis.table.digest
    if chosen not in drafts:
        raise OutOfOrder(f"The text of {basis.teller.draft(chosen)} is not in this record")
    text = basis.descent.shelf[chosen]
    rows = []
    for number in range(len(text.clauses)):
        steps = basis.descent.back(Spot(chosen, number))
        sources = [
            f"{basis.descent.shelf[one.draft].place(one.number)} of {basis.teller.draft(one.draft)}"
            for step in steps
            for one in step.earlier
        ]
        rows.append((text.place(number), "; ".join(sources), "; ".join(step.fate for step in steps)))
    called = basis.teller.draft(chosen)
    return Paper(
        kind="consolidation table",
        title=basis.table.title or called,
        summary=f"What each clause of {called} was made of.",
        facts=basis.facts(),
        blocks=(tabled("Clauses and their sources", ("Clause", "Sources", "How"), rows),),
        wide=True,
    )
