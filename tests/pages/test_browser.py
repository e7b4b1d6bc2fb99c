"""The pages in a real Chromium: hover, focus and tap tell the origin of words, with and without the script."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOBODY = "Nobody is recorded as putting in these words."


def tabbable(page: Any) -> int:
    return int(
        page.evaluate("[...document.querySelectorAll('.sheet a.run')].filter((run) => run.tabIndex === 0).length")
    )


def violations(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe: pip install 'travaux[test]'")
    found = axe.Axe().run(page, options={"runOnly": AXE_RULES, "resultTypes": ["violations"]}).response["violations"]
    return [f"{violation['id']}: {violation['nodes'][0]['html'][:120]}" for violation in found]


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("authorship", "ltr"),
        ("authorship", "rtl"),
        ("arabic", "rtl"),
        ("redline", "ltr"),
        ("audit", "ltr"),
        ("said", "ltr"),
        ("said-arabic", "ltr"),
    ],
)
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Any, name: str, way: str, width: int, scheme: str) -> None:
    with opened(name, width=width, scheme=scheme) as page:
        page.evaluate(f"document.documentElement.dir = '{way}'")
        if page.query_selector("#ghosts"):
            page.check("#ghosts")
            page.click(".sheet a.run.p0")
        if way == "rtl" and page.query_selector("#only-p1"):
            page.check("#only-p1")
        assert violations(page) == []


def test_axe_can_find_something(opened: Any) -> None:
    with opened("audit") as page:
        page.evaluate("document.querySelector('.note').innerHTML = '<img>'; document.title = ''")
        assert {found.split(":")[0] for found in violations(page)} == {"document-title", "image-alt"}


@pytest.mark.parametrize("name", ["authorship", "arabic", "redline", "audit", "said", "said-arabic"])
@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_no_page_scrolls_sideways(opened: Any, name: str, width: int) -> None:
    with opened(name, width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_hover_tells_the_origin(opened: Any) -> None:
    with opened("authorship") as page:
        page.hover(".sheet a.run.px")
        assert NOBODY in page.inner_text(".panel")
        page.hover(".sheet a.run.base >> nth=3")
        assert "These words stand since the first draft." in page.inner_text(".panel")
        assert NOBODY not in page.inner_text(".panel")


def test_focus_tells_the_origin_and_the_words(opened: Any) -> None:
    with opened("authorship") as page:
        page.focus(".sheet a.run.px")
        told = page.inner_text(".panel")
        assert "“and of aid received before it”" in told
        assert NOBODY in told
        assert "inferred by comparing draft-5.docx with draft-4.docx" in told


def test_all_words_are_one_stop_for_the_tab_key(opened: Any) -> None:
    with opened("authorship") as page:
        assert tabbable(page) == 1
        page.focus(".sheet a.run[tabindex='0']")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        assert tabbable(page) == 1
        assert page.evaluate("document.activeElement.matches('[aria-current]')")


def test_n_and_p_walk_the_words_of_one_writer(opened: Any) -> None:
    with opened("authorship") as page:
        page.focus(".sheet a.run.p0")
        writer = page.evaluate("document.activeElement.className.match(/p\\d+/)[0]")
        seen = []
        for _ in range(3):
            page.keyboard.press("n")
            seen.append(page.evaluate("document.activeElement.className"))
        assert all(writer in name for name in seen)
        here = page.evaluate("document.activeElement.id")
        page.keyboard.press("n")
        page.keyboard.press("p")
        assert page.evaluate("document.activeElement.id") == here


def test_shortcuts_can_be_switched_off(opened: Any) -> None:
    with opened("authorship") as page:
        page.click("#keys")
        page.uncheck("#keys-on")
        page.click("#keys-close")
        page.focus(".sheet a.run.p0")
        here = page.evaluate("document.activeElement.id")
        page.keyboard.press("n")
        assert page.evaluate("document.activeElement.id") == here
        page.keyboard.press("?")
        assert not page.is_visible("#keys-list")


def test_deleted_words_are_shown_on_request(opened: Any) -> None:
    with opened("authorship") as page:
        assert not page.is_visible("text=independent")
        page.check("#ghosts")
        assert page.is_visible("text=independent")
        page.click("text=independent")
        assert "Taken out by Cascadia in draft-5.docx." in page.inner_text(".panel")


def test_a_tap_on_a_phone_opens_a_sheet_that_closes(opened: Any) -> None:
    with opened("authorship", width=375) as page:
        assert not page.is_visible(".panel")
        page.tap(".sheet a.run.px")
        assert NOBODY in page.inner_text(".panel")
        page.click(".panel .close")
        assert not page.is_visible(".panel")
        page.tap(".sheet a.run.p0")
        page.keyboard.press("Escape")
        assert not page.is_visible(".panel")


def test_arrows_follow_the_eye_from_right_to_left(opened: Any) -> None:
    with opened("arabic") as page:
        runs = page.query_selector_all(".sheet a.run")
        runs[2].focus()
        page.keyboard.press("ArrowLeft")
        assert page.evaluate("document.activeElement.id") == runs[3].get_attribute("id")
        assert page.get_attribute(".sheet", "dir") == "rtl"


@pytest.mark.parametrize("width", [375, 1280])
def test_without_its_script_a_run_is_a_link_to_its_origin(opened: Any, width: int) -> None:
    with opened("authorship", width=width, script=False) as page:
        assert not page.is_visible("#keys")
        page.click(".sheet a.run.px")
        assert NOBODY in page.inner_text(".panel")
        page.check("#ghosts")
        assert page.is_visible("text=independent")
        if width == 375:
            page.click(".panel .close")
            assert not page.is_visible(".panel")


def test_what_is_inferred_is_drawn_unlike_what_is_recorded(opened: Any) -> None:
    style = "(run) => [getComputedStyle(run).borderBlockEndStyle, getComputedStyle(run).backgroundColor]"
    with opened("authorship") as page:
        hollow = page.eval_on_selector(".sheet a.run.px", style)
        painted = page.eval_on_selector(".sheet a.run.recorded", style)
    assert hollow == ["dotted", "rgba(0, 0, 0, 0)"]
    assert painted[0] == "solid"
    assert painted[1] != "rgba(0, 0, 0, 0)"


def test_the_paint_can_be_taken_off(opened: Any) -> None:
    with opened("authorship") as page:
        page.uncheck("#paint")
        assert not page.is_visible(".sheet .by")


def test_only_one_writers_words_stay_painted(opened: Any) -> None:
    paint = "(run) => getComputedStyle(run).backgroundColor"
    with opened("authorship", script=False) as page:
        page.check("#only-p0")
        assert page.eval_on_selector(".sheet a.run.p0", paint) != "rgba(0, 0, 0, 0)"
        assert page.eval_on_selector(".sheet a.run.p1", paint) == "rgba(0, 0, 0, 0)"
        page.check("#only-all")
        assert page.eval_on_selector(".sheet a.run.p1", paint) != "rgba(0, 0, 0, 0)"


def test_changes_are_walked_by_button_and_key(opened: Any) -> None:
    with opened("redline") as page:
        page.click("#next")
        assert page.evaluate("document.activeElement.id") == "k1"
        page.keyboard.press("n")
        second = page.evaluate("document.activeElement.id")
        assert second != "k1"
        page.keyboard.press("p")
        assert page.evaluate("document.activeElement.id") == "k1"
        assert page.is_visible("text=The Parties")


def test_only_what_changed_is_shown_until_asked(opened: Any) -> None:
    with opened("redline") as page:
        hidden = page.evaluate("[...document.querySelectorAll('.row.same')].filter((row) => !row.offsetParent).length")
        assert hidden > 0
        page.uncheck("#only")
        assert page.evaluate("[...document.querySelectorAll('.row.same')].every((row) => row.offsetParent)")


def test_print_keeps_every_word(opened: Any, tmp_path: Any) -> None:
    with opened("authorship") as page:
        page.emulate_media(media="print")
        assert page.is_visible("text=Audit of aid")
        assert not page.is_visible(".tools")
        assert page.pdf()[:5] == b"%PDF-"
