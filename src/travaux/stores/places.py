"""The store of a record by where it is: a file's path, or an address of a server. And where its log is shown."""

from __future__ import annotations

import os

from travaux.stores.addresses import Address, Place, place
from travaux.stores.folders import FolderShowcase
from travaux.stores.showcase import Showcase
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


def showcase_at(where: str | os.PathLike[str] | Showcase, endpoint: str = "") -> Showcase:
    """Returns the showcase at a place: a folder, or `s3://BUCKET/PREFIX` in the store at an endpoint; or as given."""
    if not isinstance(where, str | os.PathLike):
        return where
    text = os.fspath(where)
    if text.startswith("s3://"):
        from travaux.stores.buckets import BucketShowcase

        return BucketShowcase(text, endpoint)
    return FolderShowcase(text)
