"""Keeping: what any record asks of any act, whatever the law: who is in it, who signed, whose earlier act it is on."""

from __future__ import annotations

from travaux.record import acts
from travaux.record.effects import ABSENT, idle
from travaux.record.rules.case import Case
from travaux.record.rules.verdicts import Outcome, fails, holds, lacks
from travaux.record.seals import commitment
from travaux.record.terms import Dated, PartyId
from travaux.record.touches import touches


def admitted(case: Case) -> Outcome | None:
    """Checks that the acting party takes part when it acts."""
    if case.actor is None or isinstance(case.act, acts.Admit):
        return None
    party = case.party(case.actor)
    if party is None:
        return fails(f"{case.name(case.actor)} has not been admitted")
    if party.left is not None:
        return fails(f"{party} has left by entry {party.left}", party.left)
    return holds(f"{party} takes part as {party.capacity}", party.entry)


def in_capacity(case: Case) -> Outcome | None:
    """Checks that whoever takes a position, links terms or signs does so in a capacity that lets it."""
    party, act = case.party(case.actor), case.act
    if party is None:
        return None
    if isinstance(act, acts.Authenticate):
        if act.capacity == party.capacity:
            return holds(f"{party} {act.manner} as {act.capacity}", party.entry)
        return lacks(
            f"{party} {act.manner} as {act.capacity}, and takes part as {party.capacity}", "which of both it is"
        )
    if isinstance(act, acts.Propose) and party.capacity not in ("observer", "witness"):
        return holds(f"{party} proposes as {party.capacity}", party.entry)
    if isinstance(act, acts.Propose):
        return fails(f"{party} is here as {party.capacity}: its text counts once a party takes it up", party.entry)
    if party.capacity in ("party", "group", "guarantor"):
        return holds(f"{party} acts as {party.capacity}", party.entry)
    return fails(f"{party} is here as {party.capacity}, and takes no position", party.entry)


def keyed(case: Case) -> Outcome | None:
    """Checks that a key valid at that place signed: the actor's own, or the depositary's who wrote the act down."""
    act = case.act
    if isinstance(act, acts.State):
        return None
    judged = case.before.book.keyring.judge(case.entered)
    if judged.unkeyed:
        return lacks("no key that was valid then signed the entry", "a signature of its actor or of the depositary")
    suspect = [key for key in judged.keys if _suspect(case, key)]
    if suspect:
        return lacks("it was signed by a key reported lost or stolen", "the actor's confirmation that it is theirs")
    whose = "the actor's own key signed" if judged.grade == "signed" else "the depositary wrote it down and signed"
    return holds(whose) if judged.grade != "reported" else lacks("a key that is neither's signed", "their signature")


def _suspect(case: Case, key: str) -> bool:
    holder = (case.later or case.before).holder(key)
    return holder is not None and holder.suspect_at(case.index)


def own(case: Case) -> Outcome | None:
    """Checks that an act on an earlier entry is its actor's to do: nobody voids or withdraws what another did."""
    named = touches(case.act).entries
    entry, book = case.entered.entry, case.before.book
    if not named:
        return None
    depositary = book.keyring.depositary(book.keyring.judge(case.entered).keys)
    for index in named:
        earlier = case.before.entry(index)
        if index >= case.index:
            return fails(ABSENT)
        if earlier is None:
            return lacks(f"entry {index} is not shown here", f"entry {index}", index)
        reason = idle(entry, earlier.entry, depositary=depositary)
        if reason:
            return fails(f"entry {index}: {reason}", index)
    gone = [index for index in named if case.before.voided(index) is not None]
    if gone:
        return fails(f"entry {gone[0]} had been voided by entry {case.before.voided(gone[0])}", *gone)
    return holds(f"it acts on entry {', '.join(map(str, named))}", *named)


def opened(case: Case) -> Outcome | None:
    """Checks that a sealed note that is opened is the one to which its party committed."""
    act = case.act
    sealed = case.target(act.opens) if isinstance(act, acts.Seal) else None
    if not isinstance(act, acts.Seal) or not isinstance(sealed, acts.Seal):
        return None
    if sealed.commitment is None or commitment(act.salt, act.note) != sealed.commitment:
        return fails(f"the commitment of entry {act.opens} is not to this note and salt", act.opens)
    return holds(f"entry {act.opens} committed to this note", act.opens)


def set_ahead(case: Case) -> Outcome | None:
    """Checks that a time that is set had not run out when it was set."""
    until = _set(case)
    if until is None:
        return None
    if case.entered.entry.at == "":
        return lacks("when it was set is not told", "the time of the entry")
    answer = case.entered_by(until)
    told = until.words or until.edtf
    if answer == "possible":
        return lacks(f"whether “{told}” was still to come is not sure", "exact times, with their zones")
    return holds(f"“{told}” was still to come") if answer == "yes" else fails(f"“{told}” was over when it was set")


def _set(case: Case) -> Dated | None:
    match case.act:
        case acts.Limit(when=until):
            return until
        case acts.Extend(until=until) | acts.Silence(closes=until):
            return until
    return None


def bound(case: Case) -> Outcome | None:
    """Checks who sets a time for whom: a party for itself, the chair for all; for others only as they accept."""
    act = case.act
    if not isinstance(act, acts.Limit):
        return None
    party = case.party(case.actor)
    if party is None or party.capacity in ("mediator", "depositary"):
        return holds(f"{case.name(case.actor)} sets times for all")
    spoken = {party.id, *party.members}
    others = tuple(each for each in act.bound if each not in spoken)
    if others or not act.bound:
        whom = case.names(others) or "everybody"
        return lacks(f"{party} set a time for {whom}", f"that {whom} accepted to be bound by it")
    return holds(f"{party} set a time for itself")


def spoken_for(case: Case) -> Outcome | None:
    """Checks that whoever acts on behalf of others is a group that they are members of."""
    act = case.act
    if not isinstance(act, acts.Take | acts.Propose) or not act.on_behalf_of:
        return None
    party = case.party(case.actor)
    members: tuple[PartyId, ...] = party.members if party else ()
    others = tuple(each for each in act.on_behalf_of if each not in members and each != case.actor)
    if not others:
        return holds(
            f"{case.name(case.actor)} speaks for {case.names(act.on_behalf_of)}", party.entry if party else None
        )
    says = f"{case.name(case.actor)} is no group of which {case.names(others)} is a member"
    return lacks(says, f"what lets it speak for {case.names(others)}")
