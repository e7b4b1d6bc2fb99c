"""Slots: the places where proposals would change the text on the table, each with its alternatives. Nothing is written.

A proposal for a clause is compared with the clause word by word. Where few words differ, each place is a slot of its
own; where most of the paragraph does, the slot is the clause. Proposals that would change the same words, or words
with nothing but a blank between them, share a slot, and so does what a bracket of the text itself ties together. The
heading of a clause stays as it is unless the proposal repeats it.

An alternative that several propose in the same words is one, with all of them behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from travaux.papers.basis import Basis
from travaux.papers.rolling.attributions import DEPOSITARY, Attribution
from travaux.papers.rolling.holdings import bearing
from travaux.papers.rolling.pending import Pending
from travaux.papers.wholesale import PARAGRAPH
from travaux.record.positions import Position
from travaux.record.shelf import Spot, Text
from travaux.record.terms import Index, PartyId
from travaux.record.wordings import words_of
from travaux.text.brackets import Bracketed
from travaux.text.clauses import Span
from travaux.text.drafts import Draft
from travaux.text.edits import blocks
from travaux.text.redline.frequent import COMMON
from travaux.text.tokens import tokens, words

_BEHIND_LABEL = " \t\n.:)–—-\u00a0\u202f"
_BEHIND_HEADING = " \t\n\u00a0\u202f"
_ATTACHED = tuple(",.;:)]’'%")


@dataclass(frozen=True, slots=True)
class Change:
    """Characters `start` to `end` of the text, and what a proposal puts in their place; `whole` says that it is all of
    a clause. `clause` is the number of the clause that the proposal is on."""

    start: int
    end: int
    words: str
    pending: Pending
    whole: bool
    clause: int


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


def body(text: Text, number: int) -> Span:
    """Returns where a clause's words stand: after its label and its heading, the clauses in it included."""
    clause, whole = text.clause(number), text.draft.text
    start, end = (0, len(whole)) if clause is None else clause.span
    end = start + len(whole[start:end].rstrip())
    if clause is None:
        return start + len(whole[start:end]) - len(whole[start:end].lstrip()), end
    begin = _past(whole, max(start, clause.label_span[1]), end, _BEHIND_LABEL)
    if clause.heading and whole.startswith(clause.heading, begin):
        behind = _past(whole, begin + len(clause.heading), end, _BEHIND_HEADING)
        begin = behind if behind < end else begin
    return begin, max(begin, end)


def _past(text: str, start: int, end: int, signs: str) -> int:
    while start < end and text[start] in signs:
        start += 1
    return start


def changes(basis: Basis, found: Sequence[Pending]) -> Iterator[Change]:
    """Yields the changes that open proposals to replace or delete would make."""
    for each in found:
        if each.fate == "open" and each.spot is not None and each.proposal.operation in ("replace", "delete"):
            yield from _changes(basis.text, each, each.spot.number)


def _changes(text: Text, pending: Pending, number: int) -> list[Change]:
    start, end = body(text, number)
    if pending.proposal.operation == "delete":
        return [Change(start, end, "", pending, True, number)]
    wanted = _unlabelled(text, number, "\n".join(pending.proposal.words))
    clause = text.clause(number)
    if clause is not None and clause.heading and wanted.startswith(clause.heading):
        start = text.draft.text.find(clause.heading, max(clause.span[0], clause.label_span[1]))
    if not wanted.strip():
        return [Change(start, end, "", pending, True, number)]
    old, new = tokens(text.draft.text, start, end), tokens(wanted)
    same = blocks([one.text for one in old], [one.text for one in new], COMMON)
    kept = sum(len(old[at].text) for run in same for at in range(run.a, run.a + run.size))
    length = sum(len(one.text) for one in (*old, *new))
    if not length or 1 - 2 * kept / length > PARAGRAPH:
        return [Change(start, end, wanted, pending, True, number)]
    return [
        Change(*_place(text.draft.text, old, a, a_to, start), _said(wanted, new, b, b_to), pending, False, number)
        for a, a_to, b, b_to in _gaps([(run.a, run.b, run.size) for run in same], len(old), len(new))
    ]


def _unlabelled(text: Text, number: int, wanted: str) -> str:
    """Returns proposed words without the clause's own label, where they begin with it."""
    clause = text.clause(number)
    printed = "" if clause is None else clause.label.strip()
    return wanted[len(printed) :].strip() if printed and wanted.startswith(printed) else wanted.strip()


def _gaps(same: Sequence[tuple[int, int, int]], a_end: int, b_end: int) -> Iterator[tuple[int, int, int, int]]:
    a = b = 0
    for a_from, b_from, size in (*same, (a_end, b_end, 0)):
        if a < a_from or b < b_from:
            yield a, a_from, b, b_from
        a, b = a_from + size, b_from + size


def _place(text: str, old: Sequence[tuple[str, int, int]], a: int, a_to: int, start: int) -> Span:
    """Returns the characters of a run of tokens; of an empty one, where the token before it ends."""
    if a < a_to:
        return old[a][1], old[a_to - 1][2]
    at = old[a - 1][2] if a else start
    return at, at


def _said(text: str, new: Sequence[tuple[str, int, int]], b: int, b_to: int) -> str:
    return text[new[b][1] : new[b_to - 1][2]] if b < b_to else ""


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


def _merged(
    text: str, spans: list[Span], groups: list[list[Change]]
) -> tuple[list[Span], list[list[Change]]]:  # fmt: skip
    order = sorted(range(len(spans)), key=lambda at: spans[at])
    made: list[Span] = []
    held: list[list[Change]] = []
    for at in order:
        start, end = spans[at]
        if made and not text[made[-1][1] : max(start, made[-1][1])].strip(" \t\u00a0\u202f"):
            made[-1] = made[-1][0], max(made[-1][1], end)
            held[-1] = held[-1] + groups[at]
        else:
            made.append((start, end))
            held.append(groups[at])
    return made, held


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
        words_ = applied(text, span, changed)
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


def applied(text: str, span: Span, group: Sequence[Change]) -> str:
    """Returns the words of a span with the changes of one proposal made in it."""
    pieces, at = [], span[0]
    for change in sorted(group, key=lambda one: one.start):
        pieces += [text[at : change.start], spaced(text, change)]
        at = change.end
    told = "".join((*pieces, text[at : span[1]]))
    return told if span[0] < span[1] and told.strip() == "" and text[slice(*span)].strip() == "" else told.strip()


def spaced(text: str, change: Change) -> str:
    """Returns the words of a change with the blank that keeps them apart from the words before them."""
    if change.start < change.end or not change.words or change.words.startswith(_ATTACHED):
        return change.words
    before = text[change.start - 1 : change.start]
    return change.words if not before or before.isspace() or before in "([“‘" else f" {change.words}"


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
