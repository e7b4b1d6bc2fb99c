"""Automatic lists of a Word file: which list and level a paragraph has, and what the list is (ISO/IEC 29500-1, 17.9).

A paragraph names a `w:num`, itself or through its style; the `num` names an abstract list, perhaps with levels of its
own or other starts; an abstract list may stand for the one of a style (`numStyleLink`). Counters belong to the abstract
list that is reached in the end. `numId` 0 takes a number away. The level of numbering that comes from a style is the
one whose `pStyle` names that style.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from travaux.errors import Refused
from travaux.formats.docx.names import ALTERNATE, VAL, on, shown, w, whole
from travaux.formats.docx.styles import Styles
from travaux.formats.docx.symbols import in_font
from travaux.text.paragraphs import Level, NumberedList

LEVELS = 9
LONGEST = 255
"""Characters of the text around a number, as many as word processors take: it is written out at every paragraph."""

SHAPES = {
    "decimal": "decimal",
    "decimalZero": "padded",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
    "lowerLetter": "lower-letter",
    "upperLetter": "upper-letter",
    "ordinal": "ordinal",
    "ordinalText": "ordinal-words",
    "cardinalText": "cardinal-words",
    "bullet": "bullet",
    "none": "none",
    "hex": "hexadecimal",
    "chicago": "footnote-signs",
    "numberInDash": "between-dashes",
    "decimalEnclosedCircle": "circled",
    "decimalEnclosedCircleChinese": "circled",
    "decimalFullWidth": "full-width",
    "decimalFullWidth2": "full-width",
    "russianLower": "lower-russian",
    "russianUpper": "upper-russian",
    "arabicAlpha": "arabic-letter",
    "arabicAbjad": "arabic-abjad",
    "hebrew1": "hebrew",
    "hebrew2": "hebrew-letter",
    "hindiNumbers": "hindi-digits",
    "thaiLetters": "thai-letter",
    "thaiNumbers": "thai-digits",
    "chineseCounting": "han",
    "chineseCountingThousand": "han",
    "japaneseCounting": "han",
    "taiwaneseCounting": "han",
    "taiwaneseCountingThousand": "han",
    "ideographDigital": "han-digits",
    "japaneseDigitalTenThousand": "han-digits",
    "taiwaneseDigital": "han-digits",
    "koreanDigital2": "han-digits",
    "ideographTraditional": "stems",
    "ideographZodiac": "branches",
}
"""`w:numFmt` to the shapes of `text.numbering`; any other is counted in digits."""


@dataclass(frozen=True, slots=True)
class _Level:
    level: Level
    style: str | None


class Lists:
    """The lists of one file, by `numId`."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._nums: dict[str, etree._Element] = {}
        self._abstract: dict[str, etree._Element] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, str] = {}
        self._found: dict[tuple[str | None, str | None, int | None], tuple[str, int] | None] = {}
        if root is None:
            return
        for element in root.iterchildren(w("num")):
            self._nums.setdefault(element.get(w("numId")) or "", element)
        for element in root.iterchildren(w("abstractNum")):
            self._abstract.setdefault(element.get(w("abstractNumId")) or "", element)

    def of(self, style: str | None, list_id: str | None, level: int | None) -> tuple[str, int] | None:
        """Returns the list and level of a paragraph: `list_id` and `level` are its own, None where it has none."""
        key = (style, list_id, level)
        if key not in self._found:
            self._found[key] = self._of(style, list_id, level)
        return self._found[key]

    def _of(self, style: str | None, list_id: str | None, level: int | None) -> tuple[str, int] | None:
        chain = list(self._styles.chain(style))
        given = next(((id_, s.list_id) for id_, s in chain if s.list_id is not None), None)
        inherited = next((s.list_level for _, s in chain if s.list_level is not None), None)
        chosen = list_id if list_id is not None else given[1] if given else None
        if chosen is None or chosen == "0" or chosen not in self._nums:
            return None
        if level is None:
            linked = {found.style: place for place, found in self._all_levels(chosen).items() if found.style}
            of_style = linked.get(style) if style is not None else None
            if of_style is None and given:
                of_style = linked.get(given[0])
            level = of_style if of_style is not None else inherited
        return chosen, min(max(level or 0, 0), LEVELS - 1)

    def list(self, list_id: str) -> NumberedList:
        """Returns what a list is."""
        levels = self._all_levels(list_id)
        empty = Level("none", "")
        starts = tuple(sorted(self._starts(list_id).items()))
        numbered = tuple(levels[place].level if place in levels else empty for place in range(LEVELS))
        return NumberedList(self._counters[list_id], numbered, starts)

    def _all_levels(self, list_id: str) -> dict[int, _Level]:
        if list_id not in self._levels:
            abstract = self._resolved(list_id, frozenset())
            self._counters[list_id] = (
                abstract.get(w("abstractNumId")) or "" if abstract is not None else f"num {list_id}"
            )
            found = _levels(abstract) if abstract is not None else {}
            for override in self._nums[list_id].iterchildren(w("lvlOverride")):
                found |= _levels(override)
            self._levels[list_id] = found
        return self._levels[list_id]

    def _resolved(self, list_id: str, seen: frozenset[str]) -> etree._Element | None:
        """Follows a `num` to its abstract list, and that through `numStyleLink` to another, once around at most."""
        number = self._nums.get(list_id)
        reference = number.find(w("abstractNumId")) if number is not None else None
        abstract = self._abstract.get(reference.get(VAL) or "") if reference is not None else None
        link = abstract.find(w("numStyleLink")) if abstract is not None else None
        if link is None or list_id in seen:
            return abstract
        through = next((s.list_id for _, s in self._styles.chain(link.get(VAL)) if s.list_id is not None), None)
        linked = self._resolved(through, seen | {list_id}) if through is not None else None
        return linked if linked is not None else abstract

    def _starts(self, list_id: str) -> dict[int, int]:
        starts = {}
        for override in self._nums[list_id].iterchildren(w("lvlOverride")):
            place = whole(override.get(w("ilvl")))
            element = override.find(w("startOverride"))
            start = whole(element.get(VAL)) if element is not None else None
            if place is not None and 0 <= place < LEVELS and start is not None and start >= 0:
                starts[place] = start
        return starts


def _levels(parent: etree._Element) -> dict[int, _Level]:
    found = {}
    for element in parent.iterchildren(w("lvl")):
        place = whole(element.get(w("ilvl")))
        if place is not None and 0 <= place < LEVELS:
            found[place] = _level(element)
    return found


def _level(element: etree._Element) -> _Level:
    said: dict[str, etree._Element] = {}
    for child in element:
        if child.tag == ALTERNATE:
            branch = shown(child)
            said |= {str(inner.tag): inner for inner in branch} if branch is not None else {}
        else:
            said[str(child.tag)] = child

    def value(name: str) -> str | None:
        return said[w(name)].get(VAL) if w(name) in said else None

    shape = _shape(said.get(w("numFmt")))
    start = whole(value("start"))
    pattern = value("lvlText") or ""
    if len(pattern) > LONGEST:
        what = f"the text around a number is longer than {LONGEST} characters"
        raise Refused(what, where=f"numbering: line {element.sourceline}", advice="Ask for the file again, saved anew")
    if shape == "bullet":
        pattern = "•" if w("lvlPicBulletId") in said else _bullet(pattern, said.get(w("rPr")))
    level = Level(
        shape=shape,
        pattern=pattern,
        start=start if start is not None and start >= 0 else 0,
        restart=whole(value("lvlRestart")),
        legal=w("isLgl") in said and on(said[w("isLgl")]),
    )
    return _Level(level, value("pStyle"))


def _shape(element: etree._Element | None) -> str:
    if element is None:
        return "decimal"
    name = element.get(VAL) or "decimal"
    if name == "custom":
        first = (element.get(w("format")) or "").partition(",")[0].strip()
        return f"padded-{len(first)}".removesuffix("-2") if first.isdecimal() and 1 < len(first) < 6 else "decimal"
    return SHAPES.get(name, "decimal")


def _bullet(pattern: str, properties: etree._Element | None) -> str:
    fonts = properties.find(w("rFonts")) if properties is not None else None
    font = (fonts.get(w("ascii")) or fonts.get(w("hAnsi"))) if fonts is not None else None
    return "".join(in_font(font, sign) for sign in pattern)
