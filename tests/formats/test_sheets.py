"""Workbooks that come back: cells that cover others."""

from __future__ import annotations

import io

import xlsxwriter

from travaux.formats import grids


def test_cells_of_a_sheet_that_cover_others() -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:B2", "whole", book.add_format({"bold": True}))
        sheet.write_string("C1", "beside")
        sheet.write_string("C3", "below")
    (grid,) = grids.grids(data.getvalue())
    (found,) = grids.parsed([], data.getvalue())
    assert grid == found
    assert [[each.text for each in line] for line in grid.rows] == [
        ["whole", "", "beside"],
        ["", ""],
        ["", "", "below"],
    ]
    assert [[each.below for each in line] for line in grid.rows[:2]] == [[False, False, False], [True, True]]
    assert [each.merged for each in grid.rows[0]] == [True, False, False]
