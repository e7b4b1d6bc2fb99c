"""The matrix and the walk to a bundle in a real Chromium: arrow keys, heads that hide nothing, a file that holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

HIDDEN = """(link) => {
  const head = document.querySelector("#grid thead th").getBoundingClientRect(), here = link.getBoundingClientRect();
  return here.top < head.bottom - 1;
}"""


@pytest.fixture(scope="module", params=["en", "ar"])
def page(request: pytest.FixtureRequest, browser: Any, served: str) -> Iterator[Any]:
    """A page in which Boria sits, in a language from left to right or from right to left."""
    context = browser.new_context(base_url=served, reduced_motion="reduce", accept_downloads=True)
    context.add_cookies([{"name": "django_language", "value": request.param, "url": served}])
    opened = context.new_page()
    opened.goto("/")
    opened.click("form[action='/demo/boria'] button")
    yield opened
    context.close()


def focused(page: Any) -> tuple[int, int]:
    """Returns the row and column of the matrix in which the focus is."""
    found = page.evaluate(
        "() => { const cell = document.activeElement.closest('td, th');"
        " return [cell.parentElement.sectionRowIndex, cell.cellIndex]; }"
    )
    return found[0], found[1]


def test_arrow_keys_go_from_cell_to_cell(page: Any) -> None:
    page.goto("/r/orn/papers/matrix/")
    onward, back = (
        ("ArrowRight", "ArrowLeft") if page.evaluate("document.dir") != "rtl" else ("ArrowLeft", "ArrowRight")
    )
    page.focus("#grid tbody tr:nth-child(3) td:nth-child(3) a")
    for key, place in (
        (onward, (2, 3)), ("ArrowDown", (3, 3)), (back, (3, 1)), ("ArrowDown", (4, 1)), (onward, (4, 2)),
        ("ArrowUp", (2, 2)),  # over the row in which Aldania has taken no position
    ):  # fmt: skip
        page.keyboard.press(key)
        assert focused(page) == place, key


@pytest.mark.parametrize("width", [375, 1280])
def test_a_head_that_stays_in_sight_hides_nothing_that_has_the_focus(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 420})
    page.goto("/r/orn/papers/matrix/")
    page.focus("#grid tbody tr:last-child td:nth-child(3) a")
    for _ in range(10):
        page.keyboard.press("ArrowUp")
        assert not page.evaluate(HIDDEN, page.evaluate_handle("document.activeElement"))
    assert page.evaluate("getComputedStyle(document.querySelector('#grid thead th')).position") == "sticky"


def test_from_the_overview_to_a_bundle_by_keys_and_links(page: Any, tmp_path: Path) -> None:
    from travaux.cli.main import run

    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/r/velm/")
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/statements/")
    page.click("a:has(.vd.con)")
    page.wait_for_url("**/statements/51/**")
    key = page.inner_text("code.command").partition("--key ")[2]
    with page.expect_download() as waiting:
        page.click("form[action$='/statements/bundle'] button")
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == "velm-boria-neither-approved-nor-changed-any-clause.bundle"
    assert run(["verify", str(file), "--key", key]) == 0


def test_keys_lead_to_the_papers(page: Any) -> None:
    for key, end in (("p", "/papers/"), ("m", "/papers/matrix/"), ("i", "/papers/timeline/")):
        page.goto("/r/orn/")
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(f"**{end}")


def test_a_paper_on_paper_has_no_controls(page: Any) -> None:
    page.goto("/r/orn/papers/matrix/")
    page.emulate_media(media="print")
    shown = page.evaluate("[...document.querySelectorAll('form, nav, button')].filter((e) => e.offsetParent).length")
    page.emulate_media(media="screen")
    assert shown == 0
    assert len(page.pdf()) > 10_000
