"""Makes the pictures of the README from two drafts of the Velm Valley Plan. Run it as `make pictures`.

    authorship.png       the page of authorship, at the clause with the words that nobody is recorded as putting in
    authorship-dark.png  the same in the dark
    phone.png            the same on a telephone, after a tap
    audit.png            the page of the audit
    reading.png          the page of a reading: who is said to have said what
    terminal.svg         the audit in a terminal
    paper-*              the papers (`papers`)

The browser is Debian's Chromium; TRAVAUX_CHROMIUM names another.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.text import Text

from papers import papers

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parents[1] / "src" / "travaux" / "example"
CHROMIUM = os.environ.get("TRAVAUX_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
REPORT = HERE.parents[1] / "examples" / "peace-plan" / "herald-26-march.txt"
HIDDEN = "and of aid received before it"


def main() -> None:
    """Writes the pages in a folder of their own and takes the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder)
        for name in ("draft-4.docx", "draft-5.docx"):
            (demo / name).write_bytes((PACKAGE / name).read_bytes())
        travaux("trace", "draft-4.docx", "draft-5.docx", "--html", "authorship.html", cwd=demo)
        travaux("audit", "draft-4.docx", "draft-5.docx", "--html", "audit.html", cwd=demo)
        terminal(travaux("audit", "draft-4.docx", "draft-5.docx", cwd=demo), "travaux audit draft-4.docx draft-5.docx")
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
            authorship(browser, demo, "authorship.png", "light", 1180, 540)
            authorship(browser, demo, "authorship-dark.png", "dark", 1180, 540)
            authorship(browser, demo, "phone.png", "light", 390, 844)
            audit(browser, demo)
            reading(browser, demo)
            papers(browser)
            browser.close()


def travaux(*arguments: str, cwd: str | Path) -> str:
    """Returns what a command prints, in colour, 84 columns wide."""
    env = os.environ | {"FORCE_COLOR": "1", "COLUMNS": "84"}
    env.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "travaux.cli", *arguments]
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        sys.exit(done.stderr)
    return done.stdout


def terminal(printed: str, typed: str) -> None:
    """Draws what a command printed as a picture of a terminal."""
    console = Console(record=True, width=84, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "dim"), (typed, "bold")))
    console.print(Text.from_ansi(printed))
    drawn = console.export_svg(title="Travaux")
    # The faces that rich names are fetched from a network; a reader's own fixed-width face does as well.
    (HERE / "terminal.svg").write_text(re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL), encoding="utf-8")


def authorship(browser: Browser, demo: Path, name: str, scheme: str, width: int, height: int) -> None:
    """Takes the page of authorship with the hidden words chosen and the deleted words shown."""
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )  # fmt: skip
    page.goto((demo / "authorship.html").as_uri())
    page.evaluate("document.fonts.ready")
    page.check("#ghosts")
    page.click(f".sheet a.run:has-text('{HIDDEN}')")
    offset = "Math.max(0, r.getBoundingClientRect().top + window.scrollY - window.innerHeight * 0.42)"
    page.evaluate(f"() => {{ const r = document.querySelector('[aria-current]'); window.scrollTo(0, {offset}); }}")
    page.mouse.move(2, 2)
    page.wait_for_timeout(300)
    page.screenshot(path=HERE / name)
    page.close()


def audit(browser: Browser, demo: Path) -> None:
    """Takes the page of the audit, whole."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page.goto((demo / "audit.html").as_uri())
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    page.screenshot(path=HERE / "audit.png", clip={"x": 0, "y": 0, "width": 1280, "height": 960})
    page.close()


def reading(browser: Browser, demo: Path) -> None:
    """Takes the page of the reading of a report."""
    travaux("read", str(REPORT), "--html", "reading.html", cwd=demo)
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page.goto((demo / "reading.html").as_uri())
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    page.screenshot(path=HERE / "reading.png", clip={"x": 0, "y": 0, "width": 1280, "height": 1180}, full_page=True)
    page.close()


if __name__ == "__main__":
    main()
