"""The keyring: whose key was valid at which entry, and what grade its signature gives. Not whether it holds.

A key is valid by the index of the log, never by the clock: after the `Enrol` (or the `Rotate`, signed by both keys)
that brings it in, before the `Retire` that ends it, which it may itself sign.

    signed     a valid key of the acting party, or of the acting person, signed
    recorded   a valid key of the depositary signed: it wrote the act down
    reported   a statement, by whomever it was entered; what one party enters of another; or what no valid key
               signed, and then `unkeyed` says so

A key is enrolled by the depositary or by a valid key of the same party; the first key of all, the depositary's, by
itself. An enrolment, rotation or retirement by anyone else is kept and has no effect.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Literal

from travaux.record import acts
from travaux.record.entries import Entered, Entry
from travaux.record.tables import Table
from travaux.record.terms import Grade, Index, PartyId, Person

Key = str
"""A public key as OpenSSH writes it, without its comment: kind, space, base64."""

Duty = Literal["depositary", "delegate", "witness"]


def key_of(line: str) -> Key:
    """Returns the key in an OpenSSH public key line: comments are no part of it."""
    return " ".join(line.split()[:2])


def fingerprint(line: str) -> str:
    """Returns a key's SHA-256 fingerprint as `ssh-keygen -l` prints it; the line itself where it is no key."""
    try:
        blob = base64.b64decode(line.split()[1], validate=True)
    except (IndexError, binascii.Error, ValueError):
        return line
    return "SHA256:" + base64.b64encode(sha256(blob).digest()).rstrip(b"=").decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A key and who holds it. `enrolled` and `retired` are the entries between which it is valid.

    `replaced` is the key that it took over from. What it signed from `suspect_from` on is flagged, not deleted.
    """

    key: Key
    person: Person
    party: PartyId | None
    mandate: Index | None
    duty: Duty
    enrolled: Index
    retired: Index | None = None
    suspect_from: Index | None = None
    replaced: Key | None = None
    reason: str = ""

    def valid_at(self, index: int) -> bool:
        """Whether a signature by this key on the entry at this index counts."""
        return self.enrolled < index and (self.retired is None or index <= self.retired)

    def suspect_at(self, index: int) -> bool:
        """Whether an entry signed by this key is flagged."""
        return self.suspect_from is not None and index >= self.suspect_from


@dataclass(frozen=True, slots=True)
class Judged:
    """The grade of an entry: by whose keys, valid at its index; without any, `unkeyed`."""

    grade: Grade
    keys: tuple[Key, ...] = ()
    unkeyed: bool = False


@dataclass(frozen=True, slots=True)
class Keyring:
    """All keys ever enrolled with effect."""

    holders: Table[Key, Holder] = field(default_factory=Table)

    def judge(self, entered: Entered) -> Judged:
        """Returns the grade that an entry has by the keys that signed it."""
        entry, index = entered.entry, entered.index
        keys = tuple(key for key in map(key_of, entered.signers) if self._valid(key, index))
        if not keys and self.founds(entered):
            return Judged("recorded", (key_of(entered.signers[0]),))
        if not keys:
            return Judged("reported", unkeyed=True)
        if isinstance(entry.act, acts.State):
            return Judged("reported", keys)
        own = any(self._own(self.holders[key], entry) for key in keys)
        recorded = own or any(self.holders[key].duty == "depositary" for key in keys)
        return Judged("signed" if own else "recorded" if recorded else "reported", keys)

    def founds(self, entered: Entered) -> bool:
        """Whether an entry is the first enrolment of all: the depositary's key, signed by itself."""
        act = entered.entry.act
        if not isinstance(act, acts.Enrol) or act.duty != "depositary" or self.holders:
            return False
        return key_of(act.key) in map(key_of, entered.signers)

    def depositary(self, keys: Iterable[Key]) -> bool:
        """Whether one of these keys is the depositary's."""
        return any(key in self.holders and self.holders[key].duty == "depositary" for key in keys)

    def enter(self, entered: Entered, judged: Judged) -> str:
        """Takes in an enrolment, a rotation or a retirement; returns why it has no effect, or nothing."""
        match entered.entry.act:
            case acts.Enrol() as act:
                return self._enrol(act, entered, judged)
            case acts.Rotate() as act:
                return self._rotate(act, entered, judged)
            case acts.Retire() as act:
                return self._retire(act, entered, judged)
        return ""

    def expel(self, enrolment: Entered, index: Index, reason: str) -> None:
        """Ends a key whose enrolment is voided: whatever it signed is suspect."""
        for holder in [each for each in self.holders.values() if each.enrolled == enrolment.index]:
            ended = index if holder.retired is None else min(index, holder.retired)
            self.holders[holder.key] = replace(holder, retired=ended, suspect_from=holder.enrolled, reason=reason)

    def renamed(self, enrolment: Index, person: Person) -> None:
        """Gives the holder of a key the name and office that the enrolment shows now, also where it was rotated."""
        keys: set[Key | None] = set()
        for holder in list(self.holders.values()):
            if holder.enrolled == enrolment or holder.replaced in keys:
                keys.add(holder.key)
                self.holders[holder.key] = replace(holder, person=person)

    def _valid(self, key: Key, index: int) -> bool:
        holder = self.holders.get(key)
        return holder is not None and holder.valid_at(index)

    @staticmethod
    def _own(holder: Holder, entry: Entry) -> bool:
        if holder.duty == "witness":
            return False
        if entry.actor is not None:
            return holder.party == entry.actor
        return entry.person is not None and holder.person.id == entry.person

    def _may(self, keys: Iterable[Key], party: PartyId | None) -> bool:
        """Whether one of these keys may act on the keys of a party."""
        holders = [self.holders[key] for key in keys if key in self.holders]
        return any(one.duty == "depositary" or (party is not None and one.party == party) for one in holders)

    def _enrol(self, act: acts.Enrol, entered: Entered, judged: Judged) -> str:
        key = key_of(act.key)
        if not self.founds(entered) and not self._may(judged.keys, act.party if act.duty != "depositary" else None):
            return "neither the depositary nor a key of the same party enrolled this key"
        if key in self.holders:
            return "the key is enrolled already, or was"
        self.holders[key] = Holder(
            key=key, person=act.person, party=act.party, mandate=act.mandate, duty=act.duty, enrolled=entered.index
        )
        return ""

    def _rotate(self, act: acts.Rotate, entered: Entered, judged: Judged) -> str:
        old, new = key_of(act.old), key_of(act.new)
        if old not in judged.keys or new not in map(key_of, entered.signers):
            return "a key is replaced by an entry that both keys sign, the old one still valid"
        if new in self.holders:
            return "the new key is enrolled already, or was"
        holder = self.holders[old]
        self.holders[old] = replace(holder, retired=entered.index, reason="replaced")
        self.holders[new] = replace(holder, key=new, enrolled=entered.index, replaced=old, suspect_from=None)
        return ""

    def _retire(self, act: acts.Retire, entered: Entered, judged: Judged) -> str:
        holder = self.holders.get(key_of(act.key))
        if holder is None:
            return "no such key is enrolled"
        if holder.key not in judged.keys and not self._may(judged.keys, holder.party):
            return "neither the depositary nor a key of the same party retired this key"
        retired = entered.index if holder.retired is None else holder.retired
        flagged = [at for at in (holder.suspect_from, act.suspect_from) if at is not None]
        self.holders[holder.key] = replace(
            holder, retired=retired, suspect_from=min(flagged, default=None), reason=act.reason or holder.reason
        )
        return ""
