"""Layout: what Akoma Ntoso has no word for, so that a draft can be read back character for character.

A text is cut into *pieces*, each the words of one `num`, `heading` or `p`; between two pieces only blanks stand. What
stands after a piece is a space after a `num` and a line break after all others, and where it is anything else, the
attribute `after` says what. The body of a file that is written so carries `layout="1"`. The attributes, in the
namespace `urn:travaux:akn:1`:

    layout     on `body`: the version of these rules
    before     on `body`: blanks before the first piece
    after      on a piece: the blanks after it; characters that XML cannot hold as `\\u000b;`
    piece      on a `p`, "no": it holds no piece, only what the schema wants to stand in a paragraph
    printed    on a `num`, "no": the label was computed by a word processor and is not among the characters
    label      on such a `num`: the label, where XML cannot hold it
    lead       on a `num`: how many characters at its beginning are no label, such as a mark of quotation
    heading    on a clause: its heading, where that is not word for word what its `heading` element holds
    number     on a clause: how its label was read, where that is not its folded digits and letters
    clause     on what is no provision (`preface`, `conclusions`): the kind of clause that it is; "no" on an
               `hcontainer` that is none
    quoted     on a clause: "yes" or "no" where that does not follow from the `quotedStructure` around it
    eid, id    on a clause: its identifier in the file the draft came from, where it is not fit or not unique here
    mark       on a `span`: formatting that Akoma Ntoso has no element for
    code       on an empty `inline`: a character that XML cannot hold, by its number in hexadecimal
    name       on an `authorialNote`: which part of the draft it is, "footnote 2" or "header 1"
    language   on `body`: the draft's language as a BCP 47 tag

Other programs may pass over all of them: the words, and their order, do not rest on them.
"""

from __future__ import annotations

import re

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:travaux:akn:1"
VERSION = "1"
XML = "http://www.w3.org/XML/1998/namespace"

BLANKS = " \t\n\r"
"""XML's own white space, which may stand between pieces; any other blank is a character of a piece."""

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4,6});|\\\\")


def own(name: str) -> str:
    """Returns the name of an attribute of this layout."""
    return f"{{{OWN}}}{name}"


def akn(name: str) -> str:
    """Returns the full name of an element of Akoma Ntoso."""
    return f"{{{AKN}}}{name}"


def forbidden(text: str) -> list[tuple[int, str]]:
    """Returns the characters of a text that XML cannot hold, with their places."""
    return [(match.start(), match[0]) for match in _FORBIDDEN.finditer(text)]


def escaped(text: str) -> str:
    """Returns a text for an attribute, what XML cannot hold as an escape.

    >>> escaped("\\x0b\\n"), unescaped(escaped("\\x0b\\n")) == "\\x0b\\n"
    ('\\\\u000b;\\n', True)
    """
    return _FORBIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x};", text.replace("\\", "\\\\"))


def unescaped(text: str) -> str:
    """Returns what an attribute says."""
    return _ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)) if match[1] else "\\", text)
