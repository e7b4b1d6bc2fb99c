"""Proposals: who is said to propose, offer or demand what, and what in return.

    Aldania offered a freeze on wages in return for shorter hours
    the weavers proposed three things: a shorter Friday, a second window and a lock
    the statement demands changes to the rota, such as a weekend off in every month

Examples ("such as", "including") never make a whole list. An amendment to a clause that is named is a change, not a
proposal of terms.
"""

from __future__ import annotations

from collections.abc import Iterator

from travaux.reading import texts
from travaux.reading.dates import Day
from travaux.reading.findings import Finding, Holder, Parts, done, hangs, joined, named, spans, told_end
from travaux.reading.lines import Line, Run
from travaux.reading.particles import DETERMINERS, DOCUMENTS, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from travaux.reading.passages import Passage
from travaux.reading.predications import Predication
from travaux.reading.scene import Scene

_SENSES = frozenset(("proposed", "offered", "demanded"))
_LONGEST = 60
_NOTHING = frozenset((
    "comment", "comments", "condolences", "apology", "apologies", "thanks", "explanation", "details", "detail",
    "evidence", "advice", "sympathy", "congratulations", "hope", "view", "views",
    "something", "anything", "nothing", "everything",
))  # fmt: skip


def find(scene: Scene, passage: Passage, one: Predication, holder: Holder | None) -> Iterator[Finding]:
    """Yields the proposal that a verb tells of, if it tells of any."""
    if one.deed.sense not in _SENSES or one.deed.plain in ("suggest", "ask", "request"):
        return
    if one.denied or one.passive or one.subject is None or not one.finite or not _meant(passage, one, holder):
        return
    line = passage.line
    if texts.read(scene.passages, passage, one.object) is not None and one.deed.sense == "proposed":
        return
    terms = _terms(passage, one)
    if terms is None:
        return
    returned = _returned(line, terms, one.at)
    if returned is not None and returned[0] < terms[1]:
        terms = (terms[0], returned[0] - _lead_length(line, returned[0]))
    members, listed = _members(passage, terms)
    if returned is None and not listed and not _weighty(line, one, terms):
        return
    parts: Parts = {"by": spans(passage, named(scene, passage, one.subject)), "terms": spans(passage, members)}
    if returned is not None:
        parts["return"] = (line.span(returned),)
    days = tuple(_days(passage, terms, returned))
    counted = next((texts.counted(line.low[at]) for at in range(*terms) if texts.counted(line.low[at])), None)
    whole = counted if counted is not None and counted == len(members) and len(members) > 1 else None
    yield Finding(
        kind="proposal", anchor=line.spans[one.at][0], parts=parts, dates=days, number=whole,
        exhaustive=not listed, done=done(one), how=(f"proposal: “{line.words[one.at]}”",),
    )  # fmt: skip


_UNDER = frozenset(("proposal", "plan", "offer", "draft", "deal", "framework", "terms", "blueprint", "scheme"))


def under(passage: Passage, holder: Holder | None) -> Iterator[Finding]:
    """Yields what a sentence says a proposal would do: "Under the plan, tabled by Delvia, each side would …"."""
    line = passage.line
    if line.low[:1] != ("under",) or line.question or hangs(line) or (holder is not None and not holder.tells):
        return
    run = line.after(1, passage.parsed.verbs)
    if run is None or line.low[run[1] - 1] not in _UNDER:
        return
    would = next((at for at in range(run[1], len(line.low)) if line.low[at] in ("would", "will")), None)
    if would is None or any(line.negation(at) for at in range(run[1], would)):
        return
    if line.low[would + 1 : would + 2] == ("have",):
        return
    first = next((at + 1 for at in range(would - 1, run[1] - 1, -1) if line.low[at] == ","), None)
    if first is None or first >= would:
        return
    terms = _cut(line, (first, told_end(line, first, min(len(line.low), first + _LONGEST))))
    if terms is None:
        return
    returned = _returned(line, terms, would)
    if returned is not None and returned[0] - 3 > terms[0]:
        terms = (terms[0], returned[0] - 3)
    parts: Parts = {"terms": (line.span(terms),)}
    if returned is not None:
        parts["return"] = (line.span(returned),)
    by = _owner(passage, run, first)
    if by is not None:
        parts["by"] = (line.span(by),)
    yield Finding(
        kind="proposal", anchor=line.spans[would][0], parts=parts, dates=tuple(_days(passage, terms, None)),
        exhaustive=False, how=("proposal: what it would do",),
    )  # fmt: skip


def _owner(passage: Passage, run: Run, end: int) -> Run | None:
    """Returns whose a proposal is: "Delvia's plan", "the plan, tabled by Delvia,"."""
    line = passage.line
    for at in range(run[0] + 1, run[1]):
        if line.low[at] in ("'s", "'"):
            return run[0], at
    for one in passage.parsed.found:
        if one.passive and run[1] <= one.at < end and one.subject is not None and one.told:
            return one.subject
    return None


def _meant(passage: Passage, one: Predication, holder: Holder | None) -> bool:
    """Whether the verb tells that something was proposed. Who wants to offer, or would, has not."""
    if one.unreal or one.aside or (one.would and holder is None) or hangs(passage.line) or passage.line.question:
        return False
    return holder is None or (not holder.negated and holder.stance not in ("denies", "thinks"))


_CONCESSIONS = frozenset((
    "concession", "concessions", "freeze", "guarantee", "guarantees", "compromise", "package", "ceasefire", "truce",
    "amnesty", "raise", "rise", "increase", "increases", "cut", "cuts", "reduction", "reductions", "quota", "quotas",
    "tariff", "tariffs", "withdrawal", "moratorium", "exemption", "exemptions", "settlement", "terms", "swap", "deal",
    "access", "compensation", "waiver", "pause", "extension",
))  # fmt: skip


def _weighty(line: Line, one: Predication, terms: Run) -> bool:
    """Whether what is offered is a term and no remark: a deed ("to …"), or a noun for what is given way on.

    What is proposed or demanded is a term; what is only called for is one where a paper calls for it.
    """
    if one.deed.plain in ("propose", "demand", "put", "insist"):
        return True
    if one.deed.plain == "offer":
        return line.low[terms[0]] == "to" or any(low in _CONCESSIONS for low in line.low[slice(*terms)])
    return one.subject is not None and line.low[one.subject[1] - 1] in DOCUMENTS | _UNDER


def _terms(passage: Passage, one: Predication) -> Run | None:
    """Returns what is proposed: a noun and what belongs to it, "to" and its clause, "that" and its clause."""
    line = passage.line
    start = one.at + 1
    for particle in one.deed.particle:
        place = next((at for at in range(start, min(start + 4, len(line.low))) if line.low[at] == particle), None)
        start = place + 1 if place is not None else start
    while start < len(line.low) and line.adverb(start):
        start += 1
    if start >= len(line.low):
        return None
    if line.low[start] == "to" and not _infinitive(line, start + 1):
        return None
    if line.low[start] == "that" and (start + 1 >= len(line.low) or line.low[start + 1] in PREPOSITIONS):
        return None
    if line.low[start] in ("to", "that"):
        end = told_end(line, start, min(len(line.low), start + _LONGEST))
        first = start if line.low[start] == "to" else start + 1
        return _cut(line, (first, end)) if end - start > 2 else None
    if line.low[start] in PREPOSITIONS or (line.low[start] in PRONOUNS and line.low[start] not in DETERMINERS):
        return None
    if line.low[start].endswith("ing") and one.deed.plain == "propose":
        return _cut(line, (start, told_end(line, start, min(len(line.low), start + _LONGEST))))
    run = line.after(start, passage.parsed.verbs, whole=True)
    if run is not None and any(each.at == run[1] and each.form == "base" for each in passage.parsed.found):
        # "They demand the owners sign it": what is demanded is that they sign.
        return (start, told_end(line, start, min(len(line.low), start + _LONGEST)))
    if run is None or run[0] != start or any(low in _NOTHING for low in line.low[slice(*run)]):
        return None
    if line.low[run[0]] in ("her", "this"):
        return None
    return _listing(passage, run)


def _infinitive(line: Line, at: int) -> bool:
    """Whether a verb, and nobody, stands behind "to"."""
    if at >= len(line.low) or line.name(at) or line.low[at] in DETERMINERS or line.low[at] in PRONOUNS:
        return False
    return not line.dated & {at}


def _cut(line: Line, run: Run) -> Run | None:
    """Returns a clause without what names its speaker: ", she said"."""
    first, last = run
    while last > first and line.low[last - 1] in (",", ".", "and"):
        last -= 1
    return (first, last) if last > first else None


def _listing(passage: Passage, run: Run) -> Run:
    """Returns a run with the list that a colon, "such as" or "including" opens behind it."""
    line = passage.line
    at = run[1]
    if at < len(line.low) and line.low[at] == ",":
        at += 1
    opens = line.low[at : at + 1] in ((":",), ("including",)) or line.low[at : at + 2] == ("such", "as")
    if not opens:
        return run
    end = at + (2 if line.low[at] == "such" else 1)
    while end < min(len(line.low), run[1] + _LONGEST):
        low = line.low[end]
        if low in (".", ";", "?", "!", ")") or low in SUBORDINATORS or line.auxiliary(end) or _returns(line, end):
            break
        end += 1
    return run[0], end


def _returns(line: Line, at: int) -> bool:
    """Whether "in return", "in exchange" stands here."""
    return line.low[at] == "in" and line.low[at + 1 : at + 2] in (("return",), ("exchange",))


def _lead_length(line: Line, first: int) -> int:
    """Returns how many words lead in what is given in return: "in return for"."""
    return 3 if line.low[first - 1] in ("for", ",") and line.low[first - 2] in ("return", "exchange") else 1


def _returned(line: Line, terms: Run, start: int) -> Run | None:
    """Returns what stands behind "in return for"."""
    for at in range(start + 1, min(len(line.low) - 3, terms[1] + 4)):
        if _returns(line, at) and line.low[at + 2] == "for":
            return _cut(line, (at + 3, told_end(line, at + 3, min(len(line.low), at + 3 + _LONGEST))))
    return None


def _members(passage: Passage, terms: Run) -> tuple[list[Run], bool]:
    """Returns the terms one by one where they stand in a list, and whether these are only examples."""
    line = passage.line
    for at in range(terms[0] + 1, terms[1]):
        if line.low[at] == "including" or (line.low[at] == "such" and line.low[at + 1 : at + 2] == ("as",)):
            behind = at + (2 if line.low[at] == "such" else 1)
            head = (terms[0], at - 1 if line.low[at - 1] == "," else at)
            return [head, *joined(passage, (behind, terms[1]))], True
        if line.low[at] == ":":
            members = joined(passage, (at + 1, terms[1]))
            return (members if len(members) > 1 else [terms]), False
    members = joined(passage, terms)
    separate = all(line.low[each[0]] in DETERMINERS or texts.counted(line.low[each[0]]) for each in members)
    return (members if len(members) > 1 and separate else [terms]), False


def _days(passage: Passage, terms: Run, returned: Run | None) -> Iterator[Day]:
    line = passage.line
    for run in (terms, *([returned] if returned else [])):
        start, end = line.span(run)
        yield from (day for day in passage.days if start <= day.span[0] and day.span[1] <= end)
