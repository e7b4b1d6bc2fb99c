"""Parsers of what proves a record: notes, checkpoints, proofs, policies, leaves, signatures, keys, archives."""

from __future__ import annotations

import io
import json
import zipfile
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bench.breaking.targets.target import Target, again, settled, words_of
from travaux import canon
from travaux.claims import archive
from travaux.errors import Malformed, ProofFailed
from travaux.keys import passkey
from travaux.keys.check import check, check_ed25519
from travaux.keys.private import PrivateKey
from travaux.keys.public import SK_ECDSA, PublicKey
from travaux.keys.sshsig import SshSig
from travaux.keys.sshwire import Fields, mpint, string
from travaux.log import checkpoint as checkpoints
from travaux.log import cosignature, note, policy, proof, receipt, tiles, witness
from travaux.log.checkpoint import Checkpoint
from travaux.log.leaf import Leaf
from travaux.log.merkle import Tree, leaf_hash
from travaux.log.note import ED25519, Key, Note
from travaux.log.policy import Policy
from travaux.log.receipt import Receipt
from travaux.log.tiles import Tile
from travaux.log.witness import Request
from travaux.record.disclosures import Disclosure
from travaux.record.entries import from_value, to_value

ORIGIN = "example.com/accord"
SECRET = PrivateKey.from_seed(b"a seed for fuzzing, of 32 bytes.")
LOG = Key(ORIGIN, ED25519, SECRET.public.public)
WITNESS = Key("witness.example", cosignature.COSIGNER, SECRET.public.public)
TREE = Tree(map(leaf_hash, [b"one", b"two", b"three", b"four", b"five"]))
CHECKPOINT = Checkpoint(ORIGIN, 5, TREE.root())
SIGNED = checkpoints.sign(CHECKPOINT, LOG, SECRET.make)
COSIGNED = SIGNED.adding(cosignature.sign(CHECKPOINT, 1_900_000_000, WITNESS, SECRET.make))
POLICY = f"log {LOG.to_text()} https://log.example\nwitness w {WITNESS.to_text()}\ngroup g any w\nquorum g\n".encode()
ENTRY: canon.Value = {
    "actor": "party-aaaaaaaa", "after": {"root": TREE.root().hex(), "size": 5}, "at": "2031-03-12T08:00:00Z",
    "body": {"source": {"kind": "document"}, "words": ["The talks go on."]}, "log": ORIGIN, "nonce": "n" * 22,
    "seq": 0, "type": "state", "v": 1,
}  # fmt: skip
LINE = canon.to_text(ENTRY)
LEAF = Leaf(LINE, (SECRET.sign(LINE),)).to_text()
SITE = "https://sign.example.org"


POINT = derive_private_key(7, SECP256R1()).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
PASSKEY = PublicKey(SK_ECDSA, POINT, "sign.example.org")


def _assertion() -> bytes:
    """An SSHSIG by a passkey, whose signature does not hold: what is before it is read all the same."""
    client = b'{"type":"webauthn.get","challenge":"AA","origin":"https://sign.example.org"}'
    made = passkey.Assertion(mpint(7) + mpint(9), 5, 1, SITE, client)
    return SshSig(PASSKEY, made.to_inner(passkey.WEBAUTHN)).to_blob()


# Two readers of one thing


def _as_json(data: bytes, value: Any) -> None:
    assert json.loads(data) == value


def _as_zip(data: bytes, files: dict[str, bytes]) -> None:
    """Every unzip reads the same files under the same names."""
    with zipfile.ZipFile(io.BytesIO(data)) as other:
        assert {name: other.read(name) for name in other.namelist()} == files


def _believed(data: bytes) -> object:
    return Policy.from_text(POLICY).open(data, check_ed25519)


def _holds(_: bytes, opened: Any) -> None:
    """Only what the log signed is believed."""
    assert opened.checkpoint == CHECKPOINT


def _as_signed(data: bytes, _: Any) -> None:
    """Another SSHSIG than ours, of the one message, would be a forgery."""
    assert data == SECRET.sign(b"message")


def _check(data: bytes) -> object:
    try:
        return check(b"message", data, origins=[SITE])
    except ProofFailed:
        raise Malformed("does not hold") from None


def _fields(data: bytes) -> tuple[int, int, str, bytes]:
    fields = Fields(data)
    found = fields.number("number"), fields.mpint("mpint"), fields.text("text"), fields.string("string")
    fields.end()
    return found


def _der(data: bytes) -> object:
    """What a browser made of a passkey: a byte that says how long the authenticator's data are, those, the rest."""
    cut = 1 + data[0] if data else 0
    return passkey.from_browser(PASSKEY, client=b"{}", authenticator=data[1:cut], signature=data[cut:], origin=SITE)


def _browser() -> bytes:
    authenticator = sha256(b"sign.example.org").digest() + bytes([5]) + bytes(4)
    return bytes([len(authenticator)]) + authenticator + encode_dss_signature(7, 9)


def _registered(data: bytes) -> object:
    from travaux.web.signing.passkeys import registered

    client, _, attestation = data.partition(b"|")
    return registered(client=client, attestation=attestation, challenge=b"c", origin=SITE, host="sign.example.org")


def _attestation() -> bytes:
    """What a browser hands over when a passkey is made, in CBOR."""
    from fido2 import cbor

    cose = {1: 2, 3: -7, -1: 1, -2: POINT[1:33], -3: POINT[33:]}
    data = sha256(b"sign.example.org").digest() + bytes([0x45]) + bytes(4) + bytes(16) + b"\0\x04name"
    client = b'{"type":"webauthn.create","challenge":"Yw","origin":"https://sign.example.org","crossOrigin":false}'
    made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data + cbor.encode(cose)})
    return client + b"|" + made


def _tile(data: bytes) -> tuple[Tile, list[bytes]]:
    path, _, content = data.partition(b"\n")
    tile = Tile.from_path(words_of(path))
    return tile, (tiles.read_entries if tile.level == "entries" else tiles.read_tile)(tile, content)


def _tile_again(data: bytes, found: tuple[Tile, list[bytes]]) -> None:
    tile, parts = found
    content = tiles.write_entries(parts) if tile.level == "entries" else b"".join(parts)
    assert tile.path.encode() + b"\n" + content == data


def _considered(data: bytes) -> object:
    return witness.consider(data, {ORIGIN: [note.Ed25519(LOG, check_ed25519)]}, lambda _: witness.Seen())


def _proof_held(data: bytes) -> None:
    """A proof of what is not so: no proof of it holds, whatever the bytes."""
    hashes = proof.from_lines(data.decode("ascii", "replace").split("\n"))
    try:
        proof.check_inclusion(hashes, 2, 5, leaf_hash(b"never entered"), TREE.root())
    except ProofFailed:
        return
    raise AssertionError("a proof of what was never entered")


def _entry(data: bytes) -> object:
    return from_value(canon.from_text(data))


def _entry_again(data: bytes, entry: Any) -> None:
    """Line 1 has one form: an entry without private values is written again as it was."""
    if b"_sd" not in data:
        assert canon.to_text(to_value(entry, _open)) == data


def _open(name: str, value: str) -> str:
    raise AssertionError(f"{name} of {value} is not private")


TARGETS = (
    Target("canon", canon.from_text, (LINE, b'{"a":[1,-2,null,true],'
                                            b'"b":"\xc3\xa9"}'), (again(canon.to_text), _as_json)),
    Target("note", Note.from_text, (SIGNED.to_text(), COSIGNED.to_text()), (again(Note.to_text),)),
    Target("vkey", lambda data: Key.from_text(words_of(data)), (LOG.to_text().encode(),),
           (again(lambda key: key.to_text().encode("utf-8", "surrogateescape")),)),
    Target("checkpoint", lambda data: Checkpoint.from_text(note.text_of(data)), (SIGNED.to_text(),),
           (lambda data, found: again(Checkpoint.to_text)(note.text_of(data), found),)),
    Target("checkpoint-believed", _believed, (SIGNED.to_text(), COSIGNED.to_text()), (_holds,)),
    Target("cosignatures", witness.read_cosignatures, (COSIGNED.signatures[1].to_text(),),
           (again(lambda found: b"".join(each.to_text() for each in found)),)),
    Target("proof", _proof_held, (proof.to_lines(proof.prove_inclusion(TREE, 2, 5)).encode().rstrip(),)),
    Target("policy", Policy.from_text, (POLICY, b"# all\n\tquorum\tnone\n"),
           (settled(Policy.from_text, policy.Policy.to_text),)),
    Target("receipt", Receipt.from_text, (receipt.prove_entry(TREE, 2, SIGNED, extra=b"x").to_text(),),
           (again(Receipt.to_text),)),
    Target("tiles", _tile, (b"tile/0/x001/067.p/"
                            b"1\n" + bytes(32), b"tile/entries/000.p/2\n\0\1a\0\2bc"), (_tile_again,)),
    Target("witness-request", Request.from_text,
           (Request(2, tuple(proof.prove_consistency(TREE, 2, 5)), SIGNED.to_text()).to_text(),),
           (again(Request.to_text),)),
    Target("witness", _considered, (Request(0, (), SIGNED.to_text()).to_text(),)),
    Target("leaf", Leaf.from_text, (LEAF,), (again(Leaf.to_text),)),
    Target("entry", _entry, (LINE,), (_entry_again,)),
    Target("disclosure", lambda data: Disclosure.from_text(words_of(data)),
           (Disclosure(bytes(16), "name", "Republic of Boria").to_text().encode(),),
           (again(lambda found: found.to_text().encode()),)),
    Target("ssh-fields", _fields, (bytes(4) + mpint(77) + string("text") + string(b"\xff"),),
           (again(lambda f: f[0].to_bytes(4, "big") + mpint(f[1]) + string(f[2]) + string(f[3])),)),
    Target("sshsig", SshSig.from_blob, (SECRET.sign(b"message"), _assertion()), (again(SshSig.to_blob),)),
    Target("sshsig-armour", lambda data: SshSig.from_text(words_of(data)),
           (SshSig.from_blob(SECRET.sign(b"message")).to_text().encode(),),
           (settled(lambda data: SshSig.from_text(data.decode()), lambda found: found.to_text().encode()),)),
    Target("signature", _check, (SECRET.sign(b"message"), _assertion()), (_as_signed,)),
    Target("public-key", lambda data: PublicKey.from_text(words_of(data)), (SECRET.public.to_text().encode() + b" "
                                                                                                               b"clerk",),
           (settled(lambda data: PublicKey.from_text(data.decode()), lambda key: key.to_text().encode()),)),
    Target("private-key", lambda data: PrivateKey.from_text(data.decode("utf-8", "replace")),
           (SECRET.to_text().encode(),)),
    Target("passkey-assertion", _der, (_browser(),)),
    Target("passkey-made", _registered, (_attestation(),)),
    Target("archive", archive.read, (archive.write({"README.txt": b"x", "leaves/7.leaf": LEAF}),),
           (again(archive.write), _as_zip)),
)  # fmt: skip
