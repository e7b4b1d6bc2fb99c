"""Signers: whoever can sign an entry here: a key in the operator's home, a key file, or one that an agent holds."""

from __future__ import annotations

import os
from dataclasses import dataclass

from travaux.errors import UnknownKey
from travaux.keys import agent
from travaux.keys.private import PrivateKey, Signing
from travaux.keys.public import PublicKey


@dataclass(frozen=True, slots=True)
class Signer:
    """A public key and the way to sign with it. `quick` says that no person and no other program is waited for."""

    key: PublicKey
    make: Signing
    quick: bool = False


def by_key(key: PrivateKey) -> Signer:
    """Returns the signer that a private key is."""
    return Signer(key.public, key.sign, quick=True)


def by_agent(name: str = "", address: str | None = None) -> Signer:
    """Returns a signer whose key stays in ssh-agent; `name` is a fingerprint, a comment, or empty for the only key."""
    at = os.environ.get("SSH_AUTH_SOCK", "") if address is None else address
    found = [
        key for key, comment in agent.keys(at) if name in ("", key.fingerprint, comment, key.to_text())
    ]  # fmt: skip
    if len(found) != 1:
        raise UnknownKey(
            f"ssh-agent holds {len(found)} keys that are called {name!r} and can sign; ssh-add -l lists them"
        )
    key = found[0]
    return Signer(key, lambda message: agent.sign(at, key, message))
