"""Touches: what an act bears on, read off its fields: earlier entries, parties, persons, drafts, clauses of drafts.

Also when it was done, as far as the act itself says. Nothing is judged, and nothing is looked up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from travaux.record import acts
from travaux.record.terms import Dated, Digest, Index, PartyId, Person, Place, Wording


@dataclass(frozen=True, slots=True)
class Touches:
    """What an act bears on. `entries` are those it acts on or refers to; `places` are clauses by draft, the empty place
    being the whole text."""

    entries: tuple[Index, ...] = ()
    parties: tuple[PartyId, ...] = ()
    people: tuple[Person, ...] = ()
    drafts: tuple[Digest, ...] = ()
    places: tuple[tuple[Digest, Place], ...] = ()


def _at(wording: Wording) -> tuple[tuple[Digest, Place], ...]:
    return ((wording.draft, wording.clause),)


def _one(thing: Index | None) -> tuple[Index, ...]:
    return () if thing is None else (thing,)


def touches(act: acts.Act) -> Touches:
    """Returns what an act bears on."""
    match act:
        case acts.Propose() | acts.Take() | acts.Decide() | acts.Correct() | acts.Link() | acts.Concord():
            return _of_clauses(act)
        case acts.Table() | acts.Present() | acts.Authenticate() | acts.Silence():
            return _of_drafts(act)
        case acts.Admit() | acts.Leave() | acts.Accredit() | acts.Revoke():
            return _of_parties(act)
        case acts.Enrol():
            return Touches(_one(act.mandate), () if act.party is None else (act.party,), (act.person,))
        case acts.State():
            source = act.source
            people = () if source.person is None else (source.person,)
            return Touches(_one(act.answers), () if source.party is None else (source.party,), people)
        case acts.Convene():
            return Touches(_one(act.announced), act.expected)
        case acts.Withdraw() | acts.Confirm() | acts.Reopen() | acts.Extend() | acts.Void() | acts.Erase():
            return Touches((act.entry,))
        case acts.Adjourn():
            return Touches((act.meeting,))
        case acts.Seal():
            return Touches(_one(act.opens))
        case acts.Limit():
            return Touches(parties=act.bound)
        case acts.Cover():
            return Touches(parties=act.parties)
        case acts.Rotate() | acts.Retire() | acts.Roll():
            return Touches()
        case _:
            assert_never(act)


def _of_clauses(act: acts.Propose | acts.Take | acts.Decide | acts.Correct | acts.Link | acts.Concord) -> Touches:
    match act:
        case acts.Propose():
            return Touches(
                _one(act.amends), (*act.sponsors, *act.on_behalf_of), (), (act.wording.draft,), _at(act.wording)
            )
        case acts.Take():
            return Touches((), act.on_behalf_of, (), (act.wording.draft,), _at(act.wording))
        case acts.Decide():
            return Touches((), (*act.holdouts, *act.present), (), (act.wording.draft,), _at(act.wording))
        case acts.Correct():
            drafts = tuple(dict.fromkeys((act.wording.draft, act.corrected.draft)))
            return Touches((), act.certified, (), drafts, _at(act.wording) + _at(act.corrected))
        case acts.Link():
            places = dict.fromkeys((act.draft, place) for place in (*act.offered, *act.for_))
            return Touches((), (), (), (act.draft,), tuple(places) or ((act.draft, Place("")),))
        case acts.Concord():
            earlier = [(act.earlier, one) for one, _ in act.pairs if one]
            later = [(act.later, other) for _, other in act.pairs if other]
            return Touches((), (), (), (act.earlier, act.later), tuple(dict.fromkeys(earlier + later)))
        case _:
            assert_never(act)


def _of_drafts(act: acts.Table | acts.Present | acts.Authenticate | acts.Silence) -> Touches:
    match act:
        case acts.Table():
            return Touches((), act.circulated_to, (), (act.draft,), ((act.draft, Place("")),))
        case acts.Present():
            return Touches((), (), () if act.to is None else (act.to,), (act.draft,), ((act.draft, Place("")),))
        case acts.Authenticate():
            return Touches((), (), (), (act.draft,), ((act.draft, Place("")),))
        case acts.Silence():
            drafts = () if act.draft is None else (act.draft,)
            return Touches(_one(act.breaks), act.recipients, (), drafts, tuple((one, Place("")) for one in drafts))
        case _:
            assert_never(act)


def _of_parties(act: acts.Admit | acts.Leave | acts.Accredit | acts.Revoke) -> Touches:
    match act:
        case acts.Admit():
            return Touches((), (act.party, *act.members))
        case acts.Leave():
            return Touches((), (act.party,) if act.group is None else (act.party, act.group))
        case acts.Accredit():
            return Touches((), (act.party,), act.named)
        case acts.Revoke():
            return Touches((act.accreditation,))
        case _:
            assert_never(act)


def when(act: acts.Act) -> Dated | None:
    """Returns when an act was done, by its own word; None where it has no date, so that the clock of its entry counts.

    A meeting's date counts where it was held, not where it was announced; a deadline, an expiry or the time that a
    coverage spans is not when the act was done.
    """
    match act:
        case acts.Accredit():
            return act.since or act.instrument.dated
        case acts.Revoke():
            return act.since or (None if act.instrument is None else act.instrument.dated)
        case acts.Convene():
            return act.when if act.held else None
        case acts.Adjourn() | acts.Present() | acts.Authenticate():
            return act.when
        case acts.Silence():
            return act.opens
        case acts.Confirm():
            return None if act.instrument is None else act.instrument.dated
        case acts.State():
            return act.said
    return None


KEEPING = (acts.Enrol, acts.Rotate, acts.Retire, acts.Concord, acts.Void, acts.Erase, acts.Roll, acts.Cover)
"""Acts about the record itself: they hold whatever day is asked about."""
