"""Word files that nobody honest sends: zips that lie, parts that loop, changes and fields that never end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from bench.breaking.hostile.file import Hostile
from bench.breaking.hostile.zips import Entry, bomb, of_parts, zipped

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
ELSEWHERE = "http://elsewhere.example"
_ROOTS = {"header": "w:hdr", "commentsExtended": "w15:commentsEx"}


def said(words: str) -> str:
    """Returns a paragraph that says some words."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def related(*relations: str) -> bytes:
    """Returns a part of relationships."""
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>'.encode()


def relation(id_: str, kind: str, target: str, *, outside: bool = False) -> str:
    """Returns a relationship; a `kind` that is no address is one of the office's."""
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{id_}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" Target="{target}"{mode}/>'


def parts(
    body: str = "", others: Mapping[str, str] | None = None, *relations: str, more: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Returns the parts of a Word file: a body, other parts by kind, relationships, and whatever else."""
    made = {"_rels/.rels": related(relation("a", "officeDocument", "word/document.xml"))}
    whole = said("1. The Parties shall act.") + body
    made["word/document.xml"] = f"<w:document {SPACES}><w:body>{whole}</w:body></w:document>".encode()
    tied = [*relations]
    for kind, inner in (others or {}).items():
        root = _ROOTS.get(kind, f"w:{kind}")
        made[f"word/{kind}.xml"] = f"<{root} {SPACES}>{inner}</{root}>".encode()
        tied.append(relation(kind, kind, f"{kind}.xml"))
    return {**made, "word/_rels/document.xml.rels": related(*tied), **(more or {})}


def word(*given: object, more: Mapping[str, bytes] | None = None) -> bytes:
    """Returns a Word file of such parts."""
    return zipped(of_parts(parts(*given, more=more)))  # type: ignore[arg-type]


def files(random: Random) -> Iterator[Hostile]:
    """Yields every hostile Word file there is here, but for the large ones."""
    for made in (_zips, _packages, _bodies, _changes, _notes):
        for name, data in made(random):
            yield Hostile(f"{name}.docx", data)


def large(random: Random) -> Iterator[Hostile]:
    """Yields those that are large, by right or not."""
    entries = [Entry(b"%x" % n, method=0) for n in range(1_000_000)]
    yield Hostile("a-million-entries.docx", zipped(entries, count=0xFFFF), big=True)
    for name, data in _large(random):
        yield Hostile(f"{name}.docx", data, big=True)


def _zips(random: Random) -> Iterator[tuple[str, bytes]]:
    sound, main = parts(), "word/document.xml"
    content = sound[main]
    yield "bomb", zipped(of_parts(sound, {main: Entry(b"", packed=bomb(700_000_000), size=700_000_000)}))
    yield "bomb-that-lies", zipped(of_parts(sound, {main: Entry(b"", packed=bomb(700_000_000), size=len(content))}))
    inner = zipped([Entry(b"a.zip", zipped([Entry(b"b", packed=bomb(300_000_000), size=300_000_000)]))])
    yield "bomb-nested", zipped(of_parts(sound, None, Entry(b"word/embeddings/a.zip", inner)))
    yield "overlapping", zipped(of_parts(sound, None, *(Entry(b"word/x%d" % n, b"y" * 99, at=0) for n in range(50))))
    yield "one-entry-listed-often", zipped(of_parts(sound, None, Entry(b"word/x", b"y", repeats=60_000)))
    yield "many-entries", zipped(of_parts(sound, None, *(Entry(b"%x" % n, method=0) for n in range(9_000))))
    for number, name in enumerate(
        [
            b"../../evil.xml",
            b"/etc/passwd",
            b"word\\..\\evil",
            b"C:\\evil",
            b"word/a\0b",
            b"",
            b"word/%2e%2e/%2e%2e/x",
            b"\xff\xfe",
            "wörd/☃".encode(),
            b"a/" * 20_000,
        ]
    ):
        yield f"named-{number}", zipped(of_parts(sound, None, Entry(name, b"x")))
    yield "two-names", zipped(of_parts(sound, {main: Entry(b"", content, listed=b"word/other.xml")}))
    yield "twice", zipped([*of_parts(sound), Entry(main.encode(), content.replace(b"shall", b"may"))])
    yield "twice-in-case", zipped([*of_parts(sound), Entry(b"WORD/document.XML", content)])
    for size in (0, 1, 0xFFFFFFFE, 0xFFFFFFFF, random.randrange(2**32)):
        yield f"size-{size:x}", zipped(of_parts(sound, {main: Entry(b"", content, size=size)}))
        yield f"packed-size-{size:x}", zipped(of_parts(sound, {main: Entry(b"", content, packed_size=size)}))
    ten_gigabytes = b"\1\0\x10\0" + (10 * 2**30).to_bytes(8, "little") * 2
    large = Entry(b"", content, size=0xFFFFFFFF, packed_size=0xFFFFFFFF, extra=ten_gigabytes)
    yield "ten-gigabytes", zipped(of_parts(sound, {main: large}))
    yield "wrong-checksum", zipped(of_parts(sound, {main: Entry(b"", content, crc=random.randrange(2**32))}))
    for flags in (1, 0x40, 0x2000, 0x2041, 8, 0xFFFF):
        yield f"flags-{flags:x}", zipped(of_parts(sound, {main: Entry(b"", content, flags=flags)}))
    for method in (0, 1, 9, 12, 14, 93, 99):
        yield f"method-{method}", zipped(of_parts(sound, {main: Entry(b"", content, packed=content, method=method)}))
    yield "symlink", zipped(of_parts(sound, None, Entry(b"word/l", b"/etc/passwd", attributes=0o120777 << 16)))
    yield "garbage-packed", zipped(of_parts(sound, {main: Entry(b"", content, packed=random.randbytes(2_000))}))
    yield "program-before", zipped(of_parts(sound), before=b"MZ" + bytes(60))
    yield "page-after", zipped(of_parts(sound), after=b"<html><script>alert(1)</script>")
    yield "zip-after", zipped(of_parts(sound)) + zipped(of_parts(parts(said("Another."))))
    yield "comment-with-an-end", zipped(of_parts(sound), comment=b"PK\5\6" + bytes(18))
    yield "comment-of-64-kB", zipped(of_parts(sound), comment=b"x" * 65_535)
    yield "directory-elsewhere", zipped(of_parts(sound), directory_at=random.randrange(2**31))
    yield "count-0", zipped(of_parts(sound), count=0)
    yield "no-directory", zipped(of_parts(sound))[:-22]
    yield "no-entries", zipped([])


def _packages(random: Random) -> Iterator[tuple[str, bytes]]:
    yield "no-relationships", zipped(of_parts({k: v for k, v in parts().items() if k != "_rels/.rels"}))
    yield "no-main-part", zipped(of_parts({k: v for k, v in parts().items() if k != "word/document.xml"}))
    yield (
        "two-main-parts",
        word(more={"_rels/.rels": related(*(relation(f"r{n}", "officeDocument", f"word/{n}") for n in "ab"))}),
    )
    yield (
        "main-part-of-relationships",
        word(more={"_rels/.rels": related(relation("a", "officeDocument", "_rels/.rels"))}),
    )
    yield (
        "main-part-outside",
        word(more={"_rels/.rels": related(relation("a", "officeDocument", ELSEWHERE, outside=True))}),
    )
    yield "one-id-twice", word("", {}, relation("x", "styles", "a"), relation("x", "styles", "b"))
    yield "parts-missing", word("", {}, relation("x", "styles", "none.xml"))
    yield "climbing", word("", {}, relation("x", "styles", "../../../../etc/passwd"))
    yield "absolute", word("", {}, relation("x", "styles", "/etc/passwd"))
    yield "styles-that-are-the-body", word("", {}, relation("x", "styles", "document.xml"))
    yield (
        "notes-that-are-the-body",
        word('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>', {}, relation("x", "footnotes", "document.xml")),
    )
    yield (
        "header-that-is-the-body",
        word('<w:sectPr><w:headerReference r:id="x"/></w:sectPr>', {}, relation("x", "header", "document.xml")),
    )
    many = "".join(f'<w:sectPr><w:headerReference r:id="r{n}"/></w:sectPr>' for n in range(3_000))
    heads = [relation(f"r{n}", "header", "header.xml") for n in range(3_000)]
    yield "one-header-three-thousand-times", word(many, {"header": said("Head") * 300}, *heads)
    for kind in ("attachedTemplate", "image", "oleObject", "frame", "subDocument", "aFChunk", "hyperlink", "styles"):
        for target in (f"{ELSEWHERE}/x", r"\\elsewhere.example\share\x", "file:///etc/passwd", "data:text/html,x"):
            yield f"outside-{kind}-{len(target)}", word("", {}, relation("x", kind, target, outside=True))
    yield (
        "links-by-the-thousand",
        word("", {}, *(relation(f"l{n}", "hyperlink", ELSEWHERE, outside=True) for n in range(9_000))),
    )
    macros = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.randbytes(4_000)}
    yield (
        "macros",
        word(
            "",
            {},
            relation("x", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),
            more=macros,
        ),
    )
    yield (
        "ole",
        word(
            "<w:p><w:r><w:object><v:shape/></w:object></w:r></w:p>",
            {},
            relation("x", "oleObject", "o.bin"),
            more={"word/o.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999)},
        ),
    )
    chunk = {"word/a.html": b"<p>hidden"}
    yield "joined-in", word('<w:altChunk r:id="x"/>', {}, relation("x", "aFChunk", "a.html"), more=chunk)
    for name, encoded in (
        ("utf-7", b"<?xml version='1.0' encoding='utf-7'?>"),
        ("utf-16", "<a/>".encode("utf-16")),
        ("bad-utf-8", b"<w:document>\xff\xc0\x80"),
        ("surrogates", b"<a>\xed\xa0\x80</a>"),
        ("nul", b"<a>\0</a>"),
        ("empty", b""),
        ("doctype", b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"),
        ("html", b"<!DOCTYPE html><p>"),
        ("utf-32", "<a/>".encode("utf-32")),
    ):
        yield f"main-part-{name}", word(more={"word/document.xml": encoded})


def _bodies(random: Random) -> Iterator[tuple[str, bytes]]:
    for tag in ("p", "sdt", "ins", "tbl", "r", "hyperlink", "smartTag", "moveTo", "txbxContent"):
        depth = random.choice((250, 300, 5_000, 100_000))
        yield f"deep-{tag}", word(f"<w:{tag}>" * depth + f"</w:{tag}>" * depth)
        yield f"deep-within-reason-{tag}", word(f"<w:{tag}>" * 240 + f"</w:{tag}>" * 240)
    table = "<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80
    yield "tables-in-tables", word(table)
    boxes = "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>" * 35
    yield "boxes-in-boxes", word(boxes + "<w:p/>" + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>" * 35)
    yield "a-huge-attribute", word(f'<w:p w:rsidR="{"x" * 9_000_000}"/>')
    yield "a-huger-attribute", word(f'<w:p w:rsidR="{"x" * 12_000_000}"/>')
    yield "many-attributes", word("<w:p " + " ".join(f'w:a{n}="x"' for n in range(60_000)) + "/>")
    yield "many-namespaces", word("<w:p " + " ".join(f'xmlns:a{n}="urn:{n}"' for n in range(20_000)) + "/>")
    yield "a-long-word", word(said("x" * 3_000_000))
    yield (
        "style-cycle",
        word(
            '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr></w:p>',
            {
                "styles": "".join(
                    f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>'
                    for a, b in ("AB", "BC", "CA")
                )
            },
        ),
    )
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(20_000)
    )
    users = "".join(f'<w:p><w:pPr><w:pStyle w:val="s{n}"/></w:pPr></w:p>' for n in range(0, 20_000, 10))
    yield "style-chain", word(users, {"styles": chain})
    yield (
        "style-chain-backwards",
        word(
            users,
            {
                "styles": "".join(reversed(chain.split("</w:style>")[:-1]))
                .replace("<w:style ", "</w:style><w:style ")
                .removeprefix("</w:style>")
                + "</w:style>"
            },
        ),
    )
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    linked = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbered = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    yield "numbering-cycle", word(numbered.format(0) * 50, {"numbering": lists, "styles": linked})
    level = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{}"/><w:numFmt w:val="{}"/>'
        "<w:lvlText "
        'w:val="{}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    for shape in (
        "decimal",
        "lowerRoman",
        "lowerLetter",
        "ordinalText",
        "chineseCounting",
        "hebrew1",
        "chicago",
        "hex",
    ):
        for start in (-1, 0, 2_147_483_647, 999_999_999_999):
            yield (
                f"numbering-{shape}-{start}",
                word(numbered.format(0), {"numbering": level.format(start, shape, "%1.")}),
            )
    yield "numbering-text", word(numbered.format(0) * 99, {"numbering": level.format(1, "decimal", "%1" * 50_000)})
    yield "numbering-level", word(numbered.format(99_999_999), {"numbering": level.format(1, "decimal", "%9%0%%")})


def _changes(random: Random) -> Iterator[tuple[str, bytes]]:
    put = '<w:ins w:id="1" w:author="{}" w:date="{}"><w:r><w:t>x</w:t></w:r></w:ins>'
    yield "change-by-a-long-name", word(f"<w:p>{put.format('n' * 1_000_000, '')}</w:p>")
    for number, day in enumerate(
        ("9999-99-99T99:99:99Z", "0000-00-00", "x" * 99, "2031-03-01T00:00:00+99:99", "-1", "٢٠٣١")
    ):
        yield f"change-on-{number}", word(f"<w:p>{put.format('A', day)}</w:p>")
    authors = "".join(f"<w:p>{put.format(f'author {n}', '2031-03-01T00:00:00Z')}</w:p>" for n in range(5_000))
    yield "an-author-a-change", word(authors)
    start, end = '<w:{}RangeStart w:id="{}" w:name="{}"/>', '<w:{}RangeEnd w:id="{}"/>'
    crossed = "".join(
        (
            start.format("moveFrom", 1, "a"),
            "<w:moveFrom w:id='3'>",
            start.format("moveTo", 2, "a"),
            "<w:r><w:t>x</w:t></w:r></w:moveFrom>",
            end.format("moveFrom", 1),
            end.format("moveTo", 2),
        )
    )
    yield "moves-that-cross", word(f"<w:p>{crossed * 200}</w:p>")
    yield "moves-that-never-end", word(f"<w:p>{start.format('moveFrom', 7, 'm') * 20_000}</w:p>")
    yield "moves-that-only-end", word(f"<w:p>{end.format('moveTo', 7) * 20_000}</w:p>")
    yield "one-id-everywhere", word("<w:p>" + put.format("A", "") * 20_000 + "</w:p>")
    nested = '<w:ins w:id="1" w:author="A"><w:del w:id="1" w:author="B">' * 60 + "<w:r><w:delText>x</w:delText></w:r>"
    yield "changes-in-changes", word(f"<w:p>{nested}{'</w:del></w:ins>' * 60}</w:p>")
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    yield "fields-that-never-end", word(f"<w:p>{field.format('begin') * 100_000}</w:p>")
    yield "fields-in-fields", word(f"<w:p>{field.format('begin') * 20_000}{field.format('end') * 20_000}</w:p>")
    yield "fields-that-only-end", word(f"<w:p>{field.format('end') * 50_000}</w:p>" * 2)
    order = "".join(random.choice([field.format(kind) for kind in ("begin", "separate", "end")]) for _ in range(20_000))
    yield "fields-at-random", word(f"<w:p>{order}</w:p>")
    yield "deleted-marks", word('<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr></w:p>' * 100_000)


def _notes(random: Random) -> Iterator[tuple[str, bytes]]:
    note = '<w:footnote w:id="{0}"><w:p><w:r><w:t>n</w:t><w:footnoteReference w:id="{0}"/></w:r></w:p></w:footnote>'
    call = '<w:p><w:r><w:footnoteReference w:id="{}"/></w:r></w:p>'
    picked = "".join(call.format(random.randrange(50)) for _ in range(5_000))
    yield "notes-called-at-random", word(picked, {"footnotes": "".join(note.format(n) for n in range(50))})
    yield "notes-that-call-themselves", word(call.format(1), {"footnotes": note.format(1)})
    yield "a-note-called-often", word(call.format(1) * 30_000, {"footnotes": note.format(1)})
    yield "notes-that-are-not-there", word("".join(call.format(n) for n in range(20_000)), {"footnotes": ""})
    comment = '<w:comment w:id="{}" w:author="A"><w:p w14:paraId="{}"/></w:comment>'
    loop = "".join(f'<w15:commentEx w15:paraId="{n}" w15:paraIdParent="{(n + 1) % 500}"/>' for n in range(500))
    yield (
        "comments-that-answer-in-a-ring",
        word("", {"comments": "".join(comment.format(n, n) for n in range(500)), "commentsExtended": loop}),
    )
    yield (
        "comments-of-one-id",
        word('<w:p><w:commentRangeStart w:id="1"/></w:p>', {"comments": comment.format(1, 1) * 9_000}),
    )
    ends = '<w:commentRangeEnd w:id="{0}"/><w:commentRangeStart w:id="{0}"/>'
    yield (
        "comments-backwards",
        word(
            "<w:p>" + "".join(ends.format(n) for n in range(9_000)) + "</w:p>",
            {"comments": "".join(comment.format(n, n) for n in range(9_000))},
        ),
    )


def _large(random: Random) -> Iterator[tuple[str, bytes]]:
    cells = random.choice((900_000, 1_000_000))
    yield "a-million-paragraphs", word("<w:p/>" * cells)
    yield "two-million-paragraphs-and-more", word("<w:p/>" * 2_100_000)
    yield "a-table-of-a-million-cells", word(f"<w:tbl><w:tr>{'<w:tc/>' * cells}</w:tr></w:tbl>")
    yield "rows-by-the-hundred-thousand", word(f"<w:tbl>{'<w:tr><w:tc><w:p/></w:tc></w:tr>' * 300_000}</w:tbl>")
