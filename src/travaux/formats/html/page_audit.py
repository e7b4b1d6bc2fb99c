"""The page of an audit: the verdict, then what was not shown, then what was, each change among the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.formats.html.page import escaped, head, hidden, page, seal, spoken
from travaux.papers.audited import AuditPaper, Exhibit
from travaux.papers.counting import sentence


def audit_page(paper: AuditPaper) -> str:
    """Returns the page of an audit."""
    return page(f"{paper.verdict} · {paper.new} · Travaux", paper.new, _main(paper))


def _main(paper: AuditPaper) -> Iterator[str]:
    yield from head("Audit of a circulated draft", f"Does {paper.new} show what changed?", "", "")
    yield from seal("What this page rests on", [("Circulated last", paper.last), ("Circulated now", paper.new)])
    yield from _verdict(paper)
    yield from _exhibits("Not shown", paper.undeclared, paper.language, shown=False)
    yield from _exhibits("Shown", paper.declared, paper.language, shown=True)
    yield '<div class="method">\n'
    for line in paper.how:
        yield f"<p>{escaped(line)}</p>\n"
    yield "</div>\n"


def _verdict(paper: AuditPaper) -> Iterator[str]:
    mark = "✓" if not paper.undeclared else "✕"
    shape = "vd" if not paper.undeclared else "vd con"
    yield '<section class="finding" aria-labelledby="verdict">\n<p class="kicker">What the files say</p>\n'
    yield f'<h2 class="verdict" id="verdict"><span class="{shape}" aria-hidden="true">{mark}</span>'
    yield f'<span>{escaped(paper.verdict)}</span></h2>\n<p class="because">{escaped(paper.shown)}</p>\n</section>\n'


def _exhibits(title: str, exhibits: Sequence[Exhibit], language: str, *, shown: bool) -> Iterator[str]:
    if not exhibits:
        return
    name = "shown" if shown else "not-shown"
    many = f" ({len(exhibits):,})" if len(exhibits) > 1 else ""
    yield f'<section class="exhibits" aria-labelledby="{name}">\n<h2 id="{name}">{title}{many}</h2>\n<ol>\n'
    for exhibit in exhibits:
        yield from _exhibit(exhibit, language, shown=shown)
    yield "</ol>\n</section>\n"


def _exhibit(exhibit: Exhibit, language: str, *, shown: bool) -> Iterator[str]:
    heading = f" <span>{escaped(exhibit.heading)}</span>" if exhibit.heading else ""
    yield f'<li class="exhibit">\n<h3>{escaped(sentence(exhibit.place))}{heading}</h3>\n'
    tongue = spoken(language, exhibit.before + exhibit.new + exhibit.after)
    yield f'<p class="wording"{tongue}>{escaped(exhibit.before)}'
    if exhibit.old:
        yield f"<del>{hidden('[taken out: ')}{escaped(exhibit.old)}{hidden(']')}</del>"
    if exhibit.old and exhibit.new:
        yield " "
    if exhibit.new:
        shape = "" if shown else ' class="unshown"'
        yield f"<ins{shape}>{hidden('[put in: ')}{escaped(exhibit.new)}{hidden(']')}</ins>"
    yield f'{escaped(exhibit.after)}</p>\n<p class="note">{escaped(sentence(exhibit.note))}.</p>\n</li>\n'
