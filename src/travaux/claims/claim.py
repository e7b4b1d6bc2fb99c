"""Claims: a checkable proposition, in a form that two people can compare. How it is answered lives in `findings`.

A claim has a subject, a predicate, an object, a quantity, a polarity, a time and a hedge. `grammar` reads and writes it
in a small controlled English:

    boria approved most clauses
    boria neither approved nor changed any clause
    delvia did not propose clause 4.2 before 2031-03-16
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from travaux.record.terms import Dated, Place

Predicate = Literal[
    "proposed",
    "changed",
    "removed",
    "approved",
    "accepted",
    "objected",
    "reserved",
    "rejected",
    "presented",
    "received",
    "attended",
    "demanded",
    "offered",
    "signed",
    "tabled",
    "withdrew",
    "extended",
]
"""What the subject is said to have done. "Approved" is read as "accepted" only under an assumption that is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How much of the object: any, all, most (more than half), several (three or more), or exactly `number`."""

    kind: Literal["any", "all", "most", "several", "some", "exactly"] = "any"
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One proposition. `subject` is a party's handle, a person's name or an office as said.

    `object` is clauses by their path in the current draft, the text, or a matter in words. `denied` is the polarity.
    A sentence with two predicates ("neither approved nor changed") is two claims.
    """

    subject: str
    predicate: Predicate
    object: Literal["clauses", "text", "meeting", "matter"] = "clauses"
    clauses: tuple[Place, ...] = ()
    matter: str = ""
    quantity: Quantity = Quantity()
    denied: bool = False
    since: Dated | None = None
    until: Dated | None = None
    hedge: str = ""


Verdict = Literal["borne out", "contradicted", "disputed", "silent", "outside coverage", "ambiguous"]
"""The six answers. Never one without entries, or the coverage that lets absence count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """An entry that bears on a claim: for or against it, its grade, and in words what it shows."""

    entry: int
    side: Literal["for", "against", "context"]
    grade: Literal["signed", "recorded", "reported", "inferred"]
    shows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer to a claim: the verdict, the entries for and against, and everything it was taken for granted on.

    `coverage` is the entries of the coverage relied on; `assumptions` are sentences ("approved is read as accepted");
    `readings` are the findings of the readings of an ambiguous claim; `settles` is what would settle it; `size` is the
    number of entries the answer was worked out from.
    """

    claim: Claim
    verdict: Verdict
    reason: str
    bearing: tuple[Bearing, ...] = ()
    coverage: tuple[int, ...] = ()
    assumptions: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    readings: tuple[Finding, ...] = ()
    size: int = 0
