from __future__ import annotations

import codecs

import pytest

from travaux.errors import Malformed, Refused, Unreadable
from travaux.formats.plain import decode, read

TEXT = "Article 1\n\n\tThe Parties’ «régime» – 条約\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_every_character_is_kept_whatever_the_encoding(data: bytes) -> None:
    manuscript = read(data)
    assert manuscript.accepting("all").text == TEXT
    assert manuscript.notices == ()


def test_a_line_is_a_paragraph_and_offsets_are_those_of_the_file() -> None:
    draft = read(b"one\n\n  two \n").accepting("all")
    assert draft.text == "one\n\n  two \n"
    assert draft.text[5:11] == "  two "


def test_windows_1252_is_read_with_a_notice() -> None:
    found = decode("The\nParties’ “régime”".encode("cp1252"))
    assert found.text == "The\nParties’ “régime”"
    assert [(n.what, n.where) for n in found.notices] == [
        ("the text is not UTF-8 and was read as Windows-1252", "line 2")
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (("é" * 50).encode() + b"\xe9" + b" and on", "broken UTF-8 at byte 100"),
        (b"a\x81b\xe9", "byte 1 is not Windows-1252"),
        (b"\xff\xfea\xd8\x00\xd8x", "not UTF-16"),
        (codecs.BOM_UTF8 + b"\xff", "not UTF-8"),
    ],
)
def test_a_broken_encoding_is_refused_by_line(data: bytes, message: str) -> None:
    with pytest.raises(Malformed, match=message) as caught:
        decode(data)
    assert caught.value.where.startswith("line ")


def test_nul_bytes_are_never_text() -> None:
    with pytest.raises(Unreadable, match="NUL") as caught:
        decode(b"abc\0def")
    assert caught.value.where == "byte 3"


def test_a_carriage_return_among_line_feeds_stays() -> None:
    assert decode(b"one\rhidden\ntwo").text == "one\rhidden\ntwo"


def test_very_many_lines_are_refused() -> None:
    """Fifty megabytes of line breaks would take fifteen gigabytes."""
    with pytest.raises(Refused, match="more than 500,000 lines"):
        read(b"\n" * 500_000)
    assert len(read(b"\n" * 400_000).paragraphs) == 400_001
