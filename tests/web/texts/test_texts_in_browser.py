"""Texts in a browser: the chosen run, keys, the panel; without a script; nothing that the policy forbids; axe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

pytestmark = pytest.mark.browser
VARIANTS = ("/r/orn/text/?ghosts=1&by=age", "/r/orn/c/8/", "/r/orn/compare/4..p96/?view=beside&whole=1")
"""What the demonstration's other record shows of these pages, and other pages of the desk, are judged elsewhere."""


@contextmanager
def opened(browser: Any, served: str, **options: Any) -> Iterator[Any]:
    """A page at which Boria sits; what it complains of makes the test fail."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(served)
    page.click('form[action="/demo/boria"] button')
    yield page
    context.close()
    assert said == []


def chosen(page: Any) -> str:
    return str(page.eval_on_selector("#sheet a.run[aria-current]", "run => run.textContent"))


def test_chosen_words_are_told_of_in_the_panel(browser: Any, served: str) -> None:
    with opened(browser, served) as page:
        page.goto(f"{served}/r/orn/text/")
        assert page.locator("#sheet a.run[tabindex='0']").count() == 1
        with page.expect_response(lambda answer: "/w/" in answer.url) as sent:
            page.click("#sheet a.run:has-text('except for pilotage')")
        assert sent.value.ok
        page.wait_for_selector("#told:has-text('except for pilotage')")
        assert "Estovia" in page.inner_text("#told .answer")
        assert page.locator("#panel article").count() == 1
        assert "w=" in page.url
        page.reload()
        assert "except for pilotage" in page.inner_text("#told blockquote")
        assert "except for pilotage" in chosen(page)


def test_arrows_walk_all_runs_and_n_and_p_those_of_one_hand(browser: Any, served: str) -> None:
    with opened(browser, served) as page:
        page.goto(f"{served}/r/orn/text/")
        page.click("#sheet a.run.signed:has-text('three hundred')")
        first = chosen(page)
        page.keyboard.press("ArrowRight")
        second = chosen(page)
        page.keyboard.press("ArrowLeft")
        assert (first, chosen(page)) == (chosen(page), first)
        assert second != first
        page.click("#sheet a.run:has-text('except for pilotage')")
        colour = page.eval_on_selector("#sheet a.run[aria-current]", "run => run.className.match(/p[0-9]+/)[0]")
        page.keyboard.press("n")
        assert "consults them" in chosen(page)
        assert page.locator(f"#sheet a.run[aria-current].{colour}").count() == 1
        page.keyboard.press("p")
        assert "except for pilotage" in chosen(page)
        page.keyboard.press("n")
        page.wait_for_selector("#told:has-text('consults them')")


def test_keys_walk_the_changes(browser: Any, served: str) -> None:
    with opened(browser, served) as page:
        page.goto(f"{served}/r/orn/compare/2..3/")
        numbers = page.eval_on_selector_all("a.cn", "marks => marks.map(mark => mark.id)")
        page.keyboard.press("n")
        assert page.url.endswith(f"#{numbers[0]}")
        page.keyboard.press("n")
        assert page.evaluate("document.activeElement.id") == numbers[1]
        page.keyboard.press("p")
        page.keyboard.press("p")
        assert page.url.endswith(f"#{numbers[-1]}")


def test_without_a_script_a_run_is_a_link_that_tells(browser: Any, served: str) -> None:
    with opened(browser, served, java_script_enabled=False) as page:
        page.goto(f"{served}/r/orn/text/")
        page.click("#sheet a.run:has-text('except for pilotage')")
        assert "except for pilotage" in page.inner_text("#told blockquote")
        assert page.url.endswith("#chosen")
        page.click("#told a.back")
        assert "#w" in page.url


@pytest.mark.parametrize("path", VARIANTS)
@pytest.mark.parametrize(("width", "scheme", "tongue"), [(375, "dark", "ar"), (1280, "light", "en")])
def test_other_views_are_accessible_too(
    browser: Any, served: str, path: str, width: int, scheme: str, tongue: str
) -> None:  # fmt: skip
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with opened(browser, served, viewport={"width": width, "height": 900}, color_scheme=scheme) as page:
        page.context.add_cookies([{"name": "django_language", "value": tongue, "url": served}])
        page.goto(f"{served}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
        assert [(each["id"], [node["html"][:120] for node in each["nodes"]][:3])
                for each in found.response["violations"]] == []  # fmt: skip
