"""One statement: the words, who said them on which terms, and for each claim in it what the record says."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from travaux.errors import Malformed
from travaux.record.terms import Index
from travaux.web.ask import Ask
from travaux.web.pages.page import Page
from travaux.web.pages.statements.checking import Bundling, bundling
from travaux.web.pages.statements.findings import Answer, answer
from travaux.web.pages.statements.listed import Said, said

OTHERS = 8
"""Other statements that are listed below one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class One:
    """The page's value. `unread` are claims that are none in the controlled English."""

    said: Said
    answers: tuple[Answer, ...]
    unread: tuple[str, ...]
    others: tuple[Said, ...]
    bundling: Bundling


def build(ask: Ask) -> One:
    """Returns the statement that the address names."""
    index = Index(int(ask.named["entry"]))
    found = {each.entry: each for each in ask.state.statements}
    if index not in found:
        raise Http404
    answers, unread = [], []
    for claim in found[index].claims:
        try:
            answers.append(answer(ask, claim))
        except Malformed:
            unread.append(claim)
    return One(
        said=said(ask, found[index]),
        answers=tuple(answers),
        unread=tuple(unread),
        others=tuple(said(ask, found[each]) for each in _near(sorted(found), index)),
        bundling=bundling(ask),
    )


def _near(entries: list[Index], index: Index) -> list[Index]:
    """Returns the statements nearest to one in the order of the log."""
    nearest = sorted((each for each in entries if each != index), key=lambda each: (abs(each - index), each))
    return sorted(nearest[:OTHERS])


PAGE = Page("statement", "statements/<int:entry>/", build, "statement.html", within="statements")
