"""What SQLite says when it cannot, in words: each of its faults as a `StoreFailed` or `Locked`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from travaux.errors import Locked, StoreFailed

# The primary codes are the lowest eight bits of SQLite's extended ones (sqlite.org/rescode.html).
_BUSY, _LOCKED, _READ_ONLY, _IO, _CORRUPT, _FULL, _CANNOT_OPEN, _CONSTRAINT, _NOT_A_DATABASE = (
    5, 6, 8, 10, 11, 13, 14, 19, 26,
)  # fmt: skip

_NOT_SHARED = _IO | 19 << 8
"""SQLITE_IOERR_SHMSIZE: even to read a record SQLite makes a file of 32 kB beside it, and could not."""

_SAYS = {
    _READ_ONLY: "may not be written to: check the rights of the file and of its folder, and the disk",
    _IO: "stands on a disk that failed: check the disk, then open the record again",
    _CORRUPT: "is damaged: take the newest copy, and run `travaux verify` on it",
    _FULL: "stands on a disk that is full: nothing of this was entered; make room and try again",
    _CANNOT_OPEN: "cannot be opened: check the name, the folder, the disk, and that you may write there",
    _NOT_SHARED: "stands on a disk that is full or fails: nothing of this was entered; make room and try again",
    _NOT_A_DATABASE: "is not a record of Travaux",
}


@contextmanager
def told(path: Path | str) -> Iterator[None]:
    """Raises what SQLite raises inside the block as `StoreFailed`, with the record's name and what to do."""
    try:
        yield
    except sqlite3.Error as fault:
        raise failure(path, fault) from fault
    except UnicodeDecodeError as fault:
        raise StoreFailed(damaged(path)) from fault


def damaged(path: Path | str) -> str:
    """Returns what is said of a record that cannot be read."""
    return f"{path} {_SAYS[_CORRUPT]}"


def failure(path: Path | str, fault: sqlite3.Error) -> StoreFailed:
    """Returns a fault of SQLite as ours."""
    whole = getattr(fault, "sqlite_errorcode", 0)
    code = whole & 0xFF
    if code in (_BUSY, _LOCKED):
        return Locked(f"{path} is held by another program; close it there, and try again")
    if code == _CONSTRAINT:
        return StoreFailed(f"{path}: {fault}")
    return StoreFailed(f"{path} {_SAYS.get(whole) or _SAYS.get(code, f'failed: {fault}')}")


def unsettled(path: Path | str) -> str:
    """Returns what is said of a commit that failed on the disk: SQLite may find it there, whole, after a crash."""
    return (
        f"{path}: the disk failed in the middle of a commit, and whether anything was entered is not known. Check the "
        "disk, open the record again and look, or send the same request again: it is entered once"
    )


def grave(fault: sqlite3.Error) -> bool:
    """Whether nothing more may be written through a connection that failed so: what reached the disk is not known."""
    return getattr(fault, "sqlite_errorcode", 0) & 0xFF in (_IO, _CORRUPT, _NOT_A_DATABASE)
