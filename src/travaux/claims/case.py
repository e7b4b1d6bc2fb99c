"""The case: a record and its texts, seen from one claim. Who the subject is, which draft counts, what is counted there.

Nothing is decided here, and whatever had to be taken for granted is said in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from travaux.claims.claim import ASSUMED, Assumption, Claim, Counting, Subject
from travaux.claims.counting import Unit, counted, dropped, find, unit_of
from travaux.claims.entrants import Entrants, entrants
from travaux.errors import Malformed
from travaux.record import acts, chronology
from travaux.record.authorship import Authorship
from travaux.record.book import Row
from travaux.record.chronology import Answer
from travaux.record.descent import Descent
from travaux.record.people import Membership
from travaux.record.positions import Positions
from travaux.record.rules import judge, review, worst
from travaux.record.shelf import WHOLE, Spot
from travaux.record.state import State, fold
from travaux.record.terms import Dated, Digest, Index, PartyId, PersonId
from travaux.record.texts import BEFORE_THE_MEETING, Tabled
from travaux.record.touches import when
from travaux.text.drafts import Draft


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a claim is about: parties by their ids, or persons; `anyone` where it may be whoever it was."""

    parties: frozenset[PartyId] = frozenset()
    persons: frozenset[PersonId] = frozenset()
    anyone: bool = False
    name: str = ""


class _Bare(Mapping[Digest, Draft]):
    """Drafts as far as their digests reach, and their numbering: what a file claims of its own changes is left out.

    So whoever works a finding out anew, with the words alone, finds the same.
    """

    def __init__(self, drafts: Mapping[Digest, Draft]) -> None:
        self._drafts = drafts
        self._bare: dict[Digest, Draft] = {}

    def __getitem__(self, digest: Digest) -> Draft:
        if digest not in self._bare:
            full = self._drafts[digest]
            notes = tuple(Draft(part.text, name=part.name) for part in full.apparatus)
            self._bare[digest] = Draft(full.text, lines=full.lines, apparatus=notes)
        return self._bare[digest]

    def __contains__(self, digest: object) -> bool:
        return digest in self._drafts

    def __iter__(self) -> Iterator[Digest]:
        return iter(self._drafts)

    def __len__(self) -> int:
        return len(self._drafts)


@dataclass
class Case:
    """A record and the texts at hand, with what a caller lets be assumed."""

    state: State
    drafts: Mapping[Digest, Draft]
    rules: str = "plain"
    counting: Counting = "top"
    assuming: tuple[Assumption, ...] = ASSUMED
    descent: Descent = field(init=False)
    positions: Positions = field(init=False)
    membership: Membership = field(init=False)
    _units: dict[Spot, Unit] = field(default_factory=dict)
    _faults: dict[Index, str] = field(default_factory=dict)
    _authorships: dict[Digest, Authorship] = field(default_factory=dict)
    _entrants: dict[Digest, Entrants] = field(default_factory=dict)
    _judged: set[type[acts.Act]] = field(default_factory=set)
    _defective: set[Index] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.drafts = _Bare(self.drafts)
        self.descent = Descent(self.state.book, self.drafts)
        self.positions = Positions(self.state.book, self.descent)
        self.membership = Membership.of(self.state.book)

    # Who

    def who(self, subject: Subject) -> Who | None:
        """Returns whom a subject means that is not so many parties; None where the record knows nobody of that name."""
        match subject.kind:
            case "anyone":
                return Who(anyone=True, name="somebody")
            case "person":
                known = self.state.person(subject.name)
                return (
                    None
                    if known is None
                    else Who(frozenset(known.parties), frozenset((known.person.id,)), name=subject.name)
                )
        party = self.state.party(subject.name)
        return None if party is None else Who(frozenset((party.id,)), name=str(party))

    def called(self, party: PartyId | None) -> str:
        """Returns how a party is called: its handle or name, else its id; nobody is the depositary."""
        return "the depositary" if party is None else self._names.get(party, party)

    @cached_property
    def _names(self) -> dict[PartyId, str]:
        return {each.id: str(each) for each in self.state.parties}

    @cached_property
    def numbers(self) -> dict[Digest, int]:
        """The drafts, counted from 1 in the order in which they were tabled."""
        return {each.digest: each.number for each in self.state.drafts}

    def did(self, row: Row, who: Who, others: tuple[PartyId, ...] = ()) -> Answer:
        """Says whether an entry is an act of somebody; `others` are the parties in whose name it was done too."""
        if who.anyone:
            return "yes"
        actor = row.entry.actor
        if who.persons:
            if row.entry.person in who.persons:
                return "yes"
            mine = actor in who.parties or bool(who.parties.intersection(others))
            return "possible" if mine and row.entry.person is None else "no"
        through = () if actor is None else self.membership.at(actor, row.index)
        mine = actor in who.parties or bool(who.parties.intersection(others))
        return "yes" if mine or (not others and bool(who.parties.intersection(through))) else "no"

    # Which text

    def on_the_table(self, claim: Claim) -> Tabled | None:
        """Returns the draft that counts: the one that is named, else the last on the table in the time meant."""
        tabled = self.state.drafts
        if claim.draft:
            wanted = claim.draft.casefold()
            fitting = [each for each in tabled if wanted in (str(each.number), each.title.casefold())]
            fitting = fitting or [each for each in tabled if len(wanted) >= 6 and each.digest.startswith(wanted)]
            return fitting[-1] if fitting else None
        if claim.until is None:
            return self.state.current()
        in_time = [each for each in tabled if self._by(each, claim.until) and each.withdrawn is None]
        at_work = [each for each in in_time if each.standing in BEFORE_THE_MEETING]
        fitting = at_work or in_time
        return fitting[-1] if fitting else None

    def _by(self, tabled: Tabled, until: Dated) -> bool:
        return self.in_time(self.state.book.rows[tabled.entry], None, until) == "yes"

    def unit(self, spot: Spot, label: str = "") -> Unit:
        """Returns the unit of a clause."""
        if spot not in self._units:
            self._units[spot] = unit_of(self.descent, spot, label)
        return self._units[spot]

    def units(self, claim: Claim, table: Tabled | None) -> tuple[Unit, ...] | None:
        """Returns what is counted; None where the text is not at hand, or a clause that is named is in no draft."""
        if claim.object in ("meeting", "matter"):
            return (Unit("the meeting" if claim.object == "meeting" else claim.matter, Spot(Digest(""), WHOLE)),)
        if table is None or table.digest not in self.descent.shelf:
            return None
        if claim.object == "text":
            return (self.unit(Spot(table.digest, WHOLE)),)
        if claim.clauses:
            spots = [find(self.descent, table.digest, place) for place in claim.clauses]
            if any(spot is None for spot in spots):
                return None
            named = dict(zip(cast("list[Spot]", spots), claim.clauses, strict=True))
            return tuple(self.unit(spot, f"clause {place}") for spot, place in named.items())
        found = counted(self.descent.shelf[table.digest], self.counting)
        if claim.predicate in ("changed", "removed"):
            found += dropped(self.descent, table.digest, self.counting)
        return tuple(self.unit(spot) for spot in found)

    # When, and with what right

    def date(self, row: Row) -> str:
        """Returns the date of an act by its own word, else by the clock of its entry; as EDTF."""
        own = when(row.act)
        return own.edtf if own is not None else row.entry.at

    def in_time(self, row: Row, since: Dated | None, until: Dated | None) -> Answer:
        """Says whether an act was done in a time. Days compare as days, whatever the zone."""
        if since is None and until is None:
            return "yes"
        day = plain_day(self.date(row))
        if not day:
            return "possible"
        return chronology.within(day, plain_day(since) or None, plain_day(until) or None)

    def fault(self, row: Row) -> str:
        """Returns why an act may not count: defective by the rules, or its key suspect. Nothing where it counts."""
        if row.index not in self._faults:
            self._faults[row.index] = self._fault(row)
        return self._faults[row.index]

    def _fault(self, row: Row) -> str:
        if self.state.suspect(row.index):
            return "signed with a key that is suspect"
        if type(row.act) not in self._judged:
            self._judge(type(row.act))
        if row.index not in self._defective:
            return ""
        verdicts = review(self.state, row.index, pack=self.rules, drafts=self.drafts)
        defects = [each for each in verdicts if each.ruling == "defective"]
        return f"defective: {defects[0].says} ({defects[0].source})" if worst(verdicts) == "defective" else ""

    def _judge(self, kind: type[acts.Act]) -> None:
        """Judges every act of a kind as it was entered, in one passage through the record."""
        self._judged.add(kind)
        before = State()
        for each in self.state.entries:
            if isinstance(each.entry.act, kind):
                verdicts = judge(before, each, pack=self.rules, drafts=self.drafts)
                if worst(verdicts) == "defective":
                    self._defective.add(each.index)
            before = fold([each], before)

    def authorship(self, draft: Digest) -> Authorship:
        """Returns who put every word of a draft there, by the trace of the record's own drafts."""
        if draft not in self._authorships:
            self._authorships[draft] = Authorship(self.state.book, self.descent, draft)
        return self._authorships[draft]

    def entrants(self, draft: Digest) -> Entrants:
        """Returns the words of the clauses that are new in a draft."""
        if draft not in self._entrants:
            self._entrants[draft] = entrants(self.descent, draft)
        return self._entrants[draft]

    @cached_property
    def carried(self) -> frozenset[Index]:
        """The positions that a certified correction carried over to other words."""
        return frozenset(each.entry for each in self.positions.all if each.status == "carried")

    @property
    def hidden(self) -> int:
        """How many entries of the record are not before this reader."""
        return self.state.size - len(self.state.book.rows)


def plain_day(date: Dated | str | None) -> str:
    """Returns a date without its time of day, so that days compare as days; empty for what cannot be read."""
    edtf = date.edtf if isinstance(date, Dated) else date or ""
    day = edtf.partition("T")[0] if "/" not in edtf else edtf
    try:
        chronology.before(day, day)
    except (Malformed, ValueError):
        return ""
    return day
