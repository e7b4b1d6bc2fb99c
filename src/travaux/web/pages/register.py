"""The register of pages: every address of a record is made from it, and so are its navigation and its tests."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path

from travaux.web.pages import entry, log, members, overview, reads
from travaux.web.pages.entering import acting, reporting, tabling
from travaux.web.pages.page import Page
from travaux.web.pages.papers import hub, linkages, matrix, sheet
from travaux.web.pages.serving import view
from travaux.web.pages.statements import checking, listed, one
from travaux.web.pages.texts import audit, chosen, clause, compare, text

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    text.PAGE,
    text.OF_DRAFT,
    chosen.PAGE,
    clause.PAGE,
    matrix.PAGE,
    sheet.TIMELINE,
    listed.PAGE,
    checking.PAGE,
    one.PAGE,
    hub.PAGE,
    sheet.PAGE,
    linkages.PAGE,
    compare.CHOOSE,
    compare.PAGE,
    audit.PAGE,
    log.PAGE,
    entry.PAGE,
    members.PAGE,
    reads.PAGE,
    acting.ACTS,
    acting.FORM,
    tabling.SEND,
    tabling.REVIEW,
    reporting.PAGE,
)
"""All pages, those of the navigation in its order."""

SECTIONS = tuple(page for page in PAGES if page.section)


def routes() -> Iterator[URLPattern]:
    """Yields the addresses of all pages, each as HTML and with `.json`."""
    for page in PAGES:
        bare = page.path.rstrip("/")
        yield path(f"r/<slug:slug>/{page.path}", view(page), name=page.name)
        yield path(f"r/<slug:slug>/{bare or 'overview'}.json", view(page, json=True), name=f"{page.name}.json")
