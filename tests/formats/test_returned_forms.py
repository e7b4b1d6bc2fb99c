"""Forms for comments that came back damaged: 27 files, each in its own way; nothing that was written is lost."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from bench.breaking.hostile import forms as hostile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import PatternFill

from travaux.errors import Malformed, Refused, TravauxError
from travaux.formats import worker
from travaux.formats.grids import grids, read
from travaux.formats.press import write
from travaux.papers.comments import Reading, collected
from travaux.papers.comments_form import asked, form
from travaux.papers.comments_table import comments_paper
from travaux.papers.grid import Returned
from travaux.text.drafts import Draft

DRAFT = Draft(
    "Article 1\n1. The Parties shall cooperate in good faith.\n2. Each Party shall send a report to the depositary "
    "every year.\nArticle 2\n1. The Parties may meet at the request of either of them.\n(a) in the spring; and\n"
    "(b) in the autumn of the same year.\nArticle 3\n1. This Agreement enters into force on signature.",
    name="draft 4",
)
ROWS = asked(DRAFT)
FORM = {kind: write(form(DRAFT), kind) for kind in ("docx", "xlsx")}
PLACE = 4
"""The row that every delegation comments on: paragraph 1 of Article 2."""

Damage = Callable[[Any], None]


def said(name: str) -> dict[int, str]:
    """What a delegation writes into the last three cells of a row."""
    return {2: f"{name} comments here", 3: f"{name} would write may not meet", 4: f"{name} has a reason"}


# Word files: a document as python-docx has it, already filled in.


def rename(document: Any) -> None:
    for place, head in {2: "Remarks", 3: "Drafting suggestion", 4: "Rationale"}.items():
        document.tables[1].rows[0].cells[place].text = head


def renamed_unknown(document: Any) -> None:
    document.tables[1].rows[0].cells[4].text = "Xyzzy"


def reorder(document: Any) -> None:
    for row in document.tables[1]._tbl.tr_lst:
        first = row.tc_lst[2]
        row.tc_lst[4].addnext(first)


def no_heads(document: Any) -> None:
    document.tables[1]._tbl.remove(document.tables[1]._tbl.tr_lst[0])


def delete_column(document: Any) -> None:
    for row in document.tables[1]._tbl.tr_lst:
        row.remove(row.tc_lst[1])


def delete_numbers(document: Any) -> None:
    for row in document.tables[1]._tbl.tr_lst:
        row.remove(row.tc_lst[0])


def add_column(document: Any) -> None:
    for number, row in enumerate(document.tables[1]._tbl.tr_lst):
        cell = copy.deepcopy(row.tc_lst[4])
        for text in cell.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
            text.text = "Our priority" if not number else "very high, we add"
        row.append(cell)


def merge_cells(document: Any) -> None:
    row = document.tables[1].rows[PLACE + 1]
    row.cells[2].merge(row.cells[4])


def merge_down(document: Any) -> None:
    table = document.tables[1]
    table.cell(PLACE + 1, 0).merge(table.cell(PLACE + 2, 0))


def reorder_rows(document: Any) -> None:
    table = document.tables[1]._tbl
    row = table.tr_lst[PLACE + 1]
    table.tr_lst[0].addnext(row)


def delete_rows(document: Any) -> None:
    table = document.tables[1]._tbl
    for row in (table.tr_lst[1], table.tr_lst[3]):
        table.remove(row)


def split_row(document: Any) -> None:
    table = document.tables[1]
    row = table.rows[PLACE + 1]._tr
    row.addnext(copy.deepcopy(row))
    lower = table.rows[PLACE + 2]
    for place, words in {0: "", 1: "", 2: "and there is more", 3: "", 4: ""}.items():
        lower.cells[place].text = words


def edit_text(document: Any) -> None:
    document.tables[1].rows[PLACE + 1].cells[1].text = "The Parties shall meet at the request of either of them."


def edit_number(document: Any) -> None:
    document.tables[1].rows[PLACE + 1].cells[0].text = "2.1"


def unknown_row(document: Any) -> None:
    cells = document.tables[1].add_row().cells
    for place, words in {0: "Article 9", 1: "Nothing like it stands anywhere", 2: "We want a new article"}.items():
        cells[place].text = words


def tracked(document: Any) -> None:
    paragraph = document.tables[1].rows[PLACE + 1].cells[3].paragraphs[0]._p
    marks = f'{nsdecls("w")} w:id="1" w:author="X"'
    paragraph.append(parse_xml(f"<w:del {marks}><w:r><w:delText>taken out</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:ins {marks}><w:r><w:t>put in</w:t></w:r></w:ins>"))


def by_hand(document: Any) -> None:
    paragraph = document.tables[1].rows[PLACE + 1].cells[3].paragraphs[0]
    paragraph.add_run("taken out").font.strike = True
    paragraph.add_run("put in").font.highlight_color = 7


def nameless(document: Any) -> None:
    document.tables[0].rows[1].cells[0].text = ""


def name_beside(document: Any) -> None:
    name = document.tables[0].rows[1].cells[0].text
    document.tables[0].rows[1].cells[0].text = ""
    document.tables[0].rows[0].cells[1].text = name


def copied_row(document: Any) -> None:
    row = document.tables[1].rows[PLACE + 1]._tr
    row.addnext(copy.deepcopy(row))
    document.tables[1].rows[PLACE + 2].cells[2].text = "said a second time"


def nothing(document: Any) -> None:
    pass


def filled_word_file(name: str, damage: Damage) -> bytes:
    document = docx.Document(io.BytesIO(FORM["docx"]))
    document.tables[0].rows[1].cells[0].text = name
    for place, words in said(name).items():
        document.tables[1].rows[PLACE + 1].cells[place].text = words
    damage(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


# Workbooks: a book as openpyxl has it. The heads are in the second row of the last sheet but one.


def main_sheet(book: Any) -> Any:
    return next(sheet for sheet in book if sheet["A2"].value == "Clause")


def sheet_rename(book: Any) -> None:
    main_sheet(book)["C2"] = "Observations"


def sheet_merge(book: Any) -> None:
    main_sheet(book).merge_cells(start_row=PLACE + 3, end_row=PLACE + 3, start_column=3, end_column=4)


def sheet_delete_column(book: Any) -> None:
    main_sheet(book).delete_cols(2)


def sheet_strike(book: Any) -> None:
    rich = CellRichText("stays ", TextBlock(InlineFont(strike=True), "taken out"))
    main_sheet(book).cell(PLACE + 3, 4).value = rich


def sheet_yellow(book: Any) -> None:
    main_sheet(book).cell(PLACE + 3, 4).fill = PatternFill("solid", fgColor="FFFFFF00")


def filled_workbook(name: str, damage: Damage) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(FORM["xlsx"]), rich_text=True)
    who = next(sheet for sheet in book if sheet["A2"].value == "Delegation")
    who["A3"] = name
    for place, words in said(name).items():
        main_sheet(book).cell(PLACE + 3, place + 1).value = words
    damage(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


WORD_FILES: Sequence[tuple[Damage, str]] = [
    (nothing, ""), (rename, "a column was renamed: “Remarks” was read as “Comment”"),
    (renamed_unknown, "a column was added: “Xyzzy”"), (reorder, "the columns stand in another order"),
    (no_heads, "the row of heads is gone"), (delete_column, "the column “Text” was taken out"),
    (delete_numbers, "the column “Clause” was taken out"), (add_column, "a column was added: “Our priority”"),
    (merge_cells, "cells were merged"), (merge_down, "cells were merged"),
    (reorder_rows, "the rows stand in another order"), (delete_rows, "two rows taken out"),
    (split_row, "was divided"), (edit_text, "was changed to “The Parties shall meet"),
    (edit_number, "was changed to “2.1”"), (unknown_row, ""), (tracked, "tracked changes in row 5"),
    (by_hand, "yellow and strike-through in row 5"), (nameless, "names no delegation"), (name_beside, ""),
    (copied_row, "has more than one row"),
]  # fmt: skip
WORKBOOKS: Sequence[tuple[Damage, str]] = [
    (nothing, ""), (sheet_rename, "“Observations” was read as “Comment”"),
    (sheet_delete_column, "the column “Text” was taken out"), (sheet_strike, "yellow and strike-through in row 5"),
    (sheet_yellow, "yellow and strike-through in row 5"),
]  # fmt: skip
UNPLACED = {"unknown_row"}
LOST_IN_MERGE = {"sheet_merge"}


@pytest.fixture(scope="module")
def files() -> dict[str, tuple[str, bytes, str]]:
    """27 files by name: whose they are, what they hold, what is to be said of them."""
    found = {}
    for damage, told in WORD_FILES:
        name = f"Delegation {damage.__name__}"
        found[f"{damage.__name__}.docx"] = (name, filled_word_file(name, damage), told)
    for damage, told in WORKBOOKS:
        name = f"Delegation {damage.__name__} in a sheet"
        found[f"{damage.__name__}.xlsx"] = (name, filled_workbook(name, damage), told)
    found["broken.docx"] = ("", FORM["docx"][:-500], "could not be read")
    assert len(found) == 27
    return found


@pytest.fixture(scope="module")
def reading(files: dict[str, tuple[str, bytes, str]]) -> Reading:
    return collected([returned(name, data) for name, (_, data, _) in files.items()])


def returned(name: str, data: bytes) -> Returned:
    try:
        return Returned(name, grids(data))
    except TravauxError as fault:
        return Returned(name, unread=str(fault))


def test_the_rows_are_those_that_most_files_have(reading: Reading) -> None:
    assert [(row.label, row.text) for row in ROWS] == [(row.label, row.text) for row in reading.rows]


def test_every_comment_is_there_with_its_file_and_delegation(
    files: dict[str, tuple[str, bytes, str]], reading: Reading
) -> None:
    for name, (delegation, _, _) in files.items():
        if not delegation:
            continue
        mine = [comment for comment in reading.comments if comment.file == name]
        words = "\n".join(cell.text for comment in mine for _, cell in comment.cells)
        for part in said(delegation).values():
            if part != f"{delegation} would write may not meet" or "strike" not in name:
                assert part in words, name
        named = f"unnamed, in {name}" if name == "nameless.docx" else delegation
        assert {named} == {comment.delegation for comment in mine}, name
        main = [comment for comment in mine if any("comments here" in cell.text for _, cell in comment.cells)]
        assert [comment.place for comment in main][:1] == [PLACE], name


def test_what_was_done_to_a_form_is_said(files: dict[str, tuple[str, bytes, str]], reading: Reading) -> None:
    for name, (_, _, told) in files.items():
        mine = [damage.what for damage in reading.damage if damage.file == name]
        if told:
            assert any(told in what for what in mine), (name, mine)
        elif name != "unknown_row.docx":
            assert mine == [], name


def test_what_cannot_be_placed_stands_at_the_end(reading: Reading) -> None:
    loose = [comment for comment in reading.comments if comment.place < 0]
    assert [comment.file for comment in loose] == ["unknown_row.docx"]
    paper = comments_paper(reading)
    text = "\n".join(paper.words())
    assert "We want a new article" in text
    assert "and there is more" in text
    assert "very high, we add" in text


def test_additions_and_deletions_are_kept_as_such(reading: Reading) -> None:
    fates = {
        (comment.file, fate): words
        for comment in reading.comments
        for _, cell in comment.cells
        for words, fate in cell.pieces
        if fate != "plain"
    }
    assert fates["tracked.docx", "deleted"] == fates["by_hand.docx", "deleted"] == "taken out"
    assert fates["tracked.docx", "inserted"] == fates["by_hand.docx", "inserted"] == "put in"
    assert fates["sheet_strike.xlsx", "deleted"] == "taken out"
    assert fates["sheet_yellow.xlsx", "inserted"].endswith("may not meet")


@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv", "html", "md", "txt"])
def test_the_table_is_written_in_every_format(reading: Reading, kind: str) -> None:
    data = write(comments_paper(reading), kind)
    assert data == write(comments_paper(reading), kind)
    assert len(data) > 2_000


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_an_empty_form_has_no_comments_and_no_damage(kind: str) -> None:
    reading = collected([returned(f"form.{kind}", FORM[kind])])
    assert reading.comments == []
    assert [damage.what for damage in reading.damage] == ["names no delegation"]
    assert [(row.label, row.text) for row in ROWS] == [(row.label, row.text) for row in reading.rows]


def test_a_file_that_came_back_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    """Whoever sent it is a stranger: what would exhaust this process ends that one, and is told."""
    path = tmp_path / "form.docx"
    path.write_bytes(FORM["docx"])
    assert read(path) == grids(FORM["docx"])
    path.write_bytes(b"PK\3\4")
    with pytest.raises(Malformed, match="the zip is broken"):
        read(path)
    rows = Workbook()
    for number in range(20_000):
        rows.active.append([f"row {number}"])
    rows.save(path)
    with worker.limited(seconds=60, megabytes=20), pytest.raises(Refused, match="memory"):
        read(path)


@pytest.mark.parametrize("ref", ["B2:A1", "A2:B1", "B1:A2", "A1", "A1:A50001", "A1:ZZZ9999999"])
def test_a_merge_that_covers_nothing_is_passed_over(ref: str) -> None:
    book = Workbook()
    book.active.append(["Clause", "Comment"])
    data = io.BytesIO()
    book.save(data)
    merged = f'</sheetData><mergeCells><mergeCell ref="{ref}"/></mergeCells>'.encode()
    changed = io.BytesIO()
    with zipfile.ZipFile(data) as archive, zipfile.ZipFile(changed, "w") as other:
        for name in archive.namelist():
            other.writestr(name, archive.read(name).replace(b"</sheetData>", merged))
    (grid,) = grids(changed.getvalue())
    assert [cell.text for cell in grid.rows[0]] == ["Clause", "Comment"]


def test_a_sheet_that_is_listed_often_is_read_once() -> None:
    sheet = hostile.workbook('<row><c r="A1"><v>7</v></c></row>', sheets=5_000)
    assert [[cell.text for cell in grid.rows[0]] for grid in grids(sheet)] == [["7"]]
