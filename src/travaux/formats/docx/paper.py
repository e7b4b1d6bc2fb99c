"""A paper as a Word file. The package is python-docx's, opened on our own stationery; the blocks are written here.

A paper's kind, title and sentence come first, then its facts and its legend, its blocks, its remarks; its notes are
footnotes. Headings are headings, the first row of a table is repeated on every page, cells that head a row are said to
do so, a wide table stands on a page turned on its side. Tones shade the cells whose words say the same. The letter of
a party is raised behind its words. Text from right to left is set so.

The same paper gives the same bytes.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from itertools import chain, count
from xml.sax.saxutils import quoteattr

import docx
from docx.oxml import parse_xml

from travaux.formats.docx import stationery
from travaux.formats.docx.markup import run_content
from travaux.formats.docx.template import NAMESPACES
from travaux.papers.characters import settled
from travaux.papers.paper import (
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Kind,
    Look,
    Paper,
    Paragraph,
    Row,
    Run,
    Sign,
    Table,
    Tone,
    plain,
)

_FILLS: dict[Tone, str] = {
    "green": "DCEBD8", "yellow": "FBF1CC", "blue": "DCE6F1", "red": "F6D9D3", "grey": "E7E7E7", "white": "FFFFFF",
}  # fmt: skip
_COLOURS = {
    "p0": "007182", "p1": "6B271C", "p2": "7B6410", "p3": "422E7E", "p4": "004D42", "p5": "7A4200", "p6": "604667",
    "p7": "4A6849", "p8": "455835", "p9": "964C70", "p10": "444D97", "p11": "7956A5", "px": "5A5A5A",
}  # fmt: skip
"""The colours of parties on white paper, as the pages have them."""
# Run properties in the order of the schema: bold, italic, strike, colour, underline.
_LOOKS: dict[Look, str] = {
    "plain": "",
    "strong": "<w:b/>",
    "quiet": '<w:color w:val="5A5A5A"/>',
    "quotation": "<w:i/>",
    "inserted": '<w:color w:val="1F4E8C"/><w:u w:val="double"/>',
    "deleted": '<w:strike/><w:color w:val="8C3B1F"/>',
    "moved from": '<w:dstrike/><w:color w:val="2E6B4F"/>',
    "moved to": '<w:color w:val="2E6B4F"/><w:u w:val="dash"/>',
    "bracket": "<w:b/>",
    "attribution": '<w:color w:val="474747"/><w:sz w:val="17"/>',
    "stale": '<w:strike/><w:color w:val="5A5A5A"/>',
}
_OUTER: dict[Look, str] = {
    "inserted": '<w:shd w:val="clear" w:color="auto" w:fill="E3ECF7"/>',
    "deleted": '<w:shd w:val="clear" w:color="auto" w:fill="F7E6E0"/>',
    "moved from": '<w:shd w:val="clear" w:color="auto" w:fill="E2EFE8"/>',
    "moved to": '<w:shd w:val="clear" w:color="auto" w:fill="E2EFE8"/>',
}
_STYLES: dict[Kind, str] = {
    "text": "", "clause": "Clause", "item": "Item", "quotation": "QuotedWords", "standfirst": "Standfirst",
    "note": "Remark", "part": "Part",
}  # fmt: skip
_LONG, _SHORT, _EDGE = 16838, 11906, 1134
_INDENT = 425
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_PACKAGE_ORDER = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")


def write(paper: Paper) -> bytes:
    """Returns the bytes of a Word file."""
    paper = settled(paper)
    sheet = _Sheet(paper)
    body = "".join(sheet.blocks())
    document = docx.Document(io.BytesIO(stationery.blank(paper.language, footnotes=sheet.footnotes())))
    document.core_properties.title = paper.title
    if paper.language:
        document.core_properties.language = paper.language
    document.element.replace(document.element.body, parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"))
    saved = io.BytesIO()
    document.save(saved)
    return _packed_anew(saved.getvalue())


def _packed_anew(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        rest = sorted(name for name in names if name not in _PACKAGE_ORDER)
        return stationery.packed({name: archive.read(name) for name in [*_PACKAGE_ORDER, *rest]})


class _Sheet:
    """A paper while it is written: which notes are tied to words already, and which names of places are taken."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._tied: set[int] = set()
        self._names: set[str] = set()
        self._ids = count(1)
        self._rtl = _is_rtl_language(paper.language)

    def blocks(self) -> Iterator[str]:
        """Yields the blocks of the whole paper, and what the section says of the page."""
        paper = self._paper
        yield self._paragraph(plain(paper.kind), "Kind")
        yield self._paragraph(plain(paper.title), "Title")
        yield self._paragraph(plain(paper.summary), "Standfirst")
        yield from (self._fact(term, detail) for term, detail in paper.facts)
        yield from (self._sign(sign) for sign in paper.legend)
        wide = paper.wide
        for block in paper.blocks:
            turned = paper.wide or (isinstance(block, Table | Chart) and _table_of(block).wide)
            if turned != wide:
                yield f"<w:p><w:pPr>{_page(wide)}</w:pPr></w:p>"
                wide = turned
            yield from self._block(block, wide)
        for number in range(1, len(paper.notes) + 1):
            # A note to which no words lead still has its place: at the end.
            if number not in self._tied:
                yield self._paragraph(paper.notes[number - 1], "Remark")
        yield from (self._paragraph(plain(remark), "Remark") for remark in paper.remarks)
        yield _page(wide)

    def footnotes(self) -> str:
        """Returns the footnotes to which words lead, and the two that draw the line above them."""
        if not self._tied:
            return ""
        written = "".join(
            f'<w:footnote w:type="{sign}" w:id="{id_}"><w:p><w:r><w:{sign}/></w:r></w:p></w:footnote>'
            for id_, sign in ((-1, "separator"), (0, "continuationSeparator"))
        )
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>' + _words(" ")
        for number in sorted(self._tied):
            inner = self._paragraph(self._paper.notes[number - 1], "FootnoteText", before=mark)
            written += f'<w:footnote w:id="{number}">{inner}</w:footnote>'
        return written

    def _block(self, block: Block, wide: bool) -> Iterator[str]:
        match block:
            case Heading():
                title = Paragraph((Run(block.text),), label=block.label, key=block.key)
                yield self._paragraph(title, f"Heading{min(max(block.level, 1), 3)}")
            case Paragraph():
                yield self._paragraph(block, _STYLES[block.kind])
            case Chart():
                yield self._paragraph(plain(block.title), "Heading3")
                yield from self._table(block.twin, wide)
            case Table():
                yield from self._table(block, wide)

    def _fact(self, term: str, detail: str) -> str:
        runs = (Run(term, "strong"), Run("\t"), Run(detail))
        shape = f'<w:tabs><w:tab w:val="left" w:pos="{_INDENT * 5}"/></w:tabs>'
        return self._paragraph(
            Paragraph(runs), "Fact", shape, f'<w:ind w:left="{_INDENT * 5}" w:hanging="{_INDENT * 5}"/>'
        )

    def _sign(self, sign: Sign) -> str:
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{_FILLS[sign.tone]}"/>' if sign.tone in _FILLS else ""
        width = _INDENT * 5
        first = _words(sign.sign, _LOOKS[sign.look] + fill) + _letter(sign.by)
        shape = f'<w:tabs><w:tab w:val="left" w:pos="{width}"/></w:tabs>'
        indent = f'<w:ind w:left="{width}" w:hanging="{width}"/>'
        return self._paragraph(Paragraph((Run("\t"), Run(sign.meaning))), "Sign", shape, indent, before=first)

    def _paragraph(
        self, paragraph: Paragraph, style: str, shape: str = "", indent: str = "", *, before: str = "", jc: str = ""
    ) -> str:
        rtl = self._is_rtl(paragraph)
        if paragraph.depth and not indent:
            indent = f'<w:ind w:left="{_INDENT * paragraph.depth}"/>'
        fill = _FILLS.get(paragraph.tone)
        shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        properties = (
            (f'<w:pStyle w:val="{style}"/>' if style else "")
            + shading
            + shape
            + ("<w:bidi/>" if rtl else "")
            + indent
            + (f'<w:jc w:val="{jc}"/>' if jc else "")
        )
        label = _words(f"{paragraph.label} ", '<w:rStyle w:val="Margin"/>') if paragraph.label else ""
        runs = "".join(self._run(run, paragraph.language, rtl) for run in paragraph.runs)
        opened, closed = self._place(paragraph.key)
        inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        return f"<w:p>{inner}{opened}{before}{label}{runs}{closed}</w:p>"

    def _run(self, run: Run, language: str, rtl: bool) -> str:
        look = _LOOKS[run.look]
        if rtl:
            look = look.replace("<w:i/>", "")
        colour = (
            f'<w:color w:val="{_COLOURS.get(run.by.colour, "5A5A5A")}"/>' if run.by and run.look in _CHANGED else ""
        )
        if colour:
            look = re.sub("<w:color [^>]*/>", colour, look)
        look += _OUTER.get(run.outer, "")
        if rtl and _RIGHT_TO_LEFT.search(run.words):
            look += "<w:rtl/>"
        if language and language != self._paper.language:
            which = "bidi" if _is_rtl_language(language) else "val"
            look += f"<w:lang w:{which}={quoteattr(language)}/>"
        letters = _letter(run.outer_by) + _letter(run.by)
        return _words(run.words, look) + letters + self._note(run.note)

    def _note(self, number: int | None) -> str:
        if number is None or not 1 <= number <= len(self._paper.notes):
            return ""
        look = '<w:rStyle w:val="FootnoteReference"/>'
        if number in self._tied:
            # A Word note hangs on one place; its number said again leads nowhere, and is only words.
            return _words(str(number), look)
        self._tied.add(number)
        return f'<w:r><w:rPr>{look}</w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def _table(self, table: Table, wide: bool) -> Iterator[str]:
        if table.caption:
            yield self._paragraph(Paragraph((Run(table.caption),), key=table.key), "Caption")
        width = (_LONG if wide else _SHORT) - 2 * _EDGE
        widths = _shares([column.weight for column in table.columns], width)
        heads = "".join(
            _cell(self._paragraph(plain(column.title), "ColumnHead", jc=_side(column), before=""), size, "")
            if column.by is None
            else _cell(self._head(column), size, "")
            for column, size in zip(table.columns, widths, strict=True)
        )
        caption = f"<w:tblCaption w:val={quoteattr(table.caption)}/>" if table.caption else ""
        first = int(any(column.head for column in table.columns))
        grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in widths)
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Ledger"/>{"<w:bidiVisual/>" if self._rtl else ""}'
            f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="0{"4A" if first else "42"}0" w:firstRow="1" w:lastRow="0" w:firstColumn="{first}"'
            f' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{caption}</w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>"
        )
        for row in table.rows:
            yield self._row(row, table.columns, widths)
        # Two tables with nothing between them would be one.
        yield '</w:tbl><w:p><w:pPr><w:spacing w:after="0"/></w:pPr></w:p>'

    def _head(self, column: Column) -> str:
        return self._paragraph(Paragraph((Run(column.title, by=column.by),)), "ColumnHead", jc=_side(column))

    def _row(self, row: Row, columns: Sequence[Column], widths: Sequence[int]) -> str:
        opened, closed = self._place(row.key)
        cells = []
        for place, (column, size) in enumerate(zip(columns, widths, strict=True)):
            cell = row.cells[place] if place < len(row.cells) else Cell()
            inner = "".join(
                self._paragraph(each, "RowHead" if column.head else "CellText", jc=_side(column))
                for each in cell.paragraphs or (plain(""),)
            )
            if not place and opened:
                at = inner.index("</w:pPr>") + len("</w:pPr>")
                inner = inner[:at] + opened + closed + inner[at:]
            cells.append(_cell(inner, size, cell.tone or row.tone))
        return f"<w:tr>{''.join(cells)}</w:tr>"

    def _place(self, key: str) -> tuple[str, str]:
        """Returns the two ends of a bookmark, by which a place in the file lasts."""
        if not key:
            return "", ""
        plainly = re.sub("[^A-Za-z0-9]+", "_", unicodedata.normalize("NFKD", key)).strip("_")
        wanted = f"at_{plainly}"[:36]
        others = (f"{wanted}_{number}" for number in count(2))
        name = next(each for each in chain((wanted,), others) if each.lower() not in self._names)
        self._names.add(name.lower())
        id_ = next(self._ids)
        return f'<w:bookmarkStart w:id="{id_}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{id_}"/>'

    def _is_rtl(self, paragraph: Paragraph) -> bool:
        text = paragraph.text or paragraph.label
        language = paragraph.language or self._paper.language
        if _is_rtl_language(language):
            return bool(_RIGHT_TO_LEFT.search(text)) or not any(map(str.isalpha, text))
        first = next((sign for sign in text if sign.isalpha()), "")
        return bool(_RIGHT_TO_LEFT.match(first))


_CHANGED: frozenset[Look] = frozenset({"inserted", "deleted", "moved from", "moved to"})


def _table_of(block: Table | Chart) -> Table:
    return block if isinstance(block, Table) else block.twin


def _is_rtl_language(language: str) -> bool:
    return language.partition("-")[0].lower() in {"ar", "he", "fa", "ur", "ps", "sd", "ug", "dv", "yi", "ckb"}


def _words(text: str, look: str = "") -> str:
    if not text:
        return ""
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{run_content(text)}</w:r>"


def _letter(by: object) -> str:
    letter, colour = getattr(by, "letter", ""), getattr(by, "colour", "px")
    look = f'<w:rStyle w:val="PartyLetter"/><w:color w:val="{_COLOURS.get(colour, "5A5A5A")}"/>'
    return _words(letter, look) if letter else ""


def _cell(inner: str, width: int, tone: Tone) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{_FILLS[tone]}"/>' if tone else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{inner}</w:tc>'


def _side(column: Column) -> str:
    return "end" if column.numbers else ""


def _shares(weights: Sequence[int], width: int) -> list[int]:
    """Returns the widths of columns by weight, which together are the whole width."""
    whole = sum(weights) or 1
    ends = [width * sum(weights[: place + 1]) // whole for place in range(len(weights))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _page(wide: bool) -> str:
    size = (
        f'<w:pgSz w:w="{_LONG}" w:h="{_SHORT}" w:orient="landscape"/>'
        if wide
        else f'<w:pgSz w:w="{_SHORT}" w:h="{_LONG}"/>'
    )
    edges = " ".join(f'w:{side}="{_EDGE}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{_FOOTER}"/>{size}'
        f'<w:pgMar {edges} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


_FOOTER = "rId3"
