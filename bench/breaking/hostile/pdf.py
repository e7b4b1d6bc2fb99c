"""PDF files that nobody honest sends: objects and pages in rings, streams that are bombs, tables that lie."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from random import Random

from bench.breaking.hostile.file import Hostile

TEXT = b"BT /F1 12 Tf 72 720 Td (Article 1. The Parties shall act.) Tj ET"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def stream(content: bytes, entries: bytes = b"", *, length: int | None = None) -> bytes:
    """Returns a stream; `length` is what it says of itself."""
    said = len(content) if length is None else length
    return b"<</Length %d%s>>stream\n%s\nendstream" % (said, entries, content)


def pdf(objects: Sequence[bytes], *, trailer: bytes = b"", table: bool = True, at: int | None = None) -> bytes:
    """Returns a file of objects, numbered from 1, the first of them its catalogue."""
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    begun = len(made)
    if table:
        made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        trailer,
        begun if at is None else at,
    )
    return bytes(made)


def of(
    *,
    catalog: bytes = CATALOG,
    pages: bytes = PAGES,
    page: bytes = PAGE,
    font: bytes = FONT,
    text: bytes = b"",
    more: Sequence[bytes] = (),
    trailer: bytes = b"",
    table: bool = True,
    at: int | None = None,
) -> bytes:
    """Returns a file of one page, with other objects in the places of its own."""
    return pdf([catalog, pages, page, font, text or stream(TEXT), *more], trailer=trailer, table=table, at=at)


def files(random: Random) -> Iterator[Hostile]:
    """Yields every hostile PDF there is here, but for the large ones."""
    for made in (_loops, _streams, _lies):
        for name, data in made(random):
            yield Hostile(f"{name}.pdf", data)


def large(random: Random) -> Iterator[Hostile]:
    """Yields those that are large, by right or not."""
    many = random.choice((60_000, 100_000))
    yield Hostile(
        "one-page-again-and-again.pdf",
        of(pages=b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * many, many)),
        big=True,
    )
    words = b"BT /F1 12 Tf " + b"1 0 0 1 9 9 Tm (word) Tj " * 400_000 + b"ET"
    yield Hostile("a-page-of-very-many-words.pdf", of(text=_flate(words)), big=True)
    lines = b"0 0 m 9 9 l S " * 1_000_000
    yield Hostile("a-page-of-very-many-lines.pdf", of(text=_flate(TEXT + lines)), big=True)


def _flate(content: bytes) -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter/FlateDecode")


def _loops(random: Random) -> Iterator[tuple[str, bytes]]:
    yield "sound", of()
    yield "pages-in-themselves", of(pages=b"<</Type/Pages/Kids[2 0 R]/Count 1>>")
    yield (
        "pages-in-a-ring",
        of(pages=b"<</Type/Pages/Kids[6 0 R]/Count 9>>", more=[b"<</Type/Pages/Kids[2 0 R]/Count 9>>"]),
    )
    yield "pages-of-pages", of(pages=b"<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 3>>")
    yield "catalog-in-itself", of(catalog=b"<</Type/Catalog/Pages 1 0 R>>")
    yield "reference-to-itself", of(page=b"3 0 R")
    yield "references-in-a-ring", of(page=b"6 0 R", more=[b"7 0 R", b"6 0 R"])
    yield "contents-of-itself", of(page=PAGE.replace(b"5 0 R", b"[5 0 R [5 0 R] 3 0 R]"))
    yield "length-of-itself", of(text=b"<</Length 5 0 R>>stream\n" + TEXT + b"\nendstream")
    yield (
        "form-in-itself",
        of(
            page=PAGE.replace(b"/Font", b"/XObject<</X 6 0 R>>/Font"),
            text=stream(TEXT + b" /X Do"),
            more=[
                stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
            ],
        ),
    )
    forms = [
        stream(b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (n + 7))
        for n in range(9)
    ]
    yield (
        "forms-tenfold-nine-times",
        of(
            page=PAGE.replace(b"/Font", b"/XObject<</X 6 0 R>>/Font"),
            text=stream(TEXT + b" /X Do"),
            more=[*forms, stream(TEXT, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")],
        ),
    )
    yield (
        "outlines-in-a-ring",
        of(
            catalog=CATALOG.replace(b"/Pages", b"/Outlines 6 0 R/Pages"),
            more=[b"<</First 6 0 R/Next 6 0 R/Parent 6 0 R/Title(x)>>"],
        ),
    )
    yield "parents-in-a-ring", of(pages=PAGES.replace(b"/Count", b"/Parent 3 0 R/Count"))
    yield "deep-arrays", of(page=PAGE.replace(b"5 0 R", b"[" * 100_000 + b"]" * 100_000))
    yield "deep-dictionaries", of(page=PAGE.replace(b"5 0 R", b"<</A " * 50_000 + b"1" + b">>" * 50_000))
    depth = random.choice((2_000, 20_000))
    tree = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 7) for n in range(depth)]
    yield "a-deep-tree", of(pages=b"<</Type/Pages/Kids[6 0 R]/Count 1>>", more=[*tree, PAGE])


def _streams(random: Random) -> Iterator[tuple[str, bytes]]:
    bomb = zlib.compress(bytes(200_000_000), 9)
    yield "bomb", of(text=stream(bomb, b"/Filter/FlateDecode"))
    yield "bomb-in-a-bomb", of(text=stream(zlib.compress(bomb, 9), b"/Filter[/FlateDecode/FlateDecode]"))
    filters = (
        "FlateDecode",
        "LZWDecode",
        "ASCII85Decode",
        "ASCIIHexDecode",
        "RunLengthDecode",
        "CCITTFaxDecode",
        "JBIG2Decode",
        "DCTDecode",
        "JPXDecode",
        "Crypt",
        "None",
    )
    for name in filters:
        yield f"garbage-{name}", of(text=stream(random.randbytes(3_000), b"/Filter/" + name.encode()))
        picture = stream(
            random.randbytes(900),
            b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/"
            b"BitsPerComponent 8"
            b"/ColorSpace/DeviceRGB/Filter/" + name.encode(),
        )
        yield (
            f"picture-{name}",
            of(
                page=PAGE.replace(b"/Font", b"/XObject<</X 6 0 R>>/Font"),
                text=stream(TEXT + b" 9 0 0 9 0 0 cm /X Do"),
                more=[picture],
            ),
        )
    yield "a-thousand-filters", of(text=stream(TEXT, b"/Filter[" + b"/ASCIIHexDecode" * 1_000 + b"]"))
    yield (
        "predictor",
        of(
            text=stream(
                zlib.compress(bytes(999)), b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647>>"
            )
        ),
    )
    for length in (-1, 0, 2**31, 10**12):
        yield f"length-{length}", of(text=stream(TEXT, length=length))
    yield "operators", of(text=stream(b"q " * 100_000 + TEXT))
    yield "operands", of(text=stream(b"9 " * 200_000 + TEXT))
    yield "a-long-string", of(text=stream(b"BT /F1 12 Tf (" + b"x" * 300_000 + b") Tj ET"))
    yield "numbers", of(text=stream(b"BT /F1 1e308 Tf 99999999999999999999 -1e39 Td (x) Tj ET"))
    yield "fonts-in-a-ring", of(font=b"<</Type/Font/Subtype/Type0/BaseFont/X/DescendantFonts[4 0 R]/ToUnicode 4 0 R>>")
    glyph = stream(b"/F1 12 Tf (a) Tj")
    type3 = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/FirstChar "
        b"97/LastChar"
        b" 97/Widths[9]/Encoding<</Differences[97/a]>>/Resources<</Font<</F1 4 0 R>>>>>>"
    )
    yield "a-glyph-of-itself", of(font=type3, text=stream(b"BT /F1 12 Tf 72 720 Td (aaaa) Tj ET"), more=[glyph])
    cmap = stream(
        b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <D800> "
        b"endbfrange endcmap"
    )
    yield "unicode-of-surrogates", of(font=FONT.replace(b"/Base", b"/ToUnicode 6 0 R/Base"), more=[cmap])


def _lies(random: Random) -> Iterator[tuple[str, bytes]]:
    for count in (-1, 0, 2, 10**6, 2**31 - 1, 2**63):
        yield f"count-{count}", of(pages=b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % count)
    for box in (b"0 0 0 0", b"0 0 -9 -9", b"0 0 1e30 1e30", b"nan 0 1 1", b"0 0 99999999 99999999"):
        yield f"box-{len(box)}-{box[4]}", of(page=PAGE.replace(b"0 0 612 792", box))
    yield "no-table", of(table=False)
    yield "no-table-at-all", of(table=False, at=10**9)
    yield "table-elsewhere", of(at=random.randrange(400))
    yield "table-of-itself", of(trailer=b"/Prev 9")
    yield "tables-in-a-ring", of(trailer=b"/Prev %d" % of().rindex(b"xref\n0"))
    yield "a-huge-table", of().replace(b"xref\n0 6", b"xref\n0 2147483647")
    yield "size", of(trailer=b"/Size 2147483647")
    yield (
        "encrypted",
        of(trailer=b"/Encrypt 6 0 R/ID[<00><00>]", more=[b"<</Filter/Standard/V 2/R 3/Length 128/P -4/O(x)/U(y)>>"]),
    )
    yield "encrypted-by-nobody", of(trailer=b"/Encrypt 99 0 R")
    yield (
        "encrypted-by-itself",
        of(
            trailer=b"/Encrypt 6 0 R",
            more=[b"<</Filter/Standard/V 5/R 6/Length 256/CF<</StdCF 6 0 R>>/P 0/O 6 0 R/U()>>"],
        ),
    )
    script = b"/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://elsewhere.example'\\))>>/Pages"
    yield "script", of(catalog=CATALOG.replace(b"/Pages", script))
    yield "launch", of(catalog=CATALOG.replace(b"/Pages", b"/OpenAction<</S/Launch/F(/bin/sh)>>/Pages"))
    yield (
        "address",
        of(catalog=CATALOG.replace(b"/Pages", b"/OpenAction<</S/URI/URI(http://elsewhere.example)>>/Pages")),
    )
    yield (
        "files",
        of(
            catalog=CATALOG.replace(b"/Pages", b"/Names<</EmbeddedFiles<</Names[(x)6 0 R]>>>>/Pages"),
            more=[b"<</Type/Filespec/F(../../evil)/EF<</F 7 0 R>>>>", stream(b"MZ" * 99)],
        ),
    )
    yield "file-outside", of(text=stream(b"", b"/F(/etc/passwd)/FFilter/None"))
    yield "form-to-fill", of(catalog=CATALOG.replace(b"/Pages", b"/AcroForm<</XFA 5 0 R/Fields[3 0 R 3 0 R]>>/Pages"))
    yield "nothing", b"%PDF-1.7\n"
    yield "nothing-more", b"%PDF-1.7\n%%EOF"
    yield "not-1", b"%PDF-9.9\n" + of()[9:]
    yield "headers", b"%PDF-1.4\n" * 5_000
    yield "cut", of()[: random.randrange(60, 400)]
    yield "objects-of-one-number", of() + b"\n5 0 obj\n<<>>\nendobj" * 5_000
    packed = zlib.compress(b"1 0 3 99999 " + b"<<>>" * 50)
    yield (
        "objects-in-a-stream",
        of(more=[stream(packed, b"/Type/ObjStm/N 2147483647/First 4/Filter/FlateDecode/Extends 6 0 R")]),
    )
    yield (
        "info",
        of(
            trailer=b"/Info 6 0 R",
            more=[b"<</Title<FEFFD800>/CreationDate(D:99999999999999)/Author(" + b"x" * 200_000 + b")>>"],
        ),
    )
