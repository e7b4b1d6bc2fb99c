"""Tiles: a log as files that never change, by C2SP tlog-tiles. Nothing of fetching, serving or keeping them.

Under a log's prefix lie, beside its `checkpoint`:

    tile/<L>/<N>[.p/<W>]          256 hashes in a row (8,192 bytes): the nodes 256·N … of the tree's level 8·L
    tile/entries/<N>[.p/<W>]      the entries beneath tile/0/<N>, each after its length in two bytes, big-endian

L is a number from 0 to 63. N is written in groups of three digits, all but the last after an `x`, so that a folder
never holds more than a thousand names. At the right edge of the tree a tile is *partial*: it has only W of its 256
hashes, and is not hashed into the level above. An entry has at most 65,535 bytes.

A log of 70,000 entries has 277 tiles of hashes and 274 of entries, of which these are partial:

>>> files = list(tiles(70_000))
>>> len(files), [tile.path for tile in files if tile.width < 256]
(551, ['tile/entries/273.p/112', 'tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1'])
>>> Tile(0, 1_234_067).path
'tile/0/x001/x234/067'

Tiles are not believed: whoever reads them proves what is in them against a checkpoint, as with any other store.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from travaux.canon import MOST_BYTES
from travaux.errors import Malformed
from travaux.log.merkle import HASH_BYTES, Hashes, Node, root

WIDTH = 256
"""How many hashes, or entries, a full tile holds."""

HEIGHT = 8
"""How many levels of the tree a tile spans: its 256 hashes are the leaves of a subtree of that height."""

_PATH = re.compile(r"tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([0-9]{1,3}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile's place: its level (0 for leaf hashes, or "entries"), its number there, and how much of it is filled."""

    level: int | Literal["entries"]
    number: int
    width: int = WIDTH

    def __post_init__(self) -> None:
        level = 0 if self.level == "entries" else self.level
        if not (0 <= level <= 63 and self.number >= 0 and 1 <= self.width <= WIDTH):
            raise ValueError(f"there is no tile {self.number} of level {self.level} with {self.width} in it")

    @property
    def path(self) -> str:
        """The path under the log's prefix."""
        rest, group = divmod(self.number, 1000)
        number = f"{group:03d}"
        while rest:
            rest, group = divmod(rest, 1000)
            number = f"x{group:03d}/{number}"
        return f"tile/{self.level}/{number}" + (f".p/{self.width}" if self.width < WIDTH else "")

    @classmethod
    def from_path(cls, path: str) -> Tile:
        """Returns the tile that has this path; `Malformed` for any other path."""
        parts = _PATH.fullmatch(path)
        if parts:
            level, number, width = parts.groups(default=str(WIDTH))
            digits = int(number.replace("x", "").replace("/", ""))
            if 1 <= int(width) <= WIDTH and (level == "entries" or int(level) <= 63):
                tile = cls("entries" if level == "entries" else int(level), digits, int(width))
                if tile.path == path:
                    return tile
        raise Malformed("not the path of a tile", where=path)

    @property
    def nodes(self) -> list[Node]:
        """The places in the tree of the hashes in the tile, those of the leaves for a tile of entries."""
        level = 0 if self.level == "entries" else self.level
        return [Node(HEIGHT * level, WIDTH * self.number + i) for i in range(self.width)]


def tiles(size: int, since: int = 0) -> Iterator[Tile]:
    """Yields the tiles that a log of `size` entries has and a log of `since` entries had not: first the entries, then
    level by level, each from left to right. A tile that grew is another tile."""
    levels: list[int | Literal["entries"]] = ["entries", *range(-(-size.bit_length() // HEIGHT))]
    for level in levels:
        shift = 0 if level == "entries" else HEIGHT * level
        before, now = since >> shift, size >> shift
        if now > before:
            for number in range(before // WIDTH, -(-now // WIDTH)):
                yield Tile(level, number, min(WIDTH, now - WIDTH * number))


def write_tile(tile: Tile, hashes: Hashes) -> bytes:
    """Returns the content of a tile of hashes."""
    return b"".join(hashes.hashes(tile.nodes))


def read_tile(tile: Tile, content: bytes) -> list[bytes]:
    """Returns the hashes in a tile; `Malformed` where there are more or fewer than its path says."""
    if len(content) != HASH_BYTES * tile.width:
        raise Malformed(f"{len(content)} bytes where {HASH_BYTES * tile.width} belong", where=tile.path)
    return [content[at : at + HASH_BYTES] for at in range(0, len(content), HASH_BYTES)]


def write_entries(entries: Iterable[bytes]) -> bytes:
    """Returns the content of a tile of entries."""
    parts = []
    for entry in entries:
        if len(entry) > MOST_BYTES:
            raise Malformed(f"an entry of {len(entry)} bytes, more than {MOST_BYTES}")
        parts += [len(entry).to_bytes(2, "big"), entry]
    return b"".join(parts)


def read_entries(tile: Tile, content: bytes) -> list[bytes]:
    """Returns the entries in a tile; `Malformed` where there are more or fewer than its path says."""
    entries = []
    at = 0
    while at + 1 < len(content):
        length = content[at] << 8 | content[at + 1]
        at += 2 + length
        entries.append(content[at - length : at])
    # A cut length ends before the end of the content, a cut entry beyond it.
    if at != len(content) or len(entries) != tile.width:
        raise Malformed(f"not {tile.width} entries, each after its length", where=tile.path)
    return entries


@dataclass(frozen=True, slots=True)
class TileHashes:
    """The hashes of a tree of `size` leaves, read from its tiles; `fetch` returns the content of one.

    A tile is fetched once for each reading, and only such as a log of that size has.
    """

    size: int
    fetch: Callable[[Tile], bytes]

    def hashes(self, nodes: Sequence[Node]) -> Sequence[bytes]:
        """Returns the hashes of complete subtrees."""
        contents: dict[Tile, list[bytes]] = {}
        result = []
        for node in nodes:
            level, height = divmod(node.level, HEIGHT)
            number, first = divmod(node.place << height, WIDTH)
            tile = Tile(level, number, min(WIDTH, (self.size >> HEIGHT * level) - WIDTH * number))
            if tile not in contents:
                contents[tile] = read_tile(tile, self.fetch(tile))
            result.append(root(contents[tile][first : first + (1 << height)]))
        return result
