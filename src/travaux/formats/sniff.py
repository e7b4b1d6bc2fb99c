"""What kind of file this is, by its content; the name only breaks a tie between Markdown and plain text.

A kind is the name of a reader: "docx", "akn", "html", "mediawiki", "pdf", "markdown", "plain". What is known and not
read (an old .doc, a spreadsheet, a picture) is refused with what to do instead. A name that says something else than
the content is worth a notice: `lie` words it.

Markdown is plain text with signs in it, so every Markdown file is both, and needs evidence to be read as the first.
CriticMarkup alone is enough, for it records changes. Otherwise the name breaks the tie: .md is Markdown, .txt plain
text, every character kept. Without such a name it takes two different signs: of headings, emphasis, links, definitions,
footnotes, code fences, front matter.

>>> kind(b"<!DOCTYPE html><p>Article 1")
'html'
>>> kind(b"# Article 1\\n\\nThe Parties **shall** cooperate.")
'markdown'
>>> kind(b"1. The Parties shall [not] cooperate *.")
'plain'
"""

from __future__ import annotations

import re
from typing import Literal

from travaux.errors import Unreadable
from travaux.formats import plain

Kind = Literal["docx", "akn", "html", "mediawiki", "pdf", "markdown", "plain"]

ENDINGS: dict[str, Kind] = {
    "docx": "docx",
    "docm": "docx",
    "dotx": "docx",
    "akn": "akn",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "pdf": "pdf",
    "md": "markdown",
    "markdown": "markdown",
    "txt": "plain",
    "text": "plain",
}
# How a file begins, what it is then, and what to do with it.
_KNOWN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word 97 file or a locked one", "Open it in Word and save it as .docx"),
    (b"{\\rtf", "a rich text file", "Save it as .docx"),
    (b"# v2 git bundle", "a git bundle", "Name the file inside it: travaux trace --git BUNDLE --path FILE"),
    (b"# v3 git bundle", "a git bundle", "Name the file inside it: travaux trace --git BUNDLE --path FILE"),
    (b"version https://git-lfs.github.com/", "a pointer to a file kept elsewhere", "Fetch it with git lfs pull"),
    (b"\x89PNG\r\n", "a picture", "Give the text itself"),
    (b"\xff\xd8\xff", "a picture", "Give the text itself"),
    (b"GIF8", "a picture", "Give the text itself"),
    (b"II*\0", "a picture", "Give the text itself"),
    (b"MM\0*", "a picture", "Give the text itself"),
    (b"\x1f\x8b", "a compressed file", "Unpack it first"),
    (b"BZh", "a compressed file", "Unpack it first"),
    (b"\xfd7zXZ\0", "a compressed file", "Unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file", "Unpack it first"),
    (b"Rar!\x1a", "a compressed file", "Unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a compressed file", "Unpack it first"),
    (b"SQLite format 3\0", "a database", "Give the text itself"),
    (b"\x7fELF", "a program", "Give the text itself"),
)
# A part that only one kind of zip package has.
_PACKAGES = (
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file", "Save it as .docx"),
    (b"mimetypeapplication/epub", "an e-book", "Give the text itself"),
    (b"xl/workbook", "a spreadsheet", "Save the text as .docx or as plain text"),
    (b"ppt/presentation", "a slide show", "Save the text as .docx or as plain text"),
)
_PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\][^>\[]*+)?>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)(?=[\s/>])[^>]*")
_HTML_DOCTYPE = re.compile(r"<!DOCTYPE\s+html\b", re.IGNORECASE)
_HTML_WHOLE = frozenset({"html", "head", "body", "title", "meta"})
_HTML_PART = re.compile(
    "address|article|aside|blockquote|center|dd|del|details|div|dl|dt|figure|font|footer|form|h[1-6r]|header|ins|li|link"
    "|main|nav|ol|p|pre|script|section|span|style|table|tbody|td|tr|ul"
)
_CRITIC = re.compile(r"\{(\+\+|--|~~|>>)(?:(?!\{\1).)+?(?:\+\+|--|~~|<<)\}", re.DOTALL)
_MARKDOWN = {
    "heading": re.compile(r"^#{1,6}[ \t]+\S|^\S.*\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE),
    "strong": re.compile(
        r"(?<![*\w])\*\*(?=\S)[^*\n]+(?<=\S)\*\*(?!\*)|(?<![_\w])__(?=[^\s_])[^_\n]+(?<=\S)__(?![_\w])"
    ),
    "emphasis": re.compile(
        r"(?<![*\\])\*(?=[^\s*])[^*\n]+(?<=[^\s*])\*(?!\*)|(?<![_\w])_(?=[^\s_])[^_\n]+(?<=[^\s_])_(?![_\w])"
    ),
    "link": re.compile(r"\]\(<?(?:https?://|mailto:|/|#|\.)"),
    "definition": re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S", re.MULTILINE),
    "footnote": re.compile(r"\[\^[^\[\]\s]+\]"),
    "fence": re.compile(r"^(?:```|~~~)[ \t]*\w*[ \t]*$", re.MULTILINE),
    "front matter": re.compile(r"\A---[ \t]*\n(?:[^\n]*\n){0,60}?(?:---|\.\.\.)[ \t]*(?:\n|\Z)"),
    "attribute": re.compile(r"^\{:[^}\n]*\}[ \t]*$", re.MULTILINE),
}  # fmt: skip
_LOOKED_AT = 400_000


def kind(data: bytes, name: str = "") -> Kind:
    """Returns which reader a file needs; `name` is its file name, if it has one.

    Raises `Unreadable` for a file of a known kind that is not read, or one that is no text at all.
    """
    if not data.strip(b" \t\r\n\0"):
        what = "the file is empty" if not data else "the file holds nothing but blanks"
        raise Unreadable(what, advice="Check that it was saved or sent whole")
    if data.startswith(b"PK\x03\x04"):
        if b"word/" not in data:
            _refuse_known(data, _PACKAGES, anywhere=True)
        return "docx"
    if data.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return "pdf"
    _refuse_known(data, _KNOWN, anywhere=False)
    return _marked_up(_roughly(data), name) or _marked_down(plain.decode(data).text, name)


def lie(found: Kind, name: str) -> str:
    """Returns what to say where a file's name says another kind than its content, else an empty string."""
    claimed = ENDINGS.get(ending(name))
    if claimed is None or claimed == found or {claimed, found} <= {"plain", "markdown"}:
        return ""
    return f"the name ends in .{ending(name)}, and the content is {WORDS[found]}"


WORDS: dict[Kind, str] = {
    "docx": "a Word document",
    "akn": "Akoma Ntoso",
    "html": "HTML",
    "mediawiki": "a MediaWiki export",
    "pdf": "PDF",
    "markdown": "Markdown",
    "plain": "plain text",
}
"""How each kind is called in a sentence."""


def ending(name: str) -> str:
    """Returns what follows the last dot of a file name, in lower case, or an empty string."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _refuse_known(data: bytes, known: tuple[tuple[bytes, str, str], ...], *, anywhere: bool) -> None:
    for sign, what, advice in known:
        if data.startswith(sign) or (anywhere and sign in data):
            raise Unreadable(f"this is {what}, which is not read", advice=advice)


def _roughly(data: bytes) -> str:
    """Returns a text whose ASCII characters are right, whatever the encoding: enough to see tags."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data.startswith((b"<\0", b"\0<")):
        return data.decode("utf-16-le" if data[1] == 0 else "utf-16-be", "replace")
    return data.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _marked_up(text: str, name: str) -> Kind | None:
    """Returns the kind of a text that begins with a tag, or None."""
    place = 0
    while skipped := _PROLOG.match(text, place):
        place = skipped.end()
    if _HTML_DOCTYPE.search(text, 0, place):
        return "html"
    tag = _TAG.match(text, place)
    if tag is None:
        return None
    element = tag[2]
    if element in ("akomaNtoso", "akomantoso"):
        return "akn"
    if element == "mediawiki":
        return "mediawiki"
    if element.lower() in _HTML_WHOLE:
        return "html"
    if text.lstrip("\ufeff \t\n").startswith("<?xml"):
        return _other_xml(element, tag[0])
    if not _HTML_PART.fullmatch(element.lower()) or ENDINGS.get(ending(name)) == "markdown":
        return None
    return None if _evidence(text) - {"emphasis"} else "html"


def _other_xml(element: str, tag: str) -> Kind:
    if "schemas.microsoft.com/office/2006/xmlPackage" in tag or "2003/wordml" in tag:
        raise Unreadable("this is a Word document in one XML file, which is not read", advice="Save it as .docx")
    raise Unreadable(
        f"this is XML whose outermost element is <{element}>, which no reader knows",
        advice="Give Akoma Ntoso, HTML or a MediaWiki export",
    )


def _marked_down(text: str, name: str) -> Kind:
    named = ENDINGS.get(ending(name))
    if named == "markdown" or _CRITIC.search(text, 0, _LOOKED_AT):
        return "markdown"
    if named == "plain":
        return "plain"
    return "markdown" if len(_evidence(text)) > 1 else "plain"


def _evidence(text: str) -> set[str]:
    """Returns the different signs of Markdown in a text."""
    return {what for what, pattern in _MARKDOWN.items() if pattern.search(text, 0, _LOOKED_AT)}
