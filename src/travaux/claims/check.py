"""Check: a claim held against a record. The answer is a finding, about the sentence and never about the speaker.

    acts decide it                          borne out, or contradicted
    acts decide it in one reading only      ambiguous, with a finding for each reading
    no act does, and sources conflict       disputed, with both, whatever their standing
    no act does, though coverage is
    declared: it does not reach so far      outside coverage
    nothing of the kind                     silent, with what one side says, as reported

A denial is borne out by acts not being there only inside a coverage (`coverage`); statements never decide (`sayings`).
A qualified act (ad referendum, conditional, withdrawn since, defective …) is counted once and left out once; where that
makes a difference the claim is ambiguous. Everything taken for granted is a sentence in the finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from unicodedata import normalize

from travaux.claims.answers import answered, assuming_too, merged, unique
from travaux.claims.case import Case
from travaux.claims.claim import ASSUMED, Assumption, Claim, Counting, Finding, Verdict
from travaux.claims.grammar import from_text, to_text
from travaux.record.state import State
from travaux.record.terms import Dated, Digest
from travaux.text.drafts import Draft


def check(
    claim: str | Claim | Sequence[Claim],
    state: State,
    drafts: Mapping[Digest, Draft],
    *,
    rules: str = "plain",
    counting: Counting = "top",
    assuming: Iterable[Assumption] = ASSUMED,
) -> Finding:
    """Returns the finding on a claim, or on claims made together; a sentence is read by `grammar`.

    `drafts` are the texts at hand, by digest. `rules` is the pack by which acts are judged. What is left out of
    `assuming` is not assumed. Raises `Malformed` where a sentence cannot be read, or no draft is called as it says.
    """
    case = Case(state, drafts, rules, counting, tuple(each for each in ASSUMED if each in set(assuming)))
    if isinstance(claim, Claim):
        return answered(case, _plain(claim))
    if not isinstance(claim, str):
        return _together(case, tuple(map(_plain, claim)))
    claim = normalize("NFC", " ".join(claim.split()))
    readings = from_text(claim)
    findings = [assuming_too(_together(case, each.claims), each.because) for each in readings]
    return findings[0] if len(findings) == 1 else _readings(claim, findings)


def _plain(claim: Claim) -> Claim:
    """Returns a claim whose dates are those that a sentence can say: what a bundle carries is the sentence."""
    since, until = (None if each is None else Dated(edtf=each.edtf) for each in (claim.since, claim.until))
    return replace(claim, since=since, until=until)


def _readings(says: str, findings: Sequence[Finding]) -> Finding:
    """Returns one finding for the readings of a sentence: theirs, where they agree."""
    first = findings[0]
    if len({each.verdict for each in findings}) == 1:
        agreed = "read in any of its ways, the answer is the same"
        return replace(first, says=says, assumptions=(*first.assumptions, agreed), readings=tuple(findings))
    verdicts = "; ".join(f"as “{each.says}” it is {each.verdict}" for each in findings)
    return replace(
        first, says=says, verdict="ambiguous", reason=f"the sentence can be read in several ways: {verdicts}",
        bearing=merged(findings), coverage=unique(each for one in findings for each in one.coverage),
        assumptions=(), settles=("say which of the readings is meant",), readings=tuple(findings), parts=(),
    )  # fmt: skip


# Several claims made together


_ORDER: tuple[Verdict, ...] = ("contradicted", "ambiguous", "disputed", "outside coverage", "silent", "borne out")
"""One that is contradicted contradicts the whole; the whole is borne out only if every one is."""


def _together(case: Case, claims: tuple[Claim, ...]) -> Finding:
    if len(claims) == 1:
        return answered(case, claims[0])
    parts = tuple(answered(case, claim) for claim in claims)
    verdict = next(each for each in _ORDER if each in {part.verdict for part in parts})
    each = "; ".join(f"“{part.says}” is {part.verdict}: {part.reason}" for part in parts)
    return replace(
        parts[0], claims=claims, says=to_text(claims), verdict=verdict, reason=each, bearing=merged(parts),
        coverage=unique(one for part in parts for one in part.coverage),
        assumptions=unique(one for part in parts for one in part.assumptions),
        settles=unique(one for part in parts for one in part.settles), parts=parts, readings=(),
    )  # fmt: skip
