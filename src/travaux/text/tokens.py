"""Tokens: the words, numbers and signs that a trace counts. Nothing of clauses or drafts.

The rule has a name, `travaux-tokens/1`, and never changes under it:

- A *word* is a run of letters, digits and combining marks; an apostrophe (' or ’) between two of them is inside
  the word.
- A letter of a script written without spaces between words (Han, Hiragana, Katakana, Bopomofo, Thai, Lao, Khmer,
  Myanmar, Tibetan), with the marks that follow it, is a token of its own.
- Any other character that is not white space is a token of its own; so is an underscore.

Case is kept. White space separates and is never a token.

>>> words("The Party’s 3rd plan_b: 条約.")
['The', 'Party’s', '3rd', 'plan', '_', 'b', ':', '条', '約', '.']
"""

from __future__ import annotations

import re
from typing import NamedTuple

RULE = "travaux-tokens/1"

# Combining marks (general category M) of the Basic Multilingual Plane that scripts in use put inside words.
_MARK = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0900-\u0903\u093a-\u093c"
    "\u093e-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a70"
    "\u0a71\u0a81-\u0a83\u0abc\u0abe-\u0acd\u0b01-\u0b03\u0b3c\u0b3e-\u0b57\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04"
    "\u0c3e-\u0c56\u0c81-\u0c83\u0cbc\u0cbe-\u0cd6\u0d00-\u0d03\u0d3b\u0d3c\u0d3e-\u0d4d\u0d57\u0d81-\u0d83"
    "\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f18\u0f19\u0f35\u0f37\u0f39"
    "\u0f3e\u0f3f\u0f71-\u0f84\u0f86\u0f87\u0f8d-\u0fbc\u102b-\u103e\u1056-\u1059\u135d-\u135f\u17b4-\u17d3\u17dd"
    "\u180b-\u180d\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u302a-\u302f\u3099\u309a\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f"
)
# Letters of scripts that put no space between words.
_DENSE = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf\u0f40-\u0f6c\u1000-\u102a"
    "\u1780-\u17b3\u3005-\u3007\u3040-\u3096\u309d-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_LETTER = f"(?:[^\\W_{_DENSE}][{_MARK}]*)"

PATTERN = re.compile(f"{_LETTER}+(?:['’]{_LETTER}+)*|[{_DENSE}][{_MARK}]*|[^\\s]")


class Token(NamedTuple):
    """A token and its place: character offsets in the text it was cut from, `end` not included."""

    text: str
    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Returns the tokens of `text` between two offsets, with their places in the whole text."""
    stop = len(text) if end is None else end
    return [Token(m.group(), m.start(), m.end()) for m in PATTERN.finditer(text, start, stop)]


def words(text: str) -> list[str]:
    """Returns the tokens of `text` without their places."""
    return PATTERN.findall(text)
