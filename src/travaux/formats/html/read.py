"""HTML: paragraphs in the order of the page, `ins` and `del` as recorded changes.

- A change's author and date are those of its tag, as far as they tell: `datetime`, `data-author`, `data-party`, or
  Word's `cite="mailto:…"`. Another `cite` becomes a comment on the words.
- A heading has its level. A list item has the number a browser would show as its label (`type`, `start`, `value`,
  `reversed` and the style are followed; a bullet is •) and its depth; a table cell is a paragraph of its own.
- Blanks are collapsed as a browser does, but for `pre`. A `br` breaks the line; two in a row end the paragraph.
- `script`, `style`, `template`, `noscript` and the head are not text; the title and the language are kept. What a
  browser would hide stays, marked "hidden", with a notice. Nothing is ever fetched; an embedded page is noted.

The characters are those of the byte order mark, else of the declared encoding, else UTF-8, else Windows-1252. Elements
nest at most 256 deep, and have at most 1,000 attributes.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from lxml import etree

from travaux.errors import Malformed, Refused, Unreadable
from travaux.formats import plain
from travaux.formats.html.markers import Lists
from travaux.formats.html.styles import hides, marks
from travaux.formats.scribe import Scribe, What, hand
from travaux.text.manuscripts import Manuscript, Notice

DEEPEST = 256
MOST_ATTRIBUTES = 1_000
"""Attributes of one tag, at most: the parser looks through all of them for every further one."""
_DECLARED = re.compile(
    rb"""<(?:\?xml[^<>]*?encoding|meta[^<>]*?charset)\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", re.IGNORECASE
)
# Browsers begin again where a declaration comes late, after a long script say.
_LOOKED_AT = 1 << 20
_CROWDED = re.compile(
    r"""<[a-zA-Z][^\s/<>]*+(?:[\s/]++[^\s/<>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s<>]*+))?+)"""
    f"{{{MOST_ATTRIBUTES + 1}}}"
)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_SILENT = frozenset({"script", "style", "template", "noscript", "head", "title", "meta", "link", "datalist"})
_EMBEDDED = frozenset({"iframe", "object", "embed", "applet", "frame"})
# Everything else stands in its line, unknown elements too, as in a browser.
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer"
    "|form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|nav|ol|optgroup|option|p|pre|section|summary|table|tbody|td"
    "|textarea|tfoot|th|thead|tr|ul"
)
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|list-item|flex|grid|table)", re.IGNORECASE)
_NOTE_REFERENCE = re.compile(r"\b(?:doc-)?noteref\b|\bfootnote-ref\b")


def read(data: bytes) -> Manuscript:
    """Returns the manuscript in an HTML file.

    Raises `Malformed` where the encoding is broken, `Refused` where elements nest too deep, a tag has too many
    attributes, or a text is too long; `Unreadable` where there is nothing on the page.
    """
    text, notices = _characters(data)
    if crowded := _CROWDED.search(text):
        place = f"line {text.count(chr(10), 0, crowded.start()) + 1}"
        what = f"a tag has more than {MOST_ATTRIBUTES:,} attributes"
        raise Refused(what, where=place, advice="Ask for the page again, saved anew")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=False, collect_ids=False)
    root = etree.fromstring(text.encode("utf-8"), parser)
    if root is None:
        raise Unreadable("nothing stands on the page", advice="Check that it was saved or sent whole")
    for error in parser.error_log:
        if error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            what = f"elements nest deeper than {DEEPEST}, or one text is longer than 10 million characters"
            raise Refused(what, where=f"line {error.line}", advice="Split the page or write it with less nesting")
    page = _Page()
    page.element(root)
    page.end()
    return Manuscript(
        tuple(page.scribe.paragraphs),
        lists=page.lists.found,
        comments=tuple(page.scribe.comments),
        notices=(*notices, *page.notices()),
        format="html",
        title=_BLANKS.sub(" ", root.findtext(".//title") or "").strip(),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
    )


@dataclass(slots=True)
class _Page:
    """A page as it is read, element by element."""

    scribe: Scribe = field(default_factory=Scribe)
    lists: Lists = field(default_factory=Lists)
    level: int | None = None
    numbering: tuple[str, int] | None = None
    block: int = 0
    kept_blanks: int = 0
    hidden: list[str] = field(default_factory=list)
    embedded: int = 0

    def element(self, element: etree._Element) -> None:
        """Takes an element and what is in it; not the text that follows it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT or _NOTE_REFERENCE.search(_roles(element)):
            return
        if tag in _EMBEDDED:
            self.embedded += 1
            return
        if tag == "br":
            self._break()
            return
        if hides(element) and (words := _BLANKS.sub(" ", "".join(element.itertext("*"))).strip()):
            self.hidden.append(words)
        formatting = marks(element)
        self.scribe.marks.extend(formatting)
        if tag in ("ins", "del"):
            self._change(element, "insert" if tag == "ins" else "delete")
        elif _BLOCK.fullmatch(tag) or _BLOCK_STYLE.search(element.get("style", "")[:2_000]):
            self._block(element, tag)
        else:
            self._inside(element)
        for mark in formatting:
            self.scribe.unmark(mark)

    def end(self) -> None:
        """Ends the paragraph, if there is one."""
        depth = self.lists.depth
        if self.scribe.paragraph(level=self.level, numbering=self.numbering, depth=depth, block=self.block):
            self.numbering = None

    def notices(self) -> list[Notice]:
        """Returns what was noticed on the way."""
        found = []
        for words in dict.fromkeys(self.hidden):
            shown = words if len(words) <= 60 else words[:57] + "…"
            found.append(Notice(f"a browser hides “{shown}”; it is part of the text here"))
        if self.embedded:
            found.append(Notice(f"embedded in the page and not read: {self.embedded}"))
        return found

    def _inside(self, element: etree._Element) -> None:
        self._words(element.text)
        for child in element:
            self.element(child)
            self._words(child.tail)

    def _words(self, text: str | None) -> None:
        if not text:
            return
        if not self.kept_blanks:
            text = _BLANKS.sub(" ", text)
            if text[0] == " " and self.scribe.last[-1:] in (" ", "\n"):
                text = text[1:]
            self.scribe.words(text)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self.end()
            self.scribe.words(line)

    def _change(self, element: etree._Element, what: What) -> None:
        by = hand({str(name): str(value) for name, value in element.attrib.items()})
        self.scribe.begin(what, by)
        self._inside(element)
        self.scribe.end(what)
        cite = element.get("cite", "")
        if cite and not cite.lower().startswith("mailto:"):
            self.scribe.comment(cite, by)

    def _break(self) -> None:
        if self.scribe.last.endswith("\n"):
            self.end()
        else:
            self.scribe.words("\n")

    def _block(self, element: etree._Element, tag: str) -> None:
        self.end()
        cell = tag in ("td", "th", "caption", "table")
        self.block += cell
        heading = _heading(element, tag)
        if tag in ("ol", "ul"):
            self.lists.begin(element)
        elif tag == "li":
            self.numbering = self.lists.item(element)
        self.level, outer = (heading, self.level) if heading is not None else (self.level, self.level)
        self.kept_blanks += tag in ("pre", "textarea")
        self._inside(element)
        self.end()
        self.kept_blanks -= tag in ("pre", "textarea")
        self.level = outer
        if tag in ("ol", "ul"):
            self.lists.end()
            self.numbering = None
        self.block += cell


def _heading(element: etree._Element, tag: str) -> int | None:
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1]) - 1
    if element.get("role") == "heading" and (level := element.get("aria-level", "2")).isascii() and level.isdigit():
        return min(max(int(level) - 1, 0), 8)
    return None


def _roles(element: etree._Element) -> str:
    names = ("role", "class", "{http://www.idpf.org/2007/ops}type", "epub:type")
    return " ".join(element.get(name, "") for name in names) if element.tag in ("a", "sup") else ""


def _characters(data: bytes) -> plain.Decoded:
    """Returns the characters of a page by its mark, its declaration, or as any text."""
    declared = _DECLARED.search(data[:_LOOKED_AT])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or name in ("utf-8", "utf8", "utf-16", "unicode"):
        return plain.decode(data)
    if b"\0" in data:
        return plain.decode(data)
    # As every browser does: pages that declare these use the signs that only Windows-1252 has.
    name = "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252") else name
    try:
        codecs.lookup(name)
        return plain.Decoded(data.decode(name))
    except LookupError:
        advice = "Save it in UTF-8"
        raise Malformed(f"it declares an encoding nobody knows, {name}", advice=advice) from None
    except UnicodeError:
        return plain.decode(data)
