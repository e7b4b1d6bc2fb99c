"""Claims and findings: a checkable proposition in a form that two people can compare, and what the record answers.

A claim has a subject, a predicate, an object, a quantity, a polarity, a time and a hedge. `grammar` reads and writes it
in a small controlled English:

    boria approved most clauses
    boria neither approved nor changed any clause
    delvia did not propose clause 4.2 by 2031-03-15

A finding judges the sentence, never the speaker. How it is worked out lives in `check`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, assert_never, get_args

from travaux.record.terms import Dated, Grade, Index, Place

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
    "initialled",
    "tabled",
    "withdrew",
    "extended",
]
"""What the subject is said to have done. "Approved" is read as "accepted" only under an assumption that is printed."""

PREDICATES: tuple[Predicate, ...] = get_args(Predicate)

Much = Literal["any", "some", "several", "most", "all", "exactly", "at least"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How much of the object: any or some (one or more), several (three or more), most (more than half), all, exactly
    `number`, at least `number`. "Any" and "some" differ only in how a denial is read."""

    kind: Much = "any"
    number: int | None = None

    def __post_init__(self) -> None:
        if (self.number is not None) != (self.kind in ("exactly", "at least")) or (self.number or 0) < 0:
            raise ValueError(f"{self.kind} with the number {self.number}")

    def holds(self, count: int, total: int) -> bool:
        """Whether `count` of `total` is so much. Of nothing at all not even all is enough."""
        match self.kind:
            case "any" | "some":
                return count >= 1
            case "several":
                return count >= 3
            case "most":
                return 2 * count > total
            case "all":
                return count == total >= 1
            case "exactly":
                return count == self.number
            case "at least":
                return count >= (self.number or 0)
            case _:
                assert_never(self.kind)


ANY = Quantity()
ALL = Quantity(kind="all")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who is said to have done it.

    `party`: a party by its handle or id. `official`: somebody of that party, unnamed. `person`: a person by name.
    `parties`: so many of the parties. `anyone`: whoever it was, the mediator and the depositary too.
    """

    kind: Literal["party", "official", "person", "parties", "anyone"] = "party"
    name: str = ""
    quantity: Quantity = ANY

    def __post_init__(self) -> None:
        if bool(self.name) == (self.kind in ("parties", "anyone")):
            raise ValueError(f"a subject of kind {self.kind} with the name {self.name!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One proposition.

    `object` is clauses (those in `clauses` by their path, or all of the draft if empty), the text as a whole, a
    meeting, or a matter in words. `draft` names the draft that is meant, by title or the start of its digest; empty
    for the latest. `to` is to whom it was presented or offered. `quantity` is how much of the clauses.

    With `denied` the whole is said not to be so; with `inside` too, the denial stands inside the quantity: not "it is
    not so that most clauses were approved" but "most clauses were not approved" (with the subject `parties`: "most
    parties did not"). `since` and `until` belong to the time that is meant. A sentence with two predicates ("neither
    approved nor changed") is two claims.
    """

    subject: Subject
    predicate: Predicate
    object: Literal["clauses", "text", "meeting", "matter"] = "clauses"
    clauses: tuple[Place, ...] = ()
    draft: str = ""
    matter: str = ""
    to: str = ""
    quantity: Quantity = ANY
    denied: bool = False
    inside: bool = False
    since: Dated | None = None
    until: Dated | None = None
    hedge: str = ""

    def __post_init__(self) -> None:
        if self.object != "clauses" and (self.clauses or self.quantity != ANY):
            raise ValueError(f"clauses, or so many of them, where the object is a {self.object}")
        if len(set(self.clauses)) != len(self.clauses) or (self.inside and not self.denied):
            raise ValueError("a clause that is named twice, or a denial inside what is not denied")
        if len(self.clauses) == 1 and self.quantity != ALL:
            raise ValueError("of one clause there is only all")
        if self.inside and self.subject.kind != "parties" and not self._countable:
            raise ValueError("a denial inside a quantity, and nothing that is counted")

    @property
    def _countable(self) -> bool:
        return self.object == "clauses" and len(self.clauses) != 1 and self.quantity.kind != "any"

    def holds(self, count: int, total: int) -> bool:
        """Whether the claim is so if it is true of `count` clauses of `total`; its polarity counts.

        With the subject `parties`, `inside` is about parties and is left to whoever counts them.
        """
        if self.inside and self.subject.kind != "parties":
            return self.quantity.holds(total - count, total)
        return self.quantity.holds(count, total) != self.denied


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a sentence: claims that are all made together. `because` says what was read how."""

    claims: tuple[Claim, ...]
    because: str = ""


Verdict = Literal["borne out", "contradicted", "disputed", "silent", "outside coverage", "ambiguous"]
"""The six answers. Never one of the first two without entries, or without the coverage that lets absence count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """An entry that bears on a claim: for it, against it, or beside it; its grade; and in words what it shows.

    `when` is the date of the act by its own word, as EDTF, empty where it has none.
    """

    entry: Index
    side: Literal["for", "against", "context"]
    grade: Grade
    shows: str
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """A coverage that a finding relies on: its entry, who vouches, with which grade, and what it says in words."""

    entry: Index
    by: str
    grade: Grade
    says: str


Counting = Literal["top", "leaf"]
"""Which clauses are counted: the outermost that have a number, or those that have no clause in them."""

Assumption = Literal["approved is accepted", "rejected is objected", "an official is the party"]
"""What an asker may let be assumed, or not: words that are read as others, persons that are taken for their party."""

ASSUMED: tuple[Assumption, ...] = get_args(Assumption)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer to one claim or to several made together, with everything it was taken for granted on.

    `claims` are what was asked, `says` the same as a sentence. `assumptions` are sentences ("approved is read as
    accepted"). `settles` is what would settle it, or what would change it. `parts` are the findings of the claims where
    there are several; `readings` those of the readings of an ambiguous one. `size` is how many entries the answer was
    worked out from; `rules` the pack by which acts were judged, `counting` which clauses were counted, `assuming` what
    the asker let be assumed.
    """

    claims: tuple[Claim, ...]
    says: str
    verdict: Verdict
    reason: str
    bearing: tuple[Bearing, ...] = ()
    coverage: tuple[Vouched, ...] = ()
    assumptions: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    parts: tuple[Finding, ...] = ()
    readings: tuple[Finding, ...] = ()
    size: int = 0
    rules: str = "plain"
    counting: Counting = "top"
    assuming: tuple[Assumption, ...] = ASSUMED

    def entries(self, side: Literal["for", "against", "context"]) -> tuple[Bearing, ...]:
        """Returns the entries on one side, in the order of the log."""
        return tuple(each for each in self.bearing if each.side == side)
