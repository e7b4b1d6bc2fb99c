"""Taking a file in: bytes of any kind to a `Manuscript`, and the limits that hold for every file.

A file is at most 50 MB, Markdown 10 MB, a MediaWiki export 500 MB; a manuscript has at most half a million paragraphs.
The readers of kinds in which a file can do harm by its structure run in a process of their own (see `worker`), that of
PDF with memory in proportion to the file; plain text is read here. Whatever the reader, the manuscript carries the
SHA-256 of the bytes, a notice where the name says another kind than the content, and notices of the characters that
hide.
"""

from __future__ import annotations

import dataclasses
import hashlib
import importlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, cast

from travaux.errors import Malformed, Refused, Unreadable
from travaux.formats import hidden, plain, sniff, strict, worker
from travaux.text.history import Version
from travaux.text.manuscripts import Manuscript, Notice

LARGEST = 50_000_000
LARGEST_EXPORT = 500_000_000
# Reading Markdown takes a second for each 400 kB.
LARGEST_MARKDOWN = 10_000_000
_HEAD = 4096
_READERS: dict[sniff.Kind, str] = {
    "docx": "travaux.formats.docx",
    "akn": "travaux.formats.akn",
    "html": "travaux.formats.html.read",
    "mediawiki": "travaux.formats.mediawiki",
    "pdf": "travaux.formats.pdf",
    "markdown": "travaux.formats.markdown",
    "plain": "travaux.formats.plain",
}


class _Reader(Protocol):
    def read(self, data: bytes) -> Manuscript: ...


def contents(path: Path) -> bytes:
    """Returns the bytes of a file.

    Raises `Unreadable` where there is no such file or it is not a file, `Refused` where it is too large.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise Unreadable("this is a folder", where=str(path), advice="Name a file inside it")
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise Unreadable("this is not a file", where=str(path), advice="Name a file")
        with path.open("rb") as file:
            head = file.read(_HEAD)
            most = LARGEST_EXPORT if b"<mediawiki" in head else LARGEST
            data = head + file.read(most + 1 - len(head))
    except (FileNotFoundError, ValueError):  # a name that no file can have
        raise Unreadable("there is no such file", where=str(path), advice="Check the name and the folder") from None
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "it cannot be opened"
        raise Unreadable(reason.lower(), where=str(path), advice="Check that you may read it") from None
    if len(data) > most:
        raise Refused(f"larger than {most // 1_000_000} MB", where=str(path), advice="Split it, or take out pictures")
    return data


def manuscript(
    data: bytes, name: str = "", kind: sniff.Kind | None = None, *, isolated: bool = True, strictly: bool = False
) -> Manuscript:  # fmt: skip
    """Returns the manuscript in some bytes; `kind` overrules what the content shows.

    `strictly` it refuses what nobody should take from a stranger (see `strict`).
    """
    try:
        if len(data) > LARGEST_EXPORT or (len(data) > LARGEST and b"<mediawiki" not in data[:_HEAD]):
            raise Refused(f"larger than {LARGEST // 1_000_000} MB", advice="Split it, or take out pictures")
        found = kind or sniff.kind(data, name)
        if found == "markdown" and len(data) > LARGEST_MARKDOWN:
            what = f"Markdown larger than {LARGEST_MARKDOWN // 1_000_000} MB"
            raise Refused(what, advice='Split it, or read it as plain text (kind="plain")')
        options: list[str] = [found, "strict"] if strictly else [found]
        if isolated and found != "plain":
            if worker.may_fork():
                # Once here, not again in every fork.
                importlib.import_module(_READERS[found])
            seconds, most = worker.limits()
            with worker.limited(seconds=seconds, megabytes=min(most, _room(found, len(data)))):
                read = worker.answer("travaux.formats.intake:parsed", options, data, Manuscript)
        else:
            (read,) = parsed(options, data)
        return _described(read, data, "" if kind else sniff.lie(found, name))
    except Malformed as error:
        raise (error.inside(name) if name else error) from None


def revisions(data: bytes, name: str = "", *, isolated: bool = True) -> Iterator[Version]:
    """Yields the versions in a MediaWiki export, parents first, reading each when it is asked for."""
    from travaux.formats import mediawiki

    try:
        if (found := sniff.kind(data, name)) != "mediawiki":
            raise Unreadable(f"this is {sniff.WORDS[found]}, which has no history", advice="Give a MediaWiki export")
        if isolated:
            yield from mediawiki.versions(
                worker.stream("travaux.formats.mediawiki:parsed", [], data, mediawiki.Revision)
            )
        else:
            yield from mediawiki.versions(mediawiki.parsed([], data))
    except Malformed as error:
        raise (error.inside(name) if name else error) from None


def parsed(options: list[str], data: bytes) -> Iterator[Manuscript]:
    """Yields what the reader of a kind (the first option) makes of some bytes, with notices of what hides in it.

    With the option "strict" it refuses what nobody should take from a stranger.
    """
    if "strict" in options:
        strict.check_file(options[0], data)
    reader = cast("_Reader", importlib.import_module(_READERS[cast("sniff.Kind", options[0])]))
    read = reader.read(data)
    if len(read.paragraphs) > plain.MOST_LINES:
        raise Refused(f"more than {plain.MOST_LINES:,} paragraphs", advice="Split the file")
    texts = ["".join(segment.text for segment in paragraph.segments) for paragraph in read.paragraphs]
    if "strict" in options:
        strict.check_text("\n".join(texts))
    yield dataclasses.replace(read, notices=(*read.notices, *hidden.notices(texts)))


def _room(kind: sniff.Kind, size: int) -> int:
    """Returns how many megabytes the reader of a kind has need of at most, for a file of some bytes.

    Five thousand pages, packed as well as can be, take a hundred times their size; what a small PDF unpacks to beyond
    that is no text.
    """
    return 192 + 100 * size // 1_000_000 if kind == "pdf" else worker.limits()[1]


def _described(read: Manuscript, data: bytes, lie: str) -> Manuscript:
    notices = (Notice(lie), *read.notices) if lie else read.notices
    return dataclasses.replace(read, digest=hashlib.sha256(data).hexdigest(), notices=notices)
