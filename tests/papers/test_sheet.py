"""A draft's lines as people see them."""

from __future__ import annotations

from travaux.papers.sheet import sheet, within
from travaux.text.clauses import Line
from travaux.text.drafts import Draft

PLAN = Draft(
    "The Plan\nPart 1\nThe ground\n1. Cessation\nThe Parties cease.\n(a) On land.\n\n2. Lines\nForces withdraw.\n"
    "Part 2\nThe people\n3. Return\nFamilies return.\n"
)


def test_kinds_and_labels() -> None:
    rows = [(row.kind, row.label, PLAN.text[row.words : row.end]) for row in sheet(PLAN)]
    assert rows == [
        ("title", "", "The Plan"),
        ("part", "Part 1", ""),
        ("part", "", "The ground"),
        ("heading", "1.", "Cessation"),
        ("words", "", "The Parties cease."),
        ("words", "(a)", "On land."),
        ("heading", "2.", "Lines"),
        ("words", "", "Forces withdraw."),
        ("part", "Part 2", ""),
        ("part", "", "The people"),
        ("heading", "3.", "Return"),
        ("words", "", "Families return."),
    ]


def test_parts_do_not_count_as_depth() -> None:
    assert [row.depth for row in sheet(PLAN)] == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]


def test_rows_of_one_clause() -> None:
    clause = next(clause for clause in PLAN.walk() if clause.label == "1.")
    inside = within(sheet(PLAN), clause.span)
    assert [PLAN.text[row.words : row.end] for row in inside] == ["Cessation", "The Parties cease.", "On land."]


def test_a_computed_label_stands_in_the_margin() -> None:
    draft = Draft("The Parties cease.\nForces withdraw.", lines=(Line(label="1."), Line(label="2.")))
    assert [(row.label, row.words - row.start) for row in sheet(draft)] == [("1.", 0), ("2.", 0)]


def test_every_line_with_words_is_there_once() -> None:
    rows = sheet(PLAN)
    assert [(row.start, row.end) for row in rows] == [span for span in PLAN.line_spans() if span[0] < span[1]]
