"""Checking: a claim of one's own held against the record, and whether its finding can be taken along as a bundle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from travaux.claims.claim import Counting
from travaux.errors import Malformed
from travaux.web.ask import Ask
from travaux.web.pages.page import Page
from travaux.web.pages.statements.findings import Answer, address, answer

LONGEST = 1_000
"""Characters of a claim at most."""
_WORD = re.compile(r"word (\d+) of the claim")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A claim that can be read, and where its finding is shown."""

    says: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Why a claim could not be read: what was missed, the words before the place, the word there, the words after."""

    message: str
    before: str
    here: str
    after: str
    nearest: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundling:
    """Whether a bundle can be made. `sealed` is how many entries are not for everybody, which forbids it.

    `key` is the key of the log, which whoever checks the bundle needs from elsewhere.
    """

    sealed: int
    key: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """The page's value: the claim, the answer or why there is none, and sentences that show the form."""

    claim: str
    counting: Counting
    answer: Answer | None
    unread: Unread | None
    examples: tuple[Example, ...]
    bundling: Bundling


def build(ask: Ask) -> Checking:
    """Returns the finding on the claim that is asked about; without one the form and its examples."""
    claim = " ".join(ask.query.get("claim", "").split())
    counting: Counting = "leaf" if ask.query.get("counting") == "leaf" else "top"
    found: Answer | None = None
    unread: Unread | None = None
    if claim:
        try:
            if len(claim) > LONGEST:
                raise Malformed(f"a claim has {LONGEST} characters at most")
            found = answer(ask, claim, counting)
        except Malformed as refusal:
            unread = _unread(ask, claim[:LONGEST], refusal)
    return Checking(
        claim=claim[:LONGEST], counting=counting, answer=found, unread=unread,
        examples=tuple(Example(says=each, address=address(ask, each)) for each in _examples(ask)),
        bundling=bundling(ask),
    )  # fmt: skip


def bundling(ask: Ask) -> Bundling:
    """Returns whether a bundle of this record can be made for strangers."""
    record = ask.record
    sealed = sum(each.entry.visible != "all" for each in record.entries) + record.hidden
    return Bundling(sealed=sealed, key=record.key, size=record.size)


def _unread(ask: Ask, claim: str, refusal: Malformed) -> Unread:
    words = claim.split()
    found = _WORD.search(refusal.where)
    place = min(int(found[1]) - 1 if found else len(words), len(words))
    _, _, near = refusal.advice.partition("Nearest forms: ")
    return Unread(
        message=refusal.message, before=" ".join(words[:place]), here="".join(words[place : place + 1]),
        after=" ".join(words[place + 1 :]),
        nearest=tuple(Example(says=each, address=address(ask, each)) for each in near.split(" · ") if near and each),
    )  # fmt: skip


def _examples(ask: Ask) -> Iterator[str]:
    """Yields sentences about this record's own parties: the second of them, whom the talks are about more often."""
    parties = [str(each.handle) for each in ask.state.parties if each.capacity == "party" and each.present]
    handles = [each for each in parties if re.fullmatch(r"[a-z][a-z0-9-]*", each)]
    if not handles:
        return
    who = handles[min(1, len(handles) - 1)]
    yield f"{who} approved most clauses"
    yield f"{who} neither approved nor changed any clause"
    yield f"{who} did not accept several clauses"
    yield "most parties accepted clause 1"
    yield "no one objected to clause 1"


PAGE = Page("check", "statements/check/", build, "check.html", within="statements")
