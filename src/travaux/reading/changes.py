"""Changes: who is said to have changed, agreed to, presented … what of a text, and in what order they are told.

Only what was done to a text or to clauses of it is a change; who denied it, might have done it or was asked to did
nothing by these words.
"""

from __future__ import annotations

from collections.abc import Iterator

from travaux.reading import claims, texts
from travaux.reading.findings import Finding, Holder, Parts, done, named, phrases, real, spans
from travaux.reading.lines import Run
from travaux.reading.passages import Passage
from travaux.reading.predications import Predication
from travaux.reading.scene import Scene

_DEEDS = frozenset((
    "changed", "removed", "added", "approved", "accepted", "objected", "rejected", "presented", "received", "drafted",
    "signed", "initialled", "tabled", "withdrew", "proposed",
))  # fmt: skip
_ORDER = frozenset((
    "first", "then", "finally", "later", "afterwards", "subsequently", "next", "initially", "lastly", "originally",
    "eventually", "second", "third", "again",
))  # fmt: skip


def find(scene: Scene, passage: Passage, one: Predication, holder: Holder | None) -> Iterator[Finding]:
    """Yields the change that a verb tells of, if it tells of any."""
    what = one.object
    if what is None or not real(one, passage, holder) or one.aside or one.tense == "future" or one.perhaps:
        return
    if not one.finite and one.subject is None and not one.passive:
        return
    changed = texts.changes(passage.line, what) if one.deed.plain in ("make", "introduce") else None
    if changed is None:
        if one.deed.sense not in _DEEDS or texts.read(scene.passages, passage, what) is None:
            return
        if one.deed.plain == "oppose" or (one.deed.sense in ("drafted", "added") and one.subject is None):
            return
        if _reduced(passage, one) or (one.form == "base" and not one.finite):
            return
    made = claims.claims(scene, passage, one, holder)
    if changed is not None and not made:
        return
    matter = texts.read(scene.passages, passage, what) if changed is None else None
    how = f"change: “{passage.line.words[one.at]}” of a text"
    yield Finding(
        kind="change", anchor=passage.line.spans[one.at][0],
        parts=_parts(scene, passage, one, what, changed is not None),
        dates=tuple(passage.days_of(one)), done=done(one), claims=made,
        how=(how, *((f"change: {matter.how}",) if matter and matter.how else ())),
    )  # fmt: skip


def _reduced(passage: Passage, one: Predication) -> bool:
    """Whether a participle only describes a noun: "the text agreed in May", and no agent tells who did it."""
    return one.passive and not one.finite and one.subject is None and one.group[1] - one.group[0] == 1


def _parts(scene: Scene, passage: Passage, one: Predication, what: Run, changing: bool) -> Parts:
    line = passage.line
    parts: Parts = {}
    if one.subject is not None:
        parts["by"] = spans(passage, named(scene, passage, one.subject))
    if changing:
        parts["deed"] = (line.span((one.at, what[1])),)
    else:
        parts["deed"] = (line.span((one.at, one.at + 1)),)
        parts["object"] = (line.span(what),)
    if order := _order(passage, one):
        parts["order"] = spans(passage, order)
    if days := passage.days_of(one):
        parts["date"] = tuple(day.span for day in days)
    if one.deed.sense == "presented":
        recipient = next((run for _, run in phrases(passage, one, "to")), None)
        if recipient is not None:
            parts["for"] = spans(passage, [recipient])
    return parts


def _order(passage: Passage, one: Predication) -> list[Run]:
    """Returns the words that tell in what order it came: "first", "then", "finally"."""
    line = passage.line
    first = one.subject[0] if one.subject and one.whose == "its own" else one.group[0]
    places = [*range(max(0, first - 2), first), *range(one.group[0] - 2, one.group[1])]
    found = {at for at in places if 0 <= at < len(line.low) and line.low[at] in _ORDER}
    return [(at, at + 1) for at in sorted(found)]
