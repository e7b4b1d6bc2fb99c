"""The style sheet of a Word file: what a paragraph or a run gets from its style (ISO/IEC 29500-1, 17.7).

A style is based on another; what it does not say itself it takes from there. A paragraph without a style has the
default one. Numbering that comes from a style is found here; which numbers it makes is the matter of `lists`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from travaux.errors import Refused
from travaux.formats.docx import marks
from travaux.formats.docx.names import VAL, w, whole

DEEPEST = 100
"""How many styles may stand one upon the other: no word processor makes a tenth of that, and a use reads them all."""


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its name, the id of the style it is based on, and what it says itself."""

    name: str
    kind: str
    based_on: str | None = None
    list_id: str | None = None
    list_level: int | None = None
    outline: int | None = None
    run: dict[str, str] = field(default_factory=dict)


class Styles:
    """The styles of one file, by id."""

    def __init__(self, root: etree._Element | None) -> None:
        self.language = ""
        self._styles: dict[str, Style] = {}
        self._defaults: dict[str, str] = {}
        self.default: str | None = None
        self._marks: dict[tuple[str | None, str | None, marks.Direct], frozenset[str]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for element in root.iterchildren(w("style")):
            id_ = element.get(w("styleId"))
            if id_ is None or id_ in self._styles:
                continue
            self._styles[id_] = style = _style(element)
            if style.kind == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
                self.default = self.default or id_
        defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        if defaults is not None:
            self._defaults = marks.read(marks.direct(defaults)[1])
            language = defaults.find(w("lang"))
            self.language = (language.get(VAL) or "") if language is not None else ""

    def chain(self, id_: str | None) -> Iterator[tuple[str, Style]]:
        """Yields a style, then what it is based on, up to the first; nothing for an id that is not there."""
        seen: set[str] = set()
        while id_ is not None and id_ not in seen and id_ in self._styles:
            seen.add(id_)
            if len(seen) > DEEPEST:
                what = f"styles are based on one another more than {DEEPEST} deep"
                raise Refused(what, where=f"style {id_}", advice="Ask for the file again, saved anew")
            style = self._styles[id_]
            yield id_, style
            id_ = style.based_on

    def name(self, id_: str | None) -> str:
        """Returns the name of a style as people see it, or its id where nothing is known."""
        style = self._styles.get(id_ or "")
        return style.name if style else id_ or ""

    def outline(self, id_: str | None) -> int | None:
        """Returns the outline level a paragraph has from its style, 0 the topmost; 9 and more is body text."""
        return next((style.outline for _, style in self.chain(id_) if style.outline is not None), None)

    def marks(self, paragraph: str | None, run: str | None, direct: marks.Direct) -> frozenset[str]:
        """Returns the marks of a run: from the defaults, its paragraph's style, its own style, and itself."""
        key = (paragraph, run, direct)
        found = self._marks.get(key)
        if found is None:
            found = self._marks[key] = marks.as_marks(self._run(paragraph, run) | marks.read(direct))
        return found

    def _run(self, paragraph: str | None, run: str | None) -> dict[str, str]:
        above, below = self._inherited(paragraph), self._inherited(run)
        together = self._defaults | above | below
        for name in marks.TOGGLES & above.keys() & below.keys():
            together[name] = "on" if bool(above[name]) != bool(below[name]) else ""
        return together

    def _inherited(self, id_: str | None) -> dict[str, str]:
        found: dict[str, str] = {}
        for _, style in self.chain(id_):
            found = style.run | found
        return found


def _style(element: etree._Element) -> Style:
    id_ = element.get(w("styleId")) or ""
    paragraph, run = element.find(w("pPr")), element.find(w("rPr"))
    list_id = list_level = outline = None
    if paragraph is not None:
        list_id = _value(paragraph, f"{w('numPr')}/{w('numId')}")
        list_level = whole(_value(paragraph, f"{w('numPr')}/{w('ilvl')}"))
        outline = whole(_value(paragraph, w("outlineLvl")))
    return Style(
        name=_value(element, w("name")) or id_,
        kind=element.get(w("type")) or "paragraph",
        based_on=_value(element, w("basedOn")),
        list_id=list_id,
        list_level=list_level,
        outline=outline,
        run=marks.read(marks.direct(run)[1]) if run is not None else {},
    )


def _value(element: etree._Element, path: str) -> str | None:
    found = element.find(path)
    return found.get(VAL) if found is not None else None
