"""What the tests of the log sign and check with: Ed25519 by `cryptography`, and keys made from fixed seeds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from travaux.log.note import ED25519, Key


@dataclass(frozen=True)
class Hand:
    """A key with its private half."""

    key: Key
    make: Callable[[bytes], bytes]


def holds(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def hand(name: str, seed: bytes, kind: int = ED25519) -> Hand:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return Hand(Key(name, kind, private.public_key().public_bytes_raw()), private.sign)


def indented(doc: str | None) -> list[str]:
    found = re.findall(r"^((?: {4}.*\S\n|\n(?= {4}))+)", doc or "", re.MULTILINE)
    return [re.sub(r"^ {4}", "", example, flags=re.MULTILINE).strip("\n") + "\n" for example in found]


@pytest.fixture(scope="session")
def examples() -> Callable[[str | None], list[str]]:
    """Reads the indented blocks of a docstring, each with its indentation taken off."""
    return indented


@pytest.fixture(scope="session")
def check() -> Callable[[bytes, bytes, bytes], bool]:
    return holds


@pytest.fixture(scope="session")
def make_hand() -> Callable[..., Hand]:
    return hand


@pytest.fixture(scope="session")
def log() -> Hand:
    return hand("example.com/accord", bytes(range(32)))


@pytest.fixture(scope="session")
def boria() -> Hand:
    return hand("witness.boria.example", bytes(range(32, 64)), 0x04)


@pytest.fixture(scope="session")
def aldania() -> Hand:
    return hand("witness.aldania.example", bytes(range(64, 96)), 0x04)
