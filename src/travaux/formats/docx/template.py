"""The parts of a Word file that say how things look and where they lie: our own, as small as a valid file allows.

Headings are larger than the text and not bold, so that formatting in the file is formatting of the manuscript.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from travaux.formats.docx.lists import SHAPES
from travaux.formats.docx.names import (
    COMMENT_DATES,
    COMMENT_IDS,
    COMPATIBILITY,
    RELATED,
    UTC_DATES,
    WORD,
    WORD_2010,
    WORD_2012,
)
from travaux.text.paragraphs import Level, NumberedList

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATED}" xmlns:mc="{COMPATIBILITY}" xmlns:w14="{WORD_2010}" xmlns:w15="{WORD_2012}"'
    f' xmlns:w16cid="{COMMENT_IDS}" xmlns:w16cex="{COMMENT_DATES}" xmlns:w16du="{UTC_DATES}"'
    ' mc:Ignorable="w14 w15 w16cid w16cex w16du"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "document": f"{_OFFICE}.document.main+xml",
    "styles": f"{_OFFICE}.styles+xml",
    "settings": f"{_OFFICE}.settings+xml",
    "numbering": f"{_OFFICE}.numbering+xml",
    "footnotes": f"{_OFFICE}.footnotes+xml",
    "endnotes": f"{_OFFICE}.endnotes+xml",
    "header": f"{_OFFICE}.header+xml",
    "footer": f"{_OFFICE}.footer+xml",
    "fontTable": f"{_OFFICE}.fontTable+xml",
    "comments": f"{_OFFICE}.comments+xml",
    "commentsExtended": f"{_OFFICE}.commentsExtended+xml",
    "commentsIds": f"{_OFFICE}.commentsIds+xml",
    "commentsExtensible": f"{_OFFICE}.commentsExtensible+xml",
}
_LATER = {
    "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    "commentsIds": "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
    "commentsExtensible": "http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible",
}
_FORMATS = {shape: name for name, shape in reversed(SHAPES.items())}
_CUSTOM = {
    "padded-3": "001, 002, 003, ...",
    "padded-4": "0001, 0002, 0003, ...",
    "padded-5": "00001, 00002, 00003, ...",
}

Parts = Sequence[tuple[str, str]]
"""Parts beside the main one as kind and file name, in the order of their relationships (`rId1`, `rId2`, …)."""


def kind_of(name: str) -> str:
    """Returns the kind of a part from its file name: `header2.xml` is a header."""
    return name.removesuffix(".xml").rstrip("0123456789")


def content_types(parts: Iterable[str]) -> str:
    """Returns the part that says what each part is; `parts` are the file names in `word/`."""
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{_KINDS[kind_of(name)]}"/>'
        for name in ("document.xml", *parts)
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def package_relations() -> str:
    """Returns the relationships of the package."""
    return (
        f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATED}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>'
    )


def relations(parts: Iterable[str]) -> str:
    """Returns the relationships of the main part, `rId1` the first of `parts`."""
    written = "".join(
        f'<Relationship Id="rId{number}" Type="{_type(kind_of(name))}" Target="{name}"/>'
        for number, name in enumerate(parts, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _type(kind: str) -> str:
    return _LATER.get(kind, f"{RELATED}/{kind}")


def properties(title: str) -> str:
    """Returns the core properties: the title, and nothing about persons or times."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )


def settings(*, even: bool) -> str:
    """Returns the settings; `even` is whether even pages have headers of their own."""
    pages = "<w:evenAndOddHeaders/>" if even else ""
    return (
        f'{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>{pages}<w:defaultTabStop w:val="720"/>'
        "<w:compat>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>"
    )


def styles(names: Mapping[str, str], language: str) -> str:
    """Returns the style sheet for styles by name, with their ids."""
    spoken = f"<w:lang w:val={quoteattr(language)}/>" if language else ""
    written = "".join(_style(name, id_) for name, id_ in names.items() if name != "Normal")
    return (
        f"{HEAD}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="24"/>'
        f"{spoken}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        f"{written}</w:styles>"
    )


def heading_level(name: str) -> int | None:
    """Returns the outline level, from 0, that our style sheet gives a style of this name."""
    number = name.removeprefix("heading ")
    return int(number) - 1 if name != number and len(number) == 1 and number in "123456789" else None


def _style(name: str, id_: str) -> str:
    level = heading_level(name)
    look = ""
    if level is not None:
        look = (
            f'<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240"/>'
            f'<w:outlineLvl w:val="{level}"/></w:pPr><w:rPr><w:sz w:val="{max(32 - 2 * level, 24)}"/></w:rPr>'
        )
    return (
        f'<w:style w:type="paragraph" w:styleId={quoteattr(id_)}><w:name w:val={quoteattr(name)}/>'
        f'<w:basedOn w:val="Normal"/>{look}</w:style>'
    )


def numbering(lists: Mapping[str, NumberedList]) -> str:
    """Returns the numbering part: one abstract list for each counter, one `num` for each list."""
    counters: dict[str, NumberedList] = {}
    for found in lists.values():
        counters.setdefault(found.counter, found)
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{counter}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(_level(place, level) for place, level in enumerate(found.levels))
        + "</w:abstractNum>"
        for counter, found in counters.items()
    )
    numbers = "".join(_number(id_, found, counters[found.counter]) for id_, found in lists.items())
    return f"{HEAD}<w:numbering {NAMESPACES}>{abstract}{numbers}</w:numbering>"


def _number(id_: str, found: NumberedList, shared: NumberedList) -> str:
    starts = dict(found.starts)
    overrides = ""
    for place, level in enumerate(found.levels):
        start = f'<w:startOverride w:val="{starts[place]}"/>' if place in starts else ""
        own = _level(place, level) if place >= len(shared.levels) or level != shared.levels[place] else ""
        if start or own:
            overrides += f'<w:lvlOverride w:ilvl="{place}">{start}{own}</w:lvlOverride>'
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{found.counter}"/>{overrides}</w:num>'


def _level(place: int, level: Level) -> str:
    if level.shape in _CUSTOM:
        shape = (
            '<mc:AlternateContent><mc:Choice Requires="w14">'
            f'<w:numFmt w:val="custom" w:format="{_CUSTOM[level.shape]}"/></mc:Choice>'
            '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        )
    else:
        shape = f'<w:numFmt w:val="{_FORMATS.get(level.shape, "decimal")}"/>'
    restart = f'<w:lvlRestart w:val="{level.restart}"/>' if level.restart is not None else ""
    legal = "<w:isLgl/>" if level.legal else ""
    indent = 360 * (place + 1)
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{level.start}"/>{shape}{restart}{legal}'
        f'<w:lvlText w:val={quoteattr(level.pattern)}/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="360"/></w:pPr></w:lvl>'
    )
