"""Notes: a text and who signed it, and keys by name; C2SP signed-note. Not how a signature is made or checked.

A note is a text, a blank line, then one line for each signature:

    The record of the accord is open.

    Whoever reads this may ask for a receipt.

    — example.com/accord ygr2pl3U8SB+UcR/oC8HIopHJvLV2oRbqw3jLDKPfun50gpQD9cwFfkIVNkuOWjzNK7SwgBOpX7yH7O5nEYbrzpC4A0=

The text is UTF-8, ends with a line feed, and has no other character below U+0020; it may hold blank lines, for the
last blank line is the one that divides. A signature line is an em dash, a space, the name of the key, a space, and the
base64 of the key's id (4 bytes) and the signature. A name has no white space and no `+`. There may be 100 signatures.

A key is written for others as its name, its id in hexadecimal, and the base64 of one byte for its kind and of the
public key, with `+` between:

    example.com/accord+ca0af6a6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4

Its id is the first four bytes of SHA-256(name ‖ 0x0A ‖ kind ‖ public key). Kind 0x01 is Ed25519 over the text; 0x04 is
an Ed25519 cosignature with a time (`travaux.log.cosignature`). An id finds a key and proves nothing.

Whoever opens a note brings the keys. Signatures by unknown keys are passed over, even with a known name or a known id;
a signature by a known key must hold, or the whole note is refused; and at least one must be there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from travaux.canon import from_base64, to_base64
from travaux.errors import Malformed, ProofFailed, UnknownKey, within

ED25519 = 0x01
"""The kind of a key that signs notes with Ed25519 (RFC 8032)."""

PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64

MOST_SIGNATURES = 100

Check = Callable[[bytes, bytes, bytes], bool]
"""Says whether an Ed25519 signature holds: public key, message, signature."""

Make = Callable[[bytes], bytes]
"""Returns the Ed25519 signature of a message, by a key that only the caller holds."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public key with the name it signs under. `kind` is the byte that tells what it signs, and how."""

    name: str
    kind: int
    public: bytes

    def __post_init__(self) -> None:
        _check_name(self.name)

    @property
    def id(self) -> bytes:
        """The four bytes by which signature lines name the key."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def to_text(self) -> str:
        """Returns the key as it is given to others, a *vkey*."""
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([self.kind]) + self.public)}"

    @classmethod
    def from_text(cls, text: str) -> Key:
        """Returns the key that is written so; `Malformed` for a text that no key has."""
        parts = text.split("+", 2)
        if len(parts) != 3:
            raise Malformed("not a name, an id and a key with + between", where=text)
        name, _, encoded = parts
        with within(text):
            data = from_base64(encoded)
            key = cls(name, data[0], data[1:]) if data else None
            if key is None or key.to_text() != text:
                raise Malformed("the id is not that of the key")
        return key


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature line: the name and the id of a key, and what that key made of the text."""

    name: str
    key_id: bytes
    data: bytes

    def __post_init__(self) -> None:
        _check_name(self.name)
        if len(self.key_id) != 4 or not self.data:
            raise Malformed("a signature of fewer than five bytes, four of them the id of its key")

    def to_text(self) -> bytes:
        """Returns the line, with its line feed."""
        return f"— {self.name} {to_base64(self.key_id + self.data)}\n".encode()

    @classmethod
    def from_text(cls, line: bytes) -> Signature:
        """Returns the signature in a line; `Malformed` for any other line."""
        match _decode(line).split(" "):
            case ["—", name, encoded] if encoded.endswith("\n"):
                data = from_base64(encoded.removesuffix("\n"))
                return cls(name, data[:4], data[4:])
        raise Malformed("not a signature line: an em dash, a name, a signature")


@dataclass(frozen=True, slots=True)
class Note:
    """A text with its signatures, in the order of their lines. Nothing is known yet of whether they hold."""

    text: bytes
    signatures: tuple[Signature, ...]

    def __post_init__(self) -> None:
        _decode(self.text)
        if not self.text.endswith(b"\n"):
            raise Malformed("the text of a note does not end with a line feed")
        if not 1 <= len(self.signatures) <= MOST_SIGNATURES:
            raise Malformed(f"a note with {len(self.signatures)} signatures, not 1 to {MOST_SIGNATURES}")

    def adding(self, *signatures: Signature) -> Note:
        """Returns the note with more signatures below those it has, none twice."""
        return Note(self.text, tuple(dict.fromkeys([*self.signatures, *signatures])))

    def to_text(self) -> bytes:
        """Returns the note as it is handed on."""
        return self.text + b"\n" + b"".join(signature.to_text() for signature in self.signatures)

    @classmethod
    def from_text(cls, data: bytes) -> Note:
        """Returns the note in these bytes; `Malformed` where they are not one."""
        text, lines = _divide(data)
        return cls(text, read_lines(lines, text.count(b"\n") + 2))


def text_of(data: bytes) -> bytes:
    """Returns the text of a note whose signatures nobody has read yet: good for choosing keys, and nothing else."""
    return _divide(data)[0]


def _divide(data: bytes) -> tuple[bytes, bytes]:
    text, blank, lines = data.rpartition(b"\n\n")
    if not blank:
        raise Malformed("no blank line between a text and its signatures")
    return text + b"\n", lines


def read_lines(lines: bytes, first: int = 1) -> tuple[Signature, ...]:
    """Returns the signatures in lines; `Malformed`, with the line counted from `first`, for any other bytes."""
    signatures = []
    for number, line in enumerate(lines.splitlines(keepends=True)[: MOST_SIGNATURES + 1], first):
        with within(f"line {number}"):
            signatures.append(Signature.from_text(line))
    return tuple(signatures)


class Verifier(Protocol):
    """A key that can tell whether one of its signatures holds."""

    @property
    def key(self) -> Key:
        """The key, with its name."""
        ...

    def holds(self, text: bytes, data: bytes) -> bool:
        """Says whether `data` is the key's signature of a note's text."""
        ...


@dataclass(frozen=True, slots=True)
class Ed25519:
    """A key of kind 0x01, which signs the text itself."""

    key: Key
    check: Check

    def __post_init__(self) -> None:
        check_ed25519(self.key, ED25519)

    def holds(self, text: bytes, data: bytes) -> bool:
        """Says whether `data` is the key's signature of a note's text."""
        return len(data) == SIGNATURE_BYTES and self.check(self.key.public, text, data)


@dataclass(frozen=True, slots=True)
class Opened:
    """A note that was opened: `verified` are the signatures by known keys, every one of which holds."""

    note: Note
    verified: tuple[Signature, ...]


def sign(text: bytes, key: Key, make: Make) -> Signature:
    """Returns the signature of a note's text by a key of kind 0x01."""
    check_ed25519(key, ED25519)
    return Signature(key.name, key.id, make(text))


def open(data: bytes, verifiers: Iterable[Verifier]) -> Opened:  # noqa: A001 (sign and open are a pair)
    """Returns the note in `data` if it is signed by a known key.

    Raises `Malformed` where it is no note, `ProofFailed` where a known key's signature does not hold, `UnknownKey`
    where no known key signed.
    """
    note = Note.from_text(data)
    known: dict[tuple[str, bytes], Verifier] = {}
    for verifier in verifiers:
        place = verifier.key.name, verifier.key.id
        if known.setdefault(place, verifier).key != verifier.key:
            raise ValueError(f"two keys share the name and the id of {verifier.key.to_text()}")
    verified = []
    for signature in note.signatures:
        found = known.get((signature.name, signature.key_id))
        if found:
            if not found.holds(note.text, signature.data):
                raise ProofFailed
            verified.append(signature)
    if not verified:
        raise UnknownKey("no signature by a key that is known here")
    return Opened(note, tuple(verified))


def check_ed25519(key: Key, kind: int) -> None:
    """Raises `Malformed` unless a key is an Ed25519 key of this kind."""
    if key.kind != kind or len(key.public) != PUBLIC_BYTES:
        raise Malformed(f"not an Ed25519 key of kind 0x{kind:02x}", where=key.to_text())


def _check_name(name: str) -> None:
    if not name or "+" in name or any(sign.isspace() or sign < " " or "\ud800" <= sign <= "\udfff" for sign in name):
        raise Malformed(
            "the name of a key is empty, or has white space, a + or half a surrogate pair in it", where=_shown(name)
        )


def _decode(text: bytes) -> str:
    try:
        decoded = text.decode()
    except UnicodeDecodeError as fault:
        raise Malformed("not UTF-8", where=f"byte {fault.start}") from None
    for place, sign in enumerate(decoded):
        if sign < " " and sign != "\n":
            raise Malformed(f"U+{ord(sign):04X}, a control character", where=f"character {place}")
    return decoded


def _shown(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()
