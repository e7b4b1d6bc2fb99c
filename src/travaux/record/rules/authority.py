"""Authority: by what right somebody acts for a party: an instrument that names the person, its powers, its scope, its
time; an office that needs none. What is asked is what was so when the act was done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from travaux.record import acts
from travaux.record.acts import Act
from travaux.record.chronology import Answer
from travaux.record.people import Delegation
from travaux.record.rules.case import Case
from travaux.record.rules.verdicts import Outcome, fails, holds, lacks
from travaux.record.terms import Place, Power, Withheld

BY_A_PARTY: tuple[type[Act], ...] = (
    acts.Table, acts.Propose, acts.Withdraw, acts.Take, acts.Confirm, acts.Reopen, acts.Link, acts.Silence,
    acts.Authenticate,
)  # fmt: skip
"""Acts that somebody does for a party, and that bind or move it."""

HEADS = frozenset(
    ["head of state", "president", "king", "queen", "monarch", "emperor", "head of government", "prime minister",
     "premier", "chancellor", "minister for foreign affairs", "minister of foreign affairs", "foreign minister"]
)  # fmt: skip
"""Offices that represent a state for every act, in virtue of their functions (VCLT art. 7(2)(a))."""
MISSIONS = frozenset(["head of mission", "head of diplomatic mission", "ambassador", "permanent representative"])
"""Offices that do so for adopting a text alone (art. 7(2)(b) and (c))."""


@dataclass(frozen=True, slots=True)
class Mandate:
    """A delegation with what can be said of it for one act: whether it names the person, whether it was in force."""

    delegation: Delegation
    names: Answer
    in_force: Answer

    @property
    def carries(self) -> Answer:
        """Whether it carries the person at that time."""
        if "no" in (self.names, self.in_force):
            return "no"
        return "yes" if self.names == self.in_force == "yes" else "possible"


def mandates(case: Case) -> tuple[Mandate, ...]:
    """Returns every instrument of the acting party, the ended ones too."""
    found = case.before.delegations(case.actor)
    return tuple(Mandate(each, _names(case, each), _in_force(case, each)) for each in found)


def _names(case: Case, delegation: Delegation) -> Answer:
    if any(person.id == case.person for person in delegation.named):
        return "yes"
    for person, entry in delegation.revoked:
        if person == case.person:
            return _until_revoked(case, entry)
    if delegation.unnamed or (delegation.count is None and not delegation.named and not delegation.revoked):
        return "possible"
    return "no"


def _in_force(case: Case, delegation: Delegation) -> Answer:
    since = delegation.since or delegation.instrument.dated
    ended = _until_revoked(case, delegation.ended) if delegation.ended is not None else "yes"
    inside = case.within(since, delegation.until)
    if "no" in (inside, ended):
        return "no"
    return "yes" if inside == ended == "yes" else "possible"


def _until_revoked(case: Case, entry: int) -> Answer:
    """Says whether an act was done before a revocation that the record has by now."""
    found = case.before.entry(entry)
    since = found.entry.act.since if found and isinstance(found.entry.act, acts.Revoke) else None
    return "no" if since is None else case.before_day(since)


def _applies(case: Case) -> bool:
    party = case.party(case.actor)
    opened = isinstance(case.act, acts.Silence) and case.act.breaks is None
    return party is not None and party.capacity in ("party", "group") and not opened


def mandate(case: Case) -> Outcome | None:
    """Checks that an instrument of the party, in force at the time, names the person who acts."""
    if not _applies(case):
        return None
    found = mandates(case)
    if confirmed := _by_instrument(case):
        return confirmed
    if case.person is None:
        return lacks(f"who acted for {case.name(case.actor)} is not recorded", "the person who acted")
    return _best(case, found)


def recorded_mandate(case: Case) -> Outcome | None:
    """Checks the same, but only where the record has instruments of the party, and who acted."""
    return mandate(case) if case.person is not None and case.before.delegations(case.actor) else None


def _by_instrument(case: Case) -> Outcome | None:
    act = case.act
    if isinstance(act, acts.Confirm) and act.instrument is not None:
        return holds(f"{case.name(case.actor)} confirms by {act.instrument.kind}")
    return None


def _best(case: Case, found: tuple[Mandate, ...]) -> Outcome:
    party, who = case.name(case.actor), case.who
    for each in found:
        if each.carries == "yes":
            kept = " (credentials provisional)" if each.delegation.provisional else ""
            return holds(f"entry {each.delegation.entry} accredits {who} for {party}{kept}", each.delegation.entry)
    for each in found:
        if each.carries == "possible":
            return _perhaps(case, each)
    if not found:
        return lacks(f"no instrument of {party} is recorded", f"full powers or another instrument of {party}")
    expired = [each for each in found if each.names == "yes"]
    if expired:
        entry = expired[-1].delegation.entry
        return fails(f"the instrument of entry {entry} was not in force for {who} at the time", entry)
    return fails(f"no instrument of {party} names {who}", *(each.delegation.entry for each in found))


def _perhaps(case: Case, each: Mandate) -> Outcome:
    entry, delegation = each.delegation.entry, each.delegation
    if each.names != "yes" and delegation.unnamed:
        says = f"the instrument of entry {entry} leaves {delegation.unnamed} of {delegation.count} unnamed"
        return lacks(says, f"whether {case.who} is one of them", entry)
    if each.names != "yes":
        return lacks(f"the instrument of entry {entry} names nobody", f"whether it means {case.who}", entry)
    return lacks(f"whether entry {entry} was in force is not sure", "exact dates", entry)


def state_mandate(case: Case) -> Outcome | None:
    """Checks that a state is represented: by an office that needs no full powers, or by full powers (VCLT art. 7)."""
    if not _applies(case):
        return None
    office = ex_officio(case)
    if office == "yes":
        return holds(f"{case.who} acts in virtue of an office, without full powers (art. 7(2))")
    outcome = mandate(case)
    if office == "possible" and outcome is not None and not outcome.holds:
        return lacks(f"the office of {case.who} is withheld", "the office, or full powers", *outcome.entries)
    return outcome


def ex_officio(case: Case) -> Answer:
    """Says whether the person represents the state in virtue of an office for this act."""
    person = case.described if case.person is not None else None
    office = person.office if person is not None else None
    if isinstance(office, Withheld):
        return "possible"
    plain = (office or "").casefold().strip().removeprefix("the ").split(" of the ")[0]
    if plain in HEADS:
        return "yes"
    return "yes" if plain in MISSIONS and "negotiate" in needed(case.act, case) else "no"


def needed(act: Act, case: Case) -> tuple[Power, ...]:
    """Returns the powers of which an act needs one."""
    match act:
        case acts.Authenticate(binds=True):
            return ("consent",)
        case acts.Authenticate(manner="signed" | "signed ad referendum"):
            return "sign", "consent"
        case acts.Authenticate():
            return "authenticate", "sign", "consent"
        case acts.Confirm(entry=entry):
            target = case.target(entry)
            return needed(target, case) if target and not isinstance(target, acts.Confirm) else ("negotiate",)
    return ("negotiate",)


def powers(case: Case) -> Outcome | None:
    """Checks that the powers of the instrument that carries the person reach the act."""
    carrying = _carrying(case)
    if not carrying:
        return None
    wanted = needed(case.act, case)
    for each in carrying:
        shared = [power for power in wanted if power in each.powers]
        if shared:
            return holds(f"the powers of entry {each.entry} include to {shared[0]}", each.entry)
    have = ", ".join(dict.fromkeys(power for each in carrying for power in each.powers)) or "nothing"
    says = f"powers to {' or to '.join(wanted)} are needed, and the instrument gives powers to {have}"
    return fails(says, *(each.entry for each in carrying))


def state_powers(case: Case) -> Outcome | None:
    """Checks powers, but for those who need none in virtue of their office."""
    return None if ex_officio(case) == "yes" else powers(case)


def state_scope(case: Case) -> Outcome | None:
    """Checks scope, but for those who need no full powers."""
    return None if ex_officio(case) == "yes" else scope(case)


def _carrying(case: Case) -> list[Delegation]:
    if not _applies(case) or _by_instrument(case):
        return []
    found = mandates(case)
    surely = [each.delegation for each in found if each.carries == "yes"]
    return surely or [each.delegation for each in found if each.carries == "possible"]


def scope(case: Case) -> Outcome | None:
    """Checks that every clause the act is on lies within the scope of the powers; an empty scope is all clauses."""
    carrying, places = _carrying(case), _places(case.act)
    if not carrying or not places:
        return None
    for each in carrying:
        if not each.scope or all(any(reaches(one, place) for one in each.scope) for place in places):
            return holds(f"the scope of entry {each.entry} covers {_said(places)}", each.entry)
    scopes = ", ".join(dict.fromkeys(place for each in carrying for place in each.scope))
    return fails(f"the powers reach clauses {scopes}, not {_said(places)}", *(each.entry for each in carrying))


def _said(places: tuple[Place, ...]) -> str:
    return ", ".join(place or "the whole text" for place in places)


def _places(act: Act) -> tuple[Place, ...]:
    match act:
        case acts.Propose() | acts.Take():
            return (act.wording.clause,)
        case acts.Link():
            return (*act.offered, *act.for_)
        case acts.Authenticate():
            return (Place(""),)
    return ()


def reaches(scope: Place, place: Place) -> bool:
    """Says whether a clause lies within another by its path: "4" reaches "4.2" and "4(a)", not "40".

    >>> reaches(Place("4"), Place("4.2")), reaches(Place("4"), Place("40")), reaches(Place("4.2"), Place("4"))
    (True, False, False)
    """
    inner, outer = _bare(place), _bare(scope)
    return not outer or (inner.startswith(outer) and not inner[len(outer) :][:1].isalnum())


def _bare(place: Place) -> str:
    words = place.casefold().split()
    return " ".join(words[1:] if words[:1] and words[0].rstrip(".") in _KINDS and len(words) > 1 else words)


_KINDS = frozenset(["article", "art", "clause", "section", "paragraph", "para"])


def limits(case: Case) -> Outcome | None:
    """Checks that a limit on the power to consent was notified beforehand; else it cannot be invoked (VCLT art. 47)."""
    act = case.act
    if not isinstance(act, acts.Authenticate) or not act.binds:
        return None
    limited = [each for each in _carrying(case) if each.limits]
    if not limited:
        return None
    each = limited[0]
    if each.limits_notified is None:
        return holds(f"the limit in entry {each.entry} was not notified beforehand and cannot be invoked", each.entry)
    told = case.after_day(each.limits_notified)
    if told == "no":
        return holds(f"the limit in entry {each.entry} was notified only afterwards", each.entry)
    unsure = "perhaps " if told == "possible" else ""
    says = f"entry {each.entry} limits the powers, {unsure}notified beforehand: “{each.limits}”"
    return lacks(says, "whether the act keeps within that limit", each.entry)


def confirmed(case: Case) -> Outcome | None:
    """Checks that an act is confirmed by its own state, through somebody who may (VCLT art. 8)."""
    return _confirmed(case, state_mandate)


def ratified(case: Case) -> Outcome | None:
    """Checks that an act is ratified by its own principal, through somebody who may."""
    return _confirmed(case, mandate)


def _confirmed(case: Case, represented: Callable[[Case], Outcome | None]) -> Outcome | None:
    act = case.act
    if not isinstance(act, acts.Confirm):
        return None
    earlier = case.before.entry(act.entry)
    if earlier is None:
        return fails(f"entry {act.entry} is not there to be confirmed")
    if earlier.entry.actor != case.actor:
        return fails(f"entry {act.entry} is an act of {case.name(earlier.entry.actor)}, which alone can confirm it")
    outcome = represented(case)
    if outcome is None or outcome.holds:
        return holds(f"{case.name(case.actor)} confirms its act of entry {act.entry}", act.entry)
    return outcome
