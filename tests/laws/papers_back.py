"""Papers read back: from the bytes of each format, its words as a reader meets them, without what the format adds.

What is taken away is named here for each format, and nothing else: what a page hides from the eye or from the ear, the
signs of changes, the marks of notes, the numbers of pages. Blanks are compared nowhere.
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
import zipfile
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from travaux.formats.paper_csv import unguarded
from travaux.papers.characters import settled
from travaux.papers.paper import Chart, Paper, Table, block_words, paragraph_words

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_MARK = "\U0010fffd"
_BLANK = re.compile(r"[\s\u001c-\u001f]+")


def bare(text: str, *, seen_only: bool = False) -> str:
    """Returns a text without blanks, and on request without what nobody sees."""
    text = _BLANK.sub("", text)
    return _UNSEEN.sub("", text) if seen_only else text


def unmarked(text: str) -> str:
    """Returns a text without the signs that plain text sets for changes, notes and items, wherever they come from."""
    return re.sub("[⁰¹²³⁴-⁹•{}+─═━┄-]", "", bare(text, seen_only=True))


def words(paper: Paper) -> str:
    """Returns the words of a paper as every format has them."""
    return bare("".join(settled(paper).words()))


def of_html(data: bytes) -> str:
    """Returns the words of the main part of a page."""
    page = lxml_html.fromstring(data.decode())
    main = page.get_element_by_id("main")
    added = ".//*[@aria-hidden='true' or @role='doc-backlink' or self::svg]"
    classes = " or ".join(f"contains(concat(' ', @class, ' '), ' {name} ')" for name in ("vh", "nm", "cn", "key"))
    for element in [*main.xpath(added), *main.xpath(f".//*[{classes}]")]:
        if element.getparent() is not None:
            element.drop_tree()
    return bare(main.text_content())


def of_markdown(data: bytes) -> str:
    """Returns the words of a Markdown file, as CommonMark with tables has them, without CriticMarkup."""
    source = re.sub(r"\{>>.*?<<\}", "", data.decode(), flags=re.DOTALL)
    source = re.sub(r"\{\+\+|\+\+\}|\{--|--\}", _MARK, source)
    source = re.sub(r"^\[\^\d+\]:(?= |$)", "", source, flags=re.MULTILINE)
    source = re.sub(r"((?<!\\)(?:\\\\)*)\[\^\d+\]", rf"\1{_MARK}", source)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    found = []
    for token in tokens:
        assert token.type not in ("code_block", "fence", "html_block"), source
        for child in token.children or ():
            assert child.type not in ("link_open", "image", "code_inline"), source
            assert child.type != "html_inline" or child.content == "<br>", source
            found.append("" if child.type == "html_inline" else child.content)
    return bare("".join(found).replace(_MARK, ""))


def of_text(data: bytes) -> str:
    """Returns the words of a text whose lines were not wrapped and whose cells have one line."""
    return unmarked(data.decode())


def of_xlsx(data: bytes) -> str:
    """Returns the words of a workbook, sheet by sheet, every cell being text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        strings = [_xlsx_text(each) for each in etree.fromstring(package.read("xl/sharedStrings.xml"))]
        sheets = sorted(
            (name for name in package.namelist() if name.startswith("xl/worksheets/sheet")),
            key=lambda name: int(re.sub(r"\D", "", name.rpartition("/")[2])),
        )
        cells = [cell for name in sheets for cell in etree.fromstring(package.read(name)).iter(f"{_S}c")]
    found = []
    for cell in cells:
        value = cell.find(f"{_S}v")
        assert cell.find(f"{_S}f") is None
        assert value is None or cell.get("t") == "s"
        found.append("" if value is None else strings[int(value.text or "")])
    return bare(re.sub(r"\bnote \d+|\(note \d+\)", "", "\n".join(found)))


def _xlsx_text(item: etree._Element) -> str:
    """Returns a shared string, its escapes undone in each piece (ECMA-376, 22.4.2.4)."""
    pieces = [text.text or "" for text in item.iter(f"{_S}t")]
    return "".join(re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), piece) for piece in pieces)


def of_csv(data: bytes) -> str:
    """Returns the words of a table."""
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return unmarked("".join(unguarded(cell) for row in rows for cell in row))


def csv_words(paper: Paper) -> str:
    """Returns the words that a CSV file has: those of the first table, without its caption."""
    tables = [block.twin if isinstance(block, Chart) else block for block in settled(paper).blocks]
    first = next(block for block in tables if isinstance(block, Table))
    return unmarked("".join(list(block_words(first))[1:]))


def of_docx(data: bytes) -> tuple[str, str]:
    """Returns the words of the body of a Word file, and those of its footnotes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read("word/document.xml")]
        if "word/footnotes.xml" in package.namelist():
            parts.append(package.read("word/footnotes.xml"))
    found = [bare("".join(_docx_runs(etree.fromstring(part)))) for part in parts]
    return found[0], found[1] if len(found) > 1 else ""


def _docx_runs(part: etree._Element) -> Iterator[str]:
    for run in part.iter(f"{_W}r"):
        style = run.find(f"{_W}rPr/{_W}rStyle")
        if style is not None and style.get(f"{_W}val") in ("PartyLetter", "FootnoteReference"):
            continue
        for child in run:
            if child.tag in (f"{_W}t", f"{_W}delText"):
                yield child.text or ""
            elif child.tag == f"{_W}noBreakHyphen":
                yield "\u2011"
            elif child.tag == f"{_W}softHyphen":
                yield "\u00ad"


def docx_words(paper: Paper) -> tuple[str, str]:
    """Returns the words of a paper as Word has them: notes apart, where words lead to them."""
    paper = settled(paper)
    tied = {run.note for paragraph in _paragraphs(paper) for run in paragraph.runs}
    body = [paper.kind, paper.title, paper.summary, *(piece for fact in paper.facts for piece in fact)]
    body += [piece for sign in paper.legend for piece in (sign.sign, sign.meaning)]
    body += [piece for block in paper.blocks for piece in block_words(block)]
    notes = {number: "".join(paragraph_words(note)) for number, note in enumerate(paper.notes, 1)}
    body += [text for number, text in notes.items() if number not in tied]
    feet = [text for number, text in notes.items() if number in tied]
    return bare("".join([*body, *paper.remarks])), bare("".join(feet))


def _paragraphs(paper: Paper) -> Iterator[object]:
    for block in paper.blocks:
        table = block.twin if isinstance(block, Chart) else block
        if isinstance(table, Table):
            yield from (each for row in table.rows for cell in row.cells for each in cell.paragraphs)
        elif hasattr(block, "runs"):
            yield block
    yield from paper.notes


def of_pdf(data: bytes, *options: str) -> str:
    """Returns the words of a PDF as `pdftotext` has them, without the numbers of pages."""
    made = subprocess.run(
        ["pdftotext", *options, "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True
    )
    text = re.sub(r"^\s*\d+ ?/ ?\d+\s*$", "", made.stdout.decode().replace("\f", "\n"), flags=re.MULTILINE)
    return bare(text, seen_only=True)
