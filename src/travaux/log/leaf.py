"""A leaf: an entry as the log holds it, one canonical line and then its signatures. Not what the line says.

    line 1            a canonical value (`travaux.canon`)
    each line after   one signature of line 1, an SSHSIG in base64 (OpenSSH PROTOCOL.sshsig, namespace
                      `travaux-entry@v1`, without the armour)

Every line ends with a line feed, and the whole has at most 65,535 bytes. There is at least one signature, and none
twice. What is signed is line 1 without its line feed: `head -1 leaf | tr -d '\\n'` is what `ssh-keygen -Y verify` must
read. The leaf holds its signatures, so that none can be dropped or added without changing its hash.

Files never enter a leaf: their digests do. Whether a signature holds, and whose it is, is for whoever knows the keys.

An example, its signature shortened to the first fields of an SSHSIG:

    {"actor":"clerk","log":"example.com/accord","type":"take","v":1}
    U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTk=
"""

from __future__ import annotations

from dataclasses import dataclass, field

from travaux.canon import MOST_BYTES, Value, from_base64, from_text, to_base64, to_text
from travaux.errors import Malformed, within
from travaux.log.merkle import leaf_hash

_SSHSIG = b"SSHSIG\x00\x00\x00\x01"
"""How every SSHSIG begins: its magic, and version 1."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """An entry with its signatures: `message` is line 1 without its line feed, the bytes that were signed."""

    message: bytes
    signatures: tuple[bytes, ...]
    value: Value = field(init=False, compare=False, repr=False)
    """What line 1 says."""

    @classmethod
    def of(cls, value: Value, *signatures: bytes) -> Leaf:
        """Returns the leaf of a value whose canonical text was signed."""
        return cls(to_text(value), signatures)

    def __post_init__(self) -> None:
        with within("line 1"):
            object.__setattr__(self, "value", from_text(self.message))
        if not self.signatures:
            raise Malformed("an entry that nobody signed", where="line 2")
        for number, signature in enumerate(self.signatures, 2):
            if not signature.startswith(_SSHSIG):
                raise Malformed("not an SSHSIG of version 1", where=f"line {number}")
            if signature in self.signatures[: number - 2]:
                raise Malformed("the same signature a second time", where=f"line {number}")
        if self._size() > MOST_BYTES:
            raise Malformed(f"an entry of {self._size()} bytes, more than {MOST_BYTES}", advice="Enter files by digest")

    def _size(self) -> int:
        return len(self.message) + 1 + sum(len(signature + b"12") // 3 * 4 + 1 for signature in self.signatures)

    @property
    def hash(self) -> bytes:
        """The hash of the leaf in the log's tree."""
        return leaf_hash(self.to_text())

    def to_text(self) -> bytes:
        """Returns the leaf as it enters the log."""
        return b"".join([self.message, b"\n", *(to_base64(each).encode() + b"\n" for each in self.signatures)])

    @classmethod
    def from_text(cls, text: bytes) -> Leaf:
        """Returns the leaf in these bytes; raises `Malformed` with the line, where they are not one."""
        if len(text) > MOST_BYTES:
            raise Malformed(f"an entry of {len(text)} bytes, more than {MOST_BYTES}", advice="Enter files by digest")
        message, *lines = text.split(b"\n")
        count = len(lines)
        if not lines or lines.pop():
            raise Malformed("the last line has no line feed", where=f"line {count + 1}")
        return cls(message, tuple(_signature(line, number) for number, line in enumerate(lines, 2)))


def _signature(line: bytes, number: int) -> bytes:
    with within(f"line {number}"):
        return from_base64(line.decode("ascii", "replace"))
