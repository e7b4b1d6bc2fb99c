"""Akoma Ntoso's element names, in the families that decide how a reader treats them. Local names; no namespace."""

from __future__ import annotations

from lxml import etree

ROOT = "akomaNtoso"

PROVISIONS = frozenset({
    "alinea", "article", "book", "chapter", "clause", "division", "hcontainer", "indent", "level", "list",
    "paragraph", "part", "point", "proviso", "rule", "section", "subchapter", "subclause", "subdivision", "sublist",
    "subparagraph", "subpart", "subrule", "subsection", "subtitle", "title", "tome", "transitional",
})  # fmt: skip
"""The hierarchy of Akoma Ntoso 3.0 (group `ANhier`): each opens a clause, numbered or not."""

PARTS = frozenset({"preamble", "recital", "citation", "attachment", "item"})
"""What has a name in a draft and is no provision: each opens a clause too."""

LINES = frozenset({
    "address", "adjournment", "administrationOfOath", "answer", "block", "communication", "container",
    "crossHeading", "debateSection", "blockContainer", "blockList", "dd", "dl", "docAuthority", "dt", "formula",
    "from", "heading", "interstitial", "intro", "li", "listConclusion", "listIntroduction", "longTitle",
    "narrative", "ol", "other", "p", "prayers", "question", "quotedStructure", "embeddedStructure", "scene",
    "speech", "speechGroup", "subheading", "summary", "table", "tblock", "td", "th", "tr", "ul", "wrapUp",
    "content", "body", "mainBody", "preface", "coverPage", "conclusions", "header", "judgmentBody", "background",
    "introduction", "motivation", "decision", "arguments", "remedies", "debateBody", "portionBody", "amendmentBody",
    "amendmentHeading", "amendmentContent", "amendmentReference", "amendmentJustification", "collectionBody",
    "component", "components", "attachments", "doc", "bill", "act", "statement", "amendment", "judgment", "debate",
    "debateReport", "portion", "documentCollection", "officialGazette", "documentRef", "recitals", "citations",
    "caption", "foreign", "thead", "tbody", "signature", "componentRef",
})  # fmt: skip
"""What begins and ends a line of its own."""

LEFT_OUT = frozenset({"meta", "toc", "noteRef", "img"})
"""What is no text of the draft: metadata, the table of contents (made from the headings), references to notes."""

QUOTES = frozenset({"quotedStructure", "embeddedStructure", "quotedText", "embeddedText"})

NOTES = frozenset({"authorialNote", "note"})

BREAKS = frozenset({"br", "eol", "eop"})
"""Where the print began a new line or page; the words go on."""

MARKS = {"b": "bold", "i": "italic", "u": "underline", "sup": "superscript", "sub": "subscript"}

KINDS = {"attachment": "annex"}


def local(element: etree._Element) -> str:
    """Returns an element's name without its namespace; what is not an element (a comment) has none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, *names: str) -> str:
    """Returns the first of some attributes that is there and not blank, in whatever namespace it stands."""
    # Names are listed in one go; asking for every value would look through all that stand before it, each time.
    keys = [str(key) for key in element.keys()]  # noqa: SIM118, an element is no mapping
    for name in names:
        for key in keys:
            if key.rpartition("}")[2] == name and (value := (element.get(key) or "").strip()):
                return value
    return ""
