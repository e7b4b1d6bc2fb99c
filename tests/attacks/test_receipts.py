"""Receipts, checkpoints and witnesses, in the hands of somebody who lies about them: what those say who check."""

from __future__ import annotations

import shutil
import socket
import threading
from pathlib import Path

import pytest
from tests.attacks.forging import ORIGIN, Accord, rewritten, signed, tree, vkey_of

import travaux
from travaux.keys.check import check_ed25519
from travaux.keys.private import PrivateKey
from travaux.log.merkle import leaf_hash
from travaux.log.policy import Policy
from travaux.log.proof import check_consistency, prove_consistency
from travaux.log.receipt import Receipt, check_entry
from travaux.log.witness import Request
from travaux.record.acts import State
from travaux.record.terms import Source
from travaux.secretariat.witnessing import WitnessKeeper, server

NO_HINT = "ProofFailed: a proof, a signature or a digest does not hold"


def believing(accord: Accord) -> Policy:
    return Policy.from_text(f"log {accord.vkey}\nquorum none\n".encode())


def said(accord: Accord, receipt: str | bytes, leaf: bytes, policy: Policy | None = None) -> str:
    """What whoever has an entry and a receipt is told; nothing where both are in order."""
    text = receipt if isinstance(receipt, bytes) else receipt.encode()
    try:
        check_entry(Receipt.from_text(text), leaf_hash(leaf), policy or believing(accord), check_ed25519)
    except travaux.TravauxError as fault:
        return f"{type(fault).__name__}: {fault}"
    return ""


def test_honest_receipts(accord: Accord) -> None:
    leaves = accord.leaves
    assert [said(accord, text, leaves[at]) for at, text in accord.receipts.items()] == ["", "", ""]


def test_a_foreign_proof(accord: Accord) -> None:
    """The receipt of another entry of the same log, and of the same entry under another size."""
    leaves = accord.leaves
    assert said(accord, accord.receipts[5], leaves[7]) == NO_HINT
    older, newer = Receipt.from_text(accord.receipts[5].encode()), Receipt.from_text(accord.receipts[7].encode())
    mixed = Receipt(5, older.proof, newer.note).to_text()
    assert said(accord, mixed, leaves[5]) == NO_HINT
    moved = Receipt(4, older.proof, older.note).to_text()
    assert said(accord, moved, leaves[5]) == NO_HINT


def test_a_proof_that_is_too_long_or_too_short(accord: Accord) -> None:
    honest = Receipt.from_text(accord.receipts[5].encode())
    for proof in (honest.proof[:-1], (*honest.proof, bytes(32)), ()):
        assert said(accord, Receipt(5, proof, honest.note).to_text(), accord.leaves[5]) == NO_HINT


def test_a_receipt_of_another_log(accord: Accord) -> None:
    """The same tree under another name, signed by the same key: the name is part of what was signed for."""
    honest = Receipt.from_text(accord.receipts[7].encode())
    note = signed(8, tree(accord.leaves).root(8), accord.log_key(), origin="example.com/other")
    foreign = Receipt(7, honest.proof, note).to_text()
    expected = "UnknownKey: the log example.com/other is not one of those believed here"
    assert said(accord, foreign, accord.leaves[7]) == expected


def test_a_receipt_signed_by_another_key(accord: Accord) -> None:
    """A thief signs in the log's name with a key of his own; and writes his key where he likes."""
    thief = PrivateKey.from_seed(b"a thief's seed that has 32 bytes")
    honest = Receipt.from_text(accord.receipts[7].encode())
    forged = Receipt(7, honest.proof, signed(8, tree(accord.leaves).root(8), thief), extra=vkey_of(thief).encode())
    assert said(accord, forged.to_text(), accord.leaves[7]) == "UnknownKey: no signature by a key that is known here"


def test_a_receipt_whose_size_was_changed(accord: Accord) -> None:
    forged = accord.receipts[7].replace(f"{ORIGIN}\n8\n", f"{ORIGIN}\n9\n")
    assert said(accord, forged, accord.leaves[7]) == NO_HINT


def test_a_receipt_proves_that_the_log_denied_an_entry(accord: Accord) -> None:
    """The depositary takes an entry out and signs the rest: the member's receipt and the new checkpoint exclude each
    other, and both bear the log's signature. That pair is the proof of the fork."""
    leaves = accord.leaves
    del leaves[5]
    note = rewritten(accord, leaves, accord.log_key())
    old = Receipt.from_text(accord.receipts[5].encode())
    assert said(accord, accord.receipts[5], honest_leaf(accord)) == ""
    assert believing(accord).open(note, check_ed25519).checkpoint.size == 8
    size = believing(accord).open(old.note, check_ed25519).checkpoint.size
    proof = prove_consistency(tree(leaves), size, 8)
    with pytest.raises(travaux.TravauxError) as refusal:
        check_consistency(
            proof, size, believing(accord).open(old.note, check_ed25519).checkpoint.root, 8, tree(leaves).root()
        )
    assert f"{type(refusal.value).__name__}: {refusal.value}" == NO_HINT


def honest_leaf(accord: Accord) -> bytes:
    """Entry 5 as Boria's clerk kept it: whoever signs keeps what was signed."""
    return accord.kept[5]


# Witnesses


@pytest.fixture
def keeper(accord: Accord, tmp_path: Path) -> WitnessKeeper:
    """A witness of Boria's that has cosigned the log at nine entries."""
    found = WitnessKeeper(tmp_path / "witness.db", PrivateKey.from_seed(bytes(range(32))), "witness.boria.example")
    found.know(accord.vkey)
    answer = found.add_checkpoint(Request(0, (), accord.notes[9]).to_text())
    assert answer.status == 200
    return found


def asked(keeper: WitnessKeeper, body: bytes) -> tuple[int, str]:
    answer = keeper.add_checkpoint(body)
    return answer.status, answer.body.decode().strip()


def test_a_forked_log_before_a_witness(accord: Accord, keeper: WitnessKeeper) -> None:
    """Two signed checkpoints of one size: the witness has cosigned the one, and refuses the other."""
    other = signed(9, tree([*accord.leaves[:8], accord.next()]).root(), accord.log_key())
    assert asked(keeper, Request(9, (), other).to_text()) == (422, "the consistency proof does not hold")


def test_a_log_that_goes_on_from_another_history(accord: Accord, keeper: WitnessKeeper) -> None:
    leaves = [*accord.leaves[:8], accord.next(), accord.next(nonce="eleventh")]
    other = tree(leaves)
    note = signed(10, other.root(), accord.log_key())
    body = Request(9, tuple(prove_consistency(other, 9, 10)), note).to_text()
    assert asked(keeper, body) == (422, "the consistency proof does not hold")


def test_a_truncated_log_before_a_witness(accord: Accord, keeper: WitnessKeeper) -> None:
    older = signed(7, tree(accord.leaves).root(7), accord.log_key())
    assert asked(keeper, Request(7, (), older).to_text()) == (409, "9")
    assert asked(keeper, Request(9, (), older).to_text()) == (
        400,
        "the old size is greater than that of the checkpoint",
    )


def test_another_log_before_a_witness(accord: Accord, keeper: WitnessKeeper) -> None:
    thief = PrivateKey.from_seed(b"a thief's seed that has 32 bytes")
    root = tree(accord.leaves).root()
    other = signed(9, root, thief, origin="example.com/other")
    assert asked(keeper, Request(9, (), other).to_text()) == (404, "the log example.com/other is not known here")
    assert asked(keeper, Request(9, (), signed(9, root, thief)).to_text()) == (
        403,
        f"no valid signature of the log {ORIGIN}",
    )


def test_a_witness_keeps_the_key_it_knows(accord: Accord, keeper: WitnessKeeper) -> None:
    thief = vkey_of(PrivateKey.from_seed(b"a thief's seed that has 32 bytes"))
    with pytest.raises(travaux.Malformed) as refusal:
        keeper.know(thief)
    assert str(refusal.value) == f"{ORIGIN}: the log is known here with another key"


def test_a_split_view_before_a_policy(accord: Accord, keeper: WitnessKeeper, tmp_path: Path) -> None:
    """One delegation is shown a fork. Whoever asks for the witness's cosignature does not believe it."""
    policy = Policy.from_text(f"log {accord.vkey}\nwitness boria {keeper.key.to_text()}\nquorum boria\n".encode())
    other = tmp_path / "split.travaux"
    shutil.copy(accord.path, other)
    home = tmp_path / "another home"
    shutil.copytree(accord.home, home)
    with travaux.open(other, viewer="depositary", home=home) as record:
        receipt = record.enter(State(source=Source(kind="document"), words=("Boria accepts all.",)))
        leaf = record.leaf(9)
    assert said(accord, receipt.text, leaf) == ""
    assert said(accord, receipt.text, leaf, policy) == "ProofFailed: a proof, a signature or a digest does not hold"
    report = travaux.verify(other, policy=policy.to_text().decode(), home=tmp_path / "nobody")
    assert [(each.says, each.faults) for each in report.failed] == [
        (
            "the policy believes the last checkpoint",
            ("a proof, a signature or a digest does not hold",),
        )
    ]


@pytest.mark.parametrize("length", ["²", "-1", "x", "", "9" * 20, "1e3"])
def test_a_request_of_no_length(keeper: WitnessKeeper, length: str) -> None:
    """A length that is none, or too great, is answered, and the witness goes on."""
    serving = server(keeper)
    thread = threading.Thread(target=serving.serve_forever, args=(0.01,))
    thread.start()
    try:
        with socket.create_connection(serving.server_address[:2], timeout=10) as line:  # type: ignore[arg-type]
            line.sendall(f"POST /add-checkpoint HTTP/1.1\r\nContent-Length: {length}\r\n\r\n".encode("latin-1"))
            assert line.recv(40).startswith(b"HTTP/1.1 400")
    finally:
        serving.shutdown()
        serving.server_close()
        thread.join()
