"""Terms: the small values that acts are made of. What an act says lives in `acts`; nothing is judged here.

A *private* value is a name or another datum of a person that an entry commits to without showing it. Where it is not
disclosed to the reader it is `Withheld`; where it was erased, `Withheld` names the entry that says so.
A field whose type is `Private` may be withheld; all others are always public.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NewType

PartyId = NewType("PartyId", str)
"""An opaque id of a party, random in each log: "party-" and eight letters or digits. The name is a private value."""

PersonId = NewType("PersonId", str)
"""An opaque id of a person: "person-" and eight letters or digits."""

Digest = NewType("Digest", str)
"""A SHA-256 in lower-case hexadecimal."""

Index = NewType("Index", int)
"""The place of an entry in the log, from 0."""

Place = NewType("Place", str)
"""A clause as people write its path in one draft: "4.2(a)", "preamble"; empty for the whole text."""

Lines = tuple[str, ...]
"""A text of several lines; a canonical string has no line break."""

Grade = Literal["signed", "recorded", "reported", "inferred"]
"""How we know: the actor's own key, the secretariat wrote it down, a source says so, computed from drafts."""

Capacity = Literal["party", "mediator", "guarantor", "observer", "witness", "depositary", "group"]
Standing = Literal["none", "informal", "submission", "basis", "tabled", "adopted", "authentic"]
Stance = Literal["accept", "reserve", "object", "none"]
Reservation = Literal["scrutiny", "parliamentary", "linguistic", "substantive", "general"]
Power = Literal["negotiate", "adopt", "authenticate", "sign", "consent"]
Attribution = Literal["on the record", "not for attribution", "background", "unstated"]
UNATTRIBUTED: frozenset[Attribution] = frozenset({"not for attribution", "background"})
"""Terms on which a source spoke so as not to be named."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Stands where a private value is not disclosed to this reader; `erased` is the entry that erased it, if any."""

    erased: int | None = None

    def __str__(self) -> str:
        return "withheld" if self.erased is None else f"erased by entry {self.erased}"


WITHHELD = Withheld()

Private = str | Withheld
"""A private string, or the sign that it is withheld. Such a field is disclosed apart (RFC 9901)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date as imprecise as it is: `edtf` (ISO 8601-2, see `dates`), and the `words` in which it was given.

    `zone` is a UTC offset ("+02:00", "Z") or empty where unknown. A relative date ("in the coming days") was read
    against the `reference` day by the named `convention`.
    """

    edtf: str
    words: str = ""
    zone: str = ""
    reference: str = ""
    convention: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """An exact wording: a clause (or the whole) of a draft, and the digest of its words.

    `draft` is the digest of the draft's text. `words` is the SHA-256 of the clause's tokens joined by single spaces,
    its label left out (`positions.wording_digest`): renumbering and re-wrapping do not change it, one comma does.
    """

    draft: Digest
    clause: Place
    words: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum:
    """Where agreement is reached: informals, a working group, the committee of the whole, plenary; `within` is the body
    that it reports to."""

    name: str
    within: str = ""
    formal: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person in a delegation or behind a key. Unnamed members stay unnamed: they are counted, not listed."""

    id: PersonId
    name: Private | None = None
    office: Private | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """The paper that gives a right: a decree, a letter of full powers, a board resolution.

    `file` is the digest of its scan or text, where one was received.
    """

    kind: str
    title: str = ""
    number: str = ""
    issuer: str = ""
    dated: Dated | None = None
    file: Digest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `start` to `end` of a source's text as read; `file` is the digest of the source's bytes."""

    file: Digest
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who spoke, as far as told: a named person with office and organisation, an office without a name, a document, an
    outlet, an anonymous source with its attributes ("a senior official"), or unstated ("faces allegations").

    Two anonymous sources are never assumed to be one. `outlet` is who published it, a source too.
    """

    kind: Literal["person", "office", "document", "outlet", "anonymous", "unstated"]
    person: Person | None = None
    party: PartyId | None = None
    office: str = ""
    organisation: str = ""
    attributes: str = ""
    outlet: str = ""
    channel: str = ""
