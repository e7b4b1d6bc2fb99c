"""Silences: whether a silence procedure went to all, provably, for long enough; whether it was broken in time."""

from __future__ import annotations

from travaux.errors import Malformed
from travaux.record import acts
from travaux.record.chronology import lasts
from travaux.record.rules.case import Case
from travaux.record.rules.verdicts import Outcome, fails, holds, lacks

LEAST_HOURS = 72
"""The least time that a text lies under silence (UN General Assembly decision 74/544)."""


def _opened(case: Case) -> acts.Silence | None:
    return case.act if isinstance(case.act, acts.Silence) and case.act.breaks is None else None


def recipients(case: Case) -> Outcome | None:
    """Checks that every other party was a recipient: nobody is silent who was not asked."""
    act = _opened(case)
    if act is None:
        return None
    asked = set(act.recipients) | {case.actor}
    left_out = tuple(each for each in case.negotiating if each not in asked)
    if left_out:
        return fails(f"it was not addressed to {case.names(left_out)}")
    return holds(f"it was addressed to {case.names(act.recipients)}")


def delivered(case: Case) -> Outcome | None:
    """Checks that delivery is told: silence counts only against those whom the text reached."""
    act = _opened(case)
    if act is None:
        return None
    if not act.delivered:
        return lacks("how the text was delivered is not told", "proof of its delivery")
    return holds(f"delivered {act.delivered}")


def closes(case: Case) -> Outcome | None:
    """Checks that a silence procedure says when it closes."""
    act = _opened(case)
    if act is None:
        return None
    if act.closes is None:
        return lacks("it does not say when it closes", "the time at which it closes")
    return holds(f"it closes {act.closes.words or act.closes.edtf}")


def long_enough(case: Case) -> Outcome | None:
    """Checks that at least 72 hours lie between opening and closing."""
    act = _opened(case)
    if act is None:
        return None
    opens = act.opens or case.time
    if opens is None or act.closes is None:
        return lacks("it does not say from when to when it runs", "its opening and its closing")
    try:
        answer = lasts(opens, act.closes, LEAST_HOURS)
    except Malformed:
        answer = "possible"
    if answer == "possible":
        return lacks(f"whether it lasts {LEAST_HOURS} hours is not sure", "exact times, with their zones")
    return (
        holds(f"it lasts {LEAST_HOURS} hours or more") if answer == "yes" else fails(f"less than {LEAST_HOURS} hours")
    )


def broken_in_time(case: Case) -> Outcome | None:
    """Checks that a silence is broken before it closes, as it was extended by then."""
    act = case.act
    if not isinstance(act, acts.Silence) or act.breaks is None:
        return None
    procedure = next((each for each in case.before.procedures if each.entry == act.breaks), None)
    if procedure is None:
        return fails(f"entry {act.breaks} opens no silence procedure", act.breaks)
    if procedure.until is None or case.time is None:
        return lacks("when it closes, or when it was broken, is not told", "both times", act.breaks)
    answer = case.by(procedure.until)
    told = procedure.until.words or procedure.until.edtf
    if answer == "possible":
        return lacks(f"whether it came by “{told}” is not sure", "exact times, with their zones", act.breaks)
    return holds(f"broken by “{told}”", act.breaks) if answer == "yes" else fails(f"“{told}” was over", act.breaks)


def no_acceptance(case: Case) -> Outcome | None:
    """Checks that the parties agreed that silence accepts; by itself it does not (UNIDROIT Principles, art. 2.1.6)."""
    if _opened(case) is None:
        return None
    return lacks("silence by itself is no acceptance", "an agreement of the parties that it is")
