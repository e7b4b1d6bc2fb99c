"""Plain text: a line is a paragraph, and every character is kept, so that offsets in the draft are offsets in the file.

The bytes become characters by the first of these that fits: a byte order mark (UTF-8, UTF-16, UTF-32); UTF-8;
Windows-1252, with a notice. A file that is UTF-8 but for a few broken bytes is refused rather than read
as Windows-1252, which would turn every accent in it into two strange letters. NUL bytes are never text. A line ends at
LF or CR LF (or at CR, where the file has no LF); both become LF, and nothing else is changed. There are at most half a
million lines.

>>> [paragraph.segments[0].text for paragraph in read(b"Article 1\\r\\nThe Parties shall cooperate.").paragraphs]
['Article 1', 'The Parties shall cooperate.']
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from travaux.errors import Malformed, Refused, Unreadable
from travaux.text.manuscripts import Manuscript, Notice, Paragraph, Segment

# UTF-32 first: its little-endian mark begins with the mark of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MOST_LINES = 500_000
"""Lines of a text, and paragraphs of any manuscript: each takes a hundred times the room of its line break."""
_LOST = "\N{REPLACEMENT CHARACTER}"


class Decoded(NamedTuple):
    """The characters of a text file, lines ended by LF, and what was noticed on the way."""

    text: str
    notices: tuple[Notice, ...] = ()


def read(data: bytes) -> Manuscript:
    """Returns the manuscript in a plain text file; raises what `decode` raises."""
    text, notices = decode(data)
    return Manuscript(paragraphs(text), notices=notices, format="plain")


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Returns a paragraph for each line of a text, the empty ones too; `Refused` where there are too many."""
    if text.count("\n") >= MOST_LINES:
        raise Refused(f"more than {MOST_LINES:,} lines", advice="Split the file")
    return tuple(Paragraph((Segment(line),) if line else ()) for line in text.split("\n"))


def decode(data: bytes) -> Decoded:
    """Returns the characters in a text file.

    Raises `Unreadable` where the bytes are not text, `Malformed` where they are text with a broken encoding.
    """
    mark = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if mark:
        return Decoded(_lines_ended(_strictly(data, mark)))
    if b"\0" in data:
        raise Unreadable(
            "this is not text: it holds NUL bytes",
            where=f"byte {data.index(0)}",
            advice="Give a text file, or save UTF-16 with its byte order mark",
        )
    try:
        return Decoded(_lines_ended(data.decode("utf-8")))
    except UnicodeDecodeError as error:
        return _windows(data, error)


def _windows(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """Reads Windows-1252, unless the file is UTF-8 with a few bytes broken."""
    line = data.count(b"\n", 0, error.start) + 1
    lenient = data.decode("utf-8", "replace")
    lost = lenient.count(_LOST)
    if sum(1 for sign in lenient if sign > "\x7f") - lost > lost:
        raise Malformed(
            f"broken UTF-8 at byte {error.start}", where=f"line {line}", advice="Ask for the file again, unbroken"
        )
    text = _lines_ended(_strictly(data, "cp1252"))
    return Decoded(text, (Notice("the text is not UTF-8 and was read as Windows-1252", f"line {line}"),))


def _strictly(data: bytes, encoding: str) -> str:
    names = {"cp1252": "Windows-1252", "utf-8-sig": "UTF-8"}
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Malformed(
            f"byte {error.start} is not {names.get(encoding, encoding.upper())}",
            where=f"line {data.count(10, 0, error.start) + 1}",
            advice="Save the file in UTF-8",
        ) from None


def _lines_ended(text: str) -> str:
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n") if "\n" in text else text.replace("\r", "\n")
