"""Marks of change made by hand: underline, highlight, colour, strike-through, brackets, and when they mean a change.

A mark means a change only where it coincides with one. Words under a mark that puts in (underline, highlight, coloured
letters) are declared where

- most words under that run of the mark are new since the last draft, and the words they replace did not bear it; and
- marks of that kind, colour and place (inside a line, a heading, a whole paragraph) fall on new words at least as often
  as on old ones that did not bear them in the last draft. A heading needs more than that: old headings count whatever
  they bore, so that underlined headings declare nothing.

Struck words are declared as taken out wherever they stood in the last draft. Brackets count in a file without tracked
changes, where more pairs are new than old: around new words as putting them in; around old ones, beside other marks or
beside brackets around new words ("[100] [120]"), as taking them out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from travaux.text.audit.bridge import Bridge
from travaux.text.audit.overlay import Overlay
from travaux.text.audit.rows import merged, within
from travaux.text.clauses import Span
from travaux.text.drafts import Draft, Mark
from travaux.text.redline.matching import likeness
from travaux.text.redline.moves import without
from travaux.text.tokens import tokens

_WAYS = {"underline": "underline", "highlight": "highlight", "shading": "highlight", "colour": "colour"}
_BLACK = frozenset({"", "auto", "none", "000000", "windowtext", "black", "ffffff"})
_TWINS = 40
"""Most words of a run that may have stood all along for it to be asked whether others stand for them."""
_HEADING = 12
"""Most words of a line that may be a heading."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of one mark within a line: what it is, where, and how much of it is new."""

    mark: tuple[str, str]
    setting: str
    span: Span
    words: int
    new: int
    kept: bool

    @property
    def coincides(self) -> bool:
        return self.new > 0 and 2 * self.new >= self.words and not self.kept


def struck(draft: Draft) -> list[Mark]:
    """Returns the marks that strike words through."""
    return [mark for mark in draft.marks if mark.kind == "strike"]


def hidden(draft: Draft) -> list[Mark]:
    """Returns the marks under which words are not seen: hidden text, letters of no size, white letters."""
    return [
        mark
        for mark in draft.marks
        if mark.kind in ("hidden", "tiny") or (mark.kind, mark.value) == ("colour", "ffffff")
    ]


def may_put_in(draft: Draft) -> list[Span]:
    """Returns where a draft bears marks under which words may be meant as put in."""
    return merged((mark.start, mark.end) for mark in draft.marks if mark.kind in _WAYS)


def put_in(last: Draft, new: Draft, laid: Overlay) -> list[tuple[Span, str]]:
    """Returns where the new draft shows words as put in by a mark, and by which."""
    runs = list(_runs(last, new, laid))
    fresh = Counter((run.mark, run.setting) for run in runs if run.coincides)
    stale = Counter(
        (run.mark, run.setting) for run in runs if not run.coincides and (not run.kept or run.setting == "heading")
    )
    found: list[tuple[Span, str]] = []
    for run in runs:
        votes = fresh[run.mark, run.setting], stale[run.mark, run.setting]
        if run.coincides and (votes[0] > votes[1] or (votes[0] == votes[1] and run.setting != "heading")):
            found.append((run.span, _WAYS[run.mark[0]]))
    marked = bool(found or any(True for _ in _struck_words(new, laid)))
    if not new.edits:
        found += _brackets(new, laid, found, marked)
    return sorted(found)


def _struck_words(new: Draft, laid: Overlay) -> Iterator[Span]:
    """Yields the struck words of the new draft that stood in the last one without being struck."""
    news = Bridge(laid)
    for mark in struck(new):
        if any(not news.is_new(token.start, token.end) for token in tokens(new.text, mark.start, mark.end)):
            yield (mark.start, mark.end)


def _runs(last: Draft, new: Draft, laid: Overlay) -> Iterator[_Run]:
    """Yields the runs of the marks that may put words in, line by line."""
    news = Bridge(laid)
    gone = merged((mark.start, mark.end) for mark in struck(new))
    bore = {mark: _spans(last, mark) for mark in {(m.kind, m.value) for m in new.marks if m.kind in _WAYS}}
    lines = [start for start, _ in new.line_spans()]
    for mark in sorted(bore):
        if mark[0] == "colour" and mark[1].lower() in _BLACK:
            continue
        for span in _spans(new, mark):
            for piece in (bare for line in _by_line(new.text, span, lines) for bare in without([line], gone)):
                run = _run(new, laid, news, mark, piece, gone, bore[mark])
                if run:
                    yield run


def _spans(draft: Draft, mark: tuple[str, str]) -> list[Span]:
    return merged((m.start, m.end) for m in draft.marks if (m.kind, m.value) == mark)


def _by_line(text: str, span: Span, lines: Sequence[int]) -> Iterator[Span]:
    """Yields a span line by line, without the white space at its ends."""
    cuts = [span[0], *lines[bisect_right(lines, span[0]) : bisect_left(lines, span[1])], span[1]]
    for start, end in pairwise(cuts):
        words = text[start:end]
        if words.strip():
            yield start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _run(
    new: Draft,
    laid: Overlay,
    news: Bridge,
    mark: tuple[str, str],
    span: Span,
    gone: Sequence[Span],
    bore: Sequence[Span],
) -> _Run | None:
    """Returns a run of a mark with its words counted."""
    words = fresh = kept = 0
    for token in tokens(new.text, *_widened(new.text, span, gone)):
        if news.row(token.start) is None:
            continue
        words += 1
        if news.is_new(token.start, token.end):
            fresh += 1
            kept += _replaced_bore(laid, news.row(token.start) or 0, bore)
        else:
            was = news.match(token.start)
            kept += was is not None and within(bore, laid.last.place((was, was + 1))[0])
    if not words:
        return None
    if 0 < words - fresh <= _TWINS and not kept * 2 > words and _spare(new, laid, news, span):
        fresh = words
    return _Run(mark, _setting(new.text, span), span, words, fresh, kept * 2 > words)


def _spare(new: Draft, laid: Overlay, news: Bridge, span: Span) -> bool:
    """Tells whether the last draft is explained as well without the words of a run: they have twins that stood.

    In "for [a] a person" either "a" may be the new one; the mark says which.
    """
    first, last = news.row(span[0]), news.row(span[1] - 1)
    if first is None or last is None:
        return False
    start, end = new.text.rfind("\n", 0, span[0]) + 1, new.text.find("\n", span[1])
    begin, finish = news.row(start), news.row((end if end >= 0 else len(new.text)) - 1)
    begin, finish = first if begin is None else min(begin, first), last if finish is None else max(finish, last)
    before, run, after = laid.b.words(begin, first), laid.b.words(first, last + 1), laid.b.words(last + 1, finish + 1)
    around = laid.a.words(laid.back(begin), laid.back(finish + 1)).keys
    without_run, whole = before.keys + after.keys, before.keys + run.keys + after.keys
    return likeness(around, without_run).words == likeness(around, whole).words


def _replaced_bore(laid: Overlay, at: int, bore: Sequence[Span]) -> bool:
    """Tells whether the words of the last draft in whose place a new word stands bore the mark already."""
    number = bisect_right(laid.same, at, key=lambda run: run.b) - 1
    start = laid.same[number].a_end if number >= 0 else 0
    end = laid.same[number + 1].a if number + 1 < len(laid.same) else len(laid.a.text)
    replaced = tokens(laid.a.text, start, end)
    under = sum(within(bore, laid.last.place((word.start, word.end))[0]) for word in replaced)
    return bool(replaced) and 2 * under > len(replaced)


def _widened(text: str, span: Span, gone: Sequence[Span]) -> Span:
    """Returns a span widened to whole words, but not into struck ones."""
    start, end = span
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum() and not within(gone, start - 1):
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum() and not within(gone, end):
        end += 1
    return start, end


def _setting(text: str, span: Span) -> str:
    """Returns where a run stands: inside a line, or over all of it, which may be a heading."""
    start, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    line = text[start : end if end >= 0 else len(text)].strip()
    if len(line) > span[1] - span[0]:
        return "inside"
    return "heading" if len(tokens(line)) <= _HEADING and line[-1] not in ".;,:" else "paragraph"


def _brackets(new: Draft, laid: Overlay, found: Sequence[tuple[Span, str]], marked: bool) -> list[tuple[Span, str]]:
    """Returns the bracketed words that are declared by their brackets."""
    around_new, around_old, kept = _sorted_pairs(new.text, Bridge(laid))
    proposed = around_old if marked else [pair for pair in around_old if _beside(new.text, pair, around_new)]
    many = len(around_new) + len(proposed)
    if many <= kept or not (marked or (many > 1 and around_new)):
        return []
    gone = merged((mark.start, mark.end) for mark in struck(new))
    signs = [span for start, end in proposed for span in ((start, start + 1), (end - 1, end))]
    covered = [span for span, _ in found]
    put = [piece for span in around_new if span not in covered for piece in without([span], gone)]
    return [(span, "brackets") for span in [*put, *signs] if span not in covered]


def _sorted_pairs(text: str, news: Bridge) -> tuple[list[Span], list[Span], int]:
    """Returns the new brackets around new words, those around old ones, and how many brackets stood already."""
    around_new: list[Span] = []
    around_old: list[Span] = []
    kept = 0
    for start, end in _pairs(text):
        if not (news.is_new(start, start + 1) and news.is_new(end - 1, end)):
            kept += 1
            continue
        inner = tokens(text, start + 1, end - 1)
        fresh = sum(news.is_new(word.start, word.end) for word in inner)
        (around_new if fresh == len(inner) else around_old if not fresh else []).append((start, end))
    return around_new, around_old, kept


def _beside(text: str, pair: Span, others: Sequence[Span]) -> bool:
    """Tells whether only blanks lie between a pair of brackets and one of the others, as between alternatives."""
    return any(not text[first[1] : second[0]].strip(" ") for first, second in (sorted((pair, it)) for it in others))


def _pairs(text: str) -> Iterator[Span]:
    """Yields the brackets that close in the line in which they open, the outermost of each nest."""
    begin = 0
    for line in text.split("\n"):
        depth = opened = 0
        for place, sign in enumerate(line):
            if sign == "[":
                opened = opened if depth else place
                depth += 1
            elif sign == "]" and depth:
                depth -= 1
                if not depth:
                    yield begin + opened, begin + place + 1
        begin += len(line) + 1
