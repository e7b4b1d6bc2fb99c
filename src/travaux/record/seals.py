"""Sealed notes: a party's red line or instruction, of which only a digest is common until the party itself opens it.

The commitment is SHA-256 over a salt of 16 bytes and then the note, its lines joined by line feeds, in UTF-8.

>>> commitment("00" * 16, ("Not below forty-two.",))[:16]
'5f00a8202d9e8d48'
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from travaux.record import acts
from travaux.record.book import Book, Row
from travaux.record.terms import Digest, Grade, Index, Lines, PartyId

SALT_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A sealed note. `opened` is the entry that opened it with a note that the commitment bears out.

    `mismatched` are entries that claim to open it, with a salt and a note of which the commitment knows nothing.
    """

    entry: Index
    grade: Grade
    party: PartyId | None
    purpose: str
    commitment: Digest
    opened: Index | None = None
    note: Lines = ()
    mismatched: tuple[Index, ...] = ()


def commitment(salt: str, note: Lines) -> Digest | None:
    """Returns the commitment to a note under a salt in hexadecimal; None where that is no salt of 16 bytes."""
    try:
        data = bytes.fromhex(salt)
    except ValueError:
        return None
    if len(data) != SALT_BYTES or data.hex() != salt:
        return None
    return Digest(sha256(data + "\n".join(note).encode()).hexdigest())


def sealed(book: Book) -> tuple[Sealed, ...]:
    """Returns every sealed note, in the order of the entries."""
    return tuple(_sealed(book, row, act, act.commitment) for row, act in book.of(acts.Seal) if act.commitment)


def _sealed(book: Book, row: Row, act: acts.Seal, digest: Digest) -> Sealed:
    tries = [(later.index, opening) for later, opening in book.on(acts.Seal, row.index) if opening.opens == row.index]
    true = [(index, opening) for index, opening in tries if commitment(opening.salt, opening.note) == digest]
    opened, note = (true[0][0], true[0][1].note) if true else (None, ())
    held = {index for index, _ in true}
    return Sealed(
        entry=row.index, grade=row.grade, party=row.entry.actor, purpose=act.purpose, commitment=digest, opened=opened,
        note=note, mismatched=tuple(index for index, _ in tries if index not in held),
    )  # fmt: skip
