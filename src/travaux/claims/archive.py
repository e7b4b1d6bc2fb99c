"""An archive: named files in one, a ZIP that every unzip opens, in the one form in which Travaux writes it.

The files stand in the order of their names, not compressed, dated 1 January 1980, without comments or extra fields; the
directory follows, and nothing else. So the same files are always the same bytes. What was written otherwise, and be it
one flipped bit in a date, is refused: the file is read, written again, and compared.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping

from travaux.errors import Malformed

_FILE, _ENTRY, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_HEAD = struct.Struct("<4s5H3I2H")
_LISTED = struct.Struct("<4s6H3I5H2I")
_CLOSE = struct.Struct("<4s4H2IH")
_VERSION, _DATE = 20, 0x21
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*(?:/[A-Za-z0-9][A-Za-z0-9_.-]*)?")

MOST_FILES, MOST_BYTES = 65_534, 2**32 - 2


def write(files: Mapping[str, bytes]) -> bytes:
    """Returns files as one archive; names have letters, digits, `_`, `.`, `-` and at most one folder."""
    if len(files) > MOST_FILES or sum(len(content) + 200 for content in files.values()) > MOST_BYTES:
        raise Malformed(f"{len(files)} files, too many or too large for one archive")
    parts: list[bytes] = []
    listed: list[bytes] = []
    at = 0
    for name in sorted(files):
        if not _NAME.fullmatch(name):
            raise Malformed("not a name for a file in an archive", where=name)
        content, called = files[name], name.encode("ascii")
        crc, size = zlib.crc32(content), len(content)
        head = _HEAD.pack(_FILE, _VERSION, 0, 0, 0, _DATE, crc, size, size, len(called), 0)
        listed.append(
            _LISTED.pack(_ENTRY, _VERSION, _VERSION, 0, 0, 0, _DATE, crc, size, size, len(called), 0, 0, 0, 0, 0, at)
            + called
        )
        parts += [head, called, content]
        at += len(head) + len(called) + size
    directory = b"".join(listed)
    close = _CLOSE.pack(_END, 0, 0, len(files), len(files), len(directory), at, 0)
    return b"".join([*parts, directory, close])


def read(data: bytes) -> dict[str, bytes]:
    """Returns the files in an archive; `Malformed`, with the byte, where it is none or was written otherwise."""
    files: dict[str, bytes] = {}
    at = 0
    while data[at : at + 4] == _FILE and at + _HEAD.size <= len(data):
        *_, size, length, _ = _HEAD.unpack_from(data, at)
        start = at + _HEAD.size
        name = data[start : start + length].decode("ascii", "replace")
        content = data[start + length : start + length + size]
        if len(content) != size or name in files or not _NAME.fullmatch(name):
            raise Malformed("a file that is cut short, named twice or named otherwise", where=f"byte {at}")
        files[name] = content
        at = start + length + size
    again = write(files)
    if again != data:
        place = next((i for i, (one, other) in enumerate(zip(data, again, strict=False)) if one != other), len(again))
        wrong = "not an archive as Travaux writes it: cut short, changed, or packed anew"
        raise Malformed(wrong, where=f"byte {min(place, len(data))}")
    return files
