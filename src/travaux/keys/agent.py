"""Signing through ssh-agent, so that a key never leaves it (IETF draft-miller-ssh-agent). One request, one answer.

uint32 length, byte 11                                    which keys are there
uint32 length, byte 12, uint32 count, then for each       string key, string comment
uint32 length, byte 13, string key, string data, uint32 0 sign
uint32 length, byte 14, string inner signature            signed
uint32 length, byte 5                                     no
"""

from __future__ import annotations

import socket
from typing import BinaryIO

from travaux.errors import Malformed, UnknownKey
from travaux.keys.public import ED25519, SK_ED25519, PublicKey
from travaux.keys.sshsig import NAMESPACE, SshSig, to_be_signed
from travaux.keys.sshwire import Fields, string

LIST, KEYS, SIGN, SIGNED = 11, 12, 13, 14
MOST_BYTES = 256 * 1024
PATIENCE = 120.0
"""Seconds to wait for an answer: somebody may have to touch a key."""


def keys(address: str) -> list[tuple[PublicKey, str]]:
    """Returns the keys in an agent that can sign entries, each with its comment. `address` is `$SSH_AUTH_SOCK`."""
    fields = _ask(address, bytes([LIST]), KEYS)
    found = []
    for _ in range(fields.number("count")):
        blob, comment = fields.string("key"), fields.text("comment")
        if Fields(blob).text("kind") in (ED25519, SK_ED25519):
            found.append((PublicKey.from_blob(blob), comment))
    return found


def sign(address: str, key: PublicKey, message: bytes, namespace: str = NAMESPACE) -> bytes:
    """Returns the SSHSIG of a message by a key in the agent; `UnknownKey` where the agent will not sign with it."""
    asked = string(key.to_blob()) + string(to_be_signed(message, namespace)) + bytes(4)
    try:
        inner = _ask(address, bytes([SIGN]) + asked, SIGNED).string("signature")
    except UnknownKey:
        raise UnknownKey(f"ssh-agent does not sign with {key.fingerprint}; ssh-add -l lists its keys") from None
    return SshSig(key, inner, namespace).to_blob()


def _ask(address: str, request: bytes, expected: int) -> Fields:
    try:
        with socket.socket(socket.AF_UNIX) as line, line.makefile("rb") as heard:
            line.settimeout(PATIENCE)
            line.connect(address)
            line.sendall(string(request))
            answer = _receive(heard, int.from_bytes(_receive(heard, 4), "big"))
    except OSError as fault:
        raise UnknownKey(f"ssh-agent does not answer at {address!r} ({fault}); is $SSH_AUTH_SOCK set?") from None
    if answer[:1] != bytes([expected]):
        raise UnknownKey("ssh-agent refuses")
    return Fields(answer[1:])


def _receive(heard: BinaryIO, count: int) -> bytes:
    if not 0 < count <= MOST_BYTES:
        raise Malformed("ssh-agent's answer has no sensible length", where="ssh-agent")
    data = heard.read(count)
    if len(data) < count:
        raise OSError("it hung up")
    return data
