"""Proofs of RFC 6962: that an entry is in a tree, and that a later tree holds an earlier one unchanged.

An *inclusion proof* (RFC 6962, 2.1.1) is the hashes that stand beside the way from a leaf up to the root, the leaf's
neighbour first. A *consistency proof* (2.1.2) is the hashes from which both roots can be computed: of the subtrees that
make up the earlier tree, as far as the later one needs them, and of what was added. Neither holds a hash that whoever
checks can compute alone, and its length follows from the sizes; a proof of any other length is refused.

`prove_…` reads the hashes it needs from a store in one reading, at most two for each level of the tree. `check_…` is
given nothing but the proof and what it must show, and follows RFC 9162, 2.1.3.2 and 2.1.4.2.

>>> from travaux.log.merkle import Tree, leaf_hash
>>> leaves = [leaf_hash(name) for name in b"a b c d e f g".split()]
>>> tree = Tree(leaves)
>>> proof = prove_inclusion(tree, 5, 7)
>>> proof == [leaves[4], leaves[6], tree.root(4)]
True
>>> check_inclusion(proof, 5, 7, leaves[5], tree.root())
>>> check_consistency(prove_consistency(tree, 4, 7), 4, tree.root(4), 7, tree.root())
>>> check_inclusion(proof, 4, 7, leaves[5], tree.root())
Traceback (most recent call last):
travaux.errors.ProofFailed: a proof, a signature or a digest does not hold
"""

from __future__ import annotations

from collections.abc import Sequence

from travaux.canon import from_base64, to_base64
from travaux.errors import Malformed, ProofFailed, within
from travaux.log.merkle import HASH_BYTES, Hashes, fold, node_hash, subtrees

MOST_HASHES = 63
"""The most hashes in a proof: one for each level of the largest tree."""

Span = tuple[int, int]
"""Leaves from the first to the one after the last."""


def prove_inclusion(hashes: Hashes, index: int, size: int) -> list[bytes]:
    """Returns the proof that the leaf at `index` is in the tree of `size` leaves (RFC 6962, 2.1.1)."""
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    spans: list[Span] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _left(stop - start)
        if index < middle:
            spans.append((middle, stop))
            stop = middle
        else:
            spans.append((start, middle))
            start = middle
    return _read(hashes, spans[::-1])


def prove_consistency(hashes: Hashes, earlier: int, later: int) -> list[bytes]:
    """Returns the proof that the tree of `later` leaves holds that of `earlier` leaves unchanged (RFC 6962, 2.1.2)."""
    if not 0 < earlier <= later:
        raise ValueError(f"there is no proof from {earlier} leaves to {later}")
    spans: list[Span] = []
    start, stop = 0, later
    while stop != earlier:
        middle = start + _left(stop - start)
        if earlier <= middle:
            spans.append((middle, stop))
            stop = middle
        else:
            spans.append((start, middle))
            start = middle
    if start:  # else the earlier tree is itself a subtree of the later, and whoever checks has its root
        spans.append((start, stop))
    return _read(hashes, spans[::-1])


def check_inclusion(proof: Sequence[bytes], index: int, size: int, leaf: bytes, root: bytes) -> None:
    """Raises `ProofFailed` unless `proof` shows that the leaf hash `leaf` is at `index` in the tree with this root."""
    if not 0 <= index < size:
        raise ProofFailed
    _check_hashes(*proof, leaf, root)
    place, last, result = index, size - 1, leaf
    for beside in proof:
        if last == 0:
            raise ProofFailed
        if place & 1 or place == last:
            result = node_hash(beside, result)
            place, last = _up(place, last)
        else:
            result = node_hash(result, beside)
        place, last = place >> 1, last >> 1
    if last or result != root:
        raise ProofFailed


def check_consistency(proof: Sequence[bytes], earlier: int, earlier_root: bytes, later: int, later_root: bytes) -> None:
    """Raises `ProofFailed` unless `proof` shows that the later tree holds the earlier one unchanged.

    The empty tree is refused: anything follows from it, so nothing is shown.
    """
    if not 0 < earlier <= later:
        raise ProofFailed
    _check_hashes(*proof, earlier_root, later_root)
    if earlier == later:
        if proof or earlier_root != later_root:
            raise ProofFailed
        return
    # A power of two is a subtree of the later tree: its root begins the proof, without being sent.
    hashes = [earlier_root, *proof] if earlier & (earlier - 1) == 0 else [*proof]
    if not hashes:
        raise ProofFailed
    place, last = earlier - 1, later - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = hashes[0]
    for beside in hashes[1:]:
        if last == 0:
            raise ProofFailed
        if place & 1 or place == last:
            first, second = node_hash(beside, first), node_hash(beside, second)
            place, last = _up(place, last)
        else:
            second = node_hash(second, beside)
        place, last = place >> 1, last >> 1
    if last or first != earlier_root or second != later_root:
        raise ProofFailed


def to_lines(proof: Sequence[bytes]) -> str:
    """Returns a proof as it stands in requests and receipts: each hash in base64 on a line of its own."""
    return "".join(f"{to_base64(digest)}\n" for digest in proof)


def from_lines(lines: Sequence[str], first: int = 1) -> tuple[bytes, ...]:
    """Returns the proof in lines; `Malformed`, with the line counted from `first`, where they hold none."""
    if len(lines) > MOST_HASHES:
        raise Malformed(f"a proof of more than {MOST_HASHES} hashes", where=f"line {first + MOST_HASHES}")
    proof = []
    for number, line in enumerate(lines, first):
        with within(f"line {number}"):
            proof.append(from_base64(line, size=HASH_BYTES))
    return tuple(proof)


def _left(size: int) -> int:
    """Returns how many leaves of a tree of two or more stand in its left half."""
    return 1 << ((size - 1).bit_length() - 1)


def _read(hashes: Hashes, spans: Sequence[Span]) -> list[bytes]:
    """Returns the hash of each span; of these only one can be incomplete, at the right edge of the tree."""
    parts = [subtrees(start, stop) for start, stop in spans]
    read = hashes.hashes([node for part in parts for node in part])
    proof = []
    done = 0
    for part in parts:
        proof.append(fold(read[done : done + len(part)]))
        done += len(part)
    return proof


def _up(place: int, last: int) -> tuple[int, int]:
    """Returns the place after the levels at which the last node of a level has no neighbour and is itself passed up."""
    while not place & 1 and place:
        place, last = place >> 1, last >> 1
    return place, last


def _check_hashes(*hashes: bytes) -> None:
    if any(len(digest) != HASH_BYTES for digest in hashes):
        raise ProofFailed
