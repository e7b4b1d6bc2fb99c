"""Drafts as pages name them: by number or by the start of a digest; the list of them above a text; links to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from travaux.errors import Malformed
from travaux.papers.days import day
from travaux.record.terms import PartyId
from travaux.record.texts import Tabled
from travaux.secretariat.papers import drafted
from travaux.text.drafts import Draft
from travaux.web.ask import Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A draft in the list of drafts; `here` says that its text is in the record."""

    number: int
    digest: str
    title: str
    standing: str
    when: str
    entry: int
    party: PartyId | None
    here: bool
    current: bool = False


def asked_for(ask: Ask, name: str = "") -> Tabled:
    """Returns the draft of that name, or the one on the table. Raises `Http404` where there is none."""
    if not name:
        found = ask.state.current()
        if found is None:
            raise Http404
        return found
    try:
        return drafted(ask.state, name)
    except Malformed:
        raise Http404 from None


def text_of(ask: Ask, tabled: Tabled) -> Draft:
    """Returns the text of a draft. Raises `Http404` where it is not in the record, or not for this reader."""
    found = ask.record.drafts.get(tabled.digest)
    if found is None:
        raise Http404
    return found


def named(ask: Ask, tabled: Tabled, *, current: bool = False) -> Named:
    """Returns a draft as the list of drafts has it."""
    entered = ask.state.entry(tabled.entry)
    return Named(
        number=tabled.number, digest=tabled.digest, title=tabled.title, standing=tabled.standing,
        when=day(entered.entry.at) if entered else "", entry=tabled.entry, party=tabled.party,
        here=tabled.digest in ask.record.drafts, current=current,
    )  # fmt: skip


def listed(ask: Ask, chosen: Tabled | None = None) -> tuple[Named, ...]:
    """Returns all drafts, in order."""
    return tuple(named(ask, each, current=chosen is not None and each.digest == chosen.digest)
                 for each in ask.state.drafts)  # fmt: skip


def link(ask: Ask, page: str, query: Mapping[str, object] | None = None, **parts: object) -> str:
    """Returns the address of another page of this record, as of the same entry, with what is asked of it."""
    address = ask.link(page, **parts)
    wanted = {name: value for name, value in (query or {}).items() if value not in ("", None, False)}
    return f"{address}{'&' if '?' in address else '?'}{urlencode(wanted)}" if wanted else address


def paper_link(ask: Ask, kind: str, ending: str, query: Mapping[str, object]) -> str:
    """Returns the address of a paper as a file, as of the same entry."""
    address = reverse("paper-file", kwargs={"slug": ask.seated.slug, "kind": kind, "ending": ending})
    at = {} if ask.at is None else {"at": ask.at}
    return f"{address}?{urlencode({**at, **query})}"
