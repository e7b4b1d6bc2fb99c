"""Treaties: adoption, authentication, signature, languages and correction, as the Vienna Convention has them."""

from __future__ import annotations

from travaux.record import acts
from travaux.record.rules.agreements import voters
from travaux.record.rules.case import Case
from travaux.record.rules.verdicts import Outcome, fails, holds, lacks
from travaux.record.rules.wordings import tabled
from travaux.record.terms import Digest, Index, PartyId


def _adopts(case: Case) -> acts.Decide | None:
    return case.act if isinstance(case.act, acts.Decide) and case.act.outcome == "adopted" else None


def _conference(act: acts.Decide) -> bool:
    return "conference" in f"{act.forum.name} {act.forum.within}".casefold()


def adopted_by_all(case: Case) -> Outcome | None:
    """Checks that, outside a conference, every party that took part consents to the adoption (art. 9(1))."""
    act = _adopts(case)
    if act is None or _conference(act):
        return None
    votes = voters(case, acts.Decide(wording=act.wording, forum=act.forum, present=case.negotiating))
    against = tuple(party for party in case.negotiating if votes.get(party) == "no" or party in act.holdouts)
    if against:
        return fails(f"{case.names(against)} took part and did not consent")
    unknown = tuple(party for party in case.negotiating if votes.get(party) != "yes")
    if unknown:
        says = f"no acceptance of these words by {case.names(unknown)} is recorded without condition"
        return lacks(says, f"the consent of {case.names(unknown)}")
    return holds(f"all {len(case.negotiating)} parties that took part consented")


def adopted_by_two_thirds(case: Case) -> Outcome | None:
    """Checks that, at a conference, two thirds of the parties present and voting adopt the text (art. 9(2))."""
    act = _adopts(case)
    if act is None or not _conference(act) or not act.present:
        return None
    votes = {
        party: "no" if party in act.holdouts else vote
        for party, vote in voters(case, act).items()
        if case.stances(act.wording)[party][1].stance != "reserve" or party in act.holdouts
    }
    silent = [party for party in act.present if party not in votes and party not in case.stances(act.wording)]
    yes, no = (sum(vote == each for vote in votes.values()) for each in ("yes", "no"))
    open_ = len(votes) - yes - no + len(silent)
    told = f"{yes} for, {no} against, {open_} not known, of {len(act.present)} present"
    if yes and 3 * yes >= 2 * (yes + no + open_):
        return holds(f"two thirds of those voting: {told}")
    if 3 * (yes + open_) < 2 * (yes + open_ + no) or yes + open_ == 0:
        return fails(f"not two thirds of those voting: {told}")
    return lacks(f"whether two thirds voted for it is not sure: {told}", "the votes of those not known")


def one_text(case: Case) -> Outcome | None:
    """Checks that the parties authenticate one and the same text (art. 10)."""
    act = case.act
    if not isinstance(act, acts.Authenticate) or act.capacity != "party":
        return None
    mine = tabled(case, act.draft)
    for each in case.before.authentications():
        other = tabled(case, each.draft)
        same_tongue = mine is None or other is None or mine.language == other.language
        if each.draft != act.draft and each.party != case.actor and each.capacity == "party" and same_tongue:
            return fails(f"{case.name(each.party)} {each.manner} another text by entry {each.entry}", each.entry)
    return holds("no other party authenticated another text")


def definitive(case: Case) -> Outcome | None:
    """Checks that a text that all have authenticated is left alone: only a correction may change it (arts 10, 79)."""
    act = case.act
    if isinstance(act, acts.Propose):
        draft = act.wording.draft
    elif isinstance(act, acts.Reopen):
        target = case.target(act.entry)
        if not isinstance(target, acts.Decide | acts.Take):
            return None
        draft = target.wording.draft
    else:
        return None
    signed = _authenticated(case, draft)
    if signed and set(case.negotiating) <= signed.keys():
        return fails("all parties have authenticated this text: it is definitive", *signed.values())
    return holds("the text is not yet authentic and definitive")


def _authenticated(case: Case, draft: Digest) -> dict[PartyId, Index]:
    found = case.before.authentications(draft)
    return {each.party: each.entry for each in found if each.party is not None and each.capacity == "party"}


def meant_to_bind(case: Case) -> Outcome | None:
    """Checks what is said to express consent to be bound: signature does where it says so (art. 12)."""
    act = case.act
    if not isinstance(act, acts.Authenticate) or not act.binds:
        return None
    if act.capacity != "party":
        return fails(f"a {act.capacity} does not consent to be bound")
    if act.manner == "authenticated":
        return fails("authentication establishes the text; it is no consent to be bound (arts 10, 11)")
    if act.manner == "initialled":
        return lacks("initialling is signature only where it was so agreed (art. 12(2)(a))", "that agreement")
    if act.manner == "signed":
        return holds("it is signature, and says that it binds (art. 12(1))")
    done = case.later.book.last(acts.Confirm, case.index) if case.later else None
    if done is None:
        return lacks("signed ad referendum: full signature only once confirmed (art. 12(2)(b))", "the confirmation")
    return holds(f"signed ad referendum, and confirmed by entry {done[0].index} (art. 12(2)(b))", done[0].index)


def no_translation(case: Case) -> Outcome | None:
    """Checks that what is authenticated is a text in an authentic language, not a translation (art. 33)."""
    act = case.act
    if not isinstance(act, acts.Authenticate):
        return None
    mine = tabled(case, act.draft)
    authentic = [each for each in case.before.drafts if each.authentic and each.withdrawn is None]
    if mine is None or not authentic:
        return None
    languages = ", ".join(dict.fromkeys(each.language for each in authentic if each.language))
    if not mine.authentic and mine.language and mine.language not in languages.split(", "):
        return fails(f"the text in {mine.language} is a translation; authentic are {languages}", mine.entry)
    if not mine.authentic:
        return lacks(f"draft {mine.number} is not said to be authentic", "its language, and whether it is authentic")
    return holds(f"draft {mine.number} is authentic in {mine.language or 'a language not told'}", mine.entry)


def language_told(case: Case) -> Outcome | None:
    """Checks that a text that is tabled as authentic says in which language (art. 33)."""
    act = case.act
    if not isinstance(act, acts.Table) or not act.authentic:
        return None
    if not act.language:
        return lacks("it is tabled as authentic without a language", "its language")
    return holds(f"authentic in {act.language}")


def after_authentication(case: Case) -> Outcome | None:
    """Checks that a text is corrected only once it is settled: before, it is amended (art. 79(1))."""
    act = case.act
    if not isinstance(act, acts.Correct):
        return None
    signed = _authenticated(case, act.wording.draft)
    draft = tabled(case, act.wording.draft)
    if signed:
        return holds("the text had been authenticated", *signed.values())
    if draft is not None and draft.standing in ("adopted", "authentic"):
        return holds(f"the text had been {draft.standing}", draft.stands_by)
    return fails("the text is neither adopted nor authenticated: it is amended, not corrected")


def error_only(case: Case) -> Outcome | None:
    """Checks that a correction mends an error; a change of substance is an amendment (arts 79(1), 39)."""
    act = case.act
    if not isinstance(act, acts.Correct):
        return None
    if act.substantive:
        return fails("it says itself that it changes the substance")
    return holds("it is said to change nothing of substance")


def by_a_signatory(case: Case) -> Outcome | None:
    """Checks that a correction is made by the depositary or by a party that authenticated the text (art. 79(2))."""
    act = case.act
    if not isinstance(act, acts.Correct):
        return None
    party = case.party(case.actor)
    if party is None or party.capacity == "depositary":
        return holds("corrected by the depositary")
    signed = _authenticated(case, act.wording.draft)
    if party.id in signed or (not signed and party.capacity == "party"):
        return holds(f"corrected by {party}, one of the parties")
    return fails(f"{party} is neither the depositary nor a party that authenticated the text")


def unopposed(case: Case) -> Outcome | None:
    """Checks that all agree to a correction, or were notified and let the time for objections pass (art. 79(2))."""
    act = case.act
    if not isinstance(act, acts.Correct):
        return None
    asked = tuple(_authenticated(case, act.wording.draft)) or case.negotiating
    wanting = tuple(party for party in asked if party not in act.certified)
    if not wanting:
        return holds(f"certified by {case.names(asked)}")
    if act.objections_until is None:
        return lacks(f"{case.names(wanting)} did not certify it", "their agreement, or a time for objections")
    told = act.objections_until.words or act.objections_until.edtf
    objection = _objection(case, act)
    if objection is not None:
        return fails(f"objected to by entry {objection}", objection)
    if case.later is not None and case.asked_after(act.objections_until):
        return holds(f"nobody objected by “{told}”")
    return lacks(f"objections are open until “{told}”", f"agreement of {case.names(wanting)}, or that time")


def _objection(case: Case, act: acts.Correct) -> Index | None:
    """Returns the entry that objects to the corrected words, or reopens the correction."""
    if case.later is None:
        return None
    reopening = case.later.book.last(acts.Reopen, case.index)
    if reopening is not None:
        return reopening[0].index
    for row, take in case.later.book.of(acts.Take, case.later.book.drafts.get(act.corrected.draft, ())):
        if row.index > case.index and take.stance == "object" and take.wording.words == act.corrected.words:
            return row.index
    return None
