"""A paper as a Word file: valid, the same bytes each time, accessible, its words in order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import docx
import docx_scalpel
import pytest

from travaux.formats.docx import read
from travaux.formats.docx.paper import write
from travaux.papers.paper import (
    Cell,
    Chart,
    Column,
    Heading,
    Paper,
    Paragraph,
    Row,
    Run,
    Sign,
    Table,
    cell,
    plain,
    tabled,
)
from travaux.papers.writers import writers

WHO = writers(["Aldania", "Boria"])
A, B = WHO["Aldania"], WHO["Boria"]
HOSTILE = "=SUM(A1) <w:p/> & ]]> \u202e\x01 {=html} #let x"
PAPER = Paper(
    kind="agreement matrix",
    title="Where & how <we> stand",
    summary="Forty clauses are agreed.",
    facts=(("draft", "Draft 3"), ("counted", HOSTILE)),
    blocks=(
        Heading("Part one", 1, "I", "one"),
        Paragraph(
            (Run("The Parties "), Run("[", "bracket"), Run("shall"), Run(": A", "attribution"), Run("]", "bracket"),
             Run(" act", note=1), Run(" again", note=1)),
            "clause", "4.2", 1, "4.2",
        ),
        Paragraph((Run("تلتزم الأطراف بالتعاون"),), "clause", "1", language="ar"),
        Table(
            "Matrix",
            (Column("Clause", head=True), Column("Aldania", 2, by=A), Column("Count", numbers=True)),
            tuple(
                Row((cell(f"4.{n}"), Cell((Paragraph((Run("shall", "deleted", by=B, outer="inserted", outer_by=A),)),),
                     "red"), cell(str(n), "green")), key=f"4.{n}")
                for n in range(3)
            ),
            "matrix",
            wide=True,
        ),
        Table("Another", (Column("x"),), (Row((cell("y"),), key="4.1"),)),
        plain("After the tables."),
        Chart("Timeline", (), (), (), tabled("Twin", ["when", "what"], [["1 May", "signed"]])),
    ),
    legend=(Sign("agreed", "all accept", "green"), Sign("gone", "taken out", look="deleted", by=B)),
    notes=(plain("A reservation by Boria."), plain("To which nothing leads.")),
    remarks=("It cannot show who spoke.",),
    language="en-GB",
)  # fmt: skip


@pytest.fixture(scope="module")
def data() -> bytes:
    return write(PAPER)


def body(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def test_the_same_bytes_each_time(data: bytes) -> None:
    assert data == write(PAPER)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_schema_of_the_open_xml_sdk_holds(data: bytes) -> None:
    found = docx_scalpel.verify_deliverable(data).findings
    docx_scalpel.shutdown_host()
    assert [finding.message for finding in found] == []


def words_of(data: bytes) -> Iterator[str]:
    """The words of a file without the raised letters and the numbers of notes."""
    document = docx.Document(io.BytesIO(data))
    for paragraph in document.element.body.iter("{*}p"):
        runs = [run for run in paragraph.iter("{*}r") if "PartyLetter" not in (style(run) or "")]
        yield "".join(text(run) for run in runs if style(run) != "FootnoteReference")


def style(run: object) -> str | None:
    found = run.find("{*}rPr/{*}rStyle")  # type: ignore[attr-defined]
    return None if found is None else str(found.values()[0])


def text(run: object) -> str:
    signs = {"tab": "\t", "br": "\n"}
    return "".join(signs.get(str(child.tag).rpartition("}")[2], child.text or "") for child in run)  # type: ignore[attr-defined]


def test_its_words_stand_in_their_order(data: bytes) -> None:
    found = " ".join(" ".join(words_of(data)).split())
    place = 0
    for words in PAPER.words():
        if words == "A reservation by Boria.":
            continue
        wanted = " ".join(words.replace("\x01", "\ufffd").split())
        assert wanted in found[place:], (words, found[place : place + 80])
        place = found.index(wanted, place)


def test_notes_are_footnotes_each_tied_once(data: bytes) -> None:
    assert len(re.findall("<w:footnoteReference ", body(data))) == 1
    notes = [p for p in read(data).paragraphs if p.stream.startswith("footnote")]
    assert ["".join(s.text for s in p.segments).strip() for p in notes] == ["A reservation by Boria."]
    assert "To which nothing leads." in read(data).accepting("all").text


def test_tables_have_heads_that_repeat_and_pages_turn(data: bytes) -> None:
    written = body(data)
    assert written.count("<w:tblHeader/>") == written.count("<w:tbl>") == 3
    assert re.findall('w:orient="landscape"', written) == ['w:orient="landscape"']
    assert '<w:tblCaption w:val="Matrix"/>' in written
    names = re.findall('<w:bookmarkStart [^>]*w:name="([^"]+)"', written)
    assert len(names) == len(set(names))
    assert {"at_4_1", "at_4_1_2"} <= set(names)


def test_title_language_and_direction_are_told(data: bytes) -> None:
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.language) == (PAPER.title, "en-GB")
    assert read(data).language == "en-GB"
    assert re.search("<w:bidi/>.*?<w:rtl/>", body(data), re.DOTALL)
