"""Word files written by hand: a body of XML in the smallest package that holds it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from travaux.formats.docx import read
from travaux.text.manuscripts import Manuscript

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:m="{OFFICE}/math" xmlns:r="{OFFICE}/relationships" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    ' xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid"'
    ' xmlns:w16cex="http://schemas.microsoft.com/office/word/2018/wordml/cex"'
    ' xmlns:w16du="http://schemas.microsoft.com/office/word/2023/wordml/word16du" xmlns:future="urn:future"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATIONS = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
MAIN = RELATIONS.format(
    f'<Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
)

ROOTS = {
    "header": "w:hdr",
    "footer": "w:ftr",
    "commentsExtended": "w15:commentsEx",
    "commentsIds": "w16cid:commentsIds",
    "commentsExtensible": "w16cex:commentsExtensible",
}

Build = Callable[..., bytes]
Open = Callable[..., Manuscript]


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def build(body: str, parts: Mapping[str, str] | None = None, extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """Returns a file with `body` as its body; `parts` are others by kind ("styles", "header"), `extra` by name."""
    related, written = "", {}
    for number, (kind, inner) in enumerate((parts or {}).items(), 1):
        tag = ROOTS.get(kind, f"w:{kind}")
        written[f"word/{kind}.xml"] = f"<{tag} {SPACES}>{inner}</{tag}>"
        related += f'<Relationship Id="p{number}" Type="{OFFICE}/relationships/{kind}" Target="{kind}.xml"/>'
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": MAIN,
            "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": RELATIONS.format(related),
            **written,
            **(extra or {}),
        }
    )


@pytest.fixture(name="build")
def _build() -> Build:
    return build


@pytest.fixture(name="pack")
def _pack() -> Callable[[Mapping[str, str | bytes]], bytes]:
    return packed


@pytest.fixture(name="word")
def _word() -> Open:
    """Reads a body of XML, with other parts as `build` takes them."""
    return lambda *arguments, **others: read(build(*arguments, **others))
