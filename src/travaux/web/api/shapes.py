"""Shapes: what is sent to the API, and what it answers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$", description="The record's name in addresses.")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Index = Annotated[int, Field(ge=0, lt=10**9)]


class Strict(Schema):
    """What is sent: a field that is not known is refused, for it would be lost without a word."""

    model_config = ConfigDict(extra="forbid")


class Problem(Schema):
    """What was refused, and why (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str | None = None


class Sat(Schema):
    """A record at which whoever asks may sit, and as what."""

    slug: str
    title: str
    role: Literal["party", "observer", "secretariat", "public"]
    party: str | None
    size: int
    checkpoint: str
    key: str


class Shown(Schema):
    """The value of a page: what the page shows is all in it."""

    model_config = ConfigDict(extra="allow")

    form: str = Field(alias="schema")
    record: str
    at: int


class Leaf(Schema):
    """An entry as the log holds it. Of a sealed one only its place and its digest are told."""

    entry: int
    digest: str
    sealed: bool
    leaf: str | None
    disclosures: list[str]


class Leaves(Schema):
    """A part of the log, in order. `next` is where the next part starts, None at the end."""

    size: int
    start: int
    next: int | None
    entries: list[Leaf]


class Acts(Strict):
    """Acts as a file of acts has them, fields by name; `files` are files sent before, by name and digest."""

    acts: list[dict[str, Any]] = Field(min_length=1, max_length=200)
    files: dict[str, Sha256] = Field(default_factory=dict, max_length=50)


class Wanted(Strict):
    """One act, to be signed with a key that is not here: its public line, as OpenSSH writes it."""

    act: dict[str, Any]
    key: str = Field(min_length=1, max_length=2000)
    files: dict[str, Sha256] = Field(default_factory=dict, max_length=50)


class Ready(Schema):
    """An entry made ready: `message` is signed with `ssh-keygen -Y sign -n travaux-entry@v1`, exactly as it is."""

    message: str
    digest: str
    disclosures: list[str]
    says: str
    until: str


class Signed(Strict):
    """A signed entry: line 1, then its signatures, and the disclosures of its private values."""

    leaf: str = Field(min_length=2, max_length=65_535)
    disclosures: list[str] = Field(default_factory=list, max_length=2000)
    files: dict[str, Sha256] = Field(default_factory=dict, max_length=50)


class Ruling(Schema):
    """What a rule says of an act."""

    ruling: str
    rule: str
    source: str
    says: str
    missing: str


class In(Schema):
    """An entry that is in: its place, its grade, what it says, what the rules say of it, and its receipt."""

    entry: int
    digest: str
    grade: str
    says: str
    rulings: list[Ruling]
    receipt: str


class Entered(Schema):
    """The entries that came in, under one checkpoint."""

    entries: list[In]


class Sent(Schema):
    """A file that was sent: it is kept for a day, for whoever sent it, until an act names it by its digest."""

    digest: str
    name: str
    size: int


class Invited(Strict):
    """Who is to have a seat: by e-mail address, as what, for which party (its id, handle or name)."""

    email: str = Field(max_length=254)
    role: Literal["party", "observer", "secretariat"]
    party: str = Field("", max_length=200)
    name: str = Field("", max_length=200)
    days: int = Field(7, ge=1, le=90)


class Invitation(Schema):
    """The one-time link, shown once."""

    link: str


class Seat(Schema):
    """A seat at the record, past ones too."""

    id: int
    email: str
    name: str
    role: str
    party: str
    since: str
    until: str | None
    revoked: str | None


class Seats(Schema):
    """The seats of a record."""

    seats: list[Seat]


class Finding(Schema):
    """The answer to a claim: its verdict, why, and the entries that bear on it."""

    model_config = ConfigDict(extra="allow")

    says: str
    verdict: str
    reason: str
