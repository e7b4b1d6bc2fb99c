"""Takes the pictures of the desk: opens the demonstration on a free port and walks through it. Run as `make pictures`.

    desk-overview.png    where the text stands
    desk-text.png        whose the words are, some of them chosen
    desk-clause.png      the life of the clause in dispute
    desk-matrix.png      who agrees to what
    desk-statements.png  who said what, and what the record answers
    desk-finding.png     the finding, with its entries
    desk-verify.png      a bundle checked in the browser
    desk-tampered.png    the same bundle with one letter changed
    desk-act.png         an act in plain words before it is entered
    desk-sign.png        the page on which one entry is signed
    desk-members.png     seats, as the secretariat sees them
    desk-phone.png       the text on a telephone
    desk-dark.png        the overview in the dark
    desk-arabic.png      the text with the desk in Arabic

What an entry's page shows of digests and keys is new each time: keys are made when the demonstration opens.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
CHROMIUM = os.environ.get("TRAVAUX_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
DEVICE = {
    "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
DENIED = 51
"""The entry in which an official denies that his side approved or changed anything."""


def main() -> None:
    """Takes every picture."""
    with demonstration() as base, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        walk(browser, base)
        verify(browser, base)
        signing(browser, base)
        looks(browser, base)
        browser.close()


@contextmanager
def demonstration() -> Iterator[str]:
    """Opens `travaux serve --demo` on a free port of this machine, and closes it again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "travaux.cli", "serve", "--demo", "--port", str(port)]
    desk = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    base = f"http://localhost:{port}"
    try:
        for _ in range(240):
            if desk.poll() is not None:
                sys.exit("the demonstration did not open")
            try:
                urllib.request.urlopen(base + "/", timeout=5).close()
                break
            except OSError:
                time.sleep(0.25)
        yield base
    finally:
        desk.send_signal(signal.SIGINT)
        desk.wait(timeout=20)


def sit(browser: Browser, base: str, who: str, **options: Any) -> Page:
    """Returns a page of somebody who has sat down at the demonstration."""
    size = {"width": 1180, "height": 860}
    page = browser.new_context(**{"viewport": size, "reduced_motion": "reduce", **options}).new_page()
    page.goto(base + "/")
    page.click(f"form[action$='/demo/{who}'] button")
    return page


def take(page: Page, name: str, height: int, *, width: int = 1180, above: str = "") -> None:
    """Takes what stands at the top of a page, or from an element on."""
    if not page.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length)"):
        sys.exit(f"{page.url} came without its styles: was a style sheet changed since the desk was opened?")
    page.evaluate("document.fonts.ready")
    page.mouse.move(2, 2)
    page.wait_for_timeout(300)
    top = 0.0
    if above:
        box = page.locator(above).first.bounding_box()
        top = max(0, (box["y"] if box else 0) + page.evaluate("scrollY") - 24)
    clip = {"x": 0, "y": top, "width": width, "height": height}
    page.screenshot(path=HERE / f"desk-{name}.png", clip=clip, full_page=True)


def walk(browser: Browser, base: str) -> None:
    """From the overview to the finding."""
    page = sit(browser, base, "boria")
    page.goto(f"{base}/r/velm/")
    take(page, "overview", 960)
    page.goto(f"{base}/r/velm/text/")
    page.locator("a.run:has-text('eight')").first.click()
    page.wait_for_timeout(400)
    page.evaluate("scrollTo(0, 0)")
    take(page, "text", 1160)
    page.goto(f"{base}/r/velm/c/14/")
    take(page, "clause", 1320)
    page.goto(f"{base}/r/velm/papers/matrix/")
    take(page, "matrix", 1080)
    page.goto(f"{base}/r/velm/statements/")
    take(page, "statements", 1000)
    page.goto(f"{base}/r/velm/statements/{DENIED}/")
    take(page, "finding", 1180)


def verify(browser: Browser, base: str) -> None:
    """The example checked, and the same with one letter changed."""
    page = sit(browser, base, "public")
    page.goto(f"{base}/verify/")
    for name, button in (("verify", "Try the example"), ("tampered", "Try it with one letter changed")):
        page.click(f"text={button}")
        page.wait_for_function("!document.querySelector('#verdict')?.textContent.includes('yet')")
        page.wait_for_timeout(1500)
        take(page, name, 1000, above="h2:has-text('The checks')")


def signing(browser: Browser, base: str) -> None:
    """A passkey for signing made and enrolled, an act read in plain words, and the page on which it is signed."""
    page, chief = sit(browser, base, "boria"), sit(browser, base, "secretariat")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.goto(f"{base}/r/velm/members/")
    page.click("text=Make a signing passkey")
    page.click("text=Make the passkey")
    page.wait_for_selector("text=The passkey is made")
    chief.goto(f"{base}/r/velm/members/")
    chief.click("text=Enrol this key")
    chief.wait_for_url("**/e/*/")
    chief.goto(f"{base}/r/velm/members/")
    take(chief, "members", 900, above="h2:has-text('Seats at this desk')")
    page.goto(f"{base}/r/velm/act/position/?clauses=3")
    page.check("input[name=take][value=accept]")
    page.click("text=Read what this says")
    take(page, "act", 1080)
    page.click("button:has-text('Go and sign it')")
    page.wait_for_selector("#computed:not(:empty)")
    take(page, "sign", 1240)


def looks(browser: Browser, base: str) -> None:
    """The same desk on a telephone, in the dark, and in Arabic."""
    page = sit(browser, base, "aldania", viewport={"width": 390, "height": 844})
    page.goto(f"{base}/r/velm/text/")
    take(page, "phone", 1000, width=390)
    page = sit(browser, base, "aldania", color_scheme="dark")
    page.goto(f"{base}/r/velm/")
    take(page, "dark", 960)
    page = sit(browser, base, "aldania")
    page.select_option("#language", "ar")
    page.click(".colophon form button")
    page.goto(f"{base}/r/velm/text/")
    take(page, "arabic", 1000)


if __name__ == "__main__":
    main()
