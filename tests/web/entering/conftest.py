"""A record of one's own to write in: a copy of the invented negotiation, with a home of its own, and who sits there."""

from __future__ import annotations

import base64
import itertools
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256, sha512
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from travaux.secretariat.records import Record
    from travaux.web.accounts.models import Seat
    from travaux.web.config import Config

_COUNT = itertools.count()
HOST, SIGN = "localhost:8000", "sign.localhost:8000"
ORIGIN = f"http://{SIGN}"


@dataclass(frozen=True)
class Own:
    """A record in which a test may write, at the desk under a name of its own."""

    slug: str
    path: Path
    home: Path

    def open(self) -> Record:
        from travaux.secretariat.opening import open as open_record

        return open_record(self.path, viewer="depositary", home=self.home)

    def seat(self, name: str) -> Seat:
        from travaux.web.accounts.models import Seat

        return Seat.objects.get(record=self.slug, member__email=f"{name}@example.org", revoked=None)

    def client(self, name: str = "") -> Client:
        from django.test import Client

        made = Client(headers={"host": HOST})
        if name:
            assert made.post(f"/demo/{name}").status_code == 302
        return made

    def url(self, rest: str = "") -> str:
        return f"/r/{self.slug}/{rest}"

    @property
    def size(self) -> int:
        with self.open() as record:
            return record.size


@pytest.fixture
def own(desk: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Own]:
    from django.conf import settings

    from travaux.web import gate
    from travaux.web.accounts.models import Member, Seat

    gate.close()
    made = Own(f"own-{next(_COUNT)}", tmp_path / "own.travaux", tmp_path / "keys")
    shutil.copy(desk.records["velm"], made.path)
    shutil.copytree(desk.home, made.home)
    records = {**desk.records, made.slug: str(made.path)}
    monkeypatch.setattr(settings, "DESK", replace(desk, records=records, home=str(made.home)))
    for seat in Seat.objects.filter(record="velm", revoked=None):
        Seat.objects.create(member=seat.member, record=made.slug, role=seat.role, party=seat.party)
    assert Member.objects.exists()
    yield made
    gate.close()
    Seat.objects.filter(record=made.slug).delete()


@dataclass
class Device:
    """A software authenticator: a key of P-256 that answers as a browser's passkey does."""

    host: str = "sign.localhost"
    origin: str = ORIGIN
    flags: int = 0x05
    secret: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))

    @property
    def credential(self) -> bytes:
        return sha256(self._point()).digest()

    def _point(self) -> bytes:
        return self.secret.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def _client(self, kind: str, challenge: bytes) -> bytes:
        said = {"type": kind, "challenge": url64(challenge), "origin": self.origin, "crossOrigin": False}
        return json.dumps(said, separators=(",", ":")).encode()

    def made(self, challenge: bytes, algorithm: int = -7) -> dict[str, str]:
        """Returns what a page sends of a passkey that was made."""
        from fido2 import cbor

        point = self._point()
        cose = cbor.encode({1: 2, 3: algorithm, -1: 1, -2: point[1:33], -3: point[33:]})
        head = sha256(self.host.encode()).digest() + bytes([self.flags | 0x40]) + bytes(4)
        data = head + bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + cose
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return {"client": url64(self._client("webauthn.create", challenge)), "attestation": url64(attestation)}

    def signed(self, line: bytes) -> dict[str, str]:
        """Returns what a page sends of an entry that was signed; the blob is built here from the format's own words."""
        blob = b"SSHSIG" + b"".join(
            len(each).to_bytes(4, "big") + each for each in (b"travaux-entry@v1", b"", b"sha512", sha512(line).digest())
        )
        client = self._client("webauthn.get", blob)
        data = sha256(self.host.encode()).digest() + bytes([self.flags]) + bytes(4)
        signature = self.secret.sign(data + sha256(client).digest(), ECDSA(SHA256()))
        return {"client": url64(client), "authenticator": url64(data), "signature": url64(signature)}


def url64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def of64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def through(response: HttpResponse) -> Client:
    """Follows the way from the desk to the signing site, and returns a client who came in there."""
    from django.test import Client

    at = response.headers["Location"]
    assert at.startswith(f"{ORIGIN}/t/")
    made = Client(headers={"host": SIGN})
    assert made.get(at.removeprefix(ORIGIN)).status_code == 302
    return made


def enrolled(own: Own, device: Device, who: str = "boria") -> str:
    """Has a passkey made and enrolled, through the pages, and returns its public line."""
    from travaux.web.accounts.models import Passkey

    site = through(own.client(who).post(own.url("members/passkey")))  # type: ignore[arg-type]
    page = site.get("/passkey").content.decode()
    challenge = of64(page.partition('data-challenge="')[2].partition('"')[0])
    assert site.post("/passkey/made", device.made(challenge)).status_code == 200
    waits = Passkey.objects.get(seat=own.seat(who), enrolled=None)
    secretariat = own.client("secretariat")
    named = secretariat.get(own.url("members.json")).json()["waiting"][0]["people"]
    chosen = named[0][0] if named else ""
    answer = secretariat.post(own.url(f"members/key/{waits.pk}"), {"person": chosen, "name": "D. Karst"})
    assert answer.status_code == 302
    return waits.line
