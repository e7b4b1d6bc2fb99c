"""Texts: drafts as they were tabled, their standing, what was proposed on them, decided, corrected, presented, signed.

The words themselves are kept elsewhere, by digest. A draft may be tabled more than once, by several, with another
standing: each time is kept, the last that holds gives the standing.
"""

from __future__ import annotations

from dataclasses import dataclass

from travaux.record import acts
from travaux.record.book import Book, Row
from travaux.record.terms import (
    Dated,
    Digest,
    Forum,
    Grade,
    Index,
    Lines,
    PartyId,
    Person,
    PersonId,
    Place,
    Standing,
    Wording,
)

WHOLE = Place("")
"""The place of the whole text."""
BEFORE_THE_MEETING: frozenset[Standing] = frozenset({"basis", "tabled", "adopted", "authentic"})
"""The standings of a draft that a meeting works on; the others are papers beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """A draft before the meeting. `entry` is where it was first tabled, by `party` and `person`.

    `standing` was given by the entry `stands_by`; `again` are later entries that tabled it again. `withdrawn` is the
    entry that withdrew it. `number` counts the drafts of a record from 1, in the order in which they were tabled.
    """

    number: int
    digest: Digest
    file: Digest
    title: str
    entry: Index
    grade: Grade
    party: PartyId | None
    person: PersonId | None
    parents: tuple[Digest, ...]
    circulated_to: tuple[PartyId, ...]
    accepting: tuple[str, ...]
    language: str
    authentic: bool
    method: str
    standing: Standing
    stands_by: Index
    again: tuple[Index, ...] = ()
    withdrawn: Index | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An amendment. `sponsors` are those who have not withdrawn; `withdrawn` is the entry that withdrew the whole."""

    entry: Index
    grade: Grade
    party: PartyId | None
    person: PersonId | None
    wording: Wording
    operation: str
    words: Lines
    sponsors: tuple[PartyId, ...]
    on_behalf_of: tuple[PartyId, ...]
    source: str
    amends: Index | None
    withdrawn: Index | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the chair concluded. `holdouts` are as the chair named them; `reopened` is the entry that reopened it."""

    entry: Index
    grade: Grade
    party: PartyId | None
    person: PersonId | None
    wording: Wording
    forum: Forum
    outcome: str
    holdouts: tuple[PartyId, ...]
    present: tuple[PartyId, ...]
    reopened: Index | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction from the beginning; `certified` are the parties for whom it changes nothing of substance."""

    entry: Index
    grade: Grade
    party: PartyId | None
    wording: Wording
    corrected: Wording
    words: Lines
    substantive: bool
    certified: tuple[PartyId, ...]
    objections_until: Dated | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """A draft that was presented to a principal."""

    entry: Index
    grade: Grade
    party: PartyId | None
    person: PersonId | None
    draft: Digest
    to: Person | None
    office: str
    when: Dated | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Authentication:
    """A draft that was initialled, authenticated or signed. Not consent to be bound unless `binds` says so.

    `confirmed` is the entry that confirmed a signature ad referendum.
    """

    entry: Index
    grade: Grade
    party: PartyId | None
    person: PersonId | None
    draft: Digest
    manner: str
    capacity: str
    binds: bool
    when: Dated | None
    confirmed: Index | None = None


def drafts(book: Book) -> tuple[Tabled, ...]:
    """Returns the drafts in the order in which they were first tabled, the withdrawn ones too."""
    times: dict[Digest, list[tuple[Row, acts.Table]]] = {}
    for row, act in book.of(acts.Table):
        times.setdefault(act.draft, []).append((row, act))
    return tuple(_tabled(book, number, found) for number, found in enumerate(times.values(), 1))


def _tabled(book: Book, number: int, times: list[tuple[Row, acts.Table]]) -> Tabled:
    (row, act), (last, latest) = times[0], times[-1]
    standing, by = _standing(book, last.index, latest)
    endings = [book.last(acts.Withdraw, each.index) for each, _ in times]
    parents = dict.fromkeys(parent for _, one in times for parent in one.parents if parent != act.draft)
    return Tabled(
        number=number, digest=act.draft, file=act.file, title=latest.title or act.title, entry=row.index,
        grade=row.grade, party=row.entry.actor, person=row.entry.person, parents=tuple(parents),
        circulated_to=tuple(dict.fromkeys(one for _, each in times for one in each.circulated_to)),
        accepting=act.accepting, language=latest.language or act.language, authentic=latest.authentic,
        method=act.method, standing=standing, stands_by=by, again=tuple(each.index for each, _ in times[1:]),
        withdrawn=endings[-1][0].index if endings[-1] else None,
    )  # fmt: skip


def _standing(book: Book, entry: Index, act: acts.Table) -> tuple[Standing, Index]:
    """Returns a draft's standing and what gave it: the last tabling, or a later decision that adopts the whole text."""
    for row, decided in book.of(acts.Decide, reversed(book.places.get((act.draft, WHOLE), ()))):
        if row.index > entry and decided.outcome == "adopted" and book.last(acts.Reopen, row.index) is None:
            return "adopted", row.index
    return act.standing, entry


def current(book: Book, language: str = "") -> Tabled | None:
    """Returns the draft that is on the table: the last one with a standing, not withdrawn; else the last of all.

    With `language`, only drafts in it; without, translations are passed over: drafts in another language than the
    first draft's.
    """
    standing = [each for each in drafts(book) if each.withdrawn is None]
    tongue = language or (standing[0].language if standing else "")
    spoken = [each for each in standing if not each.language or not tongue or each.language == tongue]
    at_work = [each for each in spoken if each.standing in BEFORE_THE_MEETING]
    fitting = at_work or spoken
    return fitting[-1] if fitting else None


def proposals(book: Book, draft: Digest | None = None) -> tuple[Proposal, ...]:
    """Returns the amendments, on one draft or on all, the withdrawn ones too."""
    found = book.of(acts.Propose, None if draft is None else book.drafts.get(draft, ()))
    return tuple(proposal(book, row, act) for row, act in found)


def proposal(book: Book, row: Row, act: acts.Propose) -> Proposal:
    """Returns the amendment of a row."""
    gone, ended = set[PartyId | None](), None
    for later, ending in book.on(acts.Withdraw, row.index):
        if ending.sponsorship_only:
            gone.add(later.entry.actor)
        elif ended is None:
            ended = later.index
    return Proposal(
        entry=row.index, grade=row.grade, party=row.entry.actor, person=row.entry.person, wording=act.wording,
        operation=act.operation, words=act.words, sponsors=tuple(one for one in act.sponsors if one not in gone),
        on_behalf_of=act.on_behalf_of, source=act.source, amends=act.amends, withdrawn=ended,
    )  # fmt: skip


def decisions(book: Book, draft: Digest | None = None) -> tuple[Decision, ...]:
    """Returns the decisions, on one draft or on all, the reopened ones too."""
    found = book.of(acts.Decide, None if draft is None else book.drafts.get(draft, ()))
    return tuple(decision(book, row, act) for row, act in found)


def decision(book: Book, row: Row, act: acts.Decide) -> Decision:
    """Returns the decision of a row."""
    reopened = book.last(acts.Reopen, row.index)
    return Decision(
        entry=row.index, grade=row.grade, party=row.entry.actor, person=row.entry.person, wording=act.wording,
        forum=act.forum, outcome=act.outcome, holdouts=act.holdouts, present=act.present,
        reopened=reopened and reopened[0].index,
    )  # fmt: skip


def corrections(book: Book) -> tuple[Correction, ...]:
    """Returns the corrections, in the order of their entries."""
    return tuple(
        Correction(
            entry=row.index, grade=row.grade, party=row.entry.actor, wording=act.wording, corrected=act.corrected,
            words=act.words, substantive=act.substantive, certified=act.certified,
            objections_until=act.objections_until,
        )
        for row, act in book.of(acts.Correct)
    )  # fmt: skip


def presentations(book: Book) -> tuple[Presentation, ...]:
    """Returns who presented which draft to whom."""
    return tuple(
        Presentation(
            entry=row.index, grade=row.grade, party=row.entry.actor, person=row.entry.person, draft=act.draft,
            to=act.to, office=act.office, when=act.when,
        )
        for row, act in book.of(acts.Present)
    )  # fmt: skip


def authentications(book: Book, draft: Digest | None = None) -> tuple[Authentication, ...]:
    """Returns who initialled, authenticated or signed which draft."""
    found = book.of(acts.Authenticate, None if draft is None else book.drafts.get(draft, ()))
    return tuple(_authentication(book, row, act) for row, act in found)


def _authentication(book: Book, row: Row, act: acts.Authenticate) -> Authentication:
    confirmed = book.last(acts.Confirm, row.index)
    return Authentication(
        entry=row.index, grade=row.grade, party=row.entry.actor, person=row.entry.person, draft=act.draft,
        manner=act.manner, capacity=act.capacity, binds=act.binds, when=act.when,
        confirmed=confirmed and confirmed[0].index,
    )  # fmt: skip
