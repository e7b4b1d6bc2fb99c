"""Files and folders made so that they are there, whole and under their names, after a loss of power.

Syncing a file puts its bytes on the disk. Its name is the folder's, and is there once the folder is synced (fsync(2)).
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NEEDLESS = (errno.EINVAL, errno.ENOTSUP)
"""What a file system says that keeps names without being asked."""


def make_folder(path: Path) -> None:
    """Makes a folder for its owner alone, with those above it that are not there yet; raises what the system does."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(mode=0o700, exist_ok=True)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Puts the names in a folder on the disk."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    except OSError as fault:
        if fault.errno not in _NEEDLESS:
            raise
    finally:
        os.close(file)


@contextmanager
def made(path: Path, content: bytes, mode: int) -> Iterator[Path]:
    """Writes a file under another name beside its own, down to the disk; what is left of it in the end is removed.

    Whoever asked links or renames it, and then syncs the folder.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        yield Path(name)
    finally:
        with suppress(OSError):
            Path(name).unlink()
