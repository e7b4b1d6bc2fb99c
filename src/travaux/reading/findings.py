"""Findings: facts of the process as found in a passage, before they are items; and whose words they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from travaux.claims.claim import Claim
from travaux.reading.dates import Day
from travaux.reading.items import Kind, Part, Span, Stance
from travaux.reading.lines import Line, Run
from travaux.reading.particles import DETERMINERS, PREPOSITIONS
from travaux.reading.passages import Passage
from travaux.reading.predications import Predication
from travaux.reading.scene import Scene, Told

Parts = dict[Part, tuple[Span, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The attribution in whose content something stands: its number among those given, its source, its stance.

    `negated`: its cue says that it was not said ("did not confirm").
    """

    number: int
    told: Told
    stance: Stance
    negated: bool
    cue: str

    @property
    def tells(self) -> bool:
        """Whether what stands in its content is told as so."""
        return not self.negated and self.stance not in ("denies", "asks", "thinks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fact of the process. `anchor` is a character of its verb: the content that holds it says whose word it is."""

    kind: Kind
    anchor: int
    parts: Parts
    dates: tuple[Day, ...] = ()
    number: int | None = None
    exhaustive: bool = True
    done: bool | None = None
    claims: tuple[Claim, ...] = ()
    how: tuple[str, ...] = field(default=())


def real(one: Predication, passage: Passage, holder: Holder | None) -> bool:
    """Whether a verb tells what was done or is to come: not denied, asked, possible or conditional, here or above."""
    if not one.told or (holder is not None and not holder.tells):
        return False
    if one.alleged and (holder is None or one.alleged not in holder.cue.lower()):
        return False
    if holder is not None and holder.stance == "promises" and one.tense != "future":
        return False
    if one.would and (holder is None or passage.line.quoted[one.at]):
        return False
    return not (one.tense == "future" and hangs(passage.line))


def hangs(line: Line) -> bool:
    """Whether anything in a sentence hangs on a condition."""
    return any(low in ("if", "unless", "provided", "whether", "should") for low in line.low)


def done(one: Predication) -> bool | None:
    """Returns whether a verb tells of what was done, or of what is to come; None where it does not say."""
    return {"past": True, "future": False}.get(one.tense)


def joined(passage: Passage, run: Run) -> list[Run]:
    """Returns the members of a list: "a freeze, shorter hours and a bonus" as three runs; a name with "of" as one."""
    line, found, first = passage.line, [], run[0]
    for at in range(run[0], run[1]):
        if line.low[at] in (",", "and", "or", "as") and at > first:
            found.append((first, at))
            first = at + 1
        elif line.low[at] in (",", "and", "or"):
            first = at + 1
    if first < run[1]:
        found.append((first, run[1]))
    return [trimmed for each in found if (trimmed := _trimmed(line, each)) is not None]


def _trimmed(line: Line, run: Run) -> Run | None:
    first, last = run
    while first < last and line.low[first] in ("and", "or", ",", "well", "as", "also", "both"):
        first += 1
    while first < last and line.low[last - 1][0] not in "$€£" and not line.low[last - 1][0].isalnum():
        last -= 1
    return (first, last) if first < last else None


def named(scene: Scene, passage: Passage, run: Run) -> list[Run]:
    """Returns those a run names, one by one, where "and" joins names or such as have an article; else the run."""
    members = joined(passage, run)
    line = passage.line
    if len(members) < 2 or any(line.low[at] in PREPOSITIONS - {"of"} for at in range(*run)):
        return [run]
    names = [bool(scene.names.inside(passage.number, each)) for each in members]
    articles = [line.low[each[0]] in DETERMINERS for each in members]
    return members if all(name or article for name, article in zip(names, articles, strict=True)) else [run]


def spans(passage: Passage, runs: Sequence[Run]) -> tuple[Span, ...]:
    """Returns the characters of runs, in the order of the text."""
    return tuple(sorted({passage.line.span(run) for run in runs}))


def phrases(passage: Passage, one: Predication, *prepositions: str) -> Iterator[tuple[int, Run]]:
    """Yields the prepositions of a verb's clause with what stands behind each: "in" and "Velm"."""
    line = passage.line
    for at in range(one.at + 1, one.end):
        if line.low[at] in prepositions and at + 1 < len(line.low) and at + 1 not in line.dated:
            run = line.after(at + 1, passage.parsed.verbs)
            if run is not None:
                yield at, run


def clause_end(line: Line, start: int, limit: int) -> int:
    """Returns where words that begin at a place end: at a stop, a semicolon, or where the speaker is named."""
    for at in range(start, limit):
        if line.low[at] in (".", ";", "?", "!", "…", "—", "–", "(", ")"):
            return at
        if line.low[at] == "," and at + 1 < limit and line.low[at + 1] in ("but", "who", "which", "while", "according"):
            return at
    return limit


SPOKEN = frozenset((
    "said", "says", "told", "added", "warned", "announced", "noted", "reported", "according", "insisted", "argued",
    "declared", "wrote", "stressed",
))  # fmt: skip


def speaks(line: Line, at: int, end: int) -> bool:
    """Whether what follows a comma names a speaker: ", the ministry said"."""
    return any(line.low[place] in SPOKEN for place in range(at, min(end, at + 12)))


def told_end(line: Line, start: int, limit: int) -> int:
    """Returns where a clause ends before its speaker is named behind a comma: "…, the ministry said"."""
    end = clause_end(line, start, limit)
    return next((at for at in range(start + 1, end) if line.low[at] == "," and speaks(line, at + 1, end)), end)
