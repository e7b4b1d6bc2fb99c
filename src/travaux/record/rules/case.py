"""A case: an act before a rule, with what the record said when it was entered, and the questions rules ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from travaux.errors import Malformed
from travaux.record import acts, chronology, dates
from travaux.record.acts import Act
from travaux.record.chronology import Answer
from travaux.record.entries import Entered
from travaux.record.people import Party
from travaux.record.rules.stances import Stance, stances
from travaux.record.state import State
from travaux.record.terms import Dated, Digest, Index, PartyId, Person, PersonId, Wording
from travaux.record.touches import when
from travaux.text.drafts import Draft


@dataclass(frozen=True, slots=True)
class Case:
    """An entry to be judged. `before` is the state when it came; `later`, if given, what has been recorded since, and
    `day` the day on which somebody asks. `drafts` are the texts that are at hand, by digest."""

    before: State
    entered: Entered
    drafts: Mapping[Digest, Draft] = field(default_factory=dict)
    later: State | None = None
    day: str = ""

    @property
    def act(self) -> Act:
        """What was done."""
        return self.entered.entry.act

    @property
    def index(self) -> Index:
        """The place of the entry in the log."""
        return self.entered.index

    @property
    def actor(self) -> PartyId | None:
        """The party that acted; None where the secretariat did."""
        return self.entered.entry.actor

    @property
    def person(self) -> PersonId | None:
        """Who acted for the party, where that is recorded."""
        return self.entered.entry.person

    @property
    def time(self) -> Dated | None:
        """When it was done: by the act's own date, else by the clock of its entry, which is only claimed."""
        own = when(self.act)
        clock = self.entered.entry.at
        dated = own or (Dated(edtf=clock) if clock else None)
        try:
            return dated if dated and dates.bounds(dated.edtf) != (None, None) else None
        except Malformed:
            return None

    def by(self, until: Dated) -> Answer:
        """Says whether it was done by a deadline; possible where no time is told, or none that can be read."""
        return _asked(chronology.by, self.time, until, until)

    def before_day(self, day: Dated) -> Answer:
        """Says whether it was done before a day; possible likewise."""
        return _asked(chronology.before, self.time, day, day)

    def after_day(self, day: Dated) -> Answer:
        """Says whether a day was over when it was done; possible likewise."""
        return "possible" if self.time is None else _asked(chronology.before, day, _beside(self.time, day), day)

    def entered_by(self, until: Dated) -> Answer:
        """Says whether the clock of the entry shows a time by a deadline; possible where it has no clock."""
        clock = self.entered.entry.at
        return _asked(chronology.by, Dated(edtf=clock) if clock else None, until, until)

    def asked_after(self, until: Dated) -> bool:
        """Whether the day of asking is surely past a deadline."""
        day = Dated(edtf=self.day, zone=until.zone) if self.day else None
        return _asked(chronology.by, day, until, until) == "no"

    def within(self, since: Dated | None, until: Dated | None) -> Answer:
        """Says whether it was done from one day to another, both included; None is no limit on that side."""
        if self.time is None:
            return "possible" if since or until else "yes"
        early: Answer = self.before_day(since) if since else "no"
        kept: Answer = self.by(until) if until else "yes"
        if early == "yes" or kept == "no":
            return "no"
        return "yes" if early == "no" and kept == "yes" else "possible"

    def name(self, party: PartyId | None) -> str:
        """Returns a party's handle or name as far as it is shown, else its id."""
        known = self.before.party(party) if party is not None else None
        return str(known) if known else (party or "the secretariat")

    @property
    def described(self) -> Person | None:
        """The person who acted, as the acting party's own keys and instruments describe them."""
        found: Person | None = None
        for party, person in self._descriptions():
            if party == self.actor:
                found = _fuller(found, person)
        return found

    @property
    def who(self) -> str:
        """The person who acted, by name as far as it is shown, else by id; "nobody named" where it is not recorded."""
        names = [person.name for _, person in self._descriptions() if isinstance(person.name, str)]
        return names[-1] if names else (self.person or "nobody named")

    def _descriptions(self) -> Iterator[tuple[PartyId | None, Person]]:
        book = self.before.book
        for _, enrolment in book.of(acts.Enrol):
            if enrolment.person.id == self.person:
                yield enrolment.party, enrolment.person
        for _, accreditation in book.of(acts.Accredit):
            for named in accreditation.named:
                if named.id == self.person:
                    yield accreditation.party, named

    def names(self, parties: tuple[PartyId, ...]) -> str:
        """Returns the names of parties, in their order."""
        return ", ".join(map(self.name, parties))

    def party(self, party: PartyId | None) -> Party | None:
        """Returns a party as last admitted."""
        return None if party is None else self.before.party(party)

    @property
    def negotiating(self) -> tuple[PartyId, ...]:
        """The parties, as parties, that take part at the time."""
        return tuple(each.id for each in self.before.parties if each.present and each.capacity == "party")

    def target(self, entry: Index | None) -> Act | None:
        """Returns the act of an earlier entry."""
        found = None if entry is None else self.before.entry(entry)
        return None if found is None else found.entry.act

    def stances(self, wording: Wording) -> dict[PartyId, Stance]:
        """Returns the last position of every party on the same words, as they stood when the case came."""
        return stances(self.before, wording)


def _fuller(one: Person | None, other: Person) -> Person:
    """Returns a person with what is known from two descriptions, the later one first."""
    if one is None:
        return other
    return replace(
        other,
        name=one.name if other.name is None else other.name,
        office=one.office if other.office is None else other.office,
    )


def _asked(compare: Callable[[Dated, Dated], Answer], one: Dated | None, other: Dated, day: Dated) -> Answer:
    """Returns what a comparison says; possible where a date is none that can be read."""
    if one is None:
        return "possible"
    try:
        return compare(_beside(one, day), other)
    except Malformed:
        return "possible"


def _beside(moment: Dated, other: Dated) -> Dated:
    """Returns a clock's own day beside a day whose zone is not told: nothing says that they are of different places."""
    timed = "T" in moment.edtf and "T" not in other.edtf and not other.zone
    return Dated(edtf=moment.edtf.partition("T")[0]) if timed else moment
