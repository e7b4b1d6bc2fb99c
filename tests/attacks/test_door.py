"""What is handed in at the door and is not what it should be: the refusal, in full, and nothing entered."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, derive_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from tests.attacks.forging import ORIGIN, Accord, altered, resigned

import travaux
from travaux.keys.passkey import from_browser
from travaux.keys.private import PrivateKey
from travaux.keys.public import SK_ECDSA, PublicKey
from travaux.keys.sshsig import SshSig, to_be_signed
from travaux.log.leaf import Leaf
from travaux.record.acts import Enrol, Retire
from travaux.record.disclosures import Disclosure
from travaux.record.terms import Person
from travaux.secretariat.entering import new_person

NO_HINT = "ProofFailed: a proof, a signature or a digest does not hold"
STRANGER = PrivateKey.from_seed(b"a stranger's seed of 32 bytes..!")
SITE = "https://sign.example.org"


def refusal(accord: Accord, leaf: bytes, *disclosures: str) -> str:
    """What is said of an entry that is handed in; nothing of it may be in the record."""
    with accord.open() as record:
        before = record.size, record.checkpoint
        try:
            record.receive(leaf, disclosures)
        except travaux.TravauxError as fault:
            assert before == (record.size, record.checkpoint)
            return f"{type(fault).__name__}: {fault}"
    return ""


def cosigned(leaf: bytes, *keys: PrivateKey) -> bytes:
    """The same line 1 with these signatures."""
    message = Leaf.from_text(leaf).message
    return Leaf(message, tuple(key.sign(message) for key in keys)).to_text()


def test_an_honest_entry(accord: Accord) -> None:
    assert refusal(accord, accord.next()) == ""


Attack = Callable[[Accord], bytes]

ATTACKS: dict[str, tuple[Attack, str]] = {
    "a replay": (lambda it: it.leaves[7], "OutOfOrder: the entry is in the record already, as entry 7"),
    "a changed word": (lambda it: altered(it.next(), b'"accept"', b'"object"'), NO_HINT),
    "a signature of another entry": (
        lambda it: it.next().split(b"\n")[0] + b"\n" + it.leaves[5].split(b"\n")[1] + b"\n",
        NO_HINT,
    ),
    "no signature": (lambda it: it.next().split(b"\n")[0] + b"\n", "Malformed: line 2: an entry that nobody signed"),
    "the same signature twice": (
        lambda it: it.next() + it.next().split(b"\n")[1] + b"\n",
        "Malformed: line 3: the same signature a second time",
    ),
    "a signature for another purpose": (
        lambda it: Leaf(
            Leaf.from_text(it.next()).message, (it.clerk.sign(Leaf.from_text(it.next()).message, "file"),)
        ).to_text(),
        NO_HINT,
    ),
    "an entry of another log": (
        lambda it: it.next(log="example.com/other"),
        f"Malformed: log: an entry of the log example.com/other, and this is {ORIGIN}",
    ),
    "a key of nobody": (
        lambda it: resigned(it.next(seq=0, prev=None), STRANGER),
        f"UnknownKey: the key {STRANGER.public.fingerprint} was never enrolled in {ORIGIN}, as of entry 9",
    ),
    "a second signature, by nobody": (
        lambda it: cosigned(it.next(), it.clerk, STRANGER),
        f"UnknownKey: the key {STRANGER.public.fingerprint} was never enrolled in {ORIGIN}, as of entry 9",
    ),
    "a view of another log": (
        lambda it: it.next(after={"size": 9, "root": "0" * 64}),
        "Malformed: after.root: names a checkpoint of 9 entries that this log never had",
    ),
    "a log that is not there yet": (
        lambda it: it.next(after={"size": 12, "root": "0" * 64}),
        "Malformed: after.size: names a checkpoint of 12 entries, and the log has 9",
    ),
    "a log of fewer than no entries": (
        lambda it: it.next(after={"size": -1, "root": sha256(b"").hexdigest()}),
        "Malformed: after.size: counts from 0",
    ),
    "a number used before": (
        lambda it: it.next(seq=1),
        "OutOfOrder: the author's entry 1 is in the log already, and entry 2 is to follow; read the record again and "
        "sign anew",
    ),
    "another entry before it": (
        lambda it: it.next(prev="1" * 64),
        "Malformed: prev: not the hash of the author's entry before",
    ),
    "a clock far ahead": (
        lambda it: it.next(at="2999-01-01T00:00:00Z"),
        "Malformed: at: 2999-01-01T00:00:00Z is more than a day ahead of the clock here. Set whichever is wrong; if it "
        "was the signer's, sign again",
    ),
    "a clock that is none": (
        lambda it: it.next(at="yesterday"),
        "Malformed: at: not a time like 2031-03-16T09:30:00Z",
    ),
    "a field of no act": (lambda it: it.next(mood="good"), "Malformed: mood: no such field"),
    "an act of no kind": (lambda it: it.next(type="annex"), "Malformed: type: no act is called 'annex'"),
    "a later format": (lambda it: it.next(v=2), "Malformed: v: entry format 2, and this Travaux reads 1"),
    "a number that is a truth": (
        lambda it: it.next(v=True),
        "Malformed: v: expected a whole number, not true or false",
    ),
    "a stance of no kind": (
        lambda it: it.next(body={"stance": "approve"}),
        "Malformed: body.stance: 'approve' is none of: accept, reserve, object, none",
    ),
    "a key twice": (
        lambda it: it.next().replace(b'{"actor"', b'{"actor":"x","actor"'),
        "Malformed: line 1: the key 'actor' stands twice",
    ),
    "another spelling": (
        lambda it: it.next().replace(b'{"actor"', b'{ "actor"'),
        "Malformed: line 1: byte 1: not written in the canonical way. Keys stand in order, without white space, and "
        "only quotation marks and backslashes are escaped",
    ),
    "line ends of another kind": (
        lambda it: it.next().replace(b"\n", b"\r\n"),
        "Malformed: line 2: not base64 in its one standard form",
    ),
    "nothing": (lambda _: b"", "Malformed: line 1: the last line has no line feed"),
    "too much": (
        lambda _: b"x" * 70_000,
        "Malformed: an entry of 70000 bytes, more than 65535. Enter files by digest",
    ),
    "a retirement that not all may read": (
        lambda it: resigned(
            it.next(), it.clerk, type="retire", visible="depositary", body={"key": it.clerk.public.to_text()}
        ),
        "Malformed: visible: an entry of type retire is visible to all",
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_what_the_door_refuses(accord: Accord, name: str) -> None:
    attack, expected = ATTACKS[name]
    assert refusal(accord, attack(accord)) == expected


def test_a_private_value_that_the_entry_does_not_commit_to(accord: Accord) -> None:
    foreign = Disclosure(bytes(16), "name", "Kingdom of Boria")
    said = f"Malformed: disclosure {foreign.digest}: the entry commits to no such private value"
    assert refusal(accord, accord.next(), foreign.to_text()) == said
    twice = f"Malformed: disclosure {foreign.digest}: the same disclosure a second time"
    assert refusal(accord, accord.next(), foreign.to_text(), foreign.to_text()) == twice
    assert refusal(accord, accord.next(), "é") == "Malformed: disclosure: not base64url in its one form"


def test_a_retired_key(accord: Accord) -> None:
    leaf = accord.next()
    with accord.open() as record:
        record.enter(Retire(key=accord.clerk.public.to_text(), reason="lost"))
    mark = accord.clerk.public.fingerprint
    assert refusal(accord, leaf) == f"UnknownKey: the key {mark} is no longer valid in {ORIGIN}, as of entry 10"


def test_one_of_two_signatures_dropped(accord: Accord) -> None:
    """A key is replaced by both: without the old signature nobody may sign, without the new one it is idle."""
    new = PrivateKey.from_seed(b"a new key's seed with 32 bytes..")
    body = {"old": accord.clerk.public.to_text(), "new": new.public.to_text()}
    leaf = accord.next(type="rotate", body=body)
    assert refusal(accord, cosigned(leaf, new)) == f"UnknownKey: no key that is valid in {ORIGIN} signed the entry"
    with accord.open() as record:
        record.receive(cosigned(leaf, accord.clerk))
        why = "a key is replaced by an entry that both keys sign, the old one still valid"
        assert record.state.idle(9) == why
        assert record.state.holder(new.public.to_text()) is None


def test_words_of_one_party_signed_by_another(accord: Accord) -> None:
    """Boria's clerk writes down what Aldania did: that is what Boria says of it, and no more."""
    with accord.open() as record:
        record.receive(accord.next(actor=accord.aldania, person=None))
        assert (record.entry(9).entry.actor, record.entry(9).grade) == (accord.aldania, "reported")


def test_a_key_that_the_depositary_brought_in(accord: Accord) -> None:
    """What nothing here can catch: the depositary enrols a key as Boria's and signs with it. It shows who did."""
    false = PrivateKey.from_seed(b"a false key's seed of 32 bytes..")
    with accord.open() as record:
        record.enter(Enrol(person=Person(id=new_person()), key=false.public.to_text(), party=accord.boria))
        record.receive(resigned(accord.next(seq=0, prev=None), false))
        enrolment, taken = record.entry(9), record.entry(10)
        assert taken.grade == "signed"
        assert enrolment.signers == (accord.key().public.to_text(),)


# A passkey, and what a browser can be made to sign


def passkey() -> tuple[EllipticCurvePrivateKey, PublicKey]:
    secret = derive_private_key(20310317, SECP256R1())
    point = secret.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return secret, PublicKey(SK_ECDSA, point, "sign.example.org")


def tapped(challenge: bytes, *, flags: int = 0x05, origin: str = SITE, **more: object) -> bytes:
    """Returns an SSHSIG made of what a browser answers to a challenge."""
    secret, key = passkey()
    encoded = base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
    said = {"type": "webauthn.get", "challenge": encoded, "origin": origin, **more}
    client = json.dumps(said, separators=(",", ":")).encode()
    data = sha256(key.application.encode()).digest() + bytes([flags]) + bytes(4)
    signature = secret.sign(data + sha256(client).digest(), ECDSA(SHA256()))
    key, inner = from_browser(key, client=client, authenticator=data, signature=signature, origin=origin)
    return SshSig(key, inner).to_blob()


@pytest.fixture
def with_passkey(accord: Accord) -> Accord:
    """The record, with a passkey of Boria's enrolled, to be used at one site."""
    with accord.open() as record:
        record.allow(SITE)
        record.enter(Enrol(person=Person(id=new_person()), key=passkey()[1].to_text(), party=accord.boria))
    return accord


def test_a_passkey_signs(with_passkey: Accord) -> None:
    leaf = with_passkey.next(seq=0, prev=None)
    message = Leaf.from_text(leaf).message
    assert refusal(with_passkey, Leaf(message, (tapped(to_be_signed(message)),)).to_text()) == ""
    with with_passkey.open() as record:
        assert record.entry(10).grade == "signed"


def test_a_site_that_only_the_file_names(with_passkey: Accord) -> None:
    """Who knows where passkeys may be used says so, and does not take the file's word for it."""
    leaf = with_passkey.next(seq=0, prev=None)
    message = Leaf.from_text(leaf).message
    assert refusal(with_passkey, Leaf(message, (tapped(to_be_signed(message)),)).to_text()) == ""
    assert travaux.verify(with_passkey.path, home=with_passkey.stranger, sites=[SITE]).holds
    report = travaux.verify(with_passkey.path, home=with_passkey.stranger, sites=["https://sign.example.net"])
    assert report.failed[0].faults == ("entry 10: the signature in line 2 does not hold",)


TAPS: dict[str, Callable[[bytes], bytes]] = {
    "a sign-in used as a signature": lambda _: tapped(bytes(range(32))),
    "a sign-in for the bare digest of the entry": lambda message: tapped(sha256(message).digest()),
    "a tap for another entry": lambda message: tapped(to_be_signed(message + b" ")),
    "nobody verified": lambda message: tapped(to_be_signed(message), flags=0x01),
    "nobody present": lambda message: tapped(to_be_signed(message), flags=0x04),
    "another site": lambda message: tapped(to_be_signed(message), origin="https://sign.example.net"),
    "a frame in another site": lambda message: tapped(to_be_signed(message), crossOrigin=True),
}


@pytest.mark.parametrize("name", TAPS)
def test_a_tap_that_is_no_signature(with_passkey: Accord, name: str) -> None:
    message = Leaf.from_text(with_passkey.next(seq=0, prev=None)).message
    assert refusal(with_passkey, Leaf(message, (TAPS[name](message),)).to_text()) == NO_HINT


def test_client_data_as_deep_as_it_likes(with_passkey: Accord) -> None:
    """A hostile browser nests its answer a hundred thousand levels deep: that is a failed proof, and no crash."""
    message = Leaf.from_text(with_passkey.next(seq=0, prev=None)).message
    secret, key = passkey()
    encoded = base64.urlsafe_b64encode(to_be_signed(message)).rstrip(b"=").decode()
    begin = f'{{"type":"webauthn.get","challenge":"{encoded}","origin":"{SITE}","x":'
    client = begin.encode() + b"[" * 20_000 + b"]" * 20_000 + b"}"
    data = sha256(key.application.encode()).digest() + b"\x05" + bytes(4)
    signature = secret.sign(data + sha256(client).digest(), ECDSA(SHA256()))
    key, inner = from_browser(key, client=client, authenticator=data, signature=signature, origin=SITE)
    assert refusal(with_passkey, Leaf(message, (SshSig(key, inner).to_blob(),)).to_text()) == NO_HINT


def test_a_browser_signs_a_rotation_with_one_key_only(with_passkey: Accord) -> None:
    """A stolen passkey cannot bring in a key of the thief's alone: the new key's signature must hold as well."""
    body: dict[str, Any] = {"old": passkey()[1].to_text(), "new": STRANGER.public.to_text()}
    leaf = with_passkey.next(seq=0, prev=None, type="rotate", body=body)
    message = Leaf.from_text(leaf).message
    false = STRANGER.sign(message + b" ")
    assert refusal(with_passkey, Leaf(message, (tapped(to_be_signed(message)), false)).to_text()) == NO_HINT
