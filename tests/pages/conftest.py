"""Pages from values made by hand, and a real browser to open them in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any

import pytest
from bench.written.gold import written
from tests.reading.written import perfect

from travaux.formats.html.page_audit import audit_page
from travaux.formats.html.page_authorship import authorship_page
from travaux.formats.html.page_reading import reading_page
from travaux.formats.html.page_redline import redline_page
from travaux.papers.audited import audit_paper
from travaux.papers.authorship import authorship
from travaux.papers.readings import reading_paper
from travaux.papers.redline import redline_paper
from travaux.reading.items import Fact, Item, Reading, Report, Unread
from travaux.text.audit import Audit, Finding
from travaux.text.drafts import Draft, Hand
from travaux.text.history import Version
from travaux.text.origins import DeletedToken, Origin, Trace, TracedToken
from travaux.text.redline import compare
from travaux.text.tokens import tokens

WRITERS = {"A": "Aldania", "B": "Boria", "C": "Cascadia", "?": None}
MARKED = re.compile(r"\{([ABC?])([+-])([^{}]*)\}")
ENGLISH = """The Velm Valley Plan
Part 1
The ground
1. Cessation of hostilities
The Parties cease all hostilities on land{A+, on the river and in the air}, at noon.
2. Lines of separation
The forces withdraw within {A-ten}{A+fourteen} days{B+, and their heavy weapons within twenty-one}:
(a) to the lines drawn on Map 1; {C+and}
(b) to the river.
Part 2
Recovery
14. Audit of aid
{B+Each Party shall publish a yearly account of the aid it receives under this Plan}{?+ and of aid received before it}{A+, audited by an }{C-independent }{A+auditor}. It is sent within ninety days.
"""  # noqa: E501
ARABIC = """خطة وادي فيلم
المادة 1
تتاح لبعثة مدنية من {B+أربعمئة مراقب على الأكثر} تقودها كاسكاديا إمكانية الوصول {C+وإلى أي مستودع} في كل وقت.
المادة 2
ينشر كل طرف حساباً {A-مستقلاً }سنوياً بالمعونة {?+وبالمعونة التي تلقاها قبلها} التي يتلقاها.
"""


def traced(marked: str, language: str) -> Trace:
    """A trace of two drafts from a marked text: `{B+put in}`, `{B-taken out}`, `{?+put in by nobody on record}`."""
    text, spans, gone, at = "", [], [], 0
    for mark in MARKED.finditer(marked):
        text += marked[at : mark.start()]
        who, sign, words = mark.groups()
        if sign == "+":
            spans.append((len(text), len(text) + len(words), who))
            text += words
        else:
            place = len(text.rstrip())
            author = WRITERS[who]
            gone += [DeletedToken(t.text, Origin(0), author, 1, 0, 0, "recorded", place) for t in tokens(words)]
        at = mark.end()
    text += marked[at:]
    new = Draft(text, name="draft-5.docx", language=language, edits=())
    living = [TracedToken(*token, _origin(token.start, spans)) for token in tokens(text)]
    old = Version(Draft(text[:40], name="draft-4.docx"), "draft-4.docx")
    return Trace(new, living, gone, (old, Version(new, "draft-5.docx", (0,))))


def _origin(place: int, spans: list[tuple[int, int, str]]) -> Origin:
    who = next((who for start, end, who in spans if start <= place < end), None)
    if who is None:
        return Origin(0)
    return Origin(1) if who == "?" else Origin(1, WRITERS[who], grade="recorded")


def _audit() -> str:
    text = "14. Each Party shall publish an account of the aid it receives and of aid received before it, yearly."
    draft = Draft(text, name="draft-5.docx", language="en")
    clause = draft.clause_at(20)
    start = text.index(" and of")
    hidden = Finding("insertion", clause, "", " and of aid received before it", (60, 60), (start, start + 30))
    by = Hand("Boria", "2031-03-28T10:00:00Z")
    shown = Finding("replacement", clause, "monthly", "yearly", (0, 7), (len(text) - 7, len(text) - 1), "underline", by)
    return audit_page(audit_paper(Audit(Draft("", name="draft-4.docx"), draft, [shown], [hidden], True)))


EARLIER = """1. Cessation
The Parties shall cease.
2. Lines
Forces withdraw to Map 1 at once, by day.
3. Mission
It is civil.
"""
LATER = """1. Cessation
The Parties may cease.
2. Mission
It is civil.
3. Lines
Forces withdraw to Map 1 at once, by day.
4. New
Added here.
"""


def _redline() -> str:
    return redline_page(redline_paper(compare(Draft(EARLIER, name="a.docx"), Draft(LATER, name="b.docx"))))


def said_page(*names: str) -> str:
    """The page of a reading of written reports, one after another."""
    return reading_page(reading_paper(said_of(*names)))


def said_of(*names: str) -> Reading:
    """The reading of written reports, one after another: all that their gold says; the last line is left unread."""
    texts = {each.name: each for each in written()}
    text, items = "", list[Item]()
    for name in names:
        first = len(items)
        for item in perfect(texts[name]).items:
            moved = {
                part: tuple((a + len(text), b + len(text)) for a, b in spans) for part, spans in item.parts.items()
            }
            within = None if item.within is None else item.within + first
            value = item.value
            if isinstance(value, Fact) and value.reported_by is not None:
                value = replace(value, reported_by=value.reported_by + first)
            items.append(replace(item, number=first + item.number, parts=moved, within=within, value=value))
        text += texts[name].text + "\n"
    last = text.rstrip().rindex("\n") + 1
    report = Report(text=text, digest="0" * 64, name="report.txt", reference="2031-03-12", dated_by="--date")
    unread = Unread(span=(last, len(text.rstrip())), reason="a quotation whose speaker was not found")
    return Reading(report, tuple(items), (unread,), "gold")


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of six pages, as files."""
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "authorship": authorship_page(authorship(traced(ENGLISH, "en"))),
        "arabic": authorship_page(authorship(traced(ARABIC, "ar"))),
        "redline": _redline(),
        "audit": _audit(),
        "said": said_page("peace-01", "labour-04"),
        "said-arabic": said_page("climate-08", "climate-09"),
    }
    for name, page in made.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in made}


Opened = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def opened(browser: Any, pages: dict[str, str]) -> Opened:
    """Opens a page; when it is closed, nothing may have been asked of a network and nothing said on the console."""

    @contextmanager
    def opening(name: str, *, width: int = 1280, scheme: str = "light", script: bool = True) -> Iterator[Any]:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script,
            reduced_motion="reduce", has_touch=width < 600,
        )  # fmt: skip
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(pages[name])
        yield page
        context.close()
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert said == []

    return opening
