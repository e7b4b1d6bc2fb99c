"""Assertions of an authenticator, the inner signatures of the `sk` keys (OpenSSH PROTOCOL.u2f; WebAuthn level 2).

An authenticator signs its own data, then the digest of what the client asked:

    SHA-256(application) ‖ byte flags ‖ uint32 counter ‖ extensions ‖ SHA-256(asked)

At a terminal `asked` is the blob of `sshsig.to_be_signed`. In a browser it is the client data, a JSON text that must
begin exactly so, the challenge being that blob in base64url without padding:

    {"type":"webauthn.get","challenge":"U1NIU0lH…","origin":"https://sign.example.org"

`ssh-keygen -Y verify` looks no further. We also demand that a person was present and verified (flags 0x01 and 0x04),
that the origin is one the caller expects, and that no other site's frame asked (`crossOrigin` absent or false, and no
`topOrigin`). The backup flags (0x08, 0x10) are told, not judged: a mandate may ask for a key bound to its device.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from hashlib import sha256

from travaux.errors import Malformed
from travaux.keys.public import SK_ECDSA, PublicKey
from travaux.keys.sshwire import Fields, mpint, string

WEBAUTHN = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com"

PRESENT, VERIFIED, MAY_BACK_UP, BACKED_UP, ATTESTED, EXTENDED = 0x01, 0x04, 0x08, 0x10, 0x40, 0x80


@dataclass(frozen=True, slots=True)
class Assertion:
    """What an authenticator answered. `client` and `origin` are empty where no browser was in between."""

    signature: bytes
    """64 bytes of Ed25519, or the fields r and s of ECDSA."""
    flags: int
    counter: int
    origin: str = ""
    client: bytes = b""
    extensions: bytes = b""

    @classmethod
    def from_fields(cls, kind: str, fields: Fields) -> Assertion:
        """Reads the fields that follow the kind of an inner signature."""
        signature, flags = fields.string("signature"), fields.number("flags", 1)
        counter = fields.number("counter")
        if kind != WEBAUTHN:
            return cls(signature, flags, counter)
        origin, client = fields.text("origin"), fields.string("client data")
        return cls(signature, flags, counter, origin, client, fields.string("extensions"))

    def to_inner(self, kind: str) -> bytes:
        """Returns the inner signature of an SSHSIG."""
        head = string(kind) + string(self.signature) + bytes([self.flags]) + self.counter.to_bytes(4, "big")
        if kind != WEBAUTHN:
            return head
        return head + string(self.origin) + string(self.client) + string(self.extensions)

    def signed(self, key: PublicKey, asked: bytes) -> bytes:
        """Returns the bytes that the authenticator signed."""
        data = sha256(key.application.encode()).digest() + bytes([self.flags]) + self.counter.to_bytes(4, "big")
        return data + self.extensions + sha256(self.client or asked).digest()

    def fault(self, kind: str, asked: bytes, origins: frozenset[str]) -> str:
        """Returns why the assertion may not stand for a person's will, or nothing where it may."""
        if not self.flags & PRESENT:
            return "nobody touched the authenticator"
        if kind != WEBAUTHN:
            return ""
        if not self.flags & VERIFIED:
            return "the authenticator did not verify who used it"
        if self.flags & ATTESTED or bool(self.flags & EXTENDED) != bool(self.extensions):
            return "the authenticator's flags do not fit its data"
        return self._fault_of_client(asked, origins)

    def _fault_of_client(self, asked: bytes, origins: frozenset[str]) -> str:
        challenge = base64.urlsafe_b64encode(asked).rstrip(b"=").decode()
        begins = f'{{"type":"webauthn.get","challenge":"{challenge}","origin":"{self.origin}"'
        if not self.client.startswith(begins.encode()):
            return "the browser was asked to sign something else"
        if self.origin not in origins:
            return f"it was signed at {self.origin}, which is not an expected site"
        try:
            client = json.loads(self.client)
        except (ValueError, RecursionError):
            return "the client data is not JSON"
        if (
            client.get("origin") != self.origin
            or client.get("crossOrigin", False) is not False
            or "topOrigin" in client
        ):
            return "another site's frame asked for it"
        return ""


def from_browser(
    key: PublicKey, *, client: bytes, authenticator: bytes, signature: bytes, origin: str
) -> tuple[PublicKey, bytes]:
    """Returns a passkey and the inner signature made of a WebAuthn assertion, as the browser gave it.

    `signature` is the DER form of ECDSA; `authenticator` the authenticator data, of which the first 32 bytes are the
    digest of the key's application. Raises `Malformed` where the parts do not belong together.
    """
    if key.kind != SK_ECDSA or authenticator[:32] != sha256(key.application.encode()).digest():
        raise Malformed("the assertion is not of this passkey's site", where="authenticator data")
    fields = Fields(authenticator[32:])
    flags, counter = fields.number("flags", 1), fields.number("counter")
    r, s = _read_der(signature)
    assertion = Assertion(mpint(r) + mpint(s), flags, counter, origin, client, authenticator[37:])
    return key, assertion.to_inner(WEBAUTHN)


def _read_der(signature: bytes) -> tuple[int, int]:
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    try:
        return decode_dss_signature(signature)
    except ValueError:
        raise Malformed("the ECDSA signature is not in DER form", where="signature") from None
