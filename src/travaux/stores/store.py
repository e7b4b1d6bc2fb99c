"""What a store keeps of a record, and what it owes: whole transactions, one writer at a time, bytes as they came.

A store knows nothing of what an entry says. It keeps, by the names that the methods have:

    entries        leaves by index, with their hashes and the word that names their act
    nodes          complete subtrees of the tree, as `log.merkle.Frontier` names them; a store is its own `Hashes`
    checkpoints    the last one, and every one that a witness cosigned, each as a note
    chains         for each author (a key's fingerprint) the last entry of its own chain
    disclosures    private values by digest, with the entry they belong to and who may see them
    manuscripts    files by digest; and drafts, as their maker wrote them
    requests       ids that clients chose, so that what is sent twice is entered once
    settings       texts by name
    cache          what can be worked out again, and may be dropped

Who writes takes a turn (`turn`), in which nobody else writes, and inside it opens transactions (`writing`), each all or
none. What a durable transaction wrote is on the disk when `writing` ends. A store that failed to write says so
(`StoreFailed`), is as it was before, and takes nothing more until it is opened again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

from travaux.errors import Forked
from travaux.log.merkle import Node

MOVED = "moved"
"""The setting that closes a record: "to" and the place where it went, or "from" and the one it is just coming from."""

Audience = Literal["all", "parties", "depositary"]
"""Who may see a private value: everybody, the parties who may read its entry, or the depositary alone."""


@dataclass(frozen=True, slots=True)
class Link:
    """The last entry of an author's own chain: its number there, its index, and its leaf hash."""

    seq: int
    index: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A private value as it is kept: the text of its disclosure, its entry, and who may see it."""

    digest: str
    index: int
    disclosure: str
    audience: Audience = "parties"


@dataclass(frozen=True, slots=True)
class Addition:
    """An entry to be kept: its leaf, the word that names its act, and its place in its author's chain."""

    leaf: bytes
    kind: str = ""
    author: str = ""
    seq: int = 0


def refusal(name: str, moved: str) -> Forked:
    """Returns what is said to whoever would write to a record that is closed, by its setting `moved`."""
    way, _, place = moved.partition(" ")
    if way == "to":
        return Forked(f"{name} was moved, and is written to at {place}; what is here stays as it was")
    return Forked(f"{name} was not moved here to the end: run `travaux move {place} {name}` again")


class Store(Protocol):
    """Where one record is kept."""

    @property
    def size(self) -> int:
        """How many entries there are."""
        ...

    @property
    def writable(self) -> bool:
        """Whether anything can be written at all."""
        ...

    @property
    def in_place(self) -> bool:
        """Whether what is open is still what is kept at its place: another file may have been put there."""
        ...

    def still(self) -> AbstractContextManager[None]:
        """Lets what is read inside the block be of one moment, whatever others write meanwhile; nothing is written."""
        ...

    def hashes(self, nodes: Sequence[Node]) -> Sequence[bytes]:
        """Returns the hashes of complete subtrees; `StoreFailed` where one is not there."""
        ...

    def leaves(
        self, start: int = 0, stop: int | None = None, *, kinds: Iterable[str] = ()
    ) -> Iterator[tuple[int, bytes]]:
        """Yields leaves with their indices, in order; only those of some kinds, where any are given."""
        ...

    def rows(self) -> Iterator[tuple[int, bytes, bytes, str]]:
        """Yields every entry as it lies there, to be checked: index, hash, leaf, kind."""
        ...

    def read_back(self, start: int, stop: int) -> list[bytes]:
        """Returns leaves as whoever opens the record anew would find them, past every buffer of this writer's own."""
        ...

    def find(self, digest: bytes) -> int | None:
        """Returns the index of the entry with a leaf hash."""
        ...

    def chain(self, author: str) -> Link | None:
        """Returns the last entry of an author's chain."""
        ...

    def chains(self) -> dict[str, Link]:
        """Returns the last entry of every author's chain."""
        ...

    def checkpoint(self, size: int | None = None) -> bytes | None:
        """Returns the last checkpoint, or the last of at most `size` entries, as a note."""
        ...

    def checkpoints(self) -> list[bytes]:
        """Returns every checkpoint that is kept, the smallest first."""
        ...

    def disclosures(self, indices: Iterable[int] | None = None) -> list[Kept]:
        """Returns the private values of some entries, or of all, in the order of their entries."""
        ...

    def manuscript(self, digest: str) -> tuple[str, bytes] | None:
        """Returns the name and the bytes of a file."""
        ...

    def manuscripts(self) -> list[str]:
        """Returns the digests of the files that are kept."""
        ...

    def draft(self, digest: str) -> bytes | None:
        """Returns a draft as its maker wrote it."""
        ...

    def drafts(self) -> list[str]:
        """Returns the digests of the drafts that are kept."""
        ...

    def request(self, name: str) -> tuple[int, int] | None:
        """Returns the first entry, and how many, that a client's request became."""
        ...

    def requests(self) -> dict[str, tuple[int, int]]:
        """Returns what every client's request became."""
        ...

    def setting(self, key: str) -> str:
        """Returns a setting; empty where it is not set."""
        ...

    def settings(self) -> dict[str, str]:
        """Returns every setting."""
        ...

    def cached(self, key: str) -> bytes | None:
        """Returns what was worked out before."""
        ...

    def unsound(self) -> list[str] | None:
        """Returns what the store itself finds not to be as it was written; None where it cannot tell."""
        ...

    def turn(self) -> AbstractContextManager[None]:
        """Waits until nobody else writes, and keeps others from it; `Locked` where that takes too long. Turns nest."""
        ...

    def writing(self, *, durable: bool = True, moving: bool = False) -> AbstractContextManager[None]:
        """Opens a transaction inside a turn: everything in the block is kept when it ends, or nothing.

        Without `durable` it may be lost with the power, whole; what was written before it is not. A record that was
        moved is closed (`StoreFailed`) to all but who is `moving` it.
        """
        ...

    def append(self, additions: Sequence[Addition]) -> int:
        """Adds entries after the last one, with their nodes and chains; returns the index of the first."""
        ...

    def keep_checkpoint(self, size: int, note: bytes, *, cosigned: bool = False) -> None:
        """Keeps a checkpoint; an older one that no witness cosigned is dropped."""
        ...

    def keep_disclosures(self, kept: Iterable[Kept]) -> None:
        """Keeps private values."""
        ...

    def keep_manuscript(self, digest: str, name: str, content: bytes) -> None:
        """Keeps a file, once."""
        ...

    def keep_draft(self, digest: str, content: bytes) -> None:
        """Keeps a draft, once."""
        ...

    def keep_request(self, name: str, first: int, count: int) -> None:
        """Remembers what a client's request became."""
        ...

    def keep_setting(self, key: str, value: str) -> None:
        """Sets a setting."""
        ...

    def cache(self, key: str, content: bytes) -> None:
        """Keeps what can be worked out again."""
        ...

    def show(self, digest: str, audience: Audience) -> None:
        """Changes who may see a private value."""
        ...

    def erase(self, digests: Iterable[str]) -> None:
        """Removes private values and the whole cache; `scrub` then leaves no trace of their bytes."""
        ...

    def scrub(self) -> None:
        """Writes the store anew, so that nothing erased is left in free space; in a turn, outside a transaction."""
        ...

    def backup(self, path: str) -> None:
        """Writes a copy of the record as it is now, while others read and write."""
        ...

    def discard(self) -> None:
        """Takes away a record that was just made and came to nothing, and lets go of it."""
        ...

    def close(self) -> None:
        """Puts everything into one place and lets go of it."""
        ...
