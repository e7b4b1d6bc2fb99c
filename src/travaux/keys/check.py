"""Whether a signature holds, and what it shows besides. Whose key it is, and until when, is the record's matter.

One answer serves every failure: `ProofFailed`, for a hint would help a forger more than a reader. That holds also where
a signature is true and may not stand for a person's will, because nobody was verified or another site asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from travaux.errors import Malformed, ProofFailed, within
from travaux.keys.passkey import BACKED_UP, WEBAUTHN, Assertion
from travaux.keys.public import ED25519, SK_ECDSA, SK_ED25519, PublicKey
from travaux.keys.sshsig import NAMESPACE, SshSig, to_be_signed
from travaux.keys.sshwire import Fields


@dataclass(frozen=True, slots=True)
class Signer:
    """A key whose signature holds. `site` is where a passkey was used; `copied` says it may live on other devices."""

    key: PublicKey
    site: str = ""
    copied: bool = False


def check_ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """Says whether an Ed25519 signature holds (RFC 8032); the check that `log.note` asks for."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def check(message: bytes, blob: bytes, *, origins: Iterable[str] = (), namespace: str = NAMESPACE) -> Signer:
    """Returns who signed a message, by an SSHSIG; `origins` are the sites at which a passkey may have been used.

    Raises `Malformed` where the bytes are not an SSHSIG, `ProofFailed` where it does not hold or may not be accepted.
    """
    signature = SshSig.from_blob(blob)
    if signature.namespace != namespace:
        raise ProofFailed
    asked = to_be_signed(message, namespace)
    with within("signature"):
        fields = Fields(signature.inner)
        kind = fields.text("kind of the signature")
        if signature.key.kind == ED25519:
            return _check_plain(signature.key, kind, fields, asked)
        return _check_assertion(signature.key, kind, fields, asked, frozenset(origins))


def _check_plain(key: PublicKey, kind: str, fields: Fields, asked: bytes) -> Signer:
    data = fields.string("signature")
    fields.end()
    if kind != ED25519 or not check_ed25519(key.public, asked, data):
        raise ProofFailed
    return Signer(key)


def _check_assertion(key: PublicKey, kind: str, fields: Fields, asked: bytes, origins: frozenset[str]) -> Signer:
    expected = (SK_ED25519,) if key.kind == SK_ED25519 else (SK_ECDSA, WEBAUTHN)
    if kind not in expected:
        raise Malformed(f"a signature of kind {kind!r} by a key of kind {key.kind}")
    assertion = Assertion.from_fields(kind, fields)
    fields.end()
    holds = _check_ecdsa if key.kind == SK_ECDSA else check_ed25519
    if assertion.fault(kind, asked, origins) or not holds(
        key.public, assertion.signed(key, asked), assertion.signature
    ):
        raise ProofFailed
    return Signer(key, assertion.origin, bool(assertion.flags & BACKED_UP))


def _check_ecdsa(public: bytes, message: bytes, signature: bytes) -> bool:
    fields = Fields(signature)
    r, s = fields.mpint("r"), fields.mpint("s")
    fields.end()
    try:
        point = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public)
        point.verify(encode_dss_signature(r, s), message, ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True
