"""Pairing: which bracket closes which, what is left over, and by what rule it is repaired.

Brackets pair from the inside out, across lines and paragraphs, as a reader pairs them. But no pair reaches over a
heading, unless it takes in whole clauses: it opens as the first thing in a heading's line (or on a line of its own just
before) and closes as the last thing before the next heading. Else one bracket forgotten in a preamble would pair with a
stray one nine articles on, and striking it would strike them all.

What is left over is repaired, and said: a bracket left open ends with its clause's own words at that place; a stray
closing one stays as text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from travaux.text.brackets.markup import Covered
from travaux.text.clauses import Clause

DefectKind = Literal[
    "left open",
    "stray closing",
    "crosses a clause",
    "crosses a paragraph",
    "crosses an option",
    "crossed pair",
    "ambiguous run",
]
_BRACKET = re.compile(r"[\[\]{}]")
_BREAK = re.compile(r"\n[ \t]*\n")
_HEADING_KINDS = (
    "annex schedule appendix protocol preamble closing part book title subtitle chapter subchapter section subsection "
    "heading article crossheading"
)
_HEADINGS = frozenset(_HEADING_KINDS.split())


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong with a bracket, where, and what was done about it."""

    kind: DefectKind
    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What a count of brackets gives, before any repair: square ones opening and closing (`opening`, `closing`), the
    deepest nesting, how many stay `left_open` and how many closing ones are `stray` when all are paired from the inside
    out, how many `pairs` there are and how many of them cross a paragraph, how many paragraphs there are and in how
    many the brackets do not balance. A paragraph is a line of a draft, a block between empty lines of a string."""

    opening: int = 0
    closing: int = 0
    deepest: int = 0
    left_open: int = 0
    stray: int = 0
    pairs: int = 0
    crossing: int = 0
    paragraphs: int = 0
    unbalanced: int = 0
    braces: int = 0


@dataclass(frozen=True, slots=True)
class Pairing:
    """Pairs of square brackets and of braces (places of the two signs), squares left open with the place where each is
    held to end, and the defects."""

    squares: list[tuple[int, int]]
    braces: list[tuple[int, int]]
    open_squares: list[tuple[int, int]]
    defects: list[Defect]
    counts: Counts


class Places:
    """Where lines, paragraphs and headings begin, so that a place can be told from another."""

    def __init__(self, text: str, clauses: Sequence[Clause], by_line: bool) -> None:
        self.text = text
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.breaks = self.lines[1:] if by_line else [match.start() for match in _BREAK.finditer(text)]
        self.spans: list[tuple[int, int]] = []
        self.headings: list[int] = []
        self.options: list[int] = []
        waiting = list(reversed(clauses))
        while waiting:
            clause = waiting.pop()
            self.spans += clause.own
            if clause.kind in _HEADINGS and not clause.quoted:
                self.headings.append(clause.span[0])
            if clause.kind == "option":
                self.options.append(clause.label_span[0] or clause.span[0])
            waiting.extend(reversed(clause.children))
        self.spans.sort()
        self.headings.sort()
        self.options.sort()

    def line(self, place: int) -> int:
        """Returns the number of the line of a place, from 1."""
        return bisect_right(self.lines, place)

    def section(self, place: int) -> int:
        """Returns how many headings stand at or before a place."""
        return bisect_right(self.headings, place)

    def crosses(self, marks: list[int], start: int, end: int) -> bool:
        """Says whether one of some places lies after `start` and before `end`."""
        return bisect_right(marks, start) < bisect_left(marks, end)

    def own_end(self, place: int) -> int:
        """Returns where the words of the clause that hold a place end."""
        index = bisect_right(self.spans, (place, len(self.text) + 1)) - 1
        if index >= 0 and place < self.spans[index][1]:
            return self.spans[index][1]
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end

    def begins(self, place: int) -> bool:
        """Says whether nothing but signs stands before a place in its line, and a heading is there or comes next."""
        line = self.lines[self.line(place) - 1]
        if place - line > 40 or self.text[line:place].strip(" \t#*_>[("):
            return False
        at = bisect_left(self.headings, line)
        if at == len(self.headings):
            return False
        return self.headings[at] <= place or not self.text[place : self.headings[at]].strip(" \t\n\r#*_>[(")

    def finishes(self, place: int) -> bool:
        """Says whether nothing but signs stands between a place and the next heading, or the end."""
        at = bisect_right(self.headings, place)
        end = self.headings[at] if at < len(self.headings) else len(self.text)
        return end - place < 200 and not self.text[place:end].strip(" \t\n\r#*_>]).;:,")


def pair(text: str, covered: Covered, places: Places) -> Pairing:
    """Returns how the brackets of a text pair."""
    signs = [match.start() for match in _BRACKET.finditer(text) if covered.at(match.start()) is None]
    squares = [at for at in signs if text[at] in "[]"]
    counts = _count(text, squares, places)
    defects: list[Defect] = []
    pairs, opens, strays = _in_sections(text, squares, places)
    wide, opens, strays = _whole_clauses(opens, strays, places)
    pairs = sorted(pairs + wide)
    braces = _braces(text, signs, pairs, places, defects)
    _left_over(text, opens, strays, places, defects)
    for start, end in pairs:
        if places.crosses(places.options, start, end):
            if not _encloses_options(text, start, end, places):
                defects.append(
                    _at("crosses an option", start, end + 1, places, "closes in another option than it opens in")
                )
        elif places.crosses(places.breaks, start, end):
            defects.append(
                _at("crosses a paragraph", start, end + 1, places, "closes in another paragraph than it opens in")
            )
    defects.sort(key=lambda defect: (defect.start, defect.end))
    open_squares = _ends(opens, pairs, braces, places)
    return Pairing(pairs, braces, open_squares, defects, Counts(**{**counts, "braces": len(braces)}))


def _encloses_options(text: str, start: int, end: int, places: Places) -> bool:
    first = places.options[bisect_right(places.options, start)]
    return not text[start + 1 : min(first, start + 400)].strip(" \t\n*_[") or text[start + 1 : first].rstrip().endswith(
        ":"
    )


def _at(kind: DefectKind, start: int, end: int, places: Places, what: str) -> Defect:
    return Defect(kind, start, end, f"line {places.line(start)} to {places.line(end - 1)}: {what}")


def _count(text: str, squares: list[int], places: Places) -> dict[str, int]:
    waiting: list[int] = []
    deepest = stray = pairs = crossing = 0
    balance: dict[int, int] = {}
    blocks = places.breaks
    for at in squares:
        block = bisect_right(blocks, at)
        if text[at] == "[":
            waiting.append(at)
            deepest = max(deepest, len(waiting))
            balance[block] = balance.get(block, 0) + 1
            continue
        balance[block] = balance.get(block, 0) - 1
        if not waiting:
            stray += 1
            continue
        pairs += 1
        crossing += places.crosses(blocks, waiting.pop(), at)
    opening = sum(text[at] == "[" for at in squares)
    return {
        "opening": opening, "closing": len(squares) - opening, "deepest": deepest, "left_open": len(waiting),
        "stray": stray, "pairs": pairs, "crossing": crossing, "unbalanced": sum(1 for n in balance.values() if n),
        "paragraphs": sum(1 for a, b in pairwise([0, *blocks, len(text)]) if not text[a:b].isspace() and a < b),
    }  # fmt: skip


def _in_sections(text: str, squares: list[int], places: Places) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    pairs: list[tuple[int, int]] = []
    opens: list[int] = []
    strays: list[int] = []
    waiting: list[int] = []
    section = 0
    for at in squares:
        here = places.section(at)
        if here != section:
            opens += waiting
            waiting, section = [], here
        if text[at] == "[":
            waiting.append(at)
        elif waiting:
            pairs.append((waiting.pop(), at))
        else:
            strays.append(at)
    return pairs, opens + waiting, strays


def _whole_clauses(
    opens: list[int], strays: list[int], places: Places
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Pairs what opens before whole clauses with what closes after them."""
    wide: list[tuple[int, int]] = []
    waiting: list[int] = []
    lone: list[int] = []
    opening = set(opens)
    for at in sorted([*opens, *strays]):
        if at in opening:
            if places.begins(at):
                waiting.append(at)
        elif waiting and places.finishes(at + 1):
            wide.append((waiting.pop(), at))
        else:
            lone.append(at)
    taken = {start for start, _ in wide}
    return wide, [at for at in opens if at not in taken], lone


def _left_over(text: str, opens: list[int], strays: list[int], places: Places, defects: list[Defect]) -> None:
    waiting: list[int] = []
    partner: dict[int, int] = {}
    for at in sorted([*opens, *strays]):
        if text[at] == "[":
            waiting.append(at)
        elif waiting:
            partner[waiting.pop()] = at
    closing = set(partner.values())
    for at in opens:
        if at in partner:
            what = (
                f"opens in line {places.line(at)} and would close in line {places.line(partner[at])}, beyond a heading"
            )
            message = f"{what}: read as left open, ending with its clause; the closing one as text"
            defects.append(Defect("crosses a clause", at, partner[at] + 1, message))
        else:
            message = f"line {places.line(at)}: no bracket closes it; read as ending with its clause"
            defects.append(Defect("left open", at, at + 1, message))
    for at in strays:
        if at not in closing:
            message = f"line {places.line(at)}: no bracket opens it; read as text"
            defects.append(Defect("stray closing", at, at + 1, message))


def _ends(
    opens: list[int], pairs: list[tuple[int, int]], braces: list[tuple[int, int]], places: Places
) -> list[tuple[int, int]]:
    """Returns where each bracket left open is held to end.

    With its clause's words; later, if a pair that opens in them closes later; sooner, if it stands between braces.
    """
    spans = sorted([*pairs, *braces])
    reach: dict[int, int] = {}
    around: list[tuple[int, int]] = []
    found = []
    brace = 0
    for at in sorted(opens):
        while brace < len(braces) and braces[brace][0] < at:
            around.append(braces[brace])
            brace += 1
        while around and around[-1][1] < at:
            around.pop()
        own = places.own_end(at)
        if own not in reach:
            reach[own] = _stretched(spans, at, own)
        found.append((at, min(reach[own], around[-1][1]) if around else reach[own]))
    return found


def _stretched(spans: list[tuple[int, int]], at: int, end: int) -> int:
    index = bisect_right(spans, (at, 0))
    while index < len(spans) and spans[index][0] < end:
        end = max(end, spans[index][1] + 1)
        index += 1
    return end


def _braces(
    text: str, signs: list[int], pairs: list[tuple[int, int]], places: Places, defects: list[Defect]
) -> list[tuple[int, int]]:
    partner = dict(pairs)
    partner.update((end, start) for start, end in pairs)
    waiting: list[tuple[str, int]] = []
    found = []
    section = 0
    for at in signs:
        if places.section(at) != section:
            section = places.section(at)
            defects += [_lone_brace(place, places) for sign, place in waiting if sign == "{"]
            waiting = [one for one in waiting if one[0] == "["]
        sign = text[at]
        if (sign == "[" and at in partner) or sign == "{":
            waiting.append((sign, at))
        elif sign == "]" and at in partner:
            while waiting and waiting[-1][0] == "{":
                _, place = waiting.pop()
                defects.append(
                    Defect(
                        "crossed pair",
                        place,
                        at + 1,
                        f"line {places.line(place)}: a brace crosses a square bracket; read as text",
                    )
                )
            waiting.pop()
        elif sign == "}":
            if waiting and waiting[-1][0] == "{":
                found.append((waiting.pop()[1], at))
            else:
                defects.append(
                    Defect("stray closing", at, at + 1, f"line {places.line(at)}: no brace opens it here; read as text")
                )
    defects += [_lone_brace(place, places) for _, place in waiting]
    return sorted(found)


def _lone_brace(place: int, places: Places) -> Defect:
    return Defect("left open", place, place + 1, f"line {places.line(place)}: no brace closes it; read as text")
