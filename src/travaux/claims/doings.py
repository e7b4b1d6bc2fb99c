"""Doings: which acts show what was done with a text, at a meeting, or in return for something: all but words and
positions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from travaux.claims.case import Who
from travaux.claims.showings import Asked, Force, Shown, only
from travaux.record import acts
from travaux.record.book import Row
from travaux.record.terms import Digest, PartyId, Place


def linked(asked: Asked) -> Shown:
    """Yields the linkages: what was offered, or what was demanded in return."""
    for row, act in asked.of(acts.Link):
        mine, theirs = (act.offered, act.for_) if asked.claim.predicate == "offered" else (act.for_, act.offered)
        spots = [spot for place in mine if (spot := asked.spot(act.draft, place)) is not None]
        units = {number for spot in spots for number in asked.within(spot)}
        what = f"{_listed(mine)} of {asked.draft(act.draft)}"
        back = f" for {_listed(theirs)}" if theirs else ""
        given = "offers" if asked.claim.predicate == "offered" else "demands"
        ended = asked.case.state.book.last(acts.Withdraw, row.index)
        proviso = f"withdrawn by entry {ended[0].index}" if ended else ""
        says = f"{asked.by(row)} {given} {what}{back}{f', {proviso}' if proviso else ''}"
        yield from only(asked.showing(row, says, units, proviso=proviso))


def presented(asked: Asked) -> Shown:
    """Yields the presentations of a draft to a principal."""
    for row, act in asked.of(acts.Present):
        office = act.office or (str(act.to.office or act.to.name or "a person not named") if act.to else "")
        says = f"{asked.by(row)} presents {asked.draft(act.draft)}{f' to {office}' if office else ''}"
        fits, assumes = _same_person(asked.claim.to, office)
        force: Force = "decides" if fits else "possible"
        yield from _whole(asked, row, act.draft, says, force=force, assumes=assumes)


_LITTLE = frozenset(("the", "a", "an", "of", "its", "his", "her", "their", "our"))


def _same_person(asked: str, office: str) -> tuple[bool, tuple[str, ...]]:
    """Says whether the person in a claim may be the one in an act: every word that says something is shared."""
    if not asked or asked.casefold() == office.casefold():
        return True, ()
    wanted = {word for word in asked.casefold().split() if word not in _LITTLE}
    if wanted and wanted <= set(office.casefold().split()):
        return True, (f"“{asked}” is read as “{office}”",)
    return False, ()


def signed(asked: Asked) -> Shown:
    """Yields the signatures or the initialling of a draft."""
    manners = ("initialled",) if asked.claim.predicate == "initialled" else ("signed", "signed ad referendum")
    for row, act in asked.of(acts.Authenticate):
        if act.manner in manners:
            confirmed = asked.case.state.book.last(acts.Confirm, row.index)
            pending = act.manner == "signed ad referendum" and confirmed is None
            proviso = "ad referendum and not confirmed" if pending else ""
            says = f"{asked.draft(act.draft)} is {act.manner} by {asked.by(row)} as {act.capacity}"
            yield from _whole(asked, row, act.draft, says, proviso=proviso)


def tabled(asked: Asked) -> Shown:
    """Yields the tablings of a draft."""
    for row, act in asked.of(acts.Table):
        yield from _whole(asked, row, act.draft, f"{asked.by(row)} tables {asked.draft(act.draft)}, {act.standing}")


def received(asked: Asked) -> Shown:
    """Yields the circulations of a draft to somebody; who circulated it is not asked."""
    anyone = replace(asked, who=Who(anyone=True))
    force: Force = "possible" if asked.who.persons else "decides"
    for row, draft, to in sorted(_circulated(asked), key=lambda found: found[0].index):
        if asked.who.anyone or asked.who.parties.intersection(to):
            names = ", ".join(asked.case.called(party) for party in to)
            yield from _whole(
                anyone, row, draft, f"{asked.by(row)} circulates {asked.draft(draft)} to {names}", force=force
            )


def _circulated(asked: Asked) -> Iterator[tuple[Row, Digest, tuple[PartyId, ...]]]:
    for row, tabling in asked.of(acts.Table):
        yield row, tabling.draft, tabling.circulated_to
    for row, silence in asked.of(acts.Silence):
        if silence.draft is not None:
            yield row, silence.draft, silence.recipients


def attended(asked: Asked) -> Shown:
    """Yields the meetings as held, and the decisions, that list somebody as present."""
    anyone = replace(asked, who=Who(anyone=True))
    listed = [*map(_meeting, asked.of(acts.Convene)), *map(_decision, asked.of(acts.Decide))]
    for each in sorted(listed, key=lambda each: each.row.index):
        if not (asked.who.anyone or asked.who.parties.intersection(each.there)) or not each.meant(asked.claim.matter):
            continue
        there = ", ".join(asked.case.called(one) for one in each.there) or "nobody who is named"
        says = f"{asked.by(each.row)} {each.notes} {there}{'' if each.held else '; nobody is said to have come'}"
        force: Force = ("possible" if asked.who.persons else "decides") if each.held else "beside"
        yield from only(anyone.showing(each.row, says, {0}, force=force, assumes=each.assumes))


@dataclass(frozen=True, slots=True)
class _Listing:
    """An entry that lists who was there: where that was, whether it is said to have been held, what it notes."""

    row: Row
    there: tuple[PartyId, ...]
    notes: str
    where: str = ""
    held: bool = True
    assumes: tuple[str, ...] = ()

    def meant(self, matter: str) -> bool:
        """Whether a claim means this one: it names its entry, or words of where it was, or none at all."""
        return not matter or matter == str(self.row.index) or matter.casefold() in self.where.casefold()


def _meeting(found: tuple[Row, acts.Convene]) -> _Listing:
    row, act = found
    meets = act.forum.name + (f" at {act.place}" if act.place else "")
    notes = f"notes that a meeting was held: {meets}, with" if act.held else f"announces a meeting: {meets}, with"
    assumes = ("who is listed at a meeting as held is read as having attended",) if act.held else ()
    return _Listing(row, act.expected, notes, f"{act.forum.name} {act.place}".strip(), act.held, assumes)


def _decision(found: tuple[Row, acts.Decide]) -> _Listing:
    row, act = found
    return _Listing(row, act.present, "notes a decision, present")


def withdrew(asked: Asked) -> Shown:
    """Yields the withdrawals, of what bears on the text or on a clause."""
    for row, act in asked.of(acts.Withdraw):
        target = asked.case.state.book.rows[act.entry]
        spots = [spot for place in target.touches.places if (spot := asked.spot(*place)) is not None]
        units = {number for spot in spots for number in asked.within(spot)}
        says = f"{asked.by(row)} withdraws entry {target.index} ({target.entry.type})"
        yield from only(asked.showing(row, says, units, needs=(target.index,)))


def extended(asked: Asked) -> Shown:
    """Yields the extensions of a deadline or a silence procedure."""
    for row, act in asked.of(acts.Extend):
        if act.outcome == "extended":
            target = asked.case.state.book.rows[act.entry]
            due = target.act.due if isinstance(target.act, acts.Limit) else "a silence procedure"
            fits = asked.claim.object == "matter" and asked.claim.matter.casefold() in due.casefold()
            says = f"{asked.by(row)} extends the time for {due}"
            yield from only(asked.showing(row, says, {0} if fits else (), needs=(target.index,)))


def _whole(
    asked: Asked, row: Row, draft: Digest, says: str, *, force: Force = "decides", proviso: str = "",
    assumes: tuple[str, ...] = (),
) -> Shown:  # fmt: skip
    """Yields what an act on a whole draft shows of the text, or of the clauses in it."""
    spot = asked.spot(draft, Place(""))
    if spot is None or asked.claim.object not in ("text", "clauses"):
        return
    if asked.claim.draft and draft != asked.table:
        return
    if asked.table is not None and draft != asked.table:
        assumes = (
            *assumes,
            f"“the text” is read as any draft of it; {asked.draft(asked.table)} is the one on the table",
        )
    units = asked.within(spot, whole=True)
    yield from only(asked.showing(row, says, units, force=force, proviso=proviso, assumes=assumes))


def _listed(places: tuple[Place, ...]) -> str:
    return f"clause{'s' if len(places) > 1 else ''} {', '.join(places)}" if places else "the whole"
