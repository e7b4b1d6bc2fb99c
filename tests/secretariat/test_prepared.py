"""An entry made ready here and signed elsewhere: what is shown is what is signed, and only that comes in."""

from __future__ import annotations

import base64
import json
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from tests.secretariat.conftest import BORIA

from travaux.errors import OutOfOrder, ProofFailed
from travaux.keys.public import SK_ECDSA, PublicKey
from travaux.record.acts import Enrol, Limit
from travaux.record.terms import Dated, Person
from travaux.secretariat.entering import new_person
from travaux.secretariat.opening import open as open_record
from travaux.secretariat.prepared import Prepared
from travaux.secretariat.records import Record
from travaux.secretariat.verifying import verify

SITE = "http://sign.localhost:8000"
ACT = Limit(due="Boria answers", when=Dated(edtf="2031-04-04"), bound=(BORIA,), consequence="none is stated")


def passkey() -> tuple[EllipticCurvePrivateKey, PublicKey]:
    secret = generate_private_key(SECP256R1())
    point = secret.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return secret, PublicKey(SK_ECDSA, point, "sign.localhost")


def tapped(secret: EllipticCurvePrivateKey, prepared: Prepared, origin: str = SITE) -> bytes:
    """Returns the leaf, with what a browser's passkey answers."""
    challenge = base64.urlsafe_b64encode(prepared.asked).rstrip(b"=").decode()
    said = {"type": "webauthn.get", "challenge": challenge, "origin": origin, "crossOrigin": False}
    client = json.dumps(said, separators=(",", ":")).encode()
    data = sha256(prepared.key.application.encode()).digest() + b"\x05" + bytes(4)
    signature = secret.sign(data + sha256(client).digest(), ECDSA(SHA256()))
    return prepared.by_passkey(client=client, authenticator=data, signature=signature, origin=origin)


@pytest.fixture
def signing(record: Record) -> tuple[Record, EllipticCurvePrivateKey, PublicKey]:
    """A record in which a passkey of Boria is enrolled, to be used at the signing site."""
    secret, key = passkey()
    record.allow(SITE, SITE)
    record.enter(Enrol(person=Person(id=new_person(), name="D. Karst"), key=key.to_text(), party=BORIA))
    record.close()
    return record, secret, key


def test_what_is_signed_elsewhere_is_what_was_shown(
    path: Path, signing: tuple[Record, EllipticCurvePrivateKey, PublicKey]
) -> None:
    _, secret, key = signing
    with open_record(path, viewer="depositary") as record:
        prepared = record.prepare(record.doing(ACT, by="boria"), key.to_text())
        assert (prepared.entry.act, prepared.entry.actor) == (ACT, BORIA)
        receipt = record.receive(tapped(secret, prepared), prepared.disclosures)
        assert (receipt.index, record.entry(4).grade) == (4, "signed")
        assert record.entry(4).entry == prepared.entry
    assert verify(path, sites=[SITE]).holds


def test_an_entry_made_ready_twice_comes_in_once(
    path: Path, signing: tuple[Record, EllipticCurvePrivateKey, PublicKey]
) -> None:
    _, secret, key = signing
    with open_record(path, viewer="depositary") as record:
        first, second = (record.prepare(record.doing(ACT, by="boria"), key.to_text()) for _ in range(2))
        record.receive(tapped(secret, first), first.disclosures)
        with pytest.raises(OutOfOrder):
            record.receive(tapped(secret, second), second.disclosures)
        assert record.size == 5


def test_a_tap_at_another_site_or_on_other_words_is_refused(
    path: Path, signing: tuple[Record, EllipticCurvePrivateKey, PublicKey]
) -> None:
    _, secret, key = signing
    with open_record(path, viewer="depositary") as record:
        one, other = (record.prepare(record.doing(ACT, by="boria"), key.to_text()) for _ in range(2))
        with pytest.raises(ProofFailed):
            record.receive(tapped(secret, one, "https://elsewhere.example"), one.disclosures)
        swapped = tapped(secret, one).replace(one.message, other.message)
        with pytest.raises(ProofFailed):
            record.receive(swapped, other.disclosures)
        assert record.size == 4
