"""Files as people name them on a command line: a path, or `-` for standard input; and files written whole or not."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.errors import Unreadable

if TYPE_CHECKING:
    from travaux.text.drafts import Draft
    from travaux.text.history import Version
    from travaux.text.manuscripts import Manuscript

STDIN = Path("-")


def shown_name(path: Path) -> str:
    """Returns how a file is called before people: its own name, without the folder."""
    return "standard input" if path == STDIN else path.name


def manuscript(path: Path) -> Manuscript:
    """Reads a file as received, or standard input; raises `Unreadable` or `Refused` where that cannot be done."""
    from travaux.formats import read, read_bytes

    if path == STDIN:
        return read_bytes(sys.stdin.buffer.read(), name=shown_name(path))
    return read(path)


def draft(path: Path, accept: Sequence[str] = ("all",)) -> Draft:
    """Reads a file and returns the draft that stands when the changes of `accept` are made."""
    return named(manuscript(path), path, accept)


def named(received: Manuscript, path: Path, accept: Sequence[str] = ("all",)) -> Draft:
    """Returns the draft in a manuscript, under the file's name."""
    match list(accept):
        case ["all"] | []:
            view = received.accepting("all")
        case ["none"]:
            view = received.accepting("none")
        case authors:
            unknown = [author for author in authors if author not in received.authors]
            if unknown:
                known = ", ".join(author or "somebody unnamed" for author in received.authors)
                advice = f"It has changes by {known}" if known else "It has no tracked changes at all"
                raise Unreadable(f"no tracked change by {unknown[0]!r}", where=str(path), advice=advice)
            view = received.accepting(authors)
    return replace(view, name=shown_name(path))


def words(given: str | None) -> str | None:
    """Returns words as given, or with `@FILE` those in a text file."""
    if given is None or not given.startswith("@"):
        return given
    try:
        return Path(given[1:]).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise Unreadable(f"cannot read it: {fault}", where=given[1:]) from None


def page_beside(page: Path | None, *inputs: Path) -> None:
    """Refuses, before anything is read, a page that would be written over one of the inputs, and two inputs that are
    both standard input."""
    if list(inputs).count(STDIN) > 1:
        raise click.UsageError("Only one of the drafts can be standard input (-). Name a file for the other.")
    if page is not None and page != STDIN and any(page.resolve() == path.resolve() for path in inputs):
        raise click.UsageError(f"--html {page} would overwrite a draft. Name another file.")


def write(path: Path, text: str) -> None:
    """Writes text into a file, whole or not at all; `-` is standard output."""
    if path == STDIN:
        sys.stdout.write(text)
    else:
        write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all: under another name first, then renamed over what stood there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException as fault:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(fault, OSError):
            # A write knows no name, and the other one is nobody's business.
            fault.filename, fault.filename2 = str(path), None
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def versions(paths: Sequence[Path], authors: Mapping[Path, str], accept: Sequence[str]) -> Iterator[Version]:
    """Yields the drafts in some files, given oldest first, each made from the one before.

    A single MediaWiki export is a history of its own.
    """
    from travaux.formats import revisions
    from travaux.text.history import Version

    for place, path in enumerate(paths):
        received = manuscript(path)
        if received.format == "mediawiki" and len(paths) == 1 and path != STDIN:
            yield from revisions(path)
            return
        yield Version(
            named(received, path, accept),
            key=shown_name(path),
            parents=(place - 1,) if place else (),
            author=authors.get(path),
        )
