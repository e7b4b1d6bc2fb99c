"""Tracing: the state of a trace while drafts are read one after another, and the order of the rule's steps."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import chain

from travaux.text.drafts import Draft
from travaux.text.history import Version
from travaux.text.tokens import PATTERN
from travaux.text.trace.ancestry import Ancestry
from travaux.text.trace.comparison import Comparison, Parent, compare
from travaux.text.trace.enactment import Books, Where, enact, places_in
from travaux.text.trace.graveyard import Graveyard
from travaux.text.trace.ledger import Deed, Ledger
from travaux.text.trace.merges import merge
from travaux.text.trace.moves import Search
from travaux.text.trace.passages import Hole, Loss, Passage
from travaux.text.trace.pending import fresh
from travaux.text.trace.recasing import recase
from travaux.text.trace.standings import Seam, Standing, Standings
from travaux.text.trace.tabled import Tabled
from travaux.text.trace.vocabulary import Vocabulary

_NOTHING = Standing("", [()])
_ALIKE = 8
"""How many earlier drafts that look like the new one are tried, the last first."""


class Tracing:
    """Everything known of the drafts read so far."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.ledger = Ledger()
        self.standings = Standings()
        self.ancestry = Ancestry()
        self.graveyard = Graveyard(self.ledger)
        self.tabled = Tabled(self.ledger, self.vocabulary)
        self._alike: dict[tuple[int, str], deque[int]] = {}
        self._marked = -1
        self._seams: list[Seam] | None = None
        self._shown: dict[int, Draft] = {}

    def read(self, number: int, version: Version) -> None:
        """Reads the next draft of the history."""
        self.ancestry.add(number, version.parents)
        parents = [Parent(place, self.standings.of(place)) for place in version.parents]
        deed = Deed(number, version.author)
        draft = self._fresh(number, version)
        self._seams = None
        if draft.before is not None and draft.edits:
            before = self.stand(draft.before, parents, deed)
            self._seams = None
            books = Books(self.ledger, self.vocabulary, self.graveyard, self.tabled)
            standing = enact(draft, before, _where(before, parents, number), number, books)
        else:
            standing = self.stand(draft.text, parents, deed)
        self.standings.add(number, standing, version.parents, self._seams)
        self._alike.setdefault(_sample(standing.text), deque(maxlen=_ALIKE)).append(number)
        self._marked = number

    def _fresh(self, number: int, version: Version) -> Draft:
        """Returns the draft without the changes that a parent showed already; they were entered with the parent."""
        draft = version.draft
        if draft.before is not None and draft.edits:
            self._shown[number] = draft
            for place in version.parents:
                draft = fresh(draft, self._shown[place]) if place in self._shown else draft
        return draft

    def stand(self, text: str, parents: Sequence[Parent], deed: Deed) -> Standing:
        """Returns what stands in a text made from its parents by comparison, and enters what was done."""
        for parent in parents:
            if parent.standing.text == text and len(parents) == 1:
                return self._unchanged(parent)
        earlier = self._earlier(text)
        if earlier is not None:
            return self._revert(parents, earlier, deed)
        found = self._from_several(text, parents) if len(parents) > 1 else self._from_one(text, parents, deed)
        graves = [self.graveyard.bury(loss, deed) for loss in found.losses]
        self._search(found.passages, deed)
        for loss, grave in zip(found.losses, graves, strict=True):
            self.graveyard.settle(loss, grave)
        recase(found.passages, found.losses, deed, self.vocabulary, self.ledger)
        self._write(found.passages, deed)
        return Standing(text, found.assembled())

    def _unchanged(self, parent: Parent) -> Standing:
        if parent.draft != self._marked:
            self.ledger.only(parent.standing.lines)
        self._seams = []
        return parent.standing

    def _earlier(self, text: str) -> Standing | None:
        """Returns the standing of the last earlier draft with the same text."""
        for number in reversed(self._alike.get(_sample(text), ())):
            standing = self.standings.of(number)
            if standing.text == text:
                return standing
        return None

    def _from_one(self, text: str, parents: Sequence[Parent], deed: Deed) -> Comparison:
        parent = parents[0] if parents else Parent(deed.draft, _NOTHING)
        if parent.draft != self._marked:
            self.ledger.only(parent.standing.lines)
        found = compare(parent, text, self.vocabulary, self.ledger)
        self._seams = found.seams if parents else None
        return found

    def _from_several(self, text: str, parents: Sequence[Parent]) -> Comparison:
        comparisons = [compare(parent, text, self.vocabulary, self.ledger) for parent in parents]
        found, pairs = merge(comparisons, text, self.ledger)
        for one, other in pairs:
            self._both(one, other)
        self.ledger.only(found.lines)
        return found

    def _both(self, one: int, other: int) -> None:
        """Enters that two tokens are the same word, if neither draft descends from the other."""
        drafts = self.ledger.born[one] - 1, self.ledger.born[other] - 1
        if not self.ancestry.related(*drafts):
            self.ledger.tabled_too(one, drafts[1])
            self.ledger.tabled_too(other, drafts[0])

    def _search(self, passages: Sequence[Passage], deed: Deed) -> None:
        """Fills holes with what was moved here or restored."""
        for run in Search(deed.draft, self.graveyard, self.ledger, self.vocabulary).take(passages):
            self._returned(run.ids, deed, run.margin)
        for passage in passages:
            for hole in passage.holes():
                words = passage.words[hole.start : hole.end]
                ids = self.graveyard.between(passage.before(hole.start), passage.after(hole.end), words)
                if ids and not any(self.ledger.alive[token] for token in ids):
                    passage.fill(hole.start, ids, self.ledger)
                    self._returned(ids, deed, 100)

    def _returned(self, ids: Sequence[int], deed: Deed, margin: int) -> None:
        moved = [token for token in ids if self.ledger.removed_in[token] == deed.draft + 1]
        self.ledger.turn(moved, "moved", deed, margin)
        if len(moved) < len(ids):
            gone = set(moved)
            self.ledger.turn([token for token in ids if token not in gone], "restored", deed, margin)

    def _write(self, passages: Sequence[Passage], deed: Deed) -> None:
        """Enters what is left as new."""
        written = [self._new(passage, hole, deed) for passage in passages for hole in passage.holes()]
        self.ledger.level()
        for ids in written:
            self.tabled.enter(ids)

    def _new(self, passage: Passage, hole: Hole, deed: Deed) -> range:
        words = passage.words[hole.start : hole.end]
        ledger = self.ledger
        copied = list(self.tabled.like(words, ledger.alive.__getitem__))
        self.vocabulary.written(words)
        ids = ledger.write(words, deed)
        passage.ids[hole.start : hole.end] = ids
        for like in copied:
            ledger.copy(ids[like.start : like.start + len(like.ids)], like.ids)
        if self.ancestry.branched:
            for like in self.tabled.like(words, lambda token: not ledger.alive[token] and self._stranger(token, deed)):
                for one, other in zip(ids[like.start :], like.ids, strict=False):
                    self._both(one, other)
        return ids

    def _stranger(self, token: int, deed: Deed) -> bool:
        return not self.ancestry.related(self.ledger.born[token] - 1, deed.draft)

    def _revert(self, parents: Sequence[Parent], earlier: Standing, deed: Deed) -> Standing:
        """Takes the tokens of an earlier draft with the same text, buries the rest, restores what was dead.

        What was taken out already on the way to one of several parents is not taken out again.
        """
        here = set(chain.from_iterable(earlier.lines))
        held = Counter(chain.from_iterable(chain.from_iterable(parent.standing.lines for parent in parents)))
        there = set(held)
        gone = {token for token in there - here if held[token] == len(parents) or not self.ledger.removed_in[token]}
        for parent in parents:
            for loss in _absent(parent, gone):
                gone.difference_update(loss.ids)
                self.graveyard.settle(loss, self.graveyard.bury(loss, deed))
        self.ledger.turn(sorted(here - there), "restored", deed)
        self.ledger.only(earlier.lines)
        return earlier


def _sample(text: str) -> tuple[int, str]:
    """Returns what two equal texts have in common, and few others: their length and a letter here and there."""
    return len(text), text[::997]


def _where(before: Standing, parents: Sequence[Parent], number: int) -> Where:
    """Returns where tokens of `before` last stood: in a parent, or only in this draft's text before its edits."""
    here = places_in(before)
    there = [(parent.draft, places_in(parent.standing)) for parent in parents]

    def where(token: int) -> tuple[int, int]:
        return next(((draft, places[token]) for draft, places in there if token in places), (number, here[token]))

    return where


def _absent(parent: Parent, gone: set[int]) -> Iterator[Loss]:
    """Yields the runs of a parent's tokens that are `gone`."""
    at = left = 0
    ids: list[int] = []
    places: list[int] = []
    for text, line in zip(parent.standing.text.split("\n"), parent.standing.lines, strict=True):
        if not ids and gone.isdisjoint(line):
            left = line[-1] if line else left
        else:
            for token, match in zip(line, PATTERN.finditer(text), strict=True):
                if token in gone:
                    ids.append(token)
                    places.append(at + match.start())
                    continue
                if ids:
                    yield Loss(parent.draft, ids, places, left, token)
                    ids, places = [], []
                left = token
        at += len(text) + 1
    if ids:
        yield Loss(parent.draft, ids, places, left, 0)
