"""A finding as a paper: the verdict and its reason, the entries on both sides, then what it was taken for granted on.

What a finding says is in `finding`; here it is only laid out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.papers.finding import FindingPaper, Side, Told
from travaux.papers.paper import Block, Heading, Look, Paper, Paragraph, Run, plain

JUDGES = "A finding judges the sentence, never whoever said it. What is in no entry may have happened all the same."


def finding_sheet(found: FindingPaper) -> Paper:
    """Returns the paper of a finding."""
    return Paper(
        kind="finding",
        title=f"“{found.says}”",
        summary=f"{found.verdict}. {' '.join(found.reason)}",
        facts=(
            ("Verdict", found.verdict),
            ("Worked out from", f"{found.size} entries" if found.size != 1 else "one entry"),
        ),
        blocks=tuple(_blocks(found)),
        remarks=(JUDGES,),
    )


def _blocks(found: FindingPaper) -> Iterator[Block]:
    for side in found.sides:
        yield from _side(side)
    yield from _listed("Coverage relied on", found.coverage)
    yield from _listed("Assumptions", found.assumptions)
    yield from _listed("What would change this", found.settles)
    if found.readings:
        yield Heading("Readings")
    for reading in found.readings:
        yield Paragraph(
            (Run(f"{reading.verdict}, ", "strong"), Run(f"as “{reading.says}”. "), Run(" ".join(reading.reason))),
            "item",
        )


def _side(side: Side) -> Iterator[Block]:
    yield Heading(side.title)
    for told in side.told:
        yield Paragraph((Run(f"{told.shows} "), _cited(told)), "item")


def _cited(told: Told) -> Run:
    look: Look = "quiet"
    return Run(f"({told.cited}, {told.grade})", look, entry=told.entries[0] if len(told.entries) == 1 else None)


def _listed(title: str, lines: Sequence[str]) -> Iterator[Block]:
    if lines:
        yield Heading(title)
    yield from (plain(line, "item") for line in lines)
