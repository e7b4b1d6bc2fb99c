"""Subjects: the noun phrase that ends before a cue or begins after one, by the classes of its words.

To the left the search passes over auxiliaries and adverbs and through an apposition between commas ("Ms Marsk, the
chief negotiator, said"); it stops at a subordinator, semicolon, dash, quotation mark, or another verb of speech. To the
right ("… ," said Ms Marsk, the chief negotiator) an apposition is taken in as well. Every search is bounded.
"""

from __future__ import annotations

from collections.abc import Sequence

from travaux.reading.classed import Run
from travaux.reading.lexicon.closed import NOBODY

REACH = 25
_SKIPPED = frozenset(["BE", "HV", "DO", "MD", "NG", "AV", "LY"])
_PERSONS = frozenset(["PS", "IT", "WH"])
_NOMINAL = frozenset(
    [
        "NAME",
        "W",
        "S",
        "DT",
        "NO",
        "NC",
        "NT",
        "NU",
        "PP",
        "'s",
        "OF",
        "WD",
        "TM",
        "DY",
        "MO",
        "ING",
        "N0",
        "N3",
        "'",
        "NS",
        "AJ",
        "A0",
        "A3",
        "Ag",
        "An",
    ]
)
_HEADS = frozenset(["NAME", "W", "S", "NO", "NC", "NS", "A0", "A3", "NT", "N0", "N3", "WD", "NU", "PP", "DT"])
_WITHIN = frozenset(["IN", "CJ", "ED", "LY", "Ad"])
_NONE = frozenset(["no", "neither", "nor", "few"])
_VERBAL = frozenset(["BE", "HV", "DO", "MD", "V0", "V3", "Vd", "T0", "T3", "Td", "Nd", "Ad", "A3", "TO"])


def before(kinds: Sequence[str], words: Sequence[str], cue: int, start: int) -> tuple[Run, int] | None:
    """Returns the noun phrase that is the subject of a cue, and where the cue with its auxiliaries begins."""
    at = cue
    while at > start and kinds[at - 1] in _SKIPPED and cue - at < 6:
        at -= 1
    if at == start:
        return None
    last = at
    if kinds[last - 1] in _PERSONS:
        if kinds[last - 1] == "IT" and last - 2 >= start and kinds[last - 2] in ("IN", "OF"):
            # "A study published with it warns": what stands after a preposition says nothing.
            return None
        if kinds[last - 1] == "WH":
            return _relative(kinds, words, last - 1, start, at)
        return (last - 1, last), _past_adverbs(kinds, at, cue)
    if kinds[last - 1] == "," and last - 2 >= start:
        whole = _through_apposition(kinds, words, last - 1, start)
        return (whole, _past_adverbs(kinds, at, cue)) if whole else None
    phrase = _leftwards(kinds, words, last, start)
    return (phrase, _past_adverbs(kinds, at, cue)) if phrase else None


def _past_adverbs(kinds: Sequence[str], at: int, cue: int) -> int:
    """Where the cue begins: at its first auxiliary or negation; adverbs before it stay outside."""
    while at < cue and kinds[at] in ("AV", "LY"):
        at += 1
    return at


def _relative(kinds: Sequence[str], words: Sequence[str], who: int, start: int, cue: int) -> tuple[Run, int] | None:
    """ "the delegate, who said": the phrase before the pronoun."""
    if words[who] != "who":
        return None
    last = who - 1 if who > start and kinds[who - 1] == "," else who
    phrase = _leftwards(kinds, words, last, start)
    return (phrase, cue) if phrase else None


def _through_apposition(kinds: Sequence[str], words: Sequence[str], comma: int, start: int) -> Run | None:
    opening = comma - 1
    while opening > start and comma - opening < REACH and kinds[opening] != ",":
        if kinds[opening] in ("“", "”", ";", "-", ":", "PS") or kinds[opening] in ("Vd", "V3"):
            return None
        opening -= 1
    if kinds[opening] != ",":
        return None
    head = _leftwards(kinds, words, opening, start)
    if head is None or kinds[head[1] - 1] in ("DY", "MO", "TM"):
        return None
    return head[0], comma


def _leftwards(kinds: Sequence[str], words: Sequence[str], last: int, start: int) -> Run | None:
    """The noun phrase that ends with the token before `last`."""
    first = last
    while first > start and last - first < REACH:
        kind = kinds[first - 1]
        stop_of_name = kind == "." and first - 1 > start and kinds[first - 2] == "NAME"
        if not (kind in _NOMINAL or kind in _WITHIN or kind in ("PO", "Vn") or stop_of_name):
            break
        first -= 1
    first = _clause_begin(kinds, words, first, last)
    while first < last and kinds[first] in ("CJ", "LY", "AV", "IN", "'s", "ED", "SB", "'"):
        if kinds[first] == "IN" and words[first] != "of":
            return _after_preposition(kinds, words, first, last)
        first += 1
    if first == last or not any(kind in _HEADS for kind in kinds[first:last]):
        return None
    if words[last - 1] in NOBODY or (first > start and kinds[first - 1] == "NG") or words[first] in _NONE:
        return None
    return first, last


def _clause_begin(kinds: Sequence[str], words: Sequence[str], first: int, last: int) -> int:
    """ "the talks ended and officials": what stands after an "and" with a verb before it is a clause of its own."""
    for at in range(last - 1, first, -1):
        if kinds[at] == "CJ" and words[at] in ("but", "or", "nor", "yet"):
            return at + 1
        if kinds[at] == "CJ" and any(kind in ("ED", "ING", "Ad") or kind in _VERBAL for kind in kinds[first:at]):
            return at + 1
    return first


def _after_preposition(kinds: Sequence[str], words: Sequence[str], first: int, last: int) -> Run | None:
    """ "On Monday the minister": the phrase after a day; "in the north officials" is left alone."""
    at = first + 1
    while at < last and (
        kinds[at] in ("DY", "MO", "NU", "TM") or (kinds[at] == "DT" and at + 1 < last and kinds[at + 1] in ("TM", "DY"))
    ):
        at += 1
    if at == first + 1 or at == last:
        return None
    return at, last


def after(kinds: Sequence[str], words: Sequence[str], first: int, end: int) -> Run | None:
    """Returns the noun phrase that begins with a token: "said Ms Marsk, the chief negotiator, on Monday"."""
    if first >= end:
        return None
    if kinds[first] in ("PS", "IT"):
        return first, first + 1
    last = first
    while last < end and last - first < REACH and (kinds[last] in _NOMINAL or _inner(kinds, words, first, last, end)):
        if kinds[last] in ("DY",) or (
            kinds[last] == "DT"
            and last > first
            and kinds[last - 1] in ("NAME", "NO")
            and words[last] in ("this", "that")
        ):
            break
        last += 1
    while last > first and kinds[last - 1] in ("IN", "CJ", "DT", "LY", "OF"):
        last -= 1
    if last == first or not any(kind in _HEADS for kind in kinds[first:last]):
        return None
    return first, _with_apposition(kinds, words, last, end)


def _inner(kinds: Sequence[str], words: Sequence[str], first: int, at: int, end: int) -> bool:
    """Whether a small word carries the phrase on: "of", "for", "and" between nouns, "from"; not "on Monday"."""
    if at == first or at + 1 >= end:
        return False
    if kinds[at] == "IN":
        return words[at] in ("for", "from", "with", "at", "to") and kinds[at + 1] in (
            "NAME",
            "DT",
            "PP",
            "W",
            "S",
            "NO",
        )
    return kinds[at] == "CJ" and words[at] == "and" and kinds[at + 1] in ("NAME", "DT", "NO", "PP", "NT")


def _with_apposition(kinds: Sequence[str], words: Sequence[str], last: int, end: int) -> int:
    """Takes in ", the chief negotiator" up to the next comma or the end of the sentence."""
    if last + 1 >= end or kinds[last] != "," or kinds[last + 1] not in ("DT", "PP", "NO", "WH", "W", "NT"):
        return last
    if words[last + 1] in ("this", "that", "some", "many", "no"):
        return last
    at = last + 1
    clause = kinds[at] == "WH"
    while at < end and at - last < REACH:
        kind = kinds[at]
        if kind in (",", ".", ";", "-", "“", ":", "?"):
            break
        if not clause and (kind in ("PS", "BE", "HV", "MD", "ING") or kind in _VERBAL):
            return last
        clause = clause or kind == "WH"
        at += 1
    return at if at < end and kinds[at] in (",", ".", ";") and at > last + 1 else last
