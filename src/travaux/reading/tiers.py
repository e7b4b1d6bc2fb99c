"""Tiers: how far an attribution may be trusted, from who found it and from what is odd about it.

sure     rules and model agree, the quotation marks match, and source, cue and content stand in one paragraph,
         source and cue in one sentence
likely   the model is at least `LIKELY` certain; without a model, a rule that rarely errs
look     all else
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from travaux.reading.classed import Classed, Found, Run
from travaux.reading.items import Tier

LIKELY = 0.7
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
    if agreed and _together(classed, one) and one.confidence >= 0.5:
        return "sure"
    return "likely" if one.confidence >= LIKELY else "look"


def _together(classed: Classed, one: Found) -> bool:
    """Whether source and cue stand in one sentence."""
    if not one.source or not one.cue:
        return False
    home = classed.paragraph.sentence(one.cue[0][0])
    return all(home.first <= first and last <= home.last for first, last in one.source)


def merged(classed: Classed, by_rule: Sequence[Found], by_model: Sequence[Found]) -> list[tuple[Found, Tier]]:
    """What the model finds, each with its tier; where a rule agrees, its name stands beside the model's."""
    found: list[tuple[Found, Tier]] = []
    for one in by_model:
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
