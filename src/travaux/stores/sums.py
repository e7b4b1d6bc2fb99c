"""Sums: what shows that rows for which no entry vouches are as they were written: settings, requests, names of files.

A table has one sum: the SHA-256 of each of its rows, added up modulo 2^256 and kept in the table `sum`. A row that
comes adds its own, and one that goes takes it away again, so that it costs the same however many there are. What is
hashed of a row is each of its columns in order: its length in bytes, a colon, its bytes; numbers are in decimal.

This is against rot: a flipped bit, a sector that a disk lost or brought back from yesterday. Whoever may write to the
file can write its sums too, and is the log's matter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any

TABLES = ("checkpoint", "private", "manuscript", "draft", "request", "meta")
"""The tables that have a sum. Entries, nodes and chains are held against the log, and the cache against its seals."""

_MODULUS = 1 << 256

Row = tuple[Any, ...]


class Sums:
    """Rows as they come and go within one transaction, with their sums."""

    def __init__(
        self, read: Callable[[str, Sequence[Any]], list[Row]], write: Callable[[str, Sequence[Any]], int]
    ) -> None:
        self._read = read
        self._write = write
        self._sums: dict[str, int] = {}

    def put(self, table: str, row: Sequence[Any], *, once: bool = False) -> None:
        """Adds a row; `once`, only where there is none of that key yet."""
        marks = ", ".join("?" * len(row))
        way = "INSERT OR IGNORE" if once else "INSERT"
        if self._write(f"{way} INTO {table} VALUES ({marks})", row):
            self._add(table, _of_row(row))

    def take(self, table: str, where: str, values: Sequence[Any]) -> list[Row]:
        """Takes rows away, and returns them."""
        rows = self._read(f"SELECT * FROM {table} WHERE {where}", values)
        if rows:
            self._write(f"DELETE FROM {table} WHERE {where}", values)
        for row in rows:
            self._add(table, -_of_row(row))
        return rows

    def keep(self) -> None:
        """Writes the sums of the tables that were changed, at the end of the transaction."""
        for table, total in self._sums.items():
            self._write("INSERT OR REPLACE INTO sum VALUES (?, ?)", (table, total.to_bytes(32, "big")))

    def _add(self, table: str, number: int) -> None:
        if table not in self._sums:
            found = self._read("SELECT digest FROM sum WHERE name = ?", (table,))
            self._sums[table] = int.from_bytes(found[0][0], "big") if found else 0
        self._sums[table] = (self._sums[table] + number) % _MODULUS


def unsound(connection: sqlite3.Connection) -> Iterator[str]:
    """Yields which tables have other rows than were written."""
    kept = dict(connection.execute("SELECT name, digest FROM sum"))
    for table in TABLES:
        if sum_of(connection, table) != kept.pop(table, bytes(32)):
            yield f"the table {table} does not add up"
    yield from (f"there is a sum of {name}, which has none" for name in kept)


def sum_of(connection: sqlite3.Connection, table: str) -> bytes:
    """Returns the sum of a table, worked out from its rows."""
    total = sum(map(_of_row, connection.execute(f"SELECT * FROM {table}")))
    return (total % _MODULUS).to_bytes(32, "big")


def _of_row(row: Sequence[Any]) -> int:
    columns = (each if isinstance(each, bytes) else str(each).encode() for each in row)
    return int.from_bytes(sha256(b"".join(b"%d:%b" % (len(each), each) for each in columns)).digest(), "big")
