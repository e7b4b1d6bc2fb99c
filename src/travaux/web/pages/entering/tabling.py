"""Tabling a draft from a file: read apart, aligned with the draft that it was made from, audited, mended, tabled.

What a page shows of a file is worked out once, when it was sent. Clause identities that are put right by hand are
entered with the draft, as acts of their own.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from travaux.errors import Malformed, Refused
from travaux.record import acts
from travaux.record.terms import Digest, PartyId, Place, Standing
from travaux.secretariat import filing, foreseeing
from travaux.secretariat.entering import Doing
from travaux.web import words
from travaux.web.accounts.models import Seat
from travaux.web.ask import Ask
from travaux.web.pages.entering import acting, telling, uploads, working
from travaux.web.pages.entering.acting import posted
from travaux.web.pages.entering.comparing import read
from travaux.web.pages.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A draft of the record, from which a new one may have been made."""

    digest: str
    told: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """The page on which a file is sent."""

    drafts: tuple[Base, ...]
    largest: int
    reports: bool
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """The page of a file that is still being read."""

    number: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Which clause is which: `found` is what comparison says, which a person may put right."""

    later: str
    heading: str
    found: str
    fate: str
    score: int
    reason: str
    reworded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A change with the words around it."""

    place: str
    heading: str
    before: str
    old: str
    new: str
    after: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words of the redline with one fate."""

    text: str
    fate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The page's value: a file as it was read, held against the draft that it was made from."""

    number: str
    name: str
    format: str
    title: str
    clauses: int
    notices: tuple[str, ...]
    known: int | None
    base: str
    base_told: str
    alignment: str
    pairs: tuple[Pair, ...]
    dropped: tuple[str, ...]
    places: tuple[str, ...]
    verdict: str
    declared: str
    undeclared: tuple[Shown, ...]
    summary: str
    lines: tuple[tuple[Part, ...], ...]
    more: int
    drafts: tuple[Base, ...]
    standings: tuple[tuple[str, str], ...]
    may_mend: bool
    refused: str = ""
    _given: Mapping[str, Sequence[str]]


def sending(ask: Ask) -> Sending:
    """Returns the page on which a file is sent."""
    return Sending(
        drafts=bases(ask), largest=settings.LARGEST_UPLOAD >> 20, reports=ask.seated.role == "secretariat"
    )  # fmt: skip


def bases(ask: Ask) -> tuple[Base, ...]:
    """Returns the drafts of the record, the newest first."""
    current = ask.state.current()
    return tuple(
        Base(
            digest=each.digest, current=current is not None and each.digest == current.digest,
            told=_("draft %(number)s") % {"number": each.number} + (f", {each.title}" if each.title else ""),
        )
        for each in reversed(ask.state.drafts)
    )  # fmt: skip


@posted
def send(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Takes a draft's file in: it is read apart, with limits, and nothing of it is kept where it is refused."""
    name, content = sent(request, ask)
    seat = own_seat(ask)
    accepting = request.POST.get("accepting", "all")
    if accepting not in ("all", "none"):
        raise Malformed(_("Say what becomes of the file’s own changes."))
    base = _base(ask, request.POST.get("base", ""))
    seated = ask.seated

    def work(stage: Any) -> dict[str, Any]:
        return read(seated, seat, name, content, accepting, base, stage)

    number = working.begin(seat, work)
    found = working.state(seat, number)
    if found is None or found["state"] in ("refused", "failed"):
        return refused(request, ask, (found or {}).get("told") or _("It could not be read."))
    return redirect(ask.link("table-review", number=number))


def refused(request: HttpRequest, ask: Ask, told: str) -> HttpResponse:
    """Answers with the page on which a file is sent, and why the one that was sent is not taken."""
    value = replace(sending(ask), refused=told)
    return render(request, SEND.draw, {"page": SEND, "asked": ask, "it": value}, status=422)


def sent(request: HttpRequest, ask: Ask) -> tuple[str, bytes]:
    """Returns the name and the bytes of the file that was sent."""
    file = request.FILES.get("file")
    if file is None:
        raise Malformed(_("Choose a file."))
    if (file.size or 0) > settings.LARGEST_UPLOAD:
        raise Refused(_("larger than %(most)s MB") % {"most": settings.LARGEST_UPLOAD >> 20}, where=str(file.name))
    name = "".join(sign for sign in str(file.name or "file") if sign.isprintable() and sign not in '/\\<>"')[-120:]
    uploads.room(own_seat(ask), file.size or 0)
    return name or "file", file.read()


def chief(ask: Ask) -> None:
    """Lets the secretariat alone go on; nobody else finds anything there."""
    if ask.seated.role != "secretariat":
        raise Http404


def own_seat(ask: Ask) -> Seat:
    """Returns the seat of whoever is asking, who may act."""
    assert ask.seated.seat is not None
    return ask.seated.seat


def _base(ask: Ask, digest: str) -> str:
    if digest == "none":
        return ""
    current = ask.state.current()
    chosen = digest or (current.digest if current else "")
    if chosen and chosen not in ask.record.drafts:
        raise Malformed(_("There is no such draft."), where=_("made from"))
    return chosen


# The page of a file that was read


def known_of(ask: Ask, kind: str) -> dict[str, Any]:
    """Returns what is known of a file of a kind; `Http404` where whoever is asking sent none of this name."""
    number = ask.named["number"]
    if len(number) != 24 or ask.seated.seat is None:
        raise Http404
    found = working.state(ask.seated.seat, number)
    if found is None or found.get("kind", kind) != kind:
        raise Http404
    if found["state"] in ("refused", "failed"):
        raise Malformed(found.get("told") or _("It could not be read."), where="")
    return found


def review(ask: Ask) -> Review | Working:
    """Returns the page of a file that was sent: how far it is, or what it says."""
    found = known_of(ask, "draft")
    if found["state"] != "ready":
        return Working(number=ask.named["number"], told=found.get("told", _("waiting for its turn")))
    return reviewed(ask, found, {})


def reviewed(ask: Ask, found: dict[str, Any], given: Mapping[str, Sequence[str]], refused: str = "") -> Review:
    """Returns the page of a file that was read, with what was filled in."""
    drafts = bases(ask)
    told = next((each.told for each in drafts if each.digest == found["base"]), "")
    tabled = ask.state.draft(found["digest"])
    return Review(
        number=ask.named["number"], name=found["name"], format=found["format"], title=found["title"] or found["name"],
        clauses=found["clauses"], notices=tuple(found["notices"]), known=tabled.number if tabled else None,
        base=found["base"], base_told=told, alignment=found.get("alignment", ""),
        pairs=tuple(Pair(**each) for each in found.get("pairs", ())), dropped=tuple(found.get("dropped", ())),
        places=tuple(each for each in found.get("places", ()) if each), verdict=found.get("verdict", ""),
        declared=found.get("declared", ""), undeclared=tuple(Shown(**each) for each in found.get("undeclared", ())),
        summary=found.get("summary", ""), more=found.get("more", 0),
        lines=tuple(tuple(Part(text=text, fate=fate) for text, fate in line) for line in found.get("lines", ())),
        drafts=drafts, standings=tuple(words.standings().items()), may_mend=ask.seated.role == "secretariat",
        refused=refused, _given=given,
    )  # fmt: skip


def doings(ask: Ask, found: dict[str, Any], given: Mapping[str, Sequence[str]]) -> list[Doing]:
    """Returns the tabling of a draft, and the clause identities that were put right, made ready."""
    seat = own_seat(ask)
    content, kept = uploads.fetch(seat, found["file"]), uploads.fetch(seat, found["draft"])
    standing = _one(given, "standing", "tabled")
    if standing not in get_args(Standing):
        raise Malformed(_("no such standing"), where=standing)
    parents = [digest for digest in given.get("parents", ()) if digest in ask.record.drafts]
    act = acts.Table(
        draft=Digest(found["digest"]), file=Digest(found["file"]), title=_one(given, "title", found["name"])[:300],
        standing=standing, parents=tuple(map(Digest, parents)), circulated_to=_parties(ask, given, "to"),  # type: ignore[arg-type]
        accepting=(found["accepting"],), language=_one(given, "language", found["language"])[:35],
        authentic=bool(given.get("authentic")),
    )  # fmt: skip
    by = str(ask.seated.party) if ask.seated.role == "party" else _one(given, "by", "") or None
    doing = replace(
        ask.record.doing(act, by=by), files={found["file"]: (found["name"], content)},
        drafts={found["digest"]: kept},
    )  # fmt: skip
    mended = mends(found, given) if ask.seated.role == "secretariat" else ()
    if not mended:
        return [doing]
    concord = acts.Concord(
        earlier=Digest(found["base"]), later=Digest(found["digest"]), pairs=mended,
        reason=_one(given, "reason", ""),
    )  # fmt: skip
    return [doing, ask.record.doing(concord)]


def _one(given: Mapping[str, Sequence[str]], name: str, default: str) -> str:
    values = given.get(name, ())
    return " ".join(values[0].split()) if values and values[0].strip() else default


def _parties(ask: Ask, given: Mapping[str, Sequence[str]], name: str) -> tuple[PartyId, ...]:
    return tuple(each for each in ask.parties if each in given.get(name, ()))


def mends(found: dict[str, Any], given: Mapping[str, Sequence[str]]) -> tuple[tuple[Place, Place], ...]:
    """Returns the pairs that were put right: of each clause of the new draft, which clause of the earlier it is."""
    places = set(found.get("places", ()))
    pairs: list[tuple[Place, Place]] = []
    for number, each in enumerate(found.get("pairs", ())):
        values = given.get(f"is-{number}")
        if values is None:
            continue
        said = ", ".join(part.strip() for part in values[0].split(",") if part.strip())
        if said == each["found"]:
            continue
        wanted = said.split(", ") if said else [""]
        wrong = next((place for place in wanted if place and place not in places), None)
        if wrong is not None:
            raise Malformed(_("the earlier draft has no such clause"), where=f"{each['later']} = {wrong}")
        pairs += [(Place(place), Place(each["later"])) for place in wanted]
    return tuple(pairs)


def given_of(request: HttpRequest) -> dict[str, list[str]]:
    """Returns what was filled in, but for the token of the form."""
    hidden = ("csrfmiddlewaretoken", "request", "key")
    return {name: [value[:500] for value in values] for name, values in request.POST.lists() if name not in hidden}


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm:
    """The page on which a tabling is confirmed."""

    number: str
    title: str
    steps: tuple[telling.Step, ...]
    request: str
    keys: tuple[acting.Key, ...]
    _given: tuple[tuple[str, str], ...]


@posted
def check(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Shows what tabling the draft would say and do; nothing is entered."""
    found, given = known_of(ask, "draft"), given_of(request)
    try:
        ready = doings(ask, found, given)
    except Malformed as fault:
        value = reviewed(ask, found, given, str(fault))
        return render(request, REVIEW.draw, {"page": REVIEW, "asked": ask, "it": value}, status=422)
    keys = acting.signers(ask) if ask.seated.role == "party" else []
    line = keys[0].key if keys else ready[0].signers[0].key.to_text()
    drafts = {Digest(found["digest"]): filing.decode(uploads.fetch(own_seat(ask), found["draft"]), found["digest"])}
    entries = [ask.record.prepare(doing, line).entry for doing in ready]
    seen = foreseeing.foreseen(ask.record, entries, line, drafts)
    confirm = Confirm(
        number=ask.named["number"], title=_("Table a draft"), request=secrets.token_urlsafe(18),
        steps=tuple(telling.step(ask, entry, each, drafts) for entry, each in zip(entries, seen, strict=True)),
        keys=tuple(acting.key(ask, each) for each in keys),
        _given=tuple((name, one) for name, values in given.items() for one in values),
    )  # fmt: skip
    return render(request, "table-confirm.html", {"page": REVIEW, "asked": ask, "it": confirm})


@posted
def enter(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Tables the draft: the secretariat's at once, a party's once it is signed at the other site."""
    found = known_of(ask, "draft")
    ready = doings(ask, found, given_of(request))
    if ask.seated.role == "party":
        return acting.to_signing(request, ask, ready[0])
    receipts = ask.record.enter_all(ready, request=acting.asked_once(request, ask.seated))
    return redirect(ask.entry_link(receipts[0].index))


SEND = Page("table", "table/", sending, "table.html", readers="actors", fresh=True, within="act")
REVIEW = Page(
    "table-review", "table/<slug:number>/", review, "table-review.html", readers="actors", fresh=True, within="act"
)
