"""Wordings: whether the text that an act is on existed: its draft tabled, its words standing at that place."""

from __future__ import annotations

from travaux.errors import Malformed
from travaux.record import acts
from travaux.record.acts import Act
from travaux.record.rules.case import Case
from travaux.record.rules.verdicts import Outcome, fails, holds, lacks
from travaux.record.terms import Digest, Wording
from travaux.record.texts import Tabled
from travaux.record.wordings import wording

ON_A_WORDING: tuple[type[Act], ...] = (acts.Propose, acts.Take, acts.Decide, acts.Correct)
ON_A_DRAFT: tuple[type[Act], ...] = (acts.Present, acts.Authenticate, acts.Silence, acts.Link)


def _wording(act: Act) -> Wording | None:
    return act.wording if isinstance(act, acts.Propose | acts.Take | acts.Decide | acts.Correct) else None


def tabled(case: Case, draft: Digest) -> Tabled | None:
    """Returns a draft as it was tabled before the case came."""
    return next((each for each in case.before.drafts if each.digest == draft), None)


def exact(case: Case) -> Outcome | None:
    """Checks that the exact wording existed: its draft was tabled, and the words stand in it at that place."""
    found = _wording(case.act)
    if found is None:
        return None
    draft = tabled(case, found.draft)
    if draft is None:
        return fails(f"no draft {found.draft[:12]} had been tabled")
    where = found.clause or "the whole text"
    text = case.drafts.get(found.draft)
    if text is None:
        return lacks(f"draft {draft.number} was tabled by entry {draft.entry}", "the text of that draft", draft.entry)
    try:
        stands = wording(text, found.clause)
    except Malformed:
        return fails(f"draft {draft.number} has no one clause {where}", draft.entry)
    if stands.words != found.words:
        return fails(f"other words stand at {where} in draft {draft.number}", draft.entry)
    return holds(f"the words stand at {where} in draft {draft.number}", draft.entry)


def corrected(case: Case) -> Outcome | None:
    """Checks that the wording that a correction gives stands in the draft that it names."""
    act = case.act
    if not isinstance(act, acts.Correct):
        return None
    text = case.drafts.get(act.corrected.draft)
    if text is None:
        return lacks("the corrected text is not at hand", f"the text of draft {act.corrected.draft[:12]}")
    try:
        stands = wording(text, act.corrected.clause)
    except Malformed:
        return fails(f"the corrected text has no one clause {act.corrected.clause}")
    if stands.words != act.corrected.words:
        return fails(f"other words stand at {act.corrected.clause} in the corrected text")
    return holds(f"the corrected words stand at {act.corrected.clause}")


def on_the_table(case: Case) -> Outcome | None:
    """Checks that the draft an act is on had been tabled, and not withdrawn."""
    act = case.act
    if isinstance(act, acts.Propose | acts.Take | acts.Decide | acts.Correct):
        digest: Digest | None = act.wording.draft
    elif isinstance(act, acts.Present | acts.Authenticate | acts.Silence | acts.Link):
        digest = act.draft
    else:
        return None
    if digest is None:
        return None
    draft = tabled(case, digest)
    if draft is None:
        return fails(f"no draft {digest[:12]} had been tabled")
    if draft.withdrawn is not None:
        return fails(f"draft {draft.number} had been withdrawn by entry {draft.withdrawn}", draft.withdrawn)
    return holds(f"draft {draft.number} was tabled by entry {draft.entry}", draft.entry)


def parents(case: Case) -> Outcome | None:
    """Checks that the drafts from which a text was made had been tabled themselves."""
    act = case.act
    if not isinstance(act, acts.Table) or not act.parents:
        return None
    absent = [each for each in act.parents if tabled(case, each) is None]
    if absent:
        return lacks(f"it was made from a draft {absent[0][:12]} that was not tabled", "that draft")
    return holds(f"it was made from {len(act.parents)} tabled draft{'s' * (len(act.parents) > 1)}")


def amends(case: Case) -> Outcome | None:
    """Checks that an amendment that amends another names one that still stands."""
    act = case.act
    if not isinstance(act, acts.Propose) or act.amends is None:
        return None
    target = next((each for each in case.before.proposals() if each.entry == act.amends), None)
    if target is None:
        return fails(f"entry {act.amends} is no amendment", act.amends)
    if target.withdrawn is not None:
        return fails(f"the amendment of entry {act.amends} had been withdrawn", target.withdrawn)
    return holds(f"it amends the amendment of entry {act.amends}", act.amends)
