"""The page that checks bundles: at the desk, as one file to save, and, in the demonstration, an example to try.

Both are made of the same words, scripts and style. The file to save holds them all: its Content Security Policy names
its style and its script by their SHA-256 and lets it ask nothing of a network.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from travaux import __version__
from travaux.formats.html.page import page
from travaux.secretariat.answering import disclose
from travaux.web import gate
from travaux.web.verifying import SCRIPTS

NAME = "travaux-verify.html"
_STATIC = Path(__file__).resolve().parent.parent / "static" / "verify"
_EXAMPLE = "velm"
_CLAIM = "boria neither approved nor changed any clause"


@dataclass(frozen=True, slots=True)
class Check:
    """A check: what it says if it holds, and what that shows."""

    says: str
    shows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verify:
    """The page's value. `saved` says that it is the file which asks nothing of a network."""

    bundle: tuple[Check, ...]
    receipt: tuple[Check, ...]
    words: dict[str, str]
    version: str = __version__
    scripts: tuple[str, ...] = SCRIPTS
    saved: bool = False
    page: str = ""
    digest: str = ""
    example: str = ""


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Shows the page. It is for anybody: nothing of a record is on it."""
    example = reverse("verify-example") if settings.DESK.demo and _EXAMPLE in settings.DESK.records else ""
    it = replace(_made(), page=reverse("verify-saved"), digest=digest(), example=example)
    return render(request, "verify.html", {"it": it})


@require_safe
def save(request: HttpRequest) -> HttpResponse:
    """Hands out the page as one file."""
    response = HttpResponse(saved(), content_type="text/html; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return response


@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """Hands out a bundle of the demonstration's record, made now, with the key of its log beside it."""
    if not settings.DESK.demo:
        raise Http404
    with gate.opened(gate.seated(request, _EXAMPLE)) as record:
        response = HttpResponse(disclose(record, _CLAIM, names="parties"), content_type="application/zip")
        response.headers["X-Log-Key"] = record.key
    return response


def digest() -> str:
    """Returns the SHA-256 of the file to save."""
    return hashlib.sha256(saved()).hexdigest()


@cache
def saved() -> bytes:
    """Returns the page as one file, in English: one file, one digest."""
    with override("en"):
        body = render_to_string("verify-body.html", {"it": replace(_made(), saved=True)}, using="jinja2")
        title = _("Check a bundle")
    script = "".join(_read(name) for name in SCRIPTS)
    return page(title, title, [body], style=_read("verify.css"), script=script).encode("utf-8")


def _read(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")


def _made() -> Verify:
    """Returns the value in the language that is active."""
    log = Check(
        _("The checkpoint is signed by a log that you believe, and by as many witnesses as you ask for"),
        _("The depositary signed how many entries there are, and one number that stands for all of them."),
    )
    bundle = (
        Check(
            _("The file is a bundle, whole and in its one form"),
            _("Its parts are named, none is missing or doubled, and nothing else is in it."),
        ),
        log,
        Check(
            _("The entries are those of that log: nothing is changed, exchanged or left out"),
            _("Every entry is hashed again, and the number that was signed is worked out from them."),
        ),
        Check(
            _("Every entry is of that log, and saw the log as it is here"),
            _("Each author names the last state of the log that they saw. A log shown otherwise to one would not fit."),
        ),
        Check(
            _("Every signature on every entry holds"),
            _("Those who are said to have signed, signed exactly these words."),
        ),
        Check(
            _("Every private value shown is the one that its entry commits to"),
            _("A name that is shown has the digest that was entered in its place."),
        ),
        Check(
            _("Every draft has the digest by which an entry names it"),
            _("The texts are those that were tabled, to the letter."),
        ),
        Check(
            _("The keys that you know are those that the record has for them"),
            _("A key that somebody gave you is the key that was enrolled for them."),
        ),
        Check(
            _("The finding, and the list of signers, are what the entries give when worked out anew"),
            _("The entries are read again and the claim is put to them."),
        ),
    )
    receipt = (
        Check(
            _("The file is a receipt, whole and in its one form"),
            _("It names an entry, a proof, and a checkpoint."),
        ),
        log,
        Check(
            _("The entry is in that log, at the place that the receipt names"),
            _("The entry is hashed again and, with the proof, gives the number that was signed."),
        ),
        Check(
            _("The entry is of that log, in the form that entries have"),
            _("Its line has the one form in which it can have been signed."),
        ),
        Check(
            _("Every signature on the entry holds"),
            _("Those who are said to have signed, signed exactly these words."),
        ),
    )
    return Verify(bundle=bundle, receipt=receipt, words=_words())


def _words() -> dict[str, str]:
    """Returns what the scripts say, by the names of data attributes."""
    return {
        "waiting": _("waiting"),
        "running": _("running"),
        "passed": _("passed"),
        "failed": _("failed"),
        "left-out": _("left out"),
        "checking": _("Checking …"),
        "broken": _("It does not hold. Do not rely on it."),
        "holds": _("Everything holds."),
        "rest": _(
            "{passed} of {all} checks hold, and none failed. The bundle says: “{claim}” is {verdict}. "
            "The rest this page cannot check."
        ),
        "whose": _("Whose log is {log}? Give its key, as its depositary gave it to you."),
        "unreadable": _("The key or policy cannot be read:"),
        "leaf": _("Choose the receipt together with the entry that it is for, and give the log’s key."),
        "log": _("Log {log}, {size} entries, root {root}…"),
        "insecure": _("This browser gives no cryptography to a page that came over http. Save the page, and open it."),
    }
