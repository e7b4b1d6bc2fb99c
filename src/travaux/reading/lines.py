"""Lines: a sentence as its words in small letters, quotation marks left out, each with its place; runs of words in it.

Who or what somebody names is a run of words: "the delegation of Boria", "most of the clauses". A run is found from its
right end (a subject, before its verb) or from its left (an object, after it); both walks are bounded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from travaux.reading.deeds import VERBS
from travaux.reading.items import Span
from travaux.reading.marks import MARKS
from travaux.reading.particles import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION,
    INSIDE,
    NEGATIONS,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from travaux.reading.prose import Paragraph, Sentence

Run = tuple[int, int]
"""Words `[first, last)` of a line."""

WIDEST = 40
"""Words that a walk goes at most."""

_STOPS = frozenset(".?!;:…()[]—–-/|•*") | frozenset(("--", "...", "—"))
_NO_ADVERBS = frozenset(
    ("assembly", "family", "weekly", "daily", "monthly", "supply", "reply", "early", "july", "monopoly")
)
_POSSESSIVE = frozenset(("'s", "'"))


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence. `words` are as they stand, `low` in small letters; `spans` their characters; `quoted` how deep each
    stands in quotation marks. `question` says that it asks. `dates` are the words that belong to a date."""

    words: tuple[str, ...]
    low: tuple[str, ...]
    spans: tuple[Span, ...]
    quoted: tuple[int, ...]
    question: bool
    dated: frozenset[int] = frozenset()

    def span(self, run: Run) -> Span:
        """Returns the characters of a run."""
        return self.spans[run[0]][0], self.spans[run[1] - 1][1]

    def at(self, place: int) -> int | None:
        """Returns the word that holds a character, or the first one after it; None where the line is over."""
        for number, (_, end) in enumerate(self.spans):
            if end > place:
                return number
        return None

    def run(self, span: Span) -> Run | None:
        """Returns the words that share a character with a span."""
        held = [number for number, (start, end) in enumerate(self.spans) if start < span[1] and end > span[0]]
        return (held[0], held[-1] + 1) if held else None

    # What a word is

    def name(self, at: int) -> bool:
        """Whether a word is written as a name is: with a capital, and no word of the closed classes."""
        return self.words[at][:1].isupper() and self.low[at] not in FUNCTION and self.low[at].rstrip(".") != "i"

    def noun(self, at: int) -> bool:
        """Whether a word may be part of what names somebody or something: no function word, no sign."""
        low = self.low[at]
        return (low[:1].isalnum() or low[:1] in "$€£") and low not in FUNCTION

    def negation(self, at: int) -> bool:
        """Whether a word denies."""
        return self.low[at] in NEGATIONS or self.low[at].endswith("n't")

    def auxiliary(self, at: int) -> bool:
        """Whether a word is an auxiliary verb."""
        low = self.low[at]
        if low == "'s":
            return not self.possessive(at)
        return low in AUXILIARIES or (low.endswith("n't") and len(low) > 3)

    def possessive(self, at: int) -> bool:
        """Whether "'s" tells whose something is: it stands behind a noun, and something follows that can be had."""
        low = self.low[at]
        if low not in _POSSESSIVE or at == 0 or not self.noun(at - 1):
            return False
        return at + 1 < len(self.low) and self.noun(at + 1)

    def adverb(self, at: int) -> bool:
        """Whether a word is an adverb that may stand between a verb and what belongs to it."""
        low = self.low[at]
        if low.endswith("ly") and len(low) > 4:
            return not self.words[at][0].isupper() and low not in _NO_ADVERBS
        return low in ADVERBS or low == "n't"

    def verb_form(self, at: int) -> bool:
        """Whether a word has the form of a verb; whether it is one there is for `predications` to say."""
        return self.low[at] in VERBS and not (self.name(at) and at > 0)

    # Runs

    def before(self, end: int, verbs: frozenset[int]) -> Run | None:
        """Returns the run that ends before a word: who a verb there has for its subject. None where none stands there.

        `verbs` are the words that are verbs: a run holds none.
        """
        first = end
        while first > max(0, end - WIDEST):
            at = first - 1
            low = self.low[at]
            if at in verbs or at in self.dated or low in _STOPS or low in SUBORDINATORS or self.auxiliary(at):
                break
            if low in PRONOUNS and low not in DETERMINERS:
                return (at, end) if first == end else (first, end)
            if low in DETERMINERS:
                first = at
                if not self._joined(first, verbs):
                    return first, end
                first -= 1
                continue
            if low in NUMBERS or self.noun(at) or low in _POSSESSIVE or low == "&":
                first = at
                continue
            if low in INSIDE and first < end and at > 0 and self._closes(at - 1, verbs):
                first = at
                continue
            if low in ("and", "or", ",") and first < end and at > 0 and self._lists(at, end, verbs):
                first = at
                continue
            break
        run = self._trimmed((first, end))
        return run if run[0] < run[1] else None

    def _joined(self, first: int, verbs: frozenset[int]) -> bool:
        """Whether something before a determiner belongs to the same run: "the head of | the union"."""
        at = first - 1
        if at < 1:
            return False
        low = self.low[at]
        if low in INSIDE or low == "of":
            return self._closes(at - 1, verbs)
        if low in ("both", "all", "of"):
            return True
        return low in ("and", "or") and self._closes(at - 1, verbs) and not self._clause_before(at, verbs)

    def _closes(self, at: int, verbs: frozenset[int]) -> bool:
        """Whether a word may be the last of a run."""
        return at not in verbs and at not in self.dated and (self.noun(at) or self.low[at] in NUMBERS)

    def _lists(self, at: int, end: int, verbs: frozenset[int]) -> bool:
        """Whether "and" or a comma joins names in one run, and no clause."""
        if not self._closes(at - 1, verbs) or self._clause_before(at, verbs):
            return False
        if self.low[at] == ",":
            return "and" in self.low[at + 1 : min(end, at + 12)] and self.low[at + 1] not in ("and",)
        return True

    def _clause_before(self, at: int, verbs: frozenset[int]) -> bool:
        """Whether a verb stands not far before a joint, so that it joins clauses."""
        for place in range(at - 1, max(-1, at - 12), -1):
            if self.low[place] in _STOPS or self.low[place] in SUBORDINATORS or self.low[place] == ",":
                return False
            if place in verbs or self.auxiliary(place):
                return True
        return False

    def after(self, start: int, verbs: frozenset[int], *, whole: bool = False) -> Run | None:
        """Returns the run that begins at a word: what a verb before it has for its object. None where none does.

        With `whole`, what prepositions join to it belongs to it, but for a date and for a place or a person by name.
        """
        at, limit = start, min(len(self.low), start + WIDEST)
        while at < limit and self.low[at] in ("only", "just", "even", "also"):
            at += 1
        start = at
        while at < limit:
            low = self.low[at]
            if at in self.dated or low in _STOPS or low in SUBORDINATORS or self.auxiliary(at):
                break
            if at in verbs or self.low[at : at + 2] == ("such", "as"):
                break
            if low in PRONOUNS and low not in DETERMINERS:
                return (start, at + 1) if at == start or self.low[at - 1] == "of" else self._run(start, at)
            if low in DETERMINERS or low in NUMBERS or self.noun(at) or low in _POSSESSIVE or low == "of":
                at += 1
                continue
            if self.adverb(at) and at + 1 < limit and self.noun(at + 1) and at + 1 not in verbs:
                at += 1
                continue
            if at > start and (self._goes_on(at, verbs) or (whole and self._belongs(at, verbs))):
                at += 1
                continue
            break
        return self._run(start, at)

    def _goes_on(self, at: int, verbs: frozenset[int]) -> bool:
        """Whether "and" or a comma inside an object is followed by more of it."""
        if self.low[at] not in ("and", "or", ",") or at + 1 >= len(self.low):
            return False
        following = at + 1
        if self.low[following] in ("such", "as"):
            return False
        if self.low[at] == ",":
            ahead = self.low[following : following + 14]
            if "and" not in ahead or self.low[following] in CONJUNCTIONS:
                return self.low[following : following + 1] == ("and",) and self._goes_on(following, verbs)
        if self.low[following] in PRONOUNS and self.low[following] not in DETERMINERS:
            return False
        if following in verbs or self.low[following] in FUNCTION - DETERMINERS - frozenset(NUMBERS):
            return False
        for place in range(following, min(len(self.low), following + 10)):
            if place in verbs or self.auxiliary(place):
                return False
            if self.low[place] in _STOPS or self.low[place] in SUBORDINATORS or self.low[place] in (",", "and", "or"):
                return True
        return True

    def _belongs(self, at: int, verbs: frozenset[int]) -> bool:
        """Whether a preposition joins more to an object: not "by", no time, no place or person by name."""
        if self.low[at] not in (
            "on",
            "for",
            "in",
            "to",
            "from",
            "with",
            "between",
            "against",
            "over",
            "about",
            "under",
        ):
            return False
        following = at + 1
        if following >= len(self.low) or following in self.dated or following in verbs:
            return False
        if self.low[following] in ("return", "exchange", "writing", "response", "reply", "addition"):
            return False
        if self.low[at] in ("in", "to", "with", "from") and self._named(following):
            return False
        return self.noun(following) or self.low[following] in DETERMINERS or self.low[following] in NUMBERS

    def _named(self, at: int) -> bool:
        return self.name(at) or (self.low[at] == "the" and at + 1 < len(self.low) and self.name(at + 1))

    def _run(self, start: int, end: int) -> Run | None:
        run = self._trimmed((start, end))
        return run if run[0] < run[1] else None

    def _trimmed(self, run: Run) -> Run:
        """Returns a run without joints and adverbs at its ends."""
        first, last = run
        while first < last and self.low[first] in _LOOSE:
            first += 1
        while first < last and (self.low[last - 1] in _LOOSE or self.low[last - 1] in PREPOSITIONS):
            last -= 1
        while first < last and self.adverb(last - 1):
            last -= 1
        if last - first == 1 and self.low[first] in DETERMINERS - _ALONE:
            return last, last
        return first, last


_LOOSE = frozenset((",", "and", "or", "but", "of", "also", "then"))
_ALONE = frozenset(("some", "several", "most", "all", "both", "many", "few", "this", "that", "these", "those", "any"))
_APOSTROPHES = str.maketrans("’‘", "''")


def line(paragraph: Paragraph, sentence: Sentence, dates: Iterable[Span] = ()) -> Line:
    """Returns a sentence of a paragraph as a line. `dates` are the characters of the dates in it."""
    words: list[str] = []
    spans: list[Span] = []
    quoted: list[int] = []
    for at in range(sentence.first, sentence.last):
        if _mark(paragraph, at):
            continue
        word, start, end = paragraph.words[at], paragraph.starts[at], paragraph.ends[at]
        if (
            len(words) > 1
            and _hyphened(words[-2], words[-1], word)
            and spans[-2][1] == spans[-1][0]
            and spans[-1][1] == start
        ):
            # "12-strong" is one word, though a figure begins it.
            words[-2:], spans[-2:], quoted[-1:] = [f"{words[-2]}-{word}"], [(spans[-2][0], end)], []
            continue
        words.append(word)
        spans.append((start, end))
        quoted.append(paragraph.quoted[at])
    stretches = list(dates)
    dated = frozenset(
        number for number, (start, end) in enumerate(spans) if any(a < end and start < b for a, b in stretches)
    )
    last = [paragraph.words[at] for at in range(sentence.last - 1, max(sentence.first, sentence.last - 4) - 1, -1)]
    return Line(
        words=tuple(words),
        low=tuple(word.lower().translate(_APOSTROPHES) for word in words),
        spans=tuple(spans),
        quoted=tuple(quoted),
        question="?" in last,
        dated=dated,
    )


def _mark(paragraph: Paragraph, at: int) -> bool:
    if paragraph.marks[at]:
        return True
    return paragraph.words[at] in MARKS and paragraph.words[at] != "'"


def _hyphened(before: str, hyphen: str, after: str) -> bool:
    return hyphen in ("-", "‐", "‑") and before.isdecimal() and after.isalpha()
