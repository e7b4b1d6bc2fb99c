"""Effects: whether an act on an earlier entry is its author's to do. Validity in law is for `rules`; this is about the
record alone: nobody may void, withdraw, confirm or extend what another party did.

Nor does anybody act in another's name: what neither a key of its actor nor the depositary's signed is hearsay.

An act without effect is kept like every other and gives its reason; it just leaves the earlier entry as it was.
"""

from __future__ import annotations

from travaux.record import acts
from travaux.record.entries import Entry
from travaux.record.terms import PartyId

HEARSAY = "neither a key of its actor nor the depositary's signed it"
ABSENT = "it names an entry that does not come before it"


def idle(entry: Entry, target: Entry, *, depositary: bool) -> str:
    """Returns why an act has no effect on an earlier entry, or nothing where it has.

    `depositary` says that the depositary signed it.
    """
    act, earlier = entry.act, target.act
    keeper = depositary and entry.actor is None
    own = keeper or entry.actor == target.actor
    match act:
        case acts.Withdraw(sponsorship_only=True):
            return "" if _sponsors(entry.actor, earlier) else "its actor does not sponsor that entry"
        case acts.Withdraw() if not isinstance(earlier, _WITHDRAWN):
            return "only a proposal, a draft, a position or a sponsorship is withdrawn"
        case acts.Withdraw() | acts.Confirm() | acts.Void() | acts.Erase():
            return "" if own or (depositary and isinstance(act, acts.Erase)) else "that entry is another's"
        case acts.Extend():
            if not isinstance(earlier, acts.Limit | acts.Silence):
                return "that entry sets no time"
            return "" if own else "another set that time"
        case acts.Revoke():
            if not isinstance(earlier, acts.Accredit):
                return "that entry is no accreditation"
            return "" if keeper or entry.actor == earlier.party else "the delegation is another's"
        case acts.Adjourn():
            return "" if isinstance(earlier, acts.Convene) else "that entry is no meeting"
    return _private(entry, target)


def foreign(entry: Entry, *, depositary: bool, admitted: bool) -> str:
    """Returns why an act about a party is not its actor's to do, or nothing.

    `depositary` says that the depositary signed it, `admitted` that the party takes part already: whoever may admit,
    only the party itself or the depositary changes as what it takes part.
    """
    keeper = depositary and entry.actor is None
    match entry.act:
        case acts.Accredit(party=party):
            return "" if keeper or entry.actor == party else "the delegation is another's"
        case acts.Leave(party=party, group=group):
            own = entry.actor is not None and entry.actor in (party, group)
            return "" if keeper or own else "it is another that leaves"
        case acts.Admit(party=party) if admitted:
            return "" if keeper or entry.actor == party else "the party takes part already, and is another"
    return ""


_WITHDRAWN = acts.Propose | acts.Table | acts.Take | acts.Link | acts.Limit


def _private(entry: Entry, target: Entry) -> str:
    act, earlier = entry.act, target.act
    match act:
        case acts.Seal(opens=int()):
            if not isinstance(earlier, acts.Seal) or earlier.commitment is None:
                return "that entry is no sealed note"
            return "" if entry.actor == target.actor else "a sealed note is opened by its own party alone"
        case acts.Silence(breaks=int()):
            if not isinstance(earlier, acts.Silence):
                return "that entry is no silence procedure"
            addressed = not earlier.recipients or entry.actor in earlier.recipients
            return "" if addressed else "the procedure was not addressed to its actor"
    return ""


def _sponsors(party: PartyId | None, act: acts.Act) -> bool:
    return isinstance(act, acts.Propose) and party in act.sponsors
