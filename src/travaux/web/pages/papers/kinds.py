"""Kinds of papers: what each is called, what it says in a sentence, how it can be asked for, in which formats.

What is asked for stands in the address, so that a link to a paper lasts: `papers/columns.docx?by=drafts&at=60`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from travaux.errors import Malformed
from travaux.papers import legend
from travaux.papers.paper import Paper
from travaux.secretariat.papers import options_of
from travaux.web.ask import Ask

TEXTS = ("docx", "pdf", "html", "md", "txt")
TABLES = (*TEXTS, "xlsx", "csv")
DATED = (*TABLES, "svg", "ics")
LONGEST = 400
"""Characters of an option at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of paper. `page` names the page that shows it; `listed` whether it is among the papers of the hub."""

    name: str
    title: Promise
    says: Promise
    formats: tuple[str, ...]
    page: str = "paper"
    listed: bool = True


KINDS: Mapping[str, Kind] = {
    each.name: each
    for each in (
        Kind(
            name="rolling",
            title=_("Rolling text"),
            says=_("The text with its brackets: what is not agreed, and whose it is."),
            formats=(*TEXTS, "akn"),
        ),
        Kind(
            name="columns",
            title=_("Column document"),
            says=_("A row for each clause, a column for each party or draft."),
            formats=TABLES,
        ),
        Kind(
            name="clean",
            title=_("Clean text"),
            says=_("The text where all of it is agreed; else the list of what is open."),
            formats=(*TEXTS, "akn"),
        ),
        Kind(
            name="consolidation",
            title=_("Consolidation table"),
            says=_("What each clause was made from, by whom, and how it was merged."),
            formats=TABLES,
        ),
        Kind(
            name="matrix",
            title=_("Agreement matrix"),
            says=_("Who agrees to which clause, and what is still open for whom."),
            formats=TABLES,
            page="matrix",
        ),
        Kind(
            name="timeline",
            title=_("Timeline"),
            says=_("What happened, and when it was recorded."),
            formats=DATED,
            page="timeline",
        ),
        Kind(
            name="deadlines",
            title=_("Deadlines"),
            says=_("What is due, the consequence as it was stated, and what became of it."),
            formats=DATED,
        ),
        Kind(
            name="redline",
            title=_("Redline"),
            says=_("What changed from the draft before to the one on the table; or between any two."),
            formats=(*TEXTS, "xlsx", "csv"),
        ),
        Kind(
            name="audit",
            title=_("Audit report"),
            says=_("What the file of a draft shows as changed, against what really changed."),
            formats=TEXTS,
        ),
        Kind(
            name="finding", title=_("Finding"), says=_("A claim, held against the record."), formats=TEXTS, listed=False
        ),
        Kind(name="life", title=_("Life of a clause"), says=_("Every wording it had."), formats=TEXTS, listed=False),
    )
}
NAMES: Mapping[str, Promise | str] = {
    "docx": "Word",
    "pdf": "PDF",
    "html": _("Web page"),
    "md": "Markdown",
    "txt": _("Plain text"),
    "xlsx": _("Spreadsheet"),
    "csv": "CSV",
    "svg": _("Picture"),
    "ics": _("Calendar"),
    "akn": "Akoma Ntoso",
    "prov": "W3C PROV",
    "jsonl": "JSON Lines",
    "tracked": _("Word, tracked changes"),
}
"""What people call each format."""


@dataclass(frozen=True, slots=True)
class Download:
    """A way to take a paper along: its format, how people call that, and the address."""

    format: str
    called: str
    address: str


def downloads(ask: Ask, kind: str, formats: tuple[str, ...] = ()) -> tuple[Download, ...]:
    """Returns the ways to take a paper along as it is shown: with the same options, as of the same entry."""
    known = KINDS[kind]
    found = [Download(each, str(NAMES[each]), file_address(ask, kind, each)) for each in (formats or known.formats)]
    if kind == "redline":
        found.insert(0, Download("docx", str(NAMES["tracked"]), file_address(ask, kind, "docx", tracked="1")))
    return tuple(found)


def file_address(ask: Ask, kind: str, ending: str, **more: str) -> str:
    """Returns the address of a paper as a file."""
    address = reverse("paper-file", kwargs={"slug": ask.seated.slug, "kind": kind, "ending": ending})
    query = QueryDict(mutable=True)
    for name in options_of(kind) if kind in KINDS else ():
        if value := ask.query.get(name, ""):
            query[name] = value
    query.update(more)
    if ask.at is not None:
        query["at"] = str(ask.at)
    return f"{address}?{query.urlencode()}" if query else address


def made(ask: Ask, kind: str) -> Paper:
    """Returns a paper as it is asked for, of what whoever asks may read.

    Raises `Malformed` for an option that is not understood, and whatever `Record.paper` raises.
    """
    return ask.record.paper(kind, at=ask.at, day=ask.today, **options(kind, ask.query))


def options(kind: str, query: Mapping[str, Any]) -> dict[str, object]:
    """Returns the options of a kind that an address gives; those left empty are left out."""
    found: dict[str, object] = {}
    for name in options_of(kind):
        given = str(query.get(name, "")).strip()
        if given and name in _READ:
            if len(given) > LONGEST:
                raise Malformed(f"longer than {LONGEST} characters", where=name)
            found[name] = _READ[name](given)
    if missing := next((name for name in _NEEDED.get(kind, ()) if name not in found), None):
        raise Malformed("this has to be named", where=missing)
    return found


def _one_of(*known: str) -> Callable[[str], str]:
    def read(given: str) -> str:
        if given not in known:
            raise Malformed("no such choice", where=given, advice=f"There are: {', '.join(known)}")
        return given

    return read


def _yes(given: str) -> bool:
    return given not in ("0", "no", "false")


def _number(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise Malformed("a number is needed here", where=given)
    return int(given)


_READ: Mapping[str, Callable[[str], object]] = {
    "by": _one_of("parties", "drafts"),
    "legend": legend.named,
    "convention": str,
    "forum": str,
    "counting": _one_of("top", "leaf"),
    "party": str,
    "since": str,
    "until": str,
    "claim": str,
    "earlier": str,
    "later": str,
    "proposal": _number,
    "whole": _yes,
    "numbering": _yes,
    "typography": _yes,
    "settled": _yes,
    "clause": str,
    "draft": str,
}
_NEEDED: Mapping[str, tuple[str, ...]] = {"life": ("clause",), "finding": ("claim",)}
