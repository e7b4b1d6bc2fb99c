"""A paper as a page: its own words in the frame of the desk, every entry a link, and the ways to take it along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from travaux.errors import OutOfOrder
from travaux.formats.html.paper import fragment
from travaux.formats.html.paper_runs import Links
from travaux.papers.clean import OpenPoint, StillOpen
from travaux.papers.legend import BUILT_IN
from travaux.papers.paper import Paper
from travaux.web import kept
from travaux.web.ask import Ask
from travaux.web.pages.page import Page
from travaux.web.pages.papers.kinds import KINDS, Download, downloads, made

NOTHING = Markup()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A choice that the paper leaves open: its name in addresses, how it is called, and what there is to choose.

    Without choices it is a day.
    """

    name: str
    called: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The page's value. `refused` says why there is no such paper now; `open` what a clean text still waits for."""

    kind: str
    called: str
    title: str
    summary: str
    refused: str = ""
    open: tuple[OpenPoint, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    options: tuple[Option, ...] = ()
    downloads: tuple[Download, ...] = ()
    _body: Markup = NOTHING


def build(ask: Ask) -> Sheet:
    """Returns the paper that the address names."""
    return of(ask, ask.named["kind"])


def of(ask: Ask, kind: str) -> Sheet:
    """Returns a paper as a page. What the record does not allow (yet) is told in its place."""
    known = KINDS.get(kind)
    if known is None:
        raise Http404
    called, chosen = str(known.title), tuple(_options(ask, kind))
    try:
        paper = made(ask, kind)
    except StillOpen as refusal:
        return Sheet(
            kind=kind, called=called, title=called, summary=_ended(str(refusal)), open=refusal.points, options=chosen,
        )  # fmt: skip
    except OutOfOrder as refusal:
        return Sheet(kind=kind, called=called, title=called, summary=_ended(str(refusal)), refused=str(refusal))
    return Sheet(
        kind=kind, called=called, title=paper.title, summary=paper.summary, facts=paper.facts, options=chosen,
        downloads=downloads(ask, kind), _body=drawn(ask, paper),
    )  # fmt: skip


def drawn(ask: Ask, paper: Paper) -> Markup:
    """Returns what a paper says below its title, with links to the entries and clauses that it cites."""
    return Markup(fragment(paper, links(ask)))  # everything in a fragment is escaped where it is written


def links(ask: Ask) -> Links:
    """Returns where the desk shows entries and clauses: entries that there are, clauses of the draft on the table."""
    known = places(ask)
    return Links(
        entry=lambda index: ask.entry_link(index) if index < ask.size else "",
        clause=lambda place: ask.link("clause", place=place) if place in known else "",
    )


def places(ask: Ask) -> frozenset[str]:
    """Returns the places of the clauses of the draft on the table, none where there is none."""
    table = ask.state.current()
    if table is None or table.digest not in ask.record.drafts:
        return frozenset()
    text = kept.basis(ask).text
    return frozenset(text.place(number) for number in range(len(text.clauses)))


def _ended(words: str) -> str:
    return words if words.endswith(".") else f"{words}."


_BY: Mapping[str, Promise] = {"parties": gettext_lazy("parties"), "drafts": gettext_lazy("drafts")}


def _options(ask: Ask, kind: str) -> Iterator[Option]:
    asked = ask.query.get
    if kind == "columns":
        yield Option(
            name="by", called=_("A column for each of the"), value=asked("by", "parties"),
            choices=tuple((name, str(told)) for name, told in _BY.items()),
        )  # fmt: skip
        yield Option(
            name="legend", called=_("Tones as in"), value=asked("legend", "plain"),
            choices=tuple((name, name) for name in BUILT_IN),
        )  # fmt: skip
    if kind in ("timeline", "deadlines"):
        parties = tuple((str(party), writer.name) for party, writer in ask.parties.items())
        yield Option(name="party", called=_("Party"), value=asked("party", ""), choices=(("", _("all")), *parties))
    if kind == "timeline":
        yield Option(name="since", called=_("From"), value=asked("since", ""))
        yield Option(name="until", called=_("To"), value=asked("until", ""))
    if kind in ("redline", "audit"):
        drafts = tuple((str(each.number), _("draft %(number)s") % {"number": each.number}) for each in ask.state.drafts)
        before = (("", _("the one it was made from")), *drafts)
        after = (("", _("the one on the table")), *drafts)
        yield Option(name="earlier", called=_("Earlier"), value=asked("earlier", ""), choices=before)
        yield Option(name="later", called=_("Later"), value=asked("later", ""), choices=after)


PAGE = Page("paper", "papers/<slug:kind>/", build, "paper.html", within="papers")
TIMELINE = Page(
    "timeline", "papers/timeline/", lambda ask: of(ask, "timeline"), "paper.html", gettext_lazy("Timeline"), key="i"
)
