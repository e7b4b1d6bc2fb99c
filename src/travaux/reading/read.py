"""Reading: a report in prose to proposed items, each tied to characters, and a list of what was not read.

prose -> classes -> rules, model -> linker -> tiers -> account        a pure function of the text and the weights
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from travaux.reading.account import account
from travaux.reading.carried import carry
from travaux.reading.classed import Classed, Found
from travaux.reading.items import Attributed, Item, Reading, Report, Span, Tier, Unread
from travaux.reading.linker import link
from travaux.reading.model import Model
from travaux.reading.prose import Prose, parse
from travaux.reading.rules import rules
from travaux.reading.tiers import merged, proposed, tier
from travaux.reading.transcripts import turns
from travaux.reading.unread import spans, unread

RULES = "travaux-rules/1"
Pipeline = Callable[[str], Sequence[Span]]
"""A person's own pipeline: given a text, the characters of its noun phrases or names, as for one of spaCy's
`lambda text: [(s.start_char, s.end_char) for s in nlp(text).noun_chunks]`."""


def read(report: Report, model: Model | None = None, plug: Pipeline | None = None) -> Reading:
    """Takes from a report what it says that others said and did, and lists the sentences it did not read.

    Without a model the rules read alone. `plug` widens a source to the noun phrase that a person's own pipeline finds
    around it; nothing else hangs on it.
    """
    prose = parse(report.text)
    paragraphs, said = attributions(report.text, model, prose=prose)
    if plug:
        said = _widened(said, plug(report.text))
    items = account(report, said, prose)
    by = f"{RULES} and {model.name}" if model else RULES
    return Reading(report=report, items=items, unread=_left(unread(paragraphs, said), items), read_by=by)


def _left(sentences: Sequence[Unread], items: Sequence[Item]) -> tuple[Unread, ...]:
    """The sentences from which no fact of the process was taken either."""
    facts = (item for item in items if item.kind != "attribution")
    starts = sorted(start for item in facts for spans in item.parts.values() for start, _ in spans)
    return tuple(each for each in sentences if bisect_left(starts, each.span[0]) == bisect_left(starts, each.span[1]))


def attributions(
    text: str, model: Model | None = None, *, everything: bool = False, prose: Prose | None = None
) -> tuple[list[Classed], list[Attributed]]:
    """Finds who is held to have said what, in the order of the text; and gives the paragraphs as they were classed.

    With `everything`, attitudes and deeds that the model takes for statements are there too, and what is unlikely.
    `prose` is the text as parsed, where that was done before.
    """
    prose = parse(text) if prose is None else prose
    known = model.words if model else _written_small(prose)
    paragraphs = [Classed.of(one, known) for one in prose.paragraphs]
    by_rule = [rules(one) for one in paragraphs]
    speakers = turns(paragraphs) if everything else {}
    found: list[list[Found]] = []
    tiers: list[list[Tier]] = []
    for number, (classed, ones) in enumerate(zip(paragraphs, by_rule, strict=True)):
        if model:
            before = paragraphs[number - 1] if number else None
            by_model = link(classed, *model.label(classed, ones, before, number))[0]
            pairs = (merged if everything else proposed)(classed, ones, by_model)
        else:
            pairs = [(one, tier(classed, one, agreed=False, by_model=False)) for one in ones]
        if everything and number in speakers:
            pairs = [(speakers[number], "look")]
        found.append([one for one, _ in pairs])
        tiers.append([name for _, name in pairs])
    carried = carry(paragraphs, found)
    said = [
        _attributed(classed, one, name)
        for classed, ones, names in zip(paragraphs, found, tiers, strict=True)
        for one, name in zip(ones, names, strict=True)
        if one.content or one.beyond
    ]
    said += [
        Attributed(
            source=spans(paragraphs[one.paragraph], found[one.paragraph][one.place].source),
            content=(one.quotation,), tier="look", confidence=0.5, how=("carried over from the paragraph before",),
        )
        for one in carried
    ]  # fmt: skip
    said.sort(key=lambda one: (one.source + one.cue + one.content, one.content))
    return paragraphs, said


def _written_small(prose: Prose) -> frozenset[str]:
    """The words that the text itself writes small: without a model, all that tells a word from a name."""
    return frozenset(word for one in prose.paragraphs for word in one.words if word.islower())


def _attributed(classed: Classed, one: Found, name: Tier) -> Attributed:
    return Attributed(
        source=spans(classed, one.source),
        cue=spans(classed, one.cue),
        content=(*spans(classed, one.content), *one.beyond),
        tier="look" if one.beyond and name == "sure" else name,
        confidence=round(one.confidence, 4),
        how=tuple(one.how.split("; ")),
    )


def _widened(said: Sequence[Attributed], phrases: Sequence[Span]) -> list[Attributed]:
    """Widens a source to the phrase that holds it, if that phrase holds nothing of cue or content."""
    ordered = sorted(phrases)
    return [_widen(one, ordered) for one in said]


def _widen(one: Attributed, phrases: Sequence[Span]) -> Attributed:
    start, end = one.source[0][0], one.source[-1][1]
    at = bisect_right(phrases, (start, 1 << 60)) - 1
    if at < 0 or phrases[at][1] < end or phrases[at] == (start, end):
        return one
    first, last = phrases[at]
    if any(first < b and a < last for a, b in one.cue + one.content):
        return one
    return Attributed(
        source=((first, last),), cue=one.cue, content=one.content, tier=one.tier, confidence=one.confidence,
        how=(*one.how, "noun phrase by a pipeline of one's own"),
    )  # fmt: skip
