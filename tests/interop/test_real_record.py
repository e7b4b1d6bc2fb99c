"""A record that the API made, in the hands of programs that share nothing with Travaux."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.attacks import forging
from tests.attacks.forging import Accord
from tests.interop.conftest import Verify, need
from tests.interop.test_openssl import verified

import travaux
from travaux.keys import allowed
from travaux.keys.public import PublicKey
from travaux.keys.sshsig import NAMESPACE, SshSig
from travaux.log.leaf import Leaf
from travaux.log.note import Key, Note
from travaux.log.proof import prove_consistency
from travaux.log.witness import Request


@dataclass
class Taken:
    """What is taken out of a record by its API: leaves, receipts under the last checkpoint, and lists of signers."""

    accord: Accord
    leaves: list[bytes]
    receipts: list[bytes]
    signers: list[str]
    """For each entry the list of keys that were valid there, as `ssh-keygen` reads it."""


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    accord = forging.make(tmp_path_factory.mktemp("real"))
    with travaux.open(accord.path, viewer="depositary", home=accord.home) as record:
        held = [[each for each in record.state.holders if each.valid_at(at)] for at in range(record.size)]
        signers = [
            allowed.to_text(((each.person.id, PublicKey.from_text(each.key)) for each in found), f"as of entry {at}")
            for at, found in enumerate(held)
        ]
        leaves = [record.leaf(at) for at in range(record.size)]
        return Taken(accord, leaves, [record.receipt(at).encode() for at in range(record.size)], signers)


@pytest.fixture(scope="module")
def ssh_keygen() -> str:
    return need("ssh-keygen")


def good(program: str, folder: Path, signers: str, principal: str, leaf: bytes, message: bytes | None = None) -> int:
    found = Leaf.from_text(leaf)
    (folder / "allowed").write_text(signers)
    (folder / "signature").write_text(SshSig.from_blob(found.signatures[0]).to_text())
    command = [program, "-Y", "verify", "-f", "allowed", "-I", principal, "-n", NAMESPACE, "-s", "signature"]
    return subprocess.run(
        command, cwd=folder, input=message or found.message, capture_output=True, check=False
    ).returncode


def test_ssh_keygen_accepts_every_signature(taken: Taken, ssh_keygen: str, tmp_path: Path) -> None:
    """By the list of keys as of each entry; entry 0 brings in the first key of all, and is signed by it."""
    with travaux.open(taken.accord.path, viewer="depositary", home=taken.accord.home) as record:
        for at, leaf in enumerate(taken.leaves):
            holder = record.state.holder(record.entry(at).signers[0])
            assert holder is not None
            signers = taken.signers[max(at, 1)]
            assert (at, good(ssh_keygen, tmp_path, signers, holder.person.id, leaf)) == (at, 0)


def test_ssh_keygen_refuses_a_changed_byte_and_another_s_name(taken: Taken, ssh_keygen: str, tmp_path: Path) -> None:
    leaf, signers = taken.leaves[5], taken.signers[5]
    clerk, depositary = (str(forging.value(taken.leaves[at])["person"]) for at in (5, 0))
    message = Leaf.from_text(leaf).message
    assert good(ssh_keygen, tmp_path, signers, clerk, leaf) == 0
    for at in range(0, len(message), 40):
        changed = message[:at] + bytes([message[at] ^ 1]) + message[at + 1 :]
        assert (at, good(ssh_keygen, tmp_path, signers, clerk, leaf, changed)) == (at, 255)
    assert good(ssh_keygen, tmp_path, signers, depositary, leaf) == 255


def test_ssh_keygen_knows_no_key_before_it_was_enrolled(taken: Taken, ssh_keygen: str, tmp_path: Path) -> None:
    clerk = str(forging.value(taken.leaves[5])["person"])
    assert good(ssh_keygen, tmp_path, taken.signers[3], clerk, taken.leaves[5]) == 255


def test_openssl_verifies_the_checkpoints(taken: Taken, openssl: str, tmp_path: Path) -> None:
    public = Key.from_text(taken.accord.vkey).public
    for text in taken.accord.notes.values():
        note = Note.from_text(text)
        assert verified(openssl, tmp_path, public, note.text, note.signatures[0].data)
        assert not verified(
            openssl, tmp_path, public, note.text.replace(b"example", b"exemple"), note.signatures[0].data
        )


def test_go_verifies_checkpoints_and_receipts(taken: Taken, verify: Verify) -> None:
    log = taken.accord.vkey
    for text in taken.accord.notes.values():
        assert verify("checkpoint", text, log) == (0, "OK")
    for leaf, receipt in zip(taken.leaves, taken.receipts, strict=True):
        assert verify("inclusion", receipt, leaf, log) == (0, "OK")
    for index, receipt in taken.accord.receipts.items():
        assert verify("inclusion", receipt.encode(), taken.leaves[index], log) == (0, "OK")
    changed = forging.altered(taken.leaves[5], b'"object"', b'"accept"')
    assert verify("inclusion", taken.receipts[5], changed, log) == (1, "FAIL: invalid transparency proof")
    assert verify("inclusion", taken.receipts[5], taken.leaves[4], log) == (1, "FAIL: invalid transparency proof")


def test_go_verifies_consistency(taken: Taken, verify: Verify) -> None:
    """Every checkpoint that somebody kept goes on into the last one; a log without entry 5 does not."""
    log, tree, notes = taken.accord.vkey, forging.tree(taken.leaves), taken.accord.notes
    last = max(notes)
    for size, note in notes.items():
        body = Request(size, tuple(prove_consistency(tree, size, last)), notes[last]).to_text()
        assert verify("consistency", note, body, log) == (0, "OK")
    other = [leaf for index, leaf in enumerate(taken.leaves) if index != 5]
    forged = forging.signed(8, forging.tree(other).root(), taken.accord.log_key())
    body = Request(6, tuple(prove_consistency(forging.tree(other), 6, 8)), forged).to_text()
    assert verify("consistency", notes[6], body, log) == (1, "FAIL: invalid transparency proof")
