"""Prepared: an entry whose signature is made somewhere else, in a browser or at another desk. Nothing is entered here.

prepared = record.prepare(doing, key)     the bytes to be signed, shown to a person
prepared.asked                            the blob that an SSHSIG signs: a passkey's challenge
prepared.leaf(inner)                      the leaf, once there is an inner signature
"""

from __future__ import annotations

from dataclasses import dataclass

from travaux.canon import from_text, to_base64
from travaux.errors import ProofFailed
from travaux.keys.passkey import from_browser
from travaux.keys.public import PublicKey
from travaux.keys.sshsig import NAMESPACE, SshSig, to_be_signed
from travaux.record.disclosures import by_digest
from travaux.record.entries import Entry, from_value
from travaux.record.wire import Shown
from travaux.secretariat.signers import Signer


@dataclass(frozen=True, slots=True)
class Prepared:
    """Line 1 of an entry, exactly as it will be signed, the disclosures of its private values, and the key awaited."""

    message: bytes
    disclosures: tuple[str, ...]
    key: PublicKey

    @property
    def entry(self) -> Entry:
        """What is about to be entered, read back from the bytes themselves."""
        return from_value(from_text(self.message), Shown(by_digest(self.disclosures), {}))

    @property
    def asked(self) -> bytes:
        """The blob that an SSHSIG of the message signs; a passkey is given it as its challenge."""
        return to_be_signed(self.message, NAMESPACE)

    def leaf(self, inner: bytes) -> bytes:
        """Returns the signed leaf, given the inner signature."""
        signature = SshSig(self.key, inner).to_blob()
        return b"\n".join((self.message, to_base64(signature).encode(), b""))

    def by_passkey(self, *, client: bytes, authenticator: bytes, signature: bytes, origin: str) -> bytes:
        """Returns the signed leaf, given what a browser's passkey answered. Whether it holds, the door says."""
        _, inner = from_browser(
            self.key, client=client, authenticator=authenticator, signature=signature, origin=origin
        )
        return self.leaf(inner)


def elsewhere(key: PublicKey) -> Signer:
    """Returns a signer who is not here."""

    def make(message: bytes) -> bytes:
        raise ProofFailed("this key is not here to sign")

    return Signer(key, make)
