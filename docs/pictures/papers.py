"""Makes the pictures of the papers: two example negotiations played into records, each paper written as a page.

paper-KIND.png    the beginning of each paper's page
paper-timeline.svg, paper-deadlines.svg    the charts, as Travaux writes them
paper-word.png    a redline as a Word file, as LibreOffice prints it; only where that is installed
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "examples"
DAY = "2018-06-02"
ORN = "Convention on the Waters of the Orn"
WAGES = "Wage agreement for the yards of Lorn"
KINDS = {
    "rolling": (), "columns": ("--by", "parties"), "consolidation": (), "redline": ("1", "2", "--changed"),
    "matrix": (), "timeline": (), "deadlines": (), "finding": ("boria changed clause 8",), "audit": ("2", "3"),
    "life": ("8",),
}  # fmt: skip
"""Each paper of the first negotiation, with the options by which it is made."""

HEIGHTS = {"matrix": 1900, "timeline": 1500, "rolling": 1300}
"""How much of a page is taken, in pixels, where it is more than of the others."""


def papers(browser: Browser) -> None:
    """Plays the negotiations in a folder of their own and takes the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        orn = played(Path(folder) / "orn", "river-convention", ORN, "vclt-1969", "aldania boria delvia estovia")
        wages = played(Path(folder) / "wages", "wage-agreement", WAGES, "contract", "company union")
        for kind, options in KINDS.items():
            travaux(orn, "paper", kind, *options, "--on", DAY, "-o", f"{kind}.html")
            page(browser, orn / f"{kind}.html", HERE / f"paper-{kind}.png", HEIGHTS.get(kind, 1000))
        travaux(wages, "paper", "clean", "--on", "2019-04-27", "-o", "clean.html")
        page(browser, wages / "clean.html", HERE / "paper-clean.png")
        for kind in ("timeline", "deadlines"):
            travaux(orn, "paper", kind, "--on", DAY, "-o", str(HERE / f"paper-{kind}.svg"))
        travaux(orn, "paper", "redline", "1", "2", "--tracked", "-o", "redline.docx")
        word(orn / "redline.docx", HERE / "paper-word.png")


def played(folder: Path, example: str, title: str, rules: str, keys: str) -> Path:
    """Plays an example into a new record, and returns the folder that it lies in."""
    shutil.copytree(EXAMPLES / example, folder)
    travaux(folder, "new", "record.travaux", "--title", title, "--rules", rules)
    for key in keys.split():
        travaux(folder, "key", "new", key)
    travaux(folder, "act", "apply", "acts.yaml")
    return folder


def travaux(folder: Path, *arguments: str) -> None:
    """Runs a command in a folder that is also its home."""
    env = os.environ | {"TRAVAUX_HOME": str(folder / "home"), "TRAVAUX_RECORD": "record.travaux"}
    command = [sys.executable, "-m", "travaux.cli", *arguments]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        sys.exit(done.stderr)


def page(browser: Browser, source: Path, target: Path, height: int = 1000) -> None:
    """Takes the beginning of a page."""
    opened = browser.new_page(viewport={"width": 1120, "height": height}, color_scheme="light", reduced_motion="reduce")
    opened.goto(source.as_uri())
    opened.evaluate("document.fonts.ready")
    opened.wait_for_timeout(300)
    opened.screenshot(path=target, clip={"x": 0, "y": 0, "width": 1120, "height": height})
    opened.close()


def word(source: Path, target: Path) -> None:
    """Takes the first page of a Word file, as LibreOffice prints it; without that, leaves the picture as it is."""
    program = shutil.which("soffice")
    if program is None or shutil.which("pdftoppm") is None:
        sys.stderr.write(f"{target.name} is left as it is: no LibreOffice here\n")
        return
    profile = f"-env:UserInstallation={(source.parent / 'office').as_uri()}"
    convert = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(source.parent), str(source)]
    subprocess.run(convert, check=True, capture_output=True)
    printed = source.with_suffix(".pdf")
    stem = str(target.with_suffix(""))
    subprocess.run(["pdftoppm", "-png", "-r", "80", "-f", "1", "-singlefile", str(printed), stem], check=True)
