"""A showcase: where a log lies for everybody to read, as files that never change and one that does, its checkpoint.

What lies there is not known here; nor who may see it. Whoever lays something out relies on two promises, which hold
against any number of others who do the same at the same time:

    add        puts a file where there is none, whole or not at all, and never over another
    replace    puts the checkpoint in the place of the one that was read, and of no other
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

CHECKPOINT = "checkpoint"
"""The one file that changes."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as it lay there: its content, and by what the showcase knows that it is still the same."""

    content: bytes
    mark: str = ""


class Showcase(Protocol):
    """A folder, or a bucket. Paths are those of C2SP tlog-tiles; whatever fails is a `StoreFailed`."""

    def __str__(self) -> str:
        """Where it is, as its owner named it."""
        ...

    def read(self, path: str) -> Shown | None:
        """Returns a file, or None where there is none."""
        ...

    def add(self, path: str, content: bytes) -> bool:
        """Puts a file there; returns False, and does nothing, where there is one already."""
        ...

    def replace(self, path: str, content: bytes, shown: Shown | None) -> bool:
        """Puts a file in the place of the one that was read, None for none; returns False where it is not that now."""
        ...


def headers(path: str) -> tuple[str, str]:
    """Returns the Content-Type and the Cache-Control of a file (C2SP tlog-tiles)."""
    if path == CHECKPOINT:
        return "text/plain; charset=utf-8", "no-cache"
    return "application/octet-stream", "public, max-age=31536000, immutable"
