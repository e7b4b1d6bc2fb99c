"""Meetings: who is said to meet whom, where and when, and who announced it. Held, or announced: the tense tells.

    delegations of Boria and Aldania will meet in Velm on Friday
    the two sides held talks in Velm
    talks are due to resume next week

A meeting without a place and without a date is not set down; a meeting of "the deadline" or "the demands" is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from travaux.reading.dates import Day
from travaux.reading.findings import Finding, Holder, Parts, done, named, phrases, real, spans
from travaux.reading.lines import Run
from travaux.reading.particles import BE, MEETINGS, PRONOUNS
from travaux.reading.passages import Passage
from travaux.reading.predications import Predication
from travaux.reading.scene import Scene

_NO_PARTY = frozenset((
    "deadline", "deadlines", "demand", "demands", "condition", "conditions", "target", "targets", "goal", "goals",
    "requirements", "requirement", "needs", "criteria", "expectations", "standards", "standard", "commitments", "costs",
    "terms", "resistance", "opposition", "approval", "criticism", "obligations", "challenge",
))  # fmt: skip
_PLACES = frozenset((
    "capital", "city", "town", "port", "village", "palace", "hotel", "headquarters", "embassy", "offices", "office",
    "house", "hall", "building", "centre", "center", "island", "airport", "resort", "base", "castle", "school",
    "university", "church", "residence", "club", "library", "harbour", "harbor", "theatre", "museum",
))  # fmt: skip
_OPENS = frozenset(
    ("resume", "start", "open", "begin", "take", "convene", "reconvene", "continue", "conclude", "end", "run")
)
_LATER = frozenset(("by", "until", "till", "before", "since", "from"))
_AWAY = frozenset(("after", "before", "following", "since", "during", "over", "about", "because", "despite", "from"))
_SETS = frozenset(("scheduled", "planned", "expected", "set", "due", "slated"))


def find(scene: Scene, passage: Passage, one: Predication, holder: Holder | None) -> Iterator[Finding]:
    """Yields the meeting that a verb tells of, if it tells of any."""
    if not real(one, passage, holder) or one.aside:
        return
    if one.deed.plain == "announce" and not one.passive and one.subject is not None:
        yield from _announced(scene, passage, one)
        return
    attending = _attending(passage, one)
    if attending is None:
        return
    yield from _meeting(scene, passage, one, holder, attending)


def _attending(passage: Passage, one: Predication) -> list[Run] | None:
    """Returns who meets; None where the verb tells of no meeting."""
    match one.deed.sense:
        case "met" if not one.passive and one.tense and one.form != "ing":
            return _who_meet(passage, one)
        case "met" if one.form == "ing" and one.finite and one.tense == "future":
            return _who_meet(passage, one)
        case "held" | "attended" if one.passive:
            return _between(passage, one.object) if one.object and _is_meeting(passage, one.object) else None
        case "held" | "attended":
            if one.object is None or not _is_meeting(passage, one.object):
                return None
            return [*([one.subject] if one.subject else []), *(run for _, run in phrases(passage, one, "with"))]
        case "event" if not one.passive and one.deed.plain in _OPENS:
            return _between(passage, one.subject) if one.subject and _is_meeting(passage, one.subject) else None
        case "travel" if one.subject is not None and _for_talks(passage, one):
            return [one.subject, *(run for _, run in phrases(passage, one, "with"))]
    return None


def _who_meet(passage: Passage, one: Predication) -> list[Run] | None:
    line = passage.line
    others = [run for _, run in phrases(passage, one, "with")]
    if one.object is not None:
        if one.deed.plain != "meet" or any(low in _NO_PARTY for low in line.low[slice(*one.object)]):
            return None
        others.append(one.object)
    if one.subject is None:
        return None
    if _is_meeting(passage, one.subject) and not others:
        return _between(passage, one.subject)
    return [one.subject, *others]


def _is_meeting(passage: Passage, run: Run) -> bool:
    """Whether the head of a run is a meeting: "a second round of talks", "the committee's session"."""
    low = passage.line.low[run[0] : run[1]]
    end = next(
        (at for at, word in enumerate(low) if at and word in ("of", "on", "between", "with", "for", "in")), len(low)
    )
    return low[end - 1] in MEETINGS or (low[end - 1] == "round" and "talks" in low)


def _between(passage: Passage, run: Run) -> list[Run]:
    """Returns who meets, as a meeting's own words tell: "talks between Boria and Aldania"."""
    line = passage.line
    for at in range(run[0], run[1] - 1):
        if line.low[at] in ("between", "with", "among"):
            return [(at + 1, run[1])]
        if line.low[at] == "of" and line.low[at + 1] not in MEETINGS and line.low[at - 1] in MEETINGS:
            return [(at + 1, run[1])]
    return []


def _for_talks(passage: Passage, one: Predication) -> bool:
    """Whether somebody travels for a meeting: "will travel to Velm for talks"."""
    return any(_is_meeting(passage, run) for _, run in phrases(passage, one, "for"))


def _meeting(
    scene: Scene, passage: Passage, one: Predication, holder: Holder | None, attending: list[Run]
) -> Iterator[Finding]:
    place, days = _place(scene, passage, one), _days(passage, one)
    if place is None and not days:
        return
    line = passage.line
    who = [each for run in attending for each in named(scene, passage, run) if not _vague(passage, each)]
    parts = _attended(passage, who, place, days)
    when = done(one)
    if holder is not None and when is False and holder.told.spans and holder.told.source.kind != "unstated":
        parts["announcer"] = holder.told.spans
    yield Finding(
        kind="meeting", anchor=line.spans[one.at][0], parts=parts, dates=tuple(days), done=when,
        how=(f"meeting: “{line.words[one.at]}”",),
    )  # fmt: skip


def _announced(scene: Scene, passage: Passage, one: Predication) -> Iterator[Finding]:
    """Yields a meeting that is announced as a noun: "the ministry announced talks of the guarantors in Velm"."""
    line = passage.line
    if (
        one.object is None
        or one.subject is None
        or line.low[one.object[0]] == "no"
        or not _is_meeting(passage, one.object)
    ):
        return
    start = line.span(one.object)[0]
    place = _place(scene, passage, one)
    days = [day for day in _days(passage, one) if day.span[0] > start]
    if place is None and not days:
        return
    who = [each for run in _between(passage, one.object) for each in named(scene, passage, run)]
    parts: Parts = {"announcer": spans(passage, [one.subject]), **_attended(passage, who, place, days)}
    yield Finding(
        kind="meeting", anchor=line.spans[one.at][0], parts=parts, dates=tuple(days), done=False,
        how=("meeting: announced as a noun",),
    )  # fmt: skip


def _attended(passage: Passage, who: list[Run], place: Run | None, days: list[Day]) -> Parts:
    """Returns the parts of a meeting that say who is there, where and when."""
    parts: Parts = {}
    if who:
        parts["attendee"] = spans(passage, who)
    if place is not None:
        parts["place"] = (passage.line.span(place),)
    if days:
        parts["date"] = tuple(day.span for day in days)
    return parts


def _vague(passage: Passage, run: Run) -> bool:
    low = passage.line.low[run[0]]
    return run[1] - run[0] == 1 and low in PRONOUNS and low not in ("both", "they", "we")


def _days(passage: Passage, one: Predication) -> list[Day]:
    return [day for day in passage.days_of(one) if day.dated.words.split()[0].lower() not in _LATER - {"from"}]


def _place(scene: Scene, passage: Passage, one: Predication) -> Run | None:
    """Returns where: behind "in", "at" or "near", a name or a kind of place; before the verb only at the beginning."""
    for at, run in phrases(passage, one, "in", "at", "near", "outside", "to"):
        if any(low in _AWAY for low in passage.line.low[one.at : at]):
            break
        if passage.line.low[at] == "to" and one.deed.sense != "travel":
            continue
        if _is_place(scene, passage, run):
            return run
    line = passage.line
    if one.start < one.group[0] and line.low[one.start] in ("in", "at") and one.start + 1 not in line.dated:
        run_before = line.after(one.start + 1, passage.parsed.verbs)
        if run_before is not None and run_before[1] <= one.group[0] and _is_place(scene, passage, run_before):
            return run_before
    return None


def _is_place(scene: Scene, passage: Passage, run: Run) -> bool:
    line = passage.line
    if run[0] in line.dated or _is_meeting(passage, run):
        return False
    low = line.low[run[0] : run[1]]
    if any(word in _PLACES for word in low):
        return True
    found = scene.names.inside(passage.number, run)
    kinds = ("place", "name", "body")
    return any(each.run[1] == run[1] and scene.names.link(each).kind in kinds for each in found)


def planned(scene: Scene, passage: Passage, holder: Holder | None) -> Iterator[Finding]:
    """Yields the meetings of which a sentence only says that they are set: "talks are planned for Friday in Velm"."""
    line = passage.line
    for at in range(1, len(line.low) - 1):
        if line.low[at] not in _SETS or line.low[at - 1] not in BE or line.low[at + 1] == "to":
            continue
        run = line.before(at - 1, passage.parsed.verbs)
        if run is None or not _is_meeting(passage, run) or line.question or (holder is not None and not holder.tells):
            continue
        end = next((each.start for each in passage.parsed.found if each.at > at and each.finite), len(line.low))
        end = max(end, at + 1)
        first, last = line.spans[at][1], line.spans[end - 1][1]
        days = [day for day in passage.days if first <= day.span[0] and day.span[1] <= last]
        if not days or any(low in ("if", "unless", "no", "not") for low in line.low):
            continue
        parts: Parts = {"date": tuple(day.span for day in days)}
        who = [each for one in _between(passage, run) for each in named(scene, passage, one)]
        if who:
            parts["attendee"] = spans(passage, who)
        place = _place_between(scene, passage, at, end)
        if place is not None:
            parts["place"] = (line.span(place),)
        if holder is not None and holder.told.spans and holder.told.source.kind != "unstated":
            parts["announcer"] = holder.told.spans
        yield Finding(
            kind="meeting", anchor=line.spans[at][0], parts=parts, dates=tuple(days), done=False,
            how=(f"meeting: “{line.words[at]}”",),
        )  # fmt: skip


def _place_between(scene: Scene, passage: Passage, first: int, last: int) -> Run | None:
    line = passage.line
    for at in range(first + 1, last - 1):
        if line.low[at] in ("in", "at", "near") and at + 1 not in line.dated:
            run = line.after(at + 1, passage.parsed.verbs)
            if run is not None and _is_place(scene, passage, run):
                return run
    return None
