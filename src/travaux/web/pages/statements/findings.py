"""Findings as pages show them: a verdict in a word, one paragraph of reason, both sides at equal weight."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from django.http import QueryDict

from travaux.claims.claim import Counting, Finding
from travaux.papers.counting import sentence
from travaux.papers.finding import FindingPaper, Told, finding_paper
from travaux.papers.telling import Teller
from travaux.record.terms import Index
from travaux.secretariat.answering import check
from travaux.web.ask import Ask

MOST = 3
"""Entries in a row that are all named; of more the first and the last are."""
VERDICTS = 4_000
"""How many verdicts are kept in this process."""
_KEPT: OrderedDict[tuple[str, ...], str] = OrderedDict()
_LOCK = Lock()
_SIDES: Mapping[str, str] = {"For it": "for", "Against it": "against", "Beside it": "context"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What some entries show: which they are, or the first and the last of a `row`; when it was done, which grade."""

    entries: tuple[Index, ...]
    row: bool
    shows: str
    when: str
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The entries for it, against it, or beside it; `many` is how many they are."""

    side: str
    many: int
    told: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The finding on a claim. `verdict` is its English word; both sides are always there, in order of the verdict."""

    says: str
    verdict: str
    reason: tuple[str, ...]
    sides: tuple[Side, ...]
    beside: Side | None
    coverage: tuple[str, ...]
    assumptions: tuple[str, ...]
    settles: tuple[str, ...]
    readings: tuple[Answer, ...]
    size: int
    address: str
    paper: str


def answer(ask: Ask, claim: str, counting: Counting = "top") -> Answer:
    """Returns the finding on a claim, as whoever asks may see it. Raises `Malformed` where the claim cannot be read."""
    return _answer(ask, check(ask.record, claim, at=ask.at, counting=counting), counting)


def verdict_of(ask: Ask, claim: str) -> str:
    """Returns the verdict on a claim in a word; it is kept as long as the record stays as this reader sees it."""
    record = ask.record
    key = (ask.seated.slug, str(ask.seated.viewer), str(record.size), record.shown, str(ask.at), claim)
    with _LOCK:
        found = _KEPT.get(key)
    if found is None:
        found = check(record, claim, at=ask.at).verdict
        with _LOCK:
            _KEPT[key] = found
            while len(_KEPT) > VERDICTS:
                _KEPT.popitem(last=False)
    return found


def address(ask: Ask, claim: str, counting: str = "top") -> str:
    """Returns where the finding on a claim is shown."""
    return _asking(ask.link("check"), claim, counting)


def _asking(link: str, claim: str, counting: str) -> str:
    query = QueryDict(mutable=True)
    query["claim"] = claim
    if counting != "top":
        query["counting"] = counting
    return f"{link}{'&' if '?' in link else '?'}{query.urlencode()}"


def bundle_name(slug: str, claim: str) -> str:
    """Returns the name of the file of a bundle.

    >>> bundle_name("velm", "Boria approved most clauses")
    'velm-boria-approved-most-clauses.bundle'
    """
    words = re.sub(r"[^a-z0-9]+", "-", claim.lower()).strip("-")[:60].strip("-")
    return f"{slug}-{words or 'answer'}.bundle"


def _answer(ask: Ask, finding: Finding, counting: str) -> Answer:
    return _shown(ask, finding_paper(finding), counting)


def _shown(ask: Ask, paper: FindingPaper, counting: str) -> Answer:
    sides = {_SIDES[each.title]: tuple(_told(ask, each.told)) for each in paper.sides}
    order = ("against", "for") if paper.verdict == "Contradicted" else ("for", "against")
    made = {side: _side(side, sides.get(side, ())) for side in (*order, "context")}
    return Answer(
        says=paper.says, verdict=paper.verdict.lower(), reason=paper.reason, sides=tuple(made[side] for side in order),
        beside=made["context"] if made["context"].many else None, coverage=paper.coverage,
        assumptions=paper.assumptions, settles=paper.settles,
        readings=tuple(_shown(ask, each, counting) for each in paper.readings), size=paper.size,
        address=address(ask, paper.says, counting),
        paper=_asking(ask.link("paper", kind="finding"), paper.says, counting),
    )  # fmt: skip


def _side(side: str, told: Sequence[Shown]) -> Side:
    entries = {
        entry for each in told for entry in (range(each.entries[0], each.entries[-1] + 1) if each.row else each.entries)
    }
    return Side(side=side, many=len(entries), told=tuple(told))


def _told(ask: Ask, several: Sequence[Told]) -> Iterator[Shown]:
    teller = Teller(ask.state)
    for each in several:
        entered = ask.state.entry(each.entries[0])
        entries = each.entries
        row = len(entries) > MOST and entries[-1] - entries[0] == len(entries) - 1
        yield Shown(
            entries=(entries[0], entries[-1]) if row else entries, row=row,
            shows=sentence(each.shows), when=teller.happened(entered) if entered else "", grade=each.grade,
        )  # fmt: skip
