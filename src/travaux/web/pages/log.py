"""The log as it is: every entry in order, what is sealed to the reader as a line with its index and digest.

Entries may be narrowed to those of a party or of a kind of act; what is sealed is then not listed, for nobody may learn
whose it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from travaux.papers.telling import Teller
from travaux.record.acts import ACTS
from travaux.record.entries import Entered
from travaux.record.terms import PartyId
from travaux.web.ask import Ask
from travaux.web.pages.page import Page

EACH = 100
"""Entries on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry in a line, or what is seen of a sealed one: its index and its digest."""

    entry: int
    digest: str
    sealed: bool = False
    when: str = ""
    party: PartyId | None = None
    says: str = ""
    grade: str = ""
    idle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The page's value. `start` and `stop` are the entries shown; `newer` and `older` where other pages begin."""

    lines: tuple[Line, ...]
    start: int
    stop: int
    sealed: int
    newer: int | None
    older: int | None
    party: str
    kind: str
    kinds: tuple[str, ...]
    checkpoint: str
    key: str


def build(ask: Ask) -> Log:
    """Returns the log, newest first, or the entries of a party or a kind."""
    party, kind = ask.query.get("party", ""), ask.query.get("kind", "")
    stop = _number(ask.query.get("before", ""), ask.size)
    if party or kind:
        found = [each for each in ask.state.entries if each.index < stop and _wanted(each, party, kind)]
        shown = found[-EACH:]
        start = shown[0].index if shown else 0
        older = start if len(found) > EACH else None
        lines = [_line(ask, each) for each in shown]
    else:
        start = max(0, stop - EACH)
        older = start or None
        lines = _lines(ask, start, stop)
    return Log(
        lines=tuple(reversed(lines)),
        start=start,
        stop=stop,
        sealed=ask.size - len(ask.state.entries),
        newer=min(ask.size, stop + EACH) if stop < ask.size else None,
        older=older,
        party=party,
        kind=kind,
        kinds=tuple(sorted(ACTS)),
        checkpoint=ask.record.checkpoint if ask.at is None else "",
        key=ask.record.key,
    )


def _lines(ask: Ask, start: int, stop: int) -> list[Line]:
    digests = ask.record.digests(start, stop)
    entries = [ask.state.entry(index) for index in range(start, stop)]
    return [
        Line(entry=index, digest=digest, sealed=True) if entered is None else _line(ask, entered)
        for index, (digest, entered) in enumerate(zip(digests, entries, strict=True), start)
    ]


def _line(ask: Ask, entered: Entered) -> Line:
    return Line(
        entry=entered.index,
        digest=entered.hash,
        when=entered.entry.at[:10],
        party=entered.entry.actor,
        says=Teller(ask.state).sentence(entered),
        grade=entered.grade,
        idle=ask.state.idle(entered.index),
    )


def _wanted(entered: Entered, party: str, kind: str) -> bool:
    return (not party or entered.entry.actor == party) and (not kind or entered.entry.type == kind)


def _number(given: str, otherwise: int) -> int:
    return min(int(given), otherwise) if given.isascii() and given.isdigit() and len(given) < 10 else otherwise


PAGE = Page("log", "log/", build, "log.html", gettext_lazy("Log"), key="l")
