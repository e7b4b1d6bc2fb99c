"""The vocabulary: words as numbers, and how much each of them says. Nothing of where words stand.

How much a word *says* is how surprising it is: minus the logarithm of its share in everything ever written in this
history, in bits. "the" says little; "indemnify" says much. All evidence in a trace is counted in these bits, so that
no list of stop words in any language is needed.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from math import log2

from travaux.text.tokens import PATTERN

PRIOR = 1000
"""Words taken to have been written before the history began: without them all words of a first draft were common."""


class Vocabulary(dict[str, int]):
    """Words to numbers, in the order in which they were first met, each with how often it was written."""

    def __init__(self) -> None:
        self.spelling: list[str] = []
        self.count = array("I")
        self.total = 0
        self._bits: list[float] = []
        self._counted = 0
        self._cases: dict[str, int] = {}
        self._first_case: list[int] = []

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.spelling)
        self.spelling.append(word)
        self.count.append(0)
        return number

    def read(self, text: str) -> list[int]:
        """Returns the words of a text as numbers."""
        return list(map(self.__getitem__, PATTERN.findall(text)))

    def folded(self, words: Sequence[int]) -> list[int]:
        """Returns the first word met that differs from each word in case only, or is that word."""
        first = self._first_case
        for word in range(len(first), len(self.spelling)):
            first.append(self._cases.setdefault(self.spelling[word].casefold(), word))
        return [first[word] for word in words]

    def written(self, words: Sequence[int]) -> None:
        """Counts words that somebody wrote."""
        count = self.count
        for word in words:
            count[word] += 1
        self.total += len(words)

    def bits(self) -> Sequence[float]:
        """Returns how much each word says, in bits; reckoned anew when the text written has grown by a tenth."""
        if self.total > self._counted * 1.1 or not self._bits:
            self._counted = self.total
            everything = log2(self.total + PRIOR)
            self._bits = [everything - log2(times + 1) for times in self.count]
        unseen = log2(self._counted + PRIOR)
        self._bits += [unseen] * (len(self.spelling) - len(self._bits))
        return self._bits
