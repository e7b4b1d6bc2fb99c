"""The tree hash of RFC 6962, and the frontier from which a log grows. Nothing of proofs or of where hashes are kept.

For a list of entries D of length n, with SHA-256 as H and ‖ for "followed by":

    MTH([])  = H()
    MTH([d]) = H(0x00 ‖ d)                              the hash of a leaf
    MTH(D)   = H(0x01 ‖ MTH(D[:k]) ‖ MTH(D[k:]))        k the largest power of two smaller than n

The first byte keeps a leaf from being taken for a node. The hashes that matter are those of *complete* subtrees: the
node at level l and place i covers the 2^l leaves from i·2^l on. It never changes once its leaves are there.

A `Frontier` is all that must be kept of a tree for it to grow: the complete subtrees of which it is made, the largest
first, one for each binary 1 in its size. A tree of 7 leaves is a subtree of 4, one of 2 and one of 1:

>>> seven = Frontier().extended(leaf_hash(name) for name in b"a b c d e f g".split())
>>> [(node.level, node.place) for node in subtrees(0, 7)], len(seven.hashes)
([(2, 0), (1, 2), (0, 6)], 3)
>>> seven.root().hex()
'4ae191939f548d9934740b88dea2c5cb89bb8870fc4505cd79dec6bbfaaee9cb'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, Protocol

HASH_BYTES = 32

_PAIR = 2 * HASH_BYTES

EMPTY_ROOT = sha256(b"").digest()
"""The root of the tree without leaves."""


def leaf_hash(entry: bytes) -> bytes:
    """Returns the hash of an entry as a leaf (RFC 6962, 2.1)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Returns the hash of the node above two others (RFC 6962, 2.1)."""
    return sha256(b"\x01" + left + right).digest()


class Node(NamedTuple):
    """The place of a complete subtree: its `level` (0 for leaves), and its `place` among the nodes of that level."""

    level: int
    place: int


class Hashes(Protocol):
    """Where the hashes of a tree are kept: memory, a table, tiles. All that proofs need of a store."""

    def hashes(self, nodes: Sequence[Node]) -> Sequence[bytes]:
        """Returns the hashes of complete subtrees, in the order asked for, in one reading."""
        ...


def subtrees(start: int, stop: int) -> list[Node]:
    """Returns the complete subtrees that make up the leaves from `start` to `stop`, from left to right.

    `start` must be a multiple of the largest power of two that fits in the range, as the start of any subtree in a
    tree is; then the subtrees shrink from left to right and their hashes fold to the hash of the range.
    """
    nodes = []
    while start < stop:
        level = (stop - start).bit_length() - 1
        nodes.append(Node(level, start >> level))
        start += 1 << level
    return nodes


def fold(hashes: Sequence[bytes]) -> bytes:
    """Returns the hash of a range from those of its subtrees, as `subtrees` orders them."""
    if not hashes:
        return EMPTY_ROOT
    result = hashes[-1]
    for left in reversed(hashes[:-1]):
        result = sha256(b"\x01" + left + result).digest()
    return result


def root(leaf_hashes: Iterable[bytes]) -> bytes:
    """Returns the root of a tree from the hashes of its leaves."""
    return Frontier().extended(leaf_hashes).root()


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree of `size` leaves, as the hashes of the complete subtrees of which it is made, the largest first."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if len(self.hashes) != self.size.bit_count():
            raise ValueError(f"a tree of {self.size} leaves has {self.size.bit_count()} complete subtrees")

    def root(self) -> bytes:
        """Returns the root of the tree."""
        return fold(self.hashes)

    def extended(
        self, leaf_hashes: Iterable[bytes], *, keep: Callable[[Node, bytes], object] | None = None
    ) -> Frontier:
        """Returns the frontier after more leaves.

        `keep` is called with each complete subtree that comes into being, the leaves themselves among them, children
        before parents: what a store must write. A tree of n leaves has fewer than 2n of them in all.
        """
        hashes = list(self.hashes)
        size = self.size
        for leaf in leaf_hashes:
            level, place, node = 0, size, leaf
            if keep:
                keep(Node(0, place), node)
            # As in adding one to a binary number: each trailing 1 is a subtree that now finds its right half.
            while place & 1:
                node = sha256(b"\x01" + hashes.pop() + node).digest()
                level, place = level + 1, place >> 1
                if keep:
                    keep(Node(level, place), node)
            hashes.append(node)
            size += 1
        return Frontier(size, tuple(hashes))


def frontier(hashes: Hashes, size: int) -> Frontier:
    """Returns the frontier of the first `size` leaves of a tree that is kept somewhere."""
    return Frontier(size, tuple(hashes.hashes(subtrees(0, size))))


class Tree:
    """A whole tree in memory: the hashes of every complete subtree. It is its own `Hashes`."""

    __slots__ = ("_levels",)

    def __init__(self, leaf_hashes: Iterable[bytes] = ()) -> None:
        # The hashes of a level lie in one row of bytes: half the memory of so many objects, and one reach to each.
        self._levels = [bytearray()]
        self.extend(leaf_hashes)

    @property
    def size(self) -> int:
        """The number of leaves."""
        return len(self._levels[0]) // HASH_BYTES

    def extend(self, leaf_hashes: Iterable[bytes]) -> None:
        """Adds leaves."""
        below = self._levels[0]
        below += b"".join(leaf_hashes)
        level = 1
        while len(below) >= _PAIR:
            if level == len(self._levels):
                self._levels.append(bytearray())
            above = self._levels[level]
            pairs = range(2 * len(above), len(below) - _PAIR + 1, _PAIR)
            above += b"".join([sha256(b"\x01" + below[at : at + _PAIR]).digest() for at in pairs])
            below, level = above, level + 1

    def hashes(self, nodes: Sequence[Node]) -> Sequence[bytes]:
        """Returns the hashes of complete subtrees; `IndexError` where one is not there."""
        levels = self._levels
        found = [bytes(levels[level][HASH_BYTES * place : HASH_BYTES * (place + 1)]) for level, place in nodes]
        if any(len(digest) != HASH_BYTES for digest in found):
            raise IndexError("the tree has no such node")
        return found

    def root(self, size: int | None = None) -> bytes:
        """Returns the root of the first `size` leaves, by default of all."""
        return fold(self.hashes(subtrees(0, self.size if size is None else size)))
