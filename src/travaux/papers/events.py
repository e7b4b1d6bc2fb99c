"""Events: what a record says was done, each with its two clocks: when it happened, and when it was entered.

An act happened by its own date where it has one, else by the clock of its entry, which is only claimed. Neighbouring
entries that say the same of several clauses, at the same time, are one event: "accepts clauses 1, 5 and 6 of draft 2".
Acts on keys and other keeping of the record are no events of the negotiation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from travaux.errors import Malformed
from travaux.papers.basis import Basis
from travaux.papers.counting import listed
from travaux.record import acts, dates
from travaux.record.entries import Entered
from travaux.record.terms import Dated, Grade, Index, PartyId
from travaux.record.touches import when

KEEPING = (acts.Enrol, acts.Rotate, acts.Retire, acts.Roll, acts.Erase, acts.Admit, acts.Concord)
"""Acts that keep the record, or say who is at the table: a timeline tells how many it leaves out."""

_CLAUSE = re.compile(r"\bclause (\S+?)(?=[\s,;:.]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that was done: the entries that say so, by whom, when it happened and when it was entered.

    `letter` is its short sign on a chart, `meaning` what that means. `happened` is an EDTF, empty where nothing tells
    it; `own` says that the act itself names it, and not its entry's clock. `entered` is the day of that clock.
    """

    entries: tuple[Index, ...]
    act: acts.Act
    party: PartyId | None
    says: str
    grade: Grade
    happened: str
    words: str
    own: bool
    entered: str
    letter: str
    meaning: str
    voided: Index | None = None

    @property
    def bounds(self) -> dates.Bounds:
        """The first and the last day on which it may have happened."""
        return dates.bounds(self.happened.partition("T")[0])

    @property
    def late(self) -> bool:
        """Whether it was surely entered on a later day than it happened."""
        last = self.bounds[1]
        return bool(last and self.entered) and not dates.qualifier(self.happened) and self.entered > (last or "")


def events(basis: Basis) -> tuple[Event, ...]:
    """Returns the events of a record in the order of the entries."""
    single = [_event(basis, each) for each in basis.state.entries if not isinstance(each.entry.act, KEEPING)]
    return tuple(_merged(list(group)) for _, group in groupby(single, key=_alike))


def left_out(basis: Basis) -> int:
    """Returns how many entries keep the record, and are no events."""
    return sum(isinstance(each.entry.act, KEEPING) for each in basis.state.entries)


def _alike(event: Event) -> tuple[object, ...]:
    """Returns what two neighbouring entries have to share to be one event; positions and conclusions alone do."""
    shape, many = _CLAUSE.subn("clause *", event.says, count=1)
    apart = () if many and isinstance(event.act, acts.Take | acts.Decide) else event.entries
    return shape, event.party, event.happened, event.entered, event.grade, event.voided, apart


def _merged(several: Sequence[Event]) -> Event:
    first = several[0]
    if len(several) == 1:
        return first
    places = [match[1] for each in several if (match := _CLAUSE.search(each.says))]
    says = _CLAUSE.sub(f"clauses {listed(places)}", first.says, count=1)
    return Event(
        entries=tuple(entry for each in several for entry in each.entries), act=first.act, party=first.party, says=says,
        grade=first.grade, happened=first.happened, words=first.words, own=first.own, entered=first.entered,
        letter=first.letter, meaning=first.meaning, voided=first.voided,
    )  # fmt: skip


def _event(basis: Basis, entered: Entered) -> Event:
    entry = entered.entry
    own = when(entry.act)
    letter, meaning = sign(entry.act, basis)
    dated = own or Dated(edtf=claimed_day(entry.at))
    return Event(
        entries=(entered.index,), act=entry.act, party=entry.actor, says=basis.teller.sentence(entered),
        grade=entered.grade, happened=_readable(dated.edtf), words=dated.words if own else "", own=own is not None,
        entered=claimed_day(entry.at), letter=letter, meaning=meaning, voided=basis.state.voided(entered.index),
    )  # fmt: skip


def claimed_day(moment: str) -> str:
    """Returns the day of a claimed clock, empty where that is no day."""
    return _readable(moment.partition("T")[0])


def _readable(edtf: str) -> str:
    """Returns a date that can be read, else nothing."""
    try:
        dates.bounds(edtf)
    except Malformed:
        return ""
    return edtf


_SIGNS: Mapping[type[acts.Act], tuple[str, str]] = {
    acts.Leave: ("−", "a party takes part no longer"),
    acts.Accredit: ("F", "full powers, or another right to act"),
    acts.Revoke: ("−F", "a right to act ended"),
    acts.Convene: ("M", "a meeting"),
    acts.Adjourn: ("M−", "a meeting ended or was put off"),
    acts.Propose: ("P", "a proposal"),
    acts.Withdraw: ("W", "a withdrawal"),
    acts.Present: ("Pr", "a draft was presented"),
    acts.Authenticate: ("S", "initialled, authenticated or signed"),
    acts.Correct: ("Co", "a correction"),
    acts.Confirm: ("C", "a confirmation"),
    acts.Reopen: ("Re", "a reopening"),
    acts.Decide: ("Ch", "the chair concludes"),
    acts.Link: ("L", "terms offered in return for others"),
    acts.Silence: ("Si", "a silence procedure"),
    acts.Limit: ("T", "a deadline"),
    acts.Extend: ("T+", "a deadline changed"),
    acts.Seal: ("N", "a sealed note"),
    acts.State: ("“”", "a statement by a source"),
    acts.Cover: ("V", "somebody vouches for the record"),
    acts.Void: ("×", "an act is voided"),
}
_STANCES: Mapping[str, tuple[str, str]] = {
    "accept": ("A", "accepted"),
    "reserve": ("R", "reserved"),
    "object": ("O", "objected"),
    "none": ("–", "no position taken"),
}


def sign(act: acts.Act, basis: Basis) -> tuple[str, str]:
    """Returns the short sign of an act on a chart, and what it means."""
    match act:
        case acts.Take():
            return ("AR", "accepted ad referendum") if act.ad_referendum else _STANCES[act.stance]
        case acts.Table():
            found = basis.state.draft(act.draft)
            return f"D{found.number}" if found else "D", "a draft, with its number"
        case _:
            return _SIGNS.get(type(act), ("·", "another act"))
