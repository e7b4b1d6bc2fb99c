"""Pages of papers in a real Chromium: judged by axe, never wider than the screen, complete on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from travaux.formats.html.paper import write
from travaux.papers.paper import (
    Cell,
    Chart,
    Column,
    Drawn,
    Heading,
    Paper,
    Paragraph,
    Row,
    Run,
    Sign,
    Table,
    Tone,
    cell,
    plain,
    tabled,
)
from travaux.papers.writers import writers

pytestmark = pytest.mark.browser
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
A, B, C = writers(["Aldania", "Boria", "Cascadia"]).values()
TONES: tuple[Tone, ...] = ("green", "yellow", "blue", "red", "grey", "white")
TEXT = (
    Heading("Recovery", 1, "Part 2"),
    Heading("Aid", 3),
    Paragraph((Run("Audit of aid", "strong"),), "clause", "14", tone="red"),
    Paragraph(
        (
            Run("Each Party "), Run("[", "bracket"), Run("shall"), Run(": A", "attribution", A), Run("]", "bracket"),
            Run(" publish", note=1), Run(" and of aid received before it", "inserted", B, "2031-03-28", change=1),
            Run("independent ", "deleted", C, change=2, outer="inserted", outer_by=B), Run(" auditor.", note=1),
            Run(" It is sent.", "moved to", move="1"), Run(" At once.", "stale"), Run(" Soon.", by=A),
        ), "clause", "14.1",
    ),
    Paragraph((Run("to the river.", "moved from", move="1"),), "clause", "(a)", 1),
    plain("an item", "item"), plain("below it", "item", depth=1), plain("An account is no audit.", "quotation"),
    plain("Quiet.", "note"), plain("Part", "part"), plain("First.", "standfirst"), plain("Words."),
)  # fmt: skip
STANDS = Cell((plain("Agreed"), plain("so far", look="quiet")))
MATRIX = Table(
    "Position of each party",
    (
        Column("Clause", 2, head=True), Column("Aldania", by=A), Column("Boria", by=B), Column("", numbers=True),
        Column("It stands", 3),
    ),
    tuple(
        Row((cell(f"{number} Lines"), cell("accepted", tone), cell("objected", "red"), cell("2"), STANDS))
        for number, tone in enumerate(TONES)
    ),
    wide=True,
)  # fmt: skip
CHART = Chart(
    "What happened", ("Drafts", "Boria", "Deadlines"), ((0.1, "24 February"), (0.9, "7 April")),
    (
        Drawn(0, 0.2, 0.2, "point", "1", "draft 1", 9, C, 1),
        Drawn(1, 0.3, 0.4, "bar", "accepted", "", 34, B, 1, "green"),
        Drawn(1, 0.6, 0.8, "open", "objected", "", 139, B), Drawn(2, 0.7, 0.95, "line", "4 April, 18:00", "", 120),
    ),
    tabled("The same", ("Entry", "What"), (("9", "Cascadia tables draft 1"),)),
)  # fmt: skip
ENGLISH = Paper(
    kind="Rolling text", title="The Velm Valley Plan", summary="Two clauses of four are not agreed.",
    facts=(("Draft", "draft 5"), ("Counted by", "a long convention, " * 9)), blocks=(*TEXT, MATRIX, CHART, MATRIX),
    legend=(
        Sign("[ ]", "not agreed", look="bracket"), Sign("Aldania", "words of Aldania", by=A),
        Sign("agreed", "by all", "green"),
    ),
    notes=(plain("Aldania reserves."),), remarks=("Positions given orally are not in it.",), language="en", wide=True,
)  # fmt: skip
ARABIC = Paper(
    kind="Rolling text", title="خطة وادي فيلم", summary="Nothing is agreed.", language="ar",
    blocks=(
        Heading("المادة 1"),
        Paragraph(
            (Run("ينشر كل طرف حساباً "), Run("مستقلاً", "deleted", B), Run(" سنوياً", "inserted", A, note=1)),
            "clause", "1", 1,
        ),
        Table("Clauses", (Column("Clause", head=True), Column("Text")), (Row((cell("1"), cell("ينشر كل طرف حساباً"))),)),
    ),
    notes=(plain("تحفظ"),),
)  # fmt: skip

Opened = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("papers")
    for name, paper in (("english", ENGLISH), ("arabic", ARABIC)):
        (folder / f"{name}.html").write_bytes(write(paper))
    return {name: Path(folder / f"{name}.html").as_uri() for name in ("english", "arabic")}


@pytest.fixture
def shown(browser: Any, papers: dict[str, str]) -> Opened:
    """Opens the page of a paper; nothing may be asked of a network and nothing said on the console."""

    @contextmanager
    def opening(name: str, *, width: int = 1280, scheme: str = "light") -> Iterator[Any]:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        page = context.new_page()
        told: list[str] = []
        page.on("request", lambda request: told.append(request.url))
        page.on("console", lambda message: told.append(message.text))
        page.goto(papers[name])
        yield page
        context.close()
        assert [each for each in told if not each.startswith(("file:", "data:"))] == []

    return opening


@pytest.mark.parametrize("name", ["english", "arabic"])
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_paper(shown: Opened, name: str, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe: pip install 'travaux[test]'")
    with shown(name, width=width, scheme=scheme) as page:
        found = (
            axe.Axe().run(page, options={"runOnly": AXE_RULES, "resultTypes": ["violations"]}).response["violations"]
        )
        assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found] == []


@pytest.mark.parametrize("name", ["english", "arabic"])
@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_no_paper_scrolls_sideways(shown: Opened, name: str, width: int) -> None:
    with shown(name, width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_wide_table_scrolls_within_its_region_and_can_be_reached(shown: Opened) -> None:
    with shown("english", width=375) as page:
        region = page.locator("[role=region][aria-label^='Table 1']")
        assert region.evaluate("(each) => each.scrollWidth > each.clientWidth && each.tabIndex === 0")


def test_a_note_is_reached_and_left_by_its_marks(shown: Opened) -> None:
    with shown("english") as page:
        page.click("#mark-1")
        assert page.evaluate("location.hash") == "#note-1"
        assert page.locator("#note-1 .back").count() == 2
        page.click("#note-1 .back >> nth=1")
        assert page.evaluate("location.hash") == "#mark-1-2"


def test_who_listens_is_told_what_became_of_words(shown: Opened) -> None:
    with shown("english") as page:
        page.evaluate("document.querySelectorAll('[aria-hidden=true]').forEach((each) => each.remove())")
        told = page.locator(".sheet").evaluate("(each) => each.textContent")
        assert "[put in by Boria, 28 March 2031:  and of aid received before it]" in told
        assert "[put in by Boria: [taken out by Cascadia: independent ]]" in told


def test_tones_differ_without_colour(shown: Opened) -> None:
    line = "(all) => all.map(getComputedStyle).map((each) => each.borderInlineStartWidth + each.borderInlineStartStyle)"
    with shown("english") as page:
        lines = [page.eval_on_selector_all(f"td.t-{tone}", line)[0] for tone in TONES]
        assert len(set(lines)) == len(TONES)


def test_a_wide_paper_is_printed_on_its_side_and_whole(shown: Opened) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    with shown("english") as page:
        document = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True))
    width, height = document[0].get_size()
    assert width > height
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    assert "Positions given orally are not in it." in text.replace("\r\n", " ")
