"""The page of a reading: the report with its statements coloured by source, what was taken from it, what was not read.

The words of a statement carry the colour, the letter and the line of whoever is said to have spoken; the line is
dashed, for it is all reported. Who is named as the source stands over a solid line, the word that says so over a dotted
one. A sentence that was not read is marked in words. Choose a statement, and its entry in the list is shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from travaux.formats.html.page import escaped, head, hidden, page, seal, spoken
from travaux.papers.counting import counted
from travaux.papers.readings import TIERS, UNNAMED, Piece, Reported, Told
from travaux.papers.writers import Writer

_HELP = (
    "Words that somebody is said to have said carry a letter, a colour and a dashed line; a source without a name has "
    "no letter. Each is a proposal: choose it to see what was made of it."
)


def reading_page(paper: Reported) -> str:
    """Returns the page of a reading."""
    return page(f"What is said · {paper.name} · Travaux", paper.name, _main(paper))


def _main(paper: Reported) -> Iterator[str]:
    yield from head("Reading of a report", f"What {paper.name} says was said", paper.summary, _HELP)
    yield from seal("What this page rests on", paper.facts)
    yield from _sources(paper)
    words = "".join(piece.text for pieces in paper.paragraphs[:80] for piece in pieces)
    yield f'<div class="reading">\n<div class="sheet report"{spoken(_language(paper), words)}>\n'
    yield from _Sheet(paper).paragraphs()
    yield "</div>\n"
    yield from _taken(paper)
    yield "</div>\n"
    yield from _unread(paper)
    yield '<div class="method">\n'
    yield from (f"<p>{escaped(line)}</p>\n" for line in paper.how)
    yield "</div>\n"


def _language(paper: Reported) -> str:
    """Returns the language of the report, unless its letters say that it is another."""
    words = "".join(piece.text for pieces in paper.paragraphs[:40] for piece in pieces)
    return "" if 'dir="rtl"' in spoken("", words) else paper.language


def _sources(paper: Reported) -> Iterator[str]:
    if not paper.sources:
        return
    yield '<section class="legend-of-sources" aria-labelledby="sources">\n<h2 class="vh" id="sources">Sources</h2>\n'
    yield '<ul class="key small">\n'
    for writer, count in paper.sources:
        yield f"<li>{_letter(writer)} <bdi>{escaped(writer.name)}</bdi>, {counted(count, 'statement')}</li>\n"
    if paper.unread:
        yield '<li><span class="left">a sentence that was not read</span></li>\n'
    yield "</ul>\n</section>\n"


def _letter(writer: Writer) -> str:
    return f'<span class="party {writer.colour}" aria-hidden="true">{escaped(writer.letter)}</span>'


class _Sheet:
    """The report as it is written out: which item was met, so that every part has an address of its own."""

    def __init__(self, paper: Reported) -> None:
        self._paper = paper
        self._told = {each.number: each for each in paper.told}
        self._met: dict[int, int] = {}

    def paragraphs(self) -> Iterator[str]:
        for pieces in self._paper.paragraphs:
            yield f'<p class="words" dir="auto">{"".join(self._pieces(pieces))}</p>\n'

    def _pieces(self, pieces: tuple[Piece, ...]) -> Iterator[str]:
        for piece in pieces:
            told = self._told.get(piece.item) if piece.item is not None else None
            if piece.unread and any(map(str.isalnum, piece.text)):
                yield f'<span class="left">{hidden("[not read: ")}{escaped(piece.text)}{hidden("]")}</span>'
            elif told is None:
                yield escaped(piece.text)
            elif piece.part == "content":
                yield self._content(piece, told)
            else:
                shape = "whose" if piece.part == "source" else "cue"
                yield f'<span class="{shape} {told.writer.colour}">{escaped(piece.text)}</span>'

    def _content(self, piece: Piece, told: Told) -> str:
        number = self._met[told.number] = self._met.get(told.number, 0) + 1
        place = f"r{told.number}" if number == 1 else f"r{told.number}-{number}"
        core = piece.text.lstrip()
        begin = piece.text[: len(piece.text) - len(core)]
        name = told.writer.name if told.writer is not UNNAMED else "a source without a name"
        letter = f'<sup class="by" aria-hidden="true">{escaped(told.writer.letter)}</sup>' if number == 1 else ""
        said = hidden(f" ({name}, item {told.number + 1})") if number == 1 else ""
        link = f'id="{place}" href="#i{told.number}"'
        return f'{begin}<a class="run {told.writer.colour} reported" {link}>{letter}{escaped(core)}{said}</a>'


def _taken(paper: Reported) -> Iterator[str]:
    if not paper.told:
        return
    yield '<section class="taken" aria-labelledby="taken">\n'
    yield f'<h2 id="taken">What was taken from it ({len(paper.told):,})</h2>\n<ol>\n'
    for told in paper.told:
        yield from _item(told)
    yield "</ol>\n</section>\n"


def _item(told: Told) -> Iterator[str]:
    number = f"{told.number + 1}"
    back = f'<a href="#r{told.number}">{hidden("item ")}{number}</a>' if told.words else f"<span>{number}</span>"
    yield f'<li id="i{told.number}">{back}<div>\n<h3>'
    if told.kind == "attribution":
        yield f"{_letter(told.writer)} "
    yield f"<bdi>{escaped(told.head)}</bdi></h3>\n"
    yield f'<p class="tier {told.tier}">{TIERS[told.tier]}, line {told.line}</p>\n'
    if told.words:
        yield f'<p class="wording" dir="auto">{escaped(" … ".join(told.words))}</p>\n'
    facts = list(told.facts)
    if told.within is not None and told.kind == "attribution":
        facts.append(("within", f"item {told.within + 1}"))
    if facts:
        yield '<dl class="facts">\n'
        for term, detail in facts:
            yield f'<dt>{escaped(term)}</dt><dd dir="auto">{escaped(detail)}</dd>\n'
        yield "</dl>\n"
    yield "</div></li>\n"


def _unread(paper: Reported) -> Iterator[str]:
    if not paper.unread:
        return
    yield '<section class="exhibits unread" aria-labelledby="unread">\n'
    yield f'<h2 id="unread">Not read ({len(paper.unread):,})</h2>\n<ul class="items">\n'
    for words, reason in paper.unread:
        yield f'<li dir="auto">{escaped(words)} <span class="quiet">{escaped(reason)}</span></li>\n'
    yield "</ul>\n</section>\n"
