"""Watching a process from within: what it opens, runs and connects to, by Python's own audit events.

What is not allowed is noted and stopped. A worker that was forked is watched too: what is stopped there comes back as
the failure of its reader. Libraries below Python are not seen; `strace` sees those, in the tests.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import bench

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_RUNS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn")
_CHANGES = (
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.chown",
    "os.truncate",
)
_HARMLESS = ("/dev/null", "/dev/urandom", "/proc/self/", "/usr/share/zoneinfo", "/etc/localtime")


class Forbidden(Exception):
    """Says that something was tried which reading a file has no need of."""


def watch(folder: Path, *, git: bool) -> list[str]:
    """Watches this process from now on, and returns the list in which what is wrong will be noted.

    Files may be read in `folder`, and where Travaux and Python lie; a scratch folder of its own may be made beside it.
    """
    faults: list[str] = []
    package = Path(bench.__file__).parents[1]
    own = tuple(map(str, {package, *map(Path, (sys.prefix, sys.base_prefix)), *map(Path, filter(None, sys.path))}))
    # Asked for here: the first time, it is found by writing there.
    temporary = tempfile.gettempdir()
    scratch = (str(folder), f"{temporary}/travaux-")

    def stopped(what: str) -> None:
        faults.append(what)
        raise Forbidden(what)

    def hook(event: str, given: tuple[object, ...]) -> None:
        if (event.startswith("socket.") and event not in ("socket.__new__",)) or (
            event in _RUNS and not (git and event == "subprocess.Popen" and str(given[0]).endswith("/git"))
        ):
            stopped(f"{event} {given!r}")
        elif event == "open" and isinstance(given[0], str | bytes | os.PathLike):
            path, flags = _whole(given[0]), int(str(given[2] or 0))
            allowed = scratch if flags & _WRITES else (*scratch, *own)
            if not path.startswith((*allowed, *_HARMLESS)) and path != temporary:  # a file without a name
                stopped(f"opened {path}")
        elif event in _CHANGES and not _whole(str(given[0])).startswith(scratch):
            stopped(f"{event} {given!r}")

    sys.addaudithook(hook)
    return faults


def _whole(path: str | bytes | os.PathLike[str] | os.PathLike[bytes]) -> str:
    """Returns a path from the root; no link in it is followed, which would be one more look at the disk."""
    return os.path.normpath(Path.cwd() / os.fsdecode(path))
