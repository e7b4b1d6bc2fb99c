"""The page of a comparison: the later text with what was put in, taken out and moved; every change has a number."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.formats.html.page import escaped, head, hidden, page, seal, spoken
from travaux.formats.html.page_rows import Anchors, Made, gathered, row_html
from travaux.papers.redline import Entry, Line, Part, RedlinePaper

_HELP = (
    "Words put in carry a double line, words taken out are struck, moved words are dashed with an arrow at both places."
)
_LONG = 160


def redline_page(paper: RedlinePaper) -> str:
    """Returns the page of a comparison."""
    name = f"{paper.earlier} → {paper.later}"
    return page(f"What changed · {paper.later} · Travaux", name, _main(paper), keys="changes")


def _main(paper: RedlinePaper) -> Iterator[str]:
    yield from head("Redline", f"What changed in {paper.later}", paper.summary, _HELP)
    yield from seal(
        "What this page rests on",
        [("Earlier", paper.earlier), ("Later", paper.later), ("Changes", f"{len(paper.entries):,}")],
    )
    yield '<div class="tools">\n<label><input type="checkbox" id="only" checked> Only paragraphs that changed</label>\n'
    yield "</div>\n"
    words = "".join(part.text for line in paper.lines[:80] for part in line.parts)
    yield '<div class="reading">\n'
    yield from _changes(paper)
    yield f'<div class="sheet"{spoken(paper.language, words)}>\n'
    anchors, numbered = Anchors(), set[int]()
    yield from gathered(_line(line, anchors, numbered) for line in paper.lines)
    yield "</div>\n</div>\n"


def _line(line: Line, anchors: Anchors, numbered: set[int]) -> Made:
    inner = "".join(_part(part, numbered) for part in line.parts)
    words = line.row is None or line.row.kind == "words"
    extra = " same" if words and not line.changed else ""
    return Made(line.row, row_html(line.row, inner, anchors, extra=extra), same=not line.changed)


def _part(part: Part, numbered: set[int]) -> str:
    if part.fate == "equal":
        return escaped(part.text)
    mark = ""
    if part.change is not None and part.change not in numbered:
        numbered.add(part.change)
        mark = f'<a class="cn" id="k{part.change}" href="#l{part.change}">{hidden("change ")}{part.change}</a>'
    core = part.text.lstrip(" ")
    mark = " " * (len(part.text) - len(core)) + mark
    words, move = escaped(core), part.move or ""
    match part.fate:
        case "insert":
            return f"{mark}<ins>{hidden('[put in: ')}{words}{hidden(']')}</ins>"
        case "delete":
            return f"{mark}<del>{hidden('[taken out: ')}{words}{hidden(']')}</del>"
        case "move-from":
            arrow = f'<span class="mv" aria-hidden="true">→{move}</span>'
            told = hidden(f"[moved from here, move {move}: ")
            return f'{mark}<del class="moved">{told}{words}{hidden("]")}</del>{arrow}'
        case "move-to":
            arrow = f'<span class="mv" aria-hidden="true">{move}→</span>'
            return f'{mark}{arrow}<ins class="moved">{hidden(f"[moved here, move {move}: ")}{words}{hidden("]")}</ins>'


def _changes(paper: RedlinePaper) -> Iterator[str]:
    yield '<section class="changes" aria-labelledby="changes" tabindex="0">\n<h2 id="changes">The changes</h2>\n'
    yield '<p class="nextprev"><button type="button" id="previous" hidden>Previous</button>'
    yield '<button type="button" id="next" hidden>Next</button></p>\n<ol>\n'
    for entry in paper.entries:
        yield from _entry(entry)
    yield "</ol>\n</section>\n"


def _entry(entry: Entry) -> Iterator[str]:
    yield f'<li id="l{entry.number}"><a href="#k{entry.number}">{entry.number}</a><div>'
    yield f'<span class="where">{escaped(entry.place)}, {entry.kind}</span><span class="wording" dir="auto">'
    if entry.old and entry.kind != "move":
        yield f"<del>{hidden('[taken out: ')}{escaped(_short(entry.old))}{hidden(']')}</del> "
    if entry.new and entry.kind != "move":
        yield f"<ins>{hidden('[put in: ')}{escaped(_short(entry.new))}{hidden(']')}</ins>"
    if entry.kind == "move":
        yield f'<ins class="moved">{hidden("[moved: ")}{escaped(_short(entry.new or entry.old))}{hidden("]")}</ins>'
    yield "</span></div></li>\n"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else f"{line[:_LONG].rsplit(' ', 1)[0]} …"
