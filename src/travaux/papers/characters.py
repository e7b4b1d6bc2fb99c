"""Characters that every format can carry: what a paper's words become before they are printed, in all formats alike.

- A line ends with a line feed, however it ended before: CR, CR LF, VT, FF, NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR.
- What XML, HTML or a terminal cannot carry as text becomes U+FFFD: control characters but tab and line feed, lone
  surrogates, the codes that Unicode keeps from being characters.
- An embedding, override or isolate of direction (Unicode TR 9) that a run opens is closed where the run ends, so that
  it never reaches the words of others. The characters themselves stay.

All else stays as it is, also what has no width.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from travaux.papers.paper import Paper

T = TypeVar("T")

_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_LOST = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_PLAIN = re.compile(
    "[^\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]*"
)
_ISOLATES, _EMBEDDINGS = "\u2066\u2067\u2068", "\u202a\u202b\u202d\u202e"
_POP_ISOLATE, _POP_EMBEDDING = "\u2069", "\u202c"


def settled_text(text: str) -> str:
    r"""Returns a text of characters that every format can carry, its turns of direction closed.

    >>> settled_text("a\r\nb\0")
    'a\nb�'
    >>> settled_text("pay \u202enet") == "pay \u202enet\u202c"
    True
    """
    if _PLAIN.fullmatch(text):
        return text
    kept = _LOST.sub("\ufffd", _BREAKS.sub("\n", text))
    return "\n".join(line + _closing(line) for line in kept.split("\n"))


def settled(paper: Paper) -> Paper:
    """Returns a paper whose every text is settled; what was settled before stays the same."""
    return mapped(paper, settled_text)


def direction(language: str, text: str) -> str:
    """Returns "rtl" or "ltr" for a text: by its language where one is known, else by most of its first letters.

    >>> direction("", "المادة 1"), direction("en", "المادة 1")
    ('rtl', 'ltr')
    """
    if language:
        return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
    if text.isascii():
        return "ltr"
    kinds = [unicodedata.bidirectional(character) for character in text[:4000]]
    return "rtl" if sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L") else "ltr"


def texts(paper: Paper) -> Iterator[str]:
    """Yields every text in a paper, also names of parties and words on charts."""
    yield from _texts(paper)


def replaced(paper: Paper, signs: Mapping[str, str], remark: str) -> Paper:
    """Returns a paper in which other signs stand for some characters, with a remark at its end that says so."""
    table = str.maketrans(dict(signs))
    changed = mapped(paper, lambda text: text.translate(table))
    return replace(changed, remarks=(*changed.remarks, remark))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))


def mapped(value: T, change: Callable[[str], str]) -> T:
    """Returns a paper, or a part of one, with every text in it changed; where none changes, the same value."""
    if isinstance(value, str):
        return cast("T", change(value))
    if isinstance(value, tuple):
        made = tuple(mapped(each, change) for each in value)
        return value if all(map(_same, made, value)) else cast("T", made)
    if is_dataclass(value):
        changed: dict[str, Any] = {}
        for each in fields(value):
            before = getattr(value, each.name)
            if isinstance(before, (str, tuple)) or is_dataclass(before):
                after = mapped(before, change)
                if after is not before:
                    changed[each.name] = after
        return cast("T", replace(value, **changed)) if changed else value  # type: ignore[type-var]
    return value


def _same(one: object, other: object) -> bool:
    return one is other


def _closing(line: str) -> str:
    """Returns the characters that close what a line leaves open, innermost first."""
    opened: list[str] = []
    for sign in _TURNS.findall(line):
        if sign in _ISOLATES:
            opened.append(_POP_ISOLATE)
        elif sign in _EMBEDDINGS:
            opened.append(_POP_EMBEDDING)
        elif sign == _POP_ISOLATE and _POP_ISOLATE in opened:
            while opened.pop() != _POP_ISOLATE:
                pass
        elif sign == _POP_EMBEDDING and opened and opened[-1] == _POP_EMBEDDING:
            opened.pop()
    return "".join(reversed(opened))
