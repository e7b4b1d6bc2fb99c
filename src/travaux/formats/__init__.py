"""Files in and out. Every reader turns bytes into a `Manuscript`; a file's kind is found by its content.

`read` and `read_bytes` take a file in; `history` yields the versions of one file of a git repository, `revisions` those
in a MediaWiki export. Nothing heavier than the standard library is imported before a file needs it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from travaux.text.history import Version
from travaux.text.manuscripts import Manuscript

if TYPE_CHECKING:
    from travaux.formats.sniff import Kind


def read(path: str | os.PathLike[str], *, kind: Kind | None = None, isolated: bool = True) -> Manuscript:
    """Returns the manuscript in a file, whose kind is found by its content unless `kind` says it.

    A kind in which a file could do harm by its structure is read in a process of its own with limits; `isolated=False`
    reads it here. Raises `Malformed` or one of its kinds, which name the file, the place in it, and what to do next.
    """
    from travaux.formats import intake

    place = Path(path)
    data = intake.contents(place)
    return intake.manuscript(data, place.name, kind, isolated=isolated)


def read_bytes(data: bytes, *, name: str = "", kind: Kind | None = None, isolated: bool = True) -> Manuscript:
    """Returns the manuscript in some bytes, as `read` does; `name` is what to call them in messages.

    >>> read_bytes(b"The Parties {++may++}{--shall--} cooperate.").authors
    (None,)
    """
    from travaux.formats import intake

    return intake.manuscript(data, name, kind, isolated=isolated)


def history(
    repository: str | os.PathLike[str], path: str, revision: str = "HEAD", *, first_parent: bool = False
) -> Iterator[Version]:
    """Yields the versions of one file of a git repository, parents first.

    `repository` is a work tree, a bare repository or a bundle; `path` is the file's path in it at `revision`. With
    `first_parent` the history is a line: a merge counts as one change. Raises `Malformed` where there is no such
    repository, revision or file.
    """
    from travaux.formats import git

    return git.history(Path(repository), path, revision, first_parent=first_parent)


def revisions(path: str | os.PathLike[str], *, isolated: bool = True) -> Iterator[Version]:
    """Yields the versions in a MediaWiki export of one page, parents first; raises what `read` raises."""
    from travaux.formats import intake

    place = Path(path)
    return intake.revisions(intake.contents(place), place.name, isolated=isolated)
