"""Real tracked files: what stands once all is accepted, or rejected, is what their siblings made by hand hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from travaux.formats.docx import read
from travaux.formats.docx.write import write
from travaux.text.drafts import Draft
from travaux.text.manuscripts import Manuscript

pytestmark = pytest.mark.corpus


def paragraphs(draft: Draft) -> list[str]:
    """The paragraphs that hold anything, blanks collapsed."""
    return [words for line in draft.text.split("\n") if (words := " ".join(line.split()))]


def opened(path: Path) -> Manuscript:
    return read(path.read_bytes())


def tracked(corpus: Path) -> list[Path]:
    found = sorted((corpus / "docx-tracked").glob("*.docx"))
    return [path for path in found if not path.stem.endswith(("-Accepted", "-Rejected"))]


def cases(corpus: Path) -> Iterator[tuple[str, Draft, Draft]]:
    """Yields the name of each sibling, the tracked file once all is accepted or rejected, and the sibling itself."""
    for path in tracked(corpus):
        manuscript = opened(path)
        for ending, draft in (("Accepted", manuscript.accepting("all")), ("Rejected", manuscript.accepting("none"))):
            sibling = path.with_stem(f"{path.stem}-{ending}")
            if sibling.exists():
                yield sibling.name, draft, opened(sibling).accepting("all")


def numbers(draft: Draft) -> list[tuple[str, int | None]]:
    """The computed label and the outline level of each paragraph that holds anything."""
    lines = zip(draft.lines, draft.text.split("\n"), strict=True)
    return [(line.label, line.level) for line, text in lines if text.strip()]


def test_accepting_and_rejecting_give_the_siblings(corpus: Path) -> None:
    found = list(cases(corpus))
    assert [name for name, draft, sibling in found if paragraphs(draft) != paragraphs(sibling)] == []
    assert len(found) >= 60


def test_each_view_has_the_numbers_of_its_sibling(corpus: Path) -> None:
    assert [name for name, draft, sibling in cases(corpus) if numbers(draft) != numbers(sibling)] == []


def test_the_law_of_edits_holds_in_every_file(corpus: Path) -> None:
    for path in sorted((corpus / "docx-tracked").glob("*.docx")):
        manuscript = opened(path)
        for whose in ("all", "none", *([author] for author in manuscript.authors)):
            draft = manuscript.accepting(whose)  # type: ignore[arg-type]
            for part in (draft, *draft.apparatus):
                assert without(part, "insert") == without(part, "delete"), path.name
                assert len(part.lines) in (0, part.text.count("\n") + 1), path.name


def without(draft: Draft, kind: str) -> str:
    text = draft.text if kind == "insert" or draft.before is None else draft.before
    kept, place = "", 0
    for edit in draft.edits:
        if edit.kind == kind:
            kept, place = kept + text[place : edit.start], edit.end
    return kept + text[place:]


def test_what_is_written_reads_as_it_was(corpus: Path) -> None:
    """Containers that the writer cannot nest are refused; all else comes back, block numbers aside."""
    for path in tracked(corpus):
        manuscript = opened(path)
        again = read(write(manuscript))
        for whose in ("all", "none"):
            before, after = manuscript.accepting(whose), again.accepting(whose)  # type: ignore[arg-type]
            assert (before.text, before.before, before.edits, before.marks) == (
                after.text,
                after.before,
                after.edits,
                after.marks,
            ), path.name
            assert [line.label for line in before.lines] == [line.label for line in after.lines], path.name
