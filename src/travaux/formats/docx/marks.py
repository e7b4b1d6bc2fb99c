"""Formatting of words in a Word file, from run properties to marks. Where the properties come from is not known here.

Kept as marks are: bold, italic, underline, strike (single or double), hidden, highlight, shading, colour,
superscript, subscript, and `tiny` for letters of three points and less. `""` says that a property is switched off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from travaux.formats.docx.names import VAL, w

Properties = Mapping[str, str]
"""Mark to value: "on" for marks without one, "" where the property is switched off."""

TOGGLES = frozenset({"bold", "italic", "strike", "double strike", "hidden"})
"""Properties that a paragraph style and a character style switch off together (ISO/IEC 29500-1, 17.7.3)."""

TINY = 6
_FILL, _SHADE, _STYLE = w("fill"), w("shd"), w("rStyle")
_NAMES = {
    w("b"): "bold",
    w("i"): "italic",
    w("strike"): "strike",
    w("dstrike"): "double strike",
    w("vanish"): "hidden",
    w("u"): "underline",
    w("highlight"): "highlight",
    w("shd"): "shading",
    w("color"): "colour",
    w("vertAlign"): "script",
    w("sz"): "size",
}
RELEVANT = frozenset(_NAMES)

Direct = tuple[tuple[str, str], ...]
"""Run properties as tag and value, in the order of the file: a key under which marks are remembered."""


def direct(properties: Iterable[etree._Element]) -> tuple[str | None, Direct]:
    """Returns the character style of a run, and its own properties that make marks."""
    style, found = None, []
    for child in properties:
        tag = child.tag
        if tag in RELEVANT:
            found.append((str(tag), (child.get(_FILL) if tag == _SHADE else child.get(VAL)) or ""))
        elif tag == _STYLE:
            style = child.get(VAL)
    return style, tuple(found)


def read(properties: Direct) -> dict[str, str]:
    """Returns what each property says."""
    return {_NAMES[tag]: _value(_NAMES[tag], value) for tag, value in properties}


def _value(name: str, value: str) -> str:
    match name:
        case "bold" | "italic" | "strike" | "double strike" | "hidden":
            return "" if value in ("0", "false", "off") else "on"
        case "underline":
            return "" if value in ("none", "") else "on"
        case "highlight":
            return "" if value == "none" else value
        case "shading" | "colour":
            return "" if value in ("auto", "") else value.lower()
        case "script":
            return value if value in ("superscript", "subscript") else ""
        case _:
            return "tiny" if value.isdecimal() and len(value) < 5 and int(value) <= TINY else ""


def as_marks(properties: Properties) -> frozenset[str]:
    """Returns the marks for properties once all their sources are put together."""
    marks = set()
    for name, value in properties.items():
        if not value:
            continue
        if name in ("highlight", "shading", "colour"):
            marks.add(f"{name}={value}")
        elif name in ("script", "size"):
            marks.add(value)
        else:
            marks.add("strike" if name == "double strike" else name)
    # White is the colour of the page: as shading it shows nothing.
    return frozenset(marks - {"shading=ffffff", "colour=000000"})
