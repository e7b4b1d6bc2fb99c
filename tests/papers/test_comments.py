"""Comments that came back, as tables without a file: rows of the form, what is told of each file, who was silent."""

from __future__ import annotations

from travaux.papers.comments import collected
from travaux.papers.comments_form import Asked, asked
from travaux.papers.comments_table import comments_paper
from travaux.papers.grid import Grid, GridCell, Returned
from travaux.text.drafts import Draft

HEADS = ("Clause", "Text", "Comment", "Proposed wording", "Justification")
ROWS = (Asked("1.", "Ships pay."), Asked("2.", "Boats do not."))


def row(*texts: str) -> tuple[GridCell, ...]:
    return tuple(GridCell(((text, "plain"),)) if text else GridCell() for text in texts)


def returned(name: str, *rows: tuple[str, ...]) -> Returned:
    who = Grid((row("Delegation", "Date"), row(name, "")))
    form = Grid((row(*HEADS), *(row(*each) for each in rows)))
    return Returned(f"{name}.docx", (who, form))


def test_what_follows_a_row_without_a_number_belongs_to_it() -> None:
    draft = Draft("1. Scope\nShips pay.\nSo do rafts.\n2. Boats do not.\n")
    assert asked(draft) == [Asked("1.", "Scope\nShips pay.\nSo do rafts."), Asked("2.", "Boats do not.")]


def test_a_form_that_came_back_whole_is_said_to_be_touched_nowhere() -> None:
    file = returned("Aldania", ("1.", "Ships pay.", "All of them?", "", ""), ("2.", "Boats do not.", "", "", ""))
    paper = comments_paper(collected([file], ROWS))
    assert paper.summary == "One file came back, with one comment on one clause."
    assert [getattr(block, "key", "") for block in paper.blocks] == ["comments"]
    assert paper.facts == (("Files", "Aldania.docx: Aldania"), ("Silent", "nobody"))


def test_a_file_without_a_table_is_told_and_its_sender_is_silent() -> None:
    reading = collected([Returned("Boria.docx")], ROWS)
    assert [(each.file, each.what) for each in reading.damage] == [
        ("Boria.docx", "holds no table"), ("Boria.docx", "names no delegation"),
    ]  # fmt: skip
    paper = comments_paper(reading)
    assert paper.summary == "One file came back, with no comments on no clauses. The form was changed in one file."
    assert dict(paper.facts)["Silent"] == "unnamed, in Boria.docx"
