"""An audit as a paper: what changed without being shown, then what was shown, each with the words around it.

What an audit found is in `audited`; here it is only laid out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.papers.audited import AuditPaper, Exhibit
from travaux.papers.counting import begun, sentence
from travaux.papers.paper import Block, Heading, Paper, Paragraph, Run, Sign, plain

LEGEND = (
    Sign("words like these", "taken out", look="deleted"),
    Sign("words like these", "put in", look="inserted"),
)


def audit_report(audited: AuditPaper) -> Paper:
    """Returns the paper of an audit."""
    return Paper(
        kind="audit report",
        title=f"{begun(audited.new)}, held against {audited.last}",
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
    yield from (paragraph for paragraph in _words(each) if paragraph.text.strip())
    yield plain(f"{sentence(each.note)}.", "note", "quiet")


def _words(each: Exhibit) -> Iterator[Paragraph]:
    """Yields the changed words between those around them; words of several lines stand on lines of their own."""
    old, new = each.old.split("\n"), each.new.split("\n")
    if len(old) == len(new) == 1:
        between = " " if each.old and each.new else ""
        yield _paragraph(
            Run(each.before), Run(each.old, "deleted", change=each.number), Run(between),
            Run(each.new, "inserted", change=each.number), Run(each.after),
        )  # fmt: skip
        return
    yield _paragraph(Run(each.before))
    yield from (_paragraph(Run(line, "deleted", change=each.number)) for line in old if line.strip())
    yield from (_paragraph(Run(line, "inserted", change=each.number)) for line in new if line.strip())
    yield _paragraph(Run(each.after))


def _paragraph(*runs: Run) -> Paragraph:
    return Paragraph(tuple(run for run in runs if run.words), "clause")
