"""A redline of 750 pages: two Word files read, compared, and written as one with native tracked changes.

The pair is made here from a fixed seed: the agreement of `reading_docx` (5,920 paragraphs, about 240,000 words), and a
later draft in which words of 1,300 paragraphs were changed, paragraphs put in, taken out, divided and joined, and four
blocks moved elsewhere. Every tool starts cold and writes a file. What it wrote is then read by our reader, which agrees
with the files that people made (`tracked`): accepting all must give the later text, rejecting all the earlier.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bench.reading_docx import _WORDS, manuscript
from bench.tables import ratio, run, show
from travaux.formats.docx import read
from travaux.formats.docx.write import write
from travaux.text.manuscripts import Manuscript, Paragraph, Segment

RUNS = 3
MOVED = 4

OURS = """
import sys
from travaux.formats.docx import read
from travaux.formats.docx.write import write
from travaux.papers.attribution import by_one
from travaux.papers.tracked import redlined
from travaux.text.drafts import Hand
earlier, later = (read(open(path, "rb").read()).accepting("all") for path in sys.argv[1:3])
made = redlined(earlier, later, by_one(Hand("Boria", "2031-03-01")))
open(sys.argv[3], "wb").write(write(made))
"""
SCALPEL = """
import sys, docx_scalpel
earlier, later = (open(path, "rb").read() for path in sys.argv[1:3])
open(sys.argv[3], "wb").write(docx_scalpel.docx_diff_compare(earlier, later))
"""
# One process of its own that LibreOffice serves: what a person does with "Compare Document".
OFFICE = """
import subprocess, sys, tempfile, time, uno
from pathlib import Path
home = tempfile.mkdtemp()
office = subprocess.Popen(["soffice", "--headless", "--norestore", "--nologo", "--nodefault",
    f"-env:UserInstallation=file://{home}", f"--accept=pipe,name=bench{Path(home).name};urp;"])
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
context = None
while context is None:
    try:
        context = resolver.resolve(f"uno:pipe,name=bench{Path(home).name};urp;StarOffice.ComponentContext")
    except Exception:
        time.sleep(0.1)
def told(name, value):
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
earlier, later, out = (Path(path).as_uri() for path in sys.argv[1:4])
document = desktop.loadComponentFromURL(later, "_blank", 0, (told("Hidden", True),))
helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
frame = document.CurrentController.Frame
helper.executeDispatch(frame, ".uno:CompareDocuments", "", 0, (told("URL", earlier), told("NoAcceptDialog", True)))
document.storeToURL(out, (told("FilterName", "MS Word 2007 XML"),))
try:
    desktop.terminate()
except Exception:
    pass
office.wait(60)
"""


def pair() -> tuple[Manuscript, Manuscript]:
    """Returns the earlier and the later draft."""
    earlier, _ = manuscript()
    chance = random.Random(5_000)
    paragraphs = list(earlier.paragraphs)
    for place in chance.sample(range(len(paragraphs)), 1_300):
        paragraphs[place] = _edited(paragraphs[place], chance)
    for _ in range(150):
        paragraphs.insert(chance.randrange(len(paragraphs)), _fresh(paragraphs, chance))
    for _ in range(150):
        paragraphs.pop(chance.randrange(len(paragraphs)))
    for _ in range(MOVED):
        start = chance.randrange(len(paragraphs) - 10)
        block = paragraphs[start : start + 10]
        del paragraphs[start : start + 10]
        place = (start + len(paragraphs) // 2) % len(paragraphs)
        paragraphs[place:place] = block
    return earlier, replace(earlier, paragraphs=tuple(paragraphs))


def _edited(paragraph: Paragraph, chance: random.Random) -> Paragraph:
    """Returns a paragraph with a word or two put in, struck or replaced in each of its segments."""
    segments = []
    for segment in paragraph.segments:
        words = segment.text.split(" ")
        for _ in range(2 if len(words) > 8 else 0):
            place = chance.randrange(len(words) - 2)
            words[place : place + chance.randrange(2)] = chance.choices(_WORDS.split(), k=chance.randrange(3))
        segments.append(replace(segment, text=" ".join(words)))
    return replace(paragraph, segments=tuple(segments))


def _fresh(paragraphs: Sequence[Paragraph], chance: random.Random) -> Paragraph:
    like = chance.choice(paragraphs)
    return replace(like, segments=(Segment(" ".join(chance.choices(_WORDS.split(), k=30)) + "."),))


def judged(path: Path, old: str, new: str) -> list[str]:
    """Returns what a redline holds: its changes, its moves, and whether both texts come out of it."""
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
    changes = len(re.findall(r"<w:(?:ins|del|moveFrom|moveTo) [^>]*[^/]>", body))
    moves = len(re.findall("<w:moveToRangeStart ", body))
    found = read(path.read_bytes())
    right = [
        _filled(found.accepting("all").text) == _filled(new),
        _filled(found.accepting("none").text) == _filled(old),
    ]
    return [f"{changes:,}", str(moves), *("yes" if each else "no" for each in right)]


def _filled(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def main() -> None:
    earlier, later = pair()
    old, new = (made.accepting("all").text for made in (earlier, later))
    tools = {
        "Travaux": [sys.executable, "-c", OURS],
        "docx-scalpel": [sys.executable, "-c", SCALPEL],
        "LibreOffice": ["/usr/bin/python3", "-c", OFFICE],
    }
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("earlier.docx", "later.docx")]
        for path, made in zip(paths, (earlier, later), strict=True):
            path.write_bytes(write(made))
        rows, ours = [], 0.0
        for name, command in tools.items():
            out = Path(folder) / f"{name}.docx"
            # LibreOffice needs minutes: once is enough to tell.
            times = RUNS if name != "LibreOffice" else 1
            done = [run([*command, *map(str, paths), str(out)]) for _ in range(times)]
            best = min(done, key=lambda each: each.seconds)
            ours = ours or best.seconds
            told = judged(out, old, new) if out.exists() else ["failed"] * 4
            rows.append([name, f"{best.seconds:.1f}", ratio(ours, best.seconds), f"{best.megabytes:.0f}", *told])
    show(
        f"A redline of 750 pages ({len(old.split()):,} words, {len(earlier.paragraphs):,} paragraphs, {MOVED} blocks"
        f" moved), best of {RUNS} runs, LibreOffice one",
        ["tool", "seconds", "of Travaux", "peak MB", "changes", "moves", "accepts to new", "rejects to old"],
        rows,
    )


if __name__ == "__main__":
    main()
