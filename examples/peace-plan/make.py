"""Writes draft-1.docx and draft-2.docx from the texts beside this script, and all the demo needs into the package.

In the texts `{C+words}` were put in, `{C-words}` taken out by Cascadia's secretariat, as tracked changes; `# ` begins
the title, `## ` the title of a part. All in them is invented. Run with the Python in which Travaux is installed:

    python examples/peace-plan/make.py
"""

from __future__ import annotations

import re
from pathlib import Path

from travaux.formats.docx.write import write
from travaux.text.drafts import Hand
from travaux.text.manuscripts import Manuscript, Paragraph, Segment

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parents[1] / "src" / "travaux" / "example" / "plan"
DRAFTS = ("draft-1", "draft-2")
COPIED = ("decree-118.txt", "herald-12-march.txt", "herald-26-march.txt", "b-contradicted.yaml")
HANDS = {"C": Hand("Cascadia (R. Osk)", "2019-03-20T08:05:00Z")}
MARKED = re.compile(r"\{([A-Z])([+-])([^{}]*)\}")
HEADING = re.compile(r"\d+\. [^.]*")


def manuscript(name: str) -> Manuscript:
    """Returns one of the two drafts, read from its text."""
    lines = (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return Manuscript(tuple(paragraph(line) for line in lines), title="The Velm Valley Plan", language="en")


def paragraph(line: str) -> Paragraph:
    """Returns a line as a paragraph: its marks as segments, its rank as a style and an outline level."""
    for sign, style, level in (("# ", "Title", None), ("## ", "Heading 1", 0)):
        if line.startswith(sign):
            return Paragraph((Segment(line.removeprefix(sign)),), style=style, level=level)
    if HEADING.fullmatch(line):
        return Paragraph((Segment(line),), style="Heading 2", level=1)
    return Paragraph(tuple(segments(line)))


def segments(line: str) -> list[Segment]:
    """Returns the words of a line, each stretch with whoever put it in or took it out."""
    made, at = [], 0
    for mark in MARKED.finditer(line):
        if mark.start() > at:
            made.append(Segment(line[at : mark.start()]))
        who, sign, words = mark.groups()
        hand = HANDS[who]
        made.append(Segment(words, inserted=hand if sign == "+" else None, deleted=hand if sign == "-" else None))
        at = mark.end()
    if at < len(line):
        made.append(Segment(line[at:]))
    return made


def files() -> dict[str, bytes]:
    """Returns what lies in the package, by name."""
    made = {f"{name}.docx": write(manuscript(name)) for name in DRAFTS}
    return made | {name: (HERE / name).read_bytes() for name in COPIED}


def main() -> None:
    """Writes the Word files here and everything into the package."""
    PACKAGE.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (PACKAGE / name).write_bytes(content)
        if name.endswith(".docx"):
            (HERE / name).write_bytes(content)


if __name__ == "__main__":
    main()
