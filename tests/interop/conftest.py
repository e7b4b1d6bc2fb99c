"""A log of forty entries with one witness, and what it hands out: made by us, to be checked by others."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from travaux.log import checkpoint as checkpoints
from travaux.log import cosignature
from travaux.log.checkpoint import Checkpoint
from travaux.log.leaf import Leaf
from travaux.log.merkle import Tree
from travaux.log.note import Key, Note

TIME = 1_780_000_000

SOURCE = Path(__file__).parent / "verify" / "main.go"

Verify = Callable[..., tuple[int, str]]


@dataclass(frozen=True)
class Handed:
    """The log: its entries and tree, its key and its witness's, and its checkpoint at each size, cosigned."""

    entries: list[bytes]
    tree: Tree
    log: Key
    witness: Key
    checkpoints: list[Note]


@pytest.fixture(scope="session")
def handed() -> Handed:
    log, witness = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))
    log_key = Key("example.com/accord", 0x01, log.public_key().public_bytes_raw())
    witness_key = Key("witness.boria.example", 0x04, witness.public_key().public_bytes_raw())
    signature = b"SSHSIG\x00\x00\x00\x01"
    leaves = [Leaf.of({"type": "take", "seq": n, "words": "réserve"}, signature) for n in range(40)]
    tree = Tree(leaf.hash for leaf in leaves)
    notes = []
    for size in range(41):
        made = Checkpoint(log_key.name, size, tree.root(size))
        cosigned = cosignature.sign(made, TIME + size, witness_key, witness.sign)
        notes.append(checkpoints.sign(made, log_key, log.sign).adding(cosigned))
    return Handed([leaf.to_text() for leaf in leaves], tree, log_key, witness_key, notes)


def need(program: str, place: str | None = None) -> str:
    """The path of a program: the test is skipped, loudly, where it is absent, and fails when CI is true."""
    path = shutil.which(program)
    if path is None or (place and not Path(place).exists()):
        message = f"{program} is not installed{f', or nothing lies at {place}' if place else ''}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return path


@pytest.fixture(scope="session")
def openssl() -> str:
    return need("openssl")


@pytest.fixture(scope="session")
def go() -> str:
    return need("go", "/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog")


@pytest.fixture(scope="session")
def verify(go: str, tmp_path_factory: pytest.TempPathFactory) -> Verify:
    """Builds the verifier without a network; then runs it over contents, which it gets as files, and keys."""
    folder = tmp_path_factory.mktemp("go")
    # Debian lays the sources of Go libraries under one GOPATH; with modules off, nothing is ever fetched.
    settings = {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": "", "GOPROXY": "off"}
    caches = {"GOCACHE": str(folder / "cache"), "HOME": str(folder)}
    subprocess.run(
        [go, "build", "-o", str(folder / "verify"), str(SOURCE)], env={**os.environ, **settings, **caches}, check=True
    )

    def verify(what: str, *arguments: bytes | str) -> tuple[int, str]:
        words = []
        for number, argument in enumerate(arguments):
            if isinstance(argument, bytes):
                file = folder / str(number)
                file.write_bytes(argument)
                words.append(str(file))
            else:
                words.append(argument)
        done = subprocess.run([str(folder / "verify"), what, *words], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.strip()

    return verify
