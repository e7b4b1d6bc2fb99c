"""Every page of the desk in a real Chromium: judged by axe, never wider than the screen, silent on the console.

The addresses are found as a reader finds them, by following links; a page of the register that no link leads to, and no
form, fails. In light and dark, from left to right and from right to left, on a phone and on a screen.
"""

from __future__ import annotations

import html
import io
import re
from collections import Counter, deque
from collections.abc import Iterator
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.browser
PLAN = resources.files("travaux") / "example" / "plan"
REPORT = """An official of Boria said on 12 March 2031 that Boria changed no clause. "We accept most of it," he said.
"""
BY_FORM = {
    "page:check": "/r/velm/statements/check/?claim=boria+changed+clause+14",
    "page:compare": "/r/velm/compare/?choose=1",
    "page:words": "/r/velm/d/2/w/119-143/",
}
"""Pages to which forms and scripts lead, and no link."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SEEN = ["color-contrast", "target-size", "link-in-text-block"]
"""What depends on how a page looks, and not on what it says."""
LOOKS = (("light", 1280, RULES), ("dark", 375, RULES), ("dark", 1280, SEEN), ("light", 375, SEEN))
WIDTHS = (320, 375, 768, 1280)
ENOUGH = 3
"""So many pages of a kind are asked for at most, in search of one that answers."""
JUDGE = """async (rules) => {
  const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  return found.violations.map((each) => `${each.id}: ${each.nodes.length} × ${each.nodes[0].html.slice(0, 140)}`);
}"""


@pytest.fixture(scope="module")
def addresses(desk: Any) -> dict[str, str]:
    """One address of each page, as the secretariat comes to it, by name; and those that belong to no record."""
    from django.test import Client

    from travaux.web.pages.register import PAGES

    reader = Client(headers={"host": "localhost:8000"})
    assert reader.post("/demo/secretariat").status_code == 302
    found = followed(reader, "/r/velm/", {f"page:{page.name}" for page in PAGES})
    found |= BY_FORM
    found["page:table-review"] = sent(reader, "table", "draft-2.docx", (PLAN / "draft-2.docx").read_bytes())
    found["page:report-review"] = sent(reader, "report", "report.txt", REPORT.encode())
    assert {page.name for page in PAGES} - {name.removeprefix("page:") for name in found} == set()
    others = {"records": "/", "verify": "/verify/", "preferences": "/preferences/", "no such page": "/r/none/"}
    return {name.removeprefix("page:"): url for name, url in found.items()} | others


def followed(reader: Client, start: str, wanted: set[str]) -> dict[str, str]:
    """Follows links from a page until one of each kind was found."""
    from django.urls import Resolver404, resolve

    found: dict[str, str] = {}
    waiting, seen, asked = deque([start]), {start}, Counter[str]()
    while waiting:
        at = waiting.popleft()
        name = resolve(at.partition("?")[0]).view_name
        answer = reader.get(at)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        found.setdefault(name, at)
        for link in re.findall(r'href="(/r/velm/[^"#]*)', answer.content.decode()):
            address = html.unescape(link)
            try:
                kind = resolve(address.partition("?")[0]).view_name
            except Resolver404:
                pytest.fail(f"{at} has a link to {address}, where nothing is")
            if address not in seen and kind not in found and kind in wanted and asked[kind] < ENOUGH:
                seen.add(address)
                asked[kind] += 1
                waiting.append(address)
    return found


def sent(reader: Client, form: str, name: str, content: bytes) -> str:
    """The review of a file that was sent in."""
    file = io.BytesIO(content)
    file.name = name
    answer = reader.post(f"/r/velm/{form}/send", {"file": file})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


@pytest.fixture(scope="module", params=["en", "ar"])
def page(request: pytest.FixtureRequest, browser: Any, served: str) -> Iterator[Any]:
    """A page in which the secretariat sits, in a language from left to right or from right to left."""
    context = browser.new_context(base_url=served, reduced_motion="reduce")
    context.add_cookies([{"name": "django_language", "value": request.param, "url": served}])
    opened = context.new_page()
    opened.said = []
    opened.on("console", lambda message: opened.said.append(message.text))
    opened.on("pageerror", lambda error: opened.said.append(str(error)))
    opened.goto("/")
    opened.click("form[action='/demo/secretariat'] button")
    yield opened
    context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    pytest.importorskip("axe_playwright_python", reason="no axe: pip install 'travaux[test]'")
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def test_axe_finds_nothing_on_any_page(page: Any, addresses: dict[str, str], axe: str) -> None:
    found: list[str] = []
    for name, address in addresses.items():
        page.goto(address)
        page.evaluate(axe)
        for scheme, width, rules in LOOKS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{name}, {scheme}, {width}: {each}" for each in page.evaluate(JUDGE, rules)]
    assert not found, "\n".join(found)


def test_no_page_is_wider_than_the_screen_or_speaks_on_the_console(page: Any, addresses: dict[str, str]) -> None:
    found: list[str] = []
    for name, address in addresses.items():
        page.said.clear()
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.append(f"{name} is wider than {width}")
        found += [f"{name} says {each}" for each in page.said if "404" not in each or name != "no such page"]
    assert not found, "\n".join(found)


def test_the_direction_of_a_page_is_that_of_its_language(page: Any) -> None:
    page.goto("/r/velm/")
    way = page.evaluate("getComputedStyle(document.documentElement).direction")
    assert way == ("rtl" if page.evaluate("document.documentElement.lang") == "ar" else "ltr")


def test_axe_can_find_something(page: Any, axe: str) -> None:
    page.goto("/verify/")
    page.evaluate(axe)
    page.evaluate("document.querySelector('.standfirst').innerHTML = '<img>'; document.title = ''")
    assert {each.split(":")[0] for each in page.evaluate(JUDGE, RULES)} >= {"document-title", "image-alt"}


def test_the_dispute_from_overview_to_bundle_without_a_script(browser: Any, served: str) -> None:
    context = browser.new_context(base_url=served, java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    page.goto("/")
    page.click("form[action='/demo/observer'] button")
    page.goto("/r/velm/")
    page.click("nav.sections >> text=Text")
    page.locator("a.run").first.click()
    page.locator("a[href*='/r/velm/c/']").first.click()
    assert page.locator("h1").inner_text()
    page.click("nav.sections >> text=Statements")
    page.locator("main a[href*='/statements/']").first.click()
    with page.expect_download() as download:
        page.locator("a[href*='statements/bundle'], form[action*='statements/bundle'] button").first.click()
    assert download.value.path().read_bytes().startswith(b"PK\x03\x04")
    context.close()
