"""The page of a reading: the report word for word, every statement marked, no sign of whoever is not to be named."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from travaux.formats.html.page_reading import reading_page
from travaux.papers.readings import UNNAMED, reading_paper, summary
from travaux.reading.items import Item, Reading, Report, Said

from .conftest import said_of

SHEET = re.compile(r'<div class="sheet report"[^>]*>\n(.*?)</div>\n<section class="taken"', re.DOTALL)
HIDDEN = re.compile(r'<span class="vh">.*?</span>|<sup class="by".*?</sup>', re.DOTALL)


def sheet(page: str) -> str:
    found = SHEET.search(page)
    assert found is not None
    return found[1]


def test_the_report_stands_there_word_for_word() -> None:
    reading = said_of("peace-01", "trade-08", "climate-08")
    plain = re.sub(r"<[^>]+>", "", HIDDEN.sub("", sheet(reading_page(reading_paper(reading)))))
    assert reading.report.text.split() == html.unescape(plain).split()


def test_every_statement_is_marked_and_every_link_leads_somewhere() -> None:
    page = reading_page(reading_paper(said_of("peace-01", "labour-08")))
    for target in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{target}"' in page, target
    marked = re.findall(r'<a class="run [^"]+ reported" id="r\d+[^>]*>(.*?)</a>', HIDDEN.sub("", sheet(page)))
    assert "''We will come back,''" in map(html.unescape, marked)
    assert len(marked) == sum(len(item.parts.get("content", ())) for item in said_of("peace-01", "labour-08").items)


def test_a_source_without_a_name_has_no_letter() -> None:
    reading = said_of("labour-04")
    paper = reading_paper(reading)
    assert {each.writer for each in paper.told} == {UNNAMED}
    whole = said_of("labour-01")
    named = [
        replace(each, value=replace(each.value, terms="not for attribution"))
        for each in whole.items
        if isinstance(each.value, Said)
    ]
    hidden = reading_paper(replace(whole, items=tuple(named)))
    assert {each.writer for each in hidden.told} == {UNNAMED}


def test_what_lies_within_another_is_painted_over_it() -> None:
    paper = reading_paper(said_of("peace-07"))
    pieces = [
        (piece.item, piece.part, piece.text) for line in paper.paragraphs for piece in line if piece.item is not None
    ]
    assert (1, "content", "that nothing was agreed") in pieces
    assert (1, "source", "the envoy") in pieces


def test_words_of_a_report_stay_words() -> None:
    text = "“<script>alert(1)</script>” said <img src=x onerror=alert(1)>.\n"
    source = Said(source=said_of("labour-01").items[0].value.source)  # type: ignore[union-attr]
    item = Item(number=0, kind="attribution", parts={"content": ((0, 27),)}, value=source, tier="look")
    report = Report(text=text, digest="0" * 64, name='<b>"', outlet="<i>")
    page = reading_page(reading_paper(Reading(report, (item,))))
    assert "<img" not in page
    assert page.count("<script>") == 1
    assert "<b>&quot;" not in page
    assert "&lt;script&gt;" in page


def test_the_sentence_that_comes_first() -> None:
    whole = said_of("labour-01")
    says = "Four statements by three sources, one meeting, one deadline"
    assert summary(whole) == f"{says}; one sentence was not read."
    assert summary(replace(whole, unread=())) == f"{says}."
    assert summary(replace(whole, items=())) == "Nothing was taken from it, and one sentence was not read."
    assert summary(replace(whole, items=(), unread=())) == "There is nothing in it that is read."
    assert summary(replace(whole, unread=whole.unread * 21)).endswith("; 21 sentences were not read.")
