"""The paper of brackets: what is not agreed, by clause, why it stands in brackets, and what is wrong with a bracket."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from travaux.papers.counting import counted, listed, number, sentence
from travaux.papers.places import address
from travaux.text.brackets import Bracketed
from travaux.text.brackets.slots import Note, Options, Run, Slot
from travaux.text.drafts import Draft

_QUOTE = 140


@dataclass(frozen=True, slots=True)
class Open:
    """Words in brackets: where, how they are printed, why, and what they are among ("one of two alternatives")."""

    place: str
    text: str
    cause: str
    among: str
    depth: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a bracket, where, and what was done about it; `line` counts from 1."""

    place: str
    line: int
    message: str


@dataclass(frozen=True)
class BracketPaper:
    """What stands in brackets in a draft."""

    summary: str
    opens: Sequence[Open]
    faults: Sequence[Fault]
    rule: str


def bracket_paper(found: Bracketed, draft: Draft) -> BracketPaper:
    """Returns the paper of a draft's brackets; runs of alternatives are one entry."""
    return BracketPaper(_summary(found), list(_opens(found, draft)), list(_faults(found, draft)), found.rule)


def _opens(found: Bracketed, draft: Draft) -> Iterator[Open]:
    told: set[tuple[int, int]] = set()
    for part in found.walk():
        place = address(draft.clause_at(part.start))
        text = _quote(found.text[part.start : part.end])
        match part:
            case Run():
                told |= {(slot.start, slot.end) for slot in part.slots}
                among = counted(len(part.slots), "alternative") if part.sure else "alternatives or a list"
                yield Open(place, text, part.slots[0].cause, among, part.slots[0].depth)
            case Slot() if (part.start, part.end) not in told:
                yield Open(place, text, part.cause, "" if part.closed else "never closed", part.depth)
            case Note():
                yield Open(place, text, part.cause, "a note", part.depth)
            case Options():
                yield Open(place, text, "disputed", counted(len(part.options), "option"), 1)
            case _:
                pass


def _faults(found: Bracketed, draft: Draft) -> Iterator[Fault]:
    for defect in found.defects:
        line = found.text.count("\n", 0, defect.start) + 1
        yield Fault(address(draft.clause_at(defect.start)), line, defect.message)


def _summary(found: Bracketed) -> str:
    causes = Counter(slot.cause for slot in found.slots())
    if not causes:
        return "Nothing stands in square brackets."
    many = sum(causes.values())
    told = [f"{number(count)} {cause}" for cause, count in causes.most_common()]
    faults = counted(len(found.defects), "defect") if found.defects else "no defect"
    return f"{sentence(counted(many, 'bracket'))}: {listed(told)}; {faults}."


def _quote(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTE else f"{line[:_QUOTE].rsplit(' ', 1)[0]} …"
