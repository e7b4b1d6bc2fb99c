"""Prose: a text cut into paragraphs, sentences and tokens, each with its characters; what stands in quotation marks.

Offsets are characters of the text as given; nothing is normalised. Every step is linear in the text. A paragraph ends
at an empty line, or at a line's end where the lines are not simply wrapped. A sentence is at most `LONGEST` tokens, so
that no text can make the reader slow. Whose words they are is not decided here.

    text -> Prose -> Paragraph -> Sentence      tokens are numbered within their paragraph
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from travaux.reading.lexicon.abbreviations import ABBREVIATED, BEGINNERS, NEVER_LAST, WORDS_TOO
from travaux.reading.marks import Quotation, quotations

Span = tuple[int, int]
"""Characters `[start, end)` of the text."""

LONGEST = 300
"""Tokens in a sentence; what is longer is cut, at a comma or semicolon where there is one."""

_TOKEN = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"“”«»]+[\w/]
  | [@\#]\w+
  | ''|``|\.\.\.+|--+
  | (?:[^\W\d_]\.){2,}
  | [$€£¥]?\d+(?:[.,:/]\d+)*(?:[%\w]\w*)?
  | ['’](?:s|S|re|ve|ll|d|m)\b
  | [^\W_]+(?:[-‐‑&/][^\W_]+|['’](?!(?:s|S|re|ve|ll|d|m)\b)[^\W_]+|[·.](?=[a-z]{2,4}\b)[^\W_]+)*
  | \S
    """,
    re.VERBOSE,
)
_STOPS = frozenset([".", "?", "!", "...", "…", "。", "؟", "！", "？"])
_CLOSERS = frozenset(['"', "”", "’", "'", "''", "»", "›", ")", "]", "“", "」", "』"])
_OPENERS = frozenset(['"', "“", "‘", "'", "''", "``", "«", "‹", "„", "‚", "(", "[", "「", "『"])
_SOFT = frozenset([",", ";", ":", "—", "–", "--"])
_BLANK = re.compile(r"(?:[ \t\r\f\v\xa0]*(?:\n|\x85|\u2028|\u2029)){2,}[ \t\r\f\v\xa0]*|\f|\u2029")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters `[start, end)` of the text, and the tokens `[first, last)` of the paragraph."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: its characters, its tokens (`words` with their `starts` and `ends`), its sentences and quotations.

    `quoted` tells for every token how deep in quotation marks it stands; the marks themselves stand outside, so that
    `marks` holds them: 1 for an opening, 2 for a closing one, 0 for all else. `balanced` is false where a mark opens
    and does not close or the other way round. `carries` is true where the last quotation was left open and the next
    paragraph takes it up with a mark of its own; `carried` is true in that next one.
    """

    start: int
    end: int
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...] = ()
    quoted: list[int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    balanced: bool = True
    carries: bool = False
    carried: bool = False

    def span(self, first: int, last: int) -> Span:
        """The characters of the tokens `[first, last)`; at least one token."""
        return self.starts[first], self.ends[last - 1]

    def tokens(self, span: Span) -> tuple[int, int]:
        """The tokens `[first, last)` that share a character with a span of characters."""
        return bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1])

    def sentence(self, token: int) -> Sentence:
        """The sentence in which a token stands."""
        return self.sentences[bisect_right(self.sentences, token, key=lambda one: one.first) - 1]


@dataclass(frozen=True, slots=True)
class Prose:
    """A text and its paragraphs, in order."""

    text: str
    paragraphs: tuple[Paragraph, ...]

    def paragraph(self, place: int) -> int | None:
        """The number of the paragraph that holds a character, if any does."""
        number = bisect_right(self.paragraphs, place, key=lambda one: one.start) - 1
        return number if number >= 0 and place < self.paragraphs[number].end else None

    def sentence(self, place: int) -> Sentence | None:
        """The sentence that holds a character, if any does."""
        number = self.paragraph(place)
        if number is None:
            return None
        found = self.paragraphs[number].sentences
        at = bisect_right(found, place, key=lambda one: one.start) - 1
        return found[at] if at >= 0 and place < found[at].end else None

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence, in order."""
        for paragraph in self.paragraphs:
            yield from paragraph.sentences


def parse(text: str) -> Prose:
    """Cuts a text into paragraphs, sentences and tokens."""
    found = [one for start, end in blocks(text) if (one := _paragraph(text, start, end)).words]
    for at, one in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        left_open = bool(one.quotations) and not one.quotations[-1].closed
        if left_open and following and _takes_up(one.quotations[-1], following):
            found[at] = _mended(one, carries=True)
            found[at + 1] = _mended(following, carried=True)
    return Prose(text, tuple(found))


def _takes_up(open_one: Quotation, following: Paragraph) -> bool:
    """Whether a paragraph takes up a quotation left open before it: it begins with a mark of the same style."""
    first = following.quotations[0] if following.quotations else None
    return first is not None and first.first == 0 and first.opened and first.style == open_one.style


def _mended(one: Paragraph, *, carries: bool = False, carried: bool = False) -> Paragraph:
    carries, carried = carries or one.carries, carried or one.carried
    faults = [q for q in one.quotations if not (q.opened and q.closed)]
    balanced = not [q for q in faults if not (carries and q is one.quotations[-1])]
    return Paragraph(
        start=one.start, end=one.end, words=one.words, starts=one.starts, ends=one.ends, sentences=one.sentences,
        quotations=one.quotations, quoted=one.quoted, marks=one.marks,
        balanced=balanced, carries=carries, carried=carried,
    )  # fmt: skip


def _paragraph(text: str, start: int, end: int) -> Paragraph:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _TOKEN.finditer(text, start, end):
        words.append(found[0])
        starts.append(found.start())
        ends.append(found.end())
    _join_abbreviations(text, words, starts, ends)
    quotes, quoted, marks = quotations(text, words, starts, ends)
    sentences = tuple(
        Sentence(starts[first], ends[last - 1], first, last) for first, last in _sentences(text, words, starts, ends)
    )
    return Paragraph(
        start=start, end=end, words=words, starts=starts, ends=ends, sentences=sentences, quotations=quotes,
        quoted=quoted, marks=marks, balanced=all(one.opened and one.closed for one in quotes),
    )  # fmt: skip


def blocks(text: str) -> Iterator[Span]:
    """Yields the characters of each paragraph, white space at both ends left out."""
    start = 0
    for gap in _BLANK.finditer(text):
        yield from _lines(text, start, gap.start())
        start = gap.end()
    yield from _lines(text, start, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Cuts a block at its line ends, unless its lines are wrapped: no line has room for the first word of the next."""
    lines: list[Span] = []
    place = start
    for part in text[start:end].splitlines(keepends=True):
        bare = part.strip()
        if bare:
            offset = place + part.index(bare)
            lines.append((offset, offset + len(bare)))
        place += len(part)
    if not lines:
        return
    wrapped = _wrapped(text, lines)
    first, last = lines[0]
    for following in lines[1:]:
        if wrapped or _runs_on(text, last, following[0]):
            last = following[1]
        else:
            yield first, last
            first, last = following
    yield first, last


def _wrapped(text: str, lines: list[Span]) -> bool:
    widest = max(end - start for start, end in lines)
    if not 40 <= widest <= 120:
        return False
    for (start, end), following in pairwise(lines):
        word = text[following[0] : following[0] + widest].split(None, 1)[0]
        if end - start + 1 + len(word) < widest:
            return False
    return True


def _runs_on(text: str, last: int, following: int) -> bool:
    """Whether a line's end falls within a sentence: no stop before it, and a small letter after it."""
    return text[following].islower() and text[last - 1] not in ".?!:;…\"”'»"


def _join_abbreviations(text: str, words: list[str], starts: list[int], ends: list[int]) -> None:
    """Joins "Mr" and the stop after it, an initial and its stop: in place, in one pass."""
    keep = 0
    for at in range(len(words)):
        before = words[keep - 1] if keep else ""
        if words[at] == "." and keep and ends[keep - 1] == starts[at] and _abbreviates(text, before, ends[at]):
            words[keep - 1] = before + "."
            ends[keep - 1] = ends[at]
            continue
        words[keep], starts[keep], ends[keep] = words[at], starts[at], ends[at]
        keep += 1
    del words[keep:], starts[keep:], ends[keep:]


def _abbreviates(text: str, before: str, after: int) -> bool:
    if len(before) == 1 and before.isupper():
        return True
    if before.lower() not in ABBREVIATED or not before[:1].isalpha():
        return False
    if before.lower() in WORDS_TOO:
        rest = text[after : after + 2].strip()
        return bool(rest) and (before[0].isupper() or before.lower() == "no") and (rest[0].isdigit() or rest[0] == ",")
    return True


def _sentences(text: str, words: list[str], starts: list[int], ends: list[int]) -> Iterator[tuple[int, int]]:
    first = at = 0
    size = len(words)
    soft = -1
    while at < size:
        word = words[at]
        if word in _SOFT:
            soft = at
        at += 1
        if _stops(word, words, at, text, starts, ends):
            while at < size and words[at] in _STOPS:
                at += 1
            while at < size and words[at] in _CLOSERS and starts[at] == ends[at - 1]:
                at += 1
            if at == size or _begins(words, at, starts, ends):
                yield first, at
                first, soft = at, -1
        if at - first >= LONGEST:
            cut = soft + 1 if soft >= first + LONGEST // 2 else at
            yield first, cut
            first, soft = cut, -1
    if first < size:
        yield first, size


def _stops(word: str, words: list[str], after: int, text: str, starts: list[int], ends: list[int]) -> bool:
    if word in _STOPS:
        return True
    if not (word.endswith(".") and len(word) > 1 and word[0].isalpha()) or after >= len(words):
        return False
    bare = word[:-1].lower()
    following = words[after]
    if bare in NEVER_LAST or (len(bare) == 1 and bare.isalpha()):
        return False
    if following in _CLOSERS and starts[after] == ends[after - 1]:
        return True
    return following.lower() in BEGINNERS and following[:1].isupper() and starts[after] > ends[after - 1]


def _begins(words: list[str], at: int, starts: list[int], ends: list[int]) -> bool:
    """Whether a sentence can begin here: after a space, and not with a small letter."""
    if starts[at] == ends[at - 1]:
        # A lost space after a stop ("over.The") still begins a sentence; a mark on both sides does not.
        return words[at][:1].isupper() and len(words[at]) > 1 and words[at - 1] in ".?!"
    while at < len(words) and words[at] in _OPENERS:
        at += 1
    return at == len(words) or not words[at][:1].islower()
