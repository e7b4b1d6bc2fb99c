"""Hedges and voice: words by which a thing is not said outright, and words by which the outlet colours what it tells.

hedge    "may have", "reportedly", "is said to": kept as it stands, whoever says it
outlet   "refuted", "claimed", "sweeping", "so-called", outside quotation marks: the outlet chose them
stance   what the verb makes of what is said: denies, alleges, admits, confirms, promises, asks, thinks; else says
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from travaux.reading.items import Attributed, Span, Stance
from travaux.reading.lexicon.hedges import VOICED
from travaux.reading.lexicon.lists import words

_HEDGE = re.compile(
    r"\b(?:(?:may|might|could)(?: well| not| also)? have(?: been)?\b"
    r"|(?:is|are|was|were) (?:said|reported|alleged|believed|thought|understood|rumou?red) to(?: have)?(?: been)?\b"
    r"|(?:seems?|seemed|appears?|appeared) to(?: have)?(?: been)?\b"
    r"|may|might|could|reportedly|allegedly|apparently|perhaps|possibly|probably|supposedly|purportedly|presumably"
    r"|seemingly|likely|as far as (?:is|was) known)\b",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    rf"\b(?:{'|'.join(sorted((re.escape(word) for word in VOICED), key=len, reverse=True))})\b", re.IGNORECASE
)
_STANCES: dict[Stance, frozenset[str]] = {
    "denies": words(
        "deny denies denied denying denial refute refutes refuted refuting dismiss dismisses dismissed dismissing "
        "dispute disputes disputed disputing reject rejects rejected rejecting contradict contradicts contradicted "
        "disavow disavowed repudiate repudiated rebut rebutted rubbished"
    ),
    "alleges": words(
        "allege alleges alleged alleging allegation allegations claim claims claimed claiming accuse accuses accused "
        "accusing accusation accusations charge charges charged charging allegedly"
    ),
    "admits": words(
        "admit admits admitted admitting acknowledge acknowledges acknowledged acknowledging concede concedes conceded "
        "conceding confess confesses confessed confessing"
    ),
    "confirms": words("confirm confirms confirmed confirming verify verifies verified"),
    "promises": words(
        "promise promises promised promising pledge pledges pledged pledging vow vows vowed vowing undertake undertook "
        "undertakes guarantee guaranteed guarantees swear swore"
    ),
    "asks": words(
        "ask asks asked asking demand demands demanded demanding urge urges urged urging request requests requested "
        "requesting appeal appeals appealed appealing call calls called calling insist insists insisted insisting seek "
        "seeks sought seeking beg begged order ordered orders require required requires propose proposed proposes"
    ),
    "thinks": words(
        "think thinks thought thinking believe believes believed believing expect expects expected expecting hope "
        "hopes hoped hoping fear fears feared fearing feel feels felt suspect suspects suspected consider "
        "considers considered doubt doubts doubted assume assumes assumed want wants wanted wanting wish wishes wished "
        "plan plans planned intend intends intended support supports supported favour favours favored prefer "
        "prefers preferred"
    ),
}
_WORD = re.compile(r"[\w'’-]+")


_SAYING = re.compile(
    r"^\W*(?:that|having|being|\w+ing)\b"
    r"|\b(?:claims?|allegations?|accusations?|reports?|suggestions?|charges?|rumou?rs?|accounts?|assertions?|notion|idea"
    r"|involvement|knowledge|wrongdoing|it|this|as)\b"
)
_REFUSING = re.compile(r"\b(?:reject|dismiss|disput)\w*", re.IGNORECASE)


def stance(cue: str, content: str = "that") -> Stance:
    """Returns what a cue makes of what is said. A negated cue ("did not deny") makes nothing of it.

    Who rejects an offer or a text denies nothing: only a statement can be denied.
    """
    if _REFUSING.search(cue) and not _SAYING.search(content[:60]):
        return "says"
    found = [word.lower().replace("’", "'") for word in _WORD.findall(cue)]
    if negated(cue):
        return "says"
    for word in found:
        for kind, members in _STANCES.items():
            if word in members and not _with_particle(word, found):
                return kind
    return "says"


def _with_particle(word: str, found: Sequence[str]) -> bool:
    """Tells "insisted that" (says) from "insisted on" (asks), "proposed that" from what is no request."""
    if word.startswith("insist"):
        return "on" not in found
    if word.startswith("call"):
        return "for" not in found and "on" not in found
    return word.startswith("propose")


def negated(cue: str) -> bool:
    """Whether a cue says that somebody did not say it: "did not confirm", "declined to say", "refused to comment"."""
    low = cue.lower().replace("’", "'")
    return (
        re.search(r"\b(?:not|never|n't|neither|declin\w+|refus\w+ to|fail\w+ to|stopped short)\b|n't\b", low)
        is not None
    )


def hedges(text: str, one: Attributed) -> tuple[Span, ...]:
    """Returns the hedges in a cue and in a content, in order."""
    found = {match.span() for start, end in (*one.cue, *one.content) for match in _HEDGE.finditer(text, start, end)}
    return tuple(sorted(span for span in found if not _month(text, span)))


def _month(text: str, span: Span) -> bool:
    return text[span[0] : span[1]] == "May"


def outlet(text: str, one: Attributed, quoted: Sequence[Span]) -> tuple[Span, ...]:
    """Returns the words of the outlet's own in an attribution: coloured ones, outside quotation marks."""
    pieces = (*one.source, *one.cue, *one.content)
    found = {match.span() for start, end in pieces for match in _OUTLET.finditer(text, start, end)}
    return tuple(sorted(span for span in found if not any(a <= span[0] and span[1] <= b for a, b in quoted)))
