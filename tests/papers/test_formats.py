"""Papers of a real record, printed in every format and read back: the same words everywhere."""

from __future__ import annotations

import os
import shutil
from collections import Counter

import pytest
from tests.laws import papers_back as back
from tests.papers.river import DAY

from travaux.formats import paper_csv, paper_text, press, svg, xlsx
from travaux.formats.docx import paper as docx
from travaux.formats.html import paper as html
from travaux.formats.markdown import paper as markdown
from travaux.formats.pdf import paper as pdf
from travaux.papers.paper import Chart, Paper, Paragraph, Table
from travaux.secretariat.records import Record

OPTIONS: dict[str, dict[str, str]] = {
    "rolling": {}, "columns": {}, "redline": {}, "consolidation": {}, "matrix": {}, "timeline": {}, "deadlines": {},
    "audit": {"earlier": "2", "later": "3"}, "finding": {"claim": "boria approved most clauses"},
    "life": {"clause": "4"},
}  # fmt: skip


@pytest.fixture(params=list(OPTIONS))
def paper(request: pytest.FixtureRequest, river: Record) -> Paper:
    """Each paper that the record allows."""
    return river.paper(request.param, day=DAY, **OPTIONS[request.param])


@pytest.fixture
def pdftotext() -> None:
    """Debian's poppler-utils: skipped, loudly, where absent, and a failure where CI is true."""
    if shutil.which("pdftotext") is None:
        message = "no pdftotext: apt install poppler-utils"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)


def test_every_format_has_the_words_of_the_paper(paper: Paper) -> None:
    expected = back.words(paper)
    assert expected == back.of_html(html.write(paper))
    assert expected == back.of_markdown(markdown.write(paper))
    assert back.docx_words(paper) == back.of_docx(docx.write(paper))
    assert Counter(back.unmarked(expected)) <= Counter(back.of_text(paper_text.write(paper)))
    if _tables(paper):
        assert expected == back.of_xlsx(xlsx.write(paper))
        assert back.csv_words(paper)[:60] == back.of_csv(paper_csv.write(paper))[:60]


def test_a_pdf_has_every_word_in_reading_order(paper: Paper, pdftotext: None) -> None:
    printed = iter(back.of_pdf(pdf.write(paper), "-raw"))
    assert all(character in printed for character in back.bare(back.words(paper), seen_only=True))


@pytest.mark.parametrize("options", [(), ("-raw",), ("-layout",)])
def test_a_pdf_has_every_label_and_every_status_in_order(
    paper: Paper, pdftotext: None, options: tuple[str, ...]
) -> None:
    printed = back.of_pdf(pdf.write(paper), *options)
    for wanted in (_labels(paper), *_columns(paper)):
        rest = iter(printed)
        assert all(character in rest for character in back.bare("".join(wanted), seen_only=True)), wanted


def test_a_pdf_of_a_record_lacks_no_glyph(paper: Paper) -> None:
    assert pdf.printed(paper).notices == ()


@pytest.mark.parametrize("kind", press.FORMATS)
def test_a_paper_gives_the_same_bytes_twice(kind: str, river: Record) -> None:
    paper = river.paper("timeline", day=DAY)
    assert press.write(paper, kind) == press.write(river.paper("timeline", day=DAY), kind)


def test_a_timeline_is_a_picture_with_its_words(river: Record) -> None:
    drawing = back.etree.fromstring(svg.write(river.paper("timeline", day=DAY)))
    told = "".join(drawing.itertext())
    for chart in (block for block in river.paper("timeline", day=DAY).blocks if isinstance(block, Chart)):
        assert all(lane in told for lane in chart.lanes)
        assert all(drawn.told in told for drawn in chart.drawn)


def _tables(paper: Paper) -> list[Table]:
    return [
        block.twin if isinstance(block, Chart) else block for block in paper.blocks if isinstance(block, Table | Chart)
    ]


def _labels(paper: Paper) -> list[str]:
    return [block.label for block in paper.blocks if isinstance(block, Paragraph)]


def _columns(paper: Paper) -> list[list[str]]:
    """The short words of each column, down the rows: labels of clauses, what became of them."""
    return [
        [row.cells[place].text.partition("\n")[0].partition(" ")[0] for row in table.rows]
        for table in _tables(paper)
        for place in range(len(table.columns))
    ]
