"""Witnesses: what one is asked, and the rule by which it answers; C2SP tlog-witness. No connection, no store, no clock.

A log, or anyone with its checkpoint, sends a witness the size of the tree that the witness saw last, a consistency
proof from there (at most 63 hashes in base64, a line each), a blank line, and the new checkpoint with its signatures:

    old 4
    4obTOQZlp83HWUU77QsAze0YQtdX4+bP6H31PbF35yU=

    example.com/accord
    7
    SuGRk59UjZk0dAuI3qLFy4m7iHD8RQXNed7Gu/qu6cs=

    — example.com/accord ygr2phdtIjg9b0N/A5MurFaah5grdRYTYegfEIcZxizslZOTNb4/8qeyyDd71bTJCwzLe66c/gic13nScbtJiTgAPg0=

The rule: a witness cosigns nothing that is smaller than, or inconsistent with, what it cosigned for that origin before.
`check_step` is that rule. The log itself keeps it too before it signs, and so does anybody who remembers a checkpoint.

    404  the origin is of no log this witness knows
    403  no signature of the log, or one that does not hold
    400  not such a request, or the old size is greater than the new
    409  the witness saw another size last: the body is that size and a line feed, of type text/x.tlog.size
    422  the proof does not hold, or the same size has another root
    200  the body is one or more cosignatures, as signature lines

`consider` answers all but 200. What it grants must be kept, and kept safely, in one transaction with the reading of
what was seen before, *before* `grant` is sent: otherwise two requests at once can turn the witness back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from travaux.canon import from_decimal
from travaux.errors import Malformed, ProofFailed, UnknownKey, within
from travaux.log import checkpoint as checkpoints
from travaux.log.checkpoint import Checkpoint, Opened
from travaux.log.merkle import EMPTY_ROOT
from travaux.log.note import Signature, Verifier, read_lines, text_of
from travaux.log.proof import check_consistency, from_lines, to_lines

PLAIN = "text/plain; charset=utf-8"
SIZE = "text/x.tlog.size"


@dataclass(frozen=True, slots=True)
class Seen:
    """The largest tree of a log that was seen: at first, the empty one."""

    size: int = 0
    root: bytes = EMPTY_ROOT


@dataclass(frozen=True, slots=True)
class Request:
    """What a witness is asked: the size it saw last, the proof from there, and the checkpoint as a note, verbatim."""

    old: int
    proof: tuple[bytes, ...]
    note: bytes

    def to_text(self) -> bytes:
        """Returns the body of the request."""
        return f"old {self.old}\n{to_lines(self.proof)}\n".encode() + self.note

    @classmethod
    def from_text(cls, body: bytes) -> Request:
        """Returns the request in a body; `Malformed`, with the line, where it is none. The note is not read yet."""
        head, blank, note = body.partition(b"\n\n")
        first, *lines = head.decode("ascii", "replace").split("\n")
        if not blank or not first.startswith("old "):
            raise Malformed("not an old size, a proof, a blank line and a checkpoint")
        with within("line 1"):
            old = from_decimal(first.removeprefix("old "))
        return cls(old, from_lines(lines, 2), note)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer by HTTP: the status, the body, and what kind of text it is."""

    status: int
    body: bytes
    kind: str = PLAIN


def check_step(seen: Seen, checkpoint: Checkpoint, proof: Sequence[bytes]) -> None:
    """Raises `ProofFailed` unless a checkpoint holds, unchanged, everything that was seen of its log before."""
    if checkpoint.size < seen.size or (checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT):
        raise ProofFailed
    if seen.size == 0:
        if proof:  # everything holds the empty tree, and nothing need be shown
            raise ProofFailed
        return
    check_consistency(proof, seen.size, seen.root, checkpoint.size, checkpoint.root)


def consider(
    body: bytes, logs: Mapping[str, Sequence[Verifier]], seen: Callable[[str], Seen]
) -> tuple[Request, Opened] | Answer:
    """Returns the checkpoint that a witness may now keep and cosign, or the answer that refuses it.

    `logs` holds the keys of each origin the witness knows; `seen` returns what it cosigned last for an origin.
    """
    try:
        request = Request.from_text(body)
        origin = Checkpoint.from_text(text_of(request.note)).origin
    except Malformed as fault:
        return _refusal(400, str(fault))
    if origin not in logs:
        return _refusal(404, f"the log {origin} is not known here")
    try:
        opened = checkpoints.open(request.note, logs[origin])
    except (Malformed, UnknownKey, ProofFailed):
        return _refusal(403, f"no valid signature of the log {origin}")
    return _weigh(request, opened, seen(origin))


def _weigh(request: Request, opened: Opened, last: Seen) -> tuple[Request, Opened] | Answer:
    if request.old > opened.checkpoint.size:
        return _refusal(400, "the old size is greater than that of the checkpoint")
    if request.old != last.size:
        return Answer(409, b"%d\n" % last.size, SIZE)
    try:
        check_step(last, opened.checkpoint, request.proof)
    except ProofFailed:
        return _refusal(422, "the consistency proof does not hold")
    return request, opened


def grant(cosignatures: Iterable[Signature]) -> Answer:
    """Returns the answer that carries a witness's cosignatures, once the checkpoint is kept."""
    return Answer(200, b"".join(signature.to_text() for signature in cosignatures))


def read_cosignatures(body: bytes) -> tuple[Signature, ...]:
    """Returns the signatures in an answer of status 200. They are unverified: `open` the note with them added."""
    if not body:
        raise Malformed("no cosignature")
    return read_lines(body)


def read_size(body: bytes) -> int:
    """Returns the size in an answer of status 409."""
    text = body.decode("ascii", "replace")
    if not text.endswith("\n"):
        raise Malformed("not a size and a line feed")
    return from_decimal(text.removesuffix("\n"))


def path_of(origin: str) -> str:
    """Returns the path, below a witness's prefix for monitors, of the last checkpoint it cosigned for a log."""
    return f"{sha256(origin.encode()).hexdigest()}/checkpoint"


def _refusal(status: int, reason: str) -> Answer:
    return Answer(status, f"{reason}\n".encode())
