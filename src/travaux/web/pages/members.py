"""Members, mandates, keys: who takes part and by what right, whose keys sign, and who sits at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.papers.spans import told
from travaux.papers.telling import Teller
from travaux.record.keyring import Holder, fingerprint
from travaux.record.people import Delegation
from travaux.record.terms import PartyId, Person, Withheld
from travaux.web.accounts.models import Invitation, Passkey, Seat
from travaux.web.ask import Ask
from travaux.web.pages.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person whom an instrument names."""

    name: str
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A delegation: its instrument, who is named, how many are not, its powers, until when."""

    entry: int
    instrument: str
    named: tuple[Named, ...]
    unnamed: int | None
    powers: tuple[str, ...]
    scope: tuple[str, ...]
    since: str
    until: str
    limits: str
    provisional: bool
    ended: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """A party, in which capacity, with its delegations."""

    id: PartyId
    name: str
    capacity: str
    entry: int
    left: int | None
    mandates: tuple[Mandate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key: whose, as what, and between which entries it is valid."""

    holder: str
    party: PartyId | None
    duty: str
    kind: str
    fingerprint: str
    enrolled: int
    mandate: int | None
    retired: int | None
    reason: str
    suspect_from: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sits:
    """A seat at the desk. The e-mail address is for the secretariat, and for oneself."""

    number: int
    name: str
    email: str
    role: str
    party: PartyId | None
    since: str
    until: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """An invitation that nobody followed yet."""

    number: int
    email: str
    name: str
    role: str
    party: PartyId | None
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A key that waits to be enrolled, and for whom: `people` are those whom an accreditation of the party names."""

    number: int
    name: str
    party: PartyId | None
    fingerprint: str
    kind: str
    made: str
    own: bool
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """The page's value. `secretariat` says that more is offered here."""

    parties: tuple[Taking, ...]
    keys: tuple[Key, ...]
    seats: tuple[Sits, ...]
    invitations: tuple[Invited, ...]
    waiting: tuple[Waiting, ...]
    secretariat: bool
    may_sign: bool


def build(ask: Ask) -> Members:
    """Returns the page."""
    chief = ask.seated.role == "secretariat"
    return Members(
        parties=tuple(_taking(ask, each.id) for each in ask.state.parties),
        keys=tuple(_key(ask, each) for each in ask.state.holders),
        seats=tuple(_sits(ask, each, chief) for each in _seats(ask)),
        invitations=tuple(map(_invited, _invitations(ask))) if chief else (),
        waiting=tuple(_waiting(ask, each) for each in waiting(ask)),
        secretariat=chief,
        may_sign=ask.seated.role == "party",
    )


def _taking(ask: Ask, party: PartyId) -> Taking:
    found = next(each for each in ask.state.parties if each.id == party)
    return Taking(
        id=party, name=ask.name(party), capacity=found.capacity, entry=found.entry, left=found.left,
        mandates=tuple(_mandate(ask, each) for each in ask.state.delegations(party)),
    )  # fmt: skip


def _mandate(ask: Ask, each: Delegation) -> Mandate:
    paper = each.instrument
    parts = (paper.kind, paper.number, f"({paper.issuer})" if paper.issuer else "", told(paper.dated))
    return Mandate(
        entry=each.entry, instrument=" ".join(filter(None, parts)), named=tuple(map(_named, each.named)),
        unnamed=each.unnamed, powers=tuple(each.powers), scope=tuple(each.scope), since=told(each.since),
        until=told(each.until), limits=each.limits, provisional=each.provisional, ended=each.ended,
    )  # fmt: skip


def _named(person: Person) -> Named:
    return Named(name=private(person.name) or _("a person whose name is not recorded"), office=private(person.office))


def private(value: object) -> str:
    """Returns a private value as its reader may see it."""
    if isinstance(value, Withheld):
        return _("a name withheld") if value.erased is None else _("a name erased by entry %(n)s") % {"n": value.erased}
    return str(value or "")


def _key(ask: Ask, holder: Holder) -> Key:
    return Key(
        holder=private(holder.person.name), party=holder.party, duty=holder.duty, kind=_kind(holder.key),
        fingerprint=fingerprint(holder.key), enrolled=holder.enrolled, mandate=holder.mandate, retired=holder.retired,
        reason=holder.reason, suspect_from=holder.suspect_from,
    )  # fmt: skip


def _kind(line: str) -> str:
    return _("passkey") if line.startswith("sk-ecdsa") else _("security key") if line.startswith("sk-") else _("key")


def _seats(ask: Ask) -> list[Seat]:
    """Returns the seats of this record that hold now; a party or an observer sees those of their own side."""
    seats = Seat.objects.filter(record=ask.seated.slug, revoked=None).select_related("member").order_by("pk")
    holding = [each for each in seats if each.holds]
    if ask.seated.role == "secretariat":
        return holding
    own, party = ask.seated.seat, ask.seated.party
    return [each for each in holding if each == own or (party and each.party == party and each.role == "party")]


def _sits(ask: Ask, seat: Seat, chief: bool) -> Sits:
    own = seat == ask.seated.seat
    return Sits(
        number=seat.pk if chief else 0, name=str(seat.member) if chief or own or seat.member.name else "",
        email=seat.member.email if chief or own else "", role=seat.role,
        party=PartyId(seat.party) if seat.party else None, since=_date(seat.since), until=_date(seat.until), own=own,
    )  # fmt: skip


def _invitations(ask: Ask) -> list[Invitation]:
    found = Invitation.objects.filter(record=ask.seated.slug, used=None, until__gt=timezone.now())
    return list(found.order_by("pk"))


def _invited(each: Invitation) -> Invited:
    return Invited(
        number=each.pk, email=each.email, name=each.name, role=each.role,
        party=PartyId(each.party) if each.party else None, until=_date(each.until),
    )  # fmt: skip


def waiting(ask: Ask) -> list[Passkey]:
    """Returns the keys that wait to be enrolled: all of them for the secretariat, one's own for others."""
    found = Passkey.objects.filter(seat__record=ask.seated.slug, enrolled=None, refused=None, seat__revoked=None)
    if ask.seated.role != "secretariat":
        found = found.filter(seat__member=ask.seated.seat.member) if ask.seated.seat else found.none()
    return list(found.select_related("seat__member").order_by("pk"))


def _waiting(ask: Ask, each: Passkey) -> Waiting:
    party = PartyId(each.seat.party) if each.seat.party else None
    chief = ask.seated.role == "secretariat"
    return Waiting(
        number=each.pk, name=str(each.seat.member), party=party, fingerprint=fingerprint(each.line),
        kind=_kind(each.line), made=_date(each.made), own=each.seat == ask.seated.seat,
        people=tuple(people(ask, party)) if chief else (),
    )  # fmt: skip


def people(ask: Ask, party: PartyId | None) -> list[tuple[str, str]]:
    """Returns whom accreditations of a party name, as a choice: `ENTRY:PERSON`, and the name with the instrument."""
    found = []
    for each in ask.state.delegations(party) if party else ():
        if each.ended is None:
            told = _("entry %(number)s") % {"number": each.entry}
            names = ((one.id, Teller(ask.state).person(one, office=True)) for one in each.named)
            found += [(f"{each.entry}:{who}", f"{name} ({told})") for who, name in names]
            found.append(
                (f"{each.entry}:", _("another member of the delegation of entry %(number)s") % {"number": each.entry})
            )
    return found


def _date(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""


PAGE = Page(
    "members",
    "members/",
    build,
    "members.html",
    gettext_lazy("Members and keys"),
    key="u",
    readers="members",
    fresh=True,
)
