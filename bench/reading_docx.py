"""A Word file of 750 pages, read to text: seconds and peak memory of the whole process, and the numbers it computes.

The file is made here, by the writer of Travaux, from a fixed seed: 5,920 paragraphs, about 240,000 words, an automatic
list of four levels. Every tool starts cold, reads the file and prints its text. "Numbers right" counts the paragraphs
that a tool prints with the label a reader sees ("Article 3", "3.2", "(b)", "(iv)") right before the words.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.tables import ratio, run, show
from travaux.formats.docx.write import write
from travaux.text.manuscripts import Level, Manuscript, NumberedList, Paragraph, Segment

PARAGRAPHS = 5_920
_WORDS = """
the a of to in and or shall may party parties agreement article provision notice period obligation territory measure
council member state any such under this each other upon within days consent liability payment agreed written
dispute arbitration tribunal costs reasonable effect
"""
_LEVELS = (
    Level("decimal", "Article %1"),
    Level("decimal", "%1.%2"),
    Level("lower-letter", "(%3)"),
    Level("lower-roman", "(%4)"),
)

SCRIPTS = {
    "Travaux": (
        "import sys; from travaux.formats.docx import read\n"
        "draft = read(open(sys.argv[1], 'rb').read()).accepting('all')\n"
        "for line, text in zip(draft.lines, draft.text.split('\\n')): print(line.label, text)"
    ),
    "python-docx": "import sys, docx\nfor p in docx.Document(sys.argv[1]).paragraphs: print(p.text)",
    "mammoth": (
        "import sys, mammoth\nprint(mammoth.convert_to_html(open(sys.argv[1], 'rb')).value.replace('</p>', '\\n'))"
    ),
    "docx2python": "import sys; from docx2python import docx2python\nprint(docx2python(sys.argv[1]).text)",
}


def manuscript() -> tuple[Manuscript, list[tuple[str, str]]]:
    """Returns a synthetic agreement, and for each numbered paragraph its label and first words."""
    chance = random.Random(750)
    paragraphs: list[Paragraph] = []
    labels: list[tuple[str, str]] = []
    counts = [0, 0, 0, 0]
    while len(paragraphs) < PARAGRAPHS:
        # Every article begins with its heading, every point follows a paragraph: no label stands on a missing one.
        deepest = next((level for level in range(4) if not counts[level]), 4)
        level = min(chance.choices([0, 1, 2, 3, 4], [1, 4, 6, 3, 2])[0], deepest)
        if level == 0:
            segments: tuple[Segment, ...] = (Segment(_sentence(chance, 4)),)
        else:
            bold = frozenset({"bold"})
            segments = (
                Segment(_sentence(chance, 21) + " "),
                Segment("Party ", marks=bold),
                Segment(_sentence(chance, 21)),
            )
        if level < 4:
            counts = [*counts[:level], counts[level] + 1, *[0] * (3 - level)]
            labels.append((_label(level, counts), segments[0].text))
        heading = {"style": "heading 1", "level": 0} if level == 0 else {}
        numbering = ("1", level) if level < 4 else None
        paragraphs.append(Paragraph(segments, numbering=numbering, **heading))  # type: ignore[arg-type]
    return Manuscript(tuple(paragraphs), lists={"1": NumberedList("0", _LEVELS)}), labels


def _sentence(chance: random.Random, many: int) -> str:
    return " ".join(chance.choices(_WORDS.split(), k=many)).capitalize() + "."


def _label(level: int, counts: Sequence[int]) -> str:
    """The label, counted here once more so that the reader is not judged by its own arithmetic."""
    letters, roman = counts[2] - 1, ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    return [
        f"Article {counts[0]}",
        f"{counts[0]}.{counts[1]}",
        f"({'abcdefghijklmnopqrstuvwxyz'[letters % 26] * (letters // 26 + 1)})",
        f"({'x' * (counts[3] // 10)}{roman[counts[3] % 10]})",
    ][level]


def commands(path: Path) -> dict[str, list[str]]:
    import pypandoc

    pandoc = pypandoc.get_pandoc_path()
    python = {name: [sys.executable, "-c", script, str(path)] for name, script in SCRIPTS.items()}
    return {
        "Travaux": python.pop("Travaux"),
        **python,
        "pandoc, plain": [pandoc, "-f", "docx", "-t", "plain", "--wrap=none", str(path)],
        "pandoc, json": [pandoc, "-f", "docx", "-t", "json", str(path)],
    }


def numbered(output: str, labels: list[tuple[str, str]]) -> int:
    """Counts the paragraphs that stand in the output with their label right before their first words."""
    lines = {_begun(line) for line in output.splitlines()}
    return sum(_begun(f"{label} {words}") in lines for label, words in labels)


def _begun(line: str) -> str:
    return " ".join(line.split())[:40].strip()


def main() -> None:
    made, labels = manuscript()
    words = sum(len(segment.text.split()) for paragraph in made.paragraphs for segment in paragraph.segments)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "agreement.docx"
        path.write_bytes(write(made))
        size = path.stat().st_size // 1000
        runs = {
            name: min((run(command) for _ in range(3)), key=lambda r: r.seconds)
            for name, command in commands(path).items()
        }
    ours = runs["Travaux"]
    rows = [
        [
            name,
            f"{found.seconds:.2f}" if found.code == 0 else "failed",
            ratio(ours.seconds, found.seconds),
            f"{found.megabytes:.0f}",
            f"{numbered(found.output, labels):,} / {len(labels):,}",
        ]
        for name, found in runs.items()
    ]
    show(
        f"A Word file of 750 pages ({PARAGRAPHS:,} paragraphs, {words:,} words, {size} kB), best of three runs",
        ["tool", "seconds", "of Travaux", "peak MB", "numbers right"],
        rows,
    )


if __name__ == "__main__":
    main()
