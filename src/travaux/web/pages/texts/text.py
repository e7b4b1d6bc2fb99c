"""The text, and whose words it is made of: a draft in runs, who wrote how much of it, and the words that were chosen.

`by` says in whose colour words are painted, `ghosts` that deleted words are shown, `w` which words were chosen. What is
made of a draft is kept for the next request, since drafts do not change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from markupsafe import Markup

from travaux.formats.html.page import spoken
from travaux.papers.counting import counted, number, sentence
from travaux.papers.standing import Held, standing
from travaux.record.terms import Digest
from travaux.record.texts import Tabled
from travaux.web import kept
from travaux.web.ask import Ask
from travaux.web.pages.page import Page
from travaux.web.pages.texts.bylines import WAYS, By, Byline, Bylines, Share, painted, shares
from travaux.web.pages.texts.chosen import Chosen, chosen, first
from travaux.web.pages.texts.drafts import Named, asked_for, link, listed, named, text_of
from travaux.web.pages.texts.runs import Piece, Sheet, laid
from travaux.web.pages.texts.runs_drawn import drawn

NOTHING = Markup("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The page's value. `bylines` are those that runs name by their number; `gone` counts the deleted words."""

    draft: Named | None
    drafts: tuple[Named, ...]
    sentence: str
    by: By
    ghosts: bool
    language: str
    shares: tuple[Share, ...] = ()
    words: int = 0
    gone: int = 0
    rule: str = ""
    missing: tuple[str, ...] = ()
    chosen: Chosen | None = None
    earlier: int | None = None
    bylines: tuple[Byline, ...] = ()
    pieces: tuple[Piece, ...] = ()
    _spoken: Markup = NOTHING
    _drawn: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class _Made:
    sheet: Sheet
    html: Markup
    spoken: Markup
    shares: tuple[Share, ...]


def build(ask: Ask) -> Text:
    """Returns the text of the draft that the address names, or of the one on the table."""
    by: By = next((way for way in WAYS if way == ask.query.get("by")), "party")
    ghosts = ask.query.get("ghosts", "") not in ("", "0")
    name = ask.named.get("draft", "")
    if not name and ask.state.current() is None:
        return Text(
            draft=None, drafts=listed(ask), sentence=_("No draft has been tabled."), by=by, ghosts=ghosts, language=""
        )  # fmt: skip
    tabled = asked_for(ask, name)
    text = text_of(ask, tabled)
    made: _Made = kept.once(
        ask, "text", tabled.digest, by, ghosts, get_language(), make=lambda: _made(ask, tabled, by, ghosts)
    )  # fmt: skip
    authors = kept.authorship(ask, tabled.digest)
    words = ask.query.get("w", "")
    asked = words or first(ask, tabled.digest)
    parents = [each.number for each in map(ask.state.draft, tabled.parents) if each is not None]
    return Text(
        draft=named(ask, tabled, current=True),
        drafts=listed(ask, tabled),
        sentence=_sentence(made.shares, tabled),
        by=by,
        ghosts=ghosts,
        language=text.language or tabled.language,
        shares=made.shares,
        words=sum(each.words for each in made.shares),
        gone=made.sheet.gone,
        rule=authors.trace.rule,
        missing=tuple(kept.basis(ask).teller.draft(each) for each in authors.missing),
        chosen=chosen(ask, tabled, asked) if asked else None,
        earlier=parents[0] if parents else None,
        bylines=made.sheet.bylines,
        pieces=made.sheet.pieces,
        _spoken=made.spoken,
        _drawn=_marked(made.html, asked),
    )


def _made(ask: Ask, tabled: Tabled, by: By, ghosts: bool) -> _Made:
    basis, authors = kept.basis(ask), kept.authorship(ask, tabled.digest)
    text = basis.descent.shelf[tabled.digest]
    numbers: Mapping[Digest, int] = {each.digest: each.number for each in ask.state.drafts}
    made = laid(text, authors, Bylines(ask, basis, authors, by), ghosts=ghosts, numbers=numbers,
                stands=_stands(ask, tabled))  # fmt: skip
    draft = str(tabled.number)
    asks = {"by": "" if by == "party" else by, "ghosts": "1" if ghosts else ""}
    html = drawn(
        made,
        lambda words: link(ask, "draft", {**asks, "w": words}, draft=draft).replace("%00", "\0") + "#chosen",
        _lives(ask, tabled),
    )
    tongue = spoken(text.draft.language or tabled.language, text.draft.text[:4000])
    return _Made(made, html, Markup(tongue), shares(made.counts))


def _lives(ask: Ask, tabled: Tabled) -> Callable[[str], str]:
    current = ask.state.current()
    table = current is not None and current.digest == tabled.digest
    numbered: dict[str, object] = {} if table else {"draft": tabled.number}
    return lambda place: link(ask, "clause", numbered, place=place)


def _stands(ask: Ask, tabled: Tabled) -> Mapping[str, Held]:
    """Returns where each clause stands; of a draft that another has followed, where it stood just before that."""
    state = ask.state
    later = [each.entry for each in state.drafts if each.entry > tabled.entry]
    current = state.current()
    if later and (current is None or current.digest != tabled.digest):
        state = state.at(min(later) - 1)
        current = state.current()
    if current is None or current.digest != tabled.digest:
        return {}
    found = standing(state, ask.record.drafts, ask.today, kept.basis_of(ask, state).positions)
    return {row.place: row.held for row in found.rows}


def _sentence(found: tuple[Share, ...], tabled: Tabled) -> str:
    whole, later = sum(each.words for each in found), painted(found)
    called = f"draft {tabled.number}"
    if not whole:
        return f"There are no words in {called}."
    if not later:
        return f"All {counted(whole, 'word')} of {called} stand since the first draft, and are plain."
    nobody = sum(each.words for each in found if each.colour == "px" and not each.base)
    none = (
        f" {sentence(number(nobody))} of them {'has' if nobody == 1 else 'have'} no author on record." if nobody else ""
    )
    verb = "was" if later == 1 else "were"
    return f"Of {counted(whole, 'word')} in {called}, {number(later)} {verb} put in after the first draft.{none}"


def _marked(html: Markup, words: str) -> Markup:
    """Returns a text with the run that was chosen marked."""
    name = f'id="w{words.partition("-")[0]}" '
    return Markup(html.replace(name, f'{name}aria-current="true" ', 1)) if words else html


PAGE = Page("text", "text/", build, "text.html", gettext_lazy("Text"), key="t")
OF_DRAFT = Page("draft", "d/<str:draft>/", build, "text.html", within="text")
