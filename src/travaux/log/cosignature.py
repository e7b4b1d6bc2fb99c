"""Cosignatures: that a witness saw a checkpoint, and when; C2SP tlog-cosignature, Ed25519. Not how it came to see it.

A cosignature is a signature line of a checkpoint's note, by a key of kind 0x04. Its data is a time, in seconds since
1970-01-01T00:00:00Z, in eight bytes, big-endian, then an Ed25519 signature of this text: a fixed line, the time in
decimal, and the checkpoint as it stands in the note, its own signatures left out.

    cosignature/v1
    time 1780000000
    example.com/accord
    7
    SuGRk59UjZk0dAuI3qLFy4m7iHD8RQXNed7Gu/qu6cs=

And the note with that cosignature under the log's own signature:

    example.com/accord
    7
    SuGRk59UjZk0dAuI3qLFy4m7iHD8RQXNed7Gu/qu6cs=

    — example.com/accord ygr2phdtIjg9b0N/A5MurFaah5grdRYTYegfEIcZxizslZOTNb4/8qeyyDd71bTJCwzLe66c/gic13nScbtJiTgAPg0=
    — witness.boria.example IOZZzAAAAABqGKUAJ4y+e4LfvV3NdV/v9IgNTs995jDtiDslI3fekTbF7weP6CjTxaSJ16hzxqhpz8qjwQLBQ4TC1ZVvW9MUvrnZDg==

It says: of all consistent trees of this log that I have seen, at that time, this is the largest. It does not cover the
witness's name, so a witness has one key for itself alone.
"""  # noqa: E501 (a signature is one line)

from __future__ import annotations

from dataclasses import dataclass

from travaux.errors import Malformed
from travaux.log.checkpoint import Checkpoint
from travaux.log.note import ED25519, SIGNATURE_BYTES, Check, Ed25519, Key, Make, Signature, Verifier, check_ed25519

COSIGNER = 0x04
"""The kind of a key that cosigns checkpoints with Ed25519 and a time."""

_TIME_BYTES = 8


def message(text: bytes, time: int) -> bytes:
    """Returns what a witness signs: the text of a checkpoint, and when."""
    return b"cosignature/v1\ntime %d\n" % time + text


def sign(checkpoint: Checkpoint, time: int, key: Key, make: Make) -> Signature:
    """Returns a witness's cosignature of a checkpoint, at a time in seconds since 1970."""
    check_ed25519(key, COSIGNER)
    if not 0 < time < 2**63:
        raise ValueError(f"{time} is no time to sign at")
    signature = make(message(checkpoint.to_text(), time))
    return Signature(key.name, key.id, time.to_bytes(_TIME_BYTES, "big") + signature)


def time_of(signature: Signature) -> int:
    """Returns the time in a cosignature, in seconds since 1970; believe it only once the cosignature is verified."""
    if len(signature.data) != _TIME_BYTES + SIGNATURE_BYTES:
        raise Malformed("not an Ed25519 cosignature", where=signature.name)
    return int.from_bytes(signature.data[:_TIME_BYTES], "big")


@dataclass(frozen=True, slots=True)
class Cosigner:
    """A key of kind 0x04, which signs a checkpoint and a time."""

    key: Key
    check: Check

    def __post_init__(self) -> None:
        check_ed25519(self.key, COSIGNER)

    def holds(self, text: bytes, data: bytes) -> bool:
        """Says whether `data` is the key's cosignature of a checkpoint's text."""
        time, signature = int.from_bytes(data[:_TIME_BYTES], "big"), data[_TIME_BYTES:]
        return (
            len(signature) == SIGNATURE_BYTES
            and time < 2**63
            and self.check(self.key.public, message(text, time), signature)
        )


def verifier(key: Key, check: Check) -> Verifier | None:
    """Returns the verifier that fits a key's kind, or None for a kind that cannot be checked here."""
    if key.kind == ED25519:
        return Ed25519(key, check)
    return Cosigner(key, check) if key.kind == COSIGNER else None
