"""A reader gives the same in a process of its own, where strangers' files are read, and in this one: what a file holds,
and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.formats import pdf_pages
from tests.formats.docx.conftest import MAIN, OFFICE, PACKAGE, RELATIONS, SPACES, packed
from tests.formats.test_mediawiki import ARIA, BORIA, FIRST, FORK, SECOND, export, revision
from tests.formats.test_report import PAGE

from travaux.errors import Malformed
from travaux.formats import intake, read_bytes, report

EXAMPLE = Path(__file__).resolve().parents[2] / "src" / "travaux" / "example"
DOCUMENT = f"<w:document {SPACES}><w:body><w:p><w:r><w:t>Words</w:t></w:r></w:p></w:body></w:document>"


def word(*relations: tuple[str, str, str]) -> bytes:
    """Returns a Word file that has these relations: the kind, the target, and "External" or nothing."""
    related = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/relationships/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for number, (kind, target, mode) in enumerate(relations)
    )
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": MAIN,
            "word/document.xml": DOCUMENT,
            "word/_rels/document.xml.rels": RELATIONS.format(related),
        }
    )


def outcome(read: Callable[[], object]) -> object:
    """Returns what a reader gives, or its refusal, whole."""
    try:
        return read()
    except Malformed as fault:
        return type(fault), fault.message, fault.where, fault.advice


def struck(subtype: str) -> bytes:
    """Returns a PDF in which a mark of some kind lies on "shall"."""
    drawn = pdf_pages.page([(72, 700, "The Parties shall cooperate.")])
    box = "132 697 153 708"
    mark = f"<< /Type /Annot /Subtype /{subtype} /Rect [{box}] /QuadPoints [132 708 153 708 132 697 153 697] >>"
    return pdf_pages.document(drawn, annotations=mark.encode())


FILES = {
    "a.docx": (EXAMPLE / "draft-5.docx").read_bytes(),
    "broken.docx": (EXAMPLE / "draft-5.docx").read_bytes()[:3_000],
    "a.md": b"# One\n\nThe Parties {++may++}{--shall--} **cooperate**.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "a.html": b"<!doctype html><h1>One</h1><p>The <del>old</del> <ins>new</ins> text.</p>",
    "deep.html": b"<div>" * 500,
    "a.pdf": pdf_pages.document(pdf_pages.page([(72, 700, "The Parties shall cooperate.")], [(132, 162, 704)])),
    "table.pdf": pdf_pages.document(
        pdf_pages.page([(72, 700, "cell")], [(70, 120, 698)]) + b"\n0.7 w 70 690 m 70 720 l S"
    ),
    "struck.pdf": struck("StrikeOut"),
    "under.pdf": struck("Underline"),
    "link.pdf": struck("Link"),
    "letters.pdf": pdf_pages.document(pdf_pages.page([])),
    "broken.pdf": b"%PDF-1.4\nnothing",
    "history.xml": export(FORK, FIRST, SECOND),
    "stub.xml": export(revision(1, 0, "", ARIA, "")),
    "latin.txt": "Ce traité".encode("latin-1"),
}


@pytest.mark.parametrize("name", FILES)
def test_manuscripts(name: str) -> None:
    here, there = (
        outcome(partial(read_bytes, FILES[name], name=name, isolated=isolated)) for isolated in (False, True)
    )
    assert here == there


def test_marks_on_a_pdf_are_what_they_look_like() -> None:
    def looks(name: str) -> list[tuple[str, frozenset[str]]]:
        read = read_bytes(FILES[name], name=name, isolated=False)
        return [(each.text.strip(), each.marks) for part in read.paragraphs for each in part.segments if each.marks]

    assert [words for words, _ in looks("struck.pdf")] == ["shall"]
    assert [words for words, _ in looks("under.pdf")] == ["shall"]
    assert looks("struck.pdf") != looks("under.pdf")
    assert looks("link.pdf") == looks("table.pdf") == []


HISTORIES = {
    "whole": export(FIRST, SECOND, FORK),
    "out of order": export(revision(21, None, "2020-01-05T00:00:00Z", "", "five"), FORK, SECOND, FIRST),
    "hidden": export(FIRST, revision(11, 10, "2020-01-01T12:00:00Z", BORIA, "", "deleted='deleted'"), SECOND),
    "no texts": export(revision(1, 0, "", ARIA, "")),
    "no number": export(FIRST.replace("<id>10</id>", "")),
    "no numeral": export(FIRST.replace("<id>10", "<id>ten")),
    "several pages": export(FIRST).replace(b"</page>", b"</page><page><title>B</title>%b</page>" % SECOND.encode()),
    "nothing": export(),
    "cut": export(FIRST)[:-40],
    "another kind": b"<!DOCTYPE html><p>x",
}


@pytest.mark.parametrize("name", HISTORIES)
def test_histories(name: str) -> None:
    here, there = (
        outcome(lambda isolated=isolated: list(intake.revisions(HISTORIES[name], "h.xml", isolated=isolated)))  # type: ignore[misc]
        for isolated in (False, True)
    )
    assert here == there


STRANGERS = {
    "plain.docx": word(),
    "link.docx": word(("hyperlink", "https://example.org", "External")),
    "macros.docx": word(("vbaProject", "vbaProject.bin", "")),
    "fetched.docx": word(("attachedTemplate", "https://example.org/t.dotm", "External")),
    "hides.md": "shall n\u200bot".encode(),
    "turns.html": "<!doctype html><p>pay \u202e001 euros</p>".encode(),
}
SAYS = {
    "macros.docx": "it has macros",
    "fetched.docx": "it would fetch a part from elsewhere (attachedTemplate: https://example.org/t.dotm)",
    "hides.md": "a character without width inside a word, U+200B ZERO WIDTH SPACE",
    "turns.html": "a character that turns the order of letters round, U+202E RIGHT-TO-LEFT OVERRIDE",
}


@pytest.mark.parametrize("name", STRANGERS)
def test_files_of_strangers(name: str) -> None:
    here, there = (
        outcome(partial(intake.manuscript, STRANGERS[name], name, strictly=True, isolated=isolated))
        for isolated in (False, True)
    )
    assert here == there
    assert (here[1] if isinstance(here, tuple) else None) == SAYS.get(name)


LINKED = PAGE.replace(b'<meta property="article:published_time" content="2031-03-11T23:10:00-05:00">', b"")
REPORTS = {
    "a.html": PAGE,
    "linked.html": LINKED,
    "listed.html": LINKED.replace(b'{"datePublished": "2031-03-10"}', b'[3, {"datePublished": "2031-03-08"}]'),
    "broken.html": LINKED.replace(b'{"datePublished"', b"{datePublished"),
    "bare.html": b"<!doctype html><p>So.</p><time>2031-03-09</time>",
    "no-day.html": b"<!doctype html><meta property='article:published_time' content='2031-02-30'><p>So.</p>",
    "front.md": b"---\ndate: '2031-03-12'\n---\n\n# Talks\n",
    "no-front.md": b"---\ntitle: x\ndate: soon\n---\n\n# Talks\n",
    "long.md": b"word " * 250_000,
    "a.pdf": FILES["a.pdf"],
    "export.xml": FILES["history.xml"],
}


@pytest.mark.parametrize("name", REPORTS)
def test_reports(name: str) -> None:
    here, there = (
        outcome(partial(report.read_bytes, REPORTS[name], name=name, isolated=isolated)) for isolated in (False, True)
    )
    assert here == there
