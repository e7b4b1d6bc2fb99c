"""Slots: the places where proposals would change the text on the table, each with its alternatives. Nothing is written.

Proposals that would change the same words, or words with nothing but a blank between them, share a slot, and so does
what a bracket of the text itself ties together.

An alternative that several propose in the same words is one, with all of them behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from travaux.papers.basis import Basis
from travaux.papers.rolling.attributions import DEPOSITARY, Attribution
from travaux.papers.rolling.changes import Change, body
from travaux.papers.rolling.holdings import bearing
from travaux.papers.rolling.pending import Pending
from travaux.record.positions import Position
from travaux.record.shelf import Spot
from travaux.record.terms import Index, PartyId
from travaux.record.wordings import words_of
from travaux.text.brackets import Bracketed
from travaux.text.clauses import Span
from travaux.text.drafts import Draft
from travaux.text.tokens import words

_BEHIND_LABEL = " \t\n.:)–—-\u00a0\u202f"
_BEHIND_HEADING = " \t\n\u00a0\u202f"
_ATTACHED = tuple(",.;:)]’'%")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Words that may stand in a slot, none where nothing would; who is behind them; the entries that propose them."""

    words: str
    behind: Attribution
    entries: tuple[Index, ...] = ()
    party: PartyId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place with alternatives, the text as it stands first. `whole` says that they are wordings of a whole clause."""

    start: int
    end: int
    clause: int
    whole: bool
    stands: Alternative
    others: tuple[Alternative, ...]

    @property
    def entries(self) -> tuple[Index, ...]:
        """The proposals in it."""
        return tuple(dict.fromkeys(entry for each in self.others for entry in each.entries))


def slots(
    basis: Basis, found: Sequence[Change], read: Bracketed, names: Mapping[PartyId, str], fenced: Mapping[int, Span]
) -> list[Slot]:  # fmt: skip
    """Returns the slots of the changes, in order and apart; `fenced` are the clauses with a bracket round them."""
    groups = [[each] for each in sorted(found, key=lambda one: (one.start, one.end, one.pending.proposal.entry))]
    spans = [(group[0].start, group[0].end) for group in groups]
    ties = tied(read)
    while True:
        spans = [widened(span, ties, tuple(fenced.values())) for span in spans]
        merged = _merged(basis.text.draft.text, spans, groups)
        if merged == (spans, groups):
            break
        spans, groups = merged
    spans = [trimmed(basis.text.draft.text, span) for span in spans]
    return [_slot(basis, span, group, names, fenced) for span, group in zip(spans, groups, strict=True)]


def tied(read: Bracketed) -> list[Span]:
    """Returns what brackets of the text tie together: pairs, runs of alternatives, notes, options."""
    return [(part.start, part.end) for part in read.walk()]


def widened(span: Span, ties: Sequence[Span], fences: Sequence[Span]) -> Span:
    """Returns a span so widened that it cuts no bracket in two, and touches none of the text's own from outside."""
    start, end = span
    while True:
        before = start, end
        for one, other in ties:
            apart = other < start or end < one
            if not apart and not (one < start and end < other) and not (start <= one and other <= end):
                start, end = min(start, one), max(end, other)
        for one, other in fences:
            if one < start < other < end or start < one < end < other:
                start, end = min(start, one), max(end, other)
        if before == (start, end):
            return before


def trimmed(text: str, span: Span) -> Span:
    """Returns a span without the blanks at its ends; one that holds nothing stays as it is."""
    start, end = span
    words = text[start:end]
    if not words.strip():
        return span
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _merged(
    text: str, spans: list[Span], groups: list[list[Change]]
) -> tuple[list[Span], list[list[Change]]]:  # fmt: skip
    order = sorted(range(len(spans)), key=lambda at: spans[at])
    made: list[Span] = []
    held: list[list[Change]] = []
    for at in order:
        start, end = spans[at]
        between = text[made[-1][1] : max(start, made[-1][1])] if made else "-"
        if not between.strip(" \t\u00a0\u202f") or (not between.strip() and _shared(held[-1], groups[at])):
            made[-1] = made[-1][0], max(made[-1][1], end)
            held[-1] = held[-1] + groups[at]
        else:
            made.append((start, end))
            held.append(groups[at])
    return made, held


def _shared(one: Sequence[Change], other: Sequence[Change]) -> bool:
    """Whether a proposal has changes in both groups."""
    entries = {change.pending.proposal.entry for change in one}
    return any(change.pending.proposal.entry in entries for change in other)


def _slot(
    basis: Basis, span: Span, group: Sequence[Change], names: Mapping[PartyId, str], fenced: Mapping[int, Span]
) -> Slot:  # fmt: skip
    text = basis.text.draft.text
    stands = text[slice(*span)]
    by_proposal: dict[Index, list[Change]] = {}
    for change in group:
        by_proposal.setdefault(change.pending.proposal.entry, []).append(change)
    others: dict[str, Alternative] = {}
    for entry in sorted(by_proposal):
        changed = by_proposal[entry]
        held = changed[0].comparison
        words_ = held.outright(span) if any(change.whole for change in changed) else held.words(span)
        new = Alternative(
            words_, behind(basis, changed[0].pending, names), (entry,), changed[0].pending.proposal.party
        )  # fmt: skip
        others[words_] = joined(others[words_], new) if words_ in others else new
    others.pop(stands, None)
    clause = min((change.clause for change in group), key=lambda number: len(basis.text.around(number)))
    whole = any(change.whole for change in group) and span[0] <= body(basis.text, clause)[0]
    shown = fenced.keys() & {clause, *basis.text.around(clause)}
    base = Alternative(stands, Attribution() if shown else of_the_text(basis, Spot(basis.table.digest, clause), names))
    return Slot(
        start=span[0], end=span[1], clause=clause, whole=whole, stands=base, others=tuple(others.values())
    )  # fmt: skip


def joined(one: Alternative, other: Alternative) -> Alternative:
    """Returns an alternative that two proposals have in the same words."""
    return replace(one, behind=one.behind.joined(other.behind), entries=(*one.entries, *other.entries))


def behind(basis: Basis, pending: Pending, names: Mapping[PartyId, str]) -> Attribution:
    """Returns who is behind a proposal: who proposes it, its sponsors, and whoever took a position on its words."""
    act = pending.proposal
    proposers = [names.get(act.party, DEPOSITARY) if act.party else DEPOSITARY]
    proposers += [names[one] for one in act.on_behalf_of if one in names]
    asked = _digests(act.words) if act.operation != "delete" else set()
    last: dict[PartyId, Position] = {}
    for each in basis.positions.all:
        on_it = each.wording.draft == act.wording.draft and each.wording.words in asked and each.entry > act.entry
        if on_it and each.through is None and each.status in ("current", "carried", "unknown"):
            last[each.party] = each
    found = Attribution(
        tuple(dict.fromkeys(proposers)),
        tuple(dict.fromkeys([
            *(names[one] for one in act.sponsors if one in names),
            *(names[one] for one, each in last.items() if each.stance == "accept" and one in names),
        ])),
        tuple(names[one] for one, each in last.items() if each.stance == "object" and one in names),
    )  # fmt: skip
    return Attribution().joined(found)


def _digests(lines: Sequence[str]) -> set[str]:
    proposed = "\n".join(lines)
    spoken = (words(proposed), words_of(Draft(proposed), None))
    return {sha256(" ".join(each).encode("utf-8", "surrogatepass")).hexdigest() for each in spoken}


def of_the_text(basis: Basis, spot: Spot, names: Mapping[PartyId, str]) -> Attribution:
    """Returns who supports and who opposes the text as it stands, by their positions in force."""
    held = bearing(basis, spot)
    return Attribution(
        (),
        tuple(names[each.party] for each in held if each.stance == "accept" and each.party in names),
        tuple(names[each.party] for each in held if each.stance == "object" and each.party in names),
    )
