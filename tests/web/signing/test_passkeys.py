"""What a browser hands over when a passkey is made: anything may come, and is refused in a sentence."""

from __future__ import annotations

from hashlib import sha256

import pytest
from bench.breaking.targets.evidence import POINT, SITE
from fido2 import cbor

from travaux.errors import Malformed
from travaux.keys.public import PublicKey
from travaux.web.signing.passkeys import registered

HOST = "sign.example.org"
CLIENT = b'{"type":"webauthn.create","challenge":"Yw","origin":"https://sign.example.org","crossOrigin":false}'
COSE = cbor.encode({1: 2, 3: -7, -1: 1, -2: POINT[1:33], -3: POINT[33:]})


def made(cose: bytes, client: bytes = CLIENT) -> PublicKey:
    data = sha256(HOST.encode()).digest() + bytes([0x45]) + bytes(20) + b"\0\x04name" + cose
    attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
    return registered(client=client, attestation=attestation, challenge=b"c", origin=SITE, host=HOST)[1]


def test_a_passkey_is_read() -> None:
    assert made(COSE).public == POINT


@pytest.mark.parametrize(
    "cose", [b"\7", b"\x81\1", b"\x81" * 900, b"\xa1" * 900, b"", b"\x9b" + b"\xff" * 8, b"\xfb12345", COSE[:-1]]
)
def test_a_key_that_is_none(cose: bytes) -> None:
    """A number, a list, lists within lists without end: what breaks its reader is no key."""
    with pytest.raises(Malformed, match=r"no passkey|no key|not of the kind"):
        made(cose)
