"""Attribution: who stands behind the changes between two drafts, character by character. Nobody is a name here too.

What was put in is attributed by the origin of the words in the later draft, what was struck by who took the words out.
Both are handed over as stretches: a stretch begins where its first word does, and goes on to the next.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from travaux.papers.writers import NOBODY as NOBODY_ON_RECORD
from travaux.text.clauses import Span
from travaux.text.drafts import Draft, Hand
from travaux.text.history import Version
from travaux.text.origins import Trace
from travaux.text.redline import pieces_between

NOBODY = Hand(NOBODY_ON_RECORD)
"""The author of a change that nobody is known to have made."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """Whose the characters of a text are: stretches in order, each with its hand; `default` is that of the rest.

    White space and signs between or beside two stretches go with one of them; words in no stretch never do.
    """

    default: Hand = NOBODY
    text: str = ""
    spans: Sequence[tuple[int, int, Hand]] = ()

    def cut(self, start: int, end: int) -> list[tuple[int, int, Hand]]:
        """Returns the characters from one offset to another in stretches of one hand."""
        found: list[tuple[int, int, Hand]] = []
        at = start
        for number in range(self._first(start), len(self.spans)):
            begins, ends, hand = self.spans[number]
            if begins >= end:
                break
            if at < begins and self._says(at, begins):
                self._add(found, at, begins, self.default)
            elif found:
                # White space and signs go with the stretch before them, at the beginning with the first.
                self._add(found, at, begins, found[-1][2])
            else:
                begins = at
            self._add(found, max(at, begins), min(ends, end), hand)
            at = min(max(at, ends), end)
        if at < end:
            self._add(found, at, end, found[-1][2] if found and not self._says(at, end) else self.default)
        return found

    def _first(self, start: int) -> int:
        place = bisect_right(self.spans, start, key=lambda span: span[0]) - 1
        return place if place >= 0 and self.spans[place][1] > start else place + 1

    @staticmethod
    def _add(found: list[tuple[int, int, Hand]], start: int, end: int, hand: Hand) -> None:
        if start >= end:
            return
        if found and found[-1][2] == hand:
            start = found.pop()[0]
        found.append((start, end, hand))

    def _says(self, start: int, end: int) -> bool:
        return any(map(str.isalnum, self.text[start:end]))


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose the words put in are, by their offsets in the later draft, and whose it was to strike others, by theirs in
    the earlier. `default` stands behind what has no words: a number, a footnote. `told` are sentences about grades."""

    put_in: Stretches
    struck: Stretches
    default: Hand = NOBODY
    told: tuple[str, ...] = ()


def by_one(hand: Hand) -> Attribution:
    """Returns an attribution of everything to one."""
    return Attribution(Stretches(hand), Stretches(hand), hand)


def by_trace(trace: Trace, versions: Sequence[Version], earlier: int) -> Attribution:
    """Returns whose the changes between two drafts of a history are: the one whose place in it is `earlier`, and the
    last. `versions` are those that were traced, with their drafts; dates are theirs."""
    before = versions[earlier].draft

    def hand(version: int, author: str | None) -> Hand:
        found = versions[version] if 0 <= version < len(versions) else None
        who = author or (found.author if found else None)
        return Hand(who, found.at if found else None) if who else NOBODY

    put_in = []
    for token in trace.tokens:
        origin = token.origin
        again = origin.since is not None and origin.draft <= earlier
        version, author = (origin.since, origin.by) if again else (origin.draft, origin.author)
        put_in.append((token.start, token.end, hand(version if version is not None else -1, author)))
    backs: dict[int, Back] = {}
    gone: list[tuple[int, int, Hand]] = []
    for lost in trace.deleted:
        if lost.removed_in <= earlier or lost.last < earlier or lost.last >= len(versions):
            continue
        if lost.last not in backs:
            backs[lost.last] = Back(before, versions[lost.last].draft)
        by = hand(lost.removed_in, lost.removed_by)
        gone += [(*span, by) for span in backs[lost.last].spans(lost.place, lost.place + len(lost.text))]
    return Attribution(Stretches(NOBODY, trace.draft.text, put_in), Stretches(NOBODY, before.text, apart(gone)))


def apart(found: Iterable[tuple[int, int, Hand]]) -> list[tuple[int, int, Hand]]:
    """Returns stretches in order; of two that claim the same characters the first counts."""
    kept: list[tuple[int, int, Hand]] = []
    for start, end, hand in sorted(found, key=lambda span: span[:2]):
        begins = max(start, kept[-1][1] if kept else 0)
        if begins < end:
            kept.append((begins, end, hand))
    return kept


class Back:
    """Where words that stand in some draft stand in the earlier one."""

    def __init__(self, earlier: Draft, text: Draft) -> None:
        if text.text == earlier.text:
            self._equal = [(0, len(text.text), 0)]
            return
        pieces = sorted(pieces_between(earlier, text), key=lambda piece: piece.later)
        self._equal = [(*piece.later, piece.earlier[0]) for piece in pieces if piece.kind == "equal"]

    def spans(self, start: int, end: int) -> Iterator[Span]:
        """Yields the spans in the earlier draft of what stands from one offset to another."""
        place = max(bisect_right(self._equal, start, key=lambda span: span[0]) - 1, 0)
        for begins, ends, was in self._equal[place:]:
            if begins >= end:
                break
            if max(start, begins) < min(end, ends):
                yield was + max(start, begins) - begins, was + min(end, ends) - begins
