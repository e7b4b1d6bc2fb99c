"""OpenSSL verifies the signature of the log, and that of a witness, and refuses a changed byte."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from travaux.log import cosignature

DER = bytes.fromhex("302a300506032b6570032100")
"""How every Ed25519 public key in DER begins (RFC 8410)."""


def verified(openssl: str, folder: Path, public: bytes, message: bytes, signature: bytes) -> bool:
    for name, content in [("key", DER + public), ("message", message), ("signature", signature)]:
        (folder / name).write_bytes(content)
    done = subprocess.run(
        [openssl, "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin", "-in", "message"]
        + ["-sigfile", "signature"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() in {"Signature Verified Successfully", "Signature Verification Failure"}, done.stderr
    return done.returncode == 0


def test_the_log_s_signature(openssl: str, handed: Any, tmp_path: Path) -> None:
    made = handed.checkpoints[40]
    signature = made.signatures[0].data
    assert verified(openssl, tmp_path, handed.log.public, made.text, signature)
    assert not verified(openssl, tmp_path, handed.log.public, made.text.replace(b"40", b"41"), signature)
    assert not verified(openssl, tmp_path, handed.log.public, made.text, handed.checkpoints[39].signatures[0].data)


def test_a_witness_s_cosignature(openssl: str, handed: Any, tmp_path: Path) -> None:
    made = handed.checkpoints[40]
    time, signature = cosignature.time_of(made.signatures[1]), made.signatures[1].data[8:]
    public = handed.witness.public
    assert verified(openssl, tmp_path, public, cosignature.message(made.text, time), signature)
    assert not verified(openssl, tmp_path, public, cosignature.message(made.text, time + 1), signature)
