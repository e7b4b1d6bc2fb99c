"""Readings: the plain text that stands when every bracket is decided one way, and the rule for its blanks.

Brackets hold blanks and punctuation of their own (`[ and others]`, `[, subject to law]`, `[should strive ]`), so words
are joined by rule where a bracket stood: two blanks become one; a blank before a comma, full stop, semicolon, colon or
closing parenthesis goes; two words that only a blank inside a dropped bracket kept apart get one; a line that is left
empty goes. Elsewhere nothing changes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias, assert_never

from travaux.text.brackets.markup import Aside
from travaux.text.brackets.slots import Note, Option, Options, Part, Run, Slot, Words
from travaux.text.clauses import Span

Choose: TypeAlias = "Callable[[Slot | Run | Options | Note], Sequence[int]]"
Choice: TypeAlias = "Literal['all', 'first', 'none'] | Choose"

_KEPT_IN_NONE = ("blank", "numbering", "citation")


def chooser(choice: Choice) -> Choose:
    """Returns the function behind the name of a choice."""
    if callable(choice):
        return choice
    named = {"all": choose_all, "first": choose_first, "none": choose_none}
    if choice not in named:
        raise ValueError(f"no such reading: {choice!r}; the names are 'all', 'first' and 'none'")
    return named[choice]


def choose_all(part: Slot | Run | Options | Note) -> Sequence[int]:
    """Keeps every optional text, every member of a run that may be a list, the first alternative, the first option."""
    match part:
        case Note():
            return ()
        case Slot():
            return () if part.cause in ("editorial", "pending") else (0,)
        case Run():
            return range(len(part.slots)) if not part.sure else (_first(part),)
        case Options():
            return (0,)
        case _:
            assert_never(part)


def choose_first(part: Slot | Run | Options | Note) -> Sequence[int]:
    """As `choose_all`, but reads every run as alternatives."""
    return (_first(part),) if isinstance(part, Run) else choose_all(part)


def choose_none(part: Slot | Run | Options | Note) -> Sequence[int]:
    """Keeps only what nobody bracketed; blanks, numbers and citations stay, their brackets mean nothing else."""
    match part:
        case Slot():
            return (0,) if part.cause in _KEPT_IN_NONE else ()
        case Run():
            kept = [place for place, slot in enumerate(part.slots) if slot.cause in _KEPT_IN_NONE]
            return kept[:1] if len(kept) == len(part.slots) else ()
        case _:
            return ()


def _first(run: Run) -> int:
    return next((place for place, slot in enumerate(run.slots) if slot.cause != "blank"), 0)


class Page:
    """The text of a reading as it grows."""

    def __init__(self, text: str, asides: list[Aside], marks: list[Span]) -> None:
        self.text = text
        self.cuts = _apart([*(span for aside in asides for span in _left_out(aside)), *marks])
        self.ends = [end for _, end in self.cuts]
        self.pieces: list[str] = []
        self.tail = ""
        self.joint = False
        self.blank_lost = False

    def join(self, blank_lost: bool) -> None:
        """Notes that a bracket stood here; `blank_lost` where a blank inside it may have kept two words apart."""
        self.joint = True
        self.blank_lost = self.blank_lost or blank_lost

    def write(self, start: int, end: int, stray: frozenset[int]) -> None:
        """Writes the characters from `start` to `end`, without markup and without stray brackets."""
        at = bisect_right(self.ends, start)
        while at < len(self.cuts) and self.cuts[at][0] < end:
            cut_start, cut_end = self.cuts[at]
            self._put(self.text[start:cut_start], start, stray)
            start = min(cut_end, end)
            at += 1
        self._put(self.text[start:end], start, stray)

    def _put(self, words: str, start: int, stray: frozenset[int]) -> None:
        if stray and ("]" in words or "{" in words or "}" in words or "[" in words):
            words = "".join(sign for place, sign in enumerate(words, start) if place not in stray)
        self._append(words)

    def _append(self, words: str) -> None:
        if not words:
            return
        if self.joint:
            words = self._joined(words)
            if not words:
                return
            self.joint = self.blank_lost = False
        self.pieces.append(words)
        self.tail = (self.tail + words)[-4:]

    def _joined(self, words: str) -> str:
        if not self.tail or self.tail[-1] == "\n":
            words = words.lstrip(" \t") if self.tail or not self.pieces else words
            have = len(self.tail) - len(self.tail.rstrip("\n"))
            ahead = len(words) - len(words.lstrip("\n"))
            return words[min(ahead, have if self.tail else ahead) :] if ahead else words
        last, first = self.tail[-1], words[0]
        if last in " \t\u00a0" and (first in " \t\u00a0,.;:)" or first == "\n"):
            if first in " \t\u00a0":
                return words.lstrip(" \t\u00a0") or words[:0]
            self.trim()
        elif last == "(" and first in " \t":
            return words.lstrip(" \t")
        elif last.isalnum() and first.isalnum() and self.blank_lost:
            return " " + words
        return words

    def trim(self) -> None:
        """Takes away the blanks at the end."""
        while self.pieces and not self.pieces[-1].rstrip(" \t\u00a0"):
            self.pieces.pop()
        if self.pieces:
            self.pieces[-1] = self.pieces[-1].rstrip(" \t\u00a0")
        self.tail = self.pieces[-1][-4:] if self.pieces else ""


def _left_out(aside: Aside) -> tuple[Span, ...]:
    """Returns the characters of what is set aside that are not of the text: all but the words of a link."""
    if aside.kind == "link":
        return (aside.start, aside.words[0]), (aside.words[1], aside.end)
    return ((aside.start, aside.end),)


def _apart(spans: list[Span]) -> list[Span]:
    """Returns spans in order, without those that begin inside another."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or span[0] >= found[-1][1]:
            found.append(span)
    return found


def render(parts: tuple[Part, ...], page: Page, choose: Choose, stray: frozenset[int]) -> str:
    """Returns the text of a reading."""
    text = page.text
    waiting: list[Part | Option | bool] = list(reversed(parts))
    while waiting:
        part = waiting.pop()
        match part:
            case bool():
                page.join(part)
            case Words():
                page.write(part.start, part.end, stray)
            case Option():
                inner = [] if part.silent else list(reversed(part.parts))
                waiting += inner
            case Slot() | Note():
                lost = blank_inside(text, part)
                page.join(False)
                if list(choose(part)):
                    waiting.append(False)
                    waiting += reversed(part.parts)
                else:
                    page.join(lost)
            case Run():
                _run(text, part, choose, waiting, page)
            case Options():
                page.join(False)
                waiting.append(True)
                for place in reversed(list(choose(part))):
                    waiting.append(part.options[place])
            case _:
                assert_never(part)
    if page.joint:
        page.trim()
    return "".join(page.pieces)


def _run(text: str, run: Run, choose: Choose, waiting: list[Part | Option | bool], page: Page) -> None:
    kept = list(choose(run))
    lost = any(blank_inside(text, slot) for slot in run.slots)
    page.join(lost)
    waiting.append(lost)
    for order, place in enumerate(reversed(kept)):
        slot = run.slots[place]
        waiting += reversed(slot.parts)
        if order + 1 < len(kept):
            waiting.append(True)
            before = run.slots[place - 1].end
            if place and before < slot.start:
                waiting.append(Words(before, slot.start))
                waiting.append(False)


def blank_inside(text: str, part: Slot | Note) -> bool:
    """Says whether a bracket holds a blank at either edge."""
    inner_end = part.end - 1 if not isinstance(part, Slot) or part.closed else part.end
    return part.start + 1 < inner_end and (text[part.start + 1].isspace() or text[inner_end - 1].isspace())
