"""Entering: how an act becomes a signed entry. Here, and nowhere else, are time, salts, nonces and new ids taken."""

from __future__ import annotations

import os
import secrets
import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from travaux.canon import to_base64, to_text
from travaux.errors import NotPermitted
from travaux.record.acts import Act, State
from travaux.record.book import Book
from travaux.record.disclosures import SALT_BYTES, Disclosure
from travaux.record.entries import After, Entry, to_value
from travaux.record.keyring import Keyring, key_of
from travaux.record.terms import UNATTRIBUTED, Digest, Index, PartyId, PersonId
from travaux.record.touches import touches
from travaux.secretariat.signers import Signer
from travaux.stores.store import Audience, Kept, Link

_LETTERS = string.ascii_lowercase + string.digits

NONCE_BYTES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """An act that is to be entered: who acted, who wrote it down, who signs, who may read it.

    `by` is the acting party; without one the signer acts for itself. `scribe` and `person` are filled in from the
    signer's enrolment where they are not given. `audience` is who may see its private values. `files` are names and
    bytes of files that the act names by digest; `drafts` are drafts as they are kept, by theirs. `at` is the author's
    clock, where an act is written down after it was done (`2031-03-16T09:30:00Z`); it is only ever claimed.
    """

    act: Act
    by: PartyId | None = None
    person: PersonId | None = None
    scribe: PersonId | None = None
    signers: tuple[Signer, ...] = ()
    visible: tuple[PartyId, ...] | str = "all"
    audience: Audience = "parties"
    refs: tuple[int, ...] = ()
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    drafts: Mapping[str, bytes] = field(default_factory=dict)
    at: str = ""


Deferred = Callable[[Sequence[int]], Doing]
"""An act among several, made once the indices of those before it are known."""


def new_party() -> PartyId:
    """Returns a new id for a party, opaque and random."""
    return PartyId(f"party-{_random()}")


def new_person() -> PersonId:
    """Returns a new id for a person, opaque and random."""
    return PersonId(f"person-{_random()}")


def now() -> datetime:
    """Returns the time by the system's clock: it is claimed, never proved."""
    return datetime.now(UTC).replace(microsecond=0)


def audience(act: Act, asked: Audience = "parties") -> Audience:
    """Returns who may see the private values of an act: of whoever spoke so as not to be named, the depositary alone.

    They may be shown later to others by name (`disclose`), never by default.
    """
    return "depositary" if isinstance(act, State) and act.terms in UNATTRIBUTED else asked


@dataclass(slots=True)
class Apart:
    """Keeps whoever spoke so as not to be named apart: an id of theirs stands in one entry alone.

    Ids are public. One that another entry bears too would lead from what was said on terms to whoever said it. `book`
    gives the record as it stands, and is asked only where an entry names somebody; `named` and `unnamed` are the ids of
    entries on their way in.
    """

    book: Callable[[], Book]
    named: set[PersonId] = field(default_factory=set)
    unnamed: set[PersonId] = field(default_factory=set)

    def take(self, entry: Entry, ring: Keyring) -> None:
        """Counts an entry in; raises `NotPermitted` where it would lead to such a source.

        Who holds a key was looked at when the key was enrolled.
        """
        speaker = _unnamed(entry.act)
        others = {person.id for person in touches(entry.act).people}
        acted = {person for person in (entry.person, entry.scribe) if person is not None}
        others |= acted - {holder.person.id for holder in ring.holders.values()} if acted else set()
        if speaker is not None:
            same = speaker in (entry.person, entry.scribe)
            if same or speaker in self.named | self.unnamed or self._known(speaker):
                raise NotPermitted(
                    f"{speaker} is borne by another entry, which would lead to a source that is not to be named; "
                    "give the source an id of its own, or none"
                )
            self.unnamed.add(speaker)
            others.discard(speaker)
        for person in sorted(others):
            if person in self.unnamed or self._hidden(person):
                raise NotPermitted(
                    f"{person} is a source that is not to be named, and another entry would lead to it; "
                    "give the person an id of its own"
                )
        self.named |= others

    def _known(self, person: PersonId) -> bool:
        return len(self.book().people.get(person, ())) > 0

    def _hidden(self, person: PersonId) -> bool:
        """Whether the first entry that bears an id is such a statement: then it is the only one."""
        if person in self.named:
            return False
        book = self.book()
        first = next(iter(book.people.get(person, ())), None)
        row = None if first is None else book.rows.get(first)
        return row is not None and _unnamed(row.act) == person


def _unnamed(act: Act) -> PersonId | None:
    """Returns the id of whoever makes a statement so as not to be named."""
    if not isinstance(act, State) or act.terms not in UNATTRIBUTED or act.source.person is None:
        return None
    return act.source.person.id


def write(
    doing: Doing, *, origin: str, size: int, root: str, last: Link | None, ring: Keyring, at: datetime
) -> tuple[bytes, list[Kept]]:
    """Returns the signed leaf of an act, not yet checked, and the private values it commits to (their index still 0).

    What is signed is made by `message`, which says what the other parameters are.
    """
    text, kept = message(doing, origin=origin, size=size, root=root, last=last, ring=ring, at=at)
    lines = [text, *(to_base64(signer.make(text)).encode() for signer in doing.signers), b""]
    return b"\n".join(lines), kept


def message(
    doing: Doing, *, origin: str, size: int, root: str, last: Link | None, ring: Keyring, at: datetime
) -> tuple[bytes, list[Kept]]:
    """Returns line 1 of an act's entry, the bytes that are to be signed, and the private values it commits to.

    `size` and `root` are of the last checkpoint; `last` is the entry before in the first signer's chain.
    """
    kept: list[Kept] = []

    def conceal(name: str, value: str) -> str:
        disclosure = Disclosure(os.urandom(SALT_BYTES), name, value)
        kept.append(Kept(disclosure.digest, 0, disclosure.to_text(), audience(doing.act, doing.audience)))
        return disclosure.digest

    person, scribe = _people(doing, ring)
    entry = Entry(
        log=origin,
        act=doing.act,
        actor=doing.by,
        person=person,
        scribe=scribe,
        after=After(size=size, root=Digest(root)),
        seq=0 if last is None else last.seq + 1,
        prev="" if last is None else last.hash.hex(),
        at=doing.at or at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        visible=doing.visible,
        refs=tuple(Index(each) for each in doing.refs),
        nonce=secrets.token_urlsafe(NONCE_BYTES),
    )
    return to_text(to_value(entry, conceal)), kept


def _people(doing: Doing, ring: Keyring) -> tuple[PersonId | None, PersonId | None]:
    """Returns who acted and who wrote it down, as far as the signer's enrolment tells."""
    holder = ring.holders.get(key_of(doing.signers[0].key.to_text()))
    if holder is None:
        return doing.person, doing.scribe
    own = doing.by is None or holder.party == doing.by
    person = doing.person or (holder.person.id if own else None)
    return person, doing.scribe or (None if own else holder.person.id)


def _random() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(8))
