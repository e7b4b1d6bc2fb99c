"""A report sent to the desk: read, reviewed item by item, and what was accepted entered as statements.

Nothing that a report says enters the record by itself. A review is kept for a day, and taken up again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from travaux.errors import Malformed
from travaux.formats import report
from travaux.papers.readings import TIERS, Told, reading_paper
from travaux.reading import review as reviews
from travaux.reading.items import Item, Reading, Report, Said
from travaux.reading.review import FIELDS, Decision, Review
from travaux.secretariat import reporting
from travaux.web.ask import Ask
from travaux.web.pages.entering import tabling, uploads, working
from travaux.web.pages.entering.acting import posted
from travaux.web.pages.entering.tabling import Working, known_of, own_seat
from travaux.web.pages.page import Page

MENDABLE = ("words", "name", "office", "organisation", "attributes", "terms", "claims")


_DECISIONS: dict[str, Decision] = {"accepted": "accepted", "refused": "refused"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """A field of an item that can be put right."""

    name: str
    told: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """An item that a report gives, and what was decided of it."""

    number: int
    kind: str
    tier: str
    head: str
    words: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    decided: str
    mends: tuple[Mend, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """The page's value: what a report says, item by item, and what was not read of it."""

    number: str
    name: str
    summary: str
    facts: tuple[tuple[str, str], ...]
    items: tuple[Proposed, ...]
    unread: tuple[tuple[str, str], ...]
    open: int
    accepted: int
    refused: str = ""


@posted
def send(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Takes a report's file in: read apart, with limits; nothing of it is kept where it is refused."""
    tabling.chief(ask)
    name, content = tabling.sent(request, ask)
    day, outlet = request.POST.get("date", "").strip(), request.POST.get("outlet", "").strip()[:200]
    seat = own_seat(ask)

    def work(stage: Any) -> dict[str, Any]:
        stage(_("reading the report"))
        with working.limited():
            taken = report.read_bytes(content, name=name, date=day, outlet=outlet, strictly=True)
        report.reading(taken)
        uploads.keep(seat, content)
        parts = {"text": taken.text, "reference": taken.reference, "dated_by": taken.dated_by, "outlet": taken.outlet}
        return {"kind": "report", "name": name, "digest": taken.digest, "language": taken.language, **parts}

    number = working.begin(seat, work)
    found = working.state(seat, number)
    if found is None or found["state"] in ("refused", "failed"):
        return tabling.refused(request, ask, (found or {}).get("told") or _("It could not be read."))
    return redirect(ask.link("report-review", number=number))


@lru_cache(8)
def _read(taken: Report) -> Reading:
    return report.reading(taken)


def reading_of(found: dict[str, Any]) -> Reading:
    """Returns what is taken from a report that was sent."""
    names = ("text", "digest", "name", "reference", "dated_by", "outlet", "language")
    return _read(Report(**{name: found[name] for name in names}))


def kept(ask: Ask, reading: Reading) -> Review:
    """Returns the review that was kept of a report, or a new one."""
    text = uploads.noted(own_seat(ask), f"{ask.named['number']}-review")
    return reviews.taken_up(text, reading) if text else Review(reading)


def build(ask: Ask) -> Reported | Working:
    """Returns the page of a report that was sent."""
    found = known_of(ask, "report")
    if found["state"] != "ready":
        return Working(number=ask.named["number"], told=found.get("told", _("waiting for its turn")))
    return shown(ask, found, kept(ask, reading_of(found)))


def shown(ask: Ask, found: dict[str, Any], review: Review, refused: str = "") -> Reported:
    """Returns a review as the page shows it."""
    reading = review.reading
    items = tuple(review.item(each.number) for each in reading.items)
    paper = reading_paper(replace(reading, items=items))
    return Reported(
        number=ask.named["number"], name=found["name"], summary=paper.summary, facts=paper.facts,
        items=tuple(_proposed(reading, review, item, told) for item, told in zip(items, paper.told, strict=True)),
        unread=paper.unread, open=review.open, accepted=len(review.accepted), refused=refused,
    )  # fmt: skip


def _proposed(reading: Reading, review: Review, item: Item, told: Told) -> Proposed:
    fields = MENDABLE if isinstance(item.value, Said) else ("claims",)
    return Proposed(
        number=item.number, kind=item.kind, tier=TIERS[item.tier], head=told.head, words=told.words, facts=told.facts,
        decided=review.decided.get(item.number, ""),
        mends=tuple(Mend(name=each, told=FIELDS[each], value=_value(reading, item, each)) for each in fields),
    )  # fmt: skip


def _value(reading: Reading, item: Item, name: str) -> str:
    """Returns what a field of an item says now."""
    from travaux.claims.grammar import to_text

    if name == "claims":
        return "; ".join(to_text((claim,)) for claim in item.value.claims)
    if not isinstance(item.value, Said):
        return ""
    source = item.value.source
    match name:
        case "words":
            return " ".join(
                " ".join(reading.report.text[slice(*each)].split()) for each in item.parts.get("content", ())
            )
        case "terms":
            return item.value.terms
        case "name":
            return source.person.name if source.person and isinstance(source.person.name, str) else ""
    return str(getattr(source, name))


@posted
def decide(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Keeps what was decided and mended; with `enter`, enters what is accepted, once all is as it should be."""
    tabling.chief(ask)
    found = known_of(ask, "report")
    reading = reading_of(found)
    try:
        review = decided(kept(ask, reading), reading, request)
    except Malformed as fault:
        value = shown(ask, found, kept(ask, reading), str(fault))
        return render(request, PAGE.draw, {"page": PAGE, "asked": ask, "it": value}, status=422)
    seat, name = own_seat(ask), f"{ask.named['number']}-review"
    uploads.note(seat, name, reviews.to_text(review))
    if not request.POST.get("enter"):
        return redirect(ask.link("report-review", number=ask.named["number"]))
    if not review.accepted:
        value = shown(ask, found, review, _("Nothing was accepted yet."))
        return render(request, PAGE.draw, {"page": PAGE, "asked": ask, "it": value}, status=422)
    content = uploads.fetch(seat, found["digest"])
    entries = reporting.enter(ask.record, reading, review.accepted, (found["name"], content))
    if not entries:
        value = shown(ask, found, review, _("What was accepted stands on the record already."))
        return render(request, PAGE.draw, {"page": PAGE, "asked": ask, "it": value}, status=409)
    return redirect(ask.link("log"))


def decided(review: Review, reading: Reading, request: HttpRequest) -> Review:
    """Returns a review with what was sent: decisions, and fields that were put right. Raises `Malformed`."""
    if request.POST.get("sure"):
        review = review.accept_sure()
    for at, item in enumerate(reading.items):
        chosen = request.POST.get(f"d-{item.number}")
        how = _DECISIONS.get(chosen or "")
        if how is not None:
            review = replace(review, decided={**review.decided, item.number: how})
        elif chosen == "" and not request.POST.get("sure"):
            review = replace(review, decided={n: how for n, how in review.decided.items() if n != item.number})
        now = review.item(item.number)
        for name in MENDABLE:
            said = request.POST.get(f"m-{item.number}-{name}")
            if said is not None and " ".join(said.split()) != _value(reading, now, name):
                review = replace(replace(review, at=at).mend(name, said[:5000]), at=0)
    return review


PAGE = Page(
    "report-review",
    "report/<slug:number>/",
    build,
    "report-review.html",
    readers="secretariat",
    fresh=True,
    within="act",
)
