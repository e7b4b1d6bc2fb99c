"""Enactment: recorded edits entered in the ledger, each under the hand that the file names, with grade `recorded`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter

from travaux.text.drafts import Draft, Hand
from travaux.text.tokens import PATTERN
from travaux.text.trace.graveyard import Graveyard
from travaux.text.trace.ledger import Deed, Ledger
from travaux.text.trace.passages import Loss
from travaux.text.trace.recorded import Record, record, standing_of
from travaux.text.trace.standings import Standing
from travaux.text.trace.tabled import Tabled
from travaux.text.trace.vocabulary import Vocabulary

Where = Callable[[int], tuple[int, int]]
"""For a token, the draft that last held it before the edits, and its offset in that draft's text."""


@dataclass(frozen=True, slots=True)
class Books:
    """What is written in when edits are entered."""

    ledger: Ledger
    vocabulary: Vocabulary
    graveyard: Graveyard
    tabled: Tabled


def enact(draft: Draft, before: Standing, where: Where, number: int, books: Books) -> Standing:
    """Enters the edits of a draft, the place `number` in the history, and returns what stands in it."""
    edits = record(draft)
    old = list(chain.from_iterable(before.lines))
    ids = [0] * len(edits.after)
    for one, other in edits.kept:
        ids[other] = old[one]
    for one, other, hand in edits.moved:
        ids[other] = old[one]
        books.ledger.turn([old[one]], "moved", _deed(number, hand))
    for loss, hand in _losses(edits, old, where):
        deed = _deed(number, hand)
        books.graveyard.settle(loss, books.graveyard.bury(loss, deed))
    for change in edits.put_in:
        words = [books.vocabulary[edits.after[place].text] for place in change.places]
        ids[change.places.start : change.places.stop] = _write(words, _deed(number, change.hand), books)
    _transient(edits, ids, number, books)
    return standing_of(draft, ids)


def _deed(number: int, hand: Hand) -> Deed:
    return Deed(number, hand.author, "recorded")


def _write(words: Sequence[int], deed: Deed, books: Books) -> range:
    books.vocabulary.written(words)
    ids = books.ledger.write(words, deed)
    books.ledger.level()
    books.tabled.enter(ids)
    return ids


def _losses(edits: Record, old: Sequence[int], where: Where) -> Iterator[tuple[Loss, Hand]]:
    """Yields the runs that were taken out, cut where the draft that last held them changes."""
    around = [0, *old, 0]
    for change in edits.taken_out:
        for draft, group in groupby(change.places, key=lambda place: where(old[place])[0]):
            places = list(group)
            first, last = places[0], places[-1]
            offsets = [where(old[place])[1] for place in places]
            yield Loss(draft, old[first : last + 1], offsets, around[first], around[last + 2]), change.hand


def _transient(edits: Record, ids: Sequence[int], number: int, books: Books) -> None:
    """Enters words that were put in by one and struck by another, so that they stand in neither text."""
    for edit in edits.transient:
        words = books.vocabulary.read(edit.words)
        if not words:
            continue
        dead = _write(words, _deed(number, edit.by), books)
        place = bisect_left(edits.after, edit.start, key=attrgetter("start"))
        left, right = ids[place - 1] if place else 0, ids[place] if place < len(ids) else 0
        loss = Loss(number, dead, [edit.start] * len(dead), left, right)
        books.graveyard.settle(loss, books.graveyard.bury(loss, _deed(number, edit.then or edit.by)))


def places_in(standing: Standing) -> dict[int, int]:
    """Returns the offset of every token of a draft in its text."""
    starts = (match.start() for match in PATTERN.finditer(standing.text))
    return dict(zip(chain.from_iterable(standing.lines), starts, strict=True))
