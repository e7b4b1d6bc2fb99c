"""Texts: what words name of the negotiated text: clauses by their number, so many of them, or the text as a whole.

    Article 6; clauses 3, 4 and 9; paragraph 2(a)      these clauses
    most of it; several clauses; any clause            so much of the text that was named before
    the plan; the draft; it                            the text as a whole; "it" where a text or a clause stands before

What names no text gives nothing: who accepted an invitation changed no clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from travaux.claims.claim import ALL, ANY, Much, Quantity
from travaux.reading.lines import Line, Run
from travaux.reading.particles import CLAUSES, NUMBERS, TEXTS
from travaux.reading.passages import Passage
from travaux.record.terms import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What of a text some words name: clauses, the text, or a part that has no number ("the second paragraph").

    `none` says that they name none of it ("no clause"); `how` tells how a pronoun was read.
    """

    kind: Literal["clauses", "text", "part"]
    clauses: tuple[Place, ...] = ()
    quantity: Quantity = ANY
    none: bool = False
    how: str = ""


_PATH = re.compile(r"\d+(?:[.]\d+)*(?:\([a-z0-9]+\))*[a-z]?|[ivx]+|[a-z]", re.IGNORECASE)
_NUMBERED = frozenset((
    "clause", "clauses", "article", "articles", "paragraph", "paragraphs", "point", "points", "provision", "provisions",
    "section", "sections", "item", "items", "annex", "chapter",
))  # fmt: skip
_MUCH: dict[str, Much] = {
    "any": "any", "some": "some", "several": "several", "most": "most", "majority": "most", "all": "all",
    "every": "all", "each": "all", "a": "some", "one": "some",
}  # fmt: skip
_CHANGES = frozenset((
    "change", "changes", "modification", "modifications", "amendment", "amendments", "alteration", "alterations",
    "edits", "revision", "revisions", "adjustment", "adjustments",
))  # fmt: skip


def read(passages: Sequence[Passage], passage: Passage, run: Run | None) -> Matter | None:
    """Returns what of a text a run names, if anything."""
    if run is None:
        return None
    line = passage.line
    low = line.low[run[0] : run[1]]
    named = _numbered(line, run)
    if named:
        return Matter(kind="clauses", clauses=named, quantity=ALL)
    much = None if _head(low) in TEXTS and low[0] in ("a", "one") else _quantity(low)
    if low[0] in ("no", "none", "neither"):
        none = any(word in CLAUSES for word in low) or "it" in low or "them" in low
        return Matter(kind="clauses", none=True) if none else None
    if much is not None:
        return _so_much(passages, passage, run, much)
    if low in (("it",), ("them",)):
        return _antecedent(passages, passage, run[0])
    head = _head(low)
    own = low[0] in ("its", "their", "his", "her", "our", "my") or "'s" in low
    if own and head in (
        "proposal",
        "proposals",
        "version",
        "declaration",
        "standard",
        "language",
        "schedule",
        "plan",
        "statute",
        "contract",
    ):
        return None
    if head in TEXTS:
        return Matter(kind="part" if _OTHER & set(low) else "text")
    if head in _PARTS and not own:
        return Matter(kind="part")
    return None


_OTHER = frozenset((
    "new", "another", "rival", "own", "second", "third", "first", "earlier", "previous", "later", "different", "other",
    "separate", "similar", "next", "last", "final", "old",
))  # fmt: skip
"""Words by which a text is another than the one that is talked of: no claim is made of it."""
_PARTS = CLAUSES - {
    "article",
    "articles",
    "item",
    "items",
    "point",
    "points",
    "terms",
    "sentence",
    "section",
    "sections",
}


def _head(low: Sequence[str]) -> str:
    """Returns the head of a run: its last word before "of" or another preposition."""
    for at, word in enumerate(low):
        if at and word in ("of", "on", "for", "in", "from", "to", "with", "between"):
            return low[at - 1]
    return low[-1]


def _quantity(low: Sequence[str]) -> Quantity | None:
    """Returns how much a run says: "most of", "the majority of", "three clauses"."""
    first = low[1] if low[0] in ("the", "a", "vast", "its") and len(low) > 1 else low[0]
    if first in ("vast", "great", "overwhelming", "large") and len(low) > 2:
        first = low[2]
    if first in _MUCH and not (low[0] == "the" and first != "majority"):
        return Quantity(kind=_MUCH[first])
    if low[0] in ("a", "one"):
        return Quantity(kind="some")
    return None


def _so_much(passages: Sequence[Passage], passage: Passage, run: Run, much: Quantity) -> Matter | None:
    low = passage.line.low[run[0] : run[1]]
    if any(word in CLAUSES for word in low):
        if low[0] in ("a", "one"):
            return Matter(kind="part") if _head(low) in _PARTS else None
        return Matter(kind="clauses", quantity=much)
    rest = low[low.index("of") + 1 :] if "of" in low else ()
    if rest and rest[-1] in ("it", "them"):
        before = _antecedent(passages, passage, run[1] - 1)
        return None if before is None else Matter(kind="clauses", quantity=much, how=before.how)
    if rest and _head(rest) in TEXTS and rest[0] in ("the", "its", "this", "that"):
        return Matter(kind="clauses", quantity=much)
    return None


def _numbered(line: Line, run: Run) -> tuple[Place, ...]:
    """Returns the clauses that a run names by number: "Article 6", "clauses 3, 4 and 9"."""
    for at in range(run[0], min(run[1], run[0] + 4)):
        if line.low[at] in _NUMBERED and at + 1 < len(line.low):
            return _paths(line, at + 1)
    return ()


def _paths(line: Line, at: int) -> tuple[Place, ...]:
    found: list[Place] = []
    while True:
        path, after = _path(line, at)
        if not path:
            break
        found.append(Place(path))
        at = after
        joints = 0
        while at < len(line.low) and line.low[at] in (",", "and", "or") and joints < 2:
            at, joints = at + 1, joints + 1
        if not joints or not (at < len(line.low) and line.words[at][:1].isdigit()):
            break
    return tuple(dict.fromkeys(found))


def _path(line: Line, at: int) -> tuple[str, int]:
    """Returns the number of a clause at a word, with what stands in brackets behind it, and where it ends."""
    word = line.words[at]
    if not (word[:1].isdigit() and _PATH.fullmatch(word)):
        return "", at
    end = at + 1
    while end + 2 < len(line.words) and line.words[end] == "(" and line.words[end + 2] == ")":
        apart = line.spans[end][0] != line.spans[end - 1][1]
        if len(line.words[end + 1]) > 4 or (apart and not _PATH.fullmatch(line.words[end + 1])):
            break
        word += f"({line.words[end + 1]})"
        end += 3
    return word, end


def _antecedent(passages: Sequence[Passage], passage: Passage, before: int) -> Matter | None:
    """Returns what "it" means: the last text or clause named before it, here or in the sentence before."""
    found = _last_named(passage.line, before)
    if found is None and passage.number and passages[passage.number - 1].paragraph == passage.paragraph:
        line = passages[passage.number - 1].line
        found = _last_named(line, len(line.low))
    return found


def _last_named(line: Line, before: int) -> Matter | None:
    for at in range(before - 1, -1, -1):
        low = line.low[at]
        if low in _NUMBERED and at + 1 < len(line.low) and (paths := _paths(line, at + 1)):
            word = line.words[at]
            return Matter(kind="clauses", clauses=paths, quantity=ALL, how=f"“it” is {word} {', '.join(paths)}")
        if low in TEXTS or low in ("clauses", "articles"):
            return Matter(kind="text", how=f"“it” is the {low}")
    return None


def changes(line: Line, run: Run) -> Quantity | None:
    """Returns how many changes a run speaks of: "several modifications", "changes to the text"."""
    low = line.low[run[0] : run[1]]
    head = _head(low)
    if head not in _CHANGES:
        return None
    if low[0] in ("no", "any", "few") or "no" in low:
        return None
    return _quantity(low) or Quantity(kind="some")


def counted(low: str) -> int | None:
    """Returns a number in figures or as a word."""
    if low in NUMBERS:
        return NUMBERS[low]
    return int(low) if low.isascii() and low.isdecimal() and len(low) < 5 else None
