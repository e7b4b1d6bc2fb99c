"""Sessions with a PostgreSQL server: begun with care, and what the server says when it cannot, in words.

A server that does not sync (`fsync = off`) is refused: what it acknowledges may be gone with the power. So is one that
keeps text in another encoding than UTF-8, or is older than 15.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import resources
from typing import TYPE_CHECKING

from travaux.errors import Locked, StoreFailed
from travaux.stores.addresses import Address

try:
    import psycopg
    from psycopg import errors as codes
except ImportError as _missing:
    raise StoreFailed(f"records on a server need psycopg ({_missing.name}): pip install 'travaux[postgres]'") from None

if TYPE_CHECKING:
    from psycopg.rows import TupleRow

    Session = psycopg.Connection[TupleRow]

VERSION = 1
OLDEST = 15
RETURNS = 10.0
"""Seconds to wait for a server that is being started again."""
LOCKS = 0x54726176
"""The class of the advisory locks by which writers of a record queue ("Trav"); the other half is the record's key."""

_STARTING = ("starting up", "shutting down", "refused", "No such file", "closed the connection", "recovery mode")


def begin(address: Address, *, wait: float = 0.0) -> Session:
    """Returns a session, waiting for a server that is just being started again; `StoreFailed` where there is none."""
    until = time.monotonic() + wait
    while True:
        try:
            session = psycopg.connect(
                address.uri, autocommit=True, connect_timeout=10, client_encoding="utf-8", application_name="travaux",
                keepalives_idle=30, tcp_user_timeout=30_000,
            )  # fmt: skip
            break
        except psycopg.Error as fault:
            if time.monotonic() >= until or not any(each in str(fault) for each in _STARTING):
                raise StoreFailed(f"{address}: the server does not let us in: {_line(fault)}") from None
            time.sleep(0.1)
    try:
        with told(str(address)):
            _settle(session, address)
        return session
    except BaseException:
        session.close()
        raise


def _settle(session: Session, address: Address) -> None:
    settings = ("server_version_num", "fsync", "server_encoding", "synchronous_commit")
    row = session.execute("SELECT " + ", ".join(f"current_setting('{each}')" for each in settings)).fetchone()
    assert row is not None
    version, synced, encoding, commits = row
    if int(version) < OLDEST * 10_000:
        raise StoreFailed(f"{address}: PostgreSQL {OLDEST} or newer is needed, and this is {int(version) // 10_000}")
    if synced != "on":
        raise StoreFailed(f"{address}: the server does not sync (fsync = {synced}), so no receipt could be given")
    if encoding != "UTF8":
        raise StoreFailed(f"{address}: the database is in {encoding}; make one with ENCODING 'UTF8'")
    if commits in ("off", "local"):
        session.execute("SET synchronous_commit = on")
    session.execute("SET default_transaction_isolation = 'read committed'")


def make_tables(session: Session, address: Address) -> None:
    """Makes the tables of records in a database that has none, once, whoever comes first."""
    with told(str(address)), session.transaction():
        session.execute("SELECT pg_advisory_xact_lock(%s, 0)", (LOCKS,))
        for number in range(version(session) + 1, VERSION + 1):
            script = resources.files("travaux.stores").joinpath("schema", "postgres", f"{number:04}.sql")
            session.execute(script.read_text(encoding="utf-8"))


def version(session: Session) -> int:
    """Returns the version of the tables in a database; 0 where there are none."""
    (table,) = session.execute("SELECT to_regclass('travaux.version')::text").fetchone() or (None,)
    if table is None:
        return 0
    (found,) = session.execute("SELECT max(number) FROM travaux.version").fetchone() or (0,)
    return int(found or 0)


def holds(address: Address) -> bool:
    """Whether a database has a record of an address's name."""
    session = begin(address)
    try:
        with told(str(address)):
            sql = "SELECT FROM travaux.head WHERE name = %s"
            return bool(version(session)) and session.execute(sql, (address.record,)).fetchone() is not None
    finally:
        session.close()


def check_version(session: Session, address: Address) -> None:
    """Raises `StoreFailed` unless the database holds records of this version."""
    found = version(session)
    if not found:
        raise StoreFailed(f"{address}: the database holds no records; `travaux new {address}` makes one")
    if found > VERSION:
        raise StoreFailed(f"{address} was written by a newer Travaux (format {found}); install that one")


@contextmanager
def told(name: str) -> Iterator[None]:
    """Raises what the server says inside the block as `StoreFailed` or `Locked`, with the record's name."""
    try:
        yield
    except psycopg.Error as fault:
        raise failure(name, fault) from fault


def failure(name: str, fault: psycopg.Error) -> StoreFailed:
    """Returns a fault of the server as ours."""
    for kinds, says in _SAYS:
        if isinstance(fault, kinds):
            return StoreFailed(f"{name} {says}")
    if isinstance(fault, codes.LockNotAvailable | codes.DeadlockDetected | codes.QueryCanceled):
        return Locked(f"others have been writing to {name} for too long; try again later")
    if isinstance(fault, psycopg.OperationalError | psycopg.InterfaceError):
        return StoreFailed(f"{name}: the server was lost: {_line(fault)}; open the record again when it is back")
    return StoreFailed(f"{name}: {_line(fault)}")


_SAYS: tuple[tuple[tuple[type[psycopg.Error], ...], str], ...] = (
    ((codes.DiskFull,), "stands on a disk that is full: nothing of this was entered; make room and try again"),
    (
        (codes.ReadOnlySqlTransaction, codes.InsufficientPrivilege),
        "may not be written to: the server is a copy that is read only, or this user has no right to",
    ),
    ((codes.DataCorrupted, codes.IndexCorrupted), "is damaged: take the newest copy, and run `travaux verify` on it"),
)


def lost(session: Session) -> bool:
    """Whether nothing more can be said through a session."""
    return session.closed or session.broken


def end(session: Session | None) -> None:
    """Lets go of a session, whatever state it is in."""
    if session is not None:
        with suppress(psycopg.Error):
            session.close()


def _line(fault: Exception) -> str:
    return (str(fault).strip().splitlines() or [type(fault).__name__])[0].rstrip(".")
