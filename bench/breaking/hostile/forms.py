"""Forms for comments that nobody honest sends back: workbooks and tables that cover, repeat and nest without end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from bench.breaking.hostile.file import Hostile
from bench.breaking.hostile.word import OFFICE, related, relation, said, word
from bench.breaking.hostile.zips import Entry, bomb, of_parts, zipped

SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(rows: str, after: str = "", *, strings: str = "", styles: str = "", sheets: int = 1) -> bytes:
    """Returns a workbook of one sheet, which may be listed more than once."""
    return zipped(of_parts(parts(rows, after, strings=strings, styles=styles, sheets=sheets)))


def parts(rows: str, after: str = "", *, strings: str = "", styles: str = "", sheets: int = 1) -> dict[str, bytes]:
    """Returns the parts of such a workbook."""
    listed = '<sheet r:id="s"/>' * sheets
    return {
        "_rels/.rels": related(relation("a", "officeDocument", "xl/workbook.xml")),
        "xl/"
        "workbook.xml": f'<workbook xmlns="{SHEETS}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": related(
            relation("s", "worksheet", "s.xml"),
            relation("t", "sharedStrings", "t.xml"),
            relation("y", "styles", "y.xml"),
        ),
        "xl/s.xml": f'<worksheet xmlns="{SHEETS}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode(),
        "xl/t.xml": f'<sst xmlns="{SHEETS}">{strings}</sst>'.encode(),
        "xl/y.xml": f'<styleSheet xmlns="{SHEETS}">{styles}</styleSheet>'.encode(),
    }


def files(random: Random) -> Iterator[Hostile]:
    """Yields every hostile form there is here, but for the large ones."""
    for name, data in _workbooks(random):
        yield Hostile(f"{name}.xlsx", data, "comments")
    for name, data in _tables(random):
        yield Hostile(f"{name}.docx", data, "comments")


def large(random: Random) -> Iterator[Hostile]:
    """Yields those that are large, by right or not."""
    yield Hostile(
        "rows-by-the-hundred-thousand.xlsx",
        workbook('<row><c r="IV1"><v>1</v></c></row>' * 300_000),
        "comments",
        big=True,
    )
    merges = "".join(f'<mergeCell ref="A1:A{random.randrange(40_000, 50_000)}"/>' for _ in range(20_000))
    yield Hostile("covered-again-and-again.xlsx", workbook("", merges), "comments")
    yield Hostile(
        "cells-by-the-million.docx", word(f"<w:tbl><w:tr>{'<w:tc/>' * 1_000_000}</w:tr></w:tbl>"), "comments", big=True
    )


def _workbooks(random: Random) -> Iterator[tuple[str, bytes]]:
    cell = '<row r="{}"><c r="{}" t="{}" s="{}"><v>{}</v></c></row>'
    for number, sign in enumerate("=+-@\t\r"):
        yield f"formula-{number}", workbook(cell.format(1, "A1", "str", 0, f"{sign}cmd|' /C calc'!A0"))
    yield "formula-kept", workbook('<row><c r="A1"><f>WEBSERVICE("http://elsewhere.example")</f><v>1</v></c></row>')
    for number, place in enumerate(
        ("ZZZ9999999", "A0", "A-1", "", "1A", "A1:B2", "a1", "Ａ１", "A" * 9_999, "XFD1048576")
    ):
        yield f"place-{number}", workbook(cell.format(1, place, "n", 0, 1))
        yield f"row-{number}", workbook(cell.format(place, "A1", "n", 0, 1) * 3)
    for number, ref in enumerate(
        ("B2:A1", "A1:A1", "A1", ":", "A1:ZZZ9999999", "A2:B1", "B1:A2", "A1:B2:C3", "x:y", "A1:IV9")
    ):
        yield (
            f"merged-{number}",
            workbook(cell.format(1, "A1", "n", 0, 1), f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>' * 3),
        )
    yield "covered", workbook("", '<mergeCell ref="A1:A50000"/>' * 300)
    for said_of_it in ("-1", "99999999", "9" * 50, "x", "", "1.5"):
        yield (
            f"string-{said_of_it[:9]}",
            workbook(cell.format(1, "A1", "s", said_of_it, said_of_it), strings="<si><t>x</t></si>"),
        )
    yield "one-sheet-listed-often", workbook(cell.format(1, "A1", "n", 0, 1) * 50, sheets=5_000)
    yield "deep", workbook("<row>" * 300 + "</row>" * 300)
    yield "strings", workbook("", strings="<si><r><rPr><strike/></rPr><t>x</t></r></si>" * 20_000)
    yield (
        "fonts",
        workbook(
            "", styles="<fonts>" + "<font><strike/></font>" * 20_000 + "</fonts><cellXfs><xf fontId='9'/></cellXfs>"
        ),
    )
    yield "a-long-text", workbook(f'<row><c r="A1" t="inlineStr"><is><t>{"x" * 2_000_000}</t></is></c></row>')
    yield "bomb", zipped(of_parts(parts(""), {"xl/t.xml": Entry(b"", packed=bomb(700_000_000), size=700_000_000)}))
    yield (
        "doctype",
        zipped(
            of_parts({**parts(""), "xl/t.xml": b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><sst>&x;</sst>"})
        ),
    )
    yield (
        "columns-at-random",
        workbook("".join(cell.format(n, f"{random.choice('ABCIX')}{n}", "n", 0, n) for n in range(1, 2_000))),
    )


def _tables(random: Random) -> Iterator[tuple[str, bytes]]:
    yield "no-table", word()
    nested = "<w:tbl><w:tr><w:tc>" * 80 + said("x" * 20_000) + "</w:tc></w:tr></w:tbl>" * 80
    yield "tables-in-tables", word(nested)
    for span in (0, -1, 63, 99_999_999, "x"):
        cells = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{said("x")}</w:tc>' * 50
        yield f"span-{span}", word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    going_on = f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{said('x')}</w:tc></w:tr>" * 3_000
    yield "merged-from-above", word(f"<w:tbl>{going_on}</w:tbl>")
    marks = "".join(f'<w:bookmarkStart w:id="{n}" w:name="row_{n}"/>' for n in range(20_000))
    yield "bookmarks", word(f"<w:tbl><w:tr><w:tc><w:p>{marks}</w:p></w:tc></w:tr></w:tbl>")
    heads = "".join(
        f"<w:tc>{said(head)}</w:tc>" for head in ("Clause", "Text", "Comment", "Proposed wording", "Reason")
    )
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{said(str(random.randrange(9)) * 40)}</w:tc>' for _ in range(5))}</w:tr>"
        for _ in range(600)
    )
    yield "rows-alike", word(f"<w:tbl><w:tr>{heads}</w:tr>{rows}</w:tbl>")
    yield "tables-by-the-thousand", word(f"<w:tbl><w:tr><w:tc>{said('x')}</w:tc></w:tr></w:tbl>" * 5_000)
    yield from _outside(random)


def _outside(_: Random) -> Iterator[tuple[str, bytes]]:
    relations: Mapping[str, str] = {"styles": "http://elsewhere.example/s", "numbering": "file:///etc/passwd"}
    tied = [relation(kind, kind, target, outside=True) for kind, target in relations.items()]
    yield "parts-outside", word("", {}, *tied)
