"""Passkeys made for signing: what a browser hands over when one is made, checked, and the public key in it.

Only ES256 signs entries (the SSH form of a passkey is P-256), and only under the signing site's own name: whoever signs
in to the desk is never asked for this key, nor can a page of the desk ask for it.
"""

from __future__ import annotations

import base64
from hashlib import sha256

from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AuthenticatorData, CollectedClientData

from travaux.errors import Malformed
from travaux.keys.public import SK_ECDSA, PublicKey


def registered(*, client: bytes, attestation: bytes, challenge: bytes, origin: str, host: str) -> tuple[str, PublicKey]:
    """Returns the credential's id, in base64url, and the public key of a passkey that a browser has just made.

    Raises `Malformed` where it was made for another challenge, at another site, without its holder being verified, or
    is not of the kind that signs entries.
    """
    try:
        said = CollectedClientData(client)
        data = AttestationObject(attestation).auth_data
    except Exception as fault:  # whatever the library breaks at, in bytes that anybody may send
        raise Malformed(f"what the browser sent is no passkey ({type(fault).__name__})", where="passkey") from None
    if said.type != CollectedClientData.TYPE.CREATE or said.challenge != challenge:
        raise Malformed("the passkey was made for another page", where="passkey", advice="Load the page and try again")
    if said.origin != origin or said.cross_origin:
        raise Malformed(f"the passkey was made at {said.origin}", where="passkey", advice=f"Make it at {origin}")
    if data.rp_id_hash != sha256(host.encode()).digest():
        raise Malformed("the passkey is for another site", where="passkey")
    wanted = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
    if data.flags & wanted != wanted:
        raise Malformed("the device did not verify who you are", where="passkey", advice="Set a PIN or a fingerprint")
    return _key(data, host)


def _key(data: AuthenticatorData, host: str) -> tuple[str, PublicKey]:
    credential = data.credential_data
    if credential is None:
        raise Malformed("the browser sent no key", where="passkey")
    cose = credential.public_key
    point = b"\x04" + b"".join(each for name in (-2, -3) if isinstance(each := cose.get(name), bytes))
    if not isinstance(cose, ES256) or cose.get(3) != -7 or cose.get(-1) != 1 or len(point) != 65:
        raise Malformed("the key is not of the kind ES256", where="passkey", advice="Use another device")
    _on_curve(point)
    return to_base64url(credential.credential_id), PublicKey(SK_ECDSA, point, host)


def _on_curve(point: bytes) -> None:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    except ValueError:
        raise Malformed("the key is no point of its curve", where="passkey") from None


def to_base64url(data: bytes) -> str:
    """Returns bytes as WebAuthn writes them."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str, where: str) -> bytes:
    """Returns the bytes that a page sent; `Malformed` where the text is not their one form."""
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        data = b""
    if not data or to_base64url(data) != text:
        raise Malformed("not base64url", where=where)
    return data
