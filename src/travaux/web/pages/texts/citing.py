"""Citing: every entry that a sentence names is a link to it."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from travaux.formats.html.paper_runs import Links
from travaux.web.ask import Ask


def cited(ask: Ask, told: str) -> Markup:
    """Returns a sentence as HTML, in which what it says of entries leads to them."""
    links = Links(entry=lambda index: ask.entry_link(index) if index < ask.size else "")
    return Markup(links.cited(escape(told)))
