"""Bargains: offer and acceptance of the exact wording, as the UNIDROIT Principles (2016) have them."""

from __future__ import annotations

from travaux.record import acts
from travaux.record.rules.agreements import accepted
from travaux.record.rules.case import Case
from travaux.record.rules.verdicts import Outcome, fails, holds, lacks
from travaux.record.rules.wordings import tabled


def _accepts(case: Case) -> acts.Take | None:
    return case.act if isinstance(case.act, acts.Take) and case.act.stance == "accept" else None


def answers_an_offer(case: Case) -> Outcome | None:
    """Checks that what is accepted was offered by somebody else, and meant to bind (art. 2.1.2)."""
    act = _accepts(case)
    draft = tabled(case, act.wording.draft) if act else None
    if act is None or draft is None:
        return None
    if draft.standing in ("none", "informal"):
        return lacks(f"draft {draft.number} has the standing “{draft.standing}”", "that it was meant as an offer")
    others = [each.entry for each in case.before.proposals(act.wording.draft) if each.party != case.actor]
    if draft.party is not None and draft.party == case.actor and not others:
        return fails(f"{case.name(case.actor)} tabled draft {draft.number} itself: there is no offer to accept")
    return holds(f"draft {draft.number} was put forward by {case.name(draft.party)}", draft.entry)


def mirrors(case: Case) -> Outcome | None:
    """Checks that an acceptance changes nothing: with a change or a condition it is a counter-offer (art. 2.1.11)."""
    act = _accepts(case)
    if act is None:
        return None
    if act.condition:
        return fails(f"it accepts on condition “{act.condition}”: a counter-offer")
    own = [
        each
        for each in case.before.proposals(act.wording.draft)
        if each.party == case.actor and each.withdrawn is None and each.wording.words == act.wording.words
    ]
    if own:
        return fails(f"its own amendment of entry {own[-1].entry} to these words still stands", own[-1].entry)
    return holds("it accepts the exact words, without condition")


def still_open(case: Case) -> Outcome | None:
    """Checks that the offer was the last word of whoever made it: a newer draft may take its place (art. 2.1.4)."""
    act = _accepts(case)
    draft = tabled(case, act.wording.draft) if act else None
    if act is None or draft is None:
        return None
    newer = [each for each in case.before.drafts if draft.digest in each.parents and each.withdrawn is None]
    if newer:
        says = f"draft {newer[-1].number} was made from draft {draft.number} since"
        return lacks(says, f"that draft {draft.number} was still on offer", newer[-1].entry)
    return holds(f"no newer draft takes the place of draft {draft.number}", draft.entry)


def in_time(case: Case) -> Outcome | None:
    """Checks that an acceptance comes before a time that the other side set has run out (arts 2.1.7, 2.1.9)."""
    act = _accepts(case)
    if act is None or case.time is None:
        return None
    for deadline in case.before.deadlines:
        bound = case.actor in deadline.bound and deadline.set_by != case.actor and deadline.withdrawn is None
        if bound and case.by(deadline.until) != "yes":
            told = deadline.until.words or deadline.until.edtf
            says = f"“{told}”, set by entry {deadline.entry} for “{deadline.due}”, was perhaps over"
            return lacks(says, "whether that time was for this acceptance, or a late one is taken", deadline.entry)
    return holds("no time that the other side set for it had run out")


def notice(case: Case) -> Outcome | None:
    """Checks that a notice reaches whom it concerns: the entry is visible to them (art. 1.10)."""
    match case.act:
        case acts.Limit(bound=bound) if bound:
            concerned = bound
        case acts.Silence(recipients=recipients, breaks=None):
            concerned = recipients
        case acts.Limit() | acts.Extend() | acts.Withdraw():
            concerned = case.negotiating
        case _:
            return None
    visible = case.entered.entry.visible
    unreached = tuple(each for each in concerned if each != case.actor and each not in visible)
    if visible == "all" or not unreached:
        return holds(f"{case.names(concerned) or 'everybody'} can read it")
    return fails(f"the entry is not shown to {case.names(unreached)}, whom it concerns")


def revocable(case: Case) -> Outcome | None:
    """Checks that an offer is withdrawn before it is accepted (art. 2.1.4)."""
    act = case.act
    target = case.target(act.entry) if isinstance(act, acts.Withdraw) else None
    if not isinstance(act, acts.Withdraw) or not isinstance(target, acts.Table):
        return None
    book = case.before.book
    for row, take in book.of(acts.Take, book.drafts.get(target.draft, ())):
        if row.entry.actor != case.actor and row.index > act.entry and accepted(case, row, take) == "yes":
            return fails(f"{case.name(row.entry.actor)} had accepted by entry {row.index}", row.index)
    return holds("nobody had accepted it", act.entry)


def nothing_open(case: Case) -> Outcome | None:
    """Checks that nothing is signed while a party holds that a matter is open (art. 2.1.13)."""
    act = case.act
    if not isinstance(act, acts.Authenticate) or act.manner not in ("signed", "signed ad referendum"):
        return None
    book = case.before.book
    for row, take in book.of(acts.Take, book.drafts.get(act.draft, ())):
        last = case.stances(take.wording).get(row.entry.actor) if row.entry.actor else None
        if last and last[0].index == row.index and take.stance in ("object", "reserve"):
            says = f"{case.name(row.entry.actor)} holds {take.wording.clause or 'the text'} open by entry {row.index}"
            return lacks(says, "that it was settled, or left open on purpose", row.index)
    return holds("no party holds a matter open on this draft")


def entire(case: Case) -> Outcome | None:
    """Checks that what terms were linked stand in the text that is signed, in case it is the entire agreement
    (art. 2.1.17)."""
    act = case.act
    if not isinstance(act, acts.Authenticate) or act.manner not in ("signed", "signed ad referendum"):
        return None
    beside = [each for each in case.before.linkages if each.terms and each.withdrawn is None]
    if beside:
        says = f"entry {beside[0].entry} links terms in words: “{beside[0].terms}”"
        return lacks(says, "whether they stand in the text that is signed", *(each.entry for each in beside))
    return holds("no terms were linked outside the text")
