"""The book: every entry with its grade, and registers of what bears on what. What it adds up to is read off elsewhere.

Nothing is worked out here that a later entry could undo: an act that is voided stays where it is, and whoever reads
the book passes it over. So one entry more costs the same however long the record is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from travaux.record import acts
from travaux.record.clocks import goes_back
from travaux.record.effects import ABSENT, HEARSAY, foreign, idle
from travaux.record.entries import Entered, Entry
from travaux.record.keyring import Judged, Key, Keyring, fingerprint
from travaux.record.tables import Rows, Table
from travaux.record.terms import Digest, Grade, Index, PartyId, PersonId, Place
from travaux.record.touches import Touches, touches

A = TypeVar("A", bound=acts.Act)
K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry as the book has it: whose valid keys signed it, what it bears on, and why it has no effect, if so."""

    entered: Entered
    judged: Judged
    touches: Touches
    idle: str = ""

    @property
    def index(self) -> Index:
        """Its place in the log."""
        return self.entered.index

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.entered.entry

    @property
    def act(self) -> acts.Act:
        """What was done."""
        return self.entered.entry.act

    @property
    def grade(self) -> Grade:
        """How it is known."""
        return self.judged.grade


@dataclass(frozen=True, slots=True)
class Link:
    """The last entry of an author's own chain, by key."""

    seq: int
    hash: str
    entry: Index


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where an author's chain does not hold: an entry is missing, doubled or out of order.

    `author` is a key's fingerprint, `entry` where it was seen, `says` what is wrong there.
    """

    entry: Index
    author: str
    says: str


@dataclass(frozen=True, slots=True)
class Book:
    """Rows by index, and the indices that bear on a kind of act, an entry, a party, a person, a draft, a clause.

    The grade of every row, and why one has no effect, stand apart as well, so that no row is fetched for them.
    """

    rows: Table[Index, Row] = field(default_factory=Table)
    judged: Table[Index, Judged] = field(default_factory=Table)
    idle: Table[Index, str] = field(default_factory=Table)
    keyring: Keyring = field(default_factory=Keyring)
    kinds: Table[type[acts.Act], Rows[Index]] = field(default_factory=Table)
    upon: Table[Index, Rows[Index]] = field(default_factory=Table)
    parties: Table[PartyId, Rows[Index]] = field(default_factory=Table)
    people: Table[PersonId, Rows[Index]] = field(default_factory=Table)
    drafts: Table[Digest, Rows[Index]] = field(default_factory=Table)
    places: Table[tuple[Digest, Place], Rows[Index]] = field(default_factory=Table)
    chains: Table[Key, Link] = field(default_factory=Table)
    gaps: Table[Index, tuple[Gap, ...]] = field(default_factory=Table)
    earlier: Table[Index, str] = field(default_factory=Table)
    """Entries that claim a time before that of the entry before them, with that time."""

    def opened(self) -> Book:
        """Returns a copy that can be written to until it is closed."""
        tables: dict[str, Any] = {
            each.name: table.opened() for each in fields(self) if isinstance(table := getattr(self, each.name), Table)
        }
        return Book(keyring=Keyring(self.keyring.holders.opened()), **tables)

    def closed(self) -> Book:
        """Returns this book, which cannot be written to from now on."""
        self.keyring.holders.closed()
        for each in fields(self):
            table = getattr(self, each.name)
            if isinstance(table, Table):
                table.closed()
        return self

    def enter(self, entered: Entered) -> None:
        """Takes in the next entry: its grade, the keys it brings or ends, its author's chain."""
        judged = self.keyring.judge(entered)
        idle = self._chained(entered, judged)
        self._timed(entered)
        if entered.grade != judged.grade:
            entered = replace(entered, grade=judged.grade)
        self.put(Row(entered=entered, judged=judged, touches=touches(entered.entry.act), idle=idle))

    def _chained(self, entered: Entered, judged: Judged) -> str:
        idle = self.keyring.enter(entered, judged)
        author = judged.keys[0] if judged.keys else ""
        entry, found = entered.entry, []
        if author:
            found = self._follow(author, entered)
        if isinstance(entry.act, acts.Roll) and self.keyring.depositary(judged.keys):
            found += self._rolled(entry.act, entered.index)
        if found:
            self.gaps[entered.index] = tuple(found)
        return idle

    def _timed(self, entered: Entered) -> None:
        """Notes a time that is claimed to be before the last one; the making of the record stands before all."""
        before = self.rows.get(Index(entered.index - 1)) if entered.index > 1 else None
        if before is not None and goes_back(before.entry.at, entered.entry.at):
            self.earlier[entered.index] = before.entry.at

    def _follow(self, author: Key, entered: Entered) -> list[Gap]:
        entry, last = entered.entry, self.chains.get(author)
        expected = 0 if last is None else last.seq + 1
        prev = "" if last is None else last.hash
        self.chains[author] = Link(entry.seq, entered.hash, entered.index)
        if entry.seq != expected:
            says = f"its author's entry {entry.seq} where {expected} was to follow"
        elif entry.prev != prev:
            says = "it does not follow upon its author's entry before"
        else:
            return []
        return [Gap(entered.index, fingerprint(author), says)]

    def _rolled(self, roll: acts.Roll, index: Index) -> list[Gap]:
        held = {fingerprint(key): link for key, link in self.chains.items() if link.entry != index}
        found = []
        for author, last in roll.last:
            have = f"up to {held[author].seq}" if author in held else "none"
            if author not in held or held[author].seq < last:
                found.append(Gap(index, author, f"entries up to {last} by the roll, {have} in the log"))
        return found

    def put(self, row: Row) -> None:
        """Enters a row whose grade is known in every register."""
        index = row.index
        if not row.idle and (reason := self._reason(row)):
            row = replace(row, idle=reason)
        self.rows[index] = row
        self.judged[index] = row.judged
        if row.idle:
            self.idle[index] = row.idle
        _note(self.kinds, type(row.act), index)
        for target in dict.fromkeys((*row.touches.entries, *row.entry.refs)):
            _note(self.upon, target, index)
        self._register(row)
        if isinstance(row.act, acts.Void) and not row.idle:
            self._expel(row.act, index)

    def _reason(self, row: Row) -> str:
        """Returns why an act has no effect, by who signed it or on an entry that it names; or nothing."""
        if row.grade == "reported" and not isinstance(row.act, _BY_ANYONE):
            return HEARSAY
        about_parties = isinstance(row.act, _OF_PARTIES)
        if not row.touches.entries and not about_parties:
            return ""
        depositary = self.keyring.depositary(row.judged.keys)
        if about_parties:
            return foreign(row.entry, depositary=depositary, admitted=self._admitted(row.act))
        for target in row.touches.entries:
            if target >= row.index:
                return ABSENT
            if target in self.rows and (reason := idle(row.entry, self.rows[target].entry, depositary=depositary)):
                return reason
        return ""

    def _admitted(self, act: acts.Act) -> bool:
        if not isinstance(act, acts.Admit):
            return False
        named = self.of(acts.Admit, reversed(self.parties.get(act.party, _NONE)))
        return any(earlier.party == act.party for _, earlier in named)

    def _register(self, row: Row) -> None:
        index, entry, touched = row.index, row.entry, row.touches
        own = () if entry.actor is None else (entry.actor,)
        for party in dict.fromkeys((*own, *touched.parties)):
            _note(self.parties, party, index)
        named = [person.id for person in touched.people]
        people = [one for one in (entry.person, entry.scribe, *named) if one is not None]
        for person in dict.fromkeys(people):
            _note(self.people, person, index)
        for draft in touched.drafts:
            _note(self.drafts, draft, index)
        for place in touched.places:
            _note(self.places, place, index)

    def _expel(self, act: acts.Void, index: Index) -> None:
        target = self.rows.get(act.entry)
        if target is not None and isinstance(target.act, acts.Enrol) and not target.idle:
            self.keyring.expel(target.entered, index, act.reason)

    def reread(self, entered: Entered) -> None:
        """Puts an entry as it is shown now in the place of the same entry as it was shown before."""
        row = self.rows[entered.index]
        if (entered.hash, entered.signers) != (row.entered.hash, row.entered.signers):
            raise ValueError(f"entry {entered.index} is another than the one that was read")
        shown = replace(entered, grade=row.grade)
        self.rows[entered.index] = replace(row, entered=shown, touches=touches(entered.entry.act))
        if isinstance(entered.entry.act, acts.Enrol) and not row.idle:
            self.keyring.renamed(entered.index, entered.entry.act.person)

    def signed_for(self, row: Row, party: PartyId) -> bool:
        """Whether a party's own key signed an entry, alone or beside others', or the depositary wrote it down."""
        holders = [self.keyring.holders[key] for key in row.judged.keys if key in self.keyring.holders]
        return any(one.duty == "depositary" or (one.party == party and one.duty != "witness") for one in holders)

    def void(self, index: Index) -> Index | None:
        """Returns the entry that voids an entry, or None: a Void that is itself voided does not count."""
        if index not in self.upon:
            return None
        by: dict[Index, Index] = {}
        for one in sorted(self._voids(index), reverse=True):
            act = self.rows[one].act
            if one not in by and isinstance(act, acts.Void):
                by.setdefault(act.entry, one)
        return by.get(index)

    def _voids(self, index: Index) -> set[Index]:
        """Returns the voids of an entry, the voids of these, and so on."""
        found, waiting = set[Index](), [index]
        while waiting:
            target = waiting.pop()
            for later in self.upon.get(target, _NONE):
                row = self.rows[later]
                if isinstance(row.act, acts.Void) and row.act.entry == target and not row.idle and later not in found:
                    found.add(later)
                    waiting.append(later)
        return found

    def holds(self, index: Index) -> bool:
        """Whether an entry is there, has effect, and is not voided."""
        row = self.rows.get(index)
        return row is not None and not row.idle and self.void(index) is None

    def of(self, kind: type[A], among: Iterable[Index] | None = None) -> Iterator[tuple[Row, A]]:
        """Yields the rows of one kind of act that hold, in order, with the act."""
        indices = self._kind(kind) if among is None else among
        for index in indices:
            act = self.rows[index].act
            if isinstance(act, kind) and self.holds(index):
                yield self.rows[index], act

    def _kind(self, kind: type[Any]) -> Iterable[Index]:
        kinds: Mapping[type[Any], Iterable[Index]] = self.kinds
        return kinds.get(kind, _NONE)

    def on(self, kind: type[A], index: Index) -> Iterator[tuple[Row, A]]:
        """Yields the acts of one kind that name an entry and hold, in order."""
        yield from self.of(kind, self.upon.get(index, _NONE))

    def last(self, kind: type[A], index: Index) -> tuple[Row, A] | None:
        """Returns the last act of one kind that names an entry and holds."""
        return next(self.of(kind, reversed(self.upon.get(index, _NONE))), None)


_NONE: Rows[Any] = Rows()
_OF_PARTIES = (acts.Accredit, acts.Leave, acts.Admit)
_BY_ANYONE = (acts.State, acts.Cover, acts.Enrol, acts.Rotate, acts.Retire)
"""Statements are reported whoever enters them, what a coverage is worth is for `claims`, who may act on keys for the
keyring."""


def _note(table: Table[K, Rows[Index]], key: K, index: Index) -> None:
    table[key] = table.get(key, _NONE).add(index)
