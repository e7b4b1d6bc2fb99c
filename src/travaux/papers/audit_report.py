"""An audit as a paper: what changed without being shown, then what was shown, each with the words around it.

What an audit found is in `audited`; here it is only laid out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.papers.audited import AuditPaper, Exhibit
from travaux.papers.counting import sentence
from travaux.papers.paper import Block, Heading, Paper, Paragraph, Run, Sign, plain

LEGEND = (
    Sign("words like these", "taken out", look="deleted"),
    Sign("words like these", "put in", look="inserted"),
)


def audit_report(audited: AuditPaper) -> Paper:
    """Returns the paper of an audit."""
    return Paper(
        kind="audit report",
        title=f"{audited.new}, held against {audited.last}",
        summary=audited.verdict,
        facts=(
            ("Circulated last", audited.last),
            ("Circulated now", audited.new),
            ("Shown", audited.shown),
        ),
        blocks=tuple(_blocks(audited)),
        legend=LEGEND if audited.undeclared or audited.declared else (),
        remarks=tuple(audited.how),
        language=audited.language,
    )


def _blocks(audited: AuditPaper) -> Iterator[Block]:
    yield from _part("Not shown", audited.undeclared)
    yield from _part("Shown", audited.declared)


def _part(title: str, exhibits: Sequence[Exhibit]) -> Iterator[Block]:
    if exhibits:
        yield Heading(title)
    for each in exhibits:
        yield from _exhibit(each, title)


def _exhibit(each: Exhibit, title: str) -> Iterator[Block]:
    key = f"{title.lower().replace(' ', '-')}-{each.number}"
    yield (
        Heading(each.heading, 2, sentence(each.place), key)
        if each.heading
        else Heading(sentence(each.place), 2, "", key)
    )
    between = " " if each.old and each.new else ""
    yield Paragraph(
        tuple(
            run
            for run in (
                Run(each.before),
                Run(each.old, "deleted", change=each.number),
                Run(between),
                Run(each.new, "inserted", change=each.number),
                Run(each.after),
            )
            if run.words
        ),
        "clause",
    )
    yield plain(f"{sentence(each.note)}.", "note", "quiet")
