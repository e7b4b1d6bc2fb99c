from __future__ import annotations

import pytest

from travaux.errors import Unreadable
from travaux.formats.sniff import kind, lie

HEADED = "# Article 1\n\nThe **Parties** shall *not* act.\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"PK\x03\x04....word/document.xml", "docx"),
        (b"%PDF-1.7\n", "pdf"),
        (b"<?xml version='1.0'?>\n<!-- x --><akomaNtoso xmlns='urn:x'>", "akn"),
        ("<?xml version='1.0'?><akomaNtoso/>".encode("utf-16"), "akn"),
        (b"<mediawiki xmlns='urn:x'>", "mediawiki"),
        (b"<!doctype HTML>\n<p>x", "html"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "html"),
        (b"  \n<div class='x'>The Parties <ins>shall</ins> act.</div>", "html"),
        (HEADED.encode(), "markdown"),
        (b"The Parties {++may++}{--shall--} act.", "markdown"),
        (b"---\ntitle: A treaty\n---\n\n## Article 1\n", "markdown"),
        (b"The [treaty][1] *says*\n\n[1]: http://example.org\n", "markdown"),
        (b"<p align=center>\n\n# Treaty\n\n[x](http://example.org)", "markdown"),
        (b"Article 1\n\n1. The Parties shall [not] act.\n(a) [shall][should]\n- a dash\n", "plain"),
        (b"AGREEMENT\n---------\n\nThe Parties agree.\n", "plain"),
        (b"5 * 3 = 15 and snake_case_name and __________ (signature)", "plain"),
        (b"[x](a) above, paragraph [3](b), *", "plain"),
        (b"Less < more > equal", "plain"),
        (b"<Party> shall mean the party named above.", "plain"),
    ],
)
def test_kind_by_content(data: bytes, expected: str) -> None:
    assert kind(data) == expected


@pytest.mark.parametrize("name", ["x.docx", "x.html", "x", ""])
def test_the_name_does_not_overrule_the_content(name: str) -> None:
    assert kind(HEADED.encode(), name) == "markdown"


def test_the_name_breaks_the_tie_between_markdown_and_plain_text() -> None:
    text = b"The Parties *shall* act."
    assert [kind(text, name) for name in ("x.md", "x.txt", "")] == ["markdown", "plain", "plain"]
    assert [kind(HEADED.encode(), name) for name in ("x.md", "x.txt", "")] == ["markdown", "plain", "markdown"]


def test_recorded_changes_are_read_whatever_the_name() -> None:
    assert kind(b"The Parties {++may++}{--shall--} act.", "x.txt") == "markdown"


def test_a_lie_is_worded() -> None:
    assert lie("html", "draft.docx") == "the name ends in .docx, and the content is HTML"
    assert [lie("docx", "draft.docx"), lie("plain", "draft.md"), lie("html", "draft")] == ["", "", ""]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t", "nothing but blanks"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97"),
        (b"{\\rtf1 x}", "rich text"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
        (b"PK\x03\x04xl/workbook.xml", "spreadsheet"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"# v2 git bundle\n", "git bundle"),
        (b"version https://git-lfs.github.com/spec/v1\noid", "pointer"),
        (b"<?xml version='1.0'?><svg xmlns='urn:x'/>", "outermost element is <svg>"),
        (b"<?xml version='1.0'?><w:document xmlns:w='urn:x'/>", "outermost element is <document>"),
        (b"\x00\x01\x02\x03", "NUL"),
    ],
)
def test_what_is_not_read_is_said_with_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(Unreadable, match=message) as caught:
        kind(data)
    assert caught.value.advice


@pytest.mark.parametrize(
    "text",
    ["{++" * 100_000, "~~~x\n" * 80_000, "[^" * 150_000, "<!DOCTYPE " + "[]" * 5_000, "*a " * 100_000, "[" * 300_000],
)
def test_no_text_holds_the_sniffing_up(text: str) -> None:
    assert kind(text.encode()) in ("plain", "markdown", "html")


@pytest.mark.parametrize("page", [b"<!DOCTYPE a [<!ENTITY x 'y'>]><html>", b"<!DOCTYPE a 'x' \"y\"><html>"])
def test_what_stands_before_a_page_may_have_a_subset(page: bytes) -> None:
    assert kind(page) == "html"
