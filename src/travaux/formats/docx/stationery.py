"""Stationery: the blank Word file on which papers are written, with its styles, and nothing of any paper.

It is our own because python-docx's fails the schema (`w:zoom` without a percentage) and carries a look that is not the
house's: serif for words of the record, sans for apparatus, hairlines instead of boxes. Named here are the styles that
`paper` uses; each has a name that a person finds in the word processor's own list of styles.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from travaux.formats.docx import template
from travaux.formats.docx.template import HEAD, NAMESPACES

BEGINNING = (1980, 1, 1, 0, 0, 0)
_SERIF = "Source Serif 4"
_SANS = "Source Sans 3"

# Size in half points, space before and after in twentieths of a point, and what else a style says of its paragraphs
# and of its runs, in the order of the schema.
_PARAGRAPHS: Mapping[str, tuple[str, int, int, int, str, str]] = {
    "Kind": ("Kind of paper", 20, 0, 60, "", f'<w:rFonts w:ascii="{_SANS}" w:hAnsi="{_SANS}"/><w:smallCaps/>'),
    "Title": ("Title", 44, 0, 120, "<w:keepNext/>", ""),
    "Standfirst": ("Standfirst", 26, 0, 240, "", '<w:color w:val="474747"/>'),
    "Fact": (
        "Fact", 19, 0, 40, "<w:keepLines/>", f'<w:rFonts w:ascii="{_SANS}" w:hAnsi="{_SANS}"/>',
    ),
    "Sign": ("Sign of the legend", 19, 0, 40, "<w:keepLines/>", f'<w:rFonts w:ascii="{_SANS}" w:hAnsi="{_SANS}"/>'),
    "Heading1": ("heading 1", 30, 320, 100, "<w:keepNext/>", ""),
    "Heading2": ("heading 2", 25, 240, 80, "<w:keepNext/>", ""),
    "Heading3": ("heading 3", 22, 200, 60, "<w:keepNext/>", ""),
    "Caption": (
        "caption", 19, 200, 80, "<w:keepNext/>", f'<w:rFonts w:ascii="{_SANS}" w:hAnsi="{_SANS}"/><w:b/>',
    ),
    "Clause": ("Clause", 22, 0, 120, "", ""),
    "Item": ("Item", 22, 0, 60, "", ""),
    "QuotedWords": ("Quoted words", 22, 0, 120, '<w:ind w:left="567" w:right="567"/>', "<w:i/>"),
    "Remark": ("Remark", 19, 60, 60, "", f'<w:rFonts w:ascii="{_SANS}" w:hAnsi="{_SANS}"/><w:color w:val="474747"/>'),
    "Part": ("Part", 24, 240, 80, "<w:keepNext/>", "<w:smallCaps/>"),
    "CellText": ("Cell", 19, 0, 40, "", f'<w:rFonts w:ascii="{_SANS}" w:hAnsi="{_SANS}"/>'),
    "ColumnHead": (
        "Column head", 18, 0, 40, "<w:keepNext/>", f'<w:rFonts w:ascii="{_SANS}" w:hAnsi="{_SANS}"/><w:b/>',
    ),
    "RowHead": ("Row head", 19, 0, 40, "", f'<w:rFonts w:ascii="{_SANS}" w:hAnsi="{_SANS}"/><w:b/>'),
    "FootnoteText": ("footnote text", 18, 0, 40, "", ""),
    "Footer": (
        "footer", 17, 0, 0, '<w:jc w:val="center"/>', f'<w:rFonts w:ascii="{_SANS}" w:hAnsi="{_SANS}"/>',
    ),
}  # fmt: skip

_RUNS = {
    "FootnoteReference": ("footnote reference", '<w:vertAlign w:val="superscript"/>'),
    "Margin": ("Label in the margin", f'<w:rFonts w:ascii="{_SANS}" w:hAnsi="{_SANS}"/>'),
    "PartyLetter": (
        "Party letter", f'<w:rFonts w:ascii="{_SANS}" w:hAnsi="{_SANS}"/><w:b/><w:vertAlign w:val="superscript"/>',
    ),
}  # fmt: skip


def blank(language: str, *, footnotes: str) -> bytes:
    """Returns the bytes of a Word file without words, whose text is in a language; `footnotes` are its notes."""
    parts = {
        "styles.xml": styles(language),
        "settings.xml": template.settings(even=False),
        "footer1.xml": _FOOTER,
        "fontTable.xml": _FONTS,
        **({"footnotes.xml": f"{HEAD}<w:footnotes {NAMESPACES}>{footnotes}</w:footnotes>"} if footnotes else {}),
    }
    return packed(
        {
            "[Content_Types].xml": template.content_types(parts).encode(),
            "_rels/.rels": template.package_relations().encode(),
            "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body/></w:document>".encode(),
            "word/_rels/document.xml.rels": template.relations(parts).encode(),
            **{f"word/{name}": part.encode() for name, part in parts.items()},
            "docProps/core.xml": template.properties("").encode(),
        }
    )


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Packs parts in their order, with one time for all and nothing of this machine."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, BEGINNING)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            archive.writestr(entry, part)
    return stream.getvalue()


def styles(language: str) -> str:
    """Returns the style sheet of papers in a language."""
    spoken = f"<w:lang w:val={quoteattr(language)} w:bidi={quoteattr(language)}/>" if language else ""
    return (
        f"{HEAD}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{_SERIF}" w:hAnsi="{_SERIF}" w:eastAsia="{_SERIF}" w:cs="Amiri"/>'
        f'<w:sz w:val="22"/><w:szCs w:val="24"/>{spoken}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
        + "".join(_paragraph_style(id_, *look) for id_, look in _PARAGRAPHS.items())
        + "".join(
            f'<w:style w:type="character" w:styleId="{id_}"><w:name w:val="{name}"/><w:rPr>{look}</w:rPr></w:style>'
            for id_, (name, look) in _RUNS.items()
        )
        + _TABLE
        + "</w:styles>"
    )


def _paragraph_style(id_: str, name: str, size: int, before: int, after: int, shape: str, look: str) -> str:
    heading = id_.startswith("Heading")
    level = f'<w:outlineLvl w:val="{int(id_[-1]) - 1}"/>' if heading else ""
    following = '<w:next w:val="Normal"/>' if heading or id_ == "Title" else ""
    # What keeps lines together stands before the spacing, indents and alignment after it (CT_PPr).
    keeps, rest = (shape, "") if shape.startswith("<w:keep") else ("", shape)
    return (
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>{following}'
        f'<w:qFormat/><w:pPr>{keeps}<w:spacing w:before="{before}" w:after="{after}"/>{rest}{level}</w:pPr>'
        f'<w:rPr>{look}<w:sz w:val="{size}"/><w:szCs w:val="{size + 2}"/></w:rPr></w:style>'
    )


# Hairlines between rows, a black rule above and below: one rule, one meaning.
_TABLE = (
    '<w:style w:type="table" w:styleId="Ledger"><w:name w:val="Ledger"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
    '<w:tblBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="1A1A1A"/>'
    '<w:bottom w:val="single" w:sz="6" w:space="0" w:color="1A1A1A"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/></w:tblBorders>'
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
    '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)

# Whoever has not our fonts gets the ones that are nearest.
_FONTS = (
    f"{HEAD}<w:fonts {NAMESPACES}>"
    f'<w:font w:name="{_SERIF}"><w:altName w:val="Cambria"/><w:family w:val="roman"/></w:font>'
    f'<w:font w:name="{_SANS}"><w:altName w:val="Calibri"/><w:family w:val="swiss"/></w:font></w:fonts>'
)
_FOOTER = (
    f'{HEAD}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
)
