"""The overview: where the text stands, the next deadline with its consequence as stated, what came since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from travaux.papers.counting import counted, listed, sentence
from travaux.papers.spans import spoken
from travaux.papers.standing import CONVENTION, ORDER, Held, standing
from travaux.papers.telling import Teller
from travaux.record.entries import Entered
from travaux.record.people import Party
from travaux.record.state import State
from travaux.record.terms import PartyId
from travaux.web import kept, visits
from travaux.web.ask import Ask
from travaux.web.pages.page import Page

NEWEST = 8
CLAIMS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A cell of the strip: a clause and where it stands."""

    place: str
    heading: str
    held: Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A deadline: whose, by when, set by whom, and what is to follow, in the words of whoever set it.

    `words` are those in which its time was given, where they say it otherwise than `when`.
    """

    when: str
    words: str
    due: str
    bound: str
    by: str
    consequence: str
    fate: str
    entry: int
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An entry in a line."""

    entry: int
    when: str
    party: PartyId | None
    says: str
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The page's value. `since` is the entry up to which the reader had read before, 0 for who was never here."""

    title: str
    sentence: str
    convention: str
    clauses: tuple[Clause, ...]
    counts: dict[Held, int]
    next: Due | None
    since: int
    came: int
    newest: tuple[News, ...]
    parties: tuple[Taking, ...]
    cover: tuple[News, ...]
    claimed: tuple[Claimed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim in a statement that the record can answer: the sentence, and the entry of the statement."""

    says: str
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """A party that takes part, in which capacity, and by what right its delegation sits there."""

    id: PartyId
    name: str
    capacity: str
    told: str
    entry: int | None


def build(ask: Ask) -> Overview:
    """Returns the overview."""
    state, drafts, teller = ask.state, ask.record.drafts, Teller(ask.state)
    stands = standing(state, drafts, ask.today, kept.basis(ask).positions)
    since = int(visits.seen(ask.seated.seat) or 0)
    return Overview(
        title=ask.record.title or ask.seated.slug,
        sentence=stands.sentence(teller.draft(stands.draft) if stands.draft else ""),
        convention=CONVENTION,
        clauses=tuple(Clause(place=row.place, heading=row.heading, held=row.held) for row in stands.rows),
        counts={held: stands.counts.get(held, 0) for held in reversed(ORDER)},
        next=_next(ask, teller),
        since=since,
        came=max(0, ask.size - since),
        newest=tuple(_news(ask, teller, each) for each in reversed(state.entries[-NEWEST:])),
        parties=tuple(_taking(ask, teller, each) for each in state.parties if each.present),
        cover=tuple(_news(ask, teller, ask.record.entry(each.entry)) for each in state.coverages),
        claimed=tuple(_claimed(state))[:CLAIMS],
    )


def _next(ask: Ask, teller: Teller) -> Due | None:
    waiting = ask.state.open_deadlines(ask.today)
    if not waiting:
        return None
    found = waiting[0]
    read = spoken(found.until.edtf, found.until.zone)
    return Due(
        when=sentence(read),
        words=found.until.words if found.until.words not in (found.until.edtf, read) else "",
        due=found.due,
        bound=teller.parties(found.bound),
        by=teller.party(found.set_by) if found.set_by else "",
        consequence=found.consequence,
        fate=found.fate(ask.today),
        entry=found.entry,
        grade=found.grade,
    )


def _claimed(state: State) -> Iterator[Claimed]:
    """Yields the claims of statements, those of the newest first."""
    for each in reversed(state.statements):
        yield from (Claimed(says=claim, entry=each.entry) for claim in each.claims)


def _news(ask: Ask, teller: Teller, entered: Entered) -> News:
    return News(
        entry=entered.index,
        when=entered.entry.at[:10],
        party=entered.entry.actor,
        says=teller.sentence(entered),
        grade=entered.grade,
    )


def _taking(ask: Ask, teller: Teller, party: Party) -> Taking:
    sits = [each for each in ask.state.delegations(party.id) if each.ended is None]
    told = []
    for each in sits:
        named = listed([teller.person(one) for one in each.named], 6)
        many = f"{sentence(counted(each.count, 'member'))}. " if each.count else ""
        unnamed = f" {sentence(counted(each.unnamed, 'other'))} not named." if each.unnamed else ""
        told.append(f"{many}Named: {named or 'nobody'}.{unnamed}")
    return Taking(
        id=party.id,
        name=teller.party(party.id),
        capacity=party.capacity,
        told=" ".join(told),
        entry=sits[-1].entry if sits else None,
    )


PAGE = Page("overview", "", build, "overview.html", gettext_lazy("Overview"), key="o")
