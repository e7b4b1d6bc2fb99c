"""Turns: one writer at a time on this machine, in the order in which they came, by a lock on a file beside the record.

The lock is flock(2) on `NAME.travaux.lock`. The kernel drops it when its holder dies, so nobody has to clean up. Who
comes while others wait first queues at a second file, `NAME.travaux.queue`, and only the head of that queue waits for
the lock itself: whoever lets go of the lock and wants it again stands behind those who were there before. SQLite's own
waiting is not fair: of sixteen writers one was seen to get three commits, another nine thousand.

The files are removed by whoever closes the record last; who then holds a lock on a file that is gone tries again.
"""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from travaux.errors import Locked, StoreFailed

try:
    import fcntl
except ImportError:  # pragma: no cover (there is no flock on this system)
    fcntl = None  # type: ignore[assignment]

PATIENCE = 60.0
"""Seconds to wait for a turn, unless told otherwise."""


class Turns:
    """The turns of one record, taken by one holder: turns nest, and threads wait for each other."""

    def __init__(self, record: Path, patience: float = PATIENCE) -> None:
        self._record = record
        self._lock = record.with_name(record.name + ".lock")
        self._queue = record.with_name(record.name + ".queue")
        self._patience = patience
        self._mutex = threading.RLock()
        self._depth = 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Holds the lock for the block; raises `Locked` where others went on for too long."""
        if not self._mutex.acquire(timeout=self._patience):
            raise self._locked()
        try:
            held = self._enter() if self._depth == 0 else None
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if held is not None:
                    os.close(held)
        finally:
            self._mutex.release()

    def clear(self) -> None:
        """Removes the files, in a turn: nobody else has the record open, or whoever has makes them anew."""
        for path in (self._queue, self._lock):
            with suppress(OSError):
                path.unlink()

    def _enter(self) -> int:
        queue = _hold(self._queue, self._patience)
        if queue is None:
            raise self._locked()
        try:
            lock = _hold(self._lock, self._patience)
        finally:
            os.close(queue)
        if lock is None:
            raise self._locked()
        return lock

    def _locked(self) -> Locked:
        return Locked(f"others have been writing to {self._record} for {self._patience:g} seconds; try again later")


def _hold(path: Path, patience: float) -> int | None:
    """Returns a descriptor that holds the lock of the file that bears this name now, or None after the patience."""
    while True:
        try:
            held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as fault:
            raise StoreFailed(f"{path}: {os.strerror(fault.errno or 0).lower()}") from None
        try:
            if not _flock(held, patience):
                os.close(held)
                return None
            if _is(held, path):
                return held
        except OSError as fault:
            os.close(held)
            raise StoreFailed(f"{path}: {os.strerror(fault.errno or 0).lower()}") from None
        os.close(held)


def _is(held: int, path: Path) -> bool:
    try:
        named = path.stat()
    except FileNotFoundError:
        return False
    mine = os.fstat(held)
    return (named.st_dev, named.st_ino) == (mine.st_dev, mine.st_ino)


def _flock(held: int, patience: float) -> bool:
    """Takes the lock at once, or waits in the kernel's queue; says whether it was had within the patience."""
    if fcntl is None:  # pragma: no cover
        raise StoreFailed("this system has no flock(2); Travaux keeps records on Linux, macOS and the BSDs")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except OSError as fault:
        if fault.errno not in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES):
            raise
    # flock(2) has no time limit, and a signal would be the whole process's. So a thread waits, on a descriptor of its
    # own for the same lock, which it gives back if nobody wants it any more.
    waiter = _Waiter(os.dup(held))
    return waiter.wait(patience)


class _Waiter:
    """Waits for a lock in a thread of its own."""

    def __init__(self, held: int) -> None:
        self._held = held
        self._done = threading.Event()
        self._mutex = threading.Lock()
        self._had = self._given_up = False
        threading.Thread(target=self._run, daemon=True, name="travaux-turn").start()

    def wait(self, patience: float) -> bool:
        self._done.wait(patience)
        with self._mutex:
            self._given_up = not self._had
            return self._had

    def _run(self) -> None:
        with suppress(OSError):
            fcntl.flock(self._held, fcntl.LOCK_EX)
            with self._mutex:
                self._had = not self._given_up
            if not self._had:
                fcntl.flock(self._held, fcntl.LOCK_UN)
        os.close(self._held)
        self._done.set()
