"""Slots: what a bracketed text is made of, as values. How they were found, and how one is chosen, is not known here.

    Part = Words | Slot | Run | Note | Options

- `Words` is text that nobody bracketed.
- A `Slot` is one pair of square brackets: words that stand or fall.
- A `Run` is slots side by side: `[shall][should]` are alternatives. With a blank between them (`[migrants] [refugees]`)
  they may be alternatives or a list; such a run is not `sure`, and both readings are kept.
- A `Note` is a pair of braces: words about the text, not of it.
- `Options` is a set of whole alternatives with names ("Option 1: … Option 2: No text"). One that says so proposes
  silence.

Offsets count characters of the text that was read. A part covers its brackets; what is inside lies between `start + 1`
and `end - 1`, or `end` where a bracket was left open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Cause = Literal["disputed", "placeholder", "blank", "numbering", "pending", "editorial", "citation"]


@dataclass(frozen=True, slots=True)
class Words:
    """Text outside every bracket of its level."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A pair of square brackets; `depth` is 1 for an outermost one, `closed` false where no bracket closes it."""

    start: int
    end: int
    depth: int
    cause: Cause
    parts: tuple[Part, ...] = ()
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """Slots side by side; `sure` where nothing stands between them, so that they can only be alternatives."""

    start: int
    end: int
    slots: tuple[Slot, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """A pair of braces: a remark on placement, on an outcome that is awaited, on a source."""

    start: int
    end: int
    depth: int
    cause: Cause
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One named alternative: `label` as printed, `words_start` where its words begin, `silent` where it proposes that
    nothing be said ("No text")."""

    start: int
    end: int
    label: str
    number: str
    words_start: int
    parts: tuple[Part, ...] = ()
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """Named alternatives in a row, one of which is to stand."""

    start: int
    end: int
    options: tuple[Option, ...]


Part: TypeAlias = "Words | Slot | Run | Note | Options"


def walk(parts: tuple[Part, ...]) -> Iterator[Slot | Run | Note | Options]:
    """Yields every slot, run, note and set of options, each before what is inside it; a run before its slots."""
    waiting: list[Part] = list(reversed(parts))
    while waiting:
        part = waiting.pop()
        if isinstance(part, Words):
            continue
        yield part
        match part:
            case Run():
                waiting.extend(reversed(part.slots))
            case Options():
                waiting.extend(inner for option in reversed(part.options) for inner in reversed(option.parts))
            case _:
                waiting.extend(reversed(part.parts))
