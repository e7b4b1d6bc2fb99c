from __future__ import annotations

import re
from pathlib import Path

import pytest

from travaux.formats import read

pytestmark = pytest.mark.corpus

# Opening and closing brackets, braces and footnotes of each draft, Markdown's own brackets set aside.
DRAFTS = {
    "2015-10-23": (1025, 1026, 29, 12),
    "2015-12-04": (1015, 1018, 23, 15),
    "2015-12-09": (217, 218, 11, 0),
    "2015-12-12": (0, 0, 0, 0),
    "2016-01-29": (0, 0, 0, 0),
}


@pytest.mark.parametrize("name", DRAFTS)
def test_no_bracket_of_the_text_is_lost(corpus: Path, name: str) -> None:
    draft = read(corpus / "paris" / f"{name}.md").accepting("all")
    text = "\n".join([draft.text, *(part.text for part in draft.apparatus)])
    assert (text.count("["), text.count("]"), text.count("{"), len(draft.apparatus)) == DRAFTS[name]


@pytest.mark.parametrize("name", DRAFTS)
def test_no_word_of_the_text_is_lost(corpus: Path, name: str) -> None:
    """The letters and figures of the source, Markdown's own set aside by hand, are those of the draft, in order."""
    source = (corpus / "paris" / f"{name}.md").read_text(encoding="utf-8")
    source = re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.DOTALL)
    source = re.sub(r"(?m)^\[[^\]^]+\]: +\S+$|^\* TOC$|^ *\{:.*\}$|</?span[^>]*>", "", source)
    notes = r"(?ms)^\[\^\w+\]:(.*?)(?=^\[\^\w+\]:|\Z|\n\n(?=\S))"
    body = re.sub(notes, "", source)
    for links in (
        r"\[([^\[\]]*)\]\[(?:source|10nov|4dec|12dec|decision|report|corrections)\]",
        r"\[(Paris Agreement|report|corrections)\]",
    ):
        body = re.sub(links, r"\1", body)
    body = re.sub(r"\[\^\w+\]", "", body)
    expected = re.sub(r"[\W_]", "", body)
    assert re.sub(r"[\W_]", "", read(corpus / "paris" / f"{name}.md").accepting("all").text) == expected


def test_the_final_text_has_its_clauses(corpus: Path) -> None:
    draft = read(corpus / "paris" / "2016-01-29.md").accepting("all")
    paths = [clause.path for clause in draft.walk()]
    assert ("Article 2", "1.", "1.") in paths
    assert [path for path in paths if len(path) == 1 and path[0].startswith("Article")] == [
        (f"Article {number}",) for number in range(1, 30)
    ]
