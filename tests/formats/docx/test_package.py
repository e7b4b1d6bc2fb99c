"""Packages that lie, that bomb, or that two programs would read as two texts: refused, and the place is named."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable

import pytest

from travaux.errors import Malformed, Refused, Unreadable
from travaux.formats.docx import package, read

Build = Callable[..., bytes]
BODY = "<w:p><w:r><w:t>Text</w:t></w:r></w:p>"


def with_entry(data: bytes, name: str, part: bytes = b"x", *, attributes: int = 0, method: int = 8) -> bytes:
    changed = io.BytesIO(data)
    with warnings.catch_warnings(), zipfile.ZipFile(changed, "a") as archive:
        warnings.simplefilter("ignore")
        entry = zipfile.ZipInfo(name)
        entry.external_attr, entry.compress_type = attributes, method
        archive.writestr(entry, part)
    return changed.getvalue()


def test_a_sound_file_is_read(build: Build) -> None:
    assert read(build(BODY)).accepting("all").text == "Text"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("word/document.xml", "two parts have this name"),
        ("Word/DOCUMENT.xml", "two parts have this name"),
        ("word/%64ocument.xml", "two parts have this name"),
        ("../evil.xml", "a name leads out of the file"),
        ("word/%2e%2e/evil.xml", "a name leads out of the file"),
        ("/etc/passwd", "a name leads out of the file"),
        ("word\\evil.xml", "a name holds a sign"),
        ("C:evil.xml", "a name holds a sign"),
    ],
)
def test_names_that_lie(build: Build, name: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read(with_entry(build(BODY), name))


def test_symbolic_links(build: Build) -> None:
    with pytest.raises(Refused, match="a symbolic link"):
        read(with_entry(build(BODY), "word/link.xml", attributes=0o120777 << 16))


def test_other_ways_of_packing(build: Build) -> None:
    with pytest.raises(Refused, match="packed in a way"):
        read(with_entry(build(BODY), "word/x.xml", method=zipfile.ZIP_BZIP2))


def test_data_before_the_zip(build: Build) -> None:
    with pytest.raises(Unreadable, match="data before it"):
        read(b"MZ" + build(BODY))
    with pytest.raises(Refused, match=r"data stands before|overlaps|more than one"):
        read(build(BODY) + build(BODY))


def test_encrypted_entries(build: Build) -> None:
    data = bytearray(build(BODY))
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    with pytest.raises(Refused, match="encrypted"):
        read(bytes(data))


def test_a_password_or_an_old_file() -> None:
    with pytest.raises(Unreadable, match="encrypted, or a Word file from before 2007"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_overlapping_entries(build: Build) -> None:
    data = bytearray(build(BODY))
    first = data.index(b"PK\x01\x02")
    size = struct.unpack_from("<L", data, first + 20)[0]
    struct.pack_into("<L", data, first + 20, size + 200)
    with pytest.raises(Refused, match="overlaps"):
        read(bytes(data))


def test_a_wrong_checksum(build: Build) -> None:
    data = bytearray(build("<w:p/>", extra={}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        entry = archive.getinfo("word/document.xml")
    directory = data.index(b"PK\x01\x02" + bytes([data[data.index(b"PK\x01\x02") + 4]]))
    place = data.index(b"word/document.xml", directory) - 46
    assert struct.unpack_from("<L", data, place + 16)[0] == entry.CRC
    struct.pack_into("<L", data, place + 16, entry.CRC ^ 1)
    with pytest.raises(Malformed, match=r"word/document\.xml: cannot be unpacked: Bad CRC-32"):
        read(bytes(data))


def test_bombs(build: Build) -> None:
    with pytest.raises(Refused, match="200 times its size"):
        read(build(BODY + " " * 3_000_000))


def test_too_much_to_unpack(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_WHOLE", 2_000)
    with pytest.raises(Refused, match="unpacks to more than is safe"):
        read(build(BODY * 100))


def test_too_many_entries_and_too_large_a_file(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_ENTRIES", 3)
    with pytest.raises(Refused, match="more than 3 entries"):
        read(build(BODY))
    monkeypatch.setattr(package, "LARGEST_FILE", 100)
    with pytest.raises(Refused, match="larger than"):
        read(build(BODY))


def test_a_broken_zip(build: Build) -> None:
    with pytest.raises(Malformed, match="the zip is broken"):
        read(build(BODY)[:-30])
    with pytest.raises(Unreadable, match="not a zip"):
        read(b"Dear all,")


def relations(*targets: str) -> dict[str, str]:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    inner = "".join(f'<Relationship Id="r{n}" Type="{office}" Target="{target}"/>' for n, target in enumerate(targets))
    package_ = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {"_rels/.rels": f'<Relationships xmlns="{package_}">{inner}</Relationships>'}


def test_the_main_part_may_have_any_name_and_must_be_one(build: Build) -> None:
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    other = f"<w:document {word}><w:body><w:p><w:r><w:t>Other</w:t></w:r></w:p></w:body></w:document>"
    renamed = build(BODY, extra={**relations("/main/text.xml"), "main/text.xml": other})
    assert read(renamed).accepting("all").text == "Other"
    with pytest.raises(Refused, match="2 main parts"):
        read(build(BODY, extra={**relations("word/document.xml", "main/text.xml"), "main/text.xml": other}))
    with pytest.raises(Unreadable, match="no main part"):
        read(build(BODY, extra=relations()))


def test_relationships_that_lead_out_or_nowhere(build: Build) -> None:
    with pytest.raises(Refused, match="leads out of the file"):
        read(build(BODY, extra=relations("../../etc/passwd")))
    with pytest.raises(Malformed, match=r"word/none\.xml: the file speaks of this part"):
        read(build(BODY, extra=relations("word/none.xml")))


def test_other_office_files(build: Build) -> None:
    with pytest.raises(Unreadable, match=r"word/document\.xml: line 1: not a Word file"):
        read(build(BODY, extra={"word/document.xml": "<workbook/>"}))


def test_broken_xml_is_placed(build: Build) -> None:
    with pytest.raises(Malformed, match=r"word/document\.xml: line 3: the XML is not well formed"):
        read(build("<w:p>\n\n</w:q>"))


def test_a_doctype_is_refused(build: Build) -> None:
    entity = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>'
    with pytest.raises(Refused, match="DOCTYPE"):
        read(build(BODY, extra={"word/document.xml": entity}))


def test_deep_nesting(build: Build) -> None:
    depth = 300
    with pytest.raises(Refused, match=r"256|depth|deep"):
        read(build("<w:sdt><w:sdtContent>" * depth + "</w:sdtContent></w:sdt>" * depth))
