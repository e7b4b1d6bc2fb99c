"""Sides: a text made ready to be compared with another. What is compared here is characters; of drafts nothing.

A side is paragraphs; a paragraph has a key, in which white space counts for nothing, and words with keys of their own.
Texts that are the same to Unicode (canonical equivalence) have the same key; case, signs and look-alikes do not.

A *wrapped* text has lines broken to fit a width: there a single line break is white space like any other, unless the
next line opens something (a bullet, a label, a heading, a table row) or is indented.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from travaux.text.clauses import Span
from travaux.text.tokens import PATTERN

_QUOTES = dict.fromkeys("“”„‟«»″＂", '"') | dict.fromkeys("‘’‚‛′ʼ‹›＇`´", "'")
_DASHES = dict.fromkeys("‐‑‒–—―−﹣－", "-")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "…": "...", "\u00ad": ""}
_TYPOGRAPHY = str.maketrans(_QUOTES | _DASHES | _LIGATURES)
_OPENS = re.compile(r"[-*+•–—#>|\t]|\(?\w{1,5}[.)]\s|\s|\[\^|```")
_WIDTH = range(40, 121)
_SENTENCE = re.compile(r"[.;:!?。；：]$")


def folded(text: str) -> str:
    """Returns a text with the styles of quotes and dashes, ligatures and soft hyphens made plain; case is kept."""
    return text.translate(_TYPOGRAPHY)


def paragraphs(text: str, soft: bool) -> list[Span]:
    """Returns the spans of the paragraphs that are not blank, from their first to their last visible character.

    `soft` says that the text is wrapped.
    """
    found: list[Span] = []
    start, joinable = 0, False
    for line in text.split("\n"):
        words = line.strip()
        if not words:
            joinable = False
        else:
            first = start + line.index(words)
            if joinable and not _OPENS.match(line):
                found[-1] = (found[-1][0], first + len(words))
            else:
                found.append((first, first + len(words)))
            joinable = soft
        start += len(line) + 1
    return found


def is_wrapped(text: str) -> bool:
    """Tells whether the lines of a text were broken to fit a width: most breaks come where the next word had no room.

    >>> is_wrapped("The Parties shall cooperate\\nin good faith.")
    False
    """
    wrapped = lines_in_blocks = 0
    # Without a blank line anywhere, lines of a paragraph each may look alike by chance.
    enough = 0.7 if re.search(r"\n[^\S\n]*\n", text) else 0.9
    for block in re.split(r"\n[^\S\n]*\n", text):
        lines = block.strip("\n").split("\n")
        width = max(map(len, lines))
        if len(lines) < 3:
            continue
        lines_in_blocks += len(lines)
        full = sum(
            len(line) + 1 + len((after.split() or [""])[0]) > width and len(line) > 0.7 * width
            for line, after in pairwise(lines)
        )
        if width in _WIDTH and full >= enough * (len(lines) - 1):
            wrapped += len(lines)
    return wrapped >= 4 and wrapped >= 0.5 * lines_in_blocks


class Side:
    """One of two texts to be compared: paragraphs with keys, words with keys.

    `silent` spans, in order, count for nothing, as white space does. `plain` takes typography away from the keys.
    `wrapped` says whether the lines were broken to fit a width; left out, the text decides.
    """

    def __init__(
        self, text: str, *, plain: bool = False, silent: Sequence[Span] = (), wrapped: bool | None = None
    ) -> None:
        self.text = text
        self.wrapped = is_wrapped(text) if wrapped is None else wrapped
        self.plain = plain
        self.silent = silent
        self._steady = text.isascii() or unicodedata.is_normalized("NFC", text)
        self._words: dict[Span, Words] = {}
        self.spans = self._cut()

    def _cut(self) -> list[Span]:
        spans = paragraphs(self.text, self.wrapped)
        if not self.silent:
            return spans
        return [(max(start, self.first_word(start)), end) for start, end in spans if self.first_word(start) < end]

    def first_word(self, start: int) -> int:
        """Returns the first place from `start` on that is neither silent nor white space."""
        while start < len(self.text) and self.text[start].isspace():
            start += 1
        for first, end in self.silent[bisect_left(self.silent, (start, -1)) :]:
            if first > start:
                break
            start = end
            while start < len(self.text) and self.text[start].isspace():
                start += 1
        return start

    def label_before(self, place: int) -> int:
        """Returns where the silent words that end right before a place begin, or the place itself."""
        number = bisect_left(self.silent, (place, -1)) - 1
        while number >= 0 and not self.text[self.silent[number][1] : place].strip():
            place = self.silent[number][0]
            number -= 1
        return place

    def label_after(self, place: int, limit: int) -> int:
        """Returns where the silent words that begin at a place, white space aside, end; the place itself without."""
        start = place
        while start < limit and self.text[start].isspace():
            start += 1
        end = self.first_word(start) if start < limit else start
        return place if end == start else min(end, limit)

    @property
    def steady(self) -> bool:
        """Whether every word is its own key."""
        return self._steady and not self.plain

    @cached_property
    def keys(self) -> list[str]:
        """The key of each paragraph."""
        return [self.key(" ".join(self.text[start:end].split())) for start, end in self.spans]

    def key(self, text: str) -> str:
        """Returns what two texts share when they are the same."""
        if self.plain:
            text = folded(text)
        return text if self._steady else unicodedata.normalize("NFC", text)

    def words(self, start: int, end: int) -> Words:
        """Returns the words between two offsets, cut once."""
        found = self._words.get((start, end))
        if found is None:
            found = self._words[start, end] = Words(self, start, end)
        return found


class Words:
    """Words between two offsets of a side: a key and a span for each, and how good a place each is to begin at."""

    __slots__ = ("_between", "_spans", "keys", "text")

    def __init__(self, side: Side, start: int, end: int) -> None:
        found = PATTERN.findall(side.text, start, end)
        self.text = side.text
        self.keys: list[str] = found if side.steady else [side.key(word) for word in found]
        self._between = (start, end)
        self._spans: list[Span] | None = None

    @property
    def spans(self) -> list[Span]:
        """Where each word stands, found when it is first asked for."""
        if self._spans is None:
            self._spans = [match.span() for match in PATTERN.finditer(self.text, *self._between)]
        return self._spans

    def __len__(self) -> int:
        return len(self.keys)

    def seam(self, place: int) -> int:
        """Returns how natural a cut before a word is: at a paragraph, at a sentence, at a comma, between words."""
        if place in (0, len(self.keys)):
            return 4
        between = self.text[self.spans[place - 1][1] : self.spans[place][0]]
        before = self.text[self.spans[place - 1][1] - 1]
        if "\n" in between:
            return 4
        if not between:
            return 0
        return 3 if _SENTENCE.match(before) else 2 if before in ",)" else 1
