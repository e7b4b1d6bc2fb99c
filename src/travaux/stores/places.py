"""The store of a record by where it is: a file's path, or an address of a server."""

from __future__ import annotations

import os

from travaux.stores.addresses import Address, Place, place
from travaux.stores.sqlite import SqliteStore
from travaux.stores.store import Store


def taken(where: Place) -> bool:
    """Whether there is something already where a new record would be."""
    if isinstance(where, Address):
        from travaux.stores.sessions import holds

        return holds(where)
    return where.exists()


def store_at(given: str | os.PathLike[str] | Address, *, create: bool = False) -> Store:
    """Opens the store of a record, or makes a new one; `StoreFailed` where there is none, or one already."""
    where = place(given)
    if isinstance(where, Address):
        # The driver is an extra, and takes a while to load.
        from travaux.stores.postgres import PostgresStore

        return PostgresStore(where, create=create)
    return SqliteStore(where, create=create)
