"""Laws of papers: every format holds the same words, hostile ones too; nothing is executed; the same bytes twice."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.laws import papers_back as back

from travaux.formats import markdown, paper_csv, paper_text, press, svg, xlsx
from travaux.formats.docx import paper as docx
from travaux.formats.html import paper as html
from travaux.formats.markdown import paper as markdown_paper
from travaux.formats.pdf import paper as pdf
from travaux.formats.pdf.glyphs import fonts
from travaux.papers.characters import direction, mapped, settled, settled_text, texts
from travaux.papers.paper import (
    Cell,
    Chart,
    Column,
    Drawn,
    Heading,
    Look,
    Paper,
    Paragraph,
    Row,
    Run,
    Sign,
    Table,
    Tone,
)
from travaux.papers.writers import writers

T = TypeVar("T")
HOSTILE = (
    "=1+1", "@SUM(A1:A9)", "+1", "-2+3", "=cmd|' /C calc'!A0", "'tis", "\t=1", "＝1+1", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "]]>", "<!--", "-->", "&amp;", "&#x41;", "&lt;", "</w:t></w:r>", '" onclick="x',
    '#import "@preview/a:1.0"', '#read("/etc/passwd")', "#sys.inputs", "$x^2$", "*bold*", "**", "_it_", "`code`", "```",
    "~~~", "{++put in++}", "{--taken out--}", "{~~a~>b~~}", "{>>c<<}", "{==d==}", "{++", "++}", "{--", "--}", "<<}",
    "{", "}", "{{", "}}", "+", "-", "|", "| a | b |", "\n|---|---|\n", "\n\n", "\n", "\n===\n", "\n---\n", "1. ", "1) ",
    "# ", "## x", "> ", "- ", "* ", "+ ", "    ", "\t", "[shall][should]", "[", "]", "[ ] x",
    "[x](javascript:alert(1))",
    "![i](http://x.y/z)", "[^1]", "\n[^1]: n", "[a]: http://b.c", "http://a.b/c", "<http://a.b>", "a@b.c", "\\", "\\n",
    "\\*", "!", "!(", "(", ":", ": ", "~", "~~", "\u202e", "\u202a", "\u202c", "\u2066", "\u2067", "\u2069", "\u200b",
    "\u200d", "\u200e", "\ufeff", "\u00ad", "\0", "\x01", "\x0b", "\x1b[31m", "\x7f", "\x85", "\r", "\r\n", "\u2028",
    "\ufffe", "\uffff", "\ud800", "\U0001fffe", "المادة", "1 المادة (2)", "שלום", "中文", "é", "e\u0301", "\U0001f4a5",
    "w" * 90, "‘a’ “b”", "%PDF-1.7", "${jndi:x}", "{{7*7}}", "{% x %}", "_x0041_", "_x005F_",
    "<r><t>x</t></r>", "<r>", "</r>", "\u00a0", "\u3000", "¹", "²",
    "═══", "───", "│", "•", "–", "…", "0", "1", "01/02/2031", "TRUE", "1e9", "null",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=4) | st.sampled_from(("the ", "Party", " aid")), max_size=4)
TEXTS = TEXT.map("".join)
NAMED = TEXTS.filter(lambda text: settled_text(text).strip() != "")
WRITERS = st.sampled_from([None, *writers(["Aldania", "Boria", "{++x++}", "<b>", "=2"]).values()])
LOOKS: tuple[Look, ...] = (
    "plain", "strong", "quiet", "quotation", "inserted", "deleted", "moved from", "moved to", "bracket", "attribution",
    "stale",
)  # fmt: skip
TONES: tuple[Tone, ...] = ("", "green", "yellow", "blue", "red", "grey", "white")
RUNS = st.builds(
    Run, TEXTS, st.sampled_from(LOOKS), by=WRITERS, at=st.sampled_from(["", "2031-03-28", '"><script>']),
    entry=st.none() | st.integers(0, 9), move=st.sampled_from(["", "1", "<2>"]), note=st.none() | st.integers(1, 2),
    change=st.none() | st.integers(1, 3), outer=st.sampled_from(["plain", "plain", "inserted", "deleted"]),
    outer_by=WRITERS,
)  # fmt: skip
KINDS = st.sampled_from(["text", "clause", "item", "quotation", "standfirst", "note", "part"])
PARAGRAPHS = st.builds(
    Paragraph, st.lists(RUNS, max_size=3).map(tuple), KINDS, st.just("") | TEXTS, st.integers(0, 5),
    key=st.just("") | TEXTS, language=st.sampled_from(["", "en", "ar", "fr", "zh-Hans", '"x']),
    tone=st.sampled_from(TONES),
)  # fmt: skip
NOTES = st.builds(
    Paragraph, st.tuples(st.builds(Run, TEXTS, st.sampled_from(LOOKS), by=WRITERS)), label=st.just("") | TEXTS
)
HEADINGS = st.builds(Heading, TEXTS, st.integers(1, 3), TEXTS, st.just("14"))
CELLS = st.builds(Cell, st.lists(PARAGRAPHS, max_size=2).map(tuple), st.sampled_from(TONES))
COLUMNS = st.builds(Column, TEXTS, st.integers(1, 4), WRITERS, st.booleans(), st.booleans())


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.lists(COLUMNS, min_size=1, max_size=3))
    row = st.builds(Row, st.tuples(*[CELLS] * len(columns)), st.just(""), st.sampled_from(TONES))
    return Table(draw(TEXTS), tuple(columns), tuple(draw(st.lists(row, max_size=3))), "t", draw(st.booleans()))


DRAWN = st.builds(
    Drawn, st.integers(0, 1), st.floats(0, 1), st.floats(0, 1), st.sampled_from(["point", "bar", "open", "line"]),
    TEXTS, TEXTS, st.none() | st.integers(0, 9), WRITERS, st.none() | st.integers(0, 1), st.sampled_from(TONES),
)  # fmt: skip
CHARTS = st.builds(
    Chart, TEXTS, st.tuples(TEXTS, TEXTS), st.lists(st.tuples(st.floats(0, 1), TEXTS), max_size=3).map(tuple),
    st.lists(DRAWN, max_size=4).map(tuple), tables(),
)  # fmt: skip
SIGNS = st.builds(Sign, NAMED, TEXTS, st.sampled_from(TONES), WRITERS, st.sampled_from(LOOKS))
PAPERS = st.builds(
    Paper, kind=NAMED, title=NAMED, summary=TEXTS, facts=st.lists(st.tuples(NAMED, TEXTS), max_size=2).map(tuple),
    blocks=st.lists(HEADINGS | PARAGRAPHS | tables() | CHARTS, max_size=4).map(tuple),
    legend=st.lists(SIGNS, max_size=2).map(tuple),
    notes=st.lists(NOTES, min_size=2, max_size=2).map(tuple), remarks=st.lists(TEXTS, max_size=2).map(tuple),
    language=st.sampled_from(["", "en", "ar"]), wide=st.booleans(),
)  # fmt: skip
FUZZ = int(os.environ.get("TRAVAUX_EXAMPLES", "20"))
FEW = settings(max_examples=FUZZ, suppress_health_check=list(HealthCheck))
FEWER = settings(max_examples=max(FUZZ // 5, 4), suppress_health_check=list(HealthCheck))
PLAIN = PAPERS.map(lambda paper: mapped(settled(paper), lambda text: text.replace("\n", " ")))
"""Papers whose cells have one line each: in plain text, lines of neighbouring cells stand side by side."""


@FEW
@given(PAPERS)
def test_a_page_has_the_words_of_its_paper(paper: Paper) -> None:
    assert back.words(paper) == back.of_html(html.write(paper))


@FEW
@given(PAPERS)
def test_markdown_has_the_words_of_its_paper(paper: Paper) -> None:
    assert back.words(paper) == back.of_markdown(markdown_paper.write(paper))


@FEW
@given(PLAIN)
def test_plain_text_has_the_words_of_its_paper(paper: Paper) -> None:
    alone = _with_cells_of_one_line(_unsigned(paper))
    assert back.unmarked(back.words(alone)) == back.of_text(paper_text.write(alone, 0))


@FEW
@given(PAPERS)
def test_wrapping_loses_no_character(paper: Paper) -> None:
    narrow = Counter(back.of_text(paper_text.write(_unsigned(paper), 40)))
    assert Counter(back.unmarked(back.words(paper))) <= narrow


@FEW
@given(PAPERS)
def test_a_workbook_has_the_words_of_its_paper(paper: Paper) -> None:
    if _tables(paper):
        assert back.words(paper) == back.of_xlsx(xlsx.write(paper))


@FEW
@given(PAPERS)
def test_csv_has_the_words_of_the_first_table(paper: Paper) -> None:
    paper = _unsigned(paper)
    if _tables(paper):
        assert back.csv_words(paper) == back.of_csv(paper_csv.write(paper))


@FEW
@given(PAPERS)
def test_a_word_file_has_the_words_of_its_paper(paper: Paper) -> None:
    assert back.docx_words(paper) == back.of_docx(docx.write(paper))


@pytest.mark.usefixtures("pdftotext")
@FEWER
@given(PAPERS)
def test_a_pdf_has_the_words_of_its_paper(paper: Paper) -> None:
    """Every character is there; in their order, unless letters from right to left stand among them."""
    paper = _unsigned(paper)
    printed = back.of_pdf(pdf.write(paper), "-raw")
    expected = back.bare(back.words(shown(paper)), seen_only=True)
    if _turned(paper):
        assert Counter(expected) <= Counter(printed)
    else:
        assert _within(expected, printed)


SAID = st.sampled_from(
    ["shall ", "the Party ", "[x] ", "{++no++} ", "*a* ", "1. ", "<b> ", "a|b ", "{", "}", "~~", "+"]
)
CHANGES = st.lists(st.builds(Run, SAID, st.sampled_from(["plain", "inserted", "deleted"])), min_size=1, max_size=6)


@FEW
@given(st.lists(CHANGES, min_size=1, max_size=3))
def test_changes_in_markdown_are_read_back(changes: list[list[Run]]) -> None:
    blocks = tuple(Paragraph((Run("The words "), *runs), "clause") for runs in changes)
    manuscript = markdown.read(markdown_paper.write(Paper(kind="Redline", title="Draft", summary="", blocks=blocks)))
    for view, look in (("all", "inserted"), ("none", "deleted")):
        kept = "".join(run.words for block in blocks for run in block.runs if run.look in ("plain", look))
        assert back.bare(f"RedlineDraft{kept}") == back.bare(manuscript.accepting(view).text)


@pytest.mark.parametrize("kind", press.FORMATS)
@FEWER
@given(PAPERS)
def test_the_same_paper_gives_the_same_bytes(kind: str, paper: Paper) -> None:
    if kind in ("xlsx", "csv") and not _tables(paper):
        return
    if kind == "svg" and not any(isinstance(block, Chart) for block in paper.blocks):
        return
    assert press.write(paper, kind) == press.write(replace(paper), kind)


@FEW
@given(PAPERS)
def test_nothing_in_a_page_is_executed_or_fetched(paper: Paper) -> None:
    page = back.lxml_html.fromstring(html.write(paper).decode())
    assert len(page.xpath("//script")) == 1
    assert (
        page.xpath("//@*[starts-with(name(), 'on')] | //@style | //iframe | //img | //object | //embed | //form") == []
    )
    addresses = [*page.xpath("//@href"), *page.xpath("//@src")]
    assert [each for each in addresses if not each.startswith(("#", "data:"))] == []
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {each.removeprefix("#") for each in addresses if each.startswith("#")} <= set(ids)


@FEW
@given(PAPERS)
def test_a_picture_is_xml_without_script_or_address(paper: Paper) -> None:
    if any(isinstance(block, Chart) for block in paper.blocks):
        drawing = back.etree.fromstring(svg.write(paper))
        assert {back.etree.QName(each).localname for each in drawing.iter()} <= {
            "svg", "title", "desc", "style", "g", "rect", "path", "circle", "text",
        }  # fmt: skip
        assert drawing.xpath("//@*[local-name() = 'href' or starts-with(name(), 'on')]") == []


@given(TEXTS)
def test_what_is_settled_stays(text: str) -> None:
    once = settled_text(text)
    assert settled_text(once) == once
    assert once.encode().decode() == once


@given(st.lists(TEXTS, min_size=1, max_size=3).map("".join))
def test_a_guarded_cell_is_no_formula_and_can_be_undone(text: str) -> None:
    guarded = paper_csv.guarded(text)
    assert not re.match(r"\s*[=+\-@]", guarded)
    assert paper_csv.unguarded(guarded) == text


def shown(paper: Paper) -> Paper:
    """What print shows of a paper: U+FFFD for what no font has."""
    found = settled(paper)
    missing = fonts().missing(texts(found))
    table = {ord(each): " " if each.isspace() else "\ufffd" for each in missing}
    return mapped(found, lambda text: text.translate(table))


def _unsigned(paper: Paper) -> Paper:
    """A paper without what plain text and print add in words: names, moves, numbers of changes."""
    return _each_run(paper, lambda run: replace(run, by=None, outer_by=None, move="", change=None, note=None))


def _each_run(value: T, change: Callable[[Run], Run]) -> T:
    if isinstance(value, Run):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_each_run(each, change) for each in value)
    if is_dataclass(value):
        made = {each.name: _each_run(getattr(value, each.name), change) for each in fields(value)}
        return replace(value, **made)
    return value


def _with_cells_of_one_line(paper: Paper) -> Paper:
    blocks = tuple(
        replace(block, twin=_one_line(block.twin)) if isinstance(block, Chart)
        else _one_line(block) if isinstance(block, Table) else block
        for block in paper.blocks
    )  # fmt: skip
    return replace(paper, blocks=blocks)


def _one_line(table: Table) -> Table:
    rows = (replace(row, cells=tuple(Cell(cell.paragraphs[:1]) for cell in row.cells)) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _tables(paper: Paper) -> bool:
    return any(isinstance(block, Table | Chart) for block in paper.blocks)


def _runs(paper: Paper) -> Iterator[tuple[Run, ...]]:
    for block in (*paper.blocks, *paper.notes):
        table = block.twin if isinstance(block, Chart) else block
        if isinstance(table, Table):
            yield from (each.runs for row in table.rows for cell in row.cells for each in cell.paragraphs)
        elif isinstance(table, Paragraph):
            yield table.runs


def _turned(paper: Paper) -> bool:
    turning = ("R", "AL", "AN", "RLE", "RLO", "LRO", "RLI", "LRE")
    return any(unicodedata.bidirectional(character) in turning for text in texts(paper) for character in text) or (
        "rtl" in {direction(language, "") for language in _languages(paper)}
    )


def _languages(paper: Paper) -> Iterator[str]:
    yield paper.language
    for block in (*paper.blocks, *paper.notes):
        table = block.twin if isinstance(block, Chart) else block
        if isinstance(table, Table):
            yield from (each.language for row in table.rows for cell in row.cells for each in cell.paragraphs)
        elif isinstance(table, Paragraph):
            yield table.language


def _within(expected: str, printed: str) -> bool:
    """Tells whether characters stand in another text in their order, whatever stands between."""
    rest = iter(printed)
    return all(character in rest for character in expected)


@pytest.fixture(scope="session")
def pdftotext() -> None:
    """Debian's poppler-utils and the typesetter: skipped, loudly, where absent, and a failure where CI is true."""
    if shutil.which("pdftotext") is None:
        message = "no pdftotext: apt install poppler-utils"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
