"""Every store passes the suite that ships with the package, and a store that is wrong does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from travaux.errors import StoreFailed
from travaux.stores.memory import MemoryStore
from travaux.stores.postgres import PostgresStore
from travaux.stores.sqlite import SqliteStore
from travaux.stores.store import Addition, Store
from travaux.stores.suite import CHECKS, check_all_or_none, check_duplicate


@pytest.fixture(params=["sqlite", "memory", "postgres"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    stores: list[Store] = []
    server = request.getfixturevalue("server") if request.param == "postgres" else None

    def made() -> Store:
        number = len(stores)
        store: Store
        match request.param:
            case "memory":
                store = MemoryStore()
            case "sqlite":
                store = SqliteStore(tmp_path / f"{number}.travaux", create=True)
            case _:
                assert server is not None
                store = PostgresStore(server.record(), create=True)
        stores.append(store)
        return store

    yield made
    for store in stores:
        store.close()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_suite(check: Callable[[Callable[[], Store]], None], make: Callable[[], Store]) -> None:
    check(make)


def test_the_suite_can_fail() -> None:
    class Careless(MemoryStore):
        def append(self, additions: Sequence[Addition]) -> int:
            first = self.size
            self._leaves += [(each.leaf, each.kind) for each in additions]
            return first

    for check in (check_duplicate, check_all_or_none):
        with pytest.raises((AssertionError, StoreFailed)):
            check(Careless)
