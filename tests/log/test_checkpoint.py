"""Checkpoints: the example in the docstring, cases that others refuse, round trips, and whose checkpoint it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.errors import Malformed, ProofFailed, UnknownKey
from travaux.log import checkpoint as checkpoints
from travaux.log import note
from travaux.log.checkpoint import Checkpoint
from travaux.log.merkle import EMPTY_ROOT, leaf_hash, root
from travaux.log.note import Ed25519, Key, Note, Signature

ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

lines = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
some = st.builds(
    Checkpoint, lines, st.integers(0, 2**63 - 1), st.binary(min_size=32, max_size=32), st.lists(lines).map(tuple)
)


def test_the_example_in_the_docstring(log: Any, check: Any, examples: Any) -> None:
    example = examples(checkpoints.__doc__)[1]
    opened = checkpoints.open(example.encode(), [Ed25519(log.key, check)])
    leaves = [leaf_hash(name) for name in b"a b c d e f g".split()]
    assert opened.checkpoint == Checkpoint("example.com/accord", 7, root(leaves))
    assert checkpoints.sign(opened.checkpoint, log.key, log.make).to_text() == example.encode()


@given(some)
def test_checkpoints_go_round(checkpoint: Checkpoint) -> None:
    assert Checkpoint.from_text(checkpoint.to_text()) == checkpoint


@given(st.binary(max_size=30) | st.text(max_size=30).map(str.encode))
def test_whatever_is_read_is_written_alike(tail: bytes) -> None:
    text = f"Log\n0\n{ROOT}\n".encode() + tail
    try:
        checkpoint = Checkpoint.from_text(text)
    except Malformed:
        return
    assert checkpoint.to_text() == text


# The cases that implementations of tlog-checkpoint are tested with, then those that Python alone would let pass.
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not three lines"),
        ("Head\n9944\n", "not three lines"),
        (f"\n9944\n{ROOT}\n", "a line that is empty"),
        (f"Log\n123\n{ROOT}", "not three lines, each with its line feed"),
        (f"Log\nbananas\n{ROOT}\n", "^line 2: not a decimal number"),
        (f"Log\n-34\n{ROOT}\n", "^line 2: not a decimal number"),
        (f"Log\n3438945738945739845734895735\n{ROOT}\n", "^line 2: a number greater than"),
        (f"Log\n9223372036854775808\n{ROOT}\n", "^line 2: a number greater than 9223372036854775807"),
        ("Log\n123\nThisIsn'tBase64\n", "^line 3: not base64"),
        ("Log\n123\nYmFuYW5hcw==\n", "^line 3: 7 bytes in base64 where 32 belong"),
        (f"Log\n007\n{ROOT}\n", "^line 2: not a decimal number"),
        (f"Log\n٤٢\n{ROOT}\n", "^line 2: not a decimal number"),
        (f"Log\n 7\n{ROOT}\n", "^line 2: not a decimal number"),
        (f"Log\n+7\n{ROOT}\n", "^line 2: not a decimal number"),
        (f"Log\n7\n {ROOT}\n", "^line 3: not base64"),
        (f"Log\n7\n{ROOT[:-2]}V=\n", "^line 3: not base64 in its one standard form"),
        (f"Log\n7\n{ROOT}\n\n", "a line that is empty"),
        (f"Log\n7\n{ROOT}\nmore\n\nmore\n", "a line that is empty"),
        (f"Lo\tg\n7\n{ROOT}\n", "a line that is empty or has a control character"),
    ],
)
def test_refused(text: str, message: str) -> None:
    with pytest.raises(Malformed, match=message):
        Checkpoint.from_text(text.encode())


def test_not_utf_8() -> None:
    with pytest.raises(Malformed, match=r"^byte 0: not UTF-8"):
        Checkpoint.from_text(b"\xff\n0\n" + ROOT.encode() + b"\n")


@pytest.mark.parametrize(("size", "root"), [(-1, EMPTY_ROOT), (2**63, EMPTY_ROOT), (0, b"")])
def test_no_such_tree(size: int, root: bytes) -> None:
    with pytest.raises(Malformed, match=f"a size of {size} and a root of {len(root)} bytes"):
        Checkpoint("Log", size, root)


def test_extension_lines_are_kept() -> None:
    assert Checkpoint.from_text(f"Log\n7\n{ROOT}\nlots\nof\n".encode()).extensions == ("lots", "of")


def test_a_key_signs_for_its_own_log(log: Any) -> None:
    with pytest.raises(ValueError, match=r"the key of example\.com/accord signs no checkpoint of another"):
        checkpoints.sign(Checkpoint("another", 0, EMPTY_ROOT), log.key, log.make)


def test_another_log_s_checkpoint(log: Any, check: Any, make_hand: Any) -> None:
    other = make_hand("example.com/other", bytes(32))
    theirs = checkpoints.sign(Checkpoint("example.com/other", 0, EMPTY_ROOT), other.key, other.make).to_text()
    with pytest.raises(UnknownKey, match=r"^a checkpoint of example\.com/other, not of example\.com/accord$"):
        checkpoints.open(theirs, [Ed25519(log.key, check)])
    with pytest.raises(UnknownKey):  # even where the other's key is known, as a cosigner's
        checkpoints.open(theirs, [Ed25519(log.key, check)], [Ed25519(other.key, check)])


def test_a_cosigner_is_not_the_log(log: Any, check: Any, make_hand: Any) -> None:
    friend = make_hand("friend", bytes(32))
    text = Checkpoint("example.com/accord", 0, EMPTY_ROOT).to_text()
    only = Note(text, (note.sign(text, friend.key, friend.make),)).to_text()
    with pytest.raises(UnknownKey, match=r"^not signed by the log example\.com/accord$"):
        checkpoints.open(only, [Ed25519(log.key, check)], [Ed25519(friend.key, check)])
    with pytest.raises(UnknownKey, match="no signature by a key that is known here"):
        checkpoints.open(only, [Ed25519(log.key, check)])


def test_a_cosigner_with_the_log_s_name_is_not_the_log(log: Any, check: Any, make_hand: Any) -> None:
    twin = make_hand("example.com/accord", bytes(32))
    text = Checkpoint("example.com/accord", 0, EMPTY_ROOT).to_text()
    only = Note(text, (note.sign(text, twin.key, twin.make),)).to_text()
    with pytest.raises(UnknownKey, match="not signed by the log"):
        checkpoints.open(only, [Ed25519(log.key, check)], [Ed25519(twin.key, check)])


def test_a_log_that_changed_its_key(log: Any, check: Any, make_hand: Any) -> None:
    """Two keys of one name: the signature by either is enough."""
    new = make_hand("example.com/accord", bytes(32))
    made = checkpoints.sign(Checkpoint("example.com/accord", 0, EMPTY_ROOT), new.key, new.make)
    assert len(checkpoints.open(made.to_text(), [Ed25519(log.key, check), Ed25519(new.key, check)]).verified) == 1


def test_every_known_signature_must_hold(log: Any, check: Any, make_hand: Any) -> None:
    friend = make_hand("friend", bytes(32))
    made = checkpoints.sign(Checkpoint("example.com/accord", 0, EMPTY_ROOT), log.key, log.make)
    spoilt = made.adding(Signature("friend", friend.key.id, bytes(64))).to_text()
    assert len(checkpoints.open(spoilt, [Ed25519(log.key, check)]).verified) == 1
    with pytest.raises(ProofFailed):
        checkpoints.open(spoilt, [Ed25519(log.key, check)], [Ed25519(friend.key, check)])


def test_one_log_has_one_name(check: Any) -> None:
    for names in [], ["a", "b"]:
        with pytest.raises(ValueError, match="one log has one name"):
            checkpoints.open(b"", [Ed25519(Key(name, 1, bytes(32)), check) for name in names])
