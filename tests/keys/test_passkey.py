"""Assertions of authenticators: what stands for a person's will; and, for whoever mends a site, why others do not."""

from __future__ import annotations

import base64
import json
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from travaux.errors import Malformed, ProofFailed
from travaux.keys.check import Signer, check, check_ed25519
from travaux.keys.passkey import WEBAUTHN, Assertion, from_browser
from travaux.keys.private import PrivateKey
from travaux.keys.public import SK_ECDSA, SK_ED25519, PublicKey
from travaux.keys.sshsig import SshSig, to_be_signed
from travaux.keys.sshwire import Fields, mpint, string

MESSAGE = b'{"type":"take","v":1}'
SITE = "https://sign.example.org"
ASKED = to_be_signed(MESSAGE)
SECRET = derive_private_key(20310317, SECP256R1())
POINT = SECRET.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
PASSKEY = PublicKey(SK_ECDSA, POINT, "sign.example.org")
HAND = PrivateKey.from_seed(bytes(range(32)))
ELSE = "the browser was asked to sign something else"
FRAME = "another site's frame asked for it"
DEEP = b"[" * 100_000 + b"]" * 100_000
TOKEN = PublicKey(SK_ED25519, HAND.public.public, "ssh:travaux")


def client(**more: object) -> bytes:
    challenge = base64.urlsafe_b64encode(ASKED).rstrip(b"=").decode()
    said = {"type": "webauthn.get", "challenge": challenge, "origin": SITE, **more}
    return json.dumps(said, separators=(",", ":")).encode()


def at_browser(*, said: bytes = b"", flags: int = 0x05, extensions: bytes = b"", origin: str = SITE) -> Assertion:
    return Assertion(b"", flags, 7, origin, said or client(), extensions)


def fault(assertion: Assertion, kind: str = WEBAUTHN, origins: tuple[str, ...] = (SITE,)) -> str:
    return assertion.fault(kind, ASKED, frozenset(origins))


@pytest.mark.parametrize(
    "assertion",
    [
        at_browser(),
        at_browser(flags=0x1D),
        at_browser(flags=0x85, extensions=b"\xa0"),
        at_browser(said=client(crossOrigin=False)),
        at_browser(said=client(other="?")),
    ],
)
def test_what_stands_for_a_will(assertion: Assertion) -> None:
    assert fault(assertion) == ""


@pytest.mark.parametrize(
    ("assertion", "why"),
    [
        (at_browser(flags=0x04), "nobody touched the authenticator"),
        (at_browser(flags=0x00), "nobody touched the authenticator"),
        (at_browser(flags=0x01), "the authenticator did not verify who used it"),
        (at_browser(flags=0x45), "the authenticator's flags do not fit its data"),
        (at_browser(flags=0x85), "the authenticator's flags do not fit its data"),
        (at_browser(extensions=b"\xa0"), "the authenticator's flags do not fit its data"),
        (at_browser(said=client()[1:]), ELSE),
        (at_browser(said=client().replace(b".get", b".create")), ELSE),
        (at_browser(origin="https://sign.example.net"), ELSE),
        (at_browser(said=client()[:-1]), "the client data is not JSON"),
        (at_browser(said=client()[:-1] + b',"x":' + DEEP + b"}"), "the client data is not JSON"),
        (at_browser(said=client(crossOrigin=True)), FRAME),
        (at_browser(said=client(crossOrigin=None)), FRAME),
        (at_browser(said=client(crossOrigin=0)), FRAME),
        (at_browser(said=client(topOrigin=SITE)), FRAME),
        (at_browser(said=client()[:-1] + b',"origin":"https://sign.example.net"}'), FRAME),
    ],
)  # fmt: skip
def test_what_does_not(assertion: Assertion, why: str) -> None:
    assert fault(assertion) == why


@pytest.mark.parametrize("asked", [b"\0\0\x17", b"\0\0", b"\0", b"\0\0\0"])
def test_a_challenge_is_written_without_padding(asked: bytes) -> None:
    challenge = {3: "AAAX" if asked[-1] else "AAAA", 2: "AAA", 1: "AA"}[len(asked)]
    said = f'{{"type":"webauthn.get","challenge":"{challenge}","origin":"{SITE}"}}'.encode()
    assert at_browser(said=said).fault(WEBAUTHN, asked, frozenset([SITE])) == ""


def test_a_site_that_nobody_expects() -> None:
    expected = "it was signed at https://sign.example.org, which is not an expected site"
    assert fault(at_browser(), origins=("https://sign.example.net",)) == fault(at_browser(), origins=()) == expected


def test_at_a_terminal_a_touch_is_enough() -> None:
    assert fault(Assertion(b"", 0x01, 7), SK_ED25519) == fault(Assertion(b"", 0x01, 7), SK_ECDSA) == ""
    assert fault(Assertion(b"", 0x04, 7), SK_ED25519) == "nobody touched the authenticator"


def token(flags: int = 0x01, counter: int = 7, kind: str = SK_ED25519) -> bytes:
    """The SSHSIG of a security key at a terminal."""
    data = sha256(b"ssh:travaux").digest() + bytes([flags]) + counter.to_bytes(4, "big") + sha256(ASKED).digest()
    return SshSig(TOKEN, Assertion(HAND.make(data), flags, counter).to_inner(kind)).to_blob()


def test_a_security_key_signs_at_a_terminal() -> None:
    assert check(MESSAGE, token()) == Signer(TOKEN, "", False)
    assert check(MESSAGE, token(flags=0x19)) == Signer(TOKEN, "", True)
    for blob in (token(flags=0x04), token()[:-1] + b"\x08"):
        with pytest.raises(ProofFailed):
            check(MESSAGE, blob)
    with pytest.raises(ProofFailed):
        check(MESSAGE + b" ", token())


def test_a_security_key_on_a_curve_signs_at_a_terminal() -> None:
    key = PublicKey(SK_ECDSA, POINT, "ssh:")
    data = sha256(b"ssh:").digest() + b"\x01" + bytes(4) + sha256(ASKED).digest()
    r, s = decode_dss_signature(SECRET.sign(data, ECDSA(SHA256())))
    inner = Assertion(mpint(r) + mpint(s), 1, 0).to_inner(SK_ECDSA)
    assert check(MESSAGE, SshSig(key, inner).to_blob()) == Signer(key, "", False)
    longer = Assertion(mpint(r) + mpint(s) + b"?", 1, 0).to_inner(SK_ECDSA)
    with pytest.raises(Malformed, match=r"^signature: 1 bytes follow the last field$"):
        check(MESSAGE, SshSig(key, longer).to_blob())
    with pytest.raises(Malformed, match=r"^signature: 1 bytes follow the last field$"):
        check(MESSAGE, SshSig(key, inner + b"?").to_blob())
    for numbers in [mpint(0) + mpint(s), mpint(r) + mpint(0), mpint(s) + mpint(r)]:
        with pytest.raises(ProofFailed):
            check(MESSAGE, SshSig(key, Assertion(numbers, 1, 0).to_inner(SK_ECDSA)).to_blob())
    with pytest.raises(Malformed, match=r"^signature: ends before its length of the s does$"):
        check(MESSAGE, SshSig(key, Assertion(mpint(r), 1, 0).to_inner(SK_ECDSA)).to_blob())
    with pytest.raises(Malformed, match=r"^signature: the r is not a number"):
        check(MESSAGE, SshSig(key, Assertion(string(b"\0"), 1, 0).to_inner(SK_ECDSA)).to_blob())
    nowhere = PublicKey(SK_ECDSA, b"\x04" + bytes(64), "ssh:")  # not a point of the curve
    with pytest.raises(ProofFailed):
        check(MESSAGE, SshSig(nowhere, inner).to_blob())


def test_inner_signatures_go_round() -> None:
    terminal = Assertion(b"sign", 0x81, 2**32 - 1)
    browser = Assertion(b"sign", 0x81, 0, "site", b"said", b"more")
    for kind, made in [(SK_ED25519, terminal), (SK_ECDSA, terminal), (WEBAUTHN, browser)]:
        fields = Fields(made.to_inner(kind))
        assert fields.text("kind") == kind
        assert Assertion.from_fields(kind, fields) == made
        fields.end()


def test_what_a_browser_gave() -> None:
    head = sha256(b"sign.example.org").digest() + b"\x85" + (2**31).to_bytes(4, "big")
    signature = SECRET.sign(b"data", ECDSA(SHA256()))
    key, inner = from_browser(
        PASSKEY, client=b"said", authenticator=head + b"more", signature=signature, origin=SITE
    )  # fmt: skip
    fields = Fields(inner)
    assert (key, fields.text("kind")) == (PASSKEY, WEBAUTHN)
    r, s = decode_dss_signature(signature)
    made = Assertion.from_fields(WEBAUTHN, fields)
    assert made == Assertion(mpint(r) + mpint(s), 0x85, 2**31, SITE, b"said", b"more")
    with pytest.raises(Malformed) as raised:
        from_browser(PASSKEY, client=b"", authenticator=head, signature=b"?", origin=SITE)
    assert str(raised.value) == "signature: the ECDSA signature is not in DER form"
    for cut, field in [(32, "flags"), (33, "counter"), (36, "counter")]:
        with pytest.raises(Malformed, match=f"^ends before its {field} does$"):
            from_browser(PASSKEY, client=b"", authenticator=head[:cut], signature=signature, origin=SITE)


def test_ed25519() -> None:
    """RFC 8032, 7.1, test 1; and keys and signatures of other lengths."""
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    signature = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
        "655141438e7a100b"
    )
    assert check_ed25519(public, b"", signature)
    assert not check_ed25519(public, b"x", signature)
    assert not check_ed25519(public, b"", signature[:-1])
    assert not check_ed25519(public[:-1], b"", signature)


def test_numbers_of_rfc_4251() -> None:
    """Section 5: the examples of mpint that are not negative."""
    for number, field in [(0, "00000000"), (0x9A378F9B2E332A7, "0000000809a378f9b2e332a7"), (0x80, "000000020080")]:
        assert mpint(number) == bytes.fromhex(field)
        assert Fields(bytes.fromhex(field)).mpint("number") == number


def test_a_private_key_never_shows() -> None:
    assert repr(HAND) == f"PrivateKey({HAND.public.fingerprint})"
    assert PrivateKey.from_text(HAND.to_text()).public == HAND.public
    assert HAND.sign(b"x", "file") == SshSig(
        HAND.public, string("ssh-ed25519") + string(HAND.make(to_be_signed(b"x", "file"))), "file"
    ).to_blob()  # fmt: skip
