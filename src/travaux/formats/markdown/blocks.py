"""Blocks of Markdown, as the parser finds them, written out as paragraphs in the order of the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from travaux.errors import Refused
from travaux.formats.markdown.writer import Writer
from travaux.text.drafts import Hand

DEEPEST = 90
_MARKS = {"em_open": "italic", "strong_open": "bold", "s_open": "strike"}
_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "s": "strike", "strike": "strike",
    "mark": "highlight",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = re.compile(r"""\s([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\d{1,3} ?(?:bis|ter|quater|quinquies|sexies|alt|[a-z])?[.)]|\((?:[a-z]{1,5}|\d{1,3})\)|[a-z]{1,4}\)"
    r"|\d{1,3}(?:\.\d{1,3})+\.?)(?=[ \t\[])|(?:Option|Alternative|Alt|Variant|Note)\b[^.;]{0,12}:",
    re.IGNORECASE,
)
_ENDED = re.compile(r"""(?:[.;:!?\])}*”"»]|\b(?:and|or))\s*$""")


@dataclass(slots=True)
class _Place:
    """Where in the file's blocks the next paragraph stands."""

    prefix: str = ""
    level: int | None = None
    style: str = ""
    block: int = 0
    lists: list[str] = field(default_factory=list)


def write(tokens: Sequence[Token], writer: Writer, stream: str = "") -> None:
    """Writes the blocks of one stream; raises `Refused` where they nest deeper than the parser follows them."""
    if max((token.level for token in tokens), default=0) >= DEEPEST:
        raise Refused(f"blocks nest deeper than {DEEPEST}", advice="Write the file with less nesting")
    place = _Place()
    for token in tokens:
        kind = token.type
        if kind == "heading_open":
            place.level = int(token.tag[1:]) - 1
        elif kind == "list_item_open":
            _flush(writer, place, stream)
            place.prefix = f"{token.info}{token.markup} "
        elif kind in ("ordered_list_open", "bullet_list_open"):
            _flush(writer, place, stream)
            place.lists.append(kind)
        elif kind in ("ordered_list_close", "bullet_list_close"):
            _flush(writer, place, stream)
            place.lists.pop()
        elif kind in ("th_open", "td_open", "table_close"):
            place.block += 1
        elif kind == "blockquote_open":
            place.style = "quote"
        elif kind == "blockquote_close":
            place.style = ""
        elif kind == "inline":
            _inline(token, writer, place, stream)
            place.level = None
        elif kind in ("fence", "code_block"):
            _verbatim(token, writer, place, stream)
    _flush(writer, place, stream)


def _flush(writer: Writer, place: _Place, stream: str) -> None:
    """Ends an item that held nothing but its number."""
    if place.prefix:
        writer.words(place.prefix)
        _end(writer, place, stream)


def _end(writer: Writer, place: _Place, stream: str) -> None:
    depth = len(place.lists) - 1 if place.lists else None
    writer.paragraph(level=place.level, depth=depth, style=place.style, stream=stream, block=place.block)
    place.prefix = ""


def _verbatim(token: Token, writer: Writer, place: _Place, stream: str) -> None:
    for line in token.content.rstrip("\n").split("\n"):
        writer.words(place.prefix + line)
        _end(writer, place, stream)


def _inline(token: Token, writer: Writer, place: _Place, stream: str) -> None:
    children = token.children or []
    early = 0
    if place.prefix and children and children[0].type == "text":
        words = children[0].content
        while early < len(words) and words[early] in writer.signs.early:
            early += 1
        writer.words(words[:early])
    writer.words(place.prefix)
    place.prefix = ""
    for number, child in enumerate(children):
        if child.type in ("softbreak", "hardbreak"):
            after = _ahead(children, number + 1)
            if _begins(writer, after):
                _end(writer, place, stream)
            elif child.type == "hardbreak":
                writer.words("\n")
            else:
                writer.join(after)
        else:
            _span(child, writer, child.content[early:] if number == 0 else child.content)
    _end(writer, place, stream)


def _span(token: Token, writer: Writer, content: str) -> None:
    kind = token.type
    if kind in ("text", "code_inline"):
        writer.words(content)
    elif kind in _MARKS:
        writer.marks.append(_MARKS[kind])
    elif kind.endswith("_close") and kind.replace("_close", "_open") in _MARKS:
        writer.unmark(_MARKS[kind.replace("_close", "_open")])
    elif kind == "html_inline":
        _tag(content, writer)


def _tag(content: str, writer: Writer) -> None:
    """Takes a tag: `ins` and `del` are recorded changes, a few others formatting; the rest only leave their words."""
    found = _TAG.match(content)
    if found is None:
        return
    closing, name = bool(found[1]), found[2].lower()
    if name == "br":
        writer.words("\n")
    elif name in ("ins", "del"):
        what = "insert" if name == "ins" else "delete"
        if closing:
            writer.end(what)
        else:
            writer.begin(what, _hand(content))
    elif name in _TAGS:
        if closing:
            writer.unmark(_TAGS[name])
        else:
            writer.marks.append(_TAGS[name])


def _hand(tag: str) -> Hand:
    values = {found[1].lower(): found[2] or found[3] or found[4] for found in _ATTRIBUTE.finditer(tag)}
    author = values.get("data-author") or values.get("data-party") or values.get("author")
    return Hand(author or None, values.get("datetime") or None)


def _ahead(children: Sequence[Token], number: int) -> str:
    """Returns the words of the source line that begins at a token."""
    words = []
    for child in children[number:]:
        if child.type in ("softbreak", "hardbreak"):
            break
        words.append(child.content)
    return "".join(words)


def _begins(writer: Writer, after: str) -> bool:
    """Tells whether a source line begins a paragraph of its own: it has a label, and the words before have ended."""
    if not _LABEL.match(after):
        return False
    before = writer.last.rstrip()
    return bool(_ENDED.search(before)) or (before.endswith(",") and bool(_LABEL.match(writer.first)))
