"""A Go program on golang.org/x/mod accepts our checkpoints, cosignatures, receipts and proofs, and no altered ones."""

from __future__ import annotations

from typing import Any

from tests.interop.conftest import Verify

from travaux.log.proof import prove_consistency
from travaux.log.receipt import prove_entry
from travaux.log.witness import Request

OK = 0, "OK"


def test_checkpoints(verify: Verify, handed: Any) -> None:
    log, witness = handed.log.to_text(), handed.witness.to_text()
    for size in (0, 1, 7, 40):
        made = handed.checkpoints[size].to_text()
        assert verify("checkpoint", made, log) == OK
        assert verify("checkpoint", made, log, witness) == OK
    code, said = verify("checkpoint", made.replace(b"\n40\n", b"\n41\n"), log)
    assert (code, said.startswith("FAIL: invalid signature for key example.com/accord")) == (1, True)
    without = made[: made.index("— witness".encode())]
    assert verify("checkpoint", without, log) == OK
    assert verify("checkpoint", without, log, witness) == (1, "FAIL: witness.boria.example did not sign")
    later = handed.checkpoints[39].to_text()
    swapped = without + later[later.index("— witness".encode()) :]
    code, said = verify("checkpoint", swapped, log, witness)
    assert (code, said.startswith("FAIL: invalid signature for key witness.boria.example")) == (1, True)


def test_receipts(verify: Verify, handed: Any) -> None:
    log = handed.log.to_text()
    for size, index in [(1, 0), (7, 0), (7, 6), (32, 31), (33, 32), (40, 5), (40, 39)]:
        receipt = prove_entry(handed.tree, index, handed.checkpoints[size])
        assert verify("inclusion", receipt.to_text(), handed.entries[index], log, handed.witness.to_text()) == OK
        altered = handed.entries[index].replace(b'"take"', b'"tale"')
        assert verify("inclusion", receipt.to_text(), altered, log) == (1, "FAIL: invalid transparency proof")
    extra = prove_entry(handed.tree, 5, handed.checkpoints[40], extra=b"more").to_text()
    assert verify("inclusion", extra, handed.entries[5], log) == OK
    moved = extra.replace(b"\nindex 5\n", b"\nindex 4\n")
    assert verify("inclusion", moved, handed.entries[5], log) == (1, "FAIL: invalid transparency proof")


def test_consistency(verify: Verify, handed: Any) -> None:
    log = handed.log.to_text()
    for old, new in [(1, 2), (1, 40), (4, 7), (7, 7), (8, 40), (31, 40), (32, 33)]:
        proof = tuple(prove_consistency(handed.tree, old, new))
        earlier, later = handed.checkpoints[old].to_text(), handed.checkpoints[new].to_text()
        assert verify("consistency", earlier, Request(old, proof, later).to_text(), log) == OK
        longer = Request(old, (*proof, bytes(32)), later).to_text()
        assert verify("consistency", earlier, longer, log) == (1, "FAIL: invalid transparency proof")
        if proof:
            turned = bytes([proof[0][0] ^ 1]) + proof[0][1:]
            altered = Request(old, (turned, *proof[1:]), later).to_text()
            assert verify("consistency", earlier, altered, log) == (1, "FAIL: invalid transparency proof")
