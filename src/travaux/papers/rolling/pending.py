"""What became of every proposal: before the meeting still, taken up, overtaken, withdrawn, or without its words.

A proposal is on an exact wording. It is *open* while a clause of the draft on the table has these very words. Nothing
is moved to words that are merely like them: a proposal whose words are gone is *adrift*, and is listed. None is lost.

    open         its wording stands in the draft on the table
    taken up     the draft on the table reads as it proposes
    overtaken    the chair has since concluded on that wording, and not with the proposer as a holdout
    withdrawn    by its proposer
    adrift       its wording stands no longer, or its text is not here
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from travaux.papers.basis import Basis
from travaux.record.positions import IN_FORCE, Held
from travaux.record.shelf import Spot, Text
from travaux.record.terms import Index
from travaux.record.texts import Decision, Proposal
from travaux.record.wordings import words_of
from travaux.text.drafts import Draft
from travaux.text.tokens import words

Fate = Literal["open", "taken up", "overtaken", "withdrawn", "adrift"]


@dataclass(frozen=True, slots=True)
class Pending:
    """A proposal and what became of it. `spot` is the clause on the table that it is on, where it is open; `reason`
    says in words what its fate rests on, `by` is the entry behind that."""

    proposal: Proposal
    fate: Fate
    reason: str
    by: Index | None = None
    spot: Spot | None = None


def pending(basis: Basis) -> tuple[Pending, ...]:
    """Returns every proposal of a record with what became of it, in the order of the entries."""
    return tuple(_pending(basis, each) for each in basis.state.proposals())


def _pending(basis: Basis, proposal: Proposal) -> Pending:
    if proposal.withdrawn is not None:
        return Pending(proposal, "withdrawn", "withdrawn", proposal.withdrawn)
    held = basis.positions.stands(proposal.wording)
    if taken := _taken_up(basis, proposal, held):
        return taken
    spot = _standing(basis, proposal, held)
    if spot is None:
        return Pending(proposal, "adrift", held.reason, held.by)
    if decision := next(_decided(basis, proposal, spot), None):
        where = f"the chair concluded on these words in {decision.forum.name}"
        return Pending(proposal, "overtaken", where, decision.entry, spot)
    return Pending(proposal, "open", held.reason, None, spot)


def _standing(basis: Basis, proposal: Proposal, held: Held) -> Spot | None:
    """Returns the clause on the table that reads exactly as the one that was proposed upon."""
    if held.status != "current":
        return None
    text = basis.text
    return next((spot for spot in held.now if text.words(spot.number) == proposal.wording.words), None)


def _taken_up(basis: Basis, proposal: Proposal, held: Held) -> Pending | None:
    """Returns the proposal as taken up where a clause on the table reads so that did not when it was made."""
    table, act = basis.table, proposal
    if act.wording.draft not in basis.drafts:
        return None
    brought = f"{basis.called} reads as it proposes"
    if act.operation == "delete":
        gone = held.status == "stale" and not held.now and basis.descent.descends(table.digest, act.wording.draft)
        return Pending(act, "taken up", "the clause was taken out", held.by) if gone else None
    own = any(reads(basis.text, spot.number, act.words) for spot in held.now)
    if act.operation == "replace":
        if own and table.digest == act.wording.draft:
            return Pending(act, "taken up", "the text reads so already", table.entry)
        return Pending(act, "taken up", brought, held.by or table.entry) if own else None
    if table.digest == act.wording.draft:
        return None
    before = basis.descent.shelf[act.wording.draft]
    stood = any(reads(before, number, act.words) for number in range(len(before.clauses)))
    stands = any(reads(basis.text, number, act.words) for number in range(len(basis.text.clauses)))
    return Pending(act, "taken up", brought, table.entry) if stands and not stood else None


def reads(text: Text, number: int, lines: Sequence[str]) -> bool:
    """Whether a clause reads as proposed lines do, labels left out; its heading counts only if they repeat it."""
    clause = text.clause(number)
    have = words_of(text.draft, clause)
    heading = words(clause.heading) if clause else []
    proposed = "\n".join(lines)
    for wanted in (words(proposed), words_of(Draft(proposed), None)):
        if wanted and have in (wanted, heading + wanted):
            return True
    return False


def _decided(basis: Basis, proposal: Proposal, spot: Spot) -> Iterator[Decision]:
    """Yields the conclusions that came after a proposal and closed the words that it is on."""
    around = {spot, *(Spot(spot.draft, number) for number in basis.text.around(spot.number))}
    for decision in reversed(basis.state.decisions()):
        closes = decision.outcome in ("agreed", "adopted") and decision.reopened is None
        if not closes or decision.entry < proposal.entry or proposal.party in decision.holdouts:
            continue
        held = basis.positions.stands(decision.wording)
        if held.status in IN_FORCE and around & set(held.now):
            yield decision
