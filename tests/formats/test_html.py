from __future__ import annotations

import pytest

from travaux.errors import Malformed, Refused, Unreadable
from travaux.formats.html.read import read
from travaux.text.drafts import Hand


def texts(page: str) -> list[str]:
    return read(page.encode()).accepting("all").text.split("\n")


def labels(page: str) -> list[tuple[str, str]]:
    draft = read(page.encode()).accepting("all")
    return list(zip((line.label for line in draft.lines), draft.text.split("\n"), strict=True))


def test_changes_carry_their_author_and_date() -> None:
    manuscript = read(
        b"<p>The Parties <ins datetime='2015-12-01T10:00Z' data-author='Boria'>may</ins>"
        b"<del cite='mailto:A.%20Clerk' datetime='2015-12-02'>shall</del> act."
    )
    assert manuscript.accepting("all").text == "The Parties may act."
    assert manuscript.accepting("none").text == "The Parties shall act."
    _, put_in, struck, _ = manuscript.paragraphs[0].segments
    assert put_in.inserted == Hand("Boria", "2015-12-01T10:00Z")
    assert struck.deleted == Hand("A. Clerk", "2015-12-02")


def test_whole_paragraphs_come_and_go_with_their_breaks() -> None:
    manuscript = read(b"<p>A</p><ins><p>B</p><p>C</p></ins><p><del>D</del></p><p>E</p>")
    assert manuscript.accepting("all").text == "A\nB\nC\nE"
    assert manuscript.accepting("none").text == "A\nD\nE"


def test_a_cite_becomes_a_comment() -> None:
    comments = read(b"<p>x <ins cite='http://example.org/why'>y</ins></p>").comments
    assert [(c.text, c.start, c.end) for c in comments] == [("http://example.org/why", 2, 3)]


def test_blanks_collapse_and_breaks_break() -> None:
    page = "<h2>Art\n 1</h2><p>one  two <b> three</b>\n<br>four<br><br>five</p>loose<div>six</div><pre>a\n b</pre>"
    assert texts(page) == ["Art 1", "one two three ", "four", "five", "loose", "six", "a", "b"]


def test_unknown_elements_stand_in_their_line() -> None:
    assert texts("<p>one <o:p>two</o:p> <my-word>three</my-word><span style='display:block'>four</span>") == [
        "one two three",
        "four",
    ]


def test_headings_title_and_language() -> None:
    manuscript = read(
        b"<html lang=fr><title>Un\n trait\xc3\xa9</title><h1>A</h1><h3>B</h3><p role=heading aria-level=2>C</p>"
    )
    assert (manuscript.title, manuscript.language) == ("Un traité", "fr")
    assert [line.level for line in manuscript.accepting("all").lines] == [0, 2, 1]


def test_list_numbers_are_computed() -> None:
    page = (
        "<ol start=3><li>x<ol type=a><li>p<li>q<p>more</p></ol><li value=7>y<li>z</ol>"
        "<ul><li>b</ul><ol reversed><li>c<li>d</ol><ol style='list-style-type: upper-roman'><li>e</ol>"
    )
    assert labels(page) == [
        ("3.", "x"), ("a.", "p"), ("b.", "q"), ("", "more"), ("7.", "y"), ("8.", "z"), ("•", "b"), ("2.", "c"),
        ("1.", "d"), ("I.", "e"),
    ]  # fmt: skip


def test_numbers_are_those_of_each_view() -> None:
    manuscript = read(b"<ol><li>a</li><li><ins>b</ins></li><li>c</li></ol>")
    assert [line.label for line in manuscript.accepting("all").lines] == ["1.", "2.", "3."]
    assert [line.label for line in manuscript.accepting("none").lines] == ["1.", "2."]


def test_cells_are_paragraphs_that_never_merge() -> None:
    manuscript = read(b"<table><tr><td>a<td>b<tr><td>c</table>d")
    assert [paragraph.segments[0].text for paragraph in manuscript.paragraphs] == ["a", "b", "c", "d"]
    assert len({paragraph.block for paragraph in manuscript.paragraphs}) == 4


def test_what_is_no_text_is_left_out() -> None:
    page = (
        "<head><style>s</style></head><script>s</script><p>x<!-- c --><template>t</template><a role=doc-noteref>1</a>"
    )
    assert texts(page) == ["x"]


@pytest.mark.parametrize("how", ["hidden", "style='display:none'", "style='visibility: hidden'", "style='font-size:0'"])
def test_what_a_browser_hides_is_said(how: str) -> None:
    manuscript = read(f"<p>seen <span {how}>unseen</span></p>".encode())
    assert manuscript.accepting("all").text == "seen unseen"
    assert ["hidden" in segment.marks for segment in manuscript.paragraphs[0].segments] == [False, True]
    assert [notice.what for notice in manuscript.notices] == ["a browser hides “unseen”; it is part of the text here"]


def test_formatting_is_marks() -> None:
    page = "<p><u>a</u><s>b</s><span style='background: yellow; text-decoration: line-through'>c</span><b><i>d</i></b>"
    found = [sorted(segment.marks) for segment in read(page.encode()).paragraphs[0].segments]
    assert found == [["underline"], ["strike"], ["highlight=yellow", "strike"], ["bold", "italic"]]


@pytest.mark.parametrize(
    "data",
    [
        b"<meta charset=windows-1252><p>\x93\xe9\x94",
        b"<meta http-equiv=content-type content='text/html; charset=iso-8859-1'><p>\x93\xe9\x94",
        b"<script>" + b" " * 9_000 + b"</script><meta charset=windows-1252><p>\x93\xe9\x94",
        "<p>“é”".encode("utf-16"),
        "<?xml version='1.0' encoding='utf-8'?><html><p>“é”</p></html>".encode(),
    ],
)
def test_encodings(data: bytes) -> None:
    assert read(data).accepting("all").text == "“é”"


@pytest.mark.parametrize("page", [b"<b>" * 300 + b"x", b"<p>" + b"x" * 11_000_000])
def test_limits_are_refusals_not_silence(page: bytes) -> None:
    with pytest.raises(Refused, match="nest deeper"):
        read(page)


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(Malformed, match="encoding nobody knows"):
        read(b"<meta charset=klingon><p>x")


@pytest.mark.parametrize("page", [b"<!-- x -->", b"<!DOCTYPE html>", b"<!DOCTYPE html><!-- x -->"])
def test_a_page_with_nothing_on_it_is_said_to_be_one(page: bytes) -> None:
    with pytest.raises(Unreadable, match="nothing stands on the page"):
        read(page)


def test_a_tag_with_very_many_attributes_is_refused() -> None:
    """Each is held against all before it: a file of five megabytes took five minutes."""
    many = " ".join(f"a{n}='>'" for n in range(1_001))
    with pytest.raises(Refused, match="line 2: a tag has more than 1,000 attributes"):
        read(f"<p>\n<p {many}>x".encode())
    assert read(f"<p {' '.join(f'a{n}' for n in range(900))}>x".encode()).accepting("all").text == "x"
