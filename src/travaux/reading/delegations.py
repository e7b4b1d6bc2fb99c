"""Delegations: how many somebody is said to send, who of them is named, and by which instrument.

    Boria appointed a five-member delegation by decree
    the team will be led by Ada Orn
    a decree names three negotiators: Ada Orn, Bo Lind and Cy Marr

Who is not named stays unnamed: a list is whole only where as many are named as are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.reading import texts
from travaux.reading.findings import Finding, Holder, Parts, done, real, spans
from travaux.reading.lines import Line, Run
from travaux.reading.particles import DETERMINERS, INSTRUMENTS, MEETINGS, OFFICES, PRONOUNS
from travaux.reading.passages import Passage
from travaux.reading.predications import Predication
from travaux.reading.scene import Scene

_TEAMS = frozenset(("delegation", "delegations", "team", "mission"))
_PEOPLE = frozenset((
    "people", "persons", "negotiators", "delegates", "envoys", "members", "officials", "experts", "diplomats",
    "representatives", "men", "women", "ministers", "advisers",
))  # fmt: skip
_STRONG = re.compile(r"(\w+)[-‐‑](?:member|person|strong|man|woman|people)", re.IGNORECASE)
_LISTS = frozenset((",", ":", "including", "comprising", "namely", "by", "and", "as"))


def find(scene: Scene, passage: Passage, one: Predication, holder: Holder | None) -> Iterator[Finding]:
    """Yields the delegation that a verb tells of, if it tells of any."""
    if not real(one, passage, holder):
        return
    match one.deed.sense:
        case "named" if (
            one.object is not None
            and not one.passive
            and _is_team(passage, one.object, sending=one.deed.plain in ("send", "dispatch"))
        ):
            yield from _sent(scene, passage, one)
        case "named" if one.object is not None and one.passive and _is_team(passage, one.object):
            yield from _made(scene, passage, one, _owned(scene, passage, one.object), one.object, _paper(passage, one))
        case "led" if one.object is not None and one.whose != "relative" and _is_team(passage, one.object):
            yield from _led(scene, passage, one)
        case "included" if one.subject is not None and not one.passive and _is_team(passage, one.subject):
            yield from _included(scene, passage, one)


def _is_team(passage: Passage, run: Run, *, sending: bool = False) -> bool:
    head = passage.line.low[_head(passage.line, run)]
    if head in _TEAMS:
        return True
    if head not in _PEOPLE or _count(passage.line, run) is None:
        return False
    envoys = head in ("negotiators", "delegates", "envoys", "representatives")
    return envoys or sending or any(word in MEETINGS for word in passage.line.low)


def _head(line: Line, run: Run) -> int:
    """Returns the word that says what a run is: the last one before "of", a comma or another preposition."""
    ends = (at for at in range(run[0] + 1, run[1]) if line.low[at] in ("of", "to", "for", "from", "in", ",", ":"))
    return next(ends, run[1]) - 1


def _count(line: Line, run: Run) -> tuple[int, Run] | None:
    """Returns a count told in a run, and its words: "five-member", "seven members", "two people"."""
    for at in range(run[0], run[1]):
        found = _STRONG.fullmatch(line.low[at])
        if found and (number := texts.counted(found[1])) is not None:
            return number, (at, at + 1)
        number = texts.counted(line.low[at])
        if number is None or line.low[at] == "one":
            continue
        for place in range(at + 1, min(at + 4, run[1])):
            if line.low[place] in _PEOPLE:
                return number, (at, place + 1)
        if at and line.low[at - 1] == "of" and at == run[1] - 1:
            return number, (at, at + 1)
    return None


def _sent(scene: Scene, passage: Passage, one: Predication) -> Iterator[Finding]:
    assert one.object is not None
    line = passage.line
    parts: Parts = {}
    instrument = _instrument(passage, one)
    if one.subject is not None and _is_instrument(line, one.subject):
        instrument = one.subject
    party = _party(scene, passage, one)
    if party is not None:
        parts["party"] = spans(passage, [party])
    yield from _made(scene, passage, one, parts, one.object, instrument)


def _led(scene: Scene, passage: Passage, one: Predication) -> Iterator[Finding]:
    assert one.object is not None
    if one.subject is None:
        return
    leaders = [each.run for each in scene.names.inside(passage.number, one.subject)]
    owner = _owner(scene, passage, one.object)
    leaders = [run for run in leaders if _person(scene, passage, run)]
    if not leaders or (one.group[1] - one.group[0] == 1 and one.passive and _told_already(passage, one)):
        return
    parts: Parts = {"named": spans(passage, leaders)}
    if owner is not None:
        parts["party"] = spans(passage, [owner])
    counted = _count(passage.line, one.object)
    if counted is not None:
        parts["count"] = spans(passage, [counted[1]])
    days = passage.days_of(one)
    if days:
        parts["date"] = tuple(day.span for day in days)
    yield Finding(
        kind="delegation", anchor=passage.line.spans[one.at][0], parts=parts, dates=tuple(days),
        number=counted[0] if counted else None, exhaustive=False, done=done(one), how=("delegation: who leads it",),
    )  # fmt: skip


def _told_already(passage: Passage, one: Predication) -> bool:
    """Whether a verb before it names the same delegation: "a delegation led by" is part of what it says."""
    return any(
        each.at < one.at and each.deed.sense == "named" and each.object is not None and one.object is not None
        and each.object[0] <= one.object[0] < one.at and one.at - each.at < 16
        for each in passage.parsed.found
    )  # fmt: skip


def _included(scene: Scene, passage: Passage, one: Predication) -> Iterator[Finding]:
    assert one.subject is not None
    parts: Parts = {}
    owner = _owner(scene, passage, one.subject)
    if owner is not None:
        parts["party"] = spans(passage, [owner])
    yield from _made(scene, passage, one, parts, one.subject, _instrument(passage, one))


def _made(
    scene: Scene, passage: Passage, one: Predication, parts: Parts, team: Run, instrument: Run | None
) -> Iterator[Finding]:
    line = passage.line
    counted = _count(line, team) or (_count(line, one.object) if one.object else None)
    if counted is not None:
        parts["count"] = spans(passage, [counted[1]])
    people = _named(scene, passage, one)
    if people:
        parts["named"] = spans(passage, people)
    if instrument is not None:
        parts["instrument"] = spans(passage, [instrument])
    if not people and counted is None and instrument is None:
        return
    # When somebody is sent is the day of the meeting, not that of the delegation.
    days = [] if one.deed.plain in ("send", "dispatch") else passage.days_of(one)
    if days:
        parts["date"] = tuple(day.span for day in days)
    number = counted[0] if counted else None
    yield Finding(
        kind="delegation", anchor=line.spans[one.at][0], parts=parts, dates=tuple(days), number=number,
        exhaustive=number is not None and number == len(people) and one.deed.sense != "included", done=done(one),
        how=(f"delegation: “{line.words[one.at]}”",),
    )  # fmt: skip


def _owned(scene: Scene, passage: Passage, team: Run) -> Parts:
    owner = _owner(scene, passage, team)
    return {} if owner is None else {"party": spans(passage, [owner])}


def _paper(passage: Passage, one: Predication) -> Run | None:
    """Returns the instrument by which a delegation is named: the agent, where that is a paper, or "by decree"."""
    if one.subject is not None and _is_instrument(passage.line, one.subject):
        return one.subject
    return _instrument(passage, one)


def _party(scene: Scene, passage: Passage, one: Predication) -> Run | None:
    """Returns whose delegation it is: told by its owner, else who sends it, if that is no office and no paper."""
    assert one.object is not None
    owner = _owner(scene, passage, one.object)
    if owner is not None:
        return owner
    run = one.subject
    line = passage.line
    if run is None or _is_instrument(line, run):
        return None
    if run[1] - run[0] == 1 and line.low[run[0]] in PRONOUNS:
        return None
    names = scene.names.inside(passage.number, run)
    if any(low in OFFICES for low in line.low[run[0] : run[1]]):
        owners = [each.run for each in names if each.run[1] < run[1] and line.low[each.run[1]] in ("'s", "'")]
        return owners[0] if owners else None
    return run


def _owner(scene: Scene, passage: Passage, run: Run) -> Run | None:
    """Returns whose a delegation is: "Boria's delegation", "the delegation of Boria"."""
    line = passage.line
    head = _head(line, run)
    for each in scene.names.inside(passage.number, run):
        if each.run[1] < head and line.low[each.run[1]] in ("'s", "'"):
            return each.run
        if each.run[0] > run[0] and line.low[each.run[0] - 1] in ("of", "from") and each.kind != "person":
            return each.run
    for at in range(run[0] + 1, head):
        if line.low[at] in ("'s", "'") and line.noun(at - 1):
            return (run[0], at)
    return None


def _is_instrument(line: Line, run: Run) -> bool:
    low = line.low[run[0] : run[1]]
    head = next((at for at, word in enumerate(low) if at and word in ("of", "from", "by")), len(low))
    return low[head - 1] in INSTRUMENTS


def _instrument(passage: Passage, one: Predication) -> Run | None:
    """Returns the paper by which it is done: "by decree", "under a letter signed by the president"."""
    line = passage.line
    for at in (*range(one.start, one.group[0]), *range(one.at + 1, one.end)):
        if line.low[at] not in ("by", "under", "in", "with", "through") or at + 1 >= len(line.low):
            continue
        for place in range(at + 1, min(at + 6, len(line.low))):
            if line.low[place] in INSTRUMENTS:
                return (at + 1, place + 1)
            if not (line.noun(place) or line.low[place] in DETERMINERS):
                break
    return None


def _named(scene: Scene, passage: Passage, one: Predication) -> list[Run]:
    """Returns the persons named as members: in a list behind the count, or as who leads it."""
    line, found = passage.line, []
    limit = _limit(passage, one)
    for each in scene.names.by_passage.get(passage.number, ()):
        first = each.run[0]
        if not one.at < first < limit or not _person(scene, passage, each.run):
            continue
        if each.run[1] < len(line.low) and line.low[each.run[1]] in ("'s", "'"):
            continue
        if _lead(line, one, first) in _LISTS:
            found.append(each.run)
    return found


def _limit(passage: Passage, one: Predication) -> int:
    """Returns how far a list of members can reach: to the next verb that has a subject of its own."""
    for each in passage.parsed.found:
        if each.at > one.at and each.finite and each.whose == "its own" and each.deed.sense not in ("led", "included"):
            return each.start if each.start > one.at else each.group[0]
    return len(passage.line.low)


def _lead(line: Line, one: Predication, first: int) -> str:
    """Returns what introduces a name: the sign or word before it, its office and title left out."""
    at = first - 1
    while at > max(one.at, first - 8) and (line.noun(at) or line.low[at] in ("the", "its", "a", "an", "'s")):
        at -= 1
    if one.deed.sense == "included" and at <= one.at + len(one.deed.particle):
        return "including"
    if line.low[at] == "by" and line.low[at - 1] not in ("led", "headed", "chaired"):
        return ""
    return line.low[at]


def _person(scene: Scene, passage: Passage, run: Run) -> bool:
    for each in scene.names.inside(passage.number, run):
        link = scene.names.link(each)
        if link.kind == "person" or (link.kind == "name" and " " in link.name):
            return True
    return False
