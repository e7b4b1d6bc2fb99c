"""Signatures of entries: SSHSIG, the one format for terminals and browsers (OpenSSH PROTOCOL.sshsig).

    "SSHSIG"                  6 bytes
    uint32 version            1
    string public key         the key's fields (`public`)
    string namespace          what the signature is for: travaux-entry@v1
    string reserved           empty
    string hash               sha512
    string signature          fields of its own, below

What is signed is never the message itself, but this:

    "SSHSIG" ‖ string namespace ‖ string reserved ‖ string hash ‖ string SHA-512(message)

The fields of the inner signature depend on the key:

    ssh-ed25519               string kind, string signature (64 bytes)
    sk-ssh-ed25519@…          the same, then byte flags, uint32 counter
    sk-ecdsa-…@…              string kind, string (mpint r, mpint s), byte flags, uint32 counter
    webauthn-sk-ecdsa-…@…     the same, then string origin, string client data, string extensions

In a file it stands between armour lines, 70 characters of base64 a line, as `ssh-keygen -Y` reads and writes it; in a
leaf it is one line of base64 without armour.

    -----BEGIN SSH SIGNATURE-----
    U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg…
    -----END SSH SIGNATURE-----
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha512

from travaux.canon import from_base64, to_base64
from travaux.errors import Malformed, within
from travaux.keys.public import PublicKey
from travaux.keys.sshwire import Fields, string

NAMESPACE = "travaux-entry@v1"

MAGIC = b"SSHSIG"
HASH = "sha512"
BEGIN = "-----BEGIN SSH SIGNATURE-----"
END = "-----END SSH SIGNATURE-----"


@dataclass(frozen=True, slots=True)
class SshSig:
    """A signature as it travels: the key that is said to have made it, what for, and the inner signature's fields."""

    key: PublicKey
    inner: bytes
    namespace: str = NAMESPACE

    def to_blob(self) -> bytes:
        """Returns the signature as fields."""
        head = MAGIC + (1).to_bytes(4, "big") + string(self.key.to_blob())
        return head + string(self.namespace) + string("") + string(HASH) + string(self.inner)

    @classmethod
    def from_blob(cls, blob: bytes) -> SshSig:
        """Returns the signature in these bytes; `Malformed` where they are not an SSHSIG that an entry may carry."""
        with within("signature"):
            fields = Fields(blob)
            if fields.take(6, "magic") != MAGIC or fields.number("version") != 1:
                raise Malformed("not an SSHSIG of version 1")
            key = PublicKey.from_blob(fields.string("public key"))
            namespace, reserved = fields.text("namespace"), fields.string("reserved field")
            if reserved or fields.text("hash") != HASH:
                raise Malformed("a reserved field that is not empty, or a hash that is not sha512")
            inner = fields.string("inner signature")
            fields.end()
        return cls(key, inner, namespace)

    def to_text(self) -> str:
        """Returns the signature with its armour."""
        encoded = to_base64(self.to_blob())
        lines = [encoded[at : at + 70] for at in range(0, len(encoded), 70)]
        return "\n".join([BEGIN, *lines, END, ""])

    @classmethod
    def from_text(cls, text: str) -> SshSig:
        """Returns the signature between armour lines, as `ssh-keygen -Y sign` writes it."""
        lines = text.strip().splitlines()
        if len(lines) < 3 or lines[0] != BEGIN or lines[-1] != END:
            raise Malformed("no SSH signature between its BEGIN and END lines", where="signature")
        with within("signature"):
            return cls.from_blob(from_base64("".join(lines[1:-1])))


def to_be_signed(message: bytes, namespace: str = NAMESPACE) -> bytes:
    """Returns what a key signs for a message; for a passkey it is the challenge."""
    return MAGIC + string(namespace) + string("") + string(HASH) + string(sha512(message).digest())
