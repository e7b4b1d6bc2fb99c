"""Files in and out. Every reader turns bytes into a `Manuscript`; a file's kind is found by its content."""

from __future__ import annotations

import os
from collections.abc import Iterator

from travaux.text.history import Version
from travaux.text.manuscripts import Manuscript


def read(path: str | os.PathLike[str]) -> Manuscript:
    """Returns the manuscript in a file."""
    raise NotImplementedError


def history(repository: str | os.PathLike[str], path: str, *, revision: str = "HEAD") -> Iterator[Version]:
    """Yields the versions of one file of a git repository, parents first."""
    raise NotImplementedError
