"""Entries: an act with who acted, who wrote it down, what its author had seen, and whose key signed.

Three people, three fields: `actor` is the party (and person) that acted; `scribe` is the person who wrote it down;
the key that signed is found in the signature and bound to a person by `Enrol`. The grade follows from them: `signed`
where the signer is of the acting party, `recorded` where the depositary wrote it down, `reported` for a statement.
"""

from __future__ import annotations

from dataclasses import dataclass

from travaux.record.acts import Act
from travaux.record.terms import Digest, Index, PartyId, PersonId

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
