"""Strictness: what a file may not have that comes from a stranger, beyond what no file may have.

    sizes                a part of a Word file that says it has more than any that is read may have
    macros               programs inside a Word file
    parts outside        what a Word file would fetch from elsewhere when it is opened; links for readers are none
    overrides            characters that turn the order of letters round, against what the letters are
    embeddings, isolates the same for a stretch of text, where no letter of the file runs from right to left
    hidden inside words  characters without width between letters that need none (Latin, Greek, Cyrillic) or digits

An operator's own files are read with all of these, and a notice says so. A refusal names the thing and the place.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile

from travaux.errors import Refused

_LETTERS = "0-9A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ"
_OVERRIDES = re.compile("[\u202d\u202e]")
_STRETCHES = re.compile("[\u202a-\u202c\u2066-\u2069]")
_WIDTHLESS = re.compile(
    f"(?<=[{_LETTERS}])[\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u2800\u3164\ufeff\uffa0"
    f"\U000e0000-\U000e007f]+(?=[{_LETTERS}])"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SEND = "Take it out, and send the file again"


def check_file(kind: str, data: bytes) -> None:
    """Refuses a Word file with macros, with parts that lie outside of it, or with one that is too large."""
    if kind != "docx":
        return
    from travaux.formats.docx.package import LARGEST_PART, Package

    package = Package(data)
    for entry in zipfile.ZipFile(io.BytesIO(data)).infolist():
        if entry.file_size > LARGEST_PART:
            most = LARGEST_PART // 1_000_000
            raise Refused(f"a part that says it has more than {most} MB", where=entry.filename, advice=_SEND)
    for relation in package.relations(package.main):
        if relation.kind in ("vbaProject", "wordVbaData", "attachedToolbars"):
            raise Refused("it has macros", where=relation.target, advice="Save it as .docx, without macros")
        if relation.outside and relation.kind != "hyperlink":
            what = f"it would fetch a part from elsewhere ({relation.kind}: {relation.target[:80]})"
            raise Refused(what, where="word/document.xml", advice=_SEND)


def check_text(text: str) -> None:
    """Refuses a text in which characters hide."""
    found = _OVERRIDES.search(text)
    if found is None and not _RIGHT_TO_LEFT.search(text):
        found = _STRETCHES.search(text)
    what = "a character that turns the order of letters round"
    if found is None:
        found, what = _WIDTHLESS.search(text), "a character without width inside a word"
    if found is not None:
        sign = found[0][0]
        name = f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".rstrip()
        raise Refused(f"{what}, {name}", where=f"line {text.count(chr(10), 0, found.start()) + 1}", advice=_SEND)
