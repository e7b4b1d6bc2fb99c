"""Direct speech by rule: a quotation and, beside it, who said it.

    "…," source cue      "…," cue source      source cue, "…"      source cue: "…"

Later quotations of the same paragraph go to the same speaker until another cue. A paragraph that is all quotation
belongs to the speaker before only if the quotation before it was left open.
"""

from __future__ import annotations

from collections.abc import Sequence

from travaux.reading import subjects
from travaux.reading.classed import Classed, Found, Run
from travaux.reading.lexicon.speech import FALSE_FRIENDS, FOLLOWS, SAID
from travaux.reading.marks import Quotation

NEAR = 14
_FINITE = frozenset(["Vd", "V3", "Nd", "N3", "V0", "N0"])
_VERBS = frozenset(["BE", "HV", "DO", "MD", "PS", "Vd", "V3", "ED", "Ad", "T3", "Td"])


def speeches(classed: Classed) -> list[Quotation]:
    """The outermost quotations of a paragraph that may be somebody's words: three tokens or more, marks that match."""
    paragraph = classed.paragraph
    last = paragraph.quotations[-1] if paragraph.quotations else None
    return [
        one
        for one in paragraph.quotations
        if one.depth == 1
        and one.opened
        and (one.closed or (paragraph.carries and one is last))
        and one.last - one.first > 4
    ]


def direct(classed: Classed) -> list[Found]:
    """The attributions of direct speech in a paragraph."""
    found: list[Found] = []
    open_to_more = False
    end = 0
    for one in speeches(classed):
        after = _after(classed, one)
        if not after and found and open_to_more and _carries_on(classed, one, end):
            found[-1] = _with(found[-1], (one.first, one.last))
            end = one.last
            continue
        here = after or _before(classed, one)
        if here:
            found.append(here)
            end = max(one.last, max(run[1] for run in here.source + here.cue))
        open_to_more = here is not None
    return found


def announcement(classed: Classed) -> Found | None:
    """ "She added:" at the end of a paragraph: a source and a cue whose words stand in the next one."""
    kinds, words = classed.kinds, classed.words
    if kinds[-1] != ":":
        return None
    start = classed.paragraph.sentences[-1].first
    for cue in range(len(kinds) - 2, max(start, len(kinds) - NEAR) - 1, -1):
        if classed.paragraph.quoted[cue] or kinds[cue] == "”":
            return None
        if kinds[cue] in _FINITE and _said(words[cue], "alone", "either", "told", "that"):
            subject = subjects.before(kinds, words, cue, start)
            if subject is None:
                return None
            return Found(source=(subject[0],), cue=((subject[1], cue + 1),), how="source, cue, colon")
    return None


def _with(found: Found, more: Run) -> Found:
    return Found(source=found.source, cue=found.cue, content=(*found.content, more), how=found.how)


def _carries_on(classed: Classed, one: Quotation, end: int) -> bool:
    """Whether a quotation goes on with the speech before it: nothing but signs lies between, or a sentence's end."""
    between = classed.kinds[end : one.first]
    if any(
        kind not in (",", ".", ":", "…", "-", "?", "AV", "DY", "IN", "NAME", "DT", "W", "CJ", "TM", "LY", "NO", "NC")
        for kind in between
    ):
        return False
    return len(between) <= NEAR and (not between or between[-1] in (",", ".", ":", "-", "…", "?"))


def _ends_open(classed: Classed, one: Quotation) -> bool:
    """Whether a quotation ends as one does before its speaker is named: with a comma, question or exclamation mark."""
    kinds = classed.kinds
    inner = kinds[one.last - 2] if one.closed else ""
    outer = kinds[one.last] if one.last < len(kinds) else ""
    return inner in (",", "?", "-", "…") or outer == ","


def _after(classed: Classed, one: Quotation) -> Found | None:
    if not _ends_open(classed, one):
        return None
    kinds, words = classed.kinds, classed.words
    start = one.last + (one.last < len(kinds) and kinds[one.last] == ",")
    end = _clause_end(kinds, start, start + NEAR + subjects.REACH)
    if start < end and kinds[start] in ("Vd", "V3", "Nd", "N3") and _said(words[start], "alone", "either", "told"):
        source = subjects.after(kinds, words, start + 1, end)
        if source and kinds[source[0]] != "PO":
            return Found(
                source=(source,),
                cue=((start, start + 1),),
                content=((one.first, one.last),),
                how="quotation, cue, source",
            )
    for cue in range(start + 1, min(end, start + NEAR)):
        if kinds[cue] in _FINITE and _said(words[cue], "alone", "either", "told"):
            subject = subjects.before(kinds, words, cue, start)
            if subject is None or subject[0][0] > start + 2:
                return None
            return Found(
                source=(subject[0],), cue=((subject[1], cue + 1),), content=((one.first, one.last),),
                how="quotation, source, cue",
            )  # fmt: skip
    return None


def _before(classed: Classed, one: Quotation) -> Found | None:
    kinds, words = classed.kinds, classed.words
    at = one.first - 1
    sentence = classed.paragraph.sentence(one.first)
    start = sentence.first
    if at < start:
        return None
    whole = _whole_sentence(classed, one)
    for cue in range(at, max(start, at - NEAR) - 1, -1):
        kind = kinds[cue]
        if kind in ("”", "“", ";") or (kind in _VERBS and cue < at and kind not in _FINITE):
            return None
        if kind in _FINITE or kind == "Vg" or kind == "Ng":
            if not _said(words[cue], "alone", "either", "told", "that"):
                return None
            if not whole and kinds[at] not in (":",) and not (kinds[at] == "," or at == cue):
                return None
            if not whole and one.last - one.first < 7:
                return None
            subject = subjects.before(kinds, words, cue, start)
            if subject is None:
                return None
            return Found(
                source=(subject[0],), cue=((subject[1], cue + 1),), content=((one.first, one.last),),
                how="source, cue, quotation",
            )  # fmt: skip
    return None


def _whole_sentence(classed: Classed, one: Quotation) -> bool:
    """Whether the quotation begins with a capital: a sentence of its own."""
    words = classed.paragraph.words
    return one.first + 1 < len(words) and words[one.first + 1][:1].isupper()


def _said(word: str, *ways: str) -> bool:
    found = SAID.get(word)
    return found is not None and word not in FALSE_FRIENDS and not FOLLOWS[found[0]].isdisjoint(ways)


def _clause_end(kinds: Sequence[str], start: int, limit: int) -> int:
    """The first stop, semicolon or quotation mark after a place."""
    for at in range(start, min(limit, len(kinds))):
        if kinds[at] in (".", "“", "?", ";", ":"):
            return at
    return min(limit, len(kinds))
