"""Papers as pages: each in the frame of the desk, of what its reader may read, every entry a link."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from travaux.web.config import Config

Clients = Callable[[str], "Client"]
KINDS = ("rolling", "columns", "clean", "consolidation", "deadlines", "redline", "audit")
SLUGS = ("velm", "orn")


class Words(HTMLParser):
    """The words of a page for those who listen; raised letters of parties are hidden from them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.hidden = False
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = tag == "span" and ("aria-hidden", "true") in attrs

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.said).split())


def got(client: Client, path: str, query: dict[str, str] | None = None) -> str:
    answer = client.get(path, query or {})
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("kind", [*KINDS, "matrix", "timeline"])
def test_every_paper_is_a_page(client: Clients, slug: str, kind: str) -> None:
    page = got(client("boria"), f"/r/{slug}/papers/{kind}/")
    assert "style=" not in page
    assert f"/r/{slug}/papers/{kind}.docx" in page or kind == "clean"


def test_what_a_page_shows_is_the_paper(client: Clients, desk: Config) -> None:
    from travaux.secretariat.opening import open as open_record

    with open_record(desk.records["orn"], viewer="boria", home=desk.home) as record:
        paper = record.paper("rolling", day=desk.days["orn"])
    words = Words(got(client("boria"), "/r/orn/papers/rolling/")).text.casefold()
    missing = [each for each in paper.words() if " ".join(each.casefold().split()) not in words]
    assert missing == []


def test_every_entry_that_a_paper_cites_is_a_link_to_it(client: Clients) -> None:
    page = got(client("boria"), "/r/orn/papers/timeline/", {"at": "100"})
    cited = re.findall(r">(\d+)</a>", page)
    assert len(cited) > 20
    assert all(f'href="/r/orn/e/{index}/?at=100">{index}</a>' in page for index in cited)


def test_words_of_the_text_are_no_citation() -> None:
    from travaux.formats.html.paper_runs import Links

    links = Links(entry=lambda index: f"/e/{index}/" if index < 90 else "")
    told = "entries 4, 7 or 9; entry 12; entry 99; “see entry 3”; entry 4.2"
    assert links.cited(told) == (
        'entries <a class="entry" href="/e/4/">4</a>, <a class="entry" href="/e/7/">7</a> or '
        '<a class="entry" href="/e/9/">9</a>; <a class="entry" href="/e/12/">entry 12</a>; entry 99; '
        "“see entry 3”; entry 4.2"
    )
    assert links.numbers('<b data-entry="4">4</b>') == '<b data-entry="4"><a class="entry" href="/e/4/">4</a></b>'


def test_a_text_that_is_not_clean_says_what_is_open_and_for_whom(client: Clients) -> None:
    words = Words(got(client("boria"), "/r/velm/papers/clean/")).text
    assert re.search(r"Draft 2 is not clean: \w+ points are open\.", words)
    assert "What is open, and for whom" in words
    assert client("boria").get("/r/velm/papers/clean.json").status_code == 409


def test_the_columns_can_be_of_drafts_and_in_the_tones_of_a_process(client: Clients) -> None:
    reader = client("boria")
    page = got(reader, "/r/orn/papers/columns/", {"by": "drafts", "legend": "assembly"})
    assert "agreed in the working group" in page
    assert "/r/orn/papers/columns.docx?by=drafts&amp;legend=assembly" in page
    assert reader.get("/r/orn/papers/columns/", {"legend": "rainbow"}).status_code == 422
    assert reader.get("/r/orn/papers/columns/", {"by": "colours"}).status_code == 422


def test_there_is_no_paper_of_an_unknown_kind(client: Clients) -> None:
    assert client("boria").get("/r/orn/papers/poem/").status_code == 404
    assert client("boria").get("/r/orn/papers/poem.docx").status_code == 404
    assert client("boria").get("/r/orn/papers/life.docx").status_code == 422


def test_the_chart_scrolls_in_a_region_with_a_name_and_has_its_table(client: Clients) -> None:
    page = got(client("boria"), "/r/orn/papers/timeline/")
    assert re.search(r'<div class="scroll" tabindex="0" role="region" aria-label="Chart 1: [^"]+"><svg ', page)
    assert re.search(r"<caption>[^<]+two clocks", page, re.IGNORECASE) or "<caption>" in page
    assert "<script>" not in page


def test_the_hub_names_every_paper_and_leads_to_it(client: Clients) -> None:
    found = client("boria").get("/r/orn/papers.json").json()
    assert [each["kind"] for each in found["papers"]] == [
        "rolling", "columns", "clean", "consolidation", "matrix", "timeline", "deadlines", "redline", "audit",
    ]  # fmt: skip
    reader = client("boria")
    for each in found["papers"]:
        assert reader.get(each["address"]).status_code == 200
        for download in each["downloads"]:
            answer = reader.get(download["address"])
            assert answer.status_code == (409 if each["kind"] == "clean" else 200), download
    assert {each["format"] for each in found["whole"]} == {"jsonl", "prov"}
    assert "papers/matrix/" in got(reader, "/r/orn/")
