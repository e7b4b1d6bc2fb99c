"""Agreements: forums, conclusions of a chair, acceptances ad referendum, conditions, packages, reopening."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.record import acts
from travaux.record.book import Row
from travaux.record.chronology import Answer
from travaux.record.links import Linkage
from travaux.record.rules.authority import reaches
from travaux.record.rules.case import Case
from travaux.record.rules.verdicts import Outcome, fails, holds, lacks
from travaux.record.terms import Dated, Index, PartyId, Place


def _concludes(case: Case) -> acts.Decide | None:
    return case.act if isinstance(case.act, acts.Decide) and case.act.outcome in ("agreed", "adopted") else None


def convened(case: Case) -> Outcome | None:
    """Checks that the forum in which something is decided had been convened."""
    act = case.act
    if not isinstance(act, acts.Decide):
        return None
    name = act.forum.name.casefold()
    found = [each for each in case.before.meetings if each.forum.name.casefold() == name]
    if not found:
        return lacks(f"no meeting of {act.forum.name} is recorded", "the entry that convened it")
    return holds(f"{act.forum.name} was convened by entry {found[-1].entry}", found[-1].entry)


def formal(case: Case) -> Outcome | None:
    """Checks that a text is adopted in a formal forum: informals conclude, and report back."""
    act = _concludes(case)
    if act is None or act.outcome != "adopted":
        return None
    if not act.forum.formal:
        return fails(f"{act.forum.name} is informal, and adopts nothing")
    return holds(f"{act.forum.name} is a formal forum")


def chaired(case: Case) -> Outcome | None:
    """Checks that it is the chair who concludes, not one of the parties."""
    if not isinstance(case.act, acts.Decide):
        return None
    party = case.party(case.actor)
    if party is None or party.capacity in ("mediator", "depositary"):
        return holds(f"concluded by {case.name(case.actor)}")
    return lacks(f"{party} concluded, as {party.capacity}", f"that {party} was in the chair")


def presence(case: Case) -> Outcome | None:
    """Checks that the record says who was present, and that they had been admitted."""
    act = case.act
    if not isinstance(act, acts.Decide):
        return None
    if not act.present:
        return lacks("who was present is not recorded", "the parties present")
    strangers = tuple(each for each in act.present if case.party(each) is None)
    if strangers:
        return fails(f"{case.names(strangers)} had not been admitted")
    return holds(f"present: {case.names(act.present)}")


def holdouts(case: Case) -> Outcome | None:
    """Checks that whoever had objected to these words is named as holding out."""
    act = _concludes(case)
    if act is None:
        return None
    objecting = {party: row for party, (row, take) in case.stances(act.wording).items() if take.stance == "object"}
    silent = tuple(party for party in objecting if party not in act.holdouts)
    if silent:
        entries = [objecting[party].index for party in silent]
        return fails(f"{case.names(silent)} had objected and is not named as holding out", *entries)
    return holds("whoever had objected to these words is named as holding out")


def accepted(case: Case, row: Row, take: acts.Take) -> Answer:
    """Says whether a position is an acceptance by now: conditions and ad referendum leave it open, expiry ends it."""
    if take.stance != "accept":
        return "no"
    if take.ad_referendum and case.before.book.last(acts.Confirm, row.index) is None:
        over = take.until is not None and case.by(take.until) == "no"
        return "no" if over else "possible"
    return "possible" if take.condition else "yes"


def unconditional(case: Case) -> Outcome | None:
    """Checks that what is concluded rests on no acceptance that is conditional, reserved or still ad referendum."""
    act = _concludes(case)
    if act is None:
        return None
    found = {party: each for party, each in case.stances(act.wording).items() if party not in act.holdouts}
    for party, (row, take) in found.items():
        wanted = _wanted(case, row, take)
        if wanted:
            return lacks(f"{case.name(party)} {wanted[0]} by entry {row.index}", wanted[1], row.index)
    return holds("no position on these words is conditional or awaits confirmation")


def _wanted(case: Case, row: Row, take: acts.Take) -> tuple[str, str] | None:
    if take.stance == "reserve":
        return f"has a {take.reservation or 'general'} reservation", "that the reservation is lifted"
    if take.stance != "accept":
        return None
    if take.condition:
        return f"accepted on condition “{take.condition}”", "that the condition is met"
    if accepted(case, row, take) != "yes":
        return "accepted ad referendum", "the confirmation"
    return None


def package(case: Case) -> Outcome | None:
    """Checks that terms offered in return for others are concluded only with those others."""
    act = _concludes(case)
    if act is None:
        return None
    linkages = list(_touching(case, act))
    for linkage in linkages:
        wanting = _wanting(case, act, linkage)
        if wanting:
            says = f"entry {linkage.entry} offers this only with {wanting}"
            if act.outcome == "adopted":
                return fails(f"{says}, which is not agreed", linkage.entry)
            return lacks(f"{says}, so it is agreed provisionally", f"agreement on {wanting}", linkage.entry)
    if not linkages:
        return None
    return holds("the terms that it was linked to are agreed", *(each.entry for each in linkages))


def _touching(case: Case, act: acts.Decide) -> Iterator[Linkage]:
    place = act.wording.clause
    for linkage in case.before.linkages:
        # A decision on the whole text takes both sides of every package with it.
        stands = place and linkage.withdrawn is None and linkage.draft == act.wording.draft
        if stands and (linkage.everything or any(_meet(one, place) for one in linkage.offered)):
            yield linkage


def _meet(one: Place, other: Place) -> bool:
    return reaches(one, other) or reaches(other, one)


def _wanting(case: Case, act: acts.Decide, linkage: Linkage) -> str:
    if linkage.everything:
        return "everything else"
    agreed = [
        each.wording.clause
        for each in case.before.decisions(linkage.draft)
        if each.outcome in ("agreed", "adopted") and each.reopened is None
    ]
    agreed.append(act.wording.clause)
    return ", ".join(place for place in linkage.given if not any(reaches(one, place) for one in agreed))


def ad_referendum(case: Case) -> Outcome | None:
    """Checks that an acceptance ad referendum says until when, and, asked later, that it has not run out."""
    act = case.act
    if not isinstance(act, acts.Take) or not act.ad_referendum:
        return None
    if act.stance != "accept":
        return fails(f"a position to {act.stance} cannot be ad referendum")
    done = case.later.book.last(acts.Confirm, case.index) if case.later else None
    if done is not None:
        return holds(f"confirmed by entry {done[0].index}", done[0].index)
    if act.until is None:
        return lacks("it does not say until when it is to be confirmed", "the time by which it is to be confirmed")
    told = act.until.words or act.until.edtf
    if case.later is None:
        return holds(f"to be confirmed by “{told}”")
    if case.asked_after(act.until):
        return fails(f"not confirmed by “{told}”: it has run out")
    return lacks(f"it awaits confirmation by “{told}”", "the confirmation")


def confirmed_in_time(case: Case) -> Outcome | None:
    """Checks that an acceptance ad referendum is confirmed before it runs out."""
    act = case.act
    target = case.target(act.entry) if isinstance(act, acts.Confirm) else None
    if not isinstance(act, acts.Confirm) or not isinstance(target, acts.Take) or target.until is None:
        return None
    if case.time is None:
        return lacks("when it was confirmed is not told", "the time of the confirmation", act.entry)
    answer = case.by(target.until)
    told = target.until.words or target.until.edtf
    if answer == "possible":
        return lacks(f"whether it came by “{told}” is not sure", "exact times, with their zones", act.entry)
    return holds(f"confirmed by “{told}”", act.entry) if answer == "yes" else fails(f"“{told}” was over", act.entry)


def reopened(case: Case) -> Outcome | None:
    """Checks that what is reopened is a decision or an acceptance that still stands, by the chair or one of its own."""
    act = case.act
    if not isinstance(act, acts.Reopen):
        return None
    book, target = case.before.book, case.target(act.entry)
    if isinstance(target, acts.Decide):
        return _stands(case, act.entry, "decision")
    if isinstance(target, acts.Take) and target.stance == "accept":
        if book.last(acts.Withdraw, act.entry) is not None:
            return fails(f"the acceptance of entry {act.entry} had been withdrawn", act.entry)
        return _stands(case, act.entry, "acceptance")
    return fails(f"entry {act.entry} is neither a decision nor an acceptance", act.entry)


def _stands(case: Case, entry: Index, kind: str) -> Outcome:
    already = case.before.book.last(acts.Reopen, entry)
    if already is not None:
        return fails(f"the {kind} of entry {entry} was reopened already", already[0].index)
    return holds(f"the {kind} of entry {entry} stood until then", entry)


def met_in_time(case: Case) -> Outcome | None:
    """Checks that a deadline is said to be met or extended only while it ran."""
    act = case.act
    if not isinstance(act, acts.Extend) or act.outcome == "lifted":
        return None
    until = _until(case, act.entry)
    if until is None or not case.entered.entry.at:
        return lacks("the time that it had, or when it was extended, is not told", "both times", act.entry)
    answer = case.entered_by(until)
    told = until.words or until.edtf
    if answer == "possible":
        return lacks(f"whether “{told}” was over is not sure", "exact times, with their zones", act.entry)
    if answer == "no":
        return lacks(f"“{told}” was over when it was {act.outcome}", "when it was done in fact", act.entry)
    return holds(f"{act.outcome} while it ran", act.entry)


def _until(case: Case, entry: Index) -> Dated | None:
    for deadline in case.before.deadlines:
        if deadline.entry == entry:
            return deadline.until
    return next((each.until for each in case.before.procedures if each.entry == entry), None)


def voters(case: Case, act: acts.Decide) -> dict[PartyId, Answer]:
    """Returns, for each party present, whether it accepted these words; those that took no position are left out."""
    found = case.stances(act.wording)
    return {
        party: accepted(case, *found[party])
        for party in act.present
        if party in found and found[party][1].stance in ("accept", "object", "reserve")
    }
