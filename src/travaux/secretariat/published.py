"""A published log, read from its files alone: in a folder, at an address, or in a bucket (C2SP tlog-tiles).

Nothing that lies there is believed but a checkpoint that the log's key signed. All else has to follow from its root.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from travaux.errors import Forked, Malformed, ProofFailed, StoreFailed, UnknownKey, Unreadable
from travaux.keys.check import check_ed25519
from travaux.log import checkpoint as checkpoints
from travaux.log.checkpoint import Checkpoint
from travaux.log.merkle import Frontier, Node, leaf_hash
from travaux.log.note import Ed25519, Key, text_of
from travaux.log.proof import check_consistency, check_inclusion, prove_consistency, prove_inclusion
from travaux.log.tiles import HEIGHT, WIDTH, Tile, TileHashes, read_entries, read_tile, tiles, write_entries
from travaux.secretariat.guards import Guard
from travaux.stores.places import showcase_at
from travaux.stores.showcase import CHECKPOINT, Shown

SECONDS = 30
LARGEST = WIDTH * (2 + 65_535)
"""The most bytes that a file of a log has: a full tile of the longest entries."""


class Files(Protocol):
    """Where a log is published."""

    def __str__(self) -> str:
        """How it is called."""
        ...

    def read(self, path: str) -> Shown | None:
        """Returns a file, or None where there is none."""
        ...


def files_at(where: str, endpoint: str = "") -> Files:
    """Returns the files at http:// or https://, in s3://BUCKET/PREFIX, or in a folder."""
    return AddressFiles(where) if where.startswith(("http://", "https://")) else showcase_at(where, endpoint)


@dataclass(frozen=True, slots=True)
class AddressFiles:
    """Files that a web server hands out."""

    address: str

    def __str__(self) -> str:
        return self.address

    def read(self, path: str) -> Shown | None:
        """Returns a file, or None where the server has none; `StoreFailed` where it does not answer."""
        from http.client import HTTPException
        from urllib.error import HTTPError
        from urllib.request import Request, urlopen

        asked = Request(f"{self.address.rstrip('/')}/{path}", headers={"Accept-Encoding": "identity"})
        try:
            with urlopen(asked, timeout=SECONDS) as answer:
                return Shown(answer.read(LARGEST))
        except HTTPError as fault:
            with fault:
                if fault.code == 404:
                    return None
                raise StoreFailed(f"{self.address}: {path}: the server answers {fault.code}") from None
        except (OSError, HTTPException) as fault:
            raise StoreFailed(f"{self.address}: {getattr(fault, 'reason', fault)}") from None


def origin(files: Files) -> str:
    """Returns whose log is said to be published there: nobody's word, until a key is known; `Unreadable` for none."""
    try:
        return Checkpoint.from_text(text_of(_there(files, CHECKPOINT))).origin
    except Malformed as fault:
        raise Unreadable("no log is published there", where=str(files), advice=f"Its checkpoint: {fault}") from None


class Published:
    """A published log, under the checkpoint that was there when it was opened; `Forked` where the log signed none."""

    def __init__(self, files: Files, key: Key) -> None:
        self.files, self.key = files, key
        note = _there(files, CHECKPOINT)
        try:
            self.checkpoint = checkpoints.open(note, [Ed25519(key, check_ed25519)]).checkpoint
        except (Malformed, ProofFailed, UnknownKey):
            raise Forked(f"{files}: its checkpoint is not signed by the key of {key.name}") from None
        self._hashes = TileHashes(self.checkpoint.size, self._tile)

    def leaf(self, index: int) -> bytes:
        """Returns an entry, proved from a few tiles; `IndexError` where the log has none of that number."""
        size = self.checkpoint.size
        if not 0 <= index < size:
            raise IndexError(f"{self.files} has {size} entries, and no entry {index}")
        number, place = divmod(index, WIDTH)
        tile = Tile("entries", number, min(WIDTH, size - WIDTH * number))
        leaf = read_entries(tile, self._tile(tile))[place]
        check_inclusion(prove_inclusion(self._hashes, index, size), index, size, leaf_hash(leaf), self.checkpoint.root)
        return leaf

    def goes_on_from(self, earlier: Checkpoint) -> bool:
        """Whether it was shown that this log holds another checkpoint of it unchanged: not where it is the smaller.

        Raises `Forked` where it does not.
        """
        now = self.checkpoint
        if not 0 < earlier.size <= now.size:
            return False
        try:
            proof = prove_consistency(self._hashes, earlier.size, now.size)
            check_consistency(proof, earlier.size, earlier.root, now.size, now.root)
        except ProofFailed:
            raise Forked(
                f"{self.files} shows another history than the one whose checkpoint for {earlier.size} entries was seen "
                "here: a fork. Keep what you have, and tell whoever else reads this log"
            ) from None
        return True

    def check(self) -> None:
        """Holds every entry and every tile against the checkpoint; raises `Forked` for the first that is another."""
        size = self.checkpoint.size
        above: dict[int, list[bytes]] = {}

        def keep(node: Node, digest: bytes) -> None:
            if node.level and node.level % HEIGHT == 0:
                above.setdefault(node.level // HEIGHT, []).append(digest)

        tree = Frontier()
        for tile in tiles(size):
            if tile.level == "entries":
                hashes = [leaf_hash(leaf) for leaf in read_entries(tile, self._tile(tile))]
                self._check(Tile(0, tile.number, tile.width), hashes)
                tree = tree.extended(hashes, keep=keep)
            elif tile.level:
                first = WIDTH * tile.number
                self._check(tile, above[tile.level][first : first + tile.width])
        if tree.root() != self.checkpoint.root:
            raise Forked(f"{self.files}: its entries are not those that the log signed")

    def _check(self, tile: Tile, hashes: list[bytes]) -> None:
        if read_tile(tile, self._tile(tile)) != hashes:
            raise Forked(f"{self.files}: {tile.path} is not of the entries that are there")

    def _tile(self, tile: Tile) -> bytes:
        """Returns the content of a tile; one that has grown meanwhile may be gone, and is the beginning of the full."""
        shown = self.files.read(tile.path)
        there = tile if shown or tile.width == WIDTH else replace(tile, width=WIDTH)
        try:
            return _beginning(there, shown.content if shown else _there(self.files, there.path), tile.width)
        except Unreadable:
            raise StoreFailed(f"{self.files}: {tile.path} is missing") from None
        except Malformed as fault:
            raise Forked(f"{self.files}: {fault}") from None


def _beginning(tile: Tile, content: bytes, width: int) -> bytes:
    """Returns the first hashes or entries in a tile, as a tile; `Malformed` where there are not as many as it has."""
    if tile.level == "entries":
        return write_entries(read_entries(tile, content)[:width])
    return b"".join(read_tile(tile, content)[:width])


def seen(published: Published, guard: Guard) -> int | None:
    """Returns how many entries of the log were seen on this machine before, where it is shown to go on from them.

    Raises `Forked` where it does not, or was seen with another key.
    """
    known = guard.read()
    if known is None:
        return None
    if known.key != published.key:
        raise Forked(f"{known.key.name} was seen here with another key: ask its depositary, elsewhere, which it is")
    return known.checkpoint.size if published.goes_on_from(known.checkpoint) else None


def _there(files: Files, path: str) -> bytes:
    shown = files.read(path)
    if shown is None:
        raise Unreadable("there is no such file", where=f"{files}: {path}", advice="Is a log published there?")
    return shown.content
