"""The package around a Word file: a zip of parts, tied by relationships. What the parts mean is not known here.

A zip is taken only if every tool would find the same parts in it, and if reading it cannot exhaust the machine:

- the file is at most 50 MB, starts with its first entry (no data before the zip), and has at most 2,000 entries;
- no two names are the same once case and percent signs are set aside; none is absolute, holds `..`, a backslash, a
  colon or a NUL; none is a symbolic link, none is encrypted, none overlaps another;
- a part is at most 64 MB and the parts read at most 200 MB unpacked, and beyond 1 MB no part unpacks to more than 200
  times its size; every part that is read must have the checksum the zip gives.

A part is reached through relationships only, from `_rels/.rels`: there must be one main part, whatever its name.
Relationships that lead outside the file are listed, never followed (ISO/IEC 29500-2).
"""

from __future__ import annotations

import io
import posixpath
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from travaux.errors import Malformed, Refused, Unreadable
from travaux.formats import xml
from travaux.formats.docx.names import transitional

LARGEST_FILE = 50_000_000
LARGEST_PART = 64_000_000
LARGEST_WHOLE = 200_000_000
MOST_ENTRIES = 2_000
RATIO, RATIO_FROM = 200, 1_000_000

_CHUNK = 1 << 20
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_UNBROKEN = "Ask for the file again, saved anew by the program that made it"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: its id, its kind (the last word of its type), and the part it leads to.

    For one that leads outside the file `outside` is true and `target` is the address as written.
    """

    id: str
    kind: str
    target: str
    outside: bool = False


class Package:
    """The parts of a Word file, opened safely. Raises `Unreadable`, `Malformed` or `Refused`."""

    def __init__(self, data: bytes) -> None:
        if len(data) > LARGEST_FILE:
            raise Refused(f"larger than {LARGEST_FILE // 1_000_000} MB", advice="Take pictures out, or split it")
        if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise Unreadable(
                "encrypted, or a Word file from before 2007", advice="Save it as .docx, without a password"
            )
        if data[:4] != b"PK\x03\x04":
            raise Unreadable("not a zip, or with data before it", advice=_UNBROKEN)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
            raise Malformed(f"the zip is broken: {error}", advice=_UNBROKEN) from None
        self._entries = _checked(self._zip.infolist(), data, self._zip.start_dir)
        self._unpacked = 0

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    @property
    def main(self) -> str:
        """The name of the main part."""
        found = {relation.target for relation in self.relations("") if relation.kind == "officeDocument"}
        if len(found) != 1:
            what = "no main part" if not found else f"{len(found)} main parts, so that two programs may read two texts"
            raise (Refused if found else Unreadable)(what, where="_rels/.rels", advice=_UNBROKEN)
        return found.pop()

    def relations(self, source: str) -> tuple[Relation, ...]:
        """Returns the relationships of a part, in the order of the file; "" stands for the package itself."""
        folder, name = posixpath.split(source)
        place = posixpath.join(folder, "_rels", f"{name}.rels")
        if place not in self:
            return ()
        relations = tuple(_relation(element, folder, place) for element in self.xml(place).iter(_RELATIONSHIP))
        if len({relation.id for relation in relations}) != len(relations):
            raise Refused("two relationships have one id", where=place, advice=_UNBROKEN)
        return relations

    def xml(self, name: str) -> etree._Element:
        """Returns the root element of a part, strict names mapped to transitional ones."""
        return transitional(xml.parse(self.read(name), where=name))

    def children(self, name: str, path: Sequence[str], ends: Sequence[str]) -> Iterator[etree._Element]:
        """Yields what stands in the element of a part at `path`, child by child (`xml.children`).

        Nothing is yielded from a part with strict names.
        """
        yield from xml.children(self.read(name), where=name, path=path, ends=ends)

    def read(self, name: str) -> bytes:
        """Returns the bytes of a part, within the limits, its checksum verified."""
        entry = self._entries.get(_key(name))
        if entry is None:
            raise Malformed("the file speaks of this part and does not hold it", where=name, advice=_UNBROKEN)
        chunks: list[bytes] = []
        size = 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    chunks.append(chunk)
                    size += len(chunk)
                    self._check_size(entry, size)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, OSError) as error:
            raise Malformed(f"cannot be unpacked: {error}", where=name, advice=_UNBROKEN) from None
        self._unpacked += size
        return b"".join(chunks)

    def _check_size(self, entry: zipfile.ZipInfo, size: int) -> None:
        if size > LARGEST_PART or self._unpacked + size > LARGEST_WHOLE:
            raise Refused("unpacks to more than is safe to read", where=entry.filename, advice="Split the file")
        if size > RATIO_FROM and size > RATIO * max(entry.compress_size, 1):
            what = f"unpacks to more than {RATIO} times its size, as bombs do"
            raise Refused(what, where=entry.filename, advice="Ask for the file again, saved anew")


def _key(name: str) -> str:
    return unquote(name).casefold()


def _checked(entries: Sequence[zipfile.ZipInfo], data: bytes, directory: int) -> dict[str, zipfile.ZipInfo]:
    """Returns the entries by name, once none of them can be read in two ways."""
    if len(entries) > MOST_ENTRIES:
        raise Refused(f"more than {MOST_ENTRIES:,} entries in the zip", advice="Split the file")
    if not entries or data.count(b"PK\x05\x06", directory) != 1:
        raise Refused("the zip has no directory, or more than one", advice=_UNBROKEN)
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        if fault := _fault(entry):
            raise Refused(fault, where=repr(entry.orig_filename)[1:-1], advice=_UNBROKEN)
        if found.setdefault(_key(entry.filename), entry) is not entry:
            what = "two parts have this name, so that two programs may read two texts"
            raise Refused(what, where=entry.filename, advice=_UNBROKEN)
    _check_places(sorted(entries, key=lambda entry: entry.header_offset), data, directory)
    return found


def _fault(entry: zipfile.ZipInfo) -> str:
    name = unquote(entry.orig_filename)
    if name.startswith("/") or ".." in name.split("/"):
        return "a name leads out of the file"
    if any(sign in name for sign in "\\:\0") or not name:
        return "a name holds a sign that names of parts do not have"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "a symbolic link"
    if entry.flag_bits & 0x2041:
        return "encrypted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "packed in a way that Word files are not"
    return ""


def _check_places(entries: Sequence[zipfile.ZipInfo], data: bytes, directory: int) -> None:
    """Refuses data before the zip, and entries that share bytes."""
    if entries[0].header_offset != 0:
        raise Refused("data stands before the zip", advice=_UNBROKEN)
    ends = [*(entry.header_offset for entry in entries[1:]), directory]
    for entry, end in zip(entries, ends, strict=True):
        start = entry.header_offset
        head = data[start : start + 30]
        if len(head) < 30 or head[:4] != b"PK\x03\x04":
            raise Malformed("the zip is broken: an entry has no header", where=entry.filename, advice=_UNBROKEN)
        name, extra = struct.unpack("<HH", head[26:30])
        if start + 30 + name + extra + entry.compress_size > end:
            raise Refused("overlaps another part of the zip", where=entry.filename, advice=_UNBROKEN)


def _relation(element: etree._Element, folder: str, place: str) -> Relation:
    kind = (element.get("Type") or "").rstrip("/").rpartition("/")[2]
    target, id_ = element.get("Target") or "", element.get("Id") or ""
    if element.get("TargetMode") == "External":
        return Relation(id_, kind, target, outside=True)
    path = unquote(target.partition("#")[0])
    joined = posixpath.normpath(posixpath.join("/", folder, path))
    # normpath stops at the root, as a file system does; a target that climbs higher is no mistake of an honest program.
    if posixpath.normpath(posixpath.join(folder, path) if not path.startswith("/") else path[1:]).startswith(".."):
        raise Refused(
            "a relationship leads out of the file", where=f"{place}: line {element.sourceline}", advice=_UNBROKEN
        )
    return Relation(id_, kind, joined.lstrip("/"))
