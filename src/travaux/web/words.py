"""Words of the field in the reader's language: stances, grades, capacities, roles, verdicts.

One place, so that one word is used for one thing on every page.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from travaux.web.ask import Ask


def stances() -> dict[str, str]:
    """Returns the positions by their letters."""
    return {
        "A": _("accepted"),
        "AR": _("accepted ad referendum"),
        "R": _("reserved"),
        "O": _("objected to"),
        "–": _("no position"),
    }


def stands(held: str, many: int) -> str:
    """Returns how many clauses stand there, in words that agree with their number."""
    told = {
        "A": ngettext("%(num)s clause accepted", "%(num)s clauses accepted", many),
        "AR": ngettext("%(num)s clause accepted ad referendum", "%(num)s clauses accepted ad referendum", many),
        "R": ngettext("%(num)s clause reserved", "%(num)s clauses reserved", many),
        "O": ngettext("%(num)s clause objected to", "%(num)s clauses objected to", many),
        "–": ngettext("%(num)s clause without a position", "%(num)s clauses without a position", many),
    }
    return told[held] % {"num": many}


def dated(when: date | datetime | str | None) -> str:
    """Returns a day of the desk's own (of seats, keys, invitations) as the reader's language writes days."""
    if not when:
        return ""
    read = date.fromisoformat(when[:10]) if isinstance(when, str) else when
    # Days of the record are told as "4 March 2019": the desk's own are in English, too.
    return date_format(read, "j F Y" if get_language() == "en" else "DATE_FORMAT")


def grades() -> dict[str, str]:
    """Returns the four grades of evidence."""
    return {
        "signed": _("signed"),
        "recorded": _("recorded"),
        "reported": _("reported"),
        "inferred": _("inferred"),
    }


def capacities() -> dict[str, str]:
    """Returns in which capacities parties take part."""
    return {
        "party": _("party"),
        "mediator": _("mediator"),
        "guarantor": _("guarantor"),
        "observer": _("observer"),
        "witness": _("witness"),
        "depositary": _("depositary"),
        "group": _("group"),
    }


def roles() -> dict[str, str]:
    """Returns as what somebody may sit at a record."""
    return {
        "party": _("a party"),
        "observer": _("an observer"),
        "secretariat": _("the secretariat"),
        "public": _("the public"),
    }


def statuses() -> dict[str, str]:
    """Returns what became of positions."""
    return {
        "current": _("current"),
        "carried": _("carried over"),
        "stale": _("stale"),
        "expired": _("expired"),
        "withdrawn": _("withdrawn"),
        "reopened": _("reopened"),
        "unknown": _("unknown"),
    }


def rulings() -> dict[str, str]:
    """Returns what rules say."""
    return {"valid": _("valid"), "defective": _("defective"), "unknown": _("cannot be told")}


def verdicts() -> dict[str, str]:
    """Returns the verdicts of findings."""
    return {
        "borne out": _("borne out"),
        "contradicted": _("contradicted"),
        "disputed": _("disputed"),
        "silent": _("silent"),
        "outside coverage": _("outside coverage"),
        "ambiguous": _("ambiguous"),
    }


def unread() -> str:
    """Returns what is said of a claim that is none in the controlled English."""
    return _("not read")


def marks() -> dict[str, tuple[str, str]]:
    """Returns the mark of each verdict: its shape, and the sign in it."""
    return {
        "borne out": ("out", "✓"),
        "contradicted": ("con", "✕"),
        "disputed": ("dis", "≠"),
        "silent": ("sil", "–"),
        "outside coverage": ("cov", "?"),
        "ambiguous": ("amb", "2"),
        "": ("sil", "·"),
    }


def terms() -> dict[str, str]:
    """Returns the terms on which sources speak."""
    return {
        "on the record": _("on the record"),
        "not for attribution": _("not for attribution"),
        "background": _("on background"),
        "unstated": _("on terms that are not stated"),
    }


def standings() -> dict[str, str]:
    """Returns the standings of drafts."""
    return {
        "none": _("without standing"),
        "informal": _("informal"),
        "submission": _("submission"),
        "basis": _("basis of the talks"),
        "tabled": _("tabled"),
        "adopted": _("adopted"),
        "authentic": _("authentic"),
    }


def kinds() -> dict[str, str]:
    """Returns the kinds of changes."""
    return {
        "insertion": _("insertion"),
        "deletion": _("deletion"),
        "replacement": _("replacement"),
        "move": _("move"),
        "paragraphs": _("paragraphs divided anew"),
    }


def ways() -> dict[str, str]:
    """Returns in which ways the words of a text are painted."""
    return {"party": _("party"), "person": _("person"), "draft": _("draft"), "age": _("age")}


def scopes(names: Sequence[str]) -> str:
    """Returns in words what a key for programs may do."""
    told = {"read": _("read"), "act": _("enter acts"), "admin": _("look after the desk")}
    return ", ".join(told[name] for name in names)


def role_name(asked: Ask) -> str:
    """Returns as what somebody reads: a party by its name."""
    role = asked.seated.role
    name = asked.name(asked.seated.party)
    return name if role == "party" and name else roles()[role]
