"""Checkpoints: how large a log is and what its tree hashes to, signed; C2SP tlog-checkpoint. Nothing of proofs.

A checkpoint is the text of a note (`travaux.log.note`), in three lines or more:

    line 1            the origin: the log's name, which is also the name of the key it signs with
    line 2            the size: how many entries, in decimal
    line 3            the root of the tree of that size (`travaux.log.merkle`), in base64
    each line after   whatever the log adds; not empty, and best left out, for nobody can audit it

For example, with the log's signature below the blank line:

    example.com/accord
    7
    SuGRk59UjZk0dAuI3qLFy4m7iHD8RQXNed7Gu/qu6cs=

    — example.com/accord ygr2phdtIjg9b0N/A5MurFaah5grdRYTYegfEIcZxizslZOTNb4/8qeyyDd71bTJCwzLe66c/gic13nScbtJiTgAPg0=

A log signs no checkpoint that contradicts one it signed before; `travaux.log.witness` has the rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from travaux.canon import from_base64, from_decimal, to_base64
from travaux.errors import Malformed, UnknownKey, within
from travaux.log import note
from travaux.log.merkle import HASH_BYTES
from travaux.log.note import Key, Make, Note, Signature, Verifier


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: its origin, its size in entries, and the root of the tree of that size."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for line in (self.origin, *self.extensions):
            if not line or any(sign < " " for sign in line):
                raise Malformed("a line that is empty or has a control character", where=repr(line))
        if not 0 <= self.size < 2**63 or len(self.root) != HASH_BYTES:
            raise Malformed(f"a size of {self.size} and a root of {len(self.root)} bytes", where=self.origin)

    def to_text(self) -> bytes:
        """Returns the text that is signed."""
        lines = [self.origin, str(self.size), to_base64(self.root), *self.extensions]
        return "".join(f"{line}\n" for line in lines).encode()

    @classmethod
    def from_text(cls, text: bytes) -> Checkpoint:
        """Returns the checkpoint in the text of a note; `Malformed`, with the line, where it is none."""
        try:
            lines = text.decode().split("\n")
        except UnicodeDecodeError as fault:
            raise Malformed("not UTF-8", where=f"byte {fault.start}") from None
        if len(lines) < 4 or lines.pop():
            raise Malformed("not three lines, each with its line feed")
        origin, size, root, *extensions = lines
        with within("line 2"):
            entries = from_decimal(size)
        with within("line 3"):
            digest = from_base64(root, size=HASH_BYTES)
        return cls(origin, entries, digest, tuple(extensions))


@dataclass(frozen=True, slots=True)
class Opened:
    """A checkpoint that its log signed: `verified` are the signatures by known keys, the log's among them."""

    checkpoint: Checkpoint
    note: Note
    verified: tuple[Signature, ...]


def sign(checkpoint: Checkpoint, key: Key, make: Make) -> Note:
    """Returns the checkpoint as a note signed by the log's key, which bears the log's name."""
    if key.name != checkpoint.origin:
        raise ValueError(f"the key of {key.name} signs no checkpoint of {checkpoint.origin}")
    text = checkpoint.to_text()
    return Note(text, (note.sign(text, key, make),))


def open(data: bytes, log: Iterable[Verifier], cosigners: Iterable[Verifier] = ()) -> Opened:  # noqa: A001 (a pair)
    """Returns the checkpoint in `data` if one of the keys of `log`, all of one name, signed it.

    The name of those keys is the origin that is believed; nothing in the note decides it. Raises `Malformed` where the
    note is no checkpoint, `UnknownKey` where it is another log's or the log did not sign it, `ProofFailed` where the
    signature of the log, or of a cosigner, does not hold.
    """
    keys = [*log]
    origins = {verifier.key.name for verifier in keys}
    if len(origins) != 1:
        raise ValueError(f"one log has one name, not {len(origins)}")
    checkpoint = Checkpoint.from_text(note.text_of(data))
    if checkpoint.origin not in origins:
        raise UnknownKey(f"a checkpoint of {checkpoint.origin}, not of {origins.pop()}")
    opened = note.open(data, [*keys, *cosigners])
    ids = {verifier.key.id for verifier in keys}
    if not any(each.name == checkpoint.origin and each.key_id in ids for each in opened.verified):
        raise UnknownKey(f"not signed by the log {checkpoint.origin}")
    return Opened(checkpoint, opened.note, opened.verified)
