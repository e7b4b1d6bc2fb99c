"""The account: what a ledger says of the last draft's tokens and of every other, as values that last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from travaux.text.ledger import Ledger
from travaux.text.origins import DeletedToken, Origin, TracedToken
from travaux.text.standings import Standing
from travaux.text.tokens import PATTERN


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

    def deleted(self) -> list[DeletedToken]:
        """Returns the tokens that do not stand in the last draft, in the order in which they were written."""
        ledger = self._ledger
        ids = [token for token in range(1, len(ledger)) if token not in self._place and token not in ledger.heirs]
        words = map(self._spelling.__getitem__, ledger.words(ids))
        return [
            self._deleted(token, word, origin)
            for token, word, origin in zip(ids, words, self._origins(ids), strict=True)
        ]

    def _deleted(self, token: int, word: str, origin: Origin) -> DeletedToken:
        ledger = self._ledger
        if not ledger.removed_in[token]:
            return DeletedToken(word, origin, None, self._last, ledger.born[token] - 1, 0)
        removed_in, removed_by, grade = ledger.removal(token)
        last, place = ledger.last[token] - 1, ledger.place[token]
        return DeletedToken(word, origin, removed_by, removed_in, last, place, grade, self._now(token))

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
