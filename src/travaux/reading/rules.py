"""Rules: attributions that the lexicon and the order of words give, without a model. Precise, and far from complete."""

from __future__ import annotations

from travaux.reading.classed import Classed, Found
from travaux.reading.direct import announcement, direct
from travaux.reading.indirect import indirect


def rules(classed: Classed) -> list[Found]:
    """The attributions that rules find in a paragraph, in the order of their cues; indirect ones may nest."""
    if not any(kind[0] in "VN" or kind == "AC" for kind in classed.kinds):
        return []
    spoken = direct(classed)
    told = indirect(classed, spoken)
    found = sorted(spoken + told, key=lambda one: one.cue)
    ahead = announcement(classed)
    return [*found, ahead] if ahead and not any(one.cue == ahead.cue for one in found) else found
