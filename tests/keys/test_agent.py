"""An agent that says what a test wants: what it is asked, byte by byte, and how its odd answers are told."""

from __future__ import annotations

import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from travaux.errors import Malformed, UnknownKey
from travaux.keys import agent
from travaux.keys.private import PrivateKey
from travaux.keys.public import SK_ECDSA, SK_ED25519, PublicKey
from travaux.keys.sshsig import SshSig, to_be_signed
from travaux.keys.sshwire import string

CLERK = PrivateKey.from_seed(bytes(range(32)))
TOUCHED = PublicKey(SK_ED25519, bytes(32), "ssh:")
PASSKEY = PublicKey(SK_ECDSA, b"\x04" + bytes(64), "sign.example.org")
ASKED: list[bytes] = []


@contextmanager
def answering(*pieces: bytes, silent: bool = False) -> Iterator[str]:
    """An agent that hears one request and gives an answer, piece by piece, before it hangs up."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, socket.socket(socket.AF_UNIX) as door:
        door.bind(f"{folder}/agent")
        door.listen()
        done = threading.Event()

        def serve() -> None:
            line, _ = door.accept()
            with line:
                ASKED.append(line.recv(4096))
                for piece in pieces:
                    line.sendall(piece)
                if silent:
                    done.wait(5)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"{folder}/agent"
        finally:
            done.set()
            with (
                suppress(OSError),
                socket.socket(socket.AF_UNIX) as nobody,
            ):  # or a door at which nobody knocked stays open
                nobody.connect(f"{folder}/agent")
            thread.join(30)


def listed(*keys: tuple[bytes, str]) -> bytes:
    body = bytes([12]) + len(keys).to_bytes(4, "big") + b"".join(string(blob) + string(name) for blob, name in keys)
    return string(body)


def test_keys_that_can_sign_entries_without_a_browser() -> None:
    answer = listed(
        (string("ssh-rsa") + b"?", "old"), (CLERK.public.to_blob(), "clerk"), (PASSKEY.to_blob(), "browser"),
        (TOUCHED.to_blob(), "touch"),
    )  # fmt: skip
    with answering(answer) as address:
        assert agent.keys(address) == [(CLERK.public, "clerk"), (TOUCHED, "touch")]
    assert ASKED.pop() == b"\0\0\0\1\x0b"


def test_a_signature() -> None:
    inner = string("ssh-ed25519") + string(CLERK.make(to_be_signed(b"words", "file")))
    with answering(string(bytes([14]) + string(inner))) as address:
        assert agent.sign(address, CLERK.public, b"words", "file") == CLERK.sign(b"words", "file")
    asked = bytes([13]) + string(CLERK.public.to_blob()) + string(to_be_signed(b"words", "file")) + bytes(4)
    assert ASKED.pop() == string(asked)
    with answering(string(bytes([14]) + string(b"x"))) as address:
        assert agent.sign(address, TOUCHED, b"words") == SshSig(TOUCHED, b"x", "travaux-entry@v1").to_blob()


def test_an_answer_in_pieces() -> None:
    answer = listed((CLERK.public.to_blob(), "clerk"))
    with answering(*(answer[at : at + 1] for at in range(len(answer)))) as address:
        assert agent.keys(address) == [(CLERK.public, "clerk")]


def test_a_long_answer() -> None:
    longest = bytes([12]) + bytes(256 * 1024 - 1)
    with answering(string(longest)) as address:
        assert agent.keys(address) == []


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (bytes(4), "ssh-agent: ssh-agent's answer has no sensible length"),
        ((256 * 1024 + 1).to_bytes(4, "big"), "ssh-agent: ssh-agent's answer has no sensible length"),
        (listed((b"", ""))[:-8] + bytes(8), "ends before its length of the kind does"),
        (string(bytes([12])), "ends before its count does"),
        (string(bytes([12, 0, 0, 0, 1])), "ends before its length of the key does"),
        (string(bytes([12, 0, 0, 0, 1]) + string(b"")), "ends before its length of the comment does"),
    ],
)
def test_answers_that_make_no_sense(answer: bytes, sentence: str) -> None:
    with answering(answer) as address, pytest.raises(Malformed) as raised:
        agent.keys(address)
    assert str(raised.value) == sentence


def keys(address: str) -> object:
    return agent.keys(address)


def sign(address: str) -> object:
    return agent.sign(address, CLERK.public, b"words")


@pytest.mark.parametrize(
    ("answer", "ask", "sentence"),
    [
        (string(b"\x05"), keys, "ssh-agent refuses"),
        (string(b"\x0e"), keys, "ssh-agent refuses"),
        (
            string(b"\x05"),
            sign,
            f"ssh-agent does not sign with {CLERK.public.fingerprint}; ssh-add -l lists its keys",
        ),
        (b"", keys, "ssh-agent does not answer at {address!r} (it hung up); is $SSH_AUTH_SOCK set?"),
        (b"\0\0\0\2x", keys, "ssh-agent does not answer at {address!r} (it hung up); is $SSH_AUTH_SOCK set?"),
    ],
)
def test_refusals(answer: bytes, ask: Callable[[str], object], sentence: str) -> None:
    with answering(answer) as address, pytest.raises(UnknownKey) as raised:
        ask(address)
    assert str(raised.value) == sentence.format(address=address)


def test_a_signature_that_makes_no_sense() -> None:
    with answering(string(b"\x0e")) as address, pytest.raises(Malformed, match=r"^ends before its length of the sign"):
        agent.sign(address, CLERK.public, b"words")


def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agent, "PATIENCE", 0.05)
    with (
        answering(silent=True) as address,
        pytest.raises(UnknownKey, match=r"\(timed out\); is \$SSH_AUTH_SOCK set\?$"),
    ):
        agent.keys(address)
