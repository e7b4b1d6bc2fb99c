"""The ledger: one row for every token that was ever put in, living or deleted, in columns. Nothing decides here.

A token's *id* is its row, from 1; 0 stands for no token. Columns are arrays of machine integers, about 50 bytes a
token, because a long history puts in hundreds of thousands. Names and drafts are numbers; a draft is kept as its place
plus one, so that 0 can stand for none.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from travaux.text.origins import Grade, Origin, Relation

_RELATIONS: tuple[Relation, ...] = ("written", "moved", "restored", "copied", "case only")
_GRADES: tuple[Grade, ...] = ("inferred", "recorded", "reported", "signed")


class Deed(NamedTuple):
    """Who did something to words, in which draft, and on what evidence that is known."""

    draft: int
    author: str | None
    grade: Grade = "inferred"


class Ledger:
    """Rows of tokens: the word, who put it in, what became of it last, who took it out, where it last stood."""

    def __init__(self) -> None:
        self.word = array("I", [0])
        self.born = array("I", [0])
        self._writer = array("I", [0])
        self._grade = bytearray(1)
        self._relation = bytearray(1)
        self._since = array("I", [0])
        self._by = array("I", [0])
        self._margin = bytearray(1)
        self.removed_in = array("I", [0])
        self._remover = array("I", [0])
        self._removal_grade = bytearray(1)
        self.last = array("I", [0])
        self.place = array("I", [0])
        self.left = array("I", [0])
        self.right = array("I", [0])
        self.alive = bytearray(1)
        self.sources: dict[int, int] = {}
        self.heirs: dict[int, int] = {}
        self.also: dict[int, set[int]] = {}
        self._names: list[str | None] = []
        self._numbers: dict[str | None, int] = {}

    def __len__(self) -> int:
        return len(self.word)

    def write(self, words: Sequence[int], deed: Deed, margin: int = 100) -> range:
        """Enters new tokens, alive, and returns their ids."""
        first, count = len(self.word), len(words)
        self.word.extend(words)
        self.born.extend(array("I", [deed.draft + 1]) * count)
        self._writer.extend(array("I", [self._number(deed.author)]) * count)
        self._grade += bytes([_GRADES.index(deed.grade)]) * count
        self._relation += bytes(count)
        self._margin += bytes([margin]) * count
        self.alive += b"\1" * count
        return range(first, first + count)

    def level(self) -> None:
        """Makes all columns as long as the first; called once for a draft, after everything in it was written."""
        missing = len(self.word) - len(self._since)
        for column in (
            self._since, self._by, self.removed_in, self._remover, self.last, self.place, self.left, self.right,
        ):  # fmt: skip
            column.frombytes(bytes(column.itemsize * missing))
        self._removal_grade += bytes(missing)

    def words(self, ids: Iterable[int]) -> list[int]:
        """Returns the words of tokens."""
        return list(map(self.word.__getitem__, ids))

    def inherit(self, token: int, word: int, deed: Deed) -> int:
        """Enters a word that took the place of another and differs from it in case only, and returns its id."""
        (heir,) = self.write([word], deed)
        for column in (self.born, self._writer, self._grade):
            column[heir] = column[token]
        self.level()
        self.turn([heir], "case only", deed)
        self.heirs[token] = heir
        if token in self.also:
            self.also[heir] = set(self.also[token])
        return heir

    def wake(self, ids: Iterable[int]) -> None:
        """Marks tokens as standing in the draft that is being traced."""
        for token in ids:
            self.alive[token] = 1

    def only(self, lines: Iterable[Iterable[int]]) -> None:
        """Marks the tokens of these lines, and no others, as standing in the draft that is being traced."""
        alive = bytearray(len(self.word))
        for line in lines:
            for token in line:
                alive[token] = 1
        alive[0] = 0
        self.alive = alive

    def turn(self, ids: Iterable[int], relation: Relation, deed: Deed, margin: int = 100) -> None:
        """Enters how tokens came to stand where they stand now: moved, restored or recased by somebody."""
        number, by = _RELATIONS.index(relation), self._number(deed.author)
        for token in ids:
            self._relation[token], self._since[token], self._by[token] = number, deed.draft + 1, by
            self._margin[token] = margin

    def copy(self, ids: Sequence[int], sources: Sequence[int]) -> None:
        """Enters that tokens are copies of others, which stand in the same draft."""
        for token, source in zip(ids, sources, strict=True):
            self._relation[token] = _RELATIONS.index("copied")
            self.sources[token] = source

    def tabled_too(self, token: int, draft: int) -> None:
        """Enters another draft in which the same word was tabled independently."""
        self.also.setdefault(token, set()).add(draft)

    def remove(self, ids: Sequence[int], deed: Deed, last: int, places: Sequence[int], around: tuple[int, int]) -> None:
        """Enters that a run of tokens was taken out: where they stood in the draft `last`, and between which tokens."""
        remover, grade = self._number(deed.author), _GRADES.index(deed.grade)
        left = around[0]
        for token, place in zip(ids, places, strict=True):
            self.removed_in[token], self._remover[token] = deed.draft + 1, remover
            self._removal_grade[token] = grade
            self.last[token], self.place[token] = last + 1, place
            self.left[token], self.right[token] = left, around[1]
            self.alive[token] = 0
            left = token
        for token, following in pairwise(ids):
            self.right[token] = following

    def origins(self, ids: Sequence[int]) -> Iterator[Origin]:
        """Yields what the ledger says of where tokens came from; equal origins are one object.

        What a token copies, and who else tabled it, is not among it: see `sources` and `also`.
        """
        made: dict[tuple[int, ...], Origin] = {}
        columns = (self.born, self._writer, self._relation, self._grade, self._margin, self._by, self._since)
        for row in zip(*(map(column.__getitem__, ids) for column in columns), strict=True):
            origin = made.get(row)
            if origin is None:
                origin = made[row] = self._origin(*row)
            yield origin

    def _origin(self, born: int, writer: int, relation: int, grade: int, margin: int, by: int, since: int) -> Origin:
        return Origin(
            born - 1,
            self._names[writer],
            relation=_RELATIONS[relation],
            grade=_GRADES[grade],
            margin=margin / 100,
            by=self._names[by] if since else None,
            since=since - 1 if since else None,
        )

    def removal(self, token: int) -> tuple[int, str | None, Grade]:
        """Returns the draft in which a token was last taken out, who did it, and how that is known."""
        grade = _GRADES[self._removal_grade[token]]
        return self.removed_in[token] - 1, self._names[self._remover[token]], grade

    def _number(self, name: str | None) -> int:
        if name not in self._numbers:
            self._numbers[name] = len(self._names)
            self._names.append(name)
        return self._numbers[name]
