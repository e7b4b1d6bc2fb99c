"""News of a record: how many entries it has, and nothing of what they say. Cheap enough to ask four times a second."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from threading import Lock

from travaux.errors import StoreFailed
from travaux.stores.addresses import Address, place


def watch(given: str | os.PathLike[str] | Address) -> Watch | ServerWatch:
    """Returns a watch of a record, by its file or its address; `StoreFailed` where there is none."""
    where = place(given)
    return ServerWatch(where) if isinstance(where, Address) else Watch(where)


class Watch:
    """Looks at the size of a record in a file, through a connection that can read nothing away and write nothing.

    Whoever gives up waiting for an answer may let go of it at once: a connection is never closed while it is asked.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        address = f"{Path(path).resolve().as_uri()}?mode=ro"
        try:
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
        except sqlite3.Error as fault:
            raise StoreFailed(f"{path} cannot be watched: {fault}") from None
        self._version = -1
        self._size = 0
        self._open = True
        self._asked = Lock()

    def size(self) -> int:
        """Returns how many entries there are; the last answer where nothing was committed since, or after the end."""
        with self._asked:
            if self._open:
                (version,) = self._connection.execute("PRAGMA data_version").fetchone()
                if version != self._version:
                    (self._size,) = self._connection.execute("SELECT coalesce(max(idx), -1) + 1 FROM entry").fetchone()
                    self._version = version
            return self._size

    def close(self) -> None:
        """Lets go of the record."""
        with self._asked:
            self._open = False
            self._connection.close()


class ServerWatch:
    """Looks at the size of a record on a server: one row, its head. It waits for a server that is started again."""

    def __init__(self, address: Address) -> None:
        from travaux.stores.postgres import PostgresStore

        self._store = PostgresStore(address)

    def size(self) -> int:
        """Returns how many entries there are."""
        return self._store.size

    def close(self) -> None:
        """Lets go of the server."""
        self._store.close()
