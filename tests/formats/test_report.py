"""Reports taken in: the text as read, its day and who says so, and what is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.formats import pdf_pages

from travaux.errors import Malformed, Refused, Unreadable
from travaux.formats import report

PAGE = b"""<!doctype html><html lang="en"><head><title>Talks</title>
<meta property="og:site_name" content=" The  Post ">
<meta property="article:published_time" content="2031-03-11T23:10:00-05:00">
<script>document.write("<p>never read</p>")</script></head>
<body onload="x()"><script type="application/ld+json">{"datePublished": "2031-03-10"}</script>
<h1>Talks</h1><p>The text was <del>lost</del><ins>found</ins>, she said.</p>
<time datetime="2031-03-09">Sunday</time></body></html>"""


def test_offsets_of_plain_text_are_those_of_the_file() -> None:
    data = "date 2031-03-12\r\n\r\n“So,” he said — twice.\r\n".encode()
    taken = report.read_bytes(data, name="a.txt")
    assert data.decode().replace("\r\n", "\n") == taken.text
    assert (taken.reference, taken.dated_by) == ("2031-03-12", "its first line")
    assert hashlib.sha256(data).hexdigest() == taken.digest
    assert taken.name == "a.txt"


def test_a_day_that_is_told_comes_first() -> None:
    taken = report.read_bytes(b"date 2031-03-12\n\nSo.", date="2031-04-01", outlet="The Post")
    assert (taken.reference, taken.dated_by, taken.outlet) == ("2031-04-01", "--date", "The Post")


def test_without_a_day_there_is_none() -> None:
    taken = report.read_bytes(b"On Friday, 12 March 2031, they met.")
    assert (taken.reference, taken.dated_by) == ("", "")


def test_a_page() -> None:
    taken = report.read_bytes(PAGE, name="a.html")
    assert taken.text == "Talks\n\nThe text was found, she said.\n\nSunday"
    assert (taken.reference, taken.dated_by, taken.outlet) == ("2031-03-11", "its metadata", "The Post")


@pytest.mark.parametrize(
    ("cut", "day"),
    [
        (b'<meta property="article:published_time" content="2031-03-11T23:10:00-05:00">', "2031-03-10"),
        (b"", "2031-03-11"),
    ],
)
def test_days_of_a_page_in_their_order(cut: bytes, day: str) -> None:
    assert day == report.read_bytes(PAGE.replace(cut, b"") if cut else PAGE, name="a.html").reference
    bare = PAGE.replace(b"datePublished", b"dateStamped").replace(b"published_time", b"x")
    assert report.read_bytes(bare, name="a.html").reference == "2031-03-09"


def test_markdown_with_front_matter() -> None:
    taken = report.read_bytes(b'---\ndate: "2031-03-12"\n---\n\n# Talks\n\nThey *met*.\n', name="a.md")
    assert (taken.text, taken.reference, taken.dated_by) == ("Talks\n\nThey met.", "2031-03-12", "its front matter")


def test_a_pdf_tells_no_day() -> None:
    taken = report.read_bytes(pdf_pages.document(pdf_pages.page([(72, 700, "The union said so.")])), name="a.pdf")
    assert (taken.text, taken.reference) == ("The union said so.", "")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"", "a.txt", Unreadable),
        (b" \n\n", "a.txt", Unreadable),
        (b"\0\1\2", "a.txt", Unreadable),
        (b"x" * 1_000_001, "a.txt", Refused),
        (b"\x89PNG\r\n", "a.png", Unreadable),
        (b"date 2031-02-30\n\nSo.", "a.txt", Malformed),
        (b"<div>" * 500, "a.html", Refused),
        (b"<mediawiki></mediawiki>", "a.xml", Refused),
    ],
)
def test_what_is_refused_is_refused_by_its_kind_and_named(data: bytes, name: str, kind: type[Malformed]) -> None:
    with pytest.raises(kind, match=name.replace(".", r"\.")) as refused:
        report.read_bytes(data, name=name)
    assert refused.value.advice or refused.value.where


@pytest.mark.parametrize("given", ["2031-3-1", "tomorrow", "2031-02-29", "٢٠٣١-٠٣-١٢"])
def test_a_day_that_is_none(given: str) -> None:
    with pytest.raises(Malformed, match="is not a day"):
        report.read_bytes(b"So.", date=given)


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"So.")
    assert report.read(tmp_path / "a.txt").text == "So."
    with pytest.raises(Unreadable, match="no such file"):
        report.read(tmp_path / "b.txt")


def test_a_pipeline_of_ones_own(tmp_path: Path) -> None:
    text = "The tall envoy Tavi Renn of Boria said it was late.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    whole = text.index(" said")
    reading = report.read_report(tmp_path / "a.txt", rules=True, plug=lambda words: [(0, words.index(" said"))])
    assert [item.parts["source"] for item in reading.items] == [((0, whole),)]
