"""Entries: an act with who acted, who wrote it down, what its author had seen, and whose key signed.

Three people, three fields: `actor` is the party (and person) that acted; `scribe` is the person who wrote it down;
the key that signed is found in the signature and bound to a person by `Enrol`. The grade follows from them: `signed`
where the signer is of the acting party, `recorded` where the depositary wrote it down, `reported` for a statement.

On line 1 of a leaf an entry is a canonical object; what is empty is left out:

    v        1, the version of this format              log      the origin of the log
    type     the act, in lower case: "take"             body     the act's own fields (`acts`, `wire`)
    actor    the party that acted                       person   the person who acted for it
    scribe   the person who wrote it down               after    size and root of the last checkpoint its author saw
    seq      the author's own entries, from 0           prev     the leaf hash of the author's entry before
    at       the author's clock, only claimed           visible  "all", "depositary", or parties
    refs     entries it builds on                       nonce    makes equal acts distinct
    _sd_alg  "sha-256" where a value is private
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from travaux.canon import Value
from travaux.errors import Malformed
from travaux.record import wire
from travaux.record.acts import ACTS, Act
from travaux.record.disclosures import ALGORITHM, DIGESTS, SHA_256
from travaux.record.terms import Digest, Grade, Index, PartyId, PersonId

VERSION = 1
"""The version of the entry format. A released format is readable for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """The last checkpoint the author saw: a signed entry is a witness statement for it."""

    size: int
    root: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a record, before it is signed.

    `log` is the origin of the log. `seq` counts the author's own entries from 0, `prev` is the leaf hash of the one
    before (empty for the first): the author's own chain. `at` is the author's clock, only claimed (ISO 8601 UTC).
    `visible` is who may read it: "all", "depositary", or the parties named. `nonce` makes equal acts distinct.
    """

    log: str
    act: Act
    actor: PartyId | None = None
    person: PersonId | None = None
    scribe: PersonId | None = None
    after: After
    seq: int
    prev: str = ""
    at: str = ""
    visible: tuple[PartyId, ...] | str = "all"
    refs: tuple[Index, ...] = ()
    nonce: str = ""

    @property
    def type(self) -> str:
        """The word that names the act."""
        return type(self.act).__name__.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """The fields of line 1 around the act, in the form that `wire` reads and writes."""

    v: int
    log: str
    actor: PartyId | None = None
    person: PersonId | None = None
    scribe: PersonId | None = None
    after: After
    seq: int
    prev: str = ""
    at: str = ""
    visible: tuple[PartyId, ...] | str = "all"
    refs: tuple[Index, ...] = ()
    nonce: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """An entry in its place in the log: its leaf's hash, and the keys whose signatures on it hold.

    `signers` are OpenSSH public key lines, in the order of the signatures. What grade the entry has depends on whose
    keys they were at that place, which the state knows.
    """

    index: Index
    entry: Entry
    hash: str
    signers: tuple[str, ...] = ()
    grade: Grade = "recorded"


def to_value(entry: Entry, conceal: wire.Conceal) -> Value:
    """Returns line 1 as a value; every private value goes through `conceal`, which keeps it and gives its digest."""
    shared = {each.name: getattr(entry, each.name) for each in fields(_Header) if each.name != "v"}
    header = wire.to_value(_Header(v=VERSION, **shared), conceal)
    body = wire.to_value(entry.act, conceal)
    assert isinstance(header, dict)
    header |= {"type": entry.type, "body": body}
    return header | ({ALGORITHM: SHA_256} if _commits(body) else {})


def from_value(value: Value, shown: wire.Shown | None = None) -> Entry:
    """Returns the entry in a value of line 1; `Malformed` with the place where it is none."""
    if not isinstance(value, Mapping):
        raise Malformed("an entry is an object")
    if value.get("v") != VERSION:
        raise Malformed(f"entry format {value.get('v')!r}, and this Travaux reads {VERSION}", where="v")
    kind = ACTS.get(str(value.get("type")))
    if kind is None:
        raise Malformed(f"no act is called {value.get('type')!r}", where="type")
    body = value.get("body", {})
    around = {key: inside for key, inside in value.items() if key not in ("type", "body", ALGORITHM)}
    header = wire.from_value(_Header, around, wire.Shown())
    for where, number in (("after.size", header.after.size), ("seq", header.seq)):
        if number < 0:
            raise Malformed("counts from 0", where=where)
    with wire.at("body"):
        act = wire.from_value(kind, body, shown or wire.Shown())
    if value.get(ALGORITHM) != (SHA_256 if _commits(body) else None):
        raise Malformed('"sha-256" where a value is private, and nothing where none is', where=ALGORITHM)
    shared = {each.name: getattr(header, each.name) for each in fields(_Header) if each.name != "v"}
    return Entry(act=act, **shared)


def _commits(value: Value) -> bool:
    match value:
        case Mapping():
            return DIGESTS in value or any(_commits(inside) for inside in value.values())
        case list() | tuple():
            return any(_commits(inside) for inside in value)
    return False
