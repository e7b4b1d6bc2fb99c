"""The account: what a ledger says of the last draft's tokens and of every other, as values that last."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import overload

from travaux.text.origins import DeletedToken, Origin, TracedToken
from travaux.text.tokens import PATTERN
from travaux.text.trace.ledger import Ledger
from travaux.text.trace.standings import Standing


class Account:
    """Living and deleted tokens, as seen from the last draft."""

    def __init__(self, ledger: Ledger, spelling: Sequence[str], last: int, standing: Standing) -> None:
        self._ledger = ledger
        self._spelling = spelling
        self._last = last
        self._ids = list(chain.from_iterable(standing.lines))
        self._spans = [match.span() for match in PATTERN.finditer(standing.text)]
        self._place = dict(zip(self._ids, self._spans, strict=True))
        self._now_of: dict[int, int] = {}

    def living(self) -> list[TracedToken]:
        """Returns the tokens of the last draft, in order."""
        words = map(self._spelling.__getitem__, self._ledger.words(self._ids))
        return [
            TracedToken(word, start, end, origin)
            for word, (start, end), origin in zip(words, self._spans, self._origins(self._ids), strict=True)
        ]

    def deleted(self) -> Sequence[DeletedToken]:
        """Returns the tokens that do not stand in the last draft, in the order in which they were written."""
        ledger = self._ledger
        dead = [token for token in range(1, len(ledger)) if token not in self._place and token not in ledger.heirs]
        return Deleted(self, array("I", dead))

    def entries(self, ids: Sequence[int]) -> Iterator[DeletedToken]:
        """Yields what became of deleted tokens."""
        ledger = self._ledger
        words = map(self._spelling.__getitem__, ledger.words(ids))
        for token, word, origin in zip(ids, words, self._origins(ids), strict=True):
            if ledger.removed_in[token]:
                removed_in, removed_by, grade = ledger.removal(token)
                last, place = ledger.last[token] - 1, ledger.place[token]
                yield DeletedToken(word, origin, removed_by, removed_in, last, place, grade, self._now(token))
            else:
                yield DeletedToken(word, origin, None, self._last, ledger.born[token] - 1, 0)

    def _now(self, token: int) -> int:
        """Returns where a deleted token would stand now: after the nearest token before it that still lives."""
        left, passed = self._ledger.left, []
        known, place = self._now_of, self._place
        while token and token not in place and token not in known:
            known[token] = 0
            passed.append(token)
            token = left[token]
        end = known[token] if token in known else place[token][1] if token else 0
        for one in passed:
            known[one] = end
        return end

    def _origins(self, ids: Sequence[int]) -> Iterator[Origin]:
        ledger = self._ledger
        for token, origin in zip(ids, ledger.origins(ids), strict=True):
            if token in ledger.sources or token in ledger.also:
                also = tuple(sorted(ledger.also.get(token, ())))
                yield replace(origin, source=self._source(token), also=also)
            else:
                yield origin

    def _source(self, token: int) -> tuple[int, int] | None:
        """Returns where the token that this one copies stands, or where it last stood."""
        source = self._ledger.sources.get(token)
        if source is None:
            return None
        if source in self._place:
            return self._last, self._place[source][0]
        return max(self._ledger.last[source] - 1, 0), self._ledger.place[source]


class Deleted(Sequence[DeletedToken]):
    """The deleted tokens of a history, made into values only as they are asked for: there may be far more of them
    than living ones."""

    def __init__(self, account: Account, ids: array[int]) -> None:
        self._account = account
        self._ids = ids

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[DeletedToken]:
        return self._account.entries(self._ids)

    @overload
    def __getitem__(self, place: int) -> DeletedToken: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[DeletedToken]: ...

    def __getitem__(self, place: int | slice) -> DeletedToken | Sequence[DeletedToken]:
        if isinstance(place, slice):
            return Deleted(self._account, self._ids[place])
        return next(self._account.entries([self._ids[place]]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} deleted tokens>"
