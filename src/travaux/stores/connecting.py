"""Connections to a record's file: made, opened with care, and set so that what is committed is on the disk.

A file may come from anybody. So before anything in it is believed, or changed, it must say that it is a record, of a
format that is known here, and have the tables and triggers of that format and no others.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import suppress
from functools import cache
from importlib import resources
from pathlib import Path

from travaux.errors import StoreFailed
from travaux.stores.faults import told
from travaux.stores.sums import TABLES, sum_of

APPLICATION = 0x54726176
VERSION = 2
_VERSIONS = range(1, VERSION + 1)


def make(path: Path) -> sqlite3.Connection:
    """Makes a new record's file, whole or not at all; `StoreFailed` where there is a file already."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
    except FileExistsError:
        raise StoreFailed(f"{path} is there already; a new record never replaces a file") from None
    except OSError as fault:
        raise StoreFailed(f"{path}: {os.strerror(fault.errno or 0).lower()}") from None
    connection = None
    try:
        connection = connect(path, writable=True)
        with told(path):
            connection.executescript("BEGIN IMMEDIATE;\n" + "\n".join(map(_schema, _VERSIONS)) + "\nCOMMIT;")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return connection
    except BaseException:
        if connection is not None:
            connection.close()
        remove(path)
        raise


def remove(path: Path) -> None:
    """Takes away a file that came to nothing, with what SQLite put beside it."""
    for end in ("", "-wal", "-shm"):
        with suppress(OSError):
            Path(f"{path}{end}").unlink()


def open(path: Path, writable: bool) -> sqlite3.Connection:  # noqa: A001 (make and open)
    """Opens the file of a record; `StoreFailed` where it is none, or not as its format says."""
    with told(path):
        connection = _begin(path, writable)
        try:
            _check(path, connection)
            _settle(connection, writable)
            if writable and version(connection) == 1:
                _sum_up(connection)
            return connection
        except BaseException:
            connection.close()
            raise


def is_record(start: bytes) -> bool:
    """Says whether a file that begins with these 100 bytes is, by its own word, a record of Travaux: an SQLite file
    with our application id (sqlite.org/fileformat2.html, 1.3)."""
    return start.startswith(b"SQLite format 3\0") and start[68:72] == APPLICATION.to_bytes(4, "big")


def connect(path: Path, writable: bool) -> sqlite3.Connection:
    """Returns one more connection to a file that was opened before."""
    with told(path):
        return _settle(_begin(path, writable), writable)


def sync_log(path: Path) -> None:
    """Puts on the disk that SQLite's log was emptied; SQLite leaves that to chance, and old pages could come back."""
    try:
        file = os.open(f"{path}-wal", os.O_RDWR | os.O_CLOEXEC)
        try:
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as fault:
        raise StoreFailed(
            f"{path}-wal: {os.strerror(fault.errno or 0).lower()}; an old copy of what was erased may be left there"
        ) from None


def _begin(path: Path, writable: bool) -> sqlite3.Connection:
    # A file in a folder that may not be written to, say on a CD, has no log beside it and will get none.
    alone = not writable and not Path(f"{path}-wal").exists()
    uri = f"{path.absolute().as_uri()}?mode={'rw' if writable else 'ro'}{'&immutable=1' if alone else ''}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=10.0)
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def version(connection: sqlite3.Connection) -> int:
    """Returns the version of a record's format."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _check(path: Path, connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise StoreFailed(f"{path} is not a record of Travaux")
    written = version(connection)
    if written > VERSION:
        raise StoreFailed(f"{path} was written by a newer Travaux (format {written}); install that one")
    found = sorted(row[0] for row in connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"))
    if found != _statements(written):
        raise StoreFailed(f"{path} has other tables or triggers than a record of format {written} has")


def _sum_up(connection: sqlite3.Connection) -> None:
    """Makes a record of version 1 one of version 2: nothing of it changes, and it has sums from now on."""
    connection.executescript(f"BEGIN IMMEDIATE;\n{_schema(2)}")
    for table in TABLES:
        connection.execute("INSERT INTO sum VALUES (?, ?)", (table, sum_of(connection, table)))
    connection.execute("COMMIT")


def _settle(connection: sqlite3.Connection, writable: bool) -> sqlite3.Connection:
    settings = ["cell_size_check=ON", "mmap_size=0", "temp_store=MEMORY"]
    if writable:
        settings += ["journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"]
    else:
        settings += ["query_only=ON"]
    if writable and sys.platform == "darwin":
        settings += ["fullfsync=ON", "checkpoint_fullfsync=ON"]
    for setting in settings:
        connection.execute(f"PRAGMA {setting}").fetchall()
    return connection


def _schema(number: int) -> str:
    return resources.files("travaux.stores").joinpath("schema", f"{number:04}.sql").read_text(encoding="utf-8")


@cache
def _statements(number: int) -> list[str]:
    """Returns what SQLite keeps of the schema of a version: its tables, indices and triggers, as they were written."""
    scratch = sqlite3.connect(":memory:")
    try:
        for step in _VERSIONS[:number]:
            scratch.executescript(_schema(step))
        return sorted(row[0] for row in scratch.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"))
    finally:
        scratch.close()
