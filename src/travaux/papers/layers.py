"""Layers: an amendment to an amendment as a paper, its own changes over those of what it amends.

The words of the lower layer keep its look beneath: put in by the parent and struck by the child, for one. Which layer
is whose stands in the legend and in the note after each paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from travaux.papers.counting import listed, sentence
from travaux.papers.paper import Heading, Look, Paper, Paragraph, Run, Sign, plain
from travaux.papers.writers import Writer
from travaux.text.drafts import Hand
from travaux.text.manuscripts import Manuscript
from travaux.text.paragraphs import Paragraph as Line
from travaux.text.paragraphs import Segment

SIGNS = (
    Sign("words like these", "put in", look="inserted"),
    Sign("words like these", "taken out", look="deleted"),
)


def layers(
    manuscript: Manuscript, *, title: str, facts: Sequence[tuple[str, str]], letters: Mapping[str, Writer]
) -> Paper:
    """Returns the paper of a redline in layers, only the paragraphs that changed."""
    changed = [line for line in manuscript.paragraphs if _changed(line)]
    who = listed(list(dict.fromkeys(name or "nobody on record" for name in manuscript.authors)))
    many = "One paragraph" if len(changed) == 1 else f"{len(changed)} paragraphs"
    return Paper(
        kind="redline",
        title=title,
        summary=f"{many} would change, by {who}." if changed else "Nothing would change.",
        facts=tuple(facts),
        blocks=(
            Heading("The paragraphs that would change"),
            *(block for line in changed for block in _blocks(line, letters)),
        ),
        legend=SIGNS,
        remarks=("After each paragraph stands who put in and who took out what, the earlier proposal first.",),
        language=manuscript.language,
    )


def _changed(line: Line) -> bool:
    return any((each.inserted or each.deleted) and each.text.strip() for each in line.segments)


def _blocks(line: Line, letters: Mapping[str, Writer]) -> Iterator[Paragraph]:
    yield Paragraph(tuple(_run(each, letters) for each in line.segments if each.text), "clause", line.label)
    yield plain(sentence("; ".join(_told(line))) + ".", "note", "quiet")


def _run(each: Segment, letters: Mapping[str, Writer]) -> Run:
    by, under = each.deleted or each.inserted, each.inserted if each.deleted else None
    look: Look = "deleted" if each.deleted else "inserted" if each.inserted else "plain"
    return Run(
        each.text, look, by=_writer(by, letters), at=(by.at or "") if by else "",
        outer="inserted" if under else "plain", outer_by=_writer(under, letters),
    )  # fmt: skip


def _writer(hand: Hand | None, letters: Mapping[str, Writer]) -> Writer | None:
    return letters.get(hand.author or "") if hand else None


def _told(line: Line) -> Iterator[str]:
    """Yields who put in what and who took out what; words that one put in and another takes out are told as both."""
    for each in line.segments:
        words = f"“{each.text.strip()}”"
        if not each.text.strip():
            continue
        if each.inserted:
            yield f"{words} put in by {each.inserted.author or 'nobody on record'}"
        if each.deleted:
            yield f"{words} taken out by {each.deleted.author or 'nobody on record'}"
