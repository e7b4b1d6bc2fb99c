"""Receipts: the example in the docstring, cases that others refuse, round trips, and what a receipt shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.errors import Malformed, ProofFailed, UnknownKey
from travaux.log import checkpoint as checkpoints
from travaux.log import cosignature, policy, receipt
from travaux.log.checkpoint import Checkpoint
from travaux.log.merkle import Tree, leaf_hash
from travaux.log.policy import Log, Policy
from travaux.log.receipt import Receipt, check_entry, prove_entry

TREE = Tree(leaf_hash(name) for name in b"a b c d e f g".split())
HASH = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
HEAD = "c2sp.org/tlog-proof@v1\n"

receipts = st.builds(
    Receipt,
    st.integers(0, 2**63 - 1),
    st.lists(st.binary(min_size=32, max_size=32), max_size=63).map(tuple),
    st.binary(max_size=40),
    st.binary(max_size=40),
)


def test_the_example_in_the_docstring(check: Any, log: Any, boria: Any, examples: Any) -> None:
    text = examples(receipt.__doc__)[0].encode()
    read = Receipt.from_text(text)
    assert read.to_text() == text
    believed = Policy.from_text(examples(policy.__doc__)[1].encode())
    opened = check_entry(read, leaf_hash(b"f"), believed, check)
    assert opened.checkpoint.size == 7
    made = checkpoints.sign(opened.checkpoint, log.key, log.make)
    made = made.adding(cosignature.sign(opened.checkpoint, 1_780_000_000, boria.key, boria.make))
    assert prove_entry(TREE, 5, made) == read


@given(receipts)
def test_receipts_go_round(made: Receipt) -> None:
    assert Receipt.from_text(made.to_text()) == made


@given(st.lists(st.sampled_from([HASH, "index 0", "extra QQ==", "", "QQ=="]), max_size=5))
def test_whatever_is_read_is_written_alike(lines: list[str]) -> None:
    text = (HEAD + "".join(f"{line}\n" for line in lines)).encode()
    try:
        read = Receipt.from_text(text)
    except Malformed:
        return
    assert read.to_text() == text


# The cases that implementations of tlog-proof are tested with, then those that Python alone would let pass.
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("wrong-header\nindex 0\n\ncheckpoint\n", r"not a file that begins with c2sp\.org/tlog-proof@v1"),
        (HEAD + "extra !!notbase64!!\nindex 0\n\ncheckpoint\n", "^line 2: not base64"),
        (HEAD + "\n\ncheckpoint\n", "^line 2: no index"),
        (HEAD + "index notanumber\n\ncheckpoint\n", "^line 2: not a decimal number"),
        (HEAD + "index -5\n\ncheckpoint\n", "^line 2: not a decimal number"),
        (HEAD + "index 0\n!!notbase64!!\n\ncheckpoint\n", "^line 3: not base64"),
        (HEAD + "index 0\n" + "A" * 86 + "==\n\ncheckpoint\n", "^line 3: 64 bytes in base64 where 32 belong"),
        (HEAD + "index 0\n" + "a" * 65 * 1024 + "\n", "not a file that begins with"),
        (HEAD + "index 0\n" + "a" * 65 * 1024 + "\n\n", "^line 3: .*base64"),
        ("", "not a file that begins with"),
        (HEAD, "not a file that begins with"),
        (HEAD + "index 0\n", "not a file that begins with"),
        (HEAD + "extra \nindex 0\n\n", "^line 2: an extra line with nothing in it"),
        (HEAD + "extra QQ==\n\n", "^line 3: no index"),
        (HEAD + "extra QQ==\nindex 0\nQQ==\n\n", "^line 4: 1 bytes in base64 where 32"),
        (HEAD + "index 0\nextra QQ==\n\n", "^line 3: .*base64"),
        (HEAD + "index 00\n\n", "^line 2: not a decimal number"),
        (HEAD + "index ٤\n\n", "^line 2: not a decimal number"),
        (HEAD + "index  1\n\n", "^line 2: not a decimal number"),
        (HEAD + "index 9223372036854775808\n\n", "^line 2: a number greater than"),
        (HEAD + "index 0\n" + f"{HASH}\n" * 64 + "\n", "^line 66: a proof of more than 63 hashes"),
        (HEAD.upper() + "index 0\n\n", "not a file that begins with"),
        (HEAD[:-1] + "\r\nindex 0\n\n", "not a file that begins with"),
    ],
)
def test_refused(text: str, message: str) -> None:
    with pytest.raises(Malformed, match=message):
        Receipt.from_text(text.encode())


# The bytes that other implementations write for these values.
@pytest.mark.parametrize(
    ("made", "text"),
    [
        (Receipt(0, (), b"checkpoint\n"), HEAD + "index 0\n\ncheckpoint\n"),
        (
            Receipt(10, (), b"checkpoint data\n", b"extra information"),
            HEAD + "extra ZXh0cmEgaW5mb3JtYXRpb24=\nindex 10\n\ncheckpoint data\n",
        ),
    ],
)
def test_written(made: Receipt, text: str) -> None:
    assert made.to_text() == text.encode()


def test_what_a_receipt_shows(log: Any, check: Any, make_hand: Any) -> None:
    believed = Policy((Log(log.key),))
    made = checkpoints.sign(Checkpoint(log.key.name, 7, TREE.root()), log.key, log.make)
    good = prove_entry(TREE, 5, made, extra=b"nobody vouches for this")
    assert Receipt.from_text(good.to_text()).extra == b"nobody vouches for this"
    assert check_entry(good, leaf_hash(b"f"), believed, check).checkpoint.size == 7
    assert check_entry(replace(good, extra=b"nor for this"), leaf_hash(b"f"), believed, check).checkpoint.size == 7
    other = checkpoints.sign(Checkpoint(log.key.name, 7, Tree(map(leaf_hash, [b"x"] * 7)).root()), log.key, log.make)
    for spoilt, entry in [
        (good, b"e"),
        (replace(good, index=4), b"f"),
        (replace(good, index=7), b"f"),
        (replace(good, proof=good.proof[:-1]), b"f"),
        (replace(good, note=other.to_text()), b"f"),
        (replace(good, note=made.to_text().replace(b"\n7\n", b"\n6\n")), b"f"),
    ]:
        with pytest.raises(ProofFailed):
            check_entry(spoilt, leaf_hash(entry), believed, check)
    stranger = make_hand("example.com/other", bytes(32))
    with pytest.raises(UnknownKey):
        check_entry(good, leaf_hash(b"f"), Policy((Log(stranger.key),)), check)


def test_no_receipt_before_the_entry_is_in_the_tree(log: Any) -> None:
    made = checkpoints.sign(Checkpoint(log.key.name, 5, TREE.root(5)), log.key, log.make)
    with pytest.raises(ValueError, match="a tree of 5 leaves has no leaf 5"):
        prove_entry(TREE, 5, made)
