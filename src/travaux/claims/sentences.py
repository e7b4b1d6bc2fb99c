"""Sentences: a claim written in the one form of the controlled English that reads back as that claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from travaux.claims.claim import ALL, Claim, Quantity, Subject
from travaux.claims.words import NUMBERS, WRITTEN, Verb
from travaux.errors import Malformed
from travaux.record import dates
from travaux.record.terms import Dated

SIMPLE = re.compile(r"[\w.()\[\]'’/-]*[\w)\]]")
"""A name or a clause's path that needs no quotation marks."""


def to_text(claims: Claim | Sequence[Claim]) -> str:
    """Returns one claim as a sentence, or several that are made together: as one sentence, or divided by "; "."""
    if isinstance(claims, Claim):
        return _sentence(claims, [WRITTEN[claims.predicate]])
    together = _neither(claims)
    return together or "; ".join(to_text(each) for each in claims)


def _neither(claims: Sequence[Claim]) -> str:
    """Returns the sentence with "neither … nor" for claims that differ in the verb alone, else nothing."""
    first, *others = claims
    alike = [_with(each, first) == first for each in others]
    if not others or not all(alike) or not first.denied or not _did_not(first):
        return ""
    return _sentence(first, [WRITTEN[each.predicate] for each in claims])


def _with(claim: Claim, other: Claim) -> Claim:
    return Claim(**{each: getattr(other if each == "predicate" else claim, each) for each in Claim.__slots__})


def _did_not(claim: Claim) -> bool:
    """Whether a denial is written with "did not": where that can be read in one way only."""
    if claim.subject.kind in ("parties", "anyone"):
        return False
    return not claim.inside and (claim.quantity.kind == "any" or (claim.quantity == ALL and len(claim.clauses) < 2))


def _sentence(claim: Claim, verbs: Sequence[Verb]) -> str:
    if claim.inside and claim.subject.kind != "parties":
        return _passive(claim, verbs[0])
    subject, denial = _subject(claim.subject, many=True), ""
    if claim.denied:
        subject, denial = _denied(claim)
    words = [
        denial,
        subject,
        _verbs(claim, verbs),
        _object(claim),
        f"to {_name(claim.to)}" if claim.to else "",
        *_time(claim),
    ]
    return " ".join(word for word in words if word)


def _denied(claim: Claim) -> tuple[str, str]:
    """Returns the subject of a denial, and what stands before it."""
    subject = claim.subject
    if subject.kind == "anyone":
        return "no one", ""
    if subject.kind == "parties" and not claim.inside:
        return ("no party", "") if subject.quantity.kind == "any" else (_subject(subject), "it is not so that")
    return _subject(subject), "" if claim.inside or _did_not(claim) else "it is not so that"


def _verbs(claim: Claim, verbs: Sequence[Verb]) -> str:
    hedge = f"{claim.hedge} " if claim.hedge else ""
    have = claim.hedge.endswith("have")
    if len(verbs) > 1:
        *others, last = [verb.participle if have else verb.past for verb in verbs]
        return f"{hedge}neither {', '.join(others)} nor {last}"
    plainly = not claim.denied or not (_did_not(claim) or claim.inside)
    if have:
        return f"{hedge}{'' if plainly else 'not '}{verbs[0].participle}"
    return hedge + (verbs[0].past if plainly else f"did not {verbs[0].plain}")


def _passive(claim: Claim, verb: Verb) -> str:
    hedge = f"{claim.hedge} " if claim.hedge else ""
    being = f"{hedge}not been" if claim.hedge.endswith("have") else f"were {hedge}not"
    by = _subject(claim.subject) if claim.subject.kind != "anyone" else "anyone"
    to = f"to {_name(claim.to)}" if claim.to else ""
    words = [_object(claim), being, verb.participle, "by", by, to, *_time(claim)]
    return " ".join(word for word in words if word)


def _subject(subject: Subject, *, many: bool = False) -> str:
    match subject.kind:
        case "party":
            return subject.name if _plain(subject.name) else f'the party "{_quoted(subject.name)}"'
        case "official":
            return f"an official of {_name(subject.name)}"
        case "person":
            return f'"{_quoted(subject.name)}"'
        case "anyone":
            return "someone"
        case "parties":
            return _many(subject.quantity, "party", "parties")
        case _:
            assert_never(subject.kind)


def _many(quantity: Quantity, one: str, many: str) -> str:
    if quantity.kind == "any":
        return f"any {one}"
    if quantity.number is None:
        return f"{quantity.kind} {many}"
    number = NUMBERS[quantity.number] if 1 <= quantity.number < len(NUMBERS) else str(quantity.number)
    return f"{quantity.kind} {number} {one if quantity.number == 1 else many}"


def _object(claim: Claim) -> str:
    match claim.object:
        case "text":
            return f"the text{_draft(claim)}"
        case "meeting":
            return f"meeting {_name(claim.matter)}" if claim.matter else "the meeting"
        case "matter":
            return f'"{_quoted(claim.matter)}"'
    if not claim.clauses:
        return _many(claim.quantity, "clause", "clauses") + _draft(claim)
    places = [_name(place) if any(map(str.isdigit, place)) else f'"{_quoted(place)}"' for place in claim.clauses]
    if len(places) == 1:
        return f"clause {places[0]}{_draft(claim)}"
    named = f"clauses {', '.join(places[:-1])} and {places[-1]}{_draft(claim)}"
    return named if claim.quantity == ALL else f"{_many(claim.quantity, 'of', 'of')} {named}"


def _draft(claim: Claim) -> str:
    return f" of draft {_name(claim.draft)}" if claim.draft else ""


def _time(claim: Claim) -> list[str]:
    since, until = _date(claim.since), _date(claim.until)
    if since and until:
        return [f"on {since}"] if since == until else [f"from {since} to {until}"]
    return [f"since {since}"] if since else [f"by {until}"] if until else []


def _date(date: Dated | None) -> str:
    if date is None:
        return ""
    dates.parse(date.edtf)
    return date.edtf


RESERVED = frozenset((
    "the", "a", "an", "any", "all", "some", "several", "most", "every", "each", "no", "none", "exactly", "at", "it",
    "there", "more", "someone", "anyone", "nobody", "neither", "nor", "and", "or", "to", "by", "of", "on", "in", "from",
    "since", "before", "after", "until", "during", "between", "draft", "clause", "clauses", "meeting", "reportedly",
    "allegedly", "apparently", "perhaps", "possibly", "probably", "supposedly",
))  # fmt: skip
"""Words that a name must not be, unless it stands in quotation marks."""


def _plain(name: str) -> bool:
    return SIMPLE.fullmatch(name) is not None and name.casefold() not in RESERVED


def _name(name: str) -> str:
    return name if _plain(name) else f'"{_quoted(name)}"'


def _quoted(name: str) -> str:
    if not name.strip() or '"' in name or name != " ".join(name.split()):
        raise Malformed(f"{name!r} cannot be written in a claim", advice="Leave out quotation marks and double blanks")
    return name
