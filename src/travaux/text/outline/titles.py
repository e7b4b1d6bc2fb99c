"""Titles: what looks like a heading on the page, by its typography alone. Nothing of numbers."""

from __future__ import annotations

import re

from travaux.text.outline.layout import Row

_END = re.compile(r"[;,]\s+(?:and|or|et|ou|und|oder|y|o|e|и|або)$|[.;:,。；：，،؛—–][\])}*_”\"»]*$")
_VERBS = re.compile(r"\b(?:shall|must|may|will|should|is|are|has|have|means?)\b")
_SMALL = r"of|and|to|the|for|in|on|or|by|with|from|an?|&"
_CAPITAL = r"[A-Z][\w’'/-]*"
_RUN_IN = re.compile(
    rf"[*_]{{0,3}}({_CAPITAL}(?:,?[ ]+(?:{_CAPITAL}|{_SMALL})){{0,9}})[*_]{{0,3}}\.[*_]{{0,3}}\s+(?=[A-Z“\"(*_])"
)
_MARKS = "*_[]() "


def is_title(words: str) -> bool:
    """Says whether words could be a title: short, begun with a capital, no stop at the end, no verb of obligation.

    >>> is_title("Settlement of Disputes"), is_title("Each Party shall report"), is_title("Ziele.")
    (True, False, False)
    """
    if not words or len(words) > 120 or _END.search(words) or _VERBS.search(words):
        return False
    if any(sign.isupper() for sign in words[:3]) or words[0] in '([“"«„*_':
        return len(words.split()) <= 16
    return not words[0].islower() and not words[0].isascii() and len(words) <= 40


def is_capitals(text: str) -> bool:
    """Says whether a line is set in capitals throughout, as a heading is."""
    plain = text.strip(_MARKS)
    if not 4 <= len(plain) <= 120 or plain.endswith((";", ",", ":", ".")) or plain[0] in '“"|+-' or not plain.isupper():
        return False
    return sum(sign.isalpha() for sign in plain) >= 4


def run_in(words: str) -> str:
    """Returns the title that begins a paragraph and ends with a full stop, empty if none does.

    >>> run_in("Governing Law. This Agreement is governed by the laws of Boria.")
    'Governing Law'
    """
    match = _RUN_IN.match(words)
    return match[1].strip("*_ ") if match else ""


WIKI = re.compile(r"(={2,6})(?!=)[ \t]*+(.*?[^=\s])[ \t]*\1[ \t]*")
"""A heading of wikitext: `== Article 1 ==`."""


def level_of(row: Row) -> int | None:
    """Returns the outline level of a row, as the file gives it or as the signs `# …` and `== … ==` show it."""
    if row.info.level is not None:
        return row.info.level
    wiki = WIKI.fullmatch(row.text)
    if wiki:
        return len(wiki[1]) - 1
    hashes = len(row.text) - len(row.text.lstrip("#"))
    return hashes - 1 if 0 < hashes < 7 and row.text[hashes : hashes + 1] == " " else None


def bare(words: str) -> str:
    """Returns the words of a heading without the signs that make it one."""
    wiki = WIKI.fullmatch(words)
    return (wiki[2] if wiki else words).strip("#*_ \t")


def begins_small(words: str) -> bool:
    """Says whether words begin with a small letter."""
    return words[:1].islower()
