"""Tiles: the published figures of C2SP tlog-tiles, what a log adds as it grows, and reading proofs out of files."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.errors import Malformed
from travaux.log.merkle import Node, Tree, leaf_hash, subtrees
from travaux.log.proof import prove_consistency, prove_inclusion
from travaux.log.tiles import Tile, TileHashes, read_entries, read_tile, tiles, write_entries, write_tile

LEAVES = [leaf_hash(b"%d" % number) for number in range(70_000)]
TREE = Tree(LEAVES)


def test_the_published_example_of_70000_entries() -> None:
    """C2SP tlog-tiles: 273 full tiles and one of 112 at level 0, one full and one of 17 at 1, one of 1 at level 2."""
    found = [(tile.level, tile.width) for tile in tiles(70_000) if tile.level != "entries"]
    assert found == [(0, 256)] * 273 + [(0, 112), (1, 256), (1, 17), (2, 1)]
    entries = [tile.width for tile in tiles(70_000) if tile.level == "entries"]
    assert entries == [256] * 273 + [112]


def test_the_published_example_of_256_entries() -> None:
    assert [tile.path for tile in tiles(256)] == ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]


def test_the_empty_log_has_no_tiles() -> None:
    assert list(tiles(0)) == []


@given(st.integers(0, 70_000), st.integers(0, 70_000))
def test_growing_adds_what_is_new(one: int, other: int) -> None:
    before, now = sorted([one, other])
    assert set(tiles(now, before)) == set(tiles(now)) - set(tiles(before))


@given(st.sampled_from(["entries", *range(64)]), st.integers(0, 2**63), st.integers(1, 256))
def test_paths_go_round(level: int, number: int, width: int) -> None:
    tile = Tile(level, number, width)
    assert Tile.from_path(tile.path) == tile
    assert re.fullmatch(r"tile/(entries|\d+)/(x\d{3}/)*\d{3}(\.p/\d+)?", tile.path)


def test_the_highest_tile() -> None:
    assert Tile.from_path("tile/63/000").path == "tile/63/000"


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/0", "tile/0/00", "tile/0/0000", "tile/64/000", "tile/00/000", "tile/01/000", "tile/8/0/000",
        "tile/0/x000/000", "tile/0/001/000", "tile/0/x001/x000", "tile/0/000.p/0", "tile/0/000.p/256",
        "tile/0/000.p/257", "tile/0/000.p/01", "tile/0/000.p/", "/tile/0/000", "tile/0/000/", "tile/0/000\n",
        "tile/0/٠٠٠", "tile/data/000", "tile/Entries/000", "tile/-1/000", "",
    ],
)  # fmt: skip
def test_other_paths_are_refused(path: str) -> None:
    with pytest.raises(Malformed, match="not the path of a tile"):
        Tile.from_path(path)


@pytest.mark.parametrize(("level", "number", "width"), [(64, 0, 1), (-1, 0, 1), (0, -1, 1), (0, 0, 0), (0, 0, 257)])
def test_no_such_tile(level: int, number: int, width: int) -> None:
    with pytest.raises(ValueError, match="there is no tile"):
        Tile(level, number, width)


def test_the_content_of_tiles() -> None:
    assert write_tile(Tile(0, 1, 3), TREE) == b"".join(LEAVES[256:259])
    assert Tile("entries", 1, 3).nodes == Tile(0, 1, 3).nodes == [Node(0, 256), Node(0, 257), Node(0, 258)]
    full = write_tile(Tile(1, 0), TREE)
    assert len(full) == 8192
    assert read_tile(Tile(1, 0), full)[255] == Tree(LEAVES[255 * 256 : 256 * 256]).root()
    assert write_tile(Tile(2, 0, 1), TREE) == TREE.root(65_536)


@pytest.mark.parametrize("content", [b"", bytes(63), bytes(65), bytes(96)])
def test_a_tile_of_another_size(content: bytes) -> None:
    with pytest.raises(Malformed, match=r"^tile/0/000\.p/2: \d+ bytes where 64 belong"):
        read_tile(Tile(0, 0, 2), content)


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=256))
def test_entries_go_round(entries: list[bytes]) -> None:
    assert read_entries(Tile("entries", 0, len(entries)), write_entries(entries)) == entries


def test_the_longest_entry() -> None:
    assert read_entries(Tile("entries", 0, 1), write_entries([bytes(65_535)])) == [bytes(65_535)]
    with pytest.raises(Malformed, match="an entry of 65536 bytes, more than 65535"):
        write_entries([bytes(65_536)])


@pytest.mark.parametrize(
    "content", [b"", b"\x00", b"\x00\x01", b"\x00\x02a", b"\x00\x01a\x00", b"\x00\x01a\x00\x01b", b"\x00\x01ab"]
)
def test_other_entries_are_refused(content: bytes) -> None:
    with pytest.raises(Malformed, match=r"^tile/entries/000\.p/1: not 1 entries"):
        read_entries(Tile("entries", 0, 1), content)


@given(st.integers(1, 70_000), st.data())
def test_proofs_from_tiles_are_proofs_from_memory(size: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, size - 1))
    files = {tile: tile for tile in tiles(size)}
    fetched: list[Tile] = []

    def fetch(tile: Tile) -> bytes:
        fetched.append(files[tile])
        return write_tile(tile, TREE)

    store = TileHashes(size, fetch)
    assert prove_inclusion(store, place, size) == prove_inclusion(TREE, place, size)
    assert len(fetched) == len(set(fetched))
    assert prove_consistency(store, place + 1, size) == prove_consistency(TREE, place + 1, size)
    assert store.hashes(subtrees(0, size)) == TREE.hashes(subtrees(0, size))


def test_nodes_between_the_levels_of_tiles() -> None:
    store = TileHashes(70_000, lambda tile: write_tile(tile, TREE))
    nodes = [Node(level, place) for level in range(17) for place in {0, (70_000 >> level) - 1}]
    assert store.hashes(nodes) == TREE.hashes(nodes)
