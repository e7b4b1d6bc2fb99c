"""Which form makes which act, and the fields that every form may have besides: who acted, when, who may read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from travaux.errors import Malformed
from travaux.record.acts import Act
from travaux.record.terms import PartyId, PersonId
from travaux.secretariat.forms import sayings, stances, talks, texts, who
from travaux.secretariat.forms.form import Form, Given
from travaux.secretariat.forms.names import Names

Maker = Callable[[Form, Names], "Act | list[Act]"]

VERBS: Mapping[str, Maker] = {
    "admit": who.admit,
    "leave": who.leave,
    "accredit": who.accredit,
    "revoke": who.revoke,
    "enrol": who.enrol,
    "rotate": who.rotate,
    "retire": who.retire,
    "convene": talks.convene,
    "adjourn": talks.adjourn,
    "limit": talks.limit,
    "extend": talks.extend,
    "silence": talks.silence,
    "table": texts.table,
    "propose": texts.propose,
    "withdraw": texts.withdraw,
    "present": texts.present,
    "authenticate": texts.authenticate,
    "concord": texts.concord,
    "correct": texts.correct,
    "take": stances.take,
    "confirm": stances.confirm,
    "reopen": stances.reopen,
    "decide": stances.decide,
    "link": stances.link,
    "state": sayings.state,
    "cover": sayings.cover,
    "seal": sayings.seal,
    "void": sayings.void,
}
"""The verbs by which an act is given; erasing and rolling are the secretariat's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """An act that a form meant, with who acted and by whose key it is entered; `place` is where it was written."""

    act: Act
    actor: PartyId | None = None
    person: PersonId | None = None
    key: str = ""
    at: str = ""
    visible: tuple[PartyId, ...] | Literal["all", "depositary"] = "all"
    refs: tuple[int, ...] = ()
    place: str = ""


def fill(form: Form, names: Names) -> list[Filled]:
    """Returns the acts that a form means, mostly one; raises `Malformed` with the place of what it cannot mean."""
    by, person, label = form.given("by"), form.given("person"), form.text("label")
    key, at, visible = form.text("key"), form.text("at"), form.given("visible")
    refs = tuple(names.entry(each) for each in form.several("refs"))
    made = _made(form, names, at)
    actor = names.party(by) if by else None
    whom = names.person(person) if person else None
    audience = _audience(visible, names)
    form.finish()
    filled = []
    for act in made:
        filled.append(
            Filled(act=act, actor=actor, person=whom, key=key, at=at, visible=audience, refs=refs, place=form.place)
        )
        names.learn(label)
    return filled


def _made(form: Form, names: Names, at: str) -> Sequence[Act]:
    """Makes the acts; words such as "tomorrow" are read against the day of the form, where it has one."""
    before, said = names.reference, form.fields.get("said")
    days = (form.text("reference"), said.value if said and isinstance(said.value, str) else "", at[:10])
    names.reference = next((day for day in days if _is_day(day)), before)
    try:
        made = VERBS[form.verb](form, names)
    finally:
        names.reference = before
    return made if isinstance(made, list) else [made]


def _is_day(words: str) -> bool:
    return len(words) == 10 and words[4] == words[7] == "-"


def _audience(given: Given | None, names: Names) -> tuple[PartyId, ...] | Literal["all", "depositary"]:
    if given is None or given.value == "all":
        return "all"
    if given.value == "depositary":
        return "depositary"
    return names.every_party(given.several())


def form_of(fields: Mapping[str, Given], place: str) -> Form:
    """Returns the form that an item in a file of acts is: exactly one of its fields names an act."""
    found = [name for name in fields if name in VERBS]
    if sorted(found) == ["decide", "present"]:  # a conclusion says who was present
        found = ["decide"]
    if len(found) != 1:
        says = f"names {' and '.join(found)}" if found else f"names no act ({', '.join(VERBS)})"
        raise Malformed(f"the item {says}", where=place, advice="One item, one act")
    return Form(found[0], fields, place)
