"""What was not read: every sentence with a quotation mark, a cue or a hedge from which no statement was taken."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from travaux.reading.classed import Classed
from travaux.reading.items import Attributed, Span, Unread
from travaux.reading.lexicon.hedges import HEDGES
from travaux.reading.lexicon.speech import FALSE_FRIENDS
from travaux.reading.prose import Sentence

_CUES = frozenset(["V0", "V3", "Vd", "Vn", "Vg", "N3", "Nd", "Nn", "Ng", "AC"])
_WEAK = frozenset(["would", "should", "can"])
_NOUNS = frozenset(["talks", "talk"])


def unread(paragraphs: Sequence[Classed], said: Sequence[Attributed]) -> tuple[Unread, ...]:
    """Lists the sentences that were not read, in the order of the text."""
    taken = sorted(span for one in said for part in (one.source, one.cue, one.content) for span in part)
    starts = [start for start, _ in taken]
    reach: list[int] = []
    for _, end in taken:
        reach.append(max(end, reach[-1] if reach else 0))
    return tuple(_listed(paragraphs, starts, reach))


def _listed(paragraphs: Sequence[Classed], starts: Sequence[int], reach: Sequence[int]) -> Iterator[Unread]:
    for classed in paragraphs:
        for sentence in classed.paragraph.sentences:
            before = bisect_left(starts, sentence.end)
            if before and reach[before - 1] > sentence.start:
                continue
            reason = _reason(classed, sentence)
            if reason:
                yield Unread(span=(sentence.start, sentence.end), reason=reason)


def _reason(classed: Classed, sentence: Sentence) -> str:
    paragraph = classed.paragraph
    span = range(sentence.first, sentence.last)
    if any(paragraph.marks[at] or paragraph.quoted[at] for at in span):
        return "a quotation whose speaker was not found" if paragraph.balanced else "quotation marks that do not match"
    words = [paragraph.words[at].lower() for at in span]
    for word, at in zip(words, span, strict=True):
        if word in HEDGES and word not in _WEAK:
            return f"a hedge: {paragraph.words[at]}"
    for word, at in zip(words, span, strict=True):
        if classed.kinds[at] in _CUES and word not in _NOUNS and word not in FALSE_FRIENDS:
            return f"a word of speech: {paragraph.words[at]}"
    return ""


def spans(classed: Classed, runs: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """The characters of some runs of tokens."""
    return tuple(classed.paragraph.span(first, last) for first, last in runs)
