"""Papers: each that can be handed out, what it says in a sentence, and its formats; then the record whole."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from travaux.web.ask import Ask
from travaux.web.pages.page import Page
from travaux.web.pages.papers.kinds import KINDS, NAMES, Download, downloads, file_address

WHOLE = ("jsonl", "prov")
"""The formats in which the whole record is handed out."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper: what it is called, what it says, where it is read, and how it can be taken along."""

    kind: str
    title: str
    says: str
    address: str
    downloads: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """The page's value. `whole` are the ways to take the whole record along."""

    papers: tuple[Offer, ...]
    whole: tuple[Download, ...]


def build(ask: Ask) -> Papers:
    """Returns the papers of a record."""
    listed = [kind for kind in KINDS.values() if kind.listed]
    return Papers(
        papers=tuple(
            Offer(
                kind.name,
                str(kind.title),
                str(kind.says),
                ask.link(kind.page, **({"kind": kind.name} if kind.page == "paper" else {})),
                downloads(ask, kind.name),
            )
            for kind in listed
        ),
        whole=tuple(Download(each, str(NAMES[each]), file_address(ask, "record", each)) for each in WHOLE),
    )


PAGE = Page("papers", "papers/", build, "papers.html", gettext_lazy("Papers"), key="p")
