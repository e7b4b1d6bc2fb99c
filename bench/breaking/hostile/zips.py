"""Zips that lie: written field by field, so that every one of them can say something else than what is there."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

_HEAD = struct.Struct("<4s5H3I2H")
_LISTED = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a zip. Whatever is None is what it ought to be; `listed` is its name in the directory.

    `at` is where its header is said to be; `repeats` how often it is listed.
    """

    name: bytes
    content: bytes = b""
    packed: bytes | None = None
    method: int = 8
    flags: int = 0
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    attributes: int = 0
    extra: bytes = b""
    listed: bytes | None = None
    at: int | None = None
    repeats: int = 1

    def bytes_packed(self) -> bytes:
        """Returns its content as it lies in the zip."""
        if self.packed is not None:
            return self.packed
        return deflated(self.content) if self.method == 8 else self.content

    def numbers(self, packed: bytes) -> tuple[int, int, int]:
        """Returns what it says: checksum, packed size, size."""
        crc = zlib.crc32(self.content) if self.crc is None else self.crc
        size = len(self.content) if self.size is None else self.size
        return crc, len(packed) if self.packed_size is None else self.packed_size, size


def deflated(content: bytes) -> bytes:
    """Returns bytes packed as zips pack them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def bomb(size: int) -> bytes:
    """Returns the packed form of very many zeros, without making them: one megabyte's, over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    megabyte = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    rest = zlib.compressobj(9, zlib.DEFLATED, -15)
    return megabyte * (size >> 20) + rest.compress(bytes(size & 0xFFFFF)) + rest.flush()


def zipped(
    entries: Iterable[Entry],
    *,
    before: bytes = b"",
    after: bytes = b"",
    count: int | None = None,
    directory_at: int | None = None,
    comment: bytes = b"",
) -> bytes:
    """Returns a zip of entries; `count` and `directory_at` are what its end says, where that is not so."""
    body, listed, listings = bytearray(before), bytearray(), 0
    for entry in entries:
        packed = entry.bytes_packed()
        numbers, place = entry.numbers(packed), len(body)
        name, called = entry.name, entry.name if entry.listed is None else entry.listed
        body += _HEAD.pack(b"PK\3\4", 20, entry.flags, entry.method, 0, 0x21, *numbers, len(name), len(entry.extra))
        body += name + entry.extra + packed
        at = place if entry.at is None else entry.at
        line = _LISTED.pack(
            b"PK\1\2",
            20,
            20,
            entry.flags,
            entry.method,
            0,
            0x21,
            *numbers,
            len(called),
            0,
            0,
            0,
            0,
            entry.attributes,
            at,
        )
        listed += (line + called) * entry.repeats
        listings += entry.repeats
    said = listings if count is None else count
    at = len(body) if directory_at is None else directory_at
    end = _END.pack(b"PK\5\6", 0, 0, said & 0xFFFF, said & 0xFFFF, len(listed), at, len(comment))
    return bytes(body + listed + end + comment + after)


def of_parts(parts: Mapping[str, bytes], changed: Mapping[str, Entry] | None = None, *others: Entry) -> list[Entry]:
    """Returns an entry for each part, some changed, and others after them."""
    made = [Entry(name.encode(), content) for name, content in parts.items()]
    by_name = changed or {}
    return [replace(by_name[e.name.decode()], name=e.name) if e.name.decode() in by_name else e for e in made] + [
        *others
    ]
