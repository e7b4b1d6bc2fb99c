"""The paper of an audit: what was not shown, then what was, each with the words around it; then how it was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from travaux.papers.counting import counted, listed, number, sentence
from travaux.papers.days import day
from travaux.papers.ghosts import is_word
from travaux.papers.places import address, addresses
from travaux.text.audit import Audit, Finding
from travaux.text.clauses import Clause
from travaux.text.drafts import Draft
from travaux.text.tokens import words

AROUND = 90
_EDGE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A change with the words around it: `before` and `after` as the new text has them.

    `note` says in words how the file shows the change, and by whom, or that it does not.
    """

    number: int
    kind: str
    place: str
    heading: str
    before: str
    old: str
    new: str
    after: str
    note: str


@dataclass(frozen=True)
class AuditPaper:
    """What a circulated draft does not show, against what it does."""

    last: str
    new: str
    verdict: str
    shown: str
    undeclared: Sequence[Exhibit]
    declared: Sequence[Exhibit]
    how: Sequence[str]
    language: str


def audit_paper(audit: Audit) -> AuditPaper:
    """Returns the paper of an audit."""
    last, new = audit.last.name or "the last draft", audit.new.name or "the new draft"
    return AuditPaper(
        last=last,
        new=new,
        verdict=verdict(audit.undeclared, audit.declared),
        shown=_shown(audit),
        undeclared=[_exhibit(place + 1, f, audit, shown=False) for place, f in enumerate(audit.undeclared)],
        declared=[_exhibit(place + 1, f, audit, shown=True) for place, f in enumerate(audit.declared)],
        how=_how(audit, last, new),
        language=audit.new.language,
    )


def verdict(undeclared: Sequence[Finding], declared: Sequence[Finding]) -> str:
    """Returns the sentence that comes first: "Six words were put in without being shown, in clause 14."."""
    if not undeclared:
        return "Every change is shown." if declared else "Nothing changed."
    place = _places(undeclared)
    kinds = {finding.kind for finding in undeclared}
    put_in = sum(_counted(f.new) for f in undeclared if f.kind in ("insertion", "replacement"))
    taken = sum(_counted(f.old) for f in undeclared if f.kind in ("deletion", "replacement"))
    if kinds == {"insertion"} and put_in:
        return f"{sentence(counted(put_in, 'word'))} {_was(put_in)} put in without being shown, in {place}."
    if kinds == {"deletion"} and taken:
        return f"{sentence(counted(taken, 'word'))} {_was(taken)} taken out without being shown, in {place}."
    if kinds == {"replacement"} and len(undeclared) == 1 and taken and put_in:
        by = number(put_in)
        return f"{sentence(counted(taken, 'word'))} {_was(taken)} replaced by {by} without being shown, in {place}."
    many = len(undeclared)
    return f"{sentence(counted(many, 'change'))} {_was(many)} made without being shown, in {place}."


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _counted(text: str) -> int:
    return sum(is_word(word) for word in words(text))


def _places(findings: Sequence[Finding]) -> str:
    parts = [finding.part for finding in findings if finding.part]
    clauses: list[Clause | None] = [finding.clause for finding in findings if not finding.part]
    told = [addresses(clauses)] if clauses else []
    return listed([*told, *dict.fromkeys(parts)], 6)


def _shown(audit: Audit) -> str:
    if not audit.marked:
        return "The new draft shows no change at all."
    if not audit.declared:
        return "Nothing that changed is shown." if audit.undeclared else "What was pending is pending still."
    many = len(audit.declared)
    by = list(dict.fromkeys(f.by.author for f in audit.declared if f.by and f.by.author))
    who = f", by {listed(by, 4)}" if by else ""
    return f"{sentence(counted(many, 'change'))} {_was(many)} shown, in {_places(audit.declared)}{who}."


def _how(audit: Audit, last: str, new: str) -> list[str]:
    shows = (
        f"what {new} shows as changed was set aside; what was left was compared with {last}, word by word"
        if audit.marked
        else f"nothing in {new} is marked as changed, so it was compared with {last} whole, word by word"
    )
    return [
        f"{sentence(shows)}.",
        "An audit tells what the files hold. It does not tell who made a change that is not shown, or why.",
    ]


def _exhibit(number: int, finding: Finding, audit: Audit, *, shown: bool) -> Exhibit:
    draft = _part(audit, finding.part)
    start, end = finding.place
    span = draft.text[start:end]
    lead, new, trail = _apart(span if span.split() == finding.new.split() else finding.new)
    begin, ends = draft.text.rfind("\n", 0, start) + 1, draft.text.find("\n", end)
    return Exhibit(
        number=number,
        kind=finding.kind,
        place=finding.part or address(finding.clause),
        heading=finding.clause.heading if finding.clause and not finding.part else "",
        before=_before(_unstruck(draft, begin, start)) + lead,
        old=finding.old.strip() or finding.old,
        new=new,
        after=trail + _after(_unstruck(draft, end, ends if ends >= 0 else len(draft.text))),
        note=_note(finding) if shown else _unshown(finding),
    )


def _apart(words: str) -> tuple[str, str, str]:
    """Returns the white space before the words, the words, and the white space after them."""
    core = words.strip(" \t")
    if not core:
        return "", words, ""
    lead = words[: words.index(core)]
    return lead, core, words[len(lead) + len(core) :]


def _part(audit: Audit, name: str) -> Draft:
    if not name:
        return audit.new
    return next((part for part in audit.new.apparatus if part.name == name), Draft(""))


def _unstruck(draft: Draft, start: int, end: int) -> str:
    """Returns some words of a draft as they would stand without those that are struck through by hand."""
    pieces: list[str] = []
    for mark in sorted((m for m in draft.marks if m.kind == "strike"), key=lambda mark: mark.start):
        pieces.append(draft.text[start : min(max(start, mark.start), end)])
        start = max(start, min(mark.end, end))
    return "".join([*pieces, draft.text[start:end]])


def _unshown(finding: Finding) -> str:
    done = {
        "insertion": "put in",
        "deletion": "taken out",
        "replacement": "replaced",
        "move": "moved",
        "paragraphs": "paragraphs divided anew",
    }
    return finding.note or f"{done[finding.kind]}, not shown"


def _note(finding: Finding) -> str:
    by = f" by {finding.by.author}" if finding.by and finding.by.author else ""
    at = f", {day(finding.by.at)}" if finding.by and finding.by.at else ""
    return f"shown as {finding.how or 'changed'}{by}{at}"


def _before(line: str) -> str:
    if len(line) <= AROUND:
        return line
    cut = _EDGE.search(line, len(line) - AROUND)
    return f"…{line[cut.start() if cut else -AROUND :]}"


def _after(line: str) -> str:
    if len(line) <= AROUND:
        return line
    return f"{line[:AROUND].rsplit(' ', 1)[0]} …"
