"""How pages are drawn: Jinja2 with everything escaped, the frame of every page, and the small marks of the desk."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import json_script
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext
from jinja2 import Environment, StrictUndefined

from travaux.web import words
from travaux.web.ask import Ask
from travaux.web.hub import ticket
from travaux.web.marks import grade, letter, stance, verdict
from travaux.web.pages.page import Page
from travaux.web.pages.papers.matrix import letters
from travaux.web.pages.register import PAGES, SECTIONS
from travaux.web.pages.statements.findings import bundle_name
from travaux.web.pages.texts.citing import cited
from travaux.web.pages.texts.drafts import link
from travaux.web.ways import of as behaves


def environment(**options: Any) -> Environment:
    """Returns the environment in which every page is drawn."""
    made = Environment(**{**options, "autoescape": True, "undefined": StrictUndefined}, extensions=["jinja2.ext.i18n"])
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        asset=asset, url=reverse, language=get_language, rtl=get_language_bidi, letter=letter, stance=stance,
        grade=grade, desk=settings.DESK, languages=lambda: settings.LANGUAGES, roles=words.roles,
        stances=words.stances, rulings=words.rulings, capacities=words.capacities, role_name=words.role_name,
        stands=words.stands, dated=words.dated, has_page=has_page,
        sections=sections, ticket=ticket, permanent=permanent, as_json=as_json, now_link=now_link, older=older,
        root_words=root_words, standings=words.standings, ways=words.ways, statuses=words.statuses,
        draft_link=link, cited=cited, kinds=words.kinds,
    )  # fmt: skip
    made.globals.update(
        with_query=with_query,
        verdict=verdict,
        verdicts=words.verdicts,
        terms=words.terms,
        cells=letters,
        bundle_name=bundle_name,
    )
    made.globals.update(json_script=json_script, get_messages=get_messages, scopes=words.scopes, behaves=behaves)
    return made


@cache
def asset(name: str) -> str:
    """Returns the address of a static file, which changes when the file does."""
    found = finders.find(name)
    digest = hashlib.sha256(Path(found).read_bytes()).hexdigest()[:12] if found else ""
    return f"{static(name)}?v={digest}"


def has_page(name: str) -> bool:
    """Whether there is a page of this name."""
    return any(page.name == name for page in PAGES)


def sections(asked: Ask) -> list[Page]:
    """Returns the pages in the navigation, as far as they are for whoever is asking."""
    return [page for page in SECTIONS if page.open_to(asked.seated.role)]


def permanent(request: HttpRequest, asked: Ask) -> str:
    """Returns the address of this page as of the entry that it was made of: it lasts."""
    query = request.GET.copy()
    query["at"] = str(asked.size - 1)
    return f"{request.path}?{query.urlencode()}"


def now_link(request: HttpRequest) -> str:
    """Returns the address of this page as the record is now."""
    query = request.GET.copy()
    query.pop("at", None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def older(request: HttpRequest, before: int) -> str:
    """Returns the address of this list as it goes on before an entry."""
    query = request.GET.copy()
    query["before"] = str(before)
    return f"{request.path}?{query.urlencode()}"


def with_query(request: HttpRequest, **values: str) -> str:
    """Returns the address of this page with other values in its query; one that is empty is left out."""
    query = request.GET.copy()
    for name, value in values.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


def as_json(request: HttpRequest) -> str:
    """Returns the address of this page as JSON."""
    bare = request.path.rstrip("/")
    path = f"{bare}/overview.json" if bare.count("/") == 2 else f"{bare}.json"
    return f"{path}?{request.GET.urlencode()}" if request.GET else path


def root_words(asked: Ask) -> str:
    """Returns the root of the log's tree at the entry shown, as its first sixteen digits in groups of four."""
    digits = asked.record.root(asked.size)[:16]
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))
