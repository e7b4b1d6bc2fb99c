"""Replies: which statement another one denies or answers, where the text itself says so.

    rejecting the ministry's account      answers what the ministry is said to have said
    denied the allegation                 answers the one allegation told before it

Two statements that only contradict each other answer nothing: that is for `claims.check` to see. Where two statements
could be meant, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from travaux.reading.items import Attributed, Span, Stance
from travaux.reading.scene import Scene, Told

_NOUNS = (
    "claims?|allegations?|accusations?|accounts?|statements?|remarks?|comments?|charges?|suggestions?|assertions?"
    "|versions?|reports?|denials?"
)
_OF = re.compile(
    rf"\b(?:reject\w*|den(?:y|ies|ied|ying)|dismiss\w*|disput\w*|refut\w*|contradict\w*|answer(?:ed|ing)|respond\w* to"
    rf"|repl(?:y|ied|ying) to|accept(?:ed|ing)|confirm(?:ed|ing))\s+"
    rf"(?P<what>(?:the|this|that|these|those|its|his|her|their|both|[A-Z])[^.;“”\"]{{0,60}}?\b(?P<noun>{_NOUNS}))\b"
    rf"(?:\s+(?:by|of|from|made by)\s+(?P<by>[^.,;“”\"]{{2,50}}))?",
)
_KINDS: dict[str, frozenset[str]] = {
    "report": frozenset(("outlet", "document", "office", "anonymous", "unstated")),
    "allegation": frozenset(("alleges",)),
    "accusation": frozenset(("alleges",)),
}
_NEAR = 12
"""Statements that lie so far back, at most, can be meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement as far as replies to it need it."""

    one: Attributed
    told: Told
    stance: Stance


def answered(scene: Scene, statements: Sequence[Statement], number: int) -> tuple[int | None, str]:
    """Returns the statement that one answers by its own words, and how that is known."""
    mine = statements[number]
    anchor = (mine.one.cue or mine.one.source or mine.one.content)[0][0]
    passage = scene.passage(anchor)
    for found in _OF.finditer(scene.report.text, *passage.span):
        if not _mine(mine.one, found.span()):
            continue
        candidates = _candidates(scene, statements, number, found)
        if len(candidates) == 1:
            return candidates[0], f"answers: “{' '.join(found['what'].split())}”"
    return None, ""


def _mine(one: Attributed, span: Span) -> bool:
    """Whether words of a sentence are this statement's: they touch its cue, or follow it outside the content."""
    inside = any(start <= span[0] and span[1] <= end for start, end in one.content)
    cue = any(start < span[1] and span[0] < end for start, end in one.cue)
    return cue or not inside


def _candidates(scene: Scene, statements: Sequence[Statement], number: int, found: re.Match[str]) -> list[int]:
    mine = statements[number]
    before = [at for at in range(max(0, number - _NEAR), number) if _may_be_meant(statements[at], mine)]
    owner = _owner(found)
    if owner:
        return [at for at in before if _owned(scene, statements[at], owner)]
    if found["noun"].startswith(("allegation", "accusation", "charge")):
        return [at for at in before if statements[at].stance == "alleges"] or (before if len(before) == 1 else [])
    if found["noun"].startswith("report"):
        return [
            at for at in before if statements[at].told.source.kind in _KINDS["report"] or statements[at].told.through
        ]
    return before


def _may_be_meant(one: Statement, mine: Statement) -> bool:
    return bool(one.one.content) and not _same(one.told, mine.told) and not _overlaps(one, mine)


def _overlaps(one: Statement, other: Statement) -> bool:
    return any(a < d and c < b for a, b in one.one.content for c, d in other.one.content)


def _owner(found: re.Match[str]) -> str:
    """Returns whose statement is meant: "the ministry" of "the ministry's account", "Boria" of "the claim by Boria"."""
    if found["by"]:
        return found["by"]
    owner = re.match(r"(.+?)(?:['’]s|s['’])\s", found["what"])
    return owner[1] if owner else ""


def _owned(scene: Scene, statement: Statement, owner: str) -> bool:
    words = {word.lower() for word in re.findall(r"\w+", owner)} - {"the", "a", "an", "of"}
    source = statement.told.source
    name = source.person.name if source.person is not None and isinstance(source.person.name, str) else ""
    outlet = source.outlet if source.kind == "outlet" else ""
    told = " ".join((name, source.office, source.organisation, source.attributes, outlet))
    told += " " + " ".join(scene.report.text[start:end] for start, end in statement.one.source)
    return bool(words) and words <= {word.lower() for word in re.findall(r"\w+", told)}


def _same(one: Told, other: Told) -> bool:
    """Whether two sources are surely one speaker, by name."""
    return bool(one.first) and one.first == other.first
