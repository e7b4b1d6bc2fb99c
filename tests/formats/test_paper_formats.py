"""Each format of a paper: what it looks like, what it refuses, and what it does with what it cannot hold."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

import icalendar
import openpyxl
import pytest
from lxml import etree

from travaux.errors import Malformed
from travaux.formats import ics, paper_csv, paper_text, press, svg, xlsx
from travaux.formats.html import paper as html
from travaux.formats.markdown import paper as markdown
from travaux.formats.palette import PARTIES, TONES
from travaux.formats.pdf import paper as pdf
from travaux.papers.calendar import Calendar, Occasion
from travaux.papers.characters import settled, settled_text
from travaux.papers.paper import Chart, Column, Drawn, Heading, Paper, Paragraph, Row, Run, Table, cell, plain, tabled
from travaux.papers.writers import writers

A, B = writers(["Aldania", "Boria"]).values()
CHANGED = Paragraph(
    (
        Run("Each Party publishes"), Run(" a yearly", "deleted", A, change=1), Run(" an", "inserted", B, "2031-03-28"),
        Run(" account of {++aid++}.", note=1),
    ), "clause", "14",
)  # fmt: skip
MATRIX = Table(
    "Positions",
    (Column("Clause", head=True), Column("Boria", by=B)),
    (Row((cell("14 Audit"), cell("objected", "red"))),),
)
PAPER = Paper(
    kind="Redline", title="The Velm Valley Plan", summary="One clause changed.", facts=(("Draft", "5"),),
    blocks=(Heading("Recovery", 1, "Part 2"), CHANGED, MATRIX), notes=(plain("Aldania reserves."),),
    remarks=("Oral positions are not in it.",),
)  # fmt: skip
TEXT = """\
Redline
The Velm Valley Plan
════════════════════

One clause changed.

Draft  5

Part 2 Recovery
━━━━━━━━━━━━━━━

14  Each Party publishes{-- a yearly-- Aldania}{++ an++ Boria} account of
    {{++aid++}}.¹

Positions

Clause    Boria
────────  ────────
14 Audit  objected

────────────────────
¹   Aldania reserves.

Oral positions are not in it.
"""
MARKDOWN = """\
Redline

# The Velm Valley Plan

One clause changed.

- **Draft** 5

## Part 2 Recovery

14 Each Party publishes{-- a yearly--}{>>Aldania<<}{++ an++}{>>Boria, 2031-03-28<<} account of &#123;++aid++&#125;.[^1]

**Positions**

| Clause | Boria |
| --- | --- |
| 14 Audit | objected |

[^1]: Aldania reserves.

Oral positions are not in it.
"""


def alone(words: str) -> Paper:
    return Paper(kind="Paper", title="Title", summary="", blocks=(tabled("T", ("A",), [(words,)]),))


def test_plain_text_reads_as_it_should() -> None:
    assert paper_text.write(PAPER).decode() == TEXT


def test_markdown_reads_as_it_should() -> None:
    assert markdown.write(PAPER).decode() == MARKDOWN


def test_no_line_is_wider_than_asked_for() -> None:
    table = Table(
        "", tuple(Column(f"Column {n}") for n in range(9)), (Row(tuple(cell("word " * 9) for _ in range(9))),)
    )
    wide = Paper(kind="k", title="t", summary="s " * 90, blocks=(table, plain("long " * 90, "clause", label="14.2")))
    for width in (40, 60, 80):
        assert max(map(len, paper_text.write(wide, width).decode().splitlines())) <= width


def test_a_table_too_wide_is_handed_out_row_by_row() -> None:
    table = tabled("T", [f"Column {n}" for n in range(9)], [[f"cell {n}" for n in range(9)]])
    text = paper_text.write(Paper(kind="k", title="t", summary="", blocks=(table,)), 60).decode()
    assert "Column 3\n    cell 3\nColumn 4\n    cell 4" in text


def test_cells_from_right_to_left_keep_the_order_of_columns() -> None:
    text = paper_text.write(Paper(kind="k", title="t", summary="", blocks=(tabled("", "AB", [("تحفظ", "قبول")]),)))
    assert "\u2068تحفظ\u2069  \u2068قبول\u2069" in text.decode()


def test_a_party_cannot_write_a_change_by_its_signs() -> None:
    forged = Paper(kind="k", title="t", summary="", blocks=(plain("{++agreed++ Boria}"), plain("{--no--}")))
    assert "{{++agreed++ Boria}" in paper_text.write(forged).decode()
    assert "{{--no--}}" in paper_text.write(forged).decode()
    assert "{++" not in markdown.write(forged).decode()


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@A1", "\t=1", "＝1", "'x", "http://a.b", "1e9", "01/02/2031", "TRUE"]
)
def test_every_cell_of_a_sheet_is_text(words: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.write(alone(words))))["T"]
    assert (sheet["A3"].data_type, sheet["A3"].value, sheet["A3"].hyperlink) == ("s", words, None)


@pytest.mark.parametrize("words", ["<r><t>x</t></r>", "_x0041_", "_x005F_", "<r>", "&lt;", "]]>"])
def test_what_the_library_reads_as_its_own_stays_words(words: str) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx.write(alone(words)))) as package:
        strings = etree.fromstring(package.read("xl/sharedStrings.xml"))
    pieces = [["".join(t.text or "") for t in item.iter("{*}t")] for item in strings]
    assert words in ["".join(each) for each in pieces]
    assert not any(re.search("_x[0-9A-Fa-f]{4}_", piece) for each in pieces for piece in each)


def test_a_cell_too_long_for_a_sheet_goes_on_below() -> None:
    words = "\U0001f4a5" * 40_000
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.write(alone(words))))["T"]
    found = [row[0].value for row in sheet.iter_rows(min_row=3)]
    assert words == "".join(found)
    assert all(len(each.encode("utf-16-le")) // 2 <= 32_767 for each in found)


def test_a_sheet_keeps_its_heads_in_sight_and_strikes_what_is_taken_out() -> None:
    table = Table("T", (Column("A", head=True), Column("B")), (Row((cell("1"), paper_cell(CHANGED))),))
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx.write(Paper(kind="k", title="t", summary="", blocks=(table,)))), rich_text=True
    )
    assert book["T"].freeze_panes == "B3"
    rich = {str(part): part.font for part in book["T"]["B3"].value if hasattr(part, "font")}
    assert rich[" a yearly"].strike
    assert rich[" an"].u == "double"


def paper_cell(paragraph: Paragraph):  # type: ignore[no-untyped-def]
    from travaux.papers.paper import Cell

    return Cell((paragraph,))


def test_names_of_sheets_are_those_that_excel_takes() -> None:
    names = ["History", "a/b:c*?[x]", "Positions of each party on the wording", "a" * 40, "'q'", "", "t", "T"]
    paper = Paper(kind="T", title="t", summary="", blocks=tuple(tabled(name, ("A",), [("x",)]) for name in names))
    found = openpyxl.load_workbook(io.BytesIO(xlsx.write(paper))).sheetnames
    assert len({name.lower() for name in found}) == len(found)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\']", name) and name != "History" for name in found)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "svg"])
def test_a_format_that_cannot_hold_a_paper_says_so(kind: str) -> None:
    with pytest.raises(Malformed, match="this finding has no"):
        press.write(Paper(kind="finding", title="t", summary="s"), kind)


def test_csv_is_one_table_by_its_key() -> None:
    paper = Paper(kind="k", title="t", summary="", blocks=(MATRIX, tabled("", ("X",), [("=1",)], key="open")))
    assert paper_csv.write(paper).decode("utf-8-sig") == "Clause,Boria\r\n14 Audit,objected\r\n"
    assert paper_csv.write(paper, "open").decode("utf-8-sig") == "X\r\n'=1\r\n"


def test_a_page_holds_its_policy_and_dates_of_changes() -> None:
    page = html.write(PAPER).decode()
    assert "default-src 'none'" in page
    assert '<ins class="p1" datetime="2031-03-28" data-party="Boria">' in page


def test_a_date_that_is_none_is_in_no_attribute() -> None:
    page = html.write(Paper(kind="k", title="t", summary="", blocks=(Paragraph((Run("x", "inserted", at='"><b>'),)),)))
    assert b"datetime" not in page
    assert b'"><b>' not in page


def test_the_palette_of_print_is_that_of_the_pages() -> None:
    css = (Path(html.__file__).parent / "sheets" / "ground.css").read_text(encoding="utf-8")
    for name, (light, dark) in PARTIES.items():
        if name != "px":
            assert f"--{name}: light-dark({light}, {dark});" in css
    variables = {"green": "yes", "yellow": "wait", "blue": "new", "red": "no", "grey": "quiet", "white": "edge"}
    for tone, name in variables.items():
        assert f"--{name}: light-dark({TONES[tone][0]}, {TONES[tone][1]});" in css  # type: ignore[index]


def test_a_pdf_says_which_characters_it_has_no_glyph_for() -> None:
    found = pdf.printed(alone("中文 and 中"))
    assert [notice.what for notice in found.notices] == [
        "No font at hand has these characters: U+4E2D, U+6587; each was printed as \ufffd"
    ]
    assert pdf.printed(alone("Γ Ж שלום المادة ✓ �")).notices == ()


def test_a_pdf_is_set_in_fonts_that_are_given(tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="there is no font in this folder"):
        pdf.printed(PAPER, [str(tmp_path)])
    (tmp_path / "bad.ttf").write_bytes(b"no font")
    with pytest.raises(Malformed, match="this font cannot be read"):
        pdf.printed(PAPER, [str(tmp_path)])


def test_a_pdf_without_its_extra_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Malformed, match=r"pip install 'travaux\[pdf\]'"):
        pdf.write(PAPER)


def test_a_pdf_is_tagged_and_names_no_date() -> None:
    data = pdf.write(PAPER)
    assert b"/MarkInfo" in data
    assert b"/StructTreeRoot" in data
    assert b"pdfuaid" in data
    assert b"CreationDate" not in data


def test_a_mark_that_no_font_sets_on_a_letter_is_told() -> None:
    found = pdf.printed(Paper(kind="k", title="t", summary="A\u1dcdB"))
    assert [notice.what for notice in found.notices] == [
        "No font at hand has this character: U+1DCD; it was printed as \ufffd"
    ]


@pytest.mark.parametrize("name", ["@SUM(A1:A9)\u200d", "A\u200dB", "9\u200c", "x\u200c\u200d y", "می\u200cخواهم"])
def test_a_picture_in_a_pdf_may_have_joiners_that_join_nothing(name: str) -> None:
    chart = Chart("C", (name,), ((0.5, "May"),), (Drawn(0, 0.4, 0.6, "line", name, "due", 7, A),), MATRIX)
    found = pdf.printed(Paper(kind="k", title="t", summary="s", blocks=(chart,)))
    assert (found.data[:5], found.notices) == (b"%PDF-", ())


def test_a_picture_says_in_full_what_it_shortens() -> None:
    long = "a deadline with a very long name " * 6
    chart = Chart("C", ("lane",), ((0.5, "May"),), (Drawn(0, 0.4, 0.6, "line", long, "due", 7, A),), MATRIX)
    drawing = etree.fromstring(svg.write(Paper(kind="k", title="t", summary="s", blocks=(chart,))))
    told = ["".join(each.itertext()) for each in drawing.iter("{*}title")]
    assert any(settled_text(long) in each and "Aldania" in each and "entry 7" in each for each in told)
    assert any("…" in (each.text or "") for each in drawing.iter("{*}text"))


def occasion(**given: object) -> Occasion:
    made = {
        "uid": "deadline-5@example.org", "sort": "deadline", "title": "Due; from Boria, soon", "description": "a\nb",
        "edtf": "2031-04", "words": "in April", "start": "2031-04-01", "end": "2031-04-30", "entry": 5, **given,
    }  # fmt: skip
    return Occasion(**made)  # type: ignore[arg-type]


def read_back(*occasions: Occasion) -> list[icalendar.Component]:
    data = ics.write(Calendar(title="Velm", origin="example.org", occasions=occasions))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return icalendar.Calendar.from_ical(data).subcomponents


def test_an_imprecise_date_takes_every_day_that_it_may_mean() -> None:
    (event,) = read_back(occasion())
    assert [str(event.decoded(name)) for name in ("dtstart", "dtend")] == ["2031-04-01", "2031-05-01"]
    assert (event["X-TRAVAUX-EDTF"], event["X-TRAVAUX-WORDS"], event["TRANSP"]) == (
        "2031-04",
        "in April",
        "TRANSPARENT",
    )
    assert event["SUMMARY"] == "Due; from Boria, soon"


def test_a_moment_is_that_moment_and_a_floating_one_floats() -> None:
    at = {"start": "2031-04-04T18:00:00", "end": "2031-04-04T18:00:00", "edtf": "2031-04-04T18:00:00"}
    stated, floating = read_back(occasion(**at, zone="+02:00"), occasion(**at, uid="b"))
    assert stated.decoded("dtstart").isoformat() == "2031-04-04T16:00:00+00:00"
    assert floating.decoded("dtstart").isoformat() == "2031-04-04T18:00:00"


def test_a_date_open_at_one_side_stands_on_the_other_and_one_open_at_both_on_none() -> None:
    until, never = read_back(occasion(start=""), occasion(start="", end="", uid="b"))
    assert (until.name, str(until.decoded("dtstart"))) == ("VEVENT", "2031-04-30")
    assert (never.name, "DTSTART" in never) == ("VJOURNAL", False)


def test_hostile_words_end_no_line_of_a_calendar() -> None:
    (event,) = read_back(occasion(title="x\r\nEND:VEVENT\r\nBEGIN:VALARM\0", place="a\nATTACH:http://a.b"))
    assert event["SUMMARY"] == "x\nEND:VEVENT\nBEGIN:VALARM\ufffd"
    assert event.subcomponents == []
    assert "ATTACH" not in event


def test_a_calendar_gives_the_same_bytes() -> None:
    made = Calendar(title="Velm", origin="x", occasions=(occasion(), occasion(uid="b")))
    assert ics.write(made) == ics.write(made)


def test_settled_papers_are_not_made_again() -> None:
    assert settled(PAPER) is PAPER
