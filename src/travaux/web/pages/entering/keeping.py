"""Keys enrolled, and made known; seats given and taken away: what the page of members offers."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from travaux.errors import Malformed
from travaux.keys.public import ED25519, PublicKey
from travaux.record.acts import Enrol
from travaux.record.terms import Index, PartyId, Person, PersonId
from travaux.secretariat.entering import new_person
from travaux.web.accounts.models import Invitation, Passkey, Seat
from travaux.web.ask import Ask
from travaux.web.invite import invitation
from travaux.web.pages import members
from travaux.web.pages.entering import pending
from travaux.web.pages.entering.acting import posted
from travaux.web.pages.entering.tabling import chief

MOST = 20
"""How many keys of one member may wait."""


@posted
def make(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Goes to the signing site, where a passkey is made."""
    return redirect(pending.link(_own(ask)))


@posted
def offer(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Takes in the public line of a key at a terminal, to be enrolled."""
    seat = _own(ask)
    key = PublicKey.from_text(request.POST.get("line", ""))
    if key.kind != ED25519:
        raise Malformed(_("Give the public line of an Ed25519 key; a passkey is made at the signing site."))
    known = Passkey.objects.filter(line=key.to_text()).exists() or ask.state.holder(key.to_text()) is not None
    if known or Passkey.objects.filter(seat=seat, enrolled=None).count() >= MOST:
        raise Malformed(_("This key is known here already, or too many wait."), where=key.fingerprint)
    Passkey.objects.create(seat=seat, credential=f"terminal:{key.fingerprint}", line=key.to_text(), site="")
    return redirect(ask.link("members"))


def _own(ask: Ask) -> Seat:
    if ask.seated.seat is None or ask.seated.role != "party":
        raise Http404
    return ask.seated.seat


@posted
def enrol(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Enrols a key that waits, bound to a person and a mandate, or refuses it. Only the secretariat does."""
    chief(ask)
    found = next((each for each in members.waiting(ask) if each.pk == int(ask.named["number"])), None)
    if found is None:
        raise Http404
    if request.POST.get("refuse"):
        found.refused = timezone.now()
        found.save(update_fields=["refused"])
        return redirect(ask.link("members"))
    person, mandate = _bound(ask, found, request.POST.get("person", ""), request.POST.get("name", "").strip())
    act = Enrol(person=person, key=found.line, party=PartyId(found.seat.party), mandate=mandate, duty="delegate")
    ask.record.allow(settings.DESK.signing_origin)
    receipt = ask.record.enter(act, request=f"enrol-{found.pk}-{found.made.timestamp():.0f}")
    Passkey.objects.filter(pk=found.pk).update(enrolled=receipt.index)
    Seat.objects.filter(pk=found.seat.pk, person="").update(person=person.id)
    return redirect(ask.entry_link(receipt.index))


def _bound(ask: Ask, found: Passkey, chosen: str, name: str) -> tuple[Person, Index | None]:
    """Returns to whom a key is bound, and by which accreditation. Raises `Malformed` where that is not of the party."""
    party = PartyId(found.seat.party)
    if chosen and chosen not in {value for value, _told in members.people(ask, party)}:
        raise Malformed(_("Choose a member of the delegation."), where=_("person"))
    entry, _colon, who = chosen.partition(":")
    mandate = Index(int(entry)) if entry else None
    if who:
        known = ask.state.person(who)
        assert known is not None
        return Person(id=PersonId(who), name=known.person.name, office=known.person.office), mandate
    own = PersonId(found.seat.person) if found.seat.person else new_person()
    return Person(id=own, name=name or str(found.seat.member)), mandate


@posted
def invite(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Makes an invitation, and shows its link, once."""
    chief(ask)
    email, role = request.POST.get("email", "").strip(), request.POST.get("role", "")
    party, name = request.POST.get("party", ""), request.POST.get("name", "").strip()[:200]
    try:
        validate_email(email)
    except ValidationError:
        raise Malformed(_("This is no e-mail address."), where=email[:80]) from None
    if (
        role not in Seat.Role.values
        or (role == "party") != bool(party)
        or (party and PartyId(party) not in ask.parties)
    ):
        raise Malformed(_("Say as what: a party by its name, an observer, or the secretariat."))
    word = invitation(ask.seated.slug, email, role, party, name)
    link = f"{settings.DESK.origin}/invited/{word}"
    value = {"link": link, "email": email, "back": ask.link("members")}
    return render(request, "invited.html", {"page": members.PAGE, "asked": ask, "it": value})


@posted
def revoke(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Takes a seat away, or an invitation back."""
    chief(ask)
    now, number = timezone.now(), int(ask.named["number"])
    if request.POST.get("kind") == "invitation":
        Invitation.objects.filter(pk=number, record=ask.seated.slug, used=None).update(until=now)
        return redirect(ask.link("members"))
    seat = Seat.objects.filter(pk=number, record=ask.seated.slug, revoked=None).first()
    if seat is None:
        raise Http404
    if seat == ask.seated.seat:
        raise Malformed(_("You cannot take your own seat away."))
    seat.revoked = now
    seat.save(update_fields=["revoked"])
    return redirect(ask.link("members"))
