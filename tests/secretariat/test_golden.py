"""A published log of fifteen entries, made again through a store and the ledger: every file, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from travaux.keys.private import PrivateKey
from travaux.log.note import ED25519, Key
from travaux.secretariat.guards import Guard
from travaux.secretariat.ledger import Growth, Ledger
from travaux.secretariat.publishing import publish
from travaux.stores.folders import FolderShowcase
from travaux.stores.memory import MemoryStore
from travaux.stores.postgres import PostgresStore
from travaux.stores.sqlite import SqliteStore
from travaux.stores.store import Addition, Store

NAME = "example.com/log/testdata"
SEED = "eca663f499017d2365c27c7a7679158d43cfec1330bdb259290afbd0d21777a0"
ENTRIES = b"one two three four five six seven eit nain ten ileven twelf threeten fourten fivten".split()


@pytest.fixture(params=["sqlite", "memory", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store
    match request.param:
        case "memory":
            made = MemoryStore()
        case "sqlite":
            made = SqliteStore(tmp_path / "log.travaux", create=True)
        case _:
            made = PostgresStore(request.getfixturevalue("address"), create=True)
    yield made
    made.close()


def adding(entry: bytes) -> Callable[[Growth], None]:
    return lambda growth: growth.additions.append(Addition(entry))


def test_the_published_log(store: Store, corpus: Path, tmp_path: Path) -> None:
    published = corpus / "log" / "tessera"
    private = PrivateKey.from_seed(bytes.fromhex(SEED))
    ledger = Ledger(store, Guard(tmp_path / "guard"), Key(NAME, ED25519, private.public.public), "log")
    folder = tmp_path / "tiles"
    for size, entry in enumerate(ENTRIES, 1):
        _, note = ledger.grow(adding(entry), private.make, lambda start, stop: None)
        assert note.to_text() == (published / f"checkpoint.{size}").read_bytes()
        assert store.checkpoint() == note.to_text()
        assert publish(store, ledger, FolderShowcase(folder)) == 3
    made = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    found = {
        file.relative_to(published).as_posix(): file.read_bytes()
        for file in [*(published / "tile").rglob("*"), published / "checkpoint"]
        if file.is_file()
    }
    assert len(found) == 31
    assert made == found
