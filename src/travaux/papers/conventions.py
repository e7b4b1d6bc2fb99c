"""Conventions of counting: what a party's position counts as when it is said where a clause stands.

A record keeps what each party did, in its own kind; counting is a choice, and practitioners choose differently. So a
convention has a name, is printed on every matrix, and never changes under that name. On the scale, from least willing
to most, a clause stands where its least willing party is counted:

    O objected    R reserved    – open    AR provisional    A accepted

Whatever the convention, a position that the wording left behind, or whose time is over, counts as none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from travaux.errors import Malformed
from travaux.papers.standing import ORDER, WORDS, Held
from travaux.record.terms import Reservation

STUDYING: frozenset[Reservation] = frozenset({"scrutiny", "parliamentary", "linguistic"})
"""Reservations of a party that has not finished: it examines, it waits for its parliament, or for its language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """How positions are counted. `says` is the sentence that is printed.

    `stands` tells each place on the scale of a clause ("three are reserved"), `by` of a clause and its parties.

    `silence` is what no position counts as, `studying` a scrutiny, parliamentary or linguistic reservation, `reserved`
    any other.
    """

    name: str
    says: str
    silence: Held
    studying: Held
    reserved: Held
    stands: Mapping[Held, str]
    by: Mapping[Held, str]

    def counts(self, held: Held, reservation: Reservation | None = None) -> Held:
        """Returns what a position counts as."""
        if held == "R":
            return self.studying if reservation in STUDYING else self.reserved
        return self.silence if held == "–" else held


LEAST_WILLING = Convention(
    name="least-willing/1",
    says="A clause stands where its least willing party stands, in the order objected, reserved, no position, accepted "
    "ad referendum, accepted. No position is not consent; a reservation is neither opposition nor consent.",
    silence="–",
    studying="R",
    reserved="R",
    stands=WORDS,
    by={
        "O": "objected to by {}",
        "R": "reserved by {}",
        "–": "no position of {}",
        "AR": "accepted ad referendum by {}",
        "A": "accepted by every party",
    },
)
NO_OBJECTION = Convention(
    name="no-objection/1",
    says="As a chair counts who asks whether anybody objects: a clause stands unless a party objects or reserves in "
    "substance. No position counts as no objection. A scrutiny, parliamentary or linguistic reservation and an "
    "acceptance ad referendum leave the clause provisional.",
    silence="A",
    studying="AR",
    reserved="R",
    stands={
        "O": "objected to",
        "R": "reserved in substance",
        "–": "open",
        "AR": "provisional",
        "A": "without objection",
    },
    by={
        "O": "objected to by {}",
        "R": "reserved in substance by {}",
        "–": "open for {}",
        "AR": "provisional for {}",
        "A": "no objection",
    },
)
RESERVATION_OPPOSES = Convention(
    name="reservation-opposes/1",
    says="As those count who ask which clauses would keep their text: any reservation, scrutiny included, counts as "
    "opposition, and no position as keeping the text as it is.",
    silence="A",
    studying="O",
    reserved="O",
    stands={
        "O": "opposed",
        "R": "reserved",
        "–": "open",
        "AR": "kept ad referendum",
        "A": "kept",
    },
    by={
        "O": "opposed by {}",
        "R": "reserved by {}",
        "–": "open for {}",
        "AR": "kept ad referendum by {}",
        "A": "kept",
    },
)

CONVENTIONS: Mapping[str, Convention] = {each.name: each for each in (LEAST_WILLING, NO_OBJECTION, RESERVATION_OPPOSES)}


def convention(name: str) -> Convention:
    """Returns a convention by its name; `Malformed` where there is none of that name."""
    if name not in CONVENTIONS:
        raise Malformed("no such counting convention", where=name, advice=f"There are: {', '.join(CONVENTIONS)}")
    return CONVENTIONS[name]


def least(held: Held, *others: Held) -> Held:
    """Returns the least willing of several places on the scale.

    >>> least("A", "AR", "R")
    'R'
    """
    return min((held, *others), key=ORDER.index)
