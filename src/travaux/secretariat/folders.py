"""Folders of the operator's home, made so that they, and what is put into them, are there after a loss of power.

Syncing a file puts its bytes on the disk. Its name is the folder's, and is there once the folder is synced (fsync(2)).
"""

from __future__ import annotations

import errno
import os
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
