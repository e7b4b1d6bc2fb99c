"""Statements: who said what, on which terms, and the verdict on each claim that is in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from travaux.errors import Malformed
from travaux.papers.telling import Teller, short
from travaux.record.statements import Statement
from travaux.record.terms import UNATTRIBUTED, Index, PartyId
from travaux.web.ask import Ask
from travaux.web.pages.page import Page
from travaux.web.pages.statements.findings import address, verdict_of

SHOWN = 20
"""Statements on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim in a statement: the sentence it was read as, the verdict on it, and where its finding is shown."""

    says: str
    verdict: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement. `party` is only there where the source spoke so that it may be named."""

    entry: Index
    source: str
    party: PartyId | None
    terms: str
    outlet: str
    when: str
    manner: str
    hedge: str
    words: tuple[str, ...]
    span: str
    grade: str
    answers: Index | None
    answered_by: tuple[Index, ...]
    claims: tuple[Claimed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """The page's value: `many` statements, some of them, the newest first, and how many claims in these have which
    verdict. `older` is the entry before which the list goes on, 0 where it ends; `newer` says that it began earlier."""

    statements: tuple[Said, ...]
    verdicts: dict[str, int]
    many: int
    older: int
    newer: bool


def build(ask: Ask) -> Statements:
    """Returns the statements of a record."""
    given = ask.query.get("before", "")
    before = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else ask.size
    known = [each for each in reversed(ask.state.statements) if each.entry < before]
    found = tuple(said(ask, each) for each in known[:SHOWN])
    counts = Counter(claim.verdict for each in found for claim in each.claims)
    return Statements(
        statements=found,
        verdicts=dict(sorted(counts.items(), key=lambda one: (-one[1], one[0]))),
        many=len(ask.state.statements),
        older=found[-1].entry if len(known) > SHOWN else 0,
        newer=bool(given),
    )


def said(ask: Ask, statement: Statement) -> Said:
    """Returns a statement as pages show it."""
    teller, named = Teller(ask.state), statement.terms not in UNATTRIBUTED
    entered, source = ask.state.entry(statement.entry), statement.source
    return Said(
        entry=statement.entry, source=begun(teller.source(source, named=named).rstrip(",")),
        party=source.party if named else None,
        terms=statement.terms, outlet=source.outlet if source.kind != "outlet" else "",
        when=short(statement.said) if statement.said else teller.happened(entered) if entered else "",
        manner=statement.manner, hedge=statement.hedge, words=_words(statement), span=_span(statement),
        grade=entered.grade if entered else "", answers=statement.answers, answered_by=statement.answered_by,
        claims=tuple(_claimed(ask, claim) for claim in statement.claims),
    )  # fmt: skip


def begun(words: str) -> str:
    """Returns words with a capital first, as at the beginning of a line."""
    return words[:1].upper() + words[1:]


def _words(statement: Statement) -> tuple[str, ...]:
    words: object = statement.words
    return tuple(str(line) for line in words) if isinstance(words, tuple) else (str(words),)


def _span(statement: Statement) -> str:
    span = statement.span
    return "" if span is None else f"{span.start}–{span.end}"


def _claimed(ask: Ask, claim: str) -> Claimed:
    try:
        return Claimed(says=claim, verdict=verdict_of(ask, claim), address=address(ask, claim))
    except Malformed:
        return Claimed(says=claim, verdict="", address=address(ask, claim))


PAGE = Page("statements", "statements/", build, "statements.html", gettext_lazy("Statements"), key="s")
