"""Changes: where a proposal for a clause differs from the clause, word by word. Nothing here knows other proposals.

Where few words differ, each place is a change of its own; where more than 60 per cent of both wordings do, or a line is
broken or joined, the change is the whole clause. The heading of a clause stays as it is unless the proposal repeats it,
and so does its label.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from travaux.papers.basis import Basis
from travaux.papers.rolling.pending import Pending
from travaux.papers.wholesale import PARAGRAPH
from travaux.record.shelf import Text
from travaux.text.clauses import Span
from travaux.text.edits import blocks
from travaux.text.redline.frequent import COMMON
from travaux.text.tokens import Token, tokens

_BEHIND_LABEL = " \t\n.:)–—-\u00a0\u202f"
_BEHIND_HEADING = " \t\n\u00a0\u202f"


@dataclass(frozen=True)
class Comparison:
    """Characters `start` to `end` of a text, a clause's words, held against the words `wanted` in their place."""

    text: str
    start: int
    end: int
    wanted: str

    @cached_property
    def old(self) -> list[Token]:
        """The tokens of the clause, by their places in the text."""
        return tokens(self.text, self.start, self.end)

    @cached_property
    def new(self) -> list[Token]:
        """The tokens of the words proposed."""
        return tokens(self.wanted)

    @cached_property
    def partner(self) -> dict[int, int]:
        """Which token proposed is which of the clause."""
        found = blocks([one.text for one in self.old], [one.text for one in self.new], COMMON)
        return {run.a + step: run.b + step for run in found for step in range(run.size)}

    @property
    def share(self) -> float:
        """The share of the letters of both wordings that the other has not."""
        kept = sum(len(self.old[at].text) for at in self.partner)
        length = sum(len(one.text) for one in (*self.old, *self.new))
        return 1 - 2 * kept / length if length else 1.0

    def places(self) -> Iterator[Span]:
        """Yields the characters of the text that differ; where words are only put in, none, behind the token before."""
        at = came = 0
        for one, other in (*self.partner.items(), (len(self.old), len(self.new))):
            if at < one:
                yield self.old[at].start, self.old[one - 1].end
            elif came < other:
                where = self.old[at - 1].end if at else self.start
                yield where, where
            at, came = one + 1, other + 1

    def words(self, span: Span) -> str:
        """Returns what the proposal has in place of a span that begins and ends where nothing differs."""
        before = self.text[span[0] : max(span[0], self.start)]
        after = self.text[min(span[1], self.end) : span[1]]
        first = bisect_left(self.old, True, key=lambda one: one.end > span[0])
        last = bisect_left(self.old, True, key=lambda one: one.start >= span[1])
        begin = self.partner[first - 1] + 1 if first - 1 in self.partner else 0
        end = self.partner[last] if last in self.partner else len(self.new)
        said = self.wanted[self.new[begin].start : self.new[end - 1].end] if begin < end else ""
        told = f"{before}{said}{after}".strip()
        return self._apart(told, span, begin, end) if told and told == said else told

    def _apart(self, said: str, span: Span, begin: int, end: int) -> str:
        """Returns words with the blanks that the proposal has around them and the text has not."""
        if span[0] == span[1]:
            return said
        ahead = begin > 0 and self.wanted[self.new[begin].start - 1].isspace()
        behind = end < len(self.new) and self.wanted[self.new[end].start - 1].isspace()
        lead = " " if ahead and not self.text[max(0, span[0] - 1) : span[0]].isspace() else ""
        trail = " " if behind and not self.text[span[1] : span[1] + 1].isspace() else ""
        return f"{lead}{said}{trail}"

    def outright(self, span: Span) -> str:
        """Returns a span with the whole of the proposed words in place of the clause’s."""
        before = self.text[span[0] : max(span[0], self.start)]
        return f"{before}{self.wanted}{self.text[min(span[1], self.end) : span[1]]}".strip()


@dataclass(frozen=True, slots=True)
class Change:
    """Characters `start` to `end` of the text that a proposal would change; `whole` says that it is all of a clause.

    `clause` is the number of the clause that the proposal is on.
    """

    start: int
    end: int
    comparison: Comparison
    pending: Pending
    whole: bool
    clause: int


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
    wanted = "" if pending.proposal.operation == "delete" else "\n".join(pending.proposal.words).strip()
    wanted = _unlabelled(text, number, wanted)
    clause = text.clause(number)
    if clause is not None and clause.heading and wanted.startswith(clause.heading):
        start = text.draft.text.find(clause.heading, max(clause.span[0], clause.label_span[1]))
    held = Comparison(text.draft.text, start, end, wanted)
    places = list(held.places())
    broken = any("\n" in held.text[slice(*place)] or "\n" in held.words(place) for place in places)
    if not wanted or broken or held.share > PARAGRAPH:
        return [whole(Change(start, end, held, pending, True, number))]
    return [Change(*place, held, pending, False, number) for place in places]


def _unlabelled(text: Text, number: int, wanted: str) -> str:
    """Returns proposed words without the clause's own label, where they begin with it."""
    clause = text.clause(number)
    printed = "" if clause is None else clause.label.strip()
    return wanted[len(printed) :].strip() if printed and wanted.startswith(printed) else wanted


def whole(change: Change) -> Change:
    """Returns a change as one of the whole clause."""
    held = change.comparison
    return Change(held.start, held.end, held, change.pending, True, change.clause)
