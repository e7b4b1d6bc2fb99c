"""The condition of the place where a record is kept: versions, settings, locks, room. What the record says is not read.

Each finding is a sentence with an answer: `well`; `see to it`, which nothing is lost by so far; or `wrong`.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from travaux.errors import Locked, StoreFailed
from travaux.stores import connecting
from travaux.stores.addresses import Address, Place
from travaux.stores.faults import told
from travaux.stores.turns import Turns

Answer = Literal["well", "see to it", "wrong"]
MENDED = (3, 51, 3)
"""The first SQLite without the WAL-reset bug (sqlite.org/wal.html, "The WAL-Reset Bug")."""
ROOM = 64 << 20
"""Bytes that should be free beside twice the file: a file is written anew when a private value is erased."""
_PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do where it is not well."""

    says: str
    answer: Answer = "well"
    advice: str = ""


def conditions(where: Place) -> Iterator[Finding]:
    """Yields what is found at the place of a record that can be opened."""
    yield from _of_server(where) if isinstance(where, Address) else _of_file(where)


def _of_file(path: Path) -> Iterator[Finding]:
    yield sqlite(sqlite3.sqlite_version_info)
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    if not writable:
        yield Finding(f"{path} can be read and not written to", "see to it", "Check the rights of file and folder")
        return
    yield _lock(path)
    yield from _settings(path)
    yield room(path, path.stat().st_size, shutil.disk_usage(path.parent).free)


def sqlite(version: tuple[int, int, int]) -> Finding:
    """Returns what is to be said of a version of SQLite."""
    name = ".".join(map(str, version))
    if version >= MENDED:
        return Finding(f"SQLite is {name}")
    return Finding(
        f"SQLite is {name}; those before 3.51.3 can spoil a file when two programs write and fold its log in at once",
        "see to it",
        "Travaux takes turns and does not meet this: open the record for writing with nothing else, or update SQLite",
    )


def _lock(path: Path) -> Finding:
    try:
        with Turns(path, _PATIENCE).turn():
            return Finding("the file lock can be had")
    except Locked:
        return Finding(
            f"others have held the file lock for {_PATIENCE:g} seconds", "see to it", "Look which program writes"
        )
    except StoreFailed as fault:
        return Finding(f"the file lock cannot be had: {fault}", "wrong", "Keep the record on a disk of this machine")


def _settings(path: Path) -> Iterator[Finding]:
    with told(path), Turns(path, _PATIENCE).turn():
        connection = connecting.open(path, writable=True)
        try:
            names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}
            faults = [row[0] for row in connection.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
        finally:
            connection.close()
    if found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}:
        yield Finding("what is committed is synced to the disk (WAL, FULL)")
    else:
        told_ = ", ".join(f"{name} {value}" for name, value in found.items())
        yield Finding(f"SQLite does not take the settings that Travaux asks for: {told_}", "wrong", "Update SQLite")
    if faults:
        yield Finding(
            f"the file is damaged: {faults[0]}", "wrong", "Take the newest copy, and run `travaux verify` on it"
        )
    else:
        yield Finding("the file's pages and indices are in order")


def room(path: Path, size: int, free: int) -> Finding:
    """Returns whether there is room beside a file of a size."""
    says = f"{_megabytes(free)} MB are free beside a file of {_megabytes(size)} MB"
    if free >= 2 * size + ROOM:
        return Finding(says)
    return Finding(says, "see to it", f"Make room where {path.name} is: an erasure writes the file anew")


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):,.1f}"


def _of_server(address: Address) -> Iterator[Finding]:
    from travaux.stores import sessions

    session = sessions.begin(address)
    try:
        with sessions.told(str(address)):
            names = (
                "server_version",
                "synchronous_commit",
                "full_page_writes",
                "data_checksums",
                "synchronous_standby_names",
            )
            sql = "SELECT " + ", ".join(f"current_setting('{name}')" for name in names)
            row = session.execute(sql).fetchone() or ("",) * len(names)
            version, commits, pages, checksums, standbys = map(str, row)
            (following,) = session.execute("SELECT count(*) FROM pg_stat_replication").fetchone() or (0,)
    finally:
        session.close()
    yield Finding(f"PostgreSQL is {version}, and syncs what it commits ({commits})")
    if pages != "on":
        yield Finding("full_page_writes is off: a loss of power may tear a page", "wrong", "Set it on")
    if checksums != "on":
        yield Finding(
            "the server keeps no checksums of its pages", "see to it", "pg_checksums --enable, when it is down"
        )
    if following and not standbys:
        yield Finding(
            f"{following} standby servers follow, none synchronously: one that takes over lacks the last entries",
            "see to it",
            "Set synchronous_standby_names",
        )
