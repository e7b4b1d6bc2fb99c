"""Writes draft-4.docx and draft-5.docx into the package, from the texts beside this script. All in them is invented.

In the texts `{B+words}` were put in by Boria, `{B-words}` taken out by Boria, `{A+C-words}` put in by Aldania and taken
out by Cascadia; `F` is Boria again, on 28 March. `# ` begins the title, `## ` the title of a part. Run with the Python
in which Travaux is installed:

    python examples/velm-valley/make.py
"""

from __future__ import annotations

import re
from pathlib import Path

from travaux.formats.docx.write import write
from travaux.text.drafts import Hand
from travaux.text.manuscripts import Manuscript, Paragraph, Segment

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parents[1] / "src" / "travaux" / "example"
HANDS = {
    "A": Hand("Aldania (M. Tanvik)", "2031-03-14T15:40:00Z"),
    "B": Hand("Boria (O. Velling)", "2031-03-09T10:20:00Z"),
    "C": Hand("Cascadia (R. Osk)", "2031-03-24T08:05:00Z"),
    "D": Hand("Delvia (L. Marn)", "2031-03-15T11:30:00Z"),
    "E": Hand("Estovia (P. Arvolde)", "2031-03-23T09:15:00Z"),
    "F": Hand("Boria (O. Velling)", "2031-03-28T17:45:00Z"),
}
MARKED = re.compile(r"\{([A-F])([+-])(?:([A-F])-)?([^{}]*)\}")
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
        who, sign, then, words = mark.groups()
        inserted = HANDS[who] if sign == "+" else None
        deleted = HANDS[who] if sign == "-" else HANDS[then] if then else None
        made.append(Segment(words, inserted=inserted, deleted=deleted))
        at = mark.end()
    if at < len(line):
        made.append(Segment(line[at:]))
    return made


def main() -> None:
    """Writes both files."""
    for name in ("draft-4", "draft-5"):
        (PACKAGE / f"{name}.docx").write_bytes(write(manuscript(name)))


if __name__ == "__main__":
    main()
