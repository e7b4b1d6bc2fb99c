"""Names: the runs of words with capitals in a sentence, and what the words around each show it to be.

A title, an office beside it or "who" shows a person; a noun for those who act together, a body; "in" before it, a
place. At the beginning of a sentence a capital alone shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from travaux.reading.items import Span
from travaux.reading.lines import Line, Run
from travaux.reading.particles import (
    BODIES,
    CLAUSES,
    DETERMINERS,
    DOCUMENTS,
    MEETINGS,
    OFFICES,
    OUTLET_KINDS,
    OUTLETS,
    TEXTS,
    TITLES,
)
from travaux.reading.passages import Passage

Kind = Literal["person", "body", "outlet", "place", "name"]
"""What a name is shown to be; "name" where nothing shows it."""

Gender = Literal["", "male", "female"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in the text: its words, its characters, and what the words around it show."""

    words: str
    span: Span
    passage: int
    run: Run
    kind: Kind = "name"
    gender: Gender = ""
    office: str = ""
    office_run: Run | None = None


_COMMON = OFFICES | BODIES | DOCUMENTS | TEXTS | CLAUSES | MEETINGS
_LINKING = frozenset(("of", "de", "van", "von", "der", "den", "al", "bin", "ibn", "da", "di", "du", "la", "le", "el"))
_PLACING = frozenset(("in", "at", "near", "outside", "to", "from"))


_RANKS = frozenset(("vice", "deputy", "prime", "chief", "first", "acting", "interim", "foreign", "lead", "senior"))
_NO_NAMES = frozenset((
    "other", "former", "new", "such", "more", "senior", "top", "local", "national", "federal", "foreign", "last",
    "next", "critics", "supporters", "according", "asked", "please",
))  # fmt: skip


def names_in(passage: Passage, text: str, small: set[str], inner: set[str]) -> Iterator[Mention]:
    """Yields the names in a passage, in order.

    `small` are the words that the report writes small, `inner` those with a capital inside its sentences.
    """
    line, at = passage.line, 0
    while at < len(line.words):
        if not _begins(line, at, small, inner):
            at += 1
            continue
        end = _end(line, at)
        yield _mention(passage, text, at, end)
        at = end


def _begins(line: Line, at: int, small: set[str], inner: set[str]) -> bool:
    """Whether a name begins here. At the beginning of a sentence a capital alone shows nothing."""
    word = line.words[at]
    if not line.name(at) or line.low[at].rstrip(".") in TITLES or at in line.dated:
        return False
    first = at == 0 or line.words[at - 1] in (":", "—", "–", "-", ".", "?", "!", "•", "*")
    first = first or (line.quoted[at] > 0 and (line.quoted[at - 1] == 0 or line.words[at - 1] == ","))
    bare = line.low[at]
    following = at + 1 < len(line.words) and line.name(at + 1)
    if bare in OFFICES and (following or not first):
        return not following
    if following and line.low[at + 1] in OFFICES and bare in _RANKS:
        return False
    if not first:
        return True
    if bare in _NO_NAMES:
        return False
    if word in inner and (bare not in small or following):
        return True
    if following:
        return bare not in _COMMON or line.words[at + 1] in inner
    plain = bare in small or bare in _COMMON or bare.rstrip("s") in _COMMON or line.verb_form(at) or line.adverb(at)
    return not plain and len(word) > 1 and _like_a_name(line, at)


def _like_a_name(line: Line, at: int) -> bool:
    """Whether a first word with a capital is followed as a name is: by a verb, a comma, "and" with a name, "'s"."""
    if at + 1 >= len(line.words):
        return False
    low = line.low[at + 1]
    if line.negation(at + 1):
        return True
    return low in (",", "'s", "who", "and") or line.auxiliary(at + 1) or line.verb_form(at + 1) or line.adverb(at + 1)


def _end(line: Line, at: int) -> int:
    end = at + 1
    while end < len(line.words) and end < at + 10:
        if line.name(end) and end not in line.dated and line.low[end].rstrip(".") not in TITLES:
            if line.low[end] in OFFICES | _RANKS and end + 1 < len(line.words) and line.name(end + 1):
                break
            end += 1
            continue
        linked = line.low[end] in _LINKING and end + 1 < len(line.words) and line.name(end + 1)
        if linked and (line.low[end] != "of" or _is_body(line, at, end)) and end + 1 not in line.dated:
            end += 2
            continue
        break
    return end


def _is_body(line: Line, first: int, last: int) -> bool:
    return any(line.low[at] in BODIES for at in range(first, last))


def _mention(passage: Passage, text: str, first: int, last: int) -> Mention:
    line = passage.line
    span = line.span((first, last))
    title = line.low[first - 1].rstrip(".") if first else ""
    gender = TITLES.get(title, "")
    office, office_run = _office(line, first, last, text)
    kind = _kind(line, first, last, title in TITLES, office)
    return Mention(
        words=" ".join(text[span[0] : span[1]].split()), span=span, passage=passage.number, run=(first, last),
        kind=kind, gender=_gender(gender or _of_office(office)), office=office if kind == "person" else "",
        office_run=office_run if kind == "person" else None,
    )  # fmt: skip


def _of_office(office: str) -> str:
    """Returns the gender that an office shows: "spokeswoman", "chairman", "king"."""
    for word in office.lower().split():
        if word in ("king", "prince", "lord") or (word.endswith("man") and not word.endswith("woman")):
            return "male"
        if word in ("queen", "princess", "lady") or word.endswith("woman"):
            return "female"
    return ""


def _gender(text: str) -> Gender:
    return "male" if text == "male" else "female" if text == "female" else ""


def _kind(line: Line, first: int, last: int, titled: bool, office: str) -> Kind:
    low = line.low
    if any(low[at] in BODIES for at in range(first, last)) and last - first > 1:
        return "body"
    before = low[first - 1] if first else ""
    behind = low[last] if last < len(low) else ""
    if titled or office:
        return "person"
    if low[last - 1] in OUTLETS and (last - first > 1 or before == "the"):
        return "outlet"
    if before in OUTLET_KINDS and first > 1 and low[first - 2] in DETERMINERS:
        return "outlet"
    if behind == "," and low[last + 1 : last + 2] in (("a",), ("an",), ("the",)) and _outlet_behind(line, last + 2):
        return "outlet"
    if behind == "who" or (behind == "," and low[last + 1 : last + 2] == ("who",)):
        return "person"
    if line.words[first].isupper() and len(line.words[first]) > 1 and last - first == 1:
        return "body"
    if behind == "'s" and any(low[at] in BODIES | OFFICES for at in range(last + 1, min(last + 4, len(low)))):
        return "body"
    if before == "the":
        return "body"
    if before in _PLACING and before in ("in", "at", "near", "outside"):
        return "place"
    return "name"


def _outlet_behind(line: Line, start: int) -> bool:
    """Whether an apposition says that a name is an outlet's: ", a daily newspaper"."""
    for at in range(start, min(start + 5, len(line.low))):
        if line.low[at] in (",", ".", "of", "for"):
            return False
        if line.low[at] in OUTLET_KINDS and line.low[at] not in ("paper", "agency", "network"):
            return True
    return False


def _office(line: Line, first: int, last: int, text: str) -> tuple[str, Run | None]:
    """Returns the office told with a name: just before it, or between commas behind it."""
    if last - first <= 4 and first:
        run = _office_before(line, first)
        if run is not None:
            return _said(line, text, run), run
    run = _office_behind(line, last)
    return (_said(line, text, run), run) if run else ("", None)


def _said(line: Line, text: str, run: Run) -> str:
    start, end = line.span(run)
    return " ".join(text[start:end].split())


def _office_before(line: Line, first: int) -> Run | None:
    """Returns the words of an office before a name: "chief negotiator", "the union's president"."""
    at = first - 1
    if line.low[at].rstrip(".") in TITLES and at:
        at -= 1
    if line.low[at] == "," and at and line.low[at - 1] in OFFICES and _apposed(line, first):
        at -= 1
    if line.low[at] not in OFFICES or at in line.dated:
        return None
    start = at
    while start and start > first - 8 and line.noun(start - 1) and not line.verb_form(start - 1):
        start -= 1
    return start, at + 1


def _apposed(line: Line, first: int) -> bool:
    """Whether a name behind a comma stands between commas, or ends its sentence: "the minister, Ada Orn, said"."""
    end = first
    while end < len(line.low) and line.name(end):
        end += 1
    return end == len(line.low) or line.low[end] in (",", ".", ";", ")", "who") or end - first > 1


def _office_behind(line: Line, last: int) -> Run | None:
    """Returns the words of an office in an apposition: ", the chief negotiator for the union,"."""
    if last + 1 >= len(line.low) or line.low[last] != ",":
        return None
    start = last + 1
    if line.low[start] in ("the", "a", "an", "its", "their", "his", "her"):
        start += 1
    end = start
    while end < len(line.low) and end < last + 16:
        low = line.low[end]
        if low in (",", ".", ";", ")", ":") or low in ("who", "and", "which", "that") or line.auxiliary(end):
            break
        if line.verb_form(end) and low not in OFFICES and low not in BODIES:
            break
        end += 1
    if end < len(line.low) and line.low[end] not in (",", ".", ";", ")", "who"):
        return None
    head = next((at for at in range(start, end) if line.low[at] in ("of", "for", "in", "at", "from", "on", "to")), end)
    if not any(line.low[at] in OFFICES for at in range(start, head)) or end == start:
        return None
    if line.name(start) and line.low[start] not in OFFICES and line.low[start + 1 : start + 2] != ("'s",):
        return None
    return start, end
