"""Tiers: how far an attribution may be trusted, from who found it and from what is odd about it.

sure     rules and model agree, or the cue is of speech ("said", "denied"), and the model is as certain as it must be:
         most where no quotation mark shows where the words begin and end; the marks match; source, cue and content
         stand in one paragraph, source and cue in one sentence; the source is no relative pronoun
likely   the model is at least `LIKELY` certain; without a model, a rule that rarely errs
look     all else
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from travaux.reading.classed import Classed, Found, Run, negated
from travaux.reading.items import Tier
from travaux.reading.lexicon.speech import SPOKEN, STATED

LIKELY = 0.7
CERTAIN = {"agreed": (0.7, 0.7, 0.93), "stated": (0.7, 0.95, 0.93), "spoken": (0.95, 0.95, 0.97)}
"""How certain the model must be where rules agree, where the cue states plainly, where it is of speech: of content that
is all quotation, of content with some, of content without. Found on every eighth article of the news corpus."""

UNLIKELY = 0.35
_TRUSTED = frozenset(["quotation, source, cue", "quotation, cue, source", "clause, source, cue", "source, cue, that"])


def tokens(runs: Sequence[Run]) -> set[int]:
    """The tokens of a part."""
    return {at for first, last in runs for at in range(first, last)}


def agreeing(classed: Classed, one: Found, others: Sequence[Found]) -> Found | None:
    """The attribution among others that is the same: a cue token and a source token shared, contents nearly alike."""
    cue, source, content = tokens(one.cue), tokens(one.source), _bare(classed, one.content)
    for other in others:
        if cue.isdisjoint(tokens(other.cue)) or source.isdisjoint(tokens(other.source)):
            continue
        theirs = _bare(classed, other.content)
        if 2 * len(content & theirs) >= 0.8 * (len(content) + len(theirs)):
            return other
    return None


def _bare(classed: Classed, runs: Sequence[Run]) -> set[int]:
    return {at for at in tokens(runs) if classed.words[at].isalnum()}


def tier(classed: Classed, one: Found, agreed: bool, by_model: bool) -> Tier:
    """The tier of an attribution that stands in one paragraph."""
    if not by_model:
        return "likely" if one.how in _TRUSTED and classed.paragraph.balanced else "look"
    if one.beyond or not classed.paragraph.balanced:
        return "look"
    if _together(classed, one) and not _relative(classed, one) and one.confidence >= _enough(classed, one, agreed):
        return "sure"
    return "likely" if one.confidence >= LIKELY else "look"


def _enough(classed: Classed, one: Found, agreed: bool) -> float:
    """How certain the model must be for an attribution to be sure."""
    cue = {classed.words[at] for at in tokens(one.cue)}
    kind = "agreed" if agreed else "stated" if cue & STATED else "spoken" if cue & SPOKEN else ""
    inside = {classed.paragraph.quoted[at] > 0 for at in _bare(classed, one.content)}
    return CERTAIN[kind][0 if inside == {True} else 1 if True in inside else 2] if kind else 2.0


def _relative(classed: Classed, one: Found) -> bool:
    """Whether a source is a relative pronoun, or ends with one: who that is stands elsewhere."""
    return any(classed.kinds[at] == "WH" for first, last in one.source for at in (first, last - 1))


def _together(classed: Classed, one: Found) -> bool:
    """Whether source and cue stand in one sentence."""
    if not one.source or not one.cue:
        return False
    home = classed.paragraph.sentence(one.cue[0][0])
    return all(home.first <= first and last <= home.last for first, last in one.source)


def merged(classed: Classed, by_rule: Sequence[Found], by_model: Sequence[Found]) -> list[tuple[Found, Tier]]:
    """All that the model finds and does not hold unlikely; where a rule agrees, its name stands beside the model's."""
    found: list[tuple[Found, Tier]] = []
    for one in by_model:
        if one.confidence < UNLIKELY:
            continue
        same = agreeing(classed, one, by_rule)
        how = f"{one.how}; {same.how}" if same else one.how
        found.append((replace(one, how=how), tier(classed, one, same is not None, by_model=True)))
    taken = tokens([run for one in by_model for run in one.cue])
    # The model sees one paragraph and labels no cue whose words stand in the next.
    found.extend(
        (replace(one, confidence=LIKELY), "likely")
        for one in by_rule
        if one.how == "source, cue, colon" and taken.isdisjoint(tokens(one.cue))
    )
    return found


def proposed(classed: Classed, by_rule: Sequence[Found], by_model: Sequence[Found]) -> list[tuple[Found, Tier]]:
    """What is put before a person: what rules find, and what the model alone finds where it is plainly a statement.

    The model also takes attitudes, plans and deeds for statements, as the people did who marked what it learned from.
    Here it must be likely, its cue must be a word that states, and its source must be there and no relative pronoun.
    """
    found: list[tuple[Found, Tier]] = []
    agreed: set[int] = set()
    for one in by_model:
        same = agreeing(classed, one, by_rule)
        if same:
            agreed.add(id(same))
            better = one if one.source == same.source else replace(same, confidence=one.confidence)
            how = f"{one.how}; {same.how}"
            found.append((replace(better, how=how), tier(classed, one, True, by_model=True)))
        elif _stated(classed, one) and not _touches(one, by_rule):
            found.append((one, tier(classed, one, False, by_model=True)))
    found.extend((replace(one, confidence=0.5), "look") for one in by_rule if id(one) not in agreed)
    return sorted(found, key=lambda pair: (pair[0].cue, pair[0].content))


def _touches(one: Found, by_rule: Sequence[Found]) -> bool:
    """Whether a rule reads the same cue otherwise: then the rule's reading is put forward."""
    cue = tokens(one.cue)
    return any(not cue.isdisjoint(tokens(other.cue)) for other in by_rule)


def _reach(one: Found) -> Run:
    """From the first token of the cue, or of what may belong to it, to its last."""
    return max(0, one.cue[0][0] - 2), one.cue[-1][1]


def _stated(classed: Classed, one: Found) -> bool:
    if one.confidence < LIKELY or not classed.paragraph.balanced or not one.source or not _together(classed, one):
        return False
    if not any(classed.words[at] in STATED for at in tokens(one.cue)) or negated(classed, *_reach(one)):
        return False
    return not _relative(classed, one)
