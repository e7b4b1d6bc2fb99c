"""Shares: whose words a stretch of a draft is made of, counted, as the trace of the record's own drafts gives them.

A share is a deed (a draft tabled, a proposal) and how we know that the words are its: the grade of its entry, or
`inferred` where drafts were compared. Words are counted, signs are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from travaux.papers.basis import Basis
from travaux.papers.counting import counted
from travaux.record.authorship import Authorship, Deed
from travaux.record.terms import Grade
from travaux.text.clauses import Span
from travaux.text.tokens import tokens


@dataclass(frozen=True, slots=True)
class Share:
    """Words of one deed: how many, how it is known that they are its, and whose name a file’s own changes give."""

    deed: Deed
    grade: Grade
    words: int
    hand: str = ""


def shares(authors: Authorship, spans: Sequence[Span]) -> tuple[Share, ...]:
    """Returns whose words stand in spans of a draft, those with most words first."""
    found: dict[tuple[Deed, Grade, str], int] = {}
    for run in authors.words:
        for start, end in spans:
            inside = run.text[max(0, start - run.start) : max(0, end - run.start)]
            many = sum(token.text[:1].isalnum() for token in tokens(inside))
            if many:
                key = (run.by, run.grade, run.hand)
                found[key] = found.get(key, 0) + many
    order = sorted(found.items(), key=lambda each: (-each[1], each[0][0].entry, *each[0][1:]))
    return tuple(Share(deed, grade, many, hand) for (deed, grade, hand), many in order)


def told(basis: Basis, share: Share) -> str:
    """Returns a share as a phrase: "Boria’s proposal (entry 12, signed): five words"."""
    deed = share.deed
    who = basis.teller.party(deed.party) if deed.party else "the depositary"
    what = {
        "propose": f"a proposal of {who}",
        "table": f"{basis.teller.draft(deed.draft)}, tabled by {who}",
        "correct": f"a correction of {who}",
    }.get(deed.kind, f"{deed.kind} of {who}")
    known = share.grade if share.grade == deed.grade else f"{deed.grade}; which words, {share.grade}"
    hand = f"; its file names {share.hand}" if share.hand else ""
    return f"{what} (entry {deed.entry}, {known}{hand}): {counted(share.words, 'word')}"
