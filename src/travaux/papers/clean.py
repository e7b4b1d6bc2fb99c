"""The clean text: the text on the table where nothing in it is open; else the list of what is, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from travaux.errors import OutOfOrder
from travaux.papers.basis import Basis
from travaux.papers.paper import Paper
from travaux.papers.standing import ORDER, standing
from travaux.papers.standing_text import as_it_stands
from travaux.record.days import Day
from travaux.record.state import State
from travaux.record.terms import Digest, Index
from travaux.text.drafts import Draft


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that is not agreed: the clause, for whom ("" for all), why, and the entries behind it."""

    place: str
    whom: str
    why: str
    entries: tuple[Index, ...] = ()


class StillOpen(OutOfOrder):
    """Says that a text is not clean, with every point that is open."""

    def __init__(self, message: str, points: tuple[OpenPoint, ...]) -> None:
        super().__init__(message)
        self.points = points


def clean(state: State, drafts: Mapping[Digest, Draft], *, day: Day | None = None) -> Paper:
    """Returns the clean text; raises `StillOpen` with what is open where it is not clean."""
    basis = Basis(state, drafts, day)
    called = basis.called
    points = tuple(_points(basis))
    if points:
        raise StillOpen(f"{called.capitalize()} is not clean", points)
    return Paper(
        kind="clean text",
        title=basis.table.title or basis.called,
        summary=f"Nothing in {basis.called} is open.",
        facts=basis.facts(),
        blocks=as_it_stands(basis.text.draft),
        language=basis.text.draft.language or basis.table.language,
    )


def _points(basis: Basis) -> list[OpenPoint]:
    found = []
    for row in standing(basis.state, basis.drafts, basis.day or "").rows:
        for party, cell in zip(
            [each.id for each in basis.state.parties if each.capacity == "party" and each.present],
            row.cells,
            strict=True,
        ):
            if cell.held != ORDER[-1]:
                entries = () if cell.entry is None else (cell.entry,)
                found.append(OpenPoint(row.place, basis.teller.party(party), cell.status or cell.held, entries))
    return found
