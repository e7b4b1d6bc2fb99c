"""Disclosures: private values, committed to in an entry and shown apart (RFC 9901, without the JWT).

A disclosure is base64url, without padding, of a JSON list: a salt, the name of a field, its value.

    ["LXEWQrcmsEQBYnyp-6wy9Q","name","Orla Velling"]
    WyJMWEVXUXJjbXNFUUJZbnlwLTZ3eTlRIiwibmFtZSIsIk9ybGEgVmVsbGluZyJd

Its digest is base64url, without padding, of the SHA-256 of that text. An object of an entry that has private fields
holds the digests of their disclosures, sorted, under `_sd`. Whoever has the disclosure can show that the entry commits
to it; without it a digest over a salt of 128 bits cannot be guessed, not even for a name. To erase a value is to lose
its disclosure everywhere; the entry, its hash and every proof stay as they are.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from travaux.canon import from_text, to_text
from travaux.errors import Malformed

DIGESTS = "_sd"
ALGORITHM = "_sd_alg"
SHA_256 = "sha-256"

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A private value with the salt that hides it and the name of its field. `salt` is 16 random bytes."""

    salt: bytes
    name: str
    value: str

    def __post_init__(self) -> None:
        if len(self.salt) != SALT_BYTES:
            raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(self.salt)}")

    def to_text(self) -> str:
        """Returns the disclosure as it is handed on."""
        return _encode(to_text([_encode(self.salt), self.name, self.value]))

    @classmethod
    def from_text(cls, text: str) -> Disclosure:
        """Returns the disclosure in a text; `Malformed` for any other."""
        match from_text(_decode(text)):
            case [str(salt), str(name), str(value)]:
                return cls(_decode_salt(salt), name, value)
        raise Malformed("not a salt, a name and a value", where="disclosure")

    @property
    def digest(self) -> str:
        """What an entry holds in the value's place."""
        return digest_of(self.to_text())


def digest_of(text: str) -> str:
    """Returns the digest of a disclosure's text; `Malformed` for letters that no disclosure has."""
    if not text.isascii():
        raise Malformed("not base64url in its one form", where="disclosure")
    return _encode(sha256(text.encode("ascii")).digest())


def by_digest(texts: Iterable[str]) -> dict[str, Disclosure]:
    """Returns disclosures by their digests; `Malformed` where one stands twice."""
    found: dict[str, Disclosure] = {}
    for text in texts:
        digest = digest_of(text)
        if digest in found:
            raise Malformed("the same disclosure a second time", where=f"disclosure {digest}")
        found[digest] = Disclosure.from_text(text)
    return found


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if not data or _encode(data) != text:
        raise Malformed("not base64url in its one form", where="disclosure")
    return data


def _decode_salt(text: str) -> bytes:
    salt = _decode(text)
    if len(salt) != SALT_BYTES:
        raise Malformed(f"a salt of {len(salt)} bytes, not {SALT_BYTES}", where="disclosure")
    return salt
