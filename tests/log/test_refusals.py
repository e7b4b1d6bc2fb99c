"""What people read when the log refuses: each sentence from its first word to its last, with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from travaux.errors import Malformed, ProofFailed, TravauxError, UnknownKey
from travaux.log import checkpoint as checkpoints
from travaux.log import cosignature, note, policy, receipt, tiles, witness
from travaux.log.checkpoint import Checkpoint
from travaux.log.leaf import Leaf
from travaux.log.merkle import EMPTY_ROOT, Frontier, Tree
from travaux.log.note import Ed25519, Key, Note, Signature
from travaux.log.policy import Log, Policy
from travaux.log.proof import check_inclusion, from_lines, prove_consistency, prove_inclusion
from travaux.log.tiles import Tile
from travaux.log.witness import Answer, Request, Seen

LOG = Key("example.com/log", 0x01, bytes(32))
VKEY = LOG.to_text()
WITNESS = Key("w.example", 0x04, bytes(32)).to_text()
MAGIC = b"SSHSIG\x00\x00\x00\x01"
ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
LINE = "— a AAAAAAE=\n"


def read_policy(text: str) -> Callable[[], object]:
    return lambda: Policy.from_text(text.encode())


def read_note(text: str) -> Callable[[], object]:
    return lambda: Note.from_text(text.encode())


@pytest.mark.parametrize(
    ("refuse", "sentence"),
    [
        # Leaves
        (lambda: Leaf(b"{}", ()), "line 2: an entry that nobody signed"),
        (lambda: Leaf(b"{}", (b"x",)), "line 2: not an SSHSIG of version 1"),
        (lambda: Leaf(b"{}", (MAGIC, MAGIC)), "line 3: the same signature a second time"),
        (lambda: Leaf.from_text(b"{}"), "line 1: the last line has no line feed"),
        (
            lambda: Leaf(b"{}", (MAGIC + bytes(49_200),)),
            "an entry of 65620 bytes, more than 65535. Enter files by digest",
        ),
        (lambda: Leaf.from_text(bytes(65_536)), "an entry of 65536 bytes, more than 65535. Enter files by digest"),
        # Notes and keys
        (read_note("x"), "no blank line between a text and its signatures"),
        (read_note("x\n\n?\n"), "line 3: not a signature line: an em dash, a name, a signature"),
        (read_note("x\n\n— a AAAA\n"), "line 3: a signature of fewer than five bytes, four of them the id of its key"),
        (read_note("x\n\n" + LINE * 101), "a note with 101 signatures, not 1 to 100"),
        (read_note("x\0\n\n" + LINE), "character 1: U+0000, a control character"),
        (lambda: Note.from_text(b"\xff\n\n" + LINE.encode()), "byte 0: not UTF-8"),
        (lambda: Note(b"x", (Signature("a", b"1234", b"x"),)), "the text of a note does not end with a line feed"),
        (lambda: Key.from_text("x"), "x: not a name, an id and a key with + between"),
        (lambda: Key.from_text("a+00000000+AA=="), "a+00000000+AA==: the id is not that of the key"),
        (lambda: Key.from_text("a+00000000+A"), "a+00000000+A: not base64"),
        (
            lambda: Key("a b", 1, bytes(32)),
            "a b: the name of a key is empty, or has white space, a + or half a surrogate pair in it",
        ),
        (
            lambda: Ed25519(Key("a", 4, bytes(32)), lambda *_: True),
            f"{Key('a', 4, bytes(32)).to_text()}: not an Ed25519 key of kind 0x01",
        ),
        # Checkpoints and cosignatures
        (lambda: Checkpoint.from_text(b"x\n"), "not three lines, each with its line feed"),
        (lambda: Checkpoint.from_text(b"\xff"), "byte 0: not UTF-8"),
        (lambda: Checkpoint("", 0, EMPTY_ROOT), "'': a line that is empty or has a control character"),
        (
            lambda: Checkpoint("log", 0, EMPTY_ROOT, ("a\nb",)),
            "'a\\nb': a line that is empty or has a control character",
        ),
        (lambda: Checkpoint("log", -1, b""), "log: a size of -1 and a root of 0 bytes"),
        (lambda: cosignature.time_of(Signature("w", b"1234", b"x")), "w: not an Ed25519 cosignature"),
        # Proofs and receipts
        (lambda: from_lines(["QQ=="], 7), "line 7: 1 bytes in base64 where 32 belong"),
        (lambda: from_lines([ROOT] * 64, 7), "line 70: a proof of more than 63 hashes"),
        (
            lambda: receipt.Receipt.from_text(b"x"),
            "not a file that begins with c2sp.org/tlog-proof@v1, a proof and a blank line",
        ),
        (lambda: receipt.Receipt.from_text(b"c2sp.org/tlog-proof@v1\n\n"), "line 2: no index"),
        (
            lambda: receipt.Receipt.from_text(b"c2sp.org/tlog-proof@v1\nextra \nindex 0\n\n"),
            "line 2: an extra line with nothing in it",
        ),
        # Tiles
        (lambda: Tile.from_path("tile/0/0"), "tile/0/0: not the path of a tile"),
        (lambda: Tile.from_path("tile/64/000"), "tile/64/000: not the path of a tile"),
        (lambda: tiles.read_tile(Tile(0, 0, 2), b"x"), "tile/0/000.p/2: 1 bytes where 64 belong"),
        (
            lambda: tiles.read_entries(Tile("entries", 0, 2), b"x"),
            "tile/entries/000.p/2: not 2 entries, each after its length",
        ),
        (lambda: tiles.write_entries([bytes(65_536)]), "an entry of 65536 bytes, more than 65535"),
        # Witnesses
        (lambda: Request.from_text(b"x"), "not an old size, a proof, a blank line and a checkpoint"),
        (lambda: witness.read_cosignatures(b""), "no cosignature"),
        (lambda: witness.read_size(b"7"), "not a size and a line feed"),
        # Policies
        (read_policy(f"log {VKEY}\n"), "no quorum. Write `quorum none` where no witness is needed"),
        (read_policy("quorum none"), "line 1: the last line has no line feed"),
        (read_policy("\x7f\n"), "line 1: a control character"),
        (read_policy("lorum\n"), "line 1: lorum: not a line of a policy"),
        (read_policy("quorum none\nquorum none\n"), "line 2: a second quorum"),
        (read_policy("quorum a\n"), "line 1: a: not named above"),
        (read_policy(f"witness none {WITNESS}\n"), "line 1: none: the name is taken"),
        (read_policy("group g 2 a\n"), "line 1: 2 of 1 members"),
        (read_policy("group g 1 a\n"), "line 1: a: not named above, or a member already"),
        (read_policy(f"log {WITNESS}\n"), f"line 1: {WITNESS}: a key of kind 0x04 does not sign here"),
        (read_policy(f"log {VKEY}\nlog {VKEY}\n"), f"line 2: {VKEY}: the same public key a second time"),
    ],
)
def test_malformed(refuse: Callable[[], object], sentence: str) -> None:
    with pytest.raises(Malformed) as raised:
        refuse()
    assert str(raised.value) == sentence


def signed(origin: str = LOG.name, text: bytes = b"") -> bytes:
    text = text or Checkpoint(origin, 0, EMPTY_ROOT).to_text()
    return Note(text, (Signature("nobody", b"1234", b"x"),)).to_text()


@pytest.mark.parametrize(
    ("refuse", "sentence"),
    [
        (lambda: note.open(signed(), []), "no signature by a key that is known here"),
        (
            lambda: checkpoints.open(signed("other"), [Ed25519(LOG, lambda *_: True)]),
            "a checkpoint of other, not of example.com/log",
        ),
        (
            lambda: Policy((Log(LOG),)).open(signed("other"), lambda *_: True),
            "the log other is not one of those believed here",
        ),
    ],
)
def test_unknown_keys(refuse: Callable[[], object], sentence: str) -> None:
    with pytest.raises(UnknownKey) as raised:
        refuse()
    assert str(raised.value) == sentence


def test_not_signed_by_the_log() -> None:
    """A cosigner signed, whose key is known, and the log did not."""
    friend = Ed25519(Key("friend", 1, bytes(32)), lambda *_: True)
    text = Checkpoint(LOG.name, 0, EMPTY_ROOT).to_text()
    data = Note(text, (Signature("friend", friend.key.id, bytes(64)),)).to_text()
    with pytest.raises(UnknownKey) as raised:
        checkpoints.open(data, [Ed25519(LOG, lambda *_: True)], [friend])
    assert str(raised.value) == "not signed by the log example.com/log"


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: Frontier(3, ()), "a tree of 3 leaves has 2 complete subtrees"),
        (lambda: prove_inclusion(Tree(), 0, 0), "a tree of 0 leaves has no leaf 0"),
        (lambda: prove_consistency(Tree(), 0, 3), "there is no proof from 0 leaves to 3"),
        (lambda: Tile(64, 0, 1), "there is no tile 0 of level 64 with 1 in it"),
        (lambda: checkpoints.open(b"", []), "one log has one name, not 0"),
        (
            lambda: checkpoints.sign(Checkpoint("other", 0, EMPTY_ROOT), LOG, bytes),
            "the key of example.com/log signs no checkpoint of other",
        ),
        (
            lambda: cosignature.sign(Checkpoint("l", 0, EMPTY_ROOT), 0, replace(LOG, kind=4), bytes),
            "0 is no time to sign at",
        ),
    ],
)
def test_wrong_calls(call: Callable[[], object], sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        call()
    assert str(raised.value) == sentence


def test_a_node_that_is_not_there() -> None:
    with pytest.raises(IndexError) as raised:
        Tree().root(1)
    assert str(raised.value) == "the tree has no such node"


@pytest.mark.parametrize(
    ("old", "proof", "origin", "body"),
    [
        (0, (), "other", "404 the log other is not known here\n"),
        (1, (), LOG.name, "400 the old size is greater than that of the checkpoint\n"),
        (0, (EMPTY_ROOT,), LOG.name, "422 the consistency proof does not hold\n"),
    ],
)
def test_answers_of_a_witness(old: int, proof: tuple[bytes, ...], origin: str, body: str) -> None:
    verifier = Ed25519(LOG, lambda *_: True)
    text = Checkpoint(origin, 0, EMPTY_ROOT).to_text()
    data = Note(text, (Signature(LOG.name, LOG.id, bytes(64)),)).to_text()
    answer = witness.consider(Request(old, proof, data).to_text(), {LOG.name: [verifier]}, lambda _: Seen())
    assert isinstance(answer, Answer)
    assert f"{answer.status} {answer.body.decode()}" == body


def test_a_failed_proof_says_nothing_more() -> None:
    with pytest.raises(TravauxError) as raised:
        check_inclusion([], 0, 0, EMPTY_ROOT, EMPTY_ROOT)
    assert (type(raised.value), str(raised.value)) == (ProofFailed, "a proof, a signature or a digest does not hold")


def test_the_default_quorum_is_none() -> None:
    assert Policy().quorum == policy.NONE == "none"
