"""Forms of who takes part, and by what right: admit, leave, accredit, revoke; and keys: enrol, rotate, retire."""

from __future__ import annotations

from typing import get_args

from travaux.errors import Unreadable
from travaux.record import acts
from travaux.record.terms import Capacity, Instrument, Place, Power
from travaux.secretariat.forms.form import Form
from travaux.secretariat.forms.names import Names

DUTIES = ("delegate", "depositary", "witness")


def admit(form: Form, names: Names) -> acts.Act:
    """A party takes part: `admit` is its handle; `name`, `capacity`, `kind`, `members`."""
    handle = form.need("admit")
    party = names.admitted(handle)
    name = form.text("name")
    act = acts.Admit(
        party=party,
        capacity=form.word("capacity", get_args(Capacity), "party"),  # type: ignore[arg-type]
        handle=handle.text().strip(),
        name=name or None,
        kind=form.text("kind"),
        members=names.every_party(form.several("members")),
    )
    for known in (handle.text().strip(), name):
        if known:
            names.parties[known.casefold()] = party
    return act


def leave(form: Form, names: Names) -> acts.Act:
    """A party leaves: `leave` is its handle; `group` where it leaves only that; `reason`."""
    group = form.given("group")
    return acts.Leave(
        party=names.party(form.need("leave")), group=names.party(group) if group else None, reason=form.text("reason")
    )


def instrument(form: Form, names: Names) -> Instrument | None:
    """The paper that gives a right: `instrument` is its file, or what kind it is; `title`, `number`, `issuer` …"""
    given, kind = form.given("instrument"), form.text("kind")
    title, number, issuer = form.text("title"), form.text("number"), form.text("issuer")
    dated = names.dated(form.given("dated"))
    if given is None and not (kind or title or number or issuer or dated):
        return None
    file = None
    if given is not None:
        if names.has_file(given):
            file = names.file(given).digest
        elif "." in given.text() and "/" in given.text():
            raise Unreadable(f"cannot read {given.text()}", where=given.place)
        else:
            kind = kind or given.text().strip()
    return Instrument(kind=kind or "instrument", title=title, number=number, issuer=issuer, dated=dated, file=file)


def accredit(form: Form, names: Names) -> acts.Act:
    """An instrument names a delegation: `accredit` is the party; `named`, `count`, `powers`, `scope`, `limits` …"""
    party = names.party(form.need("accredit"))
    powers = tuple(each.text() for each in form.several("powers")) or ("negotiate",)
    unknown = [power for power in powers if power not in get_args(Power)]
    if unknown:
        raise form.need("powers").refuse(f"{unknown[0]!r} is none of: {', '.join(get_args(Power))}")
    return acts.Accredit(
        party=party,
        instrument=instrument(form, names) or Instrument(kind="instrument"),
        named=tuple(names.named(each) for each in _people(form, "named")),
        count=form.number("count"),
        powers=powers,  # type: ignore[arg-type]
        scope=tuple(Place(each.text()) for each in form.several("scope")),
        since=names.dated(form.given("since")),
        until=names.dated(form.given("until")),
        limits=form.text("limits"),
        limits_notified=names.dated(form.given("limits-notified")),
        provisional=form.flag("provisional"),
    )


def _people(form: Form, name: str) -> list:  # type: ignore[type-arg]
    """Returns the members of a list of people; one text is one person, its comma before an office."""
    given = form.given(name)
    if given is None:
        return []
    return [given] if isinstance(given.value, str) else given.several()


def revoke(form: Form, names: Names) -> acts.Act:
    """An accreditation ends: `revoke` is its entry; `persons` where only their part ends; its instrument; `since`."""
    return acts.Revoke(
        accreditation=names.entry(form.need("revoke")),
        persons=tuple(names.person(each) for each in _people(form, "persons")),
        instrument=instrument(form, names),
        since=names.dated(form.given("since")),
    )


def enrol(form: Form, names: Names) -> acts.Act:
    """A key is bound to a person: `enrol` is its name in the ring, or its public line; `holder`, `party` …"""
    party, mandate = form.given("party"), form.given("mandate")
    return acts.Enrol(
        person=names.named(form.need("holder")),
        key=names.line(form.need("enrol").text().strip()),
        party=names.party(party) if party else None,
        mandate=names.entry(mandate) if mandate else None,
        duty=form.word("duty", DUTIES, "delegate"),  # type: ignore[arg-type]
    )


def rotate(form: Form, names: Names) -> acts.Act:
    """A key is replaced by another: `rotate` is the old one, `new` the new one; both sign."""
    return acts.Rotate(
        old=names.line(form.need("rotate").text().strip()), new=names.line(form.need("new").text().strip())
    )


def retire(form: Form, names: Names) -> acts.Act:
    """A key is no longer valid: `retire` is the key; `reason`; `suspect-from` flags what it signed since an entry."""
    suspect = form.given("suspect-from")
    return acts.Retire(
        key=names.line(form.need("retire").text().strip()),
        reason=form.text("reason"),
        suspect_from=names.entry(suspect) if suspect else None,
    )
