"""Blocks of Markdown, as the parser finds them, written out as paragraphs in the order of the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from travaux.errors import Refused
from travaux.formats.markdown.critic import Signs
from travaux.formats.scribe import Scribe, What, hand
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
class Blocks:
    """Writes the blocks of one stream: the body, or a footnote. `taken` counts the signs met."""

    scribe: Scribe
    signs: Signs
    stream: str = ""
    taken: int = 0
    _prefix: str = ""
    _level: int | None = None
    _style: str = ""
    _block: int = 0
    _lists: int = 0

    def write(self, tokens: Sequence[Token]) -> None:
        """Writes blocks in order; raises `Refused` where they nest deeper than the parser follows them."""
        if max((token.level for token in tokens), default=0) >= DEEPEST:
            raise Refused(f"blocks nest deeper than {DEEPEST}", advice="Write the file with less nesting")
        for token in tokens:
            self._token(token)
        self._flush()

    def _token(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._level = int(token.tag[1:]) - 1
            case "list_item_open":
                self._flush()
                self._prefix = f"{token.info}{token.markup} "
            case "ordered_list_open" | "bullet_list_open":
                self._flush()
                self._lists += 1
            case "ordered_list_close" | "bullet_list_close":
                self._flush()
                self._lists -= 1
            case "th_open" | "td_open" | "table_close":
                self._block += 1
            case "blockquote_open":
                self._style = "quote"
            case "blockquote_close":
                self._style = ""
            case "inline":
                self._inline(token.children or [])
                self._level = None
            case "fence" | "code_block":
                self._verbatim(token.content)

    def _flush(self) -> None:
        """Ends an item that held nothing but its number."""
        if self._prefix:
            self.scribe.words(self._prefix)
            self._end()

    def _end(self) -> None:
        depth = self._lists - 1 if self._lists else None
        self.scribe.paragraph(level=self._level, depth=depth, style=self._style, stream=self.stream, block=self._block)
        self._prefix = ""

    def _verbatim(self, content: str) -> None:
        for line in content.rstrip("\n").split("\n"):
            self._say(self._prefix + line)
            self._end()

    def _inline(self, children: Sequence[Token]) -> None:
        early = self._early(children)
        self.scribe.words(self._prefix)
        self._prefix = ""
        for number, child in enumerate(children):
            if child.type in ("softbreak", "hardbreak"):
                self._line(child.type == "hardbreak", _ahead(children, number + 1))
            else:
                self._span(child, child.content[early:] if number == 0 else child.content)
        self._end()

    def _early(self, children: Sequence[Token]) -> int:
        """Takes the signs that stood before the number of an item, and returns how many there are."""
        words = children[0].content if self._prefix and children and children[0].type == "text" else ""
        count = next((n for n, sign in enumerate(words) if sign not in self.signs.early), len(words))
        self._say(words[:count])
        return count

    def _line(self, hard: bool, after: str) -> None:
        """Goes on to the next source line, which begins a paragraph, breaks the line, or is joined to it."""
        if self._begins(after):
            self._end()
        elif hard:
            self.scribe.words("\n")
        else:
            self.scribe.join(after)

    def _begins(self, after: str) -> bool:
        """Tells whether a source line begins a paragraph: it has a label, and the words before have ended."""
        if not _LABEL.match(after):
            return False
        before = self.scribe.last.rstrip()
        return bool(_ENDED.search(before)) or (before.endswith(",") and bool(_LABEL.match(self.scribe.first)))

    def _say(self, text: str) -> None:
        """Takes words, with the signs among them."""
        start = 0
        for place, sign in enumerate(text) if self.signs.meanings else ():
            if sign in self.signs.meanings:
                self.scribe.words(text[start:place])
                self._sign(sign)
                start = place + 1
        self.scribe.words(text[start:])

    def _sign(self, sign: str) -> None:
        self.taken += 1
        match self.signs.meanings[sign]:
            case "insert" | "delete" | "mark" as what:
                self.scribe.begin(what)
            case "inserted":
                self.scribe.end("insert")
            case "deleted":
                self.scribe.end("delete")
            case "marked":
                self.scribe.end("mark")
            case "comment":
                self.scribe.comment(self.signs.comments[sign])

    def _span(self, token: Token, content: str) -> None:
        kind = token.type
        if kind in ("text", "code_inline"):
            self._say(content)
        elif kind in _MARKS:
            self.scribe.marks.append(_MARKS[kind])
        elif kind.endswith("_close") and kind.replace("_close", "_open") in _MARKS:
            self.scribe.unmark(_MARKS[kind.replace("_close", "_open")])
        elif kind == "html_inline":
            self._tag(content)

    def _tag(self, content: str) -> None:
        """Takes a tag: `ins` and `del` are recorded changes, some are formatting; the rest only leave their words."""
        found = _TAG.match(content)
        closing, name = (bool(found[1]), found[2].lower()) if found else (True, "")
        if name == "br":
            self.scribe.words("\n")
        elif name in ("ins", "del"):
            what: What = "insert" if name == "ins" else "delete"
            if closing:
                self.scribe.end(what)
            else:
                self.scribe.begin(what, _hand(content))
        elif name in _TAGS:
            if closing:
                self.scribe.unmark(_TAGS[name])
            else:
                self.scribe.marks.append(_TAGS[name])


def _hand(tag: str) -> Hand:
    return hand({found[1].lower(): found[2] or found[3] or found[4] or "" for found in _ATTRIBUTE.finditer(tag)})


def _ahead(children: Sequence[Token], number: int) -> str:
    """Returns the words of the source line that begins at a token."""
    words = []
    for place in range(number, len(children)):
        child = children[place]
        if child.type in ("softbreak", "hardbreak"):
            break
        words.append(child.content)
    return "".join(words)
