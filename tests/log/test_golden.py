"""A published log of fifteen entries, made again byte for byte: every checkpoint, every tile, every entry bundle.

Ed25519 is deterministic and the log's test seed is published, so nothing but the same bytes will do.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from travaux.log import checkpoint as checkpoints
from travaux.log.checkpoint import Checkpoint
from travaux.log.merkle import EMPTY_ROOT, Frontier, Tree, leaf_hash
from travaux.log.note import Ed25519
from travaux.log.proof import check_consistency, check_inclusion, prove_consistency, prove_inclusion
from travaux.log.tiles import Tile, TileHashes, read_entries, tiles, write_entries, write_tile

NAME = "example.com/log/testdata"
SEED = "eca663f499017d2365c27c7a7679158d43cfec1330bdb259290afbd0d21777a0"
ENTRIES = b"one two three four five six seven eit nain ten ileven twelf threeten fourten fivten".split()
TREE = Tree(map(leaf_hash, ENTRIES))


@pytest.fixture(scope="session")
def published(corpus: Path) -> Path:
    return corpus / "log" / "tessera"


@pytest.fixture(scope="session")
def key(make_hand: Any) -> Any:
    return make_hand(NAME, bytes.fromhex(SEED))


def test_every_checkpoint(published: Path, key: Any, check: Any) -> None:
    for size in range(len(ENTRIES) + 1):
        data = (published / f"checkpoint.{size}").read_bytes()
        made = checkpoints.sign(Checkpoint(NAME, size, TREE.root(size)), key.key, key.make)
        assert made.to_text() == data
        assert checkpoints.open(data, [Ed25519(key.key, check)]).checkpoint == Checkpoint(NAME, size, TREE.root(size))
    assert (published / "checkpoint").read_bytes() == (published / "checkpoint.15").read_bytes()


def test_every_tile(published: Path) -> None:
    """The files of the log are those that it had at each of its sizes, and no others."""
    made: dict[str, bytes] = {}
    for size in range(1, len(ENTRIES) + 1):
        for tile in tiles(size, size - 1):
            held = ENTRIES[: tile.width]
            made[tile.path] = write_entries(held) if tile.level == "entries" else write_tile(tile, TREE)
    found = {
        file.relative_to(published).as_posix(): file.read_bytes()
        for file in (published / "tile").rglob("*")
        if file.is_file()
    }
    assert len(found) == 30
    assert made == found


def test_the_log_read_from_its_files(published: Path, key: Any, check: Any) -> None:
    opened = checkpoints.open((published / "checkpoint").read_bytes(), [Ed25519(key.key, check)]).checkpoint
    bundle = next(tile for tile in tiles(opened.size) if tile.level == "entries")
    assert Tile.from_path("tile/entries/000.p/15") == bundle
    entries = read_entries(bundle, (published / bundle.path).read_bytes())
    assert entries == ENTRIES
    assert Frontier().extended(map(leaf_hash, entries)).root() == opened.root
    files = TileHashes(opened.size, lambda tile: (published / tile.path).read_bytes())
    roots = [EMPTY_ROOT]
    for size in range(1, opened.size + 1):
        data = (published / f"checkpoint.{size}").read_bytes()
        roots.append(checkpoints.open(data, [Ed25519(key.key, check)]).checkpoint.root)
        check_inclusion(
            prove_inclusion(files, size - 1, opened.size),
            size - 1,
            opened.size,
            leaf_hash(entries[size - 1]),
            opened.root,
        )
        for earlier in range(1, size + 1):
            check_consistency(prove_consistency(files, earlier, size), earlier, roots[earlier], size, roots[size])
