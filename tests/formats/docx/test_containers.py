"""What may stand around paragraphs, rows, cells and runs: alternatives, changes, content controls, moves."""

from __future__ import annotations

from tests.formats.docx.conftest import Open

HAND = 'w:id="1" w:author="Aldania" w:date="2031-03-12T10:00:00Z"'
CHOICE = '<mc:Choice Requires="future">{}</mc:Choice>'


def paragraph(words: str) -> str:
    return f"<w:p>{run(words)}</w:p>"


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def either(not_known: str, else_: str) -> str:
    return f"<mc:AlternateContent>{CHOICE.format(not_known)}<mc:Fallback>{else_}</mc:Fallback></mc:AlternateContent>"


def cell(words: str) -> str:
    return f"<w:tc>{paragraph(words)}</w:tc>"


def row(words: str) -> str:
    return f"<w:tr>{cell(words)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def control(inner: str) -> str:
    return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def read(word: Open, body: str) -> tuple[list[str], list[str]]:
    """Returns the lines with all changes made, and with none."""
    received = word(body)
    return received.accepting("all").text.split("\n"), received.accepting("none").text.split("\n")


def test_alternatives_around_paragraphs_rows_cells_and_runs(word: Open) -> None:
    rows = table(either(row("no"), row("row")), f"<w:tr>{either(cell('no'), cell('cell'))}</w:tr>")
    body = either(paragraph("no"), paragraph("block")) + rows + f"<w:p>{either(run('no'), run('run'))}</w:p>"
    assert read(word, body)[0] == ["block", "row", "cell", "run"]


def test_an_alternative_without_a_fallback_is_nothing(word: Open) -> None:
    def nothing(not_known: str) -> str:
        return f"<mc:AlternateContent>{CHOICE.format(not_known)}</mc:AlternateContent>"

    drawn = f"<w:r><w:pict>{nothing('<v:shape/>')}</w:pict></w:r>"
    inside = run("one") + nothing(run("no")) + f"<w:r>{nothing('<w:t>no</w:t>')}</w:r>" + drawn
    body = nothing(paragraph("no")) + table(nothing(row("no")), row("row")) + f"<w:p>{inside}</w:p>"
    assert read(word, body)[0] == ["row", "one"]


def test_changes_around_rows_and_paragraphs(word: Open) -> None:
    """As a content control's contents are tracked: the hand is around what was put in."""
    rows = table(row("old"), f"<w:ins {HAND}>{row('new')}</w:ins>")
    body = f"{rows}<w:ins {HAND}>{paragraph('more')}</w:ins><w:del {HAND}>{paragraph('gone')}</w:del>{paragraph('end')}"
    made, undone = read(word, body)
    assert [line for line in made if line] == ["old", "new", "more", "end"]
    assert [line for line in undone if line] == ["old", "gone", "end"]


def test_controls_around_everything(word: Open) -> None:
    rows = table(control(row("one")), f"<w:tr>{control(cell('two'))}</w:tr>")
    assert read(word, control(rows + paragraph("three")))[0] == ["one", "two", "three"]


def test_runs_in_a_formula(word: Open) -> None:
    """Letters of a formula, a run of the text inside it, and a change to its own run."""
    changed = f"<m:r><w:rPr><w:ins {HAND}/></w:rPr><m:t>y</m:t></m:r>"
    formula = (
        f"<m:oMath><m:r><m:t>x</m:t></m:r>{run('and')}<w:ins {HAND}><m:r><m:t>z</m:t></m:r></w:ins>{changed}</m:oMath>"
    )
    made, undone = read(word, f"<w:p>{formula}</w:p>")
    assert (made, undone) == (["xandzy"], ["xand"])
