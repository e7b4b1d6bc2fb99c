"""The table of comments: what came back, clause by clause, each comment with its delegation and its file."""

from __future__ import annotations

from collections.abc import Sequence

from travaux.papers.comments import Comment, Reading
from travaux.papers.comments_form import ANSWERED, DELEGATION, HEADS, Asked, lines
from travaux.papers.counting import counted, sentence
from travaux.papers.grid import GridCell
from travaux.papers.paper import Cell, Column, Paper, Paragraph, Row, Run, Table, cell, tabled


def comments_paper(reading: Reading, *, title: str = "Comments received") -> Paper:
    """Returns the table of all comments, clause by clause, each with its delegation and its file."""
    placed = [comment for comment in reading.comments if comment.place >= 0]
    loose = [comment for comment in reading.comments if comment.place < 0]
    files = [file for file, _ in reading.delegations]
    touched = {each.file for each in reading.damage}
    blocks: list[Table] = [_by_clause(reading.rows, placed)]
    if loose:
        blocks.append(_loose(loose))
    if reading.damage:
        rows = [[each.file, each.delegation, sentence(each.what)] for each in reading.damage]
        blocks.append(tabled("What was done to the form", ["File", DELEGATION, "What"], rows, "damage"))
    clauses = len({comment.place for comment in placed})
    summary = (
        f"{sentence(counted(len(files), 'file'))} came back, with {counted(len(reading.comments), 'comment')} on "
        f"{counted(clauses, 'clause')}."
    )
    if loose:
        summary += f" {sentence(counted(len(loose), 'comment'))} could not be placed: see the end."
    if touched:
        summary += f" The form was changed in {counted(len(touched), 'file')}."
    return Paper(
        kind="comments table",
        title=title,
        summary=summary,
        facts=(
            ("Files", "; ".join(f"{file}: {delegation}" for file, delegation in reading.delegations)),
            ("Silent", _silent(reading) or "nobody"),
        ),
        blocks=tuple(blocks),
        remarks=("A delegation is named as its file names it; nobody has checked who sent which file.",),
    )


def _silent(reading: Reading) -> str:
    spoke = {comment.file for comment in reading.comments}
    return "; ".join(delegation for file, delegation in reading.delegations if file not in spoke)


def _by_clause(rows: Sequence[Asked], placed: Sequence[Comment]) -> Table:
    columns = (
        Column("Clause", head=True), Column("Text", 3), Column(DELEGATION), Column("Comment", 3),
        Column("Proposed wording", 3), Column("Justification", 2), Column("File"),
    )  # fmt: skip
    made: list[Row] = []
    for place, asked_ in enumerate(rows):
        mine = [comment for comment in placed if comment.place == place]
        first = (cell(asked_.label), lines(asked_.text))
        if not mine:
            made.append(Row((*first, cell("no comment", look="quiet"), cell(""), cell(""), cell(""), cell(""))))
        for comment in mine:
            made.append(Row((*first, *_said(comment))))
            first = (cell(asked_.label), cell("as above", look="quiet"))
    return Table("Comments by clause", columns, tuple(made), key="comments", wide=True)


def _said(comment: Comment) -> tuple[Cell, ...]:
    cells = dict(comment.cells)
    others = tuple(
        Paragraph((Run(f"{head}: ", "quiet"), *_runs(each))) for head, each in comment.cells if head not in HEADS
    )
    said = Cell((*_paragraphs(cells.get("Comment", GridCell())), *others))
    rest = (Cell(_paragraphs(cells.get(head, GridCell()))) for head in ANSWERED[1:])
    return (cell(comment.delegation), said, *rest, cell(f"{comment.file}, {comment.where}"))


def _loose(loose: Sequence[Comment]) -> Table:
    rows = []
    for comment in loose:
        inner = tuple(Paragraph((Run(f"{head}: ", "quiet"), *_runs(each))) for head, each in comment.cells)
        rows.append(Row((cell(comment.delegation), Cell(inner), cell(f"{comment.file}, {comment.where}"))))
    columns = (Column(DELEGATION, head=True), Column("As it came", 5), Column("File"))
    return Table("Comments that could not be placed", columns, tuple(rows), key="unplaced")


def _paragraphs(given: GridCell) -> tuple[Paragraph, ...]:
    lines: list[list[Run]] = [[]]
    for run in _runs(given):
        for number, line in enumerate(run.words.split("\n")):
            if number:
                lines.append([])
            if line:
                lines[-1].append(Run(line, run.look))
    return tuple(Paragraph(tuple(line)) for line in lines if line)


def _runs(given: GridCell) -> tuple[Run, ...]:
    changed = any(fate != "plain" for _, fate in given.pieces)
    made = []
    for words_, fate in given.pieces:
        if fate == "plain" or not changed:
            made.append(Run(words_))
        else:
            sign = "added" if fate == "inserted" else "struck"
            made += [Run(f"[{sign}: ", "quiet"), Run(words_, fate), Run("]", "quiet")]
    return tuple(made)
