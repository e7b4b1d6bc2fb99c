"""The page of authorship: every run of words with its writer's letter and line; choose one and it tells its origin.

The first draft stays plain. What was only inferred is drawn hollow: a dotted line and no tint. Each distinct origin is
told once, in the panel; a run is a link to it, so that the page answers without its script.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.formats.html.page import escaped, head, hidden, page, seal, spoken
from travaux.formats.html.page_rows import Anchors, Made, gathered, row_html
from travaux.papers.authorship import Authorship, Cited, Share
from travaux.papers.days import day
from travaux.papers.runs import Block, Words
from travaux.papers.sources import Source

_HELP = (
    "Words of the first draft are plain. Later words carry a colour, a letter and a line; a dotted line means that we "
    "know it only by comparing drafts. Choose any words to see who put them there."
)
_MOST_DRAFTS = 8
_MOST_SHARES = 13
_UNBROKEN = 28


def authorship_page(paper: Authorship) -> str:
    """Returns the page of a paper of authorship."""
    last = paper.drafts[-1]
    return page(f"{paper.heading} · {last.name} · Travaux", last.name, _main(paper), keys="words")


def _main(paper: Authorship) -> Iterator[str]:
    last = paper.drafts[-1]
    yield from head(f"Draft {last.number} of {len(paper.drafts)}", paper.heading, paper.summary, _HELP)
    yield from seal("What this page rests on", _facts(paper))
    yield from _drafts(paper)
    yield '<div class="tools">\n<label><input type="checkbox" id="paint" checked> Show who wrote what</label>\n'
    if paper.gone:
        yield f'<label><input type="checkbox" id="ghosts"> Show deleted words ({paper.gone:,})</label>\n'
    yield "</div>\n"
    words = "".join(piece if isinstance(piece, str) else piece.text for b in paper.blocks[:80] for piece in b.pieces)
    yield '<div class="reading">\n'
    yield from _shares(paper)
    tongue = spoken(paper.language, words)
    yield f'<div class="sheet"{tongue}>\n'
    anchors = Anchors()
    yield from gathered(
        Made(block.row, row_html(block.row, "".join(_block(block, paper)), anchors)) for block in paper.blocks
    )
    yield "</div>\n"
    yield from _panel(paper, tongue)
    yield "</div>\n"


def _facts(paper: Authorship) -> Iterator[tuple[str, str]]:
    yield "Words", f"{paper.words:,}"
    yield "Drafts", f"{len(paper.drafts):,}"
    if paper.gone or paper.left_out:
        yield "Deleted", f"{paper.gone + paper.left_out:,}"
    yield "Rule", paper.rule


def _drafts(paper: Authorship) -> Iterator[str]:
    if not 1 < len(paper.drafts) <= _MOST_DRAFTS:
        return
    yield '<ol class="drafts" aria-label="Drafts, oldest first">\n'
    for draft in paper.drafts:
        now = ' class="now"' if draft.number == len(paper.drafts) else ""
        told = ", ".join(part for part in (draft.name, draft.author or "", day(draft.at or "")) if part)
        yield f"<li{now}><b>Draft {draft.number}</b> {escaped(told)}</li>\n"
    yield "</ol>\n"


def _block(block: Block, paper: Authorship) -> Iterator[str]:
    before: Source | None = None
    for piece in block.pieces:
        if isinstance(piece, str):
            yield escaped(piece)
            continue
        source = paper.cited[piece.source].source
        if piece.gone:
            yield _ghost(piece, source)
        else:
            yield _run(piece, source, again=before is not None and _alike(before, source))
            before = source


def _alike(one: Source, two: Source) -> bool:
    return (one.writer, one.grade, one.base) == (two.writer, two.grade, two.base)


def _run(words: Words, source: Source, *, again: bool) -> str:
    """Returns a run; where the run before it has the same writer, the letter is not said `again`."""
    link = f'id="r{words.number}" href="#w{words.source}"'
    if source.base:
        return f'<a class="run base" {link}>{escaped(words.text)}</a>'
    told = hidden(f" ({source.writer.name}, {source.grade})")
    signs, text = _led(words.text)
    letter = "" if again else f'<sup class="by" aria-hidden="true">{escaped(source.writer.letter)}</sup>'
    return f'<a class="run {source.writer.colour} {source.grade}" {link}>{signs}{letter}{text}{told}</a>'


def _led(text: str) -> tuple[str, str]:
    """Cuts the signs at the beginning of a run from its words, so that the letter stands at the first word."""
    begin = next((place for place, sign in enumerate(text) if sign.isalnum()), 0)
    return escaped(text[:begin]), escaped(text[begin:])


def _ghost(words: Words, source: Source) -> str:
    who = source.remover or source.writer
    letter = f'<sup class="by" aria-hidden="true">−{escaped(who.letter)}</sup>'
    link = f'<a class="run ghost {who.colour}" id="r{words.number}" href="#w{words.source}">'
    told = hidden(f" ({who.name})]")
    run = f"{link}<s>{escaped(words.text)}</s>{letter}{told}</a>"
    return f'<span class="ghosted">{words.before}{hidden("[deleted: ")}{run}{words.after}</span>'


def _shares(paper: Authorship) -> Iterator[str]:
    yield '<section class="shares" aria-labelledby="whose">\n<h2 id="whose">Whose words</h2>\n'
    yield from _bar(paper)
    yield from _table(paper.shares[:_MOST_SHARES], paper.words)
    rest = paper.shares[_MOST_SHARES:]
    if rest:
        words = sum(share.words for share in rest)
        yield f"<details>\n<summary>{len(rest):,} others, {words:,} words</summary>\n"
        yield from _table(rest)
        yield "</details>\n"
    yield from _lines(paper)
    if paper.left_out:
        yield f'<p class="small">{paper.left_out:,} words deleted earlier are left out of this page.</p>\n'
    yield "</section>\n"


def _table(shares: Sequence[Share], whole: int = 0) -> Iterator[str]:
    """Yields rows of shares; a writer is chosen in a row, so that only those words stay painted."""
    yield '<table>\n<thead class="vh"><tr><th>Writer</th><th>Words</th><th>Share</th></tr></thead>\n<tbody>\n'
    if whole:
        yield _row("only-all", "", "everyone", f"{whole:,}", "", checked=True)
    for share in shares:
        shape = "base" if share.base else share.writer.colour
        label = f"<bdi>{escaped(share.label)}</bdi>{' (left unpainted)' if share.base else ''}"
        yield _row(f"only-{shape}" if whole else "", _letter(share), label, f"{share.words:,}", share.percent)
    yield "</tbody>\n</table>\n"


def _row(only: str, letter: str, label: str, words: str, percent: str, *, checked: bool = False) -> str:
    named = f"{letter} {label}" if letter else label
    if only:
        chosen = " checked" if checked else ""
        named = f'<label><input type="radio" name="only" id="{only}"{chosen}> <span>{named}</span></label>'
    cells = f'<td class="num">{words}</td><td class="num">{escaped(percent)}</td>'
    return f"<tr><td>{named}</td>{cells}</tr>\n"


def _letter(share: Share) -> str:
    shape = "base" if share.base else share.writer.colour
    return f'<span class="party {shape}" aria-hidden="true">{escaped(share.letter)}</span>'


def _bar(paper: Authorship) -> Iterator[str]:
    whole = sum(share.words for share in paper.shares)
    if not whole:
        return
    yield '<svg viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
    at = 0.0
    for share in paper.shares:
        wide = 1000 * share.words / whole
        shape = "base" if share.base else share.writer.colour
        yield f'<rect class="{shape}" x="{at:.1f}" y="0" width="{max(wide - 2, 1):.1f}" height="12"/>'
        at += wide
    yield "</svg>\n"


def _lines(paper: Authorship) -> Iterator[str]:
    grades = {cited.source.grade for cited in paper.cited if not cited.source.base and not cited.source.remover}
    told = {"signed": "thick", "recorded": "plain", "reported": "dashed", "inferred": "dotted"}
    if grades:
        yield '<ul class="lines" aria-label="How the line tells how well we know">\n'
        for grade, line in told.items():
            if grade in grades:
                yield f'<li><span class="run p0 {grade}">{line}</span> {grade}</li>\n'
        yield "</ul>\n"


def _panel(paper: Authorship, tongue: str) -> Iterator[str]:
    yield '<aside class="panel" aria-labelledby="chosen" tabindex="0">\n<h2 id="chosen">The chosen words</h2>\n'
    yield '<a class="close" href="#closed">Close</a>\n'
    yield '<p class="hint">Choose any words in the text: who put them there, in which draft, and how we know.</p>\n'
    yield '<div role="status">\n'
    names = [draft.name for draft in paper.drafts if draft.name] if len(paper.drafts) <= _MOST_DRAFTS else []
    for number, cited in enumerate(paper.cited):
        yield from _article(number, cited, names, tongue)
    yield "</div>\n</aside>\n"


def _with_names(text: str, names: Sequence[str]) -> str:
    """Returns a sentence as HTML in which a file's name is not broken over two lines."""
    made = escaped(text)
    for name in (escaped(name) for name in names if len(name) <= _UNBROKEN):
        made = made.replace(name, f'<span class="name">{name}</span>')
    return made


def _article(number: int, cited: Cited, names: Sequence[str], tongue: str) -> Iterator[str]:
    source = cited.source
    who = source.remover or source.writer
    sign = "−" if source.remover else ""
    yield f'<article id="w{number}">\n<blockquote hidden{tongue}></blockquote>\n'
    mark = ""
    if not source.base:
        mark = f'<span class="party {who.colour}" aria-hidden="true">{sign}{escaped(who.letter)}</span> '
    yield f'<p class="answer">{mark}{_with_names(source.answer, names)}</p>\n<dl class="facts">\n'
    for term, detail in source.facts:
        shown = _with_names(detail, names)
        if term == "Grade":
            shown = f'<span class="grade {escaped(source.grade)}">{shown}</span>'
        yield f"<div><dt>{escaped(term)}</dt><dd>{shown}</dd></div>\n"
    if len(cited.places) > 1:
        yield f"<div><dt>In all</dt><dd>{cited.words:,} word{'' if cited.words == 1 else 's'}</dd></div>\n"
    yield '</dl>\n<ul class="places" aria-label="Where these words stand">\n'
    for place in cited.places:
        yield (
            f'<li><a href="#r{place.run}"><q{tongue}>{escaped(place.quote)}</q></a> '
            f'<span class="where">{escaped(place.clause)}</span></li>\n'
        )
    if cited.more:
        yield f'<li class="where">and {cited.more:,} more</li>\n'
    yield "</ul>\n</article>\n"
