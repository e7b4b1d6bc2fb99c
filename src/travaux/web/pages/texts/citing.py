"""Citing: every entry that a sentence names is a link to it."""

from __future__ import annotations

import re
from html import escape

from markupsafe import Markup

from travaux.web.ask import Ask

_ENTRY = re.compile(r"\bentry (\d{1,9})\b")


def cited(ask: Ask, told: str) -> Markup:
    """Returns a sentence as HTML, in which what it says of entries leads to them."""
    size = ask.size

    def linked(found: re.Match[str]) -> str:
        if int(found[1]) >= size:
            return found[0]
        return f'<a class="entry" href="{escape(ask.entry_link(int(found[1])))}">{found[0]}</a>'

    return Markup(_ENTRY.sub(linked, escape(told)))
