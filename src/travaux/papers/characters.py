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
    return _settled(paper)


def _settled(value: T) -> T:
    if isinstance(value, str):
        return cast("T", settled_text(value))
    if isinstance(value, tuple):
        made = tuple(map(_settled, value))
        return value if all(map(_same, made, value)) else cast("T", made)
    if is_dataclass(value):
        changed: dict[str, Any] = {}
        for each in fields(value):
            before = getattr(value, each.name)
            if isinstance(before, (str, tuple)) or is_dataclass(before):
                after = _settled(before)
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
