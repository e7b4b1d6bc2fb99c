"""Private keys: Ed25519, in OpenSSH's own file format, so that stock tools can use them. Where files lie is not known.

-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAA…
-----END OPENSSH PRIVATE KEY-----
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_ssh_private_key,
)

from travaux.errors import Malformed
from travaux.keys.public import ED25519, PublicKey
from travaux.keys.sshsig import NAMESPACE, SshSig, to_be_signed
from travaux.keys.sshwire import string

Signing = Callable[[bytes], bytes]
"""Returns the SSHSIG blob of a message, by a key that only the caller holds."""


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """An Ed25519 key that signs entries and notes. It is never printed."""

    secret: Ed25519PrivateKey

    def __repr__(self) -> str:
        return f"PrivateKey({self.public.fingerprint})"

    @classmethod
    def from_seed(cls, seed: bytes) -> PrivateKey:
        """Returns the key that 32 bytes make: from the system's randomness, never from words."""
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def public(self) -> PublicKey:
        """The public half."""
        return PublicKey(ED25519, self.secret.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def make(self, message: bytes) -> bytes:
        """Returns the bare Ed25519 signature of a message, as notes carry it (`log.note.Make`)."""
        return self.secret.sign(message)

    def sign(self, message: bytes, namespace: str = NAMESPACE) -> bytes:
        """Returns the SSHSIG of a message: the same bytes that `ssh-keygen -Y sign` gives."""
        inner = string(ED25519) + string(self.make(to_be_signed(message, namespace)))
        return SshSig(self.public, inner, namespace).to_blob()

    def to_text(self, passphrase: str = "") -> str:
        """Returns the key as a file of OpenSSH's, encrypted where a passphrase is given."""
        guard = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        return self.secret.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, guard).decode()

    @classmethod
    def from_text(cls, text: str, passphrase: str = "") -> PrivateKey:
        """Returns the key in a file of OpenSSH's; `Malformed` says what stands in the way."""
        try:
            key = load_ssh_private_key(text.encode(), passphrase.encode())
        except TypeError:
            raise Malformed("the key is encrypted", advice="Give its passphrase, or sign through ssh-agent") from None
        except (ValueError, UnsupportedAlgorithm):
            wrong = "the passphrase is wrong, or this is not a private key" if passphrase else "not a private key"
            raise Malformed(wrong, advice="Give a key made by ssh-keygen -t ed25519, or by travaux key new") from None
        if not isinstance(key, Ed25519PrivateKey):
            raise Malformed("the key is not Ed25519", advice="Make one with ssh-keygen -t ed25519")
        return cls(key)
