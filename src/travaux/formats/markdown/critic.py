"""CriticMarkup: insertions, deletions, substitutions, comments and highlights written into plain text.

    {++ put in ++}   {-- taken out --}   {~~ old ~> new ~~}   {>> comment <<}   {== highlighted ==}

The marks may stand anywhere, across Markdown's own signs and across paragraphs. Each is replaced by one *sign*, a
character of private use that the file does not have, so that Markdown can be read around it; `Signs` tells what each
means. A mark that never closes, or closes what was not opened, stays in the text as it stands, with a notice.

CriticMarkup knows no authors and no dates: the changes it records are by nobody named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from travaux.errors import Refused
from travaux.text.paragraphs import Notice

Meaning = Literal["insert", "inserted", "delete", "deleted", "mark", "marked", "comment"]

_CLOSERS = {"{++": "++}", "{--": "--}", "{~~": "~~}", "{>>": "<<}", "{==": "==}"}
_ANY = re.compile(r"\{\+\+|\+\+\}|\{--|--\}|\{~~|~~\}|~>|\{>>|<<\}|\{==|==\}")
_OPENS: tuple[Meaning, ...] = ("insert", "delete", "mark")
_ORDER: tuple[Meaning, ...] = (*_OPENS, "inserted", "deleted", "marked")
# What stands before the words of a line, and is not among them.
_PREFIX = r"(?:[ \t]*(?:#{1,6}[ \t]+|(?:[-*+]|\d{1,9}[.)])[ \t]+|>[ \t]?|\|[ \t]*))+"


@dataclass(slots=True)
class Signs:
    """What the signs in a text mean: each character that is one, its meaning, and the words of the comments.

    `early` are the signs that stood before the number or bullet of a list item and were moved behind it.
    """

    meanings: dict[str, Meaning] = field(default_factory=dict)
    early: frozenset[str] = frozenset()
    comments: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)


def signed(text: str) -> tuple[str, Signs]:
    """Returns a text with every mark replaced by its sign, and what the signs mean."""
    signs = Signs()
    if "{" not in text or not _ANY.search(text):
        return text, signs
    scan = _Scan(text, signs)
    return "\n".join(_placed(scan.result().split("\n"), signs)), signs


class _Scan:
    """One pass over the marks of a text, each taken as what is open allows."""

    def __init__(self, text: str, signs: Signs) -> None:
        self.text = text
        self.signs = signs
        self.marks = list(_ANY.finditer(text))
        self.free = iter(_free(text, len(self.marks) + 2 * len(_ORDER)))
        for meaning in _ORDER:
            signs.meanings[next(self.free)] = meaning
        signs.early = frozenset(islice(self.free, len(_ORDER)))
        signs.meanings |= dict(zip(sorted(signs.early), _ORDER, strict=True))
        self.sign_of = {meaning: sign for sign, meaning in signs.meanings.items() if sign not in signs.early}
        self.last = {mark[0]: number for number, mark in enumerate(self.marks)}
        self.open: dict[str, str] = {}

    def result(self) -> str:
        """Returns the text with its signs."""
        parts, end, skip = [], 0, 0
        for number, mark in enumerate(self.marks):
            if number < skip:
                continue
            if mark[0] == "{>>":
                if comment := self._comment(number):
                    parts.extend([self.text[end : mark.start()], comment])
                    skip = self._comment_end(number) + 1
                    end = self.marks[skip - 1].end()
                continue
            meant = self._meant(number, mark)
            if meant:
                parts.append(self.text[end : mark.start()])
                parts.extend(self.sign_of[meaning] for meaning in meant)
                end = mark.end()
        return "".join([*parts, self.text[end:]])

    def _meant(self, number: int, mark: re.Match[str]) -> tuple[Meaning, ...]:
        """Returns what a mark that is no comment means here; nothing, where it stays in the text."""
        sign = mark[0]
        if sign in _CLOSERS:
            return self._opened(number, mark)
        if sign == "~>" and self.open.get("~~}") == "old":
            self.open["~~}"] = "new"
            return ("deleted", "insert")
        if sign == "~>":
            return ()
        state = self.open.pop(sign, "")
        if not state:
            self._defect(mark, "closes nothing")
            return ()
        if state == "old":
            self._defect(mark, "has no ~> and was read as a deletion")
        closed: dict[str, Meaning] = {"++}": "inserted", "--}": "deleted", "==}": "marked"}
        return (closed.get(sign, "deleted" if state == "old" else "inserted"),)

    def _opened(self, number: int, mark: re.Match[str]) -> tuple[Meaning, ...]:
        closer = _CLOSERS[mark[0]]
        if closer in self.open:
            self._defect(mark, "opens inside another of its kind")
            return ()
        if self.last.get(closer, -1) < number:
            self._defect(mark, "never closes")
            return ()
        self.open[closer] = "old" if mark[0] == "{~~" else "open"
        opened: dict[str, Meaning] = {"{++": "insert", "{--": "delete", "{~~": "delete", "{==": "mark"}
        return (opened[mark[0]],)

    def _comment(self, number: int) -> str:
        """Returns the sign of a comment, each of which has its own; nothing, where it stays in the text."""
        sign = next(self.free, "")
        if self.last.get("<<}", -1) < number or not sign:
            self._defect(self.marks[number], "never closes")
            return ""
        end = self.marks[self._comment_end(number)].start()
        self.signs.comments[sign] = " ".join(self.text[self.marks[number].end() : end].split())
        self.signs.meanings[sign] = "comment"
        return sign

    def _comment_end(self, number: int) -> int:
        return next(n for n in range(number, len(self.marks)) if self.marks[n][0] == "<<}")

    def _defect(self, mark: re.Match[str], what: str) -> None:
        line = self.text.count("\n", 0, mark.start()) + 1
        self.signs.notices.append(Notice(f"the mark {mark[0]} {what}", f"line {line}"))


def _placed(lines: list[str], signs: Signs) -> list[str]:
    """Moves signs away from where they would hide a heading, a list item or a table row from Markdown."""
    every = f"{min(signs.meanings)}-{max(signs.meanings)}"
    earlier = dict(zip(_ORDER, sorted(signs.early), strict=True))
    alone = re.compile(f"[ \t]*[{every}](?:[ \t]*[{every}])*[ \t]*")
    # Only where a line begins: within it, "1. " is words.
    before_prefix = re.compile(f"\\A((?:{_PREFIX})?[ \t]*)([{every}]+)({_PREFIX})")
    after_bar = re.compile(f"(\\|)[ \t]*([{every}]+)[ \t]*$")
    carried = ""
    words = -1
    for number, line in enumerate(lines):
        if alone.fullmatch(line) and number + 1 < len(lines):
            found = [sign for sign in line if sign in signs.meanings]
            carried += "".join(sign for sign in found if signs.meanings[sign] in _OPENS)
            closing = "".join(sign for sign in found if signs.meanings[sign] not in _OPENS)
            if words >= 0:
                lines[words] += closing
            else:
                carried += closing
            lines[number] = ""
            continue
        if line.strip():
            line, carried, words = carried + line, "", number
        line = before_prefix.sub(lambda m: m[1] + m[3] + _earlier(m[2], signs, earlier), line, count=1)
        lines[number] = after_bar.sub(r"\2\1", line)
    return lines


def _earlier(found: str, signs: Signs, earlier: dict[Meaning, str]) -> str:
    return "".join(earlier.get(signs.meanings[sign], sign) for sign in found)


def _free(text: str, count: int) -> list[str]:
    """Returns neighbouring characters of private use that a text does not have.

    Raises `Refused` where there are not so many: a text with that many marks is none that people wrote.
    """
    used = {ord(sign) for sign in set(text) if sign >= "\U000f0000"}
    for first in range(0xF0000, 0x10FFFE - count, count):
        if first >> 16 == (first + count) >> 16 and not used.intersection(range(first, first + count)):
            return [chr(code) for code in range(first, first + count)]
    raise Refused(f"it has {count:,} marks of CriticMarkup, too many to read", advice="Split the file")
