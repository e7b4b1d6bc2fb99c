"""People: parties, delegations and their mandates, persons. Read off the book as of its last entry.

Names may be withheld; ids never are. A group speaks for the members it has at the moment. Of a delegation only those
who are named are listed; the others are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from travaux.record import acts
from travaux.record.book import Book
from travaux.record.terms import (
    UNATTRIBUTED,
    Capacity,
    Dated,
    Index,
    Instrument,
    PartyId,
    Person,
    PersonId,
    Place,
    Power,
    Private,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party as last admitted. `entry` is the admission, `left` the entry by which it left.

    `members` are those of a group, without those who left it; `groups` the groups that speak for it.
    """

    id: PartyId
    entry: Index
    capacity: Capacity
    handle: Private | None
    name: Private | None
    kind: str = ""
    members: tuple[PartyId, ...] = ()
    groups: tuple[PartyId, ...] = ()
    left: Index | None = None

    @property
    def present(self) -> bool:
        """Whether it still takes part."""
        return self.left is None

    def __str__(self) -> str:
        """Its handle, else its name, else its id."""
        shown = next((each for each in (self.handle, self.name) if isinstance(each, str) and each), None)
        return shown or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """Who may act for a party, by one instrument. `entry` is the accreditation.

    `named` are the persons still named, `revoked` those whose part was ended, each with the entry; `ended` is the entry
    that ended the whole. `unnamed` counts the members nobody named, None where their number was not told.
    """

    entry: Index
    party: PartyId
    instrument: Instrument
    named: tuple[Person, ...]
    count: int | None
    powers: tuple[Power, ...]
    scope: tuple[Place, ...]
    since: Dated | None
    until: Dated | None
    limits: str
    limits_notified: Dated | None
    provisional: bool
    revoked: tuple[tuple[PersonId, Index], ...] = ()
    ended: Index | None = None

    @property
    def unnamed(self) -> int | None:
        """How many of its members nobody named."""
        return None if self.count is None else max(0, self.count - len(self.named) - len(self.revoked))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the record knows of a person: as last described, the parties acted for, and every entry that names them."""

    person: Person
    parties: tuple[PartyId, ...]
    entries: tuple[Index, ...]


def parties(book: Book) -> tuple[Party, ...]:
    """Returns every party that was admitted, in the order of first admission."""
    admitted: dict[PartyId, tuple[Index, acts.Admit]] = {}
    left: dict[PartyId, Index] = {}
    for index, act in _comings_and_goings(book):
        if isinstance(act, acts.Admit):
            admitted[act.party] = index, act
            left.pop(act.party, None)
        elif act.group is None:
            left[act.party] = index
    groups = _groups(book)
    return tuple(_party(index, act, groups, left.get(one)) for one, (index, act) in admitted.items())


def party(book: Book, name: str) -> Party | None:
    """Returns the party with an id, a handle or a name (case folded); None where there is none, or more than one."""
    found = parties(book)
    wanted = name.casefold()
    for fitting in (
        [one for one in found if one.id == name],
        [one for one in found if _folded(one.handle) == wanted],
        [one for one in found if _folded(one.name) == wanted],
    ):
        if len(fitting) == 1:
            return fitting[0]
    return None


def _folded(name: Private | None) -> str | None:
    return name.casefold() if isinstance(name, str) else None


@dataclass(frozen=True, slots=True)
class Membership:
    """Who was in which group, from which entry on."""

    changes: Mapping[PartyId, tuple[tuple[Index, tuple[PartyId, ...]], ...]]

    @classmethod
    def of(cls, book: Book) -> Membership:
        """Returns the membership of every group at every entry: as admitted, without those who have left since."""
        found: dict[PartyId, list[tuple[Index, tuple[PartyId, ...]]]] = {}
        for index, act in _comings_and_goings(book):
            if isinstance(act, acts.Admit):
                if act.members or act.capacity == "group" or act.party in found:
                    found.setdefault(act.party, []).append((index, act.members))
                continue
            for group, changes in found.items():
                if act.group in (None, group) and act.party in changes[-1][1]:
                    changes.append((index, tuple(one for one in changes[-1][1] if one != act.party)))
        return cls({group: tuple(changes) for group, changes in found.items()})

    def at(self, group: PartyId, entry: int) -> tuple[PartyId, ...]:
        """Returns the members of a group at an entry."""
        return next((inside for index, inside in reversed(self.changes.get(group, ())) if index <= entry), ())


def _groups(book: Book) -> dict[PartyId, tuple[PartyId, ...]]:
    """Returns the members of every group now."""
    return {group: changes[-1][1] for group, changes in Membership.of(book).changes.items()}


def _comings_and_goings(book: Book) -> Iterator[tuple[Index, acts.Admit | acts.Leave]]:
    both = sorted([*book.kinds.get(acts.Admit, ()), *book.kinds.get(acts.Leave, ())])
    for index in both:
        act = book.rows[index].act
        if isinstance(act, acts.Admit | acts.Leave) and book.holds(index):
            yield index, act


def _party(entry: Index, act: acts.Admit, groups: Mapping[PartyId, tuple[PartyId, ...]], left: Index | None) -> Party:
    speak_for_it = tuple(group for group, inside in groups.items() if act.party in inside)
    return Party(
        id=act.party, entry=entry, capacity=act.capacity, handle=act.handle, name=act.name, kind=act.kind,
        members=groups.get(act.party, ()), groups=speak_for_it, left=left,
    )  # fmt: skip


def delegations(book: Book, party: PartyId | None = None) -> tuple[Delegation, ...]:
    """Returns the accreditations, of one party or of all, those that were ended too."""
    found = book.of(acts.Accredit)
    return tuple(_delegation(book, row.index, act) for row, act in found if party in (None, act.party))


def _delegation(book: Book, entry: Index, act: acts.Accredit) -> Delegation:
    revoked: dict[PersonId, Index] = {}
    ended: Index | None = None
    for row, ending in book.on(acts.Revoke, entry):
        if ending.persons:
            revoked |= dict.fromkeys(ending.persons, row.index)
        elif ended is None:
            ended = row.index
    return Delegation(
        entry=entry, party=act.party, instrument=act.instrument,
        named=tuple(person for person in act.named if person.id not in revoked),
        count=act.count, powers=act.powers, scope=act.scope, since=act.since, until=act.until, limits=act.limits,
        limits_notified=act.limits_notified, provisional=act.provisional, revoked=tuple(revoked.items()), ended=ended,
    )  # fmt: skip


def person(book: Book, name: str) -> Known | None:
    """Returns what is known of a person, by id or by name (case folded); None where nobody fits, or several do.

    A name does not lead to what somebody said so as not to be named: such a statement has an id of its own.
    """
    if PersonId(name) in book.people:
        return _known(book, PersonId(name))
    wanted = name.casefold()
    found = [each for each in people(book) if _folded(each.person.name) == wanted and not _apart(book, each)]
    return found[0] if len(found) == 1 else None


def _apart(book: Book, known: Known) -> bool:
    said = [book.rows[index].act for index in book.people[known.person.id]]
    return all(isinstance(act, acts.State) and act.terms in UNATTRIBUTED for act in said)


def people(book: Book) -> tuple[Known, ...]:
    """Returns every person whom the record names by an id."""
    return tuple(_known(book, one) for one in book.people)


def _known(book: Book, who: PersonId) -> Known:
    entries = tuple(book.people[who])
    described, acted_for = Person(id=who), dict[PartyId, None]()
    for index in entries:
        row = book.rows[index]
        if not book.holds(index):
            continue
        described = next((each for each in row.touches.people if each.id == who and _tells(each)), described)
        match row.act:
            case acts.Accredit(party=party):
                acted_for[party] = None
            case acts.Enrol(party=party) if party is not None and row.act.person.id == who:
                acted_for[party] = None
        if row.entry.person == who and row.entry.actor is not None:
            acted_for[row.entry.actor] = None
    return Known(person=described, parties=tuple(acted_for), entries=entries)


def _tells(person: Person) -> bool:
    return person.name is not None or person.office is not None
