"""Runs drawn: a draft in runs as one piece of HTML. Joined from strings, since a long text has thousands of runs.

A run is a link that tells of its words, with the letter of whoever wrote them; the letter is not said again where the
run before it has the same byline. Brackets are the field's own sign and are set apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from travaux.papers.telling import Teller
from travaux.record.terms import Place
from travaux.web import words as fields
from travaux.web.marks import stance
from travaux.web.pages.texts.bylines import Byline
from travaux.web.pages.texts.runs import Line, Piece, Run, Sheet


def drawn(sheet: Sheet, told: Callable[[str], str], life: Callable[[str], str]) -> Markup:
    """Returns a text as HTML; `told` gives the address that tells of a run, `life` that of a clause's life."""
    return Markup("".join(_Drawing(sheet, told, life).pieces()))


def anchor(place: str) -> str:
    """Returns the anchor of a clause by its place: `c-4.2(a)`."""
    return "c-" + "".join("-" if sign.isspace() else sign for sign in place)


class _Drawing:
    def __init__(self, sheet: Sheet, told: Callable[[str], str], life: Callable[[str], str]) -> None:
        self._pieces = sheet.pieces
        self._life = life
        before, _mark, after = told("\0").partition(escape("\0"))
        self._before, self._after = escape(before), escape(after)
        grades = fields.grades()
        self._opened = [_opened(byline) for byline in sheet.bylines]
        self._letters = [_letter(byline) for byline in sheet.bylines]
        self._closed = [_closed(byline, grades) for byline in sheet.bylines]
        self._base = [byline.base for byline in sheet.bylines]
        self._held = fields.stances()
        self._of = _("Life of %(place)s")
        self._deleted = escape(_("deleted"))
        self._anchors: set[str] = set()

    def pieces(self) -> Iterator[str]:
        for piece in self._pieces:
            first = piece.lines[0]
            if first.kind in ("title", "part") and len(piece.lines) == 1:
                tag = "p" if first.kind == "title" else "h2"
                label = f"{escape(first.label)} " if first.label else ""
                shape = "doctitle" if first.kind == "title" else "part"
                yield f'<{tag} class="{shape}">{label}{self._runs(first.runs)}</{tag}>\n'
                continue
            yield self._piece(piece)

    def _piece(self, piece: Piece) -> str:
        name = self._anchor(piece.place)
        lines = "".join(self._line(line, piece) for line in piece.lines)
        return f'<section class="clause"{name}>\n{lines}{self._aside(piece)}</section>\n'

    def _aside(self, piece: Piece) -> str:
        """Says beside a clause in dispute how many of its words nobody is recorded to have written."""
        if not piece.unknown or piece.held not in ("O", "R"):
            return ""
        told = ngettext(
            "One word of this clause has no author on record.",
            "%(num)s words of this clause have no author on record.",
            piece.unknown,
        ) % {"num": piece.unknown}  # fmt: skip
        life = escape(self._of % {"place": Teller.place(Place(piece.place))})
        link = f'<a href="{escape(self._life(piece.place))}">{life}</a>'
        return f'<p class="aside small" lang="{get_language()}" dir="auto">{escape(told)} {link}</p>\n'

    def _anchor(self, place: str) -> str:
        name = anchor(place)
        if not place or name in self._anchors:
            return ""
        self._anchors.add(name)
        return f' id="{escape(name)}"'

    def _line(self, line: Line, piece: Piece) -> str:
        inner = self._runs(line.runs)
        mark = ""
        if line.place and line.place == piece.place and piece.held is not None:
            mark = str(stance(piece.held, self._held[piece.held]))
        label = self._label(line, piece)
        if line.kind in ("heading", "part", "title") and not line.depth:
            return f"{label}<header><h3>{inner}</h3> {mark}</header>\n"
        if not inner.strip() and not label:
            return ""
        alone = f"<header><span></span>{mark}</header>" if mark and not inner.strip() else ""
        if alone:
            return f"{label}{alone}\n"
        depth = f" d{min(line.depth, 4)}" if line.depth else ""
        depth += " head" if line.kind == "heading" else ""
        if line.depth and label:
            return f'<p class="words{depth}">{label} {inner}</p>\n'
        return f'{label}<p class="words{depth}">{_held(mark)}{inner}</p>\n'

    def _label(self, line: Line, piece: Piece) -> str:
        if not line.label:
            return ""
        shown = escape(line.label.rstrip("."))
        shape = "num" if not line.depth else "sub"
        if len(line.label) > 5 and not line.depth:
            shape = "num long"
        if not line.place:
            return f'<span class="{shape}">{shown}</span>'
        name = "" if line.place == piece.place else self._anchor(line.place)
        told = escape(self._of % {"place": Teller.place(Place(line.place))})
        return f'<a class="{shape}"{name} href="{escape(self._life(line.place))}" aria-label="{told}">{shown}</a>'

    def _runs(self, runs: Sequence[Run]) -> str:
        made: list[str] = []
        last = -1
        for run in runs:
            if run.byline is None:
                made.append(_bracketed(escape(run.text)))
            elif run.gone:
                made.append(self._ghost(run, run.byline))
            else:
                made.append(self._run(run, run.byline, again=run.byline == last))
                last = run.byline
        return "".join(made)

    def _run(self, run: Run, byline: int, *, again: bool) -> str:
        text = escape(run.text)
        begin = next((place for place, sign in enumerate(run.text) if sign.isalnum()), -1)
        if begin < 0 and (self._base[byline] or not run.text.strip("[] ")):
            return _bracketed(text)
        name = run.words.partition("-")[0]
        link = f'{self._opened[byline]}id="w{name}" href="{self._before}{run.words}{self._after}">'
        if self._base[byline]:
            return f"{link}{_bracketed(text)}</a>"
        if begin < 0:
            return f"{link}{_bracketed(text)}{self._closed[byline]}"
        signs, rest = escape(run.text[:begin]), escape(run.text[begin:])
        letter = "" if again else self._letters[byline]
        return f"{link}{_bracketed(signs)}{letter}{_bracketed(rest)}{self._closed[byline]}"

    def _ghost(self, run: Run, byline: int) -> str:
        link = f'{self._opened[byline]}id="{_name(run.words)}" href="{self._before}{run.words}{self._after}">'
        return (
            f'<span class="ghosted"> <span class="vh">[{self._deleted}: </span>{link}<s>{escape(run.text)}</s>'
            f"{self._letters[byline]}{self._closed[byline]}</span> "
        )


def _held(mark: str) -> str:
    return f'<span class="held">{mark}</span>' if mark else ""


def _name(words: str) -> str:
    """Returns the identifier of a run on its page."""
    return f"w{words.partition('-')[0]}"


def _opened(byline: Byline) -> str:
    if byline.gone:
        return f'<a class="run ghost {byline.colour}" '
    return '<a class="run base" ' if byline.base else f'<a class="run {byline.colour} {byline.grade}" '


def _letter(byline: Byline) -> str:
    minus = "−" if byline.gone else ""
    return f'<sup class="by" aria-hidden="true">{minus}{escape(byline.letter)}</sup>'


def _closed(byline: Byline, grades: dict[str, str]) -> str:
    if byline.base:
        return "</a>"
    told = f"{byline.name}]" if byline.gone else f" ({byline.name}, {grades[byline.grade]})"
    return f'<span class="vh"> {escape(told.strip())}</span></a>'


def _bracketed(text: str) -> str:
    if "[" not in text and "]" not in text:
        return text
    return text.replace("[", '<span class="br">[</span>').replace("]", '<span class="br">]</span>')
