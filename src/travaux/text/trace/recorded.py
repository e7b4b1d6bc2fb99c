"""Recorded edits: from the text with no change made to the text with all of them, exactly as the file tells it.

- A word that no edit touches keeps its token.
- A word wholly inside one insertion was put in by its hand; a word wholly inside one deletion was taken out by its.
- **A word that an edit cuts belongs to the edit**: the old word is taken out and the new word put in by the hand whose
  edits touch most of its characters, the first such hand among equals. "communicat[ion]" made "communicat[es]" is one
  word out and one word in, and not half a word kept.
- Words in the two halves of a move that are the same words in the same order keep their tokens.
- Words put in by one and struck by another stand in neither text: they are entered as put in, then as taken out.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from travaux.text.drafts import Draft, Edit, Hand
from travaux.text.edits import blocks
from travaux.text.tokens import PATTERN, Token, tokens
from travaux.text.trace.standings import Line, Standing

_START, _END = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True, slots=True)
class Change:
    """What a hand did to a run of words: `places` are numbers of tokens in the text (put in) or before (taken out)."""

    hand: Hand
    places: range


@dataclass(frozen=True, slots=True)
class Record:
    """What the edits of a draft do to the tokens of `before`.

    `kept` pairs numbers of tokens in `before` and in the text; so does `moved`, with the hand that moved them.
    """

    before: list[Token]
    after: list[Token]
    kept: list[tuple[int, int]]
    moved: list[tuple[int, int, Hand]]
    put_in: list[Change]
    taken_out: list[Change]
    transient: list[Edit]


def record(draft: Draft) -> Record:
    """Returns what the edits of a draft do to tokens; raises ValueError where they do not lead from `before` to it."""
    before = draft.before or ""
    marked = _Marked(before, draft.text, draft.edits)
    old, new = tokens(before), tokens(draft.text)
    kept = list(_kept(old, new, marked))
    moved = list(_moved(old, new, draft.edits, marked))
    out = sorted(set(range(len(old))) - {one for one, _ in kept} - {one for one, *_ in moved})
    put = sorted(set(range(len(new))) - {one for _, one in kept} - {one for _, one, _ in moved})
    taken_out = _changes(out, [marked.taker(old[place], old, new) for place in out])
    put_in = _changes(put, [marked.writer(new[place], old) for place in put])
    return Record(old, new, kept, moved, put_in, taken_out, [edit for edit in draft.edits if edit.kind == "transient"])


def lines_of(text: str, ids: Sequence[int]) -> list[Line]:
    """Returns the tokens of a text line by line."""
    found, start = [], 0
    for line in text.split("\n"):
        end = start + len(PATTERN.findall(line))
        found.append(tuple(ids[start:end]))
        start = end
    return found


class _Marked:
    """For every character of the two texts, the edit that touches it or none, and where the kept ones went."""

    def __init__(self, before: str, text: str, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self.old = _owners(len(before), edits, "delete")
        self.new = _owners(len(text), edits, "insert")
        kept_old = [place for place, owner in enumerate(self.old) if owner < 0]
        kept_new = [place for place, owner in enumerate(self.new) if owner < 0]
        if [before[place] for place in kept_old] != [text[place] for place in kept_new]:
            raise ValueError("the recorded edits of a draft do not lead from its text before them to its text")
        self.later = array("l", [-1]) * (len(before) + 1)
        self.earlier = array("l", [-1]) * (len(text) + 1)
        for one, other in zip(kept_old, kept_new, strict=True):
            self.later[one], self.earlier[other] = other, one

    def taker(self, token: Token, old: Sequence[Token], new: Sequence[Token]) -> Hand:
        """Returns who took out a word of `before`; one that no edit touches was joined to another by who wrote that."""
        owners = [*self.old[token.start : token.end], *self._inside(token)]
        if max(owners) >= 0:
            return self._hand(owners)
        return self.writer(new[bisect_right(new, self.later[token.start], key=_END)], old)

    def writer(self, token: Token, old: Sequence[Token]) -> Hand:
        """Returns who put in a word of the text; a word without a character of theirs was cut out of an older word."""
        own = list(self.new[token.start : token.end])
        if max(own) >= 0:
            return self._hand(own)
        first, last = self.earlier[token.start], self.earlier[token.end - 1]
        cut = old[bisect_right(old, first, key=_END) : bisect_right(old, last, key=_START)]
        owners = [owner for one in cut for owner in [*self.old[one.start : one.end], *self._inside(one)]]
        # Words that only lost what stood between them were joined by who took it out.
        return self._hand(owners if max(owners) >= 0 else self.old[cut[0].start : cut[-1].end])

    def _inside(self, token: Token) -> Iterator[int]:
        """Yields the owners of characters put in between the kept characters of a word of `before`, or next to them."""
        places = [self.later[place] for place in range(token.start, token.end) if self.later[place] >= 0]
        return iter(self.new[max(places[0] - 1, 0) : places[-1] + 2] if places else ())

    def _hand(self, owners: Sequence[int]) -> Hand:
        counted = Counter(owner for owner in owners if owner >= 0)
        return self.edits[min(counted, key=lambda owner: (-counted[owner], owner))].by


def _owners(size: int, edits: Sequence[Edit], kind: str) -> array[int]:
    owners = array("l", [-1]) * size
    for number, edit in enumerate(edits):
        if edit.kind == kind:
            owners[edit.start : edit.end] = array("l", [number]) * (edit.end - edit.start)
    return owners


def _kept(old: Sequence[Token], new: Sequence[Token], marked: _Marked) -> Iterator[tuple[int, int]]:
    """Yields the words that no edit touches: their numbers in `before` and in the text."""
    starts = {token.start: number for number, token in enumerate(new)}
    for number, token in enumerate(old):
        start = marked.later[token.start]
        there = starts.get(start, -1)
        if start >= 0 and there >= 0 and new[there].text == token.text:
            untouched = max(marked.old[token.start : token.end]) < 0 and max(marked.new[start : new[there].end]) < 0
            if untouched:
                yield number, there


def _moved(
    old: Sequence[Token], new: Sequence[Token], edits: Sequence[Edit], marked: _Marked
) -> Iterator[tuple[int, int, Hand]]:
    """Yields the words that stand in both halves of a move."""
    names = dict.fromkeys(edit.move for edit in edits if edit.move)
    for name in names:
        of_name = {number for number, edit in enumerate(edits) if edit.move == name}
        left = [n for n, token in enumerate(old) if of_name.issuperset(marked.old[token.start : token.end])]
        right = [n for n, token in enumerate(new) if of_name.issuperset(marked.new[token.start : token.end])]
        for run in blocks([old[n].text for n in left], [new[n].text for n in right]):
            for step in range(run.size):
                there = right[run.b + step]
                yield left[run.a + step], there, edits[marked.new[new[there].start]].by


def _changes(places: Sequence[int], hands: Sequence[Hand]) -> list[Change]:
    """Returns neighbouring words of one hand as one change."""
    found = []
    numbered = enumerate(zip(places, hands, strict=True))
    for (_, hand), group in groupby(numbered, key=lambda one: (one[1][0] - one[0], one[1][1])):
        run = [place for _, (place, _) in group]
        found.append(Change(hand, range(run[0], run[-1] + 1)))
    return found


def standing_of(draft: Draft, ids: Sequence[int]) -> Standing:
    """Returns the standing of a draft with these tokens."""
    return Standing(draft.text, lines_of(draft.text, ids))
