"""What a tag and its own style say about its words: formatting, and whether a browser would hide them."""

from __future__ import annotations

import re

from lxml import etree

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "cite": "italic",
    "u": "underline",
    "s": "strike",
    "strike": "strike",
    "mark": "highlight",
}
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])"
    r"|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_DECLARATIONS = (
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE), "strike"),
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*underline", re.IGNORECASE), "underline"),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), "bold"),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE), "italic"),
)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([#\w]+)", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([#\w]+)", re.IGNORECASE)
# Nobody writes a longer style by hand, and none is searched over and over.
_LONGEST = 2_000
_NO_COLOUR = {"transparent", "white", "#fff", "#ffffff", "none", "inherit", "initial", "unset", "url"}


def marks(element: etree._Element) -> list[str]:
    """Returns the formatting that an element's tag and its `style` give its words."""
    found = [_TAGS[element.tag]] if isinstance(element.tag, str) and element.tag in _TAGS else []
    style = element.get("style", "")[:_LONGEST]
    if style:
        found.extend(mark for pattern, mark in _DECLARATIONS if pattern.search(style))
        if (background := _BACKGROUND.search(style)) and background[1].lower() not in _NO_COLOUR:
            found.append(f"highlight={background[1].lower()}")
        if colour := _COLOUR.search(style):
            found.append(f"colour={colour[1].lower().removeprefix('#')}")
    if element.tag == "font" and (face := element.get("color")):
        found.append(f"colour={face.lower().removeprefix('#')}")
    if hides(element):
        found.append("hidden")
    return found


def hides(element: etree._Element) -> bool:
    """Tells whether a browser would not show an element, by its own attributes."""
    return element.get("hidden") is not None or bool(_HIDING.search(element.get("style", "")[:_LONGEST]))
