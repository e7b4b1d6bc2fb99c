"""Sources: who is said to have said it, as told and no further: what kind of source, on which terms, through whom.

    a person by name     "Orla Velling, the chief negotiator of the union"    office and organisation where told
    an office            "the foreign minister", "the union", "both sides"    nobody is put in its place from outside
    a document           "the decree"
    an outlet            "the Harbour Ledger"
    anonymous            "a senior official", "two people familiar with the talks"
    unstated             "faces allegations", "is said to have": never the subject of the sentence

A source without a name is never taken for another, nor for somebody with a name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from travaux.reading.circumstances import chained, circumstances
from travaux.reading.items import Attributed
from travaux.reading.lexicon.lists import words as words_of
from travaux.reading.lines import Run
from travaux.reading.passages import Passage
from travaux.reading.scene import Scene, Told
from travaux.reading.speakers import speaker
from travaux.record.terms import Source

_UNSTATED = re.compile(
    r"\b(?:fac(?:es|ed|ing)|amid|despite|following|dogged by|drew|draws|after|over)\b[^.;]{0,30}"
    r"\b(?:allegations?|accusations?|claims|charges|criticism|rumou?rs|reports|suggestions|speculation)\b"
    r"|\b(?:is|are|was|were|been|being) (?:\w+ly )?(?:said|alleged|reported|believed|thought|understood|rumou?red"
    r"|accused|suspected|expected|known|claimed|considered|deemed)\b(?! by\b)"
    r"|\b(?:allegations?|accusations?|rumou?rs|speculation|suggestions) (?:that|of)\b|\breportedly\b|\ballegedly\b"
)


def read(scene: Scene, one: Attributed, before: Told | None = None) -> Told:
    """Returns the source of an attribution. `before` is that of the attribution before it, for what is carried over."""
    text = scene.report.text
    anchor = (one.cue or one.source or one.content)[0][0]
    passage = scene.passage(anchor)
    cue = " ".join(" ".join(text[start:end].split()) for start, end in one.cue)
    told = _named(scene, one, cue, before)
    told = chained(scene, one, passage, told)
    return circumstances(scene, one, passage, told)


def _named(scene: Scene, one: Attributed, cue: str, before: Told | None) -> Told:
    text = scene.report.text
    if one.source and _is_unstated(text, one, cue):
        return Told(source=Source(kind="unstated"), how=("source: not stated; the subject is not the source",))
    if not one.source:
        if before is not None and _carried(scene, one):
            return replace(
                before,
                spans=(),
                terms_spans=(),
                channel_spans=(),
                how=(*before.how, "source: carried over from the one before"),
            )
        return Told(source=Source(kind="unstated"), how=("source: none named",))
    start, end = one.source[0][0], one.source[-1][1]
    holding = scene.passage(start)
    run = holding.line.run((start, end))
    if run is None:
        return Told(source=Source(kind="unstated"), spans=one.source)
    wide = _widened(holding, run)
    spans = one.source if wide == run else (holding.line.span(wide),)
    return replace(speaker(scene, holding, wide), spans=spans)


def _widened(passage: Passage, run: Run) -> Run:
    """Returns a source with whoever it only belongs to: of "sources close to the drivers" the drivers do not speak,
    nor of "a lawyer who has seen the papers" the papers."""
    line = passage.line
    if run[0] > 2 and line.low[run[0] - 1] in ("to", "with", "in") and line.low[run[0] - 2] in _NEARNESS:
        before = line.before(run[0] - 2, passage.parsed.verbs)
        return (before[0], run[1]) if before is not None else run
    for at in range(run[0] - 2, max(0, run[0] - 9), -1):
        if line.low[at] in (",", ";", ".", ":", "that"):
            return run
        if line.low[at] == "who" and line.noun(at - 1):
            acting = any(line.auxiliary(place) or place in passage.parsed.verbs for place in range(at + 1, run[0]))
            before = line.before(at, passage.parsed.verbs) if acting else None
            return (before[0], run[1]) if before is not None else run
    return run


_NEARNESS = words_of("close familiar acquainted briefed involved")


def _is_unstated(text: str, one: Attributed, cue: str) -> bool:
    """Whether the cue says that nobody in particular said it: "faces allegations", "is said to have"."""
    if _UNSTATED.search(cue):
        return True
    start = one.source[-1][1]
    upto = one.cue[-1][1] if one.cue else (one.content[0][0] if one.content else start)
    between = text[min(start, upto) : max(start, upto)]
    found = _UNSTATED.match(between.strip()) if len(between) < 80 else None
    return found is not None and found.start() == 0


def _carried(scene: Scene, one: Attributed) -> bool:
    """Whether words without a cue carry on what the speaker before said: wholly quoted, and nobody named between."""
    if one.cue or not one.content:
        return False
    text = scene.report.text
    words = text[one.content[0][0] : one.content[-1][1]].strip()
    return words[:1] in "\"“'‘«„" and len(words) > 2
