"""Cosignatures: the examples in the docstring and in C2SP tlog-cosignature, the message, and times."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.errors import Malformed, ProofFailed
from travaux.log import checkpoint as checkpoints
from travaux.log import cosignature
from travaux.log.checkpoint import Checkpoint
from travaux.log.cosignature import Cosigner, time_of, verifier
from travaux.log.note import Ed25519, Key, Signature

# C2SP tlog-cosignature: the message and the cosignature line of its example.
PUBLISHED_TEXT = b"example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
PUBLISHED_LINE = (
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+"
    "mbIUBkBIfZ+qnA==\n"
)


def test_the_examples_in_the_docstring(log: Any, boria: Any, check: Any, examples: Any) -> None:
    message, text = examples(cosignature.__doc__)
    opened = checkpoints.open(text.encode(), [Ed25519(log.key, check)], [Cosigner(boria.key, check)])
    _, by_witness = opened.verified
    assert time_of(by_witness) == 1_780_000_000
    assert message.encode() == cosignature.message(opened.note.text, 1_780_000_000)
    assert cosignature.sign(opened.checkpoint, 1_780_000_000, boria.key, boria.make) == by_witness
    assert by_witness.data[8:] == boria.make(message.encode())


def test_the_published_example() -> None:
    signature = Signature.from_text(PUBLISHED_LINE.encode())
    assert time_of(signature) == 1_679_315_147
    assert cosignature.message(PUBLISHED_TEXT, 1_679_315_147) == (b"cosignature/v1\ntime 1679315147\n" + PUBLISHED_TEXT)
    assert signature.to_text() == PUBLISHED_LINE.encode()
    assert signature.key_id == b64decode("jWbPPw==")


@given(st.integers(1, 2**63 - 1), st.integers(0, 71), st.integers(0, 7))
def test_the_time_and_the_signature_are_bound(time: int, place: int, bit: int) -> None:
    """The check is a stand-in that knows one message and one signature: every turned bit must change one of them."""
    checkpoint = Checkpoint("log", 7, bytes(32))
    key = Key("w", 0x04, bytes(32))
    signature = cosignature.sign(checkpoint, time, key, lambda message: bytes(64))
    cosigner = Cosigner(
        key, lambda _, message, made: message == cosignature.message(checkpoint.to_text(), time) and made == bytes(64)
    )
    assert cosigner.holds(checkpoint.to_text(), signature.data)
    assert time_of(signature) == time
    changed = bytearray(signature.data)
    changed[place] ^= 1 << bit
    assert not cosigner.holds(checkpoint.to_text(), bytes(changed))
    assert not cosigner.holds(Checkpoint("log", 8, bytes(32)).to_text(), signature.data)


def test_a_cosignature_of_another_checkpoint(log: Any, boria: Any, check: Any) -> None:
    checkpoint, other = Checkpoint("example.com/accord", 7, bytes(32)), Checkpoint("example.com/accord", 8, bytes(32))
    made = checkpoints.sign(checkpoint, log.key, log.make)
    data = made.adding(cosignature.sign(other, 1, boria.key, boria.make)).to_text()
    with pytest.raises(ProofFailed):
        checkpoints.open(data, [Ed25519(log.key, check)], [Cosigner(boria.key, check)])


@pytest.mark.parametrize("length", [0, 7, 8, 71, 73])
def test_data_of_another_length(length: int) -> None:
    cosigner = Cosigner(Key("w", 0x04, bytes(32)), lambda *_: True)
    assert not cosigner.holds(b"", bytes(length))
    with pytest.raises(Malformed, match=r"^w: not an Ed25519 cosignature"):
        time_of(Signature("w", b"1234", bytes(length) or b"x"))


def test_a_time_that_no_clock_shows() -> None:
    cosigner = Cosigner(Key("w", 0x04, bytes(32)), lambda *_: True)
    assert cosigner.holds(b"", (2**63 - 1).to_bytes(8, "big") + bytes(64))
    assert not cosigner.holds(b"", (2**63).to_bytes(8, "big") + bytes(64))


@pytest.mark.parametrize("time", [0, -1, 2**63])
def test_no_time_to_sign_at(time: int) -> None:
    with pytest.raises(ValueError, match="is no time to sign at"):
        cosignature.sign(Checkpoint("log", 0, bytes(32)), time, Key("w", 0x04, bytes(32)), lambda _: bytes(64))


def test_each_kind_of_key_has_its_verifier(check: Any) -> None:
    assert isinstance(verifier(Key("a", 0x01, bytes(32)), check), Ed25519)
    assert isinstance(verifier(Key("a", 0x04, bytes(32)), check), Cosigner)
    assert verifier(Key("a", 0x06, bytes(1312)), check) is None


def test_a_note_key_does_not_cosign() -> None:
    with pytest.raises(Malformed, match="not an Ed25519 key of kind 0x04"):
        cosignature.sign(Checkpoint("log", 0, bytes(32)), 1, Key("w", 0x01, bytes(32)), lambda _: bytes(64))
    with pytest.raises(Malformed, match="not an Ed25519 key of kind 0x04"):
        Cosigner(Key("w", 0x01, bytes(32)), lambda *_: True)
