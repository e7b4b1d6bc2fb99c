"""Entries told in a sentence: who did what to which text. What that means in law, rules say; nothing is judged here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from travaux.papers.counting import counted, listed, number
from travaux.papers.days import day as long_day
from travaux.record import acts
from travaux.record.entries import Entered
from travaux.record.keyring import fingerprint
from travaux.record.meetings import Meeting
from travaux.record.state import State
from travaux.record.terms import (
    UNATTRIBUTED,
    Dated,
    Digest,
    Instrument,
    PartyId,
    Person,
    PersonId,
    Place,
    Source,
    Withheld,
    Wording,
)
from travaux.record.touches import when

UNSEEN = "a person whose name is"
QUOTED = 90
"""Characters of a quotation that a list shows."""


@dataclass(frozen=True)
class Teller:
    """Tells the entries of one state, to whoever may see its names."""

    state: State

    def sentence(self, entered: Entered) -> str:
        """Returns what an entry says, with its actor first."""
        entry = entered.entry
        told = self._told(entry.act)
        if isinstance(entry.act, acts.State):
            return told[:1].upper() + told[1:]
        told += "" if told.endswith((".", ".”")) else "."
        return f"{self.actor(entered)} {told}"

    def actor(self, entered: Entered) -> str:
        """Returns who acted: a party, and the person where one is named; the depositary where no party did."""
        entry = entered.entry
        actor = self.party(entry.actor) if entry.actor else "The depositary"
        person = self.person_id(entry.person) if entry.person else ""
        named = bool(person) and not person.startswith(("person-", "a person whose"))
        return f"{actor} ({person})" if named else actor

    # Names

    def party(self, party: PartyId) -> str:
        """Returns a party's name, else its handle with a capital, else its id."""
        found = next((each for each in self.state.parties if each.id == party), None)
        if found is None:
            return party
        if isinstance(found.name, str):
            return found.name
        if isinstance(found.handle, str):
            return found.handle[:1].upper() + found.handle[1:]
        return f"{party} (name {found.name})" if isinstance(found.name, Withheld) else party

    def parties(self, several: Sequence[PartyId]) -> str:
        """Returns several parties as prose lists them."""
        return listed([self.party(each) for each in several], 12)

    def person_id(self, who: PersonId) -> str:
        """Returns a person's name, or what stands in its place."""
        known = self.state.person(who)
        return self.person(known.person) if known else who

    def person(self, person: Person, *, office: bool = False) -> str:
        """Returns a person's name, and the office if asked for."""
        name = f"{UNSEEN} {person.name}" if isinstance(person.name, Withheld) else person.name
        told = name or person.id
        return f"{told}, {person.office}" if office and isinstance(person.office, str) else told

    def draft(self, digest: Digest) -> str:
        """Returns a draft by its number in the record."""
        found = self.state.draft(digest)
        return f"draft {found.number}" if found else f"a draft that was not tabled ({digest[:12]})"

    def wording(self, wording: Wording) -> str:
        """Returns a clause of a draft."""
        return f"{self.place(wording.clause)} of {self.draft(wording.draft)}"

    @staticmethod
    def place(place: Place) -> str:
        """Returns a place of a draft as people name it."""
        if not place:
            return "the whole text"
        return f"clause {place}" if place[:1].isdigit() or place[:1] == "(" else place

    def places(self, several: Sequence[Place]) -> str:
        """Returns several places of a draft."""
        if len(several) == 1:
            return self.place(several[0])
        if any(not place or not (place[:1].isdigit() or place[:1] == "(") for place in several):
            return listed([self.place(place) for place in several], 12)
        return f"clauses {listed(list(several), 12)}"

    def happened(self, entered: Entered) -> str:
        """Returns when an act was done: by its own word, else by its author's clock."""
        own = when(entered.entry.act)
        return short(own) if own is not None else long_day(entered.entry.at)

    # Acts

    def _told(self, act: acts.Act) -> str:
        match act:
            case acts.Admit() | acts.Leave() | acts.Accredit() | acts.Revoke():
                return self._who(act)
            case acts.Enrol() | acts.Rotate() | acts.Retire() | acts.Roll():
                return self._keys(act)
            case acts.Convene() | acts.Adjourn() | acts.Limit() | acts.Extend() | acts.Silence():
                return self._talks(act)
            case acts.Table() | acts.Present() | acts.Authenticate() | acts.Concord() | acts.Correct():
                return self._texts(act)
            case acts.Propose() | acts.Withdraw() | acts.Take() | acts.Confirm() | acts.Reopen():
                return self._stances(act)
            case acts.Decide() | acts.Link() | acts.Seal() | acts.Cover() | acts.Void() | acts.Erase():
                return self._rest(act)
            case acts.State():
                return self.statement(act)
            case _:
                assert_never(act)

    def _who(self, act: acts.Admit | acts.Leave | acts.Accredit | acts.Revoke) -> str:
        match act:
            case acts.Admit():
                members = f", for {self.parties(act.members)}" if act.members else ""
                return f"admits {self.party(act.party)} as {act.capacity}{members}"
            case acts.Leave():
                group = f" of {self.party(act.group)}" if act.group else ""
                return f"notes that {self.party(act.party)} takes part no longer{group}{_reason(act.reason)}"
            case acts.Accredit():
                paper = _paper(act.instrument)
                named = listed([self.person(each) for each in act.named], 9) or "nobody"
                many = f"a delegation of {number(act.count)}" if act.count else "a delegation"
                verb = "is" if len(act.named) < 2 else "are"
                return f"enters {paper}: {many} for {self.party(act.party)}, of whom {named} {verb} named"
            case acts.Revoke():
                whose = listed([self.person_id(each) for each in act.persons], 9)
                return f"ends the accreditation of entry {act.accreditation}{f' for {whose}' if whose else ''}"
            case _:
                assert_never(act)

    def _keys(self, act: acts.Enrol | acts.Rotate | acts.Retire | acts.Roll) -> str:
        match act:
            case acts.Enrol():
                party = f", {self.party(act.party)}" if act.party else ""
                return f"enrols a key of {self.person(act.person)}{party}, as {act.duty} ({_mark(act.key)})"
            case acts.Rotate():
                return f"replaces the key {_mark(act.old)} by {_mark(act.new)}"
            case acts.Retire():
                return f"retires the key {_mark(act.key)}{_reason(act.reason)}"
            case acts.Roll():
                return f"logs the last numbers of {counted(len(act.last), 'author')}"
            case _:
                assert_never(act)

    def _talks(self, act: acts.Convene | acts.Adjourn | acts.Limit | acts.Extend | acts.Silence) -> str:
        match act:
            case acts.Convene():
                verb = "notes that a meeting was held" if act.held else "announces a meeting"
                where = f" at {act.place}" if act.place else ""
                others = f", with {act.others}" if act.others else ""
                return f"{verb}: {act.forum.name}{where}, {day(act.when)}{others}"
            case acts.Adjourn():
                until = f" until {day(act.until)}" if act.until else ""
                return f"adjourns the meeting of entry {act.meeting}{until}"
            case acts.Limit():
                bound = f" from {self.parties(act.bound)}" if act.bound else ""
                consequence = f"; stated consequence: “{act.consequence}”" if act.consequence else ""
                return f"sets a deadline, {day(act.when)}: {act.due}{bound}{consequence}"
            case acts.Extend():
                until = f" until {day(act.until)}" if act.until else ""
                verb = {"extended": "extends", "met": "calls met", "lifted": "lifts"}[act.outcome]
                return f"{verb} what entry {act.entry} set{until}{_reason(act.reason)}"
            case acts.Silence():
                if act.breaks is not None:
                    return f"breaks the silence of entry {act.breaks}"
                text = self.draft(act.draft) if act.draft else "a text"
                to = f" to {self.parties(act.recipients)}" if act.recipients else ""
                return f"puts {text} under silence{to}, until {day(act.closes)}"
            case _:
                assert_never(act)

    def _texts(self, act: acts.Table | acts.Present | acts.Authenticate | acts.Concord | acts.Correct) -> str:
        match act:
            case acts.Table():
                to = f", to {self.parties(act.circulated_to)}" if act.circulated_to else ""
                title = f", “{act.title}”" if act.title else ""
                return f"tables {self.draft(act.draft)}{title}, as {act.standing}{to}"
            case acts.Present():
                to = self.person(act.to, office=True) if act.to else act.office or "a principal"
                return f"presents {self.draft(act.draft)} to {to}"
            case acts.Authenticate():
                binds = ", and is bound by it" if act.binds else ""
                verb = {"initialled": "initials", "authenticated": "authenticates", "signed": "signs"}
                manner = verb.get(act.manner, "signs ad referendum")
                return f"{manner} {self.draft(act.draft)} as {act.capacity}{binds}"
            case acts.Concord():
                pairs = listed([f"{one or 'nothing'} is {other or 'nothing'}" for one, other in act.pairs], 9)
                return f"fixes which clause of {self.draft(act.earlier)} is which of {self.draft(act.later)}: {pairs}"
            case acts.Correct():
                kind = "in substance" if act.substantive else "without change of substance"
                return f"corrects {self.wording(act.wording)}, {kind}: it reads as in {self.draft(act.corrected.draft)}"
            case _:
                assert_never(act)

    def _stances(self, act: acts.Propose | acts.Withdraw | acts.Take | acts.Confirm | acts.Reopen) -> str:
        match act:
            case acts.Propose():
                words = quoted(" ".join(act.words))
                return {
                    "replace": f"proposes for {self.wording(act.wording)}: {words}",
                    "insert after": f"proposes after {self.wording(act.wording)}: {words}",
                    "insert before": f"proposes before {self.wording(act.wording)}: {words}",
                    "delete": f"proposes to take out {self.wording(act.wording)}",
                }[act.operation]
            case acts.Withdraw():
                what = "its sponsorship of" if act.sponsorship_only else ""
                return f"withdraws {f'{what} ' if what else ''}entry {act.entry}"
            case acts.Take():
                return self._take(act)
            case acts.Confirm():
                return f"confirms entry {act.entry}"
            case acts.Reopen():
                return f"reopens entry {act.entry}{_reason(act.reason)}"
            case _:
                assert_never(act)

    def _take(self, act: acts.Take) -> str:
        where = self.wording(act.wording)
        verb = {
            "accept": f"accepts {where}",
            "reserve": f"reserves on {where}",
            "object": f"objects to {where}",
            "none": f"takes no position on {where}",
        }[act.stance]
        kind = f", a {act.reservation} reservation" if act.reservation else ""
        referendum = ", ad referendum" if act.ad_referendum else ""
        until = f", until {day(act.until)}" if act.until else ""
        forum = f", in {act.forum.name}" if act.forum else ""
        condition = f", on condition: {act.condition}" if act.condition else ""
        behalf = f", for {self.parties(act.on_behalf_of)}" if act.on_behalf_of else ""
        return f"{verb}{kind}{referendum}{until}{forum}{condition}{behalf}"

    def _rest(self, act: acts.Decide | acts.Link | acts.Seal | acts.Cover | acts.Void | acts.Erase) -> str:
        match act:
            case acts.Decide():
                but = f", but for {self.parties(act.holdouts)}" if act.holdouts else ""
                return f"concludes in {act.forum.name}: {self.wording(act.wording)} is {act.outcome}{but}"
            case acts.Link():
                if act.everything:
                    return f"declares that nothing in {self.draft(act.draft)} is agreed until everything is agreed"
                wanted = self.places(act.for_) if act.for_ else f"“{act.terms}”"
                return f"offers {self.places(act.offered)} of {self.draft(act.draft)} in return for {wanted}"
            case acts.Seal():
                if act.opens is not None:
                    return f"opens the sealed note of entry {act.opens}: {quoted(' '.join(act.note))}"
                return f"seals a {act.purpose}; only its digest is common"
            case acts.Cover():
                return f"vouches that this record is complete: {self.cover(act)}"
            case acts.Void():
                return f"voids entry {act.entry}{_reason(act.reason)}"
            case acts.Erase():
                return f"erases a private value of entry {act.entry}{_reason(act.ground)}"
            case _:
                assert_never(act)

    def cover(self, act: acts.Cover) -> str:
        """Returns what a coverage reaches."""
        what = listed(list(act.acts), 12) if act.acts else "all acts"
        who = f" of {self.parties(act.parties)}" if act.parties else ""
        where = f" on {self.places(act.clauses)}" if act.clauses else ""
        since = f" from {day(act.since)}" if act.since else ""
        until = f" to {day(act.until)}" if act.until else ""
        limits = f"; left out: {act.limits}" if act.limits else ""
        return f"{what}{who}{where}{since}{until}{limits}"

    # Statements

    def statement(self, act: acts.State) -> str:
        """Returns who is said to have said what, on which terms."""
        words = quoted(" ".join(act.words))
        terms = f", {act.terms}" if act.terms != "unstated" else ""
        outlet = f" ({act.source.outlet})" if act.source.outlet and act.source.kind != "outlet" else ""
        answers = f", answering entry {act.answers}" if act.answers is not None else ""
        source = self.source(act.source, named=act.terms not in UNATTRIBUTED)
        return f"{source}{terms}{outlet} {act.manner}{answers}: {words}"

    def announced(self, meeting: Meeting) -> str:
        """Returns by whom a meeting was announced, "" where by no source; who is not to be named is not."""
        if meeting.source is None or meeting.announced is None:
            return ""
        entered = self.state.entry(meeting.announced)
        act = entered.entry.act if entered else None
        named = isinstance(act, acts.State) and act.terms not in UNATTRIBUTED
        return self.source(meeting.source, named=named)

    def source(self, source: Source, *, named: bool = True) -> str:
        """Returns a source as far as it is told; one not named stays so, and so does one that spoke so as not to be."""
        party = self.party(source.party) if source.party else source.organisation
        match source.kind:
            case "person":
                name = self.person(source.person, office=True) if source.person and named else "A person"
                name = name if named else f"{name} who is not to be named,"
                office = f", {source.office}" if source.office else "," if party and name.startswith(UNSEEN) else ""
                return f"{name}{office}{f' of {party}' if party else ''}"
            case "office":
                return f"{source.office}{f' of {party}' if party else ''}" if source.office else party or "An office"
            case "anonymous":
                attributes = source.attributes or "a source"
                of = f", of {party}" if party and party not in attributes else ""
                return f"{attributes[:1].upper()}{attributes[1:]}, not named{of}"
            case "outlet" | "document":
                return source.outlet or source.attributes or source.organisation or "A document"
            case "unstated":
                return "Somebody, it is not said who,"
            case _:
                assert_never(source.kind)


def day(dated: Dated | None) -> str:
    """Returns a date in its own words, with the days it was read as where that is not the same.

    >>> day(Dated(edtf="2031-03-16", words="2031-03-16"))
    '16 March 2031'
    """
    if dated is None:
        return ""
    read = short(dated)
    return read if not dated.words or dated.words == dated.edtf else f"“{dated.words}” ({dated.edtf})"


def short(dated: Dated) -> str:
    """Returns a date as people write it, or as EDTF where it has no one day."""
    return long_day(dated.edtf)


def clipped(words: str) -> str:
    """Returns words, or their beginning."""
    return words if len(words) <= QUOTED else f"{words[: QUOTED - 1].rstrip()}…"


def quoted(words: str) -> str:
    """Returns words in quotation marks, clipped; marks that they have already stay the only ones.

    >>> quoted("We listened."), quoted("“We listened,”")
    ('“We listened.”', '“We listened,”')
    """
    short = clipped(words)
    if words.startswith("“") and words.count("“") == 1 and words.endswith("”"):
        return short if short.endswith("”") else f"{short}”"
    return f"“{short.replace('“', '‘').replace('”', '’')}”"


def _reason(reason: str) -> str:
    return f": {reason}" if reason else ""


def _paper(paper: Instrument) -> str:
    number = f" {paper.number}" if paper.number else ""
    issuer = f" of {paper.issuer}" if paper.issuer else ""
    return f"{paper.kind}{number}{issuer}"


def _mark(key: str) -> str:
    return fingerprint(key)[:18] + "…"
