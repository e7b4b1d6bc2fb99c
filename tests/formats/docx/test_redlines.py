"""Tracked redlines read by others: LibreOffice and docx-scalpel accept and reject to the texts that we mean."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from travaux.formats import read as read_file
from travaux.formats.docx import read
from travaux.formats.docx.write import write
from travaux.papers.attribution import by_one
from travaux.papers.tracked import Proposed, layered, proposed, redlined
from travaux.text.drafts import Draft, Hand
from travaux.text.paragraphs import PLAIN

A, B = Hand("Aldania", "2031-03-01"), Hand("Boria", "2031-03-02T08:00:00Z")
SYSTEM_PYTHON = "/usr/bin/python3"
LINES = [
    "Article 1", "The Parties shall cooperate in good faith.", "The Parties may cooperate in good faith.", "",
    "Each Party shall send a report to the other Party by 1 March of every year.", "(a) in peace; and", "(b) at sea.",
    "Each Party shall send a full report to the other Parties by 1 May of every year.", "Annex", "a\tb",
    "Nothing in this Article limits the rights that a Party has under the law of the sea.", "é «x» 条約",
]  # fmt: skip

Pair = tuple[str, str]


def version(text: str, chance: random.Random) -> str:
    """A text made of another: lines put in, struck, moved, divided and joined, words changed."""
    parts = text.split("\n")
    for _ in range(chance.randrange(1, 5)):
        place = chance.randrange(len(parts))
        match chance.randrange(6):
            case 0:
                parts.insert(place, chance.choice(LINES))
            case 1 if len(parts) > 1:
                parts.pop(place)
            case 2:
                parts.insert(chance.randrange(len(parts)), parts.pop(place))
            case 3:
                words = parts[place].split(" ")
                words[chance.randrange(len(words))] = chance.choice(["must", "the", "not later than"])
                parts[place] = " ".join(words)
            case 4:
                line = parts.pop(place)
                cut = chance.randrange(len(line) + 1)
                parts[place:place] = [line[:cut], line[cut:]]
            case 5 if len(parts) > place + 1:
                parts[place : place + 2] = [" ".join(parts[place : place + 2])]
    return "\n".join(parts)


def generated() -> Iterator[tuple[str, Pair, bytes]]:
    """Redlines of generated drafts: of two drafts, of two proposals, of two layers."""
    chance = random.Random(4)
    for number in range(10):
        base = "\n".join(chance.choices(LINES, k=chance.randrange(2, 9)))
        new = version(base, chance)
        yield f"two-{number}", (base, new), write(redlined(Draft(base), Draft(new), by_one(A)))
        child = version(new, chance)
        both = layered(Draft(base), Draft(new), Draft(child), by_one(A), by_one(B))
        yield f"layers-{number}", (base, child), write(both)
        many = proposed(Draft(base), [Proposed(Draft(new), A), Proposed(Draft(version(base, chance)), B)])
        yield f"proposals-{number}", (base, many.accepting("all").text), write(many)


def body(draft: Draft) -> Draft:
    """A draft without its notes: the signs that lead to them are words to the others."""
    return replace(draft, apparatus=())


@pytest.fixture(scope="module")
def made(corpus: Path) -> dict[str, tuple[Pair, bytes]]:
    """Every redline by name: the old and the new text, the file."""
    found = {name: (pair, data) for name, pair, data in generated()}
    drafts = [body(read_file(path).accepting("all")) for path in sorted((corpus / "paris").glob("*.md"))]
    for number, (old, new) in enumerate(pairwise(drafts)):
        found[f"paris-{number}"] = ((old.text, new.text), write(redlined(old, new, by_one(A))))
    for path in sorted((corpus / "docx-tracked").glob("*.docx")):
        if not path.stem.endswith(("-Accepted", "-Rejected")):
            manuscript = read_file(path)
            old, new = body(manuscript.accepting("none")), body(manuscript.accepting("all"))
            found[f"tracked-{path.stem}"] = ((old.text, new.text), write(redlined(old, new, by_one(B))))
    return found


@pytest.fixture(scope="module")
def in_office(made: dict[str, tuple[Pair, bytes]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pair]:
    """What LibreOffice makes of each: the text with all rejected, with all accepted."""
    can = shutil.which("soffice") and Path(SYSTEM_PYTHON).exists()
    if not can or subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True).returncode:
        message = "LibreOffice is not installed: apt-get install libreoffice-writer python3-uno"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    folder = tmp_path_factory.mktemp("redlines")
    for name, (_, data) in made.items():
        (folder / f"{name}.docx").write_bytes(data)
    script = Path(__file__).with_name("office_views.py")
    done = subprocess.run([SYSTEM_PYTHON, str(script), str(folder)], capture_output=True, timeout=300, check=True)
    told = json.loads(done.stdout)
    return {
        name: ("\n".join(told[f"{name}.docx"]["reject"]), "\n".join(told[f"{name}.docx"]["accept"])) for name in made
    }


def seen(text: str) -> str:
    """A text as LibreOffice gives it back: a break within a line is a line feed, blanks at its edges aside."""
    return text.replace("\u2028", "\n")


def joins_lines(data: bytes) -> bool:
    """Whether LibreOffice 7.4 is known to lose or keep a break of a file: where words were put in on both sides of a
    mark that nobody touched, where a mark was put in by one and struck by another, where empty lines came or went."""
    paragraphs = read(data).paragraphs
    nested = any(p.mark.inserted and p.mark.deleted for p in paragraphs)
    beside = (
        first.mark == PLAIN
        and bool(first.segments and second.segments)
        and first.segments[-1].inserted is not None
        and second.segments[0].inserted is not None
        for first, second in pairwise(paragraphs)
    )
    empty = any(not p.segments and p.mark != PLAIN for p in paragraphs)
    return nested or empty or any(beside)


def test_libreoffice_reads_both_texts(made: dict[str, tuple[Pair, bytes]], in_office: dict[str, Pair]) -> None:
    wrong, strict = {}, 0
    for name, (pair, data) in made.items():
        mangled = joins_lines(data)
        strict += not mangled
        wanted, found = (
            [" ".join(text.split()) if mangled else text for text in both]
            for both in (tuple(map(seen, pair)), in_office[name])
        )
        if mangled:
            wanted, found = ([text.replace(" ", "") for text in both] for both in (wanted, found))
        if wanted != found:
            wrong[name] = (wanted[0] == found[0], wanted[1] == found[1])
    assert wrong == {}
    assert strict > 0.7 * len(made)


def walked(data: bytes) -> str:
    """The text of a file without changes, by a plain walk over its main part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    signs = {f"{word}tab": "\t", f"{word}br": "\u2028", f"{word}noBreakHyphen": "\u2011", f"{word}softHyphen": "\u00ad"}
    lines = []
    for paragraph in root.iter(f"{word}p"):
        runs = (child for run in paragraph.iter(f"{word}r") for child in run)
        lines.append("".join(signs.get(str(c.tag), (c.text or "") if c.tag == f"{word}t" else "") for c in runs))
    return "\n".join(lines)


def test_docx_scalpel_reads_both_texts_and_finds_nothing_amiss(made: dict[str, tuple[Pair, bytes]]) -> None:
    import docx_scalpel

    wrong = {}
    for name, (pair, data) in made.items():
        verdict = docx_scalpel.verify_deliverable(data)
        broken = [found.message for found in verdict.findings if "schema" in found.code.lower()]
        rejected = walked(docx_scalpel.docx_diff_reject_revisions(data))
        accepted = walked(docx_scalpel.docx_diff_accept_revisions(data))
        right = (pair[0] == rejected, pair[1] == accepted)
        if broken or right != (True, True):
            wrong[name] = (broken, right)
    docx_scalpel.shutdown_host()
    assert wrong == {}
