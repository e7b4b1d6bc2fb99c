"""Receipts: all that shows that an entry is in a log, in one file; C2SP tlog-proof. Not what the entry says.

    c2sp.org/tlog-proof@v1
    index 5
    KCSnzNosqnIMhcn7oei1tzXuz9sDh45Pjf5sNiUDC8Q=
    WusZboNZgjG0XGHz4MWg/aSbDU+GpttfiTqszPUU+pk=
    MzdqO9Y+mZNwioTd/mworli4NQXdH+1xG9kk7FpiOfA=

    example.com/accord
    7
    SuGRk59UjZk0dAuI3qLFy4m7iHD8RQXNed7Gu/qu6cs=

    — example.com/accord ygr2phdtIjg9b0N/A5MurFaah5grdRYTYegfEIcZxizslZOTNb4/8qeyyDd71bTJCwzLe66c/gic13nScbtJiTgAPg0=
    — witness.boria.example IOZZzAAAAABqGKUAJ4y+e4LfvV3NdV/v9IgNTs995jDtiDslI3fekTbF7weP6CjTxaSJ16hzxqhpz8qjwQLBQ4TC1ZVvW9MUvrnZDg==

Line 1 is fixed. An `extra` line may follow, with base64 of whatever an application adds; nothing vouches for it. Then
the index of the entry, its inclusion proof (`travaux.log.proof`), a hash a line, the leaf's neighbour first, a blank
line, and the checkpoint with its signatures, verbatim. Files are called `….tlog-proof`.

Whoever checks a receipt brings the entry and a policy of their own (`travaux.log.policy`): no key is taken from here.
"""  # noqa: E501 (a signature is one line)

from __future__ import annotations

from dataclasses import dataclass

from travaux.canon import from_base64, from_decimal, to_base64
from travaux.errors import Malformed, within
from travaux.log.checkpoint import Checkpoint, Opened
from travaux.log.merkle import Hashes
from travaux.log.note import Check, Note
from travaux.log.policy import Policy
from travaux.log.proof import check_inclusion, from_lines, prove_inclusion, to_lines

HEADER = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True, slots=True)
class Receipt:
    """An entry's index, its inclusion proof, and a checkpoint as a note, verbatim; `extra` is vouched for by nobody."""

    index: int
    proof: tuple[bytes, ...]
    note: bytes
    extra: bytes = b""

    def to_text(self) -> bytes:
        """Returns the receipt as a file."""
        extra = f"extra {to_base64(self.extra)}\n" if self.extra else ""
        return f"{HEADER}\n{extra}index {self.index}\n{to_lines(self.proof)}\n".encode() + self.note

    @classmethod
    def from_text(cls, text: bytes) -> Receipt:
        """Returns the receipt in a file; `Malformed`, with the line, where it is none. The note is not opened."""
        head, blank, note = text.partition(b"\n\n")
        header, *lines = head.decode("ascii", "replace").split("\n")
        if not blank or header != HEADER:
            raise Malformed(f"not a file that begins with {HEADER}, a proof and a blank line")
        number, extra = 2, b""
        if lines and lines[0].startswith("extra "):
            with within("line 2"):
                extra = _extra(lines.pop(0))
            number = 3
        with within(f"line {number}"):
            index = _index(lines.pop(0) if lines else "")
        return cls(index, from_lines(lines, number + 1), note, extra)


def prove_entry(hashes: Hashes, index: int, note: Note, *, extra: bytes = b"") -> Receipt:
    """Returns the receipt for the entry at `index`, under a checkpoint that is large enough to hold it."""
    size = Checkpoint.from_text(note.text).size
    return Receipt(index, tuple(prove_inclusion(hashes, index, size)), note.to_text(), extra)


def check_entry(receipt: Receipt, leaf: bytes, policy: Policy, check: Check) -> Opened:
    """Returns the checkpoint that shows the leaf hash `leaf` to be in a log that the policy believes.

    Raises as `Policy.open` does, and `ProofFailed` where the entry is not at that index of that tree.
    """
    opened = policy.open(receipt.note, check)
    check_inclusion(receipt.proof, receipt.index, opened.checkpoint.size, leaf, opened.checkpoint.root)
    return opened


def _extra(line: str) -> bytes:
    extra = from_base64(line.removeprefix("extra "))
    if not extra:
        raise Malformed("an extra line with nothing in it")
    return extra


def _index(line: str) -> int:
    if not line.startswith("index "):
        raise Malformed("no index")
    return from_decimal(line.removeprefix("index "))
