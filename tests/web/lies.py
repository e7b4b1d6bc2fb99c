"""Bundles, honest and not, for whoever checks them: what each was made of, and what the one who checks brings along.

The same seed gives the same lies. Some are bytes turned or parts exchanged; others are made by somebody who has the
log's key and every author's, so that only the form of an entry or of a finding is wrong.
"""

from __future__ import annotations

import copy
import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, derive_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from tests.claims import peace_plan
from tests.claims.sealed import Sealed, private, sealed

from travaux.canon import to_text
from travaux.claims import archive
from travaux.claims.bundle import Bundle, Pins, Report, verify, write
from travaux.claims.rework import rework
from travaux.errors import Malformed
from travaux.keys.check import check, check_ed25519
from travaux.keys.passkey import from_browser
from travaux.keys.public import SK_ECDSA, PublicKey
from travaux.keys.sshsig import SshSig, to_be_signed
from travaux.log import checkpoint as checkpoints
from travaux.log import cosignature
from travaux.log.checkpoint import Checkpoint
from travaux.log.leaf import Leaf
from travaux.log.merkle import Tree
from travaux.log.note import ED25519, Key, Note
from travaux.log.policy import Group, Log, Policy, Witness

SITE = "https://sign.example.org"
PASSKEY = derive_private_key(20310317, SECP256R1())


@dataclass(frozen=True, kw_only=True)
class Case:
    """A file that calls itself a bundle, and what the one who checks it brings along."""

    name: str
    data: bytes
    pins: Pins
    sites: tuple[str, ...] = ()

    def report(self) -> Report:
        """What `travaux verify` says of it."""

        def signer(message: bytes, blob: bytes) -> str:
            return check(message, blob, origins=self.sites).key.to_text()

        return verify(self.data, self.pins, signer, check_ed25519, rework)

    def as_json(self) -> dict[str, Any]:
        """The same, as a page in a browser is given it."""
        return {
            "name": self.name,
            "data": self.data.hex(),
            "policy": self.pins.policy.to_text().decode(),
            "keys": list(self.pins.keys),
            "sites": list(self.sites),
        }


class Lies:
    """Makes cases from two records of one dispute. `many` of each kind that is drawn by lot."""

    def __init__(self, many: int, seed: int = 20310317) -> None:
        self.many = many
        self.lot = random.Random(seed)
        self.innocent = sealed(peace_plan.borne_out())
        self.guilty = sealed(peace_plan.contradicted())
        self.whole = self.innocent.bundle(peace_plan.DENIAL)
        finding = self.guilty.finding("boria changed clause 14")
        self.some = self.guilty.bundle("boria changed clause 14", only=[each.entry for each in finding.bearing])

    def cases(self) -> Iterator[Case]:
        """Yields all of them."""
        yield from self.honest()
        yield from self.exchanged()
        yield from self.cosigned()
        yield from self.passkeys()
        for _ in range(self.many):
            yield self.flipped()
            yield self.broken_part()
            yield self.odd_entry()
            yield self.odd_finding()
            yield self.dropped()

    def case(self, name: str, bundle: Bundle | bytes, record: Sealed | None = None, **fields: Any) -> Case:
        data = bundle if isinstance(bundle, bytes) else write(bundle)
        return Case(name=name, data=data, **{"pins": (record or self.innocent).pins, **fields})

    def honest(self) -> Iterator[Case]:
        yield self.case("every entry", self.whole)
        yield self.case("some entries", self.some, self.guilty)
        pins = self.innocent.pins
        yield self.case("a policy of its own", replace(self.whole, policy=pins.policy.to_text()))
        yield self.case("another policy", replace(self.whole, policy=b"log x\n"))
        clerk = private("depositary").public.to_text()
        for owner in ("person-00000000", *{str(each.person.id) for each in self.innocent.state.holders}):
            yield self.case(f"a key of {owner}", self.whole, pins=replace(pins, keys=((owner, clerk),)))

    def exchanged(self) -> Iterator[Case]:
        whole, record = self.whole, self.innocent
        other = Key(record.key.name, ED25519, private("a thief").public.public)
        yield self.case("another key", whole, pins=Pins(policy=Policy(logs=(Log(other),))))
        yield self.case(
            "another log", whole, pins=Pins(policy=Policy(logs=(Log(replace(other, name="example.net/x")),)))
        )
        yield self.case("no log", whole, pins=Pins(policy=Policy()))
        yield self.case("the checkpoint of yesterday", replace(whole, checkpoint=record.note(9).to_text()))
        yield self.case("signers", replace(whole, signers=whole.signers + b"x\n"))
        yield self.case("a verdict", replace(whole, finding=replace(whole.finding, verdict="silent")))
        yield self.case("disclosures of other entries", self._shifted())
        yield self.case("a disclosure twice", replace(whole, disclosures=(*whole.disclosures, whole.disclosures[-1])))
        yield self.case("a signature over other words", self._logged(self._ill_signed(), record))
        yield self.case("leaves exchanged", self._swapped())
        receipts = {**self.some.receipts}
        first, second = list(receipts)[:2]
        receipts[first], receipts[second] = receipts[second], receipts[first]
        yield self.case("receipts exchanged", replace(self.some, receipts=receipts), self.guilty)
        leaves = {index: leaf for index, leaf in self.some.leaves.items() if index != first}
        yield self.case("a receipt without its leaf", replace(self.some, leaves=leaves), self.guilty)
        for name in archive.read(write(whole)):
            parts = {each: content for each, content in archive.read(write(whole)).items() if each != name}
            yield self.case(f"without {name}", archive.write(parts))
            yield self.case(f"{name} empty", archive.write({**parts, name: b""}))
        yield self.case("a file more", archive.write({**archive.read(write(whole)), "more.txt": b"more"}))
        yield self.case("nothing", b"")
        yield self.case("an archive of nothing", archive.write({}))

    def cosigned(self) -> Iterator[Case]:
        names = ("aldania", "boria", "delvia")
        keys = {
            name: Key(f"witness.{name}.example", cosignature.COSIGNER, private(name).public.public) for name in names
        }
        note = Note.from_text(self.whole.checkpoint)
        point = Checkpoint.from_text(note.text)
        signed = [cosignature.sign(point, 1_900_000_000, keys[name], private(name).make) for name in names[:2]]
        honest = replace(self.whole, checkpoint=note.adding(*signed).to_text())
        wrong = replace(signed[0], data=signed[0].data[:-1] + bytes([signed[0].data[-1] ^ 1]))
        false = replace(self.whole, checkpoint=note.adding(wrong).to_text())
        for least in (1, 2, 3):
            policy = Policy(
                logs=(Log(self.innocent.key),),
                witnesses=tuple(Witness(name, keys[name]) for name in names),
                groups=(Group("all", least, names),),
                quorum="all",
            )
            yield self.case(f"{least} witnesses", honest, pins=Pins(policy=policy))
            yield self.case(f"{least} witnesses, one false", false, pins=Pins(policy=policy))

    def passkeys(self) -> Iterator[Case]:
        bad: dict[str, dict[str, Any]] = {
            "": {}, "by nobody": {"flags": 0x04}, "not verified": {"flags": 0x01}, "attested": {"flags": 0x45},
            "extended": {"flags": 0x85}, "elsewhere": {"origin": "https://sign.example.net"},
            "backed up": {"flags": 0x1D},
            "in a frame": {"more": {"crossOrigin": True}}, "framed by": {"more": {"topOrigin": SITE}},
            "not in a frame": {"more": {"crossOrigin": False}}, "of no frame": {"more": {"crossOrigin": None}},
            "over other words": {"message": b"other words"},
        }  # fmt: skip
        good = Leaf.from_text(self.innocent.leaves[14])
        for name, fields in bad.items():
            blob = assertion(**{"message": good.message, **fields})
            signed = self._logged(Leaf(good.message, (*good.signatures, blob)).to_text(), self.innocent)
            yield self.case(f"a passkey {name}", signed, sites=(SITE,))
            yield self.case(f"a passkey {name} at no known site", signed)

    def flipped(self) -> Case:
        data = bytearray(write(self.lot.choice([self.whole, self.some])))
        at = self.lot.randrange(len(data))
        data[at] ^= 1 << self.lot.randrange(8)
        return self.case(f"bit in byte {at}", bytes(data))

    def broken_part(self) -> Case:
        """A part with a few things done to it, packed again in the one form."""
        bundle, record = self.lot.choice([(self.whole, self.innocent), (self.some, self.guilty)])
        parts = dict(archive.read(write(bundle)))
        name = self.lot.choice([each for each in parts if parts[each]])
        data = bytearray(parts[name])
        for _ in range(self.lot.randint(1, 3)):
            at, size = self.lot.randrange(len(data) + 1), self.lot.choice([1, 1, 4, 60])
            match self.lot.randrange(4):
                case 0 if at < len(data):
                    data[at] ^= 1 << self.lot.randrange(8)
                case 1:
                    del data[at : at + size]
                case 2:
                    data[at:at] = data[at : at + size]
                case _:
                    data[at:at] = self.lot.choice(
                        [b"\n", b"\0", b"\xff", b"\xc3\xa9", b"e\xcc\x81", b"\n\n", b"-1", b"9" * 30, b" ", b'"', b"+"]
                    )
        parts[name] = bytes(data)
        if self.lot.random() < 0.5 and name.startswith("drafts/") and name.endswith(".txt"):
            del parts[name]
            parts[f"drafts/{hashlib.sha256(bytes(data)).hexdigest()}.txt"] = bytes(data)
        return self.case(f"broken {name}", archive.write(parts), record)

    def odd_entry(self) -> Case:
        """One entry more, of an odd form, signed by its author and by the log, as the log was when it was made."""
        record = self.guilty
        said = copy.deepcopy(Leaf.from_text(self.lot.choice(list(record.leaves.values()))).value)
        tree = Tree(Leaf.from_text(leaf).hash for leaf in record.leaves.values())
        said["after"] = {"size": tree.size, "root": tree.root().hex()}  # type: ignore[index,call-overload]
        for _ in range(self.lot.choice([0, 1, 1, 2])):
            self._odd(said)
        leaf = Leaf.of(said, private("depositary").sign(_text(said)))
        return self.case(
            "an odd entry", self._logged(leaf.to_text(), record, self.guilty.bundle(peace_plan.DENIAL)), record
        )

    def odd_finding(self) -> Case:
        bundle, record = self.lot.choice([(self.whole, self.innocent), (self.some, self.guilty)])
        parts = dict(archive.read(write(bundle)))
        lines = [json.loads(line) for line in parts["finding.jsonl"].splitlines()]
        at = self.lot.randrange(len(lines))
        match self.lot.randrange(6):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[self.lot.randrange(len(lines))])
            case 2 if "finding" in lines[at]:
                lines[at]["finding"]["claims"] = [self._claim() for _ in range(self.lot.randint(0, 2))]
            case _:
                self._odd(lines[at])
        parts["finding.jsonl"] = b"".join(_text(line) + b"\n" for line in lines)
        return self.case("an odd finding", archive.write(parts), record)

    def dropped(self) -> Case:
        record = self.lot.choice([self.innocent, self.guilty])
        bundle = record.bundle(peace_plan.DENIAL)
        gone = self.lot.randrange(len(bundle.leaves))
        rest = [leaf for index, leaf in bundle.leaves.items() if index != gone]
        fitting = self.lot.random() < 0.7
        moved = [(at if at < gone else at - 1, text) for at, text in bundle.disclosures if at != gone]
        return self.case(
            f"without entry {gone}",
            replace(
                bundle,
                leaves=dict(enumerate(rest)),
                checkpoint=_noted(record, rest) if fitting else bundle.checkpoint,
                disclosures=tuple(moved) if self.lot.random() < 0.7 else bundle.disclosures,
            ),
            record,
        )

    def _claim(self) -> dict[str, Any]:
        quantity: dict[str, Any] = {
            "kind": self.lot.choice(["some", "all", "most", "exactly", "at least", "any", "few"])
        }
        if self.lot.random() < 0.4:
            quantity["number"] = self.lot.choice([-1, 0, 2])
        made: dict[str, Any] = {
            "subject": self.lot.choice(
                [
                    {"name": "boria"},
                    {"kind": "anyone"},
                    {"kind": "party"},
                    {"kind": "parties", "quantity": {"kind": "all"}},
                ]
            ),
            "predicate": self.lot.choice(["changed", "proposed", "sang"]),
        }
        chosen: dict[str, Any] = {
            "quantity": quantity, "denied": True, "inside": True,
            "object": self.lot.choice(["text", "meeting", "clauses"]),
            "clauses": self.lot.choice([["4"], ["4", "4"], ["4", "5"], []]),
        }  # fmt: skip
        return made | {key: value for key, value in chosen.items() if self.lot.random() < 0.5}

    def _odd(self, value: Any) -> None:
        """Does something odd to a place inside a value."""
        held = list(_inside(value))
        place, key = held[self.lot.randrange(len(held))]
        odd = [
            None,
            True,
            False,
            0,
            -1,
            2**53 - 1,
            "",
            "x",
            "all",
            [],
            ["x"],
            {},
            {"id": "person-aaaaaaaa"},
            "party-00000000",
            "0" * 64,
        ]
        match self.lot.randrange(5):
            case 0:
                del place[key]
            case 1 if isinstance(place, dict):
                place[
                    self.lot.choice(["x", "_sd", "_sd_alg", "until", "reason", "name", "duty", "v", "type", "actor"])
                ] = self.lot.choice(odd)
            case 2 if isinstance(place[key], str) and place[key]:
                place[key] = place[key][:-1] + self.lot.choice(["a", "Z", "0", "\u00e9", "\u0378"[:0]])
            case _:
                place[key] = self.lot.choice(odd)

    def _shifted(self) -> Bundle:
        (one, first), (other, second), *rest = self.whole.disclosures
        return replace(self.whole, disclosures=tuple(sorted([(one, second), (other, first), *rest])))

    def _ill_signed(self) -> bytes:
        good = Leaf.from_text(self.innocent.leaves[14])
        return Leaf(good.message, (private("depositary").sign(b"other words"),)).to_text()

    def _swapped(self) -> Bundle:
        leaves = dict(self.whole.leaves)
        leaves[3], leaves[4] = leaves[4], leaves[3]
        return replace(self.whole, leaves=leaves)

    def _logged(self, leaf: bytes, record: Sealed, bundle: Bundle | None = None) -> Bundle:
        """A bundle with one entry more, under a checkpoint that the log signed."""
        leaves = [*record.leaves.values(), leaf]
        return replace(bundle or self.whole, leaves=dict(enumerate(leaves)), checkpoint=_noted(record, leaves))


def assertion(*, message: bytes, flags: int = 0x05, origin: str = SITE, more: dict[str, object] | None = None) -> bytes:
    """Returns the SSHSIG of a passkey's answer, made as a browser and an authenticator make it."""
    point = PASSKEY.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    key = PublicKey(SK_ECDSA, point, "sign.example.org")
    challenge = _base64url(to_be_signed(message))
    said = {"type": "webauthn.get", "challenge": challenge, "origin": origin, **(more or {})}
    client = json.dumps(said, separators=(",", ":")).encode()
    data = hashlib.sha256(key.application.encode()).digest() + bytes([flags]) + (7).to_bytes(4, "big")
    signature = PASSKEY.sign(data + hashlib.sha256(client).digest(), ECDSA(SHA256()))
    key, inner = from_browser(key, client=client, authenticator=data, signature=signature, origin=origin)
    return SshSig(key, inner).to_blob()


def _base64url(data: bytes) -> str:
    import base64

    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _noted(record: Sealed, leaves: list[bytes]) -> bytes:
    root = Tree(Leaf.from_text(leaf).hash for leaf in leaves).root()
    return checkpoints.sign(Checkpoint(record.key.name, len(leaves), root), record.key, record.log.make).to_text()


def _text(value: Any) -> bytes:
    try:
        return to_text(value)
    except Malformed:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _inside(value: Any) -> Iterator[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in list(items):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _inside(inner)
