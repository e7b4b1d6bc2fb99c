"""What a text of a corpus is made of: drafts, one file in git, or a record. Each has a digest, and can be traced.

The digest of a text is what `sha256sum` makes of the lines that `sha256sum` prints of its files, in their order: so
anybody can tell whether a trace is of these very drafts. Of git the line is the commit and the file, of a record the
root of its log and its size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from travaux.cli import files
from travaux.cli.corpus_texts import Text, inside, repository
from travaux.cli.following import followed
from travaux.cli.objects import Object, version_object
from travaux.errors import OutOfOrder, Unreadable
from travaux.text.origins import Trace

if TYPE_CHECKING:
    from travaux.record.authorship import Deed
    from travaux.text.history import Version


@dataclass(frozen=True, slots=True)
class Traced:
    """A trace, its drafts as objects, and how each is called in the objects."""

    trace: Trace
    drafts: Sequence[Object]
    keys: Sequence[object]


class Source(Protocol):
    """A text as it lies somewhere."""

    kind: str
    digest: str

    def traced(self) -> Traced:
        """Returns the trace of its last draft."""
        ...


def source(text: Text, accept: Sequence[str]) -> Source:
    """Returns what a text is made of, by what lies in its place; `Unreadable` where nothing does."""
    if text.place.is_dir():
        return Git(text) if repository(text.place) else Drafts(text.place, accept)
    try:
        with text.place.open("rb") as file:
            begins = file.read(16)
    except FileNotFoundError:
        raise Unreadable("there is no such file or folder", where=str(text.place), advice="Check the name") from None
    if begins == b"SQLite format 3\0":
        return Recorded(text.place)
    return Git(text) if begins.startswith((b"# v2 git bundle", b"# v3 git bundle")) else Drafts(text.place, accept)


class Drafts:
    """Files, the oldest draft first; a single one may be a MediaWiki export."""

    kind = "drafts"

    def __init__(self, place: Path, accept: Sequence[str]) -> None:
        from travaux.formats.intake import contents

        self._accept = accept
        self._paths = inside(place) if place.is_dir() else [place]
        if not self._paths:
            raise Unreadable("there is no draft in it", where=str(place), advice="Put its drafts there, or take it out")
        self.digest = _sum(f"{sha256(contents(path)).hexdigest()}  {path.name}\n" for path in self._paths)

    def traced(self) -> Traced:
        """Returns the trace of the last of them; a draft is called by its place."""
        work = followed(files.versions(self._paths, {}, self._accept), quietly=True)
        keys = range(len(work.versions))
        return Traced(work.trace, [{**draft, "key": key} for draft, key in zip(work.noted, keys, strict=True)], keys)


class Git:
    """The history of one file in git."""

    kind = "git"

    def __init__(self, text: Text) -> None:
        from travaux.formats import git

        self._place = text.place
        self._commit, held = git.listed(text.place)
        if not text.file and len(held) != 1:
            advice = "Say which in a list, after a colon: REPOSITORY:FILE"
            raise Unreadable(f"it holds {len(held)} files", where=str(text.place), advice=advice)
        self._file = text.file or held[0]
        self.digest = _sum([f"{self._commit}  {self._file}\n"])

    def traced(self) -> Traced:
        """Returns the trace of the file; a draft is called by its commit."""
        from travaux.formats import history

        work = followed(history(self._place, self._file, self._commit), quietly=True)
        keys = [version.key for version in work.versions]
        return Traced(work.trace, [{**draft, "key": key} for draft, key in zip(work.noted, keys, strict=True)], keys)


class Recorded:
    """The texts of a record, drafts and amendments, read as the depositary reads them."""

    kind = "record"

    def __init__(self, place: Path) -> None:
        from travaux.secretariat.opening import open as open_record

        self._place = place
        with open_record(place, viewer="depositary") as record:
            self.digest = _sum([f"{record.root()}  {record.size}\n"])

    def traced(self) -> Traced:
        """Returns the trace of the draft on the table; a draft is called by the entry that brought it."""
        from travaux.record.authorship import Authorship
        from travaux.record.descent import Descent
        from travaux.secretariat.opening import open as open_record

        with open_record(self._place, viewer="depositary") as record:
            state = record.state
            table = state.current()
            if table is None:
                raise OutOfOrder("no draft is on the table of this record")
            found = Authorship(state.book, Descent(state.book, record.drafts), table.digest)
            keys = [version.key for version in found.trace.versions]
            pairs = zip(found.trace.versions, found.deeds, strict=True)
            return Traced(found.trace, [_entered(*pair) for pair in pairs], keys)


def _entered(version: Version, deed: Deed) -> Object:
    """Returns a text of a record, as an object; an amendment has no digest of its own."""
    digest = None if deed.kind == "propose" else deed.draft
    return {**version_object(version, version.key), "digest": digest}


def _sum(lines: Iterable[str]) -> str:
    return sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
