"""An audit: what the file of a circulated draft shows to have changed, held against what did change; undeclared first.

An audit tells what two files hold. It does not tell who made a change that is not shown, or why.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import get_language
from markupsafe import Markup

from travaux.errors import Malformed, NotPermitted, OutOfOrder
from travaux.formats.html.page import spoken
from travaux.papers.audited import Exhibit
from travaux.secretariat.papers import audited
from travaux.web import kept
from travaux.web.ask import Ask
from travaux.web.pages.page import Page
from travaux.web.pages.texts.compare import sight
from travaux.web.pages.texts.drafts import Named, asked_for, listed, named, paper_link
from travaux.web.pages.texts.redlines import Drawing, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A change with the words around it: where it is, what was put in or taken out, how it is shown, if it is."""

    number: int
    kind: str
    place: str
    heading: str
    parts: tuple[Part, ...]
    note: str
    _drawn: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The page's value. `terms` says on what terms it was made, where that is not plain."""

    earlier: Named
    later: Named
    drafts: tuple[Named, ...]
    verdict: str
    shown: str
    undeclared: tuple[Shown, ...]
    declared: tuple[Shown, ...]
    how: tuple[str, ...]
    terms: str
    typography: bool
    paper: str
    _spoken: Markup


def build(ask: Ask) -> Audit:
    """Returns the audit of the later of two drafts, of which the earlier was circulated before."""
    typography = ask.query.get("ignore-typography", "") in ("", "0")
    names = ask.named["earlier"], ask.named["later"]
    made: Audit = kept.once(
        ask, "audit", *names, typography, get_language(), make=lambda: _audit(ask, *names, typography)
    )  # fmt: skip
    return made


def _audit(ask: Ask, earlier: str, later: str, typography: bool) -> Audit:
    older, newer = asked_for(ask, earlier), asked_for(ask, later)
    try:
        paper, terms = audited(sight(ask), str(older.number), str(newer.number), typography=typography)
    except (Malformed, OutOfOrder, NotPermitted, KeyError):
        raise Http404 from None
    drawing = Drawing(anchors=True)
    undeclared = tuple(_shown(drawing, each, each.number) for each in paper.undeclared)
    declared = tuple(_shown(drawing, each, len(undeclared) + each.number) for each in paper.declared)
    language = paper.language or newer.language
    return Audit(
        earlier=named(ask, older), later=named(ask, newer), drafts=listed(ask, newer), verdict=paper.verdict,
        shown=paper.shown, undeclared=undeclared, declared=declared, how=tuple(paper.how), terms=terms,
        typography=typography, paper=paper_link(
            ask, "audit", "docx", {"earlier": older.number, "later": newer.number}
        ), _spoken=Markup(spoken(language, "".join(each.after for each in paper.declared))),
    )  # fmt: skip


def _shown(drawing: Drawing, each: Exhibit, number: int) -> Shown:
    between = " " if each.old and each.new else ""
    parts = tuple(
        part
        for part in (
            Part(text=each.before),
            Part(text=each.old, fate="delete", change=number),
            Part(text=between),
            Part(text=each.new, fate="insert", change=number),
            Part(text=each.after),
        )
        if part.text
    )
    return Shown(
        number=number, kind=each.kind, place=each.place, heading=each.heading, parts=parts, note=each.note,
        _drawn=drawing.of(parts),
    )  # fmt: skip


PAGE = Page("audit", "audit/<str:earlier>..<str:later>/", build, "audit.html", within="compare")
