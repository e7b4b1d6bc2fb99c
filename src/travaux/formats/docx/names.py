"""Names of elements and attributes in WordprocessingML, written out as lxml gives them. Nothing is read here.

The transitional namespaces are the ones used throughout; the strict ones (ISO/IEC 29500-1) are mapped to them.
"""

from __future__ import annotations

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WORD_2006 = "http://schemas.microsoft.com/office/word/2006/wordml"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
WORD_2012 = "http://schemas.microsoft.com/office/word/2012/wordml"
COMMENT_IDS = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
COMMENT_DATES = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
UTC_DATES = "http://schemas.microsoft.com/office/word/2023/wordml/word16du"

STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    STRICT + "wordprocessingml/main": WORD,
    STRICT + "officeDocument/math": MATH,
    STRICT + "officeDocument/relationships": RELATED,
}

UNDERSTOOD = frozenset(
    {
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingInk",
        WORD_2010,
        WORD_2012,
        "http://schemas.microsoft.com/office/word/2015/wordml/symex",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "http://schemas.microsoft.com/office/drawing/2010/main",
        "http://schemas.microsoft.com/office/drawing/2014/chartex",
        "http://schemas.microsoft.com/office/drawing/2016/ink",
        "http://schemas.microsoft.com/office/drawing/2017/model3d",
        WORD,
        "urn:schemas-microsoft-com:vml",
    }
)
"""Namespaces that a present-day word processor understands: it shows an alternative that requires only these."""

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """Returns a WordprocessingML name in full.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{WORD}}}{name}"


def names(*locals_: str) -> frozenset[str]:
    """Returns several WordprocessingML names in full."""
    return frozenset(map(w, locals_))


def m(name: str) -> str:
    """Returns an Office math name in full."""
    return f"{{{MATH}}}{name}"


VAL = w("val")
ALTERNATE = f"{{{COMPATIBILITY}}}AlternateContent"
_CHOICE = f"{{{COMPATIBILITY}}}Choice"
_FALLBACK = f"{{{COMPATIBILITY}}}Fallback"


def shown(alternate: etree._Element) -> etree._Element | None:
    """Returns the branch of an `mc:AlternateContent` that a word processor shows: the first choice whose required
    namespaces are all understood, else the fallback (ISO/IEC 29500-3, 9.3)."""
    for choice in alternate.iterchildren(_CHOICE):
        required = (choice.get("Requires") or "").split()
        if required and all(choice.nsmap.get(prefix) in UNDERSTOOD for prefix in required):
            return choice
    return next(alternate.iterchildren(_FALLBACK), None)


def transitional(root: etree._Element) -> etree._Element:
    """Maps the names of a strict part to the transitional ones, in place, and returns it."""
    if not any(str(space).startswith(STRICT) for space in root.nsmap.values()):
        return root
    for element in root.iter("*"):
        element.tag = _mapped(str(element.tag))
        for name, value in list(element.attrib.items()):
            plain = _mapped(str(name))
            if plain != name:
                del element.attrib[name]
                element.set(plain, value)
    return root


def _mapped(name: str) -> str:
    space, closed, local = name[1:].partition("}")
    return f"{{{_TRANSITIONAL[space]}}}{local}" if closed and space in _TRANSITIONAL else name


def whole(value: str | None) -> int | None:
    """Returns a whole number as the format writes it, or None: digits with an optional sign, no more than ten.

    >>> whole("-12"), whole("٤٢"), whole("x"), whole(None)
    (-12, None, None, None)
    """
    if value is None or len(value) > 10 or not value.isascii() or not value.removeprefix("-").isdigit():
        return None
    return int(value)


def on(element: etree._Element) -> bool:
    """Tells whether an on/off property is on: present without a value, or with one that is not false."""
    return element.get(VAL) not in ("0", "false", "off", "none")
