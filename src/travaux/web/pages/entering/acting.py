"""Entering an act: checked, shown, confirmed. The secretariat's is entered at once; a party's goes to the other site.

A form that is sent to be checked changes nothing, and is answered with the page on which it is confirmed. What is
confirmed is worked out anew from the same fields. Of what is sent twice, the second finds the first entered.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from travaux.errors import Malformed, OutOfOrder
from travaux.record.keyring import Holder
from travaux.secretariat import foreseeing, sheets
from travaux.secretariat.entering import Doing
from travaux.web import gate
from travaux.web.accounts.models import Seat
from travaux.web.ask import Ask
from travaux.web.gate import Seated
from travaux.web.pages.entering import choosing, filling, pending, telling
from travaux.web.pages.entering.fields import BY_NAME, Sheet, sheets_for
from travaux.web.pages.entering.telling import Step
from travaux.web.pages.page import Page

_REQUEST = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """An act that may be entered."""

    name: str
    title: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """The page of all acts, by group."""

    groups: tuple[tuple[str, tuple[Offered, ...]], ...]
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An entry that was made ready and is not signed yet."""

    number: int
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The page of one act: its fields, and what was refused of them."""

    name: str
    title: str
    says: str
    fields: tuple[choosing.Line, ...]
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key with which an entry may be signed."""

    line: str
    holder: str
    fingerprint: str
    passkey: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm:
    """The page on which an act is confirmed. `keys` are those that may sign, where a party acts."""

    name: str
    title: str
    steps: tuple[Step, ...]
    request: str
    keys: tuple[Key, ...]
    shown: str
    moved: bool = False
    _given: tuple[tuple[str, str], ...] = ()


def offered(ask: Ask) -> Acts:
    """Returns the page of all acts."""
    found: dict[str, list[Offered]] = {}
    for each in sheets_for(ask.seated.role):
        row = Offered(name=each.name, title=str(each.title), says=str(each.says))
        found.setdefault(str(each.group), []).append(row)
    waiting = tuple(Waiting(number=one.pk, says=pending.sentence(ask, one)) for one in pending.of(ask.seated))
    return Acts(groups=tuple((group, tuple(rows)) for group, rows in found.items()), waiting=waiting)


def asked(ask: Ask) -> Asked:
    """Returns the page of one act; what stands in its address is filled in (`?clauses=4.2`)."""
    sheet = _sheet(ask.named["act"], ask.seated)
    return _asked(ask, sheet, filling.given(sheet, ask.seated, ask.query))


def _asked(ask: Ask, sheet: Sheet, found: dict[str, list[str]], refused: str = "") -> Asked:
    lines = choosing.lines(ask, sheet, found)
    return Asked(name=sheet.name, title=str(sheet.title), says=str(sheet.says), fields=lines, refused=refused)


def _sheet(name: str, seated: Seated) -> Sheet:
    sheet = BY_NAME.get(name)
    if sheet is None or sheet not in sheets_for(seated.role):
        raise Http404
    return sheet


Posted = Callable[..., HttpResponse]


def posted(view: Callable[[HttpRequest, Ask], HttpResponse]) -> Posted:
    """Opens the record for whoever sent a form and may act at it; nobody else finds anything there."""

    @require_POST
    def answer(request: HttpRequest, slug: str, **named: str) -> HttpResponse:
        seated = gate.seated(request, slug)
        if not seated.may_act:
            raise Http404
        with gate.opened(seated) as record:
            return view(request, Ask(seated, record, named, request.GET))

    answer.__name__ = getattr(view, "__name__", "posted")
    return answer


@posted
def check(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Answers a form with the page on which it is confirmed, or with the form and what is wrong with it."""
    sheet = _sheet(ask.named["act"], ask.seated)
    found = filling.given(sheet, ask.seated, request.POST)
    if request.POST.get("mend"):
        return render(request, FORM.draw, {"page": FORM, "asked": ask, "it": _asked(ask, sheet, found)})
    try:
        confirm = confirmed(ask, sheet, found)
    except Malformed as fault:
        return _again(request, ask, sheet, found, str(fault))
    return render(request, "act-confirm.html", {"page": FORM, "asked": ask, "it": confirm})


def _again(request: HttpRequest, ask: Ask, sheet: Sheet, found: dict[str, list[str]], why: str) -> HttpResponse:
    value = _asked(ask, sheet, found, why)
    return render(request, FORM.draw, {"page": FORM, "asked": ask, "it": value}, status=422)


def confirmed(ask: Ask, sheet: Sheet, found: dict[str, list[str]]) -> Confirm:
    """Returns the page on which an act is confirmed. Raises `Malformed` where it is none."""
    doings = sheets.doings(ask.record, [filling.form(sheet, ask.seated, found)], {})
    if ask.seated.role == "party":
        one_at_a_time(doings)
    keys = signers(ask) if ask.seated.role == "party" else []
    line = keys[0].key if keys else doings[0].signers[0].key.to_text()
    entries = [ask.record.prepare(doing, line).entry for doing in doings]
    seen = foreseeing.foreseen(ask.record, entries, line)
    steps = tuple(telling.step(ask, entry, each) for entry, each in zip(entries, seen, strict=True))
    return Confirm(
        name=sheet.name,
        title=str(sheet.title),
        steps=steps,
        request=secrets.token_urlsafe(18),
        keys=tuple(key(ask, each) for each in keys),
        shown=mark_of(steps),
        _given=tuple((name, value) for name, values in found.items() for value in values),
    )


def mark_of(steps: Sequence[Step]) -> str:
    """Returns a mark of what a page says, by which it is known whether the same is meant when it is confirmed."""
    told = "\0".join(f"{each.sentence}\0{each.wording}\0{each.visible}" for each in steps)
    return hashlib.sha256(told.encode()).hexdigest()


def one_at_a_time(doings: Sequence[Doing]) -> None:
    """Refuses several acts at once where each is signed by itself."""
    if len(doings) != 1:
        raise Malformed(_("Each entry is signed by itself: choose one clause, or the whole text."))


def signers(ask: Ask) -> list[Holder]:
    """Returns the keys with which whoever is asking may sign for their party, those made for signing here first."""
    seat = ask.seated.seat
    if seat is None or ask.seated.party is None:
        return []
    mine = set(seat.member.seats.filter(record=seat.record).values_list("passkeys__line", flat=True))
    valid = [each for each in ask.state.holders if each.retired is None and each.party == ask.seated.party]
    person = ask.seated.person
    fitting = [
        each for each in valid if each.duty == "delegate" and (person in (None, each.person.id) or each.key in mine)
    ]
    passkeys = [each for each in fitting if each.key in mine]
    return passkeys + [each for each in fitting if each.key not in mine and not _browser(each.key)]


def _browser(line: str) -> bool:
    """Whether a key lives behind a browser: then only who made it there can use it."""
    return line.startswith("sk-ecdsa")


def key(ask: Ask, holder: Holder) -> Key:
    """Returns a key as the page offers it."""
    return Key(
        line=holder.key, holder=telling.holder_name(ask, holder.key), fingerprint=telling.mark(holder.key),
        passkey=_browser(holder.key),
    )  # fmt: skip


@posted
def enter(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Enters a confirmed act of the secretariat, or makes a party's ready and goes to the site where it is signed."""
    sheet = _sheet(ask.named["act"], ask.seated)
    found = filling.given(sheet, ask.seated, request.POST)
    if ask.seated.role == "secretariat":
        return _entered(request, ask, sheet, found)
    doings = sheets.doings(ask.record, [filling.form(sheet, ask.seated, found)], {})
    one_at_a_time(doings)
    return to_signing(request, ask, doings[0])


def _entered(request: HttpRequest, ask: Ask, sheet: Sheet, found: dict[str, list[str]]) -> HttpResponse:
    """Enters what a page showed, once; where it would mean something else by now, shows that instead."""
    once = asked_once(request, ask.seated)
    for _again in range(sheets.AGAIN):
        now = Ask(ask.seated, ask.record, ask.named, ask.query)
        size = ask.record.size
        if not ask.record.has(once):
            value = confirmed(now, sheet, found)
            if value.shown != request.POST.get("shown", value.shown):
                value = replace(value, moved=True)
                return render(request, "act-confirm.html", {"page": FORM, "asked": now, "it": value}, status=409)
        with suppress(OutOfOrder):
            form = filling.form(sheet, ask.seated, found)
            entries = sheets.enter(ask.record, [form], held={}, request=once, as_of=size)
            return redirect(now.entry_link(entries[0].entered.index))
    raise OutOfOrder(_("Others are writing to this record all the time; try again."))


def to_signing(request: HttpRequest, ask: Ask, doing: Doing) -> HttpResponse:
    """Makes a party's act ready for the key that was chosen, and goes to the site where it is signed."""
    allowed = {each.key: each for each in signers(ask)}
    line = request.POST.get("key", "")
    if line not in allowed:
        raise Malformed(_("Choose with which of your keys to sign."), where=_("key"))
    return redirect(pending.link(_seat(ask), pending.prepare(ask, doing, line)))


def asked_once(request: HttpRequest, seated: Seated) -> str:
    """Returns the id of a request, by which what is sent twice is entered once."""
    given = request.POST.get("request", "")
    if not _REQUEST.fullmatch(given):
        raise Malformed(_("This page is not whole. Load the form again."))
    assert seated.seat is not None
    return f"desk-{seated.seat.pk}-{given}"


@posted
def resume(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Goes back to the signing site with an entry that is not signed yet, or gives it up."""
    one = next((each for each in pending.of(ask.seated) if each.pk == int(ask.named["number"])), None)
    if one is None:
        raise Http404
    if request.POST.get("give-up"):
        one.delete()
        return redirect(ask.link("act"))
    return redirect(pending.link(_seat(ask), one))


def _seat(ask: Ask) -> Seat:
    assert ask.seated.seat is not None
    return ask.seated.seat


ACTS = Page("act", "act/", offered, "acts.html", gettext_lazy("Enter an act"), key="a", readers="actors", fresh=True)
FORM = Page("act-form", "act/<slug:act>/", asked, "act.html", readers="actors", fresh=True, within="act")
