"""Deadlines: who set it, for whom, until when, what is due, and the consequence as it is stated.

    the mediator gave Boria until Thursday to answer, or lose its seat
    the union has until March 20 to come back with an offer
    the committee must return its samples by 30 September
    the deadline for a reply is Friday

What happens when it lapses is only what was said would happen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.reading.dates import Day
from travaux.reading.findings import Finding, Holder, Parts, clause_end, named, spans, speaks, told_end
from travaux.reading.lines import Line, Run
from travaux.reading.particles import PRONOUNS
from travaux.reading.passages import Passage
from travaux.reading.predications import Predication
from travaux.reading.scene import Scene

_LIMITS = ("by ", "until ", "till ", "before ", "no later than ", "not later than ", "within ")
_LONGEST = 40


def find(scene: Scene, passage: Passage, holders: Sequence[tuple[int, Holder]]) -> Iterator[Finding]:
    """Yields the deadlines that a sentence tells of. `holders` are those whose words stand in it, by their words."""
    line = passage.line
    if line.question or not passage.days:
        return
    taken: set[int] = set()
    for day in passage.days:
        at = line.at(day.span[0])
        if at is None or at in taken:
            continue
        found = next((made for finder in _FINDERS if (made := finder(scene, passage, day, at)) is not None), None)
        if found is None:
            found = _ultimatum(passage, day, at, holders)
        if found is None or _held_back(line, found, holders):
            continue
        taken.add(at)
        parts, anchor = found
        consequence = _consequence(scene, passage, at)
        if consequence and "consequence" not in parts:
            parts["consequence"] = consequence
        parts["date"] = (day.span,)
        yield Finding(
            kind="deadline", anchor=line.spans[anchor][0], parts=parts, dates=(day,), done=None,
            how=(f"deadline: “{line.words[anchor]}”",),
        )  # fmt: skip


def _held_back(line: Line, found: tuple[Parts, int], holders: Sequence[tuple[int, Holder]]) -> bool:
    place = line.spans[found[1]][0]
    return any(holder.negated or holder.stance in ("denies", "thinks") for start, holder in holders if start == place)


def _is_limit(day: Day) -> bool:
    return day.dated.words.lower().startswith(_LIMITS)


# Somebody is given until a day


def _given(scene: Scene, passage: Passage, day: Day, at: int) -> tuple[Parts, int] | None:
    """Reads "gave Boria until Thursday to answer" and "has until Thursday to answer"."""
    if not day.dated.words.lower().startswith(("until ", "till ")):
        return None
    for one in passage.parsed.found:
        if one.deed.sense != "given" or not one.at < at <= one.at + 14 or not one.told or one.would:
            continue
        bound = one.object
        if bound is None or (not one.passive and not one.at < bound[0] < at):
            continue
        parts: Parts = {"for": spans(passage, [bound])}
        if one.subject is not None:
            parts["by"] = spans(passage, named(scene, passage, one.subject))
        return _with_due(passage, parts, day), one.at
    return _has_until(passage, day, at)


def _has_until(passage: Passage, day: Day, at: int) -> tuple[Parts, int] | None:
    line = passage.line
    have = at - 1
    if have < 1 or line.low[have] not in ("has", "have", "had") or any(line.negation(place) for place in (have - 1,)):
        return None
    run = line.before(have, passage.parsed.verbs)
    if run is None or line.low[run[0]] in ("no", "neither", "nobody", "you"):
        return None
    return _with_due(passage, {"for": spans(passage, [run])}, day), have


def _with_due(passage: Passage, parts: Parts, day: Day) -> Parts:
    """Adds what is due: "to" and its clause behind the date."""
    line = passage.line
    at = line.at(day.span[1])
    if at is not None and line.low[at] == ",":
        at += 1
    if at is not None and at < len(line.low) and line.low[at] == "to":
        run = _due(line, at)
        if run is not None:
            parts["due"] = (line.span(run),)
    return parts


def _due(line: Line, at: int) -> Run | None:
    end = clause_end(line, at, min(len(line.low), at + _LONGEST))
    for place in range(at + 1, end):
        if (
            line.low[place] == ","
            and place + 1 < end
            and (line.low[place + 1] in ("or", "otherwise", "after", "failing", "and") or speaks(line, place + 1, end))
        ):
            end = place
            break
        if line.low[place] == "or" and line.low[place + 1 : place + 2] in (("else",), ("face",), ("lose",), ("risk",)):
            end = place
            break
    while end > at and line.low[end - 1] in (",", "and", "or", '"'):
        end -= 1
    return (at, end) if end - at > 1 else None


# Somebody must by a day


_MUST = frozenset(("must", "shall"))


def _must(scene: Scene, passage: Passage, day: Day, at: int) -> tuple[Parts, int] | None:
    """Reads "must return its samples by 30 September", "is to", "has to", "is required to"."""
    line = passage.line
    if not _is_limit(day):
        return None
    for place in range(at - 1, max(-1, at - 30), -1):
        low = line.low[place]
        if low in (";", ":") or low in ("that", "if", "unless", "whether"):
            return None
        first = _obliging(line, place)
        if first is None:
            continue
        run = line.before(first, passage.parsed.verbs)
        if run is None or line.low[run[0]] in ("no", "neither", "nobody", "it"):
            return None
        if line.low[place + 1 : place + 2] in (("not",), ("have",), ("never",)):
            return None
        parts: Parts = {"for": spans(passage, named(scene, passage, run))}
        if at > place + 1:
            parts["due"] = (line.span((place + 1, at)),)
        return parts, place
    return None


def _obliging(line: Line, at: int) -> int | None:
    """Returns where "must", "has to", "is required to" begins that ends at a word."""
    low = line.low[at]
    if low in _MUST:
        return at
    if low == "to" and at >= 1:
        if line.low[at - 1] in ("has", "have"):
            return at - 1
        if (
            line.low[at - 1] in ("required", "obliged", "bound", "ordered", "told")
            and at >= 2
            and line.low[at - 2]
            in (
                "is",
                "are",
                "was",
                "were",
            )
        ):
            return at - 2
    return None


# Somebody is asked to do it by a day

_ASKS = frozenset(("ask", "urge", "order", "instruct", "press", "request", "call", "require", "tell", "demand"))


def _asked(scene: Scene, passage: Passage, day: Day, at: int) -> tuple[Parts, int] | None:
    """Reads "asks the committee to return its samples by 30 September"."""
    line = passage.line
    if not _is_limit(day):
        return None
    for one in passage.parsed.found:
        if one.deed.plain not in _ASKS or not one.at < at <= one.at + 30 or not one.told or one.would:
            continue
        if one.deed.plain == "demand" and (made := _that(passage, one, at)) is not None:
            return made
        bound = one.object
        asked = one.at if one.passive else bound[1] - 1 if bound is not None else at
        if bound is None or asked + 1 >= at or line.low[asked + 1] != "to":
            continue
        parts: Parts = {"for": spans(passage, named(scene, passage, bound)), "due": (line.span((asked + 1, at)),)}
        if one.subject is not None:
            parts["by"] = spans(passage, named(scene, passage, one.subject))
        return parts, one.at
    return None


def _that(passage: Passage, one: Predication, at: int) -> tuple[Parts, int] | None:
    """Reads "demanded that the company take back the workers by Friday"."""
    line = passage.line
    if line.low[one.at + 1 : one.at + 2] != ("that",):
        return None
    run = line.after(one.at + 2, passage.parsed.verbs)
    if run is None:
        return None
    first = next((each.at for each in passage.parsed.found if each.at > one.at + 2), run[1])
    end = min(first, run[1])
    if one.at + 2 < end < at:
        parts: Parts = {"for": (line.span((one.at + 2, end)),), "due": (line.span((end, at)),)}
    else:
        # Where no verb is known between them, who and what stay together.
        parts = {"due": (line.span((one.at + 2, at)),)}
    if one.subject is not None:
        parts["by"] = spans(passage, [one.subject])
    return parts, one.at


def _ultimatum(passage: Passage, day: Day, at: int, holders: Sequence[tuple[int, Holder]]) -> tuple[Parts, int] | None:
    """Reads "if our partners do not lift the levy by 28 February, we shall close the strait"."""
    line = passage.line
    if not _is_limit(day):
        return None
    lead = next((place for place in range(at - 1, max(-1, at - 24), -1) if line.low[place] in ("if", "unless")), None)
    after = line.at(day.span[1])
    if lead is None or after is None or line.low[after] != ",":
        return None
    bound = _unless(passage, lead, at)
    if bound is None:
        return None
    run, first = bound
    consequence = _until_stop(line, after + 1)
    if not consequence:
        return None
    parts: Parts = {"for": spans(passage, [run]), "due": (line.span((first, at)),), "consequence": consequence}
    place = line.spans[first][0]
    by = next((holder for start, holder in holders if start == place), None)
    if by is not None and by.told.spans and by.told.source.kind != "unstated":
        parts["by"] = by.told.spans
    return parts, first


def _unless(passage: Passage, lead: int, at: int) -> tuple[Run, int] | None:
    """Returns whom a condition is about and where what they must do begins: "if X do not …", "unless X …"."""
    line = passage.line
    if line.low[lead] == "unless":
        deed = next((one for one in passage.parsed.found if lead < one.at < at), None)
        return (deed.subject, deed.at) if deed and deed.subject and deed.subject[0] == lead + 1 else None
    for place in range(lead + 2, min(at, lead + 14)):
        shut = line.low[place] in ("don't", "doesn't", "do", "does", "did", "didn't", "has", "have")
        short = line.low[place].endswith("n't")
        if shut and (short or line.low[place + 1] == "not"):
            run = line.before(place, passage.parsed.verbs)
            return (run, place + (1 if short else 2)) if run is not None and run[0] == lead + 1 else None
    return None


# A deadline by that name

_KEPT = frozenset(("no", "without", "any", "met", "meet", "meets", "missed", "miss", "misses", "passed", "ignored"))


def _called(scene: Scene, passage: Passage, day: Day, at: int) -> tuple[Parts, int] | None:
    """Reads "set a deadline of Friday for a reply", "the deadline for a reply is Friday"."""
    line = passage.line
    noun = next(
        (place for place in range(at - 1, max(-1, at - 14), -1) if line.low[place] in ("deadline", "cutoff")), None
    )
    if noun is None or any(line.negation(place) for place in range(max(0, noun - 3), at)):
        return None
    if any(low in _KEPT for low in line.low[max(0, noun - 3) : noun]) or any(
        low in ("if", "unless") for low in line.low
    ):
        return None
    between = line.low[noun + 1 : at]
    if not (between in (("of",), ("for",), ()) or (between and between[-1] in ("is", "was", "of", "for"))):
        return None
    parts: Parts = {}
    for one in passage.parsed.found:
        if (
            one.deed.sense in ("set", "given")
            and one.told
            and one.at < noun
            and one.subject is not None
            and not one.passive
        ):
            parts["by"] = spans(passage, named(scene, passage, one.subject))
            break
    after = line.at(day.span[1])
    where = noun + 1 if between[:1] == ("for",) and len(between) > 1 else after
    if where is not None and where < len(line.low) and line.low[where] == "for":
        run = line.after(where + 1, passage.parsed.verbs)
        if run is not None:
            _bound(passage, parts, run)
    if where is not None and where < len(line.low) and line.low[where] == "to":
        run = _due(line, where)
        if run is not None:
            parts["due"] = (line.span(run),)
    return parts, noun


def _bound(passage: Passage, parts: Parts, run: Run) -> None:
    """Tells whom a deadline is for from what it is for: "for Boria to answer", "for a reply"."""
    line = passage.line
    if run[1] < len(line.low) and line.low[run[1]] == "to":
        parts["for"] = spans(passage, [run])
        due = _due(line, run[1])
        if due is not None:
            parts["due"] = (line.span(due),)
    elif line.name(run[0]) or line.name(run[1] - 1):
        parts["for"] = spans(passage, [run])
    else:
        parts["due"] = (line.span(run),)


# Or else


def _consequence(scene: Scene, passage: Passage, at: int) -> tuple[tuple[int, int], ...]:
    """Returns the consequence as stated: behind "or", "otherwise", "after which", or in the sentence that follows."""
    line = passage.line
    for place in range(at + 1, len(line.low) - 2):
        threatens = line.low[place - 1] == "," or line.low[place + 1] in ("else", "face", "lose", "risk")
        if line.low[place] == "or" and threatens:
            return _until_stop(line, place + 2 if line.low[place + 1] == "else" else place + 1)
        if line.low[place] == "otherwise":
            return _until_stop(line, place + 1)
    following = _following(scene, passage)
    return _lapse(following) if following is not None else ()


def _following(scene: Scene, passage: Passage) -> Passage | None:
    number = passage.number + 1
    if number < len(scene.passages) and scene.passages[number].paragraph == passage.paragraph:
        return scene.passages[number]
    return None


def _lapse(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Reads "If it does not, the dockers will strike", "Otherwise …", "Failing that, …", "After that, …"."""
    line = passage.line
    low = line.low
    leads = (("otherwise",), ("failing", "that"), ("failing", "which"), ("after", "that"), ("or", "else"))
    for lead in leads:
        if low[: len(lead)] == lead:
            start = len(lead) + (low[len(lead) : len(lead) + 1] == (",",))
            return _until_stop(line, start)
    refused = (
        low[:1] == ("if",) and ("not" in low[:6] or any(word.endswith("n't") for word in low[:6])) and "," in low[:12]
    )
    if refused and low[1] in PRONOUNS | {"the"}:
        return _until_stop(line, low.index(",") + 1)
    return ()


def _until_stop(line: Line, start: int) -> tuple[tuple[int, int], ...]:
    end = told_end(line, start, min(len(line.low), start + _LONGEST))
    while end > start and line.low[end - 1] in (",",):
        end -= 1
    return (line.span((start, end)),) if end > start else ()


_FINDERS = (_given, _must, _asked, _called)
