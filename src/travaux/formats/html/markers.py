"""The numbers and bullets a browser puts before list items: automatic, never among the characters of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from travaux.text.manuscripts import Level, NumberedList

_TYPES = {"1": "decimal", "a": "lower-letter", "A": "upper-letter", "i": "lower-roman", "I": "upper-roman"}
_STYLES = {
    "decimal": "decimal",
    "decimal-leading-zero": "padded",
    "lower-alpha": "lower-letter",
    "lower-latin": "lower-letter",
    "upper-alpha": "upper-letter",
    "upper-latin": "upper-letter",
    "lower-roman": "lower-roman",
    "upper-roman": "upper-roman",
}
_BULLETS = {"disc": "•", "circle": "◦", "square": "▪", "none": ""}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]*)", re.IGNORECASE)
# A pattern names nine levels at most; what nests deeper counts on the ninth.
_DEEPEST = 8


@dataclass(slots=True)
class _List:
    """A list that is open: its element, the name of its counter just now, and the step from item to item."""

    element: etree._Element
    name: str
    number: int
    step: int


@dataclass(slots=True)
class Lists:
    """The lists of a page. Each is an automatic list of its own; where an item sets its number, another begins."""

    found: dict[str, NumberedList] = field(default_factory=dict)
    _open: list[_List] = field(default_factory=list)

    @property
    def depth(self) -> int | None:
        """How deep the place is in lists: 0 in an outermost one, None in none."""
        return len(self._open) - 1 if self._open else None

    def begin(self, element: etree._Element) -> None:
        """Begins an `ol` or `ul`."""
        backwards = element.get("reversed") is not None
        first = sum(1 for item in element if item.tag == "li") if backwards else 1
        start = _whole(element.get("start"), first)
        self._open.append(_List(element, "", start, -1 if backwards else 1))
        self._open[-1].name = self._new(_level(element, start))

    def end(self) -> None:
        """Ends the innermost list."""
        self._open.pop()

    def item(self, item: etree._Element) -> tuple[str, int] | None:
        """Returns the list and the level by which an item is numbered, or None outside any list."""
        if not self._open:
            return None
        current = self._open[-1]
        number = _whole(item.get("value"), current.number)
        if number != current.number or (current.step < 0 and current.element.tag == "ol"):
            current.name = self._new(_level(current.element, number))
        current.number = number + current.step
        return current.name, min(len(self._open) - 1, _DEEPEST)

    def _new(self, level: Level) -> str:
        name, depth = f"list {len(self.found) + 1}", min(len(self._open) - 1, _DEEPEST)
        own = replace(level, pattern=level.pattern.replace("%1", f"%{depth + 1}"))
        self.found[name] = NumberedList(name, (Level(),) * depth + (own,))
        return name


def _level(element: etree._Element, start: int) -> Level:
    declared = _STYLE.search(element.get("style", "")[:2_000])
    words = declared[1].lower().split() if declared else []
    if style := next((word for word in words if word in _BULLETS), ""):
        return Level("bullet", _BULLETS[style], start)
    if element.tag == "ul" and not words:
        return Level("bullet", "•", start)
    shape = next((_STYLES[word] for word in words if word in _STYLES), _TYPES.get(element.get("type", "1"), "decimal"))
    return Level(shape, "%1.", start)


def _whole(text: str | None, otherwise: int) -> int:
    """Returns the whole number in an attribute, as HTML reads it, or another where there is none."""
    found = re.match(r"\s*([+-]?[0-9]{1,9})", text or "")
    return int(found[1]) if found else otherwise
