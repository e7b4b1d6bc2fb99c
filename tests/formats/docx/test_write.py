"""What is written: the word processor's own elements, the same bytes each time, and nothing that was not known."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from travaux.formats.docx import read
from travaux.formats.docx.write import write
from travaux.text.drafts import Hand
from travaux.text.manuscripts import Comment, Fate, Level, Manuscript, NumberedList, Paragraph, Segment

ANNA, BORIS = Hand("Anna", "2031-01-02T10:00:00"), Hand("Boris & Co", "2031-01-02T08:00:00Z")


def part(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def body(*paragraphs: Paragraph) -> str:
    written = part(write(Manuscript(paragraphs)))
    return written[written.index("<w:body>") + 8 : written.index("<w:sectPr>")]


def test_changes_are_native() -> None:
    written = body(Paragraph((Segment("a"), Segment("b", ANNA, BORIS)), mark=Fate(None, ANNA)))
    assert written == (
        '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="Anna" w:date="2031-01-02T10:00:00Z"/></w:rPr></w:pPr>'
        '<w:r><w:t xml:space="preserve">a</w:t></w:r>'
        '<w:ins w:id="2" w:author="Anna" w:date="2031-01-02T10:00:00Z">'
        '<w:del w:id="1" w:author="Boris &amp; Co" w:date="2031-01-02T08:00:00Z" w16du:dateUtc="2031-01-02T08:00:00Z">'
        '<w:r><w:delText xml:space="preserve">b</w:delText></w:r></w:del></w:ins></w:p>'
    )


def test_a_date_that_is_not_known_is_left_out() -> None:
    written = body(Paragraph((Segment("a", Hand("Anna")), Segment("b", None, Hand(None), "m"))))
    assert "w:date" not in written
    assert 'w:author="Anna"' in written


def test_moves_have_ranges_of_one_name() -> None:
    away = Paragraph((Segment("x "), Segment("moved", None, ANNA, "m1")), mark=Fate(None, ANNA, "m1"))
    here = Paragraph((Segment("moved", ANNA, None, "m1"), Segment(" y")))
    written = body(away, Paragraph((Segment("between"),)), here)
    kinds = re.findall(r"<w:(move\w+)", written)
    assert [kind for kind in kinds if kind.endswith(("Start", "End"))] == [
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    ]  # fmt: skip
    assert re.findall(r'w:name="(\w+)"', written) == ["m1", "m1"]
    starts = re.findall(r'RangeStart w:id="(\d+)"', written)
    assert re.findall(r'RangeEnd w:id="(\d+)"', written) == starts
    # Words moved away stay in w:t; only struck words are in w:delText.
    assert "delText" not in written


def test_every_change_has_an_id_of_its_own() -> None:
    segments = tuple(Segment(str(n), ANNA if n % 2 else None, BORIS if n % 3 else None) for n in range(12))
    ids = re.findall(r'<w:(?:ins|del) w:id="(\d+)"', body(Paragraph(segments)))
    assert len(ids) == len(set(ids)) == 14


def test_the_same_bytes_each_time_and_nothing_of_this_machine() -> None:
    manuscript = Manuscript((Paragraph((Segment("a", ANNA),)),), title="Draft <1>", language="en-GB")
    data = write(manuscript)
    assert data == write(manuscript)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {(entry.date_time, entry.create_system) for entry in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 3)}
    again = read(data)
    assert (again.title, again.language, again.authors) == ("Draft <1>", "en-GB", ("Anna",))


def test_lists_and_headings_come_back_with_their_labels() -> None:
    levels = (Level("decimal", "Article %1"), Level("padded-3", "%1-%2"), Level("upper-roman", "%3.", legal=True))
    whole = levels + tuple(Level("none", "") for _ in range(6))
    lists = {"main": NumberedList("c", whole), "again": NumberedList("c", whole, ((0, 7),))}
    paragraphs = tuple(
        Paragraph((Segment("x"),), numbering=numbering, style="heading 1", level=0)
        for numbering in [("main", 0), ("main", 1), ("main", 2), ("again", 0)]
    )
    draft = read(write(Manuscript(paragraphs, lists=lists))).accepting("all")
    assert [line.label for line in draft.lines] == ["Article 1", "1-001", "1.", "Article 7"]
    assert [line.level for line in draft.lines] == [0, 0, 0, 0]


def test_comments_come_back() -> None:
    comments = (
        Comment(ANNA, "Why?\nReally.", 1, 2, 5),
        Comment(BORIS, "Because.", 1, 2, 5, answers=0, resolved=True),
        Comment(Hand(None), "No place.", 0, 0, 0),
    )
    paragraphs = (Paragraph((Segment("a"),)), Paragraph((Segment("abc"), Segment("def", ANNA))))
    assert read(write(Manuscript(paragraphs, comments=comments))).comments == comments


def test_notes_and_headers_come_back() -> None:
    streams = ["", "footnote 1", "footnote 2", "endnote 1", "header 1", "header 2", "footer 1"]
    paragraphs = tuple(Paragraph((Segment(name or "body"),), block=n, stream=name) for n, name in enumerate(streams))
    assert read(write(Manuscript(paragraphs))).paragraphs == paragraphs


@pytest.mark.parametrize(
    ("paragraph", "why"),
    [
        (Paragraph((Segment("a\x01b"),)), r"U\+0001 cannot stand in a Word file"),
        (Paragraph((Segment("a", Hand("\ud800")),)), r"U\+D800 cannot stand"),
        (Paragraph((Segment("a", marks=frozenset({"blinking"})),)), "no formatting called 'blinking'"),
        (Paragraph((Segment("a", marks=frozenset({"highlight=mauve"})),)), "no formatting called 'highlight=mauve'"),
        (Paragraph((Segment("a"),), within=(Fate(ANNA), Fate(ANNA), Fate(ANNA))), "more containers"),
        (Paragraph((Segment("a"),), within=(Fate(ANNA), Fate(ANNA, BORIS))), "a cell cannot be put in and struck"),
        (Paragraph((Segment("a"),), stream="margin 1"), "no place for 'margin 1'"),
    ],
)
def test_what_a_word_file_cannot_hold_is_said(paragraph: Paragraph, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        write(Manuscript((paragraph,)))
