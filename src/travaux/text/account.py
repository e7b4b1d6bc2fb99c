"""The account: what a ledger says of the last draft's tokens and of every other, as values that last."""

from __future__ import annotations

from itertools import chain

from travaux.text.ledger import Ledger
from travaux.text.origins import DeletedToken, Origin, TracedToken
from travaux.text.standings import Standing
from travaux.text.tokens import tokens


class Account:
    """Living and deleted tokens, as seen from the last draft. Equal origins are one object."""

    def __init__(self, ledger: Ledger, spelling: list[str], last: int, standing: Standing) -> None:
        self._ledger = ledger
        self._spelling = spelling
        self._last = last
        self._ids = list(chain.from_iterable(standing.lines))
        self._cut = tokens(standing.text)
        self._ends = {token: cut.end for token, cut in zip(self._ids, self._cut, strict=True)}
        self._starts = {token: cut.start for token, cut in zip(self._ids, self._cut, strict=True)}
        self._now_of: dict[int, int] = {}
        self._origins: dict[Origin, Origin] = {}

    def living(self) -> list[TracedToken]:
        """Returns the tokens of the last draft, in order."""
        return [
            TracedToken(cut.text, cut.start, cut.end, self._origin(token))
            for token, cut in zip(self._ids, self._cut, strict=True)
        ]

    def deleted(self) -> list[DeletedToken]:
        """Returns the tokens that do not stand in the last draft, in the order in which they were written."""
        ledger = self._ledger
        return [
            self._deleted(token)
            for token in range(1, len(ledger))
            if token not in self._ends and token not in ledger.heirs
        ]

    def _deleted(self, token: int) -> DeletedToken:
        ledger = self._ledger
        word = self._spelling[ledger.word[token]]
        if not ledger.removed_in[token]:
            draft, place = ledger.born[token] - 1, 0
            return DeletedToken(word, self._origin(token), None, self._last, draft, place)
        removed_in, removed_by, grade = ledger.removal(token)
        return DeletedToken(
            word,
            self._origin(token),
            removed_by,
            removed_in,
            ledger.last[token] - 1,
            ledger.place[token],
            grade,
            self._now(token),
        )

    def _now(self, token: int) -> int:
        """Returns where a deleted token would stand now: after the nearest token before it that still lives."""
        passed: set[int] = set()
        while token and token not in self._ends and token not in self._now_of and token not in passed:
            passed.add(token)
            token = self._ledger.left[token]
        end = self._now_of.get(token, self._ends.get(token, 0))
        self._now_of.update(dict.fromkeys(passed, end))
        return end

    def _origin(self, token: int) -> Origin:
        origin = self._ledger.origin(token, self._source(token))
        return self._origins.setdefault(origin, origin)

    def _source(self, token: int) -> tuple[int, int] | None:
        """Returns where the token that this one copies stands, or where it last stood."""
        source = self._ledger.sources.get(token)
        if source is None:
            return None
        if source in self._starts:
            return self._last, self._starts[source]
        return max(self._ledger.last[source] - 1, 0), self._ledger.place[source]
